/* Lexicon files, and texts scanned with them: a line of "---" stands between. */
#include "events/report/lexicon/lexicon.h"
#include "events/report/text/words.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

enum { WORDS_MAX = 4096, SECTIONS_MAX = 1024 };

typedef struct scan_check {
    const bm_lexicon *lexicon;
    bm_word words[WORDS_MAX];
    size_t count;
    uint32_t first;
    uint32_t section;
    bool any;
    uint32_t covered[SECTIONS_MAX];
} scan_check;

static bool check_phrase(const bm_phrase *phrase, void *context)
{
    scan_check *text = context;
    uint32_t end = phrase->first + phrase->count;
    FUZZ_REQUIRE(phrase->count > 0 && end <= text->count);
    FUZZ_REQUIRE(phrase->section < bm_lexicon_section_count(text->lexicon));
    FUZZ_REQUIRE(phrase->value && *bm_phrase_pattern(phrase));
    FUZZ_REQUIRE(!text->any || phrase->first > text->first ||
                 (phrase->first == text->first && phrase->section > text->section));
    FUZZ_REQUIRE(end > text->covered[phrase->section]);
    text->any = true;
    text->first = phrase->first;
    text->section = phrase->section;
    text->covered[phrase->section] = end;
    return true;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n';
}

/* Bytes that are no blanks are words; the flags and gaps are made of them. */
static void cut(scan_check *text, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length && text->count < WORDS_MAX; at++) {
        size_t start = at;
        while (at < length && !is_blank(bytes[at]))
            at++;
        unsigned char last = (unsigned char)(at > start ? bytes[at - 1] : 0);
        text->words[text->count++] =
            (bm_word){.terms = bm_lexicon_terms(text->lexicon, bytes + start, at - start),
                      .gap = last == ',' ? BM_GAP_PERIOD : 0,
                      .flags = (uint16_t)(last >= '0' && last <= '9'   ? BM_WORD_NUMBER
                                          : last >= 'A' && last <= 'Z' ? BM_WORD_CAPITAL
                                                                       : 0)};
    }
}

static void check_entries(const scan_check *text)
{
    for (size_t i = 0; i < text->count && i < 16; i++)
        for (uint32_t section = 0; section < bm_lexicon_section_count(text->lexicon); section++) {
            const char *value = NULL;
            if (bm_lexicon_is(text->lexicon, text->words[i].terms, section, i % 2, &value))
                FUZZ_REQUIRE(value && text->words[i].terms != 0);
        }
}

static void check_sections(const bm_lexicon *lexicon)
{
    for (uint32_t i = 0; i < bm_lexicon_section_count(lexicon); i++)
        FUZZ_REQUIRE(bm_lexicon_section(lexicon, bm_lexicon_section_name(lexicon, i)) == i);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char mark[] = "\n---\n";
    char *text = fuzz_text(data, size);
    const char *found = strstr(text, mark);
    size_t used = found ? (size_t)(found - text) : size;
    size_t rest = found ? used + sizeof mark - 1 : size;
    fuzz_file file = fuzz_file_open(data, used);
    const char *path = file.path;
    bm_lexicon *lexicon = NULL;
    bm_error error = {0};
    bm_findings *findings = bm_findings_new();
    if (bm_lexicon_load(&path, 1, findings, &lexicon, &error) != BM_OK) {
        FUZZ_REQUIRE(error.message[0] != '\0' && !lexicon);
    } else {
        scan_check *scanned = calloc(1, sizeof *scanned);
        FUZZ_REQUIRE(scanned);
        scanned->lexicon = lexicon;
        check_sections(lexicon);
        cut(scanned, text + rest, size - rest);
        check_entries(scanned);
        bm_lexicon_scan(lexicon, scanned->words, scanned->count, check_phrase, scanned);
        free(scanned);
    }
    bm_findings_free(findings);
    bm_lexicon_free(lexicon);
    fuzz_file_close(file);
    free(text);
    return 0;
}
