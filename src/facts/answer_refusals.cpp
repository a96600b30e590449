// Says what is wrong with one answer, and what to write instead. Entrance: AnswerRefusals.

#include "facts/answer_refusals.hpp"

#include "facts/text_help.hpp"
#include "text/diagnostics.hpp"
#include "values/dates.hpp"
#include "values/unit_spellings.hpp"
#include "values/units.hpp"

#include <utility>
#include <vector>

namespace caveat::facts {

namespace {

/// At most so many codes are listed as help for an unknown one.
constexpr std::size_t most_codes_shown = 8;

/// "2026-11-20 or later", "from 2026-11-01 to 2026-11-20".
std::string allowed_days(const values::DateRange& days) {
    const auto shown = [](values::Day day) { return values::date_of(day).to_text(); };
    if (days.high == values::last_day) return shown(days.low) + " or later";
    if (days.low == values::first_day) return shown(days.high) + " or earlier";
    return "from " + shown(days.low) + " to " + shown(days.high);
}

}  // namespace

std::string bare(std::string_view words) {
    std::string shown = text::quoted(words);
    return shown.substr(1, shown.size() - 2);
}

std::string AnswerRefusals::subject() const {
    return text::quoted(name_);
}

Diagnostic& AnswerRefusals::report(text::DiagnosticCode code, std::string path,
                                   std::string_view value, std::string message,
                                   std::string without_value, std::string help) {
    Diagnostic& found = problems_.report_value(code, std::move(path), value, std::move(message),
                                               std::move(without_value), std::move(help));
    found.arguments.push_back({"fact", bare(name_)});
    return found;
}

Diagnostic& AnswerRefusals::report_wrong_type(std::string_view what, std::string help) {
    Diagnostic& found = problems_.report("wrong-type", path_(),
                                         subject() + " takes " + std::string(takes(type_.kind)) +
                                             ", but the answer is " + std::string(what),
                                         joined(std::move(help), left_out));
    found.arguments = {{"fact", bare(name_)},
                       {"takes", std::string(takes(type_.kind))},
                       {"given", std::string(what)}};
    return found;
}

Value AnswerRefusals::wrong_type(std::string_view what) {
    report_wrong_type(what, advice(what));
    return wrong_value();
}

Value AnswerRefusals::wrong_text(std::string_view words) {
    Diagnostic& found = report_wrong_type("a text", help_for_text(type_, words));
    found.arguments.push_back({"value", bare(words)});
    found.arguments.push_back({"without_value", found.message});
    return wrong_value();
}

/// What to type instead, where a slip is likely.
std::string AnswerRefusals::advice(std::string_view what) const {
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

std::string AnswerRefusals::forms_of_a_number() const {
    const std::string unit = type_.unit ? type_.unit->symbol : std::string{};
    return (unit.empty() ? std::string("write the number")
                         : "write {\"value\": 7, \"unit\": \"" + unit + "\"}") +
           ", or of a number known in part its limits: {\"below\": 7}, "
           "{\"from\": 5, \"to\": 7}";
}

Value AnswerRefusals::not_a_number(const std::string& shown) {
    problems_.report_value(
        "not-a-number", path_(), shown, subject() + " takes a number, but `" + shown + "` is none",
        subject() + " takes a number, but the answer is none", std::string(left_out));
    return wrong_value();
}

Value AnswerRefusals::too_many_digits(const std::string& shown) {
    problems_.report_value("too-many-digits", path_(), shown,
                           subject() + " is " + shown + ", which has more than 18 digits",
                           subject() + " has more than 18 digits", std::string(left_out));
    return wrong_value();
}

Value AnswerRefusals::not_whole(const std::string& shown) {
    report("not-whole", path_(), shown, subject() + " is " + shown + ", but must be a whole number",
           subject() + " must be a whole number", std::string(left_out));
    return wrong_value();
}

Value AnswerRefusals::number_out_of_range(const std::string& shown) {
    out_of_range(shown, allowed_numbers(type_));
    return wrong_value();
}

void AnswerRefusals::out_of_range(const std::string& shown, const std::string& allowed) {
    report("out-of-range", path_(), shown, subject() + " is " + shown + ", but must be " + allowed,
           subject() + " must be " + allowed, std::string(left_out))
        .arguments.push_back({"allowed", allowed});
}

Value AnswerRefusals::no_number_left(const std::string& shown) {
    report("no-number", path_(), shown,
           subject() + " is " + shown + ", which no" + (type_.whole ? " whole" : "") + " number is",
           subject() + " is given limits between which no number lies", std::string(left_out));
    return wrong_value();
}

void AnswerRefusals::unknown_unit(std::string_view unit) {
    // Nobody may be led to leave the sign out: that would be another amount.
    const bool has_sign = unit.find_first_of("<>") != std::string_view::npos ||
                          unit.starts_with("≤") || unit.starts_with("≥");
    report("unknown-unit", path_(), bare(unit), "no unit is called " + text::quoted(unit),
           "the unit of the answer is unknown",
           joined(has_sign ? forms_of_a_number() : values::unit_help(unit), left_out));
}

void AnswerRefusals::wrong_unit(std::string_view unit_text, const values::Unit& unit) {
    const values::Unit own = type_.unit.value_or(values::Unit{});
    const std::string measured =
        own.symbol.empty() ? " is a plain number" : " is measured in `" + own.symbol + "`";
    report(
        "wrong-unit", path_(), bare(unit_text),
        subject() + measured + ", and " + text::quoted(unit_text) + " cannot be converted to that",
        subject() + measured + ", and the unit of the answer cannot be converted to that",
        joined(own.symbol.empty() ? "its rule file declares no unit" : values::why_apart(own, unit),
               left_out));
}

Value AnswerRefusals::bad_date(std::string_view shown) {
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

Value AnswerRefusals::date_out_of_range(const Date& date) {
    out_of_range(date.to_text(), allowed_days(type_.dates));
    return wrong_value();
}

void AnswerRefusals::report_code(std::string_view code, std::string path,
                                 std::string_view consequence) {
    std::vector<std::string> keys;
    keys.reserve(type_.codes.size());
    for (const Code& known : type_.codes) keys.push_back(known.key);
    std::string help = !says_not_known(code) ? problems_.suggestion(code, keys)
                       : type_.kind == FactKind::choices
                           ? "leave it out; where there may be more than the list has, write "
                             "{\"present\": […]}"
                           : help_for_text(type_, code);
    if (help.empty() && keys.size() <= most_codes_shown) {
        help = "its codes are ";
        for (std::size_t i = 0; i < keys.size(); ++i) {
            help += (i == 0 ? "`" : i + 1 == keys.size() ? " and `" : ", `") + keys[i] + "`";
        }
    }
    report("unknown-code", std::move(path), bare(code),
           subject() + " has no code " + text::quoted(code),
           subject() + " does not have the code that was given",
           joined(std::move(help), consequence));
}

Value AnswerRefusals::unknown_code(std::string_view code) {
    report_code(code, path_(), left_out);
    return wrong_value();
}

void AnswerRefusals::unknown_code_in_list(std::string_view code, const std::string& place) {
    report_code(code, path_() + place,
                "it was left out, and codes that are not listed count as unknown");
}

Value AnswerRefusals::too_many_codes() {
    problems_.report("too-long", path_(),
                     subject() + " has more than " + std::to_string(most_list_entries) + " codes",
                     std::string(list_left_out));
    return wrong_value();
}

void AnswerRefusals::present_and_absent(const std::string& code) {
    report("present-and-absent", path_(), code,
           "`" + code + "` is both present and absent in " + subject(),
           "a code is both present and absent in " + subject(),
           "it was left out and counts as unknown");
}

void AnswerRefusals::not_alone(const std::string& code, std::string_view other) {
    report("not-alone", path_(), bare(code) + " and " + bare(other),
           text::quoted(code) + " in " + subject() + " stands alone, but " + text::quoted(other) +
               " is given beside it",
           "a code of " + subject() + " that stands alone is given beside another",
           joined("ask which of the two is right", list_left_out));
}

}  // namespace caveat::facts
