// The smallest change does what it says, and no change of fewer answers does.

#include <caveat/authoring/nearest.hpp>

#include "engine.hpp"
#include "law.hpp"
#include "support/chance.hpp"
#include "support/generator.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(smallest_changes)

namespace {

constexpr int rule_sets = 120;
constexpr std::uint64_t profiles_each = 2;
constexpr std::size_t tries_each_set = 12;
constexpr std::size_t largest_set_tried = 2;

bool reaches(Status status, authoring::Target target) {
    if (target == authoring::Target::fires) return status == Status::fired;
    return status == Status::not_fired || status == Status::overridden;
}

/// Changes answers by chance, and looks whether that reaches the target.
class BruteForce {
  public:
    BruteForce(const GeneratedRuleSet& rules, const Engine& engine, const GeneratedProfile& profile,
               Chance& chance)
        : rules_(rules), engine_(engine), profile_(profile), chance_(chance) {}

    /// The changed profile; empty when no change of so many answers was seen to do it.
    std::string seen(RuleId rule, authoring::Target target, std::size_t most) {
        rule_ = rule;
        target_ = target;
        return seen_from(profile_, 0, std::min(most, largest_set_tried));
    }
    /// The same of profiles with all answers changed.
    std::string seen_anywhere(RuleId rule, authoring::Target target) {
        rule_ = rule;
        target_ = target;
        for (std::size_t i = 0; i < tries_each_set; ++i) {
            GeneratedProfile next = profile_;
            for (std::size_t fact = 0; fact < rules_.facts.size(); ++fact) change(next, fact);
            if (is_there(next)) return engine_.json(next);
        }
        return {};
    }

    static std::size_t tried;

  private:
    void change(GeneratedProfile& profile, std::size_t fact) {
        const std::uint64_t seed = chance_.below(1'000'000'000);
        profile.facts[fact] = generate_full_answer(rules_, fact, profile.as_of, seed);
    }

    bool is_there(const GeneratedProfile& profile) {
        ++tried;
        engine_.screen(profile, screening_);
        return reaches(screening_.status(rule_), target_);
    }

    std::string seen_from(const GeneratedProfile& profile, std::size_t first, std::size_t most) {
        if (most == 0) return {};
        for (std::size_t fact = first; fact < rules_.facts.size(); ++fact) {
            for (std::size_t i = 0; i < tries_each_set; ++i) {
                GeneratedProfile next = profile;
                change(next, fact);
                if (is_there(next)) return engine_.json(next);
                const std::string deeper =
                    i % 4 == 0 ? seen_from(next, fact + 1, most - 1) : std::string{};
                if (!deeper.empty()) return deeper;
            }
        }
        return {};
    }

    const GeneratedRuleSet& rules_;
    const Engine& engine_;
    const GeneratedProfile& profile_;
    Chance& chance_;
    Screening screening_;
    RuleId rule_;
    authoring::Target target_ = authoring::Target::fires;
};

std::size_t BruteForce::tried = 0;
std::size_t edits_seen = 0;  ///< changes of one record of a list

/// Whether nothing but what the change names has become of a list: one record, or one field of one,
/// says nothing of whether there are more.
bool is_all_said(const authoring::ChangedAnswer& change, const Profile& before,
                 const Profile& after) {
    const bool is_edit =
        change.wanted.starts_with("had ") || change.wanted.starts_with("were without ");
    const caveat::Answer was = before.answer(change.fact);
    const caveat::Answer is = after.answer(change.fact);
    const auto* const list_before = std::get_if<Records>(&was.value);
    const auto* const list_after = std::get_if<Records>(&is.value);
    if (!is_edit || list_before == nullptr || list_after == nullptr) return true;
    ++edits_seen;
    return list_before->is_complete == list_after->is_complete;
}

/// What is wrong with a way; empty if nothing.
std::string wrong_with(const authoring::Way& way, RuleId rule, authoring::Target target,
                       const Screening& before, Screening& after) {
    screen(way.profile, after);
    if (!reaches(after.status(rule), target)) return "the change does not do what it says";
    if (way.changes.empty()) return "nothing was changed";
    for (const authoring::ChangedAnswer& change : way.changes) {
        if (change.wanted.empty() || change.now.empty()) return "a change without words";
        if (!is_all_said(change, before.profile(), way.profile)) {
            return "more was changed than is said: " + change.wanted;
        }
    }
    return {};
}

struct Tally {
    std::array<std::size_t, 5> ends{};
    std::size_t smallest = 0;
    std::size_t changes = 0;
};

std::string broken(const GeneratedRuleSet& rules, const Engine& engine, std::uint64_t seed,
                   Tally& tally) {
    Chance chance(seed);
    authoring::SearchLimits limits;
    limits.evaluations = 3000;
    const GeneratedProfile profile = generate_profile(rules, seed);
    Screening before;
    Screening after;
    engine.screen(profile, before);
    BruteForce brute(rules, engine, profile, chance);
    for (std::uint32_t index = 0; index < rules.rules.size(); ++index) {
        const RuleId rule{index};
        for (const auto target : {authoring::Target::fires, authoring::Target::does_not_fire}) {
            const auto change = authoring::smallest_change(before, rule, target, limits);
            ++tally.ends[static_cast<std::size_t>(change.end)];
            const std::string where = " [" + rules.rules[index].id + "]";
            for (const authoring::Way& way : change.ways) {
                const std::string wrong = wrong_with(way, rule, target, before, after);
                if (!wrong.empty()) return wrong + where;
                if (way.changes.size() <= change.excluded) return "excluded and found" + where;
                tally.smallest += way.changes.size() == change.excluded + 1 ? 1U : 0U;
                tally.changes += way.changes.size();
            }
            if (change.end == authoring::SearchEnd::already_there) {
                if (!reaches(before.status(rule), target)) return "not there" + where;
                continue;
            }
            std::string seen = brute.seen(rule, target, change.excluded);
            if (seen.empty() && change.end == authoring::SearchEnd::impossible) {
                seen = brute.seen_anywhere(rule, target);
            }
            if (!seen.empty()) {
                return "said to be out of reach by " + std::to_string(change.excluded) +
                       " answers, but this does it" + where + "\n" + seen;
            }
        }
    }
    return {};
}

void hold_for(const RuleSetOptions& options) {
    Tally tally;
    BruteForce::tried = 0;
    hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        const GeneratedRuleSet rules = generate_rules(seed, options);
        const Engine engine(rules, seed);
        if (!engine.is_loaded()) return "does not load\n" + engine.diagnostics();
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            const std::uint64_t profile_seed = seed * profiles_each + i;
            const std::string what = broken(rules, engine, profile_seed, tally);
            if (what.empty()) continue;
            return describe({rules, generate_profile(rules, profile_seed)}, seed, what);
        }
        return "";
    });
    BOOST_TEST_MESSAGE(tally.ends[0] << " found, " << tally.ends[1] << " there, " << tally.ends[2]
                                     << " impossible, " << tally.ends[3] << " not among tried, "
                                     << tally.ends[4] << " out of budget; " << tally.smallest
                                     << " ways proven smallest, " << tally.changes
                                     << " changes in all, beside " << BruteForce::tried
                                     << " by chance");
    // A search that never finds anything, or never knows, would hold the law too.
    BOOST_TEST(tally.ends[0] > std::size_t{rule_sets});
    BOOST_TEST(tally.smallest > std::size_t{rule_sets});
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_smallest_change_of_a_small_rule_set_does_it_and_nothing_smaller_does) {
    RuleSetOptions small;
    small.most_facts = 5;
    small.most_rules = 4;
    edits_seen = 0;
    hold_for(small);
    BOOST_TEST(edits_seen > 0U);
}

BOOST_AUTO_TEST_CASE(the_smallest_change_of_plain_rules_does_it_and_nothing_smaller_does) {
    RuleSetOptions plain;
    plain.most_facts = 6;
    plain.most_rules = 4;
    plain.records = false;
    plain.fallbacks = false;
    plain.scores = false;
    hold_for(plain);
}

BOOST_AUTO_TEST_SUITE_END()
