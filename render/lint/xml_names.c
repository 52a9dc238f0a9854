#include "render/lint/xml_names.h"

#include <string.h>

static bool is_known(const bm_xml_prefixes *prefixes, const char *name, size_t length)
{
    if ((length == 3 && memcmp(name, "xml", 3) == 0) ||
        (length == 5 && memcmp(name, "xmlns", 5) == 0))
        return true;
    for (size_t i = prefixes->count; i-- > 0;) {
        const char *known = prefixes->known[i].name;
        if (strlen(known) == length && memcmp(known, name, length) == 0)
            return true;
    }
    return false;
}

/** True when the prefix of a name, if it has one, is declared. */
static bool is_declared(const bm_xml_prefixes *prefixes, const char *name)
{
    const char *colon = strchr(name, ':');
    return !colon || is_known(prefixes, name, (size_t)(colon - name));
}

static bool declare(bm_xml_prefixes *prefixes, const char *name)
{
    if (strlen(name) >= BM_XML_PREFIX_SIZE || prefixes->count == BM_XML_PREFIXES_MAX)
        return false;
    memcpy(prefixes->known[prefixes->count].name, name, strlen(name) + 1);
    prefixes->known[prefixes->count++].depth = prefixes->depth;
    return true;
}

const char *bm_xml_begin_names(bm_xml_prefixes *prefixes, const char *name,
                               const bm_xml_attribute *attributes, size_t count)
{
    prefixes->depth++;
    for (size_t i = 0; i < count; i++) {
        if (strncmp(attributes[i].name, "xmlns:", 6) == 0 &&
            !declare(prefixes, attributes[i].name + 6))
            return "it declares too many prefixes";
        for (size_t j = 0; j < i; j++)
            if (strcmp(attributes[i].name, attributes[j].name) == 0)
                return "an element has an attribute twice";
    }
    bool ok = is_declared(prefixes, name);
    for (size_t i = 0; i < count && ok; i++)
        ok = is_declared(prefixes, attributes[i].name);
    return ok ? NULL : "a prefix is not declared";
}

void bm_xml_end_names(bm_xml_prefixes *prefixes)
{
    while (prefixes->count && prefixes->known[prefixes->count - 1].depth == prefixes->depth)
        prefixes->count--;
    prefixes->depth--;
}
