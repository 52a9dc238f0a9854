#include "base/number.h"
#include "geo/gazetteer/fold.h"
#include "geo/gazetteer/hints.h"
#include "geo/gazetteer/index.h"

#include <bordermap/geodesic.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Equal ids further apart than this are two files that number their own rows. */
static const double same_id_km = 20.0;
/* How many rows of one file are reported one by one. */
enum { ROW_FINDINGS_MAX = 20 };

/* A file while its rows are read. */
typedef struct reader {
    bm_gazetteer *gazetteer;
    const bm_layer *layer;
    const char *path;
    uint32_t source;
    bm_gazetteer_columns columns;
    bm_findings *findings;
    size_t left_out;
    bm_error *error;
} reader;

static bm_status out_of_memory(bm_error *error, const char *path)
{
    return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "not enough memory for '%s'", path);
}

static bool is_area(const bm_place *place)
{
    return place->kind >= BM_PLACE_DISTRICT;
}

/* The file's own id, with numbers as integers; for want of one the file's name and the row. NULL
 * when memory is short. */
static const char *read_id(const reader *in, size_t row)
{
    const char *text = bm_layer_text(in->layer, row, in->columns.id);
    bm_arena *arena = &in->gazetteer->arena;
    char made[96];
    double number = 0.0;
    if (*text && !strchr(text, '.'))
        return text;
    if (*text && bm_number_parse(text, &number) && fabs(number) < 1e15 && number == floor(number)) {
        snprintf(made, sizeof made, "%" PRId64, (int64_t)number);
        return bm_arena_strdup(arena, made);
    }
    if (*text)
        return text;
    const char *slash = strrchr(in->path, '/');
    const char *stem = slash ? slash + 1 : in->path;
    const char *dot = strrchr(stem, '.');
    int length = dot ? (int)(dot - stem) : (int)strlen(stem);
    snprintf(made, sizeof made, "%.*s/%ld", length > 60 ? 60 : length, stem,
             bm_layer_feature(in->layer, row)->record);
    return bm_arena_strdup(arena, made);
}

/* "-99" and the like stand for nothing in Natural Earth. */
static const char *read_code(const reader *in, size_t row, int field)
{
    const char *text = bm_layer_text(in->layer, row, field);
    return *text == '-' ? "" : text;
}

static bool read_place(const reader *in, size_t row, bm_place *place)
{
    const bm_gazetteer_columns *columns = &in->columns;
    const bm_layer *layer = in->layer;
    double population = bm_layer_number(layer, row, columns->population, 0.0);
    double rank = bm_layer_number(layer, row, columns->rank, 0.0);
    double radius_km = bm_layer_number(layer, row, columns->radius_km, 0.0);
    *place = (bm_place){
        .id = read_id(in, row),
        .name = bm_layer_text(layer, row, columns->name),
        .name_be = bm_layer_text(layer, row, columns->name_be),
        .name_uk = bm_layer_text(layer, row, columns->name_uk),
        .name_ru = bm_layer_text(layer, row, columns->name_ru),
        .country = read_code(in, row, columns->country),
        .admin1 = bm_layer_text(layer, row, columns->admin1),
        .admin2 = bm_layer_text(layer, row, columns->admin2),
        .feature_code = bm_layer_text(layer, row, columns->feature_code),
        .partner = bm_layer_text(layer, row, columns->partner),
        .position = bm_layer_feature(layer, row)->points[0],
        .radius_km = radius_km > 0.0 && radius_km < 20000.0 ? radius_km : 0.0,
        .population = population > 0.0 && population < 1e11 ? (int64_t)population : 0,
        .source = in->source,
    };
    place->kind = bm_gazetteer_kind(place->feature_code, bm_layer_text(layer, row, columns->kind));
    place->rank = rank >= 1.0 && rank <= 8.0
                      ? (int)rank
                      : bm_gazetteer_rank(place->feature_code, place->kind, place->population);
    return place->id != NULL;
}

static void fill(const char **member, const char *text)
{
    if (!**member)
        *member = text;
}

/* The first file wins; later ones only fill what it did not say. */
static void merge(bm_place *place, const bm_place *other)
{
    fill(&place->name_be, other->name_be);
    fill(&place->name_uk, other->name_uk);
    fill(&place->name_ru, other->name_ru);
    fill(&place->country, other->country);
    fill(&place->admin1, other->admin1);
    fill(&place->admin2, other->admin2);
    fill(&place->feature_code, other->feature_code);
    fill(&place->partner, other->partner);
    if (place->radius_km == 0.0)
        place->radius_km = other->radius_km;
    if (place->population == 0) {
        place->population = other->population;
        if (other->rank > 0 && other->rank < place->rank)
            place->rank = other->rank;
    }
}

static bool add_names(const reader *in, size_t row, size_t index, const bm_place *place)
{
    bm_gazetteer *gazetteer = in->gazetteer;
    bool added = bm_gazetteer_add_name(gazetteer, index, place->name, BM_NAME_TOPONYM) &&
                 bm_gazetteer_add_list(gazetteer, index, place->name_be, false) &&
                 bm_gazetteer_add_list(gazetteer, index, place->name_uk, false) &&
                 bm_gazetteer_add_list(gazetteer, index, place->name_ru, false);
    for (size_t i = 0; i < in->columns.alternate_count && added; i++)
        added = bm_gazetteer_add_list(
            gazetteer, index, bm_layer_text(in->layer, row, in->columns.alternates[i]), true);
    return added;
}

static void report_row(reader *in, long record, const char *code, const char *value,
                       const char *message)
{
    if (in->left_out++ < ROW_FINDINGS_MAX)
        bm_findings_add(in->findings, BM_SEVERITY_ERROR, code, in->path, record,
                        bm_layer_field_name(in->layer, (size_t)in->columns.name), value, "%s",
                        message);
}

static bm_status read_row(reader *in, size_t row)
{
    bm_gazetteer *gazetteer = in->gazetteer;
    const bm_feature *feature = bm_layer_feature(in->layer, row);
    bm_place place;
    if (!read_place(in, row, &place))
        return out_of_memory(in->error, in->path);
    if (!*place.name) {
        report_row(in, feature->record, "place-name", "", "the row has no name; it is left out");
        return BM_OK;
    }
    const bm_place *known = bm_gazetteer_find_id(gazetteer, place.id);
    size_t index = known ? (size_t)(known - gazetteer->places) : gazetteer->count;
    double apart_km =
        known ? bm_geodesic_distance_m(known->position, place.position) / 1000.0 : 0.0;
    if (known && apart_km > same_id_km && !(is_area(known) && is_area(&place))) {
        if (in->left_out++ < ROW_FINDINGS_MAX)
            bm_findings_add(in->findings, BM_SEVERITY_WARNING, "place-id", in->path,
                            feature->record, "", place.id,
                            "id '%s' is already that of '%s', %.0f km away; both are kept",
                            place.id, known->name, apart_km);
        known = NULL;
        index = gazetteer->count;
    }
    if (known) {
        merge(&gazetteer->places[index], &place);
    } else {
        gazetteer->places[gazetteer->count++] = place;
        bm_keymap_add(&gazetteer->ids, bm_fold_hash(place.id), (uint32_t)index);
    }
    return add_names(in, row, index, &place) ? BM_OK : out_of_memory(in->error, in->path);
}

/* Only points can be a gazetteer. */
static bm_status check_points(const bm_layer *layer, const char *path, bm_error *error)
{
    for (size_t i = 0; i < bm_layer_count(layer); i++) {
        bm_geometry_kind kind = bm_layer_feature(layer, i)->kind;
        if (kind == BM_GEOMETRY_POINT)
            continue;
        const char *what = kind == BM_GEOMETRY_LINE      ? "lines"
                           : kind == BM_GEOMETRY_POLYGON ? "polygons"
                                                         : "no shapes";
        return bm_error_set(error, BM_ERROR_FORMAT, path, 0,
                            "'%s' has %s: a gazetteer needs a point shapefile", path, what);
    }
    return BM_OK;
}

static bm_status read_layer(reader *in)
{
    bm_gazetteer_map_columns(in->layer, &in->columns);
    if (in->columns.name < 0)
        return bm_error_set(in->error, BM_ERROR_FORMAT, in->path, 0,
                            "'%s' has no column of names: rename it to NAME", in->path);
    for (size_t row = 0; row < bm_layer_count(in->layer); row++) {
        bm_status status = read_row(in, row);
        if (status)
            return status;
    }
    if (in->left_out > ROW_FINDINGS_MAX)
        bm_findings_add(in->findings, BM_SEVERITY_ERROR, "place-rows", in->path, 0, NULL, NULL,
                        "%zu more rows like these", in->left_out - ROW_FINDINGS_MAX);
    return BM_OK;
}

/* Country columns may hold three-letter codes or names: the code for one, "" when nothing explains
 * it; NULL when memory is short. */
static const char *find_country(bm_gazetteer *gazetteer, const char *text)
{
    char code[3];
    if (!bm_hints_country(gazetteer, text, code))
        return "";
    return bm_arena_strdup(&gazetteer->arena, code);
}

static bool is_code(const char *text)
{
    return text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z' && text[2] == '\0';
}

static bool resolve_countries(bm_gazetteer *gazetteer)
{
    const char *last = "";
    const char *last_code = "";
    for (size_t i = 0; i < gazetteer->count; i++) {
        bm_place *place = &gazetteer->places[i];
        if (!*place->country || is_code(place->country))
            continue;
        if (strcmp(place->country, last) != 0) {
            last = place->country;
            last_code = find_country(gazetteer, last);
            if (!last_code)
                return false;
        }
        place->country = last_code;
    }
    return true;
}

bm_status bm_gazetteer_open(const char *const *paths, size_t path_count, bm_findings *findings,
                            bm_gazetteer **gazetteer, bm_error *error)
{
    *gazetteer = NULL;
    if (path_count == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "no gazetteer files are given");
    bm_gazetteer *made = calloc(1, sizeof *made);
    bm_status status = BM_OK;
    size_t rows = 0;
    if (!made || path_count > UINT32_MAX / 2)
        status = out_of_memory(error, paths[0]);
    if (!status && !(made->layers = calloc(2 * path_count, sizeof(bm_layer *))))
        status = out_of_memory(error, paths[0]);
    for (size_t i = 0; i < path_count && !status; i++) {
        status = bm_layer_open(paths[i], findings, &made->layers[i], error);
        if (status)
            goto done;
        made->layer_count++;
        rows += bm_layer_count(made->layers[i]);
        status = check_points(made->layers[i], paths[i], error);
    }
    if (status)
        goto done;
    made->places = bm_arena_array(&made->arena, rows, sizeof *made->places);
    if (!made->places || !bm_keymap_init(&made->ids, &made->arena, rows)) {
        status = out_of_memory(error, paths[0]);
        goto done;
    }
    for (size_t i = 0; i < path_count && !status; i++) {
        reader in = {.gazetteer = made,
                     .layer = made->layers[i],
                     .path = paths[i],
                     .source = (uint32_t)i,
                     .findings = findings,
                     .error = error};
        status = read_layer(&in);
    }
    if (!status)
        status = bm_gazetteer_read_names(made, paths, path_count, findings, error);
    if (!status && (!bm_gazetteer_index(made) || !resolve_countries(made)))
        status = out_of_memory(error, paths[0]);
    if (status)
        goto done;
    *gazetteer = made;
    made = NULL;
done:
    bm_gazetteer_free(made);
    return status;
}

void bm_gazetteer_free(bm_gazetteer *gazetteer)
{
    if (!gazetteer)
        return;
    for (size_t i = 0; i < gazetteer->layer_count; i++)
        bm_layer_free(gazetteer->layers[i]);
    free(gazetteer->layers);
    free(gazetteer->names);
    bm_arena_finish(&gazetteer->arena);
    free(gazetteer);
}
