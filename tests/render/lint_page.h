/** @file lint_page.h
 *  A small map that nothing is wrong with, in parts; each test spoils one of them.
 */
#ifndef BM_TESTS_RENDER_LINT_PAGE_H
#define BM_TESTS_RENDER_LINT_PAGE_H

#include <bordermap/lint.h>

enum part {
    ROOT,
    SEA,
    LAND,
    BORDER,
    OTHER_LINE,
    LEADERS,
    SYMBOL_A,
    SYMBOL_B,
    NAME_A,
    NAME_B,
    NUMBER,
    KEY_ROW,
    LEGEND_A,
    LEGEND_B,
    LEGEND_SIGNS,
    LEGEND_LINES,
    SCALE_BAR,
    TITLE,
    SUBTITLE,
    CREDIT,
    DISCLAIMER,
    PARTS
};

#define TYPE "font-family=\"Roboto Condensed\" font-size=\"16\" fill=\"#111111\" "
#define HALO "stroke=\"#ffffff\" stroke-width=\"4\" paint-order=\"stroke\""
#define EDGE "stroke=\"#1b1b22\" stroke-width=\"1.6\""

/** Bytes that the map and a spoilt one have room in. */
enum { LINT_PAGE_SIZE = 32768 };

extern const char *const lint_good[PARTS];

/** The map with one part replaced; none with ::PARTS. Valid until the next call. */
const char *lint_write(enum part part, const char *instead);
/** The same map with letters as paths: each text a box of its width, the words in an attribute. */
const char *lint_write_outlined(enum part part, const char *instead);
/** Lint a text; fail when it cannot be read. */
bm_lint *lint_of(const char *text);
void lint_print(const bm_lint *lint);
/** Fail unless nothing is found. */
void lint_finds_nothing(const char *text);
/** Fail unless this check finds something with these words, and no other check anything. */
void lint_finds_in(const char *check, const char *words, const char *text);
/** The same, in the map with one part replaced. */
void lint_finds(const char *check, const char *words, enum part part, const char *instead);

#endif
