#include "cli/text.h"
#include "cli/values.h"

#include <stdlib.h>
#include <string.h>

/* A number that Slurm sets for each task of an array. */
static bool read_variable(const char *name, double *value)
{
    const char *text = getenv(name);
    const char *end = text;
    return text && cli_number_read(text, value, &end) && !*end && *value >= 0 && *value < 1e9 &&
           *value == (double)(long)*value;
}

/* The task's place in its array, whose numbers may begin anywhere and be some apart. */
static bm_status read_slurm(cli_shard *shard, bm_error *error)
{
    double id, first, count, step = 1;
    if (!read_variable("SLURM_ARRAY_TASK_ID", &id) ||
        !read_variable("SLURM_ARRAY_TASK_MIN", &first) ||
        !read_variable("SLURM_ARRAY_TASK_COUNT", &count))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "'slurm' is for a task of a Slurm array, which sets "
                            "SLURM_ARRAY_TASK_ID, _MIN and _COUNT; write K/N elsewhere");
    (void)read_variable("SLURM_ARRAY_TASK_STEP", &step);
    double place = step > 0 ? (id - first) / step : -1;
    if (place < 0 || place >= count || place != (double)(long)place)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "'slurm': the numbers of this array are not evenly spaced; write K/N");
    *shard = (cli_shard){(size_t)place + 1, (size_t)count};
    return BM_OK;
}

bm_status cli_read_shard(const char *value, void *slot, bm_error *error)
{
    double number = 0, count = 0;
    const char *at = value;
    cli_shard *shard = slot;
    if (strcmp(value, "slurm") == 0)
        return read_slurm(shard, error);
    bool valid = cli_number_read(at, &number, &at) && *at++ == '/' &&
                 cli_number_read(at, &count, &at) && !*at && number >= 1 && number <= count &&
                 count <= BM_SERIES_FRAMES_MAX && number == (double)(long)number &&
                 count == (double)(long)count;
    if (!valid)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "'%s': write K/N, such as 3/16 for the third of sixteen parts, or "
                            "slurm",
                            value);
    *shard = (cli_shard){(size_t)number, (size_t)count};
    return BM_OK;
}
