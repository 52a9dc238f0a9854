/* Every text once: names, districts and codes repeat from row to row. */
#include "geo/gazetteer/sources/builder.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM_SIZE = 60 * 1024, SLOTS_MIN = 1024 };

/* FNV-1a, as bm_fold_hash(), over bytes that need not end. */
static uint64_t hash_bytes(const char *bytes, size_t length)
{
    uint64_t hash = 0xCBF29CE484222325U;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001B3U;
    return hash ^ hash >> 32;
}

static size_t find_slot(const bm_builder *builder, const char *text, size_t length)
{
    size_t mask = builder->text_slots - 1;
    size_t slot = (size_t)hash_bytes(text, length) & mask;
    for (; builder->texts[slot]; slot = (slot + 1) & mask) {
        const char *known = builder->interned[builder->texts[slot] - 1];
        if (strncmp(known, text, length) == 0 && known[length] == '\0')
            break;
    }
    return slot;
}

/* At most half of the slots are taken. */
static bool grow(bm_builder *builder)
{
    if (2 * (builder->text_count + 1) <= builder->text_slots)
        return true;
    size_t slots = builder->text_slots ? 2 * builder->text_slots : SLOTS_MIN;
    uint32_t *grown = builder->text_count < UINT32_MAX / 2 ? calloc(slots, sizeof *grown) : NULL;
    if (!grown)
        return false;
    for (size_t i = 0; i < builder->text_count; i++) {
        const char *text = builder->interned[i];
        size_t slot = (size_t)hash_bytes(text, strlen(text)) & (slots - 1);
        while (grown[slot])
            slot = (slot + 1) & (slots - 1);
        grown[slot] = (uint32_t)i + 1;
    }
    free(builder->texts);
    builder->texts = grown;
    builder->text_slots = slots;
    return true;
}

/* Texts stand close together; the arena would align each. */
static char *copy(bm_builder *builder, const char *text, size_t length)
{
    if (length >= ROOM_SIZE / 8)
        return bm_arena_strndup(&builder->arena, text, length);
    if (builder->room_size <= length) {
        builder->room = bm_arena_alloc(&builder->arena, ROOM_SIZE);
        builder->room_size = builder->room ? ROOM_SIZE : 0;
        if (!builder->room)
            return NULL;
    }
    char *copied = builder->room;
    memcpy(copied, text, length);
    builder->room += length + 1;
    builder->room_size -= length + 1;
    return copied;
}

const char *bm_builder_text_n(bm_builder *builder, const char *text, size_t length)
{
    length = text ? strnlen(text, length) : 0;
    if (length == 0)
        return "";
    if (!grow(builder)) {
        builder->failed = true;
        return "";
    }
    size_t slot = find_slot(builder, text, length);
    if (builder->texts[slot])
        return builder->interned[builder->texts[slot] - 1];
    const char **interned = bm_array_grow(builder->interned, builder->text_count,
                                          &builder->text_capacity, sizeof *interned);
    char *copied = interned ? copy(builder, text, length) : NULL;
    if (interned)
        builder->interned = interned;
    if (!copied) {
        builder->failed = true;
        return "";
    }
    interned[builder->text_count++] = copied;
    builder->texts[slot] = (uint32_t)builder->text_count;
    return copied;
}

const char *bm_builder_text(bm_builder *builder, const char *text)
{
    return bm_builder_text_n(builder, text, text ? strlen(text) : 0);
}
