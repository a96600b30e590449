// Bands behind a limit: `is at least moderate`, `is moderate or higher`.
// Entrances: Builder::limit_bands, Builder::report_band_or_beyond.

#include "language/grammar/builder.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace caveat::language {

using text::quoted;
using text::with;

namespace {

/// Behind `or`, as in `is moderate or higher`.
constexpr std::array<Keyword, 5> upwards = {"higher", "more", "above", "greater", "over"};
constexpr std::array<Keyword, 5> downwards = {"lower", "less", "below", "fewer", "under"};
/// These say how bad it is, and whether more points are worse the words do not tell.
constexpr std::array<Keyword, 3> judging = {"worse", "better", "milder"};

}  // namespace

/// `is moderate or higher`: the bands of a score have an order, the codes of a choice have none.
bool Builder::report_band_or_beyond(std::size_t& at) {
    const std::vector<std::string> meant = band_limits_meant(at);
    if (meant.empty() || !is_separator(at + 2)) return false;
    const auto* use = std::get_if<NameUse>(&node(left()).content);
    const bool is_score = use != nullptr && use->name.entry->kind == NameKind::score;
    const std::size_t codes_begin = tests_.back().codes.value_or(at);
    const std::size_t first = first_of(left());
    const std::string owner = words_of(left());
    std::vector<std::string> tests;
    for (const std::string& limit : meant) {
        tests.push_back(owner + (is_denied() ? " is not " : " is ") + limit + " " +
                        words(codes_begin, at));
    }
    if (!is_score) {
        with(error("foreign-wording", first, at + 2,
                   "the codes of " + quoted(owner) + " have no order"))
            .help("name every code that is meant: `" + owner + " is one of …`");
    } else if (meant.size() == 1) {
        write(error("foreign-wording", first, at + 2,
                    quoted(words(at, at + 2)) + " is no wording of this language"),
              tests);
    } else {
        write(
            error("two-readings", first, at + 2,
                  quoted(words(at, at + 2)) + " does not say whether that is more points or fewer"),
            tests);
    }
    tests_.back().has_broken_codes = true;
    at += 2;
    return true;
}

/// `wells is at least likely`: this band and all above it.
NodeId Builder::limit_bands(std::size_t last, Comparison limit, Name band) {
    const std::size_t first = first_of(left());
    const auto* use = std::get_if<NameUse>(&node(left()).content);
    if (use == nullptr || use->name.entry == nullptr || use->name.entry->kind != NameKind::score) {
        with(error("foreign-wording", first, last,
                   "the codes of " + quoted(words_of(left())) + " have no order"))
            .help("name every code that is meant: `" + words_of(left()) + " is one of …`");
        return broken(first, last);
    }
    if (limit != Comparison::greater_or_equal && limit != Comparison::less_or_equal) {
        with(error("foreign-wording", first, last,
                   "bands are compared with `at least` and `at most`"))
            .help("name the band beside it: `" + words_of(left()) +
                  (limit == Comparison::greater ? " is at least …`" : " is at most …`"));
        return broken(first, last);
    }
    const Reach reach =
        limit == Comparison::greater_or_equal ? Reach::this_and_above : Reach::this_and_below;
    return add(first, last, IsCode{left(), {std::move(band)}, is_denied(), reach});
}

/// `is moderate or higher` on a score: its bands have an order. `at` is the `or`.
std::vector<std::string> Builder::band_limits_meant(std::size_t at) const {
    if (!is_word(at, "or") || find_name(at + 1)) return {};
    if (token(at + 1).keyword.is_any(upwards)) return {"at least"};
    if (token(at + 1).keyword.is_any(downwards)) return {"at most"};
    if (!token(at + 1).keyword.is_any(judging)) return {};
    return {"at least", "at most"};
}

}  // namespace caveat::language
