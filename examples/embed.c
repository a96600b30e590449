/* Caveat from C99: load a rule file, talk with one patient by calls (answers in, questions and reasons
 * out), then screen a batch of profiles from JSON to JSON, and give everything back.
 *
 *   embed_c_example rules/back-pain-massage.yaml examples/profiles/02-referred.json
 */

#include <caveat/caveat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Says which call failed and how; 0 goes on, anything else is the exit code. */
static int failed(const char *what, caveat_status status) {
    if (status == CAVEAT_OK) return 0;
    fprintf(stderr, "%s: %s\n", what, caveat_status_text(status));
    return 2;
}

static int load(const char *path, caveat_rules **rules) {
    caveat_diagnostics *diagnostics = NULL;
    char *drawn = NULL;
    const caveat_status status = caveat_load_file(path, NULL, rules, &diagnostics);
    if (caveat_diagnostics_render(diagnostics, &drawn) == CAVEAT_OK) fputs(drawn, stderr);
    caveat_string_free(drawn);
    caveat_diagnostics_free(diagnostics);
    return failed(path, status);
}

/* ---- one patient, answer by answer --------------------------------------- */

/* Facts are looked up by name, in any spelling; a program with many patients keeps the places. */
static int set(const caveat_rules *rules, caveat_profile *profile, const char *name,
               caveat_answer answer) {
    caveat_place place;
    caveat_status status = caveat_place_find(rules, name, strlen(name), &place);
    answer.size = sizeof answer;
    if (status == CAVEAT_OK) status = caveat_profile_set(profile, place, &answer);
    return failed(name, status);
}

static int fill(const caveat_rules *rules, caveat_profile *profile) {
    static const caveat_text regions[] = {{"lower back", 10}};
    caveat_answer yes = {0};
    caveat_answer pain = {0};
    caveat_answer where = {0};
    int result = failed("patient", caveat_profile_patient(profile, "p1", 2));
    yes.kind = CAVEAT_ANSWER_YES_NO;
    yes.yes = 1;
    pain.kind = CAVEAT_ANSWER_NUMBER;
    pain.number.coefficient = 8; /* 8.5 would be 85 with a scale of 1 */
    where.kind = CAVEAT_ANSWER_CODES;
    where.present = regions;
    where.present_count = 1;
    where.is_complete = 1; /* no other region hurts */
    if (result == 0) result = failed("day", caveat_profile_as_of(profile, "2026-11-20", 10));
    if (result == 0) result = set(rules, profile, "back pain", yes);
    if (result == 0) result = set(rules, profile, "pain nrs", pain);
    if (result == 0) result = set(rules, profile, "pain regions", where);
    return result;
}

/* What was wrong with the answers: they count as unanswered. */
static int show_problems(caveat_screening *screening) {
    caveat_diagnostics *problems = NULL;
    char *drawn = NULL;
    caveat_status status = caveat_screening_problems(screening, &problems);
    if (status == CAVEAT_OK) status = caveat_diagnostics_render(problems, &drawn);
    if (status == CAVEAT_OK) fputs(drawn, stdout);
    caveat_string_free(drawn);
    caveat_diagnostics_free(problems);
    return failed("problems", status);
}

/* Which rules hold, what they lead to, and why. */
static int explain(const caveat_rules *rules, caveat_screening *screening) {
    const uint32_t *fired = NULL;
    size_t count = 0;
    size_t i;
    int result = failed("fired", caveat_screening_rules_with(screening, CAVEAT_RULE_FIRED, &fired,
                                                             &count));
    for (i = 0; i < count && result == 0; ++i) {
        caveat_rule_info rule = {0};
        caveat_why_result why = {0};
        caveat_reason reason = {0};
        size_t each;
        rule.size = sizeof rule;
        why.size = sizeof why;
        reason.size = sizeof reason;
        result = failed("rule", caveat_rules_rule(rules, fired[i], &rule));
        if (result == 0) result = failed("why", caveat_screening_why(screening, fired[i], &why));
        if (result == 0) {
            printf("  %s (%s)\n", rule.id.data, caveat_word(CAVEAT_WORDS_VERB, rule.strictest));
        }
        for (each = 0; each < why.reason_count && result == 0; ++each) {
            result = failed("reason", caveat_screening_reason(screening, fired[i], each, &reason));
            if (result == 0) printf("    because %s\n", reason.text.data);
        }
    }
    return result;
}

/* What to ask next; the first is the best. */
static int ask(const caveat_rules *rules, caveat_screening *screening) {
    uint32_t count = 0;
    caveat_question question = {0};
    caveat_fact_info fact = {0};
    int result = failed("questions", caveat_screening_question_count(screening, &count, NULL));
    question.size = sizeof question;
    fact.size = sizeof fact;
    printf("  %u questions left\n", (unsigned)count);
    if (count == 0 || result != 0) return result;
    result = failed("question", caveat_screening_question(screening, 0, &question));
    if (result == 0) result = failed("fact", caveat_rules_fact(rules, question.fact, &fact));
    if (result == 0) printf("  next, about `%s`: %s\n", fact.key.data, question.ask.data);
    return result;
}

static int talk(const caveat_rules *rules, caveat_screening *screening) {
    caveat_profile *profile = NULL;
    caveat_screening_info info = {0};
    int result = failed("profile", caveat_profile_new(rules, &profile));
    info.size = sizeof info;
    if (result == 0) result = fill(rules, profile);
    if (result == 0) result = failed("screening", caveat_screen(profile, NULL, screening));
    if (result == 0) result = failed("verdict", caveat_screening_get(screening, &info));
    if (result == 0) {
        /* Software that must be safe reads at_most: the strictest that may still come. */
        printf("p1: %s, at most %s\n", caveat_word(CAVEAT_WORDS_VERDICT, info.verdict),
               caveat_word(CAVEAT_WORDS_VERDICT, info.at_most));
        result = show_problems(screening);
    }
    if (result == 0) result = explain(rules, screening);
    if (result == 0) result = ask(rules, screening);
    caveat_profile_free(profile);
    return result;
}

/* ---- a batch of profiles, from JSON to JSON ------------------------------- */

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

/* One line of JSON a patient. The screening is used again and keeps its memory. */
static int screen_file(const caveat_rules *rules, caveat_screening *screening, const char *path) {
    caveat_screen_options options = {0};
    caveat_profile *profile = NULL;
    caveat_status status;
    char *report = NULL;
    size_t length = 0;
    char *json = read_file(path, &length);
    if (json == NULL) {
        fprintf(stderr, "%s: cannot be read\n", path);
        return 2;
    }
    options.size = sizeof options;
    options.why = CAVEAT_WHY_FIRED;
    status = caveat_profile_from_json(rules, json, length, &options, &profile);
    free(json);
    if (status == CAVEAT_OK) status = caveat_screen(profile, &options, screening);
    if (status == CAVEAT_OK) status = caveat_screening_json(screening, &options, &report, NULL);
    if (status == CAVEAT_OK) fputs(report, stdout);
    caveat_string_free(report);
    caveat_profile_free(profile);
    return failed(path, status);
}

int main(int count, char **arguments) {
    caveat_rules *rules = NULL;
    caveat_screening *screening = NULL;
    int i;
    int result;
    if (count < 2) {
        fprintf(stderr, "usage: embed_c_example RULES [PROFILE...]\n");
        return 2;
    }
    result = load(arguments[1], &rules);
    if (result == 0) result = failed("screening", caveat_screening_new(&screening));
    if (result == 0) result = talk(rules, screening);
    for (i = 2; i < count && result == 0; ++i) result = screen_file(rules, screening, arguments[i]);
    caveat_screening_free(screening);
    caveat_rules_free(rules);
    return result;
}
