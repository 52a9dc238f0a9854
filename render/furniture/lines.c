#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "render/canvas/wrap.h"
#include "render/furniture/parts.h"

/* The length of a line with one word less, or with one letter less when it is one long word. */
static size_t cut_word(const char *line, size_t length)
{
    size_t kept = length;
    while (kept > 0 && line[kept - 1] != ' ')
        kept--;
    if (3 * kept < length)
        kept = bm_utf8_cut(line, length - 1);
    while (kept > 0 && strchr(" ,;:.", line[kept - 1]))
        kept--;
    return kept;
}

int bm_furniture_lines(bm_canvas *canvas, const bm_text_style *type, const char *text,
                       const char *tail, bm_px baseline, double width_px, int lines_max,
                       double line_height, bool draw)
{
    int lines = 0;
    bool is_from_right = draw && bm_canvas_is_from_right(text);
    while (*text && lines < lines_max) {
        size_t next, length = bm_wrap_line(canvas, type, text, width_px, &next);
        if (length == 0)
            break;
        if (draw) {
            char line[BM_WRAP_LINE_SIZE + BM_FURNITURE_TAIL_SIZE + 4];
            bm_wrap_copy(text, length, line);
            bm_furniture_use_plain_blanks(line);
            bool is_cut = lines + 1 == lines_max && text[next];
            size_t kept = strlen(line);
            while (is_cut) {
                snprintf(line + kept, BM_FURNITURE_TAIL_SIZE + 4, "…%s", tail);
                if (bm_canvas_measure(canvas, type, line).width <= width_px || kept == 0)
                    break;
                kept = cut_word(line, kept);
            }
            // Writing that runs from the right ends at the left, where the line is short.
            double blank =
                is_from_right ? fmax(width_px - bm_canvas_measure(canvas, type, line).width, 0) : 0;
            bm_canvas_text(canvas, type,
                           (bm_px){baseline.x + blank, baseline.y + line_height * lines}, 0, line);
        }
        text += next;
        lines++;
    }
    return lines;
}
