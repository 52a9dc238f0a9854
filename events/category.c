#include "events/table.h"

#include "base/utf8.h"
#include "events/stream/intern.h"

#include <stdio.h>
#include <string.h>

/* Whole cells that mean one of our categories. Keys as bm_table_normalize() makes them. */
static const struct {
    const char *word;
    const char *key;
} whole[] = {
    /* UCDP GED type_of_violence */
    {"1", "clash"},
    {"2", "clash"},
    {"3", "one-sided-violence"},
    {"state_based_conflict", "clash"},
    {"non_state_conflict", "clash"},
    {"one_sided_violence", "one-sided-violence"},
    /* ACLED event_type */
    {"battles", "clash"},
    {"explosions_remote_violence", "strike"},
    {"violence_against_civilians", "violence-against-civilians"},
    {"strategic_developments", "other"},
    /* single words */
    {"war", "clash"},
    {"attack", "strike"},
    {"drone", "strike"},
    {"drones", "strike"},
    {"sabotage", "strike"},
    {"mine", "border"},
    {"mines", "border"},
    {"barrier", "border"},
    {"mine_or_barrier", "border"},
    {"protest", "diplomacy"},
    {"summit", "diplomacy"},
    {"accident", "other"},
    {"arrest", "other"},
    {"other", "other"},
    {"misc", "other"},
    {"unknown", "other"},
};

/* Beginnings of words in free text; an earlier line wins over a later one. */
static const struct {
    const char *stem;
    const char *key;
} stems[] = {
    {"exercis", "exercise"},    {"drill", "exercise"},
    {"manoeuvre", "exercise"},  {"maneuver", "exercise"},
    {"вучэнн", "exercise"},     {"навчанн", "exercise"},
    {"учени", "exercise"},      {"strike", "strike"},
    {"airstrike", "strike"},    {"shell", "strike"},
    {"missile", "strike"},      {"rocket", "strike"},
    {"bomb", "strike"},         {"artiller", "strike"},
    {"explosion", "strike"},    {"blast", "strike"},
    {"удар", "strike"},         {"обстр", "strike"},
    {"абстрэл", "strike"},      {"взрыв", "strike"},
    {"вибух", "strike"},        {"выбух", "strike"},
    {"damage", "strike"},       {"incursion", "incursion"},
    {"intrusion", "incursion"}, {"invasion", "incursion"},
    {"airspace", "incursion"},  {"overflight", "incursion"},
    {"вторг", "incursion"},     {"battle", "clash"},
    {"clash", "clash"},         {"firefight", "clash"},
    {"fighting", "clash"},      {"combat", "clash"},
    {"skirmish", "clash"},      {"shooting", "clash"},
    {"бой", "clash"},           {"бій", "clash"},
    {"сутыч", "clash"},         {"border", "border"},
    {"crossing", "border"},     {"checkpoint", "border"},
    {"fortif", "border"},       {"мяж", "border"},
    {"кордон", "border"},       {"границ", "border"},
    {"movement", "movement"},   {"deploy", "movement"},
    {"convoy", "movement"},     {"transport", "movement"},
    {"transfer", "movement"},   {"troop", "movement"},
    {"presence", "movement"},   {"buildup", "movement"},
    {"diplomac", "diplomacy"},  {"diplomat", "diplomacy"},
    {"meeting", "diplomacy"},   {"talks", "diplomacy"},
    {"negotiat", "diplomacy"},  {"statement", "diplomacy"},
    {"agreement", "diplomacy"},
};

/* Whether a word of the key begins with the stem. */
static bool has_stem(const char *key, const char *stem)
{
    size_t length = strlen(stem);
    for (const char *at = strstr(key, stem); at; at = strstr(at + 1, stem))
        if ((at == key || at[-1] == '_') && length > 0)
            return true;
    return false;
}

static bool is_period_word(const char *word, size_t length)
{
    static const char *const months[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};
    bool year = length == 4;
    for (size_t i = 0; i < length && year; i++)
        year = word[i] >= '0' && word[i] <= '9';
    if (year || (length == 3 && memcmp(word, "now", 3) == 0))
        return true;
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (length >= 3 && strncmp(word, months[i], length) == 0 &&
            (length == 3 || length == strlen(months[i])))
            return true;
    return false;
}

/* Tables that are kept in parts say "Losses Feb - June" or "Losses 2022": the time is no part of
 * what happened. A cell of nothing else stays as it is. Returns how many words were cut. */
static size_t cut_period(char *normalized)
{
    size_t words = 0;
    size_t length = strlen(normalized);
    for (;;) {
        size_t start = length;
        while (start > 0 && normalized[start - 1] != '_')
            start--;
        if (start == 0 || !is_period_word(normalized + start, length - start))
            break;
        length = start - 1;
        words++;
    }
    normalized[length] = '\0';
    return words;
}

/* The cell's own words with hyphens; of one that is too long its beginning and a sum of it all. */
static void make_slug(const char *normalized, char key[BM_CATEGORY_SIZE])
{
    char sum[12] = "";
    size_t length = strlen(normalized);
    if (length >= BM_CATEGORY_SIZE) {
        snprintf(sum, sizeof sum, "-%08x", (unsigned)bm_intern_sum(normalized));
        length = bm_utf8_cut(normalized, BM_CATEGORY_SIZE - sizeof sum);
    }
    for (size_t i = 0; i < length; i++)
        key[i] = normalized[i] == '_' ? '-' : normalized[i];
    strcpy(key + length, sum);
}

void bm_category_from_text(const char *text, char key[BM_CATEGORY_SIZE])
{
    char normalized[512];
    if (!bm_table_normalize(text, normalized, sizeof normalized)) {
        strcpy(key, text[strspn(text, " \t\r\n")] ? "other" : "event");
        return;
    }
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (strcmp(normalized, whole[i].word) == 0) {
            strcpy(key, whole[i].key);
            return;
        }
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (has_stem(normalized, stems[i].stem)) {
            strcpy(key, stems[i].key);
            return;
        }
    (void)cut_period(normalized);
    make_slug(normalized, key);
}

static bool is_letter_or_digit(char byte)
{
    unsigned char c = (unsigned char)byte;
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Cut `words` words from the end, with what parts them. */
static size_t cut_words(const char *text, size_t length, size_t words)
{
    for (; words > 0; words--) {
        while (length > 0 && !is_letter_or_digit(text[length - 1]))
            length--;
        while (length > 0 && is_letter_or_digit(text[length - 1]))
            length--;
        while (length > 0 && !is_letter_or_digit(text[length - 1]))
            length--;
    }
    return length;
}

void bm_category_label_from_text(const char *text, char label[BM_CATEGORY_LABEL_SIZE])
{
    enum { LABEL_CHARACTERS = 40 };
    static const char blanks[] = " \t\r\n";
    char cell[512];
    char clean[512];
    char normalized[512];
    text += strspn(text, blanks);
    size_t length = bm_utf8_cut(text, sizeof cell - 1);
    memcpy(cell, text, length);
    cell[length] = '\0';
    for (char *at = cell; *at; at++)
        if (strchr(blanks, *at))
            *at = ' ';
    bm_utf8_strip_controls(cell, clean);
    length = strlen(clean);
    if (bm_table_normalize(clean, normalized, sizeof normalized))
        length = cut_words(clean, length, cut_period(normalized));
    while (length > 0 && clean[length - 1] == ' ')
        length--;
    clean[length] = '\0';
    bool cut = bm_utf8_count(clean) > LABEL_CHARACTERS;
    const char *end = clean;
    for (int i = 0; *end && i < LABEL_CHARACTERS - cut; i++)
        (void)bm_utf8_next(&end);
    length = (size_t)(end - clean);
    memcpy(label, clean, length);
    strcpy(label + length, cut ? "…" : "");
}
