#include "cli/gazetteer_about.h"

#include "cli/json_out.h"

#include "cli/json_out.h"
#include "cli/text.h"

#include <string.h>
#include <sys/stat.h>

void cli_gazetteer_count(const bm_gazetteer *gazetteer, cli_gazetteer_figures *figures)
{
    *figures = (cli_gazetteer_figures){0};
    for (size_t i = 0; i < bm_gazetteer_count(gazetteer); i++) {
        const bm_place *place = bm_gazetteer_place(gazetteer, i);
        if (!place)
            continue;
        figures->places++;
        if ((size_t)place->kind < CLI_KINDS)
            figures->of_kind[place->kind]++;
    }
    for (size_t i = 0; i < bm_gazetteer_source_count(gazetteer); i++) {
        const bm_gazetteer_source *source = bm_gazetteer_source_at(gazetteer, i);
        figures->rows += (size_t)source->rows;
        figures->left_out += (size_t)source->left_out;
        figures->merged += (size_t)source->merged;
    }
}

/* Bytes of a file; −1 for what is none, such as a database. */
static long long size_of(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) ? (long long)status.st_size : -1;
}

/* A database is described by what may hold a password. */
static const char *shown(const char *path)
{
    return strncmp(path, "PG:", 3) == 0 ? "PG:" : path;
}

static void write_source(bm_sink *sink, const bm_gazetteer_source *source)
{
    bm_sink_puts(sink, "  ");
    cli_text_write(sink, source->name);
    bm_sink_printf(sink, "  %s, %llu rows", source->format, (unsigned long long)source->rows);
    if (source->left_out > 0)
        bm_sink_printf(sink, ", %llu left out", (unsigned long long)source->left_out);
    if (source->merged > 0)
        bm_sink_printf(sink, ", %llu merged", (unsigned long long)source->merged);
    if (*source->licence) {
        bm_sink_puts(sink, "; ");
        cli_text_write(sink, source->licence);
    }
    bm_sink_puts(sink, "\n");
    if (*source->sha256)
        bm_sink_printf(sink, "    sha256 %s\n", source->sha256);
}

typedef struct languages {
    bm_sink *sink;
    bm_json *json;
    size_t unnamed;
    bool any;
} languages;

static void write_language(const char *language, size_t count, void *context)
{
    languages *all = context;
    if (!*language) {
        all->unnamed = count;
        return;
    }
    bm_sink_puts(all->sink, all->any ? ", " : "  ");
    cli_text_write(all->sink, language);
    bm_sink_printf(all->sink, " %zu", count);
    all->any = true;
}

void cli_gazetteer_write_text(bm_sink *sink, const char *const *paths, size_t count,
                              const bm_gazetteer *gazetteer)
{
    cli_gazetteer_figures figures;
    cli_gazetteer_count(gazetteer, &figures);
    for (size_t i = 0; i < count; i++) {
        cli_text_write(sink, shown(paths[i]));
        long long size = size_of(paths[i]);
        if (size >= 0)
            bm_sink_printf(sink, "  %lld bytes", size);
        bm_sink_puts(sink, "\n");
    }
    bm_sink_printf(sink, "places: %zu\n", figures.places);
    const char *separator = "  ";
    for (size_t i = 0; i < CLI_KINDS; i++) {
        if (figures.of_kind[i] == 0)
            continue;
        bm_sink_printf(sink, "%s%s %zu", separator, bm_place_kind_name((bm_place_kind)i),
                       figures.of_kind[i]);
        separator = ", ";
    }
    bm_sink_printf(sink, "%snames: %zu\n", figures.places > 0 ? "\n" : "",
                   bm_gazetteer_name_count(gazetteer));
    languages all = {.sink = sink};
    bm_gazetteer_languages(gazetteer, write_language, &all);
    if (all.unnamed > 0)
        bm_sink_printf(sink, "%sno language given %zu", all.any ? ", " : "  ", all.unnamed);
    bm_sink_puts(sink, all.any || all.unnamed > 0 ? "\n" : "");
    size_t sources = bm_gazetteer_source_count(gazetteer);
    bm_sink_printf(sink, "sources: %zu\n", sources);
    for (size_t i = 0; i < sources; i++)
        write_source(sink, bm_gazetteer_source_at(gazetteer, i));
}

static void add_language(const char *language, size_t count, void *context)
{
    /* ISO 639-2: undetermined. */
    cli_json_count(context, *language ? language : "und", count);
}

static void write_sources(bm_json *json, const bm_gazetteer *gazetteer)
{
    bm_json_key(json, "sources");
    bm_json_begin_array(json);
    for (size_t i = 0; i < bm_gazetteer_source_count(gazetteer); i++) {
        const bm_gazetteer_source *source = bm_gazetteer_source_at(gazetteer, i);
        bm_json_begin_object(json);
        cli_json_text(json, "name", source->name);
        cli_json_text(json, "format", source->format);
        cli_json_text(json, "sha256", source->sha256);
        cli_json_text(json, "licence", source->licence);
        cli_json_count(json, "rows", source->rows);
        cli_json_count(json, "left_out", source->left_out);
        cli_json_count(json, "merged", source->merged);
        bm_json_end_object(json);
    }
    bm_json_end_array(json);
}

void cli_gazetteer_write_json(bm_sink *sink, const char *const *paths, size_t count,
                              const bm_gazetteer *gazetteer, const bm_findings *findings)
{
    cli_gazetteer_figures figures;
    bm_json json;
    cli_gazetteer_count(gazetteer, &figures);
    bm_json_init(&json, sink, 2);
    bm_json_begin_object(&json);
    bm_json_key(&json, "files");
    bm_json_begin_array(&json);
    for (size_t i = 0; i < count; i++) {
        long long size = size_of(paths[i]);
        bm_json_begin_compact_object(&json);
        cli_json_text(&json, "file", shown(paths[i]));
        bm_json_key(&json, "bytes");
        if (size >= 0)
            bm_json_integer(&json, size);
        else
            bm_json_null(&json);
        bm_json_end_object(&json);
    }
    bm_json_end_array(&json);
    cli_json_count(&json, "places", figures.places);
    bm_json_key(&json, "kinds");
    bm_json_begin_compact_object(&json);
    for (size_t i = 0; i < CLI_KINDS; i++)
        cli_json_count(&json, bm_place_kind_name((bm_place_kind)i), figures.of_kind[i]);
    bm_json_end_object(&json);
    cli_json_count(&json, "names", bm_gazetteer_name_count(gazetteer));
    bm_json_key(&json, "languages");
    bm_json_begin_compact_object(&json);
    bm_gazetteer_languages(gazetteer, add_language, &json);
    bm_json_end_object(&json);
    write_sources(&json, gazetteer);
    cli_json_findings(&json, findings);
    bm_json_end_object(&json);
}
