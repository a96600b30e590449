/* Caveat from C99: load a rule file, screen profiles from JSON to JSON, give everything back.
 *
 *   embed_c_example rules/back-pain-massage.yaml examples/profiles/02-referred.json
 */

#include <caveat/caveat.h>

#include <stdio.h>
#include <stdlib.h>

/* The whole file, with its length; NULL when it cannot be read. Free it with free. */
static char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    size_t capacity = 0;
    *length = 0;
    if (file == NULL) return NULL;
    for (;;) {
        size_t got;
        if (*length == capacity) {
            char *larger = realloc(text, capacity = capacity * 2 + 4096);
            if (larger == NULL) break;
            text = larger;
        }
        got = fread(text + *length, 1, capacity - *length, file);
        *length += got;
        if (got == 0) {
            if (ferror(file)) break;
            fclose(file);
            return text;
        }
    }
    free(text);
    fclose(file);
    return NULL;
}

static int screen_file(const caveat_rules *rules, const char *path) {
    caveat_screen_options options = {0};
    caveat_status status;
    size_t length = 0;
    char *report = NULL;
    char *profile = read_file(path, &length);
    if (profile == NULL) {
        fprintf(stderr, "%s: cannot be read\n", path);
        return 2;
    }
    options.why = CAVEAT_WHY_FIRED;
    status = caveat_screen_json(rules, profile, length, &options, &report, NULL);
    free(profile);
    if (status != CAVEAT_OK) {
        fprintf(stderr, "%s: %s\n", path, caveat_status_text(status));
        return 2;
    }
    fputs(report, stdout); /* one line a patient */
    caveat_string_free(report);
    return 0;
}

int main(int count, char **arguments) {
    caveat_rules *rules = NULL;
    char *diagnostics = NULL;
    caveat_status status;
    int i;
    int result = 0;
    if (count < 3) {
        fprintf(stderr, "usage: embed_c_example RULES PROFILE...\n");
        return 2;
    }
    status = caveat_load_file(arguments[1], &rules, &diagnostics);
    if (diagnostics != NULL) fputs(diagnostics, stderr);
    caveat_string_free(diagnostics);
    if (status != CAVEAT_OK) {
        fprintf(stderr, "%s: %s\n", arguments[1], caveat_status_text(status));
        return 2;
    }
    fprintf(stderr, "caveat %s, rules %s %s\n", caveat_version(), caveat_rules_id(rules),
            caveat_rules_version(rules));
    for (i = 2; i < count && result == 0; ++i) result = screen_file(rules, arguments[i]);
    caveat_rules_free(rules);
    return result;
}
