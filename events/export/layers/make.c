/* Which layers there are, and all that are asked for into their files. */
#include "events/export/event_layer.h"
#include "events/export/layers/layers.h"
#include "events/export/writers.h"

#include <stdlib.h>
#include <string.h>

typedef struct layer_kind {
    const char *name;
    const char *title;
    bm_output_shape shape;
    bm_layer_maker make; /* NULL: the events */
} layer_kind;

static const layer_kind kinds[BM_EXPORT_LAYER_COUNT] = {
    [BM_EXPORT_LAYER_EVENTS] = {"events", "Events", BM_OUTPUT_POINT, NULL},
    [BM_EXPORT_LAYER_AREAS] = {"areas", "Areas", BM_OUTPUT_POLYGON, bm_make_areas},
    [BM_EXPORT_LAYER_BORDER] = {"border", "Border", BM_OUTPUT_LINE, bm_make_border},
    [BM_EXPORT_LAYER_ZONE] = {"zone", "Border zone", BM_OUTPUT_POLYGON, bm_make_zone},
    [BM_EXPORT_LAYER_CROSSINGS] = {"crossings", "Border crossings", BM_OUTPUT_POINT,
                                   bm_make_crossings},
    [BM_EXPORT_LAYER_PLACES] = {"places", "Places of events", BM_OUTPUT_POINT, bm_make_places},
    [BM_EXPORT_LAYER_OBLASTS] = {"oblasts", "Oblasts", BM_OUTPUT_POLYGON, bm_make_oblasts},
    [BM_EXPORT_LAYER_DISTRICTS] = {"districts", "Districts", BM_OUTPUT_POLYGON, bm_make_districts},
    [BM_EXPORT_LAYER_AGGREGATE] = {"aggregate", "Counts of events", BM_OUTPUT_POLYGON,
                                   bm_make_aggregate},
};

const char *bm_export_layer_name(bm_export_layer layer)
{
    return layer < BM_EXPORT_LAYER_COUNT ? kinds[layer].name : "";
}

bm_export_layer bm_export_layer_from_name(const char *name)
{
    size_t i = 0;
    while (i < BM_EXPORT_LAYER_COUNT && strcmp(kinds[i].name, name) != 0)
        i++;
    return (bm_export_layer)i;
}

bm_status bm_layer_work_init(bm_layer_work *work, const bm_events *events,
                             const bm_export_plan *plan, bm_error *error)
{
    *work = (bm_layer_work){.events = events, .plan = plan};
    const bm_layer *const layers[] = {[BM_UNIT_NONE] = NULL,
                                      [BM_UNIT_DISTRICT] = plan->districts,
                                      [BM_UNIT_OBLAST] = plan->oblasts,
                                      [BM_UNIT_COUNTRY] = plan->countries};
    bm_interval span;
    if (bm_events_span(events, &span)) {
        work->start_s = span.start_s;
        work->end_s = span.end_s;
    }
    /* An end that is open is that of the events. */
    if (plan->window && plan->window->start_s != INT64_MIN)
        work->start_s = plan->window->start_s;
    if (plan->window && plan->window->end_s != INT64_MAX)
        work->end_s = plan->window->end_s;
    bm_status status = BM_OK;
    for (int level = BM_UNIT_DISTRICT; level <= BM_UNIT_COUNTRY && !status; level++)
        status = bm_units_init(&work->units[level], (bm_unit_level)level, layers[level], error);
    if (!status && !bm_tally_categories_init(&work->categories, events, &work->arena))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    return status;
}

bool bm_layer_work_hides(const bm_layer_work *work, const char *column)
{
    int own = bm_event_layer_own(column);
    return own >= 0 && work->events->redacted >> own & 1;
}

void bm_layer_work_finish(bm_layer_work *work)
{
    for (int level = BM_UNIT_DISTRICT; level <= BM_UNIT_COUNTRY; level++)
        bm_units_finish(&work->units[level]);
    bm_arena_finish(&work->arena);
}

/* Rows of counts are of use without their polygons; the others are nothing but geometry. */
static bm_status check(bm_export_format format, const bm_export_plan *plan, bm_error *error)
{
    for (size_t i = 0; i < plan->layer_count; i++) {
        bm_export_layer layer = plan->layers[i];
        if (layer >= BM_EXPORT_LAYER_COUNT)
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "no such layer");
        if (format == BM_EXPORT_CSV &&
            (layer == BM_EXPORT_LAYER_AREAS || layer == BM_EXPORT_LAYER_BORDER ||
             layer == BM_EXPORT_LAYER_ZONE))
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "a CSV has no lines or polygons, so there is no layer '%s' in it; "
                                "write GeoJSON, GeoPackage or another format",
                                kinds[layer].name);
    }
    if (plan->layer_count == 0 || plan->layer_count > BM_EXPORT_LAYER_COUNT)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "there is no layer to write");
    return BM_OK;
}

/* Layers that would say in other words what is redacted of the events. */
static bm_status check_redacted(const bm_layer_work *work, bm_error *error)
{
    const bm_export_plan *plan = work->plan;
    const bm_unit_level level = plan->aggregate.level;
    const struct {
        bm_export_layer layer;
        const char *column;
        bool tells;
    } tellers[] = {
        {BM_EXPORT_LAYER_AREAS, "precision", true},
        {BM_EXPORT_LAYER_AREAS, "radius_m", true},
        {BM_EXPORT_LAYER_PLACES, "place", true},
        {BM_EXPORT_LAYER_OBLASTS, "admin1", true},
        {BM_EXPORT_LAYER_DISTRICTS, "admin1", true},
        {BM_EXPORT_LAYER_AGGREGATE, "start", plan->aggregate.step.count > 0 || plan->periods},
        {BM_EXPORT_LAYER_AGGREGATE, "country", level == BM_UNIT_COUNTRY},
        {BM_EXPORT_LAYER_AGGREGATE, "admin1",
         level == BM_UNIT_OBLAST || level == BM_UNIT_DISTRICT}};
    for (size_t i = 0; i < plan->layer_count; i++)
        for (size_t k = 0; k < sizeof tellers / sizeof *tellers; k++)
            if (tellers[k].layer == plan->layers[i] && tellers[k].tells &&
                bm_layer_work_hides(work, tellers[k].column))
                return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                    "the layer '%s' would tell what is redacted: '%s'",
                                    kinds[plan->layers[i]].name, tellers[k].column);
    return BM_OK;
}

typedef struct export_set {
    bm_layer_work work;
    bm_event_layer *events;
    bm_stored_layer stored[BM_EXPORT_LAYER_COUNT];
    const bm_output_layer *outputs[BM_EXPORT_LAYER_COUNT];
} export_set;

static bm_status make(export_set *made, size_t index, bm_error *error)
{
    const layer_kind *kind = &kinds[made->work.plan->layers[index]];
    bm_stored_layer *stored = &made->stored[index];
    if (!kind->make) {
        bm_status status = bm_event_layer_new(made->work.events, &made->events, error);
        made->outputs[index] = made->events ? bm_event_layer_output(made->events) : NULL;
        return status;
    }
    stored->output =
        (bm_output_layer){.name = kind->name, .title = kind->title, .shape = kind->shape};
    bm_status status = kind->make(&made->work, stored, error);
    made->outputs[index] = &stored->output;
    return status ? status : bm_stored_layer_end(stored, error);
}

bm_status bm_events_export_layers(const bm_events *events, bm_export_format format,
                                  const bm_export_options *options, const bm_export_plan *plan,
                                  const char *path, bm_findings *findings, bm_error *error)
{
    const bm_export_options defaults = {0};
    if (format >= BM_EXPORT_FORMAT_COUNT)
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0, "no such format");
    bm_status status = check(format, plan, error);
    if (status)
        return status;
    export_set *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    status = bm_layer_work_init(&made->work, events, plan, error);
    if (!status)
        status = check_redacted(&made->work, error);
    for (size_t i = 0; i < plan->layer_count && !status; i++)
        status = make(made, i, error);
    if (!status)
        status = bm_outputs_write(made->outputs, plan->layer_count, format,
                                  options ? options : &defaults, path, findings, error);
    for (size_t i = 0; i < plan->layer_count; i++)
        bm_stored_layer_finish(&made->stored[i]);
    bm_event_layer_free(made->events);
    bm_layer_work_finish(&made->work);
    free(made);
    return status;
}
