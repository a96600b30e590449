// Tables of points. Entrance: RuleSetMaker::try_table.

#include "generator_rules.hpp"
#include "naive.hpp"

namespace caveat::testing {

namespace {

Condition test_of(ConditionKind kind, std::size_t fact) {
    Condition test;
    test.kind = kind;
    test.subject.place.index = fact;
    return test;
}

}  // namespace

/// A row of a number: from `low` on, and below `high`.
TableRow RuleSetMaker::row_between(std::size_t fact, std::optional<Rational> low,
                                   std::optional<Rational> high) {
    Number number;
    number.kind = NumberKind::place;
    number.place.index = fact;
    const auto limit = [&](Comparison comparison, Rational at) {
        Condition test;
        test.kind = ConditionKind::compare;
        test.comparison = comparison;
        test.numbers = {number, literal(at, rules_.facts[fact].unit)};
        return test;
    };
    TableRow row;
    row.condition.kind = ConditionKind::all;
    if (low) row.condition.parts.push_back(limit(Comparison::at_least, *low));
    if (high) row.condition.parts.push_back(limit(Comparison::less, *high));
    row.range.kind = !low ? Band::Kind::below : !high ? Band::Kind::and_over : Band::Kind::to_below;
    row.range.low = low.value_or(0);
    row.range.high = high.value_or(0);
    row.points = chance_.between(0, 3);
    return row;
}

std::optional<ScoreEntry> RuleSetMaker::number_table(std::size_t fact) {
    const Fact& declared = rules_.facts[fact];
    const std::int64_t low = declared.from ? declared.from->floor() : 0;
    const std::int64_t high = declared.to ? declared.to->floor() : low + 20;
    if (high - low < 3) return std::nullopt;
    const std::int64_t first = chance_.between(low + 1, high - 1);
    ScoreEntry entry;
    entry.number.emplace_back();
    entry.number.front().kind = NumberKind::place;
    entry.number.front().place.index = fact;
    entry.rows.push_back(row_between(fact, std::nullopt, first));
    if (first + 1 < high && chance_.percent(60)) {
        const std::int64_t second = chance_.between(first + 1, high);
        entry.rows.push_back(row_between(fact, first, second));
        entry.rows.push_back(row_between(fact, second, std::nullopt));
    } else {
        entry.rows.push_back(row_between(fact, first, std::nullopt));
    }
    if (declared.whole && entry.rows.size() == 3 && chance_.percent(50)) {
        Band& middle = entry.rows[1].range;
        middle.kind = Band::Kind::between;
        middle.high = middle.high - Rational(1);
        if (middle.low == middle.high) middle.kind = Band::Kind::exactly;
    }
    return entry;
}

/// What stands in for a fact may narrow its range, so that not all rows can be met.
std::optional<ScoreEntry> RuleSetMaker::try_table() {
    if (rules_.facts.empty()) return std::nullopt;
    const std::size_t fact = chance_.below(rules_.facts.size());
    const Fact& declared = rules_.facts[fact];
    if (declared.fallback || !options_.tables) return std::nullopt;
    ScoreEntry entry;
    entry.subject = declared.name;
    switch (declared.type) {
        case FactType::yes_no:
            for (const bool holds : {true, false}) {
                TableRow row;
                row.code = holds ? "yes" : "no";
                row.condition = test_of(ConditionKind::yes_no, fact);
                row.condition.is_not = !holds;
                row.points = chance_.between(0, 3);
                entry.rows.push_back(row);
            }
            return entry;
        case FactType::choice:
            for (std::size_t code = 0; code < declared.codes.size(); ++code) {
                TableRow row;
                row.code = declared.codes[code];
                row.condition = test_of(ConditionKind::choice_is, fact);
                row.condition.codes = {code};
                row.points = chance_.between(0, 3);
                entry.rows.push_back(row);
            }
            return entry;
        case FactType::number:
            return number_table(fact);
        default:
            return std::nullopt;
    }
}

}  // namespace caveat::testing
