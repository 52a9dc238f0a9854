/* Russian. Weights follow how many names of Belarus and Ukraine have such an ending. */
#include "geo/gazetteer/words/inflect_tables.h"

#define POSSESSIVE (IN(u'в') | IN(u'н'))
#define STEM_HARD (HARD | VELAR)
#define STEM_SOFT (IN(u'н') | HUSH)
#define BEFORE_YA ((HARD | SOFT | VOWEL) & ~IN(u'и'))

const bm_declension bm_inflect_ru[] = {
    /* Минск, Городок, Орёл; Киев, Пушкин */
    {BM_MASCULINE, NOUN,
     ENDINGS(ENDING(u"а", GEN), ENDING(u"у", DAT), ENDING(u"ом", INS), ENDING(u"е", LOC)),
     RULES({STEM_HARD, u"", u"", 90}, {SINGLE, u"ок", u"к", 60}, {SINGLE, u"ёк", u"ьк", 10},
           {HUSH, u"ек", u"к", 10}, {SINGLE, u"ёл", u"л", 15}, {SINGLE, u"ел", u"л", 8})},
    /* Бердичев with the instrumental of surnames */
    {BM_MASCULINE, NOUN, ENDINGS(ENDING(u"ым", INS)), RULES({POSSESSIVE, u"", u"", 5})},
    /* Каменец, Овруч, Елец */
    {BM_MASCULINE, NOUN,
     ENDINGS(ENDING(u"а", GEN), ENDING(u"у", DAT), ENDING(u"ем", INS), ENDING(u"ом", INS),
             ENDING(u"е", LOC)),
     RULES({HUSH | TSE, u"", u"", 90}, {SINGLE, u"ец", u"ц", 60}, {VOWEL, u"лец", u"льц", 30},
           {VOWEL, u"ец", u"йц", 15})},
    /* Гомель, Чернобыль */
    {BM_MASCULINE, NOUN,
     ENDINGS(ENDING(u"я", GEN), ENDING(u"ю", DAT), ENDING(u"ем", INS), ENDING(u"е", LOC)),
     RULES({HARD, u"ь", u"", 50}, {SINGLE, u"ень", u"н", 5})},
    /* Гай, Стрый */
    {BM_MASCULINE, NOUN,
     ENDINGS(ENDING(u"я", GEN), ENDING(u"ю", DAT), ENDING(u"ем", INS), ENDING(u"е", LOC)),
     RULES({VOWEL & ~IN(u'и'), u"й", u"", 80}, {CONSONANT, u"ей", u"ь", 5})},
    {BM_MASCULINE, NOUN,
     ENDINGS(ENDING(u"я", GEN), ENDING(u"ю", DAT), ENDING(u"ем", INS), ENDING(u"и", LOC)),
     RULES({IN(u'и'), u"й", u"", 5})},

    /* Гута */
    {BM_FEMININE, NOUN_CHANGED,
     ENDINGS(ENDING(u"ы", GEN), ENDING(u"е", DAT | LOC), ENDING(u"у", ACC), ENDING(u"ой", INS),
             ENDING(u"ою", INS)),
     RULES({HARD, u"а", u"", 100})},
    /* Речка */
    {BM_FEMININE, NOUN_CHANGED,
     ENDINGS(ENDING(u"и", GEN), ENDING(u"е", DAT | LOC), ENDING(u"у", ACC), ENDING(u"ой", INS),
             ENDING(u"ою", INS)),
     RULES({VELAR, u"а", u"", 100})},
    /* Вильча */
    {BM_FEMININE, NOUN_CHANGED,
     ENDINGS(ENDING(u"и", GEN), ENDING(u"е", DAT | LOC), ENDING(u"у", ACC), ENDING(u"ей", INS),
             ENDING(u"ею", INS), ENDING(u"ой", INS)),
     RULES({HUSH, u"а", u"", 90})},
    /* Винница */
    {BM_FEMININE, NOUN_CHANGED,
     ENDINGS(ENDING(u"ы", GEN), ENDING(u"е", DAT | LOC), ENDING(u"у", ACC), ENDING(u"ей", INS),
             ENDING(u"ею", INS), ENDING(u"ой", INS)),
     RULES({TSE, u"а", u"", 90})},
    /* Земля, Шелья */
    {BM_FEMININE, NOUN_CHANGED,
     ENDINGS(ENDING(u"и", GEN), ENDING(u"е", DAT | LOC), ENDING(u"ю", ACC), ENDING(u"ей", INS),
             ENDING(u"ею", INS), ENDING(u"ёй", INS)),
     RULES({BEFORE_YA, u"я", u"", 90})},
    /* Мария */
    {BM_FEMININE, NOUN_CHANGED,
     ENDINGS(ENDING(u"и", GEN | DAT | LOC), ENDING(u"ю", ACC), ENDING(u"ей", INS),
             ENDING(u"ею", INS)),
     RULES({IN(u'и'), u"я", u"", 90})},
    /* Пристань, Керчь, Церковь */
    {BM_FEMININE, NOUN, ENDINGS(ENDING(u"и", GEN | DAT | LOC), ENDING(u"ью", INS)),
     RULES({HARD | HUSH, u"ь", u"", 40}, {VELAR, u"овь", u"в", 40})},

    /* Гродно, Сватово */
    {BM_NEUTER, NOUN,
     ENDINGS(ENDING(u"а", GEN), ENDING(u"у", DAT), ENDING(u"ом", INS), ENDING(u"е", LOC)),
     RULES({POSSESSIVE, u"о", u"", 80}, {STEM_HARD | HUSH, u"о", u"", 80})},
    /* Поле, Заполье */
    {BM_NEUTER, NOUN,
     ENDINGS(ENDING(u"я", GEN), ENDING(u"ю", DAT), ENDING(u"ем", INS), ENDING(u"е", LOC)),
     RULES({HARD & ~POSSESSIVE, u"е", u"", 60}, {SOFT, u"е", u"", 80}, {SOFT, u"ё", u"", 5})},
    /* Заречие */
    {BM_NEUTER, NOUN,
     ENDINGS(ENDING(u"я", GEN), ENDING(u"ю", DAT), ENDING(u"ем", INS), ENDING(u"и", LOC)),
     RULES({IN(u'и'), u"е", u"", 10})},
    /* Городище */
    {BM_NEUTER, NOUN,
     ENDINGS(ENDING(u"а", GEN), ENDING(u"у", DAT), ENDING(u"ем", INS), ENDING(u"е", LOC)),
     RULES({HUSH | TSE, u"е", u"", 80})},

    /* Сарны, Лельчицы; Барановичи, Дубки */
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"ам", DAT), ENDING(u"ами", INS), ENDING(u"ах", LOC)),
     RULES({HARD | TSE, u"ы", u"", 100}, {VELAR | HUSH, u"и", u"", 90}, {HARD, u"а", u"", 5})},
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"ов", GEN)),
     RULES({HARD | TSE, u"ы", u"", 60}, {VELAR, u"и", u"", 70})},
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"ев", GEN)),
     RULES({TSE, u"ы", u"", 30}, {VOWEL | SOFT, u"и", u"", 30}, {SOFT, u"я", u"", 5})},
    /* Копани, Ручьи */
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"ям", DAT), ENDING(u"ями", INS), ENDING(u"ях", LOC)),
     RULES({HARD | SOFT | VOWEL, u"и", u"", 60})},
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"ей", GEN)), RULES({HUSH | HARD, u"и", u"", 60})},
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"ь", GEN)), RULES({HARD, u"и", u"", 10})},
    /* Лельчиц, Прилук, Осинок, Лубен */
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"", GEN)),
     RULES({HARD, u"ы", u"", 40}, {TSE, u"ы", u"", 70}, {VELAR | HUSH, u"и", u"", 30},
           {SINGLE, u"ки", u"ок", 60}, {HUSH, u"ки", u"ек", 40}, {CONSONANT, u"ьки", u"ек", 20},
           {VOWEL, u"йки", u"ек", 20}, {SINGLE, u"ны", u"ен", 30}, {SINGLE, u"ни", u"ен", 5},
           {VOWEL, u"йцы", u"ец", 5}, {SINGLE, u"цы", u"ец", 5}, {SINGLE, u"лы", u"ел", 5})},

    /* Новый, Лесной, Хмельницкий */
    {BM_MASCULINE, ADJECTIVE,
     ENDINGS(ENDING(u"ого", GEN), ENDING(u"ому", DAT), ENDING(u"ым", INS), ENDING(u"ом", LOC)),
     RULES({HARD | TSE, u"ый", u"", 60}, {HARD, u"ой", u"", 30})},
    {BM_MASCULINE, ADJECTIVE,
     ENDINGS(ENDING(u"ого", GEN), ENDING(u"ому", DAT), ENDING(u"им", INS), ENDING(u"ом", LOC)),
     RULES({VELAR, u"ий", u"", 80}, {VELAR | HUSH, u"ой", u"", 20})},
    /* Верхний, Рабочий */
    {BM_MASCULINE, ADJECTIVE,
     ENDINGS(ENDING(u"его", GEN), ENDING(u"ему", DAT), ENDING(u"им", INS), ENDING(u"ем", LOC)),
     RULES({STEM_SOFT, u"ий", u"", 40})},
    /* Волчий */
    {BM_MASCULINE, ADJECTIVE,
     ENDINGS(ENDING(u"ьего", GEN), ENDING(u"ьему", DAT), ENDING(u"ьим", INS), ENDING(u"ьем", LOC)),
     RULES({CONSONANT, u"ий", u"", 5})},
    /* Юзефов (Хутор) */
    {BM_MASCULINE, ADJECTIVE,
     ENDINGS(ENDING(u"а", GEN), ENDING(u"у", DAT), ENDING(u"ым", INS), ENDING(u"ом", LOC)),
     RULES({POSSESSIVE, u"", u"", 15})},
    /* Новая, Великая */
    {BM_FEMININE, ADJECTIVE_CHANGED,
     ENDINGS(ENDING(u"ой", GEN | DAT | INS | LOC), ENDING(u"ую", ACC), ENDING(u"ою", INS)),
     RULES({STEM_HARD | TSE, u"ая", u"", 80})},
    {BM_FEMININE, ADJECTIVE_CHANGED,
     ENDINGS(ENDING(u"ей", GEN | DAT | INS | LOC), ENDING(u"ую", ACC), ENDING(u"ею", INS)),
     RULES({HUSH, u"ая", u"", 30})},
    {BM_FEMININE, ADJECTIVE_CHANGED,
     ENDINGS(ENDING(u"ей", GEN | DAT | INS | LOC), ENDING(u"юю", ACC), ENDING(u"ею", INS)),
     RULES({IN(u'н'), u"яя", u"", 30})},
    /* Лисья, Иванова (Слобода) */
    {BM_FEMININE, ADJECTIVE_CHANGED,
     ENDINGS(ENDING(u"ей", GEN | DAT | INS | LOC), ENDING(u"ю", ACC)), RULES({SOFT, u"я", u"", 8})},
    {BM_FEMININE, ADJECTIVE_CHANGED,
     ENDINGS(ENDING(u"ой", GEN | DAT | INS | LOC), ENDING(u"у", ACC)),
     RULES({POSSESSIVE, u"а", u"", 15})},
    /* Новое, Великое, Верхнее */
    {BM_NEUTER, ADJECTIVE,
     ENDINGS(ENDING(u"ого", GEN), ENDING(u"ому", DAT), ENDING(u"ым", INS), ENDING(u"ом", LOC)),
     RULES({HARD | TSE, u"ое", u"", 70})},
    {BM_NEUTER, ADJECTIVE,
     ENDINGS(ENDING(u"ого", GEN), ENDING(u"ому", DAT), ENDING(u"им", INS), ENDING(u"ом", LOC)),
     RULES({VELAR | HUSH, u"ое", u"", 90})},
    {BM_NEUTER, ADJECTIVE,
     ENDINGS(ENDING(u"его", GEN), ENDING(u"ему", DAT), ENDING(u"им", INS), ENDING(u"ем", LOC)),
     RULES({STEM_SOFT, u"ее", u"", 40}, {SOFT, u"е", u"", 5})},
    {BM_NEUTER, ADJECTIVE, ENDINGS(ENDING(u"а", GEN), ENDING(u"у", DAT), ENDING(u"ым", INS)),
     RULES({POSSESSIVE, u"о", u"", 10})},
    /* Новые, Великие */
    {BM_PLURAL, ADJECTIVE,
     ENDINGS(ENDING(u"ых", GEN | LOC), ENDING(u"ым", DAT), ENDING(u"ыми", INS)),
     RULES({HARD | TSE, u"ые", u"", 50}, {POSSESSIVE, u"ы", u"", 5})},
    {BM_PLURAL, ADJECTIVE,
     ENDINGS(ENDING(u"их", GEN | LOC), ENDING(u"им", DAT), ENDING(u"ими", INS)),
     RULES({VELAR | STEM_SOFT, u"ие", u"", 60}, {SOFT, u"и", u"", 5})},
    {0}};
