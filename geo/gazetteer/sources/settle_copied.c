/* Tables of alternate names have names that were copied from a namesake, or from what has the name
 * of another place: "Mykolaiv" for Lviv. Such a name is like none that the place has in its own
 * row, and is another place's. A renaming is in its row as well. */
#include "geo/gazetteer/keys/skeleton.h"
#include "geo/gazetteer/sources/source.h"

#include <stdlib.h>
#include <string.h>

/* So many consonants alike make a name a form of another. */
enum { ALIKE = 2 };

static int by_value(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left;
    uint64_t b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

/* Other languages have names of their own for a place, so theirs are not looked at unless the place
 * is known to have a copied one. */
static bool is_checked(const bm_builder_name *name, bool any_language)
{
    return name->loose && name->use == BM_NAME_TOPONYM &&
           (any_language || strcmp(name->language, "be") == 0 ||
            strcmp(name->language, "uk") == 0 || strcmp(name->language, "ru") == 0);
}

/* Length of the longest common subsequence. */
static size_t common(const char *a, const char *b)
{
    unsigned char best[BM_FOLD_KEY_SIZE] = {0};
    size_t length = strlen(b);
    for (; *a; a++) {
        unsigned char diagonal = 0;
        for (size_t k = 0; k < length; k++) {
            unsigned char above = best[k + 1];
            unsigned char same = (unsigned char)(diagonal + 1);
            if (*a == b[k])
                best[k + 1] = same;
            else if (best[k] > above)
                best[k + 1] = best[k];
            diagonal = above;
        }
    }
    return best[length];
}

/* It begins alike, or more than half is: Vostrau for Ostriv, Uladzimirauka for Volodymyrivka. */
static bool is_like(const char *bones, const char *text)
{
    char other[BM_FOLD_KEY_SIZE];
    bm_name_skeleton(text, other);
    size_t lengths[2] = {strlen(bones), strlen(other)};
    size_t longer = lengths[lengths[1] > lengths[0]];
    return strncmp(bones, other, ALIKE) == 0 || 2 * common(bones, other) > longer;
}

/* Whether it is like none of the names that the place's own rows gave it. */
static bool is_strange(const bm_builder_name *names, const uint64_t *hashes, size_t count,
                       size_t at)
{
    char bones[BM_FOLD_KEY_SIZE];
    bool any = false;
    for (size_t i = 0; i < count; i++)
        if (!names[i].loose && hashes[i] == hashes[at])
            return false;
    bm_name_skeleton(names[at].text, bones);
    if (strlen(bones) < ALIKE)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (names[i].loose)
            continue;
        any = true;
        if (is_like(bones, names[i].text))
            return false;
    }
    return any;
}

static void choose_again(const char **printed, const char *dropped, const char *language,
                         const bm_builder_name *names, size_t count)
{
    if (*printed != dropped)
        return;
    *printed = "";
    for (size_t i = 0; i < count && !**printed; i++)
        if (names[i].text != dropped && strcmp(names[i].language, language) == 0 &&
            (unsigned char)*names[i].text >= 0xD0 && (unsigned char)*names[i].text <= 0xD3)
            *printed = names[i].text;
}

static void drop(bm_place *place, bm_builder_name *names, size_t count, size_t at)
{
    const char *text = names[at].text;
    names[at].text = "";
    choose_again(&place->name_be, text, "be", names, count);
    choose_again(&place->name_uk, text, "uk", names, count);
    choose_again(&place->name_ru, text, "ru", names, count);
}

/* Names that are left out of one place. */
typedef struct copied_names {
    char bones[8][BM_FOLD_KEY_SIZE];
    size_t count;
} copied_names;

static bool is_form(const copied_names *copied, const char *text)
{
    char bones[BM_FOLD_KEY_SIZE];
    bm_name_skeleton(text, bones);
    for (size_t i = 0; i < copied->count; i++)
        if (strcmp(copied->bones[i], bones) == 0)
            return true;
    return false;
}

/* First the names that are checked in any case; when one of them was copied, those of other
 * languages that are another place's or forms of it. Returns how many are left out. */
static size_t settle_place(bm_builder *builder, bm_builder_name *names, const uint64_t *hashes,
                           size_t count, const uint64_t *own, size_t own_count,
                           const char **example)
{
    copied_names copied = {.count = 0};
    size_t dropped = 0;
    for (size_t turn = 0; turn < (dropped > 0 ? 2 * count : count); turn++) {
        size_t i = turn % count;
        bool again = turn >= count;
        const char *text = names[i].text;
        if (!*text || !is_checked(&names[i], again) || !is_strange(names, hashes, count, i))
            continue;
        bool others = bsearch(&hashes[i], own, own_count, sizeof *own, by_value) != NULL;
        if (!others && !(again && is_form(&copied, text)))
            continue;
        if (dropped++ == 0 && !**example)
            *example = text;
        if (copied.count < sizeof copied.bones / sizeof copied.bones[0])
            bm_name_skeleton(text, copied.bones[copied.count++]);
        drop(&builder->places[names[i].place], names, count, i);
    }
    return dropped;
}

bool bm_source_settle_copied(bm_builder *builder, const uint64_t *hashes)
{
    /* Places with more are not looked at: each name is compared with every other. */
    enum { NAMES_MAX = 512 };
    uint64_t *own = malloc((builder->name_count + 1) * sizeof *own);
    if (!own)
        return false;
    size_t own_count = 0;
    for (size_t i = 0; i < builder->name_count; i++)
        if (!builder->names[i].loose)
            own[own_count++] = hashes[i];
    if (own_count < builder->name_count)
        qsort(own, own_count, sizeof *own, by_value);
    size_t dropped = 0;
    const char *example = "";
    for (size_t start = 0; start < builder->name_count && own_count < builder->name_count;) {
        bm_builder_name *names = builder->names + start;
        size_t count = 0;
        while (start + count < builder->name_count && names[count].place == names[0].place)
            count++;
        if (count <= NAMES_MAX)
            dropped +=
                settle_place(builder, names, hashes + start, count, own, own_count, &example);
        start += count;
    }
    free(own);
    if (dropped > 0)
        bm_findings_add(builder->findings, BM_SEVERITY_NOTE, "name-copied", "", 0, "", example,
                        "%zu alternate names are like none of their places' own and are other "
                        "places'; they are left out",
                        dropped);
    return true;
}
