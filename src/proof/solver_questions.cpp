// Turns what is asked of a patient into formulas over what every version says of them. Entrance:
// Questions.

#include "proof/solver_questions.hpp"

#include "analysis/records_needed.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace caveat::proof {

namespace {

std::size_t most_records_of(const std::vector<RuleSet>& versions, std::size_t most) {
    std::size_t records = 0;
    for (const RuleSet& rules : versions) {
        std::vector<RuleId> all(rules.rule_count());
        for (std::uint32_t index = 0; index < all.size(); ++index) all[index] = {index};
        const analysis::RecordsNeeded needed =
            analysis::ListLengths(model_of(rules)).needed_by(all);
        records += needed.to_prove.value_or(most);
    }
    return std::min(records, most);
}

/// By contradiction, the facts that count as unknown in it.
std::vector<std::set<std::string>> named_in_contradictions(const RuleSet& rules) {
    std::vector<std::set<std::string>> named;
    for (const eval::Looked& each : api::loaded_of(rules).compiled.impossible) {
        std::set<std::string>& keys = named.emplace_back();
        for (const std::uint32_t fact : each.facts) {
            keys.insert(model_of(rules).catalogue[fact].key);
        }
    }
    return named;
}

bool may_prorate(const std::vector<RuleSet>& versions) {
    return std::any_of(versions.begin(), versions.end(),
                       [](const RuleSet& rules) { return model_of(rules).may_prorate; });
}

}  // namespace

Questions::Questions(const std::vector<RuleSet>& versions, const ReasonerOptions& options)
    : versions_(versions),
      numbers_(formulas_),
      patient_(formulas_,
               {options.is_partly_answered, most_records_of(versions, options.most_records),
                options.has_alike_records, may_prorate(versions)}) {
    add_facts();
    for (const RuleSet& rules : versions_) {
        encoders_.push_back(
            std::make_unique<Encoder>(formulas_, numbers_, patient_, model_of(rules)));
        needs_as_of_ = needs_as_of_ || model_of(rules).catalogue.needs_as_of;
    }
    // A question about one rule set is about profiles that it can use whole.
    if (versions_.size() == 1) {
        formulas_.require(formulas_.negated(encoders_.front()->has_problems()));
    } else {
        require_possible_answers();
    }
}

Term Questions::term_of(const Claim& claim) {
    Encoder& encoder = *encoders_[claim.version];
    const StatusTerm& status = encoder.status(claim.rule.index);
    const auto plain = [&]() -> Term {
        switch (claim.aspect) {
            case Aspect::fired:
                return status.fired;
            case Aspect::not_fired:
                return status.not_fired;
            case Aspect::open:
                return formulas_.either(status.presumed, status.undecided);
            case Aspect::presumed:
                return status.presumed;
            case Aspect::overridden:
                return status.overridden;
            case Aspect::condition_holds:
                return encoder.condition(claim.rule.index).yes;
            case Aspect::exemption_holds:
                return encoder.exemption(claim.rule.index).yes;
            case Aspect::applies:
                break;
        }
        return encoder.applies().yes;
    };
    return claim.holds ? plain() : formulas_.negated(plain());
}

Term Questions::term_of(const Reached& reached) {
    const Encoder& encoder = *encoders_.front();
    const bool is_number =
        model_of(versions_.front()).tree[reached.node].kind == model::ValueKind::number;
    return is_number ? encoder.lies_in(reached.node, reached.interval).yes
                     : encoder.truth(reached.node).yes;
}

Term Questions::formula_of(const Question& question) {
    Terms parts;
    for (const Claim& claim : question.claims) parts.push_back(term_of(claim));
    if (question.differing) {
        parts.push_back(difference_of(question.differing->first, question.differing->second));
    }
    if (question.guards_differ) parts.push_back(guard_difference());
    if (question.reached) parts.push_back(term_of(*question.reached));
    return formulas_.all(parts);
}

Term Questions::difference_of(RuleId first, RuleId second) {
    const StatusTerm& a = encoders_.front()->status(first.index);
    const StatusTerm& b = encoders_.back()->status(second.index);
    const auto differs = [&](const Term& left, const Term& right) {
        if (z3::eq(left, right)) return formulas_.no();
        return formulas_.either(formulas_.both(left, formulas_.negated(right)),
                                formulas_.both(right, formulas_.negated(left)));
    };
    return formulas_.any({differs(a.fired, b.fired), differs(a.presumed, b.presumed),
                          differs(a.not_fired, b.not_fired), differs(a.overridden, b.overridden)});
}

Term Questions::guard_difference() {
    const Kleene& a = encoders_.front()->applies();
    const Kleene& b = encoders_.back()->applies();
    return formulas_.any({formulas_.both(a.yes, formulas_.negated(b.yes)),
                          formulas_.both(b.yes, formulas_.negated(a.yes)),
                          formulas_.both(a.no, formulas_.negated(b.no)),
                          formulas_.both(b.no, formulas_.negated(a.no))});
}

/// Answers that contradict each other count as unknown in the version that says so, which no
/// formula says: they are left out, and where the versions differ in them, or in what then counts
/// as unknown, that is said.
void Questions::require_possible_answers() {
    std::vector<Terms> by_version;
    for (const auto& encoder : encoders_) {
        by_version.push_back(encoder->contradictions());
        for (const Term& each : by_version.back()) {
            formulas_.require(formulas_.negated(each));
        }
    }
    contradictions_differ_ =
        named_in_contradictions(versions_.front()) != named_in_contradictions(versions_.back());
    contradictions_differ_ = contradictions_differ_ ||
                             !std::equal(by_version.front().begin(), by_version.front().end(),
                                         by_version.back().begin(), by_version.back().end(),
                                         [](const Term& a, const Term& b) { return z3::eq(a, b); });
}

void Questions::add_facts() {
    for (const RuleSet& rules : versions_) {
        for (const facts::Fact& fact : model_of(rules).catalogue.facts()) {
            if (patient_.find(fact.key, fact.type.kind) != nullptr) continue;
            std::vector<const facts::Fact*> same;
            for (const RuleSet& other : versions_) {
                const facts::Catalogue& catalogue = model_of(other).catalogue;
                const auto at = catalogue.find(fact.key);
                if (at && catalogue[*at].type.kind == fact.type.kind) {
                    same.push_back(&catalogue[*at]);
                }
            }
            patient_.add(same);
        }
    }
}

Term Questions::is_day(const Date& date) {
    const values::DateRange day = values::range_of(date);
    Days days(formulas_);
    return days.same(patient_.as_of(), days.constant(day.low));
}

Meaning Questions::meaning_of(std::size_t version, RuleId rule) const {
    const Encoder& encoder = *encoders_[version];
    const Kleene& condition = encoder.condition(rule.index);
    const Kleene& exemption = encoder.exemption(rule.index);
    // What is written alike is one formula, with one number.
    return {condition.yes.id(), condition.no.id(), exemption.yes.id(), exemption.no.id()};
}

Term Questions::has_fewer_answers(std::int64_t count) {
    return formulas_.negated(formulas_.at_least(patient_.answered(), count));
}

}  // namespace caveat::proof
