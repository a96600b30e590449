/* Structs of programs that are older or newer than the library. */

#include "checks.h"

enum { more = 16, stale = 0xA5 };

/* Whether the bytes from `first` up to `end` are all `byte`. */
static int are_all(const void *memory, size_t first, size_t end, int byte) {
    const unsigned char *const bytes = (const unsigned char *)memory;
    size_t i;
    for (i = first; i < end; ++i) {
        if (bytes[i] != byte) return 0;
    }
    return 1;
}

/* A struct that the library fills, by `call` over `it.given`: without a size, with a size alone, of
   an older program, of this one, of a newer one, and of a newer one that wants what is not there. */
#define TRY_OUT(type, call) \
    do { \
        struct { \
            type given; \
            unsigned char tail[more]; \
        } it; \
        const size_t known = sizeof(type); \
        /* Up to a member that an older program has not. */ \
        const size_t half = known / 2 / sizeof(size_t) * sizeof(size_t); \
        size_t size; \
        for (size = 0; size < sizeof(size_t); ++size) { \
            memset(&it, stale, sizeof it); \
            it.given.size = size; \
            CHECK((call) == CAVEAT_BAD_ARGUMENT); \
            CHECK(it.given.size == size && are_all(&it, sizeof(size_t), sizeof it, stale)); \
        } \
        memset(&it, stale, sizeof it); \
        it.given.size = sizeof(size_t); \
        CHECK((call) == CAVEAT_OK); \
        CHECK(are_all(&it, sizeof(size_t), sizeof it, stale)); \
        memset(&it, stale, sizeof it); \
        it.given.size = half; \
        CHECK((call) == CAVEAT_OK); \
        CHECK(it.given.size == half && are_all(&it, half, sizeof it, stale)); \
        CHECK(half == sizeof(size_t) || !are_all(&it, sizeof(size_t), half, stale)); \
        memset(&it, stale, sizeof it); \
        it.given.size = known; \
        CHECK((call) == CAVEAT_OK); \
        CHECK(it.given.size == known && are_all(&it, known, sizeof it, stale)); \
        memset(&it, stale, sizeof it); \
        memset(it.tail, 0, more); \
        it.given.size = sizeof it; \
        CHECK((call) == CAVEAT_OK); \
        CHECK(it.given.size == sizeof it && are_all(&it, known, sizeof it, 0)); \
        memset(&it, stale, sizeof it); \
        memset(it.tail, 0, more - 1); \
        it.given.size = sizeof it; \
        CHECK((call) == CAVEAT_BAD_ARGUMENT); \
    } while (0)

/* The same for a struct that the library reads; all that it knows is 0. */
#define TRY_IN(type, call) \
    do { \
        struct { \
            type given; \
            unsigned char tail[more]; \
        } it; \
        size_t size; \
        memset(&it, 0, sizeof it); \
        for (size = 0; size < sizeof(size_t); ++size) { \
            it.given.size = size; \
            CHECK((call) == CAVEAT_BAD_ARGUMENT); \
        } \
        memset(&it, stale, sizeof it); \
        it.given.size = sizeof(size_t); /* the rest is not read */ \
        CHECK((call) == CAVEAT_OK); \
        memset(&it, 0, sizeof it); \
        memset(it.tail, stale, more); \
        it.given.size = sizeof(type); \
        CHECK((call) == CAVEAT_OK); \
        memset(it.tail, 0, more); \
        it.given.size = sizeof it; \
        CHECK((call) == CAVEAT_OK); \
        it.tail[more - 1] = 1; \
        CHECK((call) == CAVEAT_BAD_ARGUMENT); \
        it.given.size = sizeof it - 1; \
        CHECK((call) == CAVEAT_OK); \
    } while (0)

static void of_rules(const caveat_rules *rules) {
    TRY_OUT(caveat_rules_info, caveat_rules_get(rules, &it.given));
    TRY_OUT(caveat_fact_info, caveat_rules_fact(rules, 1, &it.given));
    TRY_OUT(caveat_field_info, caveat_rules_field(rules, 6, 0, &it.given));
    TRY_OUT(caveat_code_info, caveat_rules_code(rules, 3, CAVEAT_NONE, 0, &it.given));
    TRY_OUT(caveat_rule_info, caveat_rules_rule(rules, 0, &it.given));
    TRY_OUT(caveat_outcome_info, caveat_rules_outcome(rules, 2, &it.given));
    TRY_OUT(caveat_score_info, caveat_rules_score(rules, 0, &it.given));
    TRY_OUT(caveat_source_info, caveat_rules_source(rules, 0, &it.given));
}

static void of_arguments(const caveat_rules *rules) {
    uint32_t outcome;
    FRESH(caveat_outcome_info, info);
    for (outcome = 0; caveat_rules_outcome(rules, outcome, &info) == CAVEAT_OK; ++outcome) {
        if (info.argument_count == 0) continue;
        TRY_OUT(caveat_argument_info, caveat_rules_argument(rules, outcome, 0, &it.given));
    }
}

/* How many problems had labels, arguments and fixes. */
struct parts {
    int labels;
    int arguments;
    int fixes;
};

static void of_broken(const char *broken, struct parts *parts) {
    caveat_rules *rules = NULL;
    caveat_diagnostics *found = NULL;
    size_t i;
    CHECK(caveat_load_text(broken, strlen(broken), NULL, NULL, &rules, &found) == CAVEAT_BAD_RULES);
    for (i = 0; i < caveat_diagnostics_count(found); ++i) {
        FRESH(caveat_diagnostic, problem);
        CHECK(caveat_diagnostics_at(found, i, &problem) == CAVEAT_OK);
        TRY_OUT(caveat_diagnostic, caveat_diagnostics_at(found, i, &it.given));
        if (problem.label_count != 0) {
            ++parts->labels;
            TRY_OUT(caveat_label, caveat_diagnostics_label(found, i, 0, &it.given));
        }
        if (problem.argument_count != 0) {
            ++parts->arguments;
            TRY_OUT(caveat_message_argument,
                    caveat_diagnostics_argument(found, i, 0, &it.given));
        }
        if (problem.fix_count != 0) {
            FRESH(caveat_fix, fix);
            FRESH(caveat_edit, edit);
            ++parts->fixes;
            TRY_OUT(caveat_fix, caveat_diagnostics_fix(found, i, 0, &it.given));
            TRY_OUT(caveat_edit, caveat_diagnostics_edit(found, i, 0, 0, &it.given));
            CHECK(caveat_diagnostics_fix(found, i, 0, &fix) == CAVEAT_OK && fix.edit_count > 0);
            CHECK(caveat_diagnostics_edit(found, i, 0, 0, &edit) == CAVEAT_OK);
            CHECK(edit.begin <= edit.end && edit.end <= strlen(broken));
            CHECK(caveat_diagnostics_edit(found, i, 0, fix.edit_count, &edit) == CAVEAT_NOT_FOUND);
        }
    }
    caveat_diagnostics_free(found);
}

static void of_diagnostics(void) {
    struct parts parts = {0, 0, 0};
    /* Two spellings of one name. */
    of_broken(
        "caveat: 1\nid: x\nfacts:\n  a b: {type: yes/no}\n  a-b: {type: yes/no}\noutcomes:\n"
        "  avoid massage: {say: No.}\nrules:\n  - a b → avoid massage\n",
        &parts);
    /* A unit and a name that are misspelt. */
    of_broken(
        "caveat: 1\nid: x\nfacts:\n  weight: {type: number, unit: Kg}\noutcomes:\n"
        "  avoid massage: {say: No.}\nrules:\n  - {id: a, rule: waight >= 70 → avoid massage}\n",
        &parts);
    CHECK(parts.labels > 0);
    CHECK(parts.arguments > 0);
    CHECK(parts.fixes > 0);
}

void test_sizes_out(void) {
    caveat_rules *const rules = load(small_rules);
    caveat_profile *const profile = read_profile(
        rules, "\"back_pain\": true, \"pain_nrs\": 8, \"weight\": 70, \"regions\": [\"neck\"]");
    caveat_screening *screening = NULL;
    caveat_replayed *replayed = NULL;
    of_rules(rules);
    of_arguments(rules);
    of_diagnostics();
    CHECK(caveat_screening_new(&screening) == CAVEAT_OK);
    CHECK(caveat_screen(profile, NULL, screening) == CAVEAT_OK);
    TRY_OUT(caveat_answer,
            caveat_profile_get(profile, place_of(rules, "regions"), &it.given));
    TRY_OUT(caveat_screening_info, caveat_screening_get(screening, &it.given));
    TRY_OUT(caveat_rule_result, caveat_screening_rule(screening, 0, &it.given));
    TRY_OUT(caveat_why_result, caveat_screening_why(screening, 0, &it.given));
    TRY_OUT(caveat_reason, caveat_screening_reason(screening, 0, 0, &it.given));
    TRY_OUT(caveat_reason, caveat_screening_near_miss(screening, 3, &it.given));
    TRY_OUT(caveat_outcome_found, caveat_screening_outcome(screening, 0, &it.given));
    TRY_OUT(caveat_score_found, caveat_screening_score(screening, 0, &it.given));
    TRY_OUT(caveat_question, caveat_screening_question(screening, 0, &it.given));
    CHECK(caveat_replay("{}", 2, NULL, NULL, NULL, 0, &replayed) == CAVEAT_OK);
    TRY_OUT(caveat_replayed_info, caveat_replayed_get(replayed, &it.given));
    caveat_replayed_free(replayed);
    caveat_screening_free(screening);
    caveat_profile_free(profile);
    caveat_rules_free(rules);
}

/* Each makes a handle, and frees it where there is one. */
static caveat_status load_within(const caveat_limits *limits) {
    caveat_rules *rules = NULL;
    const caveat_status status =
        caveat_load_text(small_rules, strlen(small_rules), NULL, limits, &rules, NULL);
    CHECK((rules != NULL) == (status == CAVEAT_OK));
    caveat_rules_free(rules);
    return status;
}

static caveat_status open_store(const caveat_rules *rules, const caveat_store_options *options) {
    caveat_store *store = NULL;
    const caveat_status status = caveat_store_new(rules, options, &store);
    CHECK((store != NULL) == (status == CAVEAT_OK));
    caveat_store_free(store);
    return status;
}

static caveat_status screen_json(const caveat_rules *rules, const caveat_screen_options *options) {
    char *report = NULL;
    const caveat_status status = caveat_screen_json(rules, "{}", 2, options, &report, NULL);
    CHECK((report != NULL) == (status == CAVEAT_OK));
    caveat_string_free(report);
    return status;
}

static caveat_status read_json(const caveat_rules *rules, const caveat_screen_options *options) {
    caveat_profile *profile = NULL;
    const caveat_status status = caveat_profile_from_json(rules, "{}", 2, options, &profile);
    CHECK((profile != NULL) == (status == CAVEAT_OK));
    caveat_profile_free(profile);
    return status;
}

typedef caveat_status (*writer)(caveat_screening *screening, const caveat_screen_options *options,
                                char **text, size_t *length);

static caveat_status written(writer write, caveat_screening *screening,
                             const caveat_screen_options *options) {
    char *text = NULL;
    const caveat_status status = write(screening, options, &text, NULL);
    CHECK((text != NULL) == (status == CAVEAT_OK));
    caveat_string_free(text);
    return status;
}

static caveat_status write_record(caveat_screening *screening,
                                  const caveat_screen_options *options, char **text,
                                  size_t *length) {
    return caveat_screening_record(screening, options, NULL, 0, text, length);
}

void test_sizes_in(void) {
    caveat_rules *const rules = load(small_rules);
    caveat_profile *const profile = read_profile(rules, "\"back_pain\": true");
    caveat_screening *screening = NULL;
    CHECK(caveat_screening_new(&screening) == CAVEAT_OK);
    TRY_IN(caveat_limits, load_within(&it.given));
    TRY_IN(caveat_store_options, open_store(rules, &it.given));
    TRY_IN(caveat_answer, caveat_profile_set(profile, place_of(rules, "side"), &it.given));
    TRY_IN(caveat_screen_options, screen_json(rules, &it.given));
    TRY_IN(caveat_screen_options, read_json(rules, &it.given));
    TRY_IN(caveat_screen_options, caveat_screen(profile, &it.given, screening));
    CHECK(caveat_screen(profile, NULL, screening) == CAVEAT_OK);
    TRY_IN(caveat_screen_options, written(caveat_screening_json, screening, &it.given));
    TRY_IN(caveat_screen_options, written(caveat_screening_text, screening, &it.given));
    TRY_IN(caveat_screen_options, written(write_record, screening, &it.given));
    {
        /* Bounds that bind, one after the other; the rest stays as usual. */
        FRESH(caveat_limits, limits);
        limits.file_bytes = 100;
        CHECK(load_within(&limits) == CAVEAT_BAD_RULES);
        limits.file_bytes = 0;
        limits.rules = 4;
        CHECK(load_within(&limits) == CAVEAT_BAD_RULES);
        limits.rules = 5;
        CHECK(load_within(&limits) == CAVEAT_OK);
        limits.facts = 6;
        CHECK(load_within(&limits) == CAVEAT_BAD_RULES);
    }
    caveat_screening_free(screening);
    caveat_profile_free(profile);
    caveat_rules_free(rules);
}
