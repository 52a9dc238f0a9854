#include "cli/describe.h"
#include "cli/gazetteers.h"
#include "cli/report.h"
#include "cli/text.h"
#include "cli/values.h"

enum { PATH_SIZE = 4096, LIMIT = 20 };

typedef struct completing {
    bm_sink *sink;
    bool as_json;
    bm_json json;
    long limit;
    long count;
} completing;

static void text_member(bm_json *json, const char *key, const char *text)
{
    bm_json_key(json, key);
    bm_json_string(json, *text ? text : NULL);
}

static bool write_place(const bm_place *place, bm_match match, const char *matched, void *context)
{
    (void)match;
    completing *all = context;
    if (all->as_json) {
        bm_json_begin_compact_object(&all->json);
        text_member(&all->json, "match", matched);
        text_member(&all->json, "name", place->name);
        text_member(&all->json, "place_id", place->id);
        text_member(&all->json, "country", place->country);
        text_member(&all->json, "admin1", place->admin1);
        text_member(&all->json, "admin2", place->admin2);
        text_member(&all->json, "kind", bm_place_kind_name(place->kind));
        bm_json_key(&all->json, "lon");
        bm_json_number(&all->json, place->position.lon, 6);
        bm_json_key(&all->json, "lat");
        bm_json_number(&all->json, place->position.lat, 6);
        bm_json_end_object(&all->json);
    } else {
        char description[CLI_DESCRIPTION_SIZE];
        cli_describe_place(place, description);
        cli_text_write(all->sink, matched);
        bm_sink_puts(all->sink, "\t");
        cli_text_write(all->sink, description);
        bm_sink_puts(all->sink, "\n");
    }
    return ++all->count < all->limit && bm_sink_status(all->sink) == BM_OK;
}

static void complete(const cli_settings *settings, const bm_gazetteer *gazetteer, completing *all)
{
    if (all->as_json) {
        bm_json_init(&all->json, all->sink, 2);
        bm_json_begin_array(&all->json);
    }
    for (size_t i = 0; i < settings->operands.count && all->count < all->limit; i++)
        bm_gazetteer_complete(gazetteer, settings->operands.items[i], write_place, all);
    if (all->as_json)
        bm_json_end_array(&all->json);
}

static cli_exit run(const cli_command *command, const cli_settings *settings)
{
    (void)command;
    bm_error error = {0};
    cli_gazetteers gazetteers = {0};
    bm_gazetteer *gazetteer = NULL;
    completing all = {.as_json = settings->json,
                      .limit = settings->limit > 0 ? settings->limit : LIMIT};
    char cache[PATH_SIZE] = "";
    (void)bm_cache_folder(cache, sizeof cache);
    bm_status status = cli_gazetteers_gather(&gazetteers, settings, &error);
    if (!status)
        status =
            bm_gazetteer_open(gazetteers.paths, gazetteers.count, cache, NULL, &gazetteer, &error);
    if (!status)
        status = bm_sink_open("-", &all.sink, &error);
    if (!status) {
        complete(settings, gazetteer, &all);
        status = bm_sink_commit(all.sink, &error);
    }
    bm_sink_free(all.sink);
    bm_gazetteer_free(gazetteer);
    cli_gazetteers_finish(&gazetteers);
    if (status)
        return cli_report_error(settings, &error);
    return all.count > 0 ? CLI_EXIT_DONE : CLI_EXIT_FINDINGS;
}

#define SETTING(member) offsetof(cli_settings, member)
static const cli_option complete_options[] = {
    {"limit", 0, "N", cli_read_count, SETTING(limit), "most lines to print (default: 20)"},
    {"gazetteer", 0, "FILE", cli_read_list, SETTING(gazetteers),
     "places of your own, before those that come with bordermap; repeat for more"},
    {"no-shipped", 0, NULL, cli_read_flag, SETTING(no_shipped), "only the places of --gazetteer"},
    {0}};
static const cli_option_group completion = {"Which places", complete_options};

const cli_command cli_gazetteer_complete = {
    .name = "gazetteer complete",
    .operand = "PREFIX: how a name begins",
    .usage = "PREFIX... [--limit N] [--gazetteer FILE] [--json]",
    .summary = "print the names that begin so",
    .description =
        "Print the names that begin with a prefix, in any language, in their order, with "
        "the place that each is of after a tab; for completion in other programs. Exit "
        "status 1 when there is none.",
    .examples = "  bordermap gazetteer complete Kopa\n"
                "  bordermap gazetteer complete Ста --limit 5 --json\n",
    .groups = {&completion, &cli_group_general},
    .run = run};
