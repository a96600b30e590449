// Numbers, dates and lists as a clinician reads them aloud.

#include "explain/words.hpp"

#include "text/diagnostics.hpp"
#include "values/rational_text.hpp"
#include "values/units.hpp"

namespace caveat::explain {

namespace {

/// With a blank before it, but for signs that stand close.
void append_unit(std::string& words, const values::Unit& unit) {
    if (unit.symbol.empty()) return;
    if (unit.symbol != "%" && unit.symbol != "°") words += ' ';
    words += unit.symbol;
}

std::string bare_number(const values::Rational& base, const values::Unit& unit,
                        std::span<const values::Rational> beside) {
    const auto own = unit.symbol.empty() ? std::nullopt : values::from_base(base, unit);
    if (!own) return to_text(base, beside);
    std::vector<values::Rational> others;
    for (const values::Rational& other : beside) {
        if (const auto converted = values::from_base(other, unit)) others.push_back(*converted);
    }
    return to_text(*own, others);
}

}  // namespace

std::string number_words(const values::Rational& base, const values::Unit& unit, bool names_unit,
                         std::span<const values::Rational> beside) {
    std::string words = bare_number(base, unit, beside);
    if (names_unit) append_unit(words, unit);
    return words;
}

std::string range_words(const values::Range& base, const values::Unit& unit, bool names_unit,
                        std::span<const values::Rational> beside) {
    const auto words = [&](const values::Bound& end) {
        return number_words(end.value, unit, names_unit, beside);
    };
    if (base.is_single()) return words(base.low);
    if (!base.low.is_finite() && !base.high.is_finite()) return {};
    const std::string above = base.low.step > 0 ? "above " : "";
    const std::string below = base.high.step < 0 ? "below " : "";
    if (!base.high.is_finite()) return above + words(base.low) + (above.empty() ? " or more" : "");
    if (!base.low.is_finite()) return below + words(base.high) + (below.empty() ? " or less" : "");
    return above + bare_number(base.low.value, unit, beside) + " to " + below + words(base.high);
}

values::Range said_of(const values::Range& known, const values::Range& declared) {
    values::Range said = known;
    if (known == declared || known.is_single()) return said;
    if (said.low == declared.low) said.low = values::Bound::minus_infinity();
    if (said.high == declared.high) said.high = values::Bound::plus_infinity();
    return said;
}

std::string date_words(const values::DateRange& dates) {
    const Date low = values::date_of(dates.low);
    if (dates.is_single()) return low.to_text();
    if (dates == values::DateRange{}) return {};
    for (const Date partial : {Date{low.year, low.month, 0}, Date{low.year, 0, 0}}) {
        if (values::range_of(partial) == dates) return partial.to_text();
    }
    if (dates.high == values::last_day) return low.to_text() + " or later";
    const Date high = values::date_of(dates.high);
    if (dates.low == values::first_day) return high.to_text() + " or earlier";
    return low.to_text() + " to " + high.to_text();
}

std::string time_words(std::int64_t count, values::CalendarUnit unit) {
    static constexpr std::string_view names[] = {"day", "week", "month", "year"};
    std::string words = std::to_string(count) + ' ';
    words += names[static_cast<std::size_t>(unit)];
    if (count != 1) words += 's';
    return words;
}

std::vector<std::string_view> code_names(const std::vector<facts::Code>& codes,
                                         const facts::CodeSet& set) {
    std::vector<std::string_view> names;
    for (std::size_t code = 0; code < codes.size(); ++code) {
        if (set.contains(code)) names.emplace_back(codes[code].name);
    }
    return names;
}

std::string joined(const std::vector<std::string_view>& parts, std::string_view last) {
    std::string words;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0 && i + 1 < parts.size()) words += ", ";
        if (i > 0 && i + 1 == parts.size()) {
            words += ' ';
            words += last;
            words += ' ';
        }
        words += parts[i];
    }
    return words;
}

bool is_plural(std::string_view name) {
    const auto ends = [&](std::string_view tail) {
        return name.size() > tail.size() && name.substr(name.size() - tail.size()) == tail;
    };
    return ends("s") && !ends("ss") && !ends("us") && !ends("is");
}

std::string authors_words(std::string_view source, Span span) {
    if (span.end > source.size() || span.begin >= span.end) return {};
    return text::one_line(source.substr(span.begin, span.end - span.begin));
}

std::string_view status_words(Status status) {
    switch (status) {
        case Status::not_fired:
            return "not fired";
        case Status::overridden:
            return "overridden";
        case Status::undecided:
            return "undecided";
        case Status::presumed:
            return "presumed";
        case Status::fired:
            break;
    }
    return "fired";
}

}  // namespace caveat::explain
