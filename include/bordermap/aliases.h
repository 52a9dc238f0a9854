/** @file aliases.h
 *  Other names of one place that no spelling rule finds: renamings, exonyms, translated parts,
 *  abbreviations. Read from text files (docs/aliases.md).
 */
#ifndef BORDERMAP_ALIASES_H
#define BORDERMAP_ALIASES_H

#include <bordermap/findings.h>
#include <bordermap/status.h>
#include <stddef.h>

BM_BEGIN_DECLS

/** Why another name is worth looking up. */
typedef enum bm_alias_kind {
    BM_ALIAS_RENAMED, /**< an old or new name: Artemivsk, Bakhmut */
    BM_ALIAS_EXONYM,  /**< what another language calls it: Lemberg, Lviv */
    BM_ALIAS_WORD,    /**< an abbreviated word written out: Вел. is Велика */
    BM_ALIAS_PART,    /**< a translated word of a compound name: Velyka, Bolshaya */
    BM_ALIAS_SPELLING /**< the Belarusian ў where Russian has л, or back: Ваўчкі, Волчки */
} bm_alias_kind;

/** Most forms that one name is given. */
#define BM_ALIAS_FORMS_MAX 16
/** Room for a form's name and for its note, terminators included. */
#define BM_ALIAS_NAME_SIZE 128
#define BM_ALIAS_NOTE_SIZE 160

/** Another name to look up. */
typedef struct bm_alias_form {
    char name[BM_ALIAS_NAME_SIZE];
    char note[BM_ALIAS_NOTE_SIZE]; /**< "renamed: Artemivsk is now Bakhmut" */
    char country[3]; /**< ISO 3166-1 alpha-2 of the place when the file says it, else "" */
    bm_alias_kind kind;
} bm_alias_form;

/** Immutable once opened; any number of threads may read it. */
typedef struct bm_aliases bm_aliases;

/** Read alias files, in order; what later files say comes first. A line that cannot be used is a
 *  finding with its file, line and value, and the rest is read.
 *  @param findings may be NULL
 *  @param aliases  free it with bm_aliases_free()
 *  @return ::BM_ERROR_IO for a file that cannot be read, ::BM_ERROR_LIMIT above 16 MiB
 */
BM_API BM_NODISCARD bm_status bm_aliases_open(const char *const *paths, size_t path_count,
                                              bm_findings *findings, bm_aliases **aliases,
                                              bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_aliases_free(bm_aliases *aliases);

/** Number of usable lines. */
BM_API size_t bm_aliases_count(const bm_aliases *aliases);

/** Other names to look up for `name`, the likeliest first: whole names, then written out words,
 * then parts, then spellings. Forms that a strict key of `name` or of an earlier form finds anyway
 * are left out. Returns how many there are, at most `capacity` and ::BM_ALIAS_FORMS_MAX. `aliases`
 * may be NULL: then only the spellings are left. Thread-safe; allocates nothing. */
BM_API size_t bm_aliases_expand(const bm_aliases *aliases, const char *name, bm_alias_form *forms,
                                size_t capacity);

/** "renamed", "exonym", "word", "part", "spelling". Static storage. */
BM_API const char *bm_alias_kind_name(bm_alias_kind kind);

BM_END_DECLS
#endif
