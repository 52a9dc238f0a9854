#include "fixture.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[64];

const char *fixture_folder(void)
{
    strcpy(folder, "gazetteer.XXXXXX");
    if (!mkdtemp(folder)) {
        perror(folder);
        exit(1);
    }
    return folder;
}

void fixture_remove(void)
{
    DIR *list = opendir(folder);
    for (struct dirent *entry; list && (entry = readdir(list));)
        if (entry->d_name[0] != '.')
            unlink(fixture_path(entry->d_name));
    if (list)
        closedir(list);
    rmdir(folder);
}

int fixture_set_up(void **state)
{
    (void)state;
    return fixture_folder() == NULL;
}

int fixture_tear_down(void **state)
{
    (void)state;
    fixture_remove();
    return 0;
}

const char *fixture_path(const char *name)
{
    static char paths[8][FIXTURE_PATH_SIZE];
    static size_t used;
    char *path = paths[used++ % 8];
    snprintf(path, FIXTURE_PATH_SIZE, "%s/%s", folder, name);
    return path;
}

const char *fixture_shared(const char *name)
{
    static char paths[4][FIXTURE_PATH_SIZE];
    static size_t used;
    const char *given = getenv("BORDERMAP_SHARED");
    char *path = paths[used++ % 4];
    if (given)
        snprintf(path, FIXTURE_PATH_SIZE, "%s/%s", given, name);
    else
        snprintf(path, FIXTURE_PATH_SIZE, "%s/../shared/%s", BM_TEST_SOURCE_DIR, name);
    return access(path, R_OK) == 0 ? path : NULL;
}

static bool note(const bm_place *place, bm_match match, const char *matched, void *context)
{
    fixture_visits *visits = context;
    if (visits->count < 64) {
        visits->places[visits->count] = place;
        visits->matches[visits->count] = match;
        visits->matched[visits->count] = matched;
    }
    visits->count++;
    return true;
}

fixture_visits fixture_lookup(const bm_gazetteer *gazetteer, const char *name)
{
    fixture_visits visits = {0};
    bm_gazetteer_lookup(gazetteer, name, note, &visits);
    return visits;
}
