#include "events/report/text/document.h"

bm_language bm_language_of_text(const char *text, size_t length)
{
    size_t latin = 0;
    size_t cyrillic = 0;
    size_t ukrainian = 0;
    size_t belarusian = 0;
    size_t russian = 0;
    size_t dotted = 0;
    for (size_t i = 0; i + 1 < length; i++) {
        unsigned char a = (unsigned char)text[i];
        unsigned char b = (unsigned char)text[i + 1];
        latin += (unsigned char)((a | 0x20) - 'a') <= 'z' - 'a';
        if (a != 0xD0 && a != 0xD1 && a != 0xD2)
            continue;
        cyrillic++;
        ukrainian += (a == 0xD1 && (b == 0x97 || b == 0x94)) ||
                     (a == 0xD0 && (b == 0x87 || b == 0x84)) ||
                     (a == 0xD2 && (b == 0x90 || b == 0x91));
        belarusian += (a == 0xD1 && b == 0x9E) || (a == 0xD0 && b == 0x8E);
        russian += (a == 0xD0 && b == 0xAA) || (a == 0xD1 && (b == 0x8A || b == 0x8B || b == 0x8D));
        dotted += (a == 0xD1 && b == 0x96) || (a == 0xD0 && b == 0x86);
    }
    if (latin + cyrillic == 0)
        return BM_LANGUAGE_UNKNOWN;
    if (latin > cyrillic)
        return BM_LANGUAGE_ENGLISH;
    if (belarusian > 0 && belarusian >= ukrainian)
        return BM_LANGUAGE_BELARUSIAN;
    if (ukrainian > 0)
        return BM_LANGUAGE_UKRAINIAN;
    if (dotted > 0)
        return russian > 0 ? BM_LANGUAGE_BELARUSIAN : BM_LANGUAGE_UKRAINIAN;
    return russian > 0 ? BM_LANGUAGE_RUSSIAN : BM_LANGUAGE_UNKNOWN;
}
