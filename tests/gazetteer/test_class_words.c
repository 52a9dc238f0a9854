/* clang-format off */
/* cmocka.h needs these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "geo/gazetteer/words/class_words.h"

#include <string.h>

static void strips(const char *text, const char *core, bm_place_kind kind)
{
    bm_class_words words;
    bm_class_words_strip(text, &words);
    if (!words.stripped || !words.has_kind || strcmp(words.core, core) != 0 || words.kind != kind)
        fail_msg("'%s' is the %s '%s'", text, bm_place_kind_name(words.kind), words.core);
}

static void keeps(const char *text)
{
    bm_class_words words;
    bm_class_words_strip(text, &words);
    if (words.stripped)
        fail_msg("'%s' became '%s'", text, words.core);
}

static void natural_things_and_stations(void **state)
{
    (void)state;
    strips("р. Припять", "Припять", BM_PLACE_NATURAL);
    strips("р.Припять", "Припять", BM_PLACE_NATURAL);
    strips("річка Прип'ять", "Прип'ять", BM_PLACE_NATURAL);
    strips("Pripyat River", "Pripyat", BM_PLACE_NATURAL);
    strips("озеро Нарочь", "Нарочь", BM_PLACE_NATURAL);
    strips("ж/д станция Горынь", "Горынь", BM_PLACE_SITE);
    strips("р.п. Турец", "Турец", BM_PLACE_SETTLEMENT);
    strips("р. п. Турец", "Турец", BM_PLACE_SETTLEMENT);
}

static void abbreviations_go_with_and_without_blank(void **state)
{
    (void)state;
    static const char *const texts[][2] = {
        {"г. Брест", "Брест"},
        {"г.Брест", "Брест"},
        {"Г.БРЕСТ", "БРЕСТ"},
        {"м. Київ", "Київ"},
        {"м.Київ", "Київ"},
        {"с. Копані", "Копані"},
        {"с.Копані", "Копані"},
        {"пгт. Турец", "Турец"},
        {"пгт.Турец", "Турец"},
        {"пгт Турец", "Турец"},
        {"аг. Дывин", "Дывин"},
        {"аг.Дывин", "Дывин"},
        {"смт Ратне", "Ратне"},
        {"смт. Ратне", "Ратне"},
        {"дер. Копани", "Копани"},
        {"г.п. Ельск", "Ельск"},
        {"г. п. Ельск", "Ельск"},
        {"г.п.Ельск", "Ельск"},
        {"х. Дубок", "Дубок"},
        {"гор. Брест", "Брест"},
        {"Брест, г.", "Брест"},
        {"в. Дзівін", "Дзівін"},
        {"д.Новая Гута", "Новая Гута"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        strips(texts[i][0], texts[i][1], BM_PLACE_SETTLEMENT);
}

static void whole_words_go_in_any_case(void **state)
{
    (void)state;
    strips("в селе Копани", "Копани", BM_PLACE_SETTLEMENT);
    strips("у вёсцы Копані", "Копані", BM_PLACE_SETTLEMENT);
    strips("городской посёлок Ельск", "Ельск", BM_PLACE_SETTLEMENT);
    strips("urban-type settlement Ratne", "Ratne", BM_PLACE_SETTLEMENT);
    strips("Столинский р-н", "Столинский", BM_PLACE_DISTRICT);
    strips("Столинского р-на", "Столинского", BM_PLACE_DISTRICT);
    strips("Брэсцкая вобл.", "Брэсцкая", BM_PLACE_REGION);
    strips("Брестская обл.", "Брестская", BM_PLACE_REGION);
    strips("ст. Сарны", "Сарны", BM_PLACE_SITE);
    strips("Vilcha border crossing", "Vilcha", BM_PLACE_CROSSING);
}

static void other_full_stops_stay(void **state)
{
    (void)state;
    keeps("St. Petersburg");
    keeps("St.Petersburg");
    keeps("Вел. Копані");
    keeps("Вел.Копані");
    keeps("г.");
    keeps("Washington D.C.");
    keeps("Город");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(abbreviations_go_with_and_without_blank),
        cmocka_unit_test(natural_things_and_stations),
        cmocka_unit_test(whole_words_go_in_any_case),
        cmocka_unit_test(other_full_stops_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
