// Words what is wrong with a profile. Entrance: `Problems`.

#include "facts/problems.hpp"

#include "text/suggest.hpp"
#include "values/rational.hpp"
#include "values/units.hpp"

namespace caveat::facts {

Diagnostic& Problems::report(text::DiagnosticCode code, std::string path, std::string message,
                             std::string help) {
    Diagnostic& found = found_.error(code, Span{}, std::move(message));
    found.path = std::move(path);
    found.help = std::move(help);
    return found;
}

Diagnostic& Problems::report_value(text::DiagnosticCode code, std::string path,
                                   std::string_view value, std::string message,
                                   std::string without_value, std::string help) {
    Diagnostic& found = report(code, std::move(path), std::move(message), std::move(help));
    found.arguments.push_back({"value", std::string(value)});
    found.arguments.push_back({"without_value", std::move(without_value)});
    return found;
}

std::string Problems::suggestion(std::string_view wrong, const std::vector<std::string>& known) {
    if (known.size() > comparisons_left_) return {};
    comparisons_left_ -= known.size();
    return text::help_for_name(wrong, known);
}

std::string_view takes(FactKind kind) {
    switch (kind) {
        case FactKind::yes_no:
            return "yes or no";
        case FactKind::number:
            return "a number";
        case FactKind::choice:
            return "one of its codes";
        case FactKind::choices:
            return "a list of its codes";
        case FactKind::date:
            return "a date";
        case FactKind::records:
            return "a list of records";
    }
    return "nothing";
}

std::string allowed_numbers(const ValueType& type) {
    const values::Unit unit = type.unit.value_or(values::Unit{});
    const auto shown = [&unit](const values::Bound& bound) {
        return values::to_text(values::from_base(bound.value, unit).value_or(bound.value));
    };
    const std::string symbol = unit.symbol.empty() ? std::string{} : " " + unit.symbol;
    const bool has_low = type.range.low.is_finite();
    const bool has_high = type.range.high.is_finite();
    if (has_low && has_high) {
        return "from " + shown(type.range.low) + " to " + shown(type.range.high) + symbol;
    }
    if (has_low) return shown(type.range.low) + symbol + " or more";
    if (has_high) return shown(type.range.high) + symbol + " or less";
    return "any number";
}

std::string joined(std::string first, std::string_view second) {
    if (first.empty()) return std::string(second);
    first += first.back() == '?' ? " " : "; ";
    return first += second;
}

}  // namespace caveat::facts
