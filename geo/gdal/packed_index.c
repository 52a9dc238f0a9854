/* The tables behind SQLite's R-tree module (https://sqlite.org/rtree.html, "Shadow tables"): nodes
 * are blobs of big-endian numbers, each a head of two 16-bit ones, the tree's depth (of the root;
 * else 0) and the count of cells, and then the cells: a 64-bit row or node, and four 32-bit floats,
 * the least and greatest x and y. They are filled along a Hilbert curve (I. Kamel and C. Faloutsos,
 * On packing R-trees, 1993). */
#include "geo/gdal/packed_index.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cpl_error.h>
#include <cpl_string.h>

#include "geo/hilbert.h"

enum {
    ROOT = 1,
    HEAD_SIZE = 4,
    CELL_SIZE = 24,
    NODE_SIZE_MAX = 4096,
    TRIGGERS_MAX = 16,
    SQL_SIZE = 512,
    /** Of a statement that adds many rows. */
    BATCH_SIZE = 1 << 18,
    /** Room for the longest row and the end of the statement. */
    BATCH_MARGIN = 2 * NODE_SIZE_MAX + SQL_SIZE
};

typedef struct cell {
    int64_t id; /* of a row, or of the node below */
    float x_min, x_max, y_min, y_max;
    uint32_t place;
} cell;

struct bm_packed_index {
    GDALDatasetH dataset;
    char name[128]; /* of the R-tree */
    char *triggers[TRIGGERS_MAX];
    size_t trigger_count;
    size_t node_size;
    cell *cells;
    size_t count, capacity;
    char *batch;
    size_t length;
};

static OGRLayerH run(GDALDatasetH dataset, const char *sql, bool *done)
{
    CPLErrorReset();
    OGRLayerH result = GDALDatasetExecuteSQL(dataset, sql, NULL, NULL);
    *done = CPLGetLastErrorType() < CE_Failure;
    return result;
}

static bool run_only(GDALDatasetH dataset, const char *sql)
{
    bool done;
    OGRLayerH result = run(dataset, sql, &done);
    if (result)
        GDALDatasetReleaseResultSet(dataset, result);
    return done;
}

static long long read_number(GDALDatasetH dataset, const char *sql)
{
    bool done;
    OGRLayerH result = run(dataset, sql, &done);
    OGRFeatureH row = result ? OGR_L_GetNextFeature(result) : NULL;
    long long number = row && done ? OGR_F_GetFieldAsInteger64(row, 0) : -1;
    OGR_F_Destroy(row);
    if (result)
        GDALDatasetReleaseResultSet(dataset, result);
    return number;
}

/* The triggers that keep the index up to date are taken away until it is filled. */
static bool take_triggers(bm_packed_index *index, const char *table)
{
    char sql[SQL_SIZE];
    bool done;
    (void)snprintf(sql, sizeof sql,
                   "SELECT sql, name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '%s' "
                   "AND substr(name, 1, %zu) = '%s_'",
                   table, strlen(index->name) + 1, index->name);
    OGRLayerH result = run(index->dataset, sql, &done);
    char **names = NULL;
    OGRFeatureH row;
    while (result && done && (row = OGR_L_GetNextFeature(result)) != NULL) {
        char *trigger =
            index->trigger_count < TRIGGERS_MAX ? strdup(OGR_F_GetFieldAsString(row, 0)) : NULL;
        done = trigger != NULL;
        if (trigger)
            index->triggers[index->trigger_count++] = trigger;
        names = CSLAddString(names, OGR_F_GetFieldAsString(row, 1));
        OGR_F_Destroy(row);
    }
    if (result)
        GDALDatasetReleaseResultSet(index->dataset, result);
    for (int i = 0; i < CSLCount(names) && done; i++) {
        (void)snprintf(sql, sizeof sql, "DROP TRIGGER \"%s\"", names[i]);
        done = run_only(index->dataset, sql);
    }
    CSLDestroy(names);
    return done && index->trigger_count > 0;
}

bm_packed_index *bm_packed_index_new(GDALDatasetH dataset, const char *table, const char *column)
{
    char sql[SQL_SIZE];
    bm_packed_index *index = calloc(1, sizeof *index);
    if (!index)
        return NULL;
    index->dataset = dataset;
    int length = snprintf(index->name, sizeof index->name, "rtree_%s_%s", table, column);
    if (length < 0 || length >= (int)sizeof index->name || strpbrk(index->name, "'\"")) {
        bm_packed_index_free(index);
        return NULL;
    }
    (void)snprintf(sql, sizeof sql, "SELECT CreateSpatialIndex('%s', '%s')", table, column);
    bool made = read_number(dataset, sql) == 1 && take_triggers(index, table);
    (void)snprintf(sql, sizeof sql, "SELECT length(data) FROM \"%s_node\" WHERE nodeno = %d",
                   index->name, ROOT);
    long long node_size = made ? read_number(dataset, sql) : -1;
    index->batch = malloc(BATCH_SIZE + BATCH_MARGIN);
    // Two cells a node would do; SQLite has 51, unless its pages are small.
    if (!index->batch || node_size < HEAD_SIZE + 2 * CELL_SIZE || node_size > NODE_SIZE_MAX) {
        bm_packed_index_free(index);
        return NULL;
    }
    index->node_size = (size_t)node_size;
    return index;
}

static float round_down(double value)
{
    float near = (float)value;
    return (double)near > value ? nextafterf(near, -INFINITY) : near;
}

static float round_up(double value)
{
    float near = (float)value;
    return (double)near < value ? nextafterf(near, INFINITY) : near;
}

bool bm_packed_index_add(bm_packed_index *index, OGRFeatureH row)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(row);
    if (!geometry || OGR_G_IsEmpty(geometry))
        return true;
    if (index->count == index->capacity) {
        size_t capacity = index->capacity ? 2 * index->capacity : 1024;
        if (capacity > SIZE_MAX / sizeof *index->cells)
            return false;
        cell *cells = realloc(index->cells, capacity * sizeof *cells);
        if (!cells)
            return false;
        index->cells = cells;
        index->capacity = capacity;
    }
    OGREnvelope box;
    OGR_G_GetEnvelope(geometry, &box);
    index->cells[index->count++] = (cell){.id = OGR_F_GetFID(row),
                                          .x_min = round_down(box.MinX),
                                          .x_max = round_up(box.MaxX),
                                          .y_min = round_down(box.MinY),
                                          .y_max = round_up(box.MaxY)};
    return true;
}

static bool end_batch(bm_packed_index *index, const char *end)
{
    if (index->length == 0)
        return true;
    strcpy(index->batch + index->length, end);
    index->length = 0;
    return run_only(index->dataset, index->batch);
}

/* Append to the batch; the caller has seen that there is room. */
#define APPEND(index, ...)                                                                         \
    ((index)->length +=                                                                            \
     (size_t)snprintf((index)->batch + (index)->length, BATCH_MARGIN, __VA_ARGS__))

static uint8_t *put_big_endian(uint8_t *at, uint64_t value, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--)
        *at++ = (uint8_t)(value >> (8 * i));
    return at;
}

static uint8_t *put_float(uint8_t *at, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return put_big_endian(at, bits, 4);
}

static bool add_node(bm_packed_index *index, int64_t number, int depth, const cell *cells,
                     size_t count)
{
    static const char digits[] = "0123456789ABCDEF";
    uint8_t node[NODE_SIZE_MAX] = {0};
    uint8_t *at = put_big_endian(node, number == ROOT ? (uint64_t)depth : 0, 2);
    at = put_big_endian(at, count, 2);
    for (size_t i = 0; i < count; i++) {
        at = put_big_endian(at, (uint64_t)cells[i].id, 8);
        at = put_float(at, cells[i].x_min);
        at = put_float(at, cells[i].x_max);
        at = put_float(at, cells[i].y_min);
        at = put_float(at, cells[i].y_max);
    }
    if (index->length == 0)
        APPEND(index, "INSERT INTO \"%s_node\" VALUES (%" PRId64 ",x'", index->name, number);
    else
        APPEND(index, ",(%" PRId64 ",x'", number);
    for (size_t i = 0; i < index->node_size; i++) {
        index->batch[index->length++] = digits[node[i] >> 4];
        index->batch[index->length++] = digits[node[i] & 15];
    }
    APPEND(index, "')");
    return index->length < BATCH_SIZE || end_batch(index, "");
}

static cell cover(const cell *cells, size_t count)
{
    cell all = cells[0];
    for (size_t i = 1; i < count; i++) {
        all.x_min = fminf(all.x_min, cells[i].x_min);
        all.x_max = fmaxf(all.x_max, cells[i].x_max);
        all.y_min = fminf(all.y_min, cells[i].y_min);
        all.y_max = fmaxf(all.y_max, cells[i].y_max);
    }
    return all;
}

static int compare_places(const void *left, const void *right)
{
    const cell *a = left, *b = right;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return a->id < b->id ? -1 : a->id > b->id;
}

static int compare_ids(const void *left, const void *right)
{
    const cell *a = left, *b = right;
    return a->id < b->id ? -1 : a->id > b->id;
}

static void sort_by_place(cell *cells, size_t count)
{
    cell all = cover(cells, count);
    double west = all.x_min, east = all.x_max, south = all.y_min, north = all.y_max;
    for (size_t i = 0; i < count; i++) {
        double x = (double)(cells[i].x_min + cells[i].x_max) / 2;
        double y = (double)(cells[i].y_min + cells[i].y_max) / 2;
        cells[i].place =
            bm_hilbert_distance(bm_hilbert_cell(x, west, east), bm_hilbert_cell(y, south, north));
    }
    qsort(cells, count, sizeof *cells, compare_places);
}

/* Where each row or node of `cells` lies, its `place`, in the order of their ids: a list, the gaps
 * of which are null. */
static bool add_places(bm_packed_index *index, const char *table, cell *cells, size_t count)
{
    enum { GAP_MAX = 256 };
    char end[SQL_SIZE];
    int64_t first = 0, next = 0;
    qsort(cells, count, sizeof *cells, compare_ids);
    for (size_t i = 0; i < count; i++) {
        bool is_far = cells[i].id - next > GAP_MAX;
        if (index->length > 0 && (is_far || index->length >= BATCH_SIZE) && !end_batch(index, end))
            return false;
        if (index->length == 0) {
            first = next = cells[i].id;
            (void)snprintf(end, sizeof end, "]') WHERE value IS NOT NULL");
            APPEND(index,
                   "INSERT INTO \"%s_%s\" SELECT key + %" PRId64
                   ", value FROM json_each('[%" PRIu32,
                   index->name, table, first, cells[i].place);
        } else {
            for (; next < cells[i].id; next++)
                APPEND(index, ",null");
            APPEND(index, ",%" PRIu32, cells[i].place);
        }
        next++;
    }
    return end_batch(index, end);
}

/* One level of the tree: `cells` become nodes from `*number` on, and what covers these comes to
 * stand in `above`. */
static bool add_level(bm_packed_index *index, int depth, cell *cells, size_t count, cell *above,
                      size_t nodes, int64_t *number)
{
    bool added = true;
    for (size_t i = 0; i < nodes && added; i++) {
        size_t begin = (size_t)((uint64_t)i * count / nodes);
        size_t end = (size_t)((uint64_t)(i + 1) * count / nodes);
        int64_t here = nodes == 1 ? ROOT : (*number)++;
        added = add_node(index, here, depth, cells + begin, end - begin);
        above[i] = cover(cells + begin, end - begin);
        above[i].id = here;
        for (size_t k = begin; k < end; k++)
            cells[k].place = (uint32_t)here;
    }
    return added && end_batch(index, "") &&
           add_places(index, depth == 0 ? "rowid" : "parent", cells, count);
}

static bool add_levels(bm_packed_index *index)
{
    size_t fanout = (index->node_size - HEAD_SIZE) / CELL_SIZE;
    cell *cells = index->cells;
    size_t count = index->count;
    int64_t number = ROOT + 1;
    bool added = true;
    sort_by_place(cells, count);
    for (int depth = 0; added; depth++) {
        size_t nodes = (count + fanout - 1) / fanout;
        cell *above = malloc(nodes * sizeof *above);
        added = above && add_level(index, depth, cells, count, above, nodes, &number);
        if (cells != index->cells)
            free(cells);
        cells = above;
        count = nodes;
        if (nodes == 1)
            break;
    }
    free(cells);
    return added;
}

bool bm_packed_index_fill(bm_packed_index *index)
{
    char sql[SQL_SIZE];
    bool filled = true;
    if (index->count > 0) {
        (void)snprintf(sql, sizeof sql, "DELETE FROM \"%s_node\"", index->name);
        filled = index->count < UINT32_MAX && run_only(index->dataset, sql) && add_levels(index);
    }
    for (size_t i = 0; i < index->trigger_count && filled; i++)
        filled = run_only(index->dataset, index->triggers[i]);
    return filled;
}

void bm_packed_index_free(bm_packed_index *index)
{
    if (!index)
        return;
    for (size_t i = 0; i < index->trigger_count; i++)
        free(index->triggers[i]);
    free(index->cells);
    free(index->batch);
    free(index);
}
