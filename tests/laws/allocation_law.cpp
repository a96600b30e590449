// A screening that is used again takes no memory, and nothing of the patient before is left in it.

#include "engine.hpp"
#include "law.hpp"
#include "support/generator.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

// Sanitizers bring these operators themselves, and cannot do without.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
#define CAVEAT_OWN_OPERATORS 0
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define CAVEAT_OWN_OPERATORS 0
#endif
#endif
#ifndef CAVEAT_OWN_OPERATORS
#define CAVEAT_OWN_OPERATORS 1
#endif

#if CAVEAT_OWN_OPERATORS

namespace {

thread_local std::size_t allocations = 0;

void* counted(std::size_t size) {
    ++allocations;
    if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}

void* counted(std::size_t size, std::align_val_t alignment) {
    ++allocations;
    const auto step = static_cast<std::size_t>(alignment);
    if (void* const memory = std::aligned_alloc(step, (size + step - 1) / step * step)) {
        return memory;
    }
    throw std::bad_alloc();
}

}  // namespace

// Of the whole executable: nothing else can see what the library asks for.
void* operator new(std::size_t size) {
    return counted(size);
}
void* operator new[](std::size_t size) {
    return counted(size);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    return counted(size, alignment);
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
    return counted(size, alignment);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::align_val_t) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
    std::free(memory);
}

#endif

using namespace caveat;
using namespace caveat::testing;

namespace {

constexpr int rule_sets = 300;
constexpr std::uint64_t profiles_each = 12;

std::vector<Profile> profiles_for(const Engine& engine, const GeneratedRuleSet& rules,
                                  std::uint64_t seed) {
    std::vector<Profile> profiles;
    ProfileOptions options;
    for (std::uint64_t i = 0; i < profiles_each; ++i) {
        options.percent_wrong = i % 4 == 0 ? 8 : 0;
        profiles.push_back(
            read_profile(engine.rules(),
                         engine.json(generate_profile(rules, seed * profiles_each + i, options))));
    }
    return profiles;
}

std::string difference(const Screening& used, const Screening& fresh) {
    const auto a = used.statuses();
    const auto b = fresh.statuses();
    if (!std::equal(a.begin(), a.end(), b.begin(), b.end())) return "other statuses";
    const auto more = used.outcomes();
    const auto less = fresh.outcomes();
    if (!std::equal(more.begin(), more.end(), less.begin(), less.end())) return "other outcomes";
    const bool same_bounds =
        used.verdict() == fresh.verdict() && used.at_least() == fresh.at_least() &&
        used.at_most() == fresh.at_most() && used.complete() == fresh.complete() &&
        used.applicable() == fresh.applicable();
    if (!same_bounds) return "other bounds";
    for (const Status status :
         {Status::fired, Status::presumed, Status::undecided, Status::overridden}) {
        std::vector<RuleId> wanted;
        for (std::uint32_t rule = 0; rule < b.size(); ++rule) {
            if (b[rule] == status) wanted.push_back(RuleId{rule});
        }
        const auto listed = status == Status::fired       ? used.fired()
                            : status == Status::presumed  ? used.presumed()
                            : status == Status::undecided ? used.undecided()
                                                          : used.overridden();
        if (!std::equal(listed.begin(), listed.end(), wanted.begin(), wanted.end())) {
            return "other lists of rules";
        }
    }
    return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reuse)

#if CAVEAT_OWN_OPERATORS
BOOST_AUTO_TEST_CASE(a_warm_screening_takes_no_memory) {
    std::size_t counted_screenings = 0;
    hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        const GeneratedRuleSet rules = generate_rules(seed, {.contradictions = seed % 3 == 0});
        const Engine engine(rules, seed);
        if (!engine.is_loaded()) return "does not load\n" + engine.diagnostics();
        const std::vector<Profile> profiles = profiles_for(engine, rules, seed);
        Screening screening;
        for (const Profile& profile : profiles) screen(profile, screening);
        for (const Profile& profile : profiles) {
            const std::size_t before = allocations;
            screen(profile, screening);
            const std::size_t taken = allocations - before;
            // Only what has to be reported takes memory.
            if (screening.problems().size() > profile.problems().size()) continue;
            ++counted_screenings;
            if (taken != 0) return std::to_string(taken) + " allocations\n" + engine.text();
        }
        return "";
    });
    BOOST_TEST(counted_screenings > 1000U);
}
#endif

BOOST_AUTO_TEST_CASE(nothing_of_the_patient_before_is_left) {
    hold(rule_sets, [](std::uint64_t seed) -> std::string {
        const GeneratedRuleSet first = generate_rules(seed);
        const GeneratedRuleSet second = generate_rules(seed + 1);
        const Engine engines[] = {Engine(first, seed), Engine(second, seed)};
        if (!engines[0].is_loaded() || !engines[1].is_loaded()) return "";
        const std::vector<Profile> profiles[] = {profiles_for(engines[0], first, seed),
                                                 profiles_for(engines[1], second, seed)};
        Screening used;
        // One rule set for a while, then both in turn.
        for (std::size_t i = 0; i < 3 * profiles_each; ++i) {
            const std::size_t which = i < profiles_each ? 0 : i % 2;
            const Profile& profile = profiles[which][i % profiles_each];
            Screening fresh;
            screen(profile, used);
            screen(profile, fresh);
            const std::string differs = difference(used, fresh);
            if (!differs.empty()) return differs + "\n" + engines[which].text();
        }
        return "";
    });
}

BOOST_AUTO_TEST_SUITE_END()
