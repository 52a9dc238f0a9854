/* Strict keys are most of the work of opening a gazetteer, and each is a pure function of one name:
 * the places are cut into ranges, a thread each. The table does not depend on how many there are.
 */
#include "geo/gazetteer/fold.h"
#include "geo/gazetteer/index.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

/* A thread for fewer names costs more than it saves. */
enum { THREADS_MAX = 4, NAMES_A_THREAD = 8000 };

typedef struct strict_key {
    uint64_t hash;
    uint32_t name;
} strict_key;

/* A range of places and the keys of their names. */
typedef struct range {
    const bm_gazetteer *gazetteer;
    size_t begin;
    size_t end;
    strict_key *keys;
    size_t count;
    size_t capacity;
    bool failed;
    bool on_thread;
    pthread_t thread;
} range;

/* Most names of a place share their strict keys: those that are there already are not added. */
static bool add_keys(range *work, size_t name, size_t start)
{
    const bm_name *names = work->gazetteer->names;
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t key_count = bm_fold_strict(names[name].text, keys);
    for (size_t k = 0; k < key_count; k++) {
        uint64_t hash = bm_fold_hash(keys[k]);
        bool repeated = false;
        size_t from =
            work->count - start > BM_REPEAT_WINDOW ? work->count - BM_REPEAT_WINDOW : start;
        for (size_t i = from; i < work->count && !repeated; i++)
            repeated =
                work->keys[i].hash == hash && names[work->keys[i].name].use == names[name].use;
        if (repeated)
            continue;
        strict_key *grown =
            bm_array_grow(work->keys, work->count, &work->capacity, sizeof *work->keys);
        if (!grown)
            return false;
        work->keys = grown;
        work->keys[work->count++] = (strict_key){hash, (uint32_t)name};
    }
    return true;
}

static void *read_range(void *context)
{
    range *work = context;
    const uint32_t *first_name = work->gazetteer->first_name;
    for (size_t place = work->begin; place < work->end && !work->failed; place++) {
        size_t start = work->count;
        for (size_t name = first_name[place]; name < first_name[place + 1] && !work->failed; name++)
            work->failed = !add_keys(work, name, start);
    }
    return NULL;
}

static size_t count_ranges(const bm_gazetteer *gazetteer)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t wanted = 1 + gazetteer->name_count / NAMES_A_THREAD;
    if (wanted > THREADS_MAX)
        wanted = THREADS_MAX;
    if (processors < 1)
        return 1;
    return (size_t)processors < wanted ? (size_t)processors : wanted;
}

/* Ranges with about as many names each. */
static void cut(const bm_gazetteer *gazetteer, range *ranges, size_t range_count)
{
    size_t place = 0;
    for (size_t i = 0; i < range_count; i++) {
        size_t share = gazetteer->name_count / range_count * (i + 1);
        ranges[i] = (range){.gazetteer = gazetteer, .begin = place};
        while (place < gazetteer->count &&
               (i + 1 == range_count || gazetteer->first_name[place] < share))
            place++;
        ranges[i].end = place;
    }
}

bool bm_gazetteer_index_strict(bm_gazetteer *gazetteer)
{
    range ranges[THREADS_MAX];
    size_t range_count = count_ranges(gazetteer);
    cut(gazetteer, ranges, range_count);
    for (size_t i = 1; i < range_count; i++)
        ranges[i].on_thread = pthread_create(&ranges[i].thread, NULL, read_range, &ranges[i]) == 0;
    bool done = true;
    size_t total = 0;
    for (size_t i = 0; i < range_count; i++) {
        if (!ranges[i].on_thread)
            read_range(&ranges[i]);
        else
            pthread_join(ranges[i].thread, NULL);
        done = done && !ranges[i].failed;
        total += ranges[i].count;
    }
    done = done && bm_keymap_init(&gazetteer->strict, &gazetteer->arena, total);
    /* From the last to the first, because the table gives back the latest first. */
    for (size_t i = range_count; i-- > 0;) {
        for (size_t k = ranges[i].count; done && k-- > 0;)
            bm_keymap_add(&gazetteer->strict, ranges[i].keys[k].hash, ranges[i].keys[k].name);
        free(ranges[i].keys);
    }
    return done;
}
