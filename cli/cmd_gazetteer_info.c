#include "cli/gazetteer_about.h"
#include "cli/gazetteers.h"
#include "cli/report.h"
#include "cli/values.h"

enum { PATH_SIZE = 4096 };

static bm_status write_about(const cli_settings *settings, const char *const *paths, size_t count,
                             const bm_gazetteer *gazetteer, const bm_findings *findings,
                             bm_error *error)
{
    bm_sink *sink = NULL;
    bm_status status = bm_sink_open("-", &sink, error);
    if (status)
        return status;
    if (settings->json)
        cli_gazetteer_write_json(sink, paths, count, gazetteer, findings);
    else
        cli_gazetteer_write_text(sink, paths, count, gazetteer);
    if (settings->verify && !settings->json)
        bm_sink_puts(sink, "checked: every byte is as it was written\n");
    status = bm_sink_commit(sink, error);
    bm_sink_free(sink);
    return status;
}

static cli_exit run(const cli_command *command, const cli_settings *settings)
{
    (void)command;
    bm_error error = {0};
    cli_gazetteers gazetteers = {0};
    bm_gazetteer *gazetteer = NULL;
    cli_exit result = CLI_EXIT_DONE;
    char cache[PATH_SIZE] = "";
    const char *const *paths = settings->operands.items;
    size_t count = settings->operands.count;
    bm_status status = BM_OK;
    bm_findings *findings = bm_findings_new();
    if (!findings)
        status = bm_error_set(&error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (!status && count == 0) {
        status = cli_gazetteers_gather(&gazetteers, settings, &error);
        paths = gazetteers.paths;
        count = gazetteers.count;
    }
    (void)bm_cache_folder(cache, sizeof cache);
    if (status ||
        (status = bm_gazetteer_open(paths, count, cache, findings, &gazetteer, &error)) != BM_OK ||
        (settings->verify && (status = bm_gazetteer_verify(gazetteer, &error)) != BM_OK) ||
        (status = write_about(settings, paths, count, gazetteer, findings, &error)) != BM_OK)
        goto done;
    if (!settings->quiet && !settings->json)
        (void)cli_report_findings(findings);
    if (bm_findings_count(findings, BM_SEVERITY_WARNING) > 0)
        result = CLI_EXIT_FINDINGS;
done:
    bm_gazetteer_free(gazetteer);
    cli_gazetteers_finish(&gazetteers);
    bm_findings_free(findings);
    return status ? cli_report_error(settings, &error) : result;
}

#define SETTING(member) offsetof(cli_settings, member)
static const cli_option info_options[] = {
    {"check", 0, NULL, cli_read_flag, SETTING(verify),
     "check every byte against its checksum; exit status 3 when one is not as it was written"},
    {0}};
static const cli_option_group info = {"What to do", info_options};

const cli_command cli_gazetteer_info = {
    .name = "gazetteer info",
    .operand = "FILE: an index, or whatever --gazetteer takes",
    .operands_optional = true,
    .usage = "[FILE...] [--check] [--json]",
    .summary = "say what a gazetteer is made of",
    .description = "Print how many places and names a gazetteer has, in which languages, from "
                   "which sources, with their hashes and licences. Without a file: of the places "
                   "that are used by default.",
    .examples = "  bordermap gazetteer info\n"
                "  bordermap gazetteer info villages.shp --json\n",
    .groups = {&info, &cli_group_general},
    .run = run};
