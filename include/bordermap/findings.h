/** @file findings.h
 *  What is wrong with the input, row by row: the list that `bordermap check` prints.
 *
 *  A finding never stops the work. A function that meets a bad row appends a finding and goes on;
 *  only a file that cannot be used at all is an error (see status.h).
 */
#ifndef BORDERMAP_FINDINGS_H
#define BORDERMAP_FINDINGS_H

#include <bordermap/status.h>
#include <stddef.h>

BM_BEGIN_DECLS

typedef enum bm_severity {
    BM_SEVERITY_NOTE,    /**< worth knowing; does not change the exit status */
    BM_SEVERITY_WARNING, /**< the row was used, but part of it was not */
    BM_SEVERITY_ERROR    /**< the row was left out */
} bm_severity;

/** One finding. All strings live as long as the list. `column` and `value` are cut at 120 bytes and
 *  `message` at 1,023; control characters and invalid UTF-8 in them are escaped as \xNN. */
typedef struct bm_finding {
    bm_severity severity;
    const char *code;    /**< stable identifier such as "date-ambiguous"; never translated */
    const char *file;    /**< as given by the caller; "-" for standard input */
    long line;           /**< line of the file where the record begins, from 1; 0 when none */
    const char *column;  /**< header of the column as written in the file; "" when none */
    const char *value;   /**< offending text; "" when none */
    const char *message; /**< lower case, no full stop, with what to do when that is known */
} bm_finding;

/** A growing list of findings. Not thread-safe. */
typedef struct bm_findings bm_findings;

/** A new empty list, or NULL when memory is short. Free it with bm_findings_free(). */
BM_API bm_findings *bm_findings_new(void);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_findings_free(bm_findings *findings);

/** Append one finding. `findings` may be NULL (then nothing happens); `file`, `column` and `value`
 *  may be NULL. All texts are copied. When memory is short the finding is counted but not kept. */
BM_API void bm_findings_add(bm_findings *findings, bm_severity severity, const char *code,
                            const char *file, long line, const char *column, const char *value,
                            const char *format, ...) BM_PRINTF(8, 9);

/** Append copies of all that `more` has kept, in its order. Either may be NULL. */
BM_API void bm_findings_append(bm_findings *findings, const bm_findings *more);

/** Keep no more than `most` findings; further ones are counted. */
BM_API void bm_findings_limit(bm_findings *findings, size_t most);
/** Count also what `other` has counted and not kept. Either may be NULL. */
BM_API void bm_findings_count_more(bm_findings *findings, const bm_findings *other);

/** How many findings there are with at least this severity. */
BM_API size_t bm_findings_count(const bm_findings *findings, bm_severity at_least);
/** How many are kept; valid indices of bm_findings_get() are below it. */
BM_API size_t bm_findings_size(const bm_findings *findings);
/** Borrowed until the list is changed or freed; NULL when `index` is out of range. */
BM_API const bm_finding *bm_findings_get(const bm_findings *findings, size_t index);
/** "note", "warning" or "error". Static storage. */
BM_API const char *bm_severity_name(bm_severity severity);

BM_END_DECLS
#endif
