// Where the names of a sentence end when nobody has declared them. Entrances: the members of
// SentenceWords.

#include "editing/sentence_words.hpp"

#include "values/units.hpp"

#include <algorithm>

namespace caveat::editing {

using language::TokenKind;

namespace {

constexpr std::size_t most_unit_tokens = 8;

}  // namespace

SentenceWords::SentenceWords(std::string_view text)
    : text_(text), tokens_(language::tokenize(text)) {}

bool SentenceWords::is(std::size_t at, std::string_view word) const {
    const language::Token& token = (*this)[at];
    return token.kind == TokenKind::word && !token.is_joined && token.folded == word;
}

bool SentenceWords::is_any_of(std::size_t at, std::string_view blank_separated) const {
    while (!blank_separated.empty()) {
        const std::size_t blank = std::min(blank_separated.find(' '), blank_separated.size());
        if (is(at, blank_separated.substr(0, blank))) return true;
        blank_separated.remove_prefix(std::min(blank + 1, blank_separated.size()));
    }
    return false;
}

bool SentenceWords::is_arrow(std::size_t at) const {
    return (*this)[at].kind == TokenKind::arrow || is(at, "then");
}

bool SentenceWords::is_verb(std::size_t at) const {
    return is_any_of(at, "is are include includes");
}

std::string SentenceWords::written(std::size_t first, std::size_t last) const {
    if (last <= first) return {};
    const std::size_t begin = (*this)[first].begin;
    return std::string(text_.substr(begin, (*this)[last - 1].end - begin));
}

std::size_t SentenceWords::closing(std::size_t at) const {
    std::size_t depth = 1;
    for (; at < end(); ++at) {
        if ((*this)[at].kind == TokenKind::open) ++depth;
        if ((*this)[at].kind == TokenKind::close && --depth == 0) return at + 1;
    }
    return end();
}

std::size_t SentenceWords::where_end(std::size_t at, std::size_t end, bool is_number) const {
    if (!is(at, "where")) return at;
    std::size_t next = at + 1;
    while (is(next, "not")) ++next;
    if ((*this)[next].kind != TokenKind::open) return test_end(next, end);
    const std::size_t closed = std::min(closing(next + 1), end);
    const bool goes_on = !is_number && (is_calculation(closed) || is_comparison(closed));
    return goes_on ? test_end(closed, end) : closed;
}

/// Words and signs behind which another test begins.
bool SentenceWords::ends_test(std::size_t at) const {
    const TokenKind kind = (*this)[at].kind;
    return kind == TokenKind::close || kind == TokenKind::semicolon || kind == TokenKind::end ||
           is_arrow(at) || is_any_of(at, "and or unless where but");
}

std::size_t SentenceWords::test_end(std::size_t at, std::size_t end) const {
    while (at < end && !ends_test(at)) {
        at = (*this)[at].kind == TokenKind::open ? closing(at + 1) : at + 1;
    }
    return std::min(at, end);
}

bool SentenceWords::is_comparison(std::size_t at) const {
    const TokenKind kind = (*this)[at].kind;
    return kind >= TokenKind::equal && kind <= TokenKind::greater_or_equal;
}

bool SentenceWords::is_calculation(std::size_t at) const {
    const TokenKind kind = (*this)[at].kind;
    return kind == TokenKind::plus || kind == TokenKind::minus || kind == TokenKind::times ||
           kind == TokenKind::slash;
}

bool SentenceWords::is_arithmetic(std::size_t first, std::size_t last, std::size_t end) const {
    return (first > 0 && (is_calculation(first - 1) || is_behind_sign(first))) ||
           (last < end && is_calculation(last));
}

bool SentenceWords::is_behind_sign(std::size_t at) const {
    // `sex = male` names a code.
    return at > 0 && is_comparison(at - 1) && (*this)[at - 1].kind != TokenKind::equal &&
           (*this)[at - 1].kind != TokenKind::unequal;
}

/// Behind `is before`, unless a day stands there.
bool SentenceWords::may_be_date_name(std::size_t at) const {
    return at > 1 && is_any_of(at - 1, "before after on") &&
           (is_verb(at - 2) || is(at - 2, "not")) && (*this)[at].kind == TokenKind::word;
}

std::string SentenceWords::unit_before(std::size_t at) const {
    if (!is_behind_sign(at)) return {};
    std::size_t number = at - 1;
    while (number > 0 && at - number < most_unit_tokens && !is_number(number)) --number;
    return is_number(number) ? unit_at(number + 1, at - 1) : std::string();
}

std::size_t SentenceWords::unit_end(std::size_t at, std::size_t end) const {
    const std::size_t last = std::min({test_end(at, end), end, at + most_unit_tokens});
    for (std::size_t stop = last; stop > at; --stop) {
        if (values::find_unit(written(at, stop))) return stop;
    }
    // Letters that are no units here are no names either: `38 C`, `311 K`.
    return at < last && is_any_of(at, "k c f") ? at + 1 : at;
}

std::string SentenceWords::unit_at(std::size_t at, std::size_t end) const {
    const std::string unit = written(at, unit_end(at, end));
    return values::find_unit(unit) ? unit : std::string();
}

/// `65 or older`, `65 to 74`, at the end of a test: no number of a name.
bool SentenceWords::is_open_number(std::size_t at) const {
    if (!is_number(at)) return false;
    const std::size_t next = unit_end(at + 1, end());
    if (is(next, "to")) return is_number(next + 1);
    return is(next, "or") &&
           is_any_of(next + 1, "more over older above higher less under younger below lower fewer");
}

/// Behind the words of a bound up to its number: `over`, `at least`, `more than`, `between`. `at`
/// itself when no number follows.
std::size_t SentenceWords::bound_at(std::size_t at) const {
    std::size_t next = at;
    if (is_any_of(at, "over above under below between of from")) {
        next = at + 1;
    } else if (is(at, "at") && is_any_of(at + 1, "least most")) {
        next = at + 2;
    } else if (is_any_of(at, "more less greater older younger higher lower fewer") &&
               is(at + 1, "than")) {
        next = at + 2;
    } else if (is(at, "in") && is_number(at + 1) && is(at + 2, "to")) {
        next = at + 1;
    }
    return next != at && is_number(next) ? next : at;
}

std::size_t SentenceWords::name_end(std::size_t at, std::size_t end) const {
    const std::size_t first = at;
    while (at < end && language::is_name_word((*this)[at])) {
        const bool is_inside = (*this)[at].is_joined;
        if (at == first && (*this)[at].kind != TokenKind::word) break;
        if (!is_inside && at > first) {
            // `no test is painful` can only be a name.
            const bool is_verb_of_name = is_any_of(at, "is are") && is(first, "no");
            if (ends_test(at) || (is_verb(at) && !is_verb_of_name)) break;
            if (is(at, "not") && is_any_of(at + 1, "include includes")) break;
            if (bound_at(at) != at || is_open_number(at)) break;
            if (is(at, "within") && (is_number(at + 1) || is(at + 1, "the"))) break;
        }
        if (!is_inside && at == first && (ends_test(at) || is(at, "not"))) break;
        ++at;
    }
    return at;
}

bool SentenceWords::is_negation(std::size_t first, std::size_t last) const {
    if (!is(first, "no")) return false;
    // `no response after 2 sessions` is a name: what is asked takes more than a word.
    for (std::size_t i = first + 2; i < last; ++i) {
        if (is_number(i) ||
            is_any_of(i, "after before since during to in of with from for is are")) {
            return false;
        }
    }
    return true;
}

bool SentenceWords::begins_no_name(std::size_t at) const {
    return is_any_of(at, "if when either neither always otherwise else known");
}

bool SentenceWords::is_date_name(std::size_t first, std::size_t last) const {
    return last > first && is(last - 1, "date");
}

bool SentenceWords::is_calculated_time(std::size_t first, std::size_t last) const {
    if (!is_date_name(first, last)) return false;
    for (std::size_t i = first + 1; i + 1 < last; ++i) {
        if (is_any_of(i, "since from")) return true;
    }
    return false;
}

Opening SentenceWords::opening_at(std::size_t at, std::size_t end) const {
    const language::Token& token = (*this)[at];
    if (token.kind == TokenKind::number) {
        std::size_t next = unit_end(at + 1, end);
        if (is(next, "or") && is_any_of(next + 1, "more fewer less")) next += 2;
        if (is(next, "of")) ++next;
        return {OpeningForm::number, next};
    }
    const bool is_word = token.kind == TokenKind::word && !token.is_joined;
    if (!is_word || is_any_of(at, "and or unless not where then but")) {
        return {OpeningForm::between, at + 1};
    }
    if (is_any_of(at, "min max round") && (*this)[at + 1].kind == TokenKind::open) {
        return {OpeningForm::numbers, at + 2};
    }
    const bool is_time =
        is_any_of(at, "years months weeks days year month week day") && is(at + 1, "since");
    if (is_time) return {OpeningForm::since, at + 2};
    if (is(at, "count") && is(at + 1, "of")) return {OpeningForm::records, at + 2};

    // `at least 2 of (`, `at least 2 sessions`
    std::size_t next = at;
    if (is(at, "exactly") || is_any_of(at, "any all none")) next = at + 1;
    if (is(at, "at") && is_any_of(at + 1, "least most")) next = at + 2;
    if (is_any_of(at, "more less fewer") && is(at + 1, "than")) next = at + 2;
    if (next != at) {
        const bool has_number = is_number(next);
        if (has_number) ++next;
        if (is(next, "of")) return {OpeningForm::between, next + 1};
        if (has_number && !is(at, "any")) return {OpeningForm::records, next};
        // `any limit of (` counts up to a parameter.
        std::size_t of = next;
        while (of < end && language::is_name_word((*this)[of]) && !ends_test(of) && !is(of, "of")) {
            ++of;
        }
        const bool is_count =
            is(at, "any") && of > next && is(of, "of") && (*this)[of + 1].kind == TokenKind::open;
        if (is_count || !is_any_of(at, "any all none")) return {OpeningForm::counted, next};
    }
    if (is_any_of(at, "any no")) {
        const std::size_t last = name_end(at + 1, end);
        if (last > at + 1 && is(last, "where")) return {OpeningForm::records, at + 1, true};
    }
    if (is_any_of(at, "total average highest lowest latest earliest")) {
        const std::size_t last = name_end(at + 1, end);
        for (std::size_t of = at + 2; of + 1 < last; ++of) {
            if (!is(of, "of")) continue;
            return {
                OpeningForm::measure, of + 1, false, is_any_of(at, "latest earliest"), at + 1, of};
        }
    }
    return {OpeningForm::name, at};
}

Behind SentenceWords::number_behind(std::size_t at, std::size_t end) const {
    Behind behind;
    behind.kind = FactKind::number;
    std::size_t number = at;
    const std::size_t last = test_end(at, end);
    while (number < last && !is_number(number)) ++number;
    if (number < last) behind.unit = unit_at(number + 1, end);
    // `65 or older`, `between 5 and 10` go on behind the word that would end the test.
    behind.next = number < last ? unit_end(number + 1, end) : at;
    const bool is_range = is(behind.next, "to");
    if (is_open_number(number)) behind.next += 2;
    const bool is_between =
        is(at, "between") && is(behind.next, "and") && is_number(behind.next + 1);
    if (is_between) behind.next += 2;
    if (is_between ||
        (is_range && is_open_number(number))) {  // the second end may have a unit, too
        if (behind.unit.empty()) behind.unit = unit_at(behind.next, end);
        behind.next = unit_end(behind.next, end);
    }
    return behind;
}

std::size_t SentenceWords::add_codes(std::size_t at, std::size_t end, bool is_list,
                                     Behind& behind) const {
    while (at < end) {
        std::size_t last = at;
        while (last < end && language::is_name_word((*this)[last]) &&
               (last == at || (*this)[last].is_joined || !ends_test(last))) {
            ++last;
        }
        if (last == at && (*this)[at].kind == TokenKind::quoted) ++last;
        if (last > at) behind.codes.emplace_back(at, last);
        at = last;
        if (!is_list || (*this)[at].kind != TokenKind::comma) break;
        ++at;
    }
    return at;
}

/// `gentle` or `"2-4 times a month"`, and not `count of sessions`.
bool SentenceWords::may_be_code(std::size_t at, std::size_t end) const {
    return (*this)[at].kind == TokenKind::quoted || opening_at(at, end).form == OpeningForm::name;
}

Behind SentenceWords::behind_include(std::size_t at, std::size_t end) const {
    Behind behind;
    behind.kind = FactKind::choices;
    const bool is_list = is_any_of(at, "any all none") && is(at + 1, "of");
    behind.next = add_codes(is_list ? at + 2 : at, end, is_list, behind);
    return behind;
}

Behind SentenceWords::behind_is(std::size_t at, std::size_t end) const {
    Behind behind;
    behind.next = test_end(at, end);
    if (is(at, "not")) ++at;
    if (is_any_of(at, "yes no true false known unknown missing answered") && ends_test(at + 1)) {
        behind.kind = FactKind::yes_no;
        return behind;
    }
    if (is(at, "empty")) {
        behind.kind = FactKind::choices;
        return behind;
    }
    const std::size_t number = is_number(at) ? at : bound_at(at);
    const bool is_ago = number < end && is_number(number) && is(unit_end(number + 1, end), "ago");
    if ((*this)[at].kind == TokenKind::date || is_ago ||
        is_any_of(at, "before after on within in")) {
        behind.kind = FactKind::date;
        if (may_be_date_name(at + 1)) behind.next = at + 1;
        return behind;
    }
    if (is_number(number)) return number_behind(at, end);
    if (is(at, "at") && is_any_of(at + 1, "least most")) {
        behind.is_refused = true;
        return behind;
    }
    behind.kind = FactKind::choice;
    const bool is_list = is(at, "one") && is(at + 1, "of");
    behind.next = add_codes(is_list ? at + 2 : at, end, is_list, behind);
    return behind;
}

Behind SentenceWords::behind(std::size_t at, std::size_t end) const {
    if (at >= end) return {std::nullopt, at, {}, {}, false};
    if (is_any_of(at, "is are")) return behind_is(at + 1, end);
    if (is_any_of(at, "include includes")) return behind_include(at + 1, end);
    if (is(at, "not") && is_any_of(at + 1, "include includes")) return behind_include(at + 2, end);
    if (is_comparison(at)) {
        if (is_number(at + 1)) return number_behind(at + 1, end);
        Behind behind;
        behind.next = at + 1;
        behind.kind = FactKind::number;
        if ((*this)[at + 1].kind == TokenKind::date) {
            behind.kind = FactKind::date;
        } else if (is_any_of(at + 1, "yes no true false")) {
            behind.kind = FactKind::yes_no;
            behind.next = at + 2;
        } else if (!is_behind_sign(at + 1) && may_be_code(at + 1, end)) {
            behind.kind = FactKind::choice;
            behind.next = add_codes(at + 1, end, false, behind);
        }
        return behind;
    }
    if (bound_at(at) != at || is_open_number(at)) return number_behind(at, end);
    if (is(at, "within")) return {FactKind::date, test_end(at, end), {}, {}, false};
    if (is_calculation(at)) return {FactKind::number, at, {}, {}, false};
    return {std::nullopt, at, {}, {}, false};
}

std::string plural(std::string_view name) {
    if (name.ends_with('y') && !name.ends_with("ay") && !name.ends_with("ey")) {
        return std::string(name.substr(0, name.size() - 1)) + "ies";
    }
    const bool hisses =
        name.ends_with('s') || name.ends_with('x') || name.ends_with("ch") || name.ends_with("sh");
    return std::string(name) + (hisses ? "es" : "s");
}

std::string singular(std::string_view name) {
    if (name.ends_with("ies")) return std::string(name.substr(0, name.size() - 3)) + "y";
    if (name.ends_with('s') && !name.ends_with("ss")) {
        return std::string(name.substr(0, name.size() - 1));
    }
    return std::string(name) + " entry";
}

}  // namespace caveat::editing
