// Conditions: groups, quantifiers and tests, none decided by the declared ranges
// alone.

#include "generator_rules.hpp"
#include "naive.hpp"

namespace caveat::testing {

namespace {

constexpr int tries = 25;

}  // namespace

bool RuleSetMaker::is_decided(const Condition& test, const Site& site) const {
    return declared_range_decides(rules_, test, site.records);
}

Condition RuleSetMaker::make_condition(const Site& site, int depth) {
    if (depth == 0 || chance_.percent(30)) return make_test(site);
    Condition condition;
    const auto fill = [&](std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            condition.parts.push_back(make_condition(site, depth - 1));
        }
    };
    const std::size_t kind = chance_.below(site.records ? 9 : 11);
    if (kind < 3) {
        condition.kind = ConditionKind::all;
        fill(2 + chance_.below(2));
    } else if (kind < 6) {
        condition.kind = ConditionKind::any;
        fill(2 + chance_.below(2));
    } else if (kind < 8) {
        condition.kind = ConditionKind::negation;
        fill(1);
    } else if (kind < 9) {
        condition.kind = ConditionKind::none;
        fill(1 + chance_.below(3));
    } else {
        condition.kind = ConditionKind::of_list;
        static const std::vector<Quantity> quantities{Quantity::at_least, Quantity::at_most,
                                                      Quantity::exactly};
        condition.quantity = chance_.pick(quantities);
        fill(2 + chance_.below(3));
        const auto all = static_cast<std::int64_t>(condition.parts.size());
        const bool is_at_least = condition.quantity == Quantity::at_least;
        condition.count =
            make_count(chance_.between(is_at_least ? 1 : 0, is_at_least ? all : all - 1));
    }
    return condition;
}

/// The `n` of a quantifier, now and then as a parameter.
Count RuleSetMaker::make_count(std::int64_t value) {
    Count count;
    count.literal = value;
    if (value > 0 && chance_.percent(12)) {
        if (const std::optional<std::size_t> index = parameter_of(value)) {
            count.kind = Count::Kind::parameter;
            count.index = *index;
        }
    }
    return count;
}

Condition RuleSetMaker::make_test(const Site& site) {
    for (int i = 0; i < tries; ++i) {
        const bool before = saw_records_;
        std::optional<Condition> test = try_test(site);
        if (test && !is_decided(*test, site)) return *test;
        saw_records_ = before;
    }
    Condition simple;
    simple.subject.place = {false, chance_.pick(facts_of(FactType::yes_no))};
    if (site.only_fields) {
        simple.subject.place = {true, chance_.pick(fields_of(*site.records, FactType::yes_no))};
    }
    return simple;
}

}  // namespace caveat::testing
