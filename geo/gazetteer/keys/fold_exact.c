#include <bordermap/gazetteer.h>

#include "base/utf8.h"
#include "geo/gazetteer/keys/fold.h"

#include <utf8proc.h>

static bool is_hyphen(int32_t letter)
{
    return letter == '-' || letter == 0x00AD || (letter >= 0x2010 && letter <= 0x2015) ||
           letter == 0x2212 || letter == 0xFE58 || letter == 0xFE63 || letter == 0xFF0D;
}

static bool is_blank(int32_t letter)
{
    if (letter < 0x80)
        return letter <= ' ' || letter == 0x7F;
    return (letter < 0xA1) || (letter >= 0x2000 && letter <= 0x200A) || letter == 0x2028 ||
           letter == 0x2029 || letter == 0x202F || letter == 0x205F || letter == 0x3000;
}

/* Invisible: zero-width and direction marks, the acute stress mark of encyclopaedias. */
static bool is_ignored(int32_t letter)
{
    return (letter >= 0x200B && letter <= 0x200F) || (letter >= 0x202A && letter <= 0x202E) ||
           (letter >= 0x2060 && letter <= 0x206F) || letter == 0xFEFF || letter == 0x0301;
}

/* Case folding of one letter; more than one only for the few that expand, such as ß. */
static int fold_case(int32_t letter, int32_t out[4])
{
    if (letter >= 'A' && letter <= 'Z')
        letter += 'a' - 'A';
    else if (letter >= 0x0410 && letter <= 0x042F)
        letter += 0x20;
    else if (letter >= 0x0400 && letter <= 0x040F)
        letter += 0x50;
    else if (letter >= 0x80 && !(letter >= 0x0430 && letter <= 0x045F)) {
        int last_class = 0;
        utf8proc_ssize_t count =
            utf8proc_decompose_char(letter, out, 4, UTF8PROC_CASEFOLD, &last_class);
        return count < 1 || count > 4 ? 0 : (int)count;
    }
    out[0] = letter;
    return 1;
}

/* Small letters of the two alphabets, which are most of what there is, stay as they are. */
static bool is_plain(int32_t letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 0x0430 && letter <= 0x045F);
}

bool bm_fold_exact(const char *name, char key[BM_FOLD_KEY_SIZE])
{
    key[0] = '\0';
    int32_t letters[BM_FOLD_NAME_SIZE];
    int count = bm_fold_decode(name, letters, BM_FOLD_NAME_SIZE);
    size_t used = 0;
    bool blank = false;
    for (int i = 0; i < count; i++) {
        int32_t letter = letters[i];
        if (is_plain(letter) && used + 4 < BM_FOLD_KEY_SIZE) {
            if (blank)
                key[used++] = ' ';
            blank = false;
            used += bm_utf8_encode(letter, key + used);
            continue;
        }
        if (is_ignored(letter))
            continue;
        if (is_blank(letter)) {
            blank = used > 0;
            continue;
        }
        int32_t folded[4] = {letter};
        int folded_count = 1;
        if (bm_fold_is_apostrophe(letter))
            folded[0] = '\'';
        else if (is_hyphen(letter))
            folded[0] = '-';
        else
            folded_count = fold_case(letter, folded);
        if (folded_count == 0 || used + 1 + 4 * (size_t)folded_count >= BM_FOLD_KEY_SIZE) {
            key[0] = '\0';
            return false;
        }
        if (blank)
            key[used++] = ' ';
        blank = false;
        for (int f = 0; f < folded_count; f++)
            used += bm_utf8_encode(folded[f], key + used);
    }
    key[used] = '\0';
    return used > 0;
}
