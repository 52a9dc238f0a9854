/* What an English report says happened, and what it only speaks of. */
#include "incident_text.h"

#define DAY "2023-03-15" /* a Wednesday */
#define WEEK "2023-03-09~/2023-03-15~"
#define CHECK(cases) check_incidents(cases, sizeof(cases) / sizeof *(cases))

static void test_categories(void **state)
{
    (void)state;
    static const incident_case cases[] = {
        {"Two jets bombed a depot near Stolin on Monday.", DAY, "airstrike Stolin 2023-03-13"},
        {"Guns shelled the town of Luninets on 12 March.", DAY, "shelling Luninets 2023-03-12"},
        {"A drone fell near Pinsk on Tuesday.", DAY, "drone Pinsk 2023-03-14"},
        {"Three missiles struck a plant in Chernihiv on Sunday.", DAY,
         "missile Chernihiv 2023-03-12"},
        {"A column of tanks arrived in Mazyr on Saturday.", DAY, "troop-movement Mazyr 2023-03-11"},
        {"The army held joint drills near Brest on 10 March.", DAY,
         "military-drill Brest 2023-03-10"},
        {"On Monday the guards closed the border crossing at Novaya Huta.", DAY,
         "border-closure Novaya Huta 2023-03-13"},
        {"Sappers mined the road near Slavutych on Friday.", DAY,
         "mine-or-barrier Slavutych 2023-03-10"},
        {"A group of men illegally crossed the border near Ovruch on Monday.", DAY,
         "border-crossing Ovruch 2023-03-13"},
        {"The ambassador was summoned to the foreign ministry in Minsk on Tuesday and handed a "
         "note of protest.",
         DAY, "diplomatic-protest Minsk 2023-03-14"},
        {"The ministers met with their guests in Homyel on Monday.", DAY,
         "meeting Homyel 2023-03-13"},
        {"The president met Example in Minsk on Monday.", DAY, "meeting Minsk 2023-03-13"},
        {"Satellite images taken on Monday show new tents near Pinsk.", DAY,
         "troop-movement Pinsk 2023-03-13 satellite image"},
        {"The governor spoke at a press conference in Chernihiv on Monday.", DAY,
         "official-statement Chernihiv 2023-03-13"},
        {"A helicopter crashed near Rivne on Sunday.", DAY, "accident Rivne 2023-03-12"},
        {"Guards detained two men near Kovel on Monday.", DAY, "arrest Kovel 2023-03-13"},
        {"A loud explosion was heard in Zhytomyr on Monday.", DAY, "explosion Zhytomyr 2023-03-13"},
        {"Fierce fighting erupted in Irpin on 5 March 2022.", DAY, "clash Irpin 2022-03-05"},
    };
    CHECK(cases);
}

/* What was done is told by what it was done with. */
static void test_weapons(void **state)
{
    (void)state;
    static const incident_case cases[] = {
        {"Two aircraft fired at the village of Dubrovytsia on Monday.", DAY,
         "airstrike Dubrovytsia 2023-03-13"},
        {"Howitzers opened fire on Sarny on Monday.", DAY, "shelling Sarny 2023-03-13"},
        {"On Monday the guards opened fire at people near Kovel.", DAY, "attack Kovel 2023-03-13"},
        {"Drones carried out an attack on Kyiv on Monday.", DAY, "drone Kyiv 2023-03-13"},
    };
    CHECK(cases);
}

/* Nothing of this is said to have happened. */
static void test_unreal(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *words;
        const char *reason;
    } cases[] = {
        {"Missiles could hit Kyiv next week.", "Missiles could hit",
         "possible, not said to have happened"},
        {"An airstrike on Brest could follow.", "airstrike", "possible, not said to have happened"},
        {"More troops will arrive in Brest.", "troops will arrive", NULL},
        {"The army will hold drills near Brest.", "hold drills", "still to come"},
        {"The two are preparing for joint drills near Pinsk.", "joint drills", "still to come"},
        {"There are fears that troops were sent to Pinsk.", NULL, NULL},
        {"If drones attack Kyiv, the bridge is closed.", "drones attack",
         "a condition, not said to have happened"},
        {"There was no shelling in Sumy on Monday.", "shelling", "said not to have happened"},
        {"Troops have not entered Kovel.", NULL, NULL},
        {"Who shelled Luninets on Monday?", "shelled", "in a question"},
        {"They discussed the joint drills near Brest.", "joint drills", "only talked about"},
        {"In the first days of the war missiles hit Kyiv.", "missiles hit",
         "background: its time is told by something else"},
        {"Rumours that missiles hit Ovruch on Friday are false.", NULL, NULL},
        {"They told people how to act when a missile hits Sarny.", NULL, NULL},
        {"Police shot down claims that Stolin had trouble on Monday.", NULL, NULL},
        {"Russia keeps up its missile attacks.", "missile attacks", "neither place nor date"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bm_report *report = report_published(cases[i].text, DAY);
        char found[INCIDENT_TEXT_SIZE];
        incident_lines(report, found);
        if (*found)
            print_error("%s\n", cases[i].text);
        assert_string_equal(found, "");
        if (cases[i].reason && !is_passed_over(report, cases[i].words, cases[i].reason))
            fail_msg("%s", cases[i].text);
        bm_report_free(report);
    }
}

/* What lies years back is told as background, unless the report itself is of that time. */
static void test_history(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *words;
    } cases[] = {
        {"In 1944 guns shelled Kovel.", "shelled"},
        {"A drone fell near Pinsk on Monday.\n\nIn May 2019 jets bombed a farm near Sarny.",
         "bombed a"},
        {"A drone fell near Pinsk on Monday.\n\nIn 1986 many left Brahin after an explosion in "
         "Pripyat.",
         "explosion"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bm_report *report = report_published(cases[i].text, DAY);
        if (!is_passed_over(report, cases[i].words, "history, years before the report"))
            fail_msg("%s", cases[i].text);
        assert_int_equal(bm_report_incident_count(report), i > 0);
        bm_report_free(report);
    }
    static const incident_case kept[] = {
        {"On 3 May 2019 jets bombed a farm near Sarny. On 5 May 2019 a drone fell near Pinsk.", DAY,
         "airstrike Sarny 2019-05-03; drone Pinsk 2019-05-05"},
        {"In February 2022 troops entered Kovel.", DAY, "troop-movement Kovel 2022-02"},
    };
    CHECK(kept);
}

/* Days that something begins with, ends with or follows are not when it happened. */
static void test_edges(void **state)
{
    (void)state;
    static const incident_case cases[] = {
        {"The shelling of Sarny has gone on since March 3.", DAY,
         "shelling Sarny 2023-03-03~/2023-03-15~"},
        {"The border crossing at Novaya Huta has been closed since March 3.", DAY,
         "border-closure Novaya Huta 2023-03-03"},
        {"The road to Kovel was closed after Friday's shelling of Kovel.", DAY,
         "shelling Kovel 2023-03-10"},
    };
    CHECK(cases);
}

/* A relative clause keeps its time and place to itself. */
static void test_relative_clause(void **state)
{
    (void)state;
    static const incident_case cases[] = {
        {"The ministry in Minsk summoned the ambassador on Monday and handed him a note over a "
         "rocket that fell near Stolin on 2 March.",
         DAY, "diplomatic-protest Minsk 2023-03-13; missile Stolin 2023-03-02"},
        {"Minsk summoned the ambassador on Monday over the shelling of Stolin on 2 March.", DAY,
         "diplomatic-protest nowhere 2023-03-13; shelling Stolin 2023-03-02"},
    };
    CHECK(cases);
}

/* A meeting or drill that is announced for a day is kept, and is said to be planned. */
static void test_planned(void **state)
{
    (void)state;
    bm_report *report =
        report_published("The presidents will meet with the governor in Homyel on Friday.", DAY);
    assert_int_equal(bm_report_incident_count(report), 1);
    const bm_incident *incident = bm_report_incident(report, 0);
    char when[BM_DATE_TEXT_SIZE];
    bm_interval_format_edtf(incident->when, when);
    assert_string_equal(when, "2023-03-17");
    assert_non_null(strstr(incident->rule, " (planned)"));
    bm_report_free(report);
    report = report_published("Troops will shell Kyiv on Friday.", DAY);
    assert_int_equal(bm_report_incident_count(report), 0);
    bm_report_free(report);
}

static void test_places(void **state)
{
    (void)state;
    static const incident_case cases[] = {
        /* The finest, not the country that holds it, nor where it came from. */
        {"On Monday drones flew out of Homyel and attacked a depot in Ukraine, near Ripky.", DAY,
         "drone Ripky 2023-03-13"},
        /* Not where it was said. */
        {"On Monday the minister said in Minsk that shells hit Slavutych.", DAY,
         "shelling Slavutych 2023-03-13 said [minister]"},
        /* One for each of a list. */
        {"On Monday missiles hit Sumy, Kharkiv and Chernihiv.", DAY,
         "missile Sumy 2023-03-13; missile Kharkiv 2023-03-13; missile Chernihiv 2023-03-13"},
        {"Sumy, Kharkiv and Chernihiv came under mortar fire on Monday.", DAY,
         "shelling Sumy 2023-03-13; shelling Kharkiv 2023-03-13; shelling Chernihiv 2023-03-13"},
        /* Where who says so is. */
        {"On Monday Lithuania closed the border crossing at Xyzzy, the government in Vilnius said.",
         DAY, "border-closure nowhere 2023-03-13 said [government in Vilnius]"},
        {"The trouble in Sarny goes on. A column was in Lida, where guns shelled a field on "
         "Monday.",
         DAY, "shelling Lida 2023-03-13"},
        /* Others than those that were named. */
        {"The crossing at Novaya Huta opens at noon. All other crossings were closed on Monday.",
         DAY, "border-closure nowhere 2023-03-13"},
        /* One action, one event. */
        {"A column of tanks crossed the border at Novaya Huta on Monday.", DAY,
         "border-crossing Novaya Huta 2023-03-13"},
        {"A mine exploded under a tractor near Ovruch on Monday.", DAY,
         "mine-or-barrier Ovruch 2023-03-13"},
        {"Two men from Kharkiv were detained near Kovel on Monday.", DAY,
         "arrest Kovel 2023-03-13"},
        /* A name that nobody knows is no place to borrow another for. */
        {"The guards came to Kovel on Monday. Two men were detained at Xyzzy.", DAY,
         "arrest nowhere 2023-03-13"},
        /* Of the sentence before in the paragraph. */
        {"The guards came to Kovel on Monday. Two men were detained there.", DAY,
         "arrest Kovel 2023-03-13"},
        /* No invented place. */
        {"On Monday a drone fell on a field.", DAY, "drone nowhere 2023-03-13"},
    };
    CHECK(cases);
}

static void test_dates(void **state)
{
    (void)state;
    static const incident_case cases[] = {
        /* The clause before the sentence. */
        {"The governor said on Monday that shells hit Slavutych on Saturday.", DAY,
         "shelling Slavutych 2023-03-11 said [governor]"},
        /* The day of the report's like events. */
        {"Shells hit Slavutych on Monday.\n\nThe mayor spoke.\n\nShells hit Sarny.", DAY,
         "shelling Slavutych 2023-03-13; shelling Sarny 2023-03-13"},
        /* A time that belongs to another event. */
        {"Shells hit Slavutych, after a drone fell near Kyiv on Saturday.", DAY,
         "shelling Slavutych " WEEK "; drone Kyiv 2023-03-11"},
        /* The paragraph, but no old time of it. */
        {"The village of Dubrovytsia had a bad night on Monday. Shells hit Sarny.", DAY,
         "shelling Sarny 2023-03-13"},
        {"The invasion began on 24 February 2022. Shells hit Slavutych.", DAY,
         "invasion nowhere 2022-02-24; shelling Slavutych " WEEK},
        /* Nobody knows when it was published. */
        {"Shells hit Slavutych.", NULL, "shelling Slavutych undated"},
        {"Shells hit Slavutych on Monday.", NULL, "shelling Slavutych undated"},
        /* Told too vaguely for a date. */
        {"More recently shells hit Slavutych.", DAY, "shelling Slavutych undated"},
    };
    CHECK(cases);
    bm_report *report = report_published("Shells hit Slavutych on Monday.", DAY);
    assert_string_equal(bm_report_incident(report, 0)->date_rule,
                        "weekday-before-publication, same clause");
    bm_report_free(report);
}

static void test_claims(void **state)
{
    (void)state;
    static const incident_case cases[] = {
        {"On Monday shells hit Slavutych, the mayor said.", DAY,
         "shelling Slavutych 2023-03-13 said [mayor]"},
        {"According to the State Border Committee, a drone fell near Pinsk on Monday.", DAY,
         "drone Pinsk 2023-03-13 said [State Border Committee]"},
        {"Ivan Petrenko, head of the guards, alleged that drones hit Sarny on Monday.", DAY,
         "drone Sarny 2023-03-13 alleged [Ivan Petrenko]"},
        {"The spokesman, Ivan Petrenko, said drones hit Sarny on Monday.", DAY,
         "drone Sarny 2023-03-13 said [Ivan Petrenko]"},
        {"The General Staff, on March 13, confirmed that missiles hit Sarny.", DAY,
         "missile Sarny 2023-03-13 confirmed [General Staff]"},
        {"The ministry denied that its troops shelled Sarny on Monday.", DAY,
         "shelling Sarny 2023-03-13 denied [ministry]"},
        {"Satellite images show that tanks arrived in Mazyr on Monday.", DAY,
         "troop-movement Mazyr 2023-03-13 satellite image"},
        {"Shells reportedly hit Slavutych on Monday.", DAY,
         "shelling Slavutych 2023-03-13 alleged"},
        {"The mayor said shells hit Slavutych on Monday. This could not be verified.", DAY,
         "shelling Slavutych 2023-03-13 alleged [mayor]"},
        {"The group “Border Watch” said shells hit Slavutych on Monday.", DAY,
         "shelling Slavutych 2023-03-13 said [group “Border Watch”]"},
        {"Nine men were accused of it. The village of Dubrovytsia was shelled on Monday, said Ivan "
         "Petrenko, the mayor.",
         DAY, "shelling Dubrovytsia 2023-03-13 said [Ivan Petrenko]"},
        {"On Monday shells hit Sarny, killing two, said Ivan Petrenko.", DAY,
         "shelling Sarny 2023-03-13 said [Ivan Petrenko]"},
        {"He said shells hit Slavutych on Monday.", DAY, "shelling Slavutych 2023-03-13 said"},
    };
    CHECK(cases);
}

static void test_merging(void **state)
{
    (void)state;
    static const char text[] =
        "The air force alleged on Monday that jets bombed the village of Dubrovytsia.\n\n"
        "The ministry found no evidence of an airstrike.\n\n"
        "The alleged attacks took place on Monday, the staff said.\n";
    bm_report *report = report_published(text, DAY);
    char found[INCIDENT_TEXT_SIZE];
    incident_lines(report, found);
    assert_string_equal(found, "airstrike Dubrovytsia 2023-03-13 alleged [air force]");
    assert_int_equal(bm_report_incident(report, 0)->merged, 2);
    bm_report_free(report);
    static const incident_case cases[] = {
        /* Another place, another day: other events. */
        {"Shells hit Sarny on Monday. Shells hit Kovel on Monday.", DAY,
         "shelling Sarny 2023-03-13; shelling Kovel 2023-03-13"},
        {"Shells hit Sarny on Monday. Shells hit Sarny on Tuesday.", DAY,
         "shelling Sarny 2023-03-13; shelling Sarny 2023-03-14"},
        /* A heading sums up what is told below it. */
        {"Drills begin in Belarus\n\nThe army began joint drills near Brest on Monday, it said.\n",
         DAY, "military-drill Brest 2023-03-13 said"},
        /* What one telling lacks, the other has. */
        {"Tanks arrived in Mazyr.\n\nThe ministry confirmed the arrival of the tanks and troops "
         "on Monday.",
         DAY, "troop-movement Mazyr 2023-03-13 confirmed [ministry]"},
    };
    CHECK(cases);
}

/* A sentence of ten thousand triggers is read in time and does not fill the table. */
static void test_many(void **state)
{
    (void)state;
    enum { TIMES = 10000 };
    static const char words[] = "shells hit Sarny on Monday and ";
    char *text = malloc(TIMES * (sizeof words - 1) + 1);
    assert_non_null(text);
    for (size_t i = 0; i < TIMES; i++)
        memcpy(text + i * (sizeof words - 1), words, sizeof words);
    bm_report *report = report_published(text, DAY);
    assert_int_equal(bm_report_incident_count(report), 1);
    bm_report_free(report);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_categories),      cmocka_unit_test(test_weapons),
        cmocka_unit_test(test_unreal),          cmocka_unit_test(test_planned),
        cmocka_unit_test(test_history),         cmocka_unit_test(test_edges),
        cmocka_unit_test(test_relative_clause), cmocka_unit_test(test_places),
        cmocka_unit_test(test_dates),           cmocka_unit_test(test_claims),
        cmocka_unit_test(test_merging),         cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, report_fixture_set_up, report_fixture_tear_down);
}
