/** @file describe.h
 *  Places and positions in words.
 */
#ifndef BM_CLI_DESCRIBE_H
#define BM_CLI_DESCRIBE_H

#include <bordermap/bordermap.h>

enum { CLI_DESCRIPTION_SIZE = 512, CLI_NUMBER_SIZE = 64 };

/** "Kopani, Stolin district, Brest, BY". */
void cli_describe_place(const bm_place *place, char text[CLI_DESCRIPTION_SIZE]);
/** "51.7651 26.8085": latitude and longitude. */
void cli_describe_position(bm_lonlat position, char text[CLI_NUMBER_SIZE]);
/** "0.8 km from the border, BY side", "238 km from the border, in PL". */
void cli_describe_border(const bm_border_relation *relation, char text[CLI_DESCRIPTION_SIZE]);
/** What is printed for the side: "BY", "uncertain", or NULL when it is on neither. */
const char *cli_side(const bm_border_relation *relation);
/** Two decimals, the leading zero left out: ".93", "-.10", "1.00". */
void cli_describe_score(double score, bool with_sign, char text[CLI_NUMBER_SIZE]);

#endif
