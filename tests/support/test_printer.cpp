// Single tests to words of the rule language.

#include "expression_printer.hpp"
#include "printer.hpp"

namespace caveat::testing {

std::string ExpressionPrinter::compare(const Condition& condition, const Site& site) {
    static const std::vector<std::vector<std::string>> signs{{"="},       {"≠", "!="}, {"<"},
                                                             {"≤", "<="}, {">"},       {"≥", ">="}};
    const Number& right = condition.numbers[1];
    const auto kind = static_cast<std::size_t>(condition.comparison);
    const std::string left_text = number(condition.numbers[0], site);
    const std::string right_text = number(right, site);
    const bool is_simple = right.kind == NumberKind::literal ||
                           right.kind == NumberKind::parameter || right.kind == NumberKind::slot;
    const bool has_words = is_simple && condition.comparison != Comparison::unequal;
    if (has_words && (plain_ ? condition.is_not : chance_.percent(50))) {
        return compare_in_words(condition, left_text, right_text);
    }
    // A `not` in front would be another condition: behind a closed gate it holds.
    static const std::vector<std::size_t> opposites{1, 0, 5, 4, 3, 2};
    const std::size_t sign = condition.is_not ? opposites[kind] : kind;
    return left_text + " " + one_of(signs[sign]) + " " + right_text;
}

/// `is at least 7`, `at least 7`, `7 or more`, and of a time that has passed `at least 7 weeks
/// ago`.
std::string ExpressionPrinter::compare_in_words(const Condition& condition, const std::string& left,
                                                const std::string& right) {
    static const std::vector<std::vector<std::string>> before{
        {""}, {""}, {"under ", "below "}, {"at most "}, {"over ", "above "}, {"at least "}};
    static const std::vector<std::vector<std::string>> behind{
        {}, {}, {}, {" or less", " or under"}, {}, {" or more", " or older", " or over"}};
    const auto kind = static_cast<std::size_t>(condition.comparison);
    const Number& subject = condition.numbers[0];
    const Number& limit = condition.numbers[1];
    const bool is_count = limit.kind == NumberKind::literal && limit.literal.is_whole() &&
                          !(limit.literal < 0) && (limit.bare || limit.unit.empty());
    const bool is_ago =
        condition.comparison == Comparison::less || condition.comparison == Comparison::at_least;
    if (subject.kind == NumberKind::since && is_count && is_ago && chance_.percent(50)) {
        const std::string words =
            condition.comparison == Comparison::less ? "less than " : "at least ";
        return left.substr(left.find(" since ") + 7) + " " + is(condition) + words +
               decimal_text(limit.literal) + " " +
               time_names[static_cast<std::size_t>(subject.time)] + " ago";
    }
    const bool is_named = subject.kind == NumberKind::place && limit.kind == NumberKind::literal;
    // Behind a number `over` would be read as a unit.
    const bool may_lack_is = is_named && !condition.is_not && kind >= 2;
    const std::string verb = may_lack_is && !plain_ && chance_.percent(30) ? "" : is(condition);
    if (!plain_ && is_named && !behind[kind].empty() && chance_.percent(30)) {
        // Behind a name a sign would be a minus.
        if (limit.literal < 0)
            return left + " " + is(condition) + right + chance_.pick(behind[kind]);
        return left + " " + verb + right + chance_.pick(behind[kind]);
    }
    return left + " " + verb + one_of(before[kind]) + right;
}

/// A unit behind the second end alone would belong to both.
std::string ExpressionPrinter::between(const Condition& condition, const Site& site) {
    Number low = condition.numbers[1];
    Number high = condition.numbers[2];
    if (!plain_ && low.bare && high.bare && chance_.percent(50)) low.unit = high.unit = "";
    low.bare = high.bare = false;
    const bool is_named = condition.numbers[0].kind == NumberKind::place &&
                          low.kind == NumberKind::literal && high.kind == NumberKind::literal;
    const bool has_to = !plain_ && is_named && chance_.percent(40);
    const std::string ends = number(low, site) + (has_to ? " to " : " and ") + number(high, site);
    const bool has_sign = low.kind == NumberKind::literal && low.literal < 0;
    const bool lacks_is =
        !plain_ && is_named && !condition.is_not && (!has_to || !has_sign) && chance_.percent(30);
    return number(condition.numbers[0], site) + " " + (lacks_is ? "" : is(condition)) +
           (has_to ? "" : "between ") + ends;
}

std::string ExpressionPrinter::codes(const Fact& fact, const std::vector<std::size_t>& codes) {
    std::string text;
    for (std::size_t code : codes) text += (text.empty() ? "" : ", ") + code_name(fact.codes[code]);
    return text;
}

/// A code of any text stands in quotes; one that is a name may.
std::string ExpressionPrinter::code_name(const std::string& code) {
    if (!needs_quotes(code) && (plain_ || !chance_.percent(5))) return name(code);
    const std::string mark = one_of({"\"", "\"", "'"});
    return mark + code + mark;
}

std::string ExpressionPrinter::choice_is(const Condition& condition, const Site& site) {
    const std::string list = codes(fact_of(condition.subject, site), condition.codes);
    return subject(condition.subject, site) + " " + is(condition) +
           (condition.codes.size() > 1 ? "one of " : "") + list;
}

std::string ExpressionPrinter::include(const Condition& condition, const Site& site) {
    static const std::vector<std::string> modes{"any of ", "all of ", "none of "};
    const std::string list = codes(fact_of(condition.subject, site), condition.codes);
    return subject(condition.subject, site) + (condition.is_not ? " not " : " ") +
           one_of({"include", "includes"}) + " " +
           (condition.codes.size() > 1 ? modes[static_cast<std::size_t>(condition.include)] : "") +
           list;
}

std::string ExpressionPrinter::date_order(const Condition& condition, const Site& site) {
    static const std::vector<std::string> words{"before ", "after ", "on "};
    return subject(condition.subject, site) + " " + is(condition) +
           words[static_cast<std::size_t>(condition.order)] + subject(condition.other_date, site);
}

std::string ExpressionPrinter::quantified(const Condition& condition, const Site& site) {
    static const std::vector<std::string> words{"any ", "no ", "at least ", "at most ", "exactly "};
    const Fact& records = rules_.facts[condition.index];
    std::string text = words[static_cast<std::size_t>(condition.quantity)];
    if (condition.quantity == Quantity::any || condition.quantity == Quantity::no) {
        text += name(records.each);
    } else {
        text += count(condition.count, site) + " " + name(records.name);
    }
    return text + where_part(condition.where, condition.index, site, false);
}

std::string ExpressionPrinter::test(const Condition& condition, const Site& site) {
    const auto time = [&] { return time_names[static_cast<std::size_t>(condition.time)]; };
    switch (condition.kind) {
        case ConditionKind::yes_no:
            return subject(condition.subject, site);
        case ConditionKind::term: {
            const Term& term = rules_.terms[condition.index];
            return phrase(term.name, term.slots, condition.numbers, site);
        }
        case ConditionKind::compare:
            return compare(condition, site);
        case ConditionKind::between:
            return between(condition, site);
        case ConditionKind::choice_is:
            return choice_is(condition, site);
        case ConditionKind::include:
            return include(condition, site);
        case ConditionKind::empty:
            return subject(condition.subject, site) + " " + is(condition) + "empty";
        case ConditionKind::date_order:
            return date_order(condition, site);
        case ConditionKind::within_last:
            return subject(condition.subject, site) + " " + is(condition) + "within the last " +
                   count(condition.count, site) + " " + time();
        case ConditionKind::more_than_ago:
            return subject(condition.subject, site) + " " + is(condition) + "more than " +
                   count(condition.count, site) + " " + time() + " ago";
        case ConditionKind::quantified:
            return quantified(condition, site);
        case ConditionKind::band: {
            const Score& score = rules_.scores[condition.index];
            static const std::vector<std::string> limits{"", "at least ", "at most "};
            return name(score.name) + " " + is(condition) +
                   limits[static_cast<std::size_t>(condition.reach)] +
                   name(score.bands[condition.band].name);
        }
        default:
            return "(" + this->condition(condition, site) + ")";
    }
}

}  // namespace caveat::testing
