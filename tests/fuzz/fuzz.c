#define _GNU_SOURCE /* memfd_create */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

char *fuzz_text(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    FUZZ_REQUIRE(text);
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    return text;
}

fuzz_file fuzz_file_open(const uint8_t *data, size_t size)
{
    fuzz_file file = {.descriptor = memfd_create("fuzz", MFD_CLOEXEC)};
    FUZZ_REQUIRE(file.descriptor >= 0);
    FUZZ_REQUIRE(write(file.descriptor, data, size) == (ssize_t)size);
    (void)snprintf(file.path, sizeof file.path, "/proc/self/fd/%d", file.descriptor);
    return file;
}

void fuzz_file_close(fuzz_file file)
{
    (void)close(file.descriptor);
}
