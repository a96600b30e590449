/* Indices beyond the end, texts that are none, and handles freed in any order. */

#include "checks.h"

#define NOT_FOUND(call) CHECK((call) == CAVEAT_NOT_FOUND)

static const uint32_t beyond[] = {7, 100, UINT32_MAX - 1, UINT32_MAX};

void test_beyond_the_end(void) {
    caveat_rules *const rules = load(small_rules);
    caveat_profile *const profile = read_profile(rules, "\"sessions\": [{}]");
    caveat_screening *screening = NULL;
    const uint32_t *ids = NULL;
    const caveat_open_place *places = NULL;
    size_t count = 0;
    size_t i;
    CHECK(caveat_screening_new(&screening) == CAVEAT_OK);
    CHECK(caveat_screen(profile, NULL, screening) == CAVEAT_OK);
    for (i = 0; i < sizeof beyond / sizeof *beyond; ++i) {
        const uint32_t at = beyond[i];
        caveat_place place = {0, CAVEAT_NONE, CAVEAT_NONE};
        char *path = NULL;
        FRESH(caveat_fact_info, fact);
        FRESH(caveat_field_info, field);
        FRESH(caveat_code_info, code);
        FRESH(caveat_rule_info, rule);
        FRESH(caveat_outcome_info, outcome);
        FRESH(caveat_argument_info, argument);
        FRESH(caveat_score_info, score);
        FRESH(caveat_source_info, source);
        FRESH(caveat_rule_result, result);
        FRESH(caveat_why_result, why);
        FRESH(caveat_reason, reason);
        FRESH(caveat_outcome_found, holds);
        FRESH(caveat_score_found, total);
        FRESH(caveat_question, question);
        FRESH(caveat_answer, answer);
        NOT_FOUND(caveat_rules_fact(rules, at, &fact));
        NOT_FOUND(caveat_rules_field(rules, at, 0, &field));
        NOT_FOUND(caveat_rules_field(rules, 6, at, &field));
        NOT_FOUND(caveat_rules_field(rules, 0, 0, &field));
        NOT_FOUND(caveat_rules_code(rules, at, CAVEAT_NONE, 0, &code));
        NOT_FOUND(caveat_rules_code(rules, 3, CAVEAT_NONE, at, &code));
        NOT_FOUND(caveat_rules_code(rules, 6, at, 0, &code));
        NOT_FOUND(caveat_rules_rule(rules, at, &rule));
        NOT_FOUND(caveat_rules_outcome(rules, at, &outcome));
        NOT_FOUND(caveat_rules_argument(rules, at, 0, &argument));
        NOT_FOUND(caveat_rules_argument(rules, 0, at, &argument));
        NOT_FOUND(caveat_rules_score(rules, at, &score));
        NOT_FOUND(caveat_rules_source(rules, at, &source));
        NOT_FOUND(caveat_screening_rule(screening, at, &result));
        NOT_FOUND(caveat_screening_why(screening, at, &why));
        NOT_FOUND(caveat_screening_reason(screening, at, 0, &reason));
        NOT_FOUND(caveat_screening_reason(screening, 0, at, &reason));
        NOT_FOUND(caveat_screening_near_miss(screening, at, &reason));
        NOT_FOUND(caveat_screening_lifting(screening, at, &ids, &count));
        NOT_FOUND(caveat_screening_open_places(screening, at, &places, &count));
        NOT_FOUND(caveat_screening_outcome(screening, at, &holds));
        NOT_FOUND(caveat_screening_score(screening, at, &total));
        NOT_FOUND(caveat_screening_question(screening, at, &question));
        NOT_FOUND(caveat_screening_deferred(screening, at, &question));
        answer.kind = CAVEAT_ANSWER_YES_NO;
        place.fact = at;
        NOT_FOUND(caveat_profile_set(profile, place, &answer));
        NOT_FOUND(caveat_profile_get(profile, place, &answer));
        NOT_FOUND(caveat_profile_unset(profile, place));
        NOT_FOUND(caveat_profile_add_record(profile, at, NULL));
        NOT_FOUND(caveat_place_path(rules, place, &path, NULL));
        if (at == CAVEAT_NONE) continue;
        place.fact = 6;
        place.record = at;
        NOT_FOUND(caveat_profile_set(profile, place, &answer));
        place.record = 0;
        place.field = at;
        NOT_FOUND(caveat_profile_set(profile, place, &answer));
        place.record = CAVEAT_NONE;
        place.field = 0;
        NOT_FOUND(caveat_profile_set(profile, place, &answer));
        /* Zeros in place of CAVEAT_NONE are no whole fact. */
        place.fact = 0;
        place.record = 0;
        NOT_FOUND(caveat_profile_set(profile, place, &answer));
    }
    caveat_screening_free(screening);
    caveat_profile_free(profile);
    caveat_rules_free(rules);
}

/* Whether these are sequences that UTF-8 has; surrogates and long forms are for the library's own
   tests. */
static int is_utf8(const char *text) {
    const unsigned char *at = (const unsigned char *)text;
    while (*at != 0) {
        int follow = *at < 0x80 ? 0 : *at >= 0xF0 ? 3 : *at >= 0xE0 ? 2 : *at >= 0xC2 ? 1 : -1;
        if (follow < 0) return 0;
        ++at;
        for (; follow > 0; --follow, ++at) {
            if ((*at & 0xC0) != 0x80) return 0;
        }
    }
    return 1;
}

void test_bad_texts(void) {
    /* With a zero byte within, and bytes that are no UTF-8. */
    static const char within[] = "le\0ft";
    static const char broken[] = "\xC3(\xFF\xED\xA0\x80";
    const size_t lengths[] = {sizeof within - 1, sizeof broken - 1};
    const char *const texts[] = {within, broken};
    caveat_rules *const rules = load(small_rules);
    caveat_rules *none = NULL;
    size_t i;
    for (i = 0; i < 2; ++i) {
        caveat_profile *profile = NULL;
        char *report = NULL;
        char *json = NULL;
        uint32_t index = 0;
        caveat_place place;
        FRESH(caveat_answer, answer);
        FRESH(caveat_screen_options, options);
        CHECK(caveat_load_text(texts[i], lengths[i], texts[i], NULL, &none, NULL) ==
              CAVEAT_BAD_RULES);
        CHECK(caveat_load_file(texts[i], NULL, &none, NULL) == CAVEAT_BAD_RULES);
        CHECK(caveat_rules_find(rules, CAVEAT_THING_FACT, texts[i], lengths[i], &index) ==
              CAVEAT_NOT_FOUND);
        CHECK(caveat_place_find(rules, texts[i], lengths[i], &place) == CAVEAT_NOT_FOUND);
        CHECK(caveat_screen_json(rules, texts[i], lengths[i], NULL, &report, NULL) == CAVEAT_OK);
        CHECK(contains(report, "invalid-json") || contains(report, "not-utf8"));
        caveat_string_free(report);
        options.default_as_of = texts[i];
        CHECK(caveat_screen_json(rules, "{}", 2, &options, &report, NULL) == CAVEAT_BAD_ARGUMENT);
        CHECK(caveat_profile_new(rules, &profile) == CAVEAT_OK);
        CHECK(caveat_profile_patient(profile, texts[i], lengths[i]) == CAVEAT_OK);
        CHECK(caveat_profile_as_of(profile, texts[i], lengths[i]) == CAVEAT_OK);
        answer.kind = CAVEAT_ANSWER_CODE;
        answer.text.data = texts[i];
        answer.text.length = lengths[i];
        CHECK(caveat_profile_set(profile, place_of(rules, "side"), &answer) == CAVEAT_OK);
        CHECK(caveat_profile_set(profile, place_of(rules, "surgery date"), &answer) == CAVEAT_OK);
        answer.kind = CAVEAT_ANSWER_NUMBER_TEXT;
        CHECK(caveat_profile_set(profile, place_of(rules, "weight"), &answer) == CAVEAT_OK);
        answer.kind = CAVEAT_ANSWER_UNREADABLE;
        CHECK(caveat_profile_set(profile, place_of(rules, "pain nrs"), &answer) == CAVEAT_OK);
        answer.kind = CAVEAT_ANSWER_CODES;
        answer.present = &answer.text;
        answer.present_count = 1;
        CHECK(caveat_profile_set(profile, place_of(rules, "regions"), &answer) == CAVEAT_OK);
        CHECK(caveat_profile_get(profile, place_of(rules, "side"), &answer) == CAVEAT_OK);
        CHECK(answer.state == CAVEAT_STATE_WRONG && answer.text.length == lengths[i]);
        CHECK(memcmp(answer.text.data, texts[i], lengths[i]) == 0);
        CHECK(answer.text.data[lengths[i]] == '\0');
        report = report_of(profile, NULL);
        CHECK(is_utf8(report) && contains(report, "\"facts.side\""));
        caveat_string_free(report);
        CHECK(caveat_profile_to_json(profile, &json, NULL) == CAVEAT_OK);
        CHECK(is_utf8(json));
        caveat_string_free(json);
        caveat_profile_free(profile);
    }
    caveat_rules_free(rules);
}

void test_long_texts(void) {
    const size_t length = (size_t)8 * 1024 * 1024 + 1;
    char *const text = (char *)malloc(length);
    caveat_rules *const rules = load(small_rules);
    caveat_rules *none = NULL;
    caveat_diagnostics *found = NULL;
    caveat_profile *profile = NULL;
    caveat_replayed *replayed = NULL;
    caveat_place place;
    uint32_t index = 0;
    char *report = NULL;
    FRESH(caveat_diagnostic, problem);
    FRESH(caveat_answer, answer);
    REQUIRE(text != NULL);
    memset(text, ' ', length);
    CHECK(caveat_load_text(text, length, NULL, NULL, &none, &found) == CAVEAT_BAD_RULES);
    CHECK(caveat_diagnostics_at(found, 0, &problem) == CAVEAT_OK);
    CHECK_TEXT(problem.code.data, "file-too-large");
    caveat_diagnostics_free(found);
    memcpy(text, "{}", 2);
    CHECK(caveat_screen_json(rules, text, length, NULL, &report, NULL) == CAVEAT_OK);
    CHECK(contains(report, "too-large"));
    caveat_string_free(report);
    CHECK(caveat_screen_json(rules, text, length - 1, NULL, &report, NULL) == CAVEAT_OK);
    CHECK(!contains(report, "too-large"));
    caveat_string_free(report);
    CHECK(caveat_replay(text, length, NULL, NULL, NULL, 0, &replayed) == CAVEAT_OK);
    caveat_replayed_free(replayed);
    memset(text, 'x', length);
    CHECK(caveat_rules_find(rules, CAVEAT_THING_RULE, text, length, &index) == CAVEAT_NOT_FOUND);
    CHECK(caveat_place_find(rules, text, length, &place) == CAVEAT_NOT_FOUND);
    CHECK(caveat_profile_new(rules, &profile) == CAVEAT_OK);
    CHECK(caveat_profile_patient(profile, text, length) == CAVEAT_OK);
    CHECK(caveat_profile_as_of(profile, text, length) == CAVEAT_OK);
    answer.kind = CAVEAT_ANSWER_CODE;
    answer.text.data = text;
    answer.text.length = length;
    CHECK(caveat_profile_set(profile, place_of(rules, "side"), &answer) == CAVEAT_OK);
    report = report_of(profile, NULL);
    CHECK(contains(report, "\"facts.side\""));
    caveat_string_free(report);
    caveat_profile_free(profile);
    caveat_rules_free(rules);
    free(text);
}

/* Frees five handles in one of their orders; each is asked to the last. */
static void free_in_order(unsigned order) {
    caveat_rules *rules = load(small_rules);
    caveat_rules *const again = caveat_rules_retain(rules);
    caveat_profile *profile = NULL;
    caveat_screening *screening = NULL;
    caveat_store *store = NULL;
    caveat_diagnostics *problems = NULL;
    int left = 5;
    int freed[5] = {0, 0, 0, 0, 0};
    CHECK(again == rules);
    caveat_rules_free(again);
    CHECK(caveat_store_new(rules, NULL, &store) == CAVEAT_OK);
    profile = read_profile(rules, "\"back_pain\": true, \"pain_nrs\": 8, \"weight\": -1");
    CHECK(caveat_screening_new(&screening) == CAVEAT_OK);
    CHECK(caveat_screen(profile, NULL, screening) == CAVEAT_OK);
    CHECK(caveat_screening_problems(screening, &problems) == CAVEAT_OK);
    for (; left > 0; --left) {
        int which = (int)(order % (unsigned)left);
        int at = 0;
        order /= (unsigned)left;
        while (freed[at] || which-- > 0) ++at;
        freed[at] = 1;
        if (at == 0) caveat_rules_free(rules);
        if (at == 1) caveat_store_free(store);
        if (at == 2) caveat_profile_free(profile);
        if (at == 3) caveat_screening_free(screening);
        if (at == 4) caveat_diagnostics_free(problems);
        if (!freed[0]) {
            FRESH(caveat_rules_info, info);
            CHECK(caveat_rules_get(rules, &info) == CAVEAT_OK);
        }
        if (!freed[1]) {
            caveat_rules *current = NULL;
            CHECK(caveat_store_current(store, &current) == CAVEAT_OK);
            caveat_rules_free(current);
        }
        if (!freed[2]) {
            char *const report = report_of(profile, NULL);
            CHECK(contains(report, "\"severe\""));
            caveat_string_free(report);
        }
        if (!freed[3]) {
            FRESH(caveat_reason, reason);
            uint32_t questions = 0;
            CHECK(caveat_screening_reason(screening, 0, 0, &reason) == CAVEAT_OK);
            CHECK(caveat_screening_question_count(screening, &questions, NULL) == CAVEAT_OK);
        }
        if (!freed[4]) {
            FRESH(caveat_diagnostic, problem);
            CHECK(caveat_diagnostics_at(problems, 0, &problem) == CAVEAT_OK);
            CHECK_TEXT(problem.path.data, "facts.weight");
        }
    }
}

void test_any_order(void) {
    unsigned order;
    for (order = 0; order < 120; ++order) free_in_order(order);
}
