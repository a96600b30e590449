// Reads the words that compare inside a test (`at least`, `over`, `or more`, `ago`), and says which
// of them is meant where an author writes others: `is greater than 7`, `within 6 weeks`.
// Entrances: Builder::check_bare_test, Builder::mend_test_words, Builder::read_limit.

#include "language/grammar/builder.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

namespace {

constexpr std::array<Keyword, 6> more_words = {"more",  "over",   "older",
                                               "above", "higher", "greater"};
constexpr std::array<Keyword, 6> less_words = {"less",  "under", "younger",
                                               "below", "lower", "fewer"};
constexpr std::array<Keyword, 9> more_than = {"more",  "greater", "larger", "higher", "bigger",
                                              "older", "longer",  "later",  "above"};
constexpr std::array<Keyword, 8> less_than = {"less",    "fewer",   "smaller", "lower",
                                              "younger", "shorter", "earlier", "below"};

}  // namespace

/// `more than`, `older than` and their like.
bool Builder::is_than(std::size_t at) const {
    return is_word(at + 1, "than") &&
           (token(at).keyword.is_any(more_than) || token(at).keyword.is_any(less_than));
}

/// Where a number, parameter or slot ends, its unit included; `at` when none begins here.
std::size_t Builder::end_of_bound(std::size_t at) const {
    if (slot_at(at)) return at + 1;
    if (token(at).kind != TokenKind::number) {
        const auto* found = find_name(at);
        const bool is_parameter = found && found->match.entry->kind == NameKind::parameter;
        return is_parameter ? found->match.end : at;
    }
    const std::size_t unit_end = unit_end_behind(at);
    std::size_t last = at + 1;
    while (last < end() && token(last).end <= unit_end) ++last;
    return last;
}

/// `or more`, `or under` …; `at` is the `or`.
bool Builder::is_or_beyond(std::size_t at) const {
    const bool is_beyond = is_word(at, "or") && (token(at + 1).keyword.is_any(more_words) ||
                                                 token(at + 1).keyword.is_any(less_words));
    return is_beyond && end_of_bound(at + 2) == at + 2;  // `65 or under 18` is another limit
}

/// `65 to 74`
bool Builder::is_range_ahead(std::size_t at) const {
    const std::size_t last = end_of_bound(at);
    return last > at && is_word(last, "to") && end_of_bound(last + 1) > last + 1;
}

/// `in the past`, `during the last`
bool Builder::is_lately(std::size_t at) const {
    if (!is_word(at, "in") && !is_word(at, "during")) return false;
    const std::size_t last = is_word(at + 1, "the") ? at + 2 : at + 1;
    return is_word(last, "last") || is_word(last, "past");
}

/// A test without its `is`: `age over 65`, `pain 7 or more`, `age 65 to 74`.
bool Builder::is_bare_test(std::size_t at) const {
    if (limit_words(at) == 1) {
        // `systolic over diastolic` is a fraction to many.
        const auto* name = find_name(at + 1);
        return !name || name->match.entry->kind == NameKind::parameter;
    }
    if (is_word(at, "between") || is_word(at, "before") || is_word(at, "after") ||
        is_word(at, "within")) {
        return true;
    }
    if (is_word(at, "at") && (is_word(at + 1, "least") || is_word(at + 1, "most"))) return true;
    if (is_than(at) || is_lately(at)) return true;
    const std::size_t count = end_of_count(at);
    if (count > at && time_unit_of(token(count).folded) && is_word(count + 1, "ago")) return true;
    const std::size_t last = end_of_bound(at);
    return last > at && (is_or_beyond(last) || is_range_ahead(at));
}

bool Builder::check_bare_test(std::size_t& at) {
    return is_bare_test(at);
}

bool Builder::check_range(std::size_t& at) {
    return is_range_ahead(at);
}

/// Whether a length of time and `ago` follow, or `ago` alone is missing behind a date.
bool Builder::check_ago(std::size_t& at) {
    const std::size_t count = at + limit_words(at);
    const std::size_t unit = end_of_count(count);
    if (unit == count || !time_unit_of(token(unit).folded)) return false;
    const bool is_limit_of_time = count == at + 2;
    return is_word(unit + 1, "ago") || (is_limit_of_time && is_date(left()));
}

/// How long ago, not which number: `more than 6 weeks ago` is further back. Without words it is
/// that long exactly.
bool Builder::read_ago_limit(std::size_t& at, Comparison& made) {
    made = Comparison::equal;
    const std::size_t first = at;
    at += limit_words(at);
    if (at == first) return true;
    if (is_word(first, "at")) {
        const bool is_least = is_word(first + 1, "least");
        made = is_least ? Comparison::greater_or_equal : Comparison::less_or_equal;
        return true;
    }
    const bool is_more = token(first).keyword.is_any(more_than) || is_word(first, "over");
    made = is_more ? Comparison::greater : Comparison::less;
    if (at != first + 2 || (!is_word(first, "more") && !is_word(first, "less"))) {
        write(error("foreign-wording", first, at,
                    quoted(words(first, at)) + " is no wording of this language"),
              {is_more ? "more than" : "less than"});
    }
    return true;
}

/// `at least`, `over` …; also `greater than`, which is said to be `over`.
bool Builder::read_limit(std::size_t& at, Comparison& made) {
    const std::size_t first = at;
    if (is_word(at, "at")) {
        static constexpr std::array<std::string_view, 2> limits{"least", "most"};
        if (token(at + 2).kind == TokenKind::number) repair_word(at + 1, limits);
        const bool is_least = is_word(at + 1, "least");
        if (!is_least && !is_word(at + 1, "most")) return false;
        made = is_least ? Comparison::greater_or_equal : Comparison::less_or_equal;
        at += 2;
        return true;
    }
    if (is_than(at)) {
        const bool is_more = token(at).keyword.is_any(more_than);
        made = is_more ? Comparison::greater : Comparison::less;
        const bool is_of_bands = check_band_limit(at);  // said where the band is read
        at += 2;
        if (is_of_bands) return true;
        write(error("foreign-wording", first, at,
                    quoted(words(first, at)) + " is no wording of this language"),
              {is_more ? "over" : "under"});
        return true;
    }
    const bool is_over = is_word(at, "over") || is_word(at, "above");
    if (!is_over && !is_word(at, "under") && !is_word(at, "below")) return false;
    made = is_over ? Comparison::greater : Comparison::less;
    ++at;
    return true;
}

/// `or more` behind a number.
bool Builder::read_or_beyond(std::size_t& at, Comparison& made) {
    if (!is_or_beyond(at)) return false;
    made = token(at + 1).keyword.is_any(more_words) ? Comparison::greater_or_equal
                                                    : Comparison::less_or_equal;
    if (const auto* name = find_name(at + 1)) {
        const std::string named = words(at + 1, name->match.end);
        const std::size_t last = name->match.end;
        const std::size_t verb = range(left()).last;
        std::size_t number = verb;
        while (is_is(number) || is_word(number, "not")) ++number;
        const std::string limit =
            made == Comparison::greater_or_equal ? "is at least " : "is at most ";
        with(error("two-readings", at, last,
                   quoted(words(at, last)) + " can be read two ways: " + quoted(named) +
                       " is also a name of this file"))
            .write({proposal(at, last, "or (" + named + ")", " for the name,"),
                    proposal(
                        verb, last,
                        (is_denied() ? "is not " + limit.substr(3) : limit) + words(number, at))});
        at = last;
        return true;
    }
    at += 2;
    return true;
}

/// Puts the words of this language in place of others behind `is`, and says so. Never fails.
bool Builder::mend_test_words(std::size_t& at) {
    if (is_word(at, "equal") && is_word(at + 1, "to")) {
        with(error("foreign-wording", at, at + 2, "`is` alone means equal"))
            .help("leave `equal to` out");
        tokens_.erase(at, at + 2);
    } else if (is_word(at, "from") && is_range_ahead(at + 1)) {
        with(error("foreign-wording", at, at + 1, "`is 1 to 3` says it without `from`"))
            .help("leave `from` out");
        tokens_.erase(at, at + 1);
    }
    mend_within(at);
    return true;
}

/// `within last 28 days`, `in the past 6 weeks`, `within 6 weeks` → `within the last …`
void Builder::mend_within(std::size_t at) {
    const bool is_within = is_word(at, "within");
    if (!is_within && !is_word(at, "in") && !is_word(at, "during")) return;
    std::size_t number = at + 1;
    if (is_word(number, "the")) ++number;
    const bool has_last = is_word(number, "last") || is_word(number, "past");
    if (has_last) ++number;
    const bool is_right = is_within && number == at + 3 && is_word(at + 2, "last");
    if (is_right || (!is_within && !has_last)) return;
    const std::size_t unit = end_of_count(number);
    if (unit == number || !time_unit_of(token(unit).folded)) return;
    const std::string length = words(number, unit + 1);
    if (is_word(unit + 1, "of") || is_word(unit + 1, "before") || is_word(unit + 1, "after")) {
        with(error("foreign-wording", at, unit + 2, "`within` counts from today"))
            .help("two dates are compared with `is before`, `is after` and `is on`");
        return;
    }
    write(error("foreign-wording", at, unit + 1,
                quoted(words(at, unit + 1)) + (has_last ? " is no wording of this language"
                                                        : " may lie before or behind today")),
          {"within the last " + length});
    Token within = token(at);
    within.become("within");
    Token the = within;
    the.become("the");
    Token last = within;
    last.become("last");
    tokens_.replace(at, number, {within, the, last});
}

/// Where a count without unit ends: `6`, a parameter or a slot; `at` when none begins here.
std::size_t Builder::end_of_count(std::size_t at) const {
    return token(at).kind == TokenKind::number ? at + 1 : end_of_bound(at);
}

bool Builder::is_date(NodeId id) const {
    const auto* use = std::get_if<NameUse>(&node(id).content);
    return use != nullptr && use->name.entry != nullptr && use->name.entry->kind == NameKind::date;
}

/// Words of a limit at this place: `at least`, `over`, `more than`; 0 when there is none.
std::size_t Builder::limit_words(std::size_t at) const {
    if (is_than(at)) return 2;
    if (is_word(at, "at")) return is_word(at + 1, "least") || is_word(at + 1, "most") ? 2 : 0;
    const bool is_one =
        is_word(at, "over") || is_word(at, "above") || is_word(at, "under") || is_word(at, "below");
    return is_one ? 1 : 0;
}

/// `at least moderate`: a limit, and a band behind it.
bool Builder::check_band_limit(std::size_t& at) {
    const std::size_t count = limit_words(at);
    std::string owner;
    const NameTable* codes = codes_of(left(), owner);
    if (codes == nullptr || count == 0) return false;
    const auto code = longest_match(*codes, tokens_.all(), at + count, nullptr);
    const auto* name = find_name(at + count);
    return code && (!name || name->match.end <= code->end);
}

}  // namespace caveat::language
