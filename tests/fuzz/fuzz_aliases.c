/* Alias files: read line by line or refused with a reason; forms are valid UTF-8, differ from the
 * name, and are the same every time. The input's last line is the name that is expanded. */
#include "tests/fuzz/fuzz.h"

#include "base/utf8.h"
#include "geo/gazetteer/words/class_words.h"

#include <bordermap/aliases.h>
#include <string.h>

static void expand(const bm_aliases *aliases, const char *name)
{
    static bm_alias_form forms[BM_ALIAS_FORMS_MAX];
    static bm_alias_form again[BM_ALIAS_FORMS_MAX];
    size_t count = bm_aliases_expand(aliases, name, forms, BM_ALIAS_FORMS_MAX);
    FUZZ_REQUIRE(count <= BM_ALIAS_FORMS_MAX);
    FUZZ_REQUIRE(bm_aliases_expand(aliases, name, again, BM_ALIAS_FORMS_MAX) == count);
    for (size_t i = 0; i < count; i++) {
        FUZZ_REQUIRE(forms[i].name[0] && bm_utf8_is_valid(forms[i].name));
        FUZZ_REQUIRE(forms[i].note[0] && bm_utf8_is_valid(forms[i].note));
        FUZZ_REQUIRE(strcmp(forms[i].name, name) != 0);
        FUZZ_REQUIRE(strcmp(forms[i].name, again[i].name) == 0);
        FUZZ_REQUIRE(strlen(forms[i].country) == 0 || strlen(forms[i].country) == 2);
    }
    bm_class_words words;
    bm_class_words_strip(name, &words);
    FUZZ_REQUIRE(strlen(words.core) <= strlen(name));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_file file = fuzz_file_open(data, size);
    bm_aliases *aliases = NULL;
    bm_error error = {0};
    const char *paths[] = {file.path};
    bm_status status = bm_aliases_open(paths, 1, NULL, &aliases, &error);
    FUZZ_REQUIRE(status == BM_OK ? aliases != NULL : error.message[0] != '\0' && !aliases);
    char *text = fuzz_text(data, size);
    const char *line = strrchr(text, '\n');
    expand(aliases, line ? line + 1 : text);
    free(text);
    bm_aliases_free(aliases);
    fuzz_file_close(file);
    return 0;
}
