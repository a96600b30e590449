// Turns one answer, as somebody gave it, into the value that is stored, or into problems.
// Entrance: `check_answer`.

#include "facts/answer_check.hpp"

#include "facts/number_grammar.hpp"
#include "text/diagnostics.hpp"
#include "values/dates.hpp"
#include "values/rational.hpp"
#include "values/units.hpp"

#include <cmath>

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
        if (!is_number(answer.digits)) return not_a_number(shown);
        const std::optional<Decimal> decimal = Decimal::from_text(answer.digits);
        return decimal ? number(*decimal, answer.unit, shown) : too_many_digits(shown);
    }

    Value operator()(const NumberValue& answer) {
        if (type_.kind != FactKind::number) return wrong_number_type();
        return number(answer.value, answer.unit, with_unit(answer.value.to_text(), answer.unit));
    }

    Value operator()(const NumberDouble& answer) {
        if (type_.kind != FactKind::number) return wrong_number_type();
        if (std::isnan(answer.value)) return not_a_number("NaN");
        if (std::isinf(answer.value)) return not_a_number("infinite");
        const std::optional<Decimal> decimal = Decimal::from_double(answer.value);
        if (!decimal) return too_many_digits(std::to_string(answer.value));
        return number(*decimal, {}, decimal->to_text());
    }

    Value operator()(const NumberInteger& answer) {
        if (type_.kind != FactKind::number) return wrong_number_type();
        const std::optional<Decimal> decimal = Decimal::from_integer(answer.value);
        if (!decimal) return too_many_digits(std::to_string(answer.value));
        return number(*decimal, {}, decimal->to_text());
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
        if (type_.kind != FactKind::choice) return wrong_type("a text");
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
        problems_
            .report("wrong-type", path_(),
                    subject() + " takes " + std::string(takes(type_.kind)) +
                        ", but the answer is " + std::string(what),
                    joined(advice(what), left_out))
            .arguments = {{"fact", bare_subject()},
                          {"takes", std::string(takes(type_.kind))},
                          {"given", std::string(what)}};
        return wrong_value();
    }

    Value wrong_number_type() { return wrong_type("a number"); }

    /// What to type instead, where a slip is likely.
    [[nodiscard]] std::string advice(std::string_view what) const {
        const bool is_text = what == "a text";
        switch (type_.kind) {
            case FactKind::yes_no:
                return is_text ? "write true or false, without quotes" : "";
            case FactKind::number:
                return is_text ? "write the number without quotes" : "";
            case FactKind::choices:
                return is_text ? "write a list, even of one code" : "";
            case FactKind::date:
                return what == "a number" ? "write the date in quotes: \"2026-11-20\"" : "";
            case FactKind::choice:
            case FactKind::records:
                break;
        }
        return {};
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
    std::optional<values::Unit> unit_of(std::string_view unit_text);

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
            joined("write a day as 2026-11-20, a month as 2026-11, a year as 2026", left_out));
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
            joined(text::did_you_mean(values::units_like(unit_text)), left_out));
        found.arguments.push_back({"fact", bare_subject()});
        return std::nullopt;
    }
    if (values::is_same_dimension(*unit, own)) return unit;
    const std::string measured =
        own.dimension.is_none() ? " is a plain number" : " is measured in `" + own.symbol + "`";
    problems_
        .report_value(
            "wrong-unit", path_(), bare(unit_text),
            subject() + measured + ", and " + text::quoted(unit_text) +
                " cannot be converted to that",
            subject() + measured + ", and the unit of the answer cannot be converted to that",
            std::string(left_out))
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

void AnswerCheck::unknown_code(std::string_view code, std::string path,
                               std::string_view consequence) {
    std::vector<std::string> keys;
    keys.reserve(type_.codes.size());
    for (const Code& known : type_.codes) keys.push_back(known.key);
    std::string help = problems_.suggestion(code, keys);
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
    return value;
}

}  // namespace

Value check_answer(const ValueType& type, const Answer& answer, std::string_view subject,
                   const PathOf& path, Problems& problems) {
    return std::visit(AnswerCheck(type, subject, path, problems), answer);
}

}  // namespace caveat::facts
