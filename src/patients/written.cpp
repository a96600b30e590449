// Answers become text, by one walk in two notations. Entrances: json_of, yaml_of.

#include "patients/written.hpp"

#include "text/escapes.hpp"

#include <string_view>

namespace caveat::patients {

namespace {

struct Json {
    static std::string text(std::string_view words) { return text::in_json(words); }
    /// `present` and `absent`.
    static std::string mark(std::string_view word) { return '"' + std::string(word) + '"'; }
    static std::string word(bool yes) { return yes ? "true" : "false"; }
    static std::string date(const Date& date) { return '"' + date.to_text() + '"'; }
    static constexpr bool has_empty_lists = true;
};

struct Yaml {
    static std::string text(std::string_view words) { return text::in_yaml(words); }
    static std::string mark(std::string_view word) { return std::string(word); }
    static std::string word(bool yes) { return yes ? "yes" : "no"; }
    static std::string date(const Date& date) { return date.to_text(); }
    static constexpr bool has_empty_lists = false;
};

/// `a, b` of a list, each as `write` has it.
template <class List, class Write>
std::string joined(const List& list, const Write& write) {
    std::string text;
    for (const auto& each : list) text += (text.empty() ? "" : ", ") + write(each);
    return text;
}

template <class Notation>
std::string written(const std::vector<std::string>& codes) {
    return '[' + joined(codes, Notation::text) + ']';
}

template <class Notation>
std::string number(const Answer& answer) {
    const std::string digits = answer.number.to_text();
    if (answer.unit.empty()) return digits;
    // Inside braces some units (`mm[Hg]`) would end the text.
    const std::string unit = Notation::text(answer.unit);
    if (unit == answer.unit) return digits + ' ' + unit;
    return '{' + Notation::mark("value") + ": " + digits + ", " + Notation::mark("unit") + ": " +
           unit + '}';
}

template <class Notation>
std::string written(const std::vector<KeyedAnswer>& answers);

template <class Notation>
std::string written(const Answer& answer) {
    const auto open = [](const std::string& present) {
        return '{' + Notation::mark("present") + ": " + present;
    };
    switch (answer.kind) {
        case FactKind::yes_no:
            return Notation::word(answer.yes);
        case FactKind::number:
            return number<Notation>(answer);
        case FactKind::choice:
            return Notation::text(answer.code);
        case FactKind::choices: {
            const std::string present = written<Notation>(answer.present);
            if (answer.is_complete) return present;
            if (answer.absent.empty() && !Notation::has_empty_lists) return open(present) + '}';
            return open(present) + ", " + Notation::mark("absent") + ": " +
                   written<Notation>(answer.absent) + '}';
        }
        case FactKind::date:
            return Notation::date(answer.date);
        case FactKind::records:
            break;
    }
    const auto record = [](const Record& each) { return written<Notation>(each.fields); };
    const std::string list = '[' + joined(answer.records, record) + ']';
    return answer.is_complete ? list : open(list) + '}';
}

template <class Notation>
std::string written(const std::vector<KeyedAnswer>& answers) {
    const auto one = [](const KeyedAnswer& each) {
        return Notation::text(each.key) + ": " + written<Notation>(each.answer);
    };
    return '{' + joined(answers, one) + '}';
}

}  // namespace

std::string json_of(const Answer& answer) {
    return written<Json>(answer);
}

std::string json_of(const Patient& patient) {
    std::string text = "{";
    if (patient.as_of) text += "\"as_of\": " + Json::date(*patient.as_of) + ", ";
    return text + "\"facts\": " + written<Json>(patient.facts) + '}';
}

std::string yaml_of(const std::vector<KeyedAnswer>& answers) {
    return written<Yaml>(answers);
}

}  // namespace caveat::patients
