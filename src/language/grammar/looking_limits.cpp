// Which words compare at a place, and where the number behind them ends. Entrances: Looking's
// members about limits.

#include "language/grammar/limit_words.hpp"
#include "language/grammar/looking.hpp"
#include "values/unit_spellings.hpp"
#include "values/units.hpp"

namespace caveat::language {

/// Where the unit behind a literal ends, in bytes of the text; 0 when there is none.
std::size_t Looking::unit_end_behind(std::size_t at) const {
    if (at + 1 >= line_.tokens.size() || is_separator(at + 1)) return 0;
    const std::size_t begin = line_.tokens[at + 1].begin;
    const std::string_view rest = std::string_view(line_.text.text).substr(begin);
    if (const auto unit = values::unit_prefix(rest)) return begin + unit->length;
    if (is_list_at(at + 1)) return 0;  // `at least 2 sessions`
    const std::string_view like = rest.substr(0, values::unit_like_length(rest));
    const bool is_meant = like.find('[') != std::string_view::npos ||
                          like.find('{') != std::string_view::npos ||
                          !values::units_like(like).empty();
    return is_meant ? begin + like.size() : 0;
}

/// Where a number, parameter or slot ends, its unit included; `at` when none begins here.
std::size_t Looking::end_of_bound(std::size_t at) const {
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

/// Where a count without unit ends: `6`, a parameter or a slot; `at` when none begins here.
std::size_t Looking::end_of_count(std::size_t at) const {
    return token(at).kind == TokenKind::number ? at + 1 : end_of_bound(at);
}

/// `more than`, `older than` and their like.
bool Looking::is_than(std::size_t at) const {
    return is_word(at + 1, "than") &&
           (token(at).keyword.is_any(more_than) || token(at).keyword.is_any(less_than));
}

/// `in the past`, `during the last`
bool Looking::is_lately(std::size_t at) const {
    if (!is_word(at, "in") && !is_word(at, "during")) return false;
    const std::size_t last = is_word(at + 1, "the") ? at + 2 : at + 1;
    return is_word(last, "last") || is_word(last, "past");
}

/// Words of a limit at this place: `at least`, `over`, `more than`; 0 when there is none.
std::size_t Looking::limit_words(std::size_t at) const {
    if (is_than(at)) return 2;
    if (is_word(at, "at")) return is_word(at + 1, "least") || is_word(at + 1, "most") ? 2 : 0;
    const bool is_one =
        is_word(at, "over") || is_word(at, "above") || is_word(at, "under") || is_word(at, "below");
    return is_one ? 1 : 0;
}

/// `or more`, `or under` …; `at` is the `or`.
bool Looking::is_or_beyond(std::size_t at) const {
    const bool is_beyond = is_word(at, "or") && (token(at + 1).keyword.is_any(more_words) ||
                                                 token(at + 1).keyword.is_any(less_words));
    return is_beyond && end_of_bound(at + 2) == at + 2;  // `65 or under 18` is another limit
}

/// `65 to 74`
bool Looking::is_range_ahead(std::size_t at) const {
    const std::size_t last = end_of_bound(at);
    return last > at && is_word(last, "to") && end_of_bound(last + 1) > last + 1;
}

/// A test without its `is`: `age over 65`, `pain 7 or more`, `age 65 to 74`.
bool Looking::is_bare_test(std::size_t at) const {
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

}  // namespace caveat::language
