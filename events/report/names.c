#include <bordermap/report.h>

#include <string.h>

static const char *const codes[] = {"en", "be", "uk", "ru", ""};

const char *bm_language_code(bm_language language)
{
    return (size_t)language < BM_LANGUAGE_COUNT ? codes[language] : "";
}

bm_language bm_language_from_code(const char *code)
{
    for (size_t i = 0; i < BM_LANGUAGE_COUNT; i++)
        if (strlen(code) == 2 && (code[0] | 0x20) == codes[i][0] && (code[1] | 0x20) == codes[i][1])
            return (bm_language)i;
    return BM_LANGUAGE_UNKNOWN;
}

const char *bm_mention_role_name(bm_mention_role role)
{
    static const char *const names[] = {"place", "actor", "dateline", "context", "caption"};
    return (size_t)role < sizeof names / sizeof *names ? names[role] : "unknown";
}

const char *bm_area_kind_name(bm_area_kind kind)
{
    static const char *const names[] = {"", "direction", "part", "region", "around", "border"};
    return (size_t)kind < sizeof names / sizeof *names ? names[kind] : "unknown";
}

const char *bm_claim_status_name(bm_claim_status status)
{
    static const char *const names[] = {"",       "said",      "alleged",
                                        "denied", "confirmed", "satellite image"};
    return (size_t)status < sizeof names / sizeof *names ? names[status] : "unknown";
}
