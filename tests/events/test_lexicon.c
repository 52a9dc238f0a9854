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

static void test_which_match(void **state)
{
    (void)state;
    static const char file[] = "language en\n"
                               "[a]\n"
                               "one two = short\n"
                               "one two three, one two thr* = long\n"
                               "(one|uno) two three = later\n"
                               "three four, two\n"
                               "[b]\n"
                               "two three, three\n"
                               "[c]\n"
                               "x ... y, x ... z ... y\n"
                               "p _ q, p q?, p r s? t? u\n"
                               "{c.number} (km|mile*)\n"
                               "[c.number]\n"
                               "(#), two, (few|several)\n"
                               "- 13\n";
    static const char *const cases[][2] = {
        /* The longest, of these the first; one of another section besides. */
        {"one two", "a:one two=short; c.number:two"},
        {"One two three", "a:One two three=long; b:two three; c.number:two"},
        {"uno two three", "a:uno two three=later; b:two three; c.number:two"},
        /* Overlapping is no reason, being within one of the same section is. */
        {"one two three four", "a:one two three=long; b:two three; c.number:two; a:three four"},
        {"x y y y", "c:x y y y"},
        {"x 1 2 3 4 y", "c:x 1 2 3 4 y; c.number:1; c.number:2; c.number:3; c.number:4"},
        {"x a a a a z a a a a y", "c:x a a a a z a a a a y"},
        {"x x y", "c:x x y"},
        {"p q", "c:p q"},
        {"p", "c:p"},
        {"p p", "c:p; c:p"},
        {"p p q", "c:p p q"},
        {"p. q", "c:p"},
        {"p r u, p r s t u, p r t u", "c:p r u; c:p r s t u; c:p r t u"},
        {"p r t s u", "c:p"},
        {"20 km", "c:20 km; c.number:20"},
        {"few miles", "c:few miles; c.number:few"},
        {"13", ""},
        {"13 km", ""},
        {"(20) km", "c.number:20"},
        {"20-km", "c:20-km; c.number:20"},
        {"", ""},
    };
    lexicon_text text = lexicon_of(file, NULL);
    assert_int_equal(bm_findings_size(text.findings), 0);
    check_scans(&text, cases, sizeof cases / sizeof *cases);
    lexicon_text_finish(&text);
}

static void test_what_stands_between(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"a b", "t:a b"}, {"a-b", "t:a-b"},       {"a, b", "t:a, b"},
        {"a/b", "t:a/b"}, {"a \"b\"", "t:a \"b"}, {"a. b", ""},
        {"a: b", ""},     {"a (b)", ""},          {"(a) b", ""},
        {"a ~ b", ""},    {"(a b)", "t:a b"},     {"x: a b", "t:a b"},
        {"c x. d", ""},   {"c x (y) d", ""},      {"c, x, d", "t:c, x, d"},
        {"c d", "t:c d"}, {"c. d", ""},
    };
    lexicon_text text = lexicon_of("language en\n[t]\na b, c ... d\n", NULL);
    check_scans(&text, cases, sizeof cases / sizeof *cases);
    lexicon_text_finish(&text);
}

static bool stop_at_second(const bm_phrase *phrase, void *context)
{
    size_t *count = context;
    assert_int_equal(phrase->first, *count);
    return ++*count < 2;
}

static void test_stopping(void **state)
{
    (void)state;
    size_t count = 0;
    lexicon_text text = lexicon_of("language en\n[t]\na\n", NULL);
    cut_words(&text, "a a a a");
    bm_lexicon_scan(text.lexicon, text.words, text.count, stop_at_second, &count);
    assert_int_equal(count, 2);
    bm_lexicon_scan(text.lexicon, text.words, 0, stop_at_second, &count);
    assert_int_equal(count, 2);
    lexicon_text_finish(&text);
}

static bool check_phrase(const bm_phrase *phrase, void *context)
{
    size_t *count = context;
    assert_string_equal(bm_phrase_pattern(phrase), "(Fire|FIRED) ...  at");
    assert_string_equal(phrase->value, "v");
    assert_int_equal(phrase->first, 1);
    assert_int_equal(phrase->count, 3);
    ++*count;
    return true;
}

static void test_phrase(void **state)
{
    (void)state;
    size_t count = 0;
    lexicon_text text =
        lexicon_of("language en\n[t]\nother, (Fire|FIRED) ...  at = v # why\n", NULL);
    cut_words(&text, "They fired missiles at");
    bm_lexicon_scan(text.lexicon, text.words, text.count, check_phrase, &count);
    assert_int_equal(count, 1);
    lexicon_text_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scan),
        cmocka_unit_test(test_which_match),
        cmocka_unit_test(test_what_stands_between),
        cmocka_unit_test(test_stopping),
        cmocka_unit_test(test_phrase),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
