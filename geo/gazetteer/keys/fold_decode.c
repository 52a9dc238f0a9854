#include "geo/gazetteer/keys/fold.h"

#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

/* Scripts whose letters are already composed: no NFC pass is needed for Latin up to Extended-B and
 * for Cyrillic without combining marks. */
static bool is_composed(int32_t c)
{
    return c < 0x0300 || (c >= 0x0400 && c < 0x0483) || (c >= 0x048A && c < 0x0530) ||
           (c >= 0x2010 && c <= 0x2027);
}

static int normalise(int32_t *letters, int count, int capacity)
{
    /* Hangul and the longest decompositions grow; 4 a letter covers canonical ones. */
    utf8proc_int32_t work[4 * BM_FOLD_NAME_SIZE];
    utf8proc_ssize_t used = 0;
    int last_class = 0;
    for (int i = 0; i < count; i++) {
        utf8proc_ssize_t room = (utf8proc_ssize_t)(sizeof work / sizeof work[0]) - used;
        utf8proc_ssize_t got = utf8proc_decompose_char(
            letters[i], work + used, room, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, &last_class);
        if (got < 0 || got > room)
            return -1;
        used += got;
    }
    /* Canonical ordering, which utf8proc does only when it decomposes whole strings. */
    for (utf8proc_ssize_t i = 1; i < used; i++) {
        int order = utf8proc_get_property(work[i])->combining_class;
        utf8proc_ssize_t at = i;
        while (order > 0 && at > 0 &&
               utf8proc_get_property(work[at - 1])->combining_class > order) {
            utf8proc_int32_t swapped = work[at];
            work[at] = work[at - 1];
            work[at - 1] = swapped;
            at--;
        }
    }
    used = utf8proc_normalize_utf32(work, used, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (used < 0 || used >= capacity)
        return -1;
    memcpy(letters, work, (size_t)used * sizeof *letters);
    letters[used] = 0;
    return (int)used;
}

int bm_fold_decode(const char *name, int32_t *letters, int capacity)
{
    int count = 0;
    bool composed = true;
    for (;;) {
        int32_t letter = (unsigned char)*name;
        int32_t second = letter ? (unsigned char)name[1] : 0;
        if (letter < 0x80) {
            name += letter != 0;
        } else if (letter >= 0xC2 && letter <= 0xDF && (second & 0xC0) == 0x80) {
            /* Cyrillic and accented Latin: most of what there is. */
            letter = (letter & 0x1F) << 6 | (second & 0x3F);
            name += 2;
        } else {
            letter = bm_utf8_next(&name);
        }
        if (letter < 0 || count >= capacity)
            return -1;
        letters[count] = letter;
        if (letter == 0)
            break;
        count++;
        composed = composed && is_composed(letter);
    }
    return composed ? count : normalise(letters, count, capacity);
}

bool bm_fold_is_apostrophe(int32_t letter)
{
    switch (letter) {
    case '\'':
    case '`':
    case '"':
    case 0x00B4: /* acute accent */
    case 0x00B7: /* middle dot */
    case 0x02B9: /* modifier prime */
    case 0x02BA: /* modifier double prime */
    case 0x02BB: /* modifier turned comma */
    case 0x02BC: /* modifier apostrophe, the Ukrainian letter */
    case 0x02BD: /* modifier reversed comma */
    case 0x02C8: /* modifier vertical line */
    case 0x02EE: /* modifier double apostrophe */
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x201C:
    case 0x201D:
    case 0x2032: /* prime */
    case 0x2033: /* double prime */
    case 0x2035: /* reversed prime */
    case 0x2219: /* bullet operator */
        return true;
    default:
        return false;
    }
}

uint64_t bm_fold_hash(const char *key)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (; *key; key++)
        hash = (hash ^ (unsigned char)*key) * 0x100000001B3u;
    return hash;
}
