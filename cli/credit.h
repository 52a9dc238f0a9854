/** @file credit.h
 *  The sources of the layers in use, for the map's credit line.
 *
 *  A file `credits.txt` beside the layers has a line a layer: its name, a short credit, the licence
 *  and a web address, with tabs between. Several sources of one layer are lines of their own, or
 * have commas between them and between their licences.
 */
#ifndef BM_CLI_CREDIT_H
#define BM_CLI_CREDIT_H

#include <stddef.h>

/** Add the credit of the layer file at `path` to `credit`, unless it is there already. A layer
 *  without one adds nothing. */
void cli_credit_add(const char *path, char *credit, size_t size);

/** Add a licence text, unless it is there already. */
void cli_credit_add_text(const char *text, char *credit, size_t size);

#endif
