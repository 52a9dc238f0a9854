/** @file admin_codes.h
 *  What the codes of oblasts and districts stand for, while places are gathered.
 *
 *  A row that gives codes has them as texts that no name can be: bm_admin_code() makes them, and
 *  bm_source_settle_admin() replaces them by names.
 */
#ifndef BM_GEO_GAZETTEER_SOURCES_ADMIN_CODES_H
#define BM_GEO_GAZETTEER_SOURCES_ADMIN_CODES_H

#include "geo/gazetteer/sources/builder.h"

/** First byte of a code that stands where a name will be. */
#define BM_ADMIN_MARK '\x01'
/** Room for one code, terminator included; longer ones are not known. */
#define BM_ADMIN_CODE_SIZE 48

/** How good an explanation is; a better one replaces it. */
typedef enum bm_admin_authority {
    BM_ADMIN_HISTORIC, /**< a row of a unit that is no more */
    BM_ADMIN_ROW,      /**< the unit's own row in a dump */
    BM_ADMIN_NOUN,     /**< another name in that row, where its own is an adjective */
    BM_ADMIN_SEAT,     /**< the seat that the unit is called after */
    BM_ADMIN_TABLE,    /**< a table of codes */
    BM_ADMIN_SHIPPED   /**< known here, as the shipped layers call it */
} bm_admin_authority;

/** The code of a unit: "\x01UA.19" or, with `admin2`, "\x01UA.19.5608". Interned; "" when the
 *  country or the last part is empty or it is too long. `admin1` may be "" when it is not known. */
const char *bm_admin_code(bm_builder *builder, const char *country, const char *admin1,
                          const char *admin2);
bool bm_admin_is_code(const char *text);

/** Say what a code stands for; both are interned. */
void bm_admin_explain(bm_builder *builder, const char *code, const char *name,
                      bm_admin_authority authority);
/** What an interned code stands for, or NULL. */
const char *bm_admin_explained(const bm_builder *builder, const char *code);

/** The name without its class words: "Stolin" for "Stolin District". Interned. */
const char *bm_admin_short(bm_builder *builder, const char *name);

#endif
