#include "cli/command.h"
#include "cli/json_out.h"
#include "cli/report.h"
#include "cli/text.h"
#include "cli/values.h"

#include <stdlib.h>
#include <string.h>

#define SETTING(member) offsetof(cli_settings, member)

/** The findings while they are printed. */
typedef struct listing {
    bm_sink *sink;
    bm_json json;
    bool as_json;
    const char *folder; /**< of the manifest, with its slash; "" for here */
    size_t folder_length;
} listing;

static void print_path(const listing *list, const char *name)
{
    char *path = calloc(1, list->folder_length + strlen(name) + 1);
    if (path) {
        memcpy(path, list->folder, list->folder_length);
        strcpy(path + list->folder_length, name);
        cli_text_write(list->sink, path);
    }
    free(path);
}

static void size_member(bm_json *json, const char *key, const bm_manifest_file *file)
{
    bm_json_key(json, key);
    if (file && file->sha256)
        bm_json_integer(json, file->bytes);
    else
        bm_json_null(json);
}

static void list_finding(bm_verify_finding finding, const bm_manifest_file *expected,
                         const bm_manifest_file *found, const char *reason, void *context)
{
    listing *list = context;
    const char *name = expected ? expected->name : found->name;
    if (!list->as_json) {
        bm_sink_printf(list->sink, "%s\t", bm_verify_finding_name(finding));
        print_path(list, name);
        bm_sink_puts(list->sink, "\n");
        return;
    }
    bm_json_begin_compact_object(&list->json);
    cli_json_text(&list->json, "finding", bm_verify_finding_name(finding));
    cli_json_text(&list->json, "file", name);
    size_member(&list->json, "bytes", expected);
    cli_json_text(&list->json, "sha256", expected ? expected->sha256 : NULL);
    size_member(&list->json, "found_bytes", found);
    cli_json_text(&list->json, "found_sha256", found ? found->sha256 : NULL);
    cli_json_text(&list->json, "reason", reason);
    bm_json_end_object(&list->json);
}

static bm_status print_findings(const char *path, const bm_manifest *manifest, listing *list,
                                bm_verify_counts *counts, bm_error *error)
{
    bm_status status = list->as_json ? cli_json_begin_answer(&list->json, &list->sink, error)
                                     : bm_sink_open("-", &list->sink, error);
    if (status)
        return status;
    if (list->as_json) {
        cli_json_text(&list->json, "manifest", path);
        cli_json_count(&list->json, "maps", bm_manifest_frame_count(manifest));
        bm_json_key(&list->json, "findings");
        bm_json_begin_array(&list->json);
    }
    status = bm_manifest_verify(manifest, list_finding, list, counts, error);
    if (list->as_json) {
        bm_json_end_array(&list->json);
        cli_json_count(&list->json, "files", counts->files);
        bm_json_key(&list->json, "bytes");
        bm_json_integer(&list->json, counts->bytes);
    }
    bm_error *unless_failed = status ? NULL : error;
    bm_status listed = list->as_json ? cli_json_end_answer(&list->json, list->sink, unless_failed)
                                     : bm_sink_commit(list->sink, unless_failed);
    return status ? status : listed;
}

static cli_exit verify(const char *path, const cli_settings *settings)
{
    const char *slash = strrchr(path, '/');
    listing list = {.as_json = settings->json,
                    .folder = path,
                    .folder_length = slash ? (size_t)(slash + 1 - path) : 0};
    bm_manifest *manifest = NULL;
    bm_verify_counts counts = {0};
    bm_error error = {0};
    bm_status status = bm_manifest_read(path, &manifest, &error);
    if (!status)
        status = print_findings(path, manifest, &list, &counts, &error);
    bm_sink_free(list.sink);
    bm_manifest_free(manifest);
    if (status)
        return cli_report_error(settings, &error);
    if (!settings->quiet && counts.findings == 0)
        cli_report_note("%zu file%s as '%s' has %s", counts.files, counts.files == 1 ? "" : "s",
                        path, counts.files == 1 ? "it" : "them");
    return counts.findings > 0 ? CLI_EXIT_FINDINGS : CLI_EXIT_DONE;
}

static cli_exit merge(const cli_settings *settings)
{
    size_t count = settings->operands.count;
    bm_manifest **parts = calloc(count, sizeof(bm_manifest *));
    bm_manifest *whole = NULL;
    bm_error error = {0};
    bm_status status =
        parts ? BM_OK : bm_error_set(&error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < count && !status; i++)
        status = bm_manifest_read(settings->operands.items[i], &parts[i], &error);
    if (!status)
        status = bm_manifest_merge(parts, count, settings->output, &whole, &error);
    if (!status)
        status = bm_manifest_commit(whole, &error);
    bm_manifest_free(whole);
    for (size_t i = 0; parts && i < count; i++)
        bm_manifest_free(parts[i]);
    free(parts);
    return status ? cli_report_error(settings, &error) : CLI_EXIT_DONE;
}

static cli_exit run(const cli_command *command, const cli_settings *settings)
{
    if (settings->merge && (!settings->output || strcmp(settings->output, "-") == 0))
        return cli_report_usage(command, settings,
                                "--merge needs -o FILE, in the folder of the manifests");
    if (settings->output && !settings->merge)
        return cli_report_usage(command, settings, "-o is for --merge");
    if (settings->merge)
        return merge(settings);
    if (settings->operands.count > 1)
        return cli_report_usage(command, settings,
                                "verify is about one manifest at a time; --merge joins them");
    return verify(settings->operands.items[0], settings);
}

static const cli_option merge_options[] = {
    {"merge", 0, NULL, cli_read_flag, SETTING(merge),
     "join the manifests of all shards of a series; the whole is that of one run"},
    {"output", 'o', "FILE", cli_read_file, SETTING(output), "where --merge writes the whole"},
    {0}};
static const cli_option_group merging = {"Joining", merge_options};

const cli_command cli_verify = {
    .name = "verify",
    .operand = "MANIFEST: what 'series --manifest' wrote",
    .usage = "MANIFEST [--json] | --merge MANIFEST... -o MANIFEST",
    .summary = "say which maps of a series are missing, altered or extra",
    .description =
        "Compare the files of a series with the sizes and SHA-256 hashes in its manifest. A line "
        "for each finding: missing, altered, unreadable, or extra, which is a file beside the maps "
        "and of their kind that the manifest does not know; then a tab and the file. Nothing when "
        "there is none. Exit status 1 when there are findings.",
    .examples = "  bordermap verify maps/manifest.json\n"
                "  bordermap verify --merge maps/shard-*.json -o maps/manifest.json\n",
    .groups = {&merging, &cli_group_general},
    .run = run};
