// Rules: conditions and exemptions to statuses and a verdict (language page,
// sections 5 to 7). Entrance: `naive_screen`.

#include "naive.hpp"

#include "naive_evaluator.hpp"

#include <algorithm>

namespace caveat::testing {

NaiveEvaluator::NaiveEvaluator(const GeneratedRuleSet& rules, const GeneratedProfile& profile,
                               Census* census)
    : rules_(rules),
      profile_(profile),
      census_(census),
      facts_(rules.facts.size()),
      gates_(rules.facts.size()),
      statuses_(rules.rules.size()) {}

Verb NaiveEvaluator::strictest(const Rule& rule) const {
    Verb strictest = Verb::inform;
    for (const OutcomeUse& use : rule.outcomes) {
        strictest = std::min(strictest, rules_.outcomes[use.outcome].verb);
    }
    return strictest;
}

bool NaiveEvaluator::overrides(const Rule& rule, std::size_t other) const {
    const Rule& lifted = rules_.rules[other];
    if (&lifted == &rule) return false;
    if (rule.overrides_all_suggest && strictest(lifted) == Verb::suggest) return true;
    if (rule.overrides_all_inform && strictest(lifted) == Verb::inform) return true;
    return std::find(rule.overrides.begin(), rule.overrides.end(), other) != rule.overrides.end();
}

/// The table of section 5.
NaiveStatus NaiveEvaluator::status(std::size_t index) {
    if (statuses_[index]) return *statuses_[index];
    const Rule& rule = rules_.rules[index];
    const Scope nowhere;
    Kleene condition = truth(rule.when, nowhere);
    for (const Condition& guard : rules_.applies_to) {
        condition = both(condition, truth(guard, nowhere));
    }
    Kleene exemption = Kleene::no;
    for (const Condition& unless : rule.unless) exemption = truth(unless, nowhere);
    bool is_lifted = false;
    for (std::size_t other = 0; other < rules_.rules.size(); ++other) {
        if (!overrides(rules_.rules[other], index)) continue;
        switch (status(other)) {
            case NaiveStatus::fired:
                is_lifted = true;
                exemption = Kleene::yes;
                break;
            case NaiveStatus::presumed:
            case NaiveStatus::undecided:
                exemption = either(exemption, Kleene::unknown);
                break;
            case NaiveStatus::not_fired:
            case NaiveStatus::overridden:
                break;
        }
    }
    NaiveStatus result = NaiveStatus::undecided;
    if (condition == Kleene::no) {
        result = NaiveStatus::not_fired;
    } else if (exemption == Kleene::yes) {
        result = is_lifted ? NaiveStatus::overridden : NaiveStatus::not_fired;
    } else if (condition == Kleene::yes) {
        result = exemption == Kleene::no ? NaiveStatus::fired : NaiveStatus::presumed;
    } else if (rule.if_unknown == IfUnknown::presume) {
        result = NaiveStatus::presumed;
    }
    statuses_[index] = result;
    return result;
}

namespace {

NaiveVerdict verdict_of(Verb verb) {
    switch (verb) {
        case Verb::avoid:
            return NaiveVerdict::do_not_proceed;
        case Verb::refer:
            return NaiveVerdict::refer_first;
        case Verb::require:
        case Verb::caution:
            return NaiveVerdict::proceed_with_conditions;
        case Verb::suggest:
        case Verb::inform:
            break;
    }
    return NaiveVerdict::proceed;
}

}  // namespace

/// The strictest verdict among the rules with at least the given status.
NaiveVerdict NaiveEvaluator::verdict(NaiveStatus mildest_status, bool leave_out_ignored) {
    NaiveVerdict verdict = NaiveVerdict::proceed;
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
        if (status(i) < mildest_status) continue;
        const Rule& rule = rules_.rules[i];
        const bool is_ignored =
            rule.if_unknown == IfUnknown::ignore && status(i) == NaiveStatus::undecided;
        if (leave_out_ignored && is_ignored) continue;
        verdict = std::max(verdict, verdict_of(strictest(rule)));
    }
    return verdict;
}

NaiveResult NaiveEvaluator::screen() {
    NaiveResult result;
    for (std::size_t i = 0; i < rules_.facts.size(); ++i) fact(i);
    const Scope nowhere;
    for (const Condition& guard : rules_.applies_to) {
        result.applicable = truth(guard, nowhere);
    }
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
        result.statuses.push_back(status(i));
        const bool is_open = result.statuses.back() == NaiveStatus::presumed ||
                             result.statuses.back() == NaiveStatus::undecided;
        if (is_open && rules_.rules[i].if_unknown != IfUnknown::ignore) result.complete = false;
    }
    result.at_least = verdict(NaiveStatus::fired, true);
    result.verdict = verdict(NaiveStatus::presumed, true);
    result.at_most = verdict(NaiveStatus::undecided, true);
    if (result.applicable != Kleene::yes) result.at_least = NaiveVerdict::not_applicable;
    if (result.applicable == Kleene::no) {
        result.verdict = NaiveVerdict::not_applicable;
        result.at_most = NaiveVerdict::not_applicable;
    }
    for (std::size_t i = 0; i < rules_.scores.size(); ++i) {
        const NumberRange range = score(i);
        NaiveScore found{range.low, range.high, std::nullopt};
        for (std::size_t band = 0; band < rules_.scores[i].bands.size(); ++band) {
            if (in_band(range, rules_.scores[i].bands[band]) == Kleene::yes) found.band = band;
        }
        result.scores.push_back(found);
    }
    result.has_problems = has_problems_;
    return result;
}

NaiveResult naive_screen(const GeneratedRuleSet& rules, const GeneratedProfile& profile,
                         Census* census) {
    // Looked for in the answers as they were given; then what contradicts itself is no answer.
    GeneratedProfile possible = profile;
    for (const std::size_t fact : NaiveEvaluator(rules, profile, nullptr).contradicting()) {
        possible.facts[fact] = Answer{};
        possible.facts[fact].state = AnswerState::given;
        possible.facts[fact].unusable = "a contradiction";
    }
    return NaiveEvaluator(rules, possible, census).screen();
}

namespace {

/// Nothing answered and no day of screening.
GeneratedProfile blank(const GeneratedRuleSet& rules) {
    GeneratedProfile profile;
    profile.facts.resize(rules.facts.size());
    return profile;
}

/// Runs `use` with an evaluator of the blank profile, and the scope of an
/// unknown record where fields are seen.
template <typename Use>
auto with_nothing_known(const GeneratedRuleSet& rules, std::optional<std::size_t> records,
                        Use use) {
    const GeneratedProfile profile = blank(rules);
    NaiveEvaluator evaluator(rules, profile, nullptr);
    evaluator.look_at_anybody();
    std::vector<Value> record;
    NaiveEvaluator::Scope scope;
    if (records) {
        record = evaluator.unknown_record(rules.facts[*records]);
        scope.record = &record;
    }
    return use(evaluator, scope);
}

}  // namespace

bool declared_range_decides(const GeneratedRuleSet& rules, const Condition& test,
                            std::optional<std::size_t> records) {
    return with_nothing_known(rules, records, [&](auto& evaluator, const auto& scope) {
        if (evaluator.no_total_meets(test, scope)) return true;
        return evaluator.test(test, scope) != Kleene::unknown;
    });
}

DeclaredRange declared_range(const GeneratedRuleSet& rules, const Number& number,
                             std::optional<std::size_t> records) {
    return with_nothing_known(rules, records, [&](auto& evaluator, const auto& scope) {
        const NumberRange range = evaluator.number(number, scope);
        return DeclaredRange{range.low, range.high, range.whole};
    });
}

bool score_is_too_wide(const GeneratedRuleSet& rules, std::size_t score) {
    constexpr std::size_t most_looks = 12;
    constexpr std::size_t most_combinations = 512;
    return with_nothing_known(rules, std::nullopt, [&](auto& evaluator, const auto&) {
        const auto parts = evaluator.count_together(score, most_combinations);
        return std::any_of(parts.begin(), parts.end(), [&](const auto& part) {
            return part.looks > most_looks || part.combinations > most_combinations;
        });
    });
}

/// The range of the entries with nothing known; `missing` plays no part in it.
DeclaredRange declared_score_range(const GeneratedRuleSet& rules, std::size_t score) {
    return with_nothing_known(rules, std::nullopt, [&](auto& evaluator, const auto&) {
        const NumberRange range = evaluator.sum_of_entries(score).range;
        return DeclaredRange{range.low, range.high, range.whole};
    });
}

}  // namespace caveat::testing
