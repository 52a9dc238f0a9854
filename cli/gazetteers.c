#include "cli/gazetteers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 4096 };

/* The gazetteer files that come with bordermap, the most detailed first. */
static const char *const shipped[] = {"border_places", "places", "areas", "units"};
enum { SHIPPED = sizeof shipped / sizeof *shipped };

/* Cut the list of the environment at its colons, in place. What begins with `PG:` has colons of its
 * own and takes the rest. */
static void split_list(char *list, cli_gazetteers *gazetteers)
{
    while (*list) {
        bool database = strncmp(list, "PG:", 3) == 0;
        size_t length = database ? strlen(list) : strcspn(list, ":");
        bool last = list[length] == '\0';
        list[length] = '\0';
        if (length > 0)
            gazetteers->paths[gazetteers->count++] = list;
        list += length + !last;
    }
}

static bm_status add_shipped(cli_gazetteers *gazetteers, char *storage, bm_error *error)
{
    for (size_t i = 0; i < SHIPPED; i++) {
        char file[64];
        char *path = storage + i * PATH_SIZE;
        (void)snprintf(file, sizeof file, "shapefiles/%s.shp", shipped[i]);
        bm_status status = bm_data_path(file, path, PATH_SIZE, error);
        if (status)
            return status;
        gazetteers->paths[gazetteers->count++] = path;
    }
    return BM_OK;
}

bm_status cli_gazetteers_gather(cli_gazetteers *gazetteers, const cli_settings *settings,
                                bm_error *error)
{
    const char *listed = getenv("BORDERMAP_GAZETTEER");
    bool use_listed = settings->gazetteers.count == 0 && listed && *listed;
    size_t list_size = use_listed ? strlen(listed) + 1 : 0;
    /* Between two paths there is a colon. */
    size_t most = settings->gazetteers.count + list_size + SHIPPED;
    gazetteers->paths = calloc(most, sizeof *gazetteers->paths);
    gazetteers->storage = calloc(1, list_size + (size_t)SHIPPED * PATH_SIZE);
    if (!gazetteers->paths || !gazetteers->storage)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < settings->gazetteers.count; i++)
        gazetteers->paths[gazetteers->count++] = settings->gazetteers.items[i];
    if (use_listed) {
        memcpy(gazetteers->storage, listed, list_size);
        split_list(gazetteers->storage, gazetteers);
    }
    gazetteers->own = gazetteers->count;
    if (!settings->no_shipped)
        return add_shipped(gazetteers, gazetteers->storage + list_size, error);
    if (gazetteers->count == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "--no-shipped leaves no places: name a gazetteer with --gazetteer");
    return BM_OK;
}

void cli_gazetteers_finish(cli_gazetteers *gazetteers)
{
    free(gazetteers->paths);
    free(gazetteers->storage);
    *gazetteers = (cli_gazetteers){0};
}
