/* The dates of English texts. 2022-03-12 was a Saturday, 2022-10-11 a Tuesday, 2023-01-06 a Friday,
 * 2023-02-16 a Thursday. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dates_fixture.h"

#define SATURDAY "2022-03-12"
#define TUESDAY "2022-10-11"
#define FRIDAY "2023-01-06"
#define THURSDAY "2023-02-16"
#define CHECK(cases) check_dates(BM_LANGUAGE_ENGLISH, cases, sizeof(cases) / sizeof(cases)[0])

static void finds_whole_dates(void **state)
{
    (void)state;
    static const date_case cases[] = {
        {NULL, "The bridge was closed on March 11, 2022.", "March 11, 2022 = 2022-03-11 absolute"},
        {NULL, "The bridge was closed on 11 March 2022.", "11 March 2022 = 2022-03-11"},
        {NULL, "The bridge was closed on the 11th of March, 2022.",
         "11th of March, 2022 = 2022-03-11"},
        {NULL, "The bridge was closed on March 11th, 2022, at noon.",
         "March 11th, 2022 = 2022-03-11"},
        {NULL, "Closed on Sept 5, 2021.", "Sept 5, 2021 = 2021-09-05"},
        {NULL, "Posted 5 Sep 2021 by the guards.", "5 Sep 2021 = 2021-09-05"},
        {NULL, "The log of 2022-03-11 is lost.", "2022-03-11 = 2022-03-11"},
        {NULL, "The log of 11.03.2022 is lost.", "11.03.2022 = 2022-03-11"},
        {NULL, "The log of 2022/03/11 is lost.", "2022/03/11 = 2022-03-11"},
        {NULL, "The log of 25/12/2022 is lost.", "25/12/2022 = 2022-12-25"},
        {NULL, "The log of 12/25/2022 is lost.", "12/25/2022 = 2022-12-25"},
        {NULL, "Photo taken on September 26, 2013, near a range.",
         "September 26, 2013 = 2013-09-26"},
        {NULL, "Friday, March 11, 2022 was quiet.", "Friday, March 11, 2022 = 2022-03-11"},
        {NULL, "It was March 11, 2022 (Friday).", "March 11, 2022 (Friday = 2022-03-11"},
        {NULL, "On February 29, 2024 the post opened.", "February 29, 2024 = 2024-02-29"},
        {NULL, "In March 2022 the post opened.", "March 2022 = 2022-03"},
        {NULL, "In March of 2022 the post opened.", "March of 2022 = 2022-03"},
        {NULL, "The post opened in 2014.", "2014 = 2014"},
        {NULL, "The post (2014) is closed.", "2014 = 2014"},
        {NULL, "He has led the country since 1994.", "1994 = 1994 since"},
        {NULL, "It will stand until March 2031.", "March 2031 = 2031-03 until"},
        {NULL, "The law was passed before May 3, 2021.", "May 3, 2021 = 2021-05-03 before"},
        {NULL, "The 2014 annexation was condemned.", "2014 = 2014 year-of-noun"},
        {NULL, "Trade fell in the 1990s.", "1990s = 1990~/1999~"},
        {NULL, "In early March 2022 it rained.", "early March 2022 = 2022-03-01~/2022-03-10~"},
        {NULL, "By mid-March 2022 it rained.", "mid-March 2022 = 2022-03-11~/2022-03-20~"},
        {NULL, "At the end of February 2024 it rained.",
         "end of February 2024 = 2024-02-21~/2024-02-29~"},
        {NULL, "In late 2022 it rained.", "late 2022 = 2022-09~/2022-12~"},
        {NULL, "In the spring of 2022 it rained.", "spring of 2022 = 2022-03~/2022-05~"},
        {NULL, "It happened around March 11, 2022.", "March 11, 2022 = 2022-03-11~"},
    };
    CHECK(cases);
}

static void finds_ranges_and_lists(void **state)
{
    (void)state;
    static const date_case cases[] = {
        {SATURDAY, "The drill of March 3–7 is over.", "March 3–7 = 2022-03-03/2022-03-07"},
        {SATURDAY, "It lasted from March 3 to 7.", "March 3 to 7 = 2022-03-03/2022-03-07"},
        {SATURDAY, "It lasted between 3 and 5 March.", "3 and 5 March = 2022-03-03/2022-03-05"},
        {SATURDAY, "It lasted from 27 February to 2 March.",
         "27 February to 2 March = 2022-02-27/2022-03-02"},
        {SATURDAY, "It lasted from December 30 to January 2.",
         "December 30 to January 2 = 2021-12-30/2022-01-02"},
        {NULL, "It lasted from March 3 to March 7, 2021.",
         "March 3 to March 7, 2021 = 2021-03-03/2021-03-07"},
        {NULL, "It lasted from 30 December to 2 January 2021.",
         "30 December to 2 January 2021 = 2020-12-30/2021-01-02"},
        {NULL, "He served there from 2014 to 2016.", "2014 to 2016 = 2014/2016"},
        {NULL, "The war of 2014–15 began so.", "2014–15 = 2014/2015"},
        {NULL, "Between March and May 2022 it closed.", "March and May 2022 = 2022-03/2022-05"},
        {SATURDAY, "It rained from Monday to Wednesday.",
         "Monday to Wednesday = 2022-03-07/2022-03-09"},
        {SATURDAY, "It was hit on March 3 and March 7.",
         "March 3 = 2022-03-03; March 7 = 2022-03-07"},
        {NULL, "It was hit on March 3 and March 7, 2021.",
         "March 3 = 2021-03-03; March 7, 2021 = 2021-03-07"},
        {SATURDAY, "It was hit on March 3 and 7.", "March 3 = 2022-03-03; 7 = 2022-03-07"},
        {SATURDAY, "It was hit on Monday and Tuesday.",
         "Monday = 2022-03-07; Tuesday = 2022-03-08"},
        {NULL, "Overnight from March 3 to March 4, 2021 it rained.",
         "Overnight from March 3 to March 4, 2021 = 2021-03-03/2021-03-04"},
    };
    CHECK(cases);
}

static void completes_partial_dates(void **state)
{
    (void)state;
    static const date_case cases[] = {
        {SATURDAY, "It fired on March 11.", "March 11 = 2022-03-11 month-day-before-publication"},
        {SATURDAY, "It fired on March 12.", "March 12 = 2022-03-12"},
        {SATURDAY, "It fired on March 13.", "March 13 = 2021-03-13"},
        {THURSDAY, "The invasion began on February 24.", "February 24 = 2022-02-24"},
        {"2023-01-01", "It fired on December 31.", "December 31 = 2022-12-31"},
        {"2023-03-01", "It fired on February 29.", "February 29 = 2020-02-29"},
        {SATURDAY, "They will meet on March 15.",
         "March 15 = 2022-03-15 month-day-after-publication"},
        {"2022-12-30", "They will meet on January 4.", "January 4 = 2023-01-04"},
        {SATURDAY, "A storm came in March.", "March = 2022-03 named-month-before-publication"},
        {SATURDAY, "A storm came in April.", "April = 2021-04"},
        {SATURDAY, "Last March a storm came.", "Last March = 2021-03"},
        {THURSDAY, "It began last February.", "last February = 2022-02"},
        {SATURDAY, "Next March it will end.", "Next March = 2023-03"},
        {SATURDAY, "It began in early February.", "early February = 2022-02-01~/2022-02-10~"},
        {SATURDAY, "It began in late March.", "late March = 2021-03-21~/2021-03-31~"},
        {TUESDAY, "It began last summer.", "last summer = 2022-06~/2022-08~"},
        {THURSDAY, "It began on February 24 last year.",
         "February 24 last year = 2022-02-24 year-counted-from-publication"},
        {SATURDAY, "On Saturday, March 5, it fell.", "Saturday, March 5 = 2022-03-05"},
        {SATURDAY, "The hearing is on Friday, March 18.", "Friday, March 18 = 2022-03-18"},
        {TUESDAY, "On February 24, 2020 it began, and on March 2 it was over.",
         "February 24, 2020 = 2020-02-24; March 2 = 2020-03-02 month-day-near-date"},
        {TUESDAY, "The region was annexed on March 18, 2014, and invaded on February 24.",
         "March 18, 2014 = 2014-03-18; February 24 = 2022-02-24"},
        {TUESDAY, "He has ruled since 1994 and spoke on March 2.",
         "1994 = 1994 since; March 2 = 2022-03-02"},
        {NULL, "It fired on March 11.", "March 11 = ? no year, no publication date"},
        {NULL, "The pact is of May 3, 2020. It lapsed on June 4.",
         "May 3, 2020 = 2020-05-03; June 4 = 2020-06-04 month-day-near-date"},
        {NULL, "The pact is of May 3, 2020.\n\nIt was prepared on April 20.",
         "May 3, 2020 = 2020-05-03; April 20 = 2020-04-20 month-day-of-report-year"},
    };
    CHECK(cases);
}

static void counts_from_the_publication(void **state)
{
    (void)state;
    static const date_case cases[] = {
        {SATURDAY, "He spoke on Friday.", "Friday = 2022-03-11 weekday-before-publication"},
        {FRIDAY, "He spoke on Friday.", "Friday = 2023-01-06 weekday-on-publication-day"},
        {FRIDAY, "He spoke on Thursday that it will come.", "Thursday = 2023-01-05"},
        {THURSDAY, "He will meet her near the lake on Friday.",
         "Friday = 2023-02-17 weekday-after-publication"},
        {THURSDAY, "He said on Wednesday he will go on Friday.",
         "Wednesday = 2023-02-15; Friday = 2023-02-17"},
        {THURSDAY, "On Friday, the two will meet.", "Friday = 2023-02-17"},
        {THURSDAY, "Talks are scheduled for Monday.", "Monday = 2023-02-20"},
        {FRIDAY, "He spoke last Friday.", "last Friday = 2022-12-30"},
        {FRIDAY, "He goes next Friday.", "next Friday = 2023-01-13"},
        {"2024-01-01", "He spoke on Sunday.", "Sunday = 2023-12-31"},
        {"2024-01-01", "He spoke on Monday.", "Monday = 2024-01-01"},
        {"2024-03-01", "He spoke on Thursday.", "Thursday = 2024-02-29"},
        {THURSDAY, "He spoke on Friday last week.",
         "Friday last week = 2023-02-10 weekday-of-week"},
        {THURSDAY, "They came earlier this week.",
         "earlier this week = 2023-02-13/2023-02-15 week-of-publication"},
        {TUESDAY, "It burnt over the weekend.",
         "weekend = 2022-10-08/2022-10-09 weekend-before-publication"},
        {TUESDAY, "They will come at the weekend.",
         "weekend = 2022-10-15/2022-10-16 weekend-after-publication"},
        {TUESDAY, "It burnt last week.", "last week = 2022-10-03/2022-10-09"},
        {TUESDAY, "They will come next week.", "next week = 2022-10-17/2022-10-23"},
        {TUESDAY, "It burnt last month.", "last month = 2022-09"},
        {FRIDAY, "It burnt last month.", "last month = 2022-12"},
        {FRIDAY, "It burnt last year.", "last year = 2022"},
        {TUESDAY, "It burnt earlier this year.", "earlier this year = 2022-01-01/2022-10-10"},
        {"2022-03-01", "It burnt yesterday.", "yesterday = 2022-02-28"},
        {"2024-03-01", "It burnt yesterday.", "yesterday = 2024-02-29"},
        {"2023-01-01", "It burnt the day before yesterday.",
         "the day before yesterday = 2022-12-30"},
        {TUESDAY, "It burns today, and it will burn tomorrow.",
         "today = 2022-10-11; tomorrow = 2022-10-12"},
        {TUESDAY, "The film is on tonight.", "tonight = 2022-10-11"},
        {TUESDAY, "It burnt this morning.", "this morning = 2022-10-11"},
        {"2023-01-01", "It burnt overnight.", "overnight = 2022-12-31/2023-01-01"},
        {SATURDAY, "It burnt overnight into Friday.",
         "overnight into Friday = 2022-03-10/2022-03-11"},
        {TUESDAY, "It burnt two days ago.", "two days ago = 2022-10-09"},
        {TUESDAY, "It burnt 10 days ago.", "10 days ago = 2022-10-01"},
        {TUESDAY, "It burnt a week ago.", "week ago = 2022-10-04~"},
        {TUESDAY, "It burnt several days ago.", "several days ago = 2022-10-04~/2022-10-09~"},
        {TUESDAY, "It burnt two years ago.", "two years ago = 2020~"},
        {TUESDAY, "Fires rose in recent days.", "recent days = 2022-10-04~/2022-10-11~"},
        {TUESDAY, "Fires rose over the past two weeks.",
         "past two weeks = 2022-09-27~/2022-10-11~"},
        {SATURDAY, "He goes in the coming days.", "coming days = 2022-03-12~/2022-03-19~"},
        {"2022-03-12T14:00Z", "He spoke today.", "today = 2022-03-12"},
        {NULL, "He spoke on Friday, when they came last week.",
         "Friday = ? relative, no publication date; last week = ? relative, no publication date"},
    };
    CHECK(cases);
}

static void counts_from_the_date_before(void **state)
{
    (void)state;
    static const date_case cases[] = {
        {SATURDAY, "It fell on Friday, the same day that they met.",
         "Friday = 2022-03-11; same day = 2022-03-11 same-as-date-before"},
        {SATURDAY, "It fell on March 8. A week earlier another one fell.",
         "March 8 = 2022-03-08; week earlier = 2022-03-01 counted-from-date-before"},
        {NULL, "It fell on March 1, 2024. The previous day was calm.",
         "March 1, 2024 = 2024-03-01; previous day = 2024-02-29"},
        {NULL, "It fell on March 1, 2023. The day before, all was calm.",
         "March 1, 2023 = 2023-03-01; day before = 2023-02-28"},
        {NULL, "It fell on December 30, 2023; two days later came the rain.",
         "December 30, 2023 = 2023-12-30; two days later = 2024-01-01"},
        {SATURDAY, "The next day it rained.", "next day = ? relative, no date before it"},
        {SATURDAY, "It rained two days before the invasion.", ""},
        {SATURDAY, "It rained on the day after the attack.", ""},
        {SATURDAY, "It fell on Friday, a day after the raid on the town.",
         "Friday = 2022-03-11; day after = 2022-03-10 counted-from-date-before"},
        {SATURDAY, "They met on March 8, three days before the raid.",
         "March 8 = 2022-03-08; three days before = 2022-03-11"},
    };
    CHECK(cases);
}

static void keeps_minutes_only_with_a_zone(void **state)
{
    (void)state;
    static const date_case cases[] = {
        {SATURDAY, "It fell at 14:30 on March 11.", "March 11 = 2022-03-11"},
        {SATURDAY, "It fell about 5 a.m. on March 11.", "March 11 = 2022-03-11"},
        {SATURDAY, "It fell at 14:30 GMT on March 11.",
         "14:30 GMT on March 11 = 2022-03-11T14:30:00Z"},
        {SATURDAY, "It fell on March 11 at 14:30 UTC.",
         "March 11 at 14:30 UTC = 2022-03-11T14:30:00Z"},
        {NULL, "Logged 2022-03-12T01:30+03:00 by the post.",
         "2022-03-12T01:30+03:00 = 2022-03-11T22:30:00Z"},
        {NULL, "Logged 2022-03-12T01:30 by the post.", "2022-03-12T01:30 = 2022-03-12"},
    };
    CHECK(cases);
}

static void follows_the_words_around(void **state)
{
    (void)state;
    static const date_case cases[] = {
        {SATURDAY, "It will send two of its most trusted men to the meeting in Brest on March 17.",
         "March 17 = 2022-03-17"},
        {SATURDAY, "He will meet the man who was hurt on Friday.", "Friday = 2022-03-11"},
        {SATURDAY, "He said that on Monday the two will meet.", "Monday = 2022-03-14"},
        {SATURDAY, "\"It will end,\" a statement on Friday said.", "Friday = 2022-03-11"},
        {SATURDAY, "Drills from March 10 to 20 go on.", "March 10 to 20 = 2022-03-10/2022-03-20"},
        {SATURDAY, "It fell late Thursday into Friday.",
         "late Thursday into Friday = 2022-03-10/2022-03-11"},
        {SATURDAY, "It fell overnight on March 3-4.",
         "overnight on March 3-4 = 2022-03-03/2022-03-04"},
        {SATURDAY, "It fell on Monday two weeks ago.",
         "Monday two weeks ago = 2022-02-21 weekday-of-week"},
        {SATURDAY, "Last week on Friday it fell.", "Last week on Friday = 2022-03-04"},
        {SATURDAY, "On Thursday and Friday, March 10 and 11, it fell.",
         "Thursday = 2022-03-10; Friday, March 10 = 2022-03-10; 11 = 2022-03-11"},
        {SATURDAY, "In February and March 2021 it fell.",
         "February = 2021-02; March 2021 = 2021-03"},
        {SATURDAY, "A book in the March 10 issue.", "March 10 = 2022-03-10"},
        {SATURDAY, "The fair of Feb. 28-March 3 is over.",
         "Feb. 28-March 3 = 2022-02-28/2022-03-03"},
        {SATURDAY, "It opened following Friday's storm.", "Friday = 2022-03-11 after"},
        {SATURDAY, "It is shut ahead of Friday's storm.", "Friday = 2022-03-18 before"},
        {SATURDAY, "In the early 1990s it fell.", "early 1990s = 1990~/1993~"},
        {SATURDAY, "In 2010 it fell. Two years later it rose.",
         "2010 = 2010; Two years later = 2012~ counted-from-date-before"},
        {SATURDAY, "It is shut on Tuesday nights and Monday to Friday.", ""},
        {SATURDAY, "Every week from Monday to Friday it is shut.", ""},
        {SATURDAY, "It was on a Friday, the last Sunday of May.", "May = 2021-05"},
        {SATURDAY, "The September 11 attacks and to this day.", ""},
    };
    CHECK(cases);
}

static void passes_over_what_is_none(void **state)
{
    (void)state;
    static const date_case cases[] = {
        {SATURDAY, "Troops march 20 miles to the west.", ""},
        {SATURDAY, "You may 2 times ask.", ""},
        {SATURDAY, "Mrs May spoke in May.", "May = 2021-05"},
        {SATURDAY, "The March on the capital failed.", ""},
        {SATURDAY, "In March 20 people died.", "March = 2022-03"},
        {SATURDAY, "The Tu-22 and the West-2013 drill.", ""},
        {SATURDAY, "The 67-year-old stood 100 meters away with 1,000 others.", ""},
        {SATURDAY, "Room 2013, call 555-2014 or 2 2022 11.", ""},
        {SATURDAY, "A force of 2000 soldiers came in 2000 trucks.", ""},
        {SATURDAY, "It cost $2014 or 2014 km.", ""},
        {SATURDAY, "It opened on February 30, 2022.", ""},
        {SATURDAY, "It opened on February 29, 2023.", ""},
        {SATURDAY, "It opened on 31.04.2022 or 2022-13-01.", ""},
        {SATURDAY, "It opened on 01/02/2022.", ""},
        {SATURDAY, "Version 1.2.2022.5 and 10.0.2022.1.", ""},
        {SATURDAY, "Black Friday sales on every Monday.", ""},
        {SATURDAY, "The Sunday Times and The Sun wrote so.", ""},
        {SATURDAY, "They sat in the sun and had a second fall.", ""},
        {SATURDAY, "Markets open on Mondays.", ""},
        {SATURDAY, "The ferry left Friday Harbor for Thursday Island.", ""},
        {SATURDAY, "He stayed for two days in the first year.", ""},
        {SATURDAY, "A spring offensive is feared.", ""},
        {SATURDAY, "See example.com/2022/03/11/post for more.", ""},
        {SATURDAY, "Early early early early of.", ""},
        {SATURDAY, "", ""},
    };
    CHECK(cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_whole_dates),
        cmocka_unit_test(finds_ranges_and_lists),
        cmocka_unit_test(completes_partial_dates),
        cmocka_unit_test(counts_from_the_publication),
        cmocka_unit_test(counts_from_the_date_before),
        cmocka_unit_test(keeps_minutes_only_with_a_zone),
        cmocka_unit_test(follows_the_words_around),
        cmocka_unit_test(passes_over_what_is_none),
    };
    return cmocka_run_group_tests(tests, dates_set_up, dates_tear_down);
}
