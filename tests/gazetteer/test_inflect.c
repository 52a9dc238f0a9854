/* clang-format off */
/* cmocka.h needs these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "fixture.h"
#include "geo/gazetteer/words/inflect.h"
#include "point_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The reading of `form` that is this nominative, or NULL. */
static const bm_nominative *find(const char *form, const char *nominative,
                                 bm_nominative found[BM_NOMINATIVES_MAX])
{
    char wanted[BM_FOLD_KEY_SIZE];
    assert_true(bm_fold_exact(nominative, wanted));
    size_t count = bm_inflect_nominatives(form, found, BM_NOMINATIVES_MAX);
    for (size_t i = 0; i < count; i++) {
        char key[BM_FOLD_KEY_SIZE];
        assert_true(bm_fold_exact(found[i].text, key));
        if (strcmp(key, wanted) == 0)
            return &found[i];
    }
    return NULL;
}

static unsigned language_of(const char *code)
{
    return strcmp(code, "be") == 0   ? BM_INFLECT_BE
           : strcmp(code, "uk") == 0 ? BM_INFLECT_UK
                                     : BM_INFLECT_RU;
}

static unsigned case_of(char letter)
{
    const char *letters = "GDAIL";
    const char *at = strchr(letters, letter);
    assert_non_null(at);
    return 1u << (at - letters);
}

static void forms_of_real_places_lead_to_them(void **state)
{
    (void)state;
    char path[512];
    snprintf(path, sizeof path, "%s/case_forms.tsv", BM_TEST_FIXTURES);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char line[1024];
    int forms = 0;
    int missed = 0;
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '#')
            continue;
        char *rest = NULL;
        const char *language = strtok_r(line, "\t\n", &rest);
        const char *nominative = strtok_r(NULL, "\t\n", &rest);
        assert_non_null(nominative);
        for (char *form; (form = strtok_r(NULL, "\t\n", &rest)) != NULL; forms++) {
            assert_int_equal(form[1], '=');
            bm_nominative found[BM_NOMINATIVES_MAX];
            const bm_nominative *met = find(form + 2, nominative, found);
            if (met && (met->languages & language_of(language)) && (met->cases & case_of(form[0])))
                continue;
            missed++;
            print_message("missed: %s %s %s\n", language, nominative, form);
        }
    }
    fclose(file);
    print_message("%d of %d forms missed\n", missed, forms);
    assert_true(forms >= 300);
    assert_true(missed * 100 <= forms * 3);
}

static bool leads_to(const char *form, const char *nominative)
{
    bm_nominative found[BM_NOMINATIVES_MAX];
    return find(form, nominative, found) != NULL;
}

static void each_paradigm_and_its_changes(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        /* uk: i and o, e; fleeting vowels; second palatalisation; adjectives; zero genitive */
        {"Чернігова", "Чернігів"},
        {"Києва", "Київ"},
        {"Канева", "Канів"},
        {"Тернополя", "Тернопіль"},
        {"Городця", "Городець"},
        {"Жмеринці", "Жмеринка"},
        {"Празі", "Прага"},
        {"Рівного", "Рівне"},
        {"Прип'яттю", "Прип'ять"},
        {"Сарн", "Сарни"},
        {"Лубен", "Лубни"},
        /* ru */
        {"Новогрудке", "Новогрудок"},
        {"Каменца", "Каменец"},
        {"Орла", "Орёл"},
        {"Винницей", "Винница"},
        {"Киевым", "Киев"},
        {"Осинок", "Осинки"},
        {"Сватове", "Сватово"},
        {"Заречии", "Заречие"},
        {"Керчью", "Керчь"},
        {"Мозырского", "Мозырский"},
        /* be */
        {"Церабяжова", "Церабяжоў"},
        {"Бярозаўцы", "Бярозаўка"},
        {"Брэсце", "Брэст"},
        {"Слабадзе", "Слабада"},
        {"Гродне", "Гродна"},
        {"Камянца", "Каменец"},
        {"Верхняга", "Верхняе"},
        {"Лельчыц", "Лельчыцы"},
        /* apostrophes, case of letters and stress marks are not looked at */
        {"ПРИП’ЯТІ", "Прип'ять"},
        {"копа\u0301нях", "Копані"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (!leads_to(pairs[i][0], pairs[i][1]))
            fail_msg("'%s' does not lead to '%s'", pairs[i][0], pairs[i][1]);
}

static void compounds_agree(void **state)
{
    (void)state;
    assert_true(leads_to("Новой Гуте", "Новая Гута"));
    assert_true(leads_to("Новай Гуце", "Новая Гута"));
    assert_true(leads_to("Новій Гуті", "Нова Гута"));
    assert_true(leads_to("Верхнем Теребежове", "Верхний Теребежов"));
    assert_true(leads_to("Каменце-Подольском", "Каменец-Подольский"));
    assert_true(leads_to("Брест-Литовске", "Брест-Литовск"));
    assert_true(leads_to("Голу Пристань", "Гола Пристань"));
    assert_true(leads_to("Ростове-на-Дону", "Ростов-на-Дону"));
    assert_true(leads_to("Чернобыле-2", "Чернобыль-2"));
    /* Case, gender and language must be one. */
    assert_false(leads_to("Новой Гуты", "Новый Гута"));
    assert_false(leads_to("Новых Гуте", "Новые Гута"));
    assert_false(leads_to("Новому Гуты", "Новый Гут"));
    bm_nominative found[BM_NOMINATIVES_MAX];
    assert_true(bm_inflect_nominatives("Новой Гуте", found, BM_NOMINATIVES_MAX) > 0);
    assert_string_equal(found[0].text, "Новая Гута");
}

static void results_are_ordered_and_bounded(void **state)
{
    (void)state;
    bm_nominative all[BM_NOMINATIVES_MAX];
    size_t count = bm_inflect_nominatives("Великих Мостах", all, BM_NOMINATIVES_MAX);
    assert_true(count > 1 && count <= BM_NOMINATIVES_MAX);
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        assert_true(all[i].plausibility > 0);
        assert_true(i == 0 || all[i].plausibility <= all[i - 1].plausibility);
        assert_true(all[i].languages > 0 && all[i].cases > 0);
        assert_true(strcmp(all[i].text, "Великих Мостах") != 0);
        sum += all[i].plausibility;
    }
    assert_true(sum <= 1.0 + 1e-9);
    bm_nominative first[2];
    assert_int_equal(bm_inflect_nominatives("Великих Мостах", first, 2), 2);
    assert_string_equal(first[0].text, all[0].text);
    assert_string_equal(first[1].text, all[1].text);
    assert_int_equal(bm_inflect_nominatives("Великих Мостах", first, 0), 0);
    assert_true(bm_inflect_agrees("Чернігів", "Чернігова"));
    assert_false(bm_inflect_agrees("Чернігів", "Чернігів"));
    assert_false(bm_inflect_agrees("Чернігів", "Чернівців"));
}

static void what_has_no_case_forms_has_none(void **state)
{
    (void)state;
    bm_nominative found[BM_NOMINATIVES_MAX];
    char letters[4097];
    memset(letters, 'a', sizeof letters - 1);
    letters[sizeof letters - 1] = '\0';
    assert_int_equal(bm_inflect_nominatives(letters, found, BM_NOMINATIVES_MAX), 0);
    for (size_t i = 0; i + 1 < sizeof letters; i += 2)
        memcpy(letters + i, "а", 2);
    assert_int_equal(bm_inflect_nominatives(letters, found, BM_NOMINATIVES_MAX), 0);
    static const char *const names[] = {
        "",          " ",       "-",       "Бар",        "Яру",          "Minsku",
        "Минscке",   "Минске2", "Минс.ке", "Гродно",     "Ровно ",       "Сан - Марино",
        "-Минске",   "Минске-", "\xD0",    "Минск\xD0",  "\xC0\x80",     "\xED\xA0\x80а",
        "а б в г д", "1234",    "2 3",     "東京都心部", "\u0301\u0301", "",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t count = bm_inflect_nominatives(names[i], found, BM_NOMINATIVES_MAX);
        if (count && strcmp(names[i], "Ровно ") != 0 && strcmp(names[i], "Гродно") != 0)
            fail_msg("'%s' has the nominative '%s'", names[i], found[0].text);
    }
    /* A name may look like a form of another, but never of itself. */
    assert_false(leads_to("Гродно", "Гродно"));
    assert_false(leads_to("Ровно", "Ровно"));
    assert_false(leads_to("Сумы", "Сумы"));
}

/* Many words that can all be read in many ways stay within the budget. */
static void endless_readings_end(void **state)
{
    (void)state;
    bm_nominative found[BM_NOMINATIVES_MAX];
    size_t count = bm_inflect_nominatives("Ровами-Ковами-Зовами-Новами", found, BM_NOMINATIVES_MAX);
    assert_true(count <= BM_NOMINATIVES_MAX);
    char text[BM_FOLD_KEY_SIZE];
    for (size_t length = 1; length < 60; length++) {
        text[0] = '\0';
        for (size_t i = 0; i < length; i++)
            strcat(text, i % 3 ? "а" : "н");
        count = bm_inflect_nominatives(text, found, BM_NOMINATIVES_MAX);
        for (size_t i = 0; i < count; i++)
            assert_true(strlen(found[i].text) < BM_FOLD_KEY_SIZE);
    }
}

typedef struct visits {
    size_t count;
    size_t stop_after;
    const bm_place *places[8];
    const char *matched[8];
} visits;

static bool note(const bm_place *place, bm_match match, const char *matched, void *context)
{
    visits *seen = context;
    assert_int_equal(match, BM_MATCH_INFLECTED);
    assert_true(seen->count < 8);
    seen->places[seen->count] = place;
    seen->matched[seen->count++] = matched;
    return seen->count != seen->stop_after;
}

static bm_gazetteer *open_places(void)
{
    static const char *const fields[] = {"PLACE_ID", "NAME", "ALTNAMES", "FCODE", "POPULATION"};
    static const int widths[] = {8, 40, 120, 10, 10};
    static const char *const rows[][5] = {
        {"1", "Kopani", "Копані;Копани", "PPL", ""},
        {"2", "Kopani", "Копані", "PPL", ""},
        {"3", "Ljubiml", "Лёзы", "PPL", ""},
        {"4", "Nikolayevo", "Николаево", "PPL", ""},
        {"5", "Mykolaiv", "Николаев", "PPLA", "480000"},
        {"6", "Rogi", "Роги", "PPL", ""},
        {"7", "Kopanyakha", "Копаняха", "PPL", ""},
        {"8", "Dzhankoy", "Джанкой", "PPLA2", ""},
        {"9", "Kemoy", "Кемкой", "PPL", ""},
        {"10", "Verkhni Tserabezhau", "Верхний Теребежов", "PPL", ""},
    };
    point_file *file = point_file_open(fixture_path("forms"), true, 5, fields, widths);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        point_file_add(file, 26 + (double)i, 51, rows[i]);
    point_file_close(file);
    const char *path = fixture_path("forms.shp");
    bm_gazetteer *gazetteer = NULL;
    bm_error error = {0};
    if (bm_gazetteer_open(&path, 1, NULL, NULL, &gazetteer, &error))
        fail_msg("%s", error.message);
    return gazetteer;
}

static visits look_up(const bm_gazetteer *gazetteer, const char *name, size_t stop_after)
{
    visits seen = {.stop_after = stop_after};
    bm_gazetteer_lookup_inflected(gazetteer, name, note, &seen);
    return seen;
}

static void places_are_visited_once_by_their_forms(void **state)
{
    (void)state;
    fixture_folder();
    bm_gazetteer *gazetteer = open_places();
    visits seen = look_up(gazetteer, "Копанях", 0);
    assert_int_equal(seen.count, 2);
    assert_string_equal(seen.places[0]->name, "Kopani");
    assert_true(seen.places[0] != seen.places[1]);
    assert_int_equal(look_up(gazetteer, "Копанях", 1).count, 1);
    /* Both are honest readings; the caller's context decides. */
    seen = look_up(gazetteer, "Николаеве", 0);
    assert_int_equal(seen.count, 2);
    /* ё is printed as е. */
    seen = look_up(gazetteer, "Лезах", 0);
    assert_int_equal(seen.count, 1);
    assert_string_equal(seen.matched[0], "Лёзы");
    /* An unlikely form is believed of a town only. */
    assert_int_equal(look_up(gazetteer, "Джанкої", 0).count, 1);
    assert_int_equal(look_up(gazetteer, "Кемкої", 0).count, 0);
    assert_int_equal(look_up(gazetteer, "Рогов", 0).count, 0);
    assert_int_equal(look_up(gazetteer, "Рогах", 0).count, 1);
    /* Words that agree are no coincidence. */
    seen = look_up(gazetteer, "Верхнем Теребежове", 0);
    assert_int_equal(seen.count, 1);
    assert_string_equal(seen.places[0]->id, "10");
    /* Nothing is made of what is no form, nor of the nominative. */
    assert_int_equal(look_up(gazetteer, "Копані", 0).count, 0);
    assert_int_equal(look_up(gazetteer, "Kopaniakh", 0).count, 0);
    assert_int_equal(look_up(gazetteer, "", 0).count, 0);
    bm_gazetteer_free(gazetteer);
    fixture_remove();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_of_real_places_lead_to_them),
        cmocka_unit_test(each_paradigm_and_its_changes),
        cmocka_unit_test(compounds_agree),
        cmocka_unit_test(results_are_ordered_and_bounded),
        cmocka_unit_test(what_has_no_case_forms_has_none),
        cmocka_unit_test(endless_readings_end),
        cmocka_unit_test(places_are_visited_once_by_their_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
