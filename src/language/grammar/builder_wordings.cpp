// Puts the words of this language in place of wordings that authors bring along, and says so:
// `is greater than 7`, `within last 28 days`, `is at lest 7`. Entrance: Builder::replace_wordings.

#include "language/grammar/builder.hpp"

#include <array>
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

}  // namespace

bool Builder::is_behind_is(std::size_t at) const {
    return at > 0 && (is_is(at - 1) || (at > 1 && is_word(at - 1, "not") && is_is(at - 2)));
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

}  // namespace caveat::language
