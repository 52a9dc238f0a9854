#include "geo/border_image.h"

#include "geo/outline_cells.h"

#include <string.h>

static const char KIND[4] = {'b', 'o', 'r', 'd'};

/* Tables of numbers are sections of eight-byte units, whatever the size of a row. */
enum { UNIT = 8 };

enum {
    SECTION_FACTS,
    SECTION_LINE_STARTS, /* uint32_t */
    SECTION_LINE_POINTS,
    SECTION_PIECES,
    SECTION_SEGMENT_RUNS,
    SECTION_OUTLINES,
    SECTION_OUTLINE_RUNS,
    SECTION_OUTLINE_POINTS,
    SECTION_CROSSINGS,
    SECTION_TEXTS,
    SECTION_OUTLINE_CELLS,
    SECTIONS
};

#define WHOLE_UNITS(type) _Static_assert(sizeof(type) % UNIT == 0, #type)
WHOLE_UNITS(bm_border_facts);
WHOLE_UNITS(bm_lonlat);
WHOLE_UNITS(bm_segment_piece);
WHOLE_UNITS(bm_segment_run);
WHOLE_UNITS(bm_outline);
WHOLE_UNITS(bm_outline_run);
WHOLE_UNITS(bm_border_crossing);

/* The rows of a section, which lie one after the other; NULL when it is not made of such rows. */
static const void *rows_of(const bm_image *image, uint32_t section, uint32_t stride,
                           size_t row_size, size_t *count)
{
    static const double nothing;
    if (section >= image->section_count || image->sections[section].stride != stride)
        return NULL;
    uint64_t bytes = bm_image_count(image, section) * stride;
    *count = (size_t)(bytes / row_size);
    if (bytes % row_size != 0)
        return NULL;
    return *count > 0 ? bm_image_record(image, section, stride, 0) : &nothing;
}

/* Take the tables as they lie in the image. False when one is not whole. */
static bool take_tables(const bm_image *image, bm_border *border)
{
    bm_feature *line = &border->line;
    bm_segments *segments = &border->segments;
    bm_outlines *outlines = &border->outlines;
    size_t facts;
    size_t starts;
    const bm_border_facts *kept = rows_of(image, SECTION_FACTS, UNIT, sizeof *kept, &facts);
    line->part_start =
        rows_of(image, SECTION_LINE_STARTS, sizeof(uint32_t), sizeof(uint32_t), &starts);
    line->points =
        rows_of(image, SECTION_LINE_POINTS, UNIT, sizeof *line->points, &line->point_count);
    segments->pieces =
        rows_of(image, SECTION_PIECES, UNIT, sizeof *segments->pieces, &segments->piece_count);
    segments->runs =
        rows_of(image, SECTION_SEGMENT_RUNS, UNIT, sizeof *segments->runs, &segments->run_count);
    outlines->items =
        rows_of(image, SECTION_OUTLINES, UNIT, sizeof *outlines->items, &outlines->count);
    outlines->runs =
        rows_of(image, SECTION_OUTLINE_RUNS, UNIT, sizeof *outlines->runs, &outlines->run_count);
    outlines->points = rows_of(image, SECTION_OUTLINE_POINTS, UNIT, sizeof *outlines->points,
                               &outlines->point_count);
    border->crossings =
        rows_of(image, SECTION_CROSSINGS, UNIT, sizeof *border->crossings, &border->crossing_count);
    border->texts = rows_of(image, SECTION_TEXTS, 1, 1, &border->text_size);
    size_t cells;
    outlines->cells = rows_of(image, SECTION_OUTLINE_CELLS, UNIT, 1, &cells);
    if (!kept || facts != 1 || !line->part_start || starts < 2 || !line->points ||
        !segments->pieces || !segments->runs || !outlines->items || !outlines->runs ||
        !outlines->points || !outlines->cells || !border->crossings || !border->texts)
        return false;
    bm_outline_cells_shape(outlines);
    if (cells != bm_outline_cells_size(outlines))
        return false;
    border->facts = *kept;
    line->kind = BM_GEOMETRY_LINE;
    line->part_count = starts - 1;
    line->box = kept->line_box;
    return true;
}

static bool line_is_sound(const bm_feature *line)
{
    if (line->part_start[0] != 0 || line->part_start[line->part_count] != line->point_count)
        return false;
    for (size_t i = 0; i < line->part_count; i++)
        if (line->part_start[i] > line->part_start[i + 1])
            return false;
    for (size_t i = 0; i < line->point_count; i++)
        if (!bm_lonlat_is_valid(line->points[i]))
            return false;
    return true;
}

static bool outlines_are_sound(const bm_outlines *outlines)
{
    for (size_t i = 0; i < outlines->count; i++) {
        const bm_outline *item = &outlines->items[i];
        if (item->first > item->last || item->last > outlines->run_count || item->iso[2] != '\0')
            return false;
    }
    for (size_t i = 0; i < bm_outline_cells_size(outlines); i++)
        if (outlines->cells[i] >= outlines->count + BM_OUTLINE_CELL_FIRST)
            return false;
    for (size_t i = 0; i < outlines->run_count; i++) {
        const bm_outline_run *run = &outlines->runs[i];
        if (run->edges > BM_OUTLINE_RUN || run->first >= outlines->point_count ||
            run->edges >= outlines->point_count - run->first)
            return false;
    }
    return true;
}

/* The sums say that the file is as it was written; this, that it may be used, whoever wrote it. */
static bool is_sound(const bm_border *border, const bm_border_codes *codes)
{
    const bm_segments *segments = &border->segments;
    if (memcmp(&border->facts.codes, codes, sizeof *codes) != 0 || !line_is_sound(&border->line) ||
        !outlines_are_sound(&border->outlines) ||
        segments->run_count !=
            segments->piece_count / BM_SEGMENT_RUN + (segments->piece_count % BM_SEGMENT_RUN != 0))
        return false;
    for (size_t i = 0; i < border->crossing_count; i++)
        if (border->crossings[i].name >= border->text_size ||
            border->crossings[i].partner >= border->text_size)
            return false;
    return true;
}

bm_status bm_border_image_open(const char *path, const bm_border_codes *codes, bm_border *border,
                               bm_error *error)
{
    bm_border found = {0};
    bm_status status = bm_image_open(path, KIND, BM_BORDER_IMAGE_VERSION, &found.image, error);
    if (!status)
        status = bm_image_check_all(&found.image, path, error);
    if (!status && (!take_tables(&found.image, &found) || !is_sound(&found, codes)))
        status = bm_error_set(error, BM_ERROR_FORMAT, path, 0, "'%s' is no border's image", path);
    if (!status && (!bm_segments_group(&found.arena, &found.segments) ||
                    !bm_outlines_group(&found.arena, &found.outlines)))
        status = bm_error_set(error, BM_ERROR_MEMORY, path, 0, "out of memory");
    if (status) {
        bm_arena_finish(&found.arena);
        bm_image_close(&found.image);
    } else {
        *border = found;
    }
    return status;
}

bm_status bm_border_image_write(const bm_border *border, bm_sink *sink, bm_error *error)
{
    const bm_feature *line = &border->line;
    const bm_segments *segments = &border->segments;
    const bm_outlines *outlines = &border->outlines;
#define TABLE(rows, count)                                                                         \
    {                                                                                              \
        rows, (count) * (sizeof *(rows) / UNIT), UNIT                                              \
    }
    const bm_image_part parts[SECTIONS] = {
        [SECTION_FACTS] = TABLE(&border->facts, 1),
        [SECTION_LINE_STARTS] = {line->part_start, line->part_count + 1, sizeof(uint32_t)},
        [SECTION_LINE_POINTS] = TABLE(line->points, line->point_count),
        [SECTION_PIECES] = TABLE(segments->pieces, segments->piece_count),
        [SECTION_SEGMENT_RUNS] = TABLE(segments->runs, segments->run_count),
        [SECTION_OUTLINES] = TABLE(outlines->items, outlines->count),
        [SECTION_OUTLINE_RUNS] = TABLE(outlines->runs, outlines->run_count),
        [SECTION_OUTLINE_POINTS] = TABLE(outlines->points, outlines->point_count),
        [SECTION_CROSSINGS] = TABLE(border->crossings, border->crossing_count),
        [SECTION_TEXTS] = {border->texts, border->text_size, 1},
        [SECTION_OUTLINE_CELLS] = {outlines->cells, bm_outline_cells_size(outlines) / UNIT, UNIT},
    };
#undef TABLE
    return bm_image_write(sink, KIND, BM_BORDER_IMAGE_VERSION, parts, SECTIONS, error);
}
