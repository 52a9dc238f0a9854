/* Without libFuzzer: run every file of the folders given once, in the order of their names. */
#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

enum { PATH_SIZE = 4096, INPUT_SIZE = 1 << 20 };

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int replay_file(const char *path)
{
    static uint8_t input[INPUT_SIZE];
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return 1;
    }
    size_t size = fread(input, 1, sizeof input, file);
    int failed = ferror(file);
    (void)fclose(file);
    if (failed)
        return 1;
    /* A copy of the exact size lets the sanitizer see a read past the end. */
    uint8_t *copy = malloc(size > 0 ? size : 1);
    FUZZ_REQUIRE(copy);
    memcpy(copy, input, size);
    (void)LLVMFuzzerTestOneInput(copy, size);
    free(copy);
    return 0;
}

static int replay_folder(const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_visible, alphasort);
    int failed = count <= 0;
    if (failed)
        fprintf(stderr, "%s: no inputs\n", folder);
    for (int i = 0; i < count; i++) {
        char path[PATH_SIZE];
        int length = snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        failed |= length < 0 || length >= PATH_SIZE || replay_file(path);
        free(entries[i]);
    }
    if (count >= 0) {
        free(entries);
        printf("%s: %d inputs\n", folder, count);
    }
    return failed;
}

int main(int argc, char **argv)
{
    int failed = argc < 2;
    for (int i = 1; i < argc; i++)
        failed |= replay_folder(argv[i]);
    return failed;
}
