/* Sections: their names, their order, and which refers to which. */
#include "events/report/lexicon/maker.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_SIZE = 64 };
enum { NOT_RANKED, IN_WORK, RANKED };

static bool is_name(const char *name, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!(name[i] >= 'a' && name[i] <= 'z') && !(name[i] >= '0' && name[i] <= '9') &&
            name[i] != '.' && name[i] != '-' && name[i] != '_')
            return false;
    return length > 0 && length < NAME_SIZE;
}

uint32_t bm_maker_take_section(bm_lexicon_maker *maker, const char *name, size_t length)
{
    bm_lexicon *lexicon = maker->lexicon;
    if (!is_name(name, length))
        return BM_LEXICON_NONE;
    for (size_t i = 0; i < lexicon->section_count; i++)
        if (strncmp(lexicon->section_names[i], name, length) == 0 &&
            lexicon->section_names[i][length] == '\0')
            return (uint32_t)i;
    if (lexicon->section_count == BM_LEXICON_SECTIONS) {
        maker->over_limit = true;
        return BM_LEXICON_NONE;
    }
    const char *copy = bm_arena_strndup(&lexicon->arena, name, length);
    if (!copy ||
        !BM_MAKER_ROOM(maker, lexicon->section_names, lexicon->section_count,
                       lexicon->section_capacity) ||
        !BM_MAKER_ROOM(maker, maker->sections, lexicon->section_count, maker->section_capacity)) {
        maker->short_of_memory = true;
        return BM_LEXICON_NONE;
    }
    maker->sections[lexicon->section_count] = (bm_maker_section){0};
    lexicon->section_names[lexicon->section_count] = copy;
    return (uint32_t)lexicon->section_count++;
}

static void find_at(bm_lexicon_maker *maker, bm_maker_reference *reference, const char *what)
{
    reference->dead = true;
    maker->file = reference->file;
    maker->line = reference->line;
    bm_maker_find(maker, "lexicon-reference", maker->lexicon->section_names[reference->section],
                  what);
}

/* Give ranks to a section and those it refers to. Sections are few, so the depth is bounded. */
static void give_rank(bm_lexicon_maker *maker, uint32_t number, uint32_t *rank)
{
    maker->sections[number].state = IN_WORK;
    for (uint32_t at = maker->sections[number].singles; at;
         at = maker->singles[at - 1].next_of_section) {
        uint32_t reference = maker->elements[maker->singles[at - 1].element].references;
        for (; reference; reference = maker->references[reference - 1].next_of_element) {
            bm_maker_reference *to = &maker->references[reference - 1];
            if (to->dead)
                continue;
            if (maker->sections[to->section].state == IN_WORK)
                find_at(maker, to, "sections refer to one another in a circle");
            else if (maker->sections[to->section].state == NOT_RANKED)
                give_rank(maker, to->section, rank);
        }
    }
    maker->sections[number].state = RANKED;
    maker->sections[number].rank = (*rank)++;
}

typedef struct named {
    const char *name;
    uint32_t section;
    bool opened;
} named;

/* Sections that no file has come last. */
static int compare_names(const void *a, const void *b)
{
    const named *left = a;
    const named *right = b;
    if (left->opened != right->opened)
        return left->opened ? -1 : 1;
    return strcmp(left->name, right->name);
}

static void sort_sections(bm_lexicon_maker *maker)
{
    bm_lexicon *lexicon = maker->lexicon;
    named *order = calloc(lexicon->section_count + 1, sizeof *order);
    if (!order) {
        maker->short_of_memory = true;
        return;
    }
    for (uint32_t i = 0; i < lexicon->section_count; i++)
        order[i] = (named){lexicon->section_names[i], i, maker->sections[i].opened};
    qsort(order, lexicon->section_count, sizeof *order, compare_names);
    size_t opened = 0;
    for (uint32_t i = 0; i < lexicon->section_count; i++) {
        lexicon->section_names[i] = order[i].name;
        maker->sections[order[i].section].number = i;
        opened += order[i].opened;
    }
    for (size_t i = 0; i < lexicon->entry_count; i++)
        lexicon->entries[i].section = maker->sections[lexicon->entries[i].section].number;
    maker->section_total = lexicon->section_count;
    lexicon->section_count = opened;
    free(order);
}

void bm_maker_finish_sections(bm_lexicon_maker *maker)
{
    uint32_t rank = 0;
    for (size_t i = 0; i < maker->reference_count; i++)
        if (!maker->sections[maker->references[i].section].opened)
            find_at(maker, &maker->references[i], "there is no such section");
    for (uint32_t i = 0; i < maker->lexicon->section_count; i++)
        if (maker->sections[i].state == NOT_RANKED)
            give_rank(maker, i, &rank);
    sort_sections(maker);
}
