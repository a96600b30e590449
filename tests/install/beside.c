/* Who uses the C library, for beside.sh: a plug-in, compiled once for each version of the library, and a
   program with a version of its own that loads plug-ins (WITH_MAIN). Both screen the same patient. */

#include <caveat/caveat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char rule_file[] =
    "caveat: 1\n"
    "id: beside\n"
    "version: 1.0.0\n"
    "facts: {pain: {type: number, from: 0, to: 10}}\n"
    "outcomes: {avoid massage: No massage.}\n"
    "rules:\n"
    "  - {id: pain, rule: pain >= 7 → avoid massage}\n";
static const char patient[] = "{\"as_of\": \"2026-11-20\", \"facts\": {\"pain\": 8}}";

/* The report of a patient, by rules that stay loaded until the end; NULL where something fails. */
static char *report(void) {
    static caveat_rules *rules;
    char *text = NULL;
    if (rules == NULL && caveat_load_text(rule_file, sizeof rule_file - 1, NULL, NULL, &rules, NULL) !=
                             CAVEAT_OK) {
        return NULL;
    }
    if (caveat_screen_json(rules, patient, sizeof patient - 1, NULL, &text, NULL) != CAVEAT_OK) {
        return NULL;
    }
    return text;
}

#ifndef WITH_MAIN

/* What this plug-in's library calls itself, and whether it gives this report. */
const char *plug_in(const char *expected) {
    char *const text = report();
    const int is_same = text != NULL && strcmp(text, expected) == 0;
    caveat_string_free(text);
    return is_same ? caveat_version() : "another report";
}

#else

#include <dlfcn.h>

int main(int argc, char **argv) {
    char *const expected = report();
    int round;
    int i;
    if (expected == NULL || strstr(expected, "do_not_proceed") == NULL) return 1;
    for (round = 0; round < 2; ++round) {
        printf("program %s\n", caveat_version());
        for (i = 1; i < argc; ++i) {
            const char *(*plug_in)(const char *);
            /* Its names are for all to see: the worst case. */
            void *const library = dlopen(argv[i], RTLD_NOW | RTLD_GLOBAL);
            void *const found = library == NULL ? NULL : dlsym(library, "plug_in");
            if (found == NULL) {
                fprintf(stderr, "%s\n", dlerror());
                return 1;
            }
            memcpy(&plug_in, &found, sizeof plug_in);
            /* The first plug-in's function is in the global scope by now. */
            printf("plug-in %d %s\n", i, plug_in(expected));
        }
    }
    caveat_string_free(expected);
    return 0;
}

#endif
