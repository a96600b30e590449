/* Every function with NULL in each argument: a status, and whatever goes out is NULL or 0. */

#include "checks.h"

static char some_byte;
/* What an out-parameter holds before: no handle, and never read. */
#define STALE(type) ((type *)(void *)&some_byte)

#define BAD(call) CHECK((call) == CAVEAT_BAD_ARGUMENT)

void test_null_of_rules(void) {
    caveat_rules *const rules = load(small_rules);
    caveat_rules *out = STALE(caveat_rules);
    caveat_diagnostics *found = STALE(caveat_diagnostics);
    char *text = STALE(char);
    size_t length = 9;
    uint32_t index = 9;
    caveat_place place = {9, 9, 9};
    FRESH(caveat_rules_info, info);
    FRESH(caveat_fact_info, fact);
    FRESH(caveat_field_info, field);
    FRESH(caveat_code_info, code);
    FRESH(caveat_rule_info, rule);
    FRESH(caveat_outcome_info, outcome);
    FRESH(caveat_argument_info, argument);
    FRESH(caveat_score_info, score);
    FRESH(caveat_source_info, source);

    BAD(caveat_load_file(NULL, NULL, &out, &found));
    CHECK(out == NULL && found == NULL);
    found = STALE(caveat_diagnostics);
    BAD(caveat_load_file("x", NULL, NULL, &found));
    CHECK(found == NULL);
    CHECK(caveat_load_file("/nowhere", NULL, &out, NULL) == CAVEAT_BAD_RULES && out == NULL);
    out = STALE(caveat_rules);
    found = STALE(caveat_diagnostics);
    BAD(caveat_load_text(NULL, 1, NULL, NULL, &out, &found));
    CHECK(out == NULL && found == NULL);
    BAD(caveat_load_text("x", 1, "x", NULL, NULL, NULL));
    CHECK(caveat_load_text(NULL, 0, NULL, NULL, &out, NULL) == CAVEAT_BAD_RULES && out == NULL);
    CHECK(caveat_load_text(small_rules, strlen(small_rules), NULL, NULL, &out, NULL) == CAVEAT_OK);
    caveat_rules_free(out);
    CHECK(caveat_rules_retain(NULL) == NULL);
    caveat_rules_free(NULL);

    BAD(caveat_rules_get(NULL, &info));
    BAD(caveat_rules_get(rules, NULL));
    BAD(caveat_rules_fact(NULL, 0, &fact));
    BAD(caveat_rules_fact(rules, 0, NULL));
    BAD(caveat_rules_field(NULL, 6, 0, &field));
    BAD(caveat_rules_field(rules, 6, 0, NULL));
    BAD(caveat_rules_code(NULL, 3, CAVEAT_NONE, 0, &code));
    BAD(caveat_rules_code(rules, 3, CAVEAT_NONE, 0, NULL));
    BAD(caveat_rules_rule(NULL, 0, &rule));
    BAD(caveat_rules_rule(rules, 0, NULL));
    BAD(caveat_rules_outcome(NULL, 0, &outcome));
    BAD(caveat_rules_outcome(rules, 0, NULL));
    BAD(caveat_rules_argument(NULL, 2, 0, &argument));
    BAD(caveat_rules_argument(rules, 2, 0, NULL));
    BAD(caveat_rules_score(NULL, 0, &score));
    BAD(caveat_rules_score(rules, 0, NULL));
    BAD(caveat_rules_source(NULL, 0, &source));
    BAD(caveat_rules_source(rules, 0, NULL));

    BAD(caveat_rules_schema(NULL, CAVEAT_SCHEMA_JSON, &text, &length));
    CHECK(text == NULL && length == 0);
    text = STALE(char);
    length = 9;
    BAD(caveat_rules_schema(rules, CAVEAT_SCHEMA_JSON, NULL, &length));
    CHECK(length == 0);

    BAD(caveat_rules_find(NULL, CAVEAT_THING_FACT, "side", 4, &index));
    CHECK(index == 0);
    BAD(caveat_rules_find(rules, CAVEAT_THING_FACT, NULL, 4, &index));
    BAD(caveat_rules_find(rules, CAVEAT_THING_FACT, "side", 4, NULL));
    CHECK(caveat_rules_find(rules, CAVEAT_THING_FACT, NULL, 0, &index) == CAVEAT_NOT_FOUND);
    BAD(caveat_place_find(NULL, "side", 4, &place));
    CHECK(place.fact == 0 && place.record == 0);
    BAD(caveat_place_find(rules, NULL, 4, &place));
    BAD(caveat_place_find(rules, "side", 4, NULL));
    BAD(caveat_place_path(NULL, place, &text, &length));
    CHECK(text == NULL && length == 0);
    BAD(caveat_place_path(rules, place, NULL, &length));
    caveat_rules_free(rules);

    CHECK(caveat_diagnostics_count(NULL) == 0);
    caveat_diagnostics_free(NULL);
    CHECK(caveat_load_text("?", 1, NULL, NULL, &out, &found) == CAVEAT_BAD_RULES);
    {
        FRESH(caveat_diagnostic, diagnostic);
        FRESH(caveat_label, label);
        FRESH(caveat_message_argument, part);
        FRESH(caveat_fix, fix);
        FRESH(caveat_edit, edit);
        BAD(caveat_diagnostics_at(NULL, 0, &diagnostic));
        BAD(caveat_diagnostics_at(found, 0, NULL));
        BAD(caveat_diagnostics_label(NULL, 0, 0, &label));
        BAD(caveat_diagnostics_label(found, 0, 0, NULL));
        BAD(caveat_diagnostics_argument(NULL, 0, 0, &part));
        BAD(caveat_diagnostics_argument(found, 0, 0, NULL));
        BAD(caveat_diagnostics_fix(NULL, 0, 0, &fix));
        BAD(caveat_diagnostics_fix(found, 0, 0, NULL));
        BAD(caveat_diagnostics_edit(NULL, 0, 0, 0, &edit));
        BAD(caveat_diagnostics_edit(found, 0, 0, 0, NULL));
    }
    text = STALE(char);
    BAD(caveat_diagnostics_render(NULL, &text));
    CHECK(text == NULL);
    BAD(caveat_diagnostics_render(found, NULL));
    caveat_diagnostics_free(found);
    caveat_string_free(NULL);
}

void test_null_of_profiles(void) {
    caveat_rules *const rules = load(small_rules);
    caveat_profile *profile = NULL;
    caveat_profile *out = STALE(caveat_profile);
    caveat_diagnostics *problems = STALE(caveat_diagnostics);
    const caveat_place place = place_of(rules, "side");
    const uint32_t *facts = STALE(const uint32_t);
    size_t count = 9;
    uint32_t record = 9;
    char *text = STALE(char);
    FRESH(caveat_answer, answer);

    BAD(caveat_profile_new(NULL, &out));
    CHECK(out == NULL);
    BAD(caveat_profile_new(rules, NULL));
    out = STALE(caveat_profile);
    BAD(caveat_profile_from_json(NULL, "{}", 2, NULL, &out));
    CHECK(out == NULL);
    BAD(caveat_profile_from_json(rules, NULL, 2, NULL, &out));
    BAD(caveat_profile_from_json(rules, "{}", 2, NULL, NULL));
    CHECK(caveat_profile_from_json(rules, NULL, 0, NULL, &profile) == CAVEAT_OK);
    caveat_profile_free(profile);
    CHECK(caveat_profile_new(rules, &profile) == CAVEAT_OK);
    BAD(caveat_profile_copy(NULL, rules, &out));
    BAD(caveat_profile_copy(profile, rules, NULL));
    BAD(caveat_profile_clear(NULL));
    caveat_profile_free(NULL);
    BAD(caveat_profile_patient(NULL, "p", 1));
    BAD(caveat_profile_patient(profile, NULL, 1));
    CHECK(caveat_profile_patient(profile, NULL, 0) == CAVEAT_OK);
    BAD(caveat_profile_as_of(NULL, "2026", 4));
    BAD(caveat_profile_as_of(profile, NULL, 4));
    BAD(caveat_profile_set(NULL, place, &answer));
    BAD(caveat_profile_set(profile, place, NULL));
    answer.kind = CAVEAT_ANSWER_CODE;
    answer.text.length = 1;
    BAD(caveat_profile_set(profile, place, &answer));
    answer.kind = CAVEAT_ANSWER_UNREADABLE;
    BAD(caveat_profile_set(profile, place, &answer));
    answer.kind = CAVEAT_ANSWER_NUMBER_TEXT;
    BAD(caveat_profile_set(profile, place, &answer));
    answer.kind = CAVEAT_ANSWER_NUMBER;
    answer.unit.length = 1;
    BAD(caveat_profile_set(profile, place, &answer));
    answer.kind = CAVEAT_ANSWER_NUMBER_WITHIN;
    BAD(caveat_profile_set(profile, place, &answer));
    answer.kind = CAVEAT_ANSWER_CODES;
    answer.present_count = 1;
    BAD(caveat_profile_set(profile, place, &answer));
    answer.present_count = 0;
    answer.absent_count = 1;
    BAD(caveat_profile_set(profile, place, &answer));
    BAD(caveat_profile_unset(NULL, place));
    BAD(caveat_profile_add_record(NULL, 6, &record));
    CHECK(record == 0);
    BAD(caveat_profile_get(NULL, place, &answer));
    BAD(caveat_profile_get(profile, place, NULL));
    BAD(caveat_profile_given(NULL, &facts, &count));
    CHECK(facts == NULL && count == 0);
    BAD(caveat_profile_given(profile, NULL, &count));
    BAD(caveat_profile_given(profile, &facts, NULL));
    count = 9;
    BAD(caveat_profile_to_json(NULL, &text, &count));
    CHECK(text == NULL && count == 0);
    BAD(caveat_profile_to_json(profile, NULL, &count));
    BAD(caveat_profile_problems(NULL, &problems));
    CHECK(problems == NULL);
    BAD(caveat_profile_problems(profile, NULL));
    /* None of that has changed it. */
    CHECK(caveat_profile_to_json(profile, &text, NULL) == CAVEAT_OK);
    CHECK_TEXT(text, "{\"facts\":{}}");
    caveat_string_free(text);
    caveat_profile_free(profile);
    caveat_rules_free(rules);
}

static void of_one(caveat_screening *screening) {
    FRESH(caveat_screening_info, info);
    FRESH(caveat_rule_result, rule);
    FRESH(caveat_why_result, why);
    FRESH(caveat_reason, reason);
    FRESH(caveat_outcome_found, outcome);
    FRESH(caveat_score_found, score);
    FRESH(caveat_question, question);
    BAD(caveat_screening_get(NULL, &info));
    BAD(caveat_screening_get(screening, NULL));
    BAD(caveat_screening_rule(NULL, 0, &rule));
    BAD(caveat_screening_rule(screening, 0, NULL));
    BAD(caveat_screening_why(NULL, 0, &why));
    BAD(caveat_screening_why(screening, 0, NULL));
    BAD(caveat_screening_reason(NULL, 0, 0, &reason));
    BAD(caveat_screening_reason(screening, 0, 0, NULL));
    BAD(caveat_screening_near_miss(NULL, 0, &reason));
    BAD(caveat_screening_near_miss(screening, 0, NULL));
    BAD(caveat_screening_outcome(NULL, 0, &outcome));
    BAD(caveat_screening_outcome(screening, 0, NULL));
    BAD(caveat_screening_score(NULL, 0, &score));
    BAD(caveat_screening_score(screening, 0, NULL));
    BAD(caveat_screening_question(NULL, 0, &question));
    BAD(caveat_screening_question(screening, 0, NULL));
    BAD(caveat_screening_deferred(NULL, 0, &question));
    BAD(caveat_screening_deferred(screening, 0, NULL));
}

void test_null_of_screenings(void) {
    caveat_rules *const rules = load(small_rules);
    caveat_profile *const profile = read_profile(rules, "\"back_pain\": true");
    caveat_screening *screening = STALE(caveat_screening);
    caveat_diagnostics *problems = STALE(caveat_diagnostics);
    const uint32_t *ids = STALE(const uint32_t);
    const caveat_open_place *places = STALE(const caveat_open_place);
    size_t count = 9;
    uint32_t now = 9;
    uint32_t later = 9;
    char *text = STALE(char);

    BAD(caveat_screening_new(NULL));
    CHECK(caveat_screening_new(&screening) == CAVEAT_OK);
    caveat_screening_free(NULL);
    BAD(caveat_screen(NULL, NULL, screening));
    BAD(caveat_screen(profile, NULL, NULL));
    CHECK(caveat_screen(profile, NULL, screening) == CAVEAT_OK);
    of_one(screening);
    BAD(caveat_screening_rules_with(NULL, CAVEAT_RULE_FIRED, &ids, &count));
    CHECK(ids == NULL && count == 0);
    BAD(caveat_screening_rules_with(screening, CAVEAT_RULE_FIRED, NULL, &count));
    BAD(caveat_screening_rules_with(screening, CAVEAT_RULE_FIRED, &ids, NULL));
    ids = STALE(const uint32_t);
    BAD(caveat_screening_lifting(NULL, 0, &ids, &count));
    CHECK(ids == NULL);
    BAD(caveat_screening_lifting(screening, 0, NULL, &count));
    BAD(caveat_screening_lifting(screening, 0, &ids, NULL));
    BAD(caveat_screening_open_places(NULL, 0, &places, &count));
    CHECK(places == NULL);
    BAD(caveat_screening_open_places(screening, 0, NULL, &count));
    BAD(caveat_screening_open_places(screening, 0, &places, NULL));
    BAD(caveat_screening_question_count(NULL, &now, &later));
    CHECK(now == 0 && later == 0);
    CHECK(caveat_screening_question_count(screening, NULL, NULL) == CAVEAT_OK);
    BAD(caveat_screening_problems(NULL, &problems));
    CHECK(problems == NULL);
    BAD(caveat_screening_problems(screening, NULL));
    BAD(caveat_screening_json(NULL, NULL, &text, &count));
    CHECK(text == NULL);
    BAD(caveat_screening_json(screening, NULL, NULL, &count));
    text = STALE(char);
    BAD(caveat_screening_verdict(NULL, &text, &count));
    CHECK(text == NULL);
    BAD(caveat_screening_verdict(screening, NULL, &count));
    text = STALE(char);
    BAD(caveat_screening_text(NULL, NULL, &text, &count));
    CHECK(text == NULL);
    BAD(caveat_screening_text(screening, NULL, NULL, &count));
    text = STALE(char);
    BAD(caveat_screening_record(NULL, NULL, NULL, 0, &text, &count));
    CHECK(text == NULL);
    BAD(caveat_screening_record(screening, NULL, NULL, 1, &text, &count));
    CHECK(text == NULL);
    BAD(caveat_screening_record(screening, NULL, NULL, 0, NULL, &count));
    text = STALE(char);
    BAD(caveat_screen_json(NULL, "{}", 2, NULL, &text, &count));
    CHECK(text == NULL);
    BAD(caveat_screen_json(rules, NULL, 2, NULL, &text, &count));
    BAD(caveat_screen_json(rules, "{}", 2, NULL, NULL, &count));
    caveat_screening_free(screening);
    caveat_profile_free(profile);
    caveat_rules_free(rules);
}

void test_null_of_stores(void) {
    caveat_rules *const rules = load(small_rules);
    caveat_rules *out = STALE(caveat_rules);
    caveat_store *store = STALE(caveat_store);
    caveat_diagnostics *found = STALE(caveat_diagnostics);
    caveat_replayed *replayed = STALE(caveat_replayed);
    caveat_reload_outcome outcome = 9;
    FRESH(caveat_replayed_info, info);
    BAD(caveat_store_new(NULL, NULL, &store));
    CHECK(store == NULL);
    BAD(caveat_store_new(rules, NULL, NULL));
    store = STALE(caveat_store);
    BAD(caveat_store_open(NULL, NULL, &store, &found));
    CHECK(store == NULL && found == NULL);
    BAD(caveat_store_open("x", NULL, NULL, &found));
    CHECK(caveat_store_open("/nowhere", NULL, &store, NULL) == CAVEAT_BAD_RULES && store == NULL);
    CHECK(caveat_store_new(rules, NULL, &store) == CAVEAT_OK);
    caveat_store_free(NULL);
    BAD(caveat_store_current(NULL, &out));
    CHECK(out == NULL);
    BAD(caveat_store_current(store, NULL));
    CHECK(caveat_store_generation(NULL) == 0);
    found = STALE(caveat_diagnostics);
    BAD(caveat_store_reload(NULL, &outcome, &found));
    CHECK(outcome == 0 && found == NULL);
    BAD(caveat_store_reload(store, NULL, &found));
    BAD(caveat_store_reload_if_changed(NULL, &outcome, NULL));
    BAD(caveat_store_reload_if_changed(store, NULL, NULL));
    BAD(caveat_store_offer(NULL, rules, &outcome, NULL));
    BAD(caveat_store_offer(store, NULL, &outcome, NULL));
    BAD(caveat_store_offer(store, rules, NULL, NULL));
    BAD(caveat_store_roll_back(NULL));
    out = STALE(caveat_rules);
    BAD(caveat_store_find(NULL, "0", 1, &out));
    CHECK(out == NULL);
    BAD(caveat_store_find(store, NULL, 1, &out));
    BAD(caveat_store_find(store, "0", 1, NULL));
    caveat_store_free(store);
    BAD(caveat_replay(NULL, 1, NULL, NULL, NULL, 0, &replayed));
    CHECK(replayed == NULL);
    BAD(caveat_replay("x", 1, NULL, NULL, NULL, 1, &replayed));
    BAD(caveat_replay("x", 1, NULL, NULL, NULL, 0, NULL));
    CHECK(caveat_replay(NULL, 0, NULL, NULL, NULL, 0, &replayed) == CAVEAT_OK);
    BAD(caveat_replayed_get(NULL, &info));
    BAD(caveat_replayed_get(replayed, NULL));
    caveat_replayed_free(replayed);
    caveat_replayed_free(NULL);
    caveat_rules_free(rules);
}
