#include "geo/gazetteer/inflect.h"

#include "base/utf8.h"

#include <string.h>

enum { PLACES_MAX = 1024, SLOTS = 2048 };

typedef struct inflected {
    char key[BM_FOLD_KEY_SIZE];
    bool doubtful;
    bool any;
    bool stopped;
    bm_place_visitor visit;
    void *context;
    size_t count;
    const bm_place *places[PLACES_MAX];
    uint16_t slots[SLOTS]; /* one more than an index of places; 0 is free */
} inflected;

/* ё is often printed as е. */
static bool fold_yo(const char *name, char key[BM_FOLD_KEY_SIZE])
{
    if (!bm_fold_exact(name, key))
        return false;
    for (char *at = key; (at = strstr(at, "ё")) != NULL;)
        memcpy(at, "е", strlen("е"));
    return true;
}

static bool is_new(inflected *self, const bm_place *place)
{
    size_t slot = ((uintptr_t)place / sizeof *place * 2654435761u) % SLOTS;
    for (; self->slots[slot]; slot = (slot + 1) % SLOTS)
        if (self->places[self->slots[slot] - 1] == place)
            return false;
    if (self->count == PLACES_MAX)
        return false;
    self->places[self->count++] = place;
    self->slots[slot] = (uint16_t)self->count;
    return true;
}

/* Its name is met often enough to be believed in an unlikely form. */
static bool is_prominent(const bm_place *place)
{
    return place->kind >= BM_PLACE_DISTRICT || place->population >= BM_INFLECT_TOWN_POPULATION ||
           strncmp(place->feature_code, "PPLA", 4) == 0 || strcmp(place->feature_code, "PPLC") == 0;
}

static bool visit_match(const bm_place *place, bm_match match, const char *matched, void *context)
{
    inflected *self = context;
    char key[BM_FOLD_KEY_SIZE];
    if (match != BM_MATCH_EXACT && match != BM_MATCH_VARIANT)
        return true;
    if (!fold_yo(matched, key) || strcmp(key, self->key) != 0)
        return true;
    if (self->doubtful && !is_prominent(place))
        return true;
    self->any = true;
    if (is_new(self, place) && !self->visit(place, BM_MATCH_INFLECTED, matched, self->context))
        self->stopped = true;
    return !self->stopped && self->count < PLACES_MAX;
}

void bm_gazetteer_lookup_inflected(const bm_gazetteer *gazetteer, const char *name,
                                   bm_place_visitor visit, void *context)
{
    bm_nominative found[BM_NOMINATIVES_MAX];
    size_t count = bm_inflect_nominatives(name, found, BM_NOMINATIVES_MAX);
    inflected self;
    if (count == 0)
        return;
    self.any = self.stopped = false;
    self.visit = visit;
    self.context = context;
    self.count = 0;
    memset(self.slots, 0, sizeof self.slots);
    double least = 0;
    for (size_t i = 0; i < count && !self.stopped && found[i].plausibility >= least; i++) {
        if (!fold_yo(found[i].text, self.key))
            continue;
        self.doubtful = found[i].plausibility < BM_INFLECT_DOUBTFUL;
        bm_gazetteer_lookup(gazetteer, found[i].text, visit_match, &self);
        if (self.any && least == 0)
            least = found[i].plausibility * BM_INFLECT_LEAST_SHARE;
    }
}
