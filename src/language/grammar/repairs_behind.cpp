// Puts right what only shows while the grammar reads: a misspelt word of the language, a missing
// blank, a word that means another behind a name. Entrances: Repairs::repair_word and the mend_
// steps.

#include "language/grammar/repairs.hpp"
#include "text/opposites.hpp"
#include "text/slips.hpp"
#include "values/units.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::slips;
using text::with;

namespace {

/// Words that may follow a name and are worth repairing when misspelt.
constexpr std::array<std::string_view, 11> repairable = {
    "and", "or", "unless", "then", "where", "is", "are", "include", "includes", "not", "empty"};

}  // namespace

/// A misspelt word of the language: reports it and puts the right one in its place.
bool Repairs::repair_keyword(std::size_t at) {
    return repair_word(at, repairable);
}

bool Repairs::repair_word(std::size_t at, std::span<const std::string_view> keywords) {
    const Token& wrong = token(at);
    if (wrong.kind != TokenKind::word || wrong.is_joined || find_name(at)) return false;
    if (is_word(at, "xor") || is_word(at, "nor")) return false;  // no `or` is meant
    std::string_view best;
    std::size_t nearest = text::far_away;
    for (const std::string_view keyword : keywords) {
        const std::size_t allowed = keyword.size() >= 6 ? 2 : 1;
        const bool is_of_rules = keyword == "unless" || keyword == "then";
        if (wrong.folded.size() < 2 || (is_of_rules && !line_.is_sentence)) continue;
        const std::size_t distance = slips(wrong.folded, keyword);
        if (distance == 0) return false;
        if (text::are_opposed(wrong.folded, keyword)) continue;  // `exclude` is no `include`
        if (distance <= allowed && distance < nearest) {
            best = keyword;
            nearest = distance;
        }
    }
    if (best.empty()) return false;
    with(error("misspelt-keyword", at, at + 1,
               quoted(words(at, at + 1)) + " is no word of the language"))
        .help("did you mean `" + std::string(best) + "`?")
        .fix("write `" + std::string(best) + "`", span(at, at + 1), std::string(best));
    line_.tokens.set_word(at, best);
    return true;
}

bool Repairs::repair_then(std::size_t at) {
    const Token& wrong = token(at);
    if (wrong.kind != TokenKind::word || wrong.folded.size() < 4 || find_name(at) ||
        slips(wrong.folded, "then") != 1) {
        return false;
    }
    with(error("misspelt-keyword", at, at + 1,
               quoted(words(at, at + 1)) + " is no word of the language"))
        .help("did you mean `then`?")
        .fix("write `then`", span(at, at + 1), "then");
    line_.tokens.set_word(at, "then");
    return true;
}

/// `weight -20`: reports it, and makes two tokens of the `-20`.
bool Repairs::split_minus(std::size_t at) {
    if (token(at).kind != TokenKind::number || !token(at).folded.starts_with('-')) return false;
    const std::string digits = token(at).folded.substr(1);
    write(error("missing-blanks", at, at + 1, "minus needs a blank on both sides"),
          {"- " + digits});
    Token minus = token(at);
    minus.kind = TokenKind::minus;
    minus.end = minus.begin + 1;
    minus.folded.clear();
    Token number = token(at);
    number.begin += 1;
    number.folded = digits;
    line_.tokens.replace(at, at + 1, {minus, number});
    return true;
}

/// `fever absent`, `fever isn't there`. returns whether it is that.
bool Repairs::mend_absence(std::size_t first, std::size_t end) {
    const std::size_t last = end_of_absence(end);
    if (last == end || !may_be_denied(first)) return false;
    const std::string meant = "not " + words(first, end);
    Diagnostic& problem = error("foreign-wording", first, last,
                                quoted(words(end, last)) + " is no wording of this language");
    // Of `fever and chills absent`, and of `not fever absent`, nobody knows what is denied.
    const bool is_first = first == 0 || is_arrow(first - 1) || is_word(first - 1, "unless") ||
                          token(first - 1).kind == TokenKind::open ||
                          token(first - 1).kind == TokenKind::semicolon;
    if (is_first) {
        write(problem, {meant});
    } else {
        with(problem).help("put `not` in front of each name that is denied");
    }
    replace(first, last, is_word(first - 1, "not") ? words(first, end) : meant);
    return true;
}

/// `age outside 18 to 65`, `sex isn't male`. returns whether it is that.
bool Repairs::mend_denied_test(std::size_t first, std::size_t end) {
    static constexpr std::array<std::string_view, 1> outside = {"outside"};
    static constexpr std::array<std::string_view, 5> links = {"of", "the", "range", "from",
                                                              "limits"};
    const std::size_t begin = is_is(end) ? end + 1 : end;
    if (is_among(begin, outside)) {
        std::size_t range = begin + 1;
        while (is_among(range, links)) ++range;
        if (!is_range_ahead(range) && !is_word(range, "between")) return false;
        reword(end, range, "is not");
        return true;
    }
    if (!is_short_is_not(end) || may_be_denied(first)) return false;
    reword(end, end + 1, "is not");
    return true;
}

/// `pain in mm > 50`: a unit stands behind its number. returns whether it is that.
bool Repairs::mend_unit_before_number(std::size_t first, std::size_t end) {
    const bool is_test = is_word(end, "in") && token(end + 1).kind == TokenKind::word &&
                         is_comparison(token(end + 2).kind) &&
                         token(end + 3).kind == TokenKind::number &&
                         end_of_bound(end + 3) == end + 4;
    if (!is_test || !values::find_unit(words(end + 1, end + 2))) return false;
    write(error("foreign-wording", first, end + 4, "a unit stands behind its number"),
          {words(first, end) + " " + words(end + 2, end + 4) + " " + words(end + 1, end + 2)});
    set_said_number(end + 3, end + 4);
    replace(end, end + 2, {});
    return true;
}

/// `temperature of 38 °C`, `regions contain neck`: says which word is meant behind a name, and puts
/// it there.
bool Repairs::mend_word_behind(std::size_t first, std::size_t end) {
    if (mend_absence(first, end) || mend_denied_test(first, end) ||
        mend_unit_before_number(first, end)) {
        return true;
    }
    const bool is_number = (is_word(end, "of") || is_word(end, "in") || is_word(end, "equals")) &&
                           end_of_bound(end + 1) > end + 1;
    static constexpr std::array<Keyword, 6> holding = {"contain", "contains",  "has",
                                                       "have",    "contained", "including"};
    const auto* found = find_name(first);
    const bool is_holding = found && found->match.entry->kind == NameKind::choices &&
                            token(end).keyword.is_any(holding);
    static constexpr auto lacking = std::to_array<std::string_view>(
        {"exclude", "excludes", "excluding", "excluded", "lack", "lacks", "lacking", "without"});
    const bool is_lacking =
        found && found->match.entry->kind == NameKind::choices && is_among(end, lacking);
    if (!is_number && !is_holding && !is_lacking) return false;
    reword(end, end + 1, is_number ? "is" : is_lacking ? "not include" : "include");
    return true;
}

/// Puts the words of this language in place of others behind `is`, and says so.
void Repairs::mend_test_words(std::size_t at) {
    if (is_word(at, "equal") && is_word(at + 1, "to")) {
        Diagnostic& problem = error("foreign-wording", at, at + 2, "`is` alone means equal");
        with(problem).help("leave `equal to` out").fix("leave `equal to` out", problem.span, {});
        line_.tokens.erase(at, at + 2);
    } else if (is_word(at, "from") && is_range_ahead(at + 1)) {
        Diagnostic& problem =
            error("foreign-wording", at, at + 1, "`is 1 to 3` says it without `from`");
        with(problem).help("leave `from` out").fix("leave `from` out", problem.span, {});
        line_.tokens.erase(at, at + 1);
    }
    mend_within(at);
}

/// `within last 28 days`, `in the past 6 weeks`, `within 6 weeks` → `within the last …`
void Repairs::mend_within(std::size_t at) {
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
    line_.tokens.replace(at, number, {within, the, last});
}

/// A comma or `or` between outcomes: says that `and` belongs there.
void Repairs::mend_outcome_joint(std::size_t at) {
    write(error("and-between-outcomes", at, at + 1,
                "outcomes are joined by `and`, not by " +
                    std::string(is_word(at, "or") ? "`or`" : "a comma")),
          {"and"});
    line_.tokens.set_word(at, "and");
}

/// Two names, or a name and a number, with nothing between them: reads on as if the names were
/// joined by `and`, and the number by `>=`.
void Repairs::join_unjoined(std::size_t first, std::size_t end) {
    const auto* second = find_name(end);
    const bool is_name = second != nullptr;
    const std::size_t last = second ? second->match.end : end + 1;
    const std::size_t stop = is_name ? last : std::max(last, end_of_bound(end));
    const std::string before = words(first, end);
    const std::string behind = words(end, stop);
    write(error("missing-operator", first, stop,
                "nothing joins " + quoted(before) + " and " + quoted(words(end, last))),
          {before + (is_name ? " and " : " is ") + behind,
           before + (is_name ? " or " : " >= ") + behind});
    Token joined = token(end);
    joined.kind = TokenKind::greater_or_equal;
    joined.folded.clear();
    if (is_name) joined.become("and");
    joined.end = joined.begin;
    line_.tokens.insert(end, std::move(joined));
}

}  // namespace caveat::language
