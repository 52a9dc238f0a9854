/* clang-format off */
/* cmocka.h needs these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <bordermap/gazetteer.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool share_key(const char *a, const char *b)
{
    char keys_a[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    char keys_b[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t count_a = bm_fold_strict(a, keys_a);
    size_t count_b = bm_fold_strict(b, keys_b);
    for (size_t i = 0; i < count_a; i++)
        for (size_t k = 0; k < count_b; k++)
            if (strcmp(keys_a[i], keys_b[k]) == 0)
                return true;
    return false;
}

/* Pairs of one system and language, one after the other in the fixture. */
typedef struct tally {
    char system[128];
    int agree;
    int pairs;
} tally;

/* Shares are printed for docs/romanisation.md. */
static void print_tally(const tally *of)
{
    if (of->pairs > 0)
        printf("%-34s %3d of %3d\n", of->system, of->agree, of->pairs);
}

/* Every pair has a strict key in common, except those that say why not; and those have none. */
static void romanisations_share_a_key_with_the_name(void **state)
{
    (void)state;
    FILE *file = fopen(BM_TEST_FIXTURES "/romanisation.tsv", "r");
    assert_non_null(file);
    char line[1024];
    tally of = {0};
    tally all = {.system = "together"};
    int systems = 0;
    int wrong = 0;
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '#')
            continue;
        line[strcspn(line, "\n")] = '\0';
        char *fields[5] = {0};
        size_t count = 0;
        for (char *at = line; at && count < 5; count++) {
            fields[count] = at;
            at = strchr(at, '\t');
            if (at)
                *at++ = '\0';
        }
        assert_true(count >= 4);
        char system[sizeof of.system];
        snprintf(system, sizeof system, "%s %s", fields[1], fields[0]);
        if (strcmp(system, of.system) != 0) {
            print_tally(&of);
            of = (tally){0};
            memcpy(of.system, system, sizeof system);
            systems++;
        }
        bool agree = share_key(fields[2], fields[3]);
        if (agree != (fields[4] == NULL)) {
            print_error("%s: '%s' and '%s' %s\n", system, fields[2], fields[3],
                        agree ? "agree after all" : "share no key");
            wrong++;
        }
        of.pairs++;
        all.pairs++;
        of.agree += agree;
        all.agree += agree;
    }
    fclose(file);
    print_tally(&of);
    print_tally(&all);
    assert_int_equal(wrong, 0);
    assert_true(systems >= 30);
    assert_true(all.pairs > 2000);
    assert_true(all.agree * 100 >= all.pairs * 94);
}

/* What one reading a rule means: all the `ch` of a name are ч, or all are х. */
static void a_rule_is_read_alike_in_one_name(void **state)
{
    (void)state;
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    assert_int_equal(bm_fold_strict("Chechersk", keys), 2);
    assert_string_equal(keys[0], "HeHersk");
    assert_string_equal(keys[1], "XeXersk");
    assert_true(share_key("Choetor Michajlovskij", "Хутор Михайловский"));
}

/* Letters that only one system has say how the others are meant. */
static void one_letter_tells_the_system(void **state)
{
    (void)state;
    assert_true(share_key("Lâhoviči", "Ляховичи"));
    assert_false(share_key("Hotin", "Хотин"));
    assert_true(share_key("Leltschizy", "Лельчицы"));
    assert_false(share_key("Winniza", "Винница"));
    assert_true(share_key("Donezk", "Донецк"));
    assert_true(share_key("Z·hurivka", "Згурівка"));
    /* Two Cyrillic letters are never one sound of French or Dutch. */
    assert_false(share_key("Новоукраїнка", "Novukrainka"));
    assert_true(share_key("Soumy", "Суми"));
    assert_false(share_key("Гоенка", "Гунка"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(romanisations_share_a_key_with_the_name),
        cmocka_unit_test(a_rule_is_read_alike_in_one_name),
        cmocka_unit_test(one_letter_tells_the_system),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
