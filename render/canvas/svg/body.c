#include <stdlib.h>
#include <string.h>

#include "render/canvas/svg/svg.h"

/** A shared look saves nothing when it is shorter than the group that holds it. */
#define LOOK_MIN 10

bm_svg *bm_svg_new(void)
{
    bm_svg *svg = calloc(1, sizeof *svg);
    if (!svg)
        return NULL;
    svg->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    svg->clips = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    svg->symbols = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return svg;
}

void bm_svg_free(bm_svg *svg)
{
    if (!svg)
        return;
    g_hash_table_destroy(svg->symbols);
    g_hash_table_destroy(svg->clips);
    g_hash_table_destroy(svg->ids);
    g_free(svg->family);
    bm_strbuf_finish(&svg->body);
    bm_strbuf_finish(&svg->defs);
    free(svg);
}

/* Put `text` at `at`, and move on what is there. */
static void insert(bm_strbuf *out, size_t at, const char *text, size_t length)
{
    size_t tail = out->length - at;
    bm_strbuf_append_n(out, text, length);
    if (out->failed || !length)
        return;
    char *kept = g_memdup2(text, length); /* `text` may lie in what moves */
    memmove(out->text + at + length, out->text + at, tail);
    memcpy(out->text + at, kept, length);
    g_free(kept);
}

static void erase(bm_strbuf *out, size_t at, size_t length)
{
    if (out->failed)
        return;
    memmove(out->text + at, out->text + at + length, out->length - at - length);
    out->length -= length;
    out->text[out->length] = '\0';
}

/* The item that was written from `start` on becomes part of the open group. Its look stands at
 * `look_at`. */
static void take_item(bm_svg *svg, size_t start, size_t look_at, size_t look_length)
{
    bm_strbuf *out = &svg->body;
    bm_svg_run *run = &svg->frames[svg->depth].run;
    if (out->failed)
        return;
    bool is_alike = run->count > 0 && look_length == run->look_length && look_length >= LOOK_MIN &&
                    memcmp(out->text + look_at, out->text + run->look_at, look_length) == 0;
    if (!is_alike) {
        static const char end[] = "</g>\n";
        size_t shift = run->count > 1 ? sizeof end - 1 : 0;
        insert(out, start, end, shift);
        *run = (bm_svg_run){start + shift, look_at + shift, look_length, 1, run->count > 0};
        return;
    }
    erase(out, look_at, look_length);
    if (run->count++ > 1)
        return;
    /* The first item's look moves to a group that holds both. */
    char *look = g_strndup(out->text + run->look_at, look_length);
    erase(out, run->look_at, look_length);
    insert(out, run->start, "<g>\n", 4);
    insert(out, run->start + 2, look, look_length);
    run->look_at = run->start + 2;
    g_free(look);
}

void bm_svg_add(bm_svg *svg, const char *name, const char *own, const char *look,
                const char *content)
{
    bm_strbuf *out = &svg->body;
    size_t start = out->length;
    bm_strbuf_append_char(out, '<');
    bm_strbuf_append(out, name);
    bm_strbuf_append(out, own);
    size_t look_at = out->length;
    bm_strbuf_append(out, look);
    if (content) {
        bm_strbuf_append_char(out, '>');
        bm_strbuf_append(out, content);
        bm_strbuf_append(out, "</");
        bm_strbuf_append(out, name);
        bm_strbuf_append(out, ">\n");
    } else {
        bm_strbuf_append(out, "/>\n");
    }
    take_item(svg, start, look_at, strlen(look));
}

bool bm_svg_open(bm_svg *svg, const char *tag)
{
    if (svg->depth + 1 == BM_SVG_DEPTH_MAX)
        return false;
    bm_svg_frame *frame = &svg->frames[++svg->depth];
    *frame = (bm_svg_frame){.start = svg->body.length};
    bm_strbuf_append(&svg->body, tag);
    frame->look_at = svg->body.length;
    bm_strbuf_append(&svg->body, ">\n");
    return true;
}

/* When all of a group looks the same, the group says how. */
static size_t lift_look(bm_svg *svg, const bm_svg_frame *frame)
{
    bm_strbuf *out = &svg->body;
    const bm_svg_run *run = &frame->run;
    if (out->failed || run->is_mixed || run->count == 0 || run->look_length < LOOK_MIN) {
        if (run->count > 1)
            bm_strbuf_append(out, "</g>\n");
        return 0;
    }
    char *look = g_strndup(out->text + run->look_at, run->look_length);
    if (run->count > 1)
        erase(out, run->start, run->look_length + 4); /* the group that holds the run */
    else
        erase(out, run->look_at, run->look_length);
    insert(out, frame->look_at, look, run->look_length);
    g_free(look);
    return run->look_length;
}

bool bm_svg_close(bm_svg *svg)
{
    if (svg->depth == 0)
        return false;
    bm_svg_frame frame = svg->frames[svg->depth];
    size_t look_length = lift_look(svg, &frame);
    bm_strbuf_append(&svg->body, "</g>\n");
    svg->depth--;
    take_item(svg, frame.start, frame.look_at, look_length);
    return true;
}
