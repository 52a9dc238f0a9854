#include "geo/gazetteer/words/alias.h"

#include "base/utf8.h"
#include "geo/gazetteer/keys/fold.h"

#include <stdio.h>
#include <string.h>

enum {
    WORDS_MAX = 6, /* names of more are no names */
    SETS_MAX = 8,  /* that one name or word may belong to */
    SHORT_KEY = 3, /* shorter strict keys join too much: those names are met exactly */
    SHORT_NAME = 4 /* letters */
};

/* The strict keys of a name, or its exact key. */
typedef struct key_list {
    char text[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t count;
} key_list;

/* The forms so far, and the strict keys of the name itself and of each. */
typedef struct expansion {
    const bm_aliases *aliases;
    bm_alias_form *forms;
    size_t count;
    size_t capacity;
    key_list keys[BM_ALIAS_FORMS_MAX + 1];
} expansion;

static bool share_key(const key_list *a, const key_list *b)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            if (strcmp(a->text[i], b->text[k]) == 0)
                return true;
    return false;
}

/* Add a form unless a key of an earlier one, or of the name, leads to the same places. Returns it
 * for its note to be written, or NULL. */
static bm_alias_form *add_form(expansion *made, const char *name, bm_alias_kind kind,
                               const char country[3])
{
    size_t length = strlen(name);
    if (made->count == made->capacity || length == 0 || length >= BM_ALIAS_NAME_SIZE)
        return NULL;
    key_list *keys = &made->keys[made->count + 1];
    keys->count = bm_fold_strict(name, keys->text);
    for (const key_list *earlier = made->keys; earlier < keys; earlier++)
        if (share_key(earlier, keys))
            return NULL;
    bm_alias_form *form = &made->forms[made->count++];
    *form = (bm_alias_form){.kind = kind};
    memcpy(form->name, name, length + 1);
    if (country)
        memcpy(form->country, country, sizeof form->country);
    return form;
}

/* `is`: what the first has to do with the second. */
static void write_note(bm_alias_form *form, const char *first, const char *is, const char *second)
{
    char note[2 * BM_ALIAS_NAME_SIZE + 64];
    (void)snprintf(note, sizeof note, "%s: %s %s %s", bm_alias_kind_name(form->kind), first, is,
                   second);
    size_t length = bm_utf8_cut(note, sizeof form->note - 1);
    memcpy(form->note, note, length);
    form->note[length] = '\0';
}

static bool has_exact_key(const char *name, const char *key)
{
    char own[BM_FOLD_KEY_SIZE];
    return bm_fold_exact(name, own) && strcmp(own, key) == 0;
}

/* Lines of later files come first, those of one file in their order. */
static bool comes_before(const bm_aliases *aliases, uint32_t name, uint32_t other)
{
    uint32_t set = aliases->names[name].set;
    uint32_t other_set = aliases->names[other].set;
    uint32_t file = aliases->sets[set].file;
    uint32_t other_file = aliases->sets[other_set].file;
    return file != other_file ? file > other_file : set < other_set;
}

/* The names of the table that have one of the keys, each set once. */
static size_t find_names(const bm_aliases *aliases, const key_list *keys, uint32_t found[SETS_MAX])
{
    size_t count = 0;
    for (size_t k = 0; k < keys->count; k++) {
        uint32_t entry = aliases->chains[bm_fold_hash(keys->text[k]) & aliases->mask];
        for (; entry != BM_ALIAS_END; entry = aliases->keys[entry].next) {
            const bm_alias_key *key = &aliases->keys[entry];
            bool known = strcmp(key->text, keys->text[k]) != 0 || count == SETS_MAX;
            for (size_t i = 0; i < count && !known; i++)
                known = aliases->names[found[i]].set == aliases->names[key->name].set;
            if (known)
                continue;
            size_t at = count++;
            for (; at > 0 && comes_before(aliases, key->name, found[at - 1]); at--)
                found[at] = found[at - 1];
            found[at] = key->name;
        }
    }
    return count;
}

/* The other names of the sets of one kind that the whole name belongs to. */
static void add_whole(expansion *made, const char *name, bm_alias_kind kind, const uint32_t *found,
                      size_t found_count)
{
    const bm_aliases *aliases = made->aliases;
    char exact_key[BM_FOLD_KEY_SIZE];
    if (!bm_fold_exact(name, exact_key))
        return;
    bool is_short = bm_utf8_count(name) < SHORT_NAME || strlen(made->keys[0].text[0]) < SHORT_KEY;
    for (size_t i = 0; i < found_count; i++) {
        const bm_alias_name *met = &aliases->names[found[i]];
        const bm_alias_set *set = &aliases->sets[met->set];
        if (set->kind != kind || (is_short && !has_exact_key(met->text, exact_key)))
            continue;
        const char *head = aliases->names[set->first].text;
        for (uint32_t n = set->first; n < set->first + set->count; n++) {
            const char *other = aliases->names[n].text;
            bm_alias_form *form = add_form(made, other, kind, set->country);
            if (!form)
                continue;
            if (kind == BM_ALIAS_EXONYM)
                write_note(form, met->text, "is", other);
            else if (other == head)
                write_note(form, met->text, "is now", head);
            else
                write_note(form, head, "is or was", other);
        }
    }
}

/* A word of a name: where it stands, and the sets it belongs to. A full stop is the word's last. */
typedef struct name_word {
    const char *start;
    size_t length;
    uint32_t found[SETS_MAX];
    size_t found_count;
} name_word;

static size_t split(const char *name, name_word words[WORDS_MAX])
{
    size_t count = 0;
    for (const char *at = name; *at;) {
        size_t length = strcspn(at, " -.");
        length += at[length] == '.';
        if (length > 0) {
            if (count == WORDS_MAX)
                return 0;
            words[count++] = (name_word){.start = at, .length = length};
        }
        at += length;
        at += strspn(at, " -");
    }
    return count;
}

/* Whether a set has the word with this exact key. */
static bool has_exactly(const bm_aliases *aliases, const bm_alias_set *set, const char *key)
{
    for (uint32_t n = set->first; n < set->first + set->count; n++)
        if (has_exact_key(aliases->names[n].text, key))
            return true;
    return false;
}

/* The sets of one kind that a word belongs to. Genders and numbers of adjectives share strict keys:
 * where the letters decide, other sets are left out. */
static void look_up_word(const bm_aliases *aliases, name_word *word, bm_alias_kind kind)
{
    char text[BM_ALIAS_NAME_SIZE];
    memcpy(text, word->start, word->length);
    text[word->length] = '\0';
    key_list keys;
    keys.count =
        kind == BM_ALIAS_WORD ? bm_fold_exact(text, keys.text[0]) : bm_fold_strict(text, keys.text);
    uint32_t found[SETS_MAX];
    size_t count = find_names(aliases, &keys, found);
    bool exactly = false;
    char exact_key[BM_FOLD_KEY_SIZE];
    if (!bm_fold_exact(text, exact_key))
        count = 0;
    word->found_count = 0;
    for (size_t i = 0; i < count; i++) {
        const bm_alias_set *set = &aliases->sets[aliases->names[found[i]].set];
        if (set->kind != kind)
            continue;
        bool exact = kind == BM_ALIAS_PART && has_exactly(aliases, set, exact_key);
        if (exactly && !exact)
            continue;
        if (exact && !exactly)
            word->found_count = 0;
        exactly = exactly || exact;
        word->found[word->found_count++] = found[i];
    }
}

/* `name` with one of its words replaced; a full stop without a blank after it gets one. */
static bool replace(const char *name, const name_word *word, const char *by,
                    char result[BM_ALIAS_NAME_SIZE])
{
    const char *rest = word->start + word->length;
    bool glued = word->start[word->length - 1] == '.' && *rest && *rest != ' ' && *rest != '-';
    int length = snprintf(result, BM_ALIAS_NAME_SIZE, "%.*s%s%s%s", (int)(word->start - name), name,
                          by, glued ? " " : "", rest);
    return length > 0 && length < BM_ALIAS_NAME_SIZE;
}

static bool is_cyrillic(const char *text)
{
    return (unsigned char)*text == 0xD0 || (unsigned char)*text == 0xD1 ||
           (unsigned char)*text == 0xD2;
}

/* Where the next synonym of a word stands among its sets; those in the script of the word first. */
typedef struct synonym_walk {
    const name_word *word;
    size_t round; /**< 0 the same script, 1 the other */
    size_t set;
    uint32_t name;
} synonym_walk;

static const char *next_synonym(const bm_aliases *aliases, synonym_walk *walk)
{
    for (; walk->round < 2; walk->round++, walk->set = 0) {
        for (; walk->set < walk->word->found_count; walk->set++, walk->name = 0) {
            const bm_alias_set *set =
                &aliases->sets[aliases->names[walk->word->found[walk->set]].set];
            uint32_t first = set->first + (set->kind == BM_ALIAS_WORD);
            while (first + walk->name < set->first + set->count) {
                const char *text = aliases->names[first + walk->name++].text;
                bool same_script = is_cyrillic(text) == is_cyrillic(walk->word->start);
                if (same_script == (walk->round == 0))
                    return text;
            }
        }
    }
    return NULL;
}

/* Forms of `name` with the word `from` or a later one replaced; with `depth` 2, that one and one
 * after it. */
static void add_replaced(expansion *made, const char *name, bm_alias_kind kind, size_t from,
                         int depth)
{
    name_word words[WORDS_MAX];
    size_t count = split(name, words);
    int known = 0;
    for (size_t i = from; count > 1 && i < count; i++) {
        look_up_word(made->aliases, &words[i], kind);
        known += words[i].found_count > 0;
    }
    for (size_t i = from; known >= depth && i < count && made->count < made->capacity; i++) {
        synonym_walk walk = {.word = &words[i]};
        const char *synonym;
        while ((synonym = next_synonym(made->aliases, &walk))) {
            char replaced[BM_ALIAS_NAME_SIZE];
            if (!replace(name, &words[i], synonym, replaced))
                continue;
            if (depth > 1) {
                add_replaced(made, replaced, kind, i + 1, depth - 1);
                continue;
            }
            bm_alias_form *form = add_form(made, replaced, kind, NULL);
            if (!form)
                continue;
            char met[BM_ALIAS_NAME_SIZE];
            memcpy(met, words[i].start, words[i].length);
            met[words[i].length] = '\0';
            write_note(form, met, "is", synonym);
        }
    }
}

static void add_spellings(expansion *made, const char *name)
{
    char spellings[BM_ALIAS_SPELLINGS][BM_ALIAS_NAME_SIZE];
    size_t count = bm_alias_spellings(name, spellings);
    for (size_t i = 0; i < count; i++) {
        bm_alias_form *form = add_form(made, spellings[i], BM_ALIAS_SPELLING, NULL);
        if (form)
            write_note(form, name, "may be", spellings[i]);
    }
}

size_t bm_aliases_expand(const bm_aliases *aliases, const char *name, bm_alias_form *forms,
                         size_t capacity)
{
    expansion made;
    made.aliases = aliases;
    made.forms = forms;
    made.count = 0;
    made.capacity = capacity < BM_ALIAS_FORMS_MAX ? capacity : BM_ALIAS_FORMS_MAX;
    if (made.capacity == 0 || strlen(name) >= BM_ALIAS_NAME_SIZE)
        return 0;
    made.keys[0].count = bm_fold_strict(name, made.keys[0].text);
    if (made.keys[0].count == 0)
        return 0;
    if (aliases) {
        uint32_t found[SETS_MAX];
        size_t found_count = find_names(aliases, &made.keys[0], found);
        add_whole(&made, name, BM_ALIAS_RENAMED, found, found_count);
        add_whole(&made, name, BM_ALIAS_EXONYM, found, found_count);
        size_t whole = made.count;
        add_replaced(&made, name, BM_ALIAS_WORD, 0, 1);
        size_t written = made.count;
        add_replaced(&made, name, BM_ALIAS_PART, 0, 1);
        for (size_t i = whole; i < written; i++)
            add_replaced(&made, forms[i].name, BM_ALIAS_PART, 0, 1);
        add_replaced(&made, name, BM_ALIAS_PART, 0, 2);
    }
    add_spellings(&made, name);
    return made.count;
}
