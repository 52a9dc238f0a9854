/* Whether the lines of a text are paragraphs, or were wrapped at some width, and where then its
 * paragraphs begin. */
#include "events/report/text/lines.h"

/* Widths at which people and programs wrap. */
enum { WRAP_MIN = 30, WRAP_MAX = 130 };

static bool follows(const bm_line *line)
{
    return !(line->flags & BM_LINE_ALONE);
}

/* The width that nineteen of twenty lines with another directly below keep to. */
static uint32_t find_width(const bm_line *lines, size_t count)
{
    uint32_t having[WRAP_MAX + 2] = {0};
    uint32_t inner = 0;
    for (size_t i = 1; i < count; i++) {
        if (!follows(&lines[i]))
            continue;
        uint32_t width = lines[i - 1].width;
        having[width > WRAP_MAX ? WRAP_MAX + 1 : width]++;
        inner++;
    }
    uint32_t beyond = 0;
    uint32_t width = WRAP_MAX + 1;
    while (width > 0 && (beyond + having[width]) * 20 <= inner)
        beyond += having[width--];
    return inner > 0 ? width : 0;
}

/* The first word below would not have fitted. */
static bool is_full(const bm_line *line, const bm_line *next, uint32_t width)
{
    return (uint32_t)line->width + 1 + next->first > width;
}

/* Lines that were wrapped are full, and go on with a small letter as often as not; paragraphs begin
 * with capitals. */
static uint32_t find_wrapping(const bm_line *lines, size_t count)
{
    uint32_t width = find_width(lines, count);
    if (width < WRAP_MIN || width > WRAP_MAX)
        return 0;
    uint32_t inner = 0;
    uint32_t full = 0;
    uint32_t small = 0;
    for (size_t i = 1; i < count; i++) {
        if (!follows(&lines[i]))
            continue;
        inner++;
        full += is_full(&lines[i - 1], &lines[i], width);
        small += (lines[i].flags & BM_LINE_SMALL) != 0;
    }
    return full * 10 >= inner * 6 && small * 10 >= inner * 4 ? width : 0;
}

static bool goes_on(const bm_line *line, const bm_line *before, uint32_t width)
{
    if (line->flags & BM_LINE_ALONE)
        return false;
    bool before_ended = (before->flags & BM_LINE_ENDED) != 0;
    /* A stray line end in the middle of a sentence, whatever the other lines are like. */
    if (width == 0)
        return (line->flags & BM_LINE_SMALL) && !before_ended;
    bool full = is_full(before, line, width);
    if ((line->flags & BM_LINE_ITEM) && (before_ended || !full || (before->flags & BM_LINE_ITEM)))
        return false;
    if ((line->flags & BM_LINE_INDENTED) && !(before->flags & BM_LINE_INDENTED) &&
        !(before->flags & BM_LINE_ITEM))
        return false;
    if (full || (line->flags & BM_LINE_SMALL))
        return true;
    return !before_ended && before->width * 4U > width * 3;
}

void bm_lines_join(bm_line *lines, size_t count)
{
    uint32_t width = find_wrapping(lines, count);
    for (size_t i = 1; i < count; i++)
        if (goes_on(&lines[i], &lines[i - 1], width))
            lines[i].flags |= BM_LINE_JOINED;
}
