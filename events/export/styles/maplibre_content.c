/* What a style cannot find out by itself: which polygons lie on each other, and which window of
 * time is the newest. */
#include "base/fingerprint.h"
#include "events/export/styles/maplibre_parts.h"

#include <stdlib.h>
#include <string.h>

typedef struct outline {
    bm_fingerprint of;
    int64_t id;
    size_t index;
} outline;

static int by_outline(const void *left, const void *right)
{
    const outline *a = left, *b = right;
    if (a->of.high != b->of.high)
        return a->of.high < b->of.high ? -1 : 1;
    if (a->of.low != b->of.low)
        return a->of.low < b->of.low ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

static int by_index(const void *left, const void *right)
{
    const outline *a = left, *b = right;
    return (a->index > b->index) - (a->index < b->index);
}

/* @return how many there are */
static size_t read_outlines(const bm_output_layer *layer, outline *outlines)
{
    size_t count = 0;
    for (size_t i = 0; i < layer->feature_count; i++) {
        bm_output_feature feature;
        layer->read(layer->context, i, &feature);
        if (feature.shape == BM_OUTPUT_NOTHING)
            continue;
        bm_fingerprint_sum sum;
        bm_fingerprint_begin(&sum);
        bm_fingerprint_add(&sum, feature.points, feature.point_count * sizeof *feature.points);
        outlines[count++] = (outline){bm_fingerprint_end(&sum), feature.id, i};
    }
    return count;
}

/* The first of each outline, in the layer's order. @return how many */
static size_t keep_firsts(outline *outlines, size_t count)
{
    size_t kept = 0;
    if (count > 0)
        qsort(outlines, count, sizeof *outlines, by_outline);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || outlines[i].of.high != outlines[kept - 1].of.high ||
            outlines[i].of.low != outlines[kept - 1].of.low)
            outlines[kept++] = outlines[i];
    if (kept > 0)
        qsort(outlines, kept, sizeof *outlines, by_index);
    return kept;
}

static bool find_firsts(const bm_output_layer *layer, bm_maplibre_content *content)
{
    outline *outlines = calloc(layer->feature_count + 1, sizeof *outlines);
    if (!outlines)
        return false;
    size_t count = read_outlines(layer, outlines), kept = keep_firsts(outlines, count);
    if (kept < count) {
        content->firsts = calloc(kept, sizeof *content->firsts);
        content->first_count = kept;
    }
    for (size_t i = 0; content->firsts && i < kept; i++)
        content->firsts[i] = outlines[i].id;
    free(outlines);
    return kept == count || content->firsts;
}

/* Rows are in the order of time. */
static bool find_window(const bm_output_layer *layer, int column, bm_maplibre_content *content)
{
    for (size_t i = layer->feature_count; i-- > 0;) {
        bm_output_feature feature;
        layer->read(layer->context, i, &feature);
        if (feature.shape == BM_OUTPUT_NOTHING || !feature.values[column].known)
            continue;
        content->window = strdup(feature.values[column].text);
        return content->window != NULL;
    }
    return true;
}

bool bm_maplibre_content_find(const bm_output_layer *layer, const bm_layer_look *look,
                              bm_maplibre_content *content)
{
    int window = bm_output_find_column(layer, "window");
    if (window >= 0)
        return find_window(layer, window, content);
    if (layer->shape == BM_OUTPUT_POLYGON && !look->counts)
        return find_firsts(layer, content);
    return true;
}

void bm_maplibre_content_finish(bm_maplibre_content *content)
{
    free(content->firsts);
    free(content->window);
}
