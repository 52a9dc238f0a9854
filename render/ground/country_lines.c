#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/ground/parts.h"

/** On one side of the layer's box. */
#define CUT_DEG 1e-6
/** A larger gap is a lake or a lagoon, and no fault. */
#define GAP_KM2 20
/** A bank with more points is a coast. */
#define BANK_POINTS_MAX 500
/** A shorter stretch between neighbours, whose other bank was not found, is no coast either. */
#define SHORT_DEG 0.4
#define KM_PER_DEG 111.2
#define RADIANS_PER_DEG 0.017453292519943295

/** A stretch of an outline between two vertices where the country meets others, and where it meets
 * none. Two with the same ends are the banks of a gap. */
typedef struct bm_ground_bank {
    struct bm_ground_bank *next;
    uint64_t ends;
    bm_ground_group where; /* its country is painted */
    bool is_closed;        /* the gap is filled */
    bool is_hidden;        /* the other bank is the boundary */
    size_t count;
    bm_lonlat points[];
} bm_ground_bank;

/** In place of an edge's marks. */
#define HIDDEN 0xFF

typedef enum edge_kind {
    EDGE_HIDDEN, /* not in view, or where the layer was cut out of a larger one */
    EDGE_SHARED,
    EDGE_SINGLE
} edge_kind;

static bool is_cut(bm_lonlat_box box, bm_lonlat a, bm_lonlat b)
{
    return (fabs(a.lon - box.west) < CUT_DEG && fabs(b.lon - box.west) < CUT_DEG) ||
           (fabs(a.lon - box.east) < CUT_DEG && fabs(b.lon - box.east) < CUT_DEG) ||
           (fabs(a.lat - box.south) < CUT_DEG && fabs(b.lat - box.south) < CUT_DEG) ||
           (fabs(a.lat - box.north) < CUT_DEG && fabs(b.lat - box.north) < CUT_DEG);
}

void bm_ground_lines_count(bm_ground_lines *lines, const bm_lonlat *ring, size_t count)
{
    uint64_t vertex = 0;
    bool is_hashed = false;
    for (size_t i = 1; i < count; i++) {
        if (!bm_ground_is_in_view(lines->state, ring[i - 1], ring[i])) {
            is_hashed = false;
            continue;
        }
        uint64_t before = is_hashed ? vertex : bm_edges_vertex(ring[i - 1]);
        vertex = bm_edges_vertex(ring[i]);
        is_hashed = true;
        bm_edges_count(&lines->edges, bm_edges_between(before, vertex));
    }
    lines->state->failed = lines->state->failed || lines->edges.failed;
}

void bm_ground_lines_take(bm_ground_lines *lines, const bm_lonlat *line, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (bm_ground_is_in_view(lines->state, line[i - 1], line[i]))
            (void)bm_edges_mark(
                &lines->edges,
                bm_edges_between(bm_edges_vertex(line[i - 1]), bm_edges_vertex(line[i])),
                BM_EDGE_TAKEN);
    lines->state->failed = lines->state->failed || lines->edges.failed;
}

static double area_km2(const bm_lonlat *points, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        bm_lonlat a = points[i], b = points[i + 1 < count ? i + 1 : 0];
        sum += (a.lon - points[0].lon) * (b.lat - points[0].lat) -
               (b.lon - points[0].lon) * (a.lat - points[0].lat);
    }
    return fabs(sum) / 2 * KM_PER_DEG * KM_PER_DEG * cos(points[0].lat * RADIANS_PER_DEG);
}

static double length_deg(const bm_lonlat *points, size_t count)
{
    double sum = 0;
    for (size_t i = 1; i < count; i++)
        sum += hypot(points[i].lon - points[i - 1].lon, points[i].lat - points[i - 1].lat);
    return sum;
}

/* A shape of one path, while another one is being made. */
static void add_shape(bm_ground_builder *state, const bm_lonlat *points, size_t count, bool is_ring,
                      bm_ground_group where)
{
    bm_ground_path **path_end = state->path_end;
    bm_ground_shape *made = bm_ground_begin_shape(state);
    if (is_ring)
        bm_ground_add_ring(state, points, count);
    else
        bm_ground_add_line(state, points, count);
    bm_ground_end_shape(state, made, where);
    state->path_end = path_end;
}

/* Fill the gap between two banks, when it is small. The shorter bank is the boundary, as the faults
 * of outlines are spikes; the gap goes to the country of the other. */
static void close_gap(bm_ground_builder *state, bm_ground_bank *a, bm_ground_bank *b)
{
    bool is_reversed = memcmp(&a->points[0], &b->points[0], sizeof a->points[0]) == 0;
    size_t total = a->count + b->count - 2;
    bm_lonlat *ring = malloc((total + 1) * sizeof *ring);
    if (!ring) {
        state->failed = true;
        return;
    }
    memcpy(ring, a->points, a->count * sizeof *ring);
    for (size_t i = 1; i + 1 < b->count; i++)
        ring[a->count + i - 1] = b->points[is_reversed ? b->count - 1 - i : i];
    if (area_km2(ring, total) < GAP_KM2) {
        bm_ground_bank *longer =
            length_deg(a->points, a->count) > length_deg(b->points, b->count) ? a : b;
        a->is_closed = b->is_closed = longer->is_hidden = true;
        add_shape(state, ring, total, true, longer->where);
    }
    free(ring);
}

/* Keep a bank until all are known. */
static void keep_bank(bm_ground_lines *lines, bm_ground_group where)
{
    size_t count = lines->count;
    bm_ground_bank *kept = malloc(sizeof *kept + count * sizeof *lines->line);
    if (!kept) {
        lines->state->failed = true;
        return;
    }
    *kept = (bm_ground_bank){.next = lines->banks,
                             .ends = bm_edges_between(bm_edges_vertex(lines->line[0]),
                                                      bm_edges_vertex(lines->line[count - 1])),
                             .where = where,
                             .count = count};
    memcpy(kept->points, lines->line, count * sizeof *lines->line);
    for (bm_ground_bank *at = lines->banks; at && !kept->is_closed; at = at->next)
        if (at->ends == kept->ends && !at->is_closed)
            close_gap(lines->state, at, kept);
    lines->banks = kept;
}

/* A stretch of edges of one kind ends. */
static void end_stretch(bm_ground_lines *lines, edge_kind before, edge_kind kind, edge_kind after,
                        bm_ground_group where)
{
    if (kind == EDGE_SHARED)
        bm_ground_add_line(lines->state, lines->line, lines->count);
    else if (before == EDGE_SHARED && after == EDGE_SHARED && lines->count <= BANK_POINTS_MAX)
        keep_bank(lines, where);
    else if (kind == EDGE_SINGLE)
        add_shape(lines->state, lines->line, lines->count, false, BM_GROUND_COAST);
    lines->count = 0;
}

static bool make_room(bm_ground_lines *lines, size_t count)
{
    if (count <= lines->capacity)
        return true;
    bm_lonlat *moved = realloc(lines->line, count * sizeof *moved);
    if (!moved)
        return false;
    lines->line = moved;
    unsigned char *marks = realloc(lines->marks, count);
    if (!marks)
        return false;
    lines->marks = marks;
    lines->capacity = count;
    return true;
}

/* What is known of the edges of a ring: their marks, or ::HIDDEN. */
static void find_marks(bm_ground_lines *lines, const bm_lonlat *ring, size_t edges)
{
    uint64_t vertex = 0;
    bool is_hashed = false;
    for (size_t i = 0; i < edges; i++) {
        if (!bm_ground_is_in_view(lines->state, ring[i], ring[i + 1]) ||
            is_cut(lines->layer, ring[i], ring[i + 1])) {
            lines->marks[i] = HIDDEN;
            is_hashed = false;
            continue;
        }
        uint64_t before = is_hashed ? vertex : bm_edges_vertex(ring[i]);
        vertex = bm_edges_vertex(ring[i + 1]);
        is_hashed = true;
        uint64_t hash = bm_edges_between(before, vertex);
        unsigned marks = bm_edges_marks(&lines->edges, hash);
        if (marks == BM_EDGE_TWICE + BM_EDGE_ONCE)
            (void)bm_edges_mark(&lines->edges, hash, BM_EDGE_TAKEN);
        lines->marks[i] = (unsigned char)marks;
    }
}

static edge_kind kind_of(unsigned char marks)
{
    return marks == HIDDEN ? EDGE_HIDDEN : marks & BM_EDGE_TWICE ? EDGE_SHARED : EDGE_SINGLE;
}

/* An edge that two rings share, so that no bank begins in the middle; 0 when there is none. */
static size_t find_start(const bm_ground_lines *lines, size_t edges)
{
    for (size_t i = 0; i < edges; i++)
        if (kind_of(lines->marks[i]) == EDGE_SHARED)
            return i;
    return 0;
}

void bm_ground_lines_draw(bm_ground_lines *lines, const bm_lonlat *ring, size_t count,
                          bm_ground_group where)
{
    if (count < 2 || lines->state->failed)
        return;
    if (!make_room(lines, count + 1)) {
        lines->state->failed = true;
        return;
    }
    size_t edges = count - 1;
    find_marks(lines, ring, edges);
    size_t start = find_start(lines, edges);
    edge_kind before = EDGE_HIDDEN, kind = EDGE_HIDDEN;
    lines->count = 0;
    for (size_t k = 0; k < edges && !lines->state->failed; k++) {
        size_t at = start + k < edges ? start + k : start + k - edges;
        edge_kind next = kind_of(lines->marks[at]);
        /* What a ring before has drawn is hidden, but for what follows it is still shared. */
        bool is_drawn = next == EDGE_SHARED && (lines->marks[at] & BM_EDGE_TAKEN);
        if (next != kind || is_drawn) {
            if (lines->count > 1)
                end_stretch(lines, before, kind, next, where);
            before = kind;
            lines->count = 0;
        }
        kind = next;
        if (next == EDGE_HIDDEN || is_drawn)
            continue;
        if (lines->count == 0)
            lines->line[lines->count++] = ring[at];
        lines->line[lines->count++] = ring[at + 1];
    }
    if (lines->count > 1)
        end_stretch(lines, before, kind, kind_of(lines->marks[start]), where);
    lines->state->failed = lines->state->failed || lines->edges.failed;
}

void bm_ground_lines_draw_banks(bm_ground_lines *lines)
{
    for (const bm_ground_bank *at = lines->banks; at; at = at->next)
        if (!at->is_hidden)
            add_shape(lines->state, at->points, at->count, false,
                      at->is_closed || length_deg(at->points, at->count) < SHORT_DEG
                          ? BM_GROUND_COUNTRY_LINES
                          : BM_GROUND_COAST);
}

void bm_ground_lines_finish(bm_ground_lines *lines)
{
    for (bm_ground_bank *next, *at = lines->banks; at; at = next) {
        next = at->next;
        free(at);
    }
    bm_edges_finish(&lines->edges);
    free(lines->line);
    free(lines->marks);
    *lines = (bm_ground_lines){0};
}
