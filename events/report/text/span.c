/* Between bytes of a document's text and bytes of the input. */
#include "events/report/text/document.h"

/* The last run that begins at or before a byte of the text. */
static const bm_text_run *run_of(const bm_document *document, uint32_t at)
{
    size_t low = 0;
    size_t high = document->run_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (document->runs[middle].text <= at)
            low = middle;
        else
            high = middle;
    }
    return &document->runs[low];
}

static uint32_t input_of(const bm_text_run *run, uint32_t at)
{
    if (run->input_length > 0 || at < run->text)
        return run->input;
    return run->input + (at - run->text);
}

bm_span bm_document_span(const bm_document *document, uint32_t start, uint32_t end)
{
    if (document->run_count == 0)
        return (bm_span){start, end};
    bm_span span;
    span.start = input_of(run_of(document, start), start);
    if (end <= start)
        return (bm_span){span.start, span.start};
    const bm_text_run *last = run_of(document, end - 1);
    span.end =
        last->input_length > 0 ? last->input + last->input_length : input_of(last, end - 1) + 1;
    return span;
}

/* The byte of the text that a byte of the input became, or the first after it. Runs are in the
 * order of both. */
static uint32_t text_byte(const bm_document *document, uint32_t input)
{
    size_t low = 0;
    size_t high = document->run_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (document->runs[middle].input <= input)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return 0;
    const bm_text_run *run = &document->runs[low - 1];
    uint32_t end = low < document->run_count ? document->runs[low].text : document->length;
    if (run->input_length > 0)
        return input >= run->input + run->input_length ? end : run->text;
    uint32_t at = run->text + (input - run->input);
    return at < end ? at : end;
}

bm_span bm_document_text_span(const bm_document *document, bm_span input)
{
    if (document->run_count == 0)
        return input;
    return (bm_span){text_byte(document, input.start), text_byte(document, input.end)};
}
