// Holds what a case expects against what its screening gave. Entrances: failures_of, words_of.

#include "cases/running.hpp"

#include <caveat/authoring/cases.hpp>
#include <caveat/explain.hpp>

#include "api/report_words.hpp"
#include "explain/words.hpp"

#include <algorithm>
#include <utility>

namespace caveat::authoring {

namespace {

using cases::words_of;

constexpr std::size_t most_rules_shown = 5;

std::string_view key_of(RuleDemand demand) {
    switch (demand) {
        case RuleDemand::fires:
            return "fires";
        case RuleDemand::presumes:
            return "presumes";
        case RuleDemand::silent:
            return "silent";
        case RuleDemand::undecided:
            return "undecided";
        case RuleDemand::overridden:
            break;
    }
    return "overridden";
}

std::string_view wanted_by(RuleDemand demand) {
    switch (demand) {
        case RuleDemand::fires:
            return "fired or presumed";
        case RuleDemand::presumes:
            return "presumed";
        case RuleDemand::silent:
            return "not fired";
        case RuleDemand::undecided:
            return "undecided";
        case RuleDemand::overridden:
            break;
    }
    return "overridden";
}

bool is_met(RuleDemand demand, Status status) {
    switch (demand) {
        case RuleDemand::fires:
            return status == Status::fired || status == Status::presumed;
        case RuleDemand::presumes:
            return status == Status::presumed;
        case RuleDemand::silent:
            return status == Status::not_fired || status == Status::overridden;
        case RuleDemand::undecided:
            return status == Status::undecided;
        case RuleDemand::overridden:
            break;
    }
    return status == Status::overridden;
}

class Comparing {
  public:
    Comparing(const Case& one, const Screening& screening)
        : case_(one),
          screening_(screening),
          rules_(screening.profile().rules()),
          explainer_(screening) {}

    std::vector<Failure> run() {
        problems();
        for (const RuleExpectation& each : case_.expect.rules) rule(each);
        verdict("verdict", case_.expect.verdict, screening_.verdict(), Status::presumed);
        verdict("at least", case_.expect.at_least, screening_.at_least(), Status::fired);
        verdict("at most", case_.expect.at_most, screening_.at_most(), Status::undecided);
        outcomes();
        asks();
        if (const auto& complete = case_.expect.complete;
            complete && complete->value != screening_.complete()) {
            fail("complete", complete->value ? "yes" : "no", screening_.complete() ? "yes" : "no",
                 open_rules(), complete->span);
        }
        if (const auto& applicable = case_.expect.applicable;
            applicable && applicable->value != screening_.applicable()) {
            fail("applicable", std::string(words_of(applicable->value)),
                 std::string(words_of(screening_.applicable())), {}, applicable->span);
        }
        return std::move(failures_);
    }

  private:
    void fail(std::string subject, std::string expected, std::string actual,
              std::vector<std::string> why, Span span) {
        failures_.push_back(
            {std::move(subject), std::move(expected), std::move(actual), std::move(why), span});
    }

    /// Every problem must be expected, and every expected one there. A day that is missing and the
    /// like were errors of the case already; what remains shows only in the screening.
    void problems() {
        const auto& wanted = case_.expect.problems;
        for (const Diagnostic& problem : screening_.problems()) {
            if (problem.severity != Severity::error) continue;
            const bool is_expected =
                std::any_of(wanted.begin(), wanted.end(),
                            [&](const auto& each) { return each.value == problem.code; });
            if (is_expected) continue;
            fail("problems", "none with the code " + problem.code, problem.code, {problem.message},
                 case_.span);
        }
        for (const auto& code : wanted) {
            const bool is_there =
                std::any_of(screening_.problems().begin(), screening_.problems().end(),
                            [&](const Diagnostic& problem) { return problem.code == code.value; });
            if (!is_there) {
                fail("problems: " + code.value, "a problem of the profile", "none", {}, code.span);
            }
        }
    }

    void rule(const RuleExpectation& expected) {
        const Status status = screening_.status(expected.rule);
        if (is_met(expected.demand, status)) return;
        fail(std::string(key_of(expected.demand)) + ": " +
                 std::string(rules_.rule(expected.rule).id),
             std::string(wanted_by(expected.demand)), std::string(words_of(status)),
             reasons(expected.rule), expected.span);
    }

    /// Why the rule ended as it did; of an open one, what is missing.
    std::vector<std::string> reasons(RuleId rule) {
        std::vector<std::string> why;
        for (const Reason& reason : explainer_.why(rule).reasons) why.push_back(reason.text);
        const Status status = screening_.status(rule);
        if (status == Status::undecided || status == Status::presumed) {
            for (const std::string& path : explainer_.unknown_facts(rule)) {
                constexpr std::string_view lead = "facts.";
                const std::string place = path.starts_with(lead) ? path.substr(lead.size()) : path;
                why.push_back("not known: " + api::words_of(place));
            }
            for (const RuleId over : screening_.may_be_lifted_by(rule)) {
                why.push_back("may be lifted by " + std::string(rules_.rule(over).id));
            }
        }
        if (const std::optional<Reason> miss = explainer_.near_miss(rule)) {
            why.push_back("it would fire but for: " + miss->text);
        }
        return why;
    }

    /// The rules behind a verdict: those that hold it up with this status or a surer one.
    void verdict(std::string key, const std::optional<Placed<Verdict>>& expected, Verdict actual,
                 Status least) {
        if (!expected || expected->value == actual) return;
        std::vector<std::string> why;
        for (std::uint32_t i = 0; i < rules_.rule_count(); ++i) {
            const RuleId rule{i};
            const Status status = screening_.status(rule);
            const Verdict leads_to = verdict_of(rules_.rule(rule).strictest);
            if (status < least || leads_to < std::min(actual, expected->value)) continue;
            if (why.size() == most_rules_shown) {
                why.emplace_back("and others");
                break;
            }
            std::string said = std::string(rules_.rule(rule).id) + ' ' +
                               (status == Status::undecided ? "is " : "") +
                               (status == Status::presumed ? "is " : "") +
                               std::string(words_of(status));
            const std::vector<std::string> because = reasons(rule);
            for (const std::string& reason : because) {
                said += (&reason == because.data() ? ": " : "; ") + reason;
            }
            why.push_back(std::move(said));
        }
        if (why.empty()) why.emplace_back("no rule that leads there holds");
        fail(std::move(key), std::string(api::short_form(expected->value)),
             std::string(api::short_form(actual)), std::move(why), expected->span);
    }

    void outcomes() {
        for (const auto& outcome : case_.expect.outcomes) {
            const auto found = screening_.outcomes();
            const bool holds = std::any_of(
                found.begin(), found.end(),
                [&](const OutcomeFound& each) { return each.outcome == outcome.value; });
            if (holds) continue;
            std::vector<std::string> why;
            for (std::uint32_t i = 0; i < rules_.rule_count(); ++i) {
                const RuleInfo rule = rules_.rule(RuleId{i});
                const auto& leads_to = rule.outcomes;
                if (std::find(leads_to.begin(), leads_to.end(), outcome.value) == leads_to.end()) {
                    continue;
                }
                const std::string lead = std::string(rule.id) + " is " +
                                         std::string(words_of(screening_.status(RuleId{i})));
                why.push_back(lead);
                for (std::string& reason : reasons(RuleId{i})) why.push_back(std::move(reason));
            }
            fail("outcomes: " + api::name_of(rules_.outcome(outcome.value)), "holds", "does not",
                 std::move(why), outcome.span);
        }
    }

    void asks() {
        if (case_.expect.asks.empty()) return;
        const std::vector<Question> questions = explainer_.questions();
        std::vector<std::string> asked;
        for (const Question& each : questions) asked.emplace_back(rules_.fact(each.fact).name);
        auto from = questions.begin();
        for (const auto& fact : case_.expect.asks) {
            const auto is_it = [&](const Question& each) { return each.fact == fact.value; };
            const auto found = std::find_if(from, questions.end(), is_it);
            if (found != questions.end()) {
                from = found + 1;
                continue;
            }
            const bool is_earlier = std::any_of(questions.begin(), from, is_it);
            fail("asks: " + std::string(rules_.fact(fact.value).name),
                 is_earlier ? "asked after what the case names before it" : "asked",
                 is_earlier ? "asked earlier" : "not asked",
                 {asked.empty() ? "nothing is asked"
                                : "the questions are: " + api::joined(asked, ", ")},
                 fact.span);
        }
    }

    std::vector<std::string> open_rules() {
        std::vector<std::string> open;
        for (const auto& rules : {screening_.undecided(), screening_.presumed()}) {
            for (const RuleId rule : rules) {
                if (open.size() == most_rules_shown) return open;
                open.push_back(std::string(rules_.rule(rule).id) + " is " +
                               std::string(words_of(screening_.status(rule))));
            }
        }
        return open;
    }

    const Case& case_;
    const Screening& screening_;
    const RuleSet& rules_;
    Explainer explainer_;
    std::vector<Failure> failures_;
};

}  // namespace

std::vector<Failure> failures_of(const Case& one, const Screening& screening) {
    return Comparing(one, screening).run();
}

}  // namespace caveat::authoring

namespace caveat::cases {

std::string_view words_of(Status status) {
    return explain::status_words(status);
}

std::string_view words_of(Truth truth) {
    return truth == Truth::yes ? "yes" : truth == Truth::no ? "no" : "unknown";
}

}  // namespace caveat::cases
