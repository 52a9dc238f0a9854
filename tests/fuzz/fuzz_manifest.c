/* Manifests of strangers: read whole or refused with a reason; what is read can be written, and
 * says the same when it is read again; no name leaves the folder. The same bytes as a journal. */
#include "tests/fuzz/fuzz.h"

#include "render/series/manifest.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void require_inside(const bm_manifest_file *file)
{
    if (!file->name)
        return;
    FUZZ_REQUIRE(file->name[0] != '/' && file->name[0] != '\0');
    FUZZ_REQUIRE(strcmp(file->name, "..") != 0 && strncmp(file->name, "../", 3) != 0 &&
                 !strstr(file->name, "/../"));
    FUZZ_REQUIRE(strlen(file->sha256) == BM_SHA256_SIZE - 1 && file->bytes >= 0);
}

static void require_sane(const bm_manifest *manifest)
{
    FUZZ_REQUIRE(manifest->total <= BM_SERIES_FRAMES_MAX);
    for (size_t i = 0; i < bm_manifest_frame_count(manifest); i++) {
        const bm_manifest_frame *frame = bm_manifest_frame_at(manifest, i);
        FUZZ_REQUIRE(frame->number >= 1 && frame->number <= manifest->total);
        require_inside(&frame->map);
        require_inside(&frame->alt_text);
    }
}

/* Manifests of one part that is all of the series are the same whole, written or joined. */
static void write_again(bm_manifest *manifest)
{
    bm_manifest *whole = NULL, *again = NULL;
    bm_error error = {0};
    if (bm_manifest_merge(&manifest, 1, "fuzz-manifest.json", &whole, &error) != BM_OK) {
        FUZZ_REQUIRE(error.message[0] != '\0' && !whole);
        return;
    }
    FUZZ_REQUIRE(bm_manifest_commit(whole, NULL) == BM_OK);
    FUZZ_REQUIRE(bm_manifest_read("fuzz-manifest.json", &again, NULL) == BM_OK);
    FUZZ_REQUIRE(bm_manifest_is_same(whole, again, NULL, 0));
    FUZZ_REQUIRE(bm_manifest_frame_count(again) == bm_manifest_frame_count(whole));
    FUZZ_REQUIRE(unlink("fuzz-manifest.json") == 0);
    bm_manifest_free(whole);
    bm_manifest_free(again);
}

static void count(bm_verify_finding finding, const bm_manifest_file *expected,
                  const bm_manifest_file *found, const char *reason, void *context)
{
    size_t *findings = context;
    FUZZ_REQUIRE(expected || found);
    FUZZ_REQUIRE((finding == BM_VERIFY_UNREADABLE) == (reason != NULL));
    ++*findings;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FILE *file = fopen("fuzz-in.json", "wb");
    bm_manifest *manifest = NULL;
    bm_error error = {0};
    size_t whole = 0;
    FUZZ_REQUIRE(file && fwrite(data, 1, size, file) == size && fclose(file) == 0);
    if (bm_manifest_read("fuzz-in.json", &manifest, &error) != BM_OK) {
        FUZZ_REQUIRE(error.message[0] != '\0' && !manifest);
    } else {
        bm_verify_counts counts;
        size_t findings = 0;
        require_sane(manifest);
        FUZZ_REQUIRE(bm_manifest_verify(manifest, count, &findings, &counts, &error) == BM_OK);
        FUZZ_REQUIRE(findings == counts.findings);
        write_again(manifest);
    }
    bm_manifest_free(manifest);
    FUZZ_REQUIRE(bm_manifest_read_journal("fuzz-in.json.part", (const char *)data, size, &manifest,
                                          &whole, NULL) == BM_OK);
    FUZZ_REQUIRE(whole <= size && (whole > 0) == (manifest != NULL));
    if (manifest)
        require_sane(manifest);
    bm_manifest_free(manifest);
    FUZZ_REQUIRE(unlink("fuzz-in.json") == 0);
    return 0;
}
