// What a report says in short is so: what it says cannot matter cannot, what it says may change
// something may, nothing is lost, and each reader reads what is meant for that reader alone.

#include <caveat/explain.hpp>
#include <caveat/report_text.hpp>

#include "api/report/content.hpp"
#include "engine.hpp"
#include "law.hpp"
#include "small_rules.hpp"
#include "support/chance.hpp"
#include "support/generator.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <optional>
#include <regex>
#include <string>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(reports)

namespace {

constexpr int rule_sets = 200;
constexpr int small_sets = 400;
constexpr std::uint64_t profiles_each = 4;

/// The profile with a full answer to the fact, one that contradicts no other.
std::optional<GeneratedProfile> answered(const GeneratedRuleSet& rules,
                                         const GeneratedProfile& profile, std::size_t fact,
                                         Chance& chance) {
    constexpr int tries = 10;
    for (int i = 0; i < tries; ++i) {
        GeneratedProfile next = profile;
        next.facts[fact] =
            generate_full_answer(rules, fact, profile.as_of, chance.below(1'000'000'000));
        if (!naive_screen(rules, next).has_problems) return next;
    }
    return std::nullopt;
}

/// The profile with answers to some of what it leaves open, but not to one fact.
GeneratedProfile completed(const GeneratedRuleSet& rules, const GeneratedProfile& profile,
                           std::size_t but, Chance& chance) {
    GeneratedProfile next = profile;
    const std::size_t likely = chance.below(101);
    for (std::size_t fact = 0; fact < rules.facts.size(); ++fact) {
        if (fact == but || next.facts[fact].state != testing::AnswerState::absent) continue;
        if (!chance.percent(likely)) continue;
        if (auto more = answered(rules, next, fact, chance)) next = std::move(*more);
    }
    return next;
}

bool holds(const Screening& screening, OutcomeId outcome) {
    const auto outcomes = screening.outcomes();
    return std::any_of(outcomes.begin(), outcomes.end(),
                       [outcome](const OutcomeFound& each) { return each.outcome == outcome; });
}

std::string told(const SmallRules& small, const SmallRules::Answers& answers,
                 const std::string& what) {
    std::string text = what + "\n" + small.text();
    for (std::size_t i = 0; i < answers.size(); ++i) {
        text += "f" + std::to_string(i) + (answers[i] ? *answers[i] ? " yes\n" : " no\n" : " ?\n");
    }
    return text;
}

/// Whether some way to answer all else makes the answer to `fact` decide whether `outcome` holds.
bool can_lift(const SmallRules& small, const SmallRules::Answers& answers, std::size_t fact,
              OutcomeId outcome) {
    bool can = false;
    Screening with;
    Screening without;
    SmallRules::Answers fixed = answers;
    fixed[fact] = true;
    small.for_each_completion(fixed, [&](const SmallRules::Answers& full) {
        if (can) return;
        SmallRules::Answers other = full;
        other[fact] = false;
        small.screen(full, with);
        small.screen(other, without);
        // An answer after which no rule applies lifts whatever else would have lifted it.
        can = holds(with, outcome) != holds(without, outcome) ||
              with.verdict() == Verdict::not_applicable ||
              without.verdict() == Verdict::not_applicable;
    });
    return can;
}

/// Whether something presumed that leads to more than proceed holds in one of two and not in both.
bool lifts(const Screening& before, const Screening& with, const Screening& without) {
    const auto outcomes = before.outcomes();
    return std::any_of(outcomes.begin(), outcomes.end(), [&](const OutcomeFound& each) {
        const caveat::Verb verb = before.profile().rules().outcome(each.outcome).verb;
        return each.certainty == Certainty::presumed && verdict_of(verb) > Verdict::proceed &&
               holds(with, each.outcome) != holds(without, each.outcome);
    });
}

/// Numbers in a text, by what stands behind them: `10 more up to`, `24 that cannot`.
std::size_t number_before(const std::string& text, const std::string& words) {
    std::smatch found;
    const std::regex pattern("(\\d+)\\s+" + std::regex_replace(words, std::regex(" "), "\\s+"));
    return std::regex_search(text, found, pattern) ? std::stoul(found[1]) : 0;
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_cannot_change_the_verdict_changes_it_under_no_completion) {
    std::size_t compared = 0;
    hold(2 * rule_sets, [&](std::uint64_t seed) -> std::string {
        const GeneratedRuleSet rules = generate_rules(seed);
        const Engine engine(rules, seed);
        if (!engine.is_loaded()) return "does not load\n" + engine.diagnostics();
        Chance chance(seed);
        Screening screening;
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            ProfileOptions options;
            options.percent_without_day = 0;
            const GeneratedProfile profile =
                generate_profile(rules, seed * profiles_each + i, options);
            if (naive_screen(rules, profile).has_problems) continue;
            engine.screen(profile, screening);
            for (const Question& question : questions(screening)) {
                const std::size_t fact = question.fact.index;
                // What is known in part cannot be answered in any other way than it is.
                if (question.decides || profile.facts[fact].state != testing::AnswerState::absent)
                    continue;
                constexpr int completions = 3;
                for (int k = 0; k < completions; ++k) {
                    const GeneratedProfile before = completed(rules, profile, fact, chance);
                    const auto after = answered(rules, before, fact, chance);
                    const auto other = answered(rules, before, fact, chance);
                    if (!after || !other) continue;
                    ++compared;
                    const NaiveVerdict verdict = naive_screen(rules, *after).verdict;
                    if (verdict == naive_screen(rules, *other).verdict &&
                        verdict == naive_screen(rules, before).verdict) {
                        continue;
                    }
                    return describe({rules, profile}, seed,
                                    "`" + rules.facts[fact].name + "` changed the verdict") +
                           engine.json(before) + engine.json(*after) + engine.json(*other);
                }
            }
        }
        return "";
    });
    BOOST_TEST_MESSAGE(compared << " answers to questions that cannot change the verdict");
    BOOST_TEST(compared > 500U);
}

BOOST_AUTO_TEST_CASE(what_may_change_the_verdict_or_lift_something_decides) {
    std::size_t idle = 0;
    std::size_t deciding = 0;
    hold(small_sets, [&](std::uint64_t seed) -> std::string {
        const SmallRules small(seed);
        if (!small.is_loaded()) return "does not load\n" + small.text();
        Screening screening;
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            const SmallRules::Answers answers = small.answers(seed + i);
            small.screen(answers, screening);
            for (const Question& question : questions(screening)) {
                const std::size_t fact = question.fact.index;
                bool matters = false;
                Screening with;
                Screening without;
                SmallRules::Answers fixed = answers;
                fixed[fact] = true;
                small.for_each_completion(fixed, [&](const SmallRules::Answers& full) {
                    SmallRules::Answers other = full;
                    other[fact] = false;
                    small.screen(full, with);
                    small.screen(other, without);
                    matters = matters || with.verdict() != without.verdict() ||
                              lifts(screening, with, without);
                });
                if (matters && !question.decides) {
                    return told(small, answers, "f" + std::to_string(fact) + " does matter");
                }
                ++(question.decides ? deciding : idle);
            }
        }
        return "";
    });
    BOOST_TEST_MESSAGE(idle << " questions that cannot change the verdict, " << deciding
                            << " that decide");
    BOOST_TEST(idle > 100U);
    BOOST_TEST(deciding > 100U);
}

BOOST_AUTO_TEST_CASE(every_fact_of_until_can_lift_the_item) {
    std::size_t looked_at = 0;
    hold(small_sets, [&](std::uint64_t seed) -> std::string {
        const SmallRules small(seed);
        if (!small.is_loaded()) return "does not load\n" + small.text();
        Screening screening;
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            const SmallRules::Answers answers = small.answers(seed + i);
            small.screen(answers, screening);
            const api::report::Content content(screening);
            for (const api::report::Held& held : content.held()) {
                const auto found = std::find_if(
                    screening.outcomes().begin(), screening.outcomes().end(),
                    [&](const OutcomeFound& each) {
                        return small.rules().outcome(each.outcome).id == held.outcome.id;
                    });
                if (held.is_presumed == held.until.open.empty()) {
                    return told(small, answers, std::string(held.outcome.id) + " waits wrongly");
                }
                for (const FactId fact : held.until.open) {
                    ++looked_at;
                    if (can_lift(small, answers, fact.index, found->outcome)) continue;
                    return told(small, answers,
                                "f" + std::to_string(fact.index) + " cannot lift " +
                                    std::string(held.outcome.id));
                }
            }
        }
        return "";
    });
    BOOST_TEST_MESSAGE(looked_at << " facts that may lift something");
    BOOST_TEST(looked_at > 200U);
}

BOOST_AUTO_TEST_CASE(the_desk_books_only_where_nothing_can_stop_it) {
    std::size_t booked = 0;
    std::size_t refused = 0;
    const auto look = [&](const Screening& screening) -> std::string {
        const std::string text = write_text(screening, {.reader = Reader::desk});
        const bool books = text.find("\nBOOK") != std::string::npos;
        ++(books ? booked : refused);
        // Of the answers of the patient alone, whoever the screening has.
        const Screening alone = screen(screening.profile(), {.patient = true, .clinician = false});
        const bool may_book = alone.at_most() <= Verdict::proceed_with_conditions &&
                              alone.at_most() != Verdict::not_applicable &&
                              alone.applicable() == Truth::yes;
        return books == may_book ? "" : text;
    };
    hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        const GeneratedRuleSet rules = generate_rules(seed);
        const Engine engine(rules, seed);
        if (!engine.is_loaded()) return "does not load\n" + engine.diagnostics();
        Screening screening;
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            const GeneratedProfile profile = generate_profile(rules, seed * profiles_each + i);
            engine.screen(profile, screening, {true, seed % 2 == 0});
            const std::string broken = look(screening);
            if (!broken.empty()) return describe({rules, profile}, seed, broken);
        }
        return "";
    });
    BOOST_TEST(booked > 50U);
    BOOST_TEST(refused > 50U);
}

BOOST_AUTO_TEST_CASE(a_patient_reads_nothing_presumed_but_what_protects) {
    std::size_t said = 0;
    std::size_t kept_back = 0;
    hold(small_sets, [&](std::uint64_t seed) -> std::string {
        const SmallRules small(seed);
        if (!small.is_loaded()) return "does not load\n" + small.text();
        Screening screening;
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            const SmallRules::Answers answers = small.answers(seed + i);
            small.screen(answers, screening, {true, seed % 2 == 0});
            const std::string text = write_text(screening, {.reader = Reader::patient});
            const Screening alone =
                screen(screening.profile(), {.patient = true, .clinician = false});
            for (std::uint32_t k = 0; k < small.rules().outcome_count(); ++k) {
                const OutcomeInfo outcome = small.rules().outcome(OutcomeId{k});
                const auto found = std::find_if(
                    alone.outcomes().begin(), alone.outcomes().end(),
                    [k](const OutcomeFound& each) { return each.outcome == OutcomeId{k}; });
                const bool is_there = found != alone.outcomes().end();
                const bool is_certain = is_there && found->certainty == Certainty::certain;
                const bool protects = is_there && verdict_of(outcome.verb) > Verdict::proceed;
                const bool is_said = text.find(outcome.say) != std::string::npos;
                if (protects && !is_said) return told(small, answers, "is not said\n" + text);
                if (is_said && !protects && !is_certain) {
                    return told(small, answers, "is said\n" + text);
                }
                ++(is_said ? said : kept_back);
            }
            const bool may_stop = alone.at_most() >= Verdict::refer_first;
            for (const char* promise : {"can go ahead", "Nothing you have told us"}) {
                if (may_stop && text.find(promise) != std::string::npos) {
                    return told(small, answers, "is promised\n" + text);
                }
            }
            for (const char* word : {"presumed", "rule-", " thing ", "until"}) {
                if (text.find(word) != std::string::npos) return told(small, answers, text);
            }
        }
        return "";
    });
    BOOST_TEST(said > 100U);
    BOOST_TEST(kept_back > 100U);
}

BOOST_AUTO_TEST_CASE(the_short_report_and_its_counts_lose_nothing) {
    hold(small_sets, [&](std::uint64_t seed) -> std::string {
        const SmallRules small(seed);
        if (!small.is_loaded()) return "does not load\n" + small.text();
        Screening screening;
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            const SmallRules::Answers answers = small.answers(seed + i);
            small.screen(answers, screening, {true, seed % 3 != 0});
            const std::string text = write_text(screening);
            if (screening.verdict() == Verdict::not_applicable) continue;
            for (const OutcomeFound& found : screening.outcomes()) {
                const OutcomeInfo outcome = small.rules().outcome(found.outcome);
                const bool may_be_counted = outcome.verb == caveat::Verb::inform;
                if (!may_be_counted && text.find(outcome.name) == std::string::npos) {
                    return told(small, answers, std::string(outcome.name) + " is lost\n" + text);
                }
            }
            std::size_t rules = 0;
            for (const char* ending : {"hold", "presumed", "open", "lifted", "do not hold"}) {
                rules += number_before(text.substr(text.rfind(" rule")), ending);
            }
            if (rules != small.rules().rule_count()) {
                return told(small, answers, std::to_string(rules) + " rules are told of\n" + text);
            }
            Explainer explainer(screening);
            const std::size_t asked =
                explainer.questions().size() + explainer.deferred_questions().size();
            std::size_t told_of = 0;
            const std::regex number("\\bQ\\d+ Is it");
            told_of += static_cast<std::size_t>(
                std::distance(std::sregex_iterator(text.begin(), text.end(), number), {}));
            const std::regex counts("(\\d+)\\s+(more\\s+up\\s+to|that\\s+cannot\\s+change)");
            for (std::sregex_iterator each(text.begin(), text.end(), counts), end; each != end;
                 ++each) {
                told_of += std::stoul((*each)[1]);
            }
            if (asked != told_of) {
                return told(small, answers,
                            std::to_string(told_of) + " of " + std::to_string(asked) +
                                " questions are told of\n" + text);
            }
            const std::string all = write_text(screening, {.why = WhyOf::all});
            for (std::uint32_t k = 0; k < small.rules().rule_count(); ++k) {
                const RuleInfo rule = small.rules().rule(RuleId{k});
                const bool is_open = screening.status(RuleId{k}) == Status::undecided;
                if (!is_open && all.find("[" + std::string(rule.id)) == std::string::npos &&
                    all.find("by " + std::string(rule.id)) == std::string::npos) {
                    return told(small, answers, std::string(rule.id) + " is not there\n" + all);
                }
            }
        }
        return "";
    });
}

BOOST_AUTO_TEST_SUITE_END()
