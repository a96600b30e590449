// From a line that somebody typed to an answer as JSON. Entrance: `understand`.

#include "adapters/cli/typed_answer.hpp"

#include <caveat/values.hpp>

#include "adapters/cli/typed_number.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::cli {

namespace {

bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

Request request_named(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, Request>, 16> words{{
        {"?", Request::not_known},
        {"don't know", Request::not_known},
        {"don’t know", Request::not_known},
        {"dont know", Request::not_known},
        {"do not know", Request::not_known},
        {"i don't know", Request::not_known},
        {"not known", Request::not_known},
        {"unknown", Request::not_known},
        {"back", Request::back},
        {"why", Request::why},
        {"why?", Request::why},
        {"help", Request::help},
        {"stop", Request::stop},
        {"quit", Request::stop},
        {"exit", Request::stop},
        {"q", Request::stop},
    }};
    const auto* const found = std::find_if(words.begin(), words.end(),
                                           [&](const auto& each) { return each.first == word; });
    return found == words.end() ? Request::none : found->second;
}

/// Whether codes may be named by their number in the list: not where a number is a code itself.
bool is_numbered(const AnswerType& type) {
    return std::none_of(type.codes.begin(), type.codes.end(), is_number) &&
           std::none_of(type.labels.begin(), type.labels.end(), is_number);
}

/// The key of a code: by its number in the list, its name or its label; as typed where there is
/// none, for the library to say what was meant.
std::string code_meant(const AnswerType& type, std::string_view word) {
    if (is_number(word) && word.size() < 6 && is_numbered(type)) {
        const std::size_t number = std::stoul(std::string(word));
        if (number >= 1 && number <= type.codes.size()) return std::string(type.codes[number - 1]);
    }
    const std::string wanted = plain(word);
    for (std::size_t i = 0; i < type.codes.size(); ++i) {
        if (plain(type.codes[i]) == wanted || plain(type.labels[i]) == wanted) {
            return std::string(type.codes[i]);
        }
    }
    return std::string(word);
}

bool is_code(const AnswerType& type, std::string_view word) {
    const std::string meant = code_meant(type, word);
    return std::find(type.codes.begin(), type.codes.end(), meant) != type.codes.end();
}

Typed understand_yes_no(std::string_view line) {
    const std::string word = plain(line);
    Typed typed;
    if (word == "yes" || word == "y" || word == "true") {
        typed.answer = JsonValue::boolean(true);
    } else if (word == "no" || word == "n" || word == "false") {
        typed.answer = JsonValue::boolean(false);
    } else {
        typed.problem = "answer yes or no";
    }
    return typed;
}

Typed understand_date(std::string_view line) {
    Typed typed;
    if (Date::from_text(line)) {
        typed.answer = JsonValue::text(line);
    } else {
        typed.problem =
            "write the day as 2026-11-20, the month as 2026-11 or the year as 2026; there must be "
            "such a day";
    }
    return typed;
}

Typed understand_codes(const AnswerType& type, std::string_view line) {
    Typed typed;
    JsonValue list = JsonValue::list();
    const std::string word = plain(line);
    const bool is_one = is_code(type, line);  // its name may hold a comma
    const bool is_none =
        (line == "-" && !is_one) || (!is_one && (word == "none" || word == "nothing"));
    const bool has_separators = line.find_first_of(",;") != std::string_view::npos;
    const bool by_blanks =
        !has_separators && line.find_first_not_of("0123456789 ") == std::string_view::npos;
    const std::string_view separators = by_blanks ? " " : ",;";
    while (!is_none && !line.empty()) {
        const std::size_t end =
            is_one ? line.size() : std::min(line.find_first_of(separators), line.size());
        const std::string_view piece = trimmed(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
        if (piece.empty()) continue;
        JsonValue code = JsonValue::text(code_meant(type, piece));
        if (std::find(list.items.begin(), list.items.end(), code) == list.items.end()) {
            list.add(std::move(code));
        }
    }
    if (list.items.empty() && !is_none) {
        typed.problem = "name one or more, with commas between them, or none";
    } else {
        typed.answer = std::move(list);
    }
    return typed;
}

}  // namespace

AnswerType type_of(const FactInfo& fact) {
    return {fact.name, fact.kind, fact.codes, fact.labels, fact.unit, fact.limits};
}

AnswerType type_of(const FieldInfo& field) {
    return {field.name, field.kind, field.codes, field.labels, field.unit, field.limits};
}

Typed understand(const AnswerType& type, std::string_view line) {
    line = trimmed(line);
    const bool is_command = line.starts_with('/');
    Typed typed;
    typed.request =
        is_code(type, line) ? Request::none : request_named(plain(line.substr(is_command ? 1 : 0)));
    if (typed.request != Request::none) return typed;
    if (line.empty() || is_command) {
        typed.problem = how_to_answer(type) + "; type help for what else can be said";
        return typed;
    }
    switch (type.kind) {
        case FactKind::yes_no:
        case FactKind::records:
            return understand_yes_no(line);
        case FactKind::number:
            return understand_number(line);
        case FactKind::choice:
            typed.answer = JsonValue::text(code_meant(type, line));
            return typed;
        case FactKind::choices:
            return understand_codes(type, line);
        case FactKind::date:
            break;
    }
    return understand_date(line);
}

std::string how_to_answer(const AnswerType& type) {
    switch (type.kind) {
        case FactKind::yes_no:
        case FactKind::records:
            return "yes or no";
        case FactKind::choice:
            return is_numbered(type) ? "one, by number or name" : "one, as it is written here";
        case FactKind::choices:
            return std::string("all that apply, ") +
                   (is_numbered(type) ? "by number or name" : "as they are written here") +
                   ", with commas between; or none";
        case FactKind::date:
            return "a day as 2026-11-20, or its month or year where the day is not known";
        case FactKind::number:
            break;
    }
    std::string words = type.limits.is_whole ? "a whole number" : "a number";
    if (type.limits.from && type.limits.to) {
        words += " from " + type.limits.from->to_text() + " to " + type.limits.to->to_text();
    } else if (type.limits.from) {
        words += " from " + type.limits.from->to_text() + " on";
    } else if (type.limits.to) {
        words += " up to " + type.limits.to->to_text();
    }
    if (!type.unit.empty()) words += ", in " + std::string(type.unit) + " or with its unit";
    return words;
}

std::vector<std::string> choices_of(const AnswerType& type) {
    std::vector<std::string> lines;
    const bool has_numbers = is_numbered(type);
    for (std::size_t i = 0; i < type.labels.size(); ++i) {
        const std::string label(type.labels[i]);
        const std::string code(type.codes[i]);
        lines.push_back(has_numbers     ? std::to_string(i + 1) + ". " + label
                        : label == code ? "- " + code
                                        : "- " + code + ": " + label);
    }
    return lines;
}

}  // namespace caveat::cli
