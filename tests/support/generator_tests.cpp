// Single tests of every kind.

#include "generator_rules.hpp"
#include "naive.hpp"

namespace caveat::testing {

namespace {

Condition of_kind(ConditionKind kind) {
    Condition condition;
    condition.kind = kind;
    return condition;
}

}  // namespace

std::optional<Condition> RuleSetMaker::try_test(const Site& site) {
    switch (chance_.below(18)) {
        case 0:
        case 1:
        case 2:
        case 3:
            return try_yes_no(site);
        case 4:
        case 5:
        case 6:
        case 7:
            return try_compare(site);
        case 8:
        case 9:
            return try_choice(site);
        case 10:
        case 11:
            return try_choices(site);
        case 12:
        case 13:
            return try_date(site);
        case 14:
            return try_term(site);
        case 15:
            return site.may_use_scores ? try_band(site) : std::nullopt;
        default:
            return site.may_use_records ? try_quantified(site) : std::nullopt;
    }
}

/// `latest …` of a field of the given type, where a list of records is dated.
std::optional<Measure> RuleSetMaker::dated_measure(FactType type) {
    std::vector<Measure> measures;
    for (std::size_t records : facts_of(FactType::records)) {
        if (!rules_.facts[records].dated_by) continue;
        for (std::size_t field : fields_of(records, type)) {
            Measure measure;
            measure.kind = chance_.percent(50) ? MeasureKind::latest : MeasureKind::earliest;
            measure.records = records;
            measure.field = field;
            measures.push_back(measure);
        }
    }
    if (measures.empty()) return std::nullopt;
    Measure measure = chance_.pick(measures);
    measure.where = make_where(measure.records, 35);
    saw_records_ = true;
    return measure;
}

/// A fact, field or measure of the type. Fields are preferred where they are seen.
std::optional<Subject> RuleSetMaker::subject_of(FactType type, const Site& site) {
    Subject subject;
    if (site.records && (site.only_fields || chance_.percent(80))) {
        const std::vector<std::size_t> fields = fields_of(*site.records, type);
        if (!fields.empty()) {
            subject.place = {true, chance_.pick(fields)};
            return subject;
        }
    }
    if (site.only_fields) return std::nullopt;
    if (site.may_use_records && chance_.percent(30)) {
        if (std::optional<Measure> measure = dated_measure(type)) {
            subject.kind = Subject::Kind::measure;
            subject.measure.push_back(*measure);
            return subject;
        }
    }
    const std::vector<std::size_t> facts = facts_of(type);
    if (facts.empty()) return std::nullopt;
    subject.place = {false, chance_.pick(facts)};
    return subject;
}

const Fact& RuleSetMaker::fact_of(const Subject& subject, const Site& site) const {
    if (subject.kind == Subject::Kind::measure) {
        const Measure& measure = subject.measure.front();
        return rules_.facts[measure.records].fields[measure.field];
    }
    return subject.place.is_field ? rules_.facts[*site.records].fields[subject.place.index]
                                  : rules_.facts[subject.place.index];
}

std::optional<Condition> RuleSetMaker::try_yes_no(const Site& site) {
    const std::optional<Subject> subject = subject_of(FactType::yes_no, site);
    if (!subject) return std::nullopt;
    Condition test = of_kind(ConditionKind::yes_no);
    test.subject = *subject;
    return test;
}

std::optional<Condition> RuleSetMaker::try_compare(const Site& site) {
    const std::optional<Made> left = make_number(site, 2);
    if (!left) return std::nullopt;
    Condition test = of_kind(ConditionKind::compare);
    test.is_not = chance_.percent(15);
    const bool has_unit = !left->dimension.empty();
    if (chance_.percent(15)) {
        test.kind = ConditionKind::between;
        Number low = literal_beside(*left, site, true);
        Number high = literal_beside(*left, site, true);
        const bool are_literal =
            low.kind == NumberKind::literal && high.kind == NumberKind::literal;
        if (are_literal && low.literal > high.literal) std::swap(high.literal, low.literal);
        if (!are_literal || low.unit != high.unit) return std::nullopt;
        test.numbers = {left->number, low, high};
        return test;
    }
    test.comparison = static_cast<Comparison>(chance_.below(6));
    const bool is_equality =
        test.comparison == Comparison::equal || test.comparison == Comparison::unequal;
    if (is_equality && left->number.kind == NumberKind::divide) return std::nullopt;
    if (!(is_equality && has_unit) && chance_.percent(20)) {
        const std::optional<Made> right = leaf(site, left->dimension);
        if (!right) return std::nullopt;
        test.numbers = {left->number, right->number};
        return test;
    }
    test.numbers = {left->number, literal_beside(*left, site, is_equality)};
    if (!has_unit && chance_.percent(8) && !test.is_not) {
        std::swap(test.numbers[0], test.numbers[1]);
    }
    return test;
}

std::optional<Condition> RuleSetMaker::try_choice(const Site& site) {
    const std::optional<Subject> subject = subject_of(FactType::choice, site);
    if (!subject) return std::nullopt;
    Condition test = of_kind(ConditionKind::choice_is);
    test.subject = *subject;
    test.is_not = chance_.percent(30);
    const std::size_t all = fact_of(*subject, site).codes.size();
    const std::size_t count = all > 2 && chance_.percent(35) ? 2 + chance_.below(all - 2) : 1;
    test.codes = chance_.some_of(all, count);
    return test;
}

std::optional<Condition> RuleSetMaker::try_choices(const Site& site) {
    const std::optional<Subject> subject = subject_of(FactType::choices, site);
    if (!subject) return std::nullopt;
    const std::size_t all = fact_of(*subject, site).codes.size();
    Condition test = of_kind(ConditionKind::include);
    test.subject = *subject;
    test.is_not = chance_.percent(20);
    if (site.records) test.index = *site.records;
    if (chance_.percent(20)) {
        test.kind = ConditionKind::empty;
        return test;
    }
    const std::size_t count = chance_.percent(60) && all > 1 ? 2 + chance_.below(all - 1) : 1;
    test.codes = chance_.some_of(all, count);
    if (test.codes.size() > 1) test.include = static_cast<Include>(chance_.below(3));
    return test;
}

std::optional<Condition> RuleSetMaker::try_date(const Site& site) {
    const std::optional<Subject> subject = subject_of(FactType::date, site);
    if (!subject) return std::nullopt;
    Condition test = of_kind(ConditionKind::within_last);
    test.subject = *subject;
    test.is_not = chance_.percent(20);
    const std::size_t kind = chance_.below(6);
    if (kind < 3) {
        if (kind == 0) test.kind = ConditionKind::more_than_ago;
        test.time = static_cast<TimeUnit>(chance_.below(4));
        const std::int64_t most = test.time == TimeUnit::days     ? 60
                                  : test.time == TimeUnit::weeks  ? 20
                                  : test.time == TimeUnit::months ? 14
                                                                  : 3;
        test.count = make_count(chance_.between(2, most));
        return test;
    }
    test.kind = ConditionKind::date_order;
    test.order = static_cast<DateOrder>(kind - 3);
    if (chance_.percent(25)) {
        const std::optional<Subject> other = subject_of(FactType::date, site);
        if (!other) return std::nullopt;
        test.other_date = *other;
        return test;
    }
    test.other_date.kind = Subject::Kind::date_literal;
    test.other_date.date =
        day_of(chance_.between(2023, 2026), static_cast<int>(chance_.between(1, 12)),
               static_cast<int>(chance_.between(1, 28)));
    return test;
}

std::vector<Condition> RuleSetMaker::make_where(std::size_t records, std::size_t percent,
                                                bool only_fields) {
    std::vector<Condition> where;
    if (!chance_.percent(percent)) return where;
    const Site inside{records, false, false, only_fields};
    where.push_back(make_condition(inside, chance_.percent(40) ? 1 : 0));
    return where;
}

std::optional<Condition> RuleSetMaker::try_quantified(const Site&) {
    const std::vector<std::size_t> lists = facts_of(FactType::records);
    if (lists.empty()) return std::nullopt;
    Condition test = of_kind(ConditionKind::quantified);
    test.index = chance_.pick(lists);
    test.quantity = static_cast<Quantity>(chance_.below(5));
    const bool needs_where = test.quantity == Quantity::any || test.quantity == Quantity::no;
    const std::int64_t least = test.quantity == Quantity::at_least ? 1 : 0;
    if (!needs_where) test.count = make_count(chance_.between(least, 3));
    test.where = make_where(test.index, needs_where ? 100 : 70);
    saw_records_ = true;
    return test;
}

std::optional<Condition> RuleSetMaker::try_band(const Site&) {
    if (rules_.scores.empty()) return std::nullopt;
    Condition test = of_kind(ConditionKind::band);
    test.index = chance_.below(rules_.scores.size());
    test.band = chance_.below(rules_.scores[test.index].bands.size());
    const std::size_t last = rules_.scores[test.index].bands.size() - 1;
    if (chance_.percent(40) && test.band > 0) test.reach = BandReach::this_and_above;
    if (chance_.percent(40) && test.band < last) test.reach = BandReach::this_and_below;
    test.is_not = chance_.percent(25);
    saw_records_ = true;
    return test;
}

/// Literals, or parameters that are whole and small enough for every phrase.
std::vector<Number> RuleSetMaker::make_arguments(std::size_t count) {
    std::vector<Number> arguments;
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t value = chance_.between(1, 3);
        Number argument = literal(value, "");
        if (chance_.percent(20)) {
            if (const std::optional<std::size_t> index = parameter_of(value)) {
                argument.kind = NumberKind::parameter;
                argument.index = *index;
            }
        }
        arguments.push_back(argument);
    }
    return arguments;
}

std::optional<Condition> RuleSetMaker::try_term(const Site& site) {
    std::vector<std::size_t> usable;
    if (site.only_fields) return std::nullopt;
    for (std::size_t i = 0; i < rules_.terms.size(); ++i) {
        const Term& term = rules_.terms[i];
        if (!term.condition.empty() && (site.may_use_records || !term.uses_records)) {
            usable.push_back(i);
        }
    }
    if (usable.empty()) return std::nullopt;
    Condition test = of_kind(ConditionKind::term);
    test.index = chance_.pick(usable);
    test.numbers = make_arguments(rules_.terms[test.index].slots.size());
    saw_records_ = saw_records_ || rules_.terms[test.index].uses_records;
    return test;
}

}  // namespace caveat::testing
