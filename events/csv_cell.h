/** @file csv_cell.h
 *  Cells of CSV.
 */
#ifndef BM_EVENTS_CSV_CELL_H
#define BM_EVENTS_CSV_CELL_H

#include "base/strbuf.h"

/** bm_csv_write_cell() into a text. */
void bm_csv_put_cell(bm_strbuf *out, const char *text, char delimiter, bool defuse);

#endif
