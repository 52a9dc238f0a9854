/* Keys that are nearly the key asked, against the plainest way to find them: looking at each. */
/* clang-format off */
/* cmocka.h needs these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "geo/gazetteer/keys/fold.h"
#include "geo/gazetteer/keys/swapped.h"
#include "tests/gazetteer/near_image.h"
#include "tests/gazetteer/near_keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char path[] = "near_test.bin";
static const char alphabet[] = NEAR_ALPHABET;

enum { FOUND_MAX = 4096 };

/* Optimal string alignment by the whole table, as in the textbooks; digits cost too much. */
static unsigned plain_distance(const char *one, const char *other)
{
    enum { SIDE = BM_FOLD_KEY_SIZE + 1, FORBIDDEN = 1000 };
    static unsigned cost[SIDE][SIDE];
    size_t rows = strlen(one);
    size_t columns = strlen(other);
    if (rows > columns + 2 || columns > rows + 2)
        return FORBIDDEN;
    for (size_t r = 0; r <= rows; r++)
        for (size_t c = 0; c <= columns; c++) {
            bool digit_one = r > 0 && one[r - 1] >= '0' && one[r - 1] <= '9';
            bool digit_other = c > 0 && other[c - 1] >= '0' && other[c - 1] <= '9';
            unsigned best = r + c == 0 ? 0 : FORBIDDEN;
            unsigned candidates[4] = {FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN};
            if (r > 0 && !digit_one)
                candidates[0] = cost[r - 1][c] + 1;
            if (c > 0 && !digit_other)
                candidates[1] = cost[r][c - 1] + 1;
            if (r > 0 && c > 0 && one[r - 1] == other[c - 1])
                candidates[2] = cost[r - 1][c - 1];
            else if (r > 0 && c > 0 && !digit_one && !digit_other)
                candidates[2] = cost[r - 1][c - 1] + 1;
            if (r > 1 && c > 1 && one[r - 1] == other[c - 2] && one[r - 2] == other[c - 1] &&
                !digit_one && !digit_other)
                candidates[3] = cost[r - 2][c - 2] + 1;
            for (int i = 0; i < 4; i++)
                if (candidates[i] < best)
                    best = candidates[i];
            cost[r][c] = best;
        }
    return cost[rows][columns];
}

typedef struct found {
    size_t count;
    uint32_t keys[FOUND_MAX];
    bm_edits edits[FOUND_MAX];
} found;

static bool keep_match(void *context, const bm_fuzzy_match *match)
{
    found *all = context;
    assert_true(all->count < FOUND_MAX);
    all->edits[all->count] = match->edits;
    all->keys[all->count++] = match->key_index;
    return true;
}

static bool keep_key(void *context, uint32_t key)
{
    found *all = context;
    assert_true(all->count < FOUND_MAX);
    all->keys[all->count++] = key;
    return true;
}

static void compare_with_plain(const near_image *near, const char *const *keys, size_t count,
                               const char *asked, unsigned edits)
{
    static found all;
    all.count = 0;
    bm_fuzzy_search(&near->keys, &near->fuzzy, asked, edits, keep_match, &all);
    unsigned most = edits < bm_fuzzy_edits(asked) ? edits : bm_fuzzy_edits(asked);
    size_t at = 0;
    for (unsigned distance = 0; most > 0 && distance <= most; distance++)
        for (size_t i = 0; i < count; i++) {
            if (plain_distance(asked, keys[i]) != distance)
                continue;
            size_t letters = 0;
            for (const char *c = keys[i]; *c; c++)
                letters += *c != ' ' && (*c < '0' || *c > '9');
            if (letters < BM_FUZZY_LETTERS_ONE - 1)
                continue;
            if (at >= all.count || all.keys[at] != i || all.edits[at].count != distance)
                fail_msg("'%s' has '%s' at %u edits, which is not found", asked, keys[i], distance);
            at++;
        }
    if (at != all.count)
        fail_msg("'%s' has %zu keys, %zu found", asked, at, all.count);
}

/* One to three random edits, digits among them. */
static void mistype(const char *key, char *typed, uint64_t *state)
{
    strcpy(typed, key);
    for (size_t edit = 1 + near_below(state, 3); edit-- > 0;) {
        size_t length = strlen(typed);
        size_t at = length ? near_below(state, length) : 0;
        switch (near_below(state, 4)) {
        case 0:
            memmove(typed + at + 1, typed + at, length - at + 1);
            typed[at] = alphabet[near_below(state, 26)];
            break;
        case 1:
            memmove(typed + at, typed + at + (length > 0), length - at + (length == 0));
            break;
        case 2:
            if (length)
                typed[at] = alphabet[near_below(state, 26)];
            break;
        default:
            if (at + 1 < length) {
                char moved = typed[at];
                typed[at] = typed[at + 1];
                typed[at + 1] = moved;
            }
        }
    }
}

static void search_mistyped(const char *const *keys, size_t count, size_t searches)
{
    near_image near;
    assert_int_equal(near_image_write(path, keys, count, NULL), BM_OK);
    assert_int_equal(near_image_open(path, &near, NULL), BM_OK);
    uint64_t random = 2;
    for (size_t i = 0; i < searches; i++) {
        char typed[BM_FOLD_KEY_SIZE + 4];
        mistype(keys[near_below(&random, count)], typed, &random);
        compare_with_plain(&near, keys, count, typed, 1 + (i & 1));
    }
    assert_int_equal(bm_image_check_all(&near.image, path, NULL), BM_OK);
    near_image_close(&near);
}

static void test_fuzzy_finds_what_comparing_all_finds(void **state)
{
    (void)state;
    static const char *keys[NEAR_KEYS];
    size_t count = near_keys(keys);
    search_mistyped(keys, count, 800);
}

/* So many keys begin alike that every edit is tried there. */
static void test_keys_that_begin_alike(void **state)
{
    (void)state;
    static char alike[NEAR_KEYS][BM_FOLD_KEY_SIZE];
    static const char *keys[NEAR_KEYS];
    size_t count = near_keys(keys);
    for (size_t i = 0; i < count; i++) {
        snprintf(alike[i], sizeof alike[i], "velika s%s", keys[i]);
        keys[i] = alike[i];
    }
    search_mistyped(keys, near_image_sort(keys, count), 300);
}

static void test_slot_finds_what_comparing_all_finds(void **state)
{
    (void)state;
    static const char *keys[NEAR_KEYS];
    size_t count = near_keys(keys);
    near_image near;
    assert_int_equal(near_image_write(path, keys, count, NULL), BM_OK);
    assert_int_equal(near_image_open(path, &near, NULL), BM_OK);
    size_t shared = 0;
    for (size_t i = 0; i < count; i++) {
        static found all;
        char slot[BM_FOLD_KEY_SIZE];
        char other[BM_FOLD_KEY_SIZE];
        all.count = 0;
        bm_slot_search(&near.keys, &near.slot, keys[i], keep_key, &all);
        size_t at = 0;
        bool has = bm_fold_slot(keys[i], slot);
        for (size_t k = 0; k < count && has; k++)
            if (bm_fold_slot(keys[k], other) && strcmp(slot, other) == 0)
                assert_int_equal(all.keys[at++], k);
        assert_int_equal(at, all.count);
        shared += at > 1;
    }
    assert_true(shared > 100);
    near_image_close(&near);
}

static bool share_slot(const char *one, const char *other)
{
    char keys[2][BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    char slots[2][BM_FOLD_KEY_SIZE];
    size_t counts[2] = {bm_fold_strict(one, keys[0]), bm_fold_strict(other, keys[1])};
    for (size_t i = 0; i < counts[0]; i++)
        for (size_t j = 0; j < counts[1]; j++)
            if (bm_fold_slot(keys[0][i], slots[0]) && bm_fold_slot(keys[1][j], slots[1]) &&
                strcmp(slots[0], slots[1]) == 0)
                return true;
    return false;
}

static void test_slot_joins_the_languages(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"Kopani", "Kapani"},      {"Gomel", "Homyel"},         {"Mogilev", "Mahilyow"},
        {"Kharkiv", "Kharkov"},    {"Viciebsk", "Vitebsk"},     {"Уселюб", "Вселюб"},
        {"Розкішне", "Роскошное"}, {"Рэчыца", "Речица"},        {"Дзівін", "Дивин"},
        {"Магілёў", "Могилёв"},    {"Нова Гута", "Новая Гута"}, {"Ірпінь", "Ирпень"},
        {"Пышчаўка", "Песчавка"},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (!share_slot(same[i][0], same[i][1]))
            fail_msg("'%s' and '%s' share no slot key", same[i][0], same[i][1]);
    /* that ў stands for л no rule can tell; digits and consonants differ */
    assert_false(share_slot("Ваўкавыск", "Волковыск"));
    assert_false(share_slot("Разъезд 12", "Разъезд 1"));
    assert_false(share_slot("Пинск", "Минск"));
    char slot[BM_FOLD_KEY_SIZE];
    assert_false(bm_fold_slot("kiv", slot));
    assert_string_equal(slot, "");
    assert_false(bm_fold_slot("", slot));
    assert_true(bm_fold_slot("gomel", slot));
    assert_string_equal(slot, "gamal");
}

static void test_edits_are_described(void **state)
{
    (void)state;
    static const struct {
        const char *one;
        const char *other;
        unsigned count; /* 3: more than two */
        bool at_first_letter;
        bool vowels_only;
        bool blanks_only;
    } cases[] = {
        {"kopani", "kopani", 0, false, false, false},
        {"kopani", "kapani", 1, false, true, false},
        {"kopani", "kopan", 1, false, true, false},
        {"kopani", "opani", 1, true, false, false},
        {"ostrov", "vostrov", 1, true, false, false},
        {"kopani", "kpoani", 1, false, false, false},
        {"novo selo", "novoselo", 1, false, false, true},
        {"nova guta", "nova buta", 1, true, false, false},
        {"kopani", "kapane", 2, false, true, false},
        {"kopani", "kapami", 2, false, false, false},
        {"ab", "ba", 1, true, false, false},
        {"ca", "abc", 3, false, false, false},
        {"selo 2", "selo 3", 3, false, false, false},
        {"selo 2", "selo", 3, false, false, false},
        {"", "ab", 2, true, false, false},
        {"", "", 0, false, false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int turn = 0; turn < 2; turn++) {
            const char *one = turn ? cases[i].other : cases[i].one;
            const char *other = turn ? cases[i].one : cases[i].other;
            bm_edits edits = {0};
            bool within = bm_edits_between(one, strlen(one), other, strlen(other), 2, &edits);
            if (within != (cases[i].count < 3) ||
                (within && (edits.count != cases[i].count ||
                            edits.at_first_letter != cases[i].at_first_letter ||
                            edits.vowels_only != cases[i].vowels_only ||
                            edits.blanks_only != cases[i].blanks_only)))
                fail_msg("'%s' and '%s': %d, %u edits, %d %d %d", one, other, within, edits.count,
                         edits.at_first_letter, edits.vowels_only, edits.blanks_only);
        }
    }
}

static size_t count_fuzzy(const near_image *near, const char *asked)
{
    static found all;
    all.count = 0;
    bm_fuzzy_search(&near->keys, &near->fuzzy, asked, 2, keep_match, &all);
    return all.count;
}

static void test_no_key_and_one_key(void **state)
{
    (void)state;
    near_image near;
    static found all;
    assert_int_equal(near_image_write(path, NULL, 0, NULL), BM_OK);
    assert_int_equal(near_image_open(path, &near, NULL), BM_OK);
    assert_int_equal(count_fuzzy(&near, "kopani"), 0);
    bm_slot_search(&near.keys, &near.slot, "kopani", keep_key, &all);
    assert_int_equal(all.count, 0);
    assert_int_equal(bm_image_check(&near.image, path, NULL), BM_OK);
    near_image_close(&near);

    static const char *const one[] = {"kopani"};
    assert_int_equal(near_image_write(path, one, 1, NULL), BM_OK);
    assert_int_equal(near_image_open(path, &near, NULL), BM_OK);
    assert_int_equal(count_fuzzy(&near, "kapani"), 1);
    assert_int_equal(count_fuzzy(&near, "kopan"), 1);
    assert_int_equal(count_fuzzy(&near, "kpoani"), 1);
    assert_int_equal(count_fuzzy(&near, "kapane"), 0); /* too short for two */
    assert_int_equal(count_fuzzy(&near, "kopa"), 0);   /* too short for one */
    assert_int_equal(count_fuzzy(&near, ""), 0);
    bm_slot_search(&near.keys, &near.slot, "kapane", keep_key, &all);
    assert_int_equal(all.count, 1);
    near_image_close(&near);
}

static void test_keys_as_long_as_they_get(void **state)
{
    (void)state;
    static char longest[BM_FOLD_KEY_SIZE];
    static char shorter[BM_FOLD_KEY_SIZE];
    for (size_t i = 0; i < BM_FOLD_KEY_SIZE - 1; i++)
        longest[i] = alphabet[1 + i * 7 % 25];
    strcpy(shorter, longest);
    shorter[BM_FOLD_KEY_SIZE - 3] = '\0';
    const char *keys[] = {longest, shorter};
    near_image near;
    assert_int_equal(near_image_sort(keys, 2), 2);
    assert_int_equal(near_image_write(path, keys, 2, NULL), BM_OK);
    assert_int_equal(near_image_open(path, &near, NULL), BM_OK);
    assert_int_equal(count_fuzzy(&near, longest), 2);
    char typed[2 * BM_FOLD_KEY_SIZE];
    strcpy(typed, longest);
    typed[60] = ' ';
    assert_int_equal(count_fuzzy(&near, typed), 1);
    typed[126] = ' ';
    assert_int_equal(count_fuzzy(&near, typed), 1);
    memset(typed, 'a', sizeof typed);
    typed[sizeof typed - 1] = '\0';
    assert_int_equal(count_fuzzy(&near, typed), 0);
    near_image_close(&near);
}

/* Every text one letter away from the same key, and more of them than are visited. */
static void test_more_matches_than_are_visited(void **state)
{
    (void)state;
    static char many[2000][32];
    static const char *keys[2000];
    size_t count = 0;
    for (size_t at = 0; at < 16; at++)
        for (const char *c = alphabet + 1; *c; c++) {
            strcpy(many[count], "gorodiSHevkavina");
            many[count][at] = *c;
            keys[count] = many[count];
            count++;
        }
    for (size_t at = 0; at < 15; at++)
        for (const char *c = alphabet + 1; *c; c++) {
            strcpy(many[count], "gorodiSHevkavina");
            many[count][at] = *c;
            many[count][15] = 'z';
            keys[count] = many[count];
            count++;
        }
    count = near_image_sort(keys, count);
    near_image near;
    assert_int_equal(near_image_write(path, keys, count, NULL), BM_OK);
    assert_int_equal(near_image_open(path, &near, NULL), BM_OK);
    static found all;
    all.count = 0;
    bm_fuzzy_search(&near.keys, &near.fuzzy, "gorodiSHevkavina", 2, keep_match, &all);
    assert_int_equal(all.count, BM_FUZZY_MATCHES_MAX);
    size_t nearest = 0;
    for (size_t i = 0; i < all.count; i++) {
        nearest += all.edits[i].count < 2;
        assert_true(i == 0 || all.edits[i].count >= all.edits[i - 1].count);
        assert_string_not_equal(i ? keys[all.keys[i - 1]] : "", keys[all.keys[i]]);
    }
    assert_int_equal(nearest, 1 + 16 * 24);
    near_image_close(&near);
}

typedef struct wanted {
    char key[BM_FOLD_KEY_SIZE];
    size_t visits;
    bool seen;
} wanted;

static bool look_for(void *context, const char *strict_key)
{
    wanted *key = context;
    key->visits++;
    key->seen |= strcmp(key->key, strict_key) == 0;
    return !key->seen;
}

static wanted swap(const char *typed, const char *meant)
{
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    wanted key = {.visits = 0};
    assert_true(bm_fold_strict(meant, keys) > 0);
    strcpy(key.key, keys[0]);
    bm_fold_swapped(typed, look_for, &key);
    return key;
}

static void test_letters_of_one_sound_are_swapped_back(void **state)
{
    (void)state;
    assert_true(swap("Rubihzne", "Rubizhne").seen);
    assert_true(swap("Rubzihne", "Rubizhne").seen);
    assert_true(swap("Vovhcansk", "Vovchansk").seen);
    assert_true(swap("Nova Sihdlivka", "Nova Shidlivka").seen);
    assert_false(swap("Hsarny", "Sharny").seen); /* a word's first letter */
    assert_int_equal(swap("Kopani", "Kpoani").visits, 0);
    assert_int_equal(swap("Харків", "Харків").visits, 0);
    assert_int_equal(swap("sh", "sh").visits, 0);
    assert_int_equal(swap("", "sh").visits, 0);
    char longest[BM_FOLD_NAME_SIZE + 40];
    memset(longest, 's', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    assert_int_equal(swap(longest, "sh").visits, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fuzzy_finds_what_comparing_all_finds),
        cmocka_unit_test(test_keys_that_begin_alike),
        cmocka_unit_test(test_slot_finds_what_comparing_all_finds),
        cmocka_unit_test(test_slot_joins_the_languages),
        cmocka_unit_test(test_edits_are_described),
        cmocka_unit_test(test_no_key_and_one_key),
        cmocka_unit_test(test_keys_as_long_as_they_get),
        cmocka_unit_test(test_more_matches_than_are_visited),
        cmocka_unit_test(test_letters_of_one_sound_are_swapped_back),
    };
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(path);
    return failures;
}
