#define _DEFAULT_SOURCE /* MAP_ANONYMOUS, madvise */
#include "render/canvas/pixels.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

/* A page of the system is 4 kB, and an image has thousands of them. To get them one by one as they
 * are touched, and to give them back, takes longer than to fill the image; huge pages need a
 * hundredth of that where the system has some. */

/** Bytes of a huge page. */
#define HUGE_PAGE ((size_t)2 << 20)

typedef struct mapping {
    void *start;
    size_t size;
} mapping;

static const cairo_user_data_key_t mapping_key;

static void unmap(void *data)
{
    mapping *held = data;
    (void)munmap(held->start, held->size);
    free(held);
}

/* Memory that is zero, from a limit between huge pages on; NULL when there is none. */
static unsigned char *map(mapping *held, size_t size)
{
    held->size = size + HUGE_PAGE;
    held->start =
        mmap(NULL, held->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (held->start == MAP_FAILED)
        return NULL;
    size_t beyond = (uintptr_t)held->start % HUGE_PAGE;
    unsigned char *pixels = (unsigned char *)held->start + (beyond ? HUGE_PAGE - beyond : 0);
#ifdef MADV_HUGEPAGE
    /* The last huge page may reach beyond the pixels, to the end of what is mapped. */
    size_t rounded = (size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    size_t room = held->size - (size_t)(pixels - (unsigned char *)held->start);
    (void)madvise(pixels, rounded < room ? rounded : room, MADV_HUGEPAGE);
#endif
    return pixels;
}

cairo_surface_t *bm_pixels_new(int width, int height)
{
    int stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, width);
    size_t size = (size_t)stride * (size_t)height;
    if (size < HUGE_PAGE)
        return cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    mapping *held = malloc(sizeof *held);
    unsigned char *pixels = held ? map(held, size) : NULL;
    if (!pixels) {
        free(held);
        /* cairo has a surface for want of memory. */
        return cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    }
    cairo_surface_t *surface =
        cairo_image_surface_create_for_data(pixels, CAIRO_FORMAT_RGB24, width, height, stride);
    if (cairo_surface_set_user_data(surface, &mapping_key, held, unmap) != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(surface);
        unmap(held);
        return cairo_image_surface_create(CAIRO_FORMAT_RGB24, -1, -1);
    }
    return surface;
}
