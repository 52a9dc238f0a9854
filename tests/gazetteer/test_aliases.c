/* clang-format off */
/* cmocka.h needs these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <bordermap/aliases.h>
#include <bordermap/data.h>
#include <bordermap/gazetteer.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bm_aliases *shipped;

static int open_shipped(void **state)
{
    (void)state;
    char path[4096];
    bm_error error = {0};
    bm_findings *findings = bm_findings_new();
    assert_non_null(findings);
    assert_int_equal(bm_data_path("shapefiles/aliases.txt", path, sizeof path, &error), BM_OK);
    const char *paths[] = {path};
    assert_int_equal(bm_aliases_open(paths, 1, findings, &shipped, &error), BM_OK);
    assert_int_equal(bm_findings_size(findings), 0);
    bm_findings_free(findings);
    return 0;
}

static int close_shipped(void **state)
{
    (void)state;
    bm_aliases_free(shipped);
    return 0;
}

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

/* The first form of `name` that leads to `wanted`, or NULL. */
static const bm_alias_form *form_of(const bm_aliases *aliases, const char *name, const char *wanted)
{
    static bm_alias_form forms[BM_ALIAS_FORMS_MAX];
    size_t count = bm_aliases_expand(aliases, name, forms, BM_ALIAS_FORMS_MAX);
    for (size_t i = 0; i < count; i++)
        if (share_key(forms[i].name, wanted))
            return &forms[i];
    return NULL;
}

static void leads(const char *name, const char *wanted, bm_alias_kind kind, const char *country)
{
    const bm_alias_form *form = form_of(shipped, name, wanted);
    if (!form)
        fail_msg("'%s' does not lead to '%s'", name, wanted);
    else if (form->kind != kind || strcmp(form->country, country) != 0)
        fail_msg("'%s' leads to '%s' as %s of '%s'", name, wanted, bm_alias_kind_name(form->kind),
                 form->country);
}

static void renamings_work_both_ways(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"Artemivsk", "Bakhmut"},
        {"Артемовск", "Бахмут"},
        {"Кировоград", "Кропивницький"},
        {"Kirovohrad", "Kropyvnytskyi"},
        {"Komsomolsk", "Горішні Плавні"},
        {"Днепропетровск", "Dnipro"},
        {"Shchors", "Snovsk"},
        {"Novomoskovs'k", "Самар"},
        {"Червоноград", "Шептицький"},
        {"Volodymyr-Volynskyi", "Volodymyr"},
        {"Цюрупинск", "Олешки"},
        {"Красный Лиман", "Лиман"},
        {"Дружба", "Хутір-Михайлівський"},
        {"Krasnohrad", "Берестин"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        leads(pairs[i][0], pairs[i][1], BM_ALIAS_RENAMED, "UA");
        leads(pairs[i][1], pairs[i][0], BM_ALIAS_RENAMED, "UA");
    }
    assert_string_equal(form_of(shipped, "Артемівськ", "Bakhmut")->note,
                        "renamed: Artemivsk is now Bakhmut");
    assert_string_equal(form_of(shipped, "Bakhmut", "Artemivsk")->note,
                        "renamed: Bakhmut is or was Artemivsk");
    /* Two towns were called so; the better known comes first. */
    bm_alias_form forms[BM_ALIAS_FORMS_MAX];
    size_t count = bm_aliases_expand(shipped, "Artemivsk", forms, BM_ALIAS_FORMS_MAX);
    assert_true(count >= 2);
    assert_string_equal(forms[0].name, "Bakhmut");
    assert_non_null(form_of(shipped, "Artemivsk", "Кипуче"));
}

static void exonyms_lead_home(void **state)
{
    (void)state;
    leads("Brześć", "Брэст", BM_ALIAS_EXONYM, "BY");
    leads("Brzesc nad Bugiem", "Brest", BM_ALIAS_EXONYM, "BY");
    leads("Kijów", "Київ", BM_ALIAS_EXONYM, "UA");
    leads("Kiev", "Kyiv", BM_ALIAS_EXONYM, "UA");
    leads("Lwów", "Львів", BM_ALIAS_EXONYM, "UA");
    leads("Lemberg", "Lviv", BM_ALIAS_EXONYM, "UA");
    leads("Odessa", "Адэса", BM_ALIAS_EXONYM, "UA");
    leads("White Russia", "Belarus", BM_ALIAS_EXONYM, "BY");
    leads("Volkovysk", "Ваўкавыск", BM_ALIAS_EXONYM, "BY");
    leads("Czernowitz", "Чернівці", BM_ALIAS_EXONYM, "UA");
}

static void parts_are_translated(void **state)
{
    (void)state;
    leads("Velyka Berezovytsia", "Большая Березовиця", BM_ALIAS_PART, "");
    leads("Bolshaya Berezovitsa", "Велика Березовица", BM_ALIAS_PART, "");
    leads("Vialikaja Hara", "Велика Гора", BM_ALIAS_PART, "");
    leads("Новыя Ярылавічы", "Новые Ярилавичи", BM_ALIAS_PART, "");
    leads("Krasnaya Sloboda", "Червона Слобода", BM_ALIAS_PART, "");
    /* One spelling of both already. */
    assert_int_equal(bm_aliases_expand(shipped, "Novaya Huta", &(bm_alias_form){0}, 1), 0);
    /* A part alone is a name of its own. */
    assert_null(form_of(shipped, "Большая", "Велика"));
    assert_null(form_of(shipped, "Novaya", "Novyi"));
    /* The feminine is not the plural that sounds like it. */
    assert_null(form_of(shipped, "Новая Гута", "Новые Гута"));
}

static void words_are_written_out(void **state)
{
    (void)state;
    leads("Вел. Копані", "Велика Копані", BM_ALIAS_WORD, "");
    leads("Вел.Копані", "Велика Копані", BM_ALIAS_WORD, "");
    leads("Вел. Копані", "Большая Копані", BM_ALIAS_PART, "");
    leads("Нов. Яриловичі", "Нові Яриловичі", BM_ALIAS_WORD, "");
    leads("St. Petersburg", "Saint Petersburg", BM_ALIAS_WORD, "");
    assert_null(form_of(shipped, "Вел", "Велика"));
}

static void short_u_is_l_in_the_first_syllable(void **state)
{
    (void)state;
    leads("Ваўчкі", "Волчкі", BM_ALIAS_SPELLING, "");
    leads("Даўгінава", "Долгинова", BM_ALIAS_SPELLING, "");
    leads("Доўгае", "Долгае", BM_ALIAS_SPELLING, "");
    leads("Vaŭčki", "Volchki", BM_ALIAS_SPELLING, "");
    leads("Vawchki", "Volchki", BM_ALIAS_SPELLING, "");
    leads("Ваўкулакава", "Волкулокова", BM_ALIAS_SPELLING, "");
    leads("Волчки", "Ваўчкі", BM_ALIAS_SPELLING, "");
    leads("Долгиново", "Даўгінаво", BM_ALIAS_SPELLING, "");
    leads("Толстое", "Товстое", BM_ALIAS_SPELLING, "");
    leads("Volchki", "Vaŭčki", BM_ALIAS_SPELLING, "");
    bm_alias_form form;
    assert_int_equal(bm_aliases_expand(NULL, "Кобыльня", &form, 1), 0);
    assert_int_equal(bm_aliases_expand(NULL, "Ольшаны", &form, 1), 0);
    assert_int_equal(bm_aliases_expand(NULL, "Ваўчкі", &form, 1), 1);
    assert_string_equal(form.name, "Валчкі");
    assert_int_equal(bm_aliases_expand(NULL, "Рагачоў", &form, 1), 0);
    assert_int_equal(bm_aliases_expand(NULL, "Дуброўка", &form, 1), 0);
    assert_int_equal(bm_aliases_expand(NULL, "Louhansk", &form, 1), 0);
}

static void most_names_have_no_other(void **state)
{
    (void)state;
    bm_alias_form forms[BM_ALIAS_FORMS_MAX];
    static const char *const names[] = {"Kopani", "Хойники", "", " ", "x", "Дывін", "Ki\xFF"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_int_equal(bm_aliases_expand(shipped, names[i], forms, BM_ALIAS_FORMS_MAX), 0);
    assert_int_equal(bm_aliases_expand(shipped, "Kyiv", forms, 0), 0);
    assert_int_equal(bm_aliases_expand(shipped, "Kyiv", forms, 1), 1);
    char name[1000];
    memset(name, 'a', sizeof name);
    for (size_t i = 3; i < sizeof name; i += 4)
        name[i] = ' ';
    for (size_t length = sizeof name - 1; length > 0; length -= 9) {
        name[length] = '\0';
        assert_true(bm_aliases_expand(shipped, name, forms, BM_ALIAS_FORMS_MAX) <=
                    BM_ALIAS_FORMS_MAX);
    }
}

/* No form leads where the name or an earlier form leads already. */
static void forms_differ(void **state)
{
    (void)state;
    static const char *const names[] = {"Нова Велика Гута", "Вел. Нов. Копані", "Kirovske",
                                        "Minsk"};
    for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
        bm_alias_form forms[BM_ALIAS_FORMS_MAX];
        size_t count = bm_aliases_expand(shipped, names[n], forms, BM_ALIAS_FORMS_MAX);
        assert_true(count > 0);
        for (size_t i = 0; i < count; i++) {
            assert_false(share_key(names[n], forms[i].name));
            assert_true(strlen(forms[i].note) > 0);
            for (size_t k = 0; k < i; k++)
                assert_false(share_key(forms[k].name, forms[i].name));
        }
    }
}

static bm_status open_text(const char *text, size_t length, bm_findings *findings,
                           bm_aliases **aliases, bm_error *error)
{
    FILE *file = fopen("aliases_test.txt", "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    const char *paths[] = {"aliases_test.txt"};
    bm_status status = bm_aliases_open(paths, 1, findings, aliases, error);
    assert_int_equal(remove("aliases_test.txt"), 0);
    return status;
}

static void bad_lines_are_findings(void **state)
{
    (void)state;
    static const char text[] = "\xEF\xBB\xBF# ours\r\n"
                               "exonym UA  Dibrova = Eichwald\r\n"
                               "renamd UA  A = B\n"
                               "exonym ua  Abc = Def\n"
                               "exonym UA  Abc Def\n"
                               "exonym UA  Abc = Def |  | Ghi\n"
                               "part only = Nova\n"
                               "word\n"
                               "exonym UA  Abc = \xFF\n"
                               "\n"
                               "renamed -  Old Mill = New Mill";
    bm_findings *findings = bm_findings_new();
    bm_aliases *aliases = NULL;
    bm_error error = {0};
    assert_int_equal(open_text(text, sizeof text - 1, findings, &aliases, &error), BM_OK);
    assert_int_equal(bm_aliases_count(aliases), 2);
    static const long lines[] = {3, 4, 5, 6, 7, 8, 9};
    assert_int_equal(bm_findings_size(findings), sizeof lines / sizeof lines[0]);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        const bm_finding *finding = bm_findings_get(findings, i);
        assert_int_equal(finding->line, lines[i]);
        assert_string_equal(finding->code, "alias");
        assert_string_equal(finding->file, "aliases_test.txt");
    }
    assert_string_equal(bm_findings_get(findings, 0)->value, "renamd");
    assert_string_equal(bm_findings_get(findings, 1)->column, "country");
    assert_non_null(form_of(aliases, "Eichwald", "Діброва"));
    assert_non_null(form_of(aliases, "new mill", "Old Mill"));
    /* A line that was left out leaves nothing behind. */
    assert_null(form_of(aliases, "Def", "Abc"));
    bm_aliases_free(aliases);
    bm_findings_free(findings);
}

static void later_files_come_first(void **state)
{
    (void)state;
    FILE *file = fopen("aliases_own.txt", "w");
    assert_non_null(file);
    assert_true(fputs("exonym RU  Lembergovo = Lemberg\n", file) >= 0);
    assert_int_equal(fclose(file), 0);
    char path[4096];
    assert_int_equal(bm_data_path("shapefiles/aliases.txt", path, sizeof path, NULL), BM_OK);
    const char *paths[] = {path, "aliases_own.txt"};
    bm_aliases *aliases = NULL;
    assert_int_equal(bm_aliases_open(paths, 2, NULL, &aliases, NULL), BM_OK);
    bm_alias_form forms[BM_ALIAS_FORMS_MAX];
    assert_true(bm_aliases_expand(aliases, "Lemberg", forms, BM_ALIAS_FORMS_MAX) > 1);
    assert_string_equal(forms[0].name, "Lembergovo");
    assert_string_equal(forms[1].name, "Lviv");
    bm_aliases_free(aliases);
    assert_int_equal(remove("aliases_own.txt"), 0);
}

static void files_that_are_none_are_refused(void **state)
{
    (void)state;
    bm_aliases *aliases = NULL;
    bm_error error = {0};
    const char *missing[] = {"no-such-aliases.txt"};
    assert_int_equal(bm_aliases_open(missing, 1, NULL, &aliases, &error), BM_ERROR_IO);
    assert_non_null(strstr(error.message, "cannot open 'no-such-aliases.txt'"));
    const char *folder[] = {"."};
    assert_int_equal(bm_aliases_open(folder, 1, NULL, &aliases, &error), BM_ERROR_IO);
    assert_int_equal(open_text("a\0b", 3, NULL, &aliases, &error), BM_ERROR_FORMAT);
    assert_null(aliases);
    assert_int_equal(open_text("", 0, NULL, &aliases, &error), BM_OK);
    assert_int_equal(bm_aliases_count(aliases), 0);
    bm_aliases_free(aliases);
    bm_aliases_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(renamings_work_both_ways),
        cmocka_unit_test(exonyms_lead_home),
        cmocka_unit_test(parts_are_translated),
        cmocka_unit_test(words_are_written_out),
        cmocka_unit_test(short_u_is_l_in_the_first_syllable),
        cmocka_unit_test(most_names_have_no_other),
        cmocka_unit_test(forms_differ),
        cmocka_unit_test(bad_lines_are_findings),
        cmocka_unit_test(later_files_come_first),
        cmocka_unit_test(files_that_are_none_are_refused),
    };
    return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
