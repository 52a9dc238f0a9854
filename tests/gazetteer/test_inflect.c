/* clang-format off */
/* cmocka.h needs these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "geo/gazetteer/inflect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The reading of `form` that is this nominative, or NULL. */
static const bm_nominative *find(const char *form, const char *nominative,
                                 bm_nominative found[BM_NOMINATIVES_MAX])
{
    char wanted[BM_FOLD_KEY_SIZE];
    assert_true(bm_fold_exact(nominative, wanted));
    size_t count = bm_inflect_nominatives(form, found, BM_NOMINATIVES_MAX);
    for (size_t i = 0; i < count; i++) {
        char key[BM_FOLD_KEY_SIZE];
        assert_true(bm_fold_exact(found[i].text, key));
        if (strcmp(key, wanted) == 0)
            return &found[i];
    }
    return NULL;
}

static unsigned language_of(const char *code)
{
    return strcmp(code, "be") == 0   ? BM_INFLECT_BE
           : strcmp(code, "uk") == 0 ? BM_INFLECT_UK
                                     : BM_INFLECT_RU;
}

static unsigned case_of(char letter)
{
    const char *letters = "GDAIL";
    const char *at = strchr(letters, letter);
    assert_non_null(at);
    return 1u << (at - letters);
}

static void forms_of_real_places_lead_to_them(void **state)
{
    (void)state;
    char path[512];
    snprintf(path, sizeof path, "%s/case_forms.tsv", BM_TEST_FIXTURES);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char line[1024];
    int forms = 0;
    int missed = 0;
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '#')
            continue;
        char *rest = NULL;
        const char *language = strtok_r(line, "\t\n", &rest);
        const char *nominative = strtok_r(NULL, "\t\n", &rest);
        assert_non_null(nominative);
        for (char *form; (form = strtok_r(NULL, "\t\n", &rest)) != NULL; forms++) {
            assert_int_equal(form[1], '=');
            bm_nominative found[BM_NOMINATIVES_MAX];
            const bm_nominative *met = find(form + 2, nominative, found);
            if (met && (met->languages & language_of(language)) && (met->cases & case_of(form[0])))
                continue;
            missed++;
            print_message("missed: %s %s %s\n", language, nominative, form);
        }
    }
    fclose(file);
    print_message("%d of %d forms missed\n", missed, forms);
    assert_true(forms >= 300);
    assert_true(missed * 100 <= forms * 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_of_real_places_lead_to_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
