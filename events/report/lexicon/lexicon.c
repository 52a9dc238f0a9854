#include "events/report/lexicon/lexicon.h"

#include "events/report/lexicon/maker.h"

#include <stdlib.h>
#include <string.h>

static void maker_finish(bm_lexicon_maker *maker)
{
    free(maker->sections);
    free(maker->alternatives);
    free(maker->elements);
    free(maker->element_slots);
    free(maker->words);
    free(maker->atoms);
    free(maker->references);
    free(maker->singles);
    free(maker->nodes);
    free(maker->edges);
    free(maker->edge_slots);
}

static void make_root(bm_lexicon_maker *maker)
{
    if (BM_MAKER_ROOM(maker, maker->nodes, 0, maker->node_capacity)) {
        maker->nodes[0] = (bm_maker_node){0};
        maker->node_count = 1;
    }
}

static bm_status make(bm_lexicon_maker *maker, const char *const *paths, size_t count,
                      bm_error *error)
{
    bm_status status = BM_OK;
    make_root(maker);
    for (size_t i = 0; i < count && !status && !maker->short_of_memory && !maker->over_limit; i++)
        status = bm_maker_read_file(maker, paths[i], i == 0, error);
    const char *last = maker->file;
    void (*const steps[])(bm_lexicon_maker *) = {bm_maker_finish_sections, bm_maker_finish_tree,
                                                 bm_maker_finish_sets};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (!status && !maker->short_of_memory && !maker->over_limit)
            steps[i](maker);
    if (!status && maker->short_of_memory)
        status = bm_error_set(error, BM_ERROR_MEMORY, last, 0, "not enough memory for '%s'", last);
    if (!status && maker->over_limit)
        status = bm_error_set(error, BM_ERROR_LIMIT, last, 0,
                              "'%s' has too many patterns: at most %d, and as many as they may be "
                              "read in different ways",
                              last, BM_LEXICON_ENTRIES);
    return status;
}

bm_status bm_lexicon_load(const char *const *paths, size_t count, bm_findings *findings,
                          bm_lexicon **lexicon, bm_error *error)
{
    *lexicon = NULL;
    if (count == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "no lexicon file is given");
    bm_lexicon *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, paths[0], 0, "not enough memory for '%s'",
                            paths[0]);
    bm_lexicon_maker maker = {
        .lexicon = made, .findings = findings, .file = paths[0], .section = BM_LEXICON_NONE};
    bm_status status = make(&maker, paths, count, error);
    maker_finish(&maker);
    if (status)
        bm_lexicon_free(made);
    else
        *lexicon = made;
    return status;
}

void bm_lexicon_free(bm_lexicon *lexicon)
{
    if (!lexicon)
        return;
    bm_arena_finish(&lexicon->arena);
    free(lexicon->section_names);
    free(lexicon->entries);
    bm_word_table_finish(&lexicon->words);
    free(lexicon->nodes);
    free(lexicon->edges);
    free(lexicon->hits);
    free(lexicon->sets);
    free(lexicon->items.items);
    free(lexicon->singles);
    free(lexicon);
}

bm_language bm_lexicon_language(const bm_lexicon *lexicon)
{
    return lexicon->language;
}

uint32_t bm_lexicon_section(const bm_lexicon *lexicon, const char *name)
{
    size_t first = 0;
    size_t end = lexicon->section_count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        int order = strcmp(lexicon->section_names[middle], name);
        if (order == 0)
            return (uint32_t)middle;
        if (order < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return BM_LEXICON_NONE;
}

uint32_t bm_lexicon_section_count(const bm_lexicon *lexicon)
{
    return (uint32_t)lexicon->section_count;
}

const char *bm_lexicon_section_name(const bm_lexicon *lexicon, uint32_t section)
{
    return section < lexicon->section_count ? lexicon->section_names[section] : "";
}
