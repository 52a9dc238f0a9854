/* Lines of lexicon files: what they say, and what is wrong with them. */
#include "lexicon_text.h"

typedef struct wrong_line {
    const char *line;
    const char *code;
    const char *message; /* a part of it */
} wrong_line;

static const bm_finding *only_finding(const lexicon_text *text)
{
    assert_int_equal(bm_findings_size(text->findings), 1);
    return bm_findings_get(text->findings, 0);
}

static void test_wrong_lines(void **state)
{
    (void)state;
    static const wrong_line cases[] = {
        {"[Date]", "lexicon-section", "name of a section"},
        {"[]", "lexicon-section", "name of a section"},
        {"[a b]", "lexicon-section", "name of a section"},
        {"[abc", "lexicon-section", "name of a section"},
        {"[abc] def", "lexicon-section", "name of a section"},
        {"a,, b", "lexicon-pattern", "a pattern is missing"},
        {"= 5", "lexicon-pattern", "a pattern is missing"},
        {"a ...", "lexicon-pattern", "between words"},
        {"... a", "lexicon-pattern", "between words"},
        {"a ... b ... c ... d ... e", "lexicon-pattern", "three times"},
        {"_ a", "lexicon-pattern", "first word"},
        {"a? _ b", "lexicon-pattern", "first word"},
        {"a? b?", "lexicon-pattern", "all words may be missing"},
        {"a?", "lexicon-pattern", "all words may be missing"},
        {"x a? b? c? d? e? f? g?", "lexicon-pattern", "six"},
        {"a b c d e f g h i j k l m n o p q", "lexicon-pattern", "16 elements"},
        {"(a|b", "lexicon-pattern", "without ')'"},
        {"(a b|c)", "lexicon-pattern", "single words"},
        {"(a|_)", "lexicon-pattern", "a word is missing"},
        {"()", "lexicon-pattern", "a word is missing"},
        {"(a||b)", "lexicon-pattern", "a word is missing"},
        {"(", "lexicon-pattern", "a word is missing"},
        {"a)", "lexicon-pattern", "a blank is missing"},
        {"a(b)", "lexicon-pattern", "a blank is missing"},
        {"a??", "lexicon-pattern", "a blank is missing"},
        {"a**", "lexicon-pattern", "a blank is missing"},
        {"a*b", "lexicon-pattern", "a blank is missing"},
        {"*", "lexicon-pattern", "a word is missing"},
        {"? a", "lexicon-pattern", "a word is missing"},
        {"^", "lexicon-pattern", "a word is missing"},
        {"^{t}", "lexicon-pattern", "a word is missing"},
        {"{t", "lexicon-pattern", "without '}'"},
        {"{T}", "lexicon-pattern", "name of a section"},
        {"{}", "lexicon-pattern", "name of a section"},
        {"-a", "lexicon-pattern", "hyphen"},
        {"a-", "lexicon-pattern", "hyphen"},
        {"a- b", "lexicon-pattern", "hyphen"},
        {"a--b", "lexicon-pattern", "hyphen"},
        {"a -b", "lexicon-pattern", "hyphen"},
        {"a & b", "lexicon-pattern", "a character that no word has"},
        {"«a»", "lexicon-pattern", "a character that no word has"},
        {"a — b", "lexicon-pattern", "a character that no word has"},
        {"a\x01", "lexicon-pattern", "a character that no word has"},
        {"\xFF\xFE", "lexicon-line", "not UTF-8"},
        {"{nowhere}", "lexicon-reference", "no such section"},
        {"x {nowhere}", "lexicon-reference", "no such section"},
        {"{t}", "lexicon-reference", "circle"},
        {"(x|{t})", "lexicon-reference", "circle"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char file[256];
        (void)snprintf(file, sizeof file, "language en\n[t]\n\n%s\n[u]\nlast\n", cases[i].line);
        lexicon_text text = lexicon_of(file, NULL);
        assert_int_equal(text.status, BM_OK);
        const bm_finding *finding = only_finding(&text);
        if (strcmp(finding->code, cases[i].code) != 0 ||
            !strstr(finding->message, cases[i].message))
            fail_msg("%s: %s: %s", cases[i].line, finding->code, finding->message);
        assert_int_equal(finding->line, 4);
        assert_true(strncmp(finding->file, "lexicon-", 8) == 0);
        assert_non_null(value_of(&text, "u", "last"));
        lexicon_text_finish(&text);
    }
}

static void test_a_bad_line_leaves_the_rest(void **state)
{
    (void)state;
    lexicon_text text = lexicon_of("language en\nbefore\n[t]\none, two &, three = 3\n[Bad]\nfour\n"
                                   "[t]\nfive\n",
                                   NULL);
    assert_int_equal(bm_findings_size(text.findings), 3);
    assert_int_equal(bm_findings_get(text.findings, 0)->line, 2);
    assert_int_equal(bm_findings_get(text.findings, 1)->line, 4);
    assert_string_equal(bm_findings_get(text.findings, 1)->value, "two &");
    assert_int_equal(bm_findings_get(text.findings, 2)->line, 5);
    assert_string_equal(scan_text(&text, "one two three four five"), "t:one=3; t:three=3; t:five");
    lexicon_text_finish(&text);
}

static void test_good_lines(void **state)
{
    (void)state;
    lexicon_text text = lexicon_of("\xEF\xBB\xBF# first\r\n\r\n  language en # second\r\n"
                                   "[t] # a section\r\n"
                                   "\tone ,two=  a, b = c  # third\r\n"
                                   "   # fourth, with a [comma\r\n"
                                   "(#) (three | four*) = # no value\r\n"
                                   "five-six\xE2\x80\x90seven\r\n"
                                   "\xE2\x80\xA6",
                                   NULL);
    assert_int_equal(text.status, BM_OK);
    assert_int_equal(bm_findings_size(text.findings), 1);
    assert_int_equal(only_finding(&text)->line, 9);
    assert_string_equal(scan_text(&text, "One two 3 Fourteen five six-seven"),
                        "t:One=a, b = c; t:two=a, b = c; t:3 Fourteen; t:five six-seven");
    lexicon_text_finish(&text);
}

static void check_refused(const char *first, const char *second, bm_status status,
                          const char *message)
{
    lexicon_text text = lexicon_of(first, second);
    assert_int_equal(text.status, status);
    assert_null(text.lexicon);
    assert_non_null(strstr(text.error.message, message));
    lexicon_text_finish(&text);
}

static void test_files_that_cannot_be_used(void **state)
{
    (void)state;
    check_refused("", NULL, BM_ERROR_FORMAT, "must begin with 'language en'");
    check_refused("# nothing\n", NULL, BM_ERROR_FORMAT, "must begin with");
    check_refused("[t]\nlanguage en\n", NULL, BM_ERROR_FORMAT, "must begin with");
    check_refused("language de\n", NULL, BM_ERROR_FORMAT, "must begin with");
    check_refused("language\n", NULL, BM_ERROR_FORMAT, "must begin with");
    check_refused("language english\n", NULL, BM_ERROR_FORMAT, "must begin with");
    check_refused("languageen\n", NULL, BM_ERROR_FORMAT, "must begin with");
    check_refused("language en\n", "language uk\n", BM_ERROR_FORMAT,
                  "is of language uk, the files before it of en");
    const char *missing = "no-such-lexicon.txt";
    bm_lexicon *lexicon = NULL;
    assert_int_equal(bm_lexicon_load(&missing, 1, NULL, &lexicon, NULL), BM_ERROR_IO);
    assert_int_equal(bm_lexicon_load(NULL, 0, NULL, &lexicon, NULL), BM_ERROR_ARGUMENT);
    assert_null(lexicon);
    bm_lexicon_free(NULL);
}

static void test_a_second_file(void **state)
{
    (void)state;
    lexicon_text text = lexicon_of("language uk\n[b]\nодин = 1\nдва = 2\n{a}\n[c]\nдва три\n",
                                   "language uk\n[a]\nчотири\n[b]\n- два\nтри = 3\n"
                                   "один = other\n[c]\n- два три\n");
    assert_int_equal(text.status, BM_OK);
    assert_int_equal(bm_findings_size(text.findings), 0);
    assert_int_equal(bm_lexicon_language(text.lexicon), BM_LANGUAGE_UKRAINIAN);
    assert_string_equal(scan_text(&text, "один. два. три. чотири. два три"),
                        "b:один=1; b:три=3; a:чотири; b:чотири; b:три=3");
    lexicon_text_finish(&text);
}

static void test_languages_of_files(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bm_language language;
    } cases[] = {
        {"language en\n", BM_LANGUAGE_ENGLISH},
        {"\xEF\xBB\xBF# a\r\n\r\n  language\tru # b\r\n[a]\n", BM_LANGUAGE_RUSSIAN},
        {"LANGUAGE en\n", BM_LANGUAGE_UNKNOWN},
        {"[a]\n", BM_LANGUAGE_UNKNOWN},
        {"", BM_LANGUAGE_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[32];
        bm_language language = BM_LANGUAGE_BELARUSIAN;
        write_file(path, cases[i].text, strlen(cases[i].text));
        bm_status status = bm_lexicon_file_language(path, &language, NULL);
        unlink(path);
        assert_int_equal(language, cases[i].language);
        assert_int_equal(status, language < BM_LANGUAGE_COUNT ? BM_OK : BM_ERROR_FORMAT);
    }
}

static void test_shipped_files(void **state)
{
    (void)state;
    for (int i = 0; i < BM_LANGUAGE_COUNT; i++) {
        char path[256];
        const char *const paths[] = {path};
        bm_lexicon *lexicon = NULL;
        bm_findings *findings = bm_findings_new();
        (void)snprintf(path, sizeof path, "%s/lexicon/%s.txt", BM_TEST_SOURCE_DIR,
                       bm_language_code((bm_language)i));
        assert_int_equal(bm_lexicon_load(paths, 1, findings, &lexicon, NULL), BM_OK);
        for (size_t at = 0; at < bm_findings_size(findings); at++)
            fail_msg("%s:%ld: %s", path, bm_findings_get(findings, at)->line,
                     bm_findings_get(findings, at)->message);
        assert_int_equal(bm_lexicon_language(lexicon), i);
        bm_lexicon_free(lexicon);
        bm_findings_free(findings);
    }
}

static void test_sections(void **state)
{
    (void)state;
    lexicon_text text = lexicon_of("language ru\n[b.x]\n{never}\n[a]\n[b]\nслово\n[a]\n", NULL);
    assert_int_equal(bm_lexicon_section_count(text.lexicon), 3);
    assert_string_equal(bm_lexicon_section_name(text.lexicon, 0), "a");
    assert_string_equal(bm_lexicon_section_name(text.lexicon, 1), "b");
    assert_string_equal(bm_lexicon_section_name(text.lexicon, 2), "b.x");
    assert_string_equal(bm_lexicon_section_name(text.lexicon, 3), "");
    assert_int_equal(bm_lexicon_section(text.lexicon, "b"), 1);
    assert_int_equal(bm_lexicon_section(text.lexicon, "b.x"), 2);
    assert_int_equal(bm_lexicon_section(text.lexicon, "never"), BM_LEXICON_NONE);
    assert_int_equal(bm_lexicon_section(text.lexicon, ""), BM_LEXICON_NONE);
    lexicon_text_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wrong_lines),   cmocka_unit_test(test_a_bad_line_leaves_the_rest),
        cmocka_unit_test(test_good_lines),    cmocka_unit_test(test_files_that_cannot_be_used),
        cmocka_unit_test(test_a_second_file), cmocka_unit_test(test_languages_of_files),
        cmocka_unit_test(test_shipped_files), cmocka_unit_test(test_sections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
