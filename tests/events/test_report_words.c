/* Words, what stands between them, and sentences. */
#include "text_fixture.h"

typedef struct cutting {
    const char *text;
    const char *pieces;
} cutting;

static void assert_words(const cutting *expected)
{
    cut_text cut;
    char list[4096] = "";
    cut_bytes(&cut, expected->text, strlen(expected->text), BM_LANGUAGE_UNKNOWN);
    const bm_words *words = &cut.reading.words;
    for (size_t i = 0; i < words->word_count; i++)
        list_piece(list, sizeof list, expected->text + words->words[i].start,
                   words->words[i].length);
    assert_string_equal(list, expected->pieces);
    cut_finish(&cut);
}

static void assert_sentences(const cutting *expected)
{
    cut_text cut;
    char list[4096] = "";
    cut_bytes(&cut, expected->text, strlen(expected->text), BM_LANGUAGE_UNKNOWN);
    const bm_words *words = &cut.reading.words;
    for (size_t i = 0; i < words->sentence_count; i++)
        list_piece(list, sizeof list, expected->text + words->sentences[i].start,
                   words->sentences[i].end - words->sentences[i].start);
    assert_string_equal(list, expected->pieces);
    cut_finish(&cut);
}

static void test_words(void **state)
{
    (void)state;
    static const cutting cases[] = {
        {"Guards wait near Brest.", "Guards|wait|near|Brest"},
        {"don't won’t Мар'їнка Кам’янець об'єкт обʼєкт",
         "don't|won’t|Мар'їнка|Кам’янець|об'єкт|обʼєкт"},
        {"Ukraine's Ukraine’s UKRAINE'S guards’ cars", "Ukraine|Ukraine|UKRAINE|guards|cars"},
        {"‘the guards’ he saw", "the|guards|he|saw"},
        {"O'Brien's l'Ukraine", "O'Brien|l'Ukraine"},
        {"Tu-22 Ivano-Frankivsk р-н", "Tu|22|Ivano|Frankivsk|р|н"},
        {"the U.S. Army, the U.S.S.R.", "the|U.S.|Army|the|U.S.S.R."},
        {"U.S.'s", "U.S."},
        {"at 5 p.m. on Monday", "at|5|p.m.|on|Monday"},
        {"Lt. Gen. A. B. Lee met Dr. Moss", "Lt.|Gen.|A.|B.|Lee|met|Dr.|Moss"},
        {"Lt.Gen. Lee", "Lt.|Gen.|Lee"},
        {"the plan of Lt.", "the|plan|of|Lt"},
        {"в г. Бресте на ул. Мира, д. 5", "в|г.|Бресте|на|ул.|Мира|д.|5"},
        {"м.Київ, с.Комарин, обл.", "м.|Київ|с.|Комарин|обл"},
        {"и т.д. и т. п. сразу", "и|т.д.|и|т.|п|сразу"},
        {"1,000 men, 3.5 km, 1,234,567.8", "1,000|men|3.5|km|1,234,567.8"},
        {"March 11,2022 and 24.02.2022", "March|11|2022|and|24.02.2022"},
        {"the 11th and 31K at 10:30", "the|11th|and|31K|at|10|30"},
        {"Бе\xC2\xADларусь Bela\xE2\x80\x8Brus", "Бе\xC2\xADларусь|Bela\xE2\x80\x8Brus"},
        {"Cafe\xCC\x81 пра\xCC\x81ва", "Cafe\xCC\x81|пра\xCC\x81ва"},
        {"\xCC\x81 alone", "alone"},
        {"北京 מינסק", "北京|מינסק"},
        {"", ""},
        {"... -- !", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_words(&cases[i]);
}

static void test_sentences(void **state)
{
    (void)state;
    static const cutting cases[] = {
        {"He left. She stayed! Why? \"No.\" Then silence… Nothing.",
         "He left.|She stayed!|Why?|\"No.\"|Then silence…|Nothing."},
        {"He met Gen. Lee in the U.S. Army. Mr. Moss of St. Louis came.",
         "He met Gen. Lee in the U.S. Army.|Mr. Moss of St. Louis came."},
        {"He left the U.S. He flew home at 5 p.m. The end.",
         "He left the U.S.|He flew home at 5 p.m.|The end."},
        {"It said no. Guards left with no. 5 in hand.",
         "It said no.|Guards left with no. 5 in hand."},
        {"It was plan B. The rest is silence.", "It was plan B.|The rest is silence."},
        {"“We wait,” he said. “We hope.” (Nobody came.) They left.",
         "“We wait,” he said.|“We hope.”|(Nobody came.)|They left."},
        {"Взрыв в г. Бресте. В 2022 г. Он уехал. В 2023 г. Минск закрыл мост.",
         "Взрыв в г. Бресте.|В 2022 г.|Он уехал.|В 2023 г. Минск закрыл мост."},
        {"«Это ложь!» — заявил он. — Мы ждём.", "«Это ложь!» — заявил он.|— Мы ждём."},
        {"Так сказали. Ілля пішов. Єва лишилася.", "Так сказали.|Ілля пішов.|Єва лишилася."},
        {"1. Minsk has bridges.", "1. Minsk has bridges."},
        {"They went home.Then they slept.", "They went home.|Then they slept."},
        {"Read it at example.com today. 5 men came.", "Read it at example.com today.|5 men came."},
        {"It ended in 2022. 天气很好。明天再来。", "It ended in 2022.|天气很好。|明天再来。"},
        {"Wait... for it. e.g. this one", "Wait... for it. e.g. this one"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_sentences(&cases[i]);
}

typedef struct looks {
    const char *text;
    const char *word;
    unsigned flags;
} looks;

static const bm_word *find_word(const cut_text *cut, const char *text, const char *word)
{
    for (size_t i = 0; i < cut->reading.words.word_count; i++) {
        const bm_word *found = &cut->reading.words.words[i];
        if (found->length == strlen(word) && memcmp(text + found->start, word, found->length) == 0)
            return found;
    }
    return NULL;
}

static void test_flags(void **state)
{
    (void)state;
    enum { LATIN = BM_WORD_LATIN, CYRILLIC = BM_WORD_CYRILLIC, CAPITAL = BM_WORD_CAPITAL };
    static const looks cases[] = {
        {"it is Brest", "Brest", LATIN | CAPITAL},
        {"it is near", "near", LATIN},
        {"Near it", "Near", LATIN | CAPITAL | BM_WORD_FIRST},
        {"the NATO men", "NATO", LATIN | CAPITAL | BM_WORD_ALL_CAPS},
        {"on YouTube it", "YouTube", LATIN | CAPITAL | BM_WORD_INNER_CAP},
        {"the eBay it", "eBay", LATIN | BM_WORD_INNER_CAP},
        {"a O'Neil b", "O'Neil", LATIN | CAPITAL},
        {"in 1,000 ways", "1,000", BM_WORD_NUMBER},
        {"the 11th day", "11th", LATIN | BM_WORD_HAS_DIGIT},
        {"на Іршу йде", "Іршу", CYRILLIC | CAPITAL},
        {"на БТР йде", "БТР", CYRILLIC | CAPITAL | BM_WORD_ALL_CAPS},
        {"для Ґданська й", "Ґданська", CYRILLIC | CAPITAL},
        {"a 北京 b", "北京", 0},
        {"the Kyiv's men", "Kyiv", LATIN | CAPITAL | BM_WORD_POSSESSIVE},
        {"the guards’ cars", "guards", LATIN | BM_WORD_POSSESSIVE},
        {"say “Guards” again", "Guards", LATIN | CAPITAL | BM_WORD_FIRST},
        {"we say: Guards left", "Guards", LATIN | CAPITAL | BM_WORD_FIRST},
        {"we say; Guards left", "Guards", LATIN | CAPITAL},
        {"1. Minsk has it.", "Minsk", LATIN | CAPITAL | BM_WORD_FIRST},
        {"the U.S. men", "U.S.", LATIN | CAPITAL | BM_WORD_ALL_CAPS | BM_WORD_ABBREVIATION},
        {"of Gen. Lee", "Gen.", LATIN | CAPITAL | BM_WORD_ABBREVIATION},
        {"Guards Close Old Bridge", "Close", LATIN | CAPITAL | BM_WORD_TITLE_CASE},
        {"GUARDS CLOSE THE BRIDGE.", "CLOSE",
         LATIN | CAPITAL | BM_WORD_ALL_CAPS | BM_WORD_TITLE_CASE},
        {"ЗАКРЫТ МОСТ ЧЕРЕЗ БУГ", "МОСТ",
         CYRILLIC | CAPITAL | BM_WORD_ALL_CAPS | BM_WORD_TITLE_CASE},
        {"It was Ann Lee, Bob Moss, Eve Ross", "Ross", LATIN | CAPITAL},
        {"There President Ann Marie Moss Smith left.", "Moss", LATIN | CAPITAL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cut_text cut;
        cut_bytes(&cut, cases[i].text, strlen(cases[i].text), BM_LANGUAGE_UNKNOWN);
        const bm_word *word = find_word(&cut, cases[i].text, cases[i].word);
        if (!word || word->flags != cases[i].flags)
            fail_msg("%s in \"%s\": %x instead of %x", cases[i].word, cases[i].text,
                     word ? word->flags : 0xFFFF, cases[i].flags);
        cut_finish(&cut);
    }
}

static void test_gaps(void **state)
{
    (void)state;
    static const looks cases[] = {
        {"a b", "b", 0},
        {"a-b", "b", BM_GAP_NONE | BM_GAP_HYPHEN},
        {"a‑b", "b", BM_GAP_NONE | BM_GAP_HYPHEN},
        {"a - b", "b", BM_GAP_DASH},
        {"a–b", "b", BM_GAP_DASH},
        {"a -- b", "b", BM_GAP_DASH},
        {"a, b", "b", BM_GAP_COMMA},
        {"a: b", "b", BM_GAP_COLON},
        {"a; b", "b", BM_GAP_COLON},
        {"a. b", "b", BM_GAP_PERIOD},
        {"a… b", "b", BM_GAP_PERIOD},
        {"a (b", "b", BM_GAP_OPEN},
        {"a) b", "b", BM_GAP_CLOSE},
        {"a «b", "b", BM_GAP_QUOTE},
        {"a 'b", "b", BM_GAP_QUOTE},
        {"a/b", "b", BM_GAP_SLASH},
        {"a & b", "b", BM_GAP_OTHER},
        {"a\tb", "b", BM_GAP_OTHER},
        {"a\xFF"
         "b",
         "b", BM_GAP_OTHER},
        {"a @b", "b", BM_GAP_AT},
        {"a #b", "b", BM_GAP_AT},
        {"a http://b.org", "b", BM_GAP_AT | BM_GAP_COLON | BM_GAP_SLASH},
        {"a https://c.org/d/b, e", "e", BM_GAP_COMMA},
        {"a desk@e.org", "desk", BM_GAP_AT},
        {"a desk@e.org", "org", BM_GAP_AT | BM_GAP_PERIOD},
        {"see example.com", "example", BM_GAP_AT},
        {"a\xC2\xA0"
         "b",
         "b", 0},
        {"a\xE2\x80\x8B b", "b", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cut_text cut;
        cut_bytes(&cut, cases[i].text, strlen(cases[i].text), BM_LANGUAGE_UNKNOWN);
        const bm_word *word = find_word(&cut, cases[i].text, cases[i].word);
        if (!word || word->gap != cases[i].flags)
            fail_msg("before %s in \"%s\": %x instead of %x", cases[i].word, cases[i].text,
                     word ? word->gap : 0xFFFF, cases[i].flags);
        cut_finish(&cut);
    }
}

static bool means(const cut_text *cut, const bm_word *word, const char *section)
{
    const bm_lexicon *lexicon = text_reader.lexicons[BM_LANGUAGE_ENGLISH];
    (void)cut;
    return bm_lexicon_is(lexicon, word->terms, bm_lexicon_section(lexicon, section), true, NULL);
}

/* Whether it has its period or not, an abbreviation is one word of the lexicon. */
static void test_terms(void **state)
{
    (void)state;
    static const char text[] = "The plan of Gen. Moss is the Gen";
    cut_text cut;
    cut_bytes(&cut, text, strlen(text), BM_LANGUAGE_UNKNOWN);
    const bm_word *with = find_word(&cut, text, "Gen.");
    const bm_word *without = find_word(&cut, text, "Gen");
    assert_non_null(with);
    assert_non_null(without);
    assert_true(means(&cut, with, "text.abbreviation"));
    assert_int_equal(with->terms, without->terms);
    assert_false(means(&cut, find_word(&cut, text, "plan"), "text.abbreviation"));
    cut_finish(&cut);
}

/* What every cut of any bytes keeps to. */
static void assert_sound(const cut_text *cut)
{
    const bm_document *document = &cut->reading.document;
    const bm_words *words = &cut->reading.words;
    uint32_t next_word = 0;
    uint32_t end = 0;
    for (size_t i = 0; i < words->sentence_count; i++) {
        const bm_sentence *sentence = &words->sentences[i];
        assert_true(sentence->block < document->block_count);
        const bm_block *block = &document->blocks[sentence->block];
        assert_true(sentence->start >= end && sentence->start >= block->start);
        assert_true(sentence->end <= block->end && sentence->end > sentence->start);
        assert_int_equal(sentence->first_word, next_word);
        assert_in_range(sentence->word_count, 1, 400);
        end = sentence->start;
        for (uint32_t k = 0; k < sentence->word_count; k++) {
            const bm_word *word = &words->words[next_word++];
            assert_true(word->length > 0 && word->start >= end);
            end = bm_word_end(word);
            assert_true(end <= sentence->end);
        }
        end = sentence->end;
    }
    assert_int_equal(next_word, words->word_count);
}

static void assert_bytes_sound(const char *bytes, size_t length)
{
    /* Of their exact size, so that a read beyond them is seen. */
    char *copy = malloc(length ? length : 1);
    cut_text cut;
    assert_non_null(copy);
    memcpy(copy, bytes, length);
    cut_bytes(&cut, copy, length, BM_LANGUAGE_UNKNOWN);
    assert_sound(&cut);
    cut_finish(&cut);
    free(copy);
}

static void test_hostile_bytes(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "A", "b",  ".",       " ",    "\n",   "’",        "'", "s", "-",  "\"",       "(", ")", "5",
        ",", "@",  "http://", "\xD0", "\xFF", "\xE2\x80", "і", "Ы", "\r", "\xCC\x81", "…", "«", "»",
        "№", "\f", "#",       "The",  "Gen",  "\xC2\xAD", ":", "\t"};
    uint32_t random = 1;
    for (int round = 0; round < 3000; round++) {
        char bytes[256];
        size_t length = 0;
        for (int i = 0; i < 24; i++) {
            random = random * 1664525U + 1013904223U;
            const char *piece = pieces[(random >> 16) % (sizeof pieces / sizeof pieces[0])];
            memcpy(bytes + length, piece, strlen(piece));
            length += strlen(piece);
        }
        assert_bytes_sound(bytes, length);
    }
}

static void test_endless_word(void **state)
{
    (void)state;
    enum { LENGTH = 200 * 1000 };
    char *bytes = malloc(LENGTH);
    cut_text cut;
    assert_non_null(bytes);
    memset(bytes, 'a', LENGTH);
    cut_bytes(&cut, bytes, LENGTH, BM_LANGUAGE_UNKNOWN);
    assert_sound(&cut);
    const bm_word *second = &cut.reading.words.words[1];
    assert_int_equal(second->gap, BM_GAP_NONE);
    assert_int_equal(bm_word_end(&cut.reading.words.words[cut.reading.words.word_count - 1]),
                     LENGTH);
    cut_finish(&cut);
    free(bytes);
}

static void test_endless_sentence(void **state)
{
    (void)state;
    enum { WORDS = 1000 };
    char bytes[2 * WORDS];
    cut_text cut;
    for (int i = 0; i < WORDS; i++)
        memcpy(bytes + 2 * i, "a ", 2);
    cut_bytes(&cut, bytes, sizeof bytes, BM_LANGUAGE_UNKNOWN);
    assert_sound(&cut);
    assert_int_equal(cut.reading.words.sentence_count, 3);
    cut_finish(&cut);
}

static void test_without_lexicons(void **state)
{
    (void)state;
    static const char text[] = "He left. The U.S. Army and A. Lee stayed.";
    const bm_lexicon *lexicons[BM_LANGUAGE_COUNT] = {NULL};
    bm_arena arena = {0};
    bm_document document;
    bm_words words = {0};
    bm_error error;
    bm_report_source source = {.language = BM_LANGUAGE_UNKNOWN};
    assert_int_equal(
        bm_document_from_text(&document, &arena, text, sizeof text - 1, &source, &error), BM_OK);
    /* Twice, in the same memory. */
    for (int i = 0; i < 2; i++)
        assert_int_equal(bm_words_cut(&words, &document, lexicons, &error), BM_OK);
    assert_int_equal(words.sentence_count, 2);
    assert_int_equal(words.word_count, 9);
    bm_words_finish(&words);
    bm_arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_flags),
        cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_terms),
        cmocka_unit_test(test_hostile_bytes),
        cmocka_unit_test(test_endless_word),
        cmocka_unit_test(test_endless_sentence),
        cmocka_unit_test(test_without_lexicons),
    };
    return cmocka_run_group_tests(tests, text_set_up, text_tear_down);
}
