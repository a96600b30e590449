/* What a rule set says of itself, and what is wrong with one. */

#include "checks.h"

static void says_of_itself(const caveat_rules *rules) {
    FRESH(caveat_rules_info, info);
    CHECK(caveat_rules_get(rules, &info) == CAVEAT_OK);
    CHECK_TEXT(info.id.data, "small");
    CHECK(info.id.length == 5);
    CHECK_TEXT(info.version.data, "1.2.3");
    CHECK_TEXT(info.title.data, "One of everything");
    CHECK_TEXT(info.screens.data, "massage");
    CHECK(info.sha256.length == 64);
    CHECK_TEXT(info.text.data, small_rules);
    CHECK(info.review_by.year == 2027 && info.review_by.month == 11 && info.review_by.day == 20);
    CHECK(info.fact_count == 7 && info.rule_count == 5 && info.outcome_count == 3);
    CHECK(info.score_count == 1 && info.source_count == 1);
}

static void says_of_facts(const caveat_rules *rules) {
    FRESH(caveat_fact_info, fact);
    FRESH(caveat_field_info, field);
    FRESH(caveat_code_info, code);
    const caveat_place depth = place_of(rules, "sessions[0].depth");
    CHECK(caveat_rules_fact(rules, place_of(rules, "Pain-NRS").fact, &fact) == CAVEAT_OK);
    CHECK_TEXT(fact.name.data, "pain nrs");
    CHECK_TEXT(fact.key.data, "pain_nrs");
    CHECK_TEXT(fact.ask.data, "How strong is it?");
    CHECK_TEXT(fact.unit.data, "");
    CHECK(fact.kind == CAVEAT_FACT_NUMBER && fact.whom == CAVEAT_PATIENT && fact.is_whole == 1);
    CHECK(fact.from.is_known && fact.from.coefficient == 0);
    CHECK(fact.to.is_known && fact.to.coefficient == 10 && fact.to.scale == 0);
    CHECK(caveat_rules_fact(rules, place_of(rules, "side").fact, &fact) == CAVEAT_OK);
    CHECK(fact.kind == CAVEAT_FACT_CHOICE && fact.code_count == 2 && !fact.to.is_known);
    CHECK(fact.whom == CAVEAT_CLINICIAN);
    CHECK(caveat_rules_code(rules, place_of(rules, "side").fact, CAVEAT_NONE, 1, &code) ==
          CAVEAT_OK);
    CHECK_TEXT(code.key.data, "right");
    CHECK(caveat_rules_code(rules, place_of(rules, "regions").fact, CAVEAT_NONE, 1, &code) ==
          CAVEAT_OK);
    CHECK_TEXT(code.key.data, "lower_back");
    CHECK_TEXT(code.label.data, "lower back");
    CHECK(caveat_rules_fact(rules, depth.fact, &fact) == CAVEAT_OK);
    CHECK(fact.kind == CAVEAT_FACT_RECORDS && fact.field_count == 3);
    CHECK_TEXT(fact.each.data, "session");
    CHECK(caveat_rules_field(rules, depth.fact, depth.field, &field) == CAVEAT_OK);
    CHECK_TEXT(field.key.data, "depth");
    CHECK_TEXT(field.unit.data, "mm");
    CHECK(field.kind == CAVEAT_FACT_NUMBER && field.to.coefficient == 50);
    CHECK(caveat_rules_code(rules, depth.fact, 1, 0, &code) == CAVEAT_OK);
    CHECK_TEXT(code.key.data, "gentle");
}

static void says_of_rules(const caveat_rules *rules) {
    FRESH(caveat_rule_info, rule);
    FRESH(caveat_outcome_info, outcome);
    FRESH(caveat_argument_info, argument);
    FRESH(caveat_score_info, score);
    FRESH(caveat_source_info, source);
    uint32_t severe = 9;
    uint32_t sessions = 9;
    CHECK(caveat_rules_find(rules, CAVEAT_THING_RULE, "severe", 6, &severe) == CAVEAT_OK);
    CHECK(caveat_rules_find(rules, CAVEAT_THING_RULE, "sessions", 8, &sessions) == CAVEAT_OK);
    CHECK(caveat_rules_rule(rules, severe, &rule) == CAVEAT_OK);
    CHECK_TEXT(rule.id.data, "severe");
    CHECK_TEXT(rule.because.data, "Strong pain is looked at first.");
    CHECK(contains(rule.sentence.data, "back pain and pain nrs >= 7"));
    CHECK(rule.source_count == 1);
    CHECK_TEXT(rule.sources[0].data, "S1");
    CHECK(rule.outcome_count == 1 && rule.overrides_count == 1 && rule.overridden_by_count == 0);
    CHECK(rule.overrides[0] == sessions);
    CHECK(rule.strictest == CAVEAT_REFER && rule.if_unknown == CAVEAT_ASK);
    CHECK(rule.end > rule.begin && rule.line > 1 && rule.column > 1);
    CHECK(caveat_rules_outcome(rules, rule.outcomes[0], &outcome) == CAVEAT_OK);
    CHECK_TEXT(outcome.say.data, "See a doctor first.");
    CHECK(caveat_rules_rule(rules, sessions, &rule) == CAVEAT_OK);
    CHECK(rule.if_unknown == CAVEAT_PRESUME && rule.overridden_by_count == 1);
    CHECK(caveat_rules_outcome(rules, rule.outcomes[0], &outcome) == CAVEAT_OK);
    CHECK(outcome.verb == CAVEAT_SUGGEST && outcome.argument_count == 1);
    CHECK_TEXT(outcome.say.data, "We suggest 4 sessions.");
    CHECK(caveat_rules_argument(rules, rule.outcomes[0], 0, &argument) == CAVEAT_OK);
    CHECK_TEXT(argument.name.data, "n");
    CHECK(argument.value.coefficient == 4 && argument.value.is_known == 1);
    CHECK(caveat_rules_score(rules, 0, &score) == CAVEAT_OK);
    CHECK_TEXT(score.key.data, "strain");
    CHECK(score.band_count == 2);
    CHECK_TEXT(score.bands[1].data, "high");
    CHECK(caveat_rules_source(rules, 0, &source) == CAVEAT_OK);
    CHECK_TEXT(source.author.data, "A person");
    CHECK_TEXT(source.says.data, "What it says.");
}

static void finds(const caveat_rules *rules) {
    uint32_t index = 9;
    caveat_place place;
    char *path = NULL;
    size_t length = 9;
    CHECK(caveat_rules_find(rules, CAVEAT_THING_FACT, "pain nrs", 8, &index) == CAVEAT_OK);
    CHECK(index == 1);
    CHECK(caveat_rules_find(rules, CAVEAT_THING_OUTCOME, "avoid_massage", 13, &index) == CAVEAT_OK);
    CHECK(index < 3);
    CHECK(caveat_rules_find(rules, CAVEAT_THING_SCORE, "strain", 6, &index) == CAVEAT_OK);
    CHECK(caveat_rules_find(rules, CAVEAT_THING_SOURCE, "S1", 2, &index) == CAVEAT_OK);
    CHECK(caveat_rules_find(rules, CAVEAT_THING_RULE, "none", 4, &index) == CAVEAT_NOT_FOUND);
    CHECK(index == 0);
    CHECK(caveat_rules_find(rules, 5, "S1", 2, &index) == CAVEAT_BAD_ARGUMENT);
    CHECK(caveat_rules_find(rules, -1, "S1", 2, &index) == CAVEAT_BAD_ARGUMENT);
    place = place_of(rules, "facts.sessions[2].eased");
    CHECK(place.record == 2 && place.field == 2);
    CHECK(caveat_place_path(rules, place, &path, &length) == CAVEAT_OK);
    CHECK_TEXT(path, "facts.sessions[2].eased");
    CHECK(path != NULL && length == strlen(path));
    caveat_string_free(path);
    place = place_of(rules, "side");
    CHECK(place.record == CAVEAT_NONE && place.field == CAVEAT_NONE);
    CHECK(caveat_place_find(rules, "seide", 5, &place) == CAVEAT_NOT_FOUND);
    place.fact = 70;
    CHECK(caveat_place_path(rules, place, &path, &length) == CAVEAT_NOT_FOUND);
    CHECK(path == NULL && length == 0);
}

/* What is in the files is golden elsewhere: here, that each form is the one asked for. */
static void says_what_a_profile_holds(const caveat_rules *rules) {
    static const char *const marks[] = {"\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"",
                                        "export interface Profile", "class Profile(ProfileDay, total=False)"};
    caveat_schema_form form;
    for (form = CAVEAT_SCHEMA_JSON; form <= CAVEAT_SCHEMA_PYTHON; ++form) {
        char *text = NULL;
        char *again = NULL;
        size_t length = 0;
        CHECK(caveat_rules_schema(rules, form, &text, &length) == CAVEAT_OK);
        REQUIRE(text != NULL);
        CHECK(length == strlen(text) && text[length - 1] == '\n');
        CHECK(contains(text, marks[form]));
        CHECK(contains(text, "How strong is it?"));
        CHECK(contains(text, "lower_back"));
        CHECK(caveat_rules_schema(rules, form, &again, NULL) == CAVEAT_OK);
        CHECK_TEXT(again, text);
        caveat_string_free(again);
        caveat_string_free(text);
    }
    for (form = -1; form <= CAVEAT_SCHEMA_PYTHON + 1; form += CAVEAT_SCHEMA_PYTHON + 2) {
        char *text = NULL;
        size_t length = 9;
        CHECK(caveat_rules_schema(rules, form, &text, &length) == CAVEAT_BAD_ARGUMENT);
        CHECK(text == NULL && length == 0);
    }
}

void test_rules(void) {
    caveat_rules *rules = load(small_rules);
    says_what_a_profile_holds(rules);
    says_of_itself(rules);
    says_of_facts(rules);
    says_of_rules(rules);
    finds(rules);
    caveat_rules_free(rules);
    CHECK_TEXT(caveat_version(), CAVEAT_VERSION_STRING);
    CHECK_TEXT(caveat_word(CAVEAT_WORDS_VERDICT, CAVEAT_REFER_FIRST), "refer_first");
    CHECK_TEXT(caveat_word(CAVEAT_WORDS_TRUTH, CAVEAT_UNKNOWN), "unknown");
    CHECK_TEXT(caveat_word(CAVEAT_WORDS_SEVERITY, CAVEAT_WARNING), "warning");
    CHECK_TEXT(caveat_word(CAVEAT_WORDS_FACT_KIND, CAVEAT_FACT_RECORDS), "records");
    CHECK_TEXT(caveat_word(CAVEAT_WORDS_VERB, CAVEAT_AVOID), "avoid");
    CHECK_TEXT(caveat_word(CAVEAT_WORDS_RESPONDENT, CAVEAT_CLINICIAN), "clinician");
    CHECK_TEXT(caveat_word(CAVEAT_WORDS_IF_UNKNOWN, CAVEAT_IGNORE), "ignore");
    CHECK_TEXT(caveat_word(CAVEAT_WORDS_RULE_STATUS, CAVEAT_RULE_OVERRIDDEN), "overridden");
    CHECK_TEXT(caveat_word(CAVEAT_WORDS_CERTAINTY, CAVEAT_CERTAIN), "certain");
    CHECK(caveat_word(CAVEAT_WORDS_OPERATOR, CAVEAT_OP_LIFTED)[0] != '\0');
    CHECK_TEXT(caveat_word(CAVEAT_WORDS_REPLAY, CAVEAT_REPLAY_SAME), "same");
    CHECK_TEXT(caveat_word(CAVEAT_WORDS_OPERATOR, CAVEAT_OP_LIFTED + 1), "");
    CHECK_TEXT(caveat_word(CAVEAT_WORDS_VERB, 256), "");
    CHECK_TEXT(caveat_word(CAVEAT_WORDS_VERB, -1), "");
    CHECK_TEXT(caveat_word(CAVEAT_WORDS_REPLAY + 1, 0), "");
    CHECK_TEXT(caveat_word(-1, 0), "");
}

void test_diagnostics(void) {
    static const char broken[] =
        "caveat: 1\n"
        "id: é\n"
        "facts:\n"
        "  back pain: {type: yes/no}\n"
        "  back pain: {type: yes/no}\n"
        "rules:\n"
        "  - {id: a, rule: bakc pain → avoid massage}\n";
    caveat_rules *rules = NULL;
    caveat_diagnostics *found = NULL;
    char *drawn = NULL;
    size_t count;
    size_t i;
    size_t arguments = 0;
    FRESH(caveat_diagnostic, problem);
    FRESH(caveat_label, label);
    FRESH(caveat_message_argument, argument);
    CHECK(caveat_load_text(broken, strlen(broken), "b.yaml", NULL, &rules, &found) ==
          CAVEAT_BAD_RULES);
    CHECK(rules == NULL && found != NULL);
    count = caveat_diagnostics_count(found);
    CHECK(count > 0);
    CHECK(caveat_diagnostics_render(found, &drawn) == CAVEAT_OK);
    for (i = 0; i < count; ++i) {
        static char spot[64];
        CHECK(caveat_diagnostics_at(found, i, &problem) == CAVEAT_OK);
        CHECK(problem.code.length > 0 && problem.message.length > 0);
        CHECK_TEXT(problem.path.data, "");
        snprintf(spot, sizeof spot, "b.yaml:%u:%u", (unsigned)problem.line, (unsigned)problem.column);
        CHECK(contains(drawn, spot));
        CHECK(contains(drawn, problem.code.data));
        if (problem.label_count > 0) {
            CHECK(caveat_diagnostics_label(found, i, 0, &label) == CAVEAT_OK);
            CHECK(label.text.length > 0 && label.end <= strlen(broken));
        }
        if (problem.argument_count > 0) {
            ++arguments;
            CHECK(caveat_diagnostics_argument(found, i, 0, &argument) == CAVEAT_OK);
            CHECK(argument.name.length > 0);
        }
        CHECK(caveat_diagnostics_label(found, i, problem.label_count, &label) == CAVEAT_NOT_FOUND);
        CHECK(caveat_diagnostics_argument(found, i, problem.argument_count, &argument) ==
              CAVEAT_NOT_FOUND);
    }
    CHECK(arguments > 0);
    caveat_string_free(drawn);
    caveat_diagnostics_free(found);
    CHECK(caveat_load_file("/nowhere/rules.yaml", NULL, &rules, &found) == CAVEAT_BAD_RULES);
    CHECK(rules == NULL && caveat_diagnostics_count(found) == 1);
    caveat_diagnostics_free(found);
    CHECK(caveat_load_text(small_rules, strlen(small_rules), NULL, NULL, &rules, &found) ==
          CAVEAT_OK);
    drawn = NULL;
    CHECK(caveat_diagnostics_render(found, &drawn) == CAVEAT_OK);
    CHECK(caveat_diagnostics_count(found) != 0 || strcmp(drawn, "") == 0);
    caveat_string_free(drawn);
    caveat_diagnostics_free(found);
    caveat_rules_free(rules);
}
