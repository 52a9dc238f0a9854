/* Whom the events are known from, for the credit. */
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/map/private.h"
#include "render/map/text.h"

/** Sources that are named, and how much of a name. */
enum { NAMED_MAX = 3, NAME_SIZE = 49 };

typedef struct source {
    char name[NAME_SIZE];
    size_t count;
    size_t order; /**< of the first event of it */
} source;

/* Addresses are told by their host. */
static void name_of(const char *text, char name[NAME_SIZE])
{
    const char *host = strstr(text, "://");
    size_t length = strlen(text);
    if (host && strncmp(text, "http", 4) == 0) {
        text = host + 3;
        if (strncmp(text, "www.", 4) == 0)
            text += 4;
        length = strcspn(text, "/:?#");
    }
    bool is_cut = length >= NAME_SIZE;
    if (is_cut)
        length = bm_utf8_cut(text, NAME_SIZE - sizeof "…");
    memcpy(name, text, length);
    memcpy(name + length, is_cut ? "…" : "", is_cut ? sizeof "…" : 1);
}

static int compare_sources(const void *left, const void *right)
{
    const source *a = *(const source *const *)left, *b = *(const source *const *)right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static void count_sources(const bm_events *events, GHashTable *found)
{
    for (size_t i = 0; i < bm_events_count(events); i++) {
        const char *text = bm_events_get(events, i)->source;
        char name[NAME_SIZE];
        if (!text || !*text)
            continue;
        name_of(text, name);
        source *known = g_hash_table_lookup(found, name);
        if (!known) {
            known = g_new0(source, 1);
            memcpy(known->name, name, sizeof name);
            known->order = i;
            g_hash_table_insert(found, known->name, known);
        }
        known->count++;
    }
}

/* The most frequent first. */
static void list_sources(bm_map *map, GHashTable *found, bm_strbuf *text)
{
    guint count = 0;
    gpointer *list = g_hash_table_get_keys_as_array(found, &count);
    char known[BM_CANVAS_TEXT_MAX + 1];
    size_t named = 0;
    for (guint i = 0; i < count; i++)
        list[i] = g_hash_table_lookup(found, list[i]);
    qsort(list, count, sizeof *list, compare_sources);
    for (guint i = 0; i < count && named < NAMED_MAX; i++) {
        const source *at = list[i];
        // Letters that no font has are left out, as in names and titles.
        (void)bm_canvas_keep_known(map->measure, &map->style->credit, at->name, known);
        if (!bm_text_count_letters(known))
            continue;
        bm_strbuf_printf(text, "%s%s", named ? ", " : "", known);
        named++;
    }
    if (named && count > named) {
        char number[BM_MAP_COUNT_SIZE];
        bm_map_format_count(count - named, number);
        bm_strbuf_printf(text, " and %s more", number);
    }
    g_free(list);
}

bm_status bm_map_name_sources(bm_map *map, bm_error *error)
{
    bm_strbuf text = {0};
    map->sources = "";
    if (!map->events)
        return BM_OK;
    GHashTable *found = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    count_sources(map->events, found);
    list_sources(map, found, &text);
    g_hash_table_destroy(found);
    map->sources = text.failed ? NULL : bm_map_keep(map, bm_strbuf_text(&text));
    bm_strbuf_finish(&text);
    return map->sources ? BM_OK : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}
