#include "geo/gazetteer/words/class_words.h"

#include <string.h>

/* What a word adds: a kind of place, nearness, or nothing ("of", "the"). */
typedef enum meaning { MEANS_KIND, MEANS_NEAR, MEANS_NOTHING } meaning;

typedef struct class_word {
    const char *words; /* exact keys, blanks between */
    meaning means;
    bm_place_kind kind;
} class_word;

/* The longer phrase first where one begins or ends another. */
static const class_word class_words[] = {
    {"border crossing point", MEANS_KIND, BM_PLACE_CROSSING},
    {"international border crossing", MEANS_KIND, BM_PLACE_CROSSING},
    {"border crossing", MEANS_KIND, BM_PLACE_CROSSING},
    {"crossing point", MEANS_KIND, BM_PLACE_CROSSING},
    {"border checkpoint", MEANS_KIND, BM_PLACE_CROSSING},
    {"border post", MEANS_KIND, BM_PLACE_CROSSING},
    {"crossing", MEANS_KIND, BM_PLACE_CROSSING},
    {"checkpoint", MEANS_KIND, BM_PLACE_CROSSING},
    {"bcp", MEANS_KIND, BM_PLACE_CROSSING},
    {"пункт пропуска", MEANS_KIND, BM_PLACE_CROSSING},
    {"пункт пропуску", MEANS_KIND, BM_PLACE_CROSSING},
    {"пункте пропуска", MEANS_KIND, BM_PLACE_CROSSING},
    {"пункті пропуску", MEANS_KIND, BM_PLACE_CROSSING},
    {"пограничный переход", MEANS_KIND, BM_PLACE_CROSSING},
    {"прикордонний перехід", MEANS_KIND, BM_PLACE_CROSSING},
    {"памежны пераход", MEANS_KIND, BM_PLACE_CROSSING},
    {"кпп", MEANS_KIND, BM_PLACE_CROSSING},
    {"international airport", MEANS_KIND, BM_PLACE_AIRFIELD},
    {"military airfield", MEANS_KIND, BM_PLACE_AIRFIELD},
    {"air base", MEANS_KIND, BM_PLACE_AIRFIELD},
    {"airbase", MEANS_KIND, BM_PLACE_AIRFIELD},
    {"airfield", MEANS_KIND, BM_PLACE_AIRFIELD},
    {"airport", MEANS_KIND, BM_PLACE_AIRFIELD},
    {"aerodrome", MEANS_KIND, BM_PLACE_AIRFIELD},
    {"аэродром", MEANS_KIND, BM_PLACE_AIRFIELD},
    {"аеродром", MEANS_KIND, BM_PLACE_AIRFIELD},
    {"аеропорт", MEANS_KIND, BM_PLACE_AIRFIELD},
    {"аэрадром", MEANS_KIND, BM_PLACE_AIRFIELD},
    {"аэропорт", MEANS_KIND, BM_PLACE_AIRFIELD},
    {"railway station", MEANS_KIND, BM_PLACE_SITE},
    {"train station", MEANS_KIND, BM_PLACE_SITE},
    {"training ground", MEANS_KIND, BM_PLACE_SITE},
    {"station", MEANS_KIND, BM_PLACE_SITE},
    {"железнодорожная станция", MEANS_KIND, BM_PLACE_SITE},
    {"ж/д станция", MEANS_KIND, BM_PLACE_SITE},
    {"жд станция", MEANS_KIND, BM_PLACE_SITE},
    {"залізнична станція", MEANS_KIND, BM_PLACE_SITE},
    {"чыгуначная станцыя", MEANS_KIND, BM_PLACE_SITE},
    {"станцыя", MEANS_KIND, BM_PLACE_SITE},
    {"станция", MEANS_KIND, BM_PLACE_SITE},
    {"станции", MEANS_KIND, BM_PLACE_SITE},
    {"станції", MEANS_KIND, BM_PLACE_SITE},
    {"станція", MEANS_KIND, BM_PLACE_SITE},
    {"полігон", MEANS_KIND, BM_PLACE_SITE},
    {"станция", MEANS_KIND, BM_PLACE_SITE},
    {"полигон", MEANS_KIND, BM_PLACE_SITE},
    {"ст.", MEANS_KIND, BM_PLACE_SITE},
    {"urban-type settlement", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"urban type settlement", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"village", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"town", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"city", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"hamlet", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"settlement", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"agro-town", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"agrotown", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"agrogorodok", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"поселок городского типа", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"посёлок городского типа", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"городской поселок", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"городской посёлок", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"гарадскі пасёлак", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"пасёлак гарадскога тыпу", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"селище міського типу", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"населенный пункт", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"населённый пункт", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"населений пункт", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"населены пункт", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"агрогородок", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"аграгарадок", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"деревня", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"село", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"вёска", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"город", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"горад", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"місто", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"селище", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"поселок", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"посёлок", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"селе", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"селі", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"сяле", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"деревне", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"деревни", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"вёсцы", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"вёскі", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"городе", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"города", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"горадзе", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"місті", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"міста", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"поселке", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"посёлке", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"селищі", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"села", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"смт", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"пгт", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"pgt", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"smt", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"хутор", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"хутар", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"хут", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"пос", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"дер", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"гор", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"vil.", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"агр", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"аг.", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"гп.", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"с.", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"д.", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"в.", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"г.", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"м.", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"п.", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"х.", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"р. п.", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"р.", MEANS_KIND, BM_PLACE_NATURAL},
    {"река", MEANS_KIND, BM_PLACE_NATURAL},
    {"реке", MEANS_KIND, BM_PLACE_NATURAL},
    {"реки", MEANS_KIND, BM_PLACE_NATURAL},
    {"ріка", MEANS_KIND, BM_PLACE_NATURAL},
    {"річка", MEANS_KIND, BM_PLACE_NATURAL},
    {"річці", MEANS_KIND, BM_PLACE_NATURAL},
    {"річки", MEANS_KIND, BM_PLACE_NATURAL},
    {"рака", MEANS_KIND, BM_PLACE_NATURAL},
    {"рацэ", MEANS_KIND, BM_PLACE_NATURAL},
    {"ракі", MEANS_KIND, BM_PLACE_NATURAL},
    {"озеро", MEANS_KIND, BM_PLACE_NATURAL},
    {"озере", MEANS_KIND, BM_PLACE_NATURAL},
    {"озері", MEANS_KIND, BM_PLACE_NATURAL},
    {"возера", MEANS_KIND, BM_PLACE_NATURAL},
    {"оз.", MEANS_KIND, BM_PLACE_NATURAL},
    {"водохранилище", MEANS_KIND, BM_PLACE_NATURAL},
    {"водосховище", MEANS_KIND, BM_PLACE_NATURAL},
    {"вадасховішча", MEANS_KIND, BM_PLACE_NATURAL},
    {"reservoir", MEANS_KIND, BM_PLACE_NATURAL},
    {"river", MEANS_KIND, BM_PLACE_NATURAL},
    {"lake", MEANS_KIND, BM_PLACE_NATURAL},
    {"рп", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"нп", MEANS_KIND, BM_PLACE_SETTLEMENT},
    {"oblast", MEANS_KIND, BM_PLACE_REGION},
    {"oblast'", MEANS_KIND, BM_PLACE_REGION},
    {"oblasti", MEANS_KIND, BM_PLACE_REGION},
    {"obl.", MEANS_KIND, BM_PLACE_REGION},
    {"obl", MEANS_KIND, BM_PLACE_REGION},
    {"вобласць", MEANS_KIND, BM_PLACE_REGION},
    {"вобласці", MEANS_KIND, BM_PLACE_REGION},
    {"вобласьць", MEANS_KIND, BM_PLACE_REGION},
    {"вобл", MEANS_KIND, BM_PLACE_REGION},
    {"області", MEANS_KIND, BM_PLACE_REGION},
    {"обл", MEANS_KIND, BM_PLACE_REGION},
    {"край", MEANS_KIND, BM_PLACE_REGION},
    {"voblast", MEANS_KIND, BM_PLACE_REGION},
    {"voblasts", MEANS_KIND, BM_PLACE_REGION},
    {"voblasć", MEANS_KIND, BM_PLACE_REGION},
    {"область", MEANS_KIND, BM_PLACE_REGION},
    {"области", MEANS_KIND, BM_PLACE_REGION},
    {"обл.", MEANS_KIND, BM_PLACE_REGION},
    {"region", MEANS_KIND, BM_PLACE_REGION},
    {"province", MEANS_KIND, BM_PLACE_REGION},
    {"voivodeship", MEANS_KIND, BM_PLACE_REGION},
    {"krai", MEANS_KIND, BM_PLACE_REGION},
    {"district", MEANS_KIND, BM_PLACE_DISTRICT},
    {"rayon", MEANS_KIND, BM_PLACE_DISTRICT},
    {"rajon", MEANS_KIND, BM_PLACE_DISTRICT},
    {"raion", MEANS_KIND, BM_PLACE_DISTRICT},
    {"район", MEANS_KIND, BM_PLACE_DISTRICT},
    {"раён", MEANS_KIND, BM_PLACE_DISTRICT},
    {"района", MEANS_KIND, BM_PLACE_DISTRICT},
    {"району", MEANS_KIND, BM_PLACE_DISTRICT},
    {"районе", MEANS_KIND, BM_PLACE_DISTRICT},
    {"районі", MEANS_KIND, BM_PLACE_DISTRICT},
    {"раёна", MEANS_KIND, BM_PLACE_DISTRICT},
    {"раёне", MEANS_KIND, BM_PLACE_DISTRICT},
    {"р-на", MEANS_KIND, BM_PLACE_DISTRICT},
    {"р-ну", MEANS_KIND, BM_PLACE_DISTRICT},
    {"р-н", MEANS_KIND, BM_PLACE_DISTRICT},
    {"county", MEANS_KIND, BM_PLACE_DISTRICT},
    {"near", MEANS_NEAR, BM_PLACE_SETTLEMENT},
    {"close to", MEANS_NEAR, BM_PLACE_SETTLEMENT},
    {"outside", MEANS_NEAR, BM_PLACE_SETTLEMENT},
    {"под", MEANS_NEAR, BM_PLACE_SETTLEMENT},
    {"возле", MEANS_NEAR, BM_PLACE_SETTLEMENT},
    {"біля", MEANS_NEAR, BM_PLACE_SETTLEMENT},
    {"каля", MEANS_NEAR, BM_PLACE_SETTLEMENT},
    {"в", MEANS_NOTHING, BM_PLACE_SETTLEMENT},
    {"у", MEANS_NOTHING, BM_PLACE_SETTLEMENT},
    {"ў", MEANS_NOTHING, BM_PLACE_SETTLEMENT},
    {"the", MEANS_NOTHING, BM_PLACE_SETTLEMENT},
    {"of", MEANS_NOTHING, BM_PLACE_SETTLEMENT},
    {"in", MEANS_NOTHING, BM_PLACE_SETTLEMENT},
};
enum { CLASS_WORD_COUNT = sizeof class_words / sizeof class_words[0], TOKENS_MAX = 16 };

/* A word of the text: where it stands, and its exact key, "" when it has none. */
typedef struct token {
    const char *start;
    size_t length;
    char key[64];
} token;

/* A word of a phrase, of `length` bytes; a class word may be abbreviated with a full stop. */
static bool is_word(const char *key, const char *word, size_t length)
{
    return strncmp(key, word, length) == 0 &&
           (!key[length] || (key[length] == '.' && !key[length + 1] && word[length - 1] != '.'));
}

static void make_key(token *made)
{
    char word[sizeof made->key];
    char key[BM_FOLD_KEY_SIZE];
    made->key[0] = '\0';
    if (made->length >= sizeof word)
        return;
    memcpy(word, made->start, made->length);
    word[made->length] = '\0';
    if (bm_fold_exact(word, key) && strlen(key) < sizeof made->key)
        memcpy(made->key, key, strlen(key) + 1);
}

/* Whether a token is an abbreviated class word in Cyrillic, the only ones that are written without
 * a blank after them: «г.Брест». */
static bool is_abbreviation(const token *made)
{
    if ((unsigned char)made->key[0] < 0xD0)
        return false;
    for (size_t i = 0; i < CLASS_WORD_COUNT; i++) {
        const char *phrase = class_words[i].words;
        size_t length = strcspn(phrase, " ");
        if (phrase[0] == made->key[0] && !phrase[length] && is_word(made->key, phrase, length))
            return true;
    }
    return false;
}

static size_t split(const char *text, token *tokens)
{
    size_t count = 0;
    while (*text) {
        size_t length = strcspn(text, " \t\n");
        size_t dot = strcspn(text, ". \t\n") + 1;
        if (length > 0) {
            if (count == TOKENS_MAX)
                return 0;
            token *made = &tokens[count++];
            if (dot < length) {
                *made = (token){.start = text, .length = dot};
                make_key(made);
                if (is_abbreviation(made)) {
                    text += dot;
                    continue;
                }
            }
            *made = (token){.start = text, .length = length};
            make_key(made);
        }
        text += length;
        while (*text == ' ' || *text == '\t' || *text == '\n')
            text++;
    }
    return count;
}

/* How many tokens from `tokens` on, of at most `count`, a phrase takes; 0 when they are not it. */
static size_t begins_with(const token *tokens, size_t count, const char *phrase)
{
    size_t taken = 0;
    while (*phrase) {
        size_t length = strcspn(phrase, " ");
        if (taken == count || !is_word(tokens[taken].key, phrase, length))
            return 0;
        taken++;
        phrase += length + (phrase[length] == ' ');
    }
    return taken;
}

static size_t word_count(const char *phrase)
{
    size_t count = 1;
    for (; *phrase; phrase++)
        count += *phrase == ' ';
    return count;
}

/* The class word that stands at one end of the tokens, and how many tokens it takes; one token is
 * always left. */
/* Whether one of the tokens begins with a byte: to pass over most phrases quickly. */
static bool begins_one(const token *tokens, size_t count, char byte)
{
    for (size_t i = 0; i < count; i++)
        if (tokens[i].key[0] == byte)
            return true;
    return false;
}

static const class_word *find_class(const token *tokens, size_t count, bool at_end, size_t *taken)
{
    for (size_t i = 0; i < CLASS_WORD_COUNT && count > 1; i++) {
        const char *phrase = class_words[i].words;
        if (!begins_one(tokens, at_end ? count : 1, phrase[0]))
            continue;
        size_t size = word_count(phrase);
        if (size >= count)
            continue;
        const token *from = at_end ? tokens + count - size : tokens;
        *taken = begins_with(from, size, phrase);
        if (*taken > 0)
            return &class_words[i];
    }
    return NULL;
}

static void note(bm_class_words *result, const class_word *found)
{
    result->stripped = true;
    if (found->means == MEANS_NEAR)
        result->near = true;
    if (found->means == MEANS_KIND && !result->has_kind) {
        result->has_kind = true;
        result->kind = found->kind;
    }
}

void bm_class_words_strip(const char *text, bm_class_words *result)
{
    *result = (bm_class_words){.kind = BM_PLACE_SETTLEMENT};
    token tokens[TOKENS_MAX];
    size_t length = strlen(text);
    if (length >= sizeof result->core)
        return;
    size_t count = split(text, tokens);
    size_t first = 0;
    size_t taken = 0;
    const class_word *found = NULL;
    while ((found = find_class(tokens + first, count - first, false, &taken))) {
        note(result, found);
        first += taken;
    }
    while ((found = find_class(tokens + first, count - first, true, &taken)) &&
           found->means == MEANS_KIND) {
        note(result, found);
        count -= taken;
    }
    if (count == first)
        return;
    const char *start = tokens[first].start;
    const char *end = tokens[count - 1].start + tokens[count - 1].length;
    while (end > start && (end[-1] == ',' || end[-1] == ';'))
        end--;
    memcpy(result->core, start, (size_t)(end - start));
}

const char *bm_class_words_after_article(const char *text)
{
    token tokens[TOKENS_MAX];
    size_t count = split(text, tokens);
    size_t first = 0;
    size_t taken = 0;
    const class_word *found = NULL;
    while ((found = find_class(tokens + first, count - first, false, &taken)) &&
           found->means == MEANS_NOTHING)
        first += taken;
    return first > 0 ? tokens[first].start : text;
}

bool bm_class_words_is_filler(const char *text)
{
    static const char *const fillers[] = {"the", "a", "an", "of", "in", "at", "on",  "to", "and",
                                          "for", "в", "у",  "ў",  "на", "и",  "і",   "й",  "з",
                                          "с",   "к", "до", "от", "по", "из", "від", "за"};
    char key[BM_FOLD_KEY_SIZE];
    if (!bm_fold_exact(text, key))
        return false;
    for (size_t i = 0; i < sizeof fillers / sizeof fillers[0]; i++)
        if (strcmp(key, fillers[i]) == 0)
            return true;
    return false;
}
