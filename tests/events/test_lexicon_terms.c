/* Words of texts and of a lexicon that are the same, and which are not. */
#include "lexicon_text.h"

static const char words[] =
    "language uk\n"
    "[t.word]\n"
    "зруйнован*, п'ять, обʼєкт, орёл, їжак, ґанок, strike, café, łódź, Ωmega\n"
    "extraordinarily, incomprehensibilit*, a*, щ*, но*\n"
    "[t.period]\n"
    "lt, sat., u.s., а.е.с., no\n"
    "[t.month]\n"
    "січ* = 1\n"
    "^may = 5\n"
    "лют = 2a\n"
    "лют = 2b\n"
    "[t.out]\n"
    "march*, ^april*\n"
    "- marched\n"
    "- ^march\n"
    "- april\n"
    "april = again\n"
    "[t.reference]\n"
    "{t.out}, {t.month}\n"
    "- {t.period}\n"
    "[t.of-reference]\n"
    "{t.reference} = deep\n"
    "(other|{t.month}) = of two\n";

static bool is(const lexicon_text *text, const char *section, const char *word)
{
    return value_of(text, section, word) != NULL;
}

static void test_letters(void **state)
{
    (void)state;
    static const char *const met[] = {"ЗРУЙНОВАНО",
                                      "зруйнован",
                                      "п’ять",
                                      "пʼять",
                                      "п`ять",
                                      "П'ЯТЬ",
                                      "об'єкт",
                                      "Об`єкт",
                                      "орел",
                                      "ОРЁЛ",
                                      "Їжак",
                                      "Ґанок",
                                      "STRIKE",
                                      "strike",
                                      "CAFÉ",
                                      "ŁÓDŹ",
                                      "ωMEGA",
                                      "зру\xCC\x81йновані",
                                      "ExtraOrdinarily",
                                      "incomprehensibilities",
                                      "a",
                                      "army",
                                      "Щось",
                                      "но",
                                      "новий"};
    static const char *const unmet[] = {"зруйнова",
                                        "пять",
                                        "пять'",
                                        "strikes",
                                        "cafe",
                                        "lodz",
                                        "орл",
                                        "ганок",
                                        "ижак",
                                        "",
                                        "н",
                                        "extraordinaril",
                                        "extraordinarily's"};
    lexicon_text text = lexicon_of(words, NULL);
    assert_int_equal(text.status, BM_OK);
    for (size_t i = 0; i < sizeof met / sizeof *met; i++)
        assert_true(is(&text, "t.word", met[i]));
    for (size_t i = 0; i < sizeof unmet / sizeof *unmet; i++)
        assert_false(is(&text, "t.word", unmet[i]));
    lexicon_text_finish(&text);
}

static void test_bytes_that_are_no_text(void **state)
{
    (void)state;
    static const char *const bad[] = {"strike\xFF", "\xD0",     "strike\xD0",
                                      "\xED\xA0",   "\xC0\xAF", "\xF8\x88\x80\x80\x80",
                                      "\xE2\x80"};
    lexicon_text text = lexicon_of(words, NULL);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(bm_lexicon_terms(text.lexicon, bad[i], strlen(bad[i])), 0);
    assert_int_equal(bm_lexicon_terms(text.lexicon, "strike", 0), 0);
    assert_int_equal(bm_lexicon_terms(text.lexicon, "strikes", 6),
                     bm_lexicon_terms(text.lexicon, "Strike", 6));
    lexicon_text_finish(&text);
}

static void test_long_words(void **state)
{
    (void)state;
    char file[512];
    char word[256];
    memset(word, 'x', sizeof word);
    (void)snprintf(file, sizeof file, "language en\n[t]\n%.64s, %.63s*\n%.65s\n", word, word, word);
    lexicon_text text = lexicon_of(file, NULL);
    assert_int_equal(bm_findings_size(text.findings), 1);
    assert_non_null(strstr(bm_findings_get(text.findings, 0)->message, "more than 64 letters"));
    for (size_t length = 62; length < sizeof word; length++)
        assert_int_equal(bm_lexicon_terms(text.lexicon, word, length) != 0, length >= 63);
    lexicon_text_finish(&text);
}

static void test_periods(void **state)
{
    (void)state;
    lexicon_text text = lexicon_of(words, NULL);
    static const char *const met[] = {"Lt.", "lt", "Sat.", "U.S.", "U.S", "а.е.с", "А.Е.С."};
    static const char *const unmet[] = {"sat", "us", "u.", ".", "..", "lt.."};
    for (size_t i = 0; i < sizeof met / sizeof *met; i++)
        assert_true(is(&text, "t.period", met[i]));
    for (size_t i = 0; i < sizeof unmet / sizeof *unmet; i++)
        assert_false(is(&text, "t.period", unmet[i]));
    lexicon_text_finish(&text);
}

static void test_values_and_capitals(void **state)
{
    (void)state;
    lexicon_text text = lexicon_of(words, NULL);
    assert_string_equal(value_of(&text, "t.month", "січня"), "1");
    assert_string_equal(value_of(&text, "t.month", "Лют"), "2a");
    assert_string_equal(value_of(&text, "t.month", "May"), "5");
    assert_null(value_of(&text, "t.month", "may"));
    assert_null(value_of(&text, "t.month", "strike"));
    assert_null(value_of(&text, "t.nothing", "May"));
    uint32_t may = bm_lexicon_terms(text.lexicon, "MAY", 3);
    uint32_t month = bm_lexicon_section(text.lexicon, "t.month");
    assert_true(bm_lexicon_is(text.lexicon, may, month, true, NULL));
    assert_false(bm_lexicon_is(text.lexicon, may, month, false, NULL));
    assert_false(bm_lexicon_is(text.lexicon, may, BM_LEXICON_NONE, true, NULL));
    assert_false(bm_lexicon_is(text.lexicon, 0, month, true, NULL));
    assert_false(bm_lexicon_is(text.lexicon, UINT32_MAX, month, true, NULL));
    lexicon_text_finish(&text);
}

static void test_taken_out(void **state)
{
    (void)state;
    lexicon_text text = lexicon_of(words, NULL);
    assert_true(is(&text, "t.out", "march"));
    assert_true(is(&text, "t.out", "marching"));
    assert_true(is(&text, "t.out", "Marching"));
    assert_false(is(&text, "t.out", "March"));
    assert_false(is(&text, "t.out", "marched"));
    assert_string_equal(value_of(&text, "t.out", "April"), "again");
    assert_true(is(&text, "t.out", "Aprils"));
    assert_false(is(&text, "t.out", "aprils"));
    lexicon_text_finish(&text);
}

static void test_references(void **state)
{
    (void)state;
    lexicon_text text = lexicon_of(words, NULL);
    assert_int_equal(bm_findings_size(text.findings), 0);
    assert_true(is(&text, "t.reference", "marching"));
    assert_false(is(&text, "t.reference", "marched"));
    assert_false(is(&text, "t.reference", "March"));
    assert_true(is(&text, "t.reference", "May"));
    assert_false(is(&text, "t.reference", "may"));
    assert_false(is(&text, "t.reference", "lt"));
    assert_string_equal(value_of(&text, "t.of-reference", "May"), "deep");
    assert_string_equal(value_of(&text, "t.of-reference", "other"), "of two");
    assert_false(is(&text, "t.of-reference", "marched"));
    lexicon_text_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_bytes_that_are_no_text),
        cmocka_unit_test(test_long_words),
        cmocka_unit_test(test_periods),
        cmocka_unit_test(test_values_and_capitals),
        cmocka_unit_test(test_taken_out),
        cmocka_unit_test(test_references),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
