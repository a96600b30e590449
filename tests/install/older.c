/* A program of an earlier day, for older.sh: every struct has a guard behind it, and what the library
   says is printed. It uses no member that older.sh cuts off. */

#include <caveat/caveat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { guard = 0xA5 };

static void must(int holds, int line) {
    if (holds) return;
    fprintf(stderr, "older.c:%d\n", line);
    exit(1);
}
#define MUST(what) must((what) ? 1 : 0, __LINE__)

static int is_whole(const unsigned char *behind, size_t count) {
    size_t i;
    for (i = 0; i < count; ++i) {
        if (behind[i] != guard) return 0;
    }
    return 1;
}

/* Declares a guarded struct, and runs a call that uses `name.it`. */
#define GUARDED(type, name) \
    struct { \
        type it; \
        unsigned char behind[64]; \
    } name; \
    memset(&name, 0, sizeof name); \
    memset(name.behind, guard, sizeof name.behind); \
    name.it.size = sizeof name.it
#define OK(name, call) \
    MUST((call) == CAVEAT_OK); \
    MUST(name.it.size == sizeof name.it && is_whole(name.behind, sizeof name.behind))

static const char rule_file[] =
    "caveat: 1\n"
    "id: older\n"
    "version: 1.0.0\n"
    "sources:\n"
    "  S1: {title: A title}\n"
    "facts:\n"
    "  fever: {type: yes/no, ask: \"Have you a fever?\"}\n"
    "  weight: {type: number, unit: kg, from: 1}\n"
    "  side: {type: choice, of: [left, right]}\n"
    "  visits: {type: records, each: visit, of: {sore: {type: yes/no}}}\n"
    "scores:\n"
    "  strain:\n"
    "    points:\n"
    "      - side: {left: 1, right: 2}\n"
    "outcomes:\n"
    "  refer to doctor: {say: See a doctor first.}\n"
    "  suggest {n} visits: {say: \"{n} visits.\"}\n"
    "rules:\n"
    "  - {id: hot, rule: fever and weight < 70 kg → refer to doctor, source: S1}\n"
    "  - {id: left, rule: side is left and any visit where (sore) → suggest 2 visits}\n";

static void look_at_rules(const caveat_rules *rules) {
    uint32_t outcome = 0;
    GUARDED(caveat_rules_info, info);
    GUARDED(caveat_fact_info, fact);
    GUARDED(caveat_field_info, field);
    GUARDED(caveat_code_info, code);
    GUARDED(caveat_rule_info, rule);
    GUARDED(caveat_outcome_info, said);
    GUARDED(caveat_argument_info, argument);
    GUARDED(caveat_score_info, score);
    GUARDED(caveat_source_info, source);
    OK(info, caveat_rules_get(rules, &info.it));
    OK(fact, caveat_rules_fact(rules, 1, &fact.it));
    OK(field, caveat_rules_field(rules, 3, 0, &field.it));
    OK(code, caveat_rules_code(rules, 2, CAVEAT_NONE, 1, &code.it));
    OK(rule, caveat_rules_rule(rules, 0, &rule.it));
    OK(score, caveat_rules_score(rules, 0, &score.it));
    OK(source, caveat_rules_source(rules, 0, &source.it));
    MUST(caveat_rules_find(rules, CAVEAT_THING_OUTCOME, "suggest n visits", 16, &outcome) ==
         CAVEAT_OK);
    OK(said, caveat_rules_outcome(rules, outcome, &said.it));
    OK(argument, caveat_rules_argument(rules, outcome, 0, &argument.it));
    printf("%s %s, %u facts\n", info.it.id.data, info.it.sha256.data, (unsigned)info.it.fact_count);
    printf("%s %s from %d\n", fact.it.key.data, fact.it.unit.data, (int)fact.it.from.coefficient);
    printf("%s, %s, %s from %s\n", field.it.key.data, code.it.key.data, rule.it.sentence.data,
           rule.it.sources[0].data);
    printf("%s %s %s %s\n", said.it.say.data, argument.it.name.data, score.it.key.data,
           source.it.title.data);
}

static void look_at_problems(void) {
    caveat_rules *none = NULL;
    caveat_diagnostics *found = NULL;
    GUARDED(caveat_diagnostic, problem);
    GUARDED(caveat_limits, limits);
    limits.it.nesting = 1;
    MUST(caveat_load_text(rule_file, strlen(rule_file), NULL, &limits.it, &none, &found) ==
         CAVEAT_BAD_RULES);
    OK(problem, caveat_diagnostics_at(found, 0, &problem.it));
    printf("%s at %u:%u\n", problem.it.code.data, (unsigned)problem.it.line,
           (unsigned)problem.it.column);
    caveat_diagnostics_free(found);
}

static void screen(const caveat_rules *rules) {
    caveat_profile *profile = NULL;
    caveat_screening *screening = NULL;
    char *report = NULL;
    caveat_place place = {0, CAVEAT_NONE, CAVEAT_NONE};
    GUARDED(caveat_screen_options, options);
    GUARDED(caveat_answer, answer);
    GUARDED(caveat_screening_info, info);
    GUARDED(caveat_rule_result, result);
    GUARDED(caveat_why_result, why);
    GUARDED(caveat_reason, reason);
    GUARDED(caveat_outcome_found, outcome);
    GUARDED(caveat_score_found, score);
    GUARDED(caveat_question, question);
    options.it.without_clinician = 1;
    MUST(caveat_profile_new(rules, &profile) == CAVEAT_OK);
    MUST(caveat_screening_new(&screening) == CAVEAT_OK);
    answer.it.kind = CAVEAT_ANSWER_YES_NO;
    answer.it.yes = 1;
    OK(answer, caveat_profile_set(profile, place, &answer.it));
    place.fact = 1;
    answer.it.kind = CAVEAT_ANSWER_NUMBER;
    answer.it.number.coefficient = 605;
    answer.it.number.scale = 1;
    OK(answer, caveat_profile_set(profile, place, &answer.it));
    OK(answer, caveat_profile_get(profile, place, &answer.it));
    OK(options, caveat_screen(profile, &options.it, screening));
    OK(info, caveat_screening_get(screening, &info.it));
    OK(result, caveat_screening_rule(screening, 0, &result.it));
    OK(why, caveat_screening_why(screening, 0, &why.it));
    OK(reason, caveat_screening_reason(screening, 0, 1, &reason.it));
    OK(outcome, caveat_screening_outcome(screening, 0, &outcome.it));
    OK(score, caveat_screening_score(screening, 0, &score.it));
    OK(question, caveat_screening_question(screening, 0, &question.it));
    MUST(caveat_screening_json(screening, &options.it, &report, NULL) == CAVEAT_OK);
    printf("%d, %s, %s, %u, %d to %d, %u\n", (int)answer.it.number.coefficient,
           caveat_word(CAVEAT_WORDS_VERDICT, info.it.at_most), reason.it.subject.data,
           (unsigned)why.it.reason_count, (int)score.it.low.coefficient,
           (int)score.it.high.coefficient, (unsigned)question.it.fact);
    printf("%u\n%s", (unsigned)outcome.it.outcome, report);
    caveat_string_free(report);
    caveat_screening_free(screening);
    caveat_profile_free(profile);
}

int main(void) {
    const size_t bytes =
        sizeof(caveat_rules_info) + sizeof(caveat_fact_info) + sizeof(caveat_field_info) +
        sizeof(caveat_code_info) + sizeof(caveat_rule_info) + sizeof(caveat_screen_options) +
        sizeof(caveat_answer) + sizeof(caveat_screening_info) + sizeof(caveat_question);
    caveat_rules *rules = NULL;
    MUST(caveat_load_text(rule_file, strlen(rule_file), NULL, NULL, &rules, NULL) == CAVEAT_OK);
    printf("%u bytes\n", (unsigned)bytes);
    look_at_rules(rules);
    look_at_problems();
    screen(rules);
    caveat_rules_free(rules);
    return 0;
}
