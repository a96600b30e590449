// Answers become text, by one walk in two notations. Entrances: json_of, yaml_of.

#include "patients/written.hpp"

#include "facts/visit_answer.hpp"
#include "text/escapes.hpp"

#include <string_view>
#include <variant>

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

/// One member of a mapping whose keys are words of the language.
template <class Notation>
std::string member(std::string_view key, const std::string& value) {
    return Notation::mark(key) + ": " + value;
}

template <class Notation>
std::string written(const std::vector<KeyedAnswer>& answers);

template <class Notation>
struct AnswerText {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(const NotKnown&) const { return "null"; }
    std::string operator()(bool yes) const { return Notation::word(yes); }
    std::string operator()(const Decimal& number) const { return number.to_text(); }
    std::string operator()(const Quantity& quantity) const {
        return number(quantity.value.to_text(), quantity.unit);
    }
    std::string operator()(const NumberText& text) const { return number(text.digits, text.unit); }
    std::string operator()(const NumberWithin& limits) const {
        std::string members;
        const auto add = [&](std::string_view key, const std::optional<Decimal>& end) {
            if (!end) return;
            members += (members.empty() ? "" : ", ") + member<Notation>(key, end->to_text());
        };
        add("from", limits.from);
        add("above", limits.above);
        add("to", limits.to);
        add("below", limits.below);
        if (!limits.unit.empty()) {
            members += ", " + member<Notation>("unit", Notation::text(limits.unit));
        }
        return '{' + members + '}';
    }
    std::string operator()(const Date& date) const { return Notation::date(date); }
    std::string operator()(const std::string& code) const { return Notation::text(code); }
    std::string operator()(const Codes& codes) const {
        const std::string present = written<Notation>(codes.present);
        if (codes.is_complete) return present;
        const std::string open = '{' + member<Notation>("present", present);
        if (codes.absent.empty() && !Notation::has_empty_lists) return open + '}';
        return open + ", " + member<Notation>("absent", written<Notation>(codes.absent)) + '}';
    }
    std::string operator()(const Records& records) const {
        const auto record = [](const Record& each) { return written<Notation>(each.fields); };
        const std::string list = '[' + joined(records.list, record) + ']';
        return records.is_complete ? list : '{' + member<Notation>("present", list) + '}';
    }
    /// As wrong for every fact as what it was.
    std::string operator()(const Unreadable&) const { return "{}"; }

  private:
    static std::string number(const std::string& digits, const std::string& in) {
        if (in.empty()) return digits;
        // Inside braces some units (`mm[Hg]`) would end the text.
        const std::string unit = Notation::text(in);
        if (unit == in) return digits + ' ' + unit;
        return '{' + member<Notation>("value", digits) + ", " + member<Notation>("unit", unit) +
               '}';
    }
};

template <class Notation>
std::string written(const Answer& answer) {
    return facts::visit_answer(AnswerText<Notation>(), answer);
}

template <class Notation>
std::string written(const std::vector<KeyedAnswer>& answers) {
    const auto one = [](const KeyedAnswer& each) {
        return Notation::text(each.first) + ": " + written<Notation>(each.second);
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
