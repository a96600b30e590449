// A made-up patient as a profile and as JSON. Entrances: profile_of, json_of.

#include "analysis/patient.hpp"

#include <string_view>

namespace caveat::analysis {

bool operator==(const Answer&, const Answer&) = default;
bool operator==(const KeyedAnswer&, const KeyedAnswer&) = default;
bool operator==(const Record&, const Record&) = default;

namespace {

std::vector<std::string_view> views_of(const std::vector<std::string>& codes) {
    return {codes.begin(), codes.end()};
}

void set_field(ProfileBuilder& builder, const std::string& name, const Answer& answer) {
    switch (answer.kind) {
        case FactKind::yes_no:
            builder.field(name, answer.yes);
            return;
        case FactKind::number:
            builder.field(name, answer.number);
            return;
        case FactKind::choice:
            builder.field(name, answer.code);
            return;
        case FactKind::choices:
            if (answer.is_complete) {
                builder.field_choices(name, views_of(answer.present));
            } else {
                builder.field_open(name, views_of(answer.present), views_of(answer.absent));
            }
            return;
        case FactKind::date:
            builder.field(name, answer.date);
            return;
        case FactKind::records:
            return;
    }
}

void set_fact(ProfileBuilder& builder, const std::string& name, const Answer& answer) {
    switch (answer.kind) {
        case FactKind::yes_no:
            builder.set(name, answer.yes);
            return;
        case FactKind::number:
            builder.set(name, answer.number);
            return;
        case FactKind::choice:
            builder.set(name, answer.code);
            return;
        case FactKind::choices:
            if (answer.is_complete) {
                builder.set_choices(name, views_of(answer.present));
            } else {
                builder.set_open(name, views_of(answer.present), views_of(answer.absent));
            }
            return;
        case FactKind::date:
            builder.set(name, answer.date);
            return;
        case FactKind::records:
            builder.records(name, answer.is_complete);
            for (const Record& record : answer.records) {
                builder.record();
                for (const auto& [field, value] : record.fields) set_field(builder, field, value);
            }
            return;
    }
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
    for (const auto& [key, answer] : patient.facts) set_fact(builder, key, answer);
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
