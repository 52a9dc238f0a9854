/** @file language.h
 *  In which languages names are printed: `--lang`.
 */
#ifndef BM_RENDER_LABELS_LANGUAGE_H
#define BM_RENDER_LABELS_LANGUAGE_H

#include <bordermap/gazetteer.h>
#include <bordermap/layer.h>

typedef enum bm_language {
    BM_LANGUAGE_EN,
    BM_LANGUAGE_BE,
    BM_LANGUAGE_UK,
    BM_LANGUAGE_RU,
    BM_LANGUAGE_LOCAL /**< be in Belarus, uk in Ukraine, ru in Russia, else as English */
} bm_language;

/** One language, or two, the second in smaller type. */
typedef struct bm_languages {
    bm_language codes[2];
    size_t count;
} bm_languages;

/** A name in these languages. */
typedef struct bm_names {
    const char *first;  /**< falls back to the English one; "" when there is none at all */
    const char *second; /**< "" when none is asked for, or it is the same */
} bm_names;

/** Read "uk", "uk,en"; NULL and "" are English.
 *  @return ::BM_ERROR_ARGUMENT */
bm_status bm_languages_read(const char *text, bm_languages *languages, bm_error *error);

/** Borrowed from the place. */
bm_names bm_names_of_place(const bm_languages *languages, const bm_place *place);
/** From the fields NAME, NAME_BE, NAME_UK and NAME_RU. `country` is the ISO code for
 * ::BM_LANGUAGE_LOCAL, or NULL. Borrowed from the layer. */
bm_names bm_names_of_feature(const bm_languages *languages, const bm_layer *layer, size_t index,
                             const char *country);
/** True when ::BM_LANGUAGE_LOCAL is one of them. */
bool bm_languages_have_local(const bm_languages *languages);

#endif
