/** @file series.h
 *  One map a day, week, month or N days, on the same ground.
 */
#ifndef BORDERMAP_SERIES_H
#define BORDERMAP_SERIES_H

#include <bordermap/map.h>
#include <bordermap/periods.h>
#include <signal.h>

BM_BEGIN_DECLS

typedef struct bm_series_frame bm_series_frame;

/** Asked of every map of the series, in order, in the caller's thread, before the first is drawn:
 *  of the frame are known number, total, window, step, period, event_count and path. Return false
 * for a map that is not to be drawn; it keeps its number. */
typedef bool (*bm_series_chooser)(const bm_series_frame *frame, void *context);

typedef struct bm_series_options {
    /** Windows are whole steps as bm_step_window() counts them from `from_s`: the first one begins
     *  before it when that is no Monday of a step in weeks, or no first day of one in months. */
    bm_step step;
    /** Instead of steps: each of these is one; `step`, `from_s` and `to_s` are not used. Borrowed.
     */
    const bm_period *periods;
    size_t period_count;
    bm_step window;  /**< each map shows as much time as this up to the end of its step, in place
                        of the step; count 0: the step */
    bool cumulative; /**< each map shows all from the start of the series to the end of its step */
    int64_t from_s;  /**< first instant; 0 with to_s 0: the span of the events */
    int64_t to_s;    /**< half open */
    /** File name with {start} and {end} (2022-03-01, the last day inclusive), {year}, {quarter}
     * (1), {month} (03) and {week} (ISO 8601, 09) of the start, {n} (the frame's number, with zeros
     * to sort by) and {count} (events of the frame). Beside {week}, {year} is the one that the week
     * belongs to: 2021-01-03 is in week 53 of 2020. Folders that it names are made when they are
     * missing. From the part of the path with the first {word} on no part may be "..". */
    const char *pattern;
    const char *const *inputs; /**< files that no map may replace; borrowed; some may be NULL */
    size_t input_count;
    /** A PDF with a page a map, made besides or, without `pattern`, in place of files; may be NULL.
     *  It appears whole, when all of its pages could be drawn, or not at all. */
    const char *atlas;
    /** All maps small on one page with one title and one legend: a PNG, SVG or PDF, of several
     * pages where a PDF's one has no room; besides the others or, without them, in their place; may
     * be NULL. It appears whole, when all of its maps could be drawn, or not at all. */
    const char *sheet;
    int sheet_columns; /**< 0: those that leave the maps largest */
    bool sheet_grows;  /**< its page is as wide as the map's and as high as its maps need; else it
                            is the map's page */
    /** All maps one after the other: a file that ends in .gif, .apng or .mp4 (by the program
     *  ffmpeg); besides the others or in their place; may be NULL. Whole or not at all, as they. */
    const char *animation;
    int frame_ms; /**< how long each map of it is shown, 20 to 60,000; 0: 500 */
    bm_map_format format;
    bool skip_empty; /**< no file for a window without events that happened in it for sure */
    bool alt_text;   /**< beside each map, its words as FILE.alt.txt */
    /** NULL: all maps are drawn. It gets the observer's context. There is no atlas unless every map
     *  is drawn. */
    bm_series_chooser choose;
    bool digests; /**< tell the observer the SHA-256 of each file */
    /** Processes that draw, each with one thread, up to ::BM_SERIES_JOBS_MAX; the files are the
     * same however many. 0: the caller's own draws, with threads, and a map that makes a library
     * abort takes all others along. Not 0: no other thread of the process may be at work, or hold a
     * lock, when bm_series_run() is called. */
    size_t jobs;
    /** Stop when it is not 0, such as a signal handler's: what is being drawn is given up, and its
     * temporaries are removed. May be NULL. */
    const volatile sig_atomic_t *stop;
} bm_series_options;

/** Most processes that draw a series. */
#define BM_SERIES_JOBS_MAX 256
/** A SHA-256 in hexadecimal digits, with its terminator. */
#define BM_SERIES_DIGEST_SIZE 65

/** One map of a series, after it was made. Texts are valid during the callback. */
struct bm_series_frame {
    size_t number; /**< from 1 */
    size_t total;
    bm_interval window; /**< what it shows */
    bm_interval step;   /**< what its file is called by; the same unless windows slide or grow */
    const char *period; /**< how the map calls its window: "week 12, 21–27 March 2022" */
    size_t event_count;
    size_t imprecise_count; /**< besides: events whose dates are less exact than the window */
    const char *path; /**< of its file, "ATLAS#page=N", "SHEET#map=N" or "ANIMATION#frame=N" */
    size_t events_drawn;
    size_t events_outside;       /**< located, but beyond the frame */
    const char *covered;         /**< of its bm_map_report: events under furniture; "" for none */
    const bm_map_report *report; /**< all counts; zeros when the map failed */
    const char *digest;    /**< SHA-256 of the file as it was committed; "" unless it was asked for,
                                and for a page of an atlas */
    bm_status status;      /**< of this frame */
    const bm_error *error; /**< when `status` is not ::BM_OK */
};

/** Called once a frame that was to be drawn, in order, in the caller's thread and process, however
 * many draw: after the file of the frame is whole under its name, or after it failed. When it is
 * not called for a frame, the series was stopped; the file may be there, whole, or not. Return
 * false to stop. */
typedef bool (*bm_series_observer)(const bm_series_frame *frame, void *context);

/** Most maps in a row of a sheet. */
#define BM_SHEET_COLUMNS_MAX 40
/** Most frames of one series. */
#define BM_SERIES_FRAMES_MAX 100000

/** Processes that bm_series_options.jobs may well be: processors that the process may use, by its
 *  affinity and the quota of its control group. */
BM_API size_t bm_series_jobs(void);

/** The time from the first event to the last, but for those that are dated less exactly than a step
 *  of the series: one of which only the year is known makes no year of daily maps. All events when
 *  there are no others. False when there are none. */
BM_API bool bm_series_span(const bm_events *events, const bm_series_options *options,
                           bm_interval *span);

/** What the maps of a series have in common, for the options of its ::bm_map. */
typedef struct bm_series_survey {
    bool has_imprecise; /**< some window has events that are dated less exactly */
    char period[256];   /**< the longest that a window is called, as far as it fits */
} bm_series_survey;

/** Look at the windows of a series before its map is made. */
BM_API BM_NODISCARD bm_status bm_series_look(const bm_events *events,
                                             const bm_series_options *options,
                                             bm_series_survey *survey, bm_error *error);

/** Draw the series. Each file appears whole or not at all. A failing frame does not stop the
 * others, and neither does one whose process dies; the first error is returned at the end. A
 * pattern that would write two windows to one file is refused before anything is drawn, and so is
 * one with an unknown {word}
 * (::BM_ERROR_ARGUMENT).
 *  @param events  those of the map; NULL for a map of points */
BM_API BM_NODISCARD bm_status bm_series_run(bm_map *map, const bm_events *events,
                                            const bm_series_options *options,
                                            bm_series_observer observe, void *context,
                                            bm_error *error);

BM_END_DECLS
#endif
