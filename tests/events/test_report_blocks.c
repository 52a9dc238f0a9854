/* Paragraphs of plain text and what each is to its report. */
#include "text_fixture.h"

/* The blocks of a text with '|' between, in front of each a letter for its kind: b(ody), H(eading),
 * D(ateline), C(aption), F(urniture). */
static void list_blocks(const char *text, size_t length, char *list, size_t size)
{
    cut_text cut;
    list[0] = '\0';
    cut_bytes(&cut, text, length, BM_LANGUAGE_UNKNOWN);
    const bm_document *document = &cut.reading.document;
    uint32_t end = 0;
    for (size_t i = 0; i < document->block_count; i++) {
        const bm_block *block = &document->blocks[i];
        char piece[1024];
        assert_true(block->start >= end && block->end > block->start && block->end <= length);
        end = block->end;
        int used = snprintf(piece, sizeof piece, "%c:%.*s", "bHDCF"[block->kind],
                            (int)(block->end - block->start), text + block->start);
        list_piece(list, size, piece, (size_t)used);
    }
    cut_finish(&cut);
}

static void assert_blocks(const char *text, const char *blocks)
{
    char list[4096];
    list_blocks(text, strlen(text), list, sizeof list);
    assert_string_equal(list, blocks);
}

/* The kinds alone. */
static void assert_kinds(const char *text, const char *kinds)
{
    cut_text cut;
    char list[64] = "";
    cut_bytes(&cut, text, strlen(text), BM_LANGUAGE_UNKNOWN);
    for (size_t i = 0; i < cut.reading.document.block_count && i + 1 < sizeof list; i++)
        list[i] = "bHDCF"[cut.reading.document.blocks[i].kind];
    if (strcmp(list, kinds) != 0)
        fail_msg("%s instead of %s: %.60s", list, kinds, text);
    cut_finish(&cut);
}

#define LONG_SENTENCE                                                                              \
    "The border guard said that nobody had crossed the river since the bridge was closed, and "    \
    "that it would stay so for as long as the water was high."
#define LONG_RUSSIAN                                                                               \
    "В ведомстве сообщили, что с тех пор, как мост закрыли, через реку никто не переправлялся."
#define LONG_UKRAINIAN                                                                             \
    "У відомстві повідомили, що відтоді, як міст закрили, через річку ніхто не переправлявся."
#define LONG_BELARUSIAN                                                                            \
    "У ведамстве паведамілі, што з таго часу, як мост закрылі, праз раку ніхто не пераплываў."

static void test_lines_are_paragraphs(void **state)
{
    (void)state;
    assert_blocks("The bridge is closed.\n" LONG_SENTENCE "\nNobody knows why.",
                  "b:The bridge is closed.|b:" LONG_SENTENCE "|b:Nobody knows why.");
    assert_blocks("Bridge closed\n\nIt rains.\n\n\nIt snows.",
                  "H:Bridge closed|b:It rains.|b:It snows.");
    /* A line end in the middle of a sentence is an accident. */
    assert_blocks("The bridge\nis closed.\nIt rains.", "b:The bridge\nis closed.|b:It rains.");
}

static void test_wrapped_lines_are_joined(void **state)
{
    (void)state;
    assert_blocks("Bridge closed\n"
                  "\n"
                  "The guard said on Friday that the crossing near the village\n"
                  "had been closed for cars until further notice, and that all\n"
                  "lorries would have to wait.\n"
                  "   Nobody knew when it would open again, as the water was as\n"
                  "high as it had ever been.\n",
                  "H:Bridge closed|"
                  "b:The guard said on Friday that the crossing near the village\n"
                  "had been closed for cars until further notice, and that all\n"
                  "lorries would have to wait.|"
                  "b:Nobody knew when it would open again, as the water was as\n"
                  "high as it had ever been.");
    /* Of full lines, those that end early end a paragraph. */
    assert_blocks("Пограничники сообщили в пятницу, что мост у деревни закрыт\n"
                  "для машин, и что грузовикам придётся ждать.\n"
                  "Никто не знает, когда его откроют, потому что вода стоит\n"
                  "так высоко, как никогда.",
                  "b:Пограничники сообщили в пятницу, что мост у деревни закрыт\n"
                  "для машин, и что грузовикам придётся ждать.|"
                  "b:Никто не знает, когда его откроют, потому что вода стоит\n"
                  "так высоко, как никогда.");
}

static void test_items_of_lists(void **state)
{
    (void)state;
    assert_blocks("They took:\n- bread\n- water\n* salt\n• tea\n1. a boat\n2) an oar",
                  "b:They took:|b:- bread|b:- water|b:* salt|b:• tea|b:1. a boat|b:2) an oar");
    assert_blocks("# Bridge closed\n\nIt rains.\n\n* * *\n\n=====\nIt snows.",
                  "H:# Bridge closed|b:It rains.|b:It snows.");
}

static void test_line_ends_of_all_kinds(void **state)
{
    (void)state;
    assert_blocks("\xEF\xBB\xBF"
                  "Title\r\n\r\nIt rains.\r\nIt snows.\fIt hails.\rIt pours.",
                  "H:Title|b:It rains.|b:It snows.|b:It hails.|b:It pours.");
    char list[64];
    static const char with_nul[] = "It\0rains.\n\nSo.";
    list_blocks(with_nul, sizeof with_nul - 1, list, sizeof list);
    assert_string_equal(list, "b:It|b:So.");
}

static void test_headings(void **state)
{
    (void)state;
    assert_kinds("Bridge closed", "H");
    assert_kinds("The bridge is closed.", "b");
    assert_kinds("Who closed it?", "b");
    assert_kinds("they closed it", "b");
    assert_kinds("Bridge closed\n" LONG_SENTENCE "\nWhat next\n" LONG_SENTENCE, "HbHb");
    assert_kinds("Three men were seen:", "b");
}

static void test_datelines(void **state)
{
    (void)state;
    assert_kinds("Title here\n\nBrest, Belarus\n\n" LONG_SENTENCE, "HDb");
    assert_kinds("Title here\n\nMINSK, March 3, 2022 (Agency)\n\n" LONG_SENTENCE, "HDb");
    assert_kinds("Заголовок\n\nМинск, 11 марта\n\n" LONG_RUSSIAN, "HDb");
    assert_kinds("Заголовок\n\nКИЇВ, 5 березня 2022 року\n\n" LONG_UKRAINIAN, "HDb");
    assert_kinds("Title here\n\nBREST —\n\n" LONG_SENTENCE, "HDb");
    assert_kinds("Title here\n\n1700 Bridge St., Brest\n\n" LONG_SENTENCE, "HHb");
    assert_kinds("BREST, Belarus (Agency) — " LONG_SENTENCE, "b");
    assert_kinds("By Ann Lee, Brest\n\n" LONG_SENTENCE, "Hb");
    assert_kinds("Bridge closed, say guards\n\n" LONG_SENTENCE, "Hb");
}

static void test_captions(void **state)
{
    (void)state;
    static const char *const captions[] = {
        "A guard at the gate, 3 March 2013. Photo: Agency",
        "Photo: Agency",
        "Photo by ANN LEE/AGENCY via Getty Images",
        "A guard (L) speaks with a driver (2nd R) at the river, on March 3, 2013.",
        "The gate on the river. (Photo by Ann Lee / Agency)",
        "AFP PHOTO / ANN LEE",
        "The gate on the river. REUTERS/Ann Lee",
        "Мост у деревни. Фото: агентство",
        "Мост (архивное фото)",
        "Міст біля села. Фото: агенція",
        "Мост каля вёскі (архіўнае фота)",
    };
    for (size_t i = 0; i < sizeof captions / sizeof captions[0]; i++)
        assert_kinds(captions[i], "C");
    static const char *const bodies[] = {
        "The photo (see below) shows the gate, and nothing else is known of it.",
        "He said the image: a gate, a river and a guard, was made long before the war and that he "
        "himself had been there when it was taken.",
        "The guard left (he had waited) and went home.",
        "A photo by a guard shows that the bridge over the river was still there on Friday, when "
        "the army had long left the village and all its people.",
        "На фото видно, что мост ещё стоит.",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
        assert_kinds(bodies[i], "b");
}

static void test_furniture(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "Follow us on Telegram!",
        "Follow Ann Lee on Twitter: @annlee",
        "Subscribe to our newsletter",
        "Sign up for our daily newsletter and never miss a thing.",
        "Share",
        "Share Tweet Email Print",
        "12 comments",
        "Advertisement",
        "Read more: Guards close the old bridge",
        "Poll: Who should close the bridge?",
        "We use cookies to make this page better. Accept all cookies?",
        "© 2023 Agency. All rights reserved.",
        "Читайте также: Пограничники закрыли мост",
        "Подписывайтесь на наш канал",
        "Реклама",
        "Нашли ошибку? Выделите текст и нажмите Ctrl+Enter",
        "Читайте також: Прикордонники закрили міст",
        "Підписуйтесь на наш Telegram",
        "Чытайце таксама: Памежнікі закрылі мост",
        "Падпісвайцеся на нашы навіны",
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        assert_kinds(lines[i], "F");
    static const char *const bodies[] = {
        "Follow the river and you will find the bridge.",
        "Share prices fell on Friday.",
        "Comments by the minister were not welcome.",
        "Poll results show that nobody wants the bridge.",
        "Subscribers of the network lost their signal.",
        "Реклама моста обошлась в тысячу рублей.",
        "Read more books, he said, and left.",
        "Related crimes were not reported.",
        "The home news agency is closed.",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
        assert_kinds(bodies[i], "b");
}

static void test_what_furniture_takes_along(void **state)
{
    (void)state;
    /* Below the place for comments nothing is report. */
    assert_kinds("Title here\n" LONG_SENTENCE "\nLeave a Reply\nYour name\nThe army shelled "
                 "everything.\nTroops Close Bridge",
                 "HbFFFF");
    assert_kinds("Заголовок\n" LONG_RUSSIAN "\nОставить комментарий\nИван\nВойска закрыли мост.",
                 "HbFFF");
    assert_kinds("Title here\n" LONG_SENTENCE "\nSource link\nGreat Agency", "HbFF");
    /* Above the report it is a link. */
    assert_kinds("Title here\nLeave a comment\n" LONG_SENTENCE "\n" LONG_SENTENCE, "HFbb");
    /* Headings below a list's, up to the next sentence. */
    assert_kinds("Title here\n" LONG_SENTENCE
                 "\nRelated articles\nGuards close old bridge\nArmy leaves\n" LONG_SENTENCE,
                 "HbFFFb");
    assert_kinds(LONG_UKRAINIAN
                 "\nЧитайте також:\nНад селом збили дрон\nМіст закрито\n" LONG_UKRAINIAN,
                 "bFFFb");
    /* A teaser before its link. */
    assert_kinds("Title here\n" LONG_SENTENCE "\nGuards close old bridge\nRead more", "HbFF");
}

static void test_repeated_lines(void **state)
{
    (void)state;
    assert_kinds("Title of the whole report\n\nGreat Agency\n\n" LONG_SENTENCE
                 "\n\nTitle of the whole report\n\nGreat Agency",
                 "HFbFF");
    assert_kinds("It rains.\n\n" LONG_SENTENCE "\n\nIt rains.", "bbb");
}

static void test_kinds_that_are_known_stay(void **state)
{
    (void)state;
    static const char text[] = "Follow us";
    cut_text cut;
    bm_error error;
    cut_bytes(&cut, text, strlen(text), BM_LANGUAGE_UNKNOWN);
    cut.reading.document.blocks[0].kind = BM_BLOCK_CAPTION;
    assert_int_equal(bm_reading_classify_blocks(&cut.reading, &error), BM_OK);
    assert_int_equal(cut.reading.document.blocks[0].kind, BM_BLOCK_CAPTION);
    cut_finish(&cut);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_are_paragraphs),
        cmocka_unit_test(test_wrapped_lines_are_joined),
        cmocka_unit_test(test_items_of_lists),
        cmocka_unit_test(test_line_ends_of_all_kinds),
        cmocka_unit_test(test_headings),
        cmocka_unit_test(test_datelines),
        cmocka_unit_test(test_captions),
        cmocka_unit_test(test_furniture),
        cmocka_unit_test(test_what_furniture_takes_along),
        cmocka_unit_test(test_repeated_lines),
        cmocka_unit_test(test_kinds_that_are_known_stay),
    };
    return cmocka_run_group_tests(tests, text_set_up, text_tear_down);
}
