/** @file document.h
 *  A report as text: what of the input is read, in which language, and where each byte came from.
 */
#ifndef BM_EVENTS_REPORT_TEXT_DOCUMENT_H
#define BM_EVENTS_REPORT_TEXT_DOCUMENT_H

#include "base/arena.h"

#include <bordermap/report.h>

/** What a paragraph is to the report. */
typedef enum bm_block_kind {
    BM_BLOCK_BODY,
    BM_BLOCK_HEADING,  /**< title or heading */
    BM_BLOCK_DATELINE, /**< nothing but where and when it was written: "Minsk, Belarus" */
    BM_BLOCK_CAPTION,  /**< of a picture: its dates and places are its own */
    BM_BLOCK_FURNITURE /**< of the page: adverts, "read more", polls, comments, teasers; its
                            toponyms are mentions, but nothing in it is an incident */
} bm_block_kind;

/** A paragraph: no sentence, name or date reaches from one into another. */
typedef struct bm_block {
    uint32_t start; /**< bytes of the document's text */
    uint32_t end;
    bm_block_kind kind;
    bm_language language;
} bm_block;

/** From `text` on, up to the next run, the text's bytes are those of the input from `input` on,
 *  but that any blank is ' ';
 *  `folded` runs stand for one character reference of `input_length` bytes ("&amp;"). */
typedef struct bm_text_run {
    uint32_t text;
    uint32_t input;
    uint32_t input_length; /**< 0 for plain runs, as long as they reach */
} bm_text_run;

/** Lives as long as its arena, and the input where `text` is the input itself. */
typedef struct bm_document {
    const char *text; /**< not terminated; may hold any bytes, those that are no UTF-8 are no
                           letters */
    uint32_t length;
    bm_block *blocks; /**< in order, not overlapping; furniture included */
    size_t block_count;
    const bm_text_run *runs; /**< in order; none when the text is the input */
    size_t run_count;
    bm_language language;  /**< of most of it */
    bool recoded;          /**< the input was not UTF-8, and its bytes are counted in what is */
    bool has_published;    /**< the page itself says when it was published: */
    bm_interval published; /**< that day, for when nothing else is known */
} bm_document;

/** Make a document of plain text: blocks at blank lines (and at line ends, where lines are
 *  paragraphs), their kinds and languages. */
BM_NODISCARD bm_status bm_document_from_text(bm_document *document, bm_arena *arena,
                                             const char *bytes, uint32_t length,
                                             const bm_report_source *source, bm_error *error);
/** The same for HTML, in whatever encoding it says it is. Scripts, navigation, comments and the
 *  like are no part of it. Where the input is not UTF-8 (nor nearly), its bytes are counted in what
 *  iconv makes UTF-8 of it. ::BM_ERROR_UNSUPPORTED when the module that reads it is not
 *  installed. */
BM_NODISCARD bm_status bm_document_from_html(bm_document *document, bm_arena *arena,
                                             const char *bytes, uint32_t length,
                                             const bm_report_source *source, bm_error *error);
/** Whether bytes begin like HTML. */
bool bm_document_is_html(const char *bytes, size_t length);

/** Bytes of the input that a stretch of the text came from. */
bm_span bm_document_span(const bm_document *document, uint32_t start, uint32_t end);
/** The other way round: bytes of the text that came from a stretch of the input. */
bm_span bm_document_text_span(const bm_document *document, bm_span input);

/** The language that a stretch of text is in, by its letters and frequent words;
 *  ::BM_LANGUAGE_UNKNOWN when it has too few. Pure. */
bm_language bm_language_of_text(const char *text, size_t length);
/** Set the languages of the document and of each block.
 *  @param said    by the source, for all blocks whose script fits
 *  @param likely  for a document whose words do not say; both may be ::BM_LANGUAGE_UNKNOWN. A block
 *                 that does not say has the document's */
void bm_document_find_languages(bm_document *document, bm_language said, bm_language likely);

#endif
