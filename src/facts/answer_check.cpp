// Turns one answer, as somebody gave it, into the value that is stored, or into problems.
// Entrance: `check_answer`.

#include "facts/answer_check.hpp"

#include "facts/answer_refusals.hpp"
#include "values/dates.hpp"
#include "values/number_grammar.hpp"
#include "values/rational.hpp"
#include "values/units.hpp"

#include <algorithm>

namespace caveat::facts {

namespace {

Value answered() {
    Value value;
    value.given = Given::answered;
    return value;
}

/// A number as its author wrote it, with its unit: `70 kg`.
std::string with_unit(std::string_view number, std::string_view unit) {
    std::string shown = bare(number);
    if (!unit.empty()) shown += ' ' + bare(unit);
    return shown;
}

class AnswerCheck {
  public:
    AnswerCheck(const ValueType& type, std::string_view subject, const PathOf& path,
                Problems& problems)
        : type_(type), refuse_(type, subject, path, problems) {}

    Value operator()(const YesNo& answer) {
        if (type_.kind != FactKind::yes_no) return refuse_.wrong_type("yes or no");
        Value value = answered();
        value.truth = truth_of(answer.value);
        return value;
    }

    Value operator()(const NumberText& answer) {
        if (type_.kind != FactKind::number) return refuse_.wrong_type("a number");
        const std::string shown = with_unit(answer.digits, answer.unit);
        if (!values::is_number(answer.digits)) return refuse_.not_a_number(shown);
        const std::optional<Decimal> decimal = Decimal::from_text(answer.digits);
        return decimal ? number(*decimal, answer.unit, shown) : refuse_.too_many_digits(shown);
    }

    Value operator()(const NumberValue& answer) {
        if (type_.kind != FactKind::number) return refuse_.wrong_type("a number");
        return number(answer.value, answer.unit, with_unit(answer.value.to_text(), answer.unit));
    }

    Value operator()(const NumberInteger& answer) {
        if (type_.kind != FactKind::number) return refuse_.wrong_type("a number");
        const std::optional<Decimal> decimal = Decimal::from_integer(answer.value);
        if (!decimal) return refuse_.too_many_digits(std::to_string(answer.value));
        return number(*decimal, {}, decimal->to_text());
    }

    Value operator()(const NumberPart& answer) {
        if (type_.kind != FactKind::number) return refuse_.wrong_type("limits of a number");
        return within(answer.limits);
    }

    Value operator()(const DateValue& answer) {
        if (type_.kind != FactKind::date) return refuse_.wrong_type("a date");
        if (!answer.value.is_valid()) return refuse_.bad_date(answer.value.to_text());
        return date(answer.value);
    }

    Value operator()(const Text& answer) {
        if (type_.kind == FactKind::date) {
            const std::optional<Date> parsed = Date::from_text(answer.value);
            return parsed ? date(*parsed) : refuse_.bad_date(answer.value);
        }
        if (type_.kind != FactKind::choice) return refuse_.wrong_text(answer.value);
        const std::optional<std::uint32_t> code = type_.find_code(answer.value);
        if (!code) return refuse_.unknown_code(answer.value);
        Value value = answered();
        value.code = *code;
        return value;
    }

    Value operator()(const CodeList& answer);

    Value operator()(const Null&) {
        Value value;
        value.given = Given::null;
        return value;
    }

    Value operator()(const Unreadable& answer) { return refuse_.wrong_type(answer.what); }

  private:
    Value number(const Decimal& decimal, std::string_view unit_text, const std::string& shown);
    Value within(const NumberWithin& limits);
    std::optional<values::Unit> unit_of(std::string_view unit_text);
    /// An end of the declared range in the fact's own unit: it was written there.
    [[nodiscard]] values::Bound in_own_unit(const values::Bound& base) const;
    [[nodiscard]] std::optional<values::Range> base_range(const values::Range& own) const;
    bool contradicts_itself(const CodeList& answer, const CodeSet& present);
    void say_what_follows(Value& value) const;

    Value date(const Date& date) {
        const values::DateRange days = values::range_of(date);
        const std::optional<values::DateRange> allowed = values::intersect(days, type_.dates);
        if (!allowed) return refuse_.date_out_of_range(date);
        Value value = answered();
        value.dates = *allowed;
        return value;
    }

    const ValueType& type_;
    AnswerRefusals refuse_;
};

/// The unit that an answer names, if the fact can be measured in it. The fact's own unit where it
/// names none.
std::optional<values::Unit> AnswerCheck::unit_of(std::string_view unit_text) {
    const values::Unit own = type_.unit.value_or(values::Unit{});
    if (unit_text.empty() || unit_text == own.symbol) return own;
    const std::optional<values::Unit> unit = values::find_unit(unit_text);
    if (!unit) {
        refuse_.unknown_unit(unit_text);
    } else if (!values::is_same_kind(*unit, own)) {
        refuse_.wrong_unit(unit_text, *unit);
        return std::nullopt;
    }
    return unit;
}

Value AnswerCheck::number(const Decimal& decimal, std::string_view unit_text,
                          const std::string& shown) {
    const std::optional<values::Rational> exact = values::Rational::from(decimal);
    if (!exact) return refuse_.too_many_digits(shown);
    const std::optional<values::Unit> unit = unit_of(unit_text);
    if (!unit) return wrong_value();
    const values::Unit own = type_.unit.value_or(values::Unit{});
    const auto base = values::to_base(*exact, *unit);
    const auto in_own_unit = base ? values::from_base(*base, own) : std::nullopt;
    if (!in_own_unit) return refuse_.too_many_digits(shown);
    // Ends only: whether it must be whole is asked in the fact's own unit, below.
    if (values::Bound(*base) < type_.range.low || values::Bound(*base) > type_.range.high) {
        return refuse_.number_out_of_range(shown);
    }
    if (type_.whole && !in_own_unit->is_whole()) return refuse_.not_whole(shown);
    Value value = answered();
    value.number = *base;
    return value;
}

/// `from 5 to 7`, `below 0.27 mg/L`: limits as their author gave them.
std::string limits_shown(const NumberWithin& limits) {
    std::string shown;
    const auto add = [&](std::string_view word, const std::optional<Decimal>& end) {
        if (!end) return;
        if (!shown.empty()) shown += ' ';
        shown += std::string(word) + ' ' + end->to_text();
    };
    add("from", limits.from);
    add("above", limits.above);
    add("to", limits.to);
    add("below", limits.below);
    return limits.unit.empty() ? shown : shown + ' ' + bare(limits.unit);
}

values::Bound AnswerCheck::in_own_unit(const values::Bound& base) const {
    if (!base.is_finite()) return base;
    const auto own = values::from_base(base.value, type_.unit.value_or(values::Unit{}));
    return own ? values::Bound(*own) : base;
}

/// The base unit's factor is above 0, so that the ends keep their order and their sides.
std::optional<values::Range> AnswerCheck::base_range(const values::Range& own) const {
    values::Range base = own;
    for (values::Bound* const end : {&base.low, &base.high}) {
        if (!end->is_finite()) continue;
        const auto exact = values::to_base(end->value, type_.unit.value_or(values::Unit{}));
        if (!exact) return std::nullopt;
        end->value = *exact;
    }
    base.whole = type_.range.whole;
    return base;
}

/// Each limit that is named must be one that the fact may reach: one beyond them is a slip (of a
/// unit, of a digit), whatever else the answer leaves possible.
Value AnswerCheck::within(const NumberWithin& limits) {
    const std::string shown = limits_shown(limits);
    if ((limits.from && limits.above) || (limits.to && limits.below)) {
        return refuse_.wrong_type("limits of which two are on one side");
    }
    if (shown.empty() || (!limits.from && !limits.above && !limits.to && !limits.below)) {
        return refuse_.wrong_type("limits of which none is given");
    }
    const std::optional<values::Unit> unit = unit_of(limits.unit);
    if (!unit) return wrong_value();
    const values::Unit own = type_.unit.value_or(values::Unit{});
    bool has_overflow = false;
    const auto end_of = [&](const std::optional<Decimal>& included,
                            const std::optional<Decimal>& left_out, bool is_low) -> values::Bound {
        const std::optional<Decimal>& end = included ? included : left_out;
        if (!end) return is_low ? values::Bound::minus_infinity() : values::Bound::plus_infinity();
        const auto exact = values::Rational::from(*end);
        const auto in_own_unit = exact ? values::convert(*exact, *unit, own) : std::nullopt;
        has_overflow = has_overflow || !in_own_unit;
        if (!in_own_unit) return 0;
        if (included) return *in_own_unit;
        return is_low ? values::Bound::just_above(*in_own_unit)
                      : values::Bound::just_below(*in_own_unit);
    };
    const values::Bound low = end_of(limits.from, limits.above, true);
    const values::Bound high = end_of(limits.to, limits.below, false);
    if (has_overflow) return refuse_.too_many_digits(shown);
    const values::Bound lowest = in_own_unit(type_.range.low);
    const values::Bound highest = in_own_unit(type_.range.high);
    const auto is_outside = [&](const values::Bound& end) {
        return end.is_finite() && (end < lowest || end > highest);
    };
    if (is_outside(low) || is_outside(high)) return refuse_.number_out_of_range(shown);
    const auto possible =
        values::make_range(std::max(low, lowest), std::min(high, highest), type_.whole);
    const auto in_base = possible ? base_range(*possible) : std::nullopt;
    if (!possible) return refuse_.no_number_left(shown);
    if (!in_base) return refuse_.too_many_digits(shown);
    Value value = answered();
    value.is_complete = in_base->is_single();
    value.within = *in_base;
    if (value.is_complete) value.number = in_base->low.value;
    return value;
}

Value AnswerCheck::operator()(const CodeList& answer) {
    if (type_.kind != FactKind::choices) return refuse_.wrong_type("a list");
    if (answer.present.size() + answer.absent.size() > most_list_entries) {
        return refuse_.too_many_codes();
    }
    bool all_known = true;
    const auto read = [&](std::span<const std::string_view> codes, std::string_view part) {
        CodeSet found;
        for (std::size_t i = 0; i < codes.size(); ++i) {
            if (const std::optional<std::uint32_t> code = type_.find_code(codes[i])) {
                found.insert(*code);
                continue;
            }
            all_known = false;
            refuse_.unknown_code_in_list(codes[i],
                                         std::string(part) + '[' + std::to_string(i) + ']');
        }
        return found;
    };
    Value value = answered();
    value.present = read(answer.present, answer.is_complete ? "" : ".present");
    value.absent = read(answer.absent, ".absent");
    if (contradicts_itself(answer, value.present)) return wrong_value();
    const CodeSet both = value.present & value.absent;
    for (std::uint32_t code = 0; code < type_.codes.size(); ++code) {
        if (!both.contains(code)) continue;
        refuse_.present_and_absent(type_.codes[code].key);
        all_known = false;
    }
    value.present = value.present - both;
    value.absent = value.absent - both;
    value.is_complete = answer.is_complete && all_known;
    if (value.is_complete) value.absent = type_.all_codes() - value.present;
    if (!all_known && value.present.empty() && value.absent.empty()) return wrong_value();
    say_what_follows(value);
    return value;
}

/// Whether a code that stands alone is given beside another, known or not: which of the two was
/// meant nobody can tell.
bool AnswerCheck::contradicts_itself(const CodeList& answer, const CodeSet& present) {
    const CodeSet alone = present & type_.exclusive;
    if (alone.empty()) return false;
    std::uint32_t code = 0;
    while (!alone.contains(code)) ++code;
    std::string_view other;
    for (const std::string_view given : answer.present) {
        if (type_.find_code(given) != code) other = given;
    }
    if (other.empty()) return false;
    refuse_.not_alone(type_.codes[code].key, other);
    return true;
}

/// What an open list says without saying it: beside a code that stands alone there is no other, and
/// such a code is not there beside another.
void AnswerCheck::say_what_follows(Value& value) const {
    if (value.present.empty() || type_.exclusive.empty()) return;
    if (value.present.meets(type_.exclusive)) {
        value.absent = type_.all_codes() - value.present;
        value.is_complete = true;
    } else {
        value.absent = value.absent | type_.exclusive;
    }
}

}  // namespace

Value check_answer(const ValueType& type, const AnswerView& answer, std::string_view subject,
                   const PathOf& path, Problems& problems) {
    return std::visit(AnswerCheck(type, subject, path, problems), answer);
}

}  // namespace caveat::facts
