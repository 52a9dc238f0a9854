/* Tables that are no files: what they are known by. */
#include <string.h>

#include "base/digest.h"
#include "events/points.h"
#include "render/series/manifest.h"

/* Texts end with a byte that none of them has. */
static void add_text(bm_digest *digest, const char *text)
{
    bm_digest_add(digest, text, strlen(text) + 1);
}

/* The lowest byte first, on every machine. */
static void add_number(bm_digest *digest, uint32_t number)
{
    const unsigned char bytes[] = {(unsigned char)number, (unsigned char)(number >> 8),
                                   (unsigned char)(number >> 16), (unsigned char)(number >> 24)};
    bm_digest_add(digest, bytes, sizeof bytes);
}

static void add_events(bm_digest *digest, const bm_events *events, uint32_t file)
{
    size_t columns = bm_events_column_count(events);
    for (size_t i = 0; i < columns; i++)
        add_text(digest, bm_events_column_name(events, i));
    for (size_t i = 0; i < bm_events_count(events); i++) {
        const bm_event *event = bm_events_get(events, i);
        for (size_t k = 0; k < columns && event->file == file; k++)
            add_text(digest, event->cells[k]);
    }
}

static void add_point(bm_digest *digest, const bm_packed_point *point)
{
    add_number(digest, (uint32_t)point->lon);
    add_number(digest, (uint32_t)point->lat);
    add_number(digest, (uint32_t)point->start_min);
    add_number(digest, point->minutes);
    add_number(digest, point->category | (uint32_t)point->country << 16);
    add_number(digest,
               point->claim | (uint32_t)point->is_there << 3 | (uint32_t)point->precision << 4);
}

static bool add_points(bm_digest *digest, const bm_event_points *points)
{
    for (size_t i = 0; i < points->category_count; i++) {
        add_text(digest, points->categories[i].key);
        add_text(digest, points->categories[i].label);
    }
    for (size_t i = 0; i < points->country_count; i++)
        add_text(digest, points->countries[i]);
    bm_point_walk walk = {.points = points};
    while (bm_point_walk_next(&walk))
        for (size_t i = 0; i < walk.count; i++)
            add_point(digest, &walk.items[i]);
    return !walk.failed;
}
bm_status bm_manifest_add_rows(bm_manifest *manifest, const char *name, const bm_events *events,
                               uint32_t file, const bm_event_points *points, bm_error *error)
{
    char sha256[BM_SHA256_SIZE];
    bm_manifest_file rows = {.role = "events", .name = name, .sha256 = sha256}, copy;
    bm_digest *digest = bm_digest_new();
    if (!digest)
        return bm_manifest_no_memory(error);
    if (events)
        add_events(digest, events, file);
    bool good = events || !points || add_points(digest, points);
    bm_digest_end(digest, sha256, &rows.bytes);
    if (!good)
        return bm_error_set(error, BM_ERROR_IO, name, 0, "'%s': its rows cannot be read again",
                            name);
    if (!bm_manifest_copy_file(manifest, &rows, &copy) ||
        !bm_manifest_append_file(&manifest->inputs, &copy))
        return bm_manifest_no_memory(error);
    return BM_OK;
}
