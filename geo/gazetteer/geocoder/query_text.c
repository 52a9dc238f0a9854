/* Hints in the text of a query: "Kopani (Stolin district), Belarus", "Kopani in the Stolin
 * district", "the Belarusian village of Kopani". */
#include "geo/gazetteer/geocoder/geocoder_parts.h"

#include <string.h>

static const char separators[] = ",;()[]";

/* Words between a name and what it is in or near; the part after one begins with it. */
static const char *const prepositions[] = {" in ",   " near ", " outside ", " close to ", " у ",
                                           " ў ",    " в ",    " во ",      " під ",      " под ",
                                           " біля ", " каля ", " возле ",   " поблизу "};

static bool copy_trimmed(const char *start, const char *end, char text[BM_CLASS_TEXT_SIZE])
{
    while (start < end && *start == ' ')
        start++;
    while (end > start && end[-1] == ' ')
        end--;
    if (end == start || (size_t)(end - start) >= BM_CLASS_TEXT_SIZE)
        return false;
    memcpy(text, start, (size_t)(end - start));
    text[end - start] = '\0';
    return true;
}

/* "Stolin district" and "Belarus" tell where a name is, also before it. */
static bool is_around(const bm_gazetteer *gazetteer, const char *part)
{
    bm_class_words parsed;
    char country[3];
    bm_class_words_strip(part, &parsed);
    return (parsed.has_kind && parsed.kind >= BM_PLACE_DISTRICT) ||
           (strlen(part) > 3 && bm_hints_country(gazetteer, part, country));
}

/* "Lebanon, Pa.": a town that is called as a country, and the unit abroad that it is in. */
static bool is_town_abroad(const bm_gazetteer *gazetteer, const char *part, const char *rest)
{
    char country[3];
    char next[BM_CLASS_TEXT_SIZE];
    rest += strspn(rest, separators);
    return copy_trimmed(rest, rest + strcspn(rest, separators), next) &&
           bm_hints_country(gazetteer, part, country) &&
           bm_hints_is_unit_abroad(gazetteer, next, country);
}

/* Where the name begins: at the first part that is no country, oblast or district by its words, as
 * in "Brest region, Stolin district, v. Kopani"; at the first when all are. */
static const char *find_name(const bm_gazetteer *gazetteer, const char *text)
{
    const char *first = NULL;
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, separators);
        char part[BM_CLASS_TEXT_SIZE];
        if (copy_trimmed(at, at + length, part)) {
            if (!is_around(gazetteer, part) ||
                (!first && is_town_abroad(gazetteer, part, at + length)))
                return at;
            first = first ? first : at;
        }
        at += length + (at[length] != '\0');
    }
    return first;
}

/* The name up to the next separator; the other parts are hints. */
static bool split_at_separators(const bm_gazetteer *gazetteer, const char *text, char *name,
                                bm_hints *hints)
{
    bool more = false;
    const char *named = find_name(gazetteer, text);
    while (*text) {
        size_t length = strcspn(text, separators);
        char part[BM_CLASS_TEXT_SIZE];
        if (copy_trimmed(text, text + length, part)) {
            if (text == named) {
                memcpy(name, part, strlen(part) + 1);
            } else {
                bm_hints_part(gazetteer, part, hints);
                more = true;
            }
        }
        text += length + (text[length] != '\0');
    }
    return more;
}

/* The name up to the first preposition; what follows is a hint, with its preposition. */
static bool split_at_preposition(const bm_gazetteer *gazetteer, char *name, bm_hints *hints)
{
    char *found = NULL;
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions; i++) {
        char *at = strstr(name, prepositions[i]);
        if (at && at > name && (!found || at < found))
            found = at;
    }
    if (!found)
        return false;
    char part[BM_CLASS_TEXT_SIZE];
    if (!copy_trimmed(found, name + strlen(name), part))
        return false;
    *found = '\0';
    bm_hints_part(gazetteer, part, hints);
    return true;
}

/* "Belarusian village of Kopani": an adjective of a country before a class word. */
static bool take_nationality(const bm_gazetteer *gazetteer, char *name, bm_hints *hints)
{
    const char *bare = bm_class_words_after_article(name);
    const char *blank = strchr(bare, ' ');
    char adjective[BM_CLASS_TEXT_SIZE];
    bm_class_words parsed;
    if (!blank || !copy_trimmed(bare, blank, adjective))
        return false;
    bm_class_words_strip(blank + 1, &parsed);
    if (!parsed.has_kind || !*parsed.core || strlen(adjective) < 4)
        return false;
    char country[3] = "";
    if (!bm_hints_country(gazetteer, adjective, country))
        return false;
    if (!*hints->country)
        memcpy(hints->country, country, sizeof country);
    memmove(name, blank + 1, strlen(blank + 1) + 1);
    return true;
}

bool bm_query_text_read(const bm_gazetteer *gazetteer, const char *text, char *name,
                        bm_hints *hints)
{
    if (strlen(text) >= BM_CLASS_TEXT_SIZE || !strpbrk(text, " ,;()[]"))
        return false;
    name[0] = '\0';
    bool found = split_at_separators(gazetteer, text, name, hints);
    /* Each takes something off the name. */
    if (*name && split_at_preposition(gazetteer, name, hints))
        found = true;
    if (*name && take_nationality(gazetteer, name, hints))
        found = true;
    return found && *name;
}
