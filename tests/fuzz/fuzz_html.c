/* Pages: paragraphs in order, and every byte of them is where its span says it is. */
#include "tests/fuzz/fuzz.h"

#include "events/report/text/document.h"

#include <string.h>

static void check_run(const bm_document *document, size_t index, const char *input, size_t length)
{
    const bm_text_run *run = &document->runs[index];
    bool last = index + 1 == document->run_count;
    uint32_t end = last ? document->length : run[1].text;
    FUZZ_REQUIRE(run->text < end && end <= document->length);
    FUZZ_REQUIRE(last || run->input <= run[1].input);
    if (document->recoded)
        return;
    FUZZ_REQUIRE(run->input + run->input_length <= length);
    for (uint32_t i = run->text; run->input_length == 0 && i < end; i++) {
        unsigned char byte = (unsigned char)document->text[i];
        size_t at = run->input + (i - run->text);
        /* The end of a paragraph may stand for a byte behind the page. */
        FUZZ_REQUIRE(at < length || byte == '\n');
        FUZZ_REQUIRE(byte <= ' ' || byte == 0x7F || byte == (unsigned char)input[at]);
    }
}

static void check(const bm_document *document, const char *input, size_t length)
{
    uint32_t end = 0;
    for (size_t i = 0; i < document->block_count; i++) {
        const bm_block *block = &document->blocks[i];
        FUZZ_REQUIRE(block->start >= end && block->start < block->end);
        end = block->end;
        bm_span span = bm_document_span(document, block->start, block->end);
        FUZZ_REQUIRE(span.start < span.end && (document->recoded || span.end <= length));
    }
    FUZZ_REQUIRE(end <= document->length);
    for (size_t i = 0; i < document->run_count; i++)
        check_run(document, i, input, length);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const bm_report_source source = {.file = "page.html", .language = BM_LANGUAGE_UNKNOWN};
    /* A copy of its own, so that what is read behind it is noticed. */
    char *input = malloc(size > 0 ? size : 1);
    FUZZ_REQUIRE(input);
    if (size > 0)
        memcpy(input, data, size);
    bm_arena arena = {0};
    bm_document document;
    bm_error error = {0};
    (void)bm_document_is_html(input, size);
    bm_status status =
        bm_document_from_html(&document, &arena, input, (uint32_t)size, &source, &error);
    if (!status)
        check(&document, input, size);
    else
        FUZZ_REQUIRE(error.message[0] != '\0');
    bm_arena_finish(&arena);
    free(input);
    return 0;
}
