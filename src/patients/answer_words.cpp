// Answers in words. Entrances: `answer_words`, `run_words`.

#include "explain/words.hpp"
#include "patients/trials.hpp"
#include "patients/written.hpp"

namespace caveat::patients {

namespace {

using facts::Value;

std::string codes_words(const facts::ValueType& type, const Value& value) {
    const std::string present =
        explain::joined(explain::code_names(type.codes, value.present), "and");
    if (value.is_complete) return present.empty() ? "none" : present;
    return present.empty() ? "partly answered" : present + " and perhaps more";
}

const values::Unit& unit_of(const facts::ValueType& type) {
    static const values::Unit no_unit;
    return type.unit ? *type.unit : no_unit;
}

}  // namespace

std::string answer_words(const facts::ValueType& type, const Value& value) {
    if (value.given != facts::Given::answered) {
        return value.given == facts::Given::null ? "not known" : "not answered";
    }
    switch (type.kind) {
        case FactKind::yes_no:
            return value.truth == Truth::yes ? "yes" : "no";
        case FactKind::number:
            return explain::range_words(explain::said_of(value.numbers(), type.range),
                                        unit_of(type));
        case FactKind::choice:
            return type.codes[value.code].name;
        case FactKind::choices:
            return codes_words(type, value);
        case FactKind::date:
            return explain::date_words(value.dates);
        case FactKind::records:
            break;
    }
    std::string count = value.record_count == 0 ? "none" : std::to_string(value.record_count);
    if (value.record_count != 0) count += value.record_count == 1 ? " record" : " records";
    return value.is_complete ? count : count + " and perhaps more";
}

std::string run_words(const facts::ValueType& type, const Trials& trials, std::size_t first,
                      std::size_t last) {
    const auto words = [&](std::size_t at) { return answer_words(type, trials.answers[at].value); };
    const bool is_from_below = first == 0;
    const bool is_to_above = last + 1 == trials.answers.size();
    if (is_from_below && is_to_above) return "any";
    if (type.kind == FactKind::date) {
        if (first == last) return words(first);
        if (is_to_above) return words(first) + " or later";
        return is_from_below ? words(last) + " or earlier" : words(first) + " to " + words(last);
    }
    const bool is_over = !is_from_below && trials.answers[first].is_between;
    const bool is_under = !is_to_above && trials.answers[last].is_between;
    const std::string low = is_over ? "over " + words(first - 1) : words(first);
    const std::string high = is_under ? "under " + words(last + 1) : words(last);
    if (is_to_above) return is_over ? low : low + " or more";
    if (is_from_below) return is_under ? high : high + " or less";
    if (first == last && !is_over) return low;
    if (!is_over && !is_under) return low + " to " + high;
    return (is_over ? low : low + " or more") + ", " + (is_under ? high : "at most " + high);
}

}  // namespace caveat::patients
