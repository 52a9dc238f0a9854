#include "render/marks/zone.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "geo/border_zone.h"
#include "render/marks/marks.h"

typedef struct strip {
    bm_border_strip what;
    bm_border_zone *shape;
    unsigned shade; /**< how many wider ones there are */
    const bm_zones *zones;
    char text[BM_LEGEND_TEXT_SIZE];
} strip;

struct bm_zones {
    strip strips[BM_ZONES_MAX];
    size_t count;
    char codes[2][3];
};

static void write_text(strip *at, const bm_zones *zones, const char *const names[2])
{
    char width[64];
    bm_format_number(at->what.width_m / 1000, 1, width);
    int side = strcmp(at->what.country, zones->codes[0]) == 0 ? 0 : 1;
    const char *name = names[side] && *names[side] ? names[side] : at->what.country;
    snprintf(at->text, sizeof at->text, "Within %s km of the border%s%.60s", width,
             *at->what.country ? ", in " : "", *at->what.country ? name : "");
}

/* Wide ones first, so that narrow ones lie on them. */
static void sort(bm_zones *zones)
{
    for (size_t i = 1; i < zones->count; i++) {
        strip at = zones->strips[i];
        size_t place = i;
        for (; place > 0 && zones->strips[place - 1].what.width_m < at.what.width_m; place--)
            zones->strips[place] = zones->strips[place - 1];
        zones->strips[place] = at;
    }
    for (size_t i = 0; i < zones->count; i++) {
        zones->strips[i].shade = (unsigned)i;
        zones->strips[i].zones = zones;
    }
}

bm_status bm_zones_new(const bm_symbol_options *options, const bm_border *border,
                       const char *const country_names[2], bm_zones **zones, bm_error *error)
{
    *zones = NULL;
    if (!options->zone_count)
        return BM_OK;
    bm_status status = BM_OK;
    bm_zones *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (int side = 0; side < 2; side++)
        snprintf(made->codes[side], sizeof made->codes[side], "%s",
                 bm_border_country(border, side));
    for (size_t i = 0; !status && i < options->zone_count && i < BM_ZONES_MAX; i++) {
        const bm_border_strip *what = &options->zones[i];
        strip *at = &made->strips[i];
        at->what = *what;
        if (*what->country && strcmp(what->country, made->codes[0]) != 0 &&
            strcmp(what->country, made->codes[1]) != 0)
            status = bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                  "the border zone is in '%s', which the border is not of; write "
                                  "%s or %s",
                                  what->country, made->codes[0], made->codes[1]);
        else
            status = bm_border_zone_new(border, what->width_m, &at->shape, error);
        made->count++;
        write_text(at, made, country_names);
    }
    if (status) {
        bm_zones_free(made);
        return status;
    }
    sort(made);
    *zones = made;
    return BM_OK;
}

void bm_zones_free(bm_zones *zones)
{
    for (size_t i = 0; zones && i < zones->count; i++)
        bm_border_zone_free(zones->strips[i].shape);
    free(zones);
}

/* Narrower zones are a little darker than those around them. */
static void look_of(const bm_style *style, const strip *at, bm_color *fill, bm_line_style *line)
{
    *fill = style->zone_fill;
    fill->alpha = fmin(fill->alpha * (1 + 0.35 * at->shade), 1);
    *line = style->zone_line;
}

static void draw_strip(const strip *at, const char *country, const bm_base *base,
                       const bm_style *style, const bm_frame *frame, bm_canvas *canvas)
{
    bm_color fill;
    bm_line_style line;
    if (!bm_base_begin_country(base, country, canvas))
        return;
    look_of(style, at, &fill, &line);
    if (bm_marks_add_area(&at->shape->area, frame, canvas))
        bm_canvas_fill_stroke(canvas, fill, &line);
    bm_canvas_end_clip(canvas);
}

void bm_zones_draw(const bm_zones *zones, const bm_base *base, const bm_style *style,
                   const bm_frame *frame, bm_canvas *canvas)
{
    if (!zones)
        return;
    bm_canvas_begin_group(canvas, "border-zones", NULL);
    for (size_t i = 0; i < zones->count; i++) {
        const strip *at = &zones->strips[i];
        bm_canvas_begin_group(canvas, "border-zone", at->text);
        for (int side = 0; side < 2; side++)
            if (!*at->what.country || strcmp(at->what.country, zones->codes[side]) == 0)
                draw_strip(at, zones->codes[side], base, style, frame, canvas);
        bm_canvas_end_group(canvas);
    }
    bm_canvas_end_group(canvas);
    /* Its own half of the line's casing lies under the tint now. */
    bm_base_draw_border(base, style, canvas);
}

static int side_of(const strip *at)
{
    return !*at->what.country ? -1 : strcmp(at->what.country, at->zones->codes[0]) == 0 ? 0 : 1;
}

/* As on the map: over the tints of the countries, and over the wider zones that it lies on. */
static void paint(bm_canvas *canvas, const bm_style *style, bm_px_box room, const void *context)
{
    const strip *own = context;
    double inset = (room.y1 - room.y0) * 0.16, middle = (room.x0 + room.x1) / 2;
    bm_px_box box = {room.x0, room.y0 + inset, room.x1, room.y1 - inset};
    int side = side_of(own);
    bm_px_box halves[2] = {box, box};
    if (side < 0)
        halves[0].x1 = halves[1].x0 = middle;
    for (int half = 0; half < 2; half++) {
        if (side >= 0 && half != side)
            continue;
        bm_canvas_add_box(canvas, halves[half]);
        bm_canvas_fill(canvas, style->focus[half]);
    }
    for (const strip *at = own->zones->strips; at <= own; at++) {
        bm_color fill;
        bm_line_style line;
        if (side_of(at) >= 0 && side_of(at) != side)
            continue;
        look_of(style, at, &fill, &line);
        bm_canvas_add_box(canvas, box);
        if (at == own)
            bm_canvas_fill_stroke(canvas, fill, &line);
        else
            bm_canvas_fill(canvas, fill);
    }
}

void bm_zones_describe(const bm_zones *zones, bm_strbuf *text)
{
    for (size_t i = 0; zones && i < zones->count; i++)
        bm_strbuf_printf(text, "%sw%s", i ? "; " : " Shaded: ", zones->strips[i].text + 1);
    if (zones && zones->count)
        bm_strbuf_append(text, ".");
}

void bm_zones_add_legend(const bm_zones *zones, bm_legend *legend)
{
    for (size_t i = 0; zones && i < zones->count; i++)
        bm_legend_add(legend, BM_LEGEND_LINES, zones->strips[i].text, paint, &zones->strips[i]);
}
