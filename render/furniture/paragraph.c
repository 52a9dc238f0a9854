#include <stdbool.h>
#include <string.h>

#include "render/canvas/wrap.h"
#include "render/furniture/parts.h"

#define NO_BREAK "\u00a0"
/** A last line narrower than this share of the width is a stub. */
#define STUB_SHARE 0.2
/** Statements narrower than this share of the width are kept on a line. */
#define SHORT_SHARE 0.45

static const char part_end[] = " ·", degree[] = "°";

/* One statement, of `length` bytes. */
static void keep_part(bm_canvas *canvas, const bm_text_style *type, const char *part, size_t length,
                      double width_px, bm_strbuf *out)
{
    char line[BM_WRAP_LINE_SIZE];
    bm_wrap_copy(part, length, line);
    bool is_short = length < sizeof line &&
                    bm_canvas_measure(canvas, type, line).width <= SHORT_SHARE * width_px;
    for (size_t i = 0; i < length; i++) {
        // The blank that it begins with follows a dot: there a line may end.
        bool is_degree = i >= sizeof degree - 1 &&
                         memcmp(part + i - (sizeof degree - 1), degree, sizeof degree - 1) == 0;
        if ((is_degree || (is_short && i > 0)) && part[i] == ' ')
            bm_strbuf_append(out, NO_BREAK);
        else
            bm_strbuf_append_n(out, part + i, 1);
    }
}

void bm_furniture_keep_together(bm_canvas *canvas, const bm_text_style *type, const char *text,
                                double width_px, bm_strbuf *out)
{
    for (const char *end; (end = strstr(text, part_end)) != NULL;
         text = end + sizeof part_end - 1) {
        keep_part(canvas, type, text, (size_t)(end - text), width_px, out);
        bm_strbuf_append(out, NO_BREAK "·");
    }
    keep_part(canvas, type, text, strlen(text), width_px, out);
}

void bm_furniture_use_plain_blanks(char *line)
{
    size_t size = sizeof NO_BREAK - 1;
    for (char *at; (at = strstr(line, NO_BREAK)) != NULL;) {
        *at = ' ';
        memmove(at + 1, at + size, strlen(at + size) + 1);
    }
}

/* The width at which the last two lines are set: the greatest that leaves no stub. */
static double width_of_end(bm_canvas *canvas, const bm_text_style *type, const char *text,
                           double width_px)
{
    for (int share = 20; share >= 10; share--) {
        char line[BM_WRAP_LINE_SIZE];
        double width = width_px * share / 20;
        size_t next;
        (void)bm_wrap_line(canvas, type, text, width, &next);
        bm_wrap_copy(text + next, strlen(text + next), line);
        double last = bm_canvas_measure(canvas, type, line).width;
        if (last > width)
            break;
        if (last >= STUB_SHARE * width_px)
            return width;
    }
    return width_px;
}

double bm_furniture_paragraph(bm_canvas *canvas, const bm_text_style *type, const char *text,
                              double x, double top, double width_px, bool draw)
{
    double line_height = bm_furniture_line_height(type, canvas);
    double size_px = bm_canvas_px(canvas, type->size_pt);
    size_t lines = text ? bm_wrap_measure(canvas, type, text, width_px).lines : 0;
    for (size_t i = 0; i < lines; i++) {
        size_t next;
        if (draw && lines - i == 2)
            width_px = width_of_end(canvas, type, text, width_px);
        size_t length = bm_wrap_line(canvas, type, text, width_px, &next);
        if (draw) {
            char line[BM_WRAP_LINE_SIZE];
            bm_wrap_copy(text, length, line);
            bm_furniture_use_plain_blanks(line);
            bm_canvas_text(canvas, type, (bm_px){x, top + size_px}, 0, line);
        }
        top += line_height;
        text += next;
    }
    return top;
}
