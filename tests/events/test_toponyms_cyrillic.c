/* Names in Ukrainian, Russian and Belarusian texts: case forms, units, lands; and what only looks
 * like them. */
#include "report_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

typedef struct name_case {
    const char *text;
    const char *mention; /* as written; NULL when there is none */
    const char *name;    /* of the place */
    const char *country;
} name_case;

static const name_case name_cases[] = {
    /* Case forms */
    {"У селі Дивині збили дрон.", "Дивині", "Dyvin", "BY"},
    {"Дрон упал под Копанями ночью.", "Копанями", "Kopani", "BY"},
    {"Поезд ушёл из Бреста ночью.", "Бреста", "Brest", "BY"},
    {"Каля Століна чулі выбухі.", "Століна", "Stolin", "BY"},
    {"У Чернігові пролунали вибухи.", "Чернігові", "Chernihiv", "UA"},
    {"Жителі Чернігова чули вибухи.", "Чернігова", "Chernihiv", "UA"},
    {"Взрывы прогремели в Мелитополе и Токмаке.", "Токмаке", "Tokmak", "UA"},
    {"Українські війська залишили Херсон.", "Херсон", "Kherson", "UA"},
    {"Вибухи лунали в Новій Каховці.", "Новій Каховці", "Nova Kakhovka", "UA"},
    {"Взрывы прогремели в Кривом Роге.", "Кривом Роге", "Kryvyy Rih", "UA"},
    {"Пожежа сталася в Івано-Франківську.", "Івано-Франківську", "Ivano-Frankivsk", "UA"},
    {"Пожежа сталася у Хмельницькому.", "Хмельницькому", "Khmelnytskyi", "UA"},
    {"Пажар здарыўся ў Гомелі.", "Гомелі", "Homyel", "BY"},
    {"Пажар здарыўся ў Мазыры.", "Мазыры", "Mazyr", "BY"},
    {"Ракети летіли з Білорусі.", "Білорусі", "Belarus", "BY"},
    {"Войска ўвайшлі з Расіі.", "Расіі", "Russia", "RU"},
    {"Переговоры прошли в Варшаве.", "Варшаве", "Warsaw", "PL"},
    {"Взрывы прогремели в Крыму.", "Крыму", "Crimea", "UA"},
    {"Вибухи лунали і в Криму, і в Херсоні.", "Криму", "Crimea", "UA"},
    /* Units and lands */
    {"Пожар случился в Гомельской области.", "Гомельской области", "Homyel Oblast", "BY"},
    {"Пожежа сталася в Київській області.", "Київській області", "Kyiv Oblast", "UA"},
    {"Пажар здарыўся ў Столінскім раёне.", "Столінскім раёне", "Stolin", "BY"},
    {"Пожар случился в Столинском р-не.", "Столинском р-не", "Stolin", "BY"},
    {"Пожежі у Миколаївській та Херсонській областях.", "Миколаївській", "Mykolaiv Oblast", "UA"},
    {"Вибухи лунали на Чернігівщині.", "Чернігівщині", "Chernihiv Oblast", "UA"},
    {"Вибухи лунали на Вінниччині.", "Вінниччині", "Vinnytsia Oblast", "UA"},
    {"Учения идут на Гомельщине.", "Гомельщине", "Homyel Oblast", "BY"},
    {"Вучэнні ідуць на Берасцейшчыне.", "Берасцейшчыне", "Brest Oblast", "BY"},
    {"Вучэнні ідуць на Гомельшчыне.", "Гомельшчыне", "Homyel Oblast", "BY"},
    {"Затоплені села на Закарпатті.", "Закарпатті", "Zakarpattia Oblast", "UA"},
    {"Дроны летели к Белой Церкви мимо Гомеля.", "Белой Церкви", "Bila Tserkva", "UA"},
    {"Самолёт прилетел из Афин вечером.", "Афин", "Athens", "GR"},
    {"Стреляли в Климовском районе Брянской области.", "Брянской области", "Bryansk Oblast", "RU"},
    {"Пункт пропуска «Новая Гута» закрыт.", "Новая Гута", "Novaya Huta", "BY"},
    /* What is none */
    {"Про це написав Святослав Ковель.", NULL, NULL, NULL},
    {"Так рассказала Лида Ивановна Новик.", NULL, NULL, NULL},
    {"Про пожежу писав «Вечірній Бровари».", NULL, NULL, NULL},
    {"Чинили мост через Днепр.", NULL, NULL, NULL},
    {"Тихо на Дніпрі.", NULL, NULL, NULL},
    {"Думаю, что всё стихло.", NULL, NULL, NULL},
    {"Місто спало.", NULL, NULL, NULL},
    {"Жили вони в селі Стара Кобильниця.", NULL, NULL, NULL},
    {"Об этом сообщил Рогов.", NULL, NULL, NULL},
    {"По словам Лебедева, всё тихо.", NULL, NULL, NULL},
    {"Пресс-секретарь Песков это отрицал.", NULL, NULL, NULL},
    {"Подоляк відповів Арестовичу.", NULL, NULL, NULL},
    {"Мир подписали вечером.", NULL, NULL, NULL},
    {"Пожежу загасили вранці.", NULL, NULL, NULL},
    {"Атака тривала годину.", NULL, NULL, NULL},
    {"Силы были неравны.", NULL, NULL, NULL},
    {"Брестский полк ушёл.", NULL, NULL, NULL},
    {"Донецкий аэропорт закрыт.", NULL, NULL, NULL},
    {"Українські та російські війська відійшли.", NULL, NULL, NULL},
    {"Данные разведки не подтвердились.", NULL, NULL, NULL},
    {"Крейсер «Москва» затонув.", NULL, NULL, NULL},
};

static bool is_right(const name_case *one, const bm_report *report)
{
    if (!one->mention)
        return bm_report_mention_count(report) == 0;
    const bm_mention *mention = report_mention(report, one->mention);
    return mention && mention->place && strcmp(mention->name, one->name) == 0 &&
           strcmp(mention->place->country, one->country) == 0;
}

static void test_names_are_found_in_any_case(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof name_cases / sizeof *name_cases; i++) {
        const name_case *one = &name_cases[i];
        bm_report *report = report_of(one->text);
        if (!is_right(one, report)) {
            print_error("%s:", one->text);
            for (size_t k = 0; k < bm_report_mention_count(report); k++) {
                const bm_mention *mention = bm_report_mention(report, k);
                print_error(" %s is %s %s", mention->text, mention->name,
                            mention->place ? mention->place->country : "");
            }
            print_error("\n");
            wrong++;
        }
        bm_report_free(report);
    }
    assert_int_equal(wrong, 0);
}

/* The word for the unit belongs to the mention. */
static void test_units_have_their_words(void **state)
{
    (void)state;
    static const char text[] = "Пожежа сталася в Овруцькому районі Житомирської області.";
    bm_report *report = report_of(text);
    assert_int_equal(bm_report_mention_count(report), 2);
    const bm_mention *district = bm_report_mention(report, 0);
    const bm_mention *region = bm_report_mention(report, 1);
    assert_string_equal(report_words(text, district->span), "Овруцькому районі");
    assert_string_equal(report_words(text, region->span), "Житомирської області");
    assert_int_equal(district->status, BM_LOCATION_AREA);
    assert_int_equal(region->status, BM_LOCATION_AREA);
    assert_int_equal(region->precision, BM_PLACE_PRECISION_REGION);
    bm_report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_found_in_any_case),
        cmocka_unit_test(test_units_have_their_words),
    };
    return cmocka_run_group_tests(tests, report_fixture_set_up, report_fixture_tear_down);
}
