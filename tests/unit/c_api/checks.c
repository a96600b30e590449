/* Runs the tests, and what they share. */

#include "checks.h"

static int failures = 0;

int check_holds(int holds, const char *what, const char *file, int line) {
    if (!holds) {
        ++failures;
        fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    }
    return holds;
}

int check_same(const char *found, const char *expected, const char *file, int line) {
    const int holds = found != NULL && strcmp(found, expected) == 0;
    if (!holds) {
        ++failures;
        fprintf(stderr, "%s:%d: `%s`, expected `%s`\n", file, line,
                found != NULL ? found : "NULL", expected);
    }
    return holds;
}

const char small_rules[] =
    "caveat: 1\n"
    "id: small\n"
    "version: 1.2.3\n"
    "title: One of everything\n"
    "screens: massage\n"
    "review by: 2027-11-20\n"
    "sources:\n"
    "  S1: {title: A title, author: A person, says: What it says.}\n"
    "facts:\n"
    "  back pain: {type: yes/no, ask: \"Does your back hurt?\"}\n"
    "  pain nrs: {type: number, whole: true, from: 0, to: 10, ask: \"How strong is it?\"}\n"
    "  weight: {type: number, unit: kg, from: 1, to: 400}\n"
    "  side: {type: choice, of: [left, right], ask whom: clinician}\n"
    "  regions: {type: choices, of: [neck, lower back]}\n"
    "  surgery date: {type: date, to: as of}\n"
    "  sessions:\n"
    "    type: records\n"
    "    each: session\n"
    "    of:\n"
    "      depth: {type: number, unit: mm, from: 0, to: 50}\n"
    "      kind: {type: choice, of: [gentle, deep]}\n"
    "      eased: {type: yes/no}\n"
    "scores:\n"
    "  strain:\n"
    "    points:\n"
    "      - side: {left: 1, right: 2}\n"
    "      - back pain: 3\n"
    "    bands: {low: 0 to 2, high: 3 to 5}\n"
    "outcomes:\n"
    "  avoid massage: {say: Do not massage.}\n"
    "  refer to doctor: {say: See a doctor first.}\n"
    "  suggest {n} sessions: {say: \"We suggest {n} sessions.\"}\n"
    "rules:\n"
    "  - id: severe\n"
    "    rule: back pain and pain nrs >= 7 → refer to doctor\n"
    "    because: Strong pain is looked at first.\n"
    "    source: S1\n"
    "    overrides: [all suggest]\n"
    "  - id: surgery\n"
    "    rule: surgery date is within the last 6 weeks → avoid massage\n"
    "  - id: sessions\n"
    "    rule: back pain and not any session where (eased) → suggest 4 sessions\n"
    "    if unknown: presume\n"
    "  - id: heavy\n"
    "    rule: weight >= 150 kg and regions include neck → refer to doctor\n"
    "  - id: strained\n"
    "    rule: strain is high and side is left → refer to doctor\n";

caveat_rules *load(const char *text) {
    caveat_rules *rules = NULL;
    caveat_diagnostics *diagnostics = NULL;
    const caveat_status status =
        caveat_load_text(text, strlen(text), "small.yaml", NULL, &rules, &diagnostics);
    if (status != CAVEAT_OK) {
        char *drawn = NULL;
        caveat_diagnostics_render(diagnostics, &drawn);
        fprintf(stderr, "%s\n", drawn != NULL ? drawn : "");
        caveat_string_free(drawn);
    }
    caveat_diagnostics_free(diagnostics);
    REQUIRE(status == CAVEAT_OK && rules != NULL);
    return rules;
}

caveat_place place_of(const caveat_rules *rules, const char *path) {
    caveat_place place;
    REQUIRE(caveat_place_find(rules, path, strlen(path), &place) == CAVEAT_OK);
    return place;
}

int contains(const char *text, const char *part) {
    return text != NULL && strstr(text, part) != NULL;
}

caveat_profile *read_profile(const caveat_rules *rules, const char *facts) {
    static char json[4096];
    caveat_profile *profile = NULL;
    const int length = snprintf(
        json, sizeof json, "{\"patient\": \"p1\", \"as_of\": \"2026-11-20\", \"facts\": {%s}}", facts);
    REQUIRE(length > 0 && (size_t)length < sizeof json);
    REQUIRE(caveat_profile_from_json(rules, json, (size_t)length, NULL, &profile) == CAVEAT_OK);
    return profile;
}

char *report_of(caveat_profile *profile, const caveat_screen_options *options) {
    caveat_screening *screening = NULL;
    char *report = NULL;
    size_t length = 0;
    REQUIRE(caveat_screening_new(&screening) == CAVEAT_OK);
    REQUIRE(caveat_screen(profile, options, screening) == CAVEAT_OK);
    REQUIRE(caveat_screening_json(screening, options, &report, &length) == CAVEAT_OK);
    CHECK(strlen(report) == length);
    caveat_screening_free(screening);
    return report;
}

int main(void) {
    test_rules();
    test_diagnostics();
    test_answers();
    test_records();
    test_screening();
    test_explaining();
    test_options();
    test_replay();
    test_store();
    test_null_of_rules();
    test_null_of_profiles();
    test_null_of_screenings();
    test_null_of_stores();
    test_sizes_out();
    test_sizes_in();
    test_beyond_the_end();
    test_bad_texts();
    test_long_texts();
    test_any_order();
    test_threads();
    test_arrow();
    test_null_of_arrow();
    if (failures != 0) fprintf(stderr, "%d checks do not hold\n", failures);
    return failures == 0 ? 0 : 1;
}
