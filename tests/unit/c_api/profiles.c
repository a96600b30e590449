/* Profiles by calls: every kind of answer, there and back, the last one winning. */

#include "checks.h"

static caveat_status set(caveat_profile *profile, caveat_place place, caveat_answer answer) {
    answer.size = sizeof answer;
    return caveat_profile_set(profile, place, &answer);
}

static caveat_text text_of(const char *words) {
    caveat_text text;
    text.data = words;
    text.length = strlen(words);
    return text;
}

static void is_answered(const caveat_rules *rules, caveat_profile *profile, const char *path,
                        caveat_answer_state state) {
    FRESH(caveat_answer, answer);
    CHECK(caveat_profile_get(profile, place_of(rules, path), &answer) == CAVEAT_OK);
    if (answer.state != state) fprintf(stderr, "%s: state %d\n", path, (int)answer.state);
    CHECK(answer.state == state);
}

static void every_kind(const caveat_rules *rules, caveat_profile *profile) {
    static const char regions[] = "lower back";
    caveat_text codes[2];
    FRESH(caveat_answer, answer);
    codes[0] = text_of(regions);
    codes[1] = text_of("neck");
    CHECK(caveat_profile_patient(profile, "p1", 2) == CAVEAT_OK);
    CHECK(caveat_profile_as_of(profile, "2026-11-20", 10) == CAVEAT_OK);
    answer.kind = CAVEAT_ANSWER_YES_NO;
    answer.yes = 7; /* whatever is not 0 */
    CHECK(set(profile, place_of(rules, "back pain"), answer) == CAVEAT_OK);
    answer.kind = CAVEAT_ANSWER_NUMBER;
    answer.number.coefficient = 800;
    answer.number.scale = 2;
    CHECK(set(profile, place_of(rules, "pain nrs"), answer) == CAVEAT_OK);
    answer.number.coefficient = 70500;
    answer.number.scale = 0;
    answer.unit = text_of("g");
    CHECK(set(profile, place_of(rules, "weight"), answer) == CAVEAT_OK);
    answer.unit = text_of("");
    answer.kind = CAVEAT_ANSWER_CODE;
    answer.text = text_of("left");
    CHECK(set(profile, place_of(rules, "side"), answer) == CAVEAT_OK);
    answer.kind = CAVEAT_ANSWER_CODES;
    answer.present = codes;
    answer.present_count = 1;
    answer.absent = codes + 1;
    answer.absent_count = 1;
    CHECK(set(profile, place_of(rules, "regions"), answer) == CAVEAT_OK);
    answer.kind = CAVEAT_ANSWER_DATE;
    answer.date.year = 2026;
    answer.date.month = 10;
    CHECK(set(profile, place_of(rules, "surgery date"), answer) == CAVEAT_OK);
}

static void comes_back(const caveat_rules *rules, caveat_profile *profile) {
    const uint32_t *facts = NULL;
    size_t count = 0;
    char *json = NULL;
    size_t length = 0;
    FRESH(caveat_answer, answer);
    is_answered(rules, profile, "back pain", CAVEAT_STATE_ANSWERED);
    CHECK(caveat_profile_get(profile, place_of(rules, "pain nrs"), &answer) == CAVEAT_OK);
    CHECK(answer.kind == CAVEAT_ANSWER_NUMBER && answer.number.coefficient == 8);
    CHECK(answer.number.scale == 0 && answer.number.is_known == 1);
    CHECK(caveat_profile_get(profile, place_of(rules, "weight"), &answer) == CAVEAT_OK);
    CHECK(answer.kind == CAVEAT_ANSWER_NUMBER && answer.number.coefficient == 705);
    CHECK(answer.number.scale == 1);
    CHECK(caveat_profile_get(profile, place_of(rules, "side"), &answer) == CAVEAT_OK);
    CHECK(answer.kind == CAVEAT_ANSWER_CODE);
    CHECK_TEXT(answer.text.data, "left");
    CHECK(caveat_profile_get(profile, place_of(rules, "regions"), &answer) == CAVEAT_OK);
    CHECK(answer.kind == CAVEAT_ANSWER_CODES && !answer.is_complete);
    CHECK(answer.present_count == 1 && answer.absent_count == 1);
    CHECK_TEXT(answer.present[0].data, "lower back"); /* as it was said */
    CHECK_TEXT(answer.absent[0].data, "neck");
    CHECK(caveat_profile_get(profile, place_of(rules, "surgery date"), &answer) == CAVEAT_OK);
    CHECK(answer.kind == CAVEAT_ANSWER_DATE && answer.date.year == 2026);
    CHECK(answer.date.month == 10 && answer.date.day == 0);
    CHECK(caveat_profile_get(profile, place_of(rules, "sessions"), &answer) == CAVEAT_OK);
    CHECK(answer.kind == CAVEAT_ANSWER_ABSENT && answer.state == CAVEAT_STATE_ABSENT);
    CHECK(caveat_profile_given(profile, &facts, &count) == CAVEAT_OK);
    CHECK(count == 6 && facts[0] == 0 && facts[5] == 5);
    CHECK(caveat_profile_to_json(profile, &json, &length) == CAVEAT_OK);
    CHECK_TEXT(json,
               "{\"patient\":\"p1\",\"as_of\":\"2026-11-20\",\"facts\":{\"back_pain\":true,"
               "\"pain_nrs\":8,\"weight\":70.5,\"side\":\"left\",\"regions\":{\"present\":"
               "[\"lower back\"],\"absent\":[\"neck\"]},\"surgery_date\":\"2026-10\"}}");
    CHECK(json != NULL && strlen(json) == length);
    caveat_string_free(json);
}

static void the_last_one_wins(const caveat_rules *rules, caveat_profile *profile) {
    FRESH(caveat_answer, answer);
    caveat_diagnostics *problems = NULL;
    const caveat_place pain = place_of(rules, "pain nrs");
    answer.kind = CAVEAT_ANSWER_NUMBER;
    answer.number.coefficient = 11;
    CHECK(set(profile, pain, answer) == CAVEAT_OK);
    is_answered(rules, profile, "pain nrs", CAVEAT_STATE_WRONG);
    CHECK(caveat_profile_problems(profile, &problems) == CAVEAT_OK);
    CHECK(caveat_diagnostics_count(problems) == 1);
    caveat_diagnostics_free(problems);
    answer.number.coefficient = 3;
    CHECK(set(profile, pain, answer) == CAVEAT_OK);
    is_answered(rules, profile, "pain nrs", CAVEAT_STATE_ANSWERED);
    answer.kind = CAVEAT_ANSWER_NOT_KNOWN;
    CHECK(set(profile, pain, answer) == CAVEAT_OK);
    is_answered(rules, profile, "pain nrs", CAVEAT_STATE_NOT_KNOWN);
    CHECK(caveat_profile_unset(profile, pain) == CAVEAT_OK);
    is_answered(rules, profile, "pain nrs", CAVEAT_STATE_ABSENT);
    answer.kind = CAVEAT_ANSWER_ABSENT;
    CHECK(set(profile, place_of(rules, "side"), answer) == CAVEAT_OK);
    is_answered(rules, profile, "side", CAVEAT_STATE_ABSENT);
    is_answered(rules, profile, "weight", CAVEAT_STATE_ANSWERED);
    CHECK(caveat_profile_problems(profile, &problems) == CAVEAT_OK);
    CHECK(caveat_diagnostics_count(problems) == 0);
    caveat_diagnostics_free(problems);
}

/* A number or date that cannot be is a problem that shows it, never another one. */
static void impossible_values(const caveat_rules *rules, caveat_profile *profile) {
    static const int64_t coefficients[] = {INT64_MAX, INT64_MIN, 1, 1};
    static const int32_t scales[] = {0, 0, INT32_MAX, INT32_MIN};
    static const caveat_date dates[] = {{2026, 2, 30}, {2026, 0, 5},       {0, 0, 0},
                                        {-5, 1, 1},    {70000, 1, 1},      {2026, 300, 1},
                                        {2026, 13, 1}, {2026, 1, INT32_MIN}};
    const caveat_place weight = place_of(rules, "weight");
    const caveat_place day = place_of(rules, "surgery date");
    size_t i;
    FRESH(caveat_answer, answer);
    answer.kind = CAVEAT_ANSWER_NUMBER;
    for (i = 0; i < sizeof coefficients / sizeof *coefficients; ++i) {
        answer.number.coefficient = coefficients[i];
        answer.number.scale = scales[i];
        CHECK(set(profile, weight, answer) == CAVEAT_OK);
        is_answered(rules, profile, "weight", CAVEAT_STATE_WRONG);
    }
    answer.kind = CAVEAT_ANSWER_NUMBER_TEXT;
    answer.text = text_of("NaN");
    CHECK(set(profile, weight, answer) == CAVEAT_OK);
    is_answered(rules, profile, "weight", CAVEAT_STATE_WRONG);
    answer.text = text_of("70.50");
    CHECK(set(profile, weight, answer) == CAVEAT_OK);
    is_answered(rules, profile, "weight", CAVEAT_STATE_ANSWERED);
    answer.kind = CAVEAT_ANSWER_NUMBER_WITHIN;
    answer.from.coefficient = 60;
    answer.from.is_known = 1;
    answer.below.coefficient = 80;
    answer.below.is_known = 1;
    CHECK(set(profile, weight, answer) == CAVEAT_OK);
    is_answered(rules, profile, "weight", CAVEAT_STATE_ANSWERED);
    answer.below.coefficient = INT64_MAX;
    CHECK(set(profile, weight, answer) == CAVEAT_OK);
    is_answered(rules, profile, "weight", CAVEAT_STATE_WRONG);
    answer.kind = CAVEAT_ANSWER_DATE;
    for (i = 0; i < sizeof dates / sizeof *dates; ++i) {
        answer.date = dates[i];
        CHECK(set(profile, day, answer) == CAVEAT_OK);
        is_answered(rules, profile, "surgery date", CAVEAT_STATE_WRONG);
    }
    answer.kind = CAVEAT_ANSWER_UNREADABLE;
    answer.text = text_of("a heap of sand");
    CHECK(set(profile, day, answer) == CAVEAT_OK);
    is_answered(rules, profile, "surgery date", CAVEAT_STATE_WRONG);
    answer.kind = CAVEAT_ANSWER_NUMBER_WITHIN + 1;
    CHECK(set(profile, day, answer) == CAVEAT_BAD_ARGUMENT);
    answer.kind = -1;
    CHECK(set(profile, day, answer) == CAVEAT_BAD_ARGUMENT);
}

/* What was read as a note stays one where other rules know less. */
static void noted(const caveat_rules *rules, const caveat_rules *other) {
    static const char json[] = "{\"as_of\": \"2026-11-20\", \"facts\": {\"weight\": 70}}";
    caveat_profile *profile = NULL;
    caveat_profile *copy = NULL;
    caveat_diagnostics *problems = NULL;
    FRESH(caveat_screen_options, options);
    FRESH(caveat_diagnostic, found);
    options.extra_facts_are_notes = 1;
    REQUIRE(caveat_profile_from_json(rules, json, sizeof json - 1, &options, &profile) ==
            CAVEAT_OK);
    REQUIRE(caveat_profile_copy(profile, other, &copy) == CAVEAT_OK);
    CHECK(caveat_profile_problems(copy, &problems) == CAVEAT_OK);
    CHECK(caveat_diagnostics_count(problems) == 1);
    CHECK(caveat_diagnostics_at(problems, 0, &found) == CAVEAT_OK);
    CHECK_TEXT(found.code.data, "unknown-fact");
    CHECK(found.severity == CAVEAT_NOTE);
    caveat_diagnostics_free(problems);
    caveat_profile_free(copy);
    caveat_profile_free(profile);
}

/* A copy goes its own way; one for other rules carries what fits. */
static void copies(const caveat_rules *rules, caveat_profile *profile) {
    caveat_profile *copy = NULL;
    caveat_rules *other = load(
        "caveat: 1\nid: other\nfacts:\n  back pain: {type: yes/no}\noutcomes:\n"
        "  avoid massage: {say: No.}\nrules:\n  - back pain → avoid massage\n");
    caveat_diagnostics *problems = NULL;
    char *report = NULL;
    CHECK(caveat_profile_copy(profile, NULL, &copy) == CAVEAT_OK);
    CHECK(caveat_profile_unset(copy, place_of(rules, "back pain")) == CAVEAT_OK);
    is_answered(rules, copy, "back pain", CAVEAT_STATE_ABSENT);
    is_answered(rules, profile, "back pain", CAVEAT_STATE_ANSWERED);
    caveat_profile_free(copy);
    CHECK(caveat_profile_copy(profile, other, &copy) == CAVEAT_OK);
    is_answered(other, copy, "back pain", CAVEAT_STATE_ANSWERED);
    CHECK(caveat_profile_problems(copy, &problems) == CAVEAT_OK);
    CHECK(caveat_diagnostics_count(problems) > 0);
    report = report_of(copy, NULL);
    CHECK(contains(report, "\"verdict\":\"do_not_proceed\""));
    caveat_string_free(report);
    caveat_diagnostics_free(problems);
    noted(rules, other);
    caveat_rules_free(other);
    CHECK(caveat_profile_clear(copy) == CAVEAT_OK);
    report = report_of(copy, NULL);
    CHECK(contains(report, "\"patient\":null"));
    caveat_string_free(report);
    caveat_profile_free(copy);
}

void test_answers(void) {
    caveat_rules *rules = load(small_rules);
    caveat_profile *profile = NULL;
    CHECK(caveat_profile_new(rules, &profile) == CAVEAT_OK);
    every_kind(rules, profile);
    comes_back(rules, profile);
    copies(rules, profile);
    the_last_one_wins(rules, profile);
    impossible_values(rules, profile);
    caveat_profile_free(profile);
    caveat_rules_free(rules);
}

void test_records(void) {
    caveat_rules *rules = load(small_rules);
    caveat_profile *profile = NULL;
    const uint32_t sessions = place_of(rules, "sessions").fact;
    uint32_t record = 9;
    char *json = NULL;
    FRESH(caveat_answer, answer);
    CHECK(caveat_profile_new(rules, &profile) == CAVEAT_OK);
    answer.kind = CAVEAT_ANSWER_YES_NO;
    answer.yes = 1;
    CHECK(set(profile, place_of(rules, "sessions[0].eased"), answer) == CAVEAT_NOT_FOUND);
    CHECK(caveat_profile_add_record(profile, sessions, &record) == CAVEAT_OK && record == 0);
    CHECK(caveat_profile_add_record(profile, sessions, NULL) == CAVEAT_OK);
    CHECK(caveat_profile_add_record(profile, sessions, &record) == CAVEAT_OK && record == 2);
    CHECK(caveat_profile_add_record(profile, 0, &record) == CAVEAT_NOT_FOUND && record == 0);
    CHECK(set(profile, place_of(rules, "sessions[2].eased"), answer) == CAVEAT_OK);
    answer.yes = 0;
    CHECK(set(profile, place_of(rules, "sessions[0].eased"), answer) == CAVEAT_OK);
    CHECK(set(profile, place_of(rules, "sessions[3].eased"), answer) == CAVEAT_NOT_FOUND);
    answer.kind = CAVEAT_ANSWER_RECORDS;
    CHECK(set(profile, place_of(rules, "sessions[1]"), answer) == CAVEAT_BAD_ARGUMENT);
    answer.present_count = 1;
    CHECK(set(profile, place_of(rules, "sessions"), answer) == CAVEAT_BAD_ARGUMENT);
    CHECK(caveat_profile_to_json(profile, &json, NULL) == CAVEAT_OK);
    CHECK_TEXT(json, "{\"facts\":{\"sessions\":[{\"eased\":false},{},{\"eased\":true}]}}");
    caveat_string_free(json);
    CHECK(caveat_profile_unset(profile, place_of(rules, "sessions[1]")) == CAVEAT_OK);
    CHECK(caveat_profile_unset(profile, place_of(rules, "sessions[2]")) == CAVEAT_NOT_FOUND);
    CHECK(caveat_profile_get(profile, place_of(rules, "sessions"), &answer) == CAVEAT_OK);
    CHECK(answer.kind == CAVEAT_ANSWER_RECORDS && answer.present_count == 2 && answer.is_complete);
    CHECK(caveat_profile_get(profile, place_of(rules, "sessions[1].eased"), &answer) == CAVEAT_OK);
    CHECK(answer.kind == CAVEAT_ANSWER_YES_NO && answer.yes == 1);
    CHECK(caveat_profile_get(profile, place_of(rules, "sessions[1]"), &answer) == CAVEAT_OK);
    CHECK(answer.kind == CAVEAT_ANSWER_RECORDS && answer.present_count == 1);
    /* A list that is not complete, begun anew. */
    memset(&answer, 0, sizeof answer);
    answer.kind = CAVEAT_ANSWER_RECORDS;
    CHECK(set(profile, place_of(rules, "sessions"), answer) == CAVEAT_OK);
    CHECK(caveat_profile_unset(profile, place_of(rules, "sessions[0]")) == CAVEAT_NOT_FOUND);
    CHECK(caveat_profile_add_record(profile, sessions, &record) == CAVEAT_OK && record == 0);
    CHECK(caveat_profile_to_json(profile, &json, NULL) == CAVEAT_OK);
    CHECK_TEXT(json, "{\"facts\":{\"sessions\":{\"present\":[{}]}}}");
    caveat_string_free(json);
    caveat_profile_free(profile);
    /* What was read goes on the same way. */
    profile = read_profile(rules, "\"sessions\": [{\"eased\": false}, {}]");
    CHECK(caveat_profile_add_record(profile, sessions, &record) == CAVEAT_OK && record == 2);
    CHECK(caveat_profile_unset(profile, place_of(rules, "sessions")) == CAVEAT_OK);
    CHECK(caveat_profile_unset(profile, place_of(rules, "sessions[0]")) == CAVEAT_NOT_FOUND);
    /* Nobody has said that there are none. */
    CHECK(caveat_profile_add_record(profile, sessions, &record) == CAVEAT_OK && record == 0);
    CHECK(caveat_profile_unset(profile, place_of(rules, "sessions[0]")) == CAVEAT_OK);
    answer.size = sizeof answer;
    CHECK(caveat_profile_get(profile, place_of(rules, "sessions"), &answer) == CAVEAT_OK);
    CHECK(answer.kind == CAVEAT_ANSWER_ABSENT);
    caveat_profile_free(profile);
    caveat_rules_free(rules);
}
