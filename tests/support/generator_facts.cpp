// Facts of every type: ranges, units, gates and fall-backs.

#include "generator_rules.hpp"

namespace caveat::testing {

namespace {

const std::vector<std::vector<std::string>> code_lists{
    {"gentle", "neuromuscular", "deep tissue", "other"},
    {"neck", "upper back", "mid back", "lower back"},
    {"osteoarthritis", "rheumatoid arthritis", "sciatica", "fibromyalgia", "gout"},
    {"left", "right", "centre"},
    {"mild", "moderate", "grave"},
    {"walks", "swims"},
    {"0", "1-2", "3 or more"},
    {"AS/PsA", "none of these", "not sure", "a, b"},
};

const std::vector<std::string> yes_no_fields{"spasm eased", "helped", "needed help", "pain free"};
const std::vector<std::string> number_fields{"effort", "minutes", "load", "pain score"};
const std::vector<std::string> other_fields{"method", "areas", "kind", "sides"};

}  // namespace

std::string dimension_of(const std::string& unit) {
    if (unit == "kg" || unit == "g") return "mass";
    if (unit == "m" || unit == "cm") return "length";
    if (unit == "days" || unit == "weeks") return "days";
    if (unit == "months" || unit == "years") return "months";
    if (unit == "°C" || unit == "°F") return "temperature";
    return unit;
}

std::vector<std::string> units_of(const std::string& dimension) {
    if (dimension == "mass") return {"kg", "g"};
    if (dimension == "length") return {"m", "cm"};
    if (dimension == "days") return {"days", "weeks"};
    if (dimension == "months") return {"months", "years"};
    if (dimension == "temperature") return {"°C", "°F"};
    if (dimension == "ratio") return {"", "%"};
    return {dimension};
}

std::vector<std::size_t> RuleSetMaker::facts_of(FactType type) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < rules_.facts.size(); ++i) {
        if (rules_.facts[i].type == type) found.push_back(i);
    }
    return found;
}

std::vector<std::size_t> RuleSetMaker::fields_of(std::size_t records, FactType type) const {
    std::vector<std::size_t> found;
    const std::vector<Fact>& fields = rules_.facts[records].fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].type == type) found.push_back(i);
    }
    return found;
}

/// The ranges are small, so that generated thresholds are met often.
void RuleSetMaker::shape_number(Fact& fact, bool in_record) {
    const auto range = [&](bool whole, std::optional<Rational> from, std::optional<Rational> to,
                           const char* unit = "") {
        fact.whole = whole;
        fact.from = from;
        fact.to = to;
        fact.unit = unit;
    };
    const std::size_t kinds = options_.units && !in_record ? 13 : 6;
    switch (chance_.below(kinds)) {
        case 0:
            range(true, 0, std::nullopt);
            break;
        case 1:
            range(false, 0, 10);
            break;
        case 2:
            range(true, 1, 9);
            break;
        case 3:
            range(true, -5, 5);
            break;
        case 4:
            range(false, std::nullopt, std::nullopt);
            break;
        case 5:
            range(true, 0, 10);
            break;
        case 6:
            range(false, 30, 200, "kg");
            break;
        case 7:
            range(false, 1, Rational(5, 2), "m");
            break;
        case 8:
            range(false, 34, 42, "°C");
            break;
        case 9:
            range(false, 0, 100, "%");
            break;
        case 10:
            range(true, 0, std::nullopt, "weeks");
            break;
        case 11:
            range(true, 1, 30, "days");
            break;
        default:
            range(true, 0, 120, "months");
            break;
    }
}

void RuleSetMaker::shape_date(Fact& fact) {
    if (chance_.percent(60)) fact.from_date = day_of(chance_.between(1990, 2020), 1, 1);
    if (chance_.percent(60)) {
        fact.to_as_of = true;
    } else if (chance_.percent(30)) {
        fact.to_date = day_of(chance_.between(2029, 2040), 12, 31);
    }
}

/// A code that stands alone.
void RuleSetMaker::make_exclusive(Fact& fact) {
    const bool may_have = options_.contradictions && fact.type == FactType::choices;
    if (may_have && chance_.percent(40)) fact.exclusive = fact.codes.size() - 1;
}

Fact RuleSetMaker::make_field(FactType type, std::vector<std::string>& names) {
    Fact field;
    field.type = type;
    field.name = chance_.take(names);
    if (type == FactType::number) shape_number(field, true);
    if (type == FactType::choice || type == FactType::choices) {
        field.codes = chance_.pick(code_lists);
    }
    make_exclusive(field);
    return field;
}

void RuleSetMaker::make_records(Fact& fact) {
    const auto [plural, singular] = chance_.take(record_names_);
    fact.name = plural;
    fact.each = singular;
    if (chance_.percent(75)) {
        Fact date;
        date.type = FactType::date;
        date.name = "date";
        if (chance_.percent(30)) date.from_date = day_of(2015, 1, 1);
        fact.fields.push_back(date);
        fact.dated_by = 0;
    }
    std::vector<std::string> names = yes_no_fields;
    std::vector<std::string> numbers = number_fields;
    std::vector<std::string> others = other_fields;
    fact.fields.push_back(make_field(FactType::yes_no, names));
    fact.fields.push_back(make_field(FactType::number, numbers));
    if (chance_.percent(50)) fact.fields.push_back(make_field(FactType::yes_no, names));
    if (chance_.percent(40)) fact.fields.push_back(make_field(FactType::number, numbers));
    if (chance_.percent(60)) fact.fields.push_back(make_field(FactType::choice, others));
    if (chance_.percent(40)) fact.fields.push_back(make_field(FactType::choices, others));
}

/// Looks at what was made before alone, so gates make no circle.
void RuleSetMaker::maybe_gate(Fact& fact) {
    if (!options_.gates || rules_.facts.empty() || !chance_.percent(35)) return;
    const bool is_name = chance_.percent(60);
    if (!is_name) {
        fact.gate.push_back(make_condition(Site{}, 1));
        return;
    }
    std::vector<Condition> names;
    for (std::size_t index : facts_of(FactType::yes_no)) {
        Condition name;
        name.kind = ConditionKind::yes_no;
        name.subject.place = {false, index};
        names.push_back(name);
    }
    for (std::size_t i = 0; i < rules_.terms.size(); ++i) {
        const Term& term = rules_.terms[i];
        if (term.condition.empty() || !term.slots.empty()) continue;
        Condition name;
        name.kind = ConditionKind::term;
        name.index = i;
        names.push_back(name);
    }
    if (!names.empty()) fact.gate.push_back(chance_.pick(names));
}

void RuleSetMaker::make_number_fallback(Fact& fact, std::size_t records) {
    Number number;
    std::vector<std::size_t> fields;
    for (std::size_t field : fields_of(records, FactType::number)) {
        if (rules_.facts[records].fields[field].whole == fact.whole) fields.push_back(field);
    }
    if (fact.whole && (fields.empty() || chance_.percent(60))) {
        number.kind = NumberKind::count_records;
        number.index = records;
        number.where = make_where(records, 50, true);
    } else {
        if (fields.empty()) return;
        number.kind = NumberKind::measure;
        Measure measure;
        measure.records = records;
        measure.field = chance_.pick(fields);
        const bool is_dated = rules_.facts[records].dated_by.has_value();
        measure.kind = static_cast<MeasureKind>(chance_.below(is_dated ? 6 : 4));
        if (fact.whole && measure.kind == MeasureKind::average) measure.kind = MeasureKind::highest;
        measure.where = make_where(records, 30, true);
        number.measure.push_back(measure);
    }
    fact.fallback.emplace();
    fact.fallback->number.push_back(number);
}

/// Reads an ungated list of records and nothing else.
void RuleSetMaker::make_fallback(Fact& fact) {
    std::vector<std::size_t> lists;
    for (std::size_t index : facts_of(FactType::records)) {
        if (rules_.facts[index].gate.empty()) lists.push_back(index);
    }
    if (lists.empty()) return;
    const std::size_t records = chance_.pick(lists);
    if (fact.type == FactType::number && fact.unit.empty()) {
        make_number_fallback(fact, records);
        return;
    }
    if (fact.type == FactType::yes_no && chance_.percent(70)) {
        Condition quantified;
        quantified.kind = ConditionKind::quantified;
        quantified.index = records;
        quantified.quantity = static_cast<Quantity>(chance_.below(5));
        quantified.count.literal = chance_.between(1, 3);
        const bool needs_where =
            quantified.quantity == Quantity::any || quantified.quantity == Quantity::no;
        quantified.where = make_where(records, needs_where ? 100 : 60, true);
        fact.fallback.emplace();
        fact.fallback->condition.push_back(quantified);
        return;
    }
    const bool is_measurable = fact.type == FactType::yes_no || fact.type == FactType::choice ||
                               fact.type == FactType::date;
    if (!is_measurable || !rules_.facts[records].dated_by) return;
    const std::vector<std::size_t> fields = fields_of(records, fact.type);
    if (fields.empty()) return;
    Measure measure;
    measure.kind = chance_.percent(50) ? MeasureKind::latest : MeasureKind::earliest;
    measure.records = records;
    measure.field = chance_.pick(fields);
    measure.where = make_where(records, 30, true);
    if (fact.type == FactType::choice)
        fact.codes = rules_.facts[records].fields[measure.field].codes;
    fact.fallback.emplace();
    if (fact.type == FactType::yes_no) {
        Condition test;
        test.kind = ConditionKind::yes_no;
        test.subject.kind = Subject::Kind::measure;
        test.subject.measure.push_back(measure);
        fact.fallback->condition.push_back(test);
    } else {
        fact.fallback->measure.push_back(measure);
    }
}

void RuleSetMaker::make_fact() {
    static const std::vector<FactType> likely{
        FactType::yes_no, FactType::yes_no, FactType::yes_no,  FactType::yes_no,  FactType::number,
        FactType::number, FactType::number, FactType::choice,  FactType::choices, FactType::choices,
        FactType::date,   FactType::date,   FactType::records, FactType::records};
    Fact fact;
    fact.type = rules_.facts.size() < 2 ? FactType::yes_no : chance_.pick(likely);
    const bool may_be_records = options_.records && facts_of(FactType::records).size() < 2;
    if (fact.type == FactType::records && !may_be_records) fact.type = FactType::number;
    if (fact.type == FactType::records) {
        make_records(fact);
    } else {
        fact.name = chance_.take(fact_names_);
        if (fact.type == FactType::number) shape_number(fact, false);
        if (fact.type == FactType::choice || fact.type == FactType::choices) {
            fact.codes = chance_.pick(code_lists);
        }
        make_exclusive(fact);
        if (fact.type == FactType::date) shape_date(fact);
        if (options_.fallbacks && chance_.percent(35)) make_fallback(fact);
    }
    fact.asks_clinician = chance_.percent(20);
    maybe_gate(fact);
    rules_.facts.push_back(fact);
}

}  // namespace caveat::testing
