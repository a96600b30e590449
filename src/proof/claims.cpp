// A claim about a patient, by the engine's word alone. Entrance: holds_of.

#include "proof/claims.hpp"

#include "api/access.hpp"
#include "eval/result.hpp"

namespace caveat::proof {

namespace {

bool is_yes(model::ExprId id, const model::RuleSet& rules, const Screening& screening) {
    const model::Values& values = eval::values_of(api::result_of(screening));
    return id != model::none && values.truths[rules.tree[id].slot] == Truth::yes;
}

bool is_so(const Claim& claim, const model::RuleSet& rules, const Screening& screening) {
    switch (claim.aspect) {
        case Aspect::fired:
            return screening.status(claim.rule) == Status::fired;
        case Aspect::not_fired:
            return screening.status(claim.rule) <= Status::overridden;
        case Aspect::open:
            return screening.status(claim.rule) == Status::undecided ||
                   screening.status(claim.rule) == Status::presumed;
        case Aspect::presumed:
            return screening.status(claim.rule) == Status::presumed;
        case Aspect::overridden:
            return screening.status(claim.rule) == Status::overridden;
        case Aspect::condition_holds:
            return is_yes(rules.rules[claim.rule.index].when, rules, screening);
        case Aspect::exemption_holds:
            return is_yes(rules.rules[claim.rule.index].unless, rules, screening);
        case Aspect::applies:
            break;
    }
    return screening.applicable() == Truth::yes;
}

}  // namespace

bool holds_of(const Claim& claim, const model::RuleSet& rules, const Screening& screening) {
    return is_so(claim, rules, screening) == claim.holds;
}

}  // namespace caveat::proof
