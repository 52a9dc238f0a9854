#include "events/locate_cache.h"

#include "base/arena.h"
#include "events/hash.h"
#include "geo/gazetteer/words/country_code.h"

#include <bordermap/batch.h>
#include <bordermap/geodesic.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Two candidates nearer than this are one place to a reader. */
static const double ELSEWHERE_M = 5000;

typedef struct entry {
    bm_place_question question; /* its place is NULL in a free one; else in the arena */
    uint64_t hash;
    bool is_known;
    bm_place_answer answer;
} entry;

/* What a thread that asks needs of its own. */
typedef struct asker {
    bm_geocoder_session *session;
    bool *used;           /* a flag for each decision; heap */
    bm_location location; /* 18 kB: not on the stack */
} asker;

/* A question that is asked before its answer is wanted. */
typedef struct early {
    const bm_place_question *question;
    uint64_t hash;
    bool is_answered;
    bm_place_answer answer;
} early;

/* Fewer are not worth a session more; more parts, and one thread has to wait for another. */
enum { ASKED_AT_ONCE = 32, PARTS_MAX = 4 };

/* Answers that several threads have in common are forgotten when there are so many. */
enum { SHARED_MAX = 1 << 17 };

struct bm_place_cache {
    const bm_geocoder *geocoder;
    const bm_decisions *decisions; /* may be NULL */
    bm_place_cache *shared;        /* that has the answers; NULL: they are here */
    pthread_rwlock_t lock;         /* of a shared one */
    asker own;
    bm_arena arena;
    entry *entries; /* open addressing; heap */
    size_t capacity;
    size_t count;
    early *early; /* heap */
    size_t early_count;
    size_t part_count;
    asker *askers[PARTS_MAX]; /* of the parts; heap */
};

static bool asker_init(asker *made, const bm_geocoder *geocoder, const bm_decisions *decisions)
{
    made->used = calloc(bm_decisions_count(decisions) + 1, sizeof *made->used);
    return made->used && bm_geocoder_session_new(geocoder, &made->session, NULL) == BM_OK;
}

static void asker_finish(asker *done)
{
    if (!done)
        return;
    free(done->used);
    bm_geocoder_session_free(done->session);
}

bm_place_cache *bm_place_cache_new(const bm_geocoder *geocoder, const bm_decisions *decisions)
{
    bm_place_cache *cache = calloc(1, sizeof *cache);
    if (!cache)
        return NULL;
    cache->geocoder = geocoder;
    cache->decisions = decisions;
    if (pthread_rwlock_init(&cache->lock, NULL) != 0) {
        free(cache);
        return NULL;
    }
    if (!asker_init(&cache->own, geocoder, decisions)) {
        bm_place_cache_free(cache);
        return NULL;
    }
    return cache;
}

bm_place_cache *bm_place_cache_new_beside(bm_place_cache *shared)
{
    bm_place_cache *made = bm_place_cache_new(shared->geocoder, shared->decisions);
    if (made)
        made->shared = shared;
    return made;
}

void bm_place_cache_report_unused(const bm_place_cache *cache, bm_findings *findings)
{
    bm_decisions_report_unused(cache->decisions, cache->own.used, findings);
}

const bm_gazetteer *bm_place_cache_gazetteer(const bm_place_cache *cache)
{
    return bm_geocoder_gazetteer(cache->geocoder);
}

void bm_place_cache_free(bm_place_cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; cache->shared && cache->own.used && i < bm_decisions_count(cache->decisions);
         i++)
        cache->shared->own.used[i] = cache->shared->own.used[i] || cache->own.used[i];
    (void)pthread_rwlock_destroy(&cache->lock);
    bm_arena_finish(&cache->arena);
    free(cache->entries);
    free(cache->early);
    asker_finish(&cache->own);
    free(cache);
}

static uint64_t hash_of(const bm_place_question *question)
{
    const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t hash = bm_hash_text(question->place);
    hash = hash * odd + bm_hash_text(question->country);
    hash = hash * odd + bm_hash_text(question->admin);
    hash = hash * odd + bm_hash_text(question->district);
    return hash ^ hash >> 32;
}

static bool is_same(const bm_place_question *a, const bm_place_question *b)
{
    return strcmp(a->place, b->place) == 0 && strcmp(a->country, b->country) == 0 &&
           strcmp(a->admin, b->admin) == 0 && strcmp(a->district, b->district) == 0;
}

/* The place where a question is, or the free one where it would be. */
static entry *find_entry(entry *entries, size_t capacity, const bm_place_question *question,
                         uint64_t hash)
{
    size_t at = (size_t)hash & (capacity - 1);
    while (entries[at].question.place &&
           (entries[at].hash != hash || !is_same(&entries[at].question, question)))
        at = (at + 1) & (capacity - 1);
    return &entries[at];
}

static bool grow(bm_place_cache *cache)
{
    if (cache->count < cache->capacity / 2)
        return true;
    size_t capacity = cache->capacity ? cache->capacity * 2 : 256;
    entry *entries = calloc(capacity, sizeof *entries);
    if (!entries)
        return false;
    for (size_t i = 0; i < cache->capacity; i++) {
        const entry *moved = &cache->entries[i];
        if (moved->question.place)
            *find_entry(entries, capacity, &moved->question, moved->hash) = *moved;
    }
    free(cache->entries);
    cache->entries = entries;
    cache->capacity = capacity;
    return true;
}

static void keep(const bm_location *location, bm_place_answer *answer)
{
    /* A guess against what the row says is for a person, not for a map. */
    answer->status = location->ruled_out ? BM_LOCATION_NONE : location->status;
    answer->margin = location->margin;
    answer->radius_km = location->radius_km;
    answer->kind_missing = location->kind_missing;
    answer->candidate_total = location->candidate_total;
    answer->best = answer->runner_up = NULL;
    answer->match = BM_MATCH_NONE;
    answer->score = 0;
    if (location->candidate_count == 0)
        return;
    const bm_candidate *best = &location->candidates[0];
    answer->best = best->place;
    if (answer->status != BM_LOCATION_NONE) {
        bool area = location->status == BM_LOCATION_AREA && best->match != BM_MATCH_DECIDED;
        answer->match = area ? BM_MATCH_AREA : best->match;
        answer->score = best->score;
    }
    for (size_t i = 1; i < location->candidate_count && !answer->runner_up; i++) {
        const bm_place *other = location->candidates[i].place;
        if (bm_geodesic_distance_m(best->place->position, other->position) > ELSEWHERE_M)
            answer->runner_up = other;
    }
}

static bm_status ask(const bm_decisions *decisions, asker *by, const bm_place_question *question,
                     const bm_lonlat *around, size_t around_count, bm_place_answer *answer,
                     bm_error *error)
{
    const bm_place_row row = {.name = question->place,
                              .country = question->country,
                              .admin = question->admin,
                              .district = question->district,
                              .around = around,
                              .around_count = around_count};
    bm_location *location = &by->location;
    *answer = (bm_place_answer){0};
    bm_status status = bm_decisions_locate(decisions, by->session, &row, location, by->used, error);
    if (status)
        return status;
    keep(location, answer);
    answer->country_unknown = (location->unknown & BM_RELAXED_COUNTRY) != 0;
    answer->admin_unknown = (location->unknown & BM_RELAXED_ADMIN) != 0;
    answer->country_misspelt = (location->mended & BM_RELAXED_COUNTRY) != 0;
    answer->admin_misspelt = (location->mended & BM_RELAXED_ADMIN) != 0;
    return BM_OK;
}

bm_status bm_place_cache_ask_around(bm_place_cache *cache, const bm_place_question *question,
                                    const bm_lonlat *around, size_t around_count,
                                    bm_place_answer *answer, bm_error *error)
{
    return ask(cache->decisions, &cache->own, question, around, around_count, answer, error);
}

static const char *copy_text(bm_place_cache *cache, const char *text)
{
    return *text ? bm_arena_strdup(&cache->arena, text) : "";
}

/* The entry of a question, which may be new and unknown; NULL when memory is short. */
static entry *entry_of(bm_place_cache *cache, const bm_place_question *question, uint64_t hash)
{
    if (!grow(cache))
        return NULL;
    entry *found = find_entry(cache->entries, cache->capacity, question, hash);
    if (found->question.place)
        return found;
    const bm_place_question copy = {
        .place = copy_text(cache, question->place),
        .country = copy_text(cache, question->country),
        .admin = copy_text(cache, question->admin),
        .district = copy_text(cache, question->district),
    };
    if (!copy.place || !copy.country || !copy.admin || !copy.district)
        return NULL;
    *found = (entry){.question = copy, .hash = hash};
    cache->count++;
    return found;
}

/* An answer that another thread, or this one, had before. */
static bool find_shared(bm_place_cache *shared, const bm_place_question *question, uint64_t hash,
                        bm_place_answer *answer)
{
    (void)pthread_rwlock_rdlock(&shared->lock);
    const entry *found =
        shared->capacity ? find_entry(shared->entries, shared->capacity, question, hash) : NULL;
    bool is_known = found && found->question.place && found->is_known;
    if (is_known)
        *answer = found->answer;
    (void)pthread_rwlock_unlock(&shared->lock);
    return is_known;
}

static void keep_shared(bm_place_cache *shared, const bm_place_question *question, uint64_t hash,
                        const bm_place_answer *answer)
{
    (void)pthread_rwlock_wrlock(&shared->lock);
    if (shared->count >= SHARED_MAX) {
        bm_arena_finish(&shared->arena);
        memset(shared->entries, 0, shared->capacity * sizeof *shared->entries);
        shared->count = 0;
    }
    entry *to = entry_of(shared, question, hash);
    /* Without memory it is asked again. */
    if (to) {
        to->is_known = true;
        to->answer = *answer;
    }
    (void)pthread_rwlock_unlock(&shared->lock);
}

static bm_status ask_shared(bm_place_cache *cache, const bm_place_question *question,
                            bm_place_answer *answer, bm_error *error)
{
    uint64_t hash = hash_of(question);
    if (find_shared(cache->shared, question, hash, answer))
        return BM_OK;
    bm_status status = bm_place_cache_ask_around(cache, question, NULL, 0, answer, error);
    if (!status)
        keep_shared(cache->shared, question, hash, answer);
    return status;
}

bm_status bm_place_cache_ask(bm_place_cache *cache, const bm_place_question *question,
                             bm_place_answer *answer, bm_error *error)
{
    if (cache->shared)
        return ask_shared(cache, question, answer, error);
    entry *found = entry_of(cache, question, hash_of(question));
    if (!found)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (!found->is_known) {
        bm_status status =
            bm_place_cache_ask_around(cache, question, NULL, 0, &found->answer, error);
        if (status)
            return status;
        found->is_known = true;
    }
    *answer = found->answer;
    return BM_OK;
}

size_t bm_place_cache_begin_asking(bm_place_cache *cache, const bm_place_question *questions,
                                   size_t count)
{
    size_t capacity = 0;
    cache->early_count = cache->part_count = 0;
    for (size_t i = 0; i < count; i++) {
        size_t before = cache->count;
        uint64_t hash = hash_of(&questions[i]);
        if (!entry_of(cache, &questions[i], hash))
            break;
        if (cache->count == before)
            continue;
        early *grown =
            bm_array_grow(cache->early, cache->early_count, &capacity, sizeof *cache->early);
        if (!grown)
            break;
        cache->early = grown;
        grown[cache->early_count++] = (early){.question = &questions[i], .hash = hash};
    }
    cache->part_count = (cache->early_count + ASKED_AT_ONCE - 1) / ASKED_AT_ONCE;
    if (cache->part_count > PARTS_MAX)
        cache->part_count = PARTS_MAX;
    return cache->part_count;
}

void bm_place_cache_ask_part(bm_place_cache *cache, size_t part)
{
    asker *by = cache->askers[part] = calloc(1, sizeof *by);
    if (!by || !asker_init(by, cache->geocoder, cache->decisions))
        return;
    for (size_t i = part; i < cache->early_count; i += cache->part_count) {
        early *asked = &cache->early[i];
        bm_status status =
            ask(cache->decisions, by, asked->question, NULL, 0, &asked->answer, NULL);
        asked->is_answered = status == BM_OK;
    }
}

void bm_place_cache_end_asking(bm_place_cache *cache)
{
    for (size_t i = 0; i < cache->early_count; i++) {
        const early *asked = &cache->early[i];
        entry *to = find_entry(cache->entries, cache->capacity, asked->question, asked->hash);
        to->is_known = asked->is_answered;
        to->answer = asked->answer;
    }
    for (size_t part = 0; part < cache->part_count; part++) {
        asker *by = cache->askers[part];
        for (size_t i = 0; by && by->used && i < bm_decisions_count(cache->decisions); i++)
            cache->own.used[i] = cache->own.used[i] || by->used[i];
        asker_finish(by);
        free(by);
        cache->askers[part] = NULL;
    }
    free(cache->early);
    cache->early = NULL;
    cache->early_count = cache->part_count = 0;
}

bm_status bm_place_cache_country(bm_place_cache *cache, const char *text, char code[3],
                                 bm_error *error)
{
    if (bm_country_code(text, code))
        return BM_OK;
    code[0] = '\0';
    bm_place_answer answer;
    bm_place_question question = {.place = text, .country = "", .admin = "", .district = ""};
    bm_status status = bm_place_cache_ask(cache, &question, &answer, error);
    if (!status && answer.best && answer.best->kind == BM_PLACE_COUNTRY &&
        strlen(answer.best->country) == 2)
        memcpy(code, answer.best->country, 3);
    return status;
}
