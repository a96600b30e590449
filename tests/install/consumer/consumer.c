/* The C interface against the installed header and library. */

#include <caveat/caveat.h>

#include <stdio.h>
#include <string.h>

static const char rule_file[] =
    "caveat: 1\n"
    "id: consumer\n"
    "version: 1.0.0\n"
    "title: One rule\n"
    "facts:\n"
    "  fever: {type: yes/no}\n"
    "outcomes:\n"
    "  refer to doctor: {say: See a doctor first.}\n"
    "rules:\n"
    "  - fever -> refer to doctor\n";

static const char profile[] = "{\"as_of\": \"2026-11-20\", \"facts\": {\"fever\": true}}";

int main(void) {
    caveat_rules* rules = NULL;
    caveat_diagnostics* diagnostics = NULL;
    char* text = NULL;
    int found = 0;

    if (caveat_load_text(rule_file, strlen(rule_file), NULL, NULL, &rules, &diagnostics) !=
        CAVEAT_OK) {
        if (caveat_diagnostics_render(diagnostics, &text) == CAVEAT_OK) fputs(text, stderr);
        return 1;
    }
    if (caveat_screen_json(rules, profile, strlen(profile), NULL, &text, NULL) != CAVEAT_OK) {
        return 2;
    }
    found = strstr(text, "See a doctor first.") != NULL;
    caveat_string_free(text);
    caveat_diagnostics_free(diagnostics);
    caveat_rules_free(rules);
    if (!found) return 3;
    printf("caveat %s refers a patient with fever\n", caveat_version());
    return 0;
}
