/* Belarusian. Weights follow how many names of Belarus and Ukraine have such an ending. */
#include "geo/gazetteer/words/inflect_tables.h"

#define HARDENED (IN(u'р') | HUSH | TSE)
#define ADJECTIVE_STEM (HARD | HUSH | TSE)

const bm_declension bm_inflect_be[] = {
    /* Мінск, Церабяжоў, Навагрудак, Гарадзец */
    {BM_MASCULINE, NOUN,
     ENDINGS(ENDING(u"а", GEN), ENDING(u"у", GEN | DAT | LOC), ENDING(u"ам", INS),
             ENDING(u"ом", INS)),
     RULES({HARD | VELAR | HUSH | TSE, u"", u"", 90}, {VOWEL, u"ў", u"в", 90},
           {SINGLE, u"ак", u"к", 50}, {SINGLE, u"ок", u"к", 50}, {SINGLE, u"эк", u"к", 5},
           {SINGLE, u"ец", u"ц", 50}, {VOWEL | IN(u'р'), u"дзец", u"дц", 40},
           {SINGLE, u"енец", u"янц", 20}, {SINGLE, u"эц", u"ц", 15}, {SINGLE, u"ёл", u"л", 6},
           {CONSONANT, u"ор", u"ар", 6}, {CONSONANT, u"ог", u"аг", 4},
           {CONSONANT, u"ост", u"аст", 6}, {CONSONANT, u"оў", u"ав", 6})},
    /* Кобрын, Брэст, Гарад */
    {BM_MASCULINE, NOUN, ENDINGS(ENDING(u"е", LOC)),
     RULES({LIQUID, u"", u"", 90}, {VOWEL | CONSONANT, u"т", u"ц", 90},
           {VOWEL | CONSONANT, u"д", u"дз", 90}, {VOWEL, u"ў", u"в", 90}, {VOWEL, u"г", u"з", 8},
           {VOWEL, u"х", u"с", 4}, {CONSONANT, u"ост", u"асц", 6})},
    /* Жытомір, Слонімец */
    {BM_MASCULINE, NOUN, ENDINGS(ENDING(u"ы", LOC)),
     RULES({HARDENED, u"", u"", 60}, {SINGLE, u"ец", u"ц", 50},
           {VOWEL | IN(u'р'), u"дзец", u"дц", 40}, {SINGLE, u"енец", u"янц", 20},
           {SINGLE, u"эц", u"ц", 15}, {CONSONANT, u"ор", u"ар", 6})},
    /* Гомель, Гай */
    {BM_MASCULINE, NOUN,
     ENDINGS(ENDING(u"я", GEN), ENDING(u"ю", GEN | DAT | LOC), ENDING(u"ем", INS),
             ENDING(u"ём", INS), ENDING(u"і", LOC)),
     RULES({HARD | TSE, u"ь", u"", 50}, {VOWEL, u"й", u"", 80}, {SINGLE, u"ень", u"н", 5},
           {SINGLE, u"энь", u"н", 4})},

    /* Гута, Вільча */
    {BM_FEMININE, NOUN_CHANGED,
     ENDINGS(ENDING(u"ы", GEN), ENDING(u"у", ACC), ENDING(u"ай", INS), ENDING(u"аю", INS),
             ENDING(u"ой", INS), ENDING(u"ою", INS), ENDING(u"эй", INS)),
     RULES({HARD | HUSH | TSE, u"а", u"", 90})},
    /* Бярозаўка */
    {BM_FEMININE, NOUN_CHANGED,
     ENDINGS(ENDING(u"і", GEN), ENDING(u"у", ACC), ENDING(u"ай", INS), ENDING(u"аю", INS),
             ENDING(u"ой", INS), ENDING(u"ою", INS)),
     RULES({VELAR, u"а", u"", 100})},
    {BM_FEMININE, NOUN_CHANGED, ENDINGS(ENDING(u"е", DAT | LOC)),
     RULES({LIQUID, u"а", u"", 90}, {VOWEL | CONSONANT, u"та", u"ц", 90},
           {VOWEL | CONSONANT, u"да", u"дз", 90}, {VOWEL | CONSONANT, u"га", u"з", 60},
           {VOWEL | CONSONANT, u"ха", u"с", 30})},
    {BM_FEMININE, NOUN_CHANGED, ENDINGS(ENDING(u"ы", DAT | LOC)),
     RULES({HARDENED, u"а", u"", 70}, {VOWEL | CONSONANT | SOFT, u"ка", u"ц", 100})},
    {BM_FEMININE, NOUN_CHANGED, ENDINGS(ENDING(u"э", DAT | LOC)),
     RULES({HARDENED, u"а", u"", 15}, {VOWEL | CONSONANT | SOFT, u"ка", u"ц", 20})},
    /* Зямля */
    {BM_FEMININE, NOUN_CHANGED,
     ENDINGS(ENDING(u"і", GEN | DAT | LOC), ENDING(u"ю", ACC), ENDING(u"яй", INS),
             ENDING(u"яю", INS), ENDING(u"ёй", INS), ENDING(u"ей", INS)),
     RULES({HARD | TSE | VOWEL | SOFT | APOSTROPHE, u"я", u"", 90})},
    /* Прыпяць */
    {BM_FEMININE, NOUN, ENDINGS(ENDING(u"і", GEN | DAT | LOC)), RULES({HARD | TSE, u"ь", u"", 40})},
    {BM_FEMININE, NOUN, ENDINGS(ENDING(u"ю", INS)),
     RULES({VOWEL, u"нь", u"нн", 60}, {VOWEL, u"ль", u"лл", 60}, {VOWEL, u"ць", u"цц", 60},
           {VOWEL, u"дзь", u"ддз", 40}, {VOWEL, u"сь", u"сс", 40}, {VOWEL, u"зь", u"зз", 40},
           {HARD | TSE, u"ь", u"", 10})},
    {BM_FEMININE, NOUN, ENDINGS(ENDING(u"ы", GEN | DAT | LOC)), RULES({HUSH, u"", u"", 15})},
    {BM_FEMININE, NOUN, ENDINGS(ENDING(u"у", INS)),
     RULES({VOWEL, u"ч", u"чч", 20}, {VOWEL, u"ж", u"жж", 10}, {VOWEL, u"ш", u"шш", 10})},

    /* Гродна, Сяло */
    {BM_NEUTER, NOUN,
     ENDINGS(ENDING(u"а", GEN), ENDING(u"у", DAT), ENDING(u"ам", INS), ENDING(u"ом", INS)),
     RULES({HARD | VELAR | HUSH | TSE, u"а", u"", 50}, {HARD | VELAR | HUSH | TSE, u"о", u"", 25})},
    {BM_NEUTER, NOUN, ENDINGS(ENDING(u"е", LOC)),
     RULES({LIQUID, u"а", u"", 60}, {VOWEL | CONSONANT, u"та", u"ц", 10},
           {VOWEL | CONSONANT, u"да", u"дз", 10}, {LIQUID, u"о", u"", 25},
           {VOWEL | CONSONANT, u"то", u"ц", 5})},
    /* Гарадзішча, Азерцы; Возера */
    {BM_NEUTER, NOUN, ENDINGS(ENDING(u"ы", LOC)), RULES({HARDENED, u"а", u"", 30})},
    {BM_NEUTER, NOUN, ENDINGS(ENDING(u"у", LOC)),
     RULES({VELAR, u"а", u"", 20}, {VELAR, u"о", u"", 10})},
    /* Поле, Залессе, Прыдняпроўе */
    {BM_NEUTER, NOUN,
     ENDINGS(ENDING(u"я", GEN), ENDING(u"ю", DAT), ENDING(u"ем", INS), ENDING(u"і", LOC)),
     RULES({HARD | TSE | IN(u'ў') | APOSTROPHE, u"е", u"", 80})},
    {BM_NEUTER, NOUN,
     ENDINGS(ENDING(u"я", GEN), ENDING(u"ю", DAT), ENDING(u"ём", INS), ENDING(u"і", LOC)),
     RULES({HARD | TSE | APOSTROPHE, u"ё", u"", 8})},
    /* Узбярэжжа, Заточча */
    {BM_NEUTER, NOUN, ENDINGS(ENDING(u"ам", INS), ENDING(u"ы", LOC)), RULES({HUSH, u"а", u"", 30})},

    /* Сарны, Лельчыцы, Баранавічы, Дубкі */
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"ам", DAT), ENDING(u"амі", INS), ENDING(u"ах", LOC)),
     RULES({HARD | HUSH | TSE, u"ы", u"", 100}, {VELAR, u"і", u"", 90})},
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"аў", GEN), ENDING(u"оў", GEN)),
     RULES({HARD | HUSH | TSE, u"ы", u"", 60}, {VELAR, u"і", u"", 60})},
    /* Копані, Гаі */
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"ям", DAT), ENDING(u"ямі", INS), ENDING(u"ях", LOC)),
     RULES({HARD | TSE | VOWEL | SOFT | APOSTROPHE, u"і", u"", 70})},
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"яў", GEN), ENDING(u"ёў", GEN)),
     RULES({HARD | TSE | VOWEL | SOFT | APOSTROPHE, u"і", u"", 50})},
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"ей", GEN)), RULES({HARD, u"і", u"", 25})},
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"ь", GEN)),
     RULES({HARD | TSE, u"і", u"", 20}, {SINGLE, u"ні", u"ен", 10}, {VOWEL, u"йні", u"ен", 5})},
    /* Лельчыц, Баранавіч, Прылук, Сосенак, Дуброў */
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"", GEN)),
     RULES({HARD | HUSH, u"ы", u"", 40}, {TSE, u"ы", u"", 70}, {VELAR, u"і", u"", 20},
           {SINGLE, u"кі", u"ак", 50}, {SINGLE, u"кі", u"ок", 40}, {SINGLE, u"кі", u"ек", 15},
           {CONSONANT, u"ькі", u"ек", 10}, {SINGLE, u"ны", u"ен", 20}, {VOWEL, u"вы", u"ў", 30})},

    /* Стары, Стаўбцоўскі, Верхні */
    {BM_MASCULINE, ADJECTIVE,
     ENDINGS(ENDING(u"ага", GEN), ENDING(u"ога", GEN), ENDING(u"аму", DAT), ENDING(u"ому", DAT),
             ENDING(u"ым", INS | LOC)),
     RULES({ADJECTIVE_STEM, u"ы", u"", 60})},
    {BM_MASCULINE, ADJECTIVE,
     ENDINGS(ENDING(u"ага", GEN), ENDING(u"ога", GEN), ENDING(u"аму", DAT), ENDING(u"ому", DAT),
             ENDING(u"ім", INS | LOC)),
     RULES({VELAR, u"і", u"", 80})},
    {BM_MASCULINE, ADJECTIVE,
     ENDINGS(ENDING(u"яга", GEN), ENDING(u"яму", DAT), ENDING(u"ім", INS | LOC)),
     RULES({HARD, u"і", u"", 40})},
    /* Юзэфаў (Хутар) */
    {BM_MASCULINE, ADJECTIVE,
     ENDINGS(ENDING(u"ага", GEN), ENDING(u"аму", DAT), ENDING(u"ым", INS | LOC)),
     RULES({VOWEL, u"ў", u"в", 8}, {IN(u'н'), u"", u"", 8})},
    /* Новая, Вялікая, Верхняя */
    {BM_FEMININE, ADJECTIVE_CHANGED,
     ENDINGS(ENDING(u"ай", GEN | DAT | INS | LOC), ENDING(u"ой", GEN | DAT | INS | LOC),
             ENDING(u"ую", ACC), ENDING(u"аю", INS), ENDING(u"ою", INS)),
     RULES({ADJECTIVE_STEM | VELAR, u"ая", u"", 80})},
    {BM_FEMININE, ADJECTIVE_CHANGED,
     ENDINGS(ENDING(u"яй", GEN | DAT | INS | LOC), ENDING(u"юю", ACC), ENDING(u"яю", INS)),
     RULES({HARD, u"яя", u"", 30})},
    /* Іванова (Слабада) */
    {BM_FEMININE, ADJECTIVE_CHANGED,
     ENDINGS(ENDING(u"ай", GEN | DAT | INS | LOC), ENDING(u"у", ACC)),
     RULES({IN(u'в') | IN(u'н'), u"а", u"", 10})},
    /* Новае, Вялікае, Верхняе */
    {BM_NEUTER, ADJECTIVE,
     ENDINGS(ENDING(u"ага", GEN), ENDING(u"ога", GEN), ENDING(u"аму", DAT), ENDING(u"ому", DAT),
             ENDING(u"ым", INS | LOC)),
     RULES({ADJECTIVE_STEM, u"ае", u"", 70}, {ADJECTIVE_STEM, u"ое", u"", 25})},
    {BM_NEUTER, ADJECTIVE,
     ENDINGS(ENDING(u"ага", GEN), ENDING(u"ога", GEN), ENDING(u"аму", DAT), ENDING(u"ому", DAT),
             ENDING(u"ім", INS | LOC)),
     RULES({VELAR, u"ае", u"", 80}, {VELAR, u"ое", u"", 15})},
    {BM_NEUTER, ADJECTIVE,
     ENDINGS(ENDING(u"яга", GEN), ENDING(u"яму", DAT), ENDING(u"ім", INS | LOC)),
     RULES({HARD, u"яе", u"", 30})},
    /* Новыя, Вялікія */
    {BM_PLURAL, ADJECTIVE,
     ENDINGS(ENDING(u"ых", GEN | LOC), ENDING(u"ым", DAT), ENDING(u"ымі", INS)),
     RULES({ADJECTIVE_STEM, u"ыя", u"", 60})},
    {BM_PLURAL, ADJECTIVE,
     ENDINGS(ENDING(u"іх", GEN | LOC), ENDING(u"ім", DAT), ENDING(u"імі", INS)),
     RULES({HARD | VELAR, u"ія", u"", 60})},
    {0}};
