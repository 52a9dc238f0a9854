/* Days of digests, in digits, and days that have a name. 2024-12-30 was a Monday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dates_fixture.h"

#define MONDAY "2024-12-30"
#define NEW_YEAR "2023-01-02"
#define LEAP "2024-03-04"
#define CHECK(language, cases)                                                                     \
    check_dates(BM_LANGUAGE_##language, cases, sizeof(cases) / sizeof(cases)[0])

static void reads_days_of_a_digest(void **state)
{
    (void)state;
    static const date_case russian[] = {
        {NEW_YEAR, "26.12 — в Лиду пришёл эшелон.", "26.12 = 2022-12-26"},
        {NEW_YEAR, "26.12: в Лиду пришёл эшелон.", "26.12 = 2022-12-26"},
        {NEW_YEAR, "26.12. В Лиду пришёл эшелон.", "26.12 = 2022-12-26"},
        {NEW_YEAR, "01.01 - в Лиду пришёл эшелон.", "01.01 = 2023-01-01"},
        {NEW_YEAR, "- 26.12 — в Лиду пришёл эшелон.", "26.12 = 2022-12-26"},
        {NEW_YEAR, "В Лиду пришёл эшелон (26.12).", "26.12 = 2022-12-26"},
        {NEW_YEAR, "26.12–28.12: учения под Лидой.", "26.12–28.12 = 2022-12-26/2022-12-28"},
        {NEW_YEAR, "26.12 — эшелон.\n27.12 — ещё один.", "26.12 = 2022-12-26; 27.12 = 2022-12-27"},
        {LEAP, "29.02 — эшелон.", "29.02 = 2024-02-29"},
        {NULL, "26.12 — эшелон.", "26.12 = ?"},
    };
    static const date_case ukrainian[] = {
        {NEW_YEAR, "26.12 — у Сарни прибув потяг.", "26.12 = 2022-12-26"},
    };
    static const date_case belarusian[] = {
        {NEW_YEAR, "26.12 — у Ліду прыбыў цягнік.", "26.12 = 2022-12-26"},
    };
    CHECK(RUSSIAN, russian);
    CHECK(UKRAINIAN, ukrainian);
    CHECK(BELARUSIAN, belarusian);
}

static void leaves_other_numbers(void **state)
{
    (void)state;
    static const date_case russian[] = {
        {NEW_YEAR, "26.12 млн рублей стоил мост.", ""},
        {NEW_YEAR, "Мост стоил 26.12 — много.", ""},
        {NEW_YEAR, "26.13 — эшелон.", ""},
        {NEW_YEAR, "31.04 — эшелон.", ""},
        {NEW_YEAR, "3.1 — версия для всех.", ""},
        {NEW_YEAR, "Ubuntu (10.04) вышла давно.", ""},
        {NEW_YEAR, "Версия (1.12) вышла давно.", ""},
        {NEW_YEAR, "10.12.1.4 — адрес.", ""},
        {NEW_YEAR, "10.12% — доля.", ""},
        {NEW_YEAR, "10.12 — взрыв.\n14.35 — ещё один.", ""},
    };
    static const date_case english[] = {
        {NEW_YEAR, "10.12 - the ratio.", ""},
    };
    CHECK(RUSSIAN, russian);
    CHECK(ENGLISH, english);
}

static void knows_days_by_name(void **state)
{
    (void)state;
    static const date_case english[] = {
        {MONDAY, "A bridge was hit on Christmas Day.", "Christmas Day = 2024-12-25"},
        {MONDAY, "A bridge was hit on Christmas Eve.", "Christmas Eve = 2024-12-24"},
        {NEW_YEAR, "A bridge was hit on New Year's Eve.", "New Year's Eve = 2022-12-31"},
        {NEW_YEAR, "A bridge was hit on New Year’s Day.", "New Year’s Day = 2023-01-01"},
        {NEW_YEAR, "A bridge was hit on New Year's night.",
         "New Year's night = 2022-12-31/2023-01-01"},
        {MONDAY, "A bridge was hit on Christmas Day 2021.", "Christmas Day 2021 = 2021-12-25"},
        {MONDAY, "A bridge was hit on Ukraine's Independence Day.",
         "Ukraine's Independence Day = 2024-08-24"},
        {MONDAY, "A bridge was hit on the Independence Day of Belarus.",
         "Independence Day of Belarus = 2024-07-03"},
        {MONDAY, "A bridge was hit on Independence Day.", ""},
        {MONDAY, "A bridge was hit at Easter.", "Easter = ? a feast without a day of its own"},
        {MONDAY, "They sold a Christmas tree.", ""},
    };
    static const date_case ukrainian[] = {
        {NEW_YEAR, "У новорічну ніч упав дрон.", "новорічну ніч = 2022-12-31/2023-01-01"},
        {MONDAY, "На Різдво упав дрон.", "Різдво = ? a feast without a day of its own"},
        {MONDAY, "У День Незалежності України упав дрон.",
         "День Незалежності України = 2024-08-24"},
    };
    static const date_case russian[] = {
        {NEW_YEAR, "В новогоднюю ночь упал дрон.", "новогоднюю ночь = 2022-12-31/2023-01-01"},
        {NEW_YEAR, "В ночь на Новый год упал дрон.", "ночь на Новый год = 2022-12-31/2023-01-01"},
        {MONDAY, "В День Победы упал дрон.", "День Победы = 2024-05-09"},
        {MONDAY, "Дрон упал на католическое Рождество.", "католическое Рождество = 2024-12-25"},
    };
    static const date_case belarusian[] = {
        {NEW_YEAR, "У навагоднюю ноч упаў дрон.", "навагоднюю ноч = 2022-12-31/2023-01-01"},
        {MONDAY, "На Каляды ўпаў дрон.", "Каляды = ?"},
    };
    CHECK(ENGLISH, english);
    CHECK(UKRAINIAN, ukrainian);
    CHECK(RUSSIAN, russian);
    CHECK(BELARUSIAN, belarusian);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_days_of_a_digest),
        cmocka_unit_test(leaves_other_numbers),
        cmocka_unit_test(knows_days_by_name),
    };
    return cmocka_run_group_tests(tests, dates_set_up, dates_tear_down);
}
