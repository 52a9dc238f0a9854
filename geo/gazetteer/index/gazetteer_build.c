#include "geo/gazetteer/index/gazetteer_part.h"
#include "geo/gazetteer/sources/source.h"

#include <bordermap/findings.h>

bm_status bm_gazetteer_gather(bm_builder *builder, const bm_gazetteer_inputs *inputs,
                              bm_error *error)
{
    bm_status status = BM_OK;
    for (size_t i = 0; i < inputs->admin_codes_count && !status; i++)
        status = bm_source_read_codes(builder, inputs->admin_codes[i], error);
    if (!status)
        status = bm_source_read(builder, inputs->paths, inputs->path_count, error);
    if (!status && inputs->country_info)
        status = bm_source_read_countries(builder, inputs->country_info, error);
    for (size_t i = 0; i < inputs->alternate_names_count && !status; i++)
        status = bm_source_read_alternates(builder, inputs->alternate_names[i], error);
    if (!status && (!bm_source_settle(builder) || builder->failed))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory for the places");
    return status;
}

bm_status bm_gazetteer_build(const bm_gazetteer_inputs *inputs, const char *path,
                             bm_findings *findings, bm_error *error)
{
    if (inputs->path_count == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "no gazetteer files are given");
    bm_builder builder;
    bm_builder_init(&builder, findings);
    builder.digests = true;
    bm_sink *sink = NULL;
    bm_status status = bm_gazetteer_gather(&builder, inputs, error);
    for (size_t i = 0; inputs->licence && i < builder.source_count; i++)
        builder.sources[i].licence = bm_builder_text(&builder, inputs->licence);
    if (!status)
        status = bm_sink_open(path, &sink, error);
    if (!status)
        status = bm_gazetteer_pack(&builder, NULL, sink, error);
    if (!status)
        status = bm_sink_commit(sink, error);
    bm_sink_free(sink);
    bm_builder_finish(&builder);
    return status;
}
