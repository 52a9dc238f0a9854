#include "cli/gazetteer_about.h"
#include "cli/outcome.h"
#include "cli/report.h"
#include "cli/values.h"

#include <string.h>

/* An index that would replace what it is made of, or that is made of indexes. */
static bm_status check_output(const cli_settings *settings, bm_error *error)
{
    const cli_list *const lists[] = {&settings->operands, &settings->alternate_names,
                                     &settings->admin_codes};
    const char *output = settings->output;
    if (strcmp(output, "-") == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "an index is mapped from its file and cannot go to standard output");
    for (size_t i = 0; i < settings->operands.count; i++) {
        size_t length = strlen(settings->operands.items[i]);
        if (length > 4 && strcmp(settings->operands.items[i] + length - 4, ".gaz") == 0)
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "'%s' is an index already; give --gazetteer once for each",
                                settings->operands.items[i]);
    }
    bool same = settings->country_info && cli_is_same_file(output, settings->country_info);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (size_t k = 0; k < lists[i]->count; k++)
            same = same || cli_is_same_file(output, lists[i]->items[k]);
    return same ? bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                               "output '%s' would replace an input", output)
                : BM_OK;
}

/* What was made, read from it. */
static bm_status report(const cli_settings *settings, bm_findings *findings, bool *empty,
                        bm_error *error)
{
    cli_gazetteer_figures figures;
    bm_gazetteer *gazetteer = NULL;
    bm_sink *sink = NULL;
    bm_status status = bm_gazetteer_open(&settings->output, 1, NULL, findings, &gazetteer, error);
    if (status)
        return status;
    cli_gazetteer_count(gazetteer, &figures);
    *empty = figures.places == 0;
    if (settings->json) {
        status = bm_sink_open("-", &sink, error);
        if (!status) {
            cli_gazetteer_write_json(sink, &settings->output, 1, gazetteer, findings);
            status = bm_sink_commit(sink, error);
        }
        bm_sink_free(sink);
    } else if (!settings->quiet) {
        (void)cli_report_findings(findings);
        size_t left_out = cli_findings_rows_left_out(findings, bm_findings_size(findings));
        size_t names = bm_gazetteer_name_count(gazetteer);
        cli_report_note("%s: %zu place%s, %zu name%s; %zu row%s left out, %zu merged with others",
                        settings->output, figures.places, figures.places == 1 ? "" : "s", names,
                        names == 1 ? "" : "s", left_out, left_out == 1 ? "" : "s", figures.merged);
    }
    bm_gazetteer_free(gazetteer);
    return status;
}

static cli_exit run(const cli_command *command, const cli_settings *settings)
{
    bm_error error = {0};
    cli_exit result = CLI_EXIT_DONE;
    bool empty = false;
    if (!settings->output)
        return cli_report_usage(command, settings, "%s needs -o FILE, such as places.gaz",
                                command->name);
    bm_status status = check_output(settings, &error);
    if (status)
        return cli_report_usage(command, settings, "%s", error.message);
    const bm_gazetteer_inputs inputs = {.paths = settings->operands.items,
                                        .path_count = settings->operands.count,
                                        .alternate_names = settings->alternate_names.items,
                                        .alternate_names_count = settings->alternate_names.count,
                                        .admin_codes = settings->admin_codes.items,
                                        .admin_codes_count = settings->admin_codes.count,
                                        .country_info = settings->country_info,
                                        .licence = settings->licence};
    bm_findings *findings = bm_findings_new();
    if (!findings) {
        status = bm_error_set(&error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        goto done;
    }
    if ((status = bm_gazetteer_build(&inputs, settings->output, findings, &error)) != BM_OK ||
        (status = report(settings, findings, &empty, &error)) != BM_OK)
        goto done;
    if (empty || bm_findings_count(findings, BM_SEVERITY_WARNING) > 0)
        result = CLI_EXIT_FINDINGS;
done:
    bm_findings_free(findings);
    return status ? cli_report_error(settings, &error) : result;
}

#define SETTING(member) offsetof(cli_settings, member)
static const cli_option build_options[] = {
    {"output", 'o', "FILE", cli_read_file, SETTING(output),
     "the index to write, such as by-ua.gaz"},
    {"alternate-names", 0, "FILE", cli_read_list, SETTING(alternate_names),
     "table of further names by place id (GeoNames alternateNames, alternateNamesV2); repeat for "
     "more"},
    {"admin-codes", 0, "FILE", cli_read_list, SETTING(admin_codes),
     "names of oblasts and districts by their codes (GeoNames admin1CodesASCII, admin2Codes); "
     "repeat for more"},
    {"country-info", 0, "FILE", cli_read_file, SETTING(country_info),
     "names of countries (GeoNames countryInfo)"},
    {"licence", 0, "TEXT", cli_read_text, SETTING(licence),
     "of the sources, to be credited, such as 'GeoNames, CC BY 4.0'"},
    {0}};
static const cli_option_group build = {"The index", build_options};

const cli_command cli_gazetteer_build = {
    .name = "gazetteer build",
    .operand = "FILE: a GeoNames dump, a point shapefile, or another file of points",
    .usage = "FILE... [--alternate-names FILE] -o FILE.gaz [OPTION...]",
    .summary = "make one file of many places, which opens at once",
    .description =
        "Read GeoNames dumps (UA.txt, allCountries.txt), shapefiles and other files of points, "
        "join rows of one place, and write an index for --gazetteer. The same input gives the same "
        "bytes. "
        "Rows without a name or with a bad position are left out and reported.",
    .examples = "  bordermap gazetteer build villages.shp towns.shp -o places.gaz\n"
                "  bordermap gazetteer build towns.shp --licence 'own survey' -o towns.gaz\n",
    .groups = {&build, &cli_group_general},
    .run = run};
