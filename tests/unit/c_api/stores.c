/* Versions that are replaced, and records that are replayed. */

#include "checks.h"

static const char second_rules[] =
    "caveat: 1\nid: small\nversion: 2.0.0\nfacts:\n  back pain: {type: yes/no}\noutcomes:\n"
    "  avoid massage: {say: No.}\nrules:\n  - back pain → avoid massage\n";

/* Refuses what has fewer rules than `user` says, and keeps count. */
struct gate {
    uint32_t least_rules;
    int asked;
};

static int32_t has_enough(void *user, caveat_rules *now, caveat_rules *next) {
    struct gate *const gate = (struct gate *)user;
    FRESH(caveat_rules_info, info);
    ++gate->asked;
    CHECK(caveat_rules_get(now, &info) == CAVEAT_OK);
    CHECK(caveat_rules_get(next, &info) == CAVEAT_OK);
    return info.rule_count >= gate->least_rules;
}

static void is_current(caveat_store *store, const char *version) {
    caveat_rules *rules = NULL;
    caveat_rules *again = NULL;
    FRESH(caveat_rules_info, info);
    CHECK(caveat_store_current(store, &rules) == CAVEAT_OK);
    CHECK(caveat_store_current(store, &again) == CAVEAT_OK);
    CHECK(rules == again); /* asking costs nothing */
    CHECK(caveat_rules_get(rules, &info) == CAVEAT_OK);
    CHECK_TEXT(info.version.data, version);
    caveat_rules_free(rules);
    caveat_rules_free(again);
}

void test_store(void) {
    caveat_rules *first = load(small_rules);
    caveat_rules *second = load(second_rules);
    caveat_rules *found = NULL;
    caveat_store *store = NULL;
    caveat_diagnostics *diagnostics = NULL;
    caveat_reload_outcome outcome = 9;
    struct gate gate = {0, 0};
    FRESH(caveat_rules_info, info);
    FRESH(caveat_store_options, options);
    options.accept = has_enough;
    options.user = &gate;
    CHECK(caveat_store_new(first, &options, &store) == CAVEAT_OK);
    CHECK(caveat_store_generation(store) == 1);
    is_current(store, "1.2.3");
    CHECK(caveat_store_offer(store, first, &outcome, NULL) == CAVEAT_OK);
    CHECK(outcome == CAVEAT_RELOAD_UNCHANGED);
    gate.least_rules = 5;
    CHECK(caveat_store_offer(store, second, &outcome, &diagnostics) == CAVEAT_OK);
    CHECK(outcome == CAVEAT_RELOAD_REFUSED && caveat_diagnostics_count(diagnostics) == 1);
    caveat_diagnostics_free(diagnostics);
    is_current(store, "1.2.3");
    gate.least_rules = 1;
    CHECK(caveat_store_offer(store, second, &outcome, &diagnostics) == CAVEAT_OK);
    CHECK(outcome == CAVEAT_RELOAD_SWAPPED && gate.asked == 2);
    caveat_diagnostics_free(diagnostics);
    CHECK(caveat_store_generation(store) == 2);
    is_current(store, "2.0.0");
    CHECK(caveat_rules_get(first, &info) == CAVEAT_OK);
    CHECK(caveat_store_find(store, info.sha256.data, info.sha256.length, &found) == CAVEAT_OK);
    CHECK(caveat_rules_get(found, &info) == CAVEAT_OK);
    CHECK_TEXT(info.version.data, "1.2.3");
    caveat_rules_free(found);
    CHECK(caveat_store_find(store, "0", 1, &found) == CAVEAT_NOT_FOUND && found == NULL);
    CHECK(caveat_store_reload(store, &outcome, &diagnostics) == CAVEAT_OK);
    CHECK(outcome == CAVEAT_RELOAD_UNREADABLE && caveat_diagnostics_count(diagnostics) == 1);
    caveat_diagnostics_free(diagnostics);
    CHECK(caveat_store_reload_if_changed(store, &outcome, NULL) == CAVEAT_OK);
    CHECK(outcome == CAVEAT_RELOAD_UNREADABLE);
    CHECK(caveat_store_roll_back(store) == CAVEAT_OK);
    is_current(store, "1.2.3");
    CHECK(caveat_store_roll_back(store) == CAVEAT_NOT_FOUND);
    caveat_store_free(store);
    CHECK(caveat_store_open("/nowhere/rules.yaml", NULL, &store, &diagnostics) == CAVEAT_BAD_RULES);
    CHECK(store == NULL && caveat_diagnostics_count(diagnostics) == 1);
    caveat_diagnostics_free(diagnostics);
    caveat_rules_free(first);
    caveat_rules_free(second);
}

static caveat_status only_this(void *user, const char *sha256, caveat_rules **rules) {
    caveat_rules *const held = (caveat_rules *)user;
    FRESH(caveat_rules_info, info);
    CHECK(caveat_rules_get(held, &info) == CAVEAT_OK);
    if (strcmp(sha256, info.sha256.data) != 0) return CAVEAT_NOT_FOUND;
    *rules = caveat_rules_retain(held);
    return CAVEAT_OK;
}

static caveat_status nobody_knows(void *user, const char *sha256, caveat_rules **rules) {
    (void)sha256;
    (void)rules;
    return *(const caveat_status *)user;
}

static void replays(const char *record, caveat_rules_finder finder, void *user,
                    const char *profile, caveat_replay_outcome expected) {
    caveat_replayed *replayed = NULL;
    FRESH(caveat_replayed_info, info);
    CHECK(caveat_replay(record, strlen(record), finder, user, profile,
                        profile != NULL ? strlen(profile) : 0, &replayed) == CAVEAT_OK);
    CHECK(caveat_replayed_get(replayed, &info) == CAVEAT_OK);
    if (info.outcome != expected) fprintf(stderr, "%d at %s\n", (int)info.outcome, info.path.data);
    CHECK(info.outcome == expected);
    if (expected != CAVEAT_REPLAY_UNREADABLE) CHECK_TEXT(info.id.data, "p1");
    caveat_replayed_free(replayed);
}

void test_replay(void) {
    static const char json[] =
        "{\"patient\": \"p1\", \"as_of\": \"2026-11-20\", \"facts\": {\"back_pain\": true}}";
    caveat_rules *rules = load(small_rules);
    caveat_rules *other = load(second_rules);
    caveat_profile *profile = NULL;
    caveat_screening *screening = NULL;
    caveat_replayed *replayed = NULL;
    caveat_status status = CAVEAT_NOT_FOUND;
    char *record = NULL;
    size_t length = 0;
    FRESH(caveat_screen_options, options);
    CHECK(caveat_profile_from_json(rules, json, strlen(json), NULL, &profile) == CAVEAT_OK);
    CHECK(caveat_screening_new(&screening) == CAVEAT_OK);
    CHECK(caveat_screen(profile, NULL, screening) == CAVEAT_OK);
    CHECK(caveat_screening_record(screening, NULL, NULL, 0, &record, &length) == CAVEAT_OK);
    REQUIRE(record != NULL && strlen(record) == length);
    replays(record, only_this, rules, NULL, CAVEAT_REPLAY_SAME);
    replays(record, only_this, other, NULL, CAVEAT_REPLAY_NO_RULES);
    replays(record, nobody_knows, &status, NULL, CAVEAT_REPLAY_NO_RULES);
    replays(record, NULL, NULL, NULL, CAVEAT_REPLAY_NO_RULES);
    status = CAVEAT_OK; /* and no handle */
    replays(record, nobody_knows, &status, NULL, CAVEAT_REPLAY_NO_RULES);
    status = CAVEAT_BAD_RULES;
    CHECK(caveat_replay(record, length, nobody_knows, &status, NULL, 0, &replayed) ==
          CAVEAT_BAD_RULES);
    CHECK(replayed == NULL);
    record[length / 2] = record[length / 2] == 'x' ? 'y' : 'x';
    CHECK(caveat_replay(record, length, only_this, rules, NULL, 0, &replayed) == CAVEAT_OK);
    {
        FRESH(caveat_replayed_info, info);
        CHECK(caveat_replayed_get(replayed, &info) == CAVEAT_OK);
        CHECK(info.outcome == CAVEAT_REPLAY_ALTERED || info.outcome == CAVEAT_REPLAY_UNREADABLE);
    }
    caveat_replayed_free(replayed);
    caveat_string_free(record);
    options.no_values = 1;
    CHECK(caveat_screening_record(screening, &options, json, strlen(json), &record, &length) ==
          CAVEAT_OK);
    REQUIRE(record != NULL);
    replays(record, only_this, rules, NULL, CAVEAT_REPLAY_NO_PROFILE);
    replays(record, only_this, rules, json, CAVEAT_REPLAY_SAME);
    caveat_string_free(record);
    replays("", only_this, rules, NULL, CAVEAT_REPLAY_UNREADABLE);
    caveat_screening_free(screening);
    caveat_profile_free(profile);
    caveat_rules_free(other);
    caveat_rules_free(rules);
}
