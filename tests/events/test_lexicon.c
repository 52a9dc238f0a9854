/* What is met in texts: words, stems, alternatives, gaps, references, capitals. */
#include "lexicon_text.h"

static const char english[] = "# Words of a test.\n"
                              "language en\n"
                              "\n"
                              "[date.month]\n"
                              "january, jan = 1\n"
                              "^may = 5\n"
                              "[date.day]\n"
                              "{date.month} (#)\n"
                              "(#) days? ago = past # counted back\n"
                              "[incident.airstrike]\n"
                              "air? strike*\n"
                              "(fire|fires|fired|firing) ... at\n"
                              "Tu-22\n"
                              "- strike price*\n"
                              "- on strike\n"
                              "[incident.border]\n"
                              "close* ... border, {word.shut} _ border\n"
                              "[word.shut]\n"
                              "shut, closed\n"
                              "[text.abbreviation]\n"
                              "lt, u.s., sat.\n";

static void check_scans(lexicon_text *text, const char *const (*cases)[2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_string_equal(scan_text(text, cases[i][0]), cases[i][1]);
}

static void test_scan(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Jan 5", "date.day:Jan 5; date.month:Jan=1"},
        {"may 5", ""},
        {"May 5", "date.day:May 5; date.month:May=5"},
        {"3 ago, 3 days ago", "date.day:3 ago=past; date.day:3 days ago=past"},
        {"An AIR Strike", "incident.airstrike:AIR Strike"},
        {"An air-strike", "incident.airstrike:air-strike"},
        {"the strikes", "incident.airstrike:strikes"},
        {"air. Strikes", "incident.airstrike:Strikes"},
        {"strike prices", ""},
        {"went on strike", ""},
        {"fired at", "incident.airstrike:fired at"},
        {"fired one two three four at", "incident.airstrike:fired one two three four at"},
        {"fired one two three four five at", ""},
        {"fired one, \"two\" at", "incident.airstrike:fired one, \"two\" at"},
        {"fired (one) at", ""},
        {"fired ~ at", ""},
        {"a Tu-22 and a tu 22", "incident.airstrike:Tu-22; incident.airstrike:tu 22"},
        {"closed its border", "incident.border:closed its border; word.shut:closed"},
        {"shut its border", "incident.border:shut its border; word.shut:shut"},
        {"shut border", "word.shut:shut"},
        {"Lt. Smith of the U.S. army", "text.abbreviation:Lt; text.abbreviation:U.S."},
    };
    lexicon_text text = lexicon_of(english, NULL);
    assert_int_equal(text.status, BM_OK);
    assert_int_equal(bm_findings_size(text.findings), 0);
    check_scans(&text, cases, sizeof cases / sizeof *cases);
    lexicon_text_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
