/* Lexicons and texts that ask for much: refused or read, and never for long. */
#include "lexicon_text.h"

#include <time.h>

#define TEN "0123456789"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

enum { FILE_SIZE = 6 << 20, LONG_TEXT = 5000 };

typedef struct long_file {
    char *bytes;
    size_t length;
} long_file;

static long_file begin(const char *first)
{
    long_file made = {.bytes = malloc(FILE_SIZE)};
    assert_non_null(made.bytes);
    made.length = (size_t)snprintf(made.bytes, FILE_SIZE, "language en\n%s\n", first);
    return made;
}

/* "@" stands for the number. */
static void add(long_file *file, const char *text, int number)
{
    char digits[16];
    (void)snprintf(digits, sizeof digits, "%d", number);
    for (; *text; text++) {
        size_t length = *text == '@' ? strlen(digits) : 1;
        assert_true(file->length + length < FILE_SIZE);
        memcpy(file->bytes + file->length, *text == '@' ? digits : text, length);
        file->length += length;
    }
}

static long_file repeat(const char *first, const char *text, int count)
{
    long_file made = begin(first);
    for (int i = 0; i < count; i++)
        add(&made, text, i);
    return made;
}

static lexicon_text load(long_file *file)
{
    lexicon_text text = lexicon_of_bytes(file->bytes, file->length, NULL);
    free(file->bytes);
    return text;
}

static void check_status(long_file made, bm_status status)
{
    lexicon_text text = load(&made);
    assert_int_equal(text.status, status);
    assert_int_equal(text.lexicon != NULL, status == BM_OK);
    if (status == BM_ERROR_LIMIT)
        assert_non_null(strstr(text.error.message, "lexicon-"));
    lexicon_text_finish(&text);
}

static void test_sizes(void **state)
{
    (void)state;
    check_status(repeat("[t]", "w@\n", 100000), BM_OK);
    check_status(repeat("[t]", "w@\n", 100001), BM_ERROR_LIMIT);
    check_status(repeat("", "[s@]\nw\n", 1024), BM_OK);
    check_status(repeat("", "[s@]\nw\n", 1025), BM_ERROR_LIMIT);
    check_status(repeat("", "# " HUNDRED "\n", 45000), BM_ERROR_LIMIT);
    check_status(repeat("", "# " HUNDRED "\n", 40000), BM_OK);
}

static void test_what_grows(void **state)
{
    (void)state;
    /* 64 ways each to read them. */
    check_status(repeat("[t]", "x@ a@? b? c? d? e? f?\n", 90000), BM_ERROR_LIMIT);
    /* Every word begins with every stem's first letter. */
    check_status(repeat("[t]", "(a*|b@), a@\n", 40000), BM_ERROR_LIMIT);
    check_status(repeat("[t]", "(f*|b@)\nf@\n", 20000), BM_ERROR_LIMIT);
    check_status(repeat("[t]", "(f*|b@)\nf@\n", 1000), BM_OK);
    check_status(repeat("[t]", "f*, f@\n", 50000), BM_OK);
}

static void test_long_lines(void **state)
{
    (void)state;
    long_file made = repeat("[t]", "w@, ", 30000);
    memcpy(made.bytes + made.length, "\nafter\n", 7);
    made.length += 7;
    lexicon_text text = load(&made);
    assert_int_equal(text.status, BM_OK);
    assert_int_equal(bm_findings_size(text.findings), 1);
    assert_non_null(strstr(bm_findings_get(text.findings, 0)->message, "too long"));
    assert_non_null(value_of(&text, "t", "after"));
    lexicon_text_finish(&text);
}

static void test_alternatives(void **state)
{
    (void)state;
    for (int count = 64; count <= 65; count++) {
        long_file made = begin("[t]");
        add(&made, "(w", 0);
        for (int i = 1; i < count; i++)
            add(&made, "|w@", i);
        add(&made, ")\n", 0);
        lexicon_text text = load(&made);
        assert_int_equal(bm_findings_size(text.findings), count > 64);
        assert_int_equal(value_of(&text, "t", "w63") != NULL, count <= 64);
        lexicon_text_finish(&text);
    }
}

static void test_chains_and_circles(void **state)
{
    (void)state;
    long_file made = begin("[s1000]\nword");
    for (int i = 0; i < 1000; i++) {
        add(&made, "[s@]\n", i);
        add(&made, "{s@}\n", i + 1);
    }
    lexicon_text text = load(&made);
    assert_int_equal(bm_findings_size(text.findings), 0);
    assert_non_null(value_of(&text, "s0", "word"));
    lexicon_text_finish(&text);
    made = begin("[s999]\nword");
    for (int i = 0; i < 1000; i++) {
        add(&made, "[s@]\n", i);
        add(&made, "{s@}\n", (i + 1) % 1000);
    }
    text = load(&made);
    assert_int_equal(bm_findings_size(text.findings), 1);
    assert_non_null(value_of(&text, "s999", "word"));
    lexicon_text_finish(&text);
}

static bool count_phrase(const bm_phrase *phrase, void *context)
{
    size_t *count = context;
    *count += phrase->count > 0;
    return true;
}

/* Seconds of processor time for one sentence of `word` over and over. */
static double scan_s(const lexicon_text *text, const char *word, size_t *found)
{
    bm_word *words = calloc(LONG_TEXT, sizeof *words);
    assert_non_null(words);
    for (size_t i = 0; i < LONG_TEXT; i++)
        words[i].terms = bm_lexicon_terms(text->lexicon, word, strlen(word));
    clock_t start = clock();
    bm_lexicon_scan(text->lexicon, words, LONG_TEXT, count_phrase, found);
    clock_t end = clock();
    free(words);
    return (double)(end - start) / CLOCKS_PER_SEC;
}

static void test_scans_end(void **state)
{
    (void)state;
    static const char *const patterns[] = {
        "a* ... a* ... a* ... a* b@\n",
        "a _ _ _ a* b@\n",
        "a* b@\n",
        "(a|b@)\n",
        "(a|b@) ... (a|c@) ... (a|d@)\n",
        "a* a* a* a* a* a* a* a* a* a* a* a* a* a* a* b@\n",
    };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        long_file made = repeat("[t]", patterns[i], 20000);
        size_t found = 0;
        lexicon_text text = load(&made);
        assert_int_equal(text.status, BM_OK);
        /* 4,096 steps a word are some 20 µs; sanitizers are slow. */
        assert_true(scan_s(&text, "a", &found) < 20.0);
        assert_int_equal(found > 0, patterns[i][0] == '(');
        lexicon_text_finish(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_what_grows),
        cmocka_unit_test(test_long_lines),
        cmocka_unit_test(test_alternatives),
        cmocka_unit_test(test_chains_and_circles),
        cmocka_unit_test(test_scans_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
