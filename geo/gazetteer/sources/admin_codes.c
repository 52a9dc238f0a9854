#include "geo/gazetteer/sources/admin_codes.h"

#include "geo/gazetteer/words/class_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS_MIN = 512 };

/* First-level units as the shipped layers call them, by their GeoNames codes, which are FIPS
 * 10-4's: a dump of settlements alone has no rows that would name them. */
static const struct {
    const char *code;
    const char *name;
} shipped[] = {
    {"BY.01", "Brest"},           {"BY.02", "Homyel"},
    {"BY.03", "Hrodna"},          {"BY.04", "Minsk City"},
    {"BY.05", "Minsk"},           {"BY.06", "Mahilyow"},
    {"BY.07", "Vitsyebsk"},       {"UA.01", "Cherkasy"},
    {"UA.02", "Chernihiv"},       {"UA.03", "Chernivtsi"},
    {"UA.04", "Dnipropetrovsk"},  {"UA.05", "Donetsk"},
    {"UA.06", "Ivano-Frankivsk"}, {"UA.07", "Kharkiv"},
    {"UA.08", "Kherson"},         {"UA.09", "Khmelnytskyi"},
    {"UA.10", "Kirovohrad"},      {"UA.11", "Crimea"},
    {"UA.12", "Kyiv City"},       {"UA.13", "Kyiv"},
    {"UA.14", "Luhansk"},         {"UA.15", "Lviv"},
    {"UA.16", "Mykolaiv"},        {"UA.17", "Odesa"},
    {"UA.18", "Poltava"},         {"UA.19", "Rivne"},
    {"UA.20", "Sevastopol"},      {"UA.21", "Sumy"},
    {"UA.22", "Ternopil"},        {"UA.23", "Vinnytsia"},
    {"UA.24", "Volyn"},           {"UA.25", "Zakarpattia"},
    {"UA.26", "Zaporizhzhia"},    {"UA.27", "Zhytomyr"},
};

const char *bm_admin_code(bm_builder *builder, const char *country, const char *admin1,
                          const char *admin2)
{
    char code[BM_ADMIN_CODE_SIZE];
    /* "00" is GeoNames' code for what has none. */
    if (strcmp(admin1, "00") == 0)
        admin1 = "";
    if (!*country || (!*admin1 && (!admin2 || !*admin2)) || (admin2 && !*admin2))
        return "";
    int length =
        admin2 ? snprintf(code, sizeof code, "%c%s.%s.%s", BM_ADMIN_MARK, country, admin1, admin2)
               : snprintf(code, sizeof code, "%c%s.%s", BM_ADMIN_MARK, country, admin1);
    return length > 0 && (size_t)length < sizeof code ? bm_builder_text(builder, code) : "";
}

bool bm_admin_is_code(const char *text)
{
    return text[0] == BM_ADMIN_MARK;
}

/* Interned texts are told apart by their address. */
static size_t slot_of(const bm_admin_entry *entries, size_t slots, const char *code)
{
    size_t slot = (size_t)(((uintptr_t)code * UINT64_C(0x9E3779B97F4A7C15)) >> 20) & (slots - 1);
    while (entries[slot].code && entries[slot].code != code)
        slot = (slot + 1) & (slots - 1);
    return slot;
}

static bool grow(bm_builder *builder)
{
    if (2 * (builder->admin_count + 1) <= builder->admin_slots)
        return true;
    size_t slots = builder->admin_slots ? 2 * builder->admin_slots : SLOTS_MIN;
    bm_admin_entry *grown = calloc(slots, sizeof *grown);
    if (!grown) {
        builder->failed = true;
        return false;
    }
    for (size_t i = 0; i < builder->admin_slots; i++)
        if (builder->admin[i].code)
            grown[slot_of(grown, slots, builder->admin[i].code)] = builder->admin[i];
    free(builder->admin);
    builder->admin = grown;
    builder->admin_slots = slots;
    return true;
}

static void explain(bm_builder *builder, const char *code, const char *name,
                    bm_admin_authority authority)
{
    if (!*code || !*name || !grow(builder))
        return;
    bm_admin_entry *entry = &builder->admin[slot_of(builder->admin, builder->admin_slots, code)];
    if (entry->code && entry->authority >= (int)authority)
        return;
    builder->admin_count += !entry->code;
    *entry = (bm_admin_entry){code, name, (int)authority};
}

static void explain_shipped(bm_builder *builder)
{
    for (size_t i = 0; i < sizeof shipped / sizeof shipped[0]; i++) {
        char code[16];
        snprintf(code, sizeof code, "%c%s", BM_ADMIN_MARK, shipped[i].code);
        explain(builder, bm_builder_text(builder, code), bm_builder_text(builder, shipped[i].name),
                BM_ADMIN_SHIPPED);
    }
}

void bm_admin_explain(bm_builder *builder, const char *code, const char *name,
                      bm_admin_authority authority)
{
    if (builder->admin_count == 0)
        explain_shipped(builder);
    explain(builder, code, name, authority);
}

const char *bm_admin_explained(const bm_builder *builder, const char *code)
{
    if (builder->admin_slots == 0)
        return NULL;
    const bm_admin_entry *entry =
        &builder->admin[slot_of(builder->admin, builder->admin_slots, code)];
    return entry->code ? entry->name : NULL;
}

const char *bm_admin_short(bm_builder *builder, const char *name)
{
    bm_class_words parsed;
    bm_class_words_strip(name, &parsed);
    return bm_builder_text(builder, parsed.stripped && *parsed.core ? parsed.core : name);
}
