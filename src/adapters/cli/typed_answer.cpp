// From a line that somebody typed to an answer as JSON. Entrance: `understand`.

#include "adapters/cli/typed_answer.hpp"

#include <caveat/values.hpp>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace caveat::cli {

namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

/// For comparing: ASCII letters small, `_` and `-` as blanks.
std::string plain(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z') {
            result += static_cast<char>(c - 'A' + 'a');
        } else {
            result += c == '_' || c == '-' ? ' ' : c;
        }
    }
    return result;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

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

/// Units as people write them, where UCUM writes them otherwise.
std::string_view unit_meant(std::string_view unit) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 14> spoken{{
        {"lb", "[lb_av]"},
        {"lbs", "[lb_av]"},
        {"pound", "[lb_av]"},
        {"pounds", "[lb_av]"},
        {"oz", "[oz_av]"},
        {"in", "[in_i]"},
        {"inch", "[in_i]"},
        {"inches", "[in_i]"},
        {"ft", "[ft_i]"},
        {"feet", "[ft_i]"},
        {"C", "°C"},
        {"F", "°F"},
        {"percent", "%"},
        {"kilos", "kg"},
    }};
    const auto* const found = std::find_if(spoken.begin(), spoken.end(),
                                           [&](const auto& each) { return each.first == unit; });
    return found == spoken.end() ? unit : found->second;
}

/// A number as somebody typed it: digits as JSON wants them.
struct TypedNumber {
    std::string digits;
    std::string unit;
};

/// What follows the digits is the unit. Nothing where no number begins.
std::optional<TypedNumber> number_from(std::string_view line) {
    std::string digits;
    if (line.starts_with('+') || line.starts_with('-')) {
        if (line.front() == '-') digits = "-";
        line.remove_prefix(1);
    }
    const auto take = [&] {
        const std::size_t end = std::min(line.find_first_not_of("0123456789"), line.size());
        const std::string_view taken = line.substr(0, end);
        line.remove_prefix(end);
        return taken;
    };
    std::string_view whole = take();
    std::string_view fraction;
    if (line.starts_with('.')) {
        line.remove_prefix(1);
        fraction = take();
    }
    if (whole.empty() && fraction.empty()) return std::nullopt;
    while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
    digits += whole.empty() ? "0" : whole;
    if (!fraction.empty()) digits.append(".").append(fraction);
    const std::string_view unit = unit_meant(trimmed(line));
    constexpr std::string_view no_unit = ",.-<>=";
    const bool is_power_of_ten = unit.starts_with("10*") || unit.starts_with("10^");
    const bool is_unit =
        unit.empty() || is_power_of_ten ||
        (!is_digit(unit.front()) && no_unit.find(unit.front()) == std::string_view::npos);
    if (!is_unit) return std::nullopt;
    return TypedNumber{digits, std::string(unit)};
}

JsonValue object_of(std::initializer_list<std::pair<std::string_view, std::string_view>> numbers,
                    const std::string& unit) {
    JsonValue object = JsonValue::object();
    for (const auto& [key, digits] : numbers) object.add(key, JsonValue::literal(digits));
    if (!unit.empty()) object.add("unit", JsonValue::text(unit));
    return object;
}

/// `<0.27`, `at least 5`: a number of which one end is known.
std::optional<JsonValue> limit_from(std::string_view line) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 15> signs{{
        {"<=", "to"},
        {">=", "from"},
        {"≤", "to"},
        {"≥", "from"},
        {"<", "below"},
        {">", "above"},
        {"below ", "below"},
        {"under ", "below"},
        {"less than ", "below"},
        {"above ", "above"},
        {"over ", "above"},
        {"more than ", "above"},
        {"at most ", "to"},
        {"up to ", "to"},
        {"at least ", "from"},
    }};
    const std::string small = plain(line);
    for (const auto& [sign, key] : signs) {
        if (!small.starts_with(sign) && !line.starts_with(sign)) continue;
        const auto number = number_from(trimmed(line.substr(sign.size())));
        if (number) return object_of({{key, number->digits}}, number->unit);
    }
    return std::nullopt;
}

/// `5-7`, `5 to 7 kg`, `between 5 and 7`: a number of which both ends are known.
std::optional<JsonValue> span_from(std::string_view line) {
    constexpr std::string_view between = "between ";
    const bool is_between = plain(line.substr(0, between.size())) == between;
    if (is_between) line.remove_prefix(between.size());
    for (const std::string_view joint : {" to ", " and ", "–", "-"}) {
        if ((joint == " and ") != is_between) continue;
        const std::size_t at = line.find(joint, 1);
        if (at == std::string_view::npos) continue;
        const auto low = number_from(trimmed(line.substr(0, at)));
        const auto high = number_from(trimmed(line.substr(at + joint.size())));
        // A unit behind the first number is that of both, or the second says another: then neither
        // is understood.
        if (!low || !high || (!low->unit.empty() && low->unit != high->unit)) continue;
        return object_of({{"from", low->digits}, {"to", high->digits}}, high->unit);
    }
    return std::nullopt;
}

/// `50000` of `50,000`, `50 000` and `50'000`: three digits behind such a sign are thousands.
/// Empty for anything else.
std::string without_thousands(std::string_view line) {
    constexpr std::size_t group = 3;
    const std::size_t first = std::min(line.find_first_not_of("0123456789"), line.size());
    if (first == 0 || first > group || line.front() == '0' || first == line.size()) return {};
    const char sign = line[first];
    if (sign != ',' && sign != ' ' && sign != '\'') return {};
    std::string digits(line.substr(0, first));
    std::size_t at = first;
    while (at < line.size() && line[at] == sign) {
        const std::string_view next = line.substr(at + 1, group);
        if (next.size() < group || !std::all_of(next.begin(), next.end(), is_digit)) break;
        digits += next;
        at += 1 + group;
    }
    const bool is_whole = at == line.size() || line[at] == ' ';
    return at > first && is_whole ? digits : std::string();
}

/// What `50.000` may be: a number of three places that end in a zero is rather thousands than a
/// fraction. Empty for anything else.
std::string two_readings(std::string_view line) {
    constexpr std::size_t group = 3;
    const std::string_view number = line.substr(0, line.find_first_not_of("0123456789."));
    const std::size_t point = number.find('.');
    if (point == 0 || point > group || number.size() != point + 1 + group) return {};
    const bool is_zero_at_end = number.back() == '0' && number.front() != '0';
    if (!is_zero_at_end || number.find('.', point + 1) < number.size()) return {};
    std::string fraction(number);
    while (fraction.back() == '0') fraction.pop_back();
    if (fraction.back() == '.') fraction.pop_back();
    return fraction + " or " + std::string(number.substr(0, point)) +
           std::string(number.substr(point + 1));
}

/// What is to be said of the first number in the line of which there is something to say.
std::string first_in(std::string_view line, std::string (*said)(std::string_view)) {
    for (std::size_t at = 0; at < line.size(); ++at) {
        constexpr std::string_view in_numbers = "0123456789.,'";
        const bool is_inside = at > 0 && in_numbers.find(line[at - 1]) < in_numbers.size();
        if (is_inside || !is_digit(line[at])) continue;
        std::string words = said(line.substr(at));
        if (!words.empty()) return words;
    }
    return {};
}

Typed understand_number(std::string_view line) {
    Typed typed;
    if (const std::string readings = first_in(line, two_readings); !readings.empty()) {
        typed.problem = "write " + readings;
        return typed;
    }
    if (const std::string digits = first_in(line, without_thousands); !digits.empty()) {
        typed.problem = "write the number in digits alone: " + digits;
        return typed;
    }
    if (const auto number = number_from(line)) {
        typed.answer = number->unit.empty() ? JsonValue::literal(number->digits)
                                            : object_of({{"value", number->digits}}, number->unit);
    } else {
        typed.answer = limit_from(line);
        if (!typed.answer) typed.answer = span_from(line);
    }
    if (typed.answer) return typed;
    typed.problem =
        line.find(',') != std::string_view::npos
            ? "write the number with a point: 7.5"
            : "write a number, such as 7 or 7.5, or what is known of it: below 0.27, 5 to 7";
    return typed;
}

Typed understand_yes_no(std::string_view line) {
    const std::string word = plain(line);
    Typed typed;
    if (word == "yes" || word == "y" || word == "1" || word == "true") {
        typed.answer = JsonValue::boolean(true);
    } else if (word == "no" || word == "n" || word == "2" || word == "false") {
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
