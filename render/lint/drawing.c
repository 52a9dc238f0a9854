#include "render/lint/drawing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "render/lint/picture.h"
#include "render/lint/properties.h"
#include "render/lint/reuse.h"
#include "render/lint/shapes.h"

/** Shapes that references may make in all: those of groups that refer to others grow quickly. */
#define REUSED_MAX 300000

/** Reading one file. */
typedef struct builder {
    lint_drawing *drawing;
    lint_properties stack[BM_XML_DEPTH_MAX + 1];
    size_t depth;        /**< of the stack */
    size_t definitions;  /**< depth at which definitions began; 0 outside of them */
    const char *clip_id; /**< of the clip that is being read */
    size_t clip_depth;
    struct {
        const char *id;
        size_t clip;
    } * clips;
    size_t clip_count, clip_capacity;
    lint_reusables reusables;
    const char *reused_id; /**< of the group to be referred to that is being read */
    size_t reused_depth;   /**< 0 outside of one */
    size_t reused_first;   /**< its first item */
    size_t around_reused;  /**< where the definitions round it began */
    size_t reused_count;   /**< items that references have made */
    bm_strbuf text;
    bm_px text_at;
    bool in_text;
    const char **words; /**< where the characters of a <title> or <desc> go */
    size_t words_depth;
    bool failed;
} builder;

static const char *keep(builder *state, const char *text)
{
    const char *kept = bm_arena_strdup(&state->drawing->arena, text);
    state->failed = state->failed || !kept;
    return kept ? kept : "";
}

static void note_unread(builder *state, const char *what)
{
    if (!state->drawing->unread)
        state->drawing->unread = keep(state, what);
}

static void add_group(builder *state, const bm_xml_attribute *attributes, size_t count)
{
    lint_drawing *drawing = state->drawing;
    lint_properties *now = &state->stack[state->depth];
    lint_group *groups = bm_array_grow(drawing->groups, drawing->group_count,
                                       &drawing->group_capacity, sizeof *groups);
    bm_xml_attribute *data = bm_arena_array(&drawing->arena, count + 1, sizeof *data);
    if (!groups || !data) {
        drawing->groups = groups ? groups : drawing->groups;
        state->failed = true;
        return;
    }
    drawing->groups = groups;
    size_t data_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (strncmp(attributes[i].name, "data-", 5) == 0)
            data[data_count++] = (bm_xml_attribute){keep(state, attributes[i].name + 5),
                                                    keep(state, attributes[i].value)};
    }
    const char *id = lint_attribute(attributes, count, "id");
    groups[drawing->group_count] = (lint_group){.parent = now->group,
                                                .id = id ? keep(state, id) : "",
                                                .title = "",
                                                .data = data,
                                                .data_count = data_count,
                                                .first_item = drawing->item_count};
    now->group = drawing->group_count++;
}

static void find_clip(builder *state, const char *reference)
{
    lint_properties *now = &state->stack[state->depth];
    if (strcmp(reference, "none") == 0)
        return;
    size_t length = strlen(reference);
    for (size_t i = state->clip_count; i-- > 0;) {
        const char *id = state->clips[i].id;
        size_t id_length = strlen(id);
        if (length == id_length + 6 && strncmp(reference, "url(#", 5) == 0 &&
            memcmp(reference + 5, id, id_length) == 0) {
            lint_drawing *drawing = state->drawing;
            lint_clip *clips = bm_array_grow(drawing->clips, drawing->clip_count,
                                             &drawing->clip_capacity, sizeof *clips);
            if (!clips) {
                state->failed = true;
                return;
            }
            drawing->clips = clips;
            clips[drawing->clip_count] = clips[state->clips[i].clip];
            clips[drawing->clip_count].parent = now->clip;
            now->clip = drawing->clip_count++;
            return;
        }
    }
    note_unread(state, reference);
}

static void end_clip(builder *state, const lint_outline *outline, bool evenodd)
{
    lint_drawing *drawing = state->drawing;
    lint_clip *clips =
        bm_array_grow(drawing->clips, drawing->clip_count, &drawing->clip_capacity, sizeof *clips);
    if (clips)
        drawing->clips = clips;
    void *known =
        bm_array_grow(state->clips, state->clip_count, &state->clip_capacity, sizeof *state->clips);
    if (known)
        state->clips = known;
    if (!clips || !known) {
        state->failed = true;
        return;
    }
    clips[drawing->clip_count] = (lint_clip){LINT_NONE, *outline, evenodd};
    state->clips[state->clip_count].id = state->clip_id;
    state->clips[state->clip_count++].clip = drawing->clip_count++;
}

static lint_item *add_item(builder *state, lint_kind kind)
{
    lint_drawing *drawing = state->drawing;
    const lint_properties *now = &state->stack[state->depth];
    lint_item *items =
        bm_array_grow(drawing->items, drawing->item_count, &drawing->item_capacity, sizeof *items);
    if (!items) {
        state->failed = true;
        return NULL;
    }
    drawing->items = items;
    lint_item *item = &items[drawing->item_count++];
    double scale = hypot(now->matrix.xx, now->matrix.yx);
    *item = (lint_item){.kind = kind,
                        .group = now->group,
                        .clip = now->clip,
                        .evenodd = now->evenodd,
                        .fill = now->fill,
                        .stroke = now->stroke,
                        .stroke_px = now->stroke_width * scale,
                        .dash_count = now->dash_count,
                        .round_caps = now->round_caps};
    for (int i = 0; i < now->dash_count; i++)
        item->dash_px[i] = now->dash[i] * scale;
    item->fill.alpha = now->has_fill ? item->fill.alpha * now->opacity : 0;
    item->stroke.alpha =
        now->has_stroke && now->stroke_width > 0 ? item->stroke.alpha * now->opacity : 0;
    return item;
}

/** Its size and colours, as they are inherited. */
static void set_type(const lint_properties *now, lint_item *item)
{
    double scale = hypot(now->matrix.xx, now->matrix.yx);
    item->type = (bm_text_style){.size_pt = now->font_size * scale,
                                 .bold = now->bold,
                                 .italic = now->italic,
                                 .spacing_pt = now->letter_spacing * scale,
                                 .color = item->fill,
                                 .halo_color = item->stroke,
                                 .halo_pt = item->stroke.alpha > 0 ? item->stroke_px / 2 : 0};
    memcpy(item->type.family, now->family, sizeof now->family);
}

static void end_text(builder *state)
{
    const lint_properties *now = &state->stack[state->depth];
    char *text = state->text.text;
    size_t length = 0;
    /* Blanks count once, and not at the ends. */
    for (size_t i = 0; text && text[i]; i++) {
        char c = strchr("\t\r\n", text[i]) ? ' ' : text[i];
        if (c != ' ' || (length > 0 && text[length - 1] != ' '))
            text[length++] = c;
    }
    while (length > 0 && text[length - 1] == ' ')
        length--;
    if (text)
        text[length] = '\0';
    lint_item *item = length > 0 && !now->hidden ? add_item(state, LINT_TEXT) : NULL;
    if (item) {
        set_type(now, item);
        item->text = keep(state, text);
        item->baseline = state->text_at;
        cairo_matrix_transform_point(&now->matrix, &item->baseline.x, &item->baseline.y);
        item->anchor = now->anchor;
        item->angle_deg = atan2(now->matrix.yx, now->matrix.xx) * 180 / acos(-1);
    }
    bm_strbuf_clear(&state->text);
}

static void begin_text(builder *state, const char *name, const bm_xml_attribute *attributes,
                       size_t count)
{
    const char *x = lint_attribute(attributes, count, "x"),
               *y = lint_attribute(attributes, count, "y");
    if (strcmp(name, "text") == 0) {
        state->in_text = true;
        state->text_at = (bm_px){0, 0};
        bm_strbuf_clear(&state->text);
    } else if (x || y) {
        end_text(state);
    }
    if (x)
        state->text_at.x = lint_length(x, 0);
    if (y)
        state->text_at.y = lint_length(y, 0);
    if (lint_attribute(attributes, count, "dy") || lint_attribute(attributes, count, "dx"))
        note_unread(state, "dx and dy of texts");
}

static bool read_outline(builder *state, const char *name, const bm_xml_attribute *attributes,
                         size_t count, lint_outline *outline)
{
    bool ok = true;
    bool found = lint_shape_read(&state->drawing->arena, &state->stack[state->depth].matrix, name,
                                 attributes, count, outline, &ok);
    state->failed = state->failed || !ok;
    return found && ok;
}

/** A shape; or a text, where letters are drawn as paths and the words are told beside them. */
static void add_shape(builder *state, const bm_xml_attribute *attributes, size_t count,
                      const lint_outline *outline)
{
    const char *words = lint_attribute(attributes, count, "aria-label");
    if (words && outline->count == 0) // blanks
        return;
    lint_item *item = add_item(state, words && *words ? LINT_TEXT : LINT_SHAPE);
    if (!item)
        return;
    item->outline = *outline;
    if (item->kind == LINT_SHAPE)
        return;
    set_type(&state->stack[state->depth], item);
    item->is_outlined = true;
    item->text = keep(state, words);
}

static void add_image(builder *state, const bm_xml_attribute *attributes, size_t count)
{
    const lint_properties *now = &state->stack[state->depth];
    const char *data = lint_attribute(attributes, count, "href");
    if (!data)
        data = lint_attribute(attributes, count, "xlink:href");
    cairo_surface_t *picture = data ? lint_picture_read(data) : NULL;
    double width = lint_attribute_length(attributes, count, "width");
    double height = lint_attribute_length(attributes, count, "height");
    lint_item *item = picture && width > 0 && height > 0 ? add_item(state, LINT_IMAGE) : NULL;
    if (!item) {
        cairo_surface_destroy(picture);
        note_unread(state, "an image");
        return;
    }
    cairo_matrix_t placing = now->matrix;
    cairo_matrix_translate(&placing, lint_attribute_length(attributes, count, "x"),
                           lint_attribute_length(attributes, count, "y"));
    cairo_matrix_scale(&placing, width / cairo_image_surface_get_width(picture),
                       height / cairo_image_surface_get_height(picture));
    item->picture = picture;
    item->placing = placing;
    item->fill.alpha = now->opacity;
    item->multiplies = now->multiplies;
}

/** A <g> with an id among the definitions: its items are put aside. */
static bool begins_reusable(const builder *state, const char *name, const char *id)
{
    return state->definitions && !state->clip_id && !state->reused_depth && id &&
           strcmp(name, "g") == 0;
}

static void begin_reusable(builder *state, const char *id)
{
    state->reused_id = keep(state, id);
    state->reused_depth = state->depth;
    state->reused_first = state->drawing->item_count;
    state->around_reused = state->definitions;
    state->definitions = 0;
}

static void end_reusable(builder *state)
{
    state->failed = !lint_reusables_take(&state->reusables, state->drawing, state->reused_first,
                                         state->reused_id) ||
                    state->failed;
    state->definitions = state->around_reused;
    state->reused_depth = 0;
}

static void add_reused(builder *state, const bm_xml_attribute *attributes, size_t count)
{
    const lint_properties *now = &state->stack[state->depth];
    const char *reference = lint_attribute(attributes, count, "href");
    if (!reference)
        reference = lint_attribute(attributes, count, "xlink:href");
    const lint_reused *reused =
        reference ? lint_reusables_find(&state->reusables, reference) : NULL;
    if (!reused || reused->count > REUSED_MAX - state->reused_count) {
        note_unread(state, "use");
        return;
    }
    state->reused_count += reused->count;
    cairo_matrix_t matrix = now->matrix;
    cairo_matrix_translate(&matrix, lint_attribute_length(attributes, count, "x"),
                           lint_attribute_length(attributes, count, "y"));
    state->failed =
        !lint_reused_draw(reused, state->drawing, &matrix, now->group, now->clip, now->opacity) ||
        state->failed;
}

static void begin_root(builder *state, const bm_xml_attribute *attributes, size_t count)
{
    lint_drawing *drawing = state->drawing;
    const char *width = lint_attribute(attributes, count, "width"),
               *box = lint_attribute(attributes, count, "viewBox");
    const char *height = lint_attribute(attributes, count, "height");
    double sides[4] = {0, 0, width ? lint_length(width, 0) : 0,
                       height ? lint_length(height, 0) : 0};
    double width_px = sides[2];
    if (box && lint_numbers(box, sides, 4) != 4)
        note_unread(state, "its viewBox");
    drawing->page = (bm_px_box){sides[0], sides[1], sides[0] + sides[2], sides[1] + sides[3]};
    double scale = width_px > 0 && sides[2] > 0 ? sides[2] / width_px : 1;
    const char *dpi = lint_attribute(attributes, count, "data-dpi");
    double given = dpi ? lint_length(dpi, 0) : 0;
    drawing->px_per_pt = given > 0 ? given / 72 : scale * 96 / 72;
    drawing->px_per_screen_px = given > 0 ? 1 : scale;
    add_group(state, attributes, count);
}

/** What is drawn only where it is referred to, or never. */
static bool is_definition(const char *name)
{
    static const char *const names[] = {"defs",           "clipPath", "metadata", "linearGradient",
                                        "radialGradient", "pattern",  "mask",     "marker",
                                        "symbol",         "filter",   "script"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static void begin_words(builder *state, const char *name)
{
    lint_drawing *drawing = state->drawing;
    if (state->definitions || state->reused_depth || drawing->group_count == 0 || state->depth == 0)
        return;
    lint_group *group = &drawing->groups[state->stack[state->depth].group];
    bool is_title = strcmp(name, "title") == 0, in_root = group->parent == LINT_NONE;
    if (!is_title && !in_root)
        return;
    state->words = is_title ? (in_root ? &drawing->title : &group->title) : &drawing->description;
    state->words_depth = state->depth;
    bm_strbuf_clear(&state->text);
}

static void begin_drawn(builder *state, const char *name, const bm_xml_attribute *attributes,
                        size_t count)
{
    lint_outline outline;
    const lint_properties *now = &state->stack[state->depth];
    if (strcmp(name, "g") == 0 || strcmp(name, "a") == 0) {
        if (!state->reused_depth)
            add_group(state, attributes, count);
    } else if (strcmp(name, "use") == 0) {
        if (!now->hidden)
            add_reused(state, attributes, count);
    } else if (strcmp(name, "text") == 0 || (state->in_text && strcmp(name, "tspan") == 0)) {
        begin_text(state, name, attributes, count);
    } else if (strcmp(name, "title") == 0 || strcmp(name, "desc") == 0) {
        begin_words(state, name);
    } else if (strcmp(name, "image") == 0) {
        if (!now->hidden)
            add_image(state, attributes, count);
    } else if (read_outline(state, name, attributes, count, &outline)) {
        if (!now->hidden)
            add_shape(state, attributes, count, &outline);
    } else if (strncmp(name, "sodipodi:", 9) != 0 && strncmp(name, "inkscape:", 9) != 0) {
        note_unread(state, name);
    }
}

static bool begin(void *context, const char *name, const bm_xml_attribute *attributes, size_t count)
{
    builder *state = context;
    lint_properties *now = &state->stack[state->depth + 1];
    *now = state->stack[state->depth];
    state->depth++;
    if (strncmp(name, "svg:", 4) == 0)
        name += 4;
    const char *own_id = lint_attribute(attributes, count, "id");
    if (begins_reusable(state, name, own_id))
        begin_reusable(state, own_id);
    for (size_t i = 0; i < count; i++) {
        if (!state->definitions && !lint_property_set(now, attributes[i].name, attributes[i].value))
            note_unread(state, attributes[i].name);
        if (strcmp(attributes[i].name, "clip-path") == 0 && !state->definitions)
            find_clip(state, attributes[i].value);
    }
    if (state->depth == 1) {
        if (strcmp(name, "svg") != 0)
            note_unread(state, name);
        begin_root(state, attributes, count);
        return !state->failed;
    }
    if (!state->definitions && is_definition(name)) {
        state->definitions = state->depth;
        if (strcmp(name, "clipPath") == 0) {
            state->clip_id = keep(state, own_id ? own_id : "");
            state->clip_depth = state->depth;
        }
    } else if (state->definitions) {
        lint_outline outline;
        const char *rule = lint_attribute(attributes, count, "clip-rule");
        if (state->clip_id && read_outline(state, name, attributes, count, &outline))
            end_clip(state, &outline, rule && strcmp(rule, "evenodd") == 0);
        else if (strcmp(name, "clipPath") == 0 && !state->clip_id) {
            state->clip_id = keep(state, own_id ? own_id : "");
            state->clip_depth = state->depth;
        }
    } else {
        begin_drawn(state, name, attributes, count);
    }
    return !state->failed;
}

static bool text(void *context, const char *bytes, size_t length)
{
    builder *state = context;
    if (state->in_text || state->words)
        bm_strbuf_append_n(&state->text, bytes, length);
    return !state->failed && !state->text.failed;
}

static bool end(void *context, const char *name)
{
    builder *state = context;
    if (strncmp(name, "svg:", 4) == 0)
        name += 4;
    if (state->words && state->words_depth == state->depth) {
        *state->words = keep(state, bm_strbuf_text(&state->text));
        state->words = NULL;
        bm_strbuf_clear(&state->text);
    } else if (state->in_text && !state->definitions &&
               (strcmp(name, "text") == 0 || strcmp(name, "tspan") == 0)) {
        end_text(state);
        state->in_text = strcmp(name, "text") != 0;
    }
    if (state->clip_id && state->clip_depth == state->depth)
        state->clip_id = NULL;
    if (state->reused_depth == state->depth)
        end_reusable(state);
    if (state->definitions == state->depth)
        state->definitions = 0;
    size_t group = state->stack[state->depth].group;
    state->depth--;
    if (group != LINT_NONE && group != state->stack[state->depth].group)
        state->drawing->groups[group].end_item = state->drawing->item_count;
    return !state->failed;
}

bm_status lint_drawing_read(lint_drawing *drawing, const char *file, const char *bytes, size_t size,
                            bm_error *error)
{
    *drawing = (lint_drawing){.title = "", .description = "", .px_per_pt = 96.0 / 72};
    builder *state = calloc(1, sizeof *state);
    if (!state)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    state->drawing = drawing;
    state->stack[0] = lint_properties_initial();
    const bm_xml_handler handler = {begin, text, end, state};
    bm_status status = bm_xml_read(file, bytes, size, &handler, error);
    if (!status && !(drawing->page.x1 > drawing->page.x0 && drawing->page.y1 > drawing->page.y0))
        status =
            bm_error_set(error, BM_ERROR_FORMAT, file, 0, "not an SVG file, or one without a size");
    lint_reusables_finish(&state->reusables);
    bm_strbuf_finish(&state->text);
    free(state->clips);
    free(state);
    return status;
}
