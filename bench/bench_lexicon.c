/* What the lexicon costs: loading, looking up a word, scanning for patterns.
 *     bench_lexicon LEXICON|- TEXT...
 * With "-" a lexicon of 3,000 patterns is made of the texts' own words: single words, stems,
 * phrases and gaps; far more of them are met than of one that is about something. */
#include "bench/bench.h"
#include "events/report/text/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATTERNS = 3000, ROUNDS = 100, LOADS = 100, SECTIONS = 60, TEXT_MAX = 64 << 20 };

typedef struct measured {
    char *text;
    size_t length;
    bm_words words;
    bm_lexicon *lexicon;
    bm_language language;
    size_t phrases;
} measured;

static void fail(const char *what)
{
    fprintf(stderr, "bench_lexicon: %s\n", what);
    exit(1);
}

static void add_file(measured *bench, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail(path);
    bench->length += fread(bench->text + bench->length, 1, TEXT_MAX - bench->length, file);
    (void)fclose(file);
}

static void cut(measured *bench)
{
    bm_block block = {.end = (uint32_t)bench->length, .language = bench->language};
    bm_document document = {.text = bench->text,
                            .length = (uint32_t)bench->length,
                            .blocks = &block,
                            .block_count = 1,
                            .language = bench->language};
    const bm_lexicon *lexicons[BM_LANGUAGE_COUNT] = {NULL};
    lexicons[bench->language] = bench->lexicon;
    if (bm_words_cut(&bench->words, &document, lexicons, NULL))
        fail("cannot cut the text");
}

static void write_word(const measured *bench, FILE *file, size_t index, size_t length)
{
    const bm_word *word = &bench->words.words[index];
    const char *text = bench->text + word->start;
    for (size_t i = 0; i < word->length && i < length; i++)
        if (((unsigned char)text[i] | 0x20) >= 'a' || text[i] == '\'')
            fputc(text[i], file);
}

static void write_pattern(const measured *bench, FILE *file, size_t index, unsigned kind)
{
    size_t length = bench->words.words[index].length;
    write_word(bench, file, index, kind == 0 && length > 6 ? length - 2 : length);
    if (kind == 0)
        fputs(length > 6 ? "*" : "", file);
    else if (kind <= 3)
        fputs(kind == 1 ? " " : kind == 2 ? " ... " : "? ", file);
    if (kind >= 1 && kind <= 3)
        write_word(bench, file, index + 1, length);
    fputc('\n', file);
}

static bool is_plain(const bm_word *word)
{
    return word->length > 3 && (word->flags & BM_WORD_LATIN) && !(word->flags & BM_WORD_HAS_DIGIT);
}

static void write_lexicon(const measured *bench, const char *path)
{
    FILE *file = fopen(path, "wb");
    size_t step = bench->words.word_count / PATTERNS;
    if (!file || step == 0)
        fail("the texts are too short for a lexicon of their own");
    fputs("language en\n", file);
    for (unsigned i = 0; i < PATTERNS; i++) {
        size_t index = i * step;
        while (index + 2 < bench->words.word_count &&
               !(is_plain(&bench->words.words[index]) && is_plain(&bench->words.words[index + 1])))
            index++;
        if (i % (PATTERNS / SECTIONS) == 0)
            fprintf(file, "[bench.s%u]\n", i);
        if (index + 2 < bench->words.word_count)
            write_pattern(bench, file, index, i % 6);
    }
    (void)fclose(file);
}

/* The machine may do other things meanwhile: the quickest round counts. */
static double quicker(double best_s, double start_s)
{
    double took_s = bench_now_s() - start_s;
    return best_s > 0 && best_s < took_s ? best_s : took_s;
}

static void load(measured *bench, const char *path)
{
    bm_error error = {0};
    bm_findings *findings = bm_findings_new();
    double best_s = 0;
    for (int i = 0; i < LOADS; i++) {
        bm_lexicon_free(bench->lexicon);
        double start_s = bench_now_s();
        if (bm_lexicon_load(&path, 1, findings, &bench->lexicon, &error))
            fail(error.message);
        best_s = quicker(best_s, start_s);
    }
    printf("load          %7.2f ms, %zu findings\n", best_s * 1e3,
           bm_findings_count(findings, BM_SEVERITY_NOTE) / LOADS);
    bench->language = bm_lexicon_language(bench->lexicon);
    bm_findings_free(findings);
}

static void measure_terms(const measured *bench)
{
    size_t met = 0;
    const bm_words *words = &bench->words;
    double best_s = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double start_s = bench_now_s();
        for (size_t i = 0; i < words->word_count; i++)
            met += bm_lexicon_terms(bench->lexicon, bench->text + words->words[i].start,
                                    words->words[i].length) != 0;
        best_s = quicker(best_s, start_s);
    }
    printf("terms         %7.1f ns a word, %.1f %% have some\n",
           best_s * 1e9 / (double)words->word_count,
           100 * (double)met / ((double)words->word_count * ROUNDS));
}

static bool count_phrase(const bm_phrase *phrase, void *context)
{
    measured *bench = context;
    bench->phrases += phrase->count > 0;
    return true;
}

static void measure_scan(measured *bench)
{
    const bm_words *words = &bench->words;
    double best_s = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double start_s = bench_now_s();
        for (size_t i = 0; i < words->sentence_count; i++)
            bm_lexicon_scan(bench->lexicon, &words->words[words->sentences[i].first_word],
                            words->sentences[i].word_count, count_phrase, bench);
        best_s = quicker(best_s, start_s);
    }
    printf("scan          %7.1f ns a word, %.3f phrases a word\n",
           best_s * 1e9 / (double)words->word_count,
           (double)bench->phrases / ((double)words->word_count * ROUNDS));
}

int main(int argc, char **argv)
{
    measured bench = {.text = malloc(TEXT_MAX)};
    if (argc < 3 || !bench.text)
        fail("usage: bench_lexicon LEXICON|- TEXT...");
    for (int i = 2; i < argc; i++)
        add_file(&bench, argv[i]);
    char made[] = "/tmp/bench-lexicon-XXXXXX";
    bool make = strcmp(argv[1], "-") == 0;
    if (make) {
        int descriptor = mkstemp(made);
        if (descriptor < 0)
            fail(made);
        (void)close(descriptor);
        cut(&bench);
        write_lexicon(&bench, made);
    }
    load(&bench, make ? made : argv[1]);
    if (make)
        (void)unlink(made);
    cut(&bench);
    printf("%zu words, %zu sentences\n", bench.words.word_count, bench.words.sentence_count);
    measure_terms(&bench);
    measure_scan(&bench);
    bm_words_finish(&bench.words);
    bm_lexicon_free(bench.lexicon);
    free(bench.text);
    return 0;
}
