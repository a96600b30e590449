// Turns one answer, as somebody gave it, into the value that is stored, or into problems.
// Entrance: `check_answer`.

#include "facts/answer_check.hpp"

#include "facts/text_help.hpp"
#include "text/diagnostics.hpp"
#include "values/dates.hpp"
#include "values/number_grammar.hpp"
#include "values/rational.hpp"
#include "values/unit_spellings.hpp"
#include "values/units.hpp"

#include <algorithm>

namespace caveat::facts {

namespace {

/// At most so many codes are listed as help for an unknown one.
constexpr std::size_t most_codes_shown = 8;

Value wrong_value() {
    Value value;
    value.given = Given::wrong;
    return value;
}

Value answered() {
    Value value;
    value.given = Given::answered;
    return value;
}

/// As between backticks, for arguments: short and without control characters.
std::string bare(std::string_view words) {
    std::string shown = text::quoted(words);
    return shown.substr(1, shown.size() - 2);
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
        : type_(type), name_(subject), path_(path), problems_(problems) {}

    Value operator()(const YesNo& answer) {
        if (type_.kind != FactKind::yes_no) return wrong_type("yes or no");
        Value value = answered();
        value.truth = truth_of(answer.value);
        return value;
    }

    Value operator()(const NumberText& answer) {
        if (type_.kind != FactKind::number) return wrong_number_type();
        const std::string shown = with_unit(answer.digits, answer.unit);
        if (!values::is_number(answer.digits)) return not_a_number(shown);
        const std::optional<Decimal> decimal = Decimal::from_text(answer.digits);
        return decimal ? number(*decimal, answer.unit, shown) : too_many_digits(shown);
    }

    Value operator()(const NumberValue& answer) {
        if (type_.kind != FactKind::number) return wrong_number_type();
        return number(answer.value, answer.unit, with_unit(answer.value.to_text(), answer.unit));
    }

    Value operator()(const NumberInteger& answer) {
        if (type_.kind != FactKind::number) return wrong_number_type();
        const std::optional<Decimal> decimal = Decimal::from_integer(answer.value);
        if (!decimal) return too_many_digits(std::to_string(answer.value));
        return number(*decimal, {}, decimal->to_text());
    }

    Value operator()(const NumberPart& answer) {
        if (type_.kind != FactKind::number) return wrong_type("limits of a number");
        return within(answer.limits);
    }

    Value operator()(const DateValue& answer) {
        if (type_.kind != FactKind::date) return wrong_type("a date");
        if (!answer.value.is_valid()) return bad_date(answer.value.to_text());
        return date(answer.value);
    }

    Value operator()(const Text& answer) {
        if (type_.kind == FactKind::date) {
            const std::optional<Date> parsed = Date::from_text(answer.value);
            return parsed ? date(*parsed) : bad_date(answer.value);
        }
        if (type_.kind != FactKind::choice) {
            return wrong_text(answer.value);
        }
        const std::optional<std::uint32_t> code = type_.find_code(answer.value);
        if (!code) {
            unknown_code(answer.value, path_(), left_out);
            return wrong_value();
        }
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

    Value operator()(const Unreadable& answer) { return wrong_type(answer.what); }

  private:
    Value wrong_type(std::string_view what) {
        report_wrong_type(what, advice(what));
        return wrong_value();
    }

    Diagnostic& report_wrong_type(std::string_view what, std::string help) {
        Diagnostic& found =
            problems_.report("wrong-type", path_(),
                             subject() + " takes " + std::string(takes(type_.kind)) +
                                 ", but the answer is " + std::string(what),
                             joined(std::move(help), left_out));
        found.arguments = {{"fact", bare_subject()},
                           {"takes", std::string(takes(type_.kind))},
                           {"given", std::string(what)}};
        return found;
    }

    /// The help may tell what was said.
    Value wrong_text(std::string_view words) {
        Diagnostic& found = report_wrong_type("a text", help_for_text(type_, words));
        found.arguments.push_back({"value", bare(words)});
        found.arguments.push_back({"without_value", found.message});
        return wrong_value();
    }

    Value wrong_number_type() { return wrong_type("a number"); }

    /// What to type instead, where a slip is likely.
    [[nodiscard]] std::string advice(std::string_view what) const {
        const bool is_number = what == "a number";
        switch (type_.kind) {
            case FactKind::yes_no:
                return is_number ? "write true for yes, false for no" : "";
            case FactKind::number:
                return what.starts_with("an object") || what.starts_with("a mapping") ||
                               what.starts_with("an empty") || what.starts_with("limits")
                           ? forms_of_a_number()
                           : "";
            case FactKind::date:
                return is_number ? "write the date in quotes: \"2026-11-20\"" : "";
            case FactKind::choice:
            case FactKind::choices:
                return is_number ? "write its code in quotes" : "";
            case FactKind::records:
                break;
        }
        return {};
    }

    [[nodiscard]] std::string forms_of_a_number() const {
        const std::string unit = type_.unit ? type_.unit->symbol : std::string{};
        return (unit.empty() ? std::string("write the number")
                             : "write {\"value\": 7, \"unit\": \"" + unit + "\"}") +
               ", or of a number known in part its limits: {\"below\": 7}, "
               "{\"from\": 5, \"to\": 7}";
    }

    Value not_a_number(const std::string& shown) {
        problems_.report_value("not-a-number", path_(), shown,
                               subject() + " takes a number, but `" + shown + "` is none",
                               subject() + " takes a number, but the answer is none",
                               std::string(left_out));
        return wrong_value();
    }

    Value too_many_digits(const std::string& shown) {
        problems_.report_value("too-many-digits", path_(), shown,
                               subject() + " is " + shown + ", which has more than 18 digits",
                               subject() + " has more than 18 digits", std::string(left_out));
        return wrong_value();
    }

    Value number(const Decimal& decimal, std::string_view unit_text, const std::string& shown);
    Value within(const NumberWithin& limits);
    std::optional<values::Unit> unit_of(std::string_view unit_text);
    /// An end of the declared range in the fact's own unit: it was written there.
    [[nodiscard]] values::Bound in_own_unit(const values::Bound& base) const;
    [[nodiscard]] std::optional<values::Range> base_range(const values::Range& own) const;
    bool contradicts_itself(const CodeList& answer, const CodeSet& present);
    void say_what_follows(Value& value) const;

    Value no_number_left(const std::string& shown) {
        Diagnostic& found = problems_.report_value(
            "no-number", path_(), shown,
            subject() + " is " + shown + ", which no" + (type_.whole ? " whole" : "") +
                " number is",
            subject() + " is given limits between which no number lies", std::string(left_out));
        found.arguments.push_back({"fact", bare_subject()});
        return wrong_value();
    }

    Value date(const Date& date) {
        const values::DateRange days = values::range_of(date);
        const std::optional<values::DateRange> allowed = values::intersect(days, type_.dates);
        if (!allowed) return date_out_of_range(date);
        Value value = answered();
        value.dates = *allowed;
        return value;
    }

    Value date_out_of_range(const Date& date) {
        std::string allowed;
        if (type_.dates.high == values::last_day) {
            allowed = values::date_of(type_.dates.low).to_text() + " or later";
        } else if (type_.dates.low == values::first_day) {
            allowed = values::date_of(type_.dates.high).to_text() + " or earlier";
        } else {
            allowed = "from " + values::date_of(type_.dates.low).to_text() + " to " +
                      values::date_of(type_.dates.high).to_text();
        }
        out_of_range(date.to_text(), allowed);
        return wrong_value();
    }

    void out_of_range(const std::string& shown, const std::string& allowed) {
        Diagnostic& found = problems_.report_value(
            "out-of-range", path_(), shown, subject() + " is " + shown + ", but must be " + allowed,
            subject() + " must be " + allowed, std::string(left_out));
        found.arguments.push_back({"fact", bare_subject()});
        found.arguments.push_back({"allowed", allowed});
    }

    Value bad_date(std::string_view shown) {
        problems_.report_value(
            "bad-date", path_(), bare(shown),
            subject() + " takes a date, but " + text::quoted(shown) + " is none",
            subject() + " takes a date, but the answer is none",
            joined(says_not_known(shown)
                       ? help_for_text(type_, shown)
                       : "write a day as 2026-11-20, a month as 2026-11, a year as 2026",
                   left_out));
        return wrong_value();
    }

    void unknown_code(std::string_view code, std::string path, std::string_view consequence);

    /// The fact's name in backticks.
    [[nodiscard]] std::string subject() const { return text::quoted(name_); }
    [[nodiscard]] std::string bare_subject() const { return bare(name_); }

    const ValueType& type_;
    std::string_view name_;
    const PathOf& path_;
    Problems& problems_;
};

/// The unit that an answer names, if the fact can be measured in it. The fact's own unit where it
/// names none.
std::optional<values::Unit> AnswerCheck::unit_of(std::string_view unit_text) {
    const values::Unit own = type_.unit.value_or(values::Unit{});
    if (unit_text.empty() || unit_text == own.symbol) return own;
    const std::optional<values::Unit> unit = values::find_unit(unit_text);
    if (!unit) {
        Diagnostic& found = problems_.report_value(
            "unknown-unit", path_(), bare(unit_text),
            "no unit is called " + text::quoted(unit_text), "the unit of the answer is unknown",
            // Nobody may be led to leave the sign out: that would be another amount.
            joined(unit_text.find_first_of("<>") != std::string_view::npos ||
                           unit_text.starts_with("≤") || unit_text.starts_with("≥")
                       ? forms_of_a_number()
                       : values::unit_help(unit_text),
                   left_out));
        found.arguments.push_back({"fact", bare_subject()});
        return std::nullopt;
    }
    if (values::is_same_kind(*unit, own)) return unit;
    const std::string measured =
        own.symbol.empty() ? " is a plain number" : " is measured in `" + own.symbol + "`";
    problems_
        .report_value(
            "wrong-unit", path_(), bare(unit_text),
            subject() + measured + ", and " + text::quoted(unit_text) +
                " cannot be converted to that",
            subject() + measured + ", and the unit of the answer cannot be converted to that",
            joined(own.symbol.empty() ? "its rule file declares no unit"
                                      : values::why_apart(own, *unit),
                   left_out))
        .arguments.push_back({"fact", bare_subject()});
    return std::nullopt;
}

Value AnswerCheck::number(const Decimal& decimal, std::string_view unit_text,
                          const std::string& shown) {
    const std::optional<values::Rational> exact = values::Rational::from(decimal);
    if (!exact) return too_many_digits(shown);
    const std::optional<values::Unit> unit = unit_of(unit_text);
    if (!unit) return wrong_value();
    const values::Unit own = type_.unit.value_or(values::Unit{});
    const auto base = values::to_base(*exact, *unit);
    const auto in_own_unit = base ? values::from_base(*base, own) : std::nullopt;
    if (!in_own_unit) return too_many_digits(shown);
    // Ends only: whether it must be whole is asked in the fact's own unit, below.
    if (values::Bound(*base) < type_.range.low || values::Bound(*base) > type_.range.high) {
        out_of_range(shown, allowed_numbers(type_));
        return wrong_value();
    }
    if (type_.whole && !in_own_unit->is_whole()) {
        Diagnostic& found =
            problems_.report_value("not-whole", path_(), shown,
                                   subject() + " is " + shown + ", but must be a whole number",
                                   subject() + " must be a whole number", std::string(left_out));
        found.arguments.push_back({"fact", bare_subject()});
        return wrong_value();
    }
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
        return wrong_type("limits of which two are on one side");
    }
    if (shown.empty() || (!limits.from && !limits.above && !limits.to && !limits.below)) {
        return wrong_type("limits of which none is given");
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
    if (has_overflow) return too_many_digits(shown);
    const values::Bound lowest = in_own_unit(type_.range.low);
    const values::Bound highest = in_own_unit(type_.range.high);
    const auto is_outside = [&](const values::Bound& end) {
        return end.is_finite() && (end < lowest || end > highest);
    };
    if (is_outside(low) || is_outside(high)) {
        out_of_range(shown, allowed_numbers(type_));
        return wrong_value();
    }
    const auto possible =
        values::make_range(std::max(low, lowest), std::min(high, highest), type_.whole);
    const auto in_base = possible ? base_range(*possible) : std::nullopt;
    if (!possible) return no_number_left(shown);
    if (!in_base) return too_many_digits(shown);
    Value value = answered();
    value.is_complete = in_base->is_single();
    value.within = *in_base;
    if (value.is_complete) value.number = in_base->low.value;
    return value;
}

void AnswerCheck::unknown_code(std::string_view code, std::string path,
                               std::string_view consequence) {
    std::vector<std::string> keys;
    keys.reserve(type_.codes.size());
    for (const Code& known : type_.codes) keys.push_back(known.key);
    std::string help =
        says_not_known(code) ? help_for_text(type_, code) : problems_.suggestion(code, keys);
    if (help.empty() && keys.size() <= most_codes_shown) {
        help = "its codes are ";
        for (std::size_t i = 0; i < keys.size(); ++i) {
            help += (i == 0 ? "`" : i + 1 == keys.size() ? " and `" : ", `") + keys[i] + "`";
        }
    }
    Diagnostic& found = problems_.report_value("unknown-code", std::move(path), bare(code),
                                               subject() + " has no code " + text::quoted(code),
                                               subject() + " does not have the code that was given",
                                               joined(std::move(help), consequence));
    found.arguments.push_back({"fact", bare_subject()});
}

Value AnswerCheck::operator()(const CodeList& answer) {
    if (type_.kind != FactKind::choices) return wrong_type("a list");
    if (answer.present.size() + answer.absent.size() > most_list_entries) {
        problems_.report(
            "too-long", path_(),
            subject() + " has more than " + std::to_string(most_list_entries) + " codes",
            std::string(list_left_out));
        return wrong_value();
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
            unknown_code(codes[i], path_() + std::string(part) + '[' + std::to_string(i) + ']',
                         "it was left out, and codes that are not listed count as unknown");
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
        Diagnostic& found = problems_.report_value(
            "present-and-absent", path_(), type_.codes[code].key,
            "`" + type_.codes[code].key + "` is both present and absent in " + subject(),
            "a code is both present and absent in " + subject(),
            "it was left out and counts as unknown");
        found.arguments.push_back({"fact", bare_subject()});
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
    const std::string& name = type_.codes[code].key;
    const std::string shown = bare(name) + " and " + bare(other);
    Diagnostic& found = problems_.report_value(
        "not-alone", path_(), shown,
        text::quoted(name) + " in " + subject() + " stands alone, but " + text::quoted(other) +
            " is given beside it",
        "a code of " + subject() + " that stands alone is given beside another",
        joined("ask which of the two is right", list_left_out));
    found.arguments.push_back({"fact", bare_subject()});
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
