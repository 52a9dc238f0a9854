#include <stdlib.h>
#include <string.h>

#include "render/lint/symbols.h"

/** A place that a name or a row of the key is about. */
static int by_text(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/** Names and rows of the key say which pixel they are about, and so do symbols. */
void lint_check_named(bm_lint *lint)
{
    const lint_drawing *drawing = &lint->drawing;
    const char **named = calloc(drawing->group_count + 1, sizeof *named);
    size_t count = 0;
    if (!named) {
        lint->failed = true;
        return;
    }
    for (size_t i = 0; i < drawing->group_count; i++) {
        const char *at = lint_group_data(&drawing->groups[i], "at");
        if (at && !lint_group_data(&drawing->groups[i], "category"))
            named[count++] = at;
    }
    qsort(named, count, sizeof *named, by_text);
    const char *last = "";
    for (size_t i = 0; i < lint->event_count; i++) {
        const lint_group *group = &drawing->groups[lint->events[i].group];
        const char *at = lint_group_data(group, "at");
        if (!at || strcmp(at, last) == 0 || bsearch(&at, named, count, sizeof *named, by_text))
            continue;
        last = at;
        lint_add(lint, "unnamed", BM_SEVERITY_WARNING, &lint->events[i].box, group->title, "",
                 "a name or a number",
                 "the place of '%.80s' has neither a name nor a number of the key", group->id);
    }
    free(named);
}
