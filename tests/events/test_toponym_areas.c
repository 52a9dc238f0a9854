/* Areas that words make of places: which words, and where the area lies. */
#include "report_fixture.h"

#include <bordermap/geodesic.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

typedef struct area_case {
    const char *text;
    const char *mention;
    bm_area_kind kind;
    const char *words;  /* the phrase */
    double azimuth_deg; /* −1 without */
    double distance_km; /* as said, −1 when it is not */
} area_case;

static const area_case area_cases[] = {
    /* English */
    {"Troops gathered north of Kyiv.", "Kyiv", BM_AREA_DIRECTION, "north of Kyiv", 0, -1},
    {"They stood 20 km west of Brest.", "Brest", BM_AREA_DIRECTION, "20 km west of Brest", 270, 20},
    {"It fell 20 kilometres (12 miles) to the south-west of the city of Brest.", "Brest",
     BM_AREA_DIRECTION, "20 kilometres (12 miles) to the south-west of the city of Brest", 225,
     12 * 1.609},
    {"It fell ten miles northeast of Brest.", "Brest", BM_AREA_DIRECTION,
     "ten miles northeast of Brest", 45, 16.09},
    {"It fell 15km from Brest.", "Brest", BM_AREA_AROUND, "15km from Brest", -1, 15},
    {"It fell 1,500 metres from Brest.", "Brest", BM_AREA_AROUND, "1,500 metres from Brest", -1,
     1.5},
    {"Fighting went on near Brest.", "Brest", BM_AREA_AROUND, "near Brest", -1, -1},
    {"Fighting went on in the vicinity of Brest.", "Brest", BM_AREA_AROUND,
     "in the vicinity of Brest", -1, -1},
    {"Fighting went on around Brest and Kobryn.", "Kobryn", BM_AREA_AROUND,
     "around Brest and Kobryn", -1, -1},
    {"Fighting went on in the Brest area.", "Brest", BM_AREA_AROUND, "Brest area", -1, -1},
    {"Towns on Kyiv's northwest outskirts were hit.", "Kyiv", BM_AREA_PART,
     "Kyiv's northwest outskirts", 315, -1},
    {"It was seen on the eastern outskirts of Kyiv.", "Kyiv", BM_AREA_PART,
     "eastern outskirts of Kyiv", 90, -1},
    {"It was seen on the outskirts of Kyiv.", "Kyiv", BM_AREA_PART, "outskirts of Kyiv", -1, -1},
    {"Rain fell in southern Belarus.", "Belarus", BM_AREA_PART, "southern Belarus", 180, -1},
    {"Rain fell in northwest Ukraine.", "Ukraine", BM_AREA_PART, "northwest Ukraine", 315, -1},
    {"Rain fell in the north of Ukraine.", "Ukraine", BM_AREA_PART, "north of Ukraine", 0, -1},
    {"Rain fell in Ukraine's east.", "Ukraine", BM_AREA_PART, "Ukraine's east", 90, -1},
    {"Rain fell in the northern part of Ukraine.", "Ukraine", BM_AREA_PART,
     "northern part of Ukraine", 0, -1},
    {"They will meet in the Kobryn region.", "Kobryn", BM_AREA_REGION, "Kobryn region", -1, -1},
    {"They walked along Belarus's southwest border.", "Belarus", BM_AREA_BORDER,
     "Belarus's southwest border", 225, -1},
    {"They walked along the Belarus-Ukraine border.", "Belarus", BM_AREA_BORDER,
     "Belarus-Ukraine border", -1, -1},
    {"They walked along the Belarus-Ukraine border.", "Ukraine", BM_AREA_BORDER,
     "Belarus-Ukraine border", -1, -1},
    {"It fell 20 km from the border with Belarus.", "Belarus", BM_AREA_BORDER,
     "20 km from the border with Belarus", -1, 20},
    {"Guards stood on the border between Belarus and Ukraine.", "Ukraine", BM_AREA_BORDER,
     "border between Belarus and Ukraine", -1, -1},
    {"A depot in Ovruch, about 5 miles (8 km) from the Belarusian border, burned.", "Ovruch",
     BM_AREA_BORDER, "Ovruch, about 5 miles (8 km) from the Belarusian border", -1, 8},
    /* Ukrainian */
    {"Колону бачили на північ від Києва вдень.", "Києва", BM_AREA_DIRECTION, "на північ від Києва",
     0, -1},
    {"Колону бачили за 20 км на північний захід від Чернігова.", "Чернігова", BM_AREA_DIRECTION,
     "20 км на північний захід від Чернігова", 315, 20},
    {"Дощ ішов на півночі України.", "України", BM_AREA_PART, "півночі України", 0, -1},
    {"Дощ ішов у північній частині України.", "України", BM_AREA_PART, "північній частині України",
     0, -1},
    {"Під Черніговом лунали вибухи.", "Черніговом", BM_AREA_AROUND, "Під Черніговом", -1, -1},
    {"Вибухи лунали біля міста Ковель уночі.", "Ковель", BM_AREA_AROUND, "біля міста Ковель", -1,
     -1},
    {"Дрон летів у напрямку Чернігова.", "Чернігова", BM_AREA_AROUND, "у напрямку Чернігова", -1,
     -1},
    {"Дрон упав за 10 км від Чернігова.", "Чернігова", BM_AREA_AROUND, "10 км від Чернігова", -1,
     10},
    {"Дрон упав на околиці Чернігова.", "Чернігова", BM_AREA_PART, "околиці Чернігова", -1, -1},
    {"Прикордонники стоять на кордоні з Білоруссю.", "Білоруссю", BM_AREA_BORDER,
     "кордоні з Білоруссю", -1, -1},
    {"Дрон упав за 5 км від кордону з Білоруссю.", "Білоруссю", BM_AREA_BORDER,
     "5 км від кордону з Білоруссю", -1, 5},
    /* Russian */
    {"Колонну видели к северу от Киева.", "Киева", BM_AREA_DIRECTION, "к северу от Киева", 0, -1},
    {"Колонну видели в 20 километрах к северо-западу от Бреста.", "Бреста", BM_AREA_DIRECTION,
     "20 километрах к северо-западу от Бреста", 315, 20},
    {"Колонну видели южнее Бреста.", "Бреста", BM_AREA_DIRECTION, "южнее Бреста", 180, -1},
    {"Дожди шли на севере Украины.", "Украины", BM_AREA_PART, "севере Украины", 0, -1},
    {"Взрыв прогремел под Харьковом.", "Харьковом", BM_AREA_AROUND, "под Харьковом", -1, -1},
    {"Взрыв прогремел в районе Изюма.", "Изюма", BM_AREA_AROUND, "районе Изюма", -1, -1},
    {"Взрыв прогремел в двадцати километрах от Бреста.", "Бреста", BM_AREA_AROUND,
     "двадцати километрах от Бреста", -1, 20},
    {"Взрыв прогремел на окраине Бреста.", "Бреста", BM_AREA_PART, "окраине Бреста", -1, -1},
    {"Посты стоят на границе с Украиной.", "Украиной", BM_AREA_BORDER, "границе с Украиной", -1,
     -1},
    /* Belarusian */
    {"Калону бачылі на поўнач ад Кіева.", "Кіева", BM_AREA_DIRECTION, "на поўнач ад Кіева", 0, -1},
    {"Дрон упаў за 20 кіламетраў на паўднёвы захад ад Брэста.", "Брэста", BM_AREA_DIRECTION,
     "20 кіламетраў на паўднёвы захад ад Брэста", 225, 20},
    {"Пад Брэстам чулі выбухі ўначы.", "Брэстам", BM_AREA_AROUND, "Пад Брэстам", -1, -1},
    {"Дажджы ішлі на поўначы Украіны ўвесь дзень.", "Украіны", BM_AREA_PART, "поўначы Украіны", 0,
     -1},
    {"Пасты стаяць на мяжы з Украінай.", "Украінай", BM_AREA_BORDER, "мяжы з Украінай", -1, -1},
    /* No area. */
    {"Drones flew over Kyiv.", "Kyiv", BM_AREA_NONE, "", -1, -1},
    {"Border guards of Belarus left.", "Belarus", BM_AREA_NONE, "", -1, -1},
    {"All border crossings to Belarus are closed.", "Belarus", BM_AREA_NONE, "", -1, -1},
    {"Troops left the Brest region.", "Brest", BM_AREA_NONE, "", -1, -1},
    {"They will meet in the Moscow region.", "Moscow", BM_AREA_NONE, "", -1, -1},
    {"Вибухи лунали в Бериславському районі Херсонської області.", "Херсонської області",
     BM_AREA_NONE, "", -1, -1},
    {"Laos borders Thailand.", "Thailand", BM_AREA_NONE, "", -1, -1},
    {"Laos borders Thailand.", "Laos", BM_AREA_NONE, "", -1, -1},
    {"Nobody lives outside Belarus.", "Belarus", BM_AREA_NONE, "", -1, -1},
    {"They stood at the foot of Minsk.", "Minsk", BM_AREA_NONE, "", -1, -1},
    {"North Korea denied it.", "North Korea", BM_AREA_NONE, "", -1, -1},
};

static bool is_area(const area_case *one, const bm_mention *mention)
{
    const bm_area *area = &mention->area;
    if (area->kind != one->kind)
        return false;
    if (one->kind == BM_AREA_NONE)
        return true;
    return strcmp(report_words(one->text, area->span), one->words) == 0 &&
           area->azimuth_deg == one->azimuth_deg &&
           fabs(area->distance_km - one->distance_km) < 0.05;
}

static void test_phrases_make_areas(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof area_cases / sizeof *area_cases; i++) {
        const area_case *one = &area_cases[i];
        bm_report *report = report_of(one->text);
        const bm_mention *mention = report_mention(report, one->mention);
        if (!mention || !is_area(one, mention)) {
            print_error("%s: %s %s '%s' az %.0f %.1f km\n", one->text, one->mention,
                        mention ? bm_area_kind_name(mention->area.kind) : "is no mention",
                        mention ? report_words(one->text, mention->area.span) : "",
                        mention ? mention->area.azimuth_deg : 0.0,
                        mention ? mention->area.distance_km : 0.0);
            wrong++;
        }
        bm_report_free(report);
    }
    assert_int_equal(wrong, 0);
}

/* Where the area's middle is as seen from the place, and how far it reaches. */
typedef struct position_case {
    const char *text;
    const char *mention;
    double azimuth_deg;
    double km;
    double radius_km;
} position_case;

static const position_case position_cases[] = {
    {"They stood 20 km west of Brest.", "Brest", 270, 20, 5},
    {"They stood 4 km west of Brest.", "Brest", 270, 4, 2},
    {"Troops gathered north of Kyiv.", "Kyiv", 0, 34, 34},
    {"Troops gathered north of Stolin.", "Stolin", 0, 15, 15},
    {"It fell 15 km from Brest.", "Brest", -1, 0, 15},
    {"Fighting went on near Stolin.", "Stolin", -1, 0, 10},
    {"Towns on Kyiv's northwest outskirts were hit.", "Kyiv", 315, 17, 8.5},
    {"They will meet in the Kobryn region.", "Kobryn", -1, 0, 120},
    {"They met in the Stolin district.", "Stolin", -1, 0, 35},
};

static void test_areas_lie_where_the_words_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof position_cases / sizeof *position_cases; i++) {
        const position_case *one = &position_cases[i];
        bm_report *report = report_of(one->text);
        const bm_mention *mention = report_mention(report, one->mention);
        assert_non_null(mention);
        double km = bm_geodesic_distance_m(mention->position, mention->area.position) / 1000.0;
        double azimuth = bm_geodesic_azimuth_deg(mention->position, mention->area.position);
        if (fabs(km - one->km) > 1.0 || fabs(mention->area.radius_km - one->radius_km) > 1.0 ||
            (one->km > 0 && fabs(remainder(azimuth - one->azimuth_deg, 360.0)) > 1.0))
            fail_msg("%s: %.1f km at %.0f, radius %.1f", one->text, km, azimuth,
                     mention->area.radius_km);
        bm_report_free(report);
    }
}

static bm_area area_of(const char *text, const char *name)
{
    bm_report *report = report_of(text);
    const bm_mention *mention = report_mention(report, name);
    assert_non_null(mention);
    bm_area area = mention->area;
    bm_report_free(report);
    return area;
}

static bool holds(const bm_area *area, bm_lonlat position)
{
    return bm_geodesic_distance_m(area->position, position) <= 1000.0 * area->radius_km;
}

/* Parts of countries hold the towns that everybody says are there. */
static void test_parts_of_countries_hold_their_towns(void **state)
{
    (void)state;
    static const bm_lonlat lutsk = {25.34, 50.75};
    static const bm_lonlat kharkiv = {36.23, 49.99};
    static const bm_lonlat kherson = {32.62, 46.64};
    static const bm_lonlat brest = {23.73, 52.10};
    bm_area west = area_of("Rain fell in northwestern Ukraine.", "Ukraine");
    bm_area east = area_of("Rain fell in eastern Ukraine.", "Ukraine");
    bm_area south = area_of("Rain fell in southern Ukraine.", "Ukraine");
    bm_area corner = area_of("Rain fell in southwestern Belarus.", "Belarus");
    assert_true(holds(&west, lutsk) && !holds(&west, kharkiv) && !holds(&west, kherson));
    assert_true(holds(&east, kharkiv) && !holds(&east, lutsk));
    assert_true(holds(&south, kherson) && !holds(&south, lutsk));
    assert_true(holds(&corner, brest) && !holds(&corner, kharkiv));
}

/* What is told of the border lies at the border. */
static void test_borders_lie_on_the_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *mention;
        double km; /* from the line */
    } cases[] = {
        {"They walked along Belarus's southwest border.", "Belarus", 0},
        {"They walked along the Belarus-Ukraine border.", "Ukraine", 0},
        {"It fell near the border with Belarus.", "Belarus", 0},
        {"A depot in Ovruch, 30 km from the border, burned.", "Ovruch", 30},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bm_area area = area_of(cases[i].text, cases[i].mention);
        double km = bm_border_distance_km(report_border(), area.position);
        if (fabs(km - cases[i].km) > 1.5)
            fail_msg("%s: %.1f km from the border", cases[i].text, km);
    }
    /* The western half of the line. */
    bm_area west = area_of("They walked along Belarus's southwest border.", "Belarus");
    assert_true(west.position.lon < 27.0 && west.radius_km < 200.0);
}

static void test_an_unknown_place_has_no_area(void **state)
{
    (void)state;
    bm_report *report = report_of("Troops stood near the village of Zzyzqovo.");
    const bm_mention *mention = report_mention(report, "Zzyzqovo");
    if (mention) {
        assert_null(mention->place);
        assert_true(mention->area.position.lon == 0.0 && mention->area.radius_km == 0.0);
    }
    bm_report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_phrases_make_areas),
        cmocka_unit_test(test_areas_lie_where_the_words_say),
        cmocka_unit_test(test_parts_of_countries_hold_their_towns),
        cmocka_unit_test(test_borders_lie_on_the_line),
        cmocka_unit_test(test_an_unknown_place_has_no_area),
    };
    return cmocka_run_group_tests(tests, report_fixture_set_up, report_fixture_tear_down);
}
