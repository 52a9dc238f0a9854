#include "render/style/style.h"
#include "render/svg_symbol/svg_symbol.h"

#include <bordermap/data.h>
#include <bordermap/spelling.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "render/style/palettes.h"
#include "render/style/sections.h"
#include "render/style/source.h"

#define FILE_SIZE_MAX (1 << 20)
/** Longest chain of `base=`; a longer one is a loop. */
#define BASE_DEPTH_MAX 8
#define PATH_SIZE 4096

static bm_status list_file(bm_style *style, const char *path, bm_error *error)
{
    if (style->file_count == BM_STYLE_FILES_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, path, 0, "a style has too many files");
    if (!(style->files[style->file_count] = strdup(path)))
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    style->file_count++;
    return BM_OK;
}

/* Read a regular file of a sane size as a string. */
static bm_status read_text(bm_style_source *file)
{
    bm_status status = BM_OK;
    ssize_t length = 0;
    struct stat about;
    int descriptor = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0 || fstat(descriptor, &about) != 0) {
        status = bm_error_set(file->error, BM_ERROR_IO, file->path, 0, "cannot open '%s': %s",
                              file->path, strerror(errno));
    } else if (!S_ISREG(about.st_mode) || about.st_size > FILE_SIZE_MAX) {
        status = bm_error_set(file->error, BM_ERROR_FORMAT, file->path, 0,
                              "cannot read '%s': a style is a file of at most 1 MiB", file->path);
    } else if (!(file->text = calloc(1, (size_t)about.st_size + 1))) {
        status = bm_error_set(file->error, BM_ERROR_MEMORY, file->path, 0, "out of memory");
    } else if ((length = read(descriptor, file->text, (size_t)about.st_size)) < 0) {
        status = bm_error_set(file->error, BM_ERROR_IO, file->path, 0, "cannot read '%s': %s",
                              file->path, strerror(errno));
    } else if (bm_utf8_valid_length(file->text, (size_t)length) != strlen(file->text) ||
               strlen(file->text) != (size_t)length) {
        status = bm_error_set(file->error, BM_ERROR_FORMAT, file->path, 0,
                              "cannot read '%s': it is not UTF-8 text", file->path);
    }
    if (descriptor >= 0)
        close(descriptor);
    return status;
}

/* Set every key of one section of the file. */
static bm_status apply_section(bm_style_source *file, const char *name,
                               const bm_style_section *section, void *target)
{
    bm_status status = BM_OK;
    char **keys = g_key_file_get_keys(file->keys, name, NULL, NULL);
    for (size_t i = 0; !status && keys && keys[i]; i++) {
        const bm_style_key *key = bm_style_key_find(section, keys[i]);
        char *value = g_key_file_get_value(file->keys, name, keys[i], NULL);
        if (!key) {
            bm_nearest nearest = bm_nearest_to(keys[i]);
            for (size_t k = 0; k < section->key_count; k++)
                bm_nearest_consider(&nearest, section->keys[k].name);
            status = bm_style_refuse_key(file, name, keys[i], nearest.word);
        } else {
            const char *accepted =
                bm_style_value_parse(key->type, value, (char *)target + key->offset);
            if (accepted)
                status = bm_style_refuse(file, name, keys[i], value, accepted);
        }
        g_free(value);
    }
    g_strfreev(keys);
    return status;
}

/* The category of a section `[category KEY]`, added when it is new. */
static bm_category_style *category_of(bm_style *style, const char *key)
{
    if (strlen(key) == 0 || strlen(key) >= BM_CATEGORY_KEY_SIZE)
        return NULL;
    if (strcmp(key, "other") == 0)
        return &style->other;
    for (size_t i = 0; i < style->category_count; i++)
        if (strcmp(style->categories[i].key, key) == 0)
            return &style->categories[i];
    if (style->category_count == sizeof style->categories / sizeof *style->categories)
        return NULL;
    bm_category_style *added = &style->categories[style->category_count++];
    *added = style->other;
    added->symbol = NULL;
    added->symbol_file[0] = '\0';
    memcpy(added->key, key, strlen(key) + 1);
    memcpy(added->label, key, strlen(key) + 1);
    if (style->palette)
        added->fill = bm_palette_color(style->palette, style->category_count - 1, 0);
    return added;
}

/* The file stands beside the style. */
static bm_status open_symbol(bm_style_source *file, bm_category_style *category)
{
    char path[PATH_SIZE];
    const char *name = category->symbol_file;
    const char *slash = name[0] != '/' ? strrchr(file->path, '/') : NULL;
    int written = snprintf(path, sizeof path, "%.*s%s", slash ? (int)(slash + 1 - file->path) : 0,
                           file->path, name);
    if (written < 0 || (size_t)written >= sizeof path)
        return bm_error_set(file->error, BM_ERROR_LIMIT, file->path, 0,
                            "path of '%.40s' is too long", name);
    bm_svg_symbol_free(category->symbol);
    bm_status status = bm_svg_symbol_open(path, &category->symbol, file->error);
    return status ? status : list_file(file->style, path, file->error);
}

bm_status bm_style_set_symbol(bm_style *style, const char *category, const char *path,
                              bm_error *error)
{
    bm_category_style *target = category_of(style, category);
    if (!target)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "'%.40s' is no category: there may be 16, with keys of 1 to 31 bytes",
                            category);
    bm_svg_symbol_free(target->symbol);
    return bm_svg_symbol_open(path, &target->symbol, error);
}

static bm_status apply_named(bm_style_source *file, const char *name)
{
    static const char category[] = "category ";
    if (strcmp(name, "style") == 0 || strcmp(name, "text") == 0)
        return BM_OK; /* done before the others */
    if (strncmp(name, category, sizeof category - 1) == 0) {
        bm_category_style *target = category_of(file->style, name + sizeof category - 1);
        if (!target)
            return bm_style_refuse(file, name, NULL, name,
                                   "there may be 16 categories, with keys of 1 to 31 bytes");
        bm_status status = apply_section(file, name, bm_style_section_category(), target);
        if (!status && g_key_file_has_key(file->keys, name, "symbol", NULL))
            status = open_symbol(file, target);
        return status;
    }
    const bm_style_section *section = bm_style_section_find(name);
    if (!section)
        return bm_style_refuse_section(file, name);
    return apply_section(file, name, section, (char *)file->style + section->offset);
}

/* `[text] family=` stands for every type; a section's own family comes after it. */
static bm_status apply_family(bm_style_source *file)
{
    static const bm_style_key keys[] = {{"family", BM_STYLE_FAMILY, 0}};
    static const bm_style_section section = {"text", keys, 1, 0};
    char family[BM_FAMILY_SIZE] = "";
    bm_status status = apply_section(file, "text", &section, family);
    if (!status && *family)
        bm_style_set_family(file->style, family);
    return status;
}

static bm_status resolve(const char *name, const char *beside, char path[PATH_SIZE],
                         bm_error *error)
{
    static const char *const shipped[] = {"light", "dark", "print"};
    size_t length = strlen(name);
    if (!strchr(name, '/') && !(length > 4 && strcmp(name + length - 4, ".ini") == 0)) {
        char file[128];
        int written = snprintf(file, sizeof file, "styles/%s.ini", name);
        if (written < 0 || (size_t)written >= sizeof file || length == 0)
            return bm_error_set(error, BM_ERROR_NOT_FOUND, NULL, 0, "there is no style '%.40s'",
                                name);
        bm_nearest nearest = bm_nearest_to(name);
        for (size_t i = 0; i < sizeof shipped / sizeof *shipped; i++)
            bm_nearest_consider(&nearest, shipped[i]);
        bool is_found = !bm_data_path(file, path, PATH_SIZE, NULL);
        if (!is_found && nearest.word)
            return bm_error_set(error, BM_ERROR_NOT_FOUND, NULL, 0,
                                "there is no style '%s'; did you mean '%s'?", name, nearest.word);
        if (!is_found)
            return bm_error_set(error, BM_ERROR_NOT_FOUND, NULL, 0,
                                "there is no style '%s'; name a shipped one such as 'light', or a "
                                "file that ends in .ini",
                                name);
        return BM_OK;
    }
    const char *slash = beside && name[0] != '/' ? strrchr(beside, '/') : NULL;
    int written = snprintf(path, PATH_SIZE, "%.*s%s", slash ? (int)(slash + 1 - beside) : 0,
                           slash ? beside : "", name);
    if (written < 0 || written >= PATH_SIZE)
        return bm_error_set(error, BM_ERROR_LIMIT, NULL, 0, "path of '%.40s' is too long", name);
    return BM_OK;
}

static bm_status load(const char *path, int depth, bm_style *style, bm_error *error);

/* `[style] palette=` colours the categories that are there; a fill of the file's own comes after.
 */
static bm_status apply_palette(bm_style_source *file)
{
    bm_status status = BM_OK;
    char *name = g_key_file_get_value(file->keys, "style", "palette", NULL);
    if (name && bm_style_set_palette(file->style, name, file->error))
        status = bm_error_set(file->error, BM_ERROR_FORMAT, file->path,
                              bm_style_find_line(file, "style", "palette"), "[style]: %s",
                              file->error ? file->error->message : "");
    g_free(name);
    return status;
}

/* Read the style that this one builds on, when it names one. */
static bm_status load_base(bm_style_source *file, int depth)
{
    bm_status status = BM_OK;
    char **keys = g_key_file_get_keys(file->keys, "style", NULL, NULL);
    for (size_t i = 0; !status && keys && keys[i]; i++)
        if (strcmp(keys[i], "base") != 0 && strcmp(keys[i], "name") != 0 &&
            strcmp(keys[i], "palette") != 0) {
            bm_nearest nearest = bm_nearest_to(keys[i]);
            bm_nearest_consider(&nearest, "base");
            bm_nearest_consider(&nearest, "name");
            bm_nearest_consider(&nearest, "palette");
            status = bm_style_refuse_key(file, "style", keys[i], nearest.word);
        }
    g_strfreev(keys);
    char *base = g_key_file_get_value(file->keys, "style", "base", NULL);
    if (!status && base) {
        char path[PATH_SIZE];
        if (depth >= BASE_DEPTH_MAX)
            status = bm_style_refuse(file, "style", "base", base,
                                     "styles build on each other in a circle");
        else
            status = resolve(base, file->path, path, file->error);
        if (!status)
            status = load(path, depth + 1, file->style, file->error);
    }
    g_free(base);
    return status;
}

static bm_status load(const char *path, int depth, bm_style *style, bm_error *error)
{
    GError *why = NULL;
    char **names = NULL;
    bm_style_source file = {.path = path, .style = style, .error = error};
    bm_status status = read_text(&file);
    if (!status)
        status = list_file(style, path, error);
    if (status)
        goto done;
    file.keys = g_key_file_new();
    if (!g_key_file_load_from_data(file.keys, file.text, strlen(file.text), G_KEY_FILE_NONE,
                                   &why)) {
        status = bm_error_set(error, BM_ERROR_FORMAT, path, 0, "cannot read '%s': %s", path,
                              why->message);
        goto done;
    }
    status = load_base(&file, depth);
    if (!status)
        status = apply_palette(&file);
    if (!status)
        status = apply_family(&file);
    names = g_key_file_get_groups(file.keys, NULL);
    for (size_t i = 0; !status && names[i]; i++)
        status = apply_named(&file, names[i]);
done:
    g_strfreev(names);
    g_clear_error(&why);
    if (file.keys)
        g_key_file_free(file.keys);
    free(file.text);
    return status;
}

bm_status bm_style_open(const char *name, bm_style **style, bm_error *error)
{
    char path[PATH_SIZE];
    *style = NULL;
    bm_status status = resolve(name, NULL, path, error);
    if (status)
        return status;
    bm_style *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_style_set_family(made, "sans-serif");
    memcpy(made->other.key, "other", sizeof "other");
    memcpy(made->other.label, "Other", sizeof "Other");
    status = load(path, 0, made, error);
    if (status)
        bm_style_free(made);
    else
        *style = made;
    return status;
}

void bm_style_free(bm_style *style)
{
    for (size_t i = 0; style && i < style->category_count; i++)
        bm_svg_symbol_free(style->categories[i].symbol);
    if (style)
        bm_svg_symbol_free(style->other.symbol);
    for (size_t i = 0; style && i < style->file_count; i++)
        free(style->files[i]);
    free(style);
}

const char *bm_style_file_at(const bm_style *style, size_t index)
{
    return index < style->file_count ? style->files[index] : NULL;
}
