#include "cli/folding.h"

#include <stdlib.h>
#include <string.h>

static int compare_kinds(const bm_finding *a, const bm_finding *b)
{
    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    int order = strcmp(a->code, b->code);
    if (order == 0)
        order = strcmp(a->column, b->column);
    return order ? order : strcmp(a->value, b->value);
}

static int compare_like(const void *a, const void *b)
{
    const cli_folded *left = a;
    const cli_folded *right = b;
    int order = compare_kinds(left->finding, right->finding);
    return order ? order : (left->index > right->index) - (left->index < right->index);
}

static int compare_order(const void *a, const void *b)
{
    const cli_folded *left = a;
    const cli_folded *right = b;
    if (left->finding->severity != right->finding->severity)
        return left->finding->severity > right->finding->severity ? -1 : 1;
    return (left->index > right->index) - (left->index < right->index);
}

cli_folded *cli_findings_fold(const bm_findings *findings, size_t *count)
{
    size_t size = bm_findings_size(findings);
    cli_folded *folded = calloc(size + 1, sizeof *folded);
    *count = 0;
    if (!folded)
        return NULL;
    size_t kept = 0;
    for (size_t i = 0; i < size; i++) {
        const bm_finding *finding = bm_findings_get(findings, i);
        if (finding->severity >= BM_SEVERITY_WARNING)
            folded[kept++] = (cli_folded){finding, i, 1};
    }
    qsort(folded, kept, sizeof *folded, compare_like);
    for (size_t i = 0; i < kept; i++) {
        if (*count > 0 && compare_kinds(folded[*count - 1].finding, folded[i].finding) == 0)
            folded[*count - 1].rows++;
        else
            folded[(*count)++] = folded[i];
    }
    qsort(folded, *count, sizeof *folded, compare_order);
    return folded;
}
