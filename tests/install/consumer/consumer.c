/* The C interface against the installed header and libraries. */

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
    char* diagnostics = NULL;
    char* report = NULL;
    int found = 0;

    if (caveat_load_text(rule_file, strlen(rule_file), NULL, &rules, &diagnostics) != CAVEAT_OK) {
        fputs(diagnostics, stderr);
        return 1;
    }
    if (caveat_screen_json(rules, profile, strlen(profile), NULL, &report, NULL) != CAVEAT_OK) {
        return 2;
    }
    found = strstr(report, "See a doctor first.") != NULL;
    caveat_string_free(report);
    caveat_string_free(diagnostics);
    caveat_rules_free(rules);
    if (!found) return 3;
    printf("caveat %s refers a patient with fever\n", caveat_version());
    return 0;
}
