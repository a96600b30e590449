// Numbers: facts, measures, counts and time, and arithmetic on them.

#include "generator_rules.hpp"
#include "naive.hpp"

namespace caveat::testing {

Number RuleSetMaker::literal(Rational value, const std::string& unit) const {
    Number number;
    number.literal = value;
    number.unit = unit;
    return number;
}

Number RuleSetMaker::operation(NumberKind kind, std::vector<Number> parts) const {
    Number number;
    number.kind = kind;
    number.parts = std::move(parts);
    return number;
}

void RuleSetMaker::add_record_leaves(std::vector<Made>& leaves) {
    for (std::size_t records : facts_of(FactType::records)) {
        Number count;
        count.kind = NumberKind::count_records;
        count.index = records;
        leaves.push_back({count, ""});
        const bool is_dated = rules_.facts[records].dated_by.has_value();
        for (std::size_t field : fields_of(records, FactType::number)) {
            Number number;
            number.kind = NumberKind::measure;
            Measure measure;
            measure.kind = static_cast<MeasureKind>(chance_.below(is_dated ? 6 : 4));
            measure.records = records;
            measure.field = field;
            number.measure.push_back(measure);
            leaves.push_back({number, dimension_of(rules_.facts[records].fields[field].unit)});
        }
    }
}

void RuleSetMaker::add_since_leaves(std::vector<Made>& leaves, const Site& site) {
    const std::optional<Subject> date = subject_of(FactType::date, site);
    if (!date) return;
    Number since;
    since.kind = NumberKind::since;
    since.time = static_cast<TimeUnit>(chance_.below(4));
    since.date = *date;
    const bool in_days = since.time == TimeUnit::days || since.time == TimeUnit::weeks;
    leaves.push_back({since, in_days ? "days" : "months"});
}

/// Every number that may stand here, without arithmetic.
std::vector<RuleSetMaker::Made> RuleSetMaker::leaves(const Site& site) {
    std::vector<Made> leaves;
    const auto add_place = [&](Place place, const Fact& fact) {
        Number number;
        number.kind = NumberKind::place;
        number.place = place;
        leaves.push_back({number, dimension_of(fact.unit)});
    };
    if (site.records) {
        for (std::size_t field : fields_of(*site.records, FactType::number)) {
            for (int i = 0; i < 4; ++i) {
                add_place({true, field}, rules_.facts[*site.records].fields[field]);
            }
        }
    }
    if (site.only_fields) return leaves;
    for (std::size_t fact : facts_of(FactType::number)) {
        add_place({false, fact}, rules_.facts[fact]);
        if (!site.records) add_place({false, fact}, rules_.facts[fact]);
    }
    for (std::size_t fact : facts_of(FactType::choices)) {
        Number count;
        count.kind = NumberKind::count_choices;
        count.place = {false, fact};
        leaves.push_back({count, ""});
    }
    add_since_leaves(leaves, site);
    if (site.may_use_records) add_record_leaves(leaves);
    for (std::size_t i = 0; i < rules_.terms.size(); ++i) {
        const Term& term = rules_.terms[i];
        if (term.number.empty() || (term.uses_records && !site.may_use_records)) continue;
        Number number;
        number.kind = NumberKind::term;
        number.index = i;
        leaves.push_back({number, ""});
    }
    if (site.may_use_scores) {
        for (std::size_t i = 0; i < rules_.scores.size(); ++i) {
            Number number;
            number.kind = NumberKind::score;
            number.index = i;
            leaves.push_back({number, ""});
        }
    }
    return leaves;
}

/// One of them, of the given kind of quantity if that is asked for.
std::optional<RuleSetMaker::Made> RuleSetMaker::leaf(const Site& site,
                                                     const std::optional<std::string>& dimension) {
    std::vector<Made> fitting = leaves(site);
    if (dimension) {
        std::erase_if(fitting, [&](const Made& made) { return made.dimension != *dimension; });
    }
    if (fitting.empty()) return std::nullopt;
    Made chosen = chance_.take(fitting);
    Number& number = chosen.number;
    if (number.kind == NumberKind::count_records) number.where = make_where(number.index, 60);
    if (number.kind == NumberKind::measure) {
        number.measure.front().where = make_where(number.measure.front().records, 35);
    }
    const bool is_of_records = number.kind == NumberKind::count_records ||
                               number.kind == NumberKind::measure ||
                               number.date.kind == Subject::Kind::measure;
    const bool is_hidden =
        number.kind == NumberKind::score ||
        (number.kind == NumberKind::term && rules_.terms[number.index].uses_records);
    saw_records_ = saw_records_ || is_of_records || is_hidden;
    return chosen;
}

/// Weight over height squared, where the rule set has both.
std::optional<RuleSetMaker::Made> RuleSetMaker::body_mass_index() {
    std::optional<Number> weight;
    std::optional<Number> height;
    for (std::size_t fact : facts_of(FactType::number)) {
        Number number;
        number.kind = NumberKind::place;
        number.place = {false, fact};
        if (rules_.facts[fact].unit == "kg") weight = number;
        if (rules_.facts[fact].unit == "m") height = number;
    }
    if (!weight || !height) return std::nullopt;
    const Number squared = operation(NumberKind::multiply, {*height, *height});
    return Made{operation(NumberKind::divide, {*weight, squared}), "kg/m2"};
}

/// How much of a weight another one is, or differs by: a ratio, which alone may stand beside `%`.
std::optional<RuleSetMaker::Made> RuleSetMaker::share_of_weight(const Site& site) {
    std::optional<Number> whole;
    for (std::size_t fact : facts_of(FactType::number)) {
        if (rules_.facts[fact].unit != "kg") continue;
        whole.emplace();
        whole->kind = NumberKind::place;
        whole->place = {false, fact};
    }
    std::optional<Made> part = whole ? leaf(site, "mass") : std::nullopt;
    if (!part) return std::nullopt;
    if (chance_.percent(50)) {
        part->number = operation(NumberKind::subtract, {part->number, *whole});
    }
    return Made{operation(NumberKind::divide, {part->number, *whole}), "ratio"};
}

/// A number with up to `depth` operations. Divisors never reach 0, and only
/// numbers of one kind are added or compared.
std::optional<RuleSetMaker::Made> RuleSetMaker::make_number(const Site& site, int depth) {
    if (!site.only_fields && chance_.percent(10)) {
        if (std::optional<Made> index = body_mass_index()) return index;
    }
    if (!site.only_fields && chance_.percent(10)) {
        if (std::optional<Made> share = share_of_weight(site)) return share;
    }
    std::optional<Made> left = leaf(site, std::nullopt);
    if (!left || depth == 0 || chance_.percent(60)) return left;
    const std::string& dimension = left->dimension;
    if (dimension == "temperature" || dimension == "%") return left;
    std::optional<Made> right = leaf(site, dimension);
    if (!right || chance_.percent(40)) {
        const std::string unit = chance_.pick(units_of(dimension));
        right = Made{literal(chance_.between(1, 3), unit), dimension};
    }
    static const std::vector<NumberKind> any_kind{NumberKind::add, NumberKind::subtract,
                                                  NumberKind::minimum, NumberKind::maximum};
    static const std::vector<NumberKind> plain{NumberKind::multiply, NumberKind::divide,
                                               NumberKind::round};
    NumberKind kind = chance_.pick(any_kind);
    if (chance_.percent(40)) {
        kind = dimension.empty() ? chance_.pick(plain) : NumberKind::multiply;
    }
    if (kind == NumberKind::multiply && (!dimension.empty() || chance_.percent(50))) {
        right = Made{literal(chance_.between(2, 3), ""), ""};
    }
    if (kind == NumberKind::divide) {
        const DeclaredRange divisor = declared_range(rules_, right->number, site.records);
        const Extended zero = Rational(0);
        if (divisor.low <= zero && divisor.high >= zero) {
            right = Made{literal(chance_.between(2, 4), ""), ""};
        }
        left->number = operation(kind, {left->number, right->number});
        if (chance_.percent(60)) return left;
        kind = NumberKind::round;
    }
    if (kind == NumberKind::round) {
        const bool is_whole = declared_range(rules_, left->number, site.records).whole;
        left->number = operation(kind, {left->number});
        left->number.places = is_whole ? 0 : static_cast<int>(chance_.below(3));
        return left;
    }
    left->number = operation(kind, {left->number, right->number});
    if (depth > 1 && chance_.percent(30)) {
        if (std::optional<Made> more = leaf(site, dimension)) {
            left->number = operation(chance_.pick(any_kind), {more->number, left->number});
        }
    }
    return left;
}

std::optional<std::size_t> RuleSetMaker::parameter_of(Rational value) {
    for (std::size_t i = 0; i < rules_.parameters.size(); ++i) {
        const Parameter& parameter = rules_.parameters[i];
        if (parameter.value == value && parameter.unit.empty()) return i;
    }
    if (parameter_names_.empty()) return std::nullopt;
    rules_.parameters.push_back({chance_.take(parameter_names_), value, ""});
    return rules_.parameters.size() - 1;
}

namespace {

std::string coarsest_of(const std::string& dimension) {
    if (dimension == "days") return "weeks";
    return dimension == "months" ? "years" : "";
}

}  // namespace

/// A literal, or a parameter, inside the range that `left` may have.
Number RuleSetMaker::literal_beside(const Made& left, const Site& site, bool in_own_unit) {
    const Number& number = left.number;
    const DeclaredRange range = declared_range(rules_, number, site.records);
    std::string own;
    if (number.kind == NumberKind::place) {
        own = number.place.is_field ? rules_.facts[*site.records].fields[number.place.index].unit
                                    : rules_.facts[number.place.index].unit;
    } else if (number.kind == NumberKind::since) {
        static const std::vector<std::string> names{"days", "weeks", "months", "years"};
        own = names[static_cast<std::size_t>(number.time)];
    }
    std::string unit = own;
    if (unit.empty() || (!in_own_unit && chance_.percent(30))) {
        unit = chance_.pick(units_of(left.dimension));
    }
    const auto end = [&](const Extended& base, Rational otherwise) {
        return base.is_finite() ? from_base(base.value, unit) : otherwise;
    };
    const Rational low = end(range.low, range.high.is_finite() ? end(range.high, 0) - 12 : -2);
    const Rational high = end(range.high, end(range.low, 0) + 12);
    const std::int64_t steps = 10;
    const std::int64_t step = chance_.between(1, steps - 1);
    const bool is_long = high - low > steps || range.whole || in_own_unit || chance_.percent(60);
    Rational value = low + (high - low) * Rational(step, steps);
    value = is_long ? Rational(value.floor()) : Rational((value * 10).floor(), 10);
    if (value < 0 && !chance_.percent(30)) value = 1;
    // A fraction beside what is always whole is a mistake; every time is whole in its own unit.
    if (range.whole || left.dimension == "days" || left.dimension == "months") {
        const bool is_simple = number.kind == NumberKind::place || number.kind == NumberKind::since;
        // Whole in the coarser of the two units, so that it has a decimal in both.
        const Rational grid =
            std::max(to_base(1, is_simple ? own : coarsest_of(left.dimension)), to_base(1, unit));
        value = from_base(Rational((to_base(value, unit) / grid).floor()) * grid, unit);
    }
    const bool is_plain = left.dimension.empty() && value >= 0;
    if (is_plain && chance_.percent(25)) {
        if (const std::optional<std::size_t> index = parameter_of(value)) {
            Number parameter;
            parameter.kind = NumberKind::parameter;
            parameter.index = *index;
            return parameter;
        }
    }
    Number result = literal(value, unit);
    result.bare = !unit.empty() && unit == own;
    return result;
}

}  // namespace caveat::testing
