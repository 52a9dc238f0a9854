/** @file adjective.h
 *  From a Slavic adjective, "Брестская", "Rivnenska", back to the town it is made of. Pure;
 *  thread-safe.
 */
#ifndef BM_GEO_GAZETTEER_WORDS_ADJECTIVE_H
#define BM_GEO_GAZETTEER_WORDS_ADJECTIVE_H

/** Call `visit` with each strict key that the town may have; nothing when `text` is no adjective.
 */
void bm_adjective_stems(const char *text, void (*visit)(const char *key, void *context),
                        void *context);

#endif
