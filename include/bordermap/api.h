/** @file api.h
 *  What every public header shares: symbol visibility and argument checks by the compiler.
 */
#ifndef BORDERMAP_API_H
#define BORDERMAP_API_H

#if defined(__GNUC__)
#define BM_API __attribute__((visibility("default")))
#define BM_PRINTF(format_index, first_index)                                                       \
    __attribute__((format(printf, format_index, first_index)))
#define BM_NODISCARD __attribute__((warn_unused_result))
#else
#define BM_API
#define BM_PRINTF(format_index, first_index)
#define BM_NODISCARD
#endif

#ifdef __cplusplus
#define BM_BEGIN_DECLS extern "C" {
#define BM_END_DECLS }
#else
#define BM_BEGIN_DECLS
#define BM_END_DECLS
#endif

#endif
