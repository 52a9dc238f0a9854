#include "events/export/styles/symbol_svg.h"

#include "base/number.h"
#include "geo/output.h"

#include <bordermap/json.h>
#include <math.h>

enum { DECIMALS = 3 };

static void put_number(bm_strbuf *out, double value)
{
    char text[64];
    bm_format_number(value, DECIMALS, text);
    bm_strbuf_append(out, text);
}

static void put_point(bm_strbuf *out, char command, double x, double y)
{
    bm_strbuf_append_char(out, command);
    put_number(out, x);
    bm_strbuf_append(out, " ");
    put_number(out, y);
}

/* An element up to its attributes. */
static void begin_shape(bm_strbuf *out, bm_shape shape, double radius)
{
    bm_px corners[BM_SHAPE_CORNERS_MAX];
    size_t count = bm_shape_outline(shape, (bm_px){0, 0}, radius, corners);
    if (count == 0) {
        bm_strbuf_append(out, "<circle r=\"");
        put_number(out, BM_SHAPE_CIRCLE_RADII * radius);
        bm_strbuf_append(out, "\"");
        return;
    }
    bm_strbuf_append(out, "<path d=\"");
    for (size_t i = 0; i < count; i++)
        put_point(out, i ? 'L' : 'M', corners[i].x, corners[i].y);
    bm_strbuf_append(out, "Z\"");
}

/* Where a line that rises to the right at 45 degrees through (offset, 0) meets the outline, as
 * abscissas in rising order. */
static size_t cross_outline(bm_shape shape, double offset, double at[BM_SHAPE_CORNERS_MAX])
{
    bm_px corners[BM_SHAPE_CORNERS_MAX];
    size_t count = bm_shape_outline(shape, (bm_px){0, 0}, 1, corners), found = 0;
    if (count == 0) {
        /* x² + (offset − x)² = r² */
        double r = BM_SHAPE_CIRCLE_RADII, under = 2 * r * r - offset * offset;
        if (under <= 0)
            return 0;
        at[0] = (offset - sqrt(under)) / 2;
        at[1] = (offset + sqrt(under)) / 2;
        return 2;
    }
    for (size_t i = 0; i < count; i++) {
        bm_px a = corners[i], b = corners[(i + 1) % count];
        double from = a.x + a.y - offset, to = b.x + b.y - offset;
        if ((from > 0) == (to > 0))
            continue;
        double x = a.x + (b.x - a.x) * from / (from - to);
        size_t place = found++;
        for (; place > 0 && at[place - 1] > x; place--)
            at[place] = at[place - 1];
        at[place] = x;
    }
    return found;
}

static void put_hatching(bm_strbuf *out, bm_shape shape)
{
    bm_strbuf_append(out, "<path d=\"");
    for (double offset = -BM_SHAPE_HATCH_REACH; offset <= BM_SHAPE_HATCH_REACH;
         offset += BM_SHAPE_HATCH_GAP) {
        double at[BM_SHAPE_CORNERS_MAX];
        size_t count = cross_outline(shape, offset, at);
        for (size_t i = 0; i + 1 < count; i += 2) {
            put_point(out, 'M', at[i], offset - at[i]);
            put_point(out, 'L', at[i + 1], offset - at[i + 1]);
        }
    }
    bm_strbuf_append(out, "\" fill=\"none\" stroke=\"param(fill)\" stroke-width=\"");
    put_number(out, BM_SHAPE_HATCH_WIDTH);
    bm_strbuf_append(out, "\"/>");
}

static void put_shape(bm_strbuf *out, bm_shape shape, double radius, const char *attributes)
{
    begin_shape(out, shape, radius);
    bm_strbuf_append(out, attributes);
}

static void put_picture(bm_strbuf *out, bm_shape shape, bm_claim claim)
{
    const double reach = BM_SYMBOL_SVG_REACH;
    bm_strbuf_append(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"");
    /* Of exactly four words, or QGIS takes widths of lines for something else. */
    put_number(out, -reach);
    bm_strbuf_append(out, " ");
    put_number(out, -reach);
    put_point(out, ' ', 2 * reach, 2 * reach);
    bm_strbuf_append(out, "\">");
    if (claim == BM_CLAIM_CLAIMED) {
        put_shape(out, shape, 1, " fill=\"#ffffff\"/>");
        put_shape(out, shape, BM_SHAPE_RING_AT,
                  " fill=\"none\" stroke=\"param(fill)\" stroke-width=\"");
        put_number(out, BM_SHAPE_RING_WIDTH);
        bm_strbuf_append(out, "\"/>");
    } else if (claim == BM_CLAIM_ASSESSED) {
        put_shape(out, shape, 1, " fill=\"#ffffff\"/>");
        put_shape(out, shape, 1, " fill=\"param(fill)\" fill-opacity=\"");
        put_number(out, BM_SHAPE_HATCH_TINT);
        bm_strbuf_append(out, "\"/>");
        put_hatching(out, shape);
    } else {
        put_shape(out, shape, 1, " fill=\"param(fill)\"/>");
    }
    put_shape(out, shape, 1,
              " fill=\"none\" stroke=\"param(outline)\" stroke-width=\"param(outline-width)\"/>"
              "</svg>");
}

static void put_base64(bm_strbuf *out, const unsigned char *bytes, size_t size)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < size; i += 3) {
        size_t rest = size - i;
        unsigned triple = (unsigned)bytes[i] << 16;
        triple |= rest > 1 ? (unsigned)bytes[i + 1] << 8 : 0;
        triple |= rest > 2 ? (unsigned)bytes[i + 2] : 0;
        bm_strbuf_append_char(out, digits[triple >> 18]);
        bm_strbuf_append_char(out, digits[triple >> 12 & 63]);
        bm_strbuf_append_char(out, rest > 1 ? digits[triple >> 6 & 63] : '=');
        bm_strbuf_append_char(out, rest > 2 ? digits[triple & 63] : '=');
    }
}

void bm_symbol_svg_put_name(bm_shape shape, bm_claim claim, bm_strbuf *out)
{
    bm_strbuf picture = {0};
    put_picture(&picture, shape, claim);
    bm_strbuf_append(out, "base64:");
    if (picture.failed)
        out->failed = true;
    else
        put_base64(out, (const unsigned char *)picture.text, picture.length);
    bm_strbuf_finish(&picture);
}
