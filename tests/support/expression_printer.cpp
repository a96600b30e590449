// Generated conditions and numbers to sentences of the rule language.

#include "expression_printer.hpp"

#include "printer.hpp"

#include <cctype>

namespace caveat::testing {

namespace {

bool is_group(ConditionKind kind) {
    return kind == ConditionKind::all || kind == ConditionKind::any;
}

std::string in_parentheses(const std::string& text) {
    return "(" + text + ")";
}

}  // namespace

std::string ExpressionPrinter::one_of(const std::vector<std::string>& spellings) {
    return plain_ ? spellings.front() : chance_.pick(spellings);
}

/// Other case, and `-` or `_` for a blank, are the same name.
std::string ExpressionPrinter::name(const std::string& declared) {
    if (plain_ || chance_.percent(75)) return declared;
    const bool changes_case = chance_.percent(50);
    const bool changes_blanks = chance_.percent(50);
    std::string spelled = declared;
    for (char& letter : spelled) {
        if (changes_case && chance_.percent(30)) {
            letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
        }
        if (changes_blanks && letter == ' ' && chance_.percent(70)) {
            letter = chance_.percent(50) ? '-' : '_';
        }
    }
    return spelled;
}

std::string ExpressionPrinter::is(const Condition& condition) {
    return one_of({"is", "is", "are"}) + (condition.is_not ? " not " : " ");
}

const Fact& ExpressionPrinter::fact_of(const Subject& subject, const Site& site) const {
    if (subject.kind == Subject::Kind::measure) {
        const Measure& measure = subject.measure.front();
        return rules_.facts[measure.records].fields[measure.field];
    }
    return subject.place.is_field ? rules_.facts[*site.records].fields[subject.place.index]
                                  : rules_.facts[subject.place.index];
}

std::string ExpressionPrinter::place(const Place& place, const Site& site) {
    return name(place.is_field ? rules_.facts[*site.records].fields[place.index].name
                               : rules_.facts[place.index].name);
}

std::string ExpressionPrinter::subject(const Subject& subject, const Site& site) {
    switch (subject.kind) {
        case Subject::Kind::place:
            return place(subject.place, site);
        case Subject::Kind::measure:
            return measure(subject.measure.front(), site);
        case Subject::Kind::date_literal:
            break;
    }
    return iso(subject.date);
}

std::string ExpressionPrinter::count(const Count& count, const Site& site) {
    switch (count.kind) {
        case Count::Kind::literal:
            break;
        case Count::Kind::parameter:
            return name(rules_.parameters[count.index].name);
        case Count::Kind::slot:
            return (*site.slots)[count.index];
    }
    return std::to_string(count.literal);
}

/// `where` takes one test or a condition in parentheses.
std::string ExpressionPrinter::where_part(const std::vector<Condition>& where, std::size_t records,
                                          const Site& site, bool needs_parentheses) {
    if (where.empty()) return "";
    const Site inside{records, site.slots};
    const Condition& condition = where.front();
    const bool may_stand_alone = !needs_parentheses && !is_group(condition.kind);
    if (may_stand_alone && (plain_ || chance_.percent(50))) {
        return " where " + one(condition, inside);
    }
    return " where " + in_parentheses(this->condition(condition, inside));
}

std::string ExpressionPrinter::measure(const Measure& measure, const Site& site) {
    static const std::vector<std::string> names{"total",  "average", "highest",
                                                "lowest", "latest",  "earliest"};
    const Fact& records = rules_.facts[measure.records];
    return names[static_cast<std::size_t>(measure.kind)] + " " +
           name(records.fields[measure.field].name) + " of " + name(records.name) +
           where_part(measure.where, measure.records, site, true);
}

/// The declared phrase with its slots filled, optional text in or out, and one
/// of each pair of alternatives.
std::string ExpressionPrinter::phrase(const std::string& declared,
                                      const std::vector<std::string>& slots,
                                      const std::vector<Number>& arguments, const Site& site) {
    if (slots.empty()) return name(declared);
    std::string text;
    std::size_t slot = 0;
    for (std::size_t i = 0; i < declared.size(); ++i) {
        if (declared[i] == '{') {
            text += number(arguments[slot++], site);
            i = declared.find('}', i);
        } else if (declared[i] == '(') {
            const std::size_t end = declared.find(')', i);
            if (!plain_ && chance_.percent(50)) text += declared.substr(i + 1, end - i - 1);
            i = end;
        } else if (declared[i] == '/') {
            const std::size_t end = declared.find(' ', i);
            if (!plain_ && chance_.percent(50)) {
                text.erase(text.rfind(' ') == std::string::npos ? 0 : text.rfind(' ') + 1);
                text += declared.substr(i + 1, end - i - 1);
            }
            i = end - 1;
        } else {
            text += declared[i];
        }
    }
    return text;
}

std::string ExpressionPrinter::outcome(const OutcomeUse& use) {
    static const std::vector<std::string> verbs{"avoid",   "refer",   "require",
                                                "caution", "suggest", "inform"};
    const Outcome& outcome = rules_.outcomes[use.outcome];
    return verbs[static_cast<std::size_t>(outcome.verb)] + " " +
           phrase(outcome.name, outcome.slots, use.arguments, Site{});
}

// --- Numbers -------------------------------------------------------------------

std::string ExpressionPrinter::literal(const Number& number) {
    const std::string digits = decimal_text(number.literal);
    const bool leaves_unit_out = number.bare && (plain_ || chance_.percent(50));
    if (number.unit.empty() || leaves_unit_out) return digits;
    return digits + " " + number.unit;
}

std::string ExpressionPrinter::joined(const std::vector<Number>& parts,
                                      const std::string& separator, const Site& site) {
    std::string text;
    for (const Number& part : parts) text += (text.empty() ? "" : separator) + number(part, site);
    return text;
}

std::string ExpressionPrinter::number(const Number& number, const Site& site) {
    return this->number(number, 0, site);
}

/// `strength` is how tightly the surrounding operation binds: 1 for `+` and
/// `-`, 2 for `*` and `/`, one more for their right sides.
std::string ExpressionPrinter::number(const Number& number, int strength, const Site& site) {
    const auto operation = [&](const char* sign, int own) {
        const std::string text = this->number(number.parts[0], own, site) + sign +
                                 this->number(number.parts[1], own + 1, site);
        const bool adds_parentheses = !plain_ && chance_.percent(15);
        return own < strength || adds_parentheses ? in_parentheses(text) : text;
    };
    const auto closed = [&](const std::string& text) {
        return strength > 0 && !plain_ && chance_.percent(40) ? in_parentheses(text) : text;
    };
    switch (number.kind) {
        case NumberKind::literal:
            return literal(number);
        case NumberKind::place:
            return place(number.place, site);
        case NumberKind::parameter:
            return name(rules_.parameters[number.index].name);
        case NumberKind::slot:
            return (*site.slots)[number.index];
        case NumberKind::term:
            return name(rules_.terms[number.index].name);
        case NumberKind::score:
            return name(rules_.scores[number.index].name);
        case NumberKind::add:
            return operation(" + ", 1);
        case NumberKind::subtract:
            return operation(" - ", 1);
        case NumberKind::multiply:
            return operation(" * ", 2);
        case NumberKind::divide:
            return operation(" / ", 2);
        case NumberKind::minimum:
            return "min(" + joined(number.parts, ", ", site) + ")";
        case NumberKind::maximum:
            return "max(" + joined(number.parts, ", ", site) + ")";
        case NumberKind::round:
            return "round(" + this->number(number.parts[0], site) + ", " +
                   std::to_string(number.places) + ")";
        case NumberKind::count_records:
            return closed("count of " + name(rules_.facts[number.index].name) +
                          where_part(number.where, number.index, site, true));
        case NumberKind::count_choices:
            return closed("count of " + place(number.place, site));
        case NumberKind::measure:
            return closed(measure(number.measure.front(), site));
        case NumberKind::since:
            return closed(time_names[static_cast<std::size_t>(number.time)] + " since " +
                          subject(number.date, site));
    }
    return "";
}

// --- Conditions ------------------------------------------------------------------

std::string ExpressionPrinter::joined(const Condition& condition, const std::string& word,
                                      const Site& site) {
    std::string text;
    for (std::size_t i = 0; i < condition.parts.size(); ++i) {
        std::string part = operand(condition.parts[i], condition.kind, site);
        // A bare `not` before `or` can be read two ways; it may be the last of a part that is flat.
        const bool is_flat = condition.parts[i].kind == ConditionKind::any;
        const bool is_denied = word == " or " && (part.starts_with("not ") || is_flat);
        if (is_denied && i + 1 < condition.parts.size()) part = in_parentheses(part);
        text += (i == 0 ? "" : word) + part;
    }
    return text;
}

/// `and` beside `or` needs parentheses; beside itself they may be left out.
std::string ExpressionPrinter::operand(const Condition& condition, ConditionKind inside,
                                       const Site& site) {
    const bool needs_parentheses = is_group(condition.kind) && condition.kind != inside;
    const std::string text = this->condition(condition, site);
    const bool adds_parentheses =
        plain_ ? is_group(condition.kind) : chance_.percent(is_group(condition.kind) ? 50 : 5);
    return needs_parentheses || adds_parentheses ? in_parentheses(text) : text;
}

std::string ExpressionPrinter::of_list(const Condition& condition, const Site& site) {
    static const std::vector<std::string> words{"", "", "at least ", "at most ", "exactly "};
    std::string parts;
    for (const Condition& part : condition.parts) {
        parts += (parts.empty() ? "" : "; ") + this->condition(part, site);
    }
    const std::string number = count(condition.count, site);
    const bool is_at_least = condition.quantity == Quantity::at_least && !plain_;
    if (is_at_least && chance_.percent(25)) return "any " + number + " of (" + parts + ")";
    if (is_at_least && condition.count.kind == Count::Kind::literal && chance_.percent(25)) {
        return number + " or more of (" + parts + ")";
    }
    return words[static_cast<std::size_t>(condition.quantity)] + number + " of (" + parts + ")";
}

/// A test, or a condition in parentheses, either with `not` before it.
std::string ExpressionPrinter::one(const Condition& condition, const Site& site) {
    switch (condition.kind) {
        case ConditionKind::all:
        case ConditionKind::any:
            return in_parentheses(this->condition(condition, site));
        case ConditionKind::none:
            return "not " + in_parentheses(joined(condition, " or ", site));
        case ConditionKind::negation: {
            const Condition& part = condition.parts.front();
            const bool starts_with_not = part.kind == ConditionKind::negation ||
                                         part.kind == ConditionKind::none ||
                                         part.kind == ConditionKind::compare;
            const bool is_bare = !is_group(part.kind) && !starts_with_not;
            if (is_bare && (plain_ || chance_.percent(60))) return "not " + one(part, site);
            return "not " + in_parentheses(this->condition(part, site));
        }
        case ConditionKind::of_list:
            return of_list(condition, site);
        default:
            return test(condition, site);
    }
}

std::string ExpressionPrinter::condition(const Condition& condition, const Site& site) {
    if (condition.kind == ConditionKind::all) return joined(condition, " and ", site);
    if (condition.kind == ConditionKind::any) return joined(condition, " or ", site);
    return one(condition, site);
}

Yaml ExpressionPrinter::condition_yaml(const Condition& condition, const Site& site) {
    static const std::vector<std::string> words{"", "", "at least ", "at most ", "exactly "};
    std::string key;
    switch (condition.kind) {
        case ConditionKind::all:
            key = "all of";
            break;
        case ConditionKind::any:
            key = "any of";
            break;
        case ConditionKind::none:
            key = "none of";
            break;
        case ConditionKind::of_list:
            key = words[static_cast<std::size_t>(condition.quantity)] +
                  count(condition.count, site) + " of";
            break;
        default:
            break;
    }
    if (key.empty() || plain_ || chance_.percent(55)) {
        return Yaml::expression(this->condition(condition, site));
    }
    std::vector<Yaml> parts;
    for (const Condition& part : condition.parts) parts.push_back(condition_yaml(part, site));
    return Yaml::mapping().add(key, Yaml::sequence(parts));
}

}  // namespace caveat::testing
