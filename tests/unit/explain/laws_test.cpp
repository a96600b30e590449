// Laws of explanation over random trees and patients: the facts of a why are enough and none of
// them is needless; what is not asked cannot matter; answering every question settles every rule.

#include "chance_rules.hpp"
#include "eval/statuses.hpp"
#include "explain/explainer.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>
#include <string>

namespace caveat::testing {
namespace {

constexpr std::uint64_t rule_sets = 600;
constexpr int patients_each = 4;

Status status_with(const HandMade& book, const facts::Profile& profile,
                   const std::vector<FactId>& kept, RuleId rule) {
    facts::Profile less = profile;
    for (std::uint32_t fact = 0; fact < book.rules.catalogue.size(); ++fact) {
        if (std::find(kept.begin(), kept.end(), FactId{fact}) == kept.end()) {
            less.put(fact, {});
        }
    }
    eval::Result result;
    screen(book.rules, less, result);
    return result.statuses[rule.index];
}

/// Whether hiding or answering facts may say less: answers contradict each other.
bool has_conflict(const eval::Result& result) {
    return !result.incidents.empty();
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_facts_of_a_why_are_enough_and_none_is_needless) {
    int fired = 0;
    int overridden = 0;
    int several = 0;
    for (std::uint64_t seed = 0; seed < rule_sets; ++seed) {
        ChanceRules chance(seed);
        for (int patient = 0; patient < patients_each; ++patient) {
            const facts::Profile profile = chance.patient();
            eval::Result result;
            screen(chance.book.rules, profile, result);
            explain::Explainer explainer(result, {});
            for (std::uint32_t i = 0; i < chance.book.rules.rules.size(); ++i) {
                const RuleId rule{i};
                const Status status = result.statuses[i];
                const Why why = explainer.why(rule);
                BOOST_TEST_CONTEXT("seed " << seed << ", patient " << patient << ", rule " << i
                                           << ", status " << int(status)) {
                    if (status == Status::undecided) {
                        BOOST_TEST(why.facts.empty());
                        continue;
                    }
                    BOOST_REQUIRE(int(status_with(chance.book, profile, why.facts, rule)) ==
                                  int(status));
                    for (std::size_t left_out = 0; left_out < why.facts.size(); ++left_out) {
                        std::vector<FactId> kept = why.facts;
                        kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(left_out));
                        BOOST_REQUIRE(int(status_with(chance.book, profile, kept, rule)) !=
                                      int(status));
                    }
                    std::set<std::uint32_t> named;
                    std::set<std::uint32_t> facts;
                    for (const FactId fact : why.facts) facts.insert(fact.index);
                    for (const Reason& reason : why.reasons) {
                        for (const caveat::Place& place : reason.facts)
                            named.insert(place.fact.index);
                        BOOST_TEST(!reason.text.empty());
                    }
                    if (!has_conflict(result)) {
                        BOOST_TEST(named == facts, boost::test_tools::per_element());
                    }
                }
                fired += status == Status::fired ? 1 : 0;
                overridden += status == Status::overridden ? 1 : 0;
                several += why.facts.size() > 1 ? 1 : 0;
            }
        }
    }
    BOOST_TEST(fired > 1000);
    BOOST_TEST(overridden > 100);
    BOOST_TEST(several > 1000);
}

namespace {

std::set<std::uint32_t> asked_facts(explain::Explainer& explainer, const HandMade& book) {
    std::set<std::uint32_t> asked;
    for (std::uint32_t i = 0; i < book.rules.rules.size(); ++i) {
        for (const FactId fact : explainer.asks(RuleId{i})) asked.insert(fact.index);
    }
    return asked;
}

std::vector<Status> statuses_that_ask(const eval::Result& result) {
    std::vector<Status> statuses;
    for (std::size_t i = 0; i < result.statuses.size(); ++i) {
        const bool is_ignored = result.rules->rules[i].if_unknown == IfUnknown::ignore;
        Status status = result.statuses[i];
        // Overridden is not fired, with an explanation that may change.
        if (status == Status::overridden) status = Status::not_fired;
        statuses.push_back(is_ignored ? Status::undecided : status);
    }
    return statuses;
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_not_asked_cannot_change_a_status) {
    for (std::uint64_t seed = 0; seed < rule_sets; ++seed) {
        ChanceRules chance(seed);
        for (int patient = 0; patient < patients_each; ++patient) {
            const facts::Profile profile = chance.patient();
            eval::Result result;
            screen(chance.book.rules, profile, result);
            if (has_conflict(result)) continue;
            explain::Explainer explainer(result, {});
            const std::set<std::uint32_t> asked = asked_facts(explainer, chance.book);
            const std::vector<Status> before = statuses_that_ask(result);
            for (std::uint32_t fact = 0; fact < chance.book.rules.catalogue.size(); ++fact) {
                const bool is_absent = profile.given(fact) == facts::Given::absent;
                if (!is_absent || asked.count(fact) > 0) continue;
                for (int attempt = 0; attempt < 4; ++attempt) {
                    facts::Profile more = profile;
                    chance.answer(more, fact);
                    eval::Result after;
                    screen(chance.book.rules, more, after);
                    if (has_conflict(after)) continue;
                    BOOST_TEST_CONTEXT("seed " << seed << ", patient " << patient << ", fact "
                                               << fact) {
                        BOOST_REQUIRE(statuses_that_ask(after) == before);
                    }
                }
            }
        }
    }
}

namespace {

/// Answers one question fully: every open field of it, or the whole fact.
void answer_fully(ChanceRules& chance, facts::Profile& profile, const Question& question) {
    const std::uint32_t fact = question.fact.index;
    facts::Value value = profile.value(fact);
    const facts::Fact& declared = chance.book.rules.catalogue[fact];
    if (value.given != facts::Given::answered) return chance.answer(profile, fact, true);
    if (declared.type.kind != FactKind::records) {
        // More of the same answer: never another one.
        if (declared.type.kind == FactKind::choices) {
            for (std::size_t code = 0; code < declared.type.codes.size(); ++code) {
                if (!value.present.contains(code) && chance.below(2) == 0) {
                    value.present.insert(code);
                }
            }
            value.absent = declared.type.all_codes() - value.present;
            value.is_complete = true;
        }
        value.dates.high = value.dates.low;
        return profile.put(fact, value);
    }
    profile.facts().set(fact, profile.facts().word(fact));
    for (std::uint32_t record = 0; record < value.record_count; ++record) {
        for (std::uint32_t field = 0; field < declared.fields.size(); ++field) {
            facts::Value open = profile.value(fact, record, field);
            if (open.given == facts::Given::absent) {
                open = chance.some_value(declared.fields[field].type, true);
            }
            open.dates.high = open.dates.low;
            profile.put(fact, record, field, open);
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(when_every_question_is_answered_nothing_is_left_undecided) {
    int questions_asked = 0;
    for (std::uint64_t seed = 0; seed < rule_sets; ++seed) {
        ChanceRules chance(seed);
        facts::Profile profile = chance.patient();
        for (std::uint32_t fact = 0; fact < chance.book.rules.catalogue.size(); ++fact) {
            if (profile.given(fact) == facts::Given::null) profile.put(fact, {});
        }
        bool is_usable = true;
        for (int round = 0; round < 40; ++round) {
            eval::Result result;
            screen(chance.book.rules, profile, result);
            is_usable = !has_conflict(result);
            if (!is_usable) break;
            explain::Explainer explainer(result, {});
            const auto questions = explainer.questions(explain::Asked::now);
            BOOST_TEST_CONTEXT("seed " << seed << ", round " << round) {
                if (questions.empty()) {
                    for (std::size_t i = 0; i < result.statuses.size(); ++i) {
                        const bool is_ignored =
                            chance.book.rules.rules[i].if_unknown == IfUnknown::ignore;
                        // A list without the record needed, or a day to come: said, not asked.
                        const auto open =
                            explainer.open_places(RuleId{static_cast<std::uint32_t>(i)});
                        const bool lacks_something =
                            !open.empty() &&
                            std::all_of(open.begin(), open.end(),
                                        [](const OpenPlace& place) { return place.is_null; });
                        BOOST_TEST(
                            (is_ignored || lacks_something || !eval::is_open(result.statuses[i])));
                    }
                    break;
                }
                BOOST_REQUIRE(round < 39);
            }
            ++questions_asked;
            answer_fully(chance, profile, questions[chance.below(questions.size())]);
        }
    }
    BOOST_TEST(questions_asked > 300);
}

BOOST_AUTO_TEST_CASE(a_sum_asks_exactly_the_items_that_can_carry_it_across) {
    static constexpr std::int64_t weights[] = {1, 2, 3, 5, 7, 10, -1, -4, 20};
    std::mt19937_64 engine(7);
    for (int trial = 0; trial < 3000; ++trial) {
        HandMade book;
        const std::size_t count = 1 + engine() % 6;
        std::vector<std::int64_t> worth;
        std::vector<model::ScoreEntry> entries;
        for (std::size_t i = 0; i < count; ++i) {
            worth.push_back(weights[engine() % 9]);
            const std::uint32_t fact = book.yes_no("item " + std::to_string(i));
            entries.push_back({book.is(fact), worth.back(), none, {}, 0, false, {}});
        }
        const ExprId score = book.score("score", entries);
        const auto limit = static_cast<std::int64_t>(engine() % 24) - 4;
        const auto comparison = static_cast<model::Comparison>(1 + engine() % 4);
        book.rule("rule", book.compare(score, comparison, book.constant(limit)));
        book.finish();
        Answers answers(book.rules);
        std::vector<std::size_t> open;
        std::int64_t known = 0;
        for (std::uint32_t i = 0; i < count; ++i) {
            if (engine() % 3 != 0) {
                open.push_back(i);
                continue;
            }
            const bool answer = engine() % 2 == 0;
            answers.yes_no(i, answer);
            known += answer ? worth[i] : 0;
        }
        const auto holds = [&](std::size_t choice) {
            std::int64_t sum = known;
            for (std::size_t i = 0; i < open.size(); ++i) {
                sum += (choice >> i & 1U) != 0 ? worth[open[i]] : 0;
            }
            switch (comparison) {
                case model::Comparison::less:
                    return sum < limit;
                case model::Comparison::less_or_equal:
                    return sum <= limit;
                case model::Comparison::greater:
                    return sum > limit;
                default:
                    return sum >= limit;
            }
        };
        std::set<std::uint32_t> wanted;
        for (std::size_t choice = 0; choice < std::size_t{1} << open.size(); ++choice) {
            for (std::size_t i = 0; i < open.size(); ++i) {
                if (holds(choice) != holds(choice ^ (std::size_t{1} << i))) {
                    wanted.insert(static_cast<std::uint32_t>(open[i]));
                }
            }
        }
        eval::Result result;
        screen(book.rules, answers.profile, result);
        explain::Explainer explainer(result, {});
        std::set<std::uint32_t> asked;
        for (const FactId fact : explainer.asks(RuleId{0})) asked.insert(fact.index);
        BOOST_TEST_CONTEXT("trial " << trial) {
            BOOST_TEST(asked == wanted, boost::test_tools::per_element());
        }
    }
}

}  // namespace caveat::testing
