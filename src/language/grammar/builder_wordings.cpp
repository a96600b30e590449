// Puts the words of this language in place of wordings that authors bring along, and says so:
// `is greater than 7`, `within last 28 days`, `is at lest 7`.
// Entrances: Builder::replace_wordings, Builder::report_wording.

#include "language/grammar/builder.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

namespace {

/// Two words behind `is`, and the one that is meant.
struct Wording {
    std::string_view first;
    std::string_view second;
    std::string_view meant;
};

constexpr std::array wordings = {
    Wording{"greater", "than", "over"},  Wording{"larger", "than", "over"},
    Wording{"higher", "than", "over"},   Wording{"bigger", "than", "over"},
    Wording{"less", "than", "under"},    Wording{"lower", "than", "under"},
    Wording{"smaller", "than", "under"}, Wording{"fewer", "than", "under"},
};

/// Behind `or`, as in `is moderate or higher`.
constexpr std::array<std::string_view, 9> beyond = {"higher", "more", "above", "greater", "worse",
                                                    "lower",  "less", "below", "fewer"};

}  // namespace

bool Builder::is_behind_is(std::size_t at) const {
    return at > 0 && (is_is(at - 1) || (at > 1 && is_word(at - 1, "not") && is_is(at - 2)));
}

/// `any of (a; b)`: groups of conditions have these names only as a list in YAML. Reports it, and
/// puts a count in its place.
bool Builder::replace_group(std::size_t at) {
    if (!is_word(at + 1, "of") || token(at + 2).kind != TokenKind::open) return false;
    const std::size_t verb = at > 1 && is_word(at - 1, "not") ? at - 2 : at - 1;
    if (at > 0 && (is_include(verb) || is_is(verb))) return false;
    const bool is_any = is_word(at, "any") || is_word(at, "one");
    const bool is_none = is_word(at, "none");
    if (!is_any && !is_none && !is_word(at, "all") && !is_word(at, "both")) return false;
    with(error("foreign-wording", at, at + 2,
               quoted(words(at, at + 2)) + " does not stand before parentheses"))
        .help(is_any    ? "write `at least 1 of (…; …)`, or join the conditions with `or`"
              : is_none ? "write `at most 0 of (…; …)`, or `not (… or …)`"
                        : "join the conditions with `and`");
    Token word = tokens_[at];
    const auto replace = [&](std::string_view folded, TokenKind kind) {
        word.folded = folded;
        word.kind = kind;
        tokens_.insert(tokens_.begin() + static_cast<std::ptrdiff_t>(at), word);
    };
    tokens_.erase(tokens_.begin() + static_cast<std::ptrdiff_t>(at));
    replace(is_none ? "0" : "1", TokenKind::number);
    replace(is_none ? "most" : "least", TokenKind::word);
    replace("at", TokenKind::word);
    return true;
}

void Builder::replace_wordings() {
    for (std::size_t at = 0; at + 1 < end(); ++at) {
        if (is_word(at, "within") && is_word(at + 1, "last")) {
            with(error("missing-word", at, at + 2, "`the` is missing here"))
                .help("write `within the last`");
            Token the = tokens_[at + 1];
            the.end = the.begin;
            the.folded = "the";
            tokens_.insert(tokens_.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::move(the));
            continue;
        }
        if (replace_group(at)) continue;
        if (!is_behind_is(at) || find_name(at)) continue;
        if (is_word(at, "equal") && is_word(at + 1, "to")) {
            with(error("foreign-wording", at, at + 2, "`is` alone means equal"))
                .help("leave `equal to` out");
            tokens_.erase(tokens_.begin() + static_cast<std::ptrdiff_t>(at),
                          tokens_.begin() + static_cast<std::ptrdiff_t>(at) + 2);
            continue;
        }
        if (is_word(at, "at") && token(at + 2).kind == TokenKind::number) {
            static constexpr std::array<std::string_view, 2> limits{"least", "most"};
            repair_word(at + 1, limits);
        }
        for (const Wording& wording : wordings) {
            if (!is_word(at, wording.first) || !is_word(at + 1, wording.second)) continue;
            with(error("foreign-wording", at, at + 2,
                       quoted(words(at, at + 2)) + " is no wording of this language"))
                .help("write `" + std::string(wording.meant) + "`");
            tokens_[at].end = tokens_[at + 1].end;
            tokens_[at].folded = wording.meant;
            tokens_.erase(tokens_.begin() + static_cast<std::ptrdiff_t>(at) + 1);
            break;
        }
    }
}

/// Words that begin no name but a wording that authors bring along: `less than 3 sessions`,
/// `is moderate or higher`. Reports it for tokens up to `end`.
bool Builder::report_wording(std::size_t at, std::size_t end) {
    const bool is_more = is_word(at, "more");
    const bool is_count = is_more || is_word(at, "less") || is_word(at, "fewer");
    const std::string& digits = token(at + 2).folded;
    const bool is_short =
        digits.size() < 7 && digits.find_first_not_of("0123456789") == digits.npos;
    if (is_count && is_word(at + 1, "than") && token(at + 2).kind == TokenKind::number &&
        is_short && (is_more || std::stoi(digits) > 0)) {
        const int count = std::stoi(digits) + (is_more ? 1 : -1);
        with(error("foreign-wording", at, at + 3,
                   quoted(words(at, at + 3)) + " does not begin a condition"))
            .help("write `at " + std::string(is_more ? "least " : "most ") + std::to_string(count) +
                  " …`");
        return true;
    }
    const bool is_beyond =
        std::find(beyond.begin(), beyond.end(), token(at).folded) != beyond.end();
    if (at > 0 && is_word(at - 1, "or") && is_beyond && end == at + 1) {
        with(error("foreign-wording", at - 1, end,
                   quoted(words(at - 1, end)) + " is no wording of this language"))
            .help("compare with a number: `>= …` or `<= …`");
        return true;
    }
    return false;
}

}  // namespace caveat::language
