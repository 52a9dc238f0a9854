#include "geo/gazetteer/index/pack.h"

#include <math.h>
#include <stdlib.h>

uint32_t bm_cell_of(bm_lonlat position)
{
    double column = floor((position.lon + 180.0) * BM_CELLS_A_DEGREE);
    double row = floor((position.lat + 90.0) * BM_CELLS_A_DEGREE);
    uint32_t x = column < 0.0                ? 0
                 : column >= BM_CELL_COLUMNS ? BM_CELL_COLUMNS - 1
                                             : (uint32_t)column;
    uint32_t y = row < 0.0 ? 0 : row >= BM_CELL_ROWS ? BM_CELL_ROWS - 1 : (uint32_t)row;
    return y * BM_CELL_COLUMNS + x;
}

static int by_cell(const void *a, const void *b)
{
    const bm_cell_record *left = a;
    const bm_cell_record *right = b;
    if (left->cell != right->cell)
        return left->cell < right->cell ? -1 : 1;
    return left->first < right->first ? -1 : left->first > right->first;
}

bool bm_pack_grid(bm_pack *pack)
{
    const bm_builder *builder = pack->builder;
    /* Places with their cells first, `first` being the place. */
    bm_cell_record *all = calloc(builder->count + 1, sizeof *all);
    if (!all)
        return false;
    size_t count = 0;
    for (size_t i = 0; i < builder->count; i++)
        if (builder->places[i].kind < BM_PLACE_DISTRICT)
            all[count++] = (bm_cell_record){bm_cell_of(builder->places[i].position), (uint32_t)i};
    qsort(all, count, sizeof *all, by_cell);
    size_t cells = 0;
    for (size_t i = 0; i < count; i++)
        cells += i == 0 || all[i].cell != all[i - 1].cell;
    bool done = bm_pack_room(pack, SECTION_CELLS, cells, sizeof(bm_cell_record)) &&
                bm_pack_room(pack, SECTION_CELL_PLACES, count, sizeof(uint32_t));
    if (done) {
        bm_cell_record *records = pack->data[SECTION_CELLS];
        uint32_t *places = pack->data[SECTION_CELL_PLACES];
        cells = 0;
        for (size_t i = 0; i < count; i++) {
            if (i == 0 || all[i].cell != all[i - 1].cell)
                records[cells++] = (bm_cell_record){all[i].cell, (uint32_t)i};
            places[i] = all[i].first;
        }
    }
    free(all);
    return done;
}
