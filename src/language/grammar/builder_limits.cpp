// Reads the words that compare inside a test (`at least`, `over`, `or more`, `ago`), and says which
// of them is meant where an author writes others: `is greater than 7`, `within 6 weeks`.
// Entrances: Builder::check_bare_test, Builder::read_limit.

#include "language/grammar/builder.hpp"
#include "language/grammar/limit_words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

bool Builder::check_bare_test(std::size_t& at) {
    return is_bare_test(at);
}

/// Has the words behind `is` mended. Never fails.
bool Builder::mend_test_words(std::size_t& at) {
    mend([&](Repairs& repairs) { repairs.mend_test_words(at); });
    return true;
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
        if (token(at + 2).kind == TokenKind::number) {
            mend([&](Repairs& repairs) { repairs.repair_word(at + 1, limits); });
        }
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

bool Builder::is_date(NodeId id) const {
    const auto* use = std::get_if<NameUse>(&node(id).content);
    return use != nullptr && use->name.entry != nullptr && use->name.entry->kind == NameKind::date;
}

/// `at least moderate`: a limit, and a band behind it.
bool Builder::check_band_limit(std::size_t& at) {
    const std::size_t count = limit_words(at);
    std::string owner;
    const NameTable* codes = codes_of(left(), owner);
    if (codes == nullptr || count == 0) return false;
    const auto code = longest_match(*codes, line_.tokens.all(), at + count, nullptr);
    const auto* name = find_name(at + count);
    return code && (!name || name->match.end <= code->end);
}

}  // namespace caveat::language
