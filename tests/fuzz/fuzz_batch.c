/* Tables of names: every row has all its cells as valid text, lines go up, and what is written of a
 * good row is read as the same cells. */
#include "tests/fuzz/fuzz.h"

#include "base/utf8.h"

#include <bordermap/batch.h>

#include <string.h>

static void copy_row(const bm_batch *batch, const bm_batch_row *row, bm_sink *sink)
{
    char delimiter = bm_batch_delimiter(batch);
    for (size_t i = 0; i < bm_batch_column_count(batch); i++) {
        FUZZ_REQUIRE(bm_utf8_is_valid(row->cells[i]));
        if (*row->problem)
            continue;
        if (i > 0)
            bm_sink_write(sink, &delimiter, 1);
        bm_csv_write_cell(sink, row->cells[i], delimiter, false);
    }
    if (*row->problem)
        return;
    /* An empty line would be no row. */
    bool alone = bm_batch_column_count(batch) == 1 && !*row->cells[0];
    bm_sink_puts(sink, alone ? "\"\"\n" : "\n");
}

static void copy_header(const bm_batch *batch, bm_sink *sink)
{
    char delimiter = bm_batch_delimiter(batch);
    /* A header can begin with a byte order mark or like a `sep=` line of its own. */
    bm_sink_puts(sink, "\xEF\xBB\xBF\n");
    for (size_t i = 0; i < bm_batch_column_count(batch); i++) {
        if (i > 0)
            bm_sink_write(sink, &delimiter, 1);
        bm_csv_write_cell(sink, bm_batch_column_name(batch, i), delimiter, false);
    }
    bm_sink_puts(sink, "\n");
}

static void copy_table(bm_batch *batch, bm_sink *sink)
{
    const bm_batch_row *row = NULL;
    bm_error error = {0};
    long line = 0;
    copy_header(batch, sink);
    while (bm_batch_next(batch, &row, &error) == BM_OK && row) {
        FUZZ_REQUIRE(row->line > line);
        FUZZ_REQUIRE(!*row->problem == !*row->code);
        FUZZ_REQUIRE(row->place.name && row->place.country && row->place.near);
        line = row->line;
        copy_row(batch, row, sink);
    }
    FUZZ_REQUIRE(error.status == BM_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_file file = fuzz_file_open(data, size);
    bm_batch *batch = NULL;
    bm_error error = {0};
    bm_sink *first = NULL;
    bm_sink *second = NULL;
    size_t first_size = 0;
    size_t second_size = 0;
    if (bm_batch_open(file.path, NULL, &batch, &error) == BM_OK) {
        FUZZ_REQUIRE(bm_sink_open_memory(&first, NULL) == BM_OK);
        FUZZ_REQUIRE(bm_sink_open_memory(&second, NULL) == BM_OK);
        const bm_batch_options options = {.delimiter = bm_batch_delimiter(batch)};
        copy_table(batch, first);
        FUZZ_REQUIRE(bm_sink_commit(first, NULL) == BM_OK);
        const void *bytes = bm_sink_memory(first, &first_size);
        bm_batch_free(batch);
        batch = NULL;
        fuzz_file copy = fuzz_file_open(bytes, first_size);
        if (bm_batch_open(copy.path, &options, &batch, &error) == BM_OK) {
            copy_table(batch, second);
            FUZZ_REQUIRE(bm_sink_commit(second, NULL) == BM_OK);
            const void *again = bm_sink_memory(second, &second_size);
            FUZZ_REQUIRE(first_size == second_size && memcmp(bytes, again, first_size) == 0);
        }
        fuzz_file_close(copy);
    } else {
        FUZZ_REQUIRE(error.message[0] != '\0' && !batch);
    }
    bm_batch_free(batch);
    bm_sink_free(first);
    bm_sink_free(second);
    fuzz_file_close(file);
    return 0;
}
