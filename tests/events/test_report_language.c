/* Which language texts and their paragraphs are in. */
#include "text_fixture.h"

typedef struct spoken {
    const char *text;
    bm_language language;
} spoken;

static void test_language_of_text(void **state)
{
    (void)state;
    static const spoken cases[] = {
        {"The guards closed the bridge on Friday.", BM_LANGUAGE_ENGLISH},
        {"У п'ятницу прикордонники закрили міст.", BM_LANGUAGE_UKRAINIAN},
        {"В пятницу пограничники закрыли мост.", BM_LANGUAGE_RUSSIAN},
        {"У пятніцу памежнікі закрылі мост.", BM_LANGUAGE_BELARUSIAN},
        {"Учора тут быў дождж.", BM_LANGUAGE_BELARUSIAN},
        {"Їхав до села.", BM_LANGUAGE_UKRAINIAN},
        {"Міст біля села закрито.", BM_LANGUAGE_UKRAINIAN},
        {"Это было у реки.", BM_LANGUAGE_RUSSIAN},
        /* A name of another language does not change a text's. */
        {"Жители города Ізмаїл рассказали, что мост был закрыт ещё вчера, а объезды были открыты "
         "только для машин, которые вывозят раненых из больницы.",
         BM_LANGUAGE_RUSSIAN},
        {"Straż graniczna zamknęła most, nie jest jasne na jak długo.", BM_LANGUAGE_UNKNOWN},
        {"Die Grenze ist seit Freitag zu, und der Verkehr ruht auf beiden Seiten.",
         BM_LANGUAGE_UNKNOWN},
        {"La frontière est fermée et les camions attendent dans le froid.", BM_LANGUAGE_UNKNOWN},
        {"Граница ће бити отворена сутра, јавља њихова агенција.", BM_LANGUAGE_UNKNOWN},
        {"Границата ще бъде отворена утре, съобщиха от агенцията във вторник.",
         BM_LANGUAGE_UNKNOWN},
        {"Bridge closed", BM_LANGUAGE_UNKNOWN},
        {"Брест", BM_LANGUAGE_UNKNOWN},
        {"12.03.2022", BM_LANGUAGE_UNKNOWN},
        {"", BM_LANGUAGE_UNKNOWN},
        {"\xD0", BM_LANGUAGE_UNKNOWN},
        {"北京天气很好", BM_LANGUAGE_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bm_language found = bm_language_of_text(cases[i].text, strlen(cases[i].text));
        if (found != cases[i].language)
            fail_msg("\"%s\": %d instead of %d", cases[i].text, found, cases[i].language);
    }
}

/* The languages of the blocks by their codes, that of the document first. */
static void assert_languages(const char *text, bm_language said, const char *codes)
{
    cut_text cut;
    char list[256] = "";
    cut_bytes(&cut, text, strlen(text), said);
    const bm_document *document = &cut.reading.document;
    const char *code = bm_language_code(document->language);
    list_piece(list, sizeof list, code, strlen(code));
    for (size_t i = 0; i < document->block_count; i++) {
        code = bm_language_code(document->blocks[i].language);
        (void)snprintf(list + strlen(list), sizeof list - strlen(list), " %s", *code ? code : "-");
    }
    assert_string_equal(list, codes);
    cut_finish(&cut);
}

static void test_blocks_have_their_own(void **state)
{
    (void)state;
    assert_languages("Прикордонники закрили міст біля села.\n\n"
                     "«Мост закрыли вчера, и это надолго», — сказал он.\n\n"
                     "The bridge was closed on Friday.\n\n"
                     "Брест\n\n"
                     "Reuters",
                     BM_LANGUAGE_UNKNOWN, "uk uk ru en uk en");
}

/* "de" and "la" in a name do not make a heading Spanish. */
static void test_names_of_other_languages(void **state)
{
    (void)state;
    assert_languages("The old bridge is near the town of the guards, and they said that it was "
                     "not to be closed for the day of the fair.\n\nSemana de la Paz\n\n"
                     "Los Puentes de las Aguas, el mercado y la plaza son de la ciudad.",
                     BM_LANGUAGE_UNKNOWN, "en en en -");
}

static void test_short_documents_have_the_likeliest(void **state)
{
    (void)state;
    assert_languages("Bridge closed", BM_LANGUAGE_UNKNOWN, "en en");
    assert_languages("Брест", BM_LANGUAGE_UNKNOWN, "ru ru");
    assert_languages("12.03.2022", BM_LANGUAGE_UNKNOWN, " -");
    assert_languages("", BM_LANGUAGE_UNKNOWN, "");
}

static void test_what_the_source_says(void **state)
{
    (void)state;
    assert_languages("Мост закрыли\n\nBridge closed", BM_LANGUAGE_BELARUSIAN, "be be en");
    assert_languages("Straż zamknęła most\n\nМост закрыли вчера", BM_LANGUAGE_ENGLISH, "en en ru");
}

static void test_likely_language_of_a_page(void **state)
{
    (void)state;
    bm_block blocks[] = {{.start = 0, .end = sizeof "Брест" - 1}};
    bm_document document = {.text = "Брест", .blocks = blocks, .block_count = 1};
    bm_document_find_languages(&document, BM_LANGUAGE_UNKNOWN, BM_LANGUAGE_UKRAINIAN);
    assert_int_equal(document.language, BM_LANGUAGE_UKRAINIAN);
    assert_int_equal(blocks[0].language, BM_LANGUAGE_UKRAINIAN);
    bm_document_find_languages(&document, BM_LANGUAGE_UNKNOWN, BM_LANGUAGE_ENGLISH);
    assert_int_equal(blocks[0].language, BM_LANGUAGE_RUSSIAN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_language_of_text),
        cmocka_unit_test(test_blocks_have_their_own),
        cmocka_unit_test(test_names_of_other_languages),
        cmocka_unit_test(test_short_documents_have_the_likeliest),
        cmocka_unit_test(test_what_the_source_says),
        cmocka_unit_test(test_likely_language_of_a_page),
    };
    return cmocka_run_group_tests(tests, text_set_up, text_tear_down);
}
