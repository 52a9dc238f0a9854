#include <bordermap/spelling.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static int distance(const char *a, const char *b)
{
    enum { LENGTH_MAX = 31 };
    int rows[LENGTH_MAX + 1][LENGTH_MAX + 1];
    int a_length = (int)strnlen(a, LENGTH_MAX + 1);
    int b_length = (int)strnlen(b, LENGTH_MAX + 1);
    if (a_length > LENGTH_MAX || b_length > LENGTH_MAX)
        return INT_MAX;
    for (int i = 0; i <= a_length; i++) {
        for (int j = 0; j <= b_length; j++) {
            if (i == 0 || j == 0) {
                rows[i][j] = i + j;
                continue;
            }
            int best = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            if (rows[i - 1][j] + 1 < best)
                best = rows[i - 1][j] + 1;
            if (rows[i][j - 1] + 1 < best)
                best = rows[i][j - 1] + 1;
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && rows[i - 2][j - 2] + 1 < best)
                best = rows[i - 2][j - 2] + 1;
            rows[i][j] = best;
        }
    }
    return rows[a_length][b_length];
}

/* Near enough to be meant: a word that was not finished, or few slips for its length. */
static bool resembles(const char *word, const char *candidate, int slips)
{
    size_t length = strlen(word);
    if (length >= 2 && strncmp(candidate, word, length) == 0)
        return true;
    return slips <= (length > 5 ? 2 : 1) && (size_t)slips < length;
}

bm_nearest bm_nearest_to(const char *wanted)
{
    return (bm_nearest){.wanted = wanted, .distance = INT_MAX};
}

void bm_nearest_consider(bm_nearest *nearest, const char *candidate)
{
    int slips = distance(nearest->wanted, candidate);
    if (slips < nearest->distance && resembles(nearest->wanted, candidate, slips)) {
        nearest->distance = slips;
        nearest->word = candidate;
    }
}
