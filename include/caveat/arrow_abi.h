#ifndef CAVEAT_ARROW_ABI_H
#define CAVEAT_ARROW_ABI_H

/** @file
 * The C data and stream interfaces of Apache Arrow, for C and C++, as their specification gives
 * them; the guards let them stand beside those of any other header.
 */

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
/** These structs are declared once, by whichever header comes first. */
#define ARROW_C_DATA_INTERFACE

/** The order of the values of a dictionary means something. */
#define ARROW_FLAG_DICTIONARY_ORDERED 1
/** Values may be null. */
#define ARROW_FLAG_NULLABLE 2
/** The keys of a map are sorted. */
#define ARROW_FLAG_MAP_KEYS_SORTED 4

/** A type, as Arrow's specification has it. */
struct ArrowSchema {
    const char *format;                   /**< of the type */
    const char *name;                     /**< of the field */
    const char *metadata;                 /**< keys and values */
    int64_t flags;                        /**< ARROW_FLAG_… */
    int64_t n_children;                   /**< how many */
    struct ArrowSchema **children;        /**< of a nested type */
    struct ArrowSchema *dictionary;       /**< the type of the values, where these are indices */
    void (*release)(struct ArrowSchema *); /**< NULL once it was released */
    void *private_data;                   /**< of the producer */
};

/** Values of a type, as Arrow's specification has it. */
struct ArrowArray {
    int64_t length;                      /**< how many, counted from `offset` on */
    int64_t null_count;                  /**< -1: not counted */
    int64_t offset;                      /**< values before the first one */
    int64_t n_buffers;                   /**< how many */
    int64_t n_children;                  /**< how many */
    const void **buffers;                /**< of the type */
    struct ArrowArray **children;        /**< of a nested type */
    struct ArrowArray *dictionary;       /**< the values, where these are indices */
    void (*release)(struct ArrowArray *); /**< NULL once it was released */
    void *private_data;                  /**< of the producer */
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
/** The same for streams. */
#define ARROW_C_STREAM_INTERFACE

/** Batches of one type, one after the other, as Arrow's specification has it. */
struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out); /**< 0 or an errno */
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);    /**< 0 or an errno */
    const char *(*get_last_error)(struct ArrowArrayStream *);              /**< or NULL */
    void (*release)(struct ArrowArrayStream *); /**< NULL once it was released */
    void *private_data;                         /**< of the producer */
};

#endif

#ifdef __cplusplus
}
#endif

#endif
