/* Eight threads with one rule set and one store, while versions are offered: each report is wholly of
   one version. */

#include "checks.h"

#include <pthread.h>

enum { threads = 8, rounds = 200 };

static const char other_rules[] =
    "caveat: 1\nid: small\nversion: 2.0.0\nfacts:\n  back pain: {type: yes/no}\noutcomes:\n"
    "  avoid massage: {say: No.}\nrules:\n  - back pain → avoid massage\n";

struct shared {
    caveat_rules *first;
    caveat_rules *second;
    caveat_store *store;
};
struct job {
    struct shared *shared;
    int is_offering;
    int faults;
};

static int is_of_one_version(const char *report) {
    return contains(report, "\"version\":\"1.2.3\"")
               ? contains(report, "\"id\":\"severe\"")
               : contains(report, "\"version\":\"2.0.0\"") && !contains(report, "\"severe\"");
}

/* One patient by the current version, by calls and as JSON. */
static int is_screened(caveat_store *store) {
    static const char json[] = "{\"facts\": {\"back_pain\": true}}";
    caveat_rules *rules = NULL;
    caveat_profile *profile = NULL;
    caveat_screening *screening = NULL;
    caveat_place place;
    char *by_calls = NULL;
    char *by_json = NULL;
    int holds;
    FRESH(caveat_answer, answer);
    answer.kind = CAVEAT_ANSWER_YES_NO;
    answer.yes = 1;
    holds = caveat_store_current(store, &rules) == CAVEAT_OK &&
            caveat_profile_new(rules, &profile) == CAVEAT_OK &&
            caveat_place_find(rules, "back pain", 9, &place) == CAVEAT_OK &&
            caveat_profile_set(profile, place, &answer) == CAVEAT_OK &&
            caveat_screening_new(&screening) == CAVEAT_OK &&
            caveat_screen(profile, NULL, screening) == CAVEAT_OK &&
            caveat_screening_json(screening, NULL, &by_calls, NULL) == CAVEAT_OK &&
            caveat_screen_json(rules, json, sizeof json - 1, NULL, &by_json, NULL) == CAVEAT_OK &&
            strcmp(by_calls, by_json) == 0 && is_of_one_version(by_json);
    caveat_string_free(by_calls);
    caveat_string_free(by_json);
    caveat_rules_free(rules);
    caveat_screening_free(screening);
    caveat_profile_free(profile);
    return holds;
}

static void *run(void *given) {
    struct job *const job = (struct job *)given;
    struct shared *const shared = job->shared;
    int round;
    for (round = 0; round < rounds; ++round) {
        if (job->is_offering) {
            caveat_reload_outcome outcome = 0;
            caveat_rules *const next = round % 2 == 0 ? shared->second : shared->first;
            if (caveat_store_offer(shared->store, next, &outcome, NULL) != CAVEAT_OK ||
                outcome != CAVEAT_RELOAD_SWAPPED) {
                ++job->faults;
            }
        } else if (!is_screened(shared->store)) {
            ++job->faults;
        }
    }
    return NULL;
}

void test_threads(void) {
    pthread_t running[threads];
    struct job jobs[threads];
    struct shared shared = {NULL, NULL, NULL};
    int i;
    shared.first = load(small_rules);
    shared.second = load(other_rules);
    REQUIRE(caveat_store_new(shared.first, NULL, &shared.store) == CAVEAT_OK);
    for (i = 0; i < threads; ++i) {
        jobs[i].shared = &shared;
        jobs[i].is_offering = i == 0;
        jobs[i].faults = 0;
        REQUIRE(pthread_create(&running[i], NULL, run, &jobs[i]) == 0);
    }
    for (i = 0; i < threads; ++i) {
        REQUIRE(pthread_join(running[i], NULL) == 0);
        CHECK(jobs[i].faults == 0);
    }
    CHECK(caveat_store_generation(shared.store) == 1 + (uint64_t)rounds);
    caveat_store_free(shared.store);
    caveat_rules_free(shared.first);
    caveat_rules_free(shared.second);
}
