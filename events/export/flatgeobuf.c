/* The order and the index are those of https://github.com/flatgeobuf/flatgeobuf (packed Hilbert
 * R-tree, nodes of 16); the header is GDAL's own, made of two features in opposite corners. */
#include "events/export/flatgeobuf.h"

#include "base/arena.h"
#include "base/sink_file.h"
#include "base/sort.h"
#include "base/temporary.h"
#include "events/export/gdal_output.h"
#include "events/export/little_endian.h"
#include "events/export/pieces.h"
#include "geo/hilbert.h"

#include <bordermap/geometry.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    NODE_SIZE = 16,
    MAGIC_SIZE = 8,
    COUNT_FIELD = 8, /* of the header's table: `features_count` */
    POSITION_SIZE = 16,
    CURVE_MAX = 65535,
    LEVELS_MAX = 16,
    BLOCK = 1 << 20
};

/* A feature in the temporary. */
typedef struct entry {
    bm_lonlat position;
    uint64_t offset;
    uint32_t size;
    uint32_t place; /* along the curve */
} entry;

typedef struct node {
    bm_lonlat_box box;
    uint64_t offset; /* of the feature behind the index; of the first node below */
} node;

typedef struct flatgeobuf {
    const bm_output_layer *shape;
    const char *path;
    bm_sink *sink;
    int spool; /* a temporary without a name, beside the file; −1: none yet */
    uint64_t spooled;
    entry *entries;
    size_t count, capacity;
    size_t all; /* features, with those that have no position */
    bm_lonlat_box box;
} flatgeobuf;

static bm_status no_memory(const flatgeobuf *file, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, file->path, 0, "out of memory");
}

static bm_status fail(const flatgeobuf *file, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_IO, file->path, 0,
                        "cannot write '%s': its temporary failed: %s", file->path, strerror(errno));
}

static bm_status open_spool(flatgeobuf *file, bm_error *error)
{
    const char *beside = bm_sink_temporary(file->sink) ? bm_sink_target(file->sink) : NULL;
    if (!beside) {
        FILE *unnamed = tmpfile();
        file->spool = unnamed ? dup(fileno(unnamed)) : -1;
        bool failed = file->spool < 0;
        if (unnamed)
            (void)fclose(unnamed);
        return failed ? fail(file, error) : BM_OK;
    }
    char *path = NULL;
    bm_status status = bm_temporary_open(beside, 0600, &path, &file->spool, error);
    if (status)
        return status;
    if (unlink(path) != 0)
        status = fail(file, error);
    bm_temporary_forget(path);
    free(path);
    return status;
}

static bm_status begin(const bm_output_layer *shape, const bm_export_options *options,
                       const char *path, bm_sink *sink, void **made, bm_error *error)
{
    flatgeobuf *file = *made = malloc(sizeof *file);
    (void)options;
    if (!file)
        return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "out of memory");
    *file = (flatgeobuf){
        .shape = shape, .path = path, .sink = sink, .spool = -1, .box = bm_lonlat_box_empty()};
    return open_spool(file, error);
}

static uint32_t read_little(const char *bytes, size_t size)
{
    uint32_t value = 0;
    for (size_t i = size; i > 0; i--)
        value = value << 8 | (unsigned char)bytes[i - 1];
    return value;
}

static double read_double(const char *bytes)
{
    double value;
    uint64_t bits = (uint64_t)read_little(bytes + 4, 4) << 32 | read_little(bytes, 4);
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* The position is what a feature ends with. */
static bool note(flatgeobuf *file, const char *feature, uint32_t size)
{
    entry *entries = bm_array_grow(file->entries, file->count, &file->capacity, sizeof *entries);
    if (!entries)
        return false;
    file->entries = entries;
    const char *at = feature + size - POSITION_SIZE;
    entry *added = &file->entries[file->count++];
    *added = (entry){
        .position = {read_double(at), read_double(at + 8)}, .offset = file->spooled, .size = size};
    file->box = bm_lonlat_box_grow(file->box, added->position);
    file->spooled += size;
    return true;
}

static bm_status take(void *context, const bm_output_layer *part, const bm_strbuf *made,
                      bm_error *error)
{
    flatgeobuf *file = context;
    file->all += part->feature_count;
    for (size_t at = 0; at < made->length;) {
        uint32_t size = read_little(made->text + at, 4) + 4;
        if (!note(file, made->text + at, size))
            return no_memory(file, error);
        at += size;
    }
    for (size_t at = 0; at < made->length;) {
        ssize_t written = write(file->spool, made->text + at, made->length - at);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return fail(file, error);
        at += (size_t)written;
    }
    return BM_OK;
}

static uint32_t cell(double value, double low, double high)
{
    return high > low ? (uint32_t)(CURVE_MAX * (value - low) / (high - low)) : 0;
}

/* Backwards along the curve. */
static int compare_entries(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    if (a->place != b->place)
        return a->place > b->place ? -1 : 1;
    return a->offset < b->offset ? -1 : a->offset > b->offset;
}

static bool sort(flatgeobuf *file)
{
    entry *room = calloc(file->count, sizeof *room);
    if (!room)
        return false;
    for (size_t i = 0; i < file->count; i++) {
        entry *at = &file->entries[i];
        at->place = bm_hilbert_distance(cell(at->position.lon, file->box.west, file->box.east),
                                        cell(at->position.lat, file->box.south, file->box.north));
    }
    bm_sort(file->entries, room, file->count, sizeof *room, compare_entries);
    free(room);
    return true;
}

static void write_node(bm_sink *sink, const node *made)
{
    const uint64_t numbers[] = {bm_double_bits(made->box.west), bm_double_bits(made->box.south),
                                bm_double_bits(made->box.east), bm_double_bits(made->box.north),
                                made->offset};
    char bytes[sizeof numbers];
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        bm_put_little_endian(bytes + i * sizeof *numbers, numbers[i], sizeof *numbers);
    bm_sink_write(sink, bytes, sizeof bytes);
}

static void write_leaves(const flatgeobuf *file)
{
    uint64_t offset = 0;
    for (size_t i = 0; i < file->count; i++) {
        bm_lonlat at = file->entries[i].position;
        write_node(file->sink, &(node){{at.lon, at.lat, at.lon, at.lat}, offset});
        offset += file->entries[i].size;
    }
}

/* What covers sixteen nodes of the level below each. */
static void cover(const flatgeobuf *file, node *to, size_t count, const node *below,
                  size_t below_count, uint64_t below_first)
{
    for (size_t i = 0; i < count; i++) {
        to[i] = (node){bm_lonlat_box_empty(), below_first + i * NODE_SIZE};
        for (size_t k = i * NODE_SIZE; k < (i + 1) * NODE_SIZE && k < below_count; k++) {
            to[i].box = below ? bm_lonlat_box_join(to[i].box, below[k].box)
                              : bm_lonlat_box_grow(to[i].box, file->entries[k].position);
        }
    }
}

/* The root comes first, the features last; a tree has at least these two levels. */
static bm_status write_index(const flatgeobuf *file, bm_error *error)
{
    size_t counts[LEVELS_MAX] = {file->count};
    size_t levels = 1, above = 0;
    do {
        counts[levels] = (counts[levels - 1] + NODE_SIZE - 1) / NODE_SIZE;
        above += counts[levels];
    } while (counts[levels++] > 1);
    node *nodes = calloc(above, sizeof *nodes);
    if (!nodes)
        return no_memory(file, error);
    size_t first = above, first_below = 0;
    for (size_t level = 1; level < levels; level++) {
        size_t begin = first - counts[level];
        cover(file, nodes + begin, counts[level], level > 1 ? nodes + first_below : NULL,
              counts[level - 1], first);
        first_below = begin;
        first = begin;
    }
    for (size_t i = 0; i < above; i++)
        write_node(file->sink, &nodes[i]);
    free(nodes);
    write_leaves(file);
    return BM_OK;
}

/* Read a feature from the temporary. */
static bool fetch(const flatgeobuf *file, const entry *from, char *to)
{
    for (size_t got = 0; got < from->size;) {
        ssize_t more = pread(file->spool, to + got, from->size - got, (off_t)(from->offset + got));
        if (more < 0 && errno == EINTR)
            continue;
        if (more == 0)
            errno = EIO;
        if (more <= 0)
            return false;
        got += (size_t)more;
    }
    return true;
}

static bm_status write_features(const flatgeobuf *file, bm_error *error)
{
    bm_status status = BM_OK;
    size_t capacity = BLOCK;
    char *block = malloc(capacity);
    for (size_t i = 0; i < file->count && block && !status; i++) {
        const entry *at = &file->entries[i];
        if (at->size > capacity) {
            free(block);
            capacity = at->size;
            block = malloc(capacity);
        }
        if (block && !fetch(file, at, block))
            status = fail(file, error);
        else if (block)
            status = bm_sink_write(file->sink, block, at->size);
    }
    if (!block)
        status = no_memory(file, error);
    free(block);
    return status;
}

/* Two features in opposite corners, so that the header says how far the layer goes. */
typedef struct corners {
    bm_lonlat points[2];
    bm_value *values;
} corners;

static void read_corner(void *context, size_t index, bm_output_feature *feature)
{
    const corners *all = context;
    *feature = (bm_output_feature){.shape = BM_OUTPUT_POINT,
                                   .points = &all->points[index],
                                   .point_count = 1,
                                   .values = all->values};
}

static bool take_header(void *context, const char *name, const void *bytes, size_t size)
{
    bm_strbuf *made = context;
    (void)name;
    bm_strbuf_append_n(made, bytes, size);
    return !made->failed;
}

/* Where the count stands in the header's table; 0 when it is not there. */
static size_t find_count(const bm_strbuf *made)
{
    size_t root_at = MAGIC_SIZE + 4;
    if (made->length < root_at + 4)
        return 0;
    size_t root = root_at + read_little(made->text + root_at, 4);
    if (root + 4 > made->length)
        return 0;
    size_t back = read_little(made->text + root, 4), slot = 4 + 2 * COUNT_FIELD;
    if (back > root || root - back + slot + 2 > made->length)
        return 0;
    size_t count = root + read_little(made->text + root - back + slot, 2);
    return count + 8 <= made->length && read_little(made->text + count, 4) == 2 ? count : 0;
}

static bm_status write_header(const flatgeobuf *file, const bm_gdal_module *module, bm_error *error)
{
    corners all = {.points = {{file->box.west, file->box.south}, {file->box.east, file->box.north}},
                   .values = calloc(file->shape->column_count, sizeof(bm_value))};
    bm_output_layer layer = *file->shape;
    layer.feature_count = file->count > 0 ? 2 : 0;
    layer.read = read_corner;
    layer.context = &all;
    const bm_output_layer *const layers[] = {&layer};
    bm_strbuf made = {0};
    char message[BM_ERROR_MESSAGE_SIZE] = "";
    const bm_gdal_output output = {.driver = "FlatGeobuf",
                                   .name = "events.fgb",
                                   .layers = layers,
                                   .layer_count = 1,
                                   .file = take_header,
                                   .context = &made};
    bm_status status = all.values ? module->write(&output, message) : BM_ERROR_MEMORY;
    size_t length = made.length, count = 0;
    if (status) {
        bm_error_set(error, status, file->path, 0, "cannot write '%s': %s", file->path, message);
    } else if (file->count > 0) {
        count = find_count(&made);
        length = count ? MAGIC_SIZE + 4 + read_little(made.text + MAGIC_SIZE, 4) : 0;
        if (length == 0 || length > made.length)
            status = bm_error_set(error, BM_ERROR_INTERNAL, file->path, 0,
                                  "cannot write '%s': GDAL makes another header than was expected",
                                  file->path);
    }
    if (!status && count > 0)
        bm_put_little_endian(made.text + count, file->count, sizeof(uint64_t));
    if (!status)
        bm_sink_write(file->sink, made.text, length);
    bm_strbuf_finish(&made);
    free(all.values);
    return status;
}

static bm_status end(void *made, bm_findings *findings, bm_error *error)
{
    flatgeobuf *file = made;
    const bm_gdal_module *module = NULL;
    bm_status status = bm_gdal_writer_open(file->path, &module, error);
    if (!status)
        status = write_header(file, module, error);
    if (!status && file->count > 0) {
        status = sort(file) ? write_index(file, error) : no_memory(file, error);
        if (!status)
            status = write_features(file, error);
    }
    if (!status && !bm_sink_flush(file->sink))
        status = bm_gdal_check_file(module, "FlatGeobuf", file->shape->name,
                                    bm_sink_temporary(file->sink), file->count, file->path, error);
    if (!status)
        bm_gdal_tell_nowhere(file->shape->name, file->all - file->count, file->path, findings);
    return status;
}

static void finish(void *made)
{
    flatgeobuf *file = made;
    if (!file)
        return;
    if (file->spool >= 0)
        (void)close(file->spool);
    free(file->entries);
    free(file);
}

const bm_piece_writer bm_flatgeobuf_writer = {
    .begin = begin, .put = bm_flatgeobuf_put, .take = take, .end = end, .free = finish};
