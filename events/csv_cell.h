/** @file csv_cell.h
 *  Cells of CSV.
 */
#ifndef BM_EVENTS_CSV_CELL_H
#define BM_EVENTS_CSV_CELL_H

#include "base/strbuf.h"

/** The text of a cell that was written so that no spreadsheet takes it for a formula. */
const char *bm_csv_restore(const char *cell);
/** bm_csv_write_cell() into a text. */
void bm_csv_put_cell(bm_strbuf *out, const char *text, char delimiter, bool defuse);

#endif
