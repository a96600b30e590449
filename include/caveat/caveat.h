#ifndef CAVEAT_CAVEAT_H
#define CAVEAT_CAVEAT_H

/*
 * Caveat for C and for everything that can call C.
 *
 *   caveat_rules *rules = NULL;
 *   char *diagnostics = NULL;
 *   if (caveat_load_file("rules.yaml", &rules, &diagnostics) == CAVEAT_OK) {
 *       char *report = NULL;
 *       caveat_screen_json(rules, profile, strlen(profile), NULL, &report, NULL);
 *       ...
 *       caveat_string_free(report);
 *   }
 *   caveat_string_free(diagnostics);
 *   caveat_rules_free(rules);
 *
 * Ownership: a `char *` handed out through a pointer belongs to the caller, who gives it back to
 * caveat_string_free and to nothing else. A `const char *` that a function returns is borrowed: it
 * lives as long as the handle it came from, or, where there is no handle, for ever. All of them are
 * UTF-8 and end with a zero byte.
 *
 * Threads: a loaded rule set never changes, so any number of threads may screen with it at once;
 * only freeing it must come after all of them. There is no other shared state.
 *
 * No call throws, prints, aborts, reads the clock, or keeps a pointer that it was given.
 */

#include <caveat/export.hpp>
#include <caveat/version.hpp>

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How a call ended. The numbers never change. */
typedef int32_t caveat_status;
enum {
    CAVEAT_OK = 0,
    /* The rule file has errors, or could not be read; the diagnostics say why. */
    CAVEAT_BAD_RULES = 1,
    /* An argument that must not be NULL is NULL, or an option has no meaning. */
    CAVEAT_BAD_ARGUMENT = 2,
    CAVEAT_OUT_OF_MEMORY = 3,
    /* A mistake inside the library; please report it. */
    CAVEAT_INTERNAL_ERROR = 4
};

/* A loaded rule set. */
typedef struct caveat_rules caveat_rules;

/* For which rules a report says why. */
typedef int32_t caveat_why;
enum { CAVEAT_WHY_ALL = 0, CAVEAT_WHY_FIRED = 1 };

/* How to screen. Zero is the default of every member: caveat_screen_options options = {0}. */
typedef struct caveat_screen_options {
    /* sizeof(caveat_screen_options), or 0 for the members of version 0.1. Later versions may add
       members at the end. */
    size_t size;
    /* The day of the screening, "2026-11-20", for a profile that names none. NULL: then it stays
       unknown, and rules that look at time wait. */
    const char *default_as_of;
    caveat_why why;
    /* Not 0: the report leaves out what the patient said, so that a log can be kept. */
    int no_values;
    /* Not 0: nobody of this kind can answer now; what only they could decide is deferred. */
    int without_patient;
    int without_clinician;
    /* Not 0: several lines with indentation. Otherwise the report is one line. */
    int pretty;
    /* Not 0: facts that the rules do not ask are notes, for profiles that know more; otherwise they
       are problems, since most of them are misspelt. */
    int extra_facts_are_notes;
} caveat_screen_options;

/*
 * Reads and checks a rule file. `path` is UTF-8.
 *
 * rules        receives the handle, or NULL unless CAVEAT_OK is returned. Free it with
 *              caveat_rules_free.
 * diagnostics  may be NULL; receives every error and warning as text with lines and carets, empty
 *              when there is none. Free it with caveat_string_free. NULL when memory ran out.
 */
CAVEAT_EXPORT caveat_status caveat_load_file(const char *path, caveat_rules **rules,
                                             char **diagnostics);

/*
 * The same for `length` bytes of text in memory, which need no zero byte at the end. `name` stands
 * for the file in diagnostics; NULL means "rules.yaml".
 */
CAVEAT_EXPORT caveat_status caveat_load_text(const char *text, size_t length, const char *name,
                                             caveat_rules **rules, char **diagnostics);

/*
 * Screens one patient: a profile of `length` bytes of JSON in, a report (caveat/report/1) out. Its
 * keys are described in rules/REFERENCE.md, section 12.
 *
 * Whatever is wrong with the profile, even when it is no JSON at all, is in the report's `problems`
 * and CAVEAT_OK is returned: a wrong answer counts as unanswered.
 *
 * options        may be NULL for the defaults
 * report         receives the report; free it with caveat_string_free. NULL unless CAVEAT_OK.
 * report_length  may be NULL; receives the length in bytes without the zero byte
 */
CAVEAT_EXPORT caveat_status caveat_screen_json(const caveat_rules *rules, const char *profile,
                                               size_t length, const caveat_screen_options *options,
                                               char **report, size_t *report_length);

/* Of a loaded rule set: borrowed, and never NULL unless `rules` is. */
CAVEAT_EXPORT const char *caveat_rules_id(const caveat_rules *rules);
CAVEAT_EXPORT const char *caveat_rules_version(const caveat_rules *rules);
CAVEAT_EXPORT const char *caveat_rules_sha256(const caveat_rules *rules);

/* Each accepts NULL. */
CAVEAT_EXPORT void caveat_rules_free(caveat_rules *rules);
CAVEAT_EXPORT void caveat_string_free(char *text);

/* The version of the library in use, "0.1.0"; CAVEAT_VERSION_STRING is that of the header. */
CAVEAT_EXPORT const char *caveat_version(void);

/* A few English words for a status: "the rule file has errors". Any number may be asked about. */
CAVEAT_EXPORT const char *caveat_status_text(caveat_status status);

#ifdef __cplusplus
}
#endif

#endif
