#include "geo/gazetteer/keys/skeleton.h"

#include <string.h>

void bm_name_skeleton(const char *name, char out[BM_FOLD_KEY_SIZE])
{
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t used = 0;
    size_t count = bm_fold_strict(name, keys);
    for (const char *at = count ? keys[0] : ""; *at; at++) {
        char letter = *at == 'h' ? 'g' : *at == 'w' ? 'v' : *at;
        if (strchr("aeiouyj", letter) || (used > 0 && out[used - 1] == letter))
            continue;
        out[used++] = letter;
    }
    out[used] = '\0';
}
