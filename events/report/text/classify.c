/* Blocks by what they say and by what stands around them. */
#include "events/report/text/classify.h"

#include <stdlib.h>

/* Shorter ones are not prose; longer ones are not teasers. */
enum { PROSE_WORDS = 5, TEASER_WORDS = 30 };

typedef struct sections {
    uint32_t furniture;
    uint32_t caption;
    uint32_t starter;
} sections;

typedef struct walker {
    bm_reading *reading;
    sections sections[BM_LANGUAGE_COUNT + 1];
    size_t sentence;
    size_t phrase;
} walker;

static void find_sections(walker *walk)
{
    for (int i = 0; i <= BM_LANGUAGE_COUNT; i++) {
        const bm_lexicon *lexicon =
            i < BM_LANGUAGE_COUNT ? walk->reading->reader->lexicons[i] : NULL;
        walk->sections[i] = (sections){BM_LEXICON_NONE, BM_LEXICON_NONE, BM_LEXICON_NONE};
        if (lexicon)
            walk->sections[i] = (sections){bm_lexicon_section(lexicon, "text.furniture"),
                                           bm_lexicon_section(lexicon, "text.caption"),
                                           bm_lexicon_section(lexicon, "text.starter")};
    }
}

/* Arrays that nothing was put into are NULL. */
static const bm_sentence *at_sentence(const bm_reading *reading, size_t index)
{
    return index < reading->words.sentence_count ? &reading->words.sentences[index] : NULL;
}

static const bm_phrase *at_phrase(const bm_reading *reading, size_t index)
{
    return index < reading->phrase_count ? &reading->phrases[index] : NULL;
}

/* Blocks, sentences and phrases are in order: one pass over all three. */
static bm_block_view next_view(walker *walk, size_t index)
{
    bm_reading *reading = walk->reading;
    bm_block *block = &reading->document.blocks[index];
    bm_block_view view = {.reading = reading,
                          .block = block,
                          .sentences = at_sentence(reading, walk->sentence),
                          .phrases = at_phrase(reading, walk->phrase),
                          .furniture = walk->sections[block->language].furniture,
                          .caption = walk->sections[block->language].caption,
                          .starter = walk->sections[block->language].starter};
    for (; walk->sentence < reading->words.sentence_count; walk->sentence++) {
        const bm_sentence *sentence = &reading->words.sentences[walk->sentence];
        if (sentence->block != index)
            break;
        if (view.sentence_count++ == 0)
            view.first_word = sentence->first_word;
        view.word_count += sentence->word_count;
    }
    if (view.word_count > 0)
        view.words = reading->words.words + view.first_word;
    uint32_t end = view.first_word + view.word_count;
    for (; walk->phrase < reading->phrase_count; walk->phrase++) {
        if (view.word_count > 0 && reading->phrases[walk->phrase].first >= end)
            break;
        view.phrase_count++;
    }
    return view;
}

bool bm_block_is_ended(const bm_block_view *view)
{
    const char *text = view->reading->document.text;
    uint32_t at = view->block->end;
    for (int i = 0; i < 8 && at > view->block->start; i++) {
        char byte = text[--at];
        if (byte == '.' || byte == '!' || byte == '?' || byte == ':')
            return true;
        /* Quotation marks and the ellipsis are not ASCII. */
        if ((unsigned char)byte < 0x80 && byte != '"' && byte != '\'' && byte != ')' && byte != ' ')
            return false;
        if ((unsigned char)byte == 0xA6)
            return true;
    }
    return false;
}

bool bm_block_has_colon(const bm_block_view *view, uint32_t word)
{
    uint32_t at = bm_word_end(&view->words[word]);
    while (at < view->block->end && view->reading->document.text[at] == ' ')
        at++;
    return at < view->block->end && view->reading->document.text[at] == ':';
}

/* Set the block's kind by what stands in it; returns its flags. */
static unsigned judge(const bm_block_view *view)
{
    bm_block *block = view->block;
    unsigned flags = 0;
    if (block->kind != BM_BLOCK_BODY && block->kind != BM_BLOCK_HEADING)
        return 0;
    if (bm_block_is_furniture(view, &flags)) {
        block->kind = BM_BLOCK_FURNITURE;
        return flags;
    }
    if (bm_block_is_caption(view))
        block->kind = BM_BLOCK_CAPTION;
    else if (bm_block_is_dateline(view))
        block->kind = BM_BLOCK_DATELINE;
    else if (!bm_block_is_ended(view) && view->word_count <= TEASER_WORDS)
        flags = BM_BLOCK_IS_TEASER;
    else if (block->kind == BM_BLOCK_BODY && view->word_count >= PROSE_WORDS)
        flags = BM_BLOCK_IS_PROSE;
    return flags;
}

static void make_furniture(bm_block *block)
{
    if (block->kind == BM_BLOCK_BODY || block->kind == BM_BLOCK_HEADING ||
        block->kind == BM_BLOCK_DATELINE)
        block->kind = BM_BLOCK_FURNITURE;
}

/* The first block that says that the report is over, unless most of it stands below: pages
 * have a link to their comments above the report as well. */
static size_t find_report_end(const bm_reading *reading, const uint8_t *flags)
{
    size_t count = reading->document.block_count;
    const bm_block *blocks = reading->document.blocks;
    size_t below = 0;
    size_t above = 0;
    for (size_t i = 0; i < count; i++)
        if (flags[i] & BM_BLOCK_IS_PROSE)
            below += blocks[i].end - blocks[i].start;
    for (size_t i = 0; i < count; i++) {
        if ((flags[i] & BM_BLOCK_ENDS_REPORT) && below / 2 <= above && (i > 0 || count == 1))
            return i;
        if (flags[i] & BM_BLOCK_IS_PROSE) {
            below -= blocks[i].end - blocks[i].start;
            above += blocks[i].end - blocks[i].start;
        }
    }
    return count;
}

static void apply_context(bm_reading *reading, const uint8_t *flags)
{
    size_t count = reading->document.block_count;
    bm_block *blocks = reading->document.blocks;
    bool in_list = false;
    for (size_t i = 0; i < count; i++) {
        if (in_list && (flags[i] & BM_BLOCK_IS_TEASER))
            make_furniture(&blocks[i]);
        else if (blocks[i].kind != BM_BLOCK_FURNITURE)
            in_list = false;
        in_list |= (flags[i] & BM_BLOCK_BEGINS_LIST) != 0;
        if ((flags[i] & BM_BLOCK_TAKES_TEASER) && i > 1 && (flags[i - 1] & BM_BLOCK_IS_TEASER))
            make_furniture(&blocks[i - 1]);
    }
    for (size_t i = find_report_end(reading, flags); i < count; i++)
        make_furniture(&blocks[i]);
}

bm_status bm_reading_classify_blocks(bm_reading *reading, bm_error *error)
{
    size_t count = reading->document.block_count;
    if (count == 0)
        return BM_OK;
    uint8_t *flags = calloc(count, sizeof *flags);
    walker walk = {.reading = reading};
    bm_status status = flags ? BM_OK : BM_ERROR_MEMORY;
    if (!status) {
        find_sections(&walk);
        for (size_t i = 0; i < count; i++) {
            bm_block_view view = next_view(&walk, i);
            flags[i] = (uint8_t)(view.word_count > 0 ? judge(&view) : 0);
        }
        status = bm_blocks_mark_repeated(reading, flags);
        apply_context(reading, flags);
    }
    free(flags);
    return status ? bm_error_set(error, status, NULL, 0, "not enough memory") : BM_OK;
}
