// A made-up patient as a profile and as JSON. Entrances: profile_of, json_of.

#include "analysis/patient.hpp"

#include <string_view>

namespace caveat::analysis {

bool operator==(const Answer&, const Answer&) = default;
bool operator==(const KeyedAnswer&, const KeyedAnswer&) = default;
bool operator==(const Record&, const Record&) = default;

namespace {

caveat::Answer given(const Answer& answer) {
    switch (answer.kind) {
        case FactKind::yes_no:
            return answer.yes;
        case FactKind::number:
            return answer.number;
        case FactKind::choice:
            return answer.code;
        case FactKind::choices:
            if (answer.is_complete) return Codes{answer.present};
            return Codes{answer.present, answer.absent, false};
        case FactKind::date:
            return answer.date;
        case FactKind::records:
            break;
    }
    Records records;
    records.is_complete = answer.is_complete;
    for (const Record& record : answer.records) {
        caveat::Record& each = records.list.emplace_back();
        for (const auto& [field, value] : record.fields) {
            each.fields.emplace_back(field, given(value));
        }
    }
    return records;
}

// JSON. Keys and codes are made of letters, digits and `_`, in any script; nothing needs escaping.

std::string quoted(const std::string& text) {
    return '"' + text + '"';
}

std::string list_of(const std::vector<std::string>& codes) {
    std::string list;
    for (const std::string& code : codes) list += (list.empty() ? "" : ", ") + quoted(code);
    return '[' + list + ']';
}

std::string json_of(const Answer& answer);

std::string json_of(const std::vector<KeyedAnswer>& answers) {
    std::string text;
    for (const auto& [key, answer] : answers) {
        text += (text.empty() ? "" : ", ") + quoted(key) + ": " + json_of(answer);
    }
    return '{' + text + '}';
}

std::string json_of(const Answer& answer) {
    switch (answer.kind) {
        case FactKind::yes_no:
            return answer.yes ? "true" : "false";
        case FactKind::number:
            return answer.number.to_text();
        case FactKind::choice:
            return quoted(answer.code);
        case FactKind::choices:
            if (answer.is_complete) return list_of(answer.present);
            return "{\"present\": " + list_of(answer.present) +
                   ", \"absent\": " + list_of(answer.absent) + '}';
        case FactKind::date:
            return quoted(answer.date.to_text());
        case FactKind::records:
            break;
    }
    std::string list;
    for (const Record& record : answer.records) {
        list += (list.empty() ? "" : ", ") + json_of(record.fields);
    }
    list = '[' + list + ']';
    return answer.is_complete ? list : "{\"present\": " + list + '}';
}

}  // namespace

Profile profile_of(const RuleSet& rules, const Patient& patient) {
    ProfileBuilder builder(rules);
    if (patient.as_of) builder.as_of(*patient.as_of);
    for (const auto& [key, answer] : patient.facts) builder.set(key, given(answer));
    return builder.build();
}

std::string json_of(const Patient& patient) {
    std::string text = "{";
    if (patient.as_of) text += "\"as_of\": " + quoted(patient.as_of->to_text()) + ", ";
    return text + "\"facts\": " + json_of(patient.facts) + '}';
}

std::size_t size_of(const Patient& patient) {
    std::size_t size = 0;
    for (const auto& [key, answer] : patient.facts) {
        size += 1 + answer.present.size() + answer.absent.size();
        for (const Record& record : answer.records) size += 1 + record.fields.size();
    }
    return size;
}

}  // namespace caveat::analysis
