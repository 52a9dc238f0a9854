/** @file lexicon.h
 *  Words and patterns of one language, from files that a user can extend (docs/lexicon.md), and
 * where they are met in a text.
 *
 *  Everything is matched in one pass: each word of a text is looked up once (bm_lexicon_terms()),
 * and what it may begin is then known. Immutable once loaded; thread-safe.
 */
#ifndef BM_EVENTS_REPORT_LEXICON_LEXICON_H
#define BM_EVENTS_REPORT_LEXICON_LEXICON_H

#include <bordermap/findings.h>
#include <bordermap/report.h>

typedef struct bm_lexicon bm_lexicon;
struct bm_word;

/** No section of that name. */
#define BM_LEXICON_NONE UINT32_MAX

/** Load files of one language, in order; a later one extends the earlier ones.
 *
 *  A file is UTF-8 text. `language en` stands first, `#` at the beginning of a line or in a value
 *  begins a comment, `[date.month]` a section. Every other line has one or more patterns with
 *  commas between, and may give them a value:
 *
 *      january, jan = 1
 *      air? strike*
 *      (fire|fires|fired|firing) ... at
 *      - strike price*
 *
 *  A pattern is elements with blanks between, each one word of the text:
 *  - `word` that word, whatever its letter case; `^word` only when it is capitalised;
 *  - `stem*` any word that begins so, the stem itself included;
 *  - `(a|b*|c|#|{section})` one of these;
 *  - `{section}` any entry of one word of that section, wherever in the files it stands;
 *  - `#` a number, `(#)` where it begins a line; `_` any word, not the first;
 *  - `?` after an element: it may be missing; not all may;
 *  - `...` up to ::BM_LEXICON_GAP words of any kind, between others.
 *  A period at the end of a pattern's word (`sat.`) must be there in the text; one at the end of a
 *  text's word need not be in the pattern, and the last of `U.S.` may be missing in the text.
 *  Hyphens part words as they do in texts: `Tu-22` is two elements, which in a text may have a
 *  hyphen or a blank between.
 *  A line that begins with `- ` takes its patterns out of the section again: what they meet is no
 *  match of what stands before them, nor is anything of the section within it.
 *  Bad lines are findings (file, line, what is wrong) and left out.
 *
 *  @param lexicon  free it with bm_lexicon_free()
 *  @return ::BM_ERROR_IO or ::BM_ERROR_FORMAT for a file that cannot be used at all, files of
 *          different languages among them */
BM_NODISCARD bm_status bm_lexicon_load(const char *const *paths, size_t count,
                                       bm_findings *findings, bm_lexicon **lexicon,
                                       bm_error *error);
void bm_lexicon_free(bm_lexicon *lexicon);

/** The language that a file says it is of. ::BM_ERROR_IO or ::BM_ERROR_FORMAT when it is no
 *  lexicon. */
BM_NODISCARD bm_status bm_lexicon_file_language(const char *path, bm_language *language,
                                                bm_error *error);

/** Words that `...` stands for at most. */
#define BM_LEXICON_GAP 4

bm_language bm_lexicon_language(const bm_lexicon *lexicon);
/** The number of a section: sections are numbered from 0 in order of their names.
 *  ::BM_LEXICON_NONE when there is none. */
uint32_t bm_lexicon_section(const bm_lexicon *lexicon, const char *name);
uint32_t bm_lexicon_section_count(const bm_lexicon *lexicon);
/** "date.month"; belongs to the lexicon. */
const char *bm_lexicon_section_name(const bm_lexicon *lexicon, uint32_t section);

/** What a word may be part of: a number that says which words of the lexicon it meets; 0 for none.
 *  @param word  as written, any letter case; invalid UTF-8 meets nothing */
uint32_t bm_lexicon_terms(const bm_lexicon *lexicon, const char *word, size_t length);
/** Whether a word with these terms is, by itself, an entry of a section; its value ("" without one)
 *  goes to `value`, which may be NULL. False for ::BM_LEXICON_NONE. Entries that ask for a capital
 *  count when `capital`. */
bool bm_lexicon_is(const bm_lexicon *lexicon, uint32_t terms, uint32_t section, bool capital,
                   const char **value);

/** A pattern that was met. Small, as a long report has millions. */
typedef struct bm_phrase {
    uint32_t first; /**< word */
    uint16_t count; /**< of words, gaps within included */
    uint16_t section;
    const char *value; /**< "" without one; belongs to the lexicon */
} bm_phrase;

/** The pattern, as the file has it; belongs to the lexicon. */
const char *bm_phrase_pattern(const bm_phrase *phrase);

/** Called for each; false stops. */
typedef bool (*bm_phrase_visitor)(const bm_phrase *phrase, void *context);
/** Find all patterns in one sentence: at each word, of each section the longest match (of equally
 *  long ones the earliest entry); matches of one section may overlap only when neither holds the
 *  other. In order of their first words, then of sections. Time is bounded by a constant times the
 *  words. A pattern does not reach over a gap that ends a sentence's part (period, colon, dash,
 *  parenthesis); commas and quotes do not stop it.
 *  @param words  of the sentence, `count` of them; `first` of a phrase counts from words[0] */
void bm_lexicon_scan(const bm_lexicon *lexicon, const struct bm_word *words, size_t count,
                     bm_phrase_visitor visit, void *context);

#endif
