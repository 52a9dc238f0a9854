/* What the words about a name say of it: where it is, and what it does there. */
#include "report_fixture.h"

#include "events/report/languages.h"
#include "events/report/toponyms/search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* --- hints --- */

typedef struct hint_case {
    const char *text;
    const char *mention;
    const char *country; /* NULL for none */
    const char *admin;
    const char *near;
} hint_case;

static const hint_case hint_cases[] = {
    /* Before the name. */
    {"Shells hit the Belarusian village of Kopani.", "Kopani", "BY", NULL, NULL},
    {"It happened near the Ukrainian border town of Chop.", "Chop", "UA", NULL, NULL},
    {"The Belarusian capital, Minsk, was quiet.", "Minsk", "BY", NULL, NULL},
    {"The Belarus city of Grodno was quiet.", "Grodno", "BY", NULL, NULL},
    {"Sirens sounded in Ukraine's Lutsk at night.", "Lutsk", "UA", NULL, NULL},
    {"Sirens sounded in Ukraine's northern city of Chernihiv.", "Chernihiv", "UA", NULL, NULL},
    {"В белорусской деревне Копани упал дрон.", "Копани", "BY", NULL, NULL},
    {"У білоруському селі Дивин упав дрон.", "Дивин", "BY", NULL, NULL},
    {"У беларускай вёсцы Дзівін упаў дрон.", "Дзівін", "BY", NULL, NULL},
    {"В столице Беларуси Минске было тихо.", "Минске", "BY", NULL, NULL},
    {"В Гомельской области в деревне Комарин упал дрон.", "Комарин", "BY", "Гомельская область",
     NULL},
    /* After it. */
    {"They met in Brest, Belarus, on Monday.", "Brest", "BY", NULL, NULL},
    {"They met in Brest (Belarus) on Monday.", "Brest", "BY", NULL, NULL},
    {"A depot burned in Stolin in the Brest region of Belarus.", "Stolin", "BY", "Brest region",
     NULL},
    {"A depot burned in Kobryn, Brest region, Belarus.", "Kobryn", "BY", "Brest region", NULL},
    {"A depot burned in Kobryn (Brest region).", "Kobryn", "BY", "Brest region", NULL},
    {"He was born in Kopani in the Stolin district.", "Kopani", "BY", "Stolin district", NULL},
    {"The column left Ovruch, a town in northern Ukraine.", "Ovruch", "UA", NULL, NULL},
    {"У селі Копані Овруцького району Житомирської області тихо.", "Копані", "UA",
     "Овруцький район", NULL},
    {"У Родакове Луганської області горить склад.", "Родакове", "UA", "Луганська область", NULL},
    {"В деревне Копани в Столинском районе тихо.", "Копани", "BY", "Столинский район", NULL},
    {"У вёсцы Капані, што ў Столінскім раёне, ціха.", "Капані", "BY", "Столінскі раён", NULL},
    {"Дрон упал на территорию Ивановского района Брестской области.", "Ивановского района", "BY",
     "Брестская область", NULL},
    {"У селі Горбаха Івановського району Брестської області тихо.", "Івановського району", "BY",
     "Брестська область", NULL},
    {"В Мерефе под Харьковом сгорел склад.", "Мерефе", NULL, NULL, "Харьков"},
    {"Shells fell in Dyvin near Kobryn.", "Dyvin", NULL, NULL, "Kobryn"},
    {"Біля Ізюма та Куп'янська на Харківщині лунали вибухи.", "Куп'янська", "UA", "Kharkiv Oblast",
     NULL},
    /* No hints. */
    {"The column crossed from Ukraine into Brest.", "Brest", NULL, NULL, NULL},
    {"He flew from Warsaw, Poland and Ukraine agreed.", "Poland", NULL, NULL, NULL},
    /* What owns something begins the next thing; a hint against another is none. */
    {"They fired on the Belarusian village of Kopani, Ukraine's Air Force said.", "Kopani", "BY",
     NULL, NULL},
    {"They fired on the Belarusian village of Kopani, Ukraine said.", "Kopani", "BY", NULL, NULL},
    /* There is an Ivanovo in Russia. */
    {"A drone fell near Harbakha in the Ivanava district.", "Harbakha", "BY", "Ivanava district",
     NULL},
    {"In Minsk, Ukraine was not mentioned.", "Minsk", NULL, NULL, NULL},
    {"Leaders of Kyiv, Warsaw, Belarus and Russia spoke.", "Warsaw", NULL, NULL, NULL},
    {"They arrived from Kyiv in Belarus.", "Kyiv", NULL, NULL, NULL},
    {"The Russian-occupied city of Melitopol was dark.", "Melitopol", NULL, NULL, NULL},
    {"Russian troops entered the town of Bucha.", "Bucha", NULL, NULL, NULL},
    {"Russian troops near the village of Lubyanka fired.", "Lubyanka", NULL, NULL, NULL},
    {"В оккупированном Россией Мелитополе тихо.", "Мелитополе", NULL, NULL, NULL},
    {"Було спокійно для Харкова, у Донецькій області тривають бої.", "Харкова", NULL, NULL, NULL},
    {"Вибухи лунали у Києві, Київській, Львівській та Одеській областях.", "Києві", NULL, NULL,
     NULL},
};

static const bm_toponym *find_toponym(const bm_reading *reading, const bm_toponyms *toponyms,
                                      const char *text)
{
    for (size_t i = 0; i < toponyms->count; i++) {
        const bm_toponym *item = &toponyms->items[i];
        if (!item->rejected && item->end - item->start == strlen(text) &&
            memcmp(reading->document.text + item->start, text, strlen(text)) == 0)
            return item;
    }
    return NULL;
}

static bm_status learn_languages(bm_reading *reading, bm_error *error)
{
    static bm_reader own;
    bm_status status = BM_OK;
    own = *reading->reader;
    for (int i = 0; !status && i < BM_LANGUAGE_COUNT; i++)
        status = bm_languages_know(own.languages, (bm_language)i, &own, error);
    reading->reader = &own;
    return status;
}

static bm_status run(bm_reading *reading, bm_toponyms *toponyms, const char *text, bm_error *error)
{
    bm_status status = bm_document_from_text(&reading->document, reading->arena, text,
                                             (uint32_t)strlen(text), reading->source, error);
    if (!status)
        status = learn_languages(reading, error);
    if (!status)
        status = bm_words_cut(&reading->words, &reading->document,
                              (const bm_lexicon *const *)reading->reader->lexicons, error);
    if (!status)
        status = bm_reading_find_phrases(reading, error);
    if (!status)
        status = bm_reading_find_dates(reading, error);
    if (!status)
        status = bm_name_table_start(&toponyms->search->names, reading, error);
    if (!status)
        status = bm_toponyms_recognise(reading, toponyms, error);
    if (!status)
        status = bm_toponyms_judge(reading, toponyms, error);
    return status ? status : bm_toponyms_context(reading, toponyms, error);
}

static bool is_same(const char *a, const char *b)
{
    char key_a[BM_FOLD_KEY_SIZE];
    char key_b[BM_FOLD_KEY_SIZE];
    if (!a || !b)
        return a == b;
    return bm_fold_exact(a, key_a) && bm_fold_exact(b, key_b) && strcmp(key_a, key_b) == 0;
}

static size_t check_hint(const hint_case *one)
{
    bm_report_source source = {.language = BM_LANGUAGE_UNKNOWN};
    bm_arena arena = {0};
    bm_toponym_search search = {0};
    bm_toponyms toponyms = {.search = &search};
    bm_reading reading = {.reader = report_reader(), .source = &source, .arena = &arena};
    bm_error error = {0};
    assert_int_equal(run(&reading, &toponyms, one->text, &error), BM_OK);
    const bm_toponym *found = find_toponym(&reading, &toponyms, one->mention);
    size_t wrong = 0;
    if (!found) {
        print_error("%s: %s is no mention\n", one->text, one->mention);
        wrong = 1;
    } else if (!is_same(found->country, one->country) || !is_same(found->admin, one->admin) ||
               !is_same(found->near, one->near)) {
        print_error("%s: %s has country %s, admin %s, near %s\n", one->text, one->mention,
                    found->country ? found->country : "-", found->admin ? found->admin : "-",
                    found->near ? found->near : "-");
        wrong = 1;
    }
    free(toponyms.items);
    bm_name_table_finish(&search.names);
    bm_words_finish(&reading.words);
    free(reading.phrases);
    free(reading.dates);
    free(reading.rejections);
    bm_arena_finish(&arena);
    return wrong;
}

static void test_words_beside_a_name_are_hints(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof hint_cases / sizeof *hint_cases; i++)
        wrong += check_hint(&hint_cases[i]);
    assert_int_equal(wrong, 0);
}

/* A village of the same name that is known elsewhere is not the one that is told. */
static void test_a_village_told_elsewhere_is_not_the_known_one(void **state)
{
    (void)state;
    static const char *const texts[] = {"A drone fell in the Ukrainian village of Dyvin.",
                                        "A drone fell in Dyvin, Ukraine, at night.",
                                        "A drone fell in Dyvin (Poland) at night."};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bm_report *report = report_of(texts[i]);
        const bm_mention *mention = report_mention(report, "Dyvin");
        assert_non_null(mention);
        assert_null(mention->place);
        assert_int_equal(mention->status, BM_LOCATION_NONE);
        bm_report_free(report);
    }
}

/* --- roles --- */

typedef struct role_case {
    const char *text;
    const char *mention;
    bm_mention_role role;
} role_case;

static const role_case role_cases[] = {
    {"Kyiv has closed all crossings.", "Kyiv", BM_ROLE_ACTOR},
    {"Moscow said it had no plans.", "Moscow", BM_ROLE_ACTOR},
    {"Minsk has since claimed that drones came.", "Minsk", BM_ROLE_ACTOR},
    {"Officials accused Kyiv of planning an attack.", "Kyiv", BM_ROLE_ACTOR},
    {"According to Kyiv, the attacks go on.", "Kyiv", BM_ROLE_ACTOR},
    {"There is no proof of Minsk's claims.", "Minsk", BM_ROLE_ACTOR},
    {"It may be used for an offensive by Moscow.", "Moscow", BM_ROLE_ACTOR},
    {"Moscow could use the land of its ally.", "Moscow", BM_ROLE_ACTOR},
    {"Ukraine will not accept Moscow's demands.", "Moscow", BM_ROLE_ACTOR},
    {"Russia launched missiles from the sea.", "Russia", BM_ROLE_ACTOR},
    {"Belarus helped its ally.", "Belarus", BM_ROLE_ACTOR},
    {"Relations between Kyiv and Minsk are cold.", "Kyiv", BM_ROLE_ACTOR},
    {"Relations between Kyiv and Minsk are cold.", "Minsk", BM_ROLE_ACTOR},
    {"Minsk is preparing new drills.", "Minsk", BM_ROLE_ACTOR},
    {"Warsaw and Vilnius have closed the crossings.", "Warsaw", BM_ROLE_ACTOR},
    {"Minsk, which has denied it, kept silent.", "Minsk", BM_ROLE_ACTOR},
    {"Belarus's State Border Committee denied it.", "Belarus", BM_ROLE_ACTOR},
    {"Moscow-backed officials said so.", "Moscow", BM_ROLE_ACTOR},
    {"Then Belarus officials denied it.", "Belarus", BM_ROLE_ACTOR},
    {"A Kyiv-based company denied it.", "Kyiv", BM_ROLE_PLACE},
    {"Minsk has several airports.", "Minsk", BM_ROLE_PLACE},
    {"Roads in Belarus can be icy.", "Belarus", BM_ROLE_PLACE},
    {"Schools in the United States will close.", "United States", BM_ROLE_PLACE},
    {"Explosions were heard in Kyiv.", "Kyiv", BM_ROLE_PLACE},
    {"The column moved towards Kyiv.", "Kyiv", BM_ROLE_PLACE},
    {"Kyiv was hit by drones.", "Kyiv", BM_ROLE_PLACE},
    {"Kyiv has been shelled for weeks.", "Kyiv", BM_ROLE_PLACE},
    {"Kyiv came under fire.", "Kyiv", BM_ROLE_PLACE},
    {"A train with troops arrived in Minsk.", "Minsk", BM_ROLE_PLACE},
    {"There were strikes on Kyiv overnight.", "Kyiv", BM_ROLE_PLACE},
    {"Troops crossed into Ukraine.", "Ukraine", BM_ROLE_PLACE},
    {"Troops are stationed in Russia.", "Russia", BM_ROLE_PLACE},
    {"Kyiv's streets were empty.", "Kyiv", BM_ROLE_PLACE},
    {"Belarus was used as a base.", "Belarus", BM_ROLE_PLACE},
    {"Chernihiv said nothing.", "Chernihiv", BM_ROLE_PLACE},
    {"Київ закрив усі пункти пропуску.", "Київ", BM_ROLE_ACTOR},
    {"За словами Києва, атаки тривають.", "Києва", BM_ROLE_ACTOR},
    {"Мінськ звинуватив сусідів у провокації.", "Мінськ", BM_ROLE_ACTOR},
    {"У Києві заявили, що це неправда.", "Києві", BM_ROLE_ACTOR},
    {"Вибухи пролунали у Києві вночі.", "Києві", BM_ROLE_PLACE},
    {"Київ атакували безпілотники.", "Київ", BM_ROLE_PLACE},
    {"Війська РФ відійшли.", "РФ", BM_ROLE_ACTOR},
    {"В окупованому Росією місті тихо.", "Росією", BM_ROLE_ACTOR},
    {"Киев заявил о потерях.", "Киев", BM_ROLE_ACTOR},
    {"По словам Минска, это учения.", "Минска", BM_ROLE_ACTOR},
    {"Минск обвинил Киев в провокации.", "Киев", BM_ROLE_ACTOR},
    {"Взрывы прогремели в Киеве.", "Киеве", BM_ROLE_PLACE},
    {"Ракеты летели на Киев.", "Киев", BM_ROLE_PLACE},
    {"ВС РФ уничтожили склад.", "РФ", BM_ROLE_ACTOR},
    {"Мінск абвінаваціў суседзяў.", "Мінск", BM_ROLE_ACTOR},
    {"Паводле слоў Кіева, атакі працягваюцца.", "Кіева", BM_ROLE_ACTOR},
    {"Выбухі чулі ў Кіеве ўначы.", "Кіеве", BM_ROLE_PLACE},
    /* What says where another is. */
    {"They met in Brest, Belarus, on Monday.", "Belarus", BM_ROLE_CONTEXT},
    {"A depot burned in Kobryn (Brest region).", "Brest", BM_ROLE_CONTEXT},
    {"У Родакове Луганської області горить склад.", "Луганської області", BM_ROLE_CONTEXT},
    /* Datelines. */
    {"KYIV, Ukraine (AP) — Shells fell on a town, officials said.", "KYIV", BM_ROLE_DATELINE},
    {"KYIV, Ukraine (AP) — Shells fell on a town, officials said.", "Ukraine", BM_ROLE_CONTEXT},
    {"MINSK, Jan 6 (Reuters) - A train with troops arrived in Grodno.", "MINSK", BM_ROLE_DATELINE},
    {"MINSK, Jan 6 (Reuters) - A train with troops arrived in Grodno.", "Grodno", BM_ROLE_PLACE},
    {"МИНСК, 5 января — БелТА. Учения прошли под Брестом.", "МИНСК", BM_ROLE_DATELINE},
    {"Київ. УНІАН. Уночі над містом збили дрони.", "Київ", BM_ROLE_DATELINE},
};

static void test_governments_act_and_places_do_not(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof role_cases / sizeof *role_cases; i++) {
        const role_case *one = &role_cases[i];
        bm_report *report = report_of(one->text);
        const bm_mention *mention = report_mention(report, one->mention);
        if (!mention || mention->role != one->role) {
            print_error("%s: %s is %s\n", one->text, one->mention,
                        mention ? bm_mention_role_name(mention->role) : "no mention");
            wrong++;
        }
        bm_report_free(report);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_beside_a_name_are_hints),
        cmocka_unit_test(test_a_village_told_elsewhere_is_not_the_known_one),
        cmocka_unit_test(test_governments_act_and_places_do_not),
    };
    return cmocka_run_group_tests(tests, report_fixture_set_up, report_fixture_tear_down);
}
