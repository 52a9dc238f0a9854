/* Dates as reporters put them, in any of the languages: nights, forecasts, spellings, bars.
 * 2023-01-06 was a Friday, 2024-09-01 a Sunday, 2024-12-30 a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dates_fixture.h"

#define FRIDAY "2023-01-06"
#define SUNDAY "2024-09-01"
#define MONDAY "2024-12-30"
#define CHECK(language, cases)                                                                     \
    check_dates(BM_LANGUAGE_##language, cases, sizeof(cases) / sizeof(cases)[0])

static void counts_from_the_day_that_a_night_ends_on(void **state)
{
    (void)state;
    static const date_case english[] = {
        {FRIDAY, "Overnight into 3 January a depot burned. A day before, a bridge was hit.",
         "Overnight into 3 January = 2023-01-02/2023-01-03; day before = 2023-01-02"},
        {FRIDAY, "Overnight into 3 January a depot burned. The next day it rained.",
         "Overnight into 3 January = 2023-01-02/2023-01-03; next day = 2023-01-04"},
    };
    static const date_case before[] = {
        {FRIDAY, "They came on 3 January and had walked the night before from a camp.",
         "3 January = 2023-01-03; night before = 2023-01-02"},
        {FRIDAY, "They came on 3 January, the night before the raid.",
         "3 January = 2023-01-03; night before = 2023-01-04"},
    };
    static const date_case russian[] = {
        {FRIDAY, "В ночь на 3 января сгорел склад. Днем ранее дрон задел мост.",
         "ночь на 3 января = 2023-01-02/2023-01-03; Днем ранее = 2023-01-02"},
    };
    CHECK(ENGLISH, english);
    CHECK(ENGLISH, before);
    CHECK(RUSSIAN, russian);
}

static void reads_the_other_belarusian_spelling(void **state)
{
    (void)state;
    static const date_case cases[] = {
        {SUNDAY, "Дрон упаў 6 сьнежня.", "6 сьнежня = 2023-12-06"},
        {SUNDAY, "Мост зачынены ў сьнежні 2023 году.", "сьнежні 2023 году = 2023-12"},
        {SUNDAY, "Дрон упаў 6 сьнежня. У той жа дзень зачынілі мост.",
         "6 сьнежня = 2023-12-06; той жа дзень = 2023-12-06"},
        {SUNDAY, "Дрон упаў 2 траўня 2022-ого.", "2 траўня 2022-ого = 2022-05-02"},
    };
    CHECK(BELARUSIAN, cases);
}

static void sees_what_lies_ahead(void **state)
{
    (void)state;
    static const date_case english[] = {
        {FRIDAY, "The airline said it would fly them home on Thursday.", "Thursday = 2023-01-12"},
        {FRIDAY, "He said it would have helped them on Thursday.", "Thursday = 2023-01-05"},
        {FRIDAY, "Forecast: 10 January.", "10 January = 2023-01-10"},
    };
    static const date_case belarusian[] = {
        {FRIDAY, "Прэзыдэнт зьбіраецца ў верасьні наведаць Пэкін.", "верасьні = 2023-09"},
        {SUNDAY, "Прагноз: 2 верасня без дажджу.", "2 верасня = 2024-09-02"},
    };
    static const date_case ukrainian[] = {
        {SUNDAY, "Прогноз: 2 вересня дощу не буде.", "2 вересня = 2024-09-02"},
    };
    static const date_case russian[] = {
        {SUNDAY, "Прогноз: 2 сентября дождя нет.", "2 сентября = 2024-09-02"},
        {SUNDAY, "Прогноз не сбылся: 2 сентября было сухо.", "2 сентября = 2023-09-02"},
    };
    CHECK(ENGLISH, english);
    CHECK(BELARUSIAN, belarusian);
    CHECK(UKRAINIAN, ukrainian);
    CHECK(RUSSIAN, russian);
}

static void reads_a_day_behind_a_bar(void **state)
{
    (void)state;
    static const date_case cases[] = {
        {NULL, "Border digest | 28 December 2024", "28 December 2024 = 2024-12-28"},
        {NULL, "Border digest • 28 December 2024", "28 December 2024 = 2024-12-28"},
        {NULL, "\xE2\x9A\xA1\xEF\xB8\x8F 28 December 2024: a drone fell.",
         "28 December 2024 = 2024-12-28"},
        {NULL, "\xF0\x9F\x94\xA5 28.12.2024: a drone fell.", "28.12.2024 = 2024-12-28"},
        {NULL, "It costs $28 December 2024", "December 2024 = 2024-12"},
    };
    CHECK(ENGLISH, cases);
}

static void takes_the_year_of_a_season_beside(void **state)
{
    (void)state;
    static const date_case cases[] = {
        {MONDAY, "Бої були влітку 2023-го: 12 червня село обстріляли.",
         "влітку 2023-го = 2023-06~/2023-08~; 12 червня = 2023-06-12"},
        {MONDAY, "Бої були у 2022-му: 12 червня село обстріляли.",
         "2022-му = 2022; 12 червня = 2022-06-12"},
        {MONDAY, "Бої були взимку 2023-го: 12 грудня село обстріляли.",
         "взимку 2023-го = 2022-12~/2023-02~; 12 грудня = 2022-12-12"},
    };
    CHECK(UKRAINIAN, cases);
}

static void reads_a_bare_night(void **state)
{
    (void)state;
    static const date_case belarusian[] = {
        {SUNDAY, "Уначы над вобласцю збілі дрон.", "Уначы = 2024-08-31/2024-09-01"},
        {SUNDAY, "Ноччу на 28 жніўня збілі дрон.", "Ноччу на 28 жніўня = 2024-08-27/2024-08-28"},
    };
    static const date_case ukrainian[] = {
        {SUNDAY, "Вночі над областю збили дрон.", "Вночі = 2024-08-31/2024-09-01"},
        {SUNDAY, "Вночі 28 серпня збили дрон.", "28 серпня = 2024-08-28"},
        {SUNDAY, "Вночі, 28 серпня, збили дрон.", "28 серпня = 2024-08-28"},
        {SUNDAY, "28 серпня вночі збили дрон.", "28 серпня = 2024-08-28"},
        {SUNDAY, "У п'ятницю вночі збили дрон.", "п'ятницю вночі = 2024-08-30"},
        {SUNDAY, "Вночі проти 28 серпня збили дрон.",
         "Вночі проти 28 серпня = 2024-08-27/2024-08-28"},
    };
    static const date_case russian[] = {
        {SUNDAY, "Ночью над областью сбит дрон.", "Ночью = 2024-08-31/2024-09-01"},
        {SUNDAY, "Ночью на 28 августа сбит дрон.", "Ночью на 28 августа = 2024-08-27/2024-08-28"},
        {SUNDAY, "27 августа сгорел склад. Ночью сбит дрон.", "27 августа = 2024-08-27"},
        {SUNDAY, "Обстрелы идут днём и ночью.", ""},
    };
    CHECK(BELARUSIAN, belarusian);
    CHECK(UKRAINIAN, ukrainian);
    CHECK(RUSSIAN, russian);
}

static void tells_a_part_of_the_day_from_an_event(void **state)
{
    (void)state;
    static const date_case english[] = {
        {FRIDAY, "It crashed shortly before dawn on Thursday.",
         "before dawn on Thursday = 2023-01-05 weekday-before-publication"},
        {FRIDAY, "It crashed after midnight on Thursday.",
         "after midnight on Thursday = 2023-01-05 weekday-before-publication"},
        {FRIDAY, "It crashed before noon on January 3.",
         "before noon on January 3 = 2023-01-03 month-day-before-publication"},
        {FRIDAY, "It crashed a day before dawn.", ""},
    };
    static const date_case ukrainian[] = {
        {FRIDAY, "Дрон упав перед світанком у четвер.",
         "перед світанком у четвер = 2023-01-05 weekday-before-publication"},
        {FRIDAY, "Дрон упав після опівночі 3 січня.",
         "після опівночі 3 січня = 2023-01-03 month-day-before-publication"},
    };
    CHECK(ENGLISH, english);
    CHECK(UKRAINIAN, ukrainian);
}

static void knows_half_a_year_and_the_month_of_another(void **state)
{
    (void)state;
    static const date_case english[] = {
        {MONDAY, "It was quiet half a year ago.", "half a year ago = 2024-06~"},
        {MONDAY, "Last year in September it was quiet.", "Last year = 2023; September = 2023-09"},
        {MONDAY, "It will open within the next year. From November it was closed.",
         "next year = 2025; November = 2024-11"},
        {MONDAY, "They met in the week of March 7.",
         "week of March 7 = 2024-03-04/2024-03-10 month-day-before-publication"},
        {MONDAY, "They met in the week of March 7, 2022.",
         "week of March 7, 2022 = 2022-03-07/2022-03-13"},
        {MONDAY, "A blast hit it on Dec. 24, hours before the feast.", "Dec. 24 = 2024-12-24"},
        {MONDAY, "In March 20 hours were lost.", "March = 2024-03"},
        {MONDAY, "29 Dec 2023 (one year ago): a missile fell.",
         "29 Dec 2023 (one year ago = 2023-12-29"},
        {MONDAY, "A week ago Monday a mine exploded.", "week ago Monday = 2024-12-23"},
        {MONDAY, "They met on March 12 & March 22.",
         "March 12 = 2024-03-12; March 22 = 2024-03-22"},
        {MONDAY, "Last year it was quiet; the troops of the brigade left in September.",
         "Last year = 2023; September = 2024-09"},
    };
    static const date_case ukrainian[] = {
        {MONDAY, "Пів року тому тут було тихо.", "Пів року тому = 2024-06~"},
        {MONDAY, "Торік у вересні міст зачинили.", "Торік = 2023; вересні = 2023-09"},
    };
    static const date_case russian[] = {
        {MONDAY, "1 января 2024 г. ночью сбит дрон.", "1 января 2024 г. = 2024-01-01"},
        {MONDAY, "27 декабря, в пятницу, сбит дрон.", "27 декабря, в пятницу = 2024-12-27"},
        {MONDAY, "Полгода назад тут было тихо.", "Полгода назад = 2024-06~"},
    };
    static const date_case belarusian[] = {
        {MONDAY, "Паўгода таму тут было ціха.", "Паўгода таму = 2024-06~"},
        {MONDAY, "Летась у верасьні мост зачынілі.", "Летась = 2023; верасьні = 2023-09"},
    };
    CHECK(ENGLISH, english);
    CHECK(UKRAINIAN, ukrainian);
    CHECK(RUSSIAN, russian);
    CHECK(BELARUSIAN, belarusian);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_from_the_day_that_a_night_ends_on),
        cmocka_unit_test(reads_the_other_belarusian_spelling),
        cmocka_unit_test(sees_what_lies_ahead),
        cmocka_unit_test(reads_a_day_behind_a_bar),
        cmocka_unit_test(takes_the_year_of_a_season_beside),
        cmocka_unit_test(reads_a_bare_night),
        cmocka_unit_test(knows_half_a_year_and_the_month_of_another),
        cmocka_unit_test(tells_a_part_of_the_day_from_an_event),
    };
    return cmocka_run_group_tests(tests, dates_set_up, dates_tear_down);
}
