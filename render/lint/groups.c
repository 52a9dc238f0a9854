#include <stdlib.h>
#include <string.h>

#include "render/lint/drawing.h"

void lint_drawing_finish(lint_drawing *drawing)
{
    for (size_t i = 0; i < drawing->item_count; i++)
        cairo_surface_destroy(drawing->items[i].picture);
    free(drawing->groups);
    free(drawing->clips);
    free(drawing->items);
    bm_arena_finish(&drawing->arena);
    *drawing = (lint_drawing){0};
}

const char *lint_group_data(const lint_group *group, const char *name)
{
    for (size_t i = 0; i < group->data_count; i++)
        if (strcmp(group->data[i].name, name) == 0)
            return group->data[i].value;
    return NULL;
}

size_t lint_group_within(const lint_drawing *drawing, size_t group, const char *id)
{
    size_t length = strlen(id);
    for (; group != LINT_NONE; group = drawing->groups[group].parent) {
        const char *own = drawing->groups[group].id;
        if (strncmp(own, id, length) == 0 && (own[length] == '\0' || own[length] == '-'))
            return group;
    }
    return LINT_NONE;
}
