// From a patient's answers to statuses, outcomes and verdict bounds. Entrances: prepare, decide.

#include "eval/screening.hpp"

#include "eval/deciding.hpp"
#include "eval/open_facts.hpp"
#include "eval/statuses.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace caveat::eval {

Exemption exemption_of(std::span<const RuleId> overridden_by, Truth unless,
                       std::span<const Status> statuses) {
    Exemption exemption{unless, false};
    for (const RuleId over : overridden_by) {
        const Status status = statuses[over.index];
        if (status == Status::fired) exemption.by_rule = true;
        const Truth lifts = status == Status::fired ? Truth::yes
                            : is_open(status)       ? Truth::unknown
                                                    : Truth::no;
        exemption.truth = either(exemption.truth, lifts);
    }
    return exemption;
}

namespace {

/// Room for another rule set, with nothing left of the one before.
void fit(Result& result) {
    ScreeningMemory& work = result.work;
    const model::RuleSet& rules = *result.rules;
    const Compiled& compiled = *result.compiled;
    work.memory.fit(compiled, rules);
    work.values.fit(rules.tree);
    if (rules.may_prorate) work.presumed_values.fit(rules.tree);
    work.conditions.assign(compiled.program.conditions.size(), Truth::no);
    work.touched.clear();
    work.touched.reserve(compiled.program.conditions.size());
    work.due.assign((compiled.program.complex_rules.size() + 63) / 64, 0);
    result.statuses.assign(rules.rules.size(), Status::not_fired);
    result.deferred.assign(rules.rules.size(), 0);
    for (RuleList& list : result.with_status) {
        list.room.assign(rules.rules.size() + 1, RuleId{});
        list.count = 0;
    }
    work.found_bits.assign((rules.rules.size() + 63) / 64, 0);
    work.presumed_bits.assign((rules.outcomes.size() + 63) / 64, 0);
    work.unmarked_bits.assign((rules.outcomes.size() + 63) / 64, 0);
    work.certain_bits.assign((rules.outcomes.size() + 63) / 64, 0);
    result.outcomes.clear();
    result.outcomes.reserve(rules.outcomes.size());
    work.open_facts.reset();
    work.fitted = &compiled;
}

/// Takes back what the patient before left, which is less than clearing all.
void clear(Result& result) {
    ScreeningMemory& work = result.work;
    for (const std::uint32_t condition : work.touched) work.conditions[condition] = Truth::no;
    work.touched.clear();
    for (RuleList& list : result.with_status) {
        for (const RuleId rule : list.rules()) {
            result.statuses[rule.index] = Status::not_fired;
            result.deferred[rule.index] = 0;
        }
        list.count = 0;
    }
    result.outcomes.clear();
    result.incidents.clear();
    result.tree.forget();
    if (++work.memory.round == 0) work.memory.fit(*result.compiled, *result.rules);
    if (work.memory.round == 0) work.memory.round = 1;
}

/// What was found of the rules that are not simply not fired, in one pass over them: lists in order
/// of the file, outcomes marked, and a bit for each verdict that rules of a status lead to.
struct RulesFound {
    std::array<std::uint32_t, 5> verdicts{};  ///< by Status
    bool is_open = false;                     ///< a rule that asks is presumed or undecided
};

RulesFound list_rules(Result& result) {
    ScreeningMemory& work = result.work;
    RulesFound found;
    const Status* const statuses = result.statuses.data();
    const RuleBrief* const briefs = result.compiled->rules.data();
    RuleList* const lists = result.with_status.data();
    // Which status comes next nobody can guess, so nothing here branches on it.
    std::uint64_t* const unmarked = work.unmarked_bits.data();
    const std::array<std::uint64_t*, 5> marked{unmarked, unmarked, unmarked,
                                               work.presumed_bits.data(), work.certain_bits.data()};
    constexpr std::array<std::uint32_t, 5> can_hold_open{0, 0, 1, 1, 0};
    std::uint32_t open = 0;
    for (std::size_t word = 0; word < work.found_bits.size(); ++word) {
        std::uint64_t bits = work.found_bits[word];
        work.found_bits[word] = 0;
        for (; bits != 0; bits &= bits - 1) {
            const auto rule = static_cast<std::uint32_t>(word * 64) +
                              static_cast<std::uint32_t>(std::countr_zero(bits));
            const auto status = static_cast<std::size_t>(statuses[rule]);
            const RuleBrief& brief = briefs[rule];
            RuleList& list = lists[status];
            list.room[list.count++] = RuleId{rule};
            found.verdicts[status] |= 1U << static_cast<std::uint32_t>(brief.leads_to);
            open |= can_hold_open[status] & (brief.if_unknown == IfUnknown::ignore ? 0U : 1U);
            const std::uint32_t* place = result.compiled->outcomes.data() + brief.first_outcome;
            const std::uint32_t* const end = place + brief.outcome_count;
            for (; place != end; ++place) {
                marked[status][*place / 64] |= std::uint64_t{1} << (*place % 64);
            }
        }
    }
    found.is_open = open != 0;
    return found;
}

/// Where a total is prorated, what would hold with it is presumed. What would not is undecided
/// still: nobody is sent away because of answers that were not given.
void presume_prorated(Result& result) {
    ScreeningMemory& work = result.work;
    const model::RuleSet& rules = *result.rules;
    const std::vector<std::uint32_t>& named = result.facts->named;
    const bool has_null = std::any_of(named.begin(), named.end(), [&](std::uint32_t fact) {
        return result.facts->given(fact) == facts::Given::null;
    });
    if (!has_null) return;
    model::Evaluation evaluation(rules, {result.facts, {}}, work.presumed_values, work.scratch,
                                 nullptr);
    evaluation.presume_prorated();
    evaluation.all();
    for (std::size_t rule = 0; rule < rules.rules.size(); ++rule) {
        Status& status = result.statuses[rule];
        const bool holds = evaluation.truth(rules.rules[rule].when) == Truth::yes;
        if (status == Status::undecided && holds) status = Status::presumed;
    }
}

/// Whether only somebody who cannot answer now could still decide the rule.
bool only_others_can_decide(const model::RuleSet& rules, const Respondents& now,
                            const std::vector<OpenFact>& open) {
    bool others = false;
    for (const OpenFact& fact : open) {
        if (fact.is_null) continue;
        if (now.include(rules.catalogue[fact.fact].whom)) return false;
        others = true;
    }
    return others;
}

void defer_rules(Result& result) {
    if (result.respondents.patient && result.respondents.clinician) return;
    ScreeningMemory& work = result.work;
    Result::Tree& tree = tree_of(result);
    if (!work.open_facts) {
        work.open_facts = std::make_unique<OpenFacts>(result, tree.values, tree.scratch);
    } else {
        work.open_facts->look_at(result, tree.values, tree.scratch);
    }
    for (const RuleId rule :
         result.with_status[static_cast<std::size_t>(Status::undecided)].rules()) {
        const bool defers =
            only_others_can_decide(*result.rules, result.respondents, work.open_facts->of(rule));
        result.deferred[rule.index] = defers ? 1 : 0;
    }
}

void find_outcomes(Result& result) {
    ScreeningMemory& work = result.work;
    for (std::size_t word = 0; word < work.certain_bits.size(); ++word) {
        const std::uint64_t certain = work.certain_bits[word];
        for (std::uint64_t bits = certain | work.presumed_bits[word]; bits != 0; bits &= bits - 1) {
            const auto bit = static_cast<std::size_t>(std::countr_zero(bits));
            const bool is_certain = (certain >> bit & 1U) != 0;
            result.outcomes.push_back({result.rules->outcome_order[word * 64 + bit],
                                       is_certain ? Certainty::certain : Certainty::presumed});
        }
        work.certain_bits[word] = 0;
        work.presumed_bits[word] = 0;
    }
}

/// The strictest of some verdicts, a bit each; to go ahead if there is none.
Verdict strictest(std::uint32_t verdicts) {
    return static_cast<Verdict>(
        std::bit_width(verdicts | 1U << static_cast<std::uint32_t>(Verdict::proceed)) - 1);
}

/// What undecided rules may still lead to: those that are deferred, or ask nothing, hold nothing
/// open.
std::uint32_t undecided_now(const Result& result) {
    std::uint32_t verdicts = 0;
    for (const RuleId rule :
         result.with_status[static_cast<std::size_t>(Status::undecided)].rules()) {
        const RuleBrief& brief = result.compiled->rules[rule.index];
        if (brief.if_unknown == IfUnknown::ignore || result.deferred[rule.index] != 0) continue;
        verdicts |= 1U << static_cast<std::uint32_t>(brief.leads_to);
    }
    return verdicts;
}

void find_bounds(Result& result, const RulesFound& found) {
    const auto of = [&](Status status) { return found.verdicts[static_cast<std::size_t>(status)]; };
    const std::uint32_t held = of(Status::fired) | of(Status::presumed);
    const std::uint32_t may_fire = of(Status::undecided) == 0 ? 0 : undecided_now(result);
    result.at_least = strictest(of(Status::fired));
    result.verdict = strictest(held);
    result.at_most = strictest(held | may_fire);
    result.is_complete = !found.is_open;
    if (result.applicable == Truth::unknown) result.at_least = Verdict::not_applicable;
    if (result.applicable == Truth::no) {
        result.at_least = result.verdict = result.at_most = Verdict::not_applicable;
    }
}

}  // namespace

void prepare(Result& result) {
    if (result.work.fitted != result.compiled) fit(result);
    clear(result);
}

void decide(Result& result) {
    ScreeningMemory& work = result.work;
    model::Evaluation evaluation(*result.rules, {result.facts, {}}, work.values, work.scratch,
                                 &result.incidents);
    Machine machine(*result.compiled, *result.rules, *result.facts, work.memory, evaluation);
    machine.evaluate_always();
    Deciding(result, machine).run();
    if (result.rules->may_prorate) presume_prorated(result);
    const std::uint32_t applies_to = result.compiled->program.applies_to;
    result.applicable = applies_to == program::none ? Truth::yes : work.conditions[applies_to];
    const RulesFound found = list_rules(result);
    defer_rules(result);
    find_outcomes(result);
    find_bounds(result, found);
}

}  // namespace caveat::eval
