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
#include <string.h>

static bool share_key(const char *a, const char *b)
{
    char keys_a[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    char keys_b[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t count_a = bm_fold_strict(a, keys_a);
    size_t count_b = bm_fold_strict(b, keys_b);
    for (size_t i = 0; i < count_a; i++)
        for (size_t j = 0; j < count_b; j++)
            if (strcmp(keys_a[i], keys_b[j]) == 0)
                return true;
    return false;
}

static bool same_exact(const char *a, const char *b)
{
    char key_a[BM_FOLD_KEY_SIZE];
    char key_b[BM_FOLD_KEY_SIZE];
    return bm_fold_exact(a, key_a) && bm_fold_exact(b, key_b) && strcmp(key_a, key_b) == 0;
}

static FILE *open_fixture(const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", BM_TEST_FIXTURES, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    return file;
}

/* The expected keys come from an independent implementation. */
static void strict_keys_are_those_of_the_table(void **state)
{
    (void)state;
    FILE *file = open_fixture("strict_keys.tsv");
    char line[1024];
    int names = 0;
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '#')
            continue;
        line[strcspn(line, "\n")] = '\0';
        char *fields[BM_FOLD_KEYS_MAX + 1];
        size_t field_count = 0;
        char *rest = line;
        for (char *tab = line; tab && field_count <= BM_FOLD_KEYS_MAX; rest = tab) {
            tab = strchr(rest, '\t');
            if (tab)
                *tab++ = '\0';
            fields[field_count++] = rest;
        }
        char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
        size_t count = bm_fold_strict(fields[0], keys);
        if (count != field_count - 1)
            fail_msg("'%s' has %zu keys, not %zu", fields[0], count, field_count - 1);
        for (size_t i = 0; i < count; i++)
            assert_string_equal(keys[i], fields[i + 1]);
        names++;
    }
    fclose(file);
    assert_true(names > 400);
}

static void forms_of_one_name_share_a_strict_key(void **state)
{
    (void)state;
    FILE *file = open_fixture("one_place_one_key.txt");
    char line[1024];
    int groups = 0;
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '#')
            continue;
        line[strcspn(line, "\n")] = '\0';
        char *form = strchr(line, '|');
        while (form) {
            *form++ = '\0';
            char *next = strchr(form, '|');
            if (next)
                *next = '\0';
            if (!share_key(line, form))
                fail_msg("'%s' and '%s' share no key", line, form);
            form = next;
        }
        groups++;
    }
    fclose(file);
    assert_true(groups > 60);
}

static void different_names_share_none(void **state)
{
    (void)state;
    assert_false(share_key("Kopani", "Kapani"));
    assert_false(share_key("Minsk", "Pinsk"));
    assert_false(share_key("Brest", "Bryansk"));
    assert_false(share_key("Хотин", "Готин"));
    assert_false(share_key("Rivne", "Rovno"));
    assert_false(share_key("", ""));
}

static void exact_key_unifies_signs_and_case(void **state)
{
    (void)state;
    assert_true(same_exact("Лук'янівка", "Лук’янівка"));
    assert_true(same_exact("Лук'янівка", "ЛУКʼЯНІВКА"));
    assert_true(same_exact("Novhorod-Siverskyi", "novhorod–siverskyi"));
    assert_true(same_exact("  Novi\t Yarylovychi ", "Novi\xC2\xA0Yarylovychi"));
    /* Composed and decomposed й and ў. */
    assert_true(same_exact("Гарадзішчай ў", "Гарадзішчаи\xCC\x86 у\xCC\x86"));
    assert_true(same_exact("Straße", "STRASSE"));
    assert_true(same_exact("Ки́ев", "Киев"));
    assert_false(same_exact("Luts'k", "Lutsk"));
    assert_false(same_exact("Kyiv", "Київ"));
}

static void hostile_names_have_no_key(void **state)
{
    (void)state;
    char exact[BM_FOLD_KEY_SIZE];
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    assert_false(bm_fold_exact("", exact));
    assert_false(bm_fold_exact(" \t\n", exact));
    assert_false(bm_fold_exact("Ki\xFF", exact));
    assert_int_equal(bm_fold_strict("Ki\xFF", keys), 0);
    assert_int_equal(bm_fold_strict("— …", keys), 0);
    char name[2000];
    for (size_t length = 1; length < sizeof name; length++) {
        memset(name, 'x', length);
        name[length] = '\0';
        bm_fold_exact(name, exact);
        size_t count = bm_fold_strict(name, keys);
        assert_true(length < 64 ? count > 0 : count <= BM_FOLD_KEYS_MAX);
        for (size_t at = 0; at < length; at++)
            name[at] = "x chsz oe-"[at % 10];
        bm_fold_exact(name, exact);
        bm_fold_strict(name, keys);
    }
    /* Letters that decompose into many, and combining marks without end. */
    strcpy(name, "\xEF\xB7\xBA\xEF\xB7\xBA\xEF\xB7\xBA\xEF\xB7\xBA\xEF\xB7\xBA");
    bm_fold_strict(name, keys);
    name[0] = 'a';
    for (size_t at = 1; at + 2 < 240; at += 2)
        memcpy(name + at, "\xCC\x86", 3);
    bm_fold_strict(name, keys);
    bm_fold_exact(name, exact);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strict_keys_are_those_of_the_table),
        cmocka_unit_test(forms_of_one_name_share_a_strict_key),
        cmocka_unit_test(different_names_share_none),
        cmocka_unit_test(exact_key_unifies_signs_and_case),
        cmocka_unit_test(hostile_names_have_no_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
