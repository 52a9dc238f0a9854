/* Points beyond those that are kept in memory: in a temporary file without a name. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "events/points.h"

/** Points that are read at a time. */
enum { STRETCH = 1 << 15 };

static bool write_at(int descriptor, const void *bytes, size_t size, off_t offset)
{
    const char *at = bytes;
    while (size > 0) {
        ssize_t written = pwrite(descriptor, at, size, offset);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        at += written;
        offset += written;
        size -= (size_t)written;
    }
    return true;
}

static bool read_at(int descriptor, void *bytes, size_t size, off_t offset)
{
    char *at = bytes;
    while (size > 0) {
        ssize_t got = pread(descriptor, at, size, offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        offset += got;
        size -= (size_t)got;
    }
    return true;
}

static off_t offset_of(size_t index)
{
    return (off_t)(index * sizeof(bm_packed_point));
}

void bm_event_points_put_away(bm_event_points *points)
{
    size_t kept = points->count - points->away;
    if (points->stays)
        return;
    if (!points->file)
        points->file = tmpfile();
    // Where there is no room on the disk there may be some in memory.
    points->stays =
        !points->file || !write_at(fileno(points->file), points->items,
                                   kept * sizeof *points->items, offset_of(points->away));
    if (!points->stays)
        points->away = points->count;
}

void bm_event_points_cut(bm_event_points *points, size_t count, bm_interval span)
{
    points->count = count;
    points->span = span;
    // What is written next begins there.
    if (points->away > count)
        points->away = count;
}

bool bm_point_walk_next(bm_point_walk *walk)
{
    const bm_event_points *points = walk->points;
    walk->first += walk->count;
    walk->items = NULL;
    walk->count = 0;
    if (walk->first < points->away) {
        size_t left = points->away - walk->first, count = left < STRETCH ? left : STRETCH;
        if (!walk->buffer)
            walk->buffer = malloc(STRETCH * sizeof *walk->buffer);
        walk->failed =
            !walk->buffer || !read_at(fileno(points->file), walk->buffer,
                                      count * sizeof *walk->buffer, offset_of(walk->first));
        if (!walk->failed) {
            walk->items = walk->buffer;
            walk->count = count;
        }
    } else if (walk->first < points->count) {
        walk->items = points->items + (walk->first - points->away);
        walk->count = points->count - walk->first;
    }
    if (walk->count == 0) {
        free(walk->buffer);
        walk->buffer = NULL;
    }
    return walk->count > 0;
}

bool bm_point_walk_store(const bm_point_walk *walk)
{
    return walk->items != walk->buffer ||
           write_at(fileno(walk->points->file), walk->buffer, walk->count * sizeof *walk->buffer,
                    offset_of(walk->first));
}

bool bm_event_points_read_one(const bm_event_points *points, size_t index, bm_packed_point *point)
{
    if (index >= points->away) {
        *point = points->items[index - points->away];
        return true;
    }
    return read_at(fileno(points->file), point, sizeof *point, offset_of(index));
}
