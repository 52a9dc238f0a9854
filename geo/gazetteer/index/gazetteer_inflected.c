#include "geo/gazetteer/index/index.h"
#include "geo/gazetteer/words/inflect.h"

#include <string.h>

enum { PLACES_MAX = 1024, SLOTS = 2048 };

/* Of the plausibility of the likeliest nominative: no real form that was tried fell below a
 * hundredth. */
static const double negligible = 0.004;

typedef struct inflected {
    bool doubtful;
    bool any;
    bool stopped;
    bm_place_visitor visit;
    void *context;
    size_t count;
    const bm_place *places[PLACES_MAX];
    uint16_t slots[SLOTS]; /* one more than an index of places; 0 is free */
} inflected;

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

/* Exact matches come first; spellings that are only alike are nobody's nominative. */
static bool visit_match(const bm_place *place, bm_match match, const char *matched, void *context)
{
    inflected *self = context;
    if (match != BM_MATCH_EXACT)
        return false;
    if (self->doubtful && !is_prominent(place))
        return true;
    self->any = true;
    if (is_new(self, place) && !self->visit(place, BM_MATCH_INFLECTED, matched, self->context))
        self->stopped = true;
    return !self->stopped && self->count < PLACES_MAX;
}

/* Most nominatives name nothing, which this finds out sooner than a look-up. */
static void look_up(inflected *self, const bm_gazetteer *gazetteer, const char *key)
{
    for (size_t i = 0; i < gazetteer->part_count; i++)
        if (bm_gazetteer_find_key(&gazetteer->parts[i], &bm_exact_table, key) != UINT32_MAX) {
            bm_gazetteer_lookup(gazetteer, key, visit_match, self);
            return;
        }
}

/* ё is often printed as е: look up the key with е throughout, then with each of them as ё. */
static void look_up_spellings(inflected *self, const bm_gazetteer *gazetteer, const char *name)
{
    static const char ye[] = "е";
    static const char yo[] = "ё";
    const size_t size = sizeof ye - 1;
    char key[BM_FOLD_KEY_SIZE];
    if (!bm_fold_exact(name, key))
        return;
    for (char *at = key; (at = strstr(at, yo)) != NULL;)
        memcpy(at, ye, size);
    look_up(self, gazetteer, key);
    for (char *at = key; !self->stopped && (at = strstr(at, ye)) != NULL; at += size) {
        memcpy(at, yo, size);
        look_up(self, gazetteer, key);
        memcpy(at, ye, size);
    }
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
    double least = found[0].plausibility * negligible;
    /* Words that agree with each other are no coincidence. */
    bool compound = strchr(name, ' ') != NULL;
    for (size_t i = 0; i < count && !self.stopped && found[i].plausibility >= least; i++) {
        self.doubtful = !compound && found[i].plausibility < BM_INFLECT_DOUBTFUL;
        look_up_spellings(&self, gazetteer, found[i].text);
        if (self.any && least < found[i].plausibility * BM_INFLECT_LEAST_SHARE)
            least = found[i].plausibility * BM_INFLECT_LEAST_SHARE;
    }
}
