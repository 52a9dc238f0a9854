/* Events that lie under a piece of furniture, in words. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "render/furniture/furniture.h"
#include "render/map/text.h"

/** A symbol is covered when a box comes nearer to its middle than this share of its radius. */
#define COVERED_SHARE 0.6
/** Places that are named. */
#define NAMES_MAX 3

/** What was found. */
typedef struct covered {
    size_t events;
    const char *pieces[4];
    size_t piece_count;
    const char *names[NAMES_MAX];
    size_t name_count;
    bool has_more; /**< places than have a name here */
} covered;

static bool covers(bm_px_box box, const bm_mark *mark)
{
    double x = fmax(fmax(box.x0 - mark->center.x, mark->center.x - box.x1), 0);
    double y = fmax(fmax(box.y0 - mark->center.y, mark->center.y - box.y1), 0);
    return box.x1 > box.x0 && hypot(x, y) < COVERED_SHARE * mark->radius_px;
}

static void add_name(covered *found, const bm_mark *mark)
{
    const bm_event *event = mark->first;
    const char *name = "";
    if (event && event->location.name && *event->location.name)
        name = event->location.name;
    else if (event && event->place)
        name = event->place;
    for (size_t i = 0; i < found->name_count; i++)
        if (strcmp(found->names[i], name) == 0)
            return;
    if (*name && found->name_count < NAMES_MAX)
        found->names[found->name_count++] = name;
    else
        found->has_more = true;
}

static void look_under(covered *found, bm_px_box box, const char *piece, const bm_marks *marks)
{
    bool any = false;
    for (size_t i = 0; i < marks->count; i++) {
        const bm_mark *mark = &marks->items[i];
        if (mark->count == 0 || !covers(box, mark))
            continue;
        found->events += mark->count;
        add_name(found, mark);
        any = true;
    }
    if (any)
        found->pieces[found->piece_count++] = piece;
}

static void say(const covered *found, char text[BM_COVERED_SIZE])
{
    char count[BM_MAP_COUNT_SIZE];
    bm_strbuf words = {0};
    for (size_t i = 0; i < found->piece_count; i++)
        bm_strbuf_printf(&words, "%s%s", i ? " and the " : "the ", found->pieces[i]);
    bm_map_format_count(found->events, count);
    bm_strbuf_printf(&words, " cover%s %s event%s", found->piece_count == 1 ? "s" : "", count,
                     found->events == 1 ? "" : "s");
    for (size_t i = 0; i < found->name_count; i++)
        bm_strbuf_printf(&words, "%s%.*s", i ? ", " : " (", (int)bm_utf8_cut(found->names[i], 40),
                         found->names[i]);
    if (found->name_count)
        bm_strbuf_append(&words, found->has_more ? " and elsewhere)" : ")");
    snprintf(text, BM_COVERED_SIZE, "%s", words.failed ? "" : bm_strbuf_text(&words));
    bm_strbuf_finish(&words);
}

size_t bm_furniture_find_covered(const bm_furniture *furniture, const bm_marks *marks,
                                 char text[BM_COVERED_SIZE])
{
    covered found = {0};
    const bm_px_box none = {0};
    look_under(&found, furniture->legend_outside ? none : furniture->legend, "legend", marks);
    look_under(&found, furniture->panel_outside ? none : furniture->panel, "key", marks);
    look_under(&found, furniture->inset, "locator map", marks);
    look_under(&found, furniture->scale_bar, "scale bar", marks);
    text[0] = '\0';
    if (found.events)
        say(&found, text);
    return found.events;
}
