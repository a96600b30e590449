/* What a screening gave, and why. */

#include "checks.h"

static const char referred[] =
    "\"back_pain\": true, \"pain_nrs\": 8, \"weight\": 70, \"regions\": [\"neck\"], "
    "\"sessions\": [{\"eased\": false}]";

static uint32_t rule_of(const caveat_rules *rules, const char *id) {
    uint32_t rule = 0;
    REQUIRE(caveat_rules_find(rules, CAVEAT_THING_RULE, id, strlen(id), &rule) == CAVEAT_OK);
    return rule;
}

static void nobody_yet(const caveat_rules *rules, caveat_screening *screening) {
    FRESH(caveat_screening_info, info);
    FRESH(caveat_rule_result, rule);
    caveat_diagnostics *problems = NULL;
    char *report = NULL;
    CHECK(caveat_screening_get(screening, &info) == CAVEAT_OK);
    CHECK(!info.is_filled && !info.complete && info.applicable == CAVEAT_UNKNOWN);
    CHECK(info.at_most == CAVEAT_DO_NOT_PROCEED && info.verdict == CAVEAT_DO_NOT_PROCEED);
    CHECK(info.rule_count == 0 && info.outcome_count == 0 && info.problem_count == 1);
    CHECK(caveat_screening_rule(screening, rule_of(rules, "severe"), &rule) == CAVEAT_NOT_FOUND);
    CHECK(caveat_screening_problems(screening, &problems) == CAVEAT_OK);
    CHECK(caveat_diagnostics_count(problems) == 1);
    caveat_diagnostics_free(problems);
    CHECK(caveat_screening_json(screening, NULL, &report, NULL) == CAVEAT_OK);
    CHECK(contains(report, "not-screened"));
    caveat_string_free(report);
}

static void as_a_whole(const caveat_rules *rules, caveat_screening *screening) {
    const uint32_t *ids = NULL;
    size_t count = 9;
    FRESH(caveat_screening_info, info);
    FRESH(caveat_rule_result, rule);
    FRESH(caveat_outcome_found, outcome);
    FRESH(caveat_score_found, score);
    CHECK(caveat_screening_get(screening, &info) == CAVEAT_OK);
    CHECK(info.is_filled && info.rule_count == 5 && info.outcome_count == 1);
    CHECK(info.at_least == CAVEAT_REFER_FIRST && info.at_most == CAVEAT_DO_NOT_PROCEED);
    CHECK(info.verdict == CAVEAT_REFER_FIRST && info.applicable == CAVEAT_YES && !info.complete);
    CHECK(info.score_count == 1 && info.problem_count == 0);
    CHECK(caveat_screening_rule(screening, rule_of(rules, "severe"), &rule) == CAVEAT_OK);
    CHECK(rule.status == CAVEAT_RULE_FIRED && !rule.is_deferred);
    CHECK(caveat_screening_rules_with(screening, CAVEAT_RULE_FIRED, &ids, &count) == CAVEAT_OK);
    CHECK(count == 1 && ids[0] == rule_of(rules, "severe"));
    CHECK(caveat_screening_rules_with(screening, CAVEAT_RULE_OVERRIDDEN, &ids, &count) ==
          CAVEAT_OK);
    CHECK(count == 1 && ids[0] == rule_of(rules, "sessions"));
    CHECK(caveat_screening_rules_with(screening, CAVEAT_RULE_PRESUMED, &ids, &count) == CAVEAT_OK);
    CHECK(count == 0);
    CHECK(caveat_screening_rules_with(screening, CAVEAT_RULE_NOT_FIRED, &ids, &count) == CAVEAT_OK);
    CHECK(count == 1 && ids[0] == rule_of(rules, "heavy"));
    CHECK(caveat_screening_rules_with(screening, CAVEAT_RULE_UNDECIDED, &ids, &count) == CAVEAT_OK);
    CHECK(count == 2);
    CHECK(caveat_screening_rules_with(screening, 5, &ids, &count) == CAVEAT_BAD_ARGUMENT);
    CHECK(ids == NULL && count == 0);
    CHECK(caveat_screening_rules_with(screening, -1, &ids, &count) == CAVEAT_BAD_ARGUMENT);
    CHECK(caveat_screening_outcome(screening, 0, &outcome) == CAVEAT_OK);
    CHECK(outcome.certainty == CAVEAT_CERTAIN && outcome.rule_count == 1);
    CHECK(outcome.rules[0] == rule_of(rules, "severe"));
    CHECK(caveat_screening_score(screening, 0, &score) == CAVEAT_OK);
    CHECK(score.score == 0 && !score.is_prorated && score.low.is_known && score.high.is_known);
    CHECK(score.low.coefficient == 4 && score.high.coefficient == 5);
    CHECK_TEXT(score.band.data, "high");
    CHECK(caveat_screening_lifting(screening, rule_of(rules, "sessions"), &ids, &count) ==
          CAVEAT_OK);
    CHECK(count == 1 && ids[0] == rule_of(rules, "severe"));
    CHECK(caveat_screening_lifting(screening, rule_of(rules, "severe"), &ids, &count) == CAVEAT_OK);
    CHECK(count == 0);
}

void test_screening(void) {
    caveat_rules *rules = load(small_rules);
    caveat_profile *profile = read_profile(rules, referred);
    caveat_screening *screening = NULL;
    caveat_screen_options options;
    char *text = NULL;
    size_t length = 0;
    CHECK(caveat_screening_new(&screening) == CAVEAT_OK);
    nobody_yet(rules, screening);
    CHECK(caveat_screen(profile, NULL, screening) == CAVEAT_OK);
    as_a_whole(rules, screening);
    CHECK(caveat_screening_verdict(screening, &text, &length) == CAVEAT_OK);
    CHECK_TEXT(text,
               "{\"patient\":\"p1\",\"as_of\":\"2026-11-20\",\"verdict\":\"refer_first\","
               "\"at_least\":\"refer_first\",\"at_most\":\"do_not_proceed\",\"complete\":false}\n");
    CHECK(text != NULL && length == strlen(text));
    caveat_string_free(text);
    CHECK(caveat_screening_text(screening, NULL, &text, &length) == CAVEAT_OK);
    CHECK(contains(text, "See a doctor first."));
    caveat_string_free(text);
    /* What fails leaves nobody screened. */
    memset(&options, 0, sizeof options);
    CHECK(caveat_screen(profile, &options, screening) == CAVEAT_BAD_ARGUMENT);
    nobody_yet(rules, screening);
    CHECK(caveat_screen(profile, NULL, screening) == CAVEAT_OK);
    as_a_whole(rules, screening);
    CHECK(caveat_screen(NULL, NULL, screening) == CAVEAT_BAD_ARGUMENT);
    nobody_yet(rules, screening);
    caveat_screening_free(screening);
    caveat_profile_free(profile);
    caveat_rules_free(rules);
}

static void asks(const caveat_rules *rules, caveat_screening *screening) {
    uint32_t now = 0;
    uint32_t later = 0;
    uint32_t i;
    int asks_about_surgery = 0;
    FRESH(caveat_question, question);
    const caveat_open_place *places = NULL;
    size_t count = 0;
    CHECK(caveat_screening_question_count(screening, &now, &later) == CAVEAT_OK);
    CHECK(now > 0 && later == 0);
    for (i = 0; i < now; ++i) {
        CHECK(caveat_screening_question(screening, i, &question) == CAVEAT_OK);
        CHECK(question.rule_count > 0 && question.path_count == 0);
        if (question.fact != place_of(rules, "surgery date").fact) continue;
        asks_about_surgery = 1;
        CHECK(question.strictest == CAVEAT_AVOID && question.whom == CAVEAT_PATIENT);
        CHECK(question.rules[0] == rule_of(rules, "surgery"));
    }
    CHECK(asks_about_surgery);
    CHECK(caveat_screening_question(screening, now, &question) == CAVEAT_NOT_FOUND);
    CHECK(caveat_screening_deferred(screening, 0, &question) == CAVEAT_NOT_FOUND);
    CHECK(caveat_screening_open_places(screening, rule_of(rules, "surgery"), &places, &count) ==
          CAVEAT_OK);
    CHECK(count == 1 && places[0].place.fact == place_of(rules, "surgery date").fact);
    CHECK(places[0].place.record == CAVEAT_NONE && !places[0].is_null);
    CHECK(caveat_screening_open_places(screening, rule_of(rules, "severe"), &places, &count) ==
          CAVEAT_OK);
    CHECK(count == 0);
}

void test_explaining(void) {
    caveat_rules *rules = load(small_rules);
    caveat_profile *profile = read_profile(rules, referred);
    caveat_screening *screening = NULL;
    caveat_screen_options options;
    const char *first = NULL;
    uint32_t later = 0;
    size_t i;
    int names_the_pain = 0;
    FRESH(caveat_why_result, why);
    FRESH(caveat_reason, reason);
    FRESH(caveat_question, question);
    CHECK(caveat_screening_new(&screening) == CAVEAT_OK);
    CHECK(caveat_screen(profile, NULL, screening) == CAVEAT_OK);
    CHECK(caveat_screening_why(screening, rule_of(rules, "severe"), &why) == CAVEAT_OK);
    CHECK(why.reason_count == 2 && why.fact_count == 2);
    for (i = 0; i < why.reason_count; ++i) {
        CHECK(caveat_screening_reason(screening, rule_of(rules, "severe"), i, &reason) ==
              CAVEAT_OK);
        if (strcmp(reason.subject.data, "pain nrs") != 0) continue;
        names_the_pain = 1;
        first = reason.text.data;
        CHECK(reason.op == CAVEAT_OP_GREATER_OR_EQUAL && reason.truth == CAVEAT_YES);
        CHECK_TEXT(reason.value.data, "8");
        CHECK_TEXT(reason.threshold.data, "7");
        CHECK_TEXT(reason.text.data, "pain nrs is 8, at least 7");
        CHECK_TEXT(reason.text_without_value.data, "pain nrs is at least 7");
        CHECK(reason.place_count == 1 && reason.places[0].fact == 1);
        CHECK(reason.places[0].record == CAVEAT_NONE);
    }
    CHECK(names_the_pain);
    CHECK(caveat_screening_reason(screening, rule_of(rules, "severe"), 2, &reason) ==
          CAVEAT_NOT_FOUND);
    CHECK(caveat_screening_near_miss(screening, rule_of(rules, "heavy"), &reason) == CAVEAT_OK);
    CHECK_TEXT(reason.subject.data, "weight");
    CHECK(reason.truth == CAVEAT_NO);
    CHECK(caveat_screening_near_miss(screening, rule_of(rules, "severe"), &reason) ==
          CAVEAT_NOT_FOUND);
    asks(rules, screening);
    /* What was asked once is given again, at the same place. */
    for (i = 0; i < why.reason_count; ++i) {
        CHECK(caveat_screening_reason(screening, rule_of(rules, "severe"), i, &reason) ==
              CAVEAT_OK);
        if (strcmp(reason.subject.data, "pain nrs") == 0) CHECK(reason.text.data == first);
    }
    /* Only a clinician can tell the side. */
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.without_clinician = 1;
    CHECK(caveat_screen(profile, &options, screening) == CAVEAT_OK);
    CHECK(caveat_screening_question_count(screening, NULL, &later) == CAVEAT_OK);
    CHECK(later == 1);
    CHECK(caveat_screening_deferred(screening, 0, &question) == CAVEAT_OK);
    CHECK(question.fact == place_of(rules, "side").fact && question.whom == CAVEAT_CLINICIAN);
    options.without_patient = 1;
    CHECK(caveat_screen(profile, &options, screening) == CAVEAT_BAD_ARGUMENT);
    caveat_screening_free(screening);
    caveat_profile_free(profile);
    caveat_rules_free(rules);
}

void test_options(void) {
    static const char json[] = "{\"facts\": {\"surgery_date\": \"2026-11-01\", \"shoe\": 42}}";
    caveat_rules *rules = load(small_rules);
    char *report = NULL;
    size_t length = 0;
    FRESH(caveat_screen_options, options);
    CHECK(caveat_screen_json(rules, json, strlen(json), NULL, &report, &length) == CAVEAT_OK);
    CHECK(contains(report, "missing-as-of") && contains(report, "unknown-fact"));
    CHECK(report != NULL && strlen(report) == length);
    caveat_string_free(report);
    options.default_as_of = "2026-11-20";
    options.no_values = 1;
    options.extra_facts_are_notes = 1;
    options.why = CAVEAT_WHY_FIRED;
    CHECK(caveat_screen_json(rules, json, strlen(json), &options, &report, NULL) == CAVEAT_OK);
    CHECK(contains(report, "\"as_of\":\"2026-11-20\"") && !contains(report, "2026-11-01"));
    CHECK(contains(report, "\"severity\":\"note\"") || !contains(report, "\"error\""));
    caveat_string_free(report);
    options.pretty = 1;
    CHECK(caveat_screen_json(rules, json, strlen(json), &options, &report, NULL) == CAVEAT_OK);
    CHECK(contains(report, "\n  \"schema\""));
    caveat_string_free(report);
    options.most_bytes = 10;
    CHECK(caveat_screen_json(rules, json, strlen(json), &options, &report, NULL) == CAVEAT_OK);
    CHECK(contains(report, "too-large"));
    caveat_string_free(report);
    options.default_as_of = "2026-11";
    CHECK(caveat_screen_json(rules, json, strlen(json), &options, &report, NULL) ==
          CAVEAT_BAD_ARGUMENT);
    CHECK(report == NULL);
    options.default_as_of = NULL;
    options.why = 2;
    CHECK(caveat_screen_json(rules, json, strlen(json), &options, &report, NULL) ==
          CAVEAT_BAD_ARGUMENT);
    CHECK(caveat_screen_json(rules, "{", 1, NULL, &report, NULL) == CAVEAT_OK);
    CHECK(contains(report, "invalid-json"));
    caveat_string_free(report);
    CHECK(caveat_screen_json(rules, NULL, 0, NULL, &report, NULL) == CAVEAT_OK);
    CHECK(contains(report, "invalid-json"));
    caveat_string_free(report);
    caveat_rules_free(rules);
}
