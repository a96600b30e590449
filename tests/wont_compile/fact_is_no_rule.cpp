// Facts, rules and outcomes are numbered apart: one never stands for another.
// says: (cannot|could not) convert|no viable conversion

#include <caveat/screen.hpp>

caveat::Status shown(const caveat::Screening& screening, caveat::RuleId rule, caveat::FactId fact) {
    (void)rule;
    (void)fact;
#ifdef MUST_NOT_COMPILE
    return screening.status(fact);
#else
    return screening.status(rule);
#endif
}
