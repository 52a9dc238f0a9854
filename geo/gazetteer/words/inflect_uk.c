/* Ukrainian. Weights follow how many names of Belarus and Ukraine have such an ending. */
#include "geo/gazetteer/words/inflect_tables.h"

#define POSSESSIVE (IN(u'в') | IN(u'н'))
#define ADJECTIVE_STEM (HARD | VELAR | HUSH)

const bm_declension bm_inflect_uk[] = {
    /* Ніжин, Харків, Канів, Хутір */
    {BM_MASCULINE, NOUN,
     ENDINGS(ENDING(u"а", GEN), ENDING(u"у", GEN | DAT | LOC), ENDING(u"ові", DAT | LOC),
             ENDING(u"ом", INS), ENDING(u"і", LOC)),
     RULES({HARD, u"", u"", 90}, {CONSONANT, u"ів", u"ов", 90}, {CONSONANT, u"ів", u"ев", 30},
           {VOWEL, u"їв", u"єв", 60}, {CONSONANT, u"ід", u"од", 10}, {CONSONANT, u"ір", u"ор", 15},
           {CONSONANT, u"іл", u"ол", 4}, {CONSONANT, u"іст", u"ост", 20},
           {CONSONANT, u"іп", u"оп", 4}, {SINGLE, u"ер", u"р", 10}, {SINGLE, u"ел", u"л", 8},
           {SINGLE, u"ен", u"н", 3})},
    /* Донецьк, Городок, Ріг */
    {BM_MASCULINE, NOUN,
     ENDINGS(ENDING(u"а", GEN), ENDING(u"у", GEN | DAT | LOC), ENDING(u"ові", DAT | LOC),
             ENDING(u"ом", INS)),
     RULES({VELAR, u"", u"", 90}, {SINGLE, u"ок", u"к", 60}, {SINGLE, u"ьок", u"ьк", 8},
           {VOWEL, u"йок", u"йк", 5}, {CONSONANT, u"іг", u"ог", 20}, {CONSONANT, u"ік", u"ок", 4})},
    {BM_MASCULINE, NOUN, ENDINGS(ENDING(u"і", LOC)),
     RULES({CONSONANT, u"іг", u"оз", 20}, {VOWEL, u"г", u"з", 15}, {VOWEL, u"х", u"с", 10},
           {VOWEL, u"к", u"ц", 5})},
    /* Овруч, Трубіж */
    {BM_MASCULINE, NOUN,
     ENDINGS(ENDING(u"а", GEN), ENDING(u"у", GEN | DAT | LOC), ENDING(u"еві", DAT | LOC),
             ENDING(u"ем", INS), ENDING(u"і", LOC)),
     RULES({HUSH, u"", u"", 50}, {CONSONANT, u"іж", u"еж", 15})},
    /* Тернопіль, Коростень, Городець */
    {BM_MASCULINE, NOUN,
     ENDINGS(ENDING(u"я", GEN), ENDING(u"ю", GEN | DAT | LOC), ENDING(u"еві", DAT | LOC),
             ENDING(u"ем", INS), ENDING(u"і", LOC)),
     RULES({HARD | TSE, u"ь", u"", 50}, {CONSONANT, u"іль", u"ол", 40},
           {SINGLE | APOSTROPHE, u"ець", u"ц", 70}, {VOWEL, u"лець", u"льц", 30},
           {VOWEL, u"єць", u"йц", 15}, {SINGLE, u"ень", u"н", 8}, {CONSONANT, u"інь", u"он", 3},
           {CONSONANT, u"інь", u"ен", 15}, {IN(u'р'), u"", u"", 5})},
    /* Гай */
    {BM_MASCULINE, NOUN,
     ENDINGS(ENDING(u"я", GEN), ENDING(u"ю", GEN | DAT | LOC), ENDING(u"єві", DAT | LOC),
             ENDING(u"єм", INS), ENDING(u"ї", LOC)),
     RULES({VOWEL, u"й", u"", 80}, {CONSONANT, u"ій", u"о", 3})},

    /* Полтава */
    {BM_FEMININE, NOUN_CHANGED,
     ENDINGS(ENDING(u"и", GEN), ENDING(u"і", DAT | LOC), ENDING(u"у", ACC), ENDING(u"ою", INS)),
     RULES({HARD, u"а", u"", 90})},
    /* Жмеринка, Прага */
    {BM_FEMININE, NOUN_CHANGED, ENDINGS(ENDING(u"и", GEN), ENDING(u"у", ACC), ENDING(u"ою", INS)),
     RULES({VELAR, u"а", u"", 100})},
    {BM_FEMININE, NOUN_CHANGED, ENDINGS(ENDING(u"і", DAT | LOC)),
     RULES({CONSONANT | VOWEL | SOFT, u"ка", u"ц", 100}, {VOWEL | CONSONANT, u"га", u"з", 60},
           {VOWEL | CONSONANT, u"ха", u"с", 30})},
    /* Вільча */
    {BM_FEMININE, NOUN_CHANGED,
     ENDINGS(ENDING(u"і", GEN | DAT | LOC), ENDING(u"у", ACC), ENDING(u"ею", INS)),
     RULES({HUSH, u"а", u"", 90})},
    /* Вінниця */
    {BM_FEMININE, NOUN_CHANGED,
     ENDINGS(ENDING(u"і", GEN | DAT | LOC), ENDING(u"ю", ACC), ENDING(u"ею", INS)),
     RULES({TSE | HARD | SOFT, u"я", u"", 80})},
    /* Софія, Стаїя */
    {BM_FEMININE, NOUN_CHANGED,
     ENDINGS(ENDING(u"ї", GEN | DAT | LOC), ENDING(u"ю", ACC), ENDING(u"єю", INS)),
     RULES({VOWEL | APOSTROPHE, u"я", u"", 80})},
    /* Пристань, Умань, Керч */
    {BM_FEMININE, NOUN, ENDINGS(ENDING(u"і", GEN | DAT | LOC)),
     RULES({HARD | TSE, u"ь", u"", 45}, {HUSH, u"", u"", 20}, {CONSONANT, u"іль", u"ол", 3})},
    {BM_FEMININE, NOUN, ENDINGS(ENDING(u"ю", INS)),
     RULES({VOWEL, u"нь", u"нн", 60}, {VOWEL, u"ль", u"лл", 60}, {VOWEL, u"ть", u"тт", 60},
           {VOWEL, u"дь", u"дд", 40}, {VOWEL, u"сь", u"сс", 40}, {VOWEL, u"зь", u"зз", 40},
           {VOWEL, u"ць", u"цц", 30}, {VOWEL, u"ч", u"чч", 40}, {VOWEL, u"ж", u"жж", 20},
           {VOWEL, u"ш", u"шш", 20}, {HARD, u"ь", u"", 15}, {HUSH, u"", u"", 10})},

    /* Берестечко, Гродно */
    {BM_NEUTER, NOUN,
     ENDINGS(ENDING(u"а", GEN), ENDING(u"у", DAT | LOC), ENDING(u"ові", DAT | LOC),
             ENDING(u"ом", INS)),
     RULES({HARD | VELAR, u"о", u"", 90})},
    {BM_NEUTER, NOUN, ENDINGS(ENDING(u"і", LOC)), RULES({HARD, u"о", u"", 90})},
    /* Городище */
    {BM_NEUTER, NOUN,
     ENDINGS(ENDING(u"а", GEN), ENDING(u"у", DAT | LOC), ENDING(u"ем", INS), ENDING(u"і", LOC)),
     RULES({HUSH, u"е", u"", 80})},
    /* Сватове as a noun */
    {BM_NEUTER, NOUN,
     ENDINGS(ENDING(u"а", GEN), ENDING(u"у", DAT), ENDING(u"ом", INS), ENDING(u"і", LOC)),
     RULES({POSSESSIVE, u"е", u"", 35})},
    /* Гуляйполе, Сонце */
    {BM_NEUTER, NOUN,
     ENDINGS(ENDING(u"я", GEN), ENDING(u"ю", DAT | LOC), ENDING(u"ем", INS), ENDING(u"і", LOC)),
     RULES({(HARD | TSE) & ~POSSESSIVE, u"е", u"", 60})},
    /* Запоріжжя */
    {BM_NEUTER, NOUN,
     ENDINGS(ENDING(u"я", GEN), ENDING(u"ю", DAT | LOC), ENDING(u"ям", INS), ENDING(u"і", LOC)),
     RULES({HARD | HUSH | TSE, u"я", u"", 50})},
    /* Підгір'я */
    {BM_NEUTER, NOUN,
     ENDINGS(ENDING(u"я", GEN), ENDING(u"ю", DAT | LOC), ENDING(u"ям", INS), ENDING(u"ї", LOC)),
     RULES({APOSTROPHE, u"я", u"", 30})},

    /* Суми, Прилуки; Бердичі */
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"ам", DAT), ENDING(u"ами", INS), ENDING(u"ах", LOC)),
     RULES({HARD | VELAR | HUSH, u"и", u"", 100}, {HUSH, u"і", u"", 80}, {HARD, u"а", u"", 5})},
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"ів", GEN)),
     RULES({HARD | VELAR, u"и", u"", 70}, {HUSH | HARD | TSE | SOFT, u"і", u"", 70})},
    /* Сум, Прилук, Дубок, Лубен, Вод */
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"", GEN)),
     RULES({HARD | VELAR | HUSH, u"и", u"", 40}, {HUSH, u"і", u"", 40}, {SINGLE, u"ки", u"ок", 60},
           {CONSONANT, u"ьки", u"ьок", 20}, {VOWEL, u"йки", u"йок", 15}, {SINGLE, u"ни", u"ен", 40},
           {SINGLE, u"ли", u"ел", 8}, {SINGLE, u"ри", u"ер", 4}, {CONSONANT, u"ори", u"ір", 10},
           {CONSONANT, u"оги", u"іг", 4}, {CONSONANT, u"оли", u"іл", 4},
           {CONSONANT, u"оди", u"ід", 4}, {CONSONANT, u"они", u"ін", 4})},
    /* Копані, Чернівці */
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"ям", DAT), ENDING(u"ями", INS), ENDING(u"ях", LOC)),
     RULES({HARD | TSE | SOFT, u"і", u"", 90})},
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"ей", GEN)), RULES({HARD | HUSH, u"і", u"", 50})},
    {BM_PLURAL, NOUN, ENDINGS(ENDING(u"ь", GEN)),
     RULES({HARD | TSE, u"і", u"", 40}, {SINGLE, u"ні", u"ен", 15}, {SINGLE, u"лі", u"ел", 5},
           {SINGLE, u"ці", u"ец", 5})},
    /* Гаї */
    {BM_PLURAL, NOUN,
     ENDINGS(ENDING(u"їв", GEN), ENDING(u"ям", DAT), ENDING(u"ями", INS), ENDING(u"ях", LOC)),
     RULES({VOWEL | APOSTROPHE, u"ї", u"", 50})},

    /* Хмельницький, Новий */
    {BM_MASCULINE, ADJECTIVE,
     ENDINGS(ENDING(u"ого", GEN), ENDING(u"ому", DAT | LOC), ENDING(u"им", INS),
             ENDING(u"ім", LOC)),
     RULES({ADJECTIVE_STEM, u"ий", u"", 80})},
    /* Верхній */
    {BM_MASCULINE, ADJECTIVE,
     ENDINGS(ENDING(u"ього", GEN), ENDING(u"ьому", DAT | LOC), ENDING(u"ім", INS | LOC)),
     RULES({HARD, u"ій", u"", 40})},
    /* Юзефів, Бабин (Яр) */
    {BM_MASCULINE, ADJECTIVE,
     ENDINGS(ENDING(u"ого", GEN), ENDING(u"ому", DAT | LOC), ENDING(u"им", INS),
             ENDING(u"ім", LOC)),
     RULES({CONSONANT, u"ів", u"ов", 8}, {CONSONANT, u"ів", u"ев", 4}, {VOWEL, u"їв", u"єв", 4},
           {IN(u'н'), u"", u"", 8})},
    /* Нова, Рава-Руська */
    {BM_FEMININE, ADJECTIVE_CHANGED,
     ENDINGS(ENDING(u"ої", GEN), ENDING(u"ій", DAT | LOC), ENDING(u"у", ACC), ENDING(u"ою", INS)),
     RULES({ADJECTIVE_STEM, u"а", u"", 70})},
    /* Верхня */
    {BM_FEMININE, ADJECTIVE_CHANGED,
     ENDINGS(ENDING(u"ьої", GEN), ENDING(u"ій", DAT | LOC), ENDING(u"ю", ACC), ENDING(u"ьою", INS)),
     RULES({HARD, u"я", u"", 25})},
    /* Рівне, Сватове */
    {BM_NEUTER, ADJECTIVE,
     ENDINGS(ENDING(u"ого", GEN), ENDING(u"ому", DAT | LOC), ENDING(u"им", INS),
             ENDING(u"ім", LOC)),
     RULES({ADJECTIVE_STEM, u"е", u"", 90})},
    /* Верхнє */
    {BM_NEUTER, ADJECTIVE,
     ENDINGS(ENDING(u"ього", GEN), ENDING(u"ьому", DAT | LOC), ENDING(u"ім", INS | LOC)),
     RULES({HARD, u"є", u"", 20})},
    /* Нові, Верхні */
    {BM_PLURAL, ADJECTIVE,
     ENDINGS(ENDING(u"их", GEN | LOC), ENDING(u"им", DAT), ENDING(u"ими", INS)),
     RULES({ADJECTIVE_STEM, u"і", u"", 60})},
    {BM_PLURAL, ADJECTIVE,
     ENDINGS(ENDING(u"іх", GEN | LOC), ENDING(u"ім", DAT), ENDING(u"іми", INS)),
     RULES({HARD, u"і", u"", 25})},
    {0}};
