// What words say of an amount: units, times, numbers and rhythms. Entrances: different_amounts,
// is_same_amount.

#include "language/phrase_amounts.hpp"

#include "text/names.hpp"
#include "values/rational.hpp"
#include "values/unit_spellings.hpp"
#include "values/units.hpp"

#include <array>
#include <string_view>

namespace caveat::language {
namespace {

/// A word that says how many or how often, or a time that is no unit.
struct AmountWord {
    std::string_view word;
    int count = 0;
    std::string_view unit;  ///< of the count; empty for a number
    bool is_rhythm = false;
};

constexpr std::array amount_words = {
    AmountWord{"one", 1, "", false},         AmountWord{"two", 2, "", false},
    AmountWord{"three", 3, "", false},       AmountWord{"four", 4, "", false},
    AmountWord{"five", 5, "", false},        AmountWord{"six", 6, "", false},
    AmountWord{"seven", 7, "", false},       AmountWord{"eight", 8, "", false},
    AmountWord{"nine", 9, "", false},        AmountWord{"ten", 10, "", false},
    AmountWord{"eleven", 11, "", false},     AmountWord{"twelve", 12, "", false},
    AmountWord{"once", 1, "", false},        AmountWord{"twice", 2, "", false},
    AmountWord{"thrice", 3, "", false},      AmountWord{"single", 1, "", false},
    AmountWord{"double", 2, "", false},      AmountWord{"triple", 3, "", false},
    AmountWord{"dozen", 12, "", false},      AmountWord{"hundred", 100, "", false},
    AmountWord{"thousand", 1000, "", false}, AmountWord{"night", 1, "d", false},
    AmountWord{"fortnight", 14, "d", false}, AmountWord{"quarter", 3, "mo", false},
    AmountWord{"decade", 10, "a", false},    AmountWord{"hourly", 1, "h", true},
    AmountWord{"daily", 1, "d", true},       AmountWord{"nightly", 1, "d", true},
    AmountWord{"weekly", 7, "d", true},      AmountWord{"fortnightly", 14, "d", true},
    AmountWord{"biweekly", 14, "d", true},   AmountWord{"monthly", 1, "mo", true},
    AmountWord{"quarterly", 3, "mo", true},  AmountWord{"yearly", 1, "a", true},
    AmountWord{"annually", 1, "a", true},
};

/// Two amounts of one kind mean the same where they are equal.
struct Amount {
    enum class Kind : std::uint8_t { number, quantity, rhythm };

    Kind kind = Kind::number;
    values::Rational number;
    values::Unit unit;
};

std::optional<Amount> listed(std::string_view word) {
    for (const AmountWord& each : amount_words) {
        const bool is_plural = !each.unit.empty() && word.size() == each.word.size() + 1 &&
                               word.starts_with(each.word) && word.ends_with('s');
        if (word != each.word && !is_plural) continue;
        const auto unit = values::find_unit(each.unit);
        const auto number = unit ? values::multiply(unit->factor, values::Rational(each.count))
                                 : std::optional(values::Rational(each.count));
        const Amount::Kind kind = !unit            ? Amount::Kind::number
                                  : each.is_rhythm ? Amount::Kind::rhythm
                                                   : Amount::Kind::quantity;
        if (number) return Amount{kind, *number, unit.value_or(values::Unit{})};
    }
    return std::nullopt;
}

std::optional<Amount> amount_of(std::string_view word) {
    const std::string folded = text::folded(word);
    if (auto amount = listed(folded)) return amount;
    if (folded.find_first_not_of("0123456789") == std::string::npos) {
        const auto decimal = Decimal::from_text(folded);
        const auto number = decimal ? values::Rational::from(*decimal) : std::nullopt;
        if (!number) return std::nullopt;
        return Amount{Amount::Kind::number, *number, {}};
    }
    auto unit = values::find_unit(word);
    if (!unit) {
        const std::vector<std::string> meant = values::units_like(word);
        if (meant.size() == 1) unit = values::find_unit(meant.front());
    }
    if (!unit) return std::nullopt;
    return Amount{Amount::Kind::quantity, unit->factor, *unit};
}

bool is_same(const Amount& a, const Amount& b) {
    return a.number == b.number && a.unit.offset == b.unit.offset &&
           values::is_same_kind(a.unit, b.unit);
}

}  // namespace

std::optional<std::pair<std::string, std::string>> different_amounts(
    const std::vector<std::string>& alternatives, bool is_behind_slot) {
    constexpr std::size_t shortest_word = 3;
    struct Said {
        std::string alternative;
        Amount amount;
    };
    std::vector<Said> said;
    for (const std::string& alternative : alternatives) {
        const std::size_t joint = alternative.find_last_of("-_}");
        const std::string word =
            joint == std::string::npos ? alternative : alternative.substr(joint + 1);
        const bool is_number = word.find_first_of("0123456789") == 0;
        const bool is_told = is_behind_slot || is_number || word.size() >= shortest_word ||
                             alternative.find('{') != std::string::npos;
        const auto amount = is_told ? amount_of(word) : std::nullopt;
        if (!amount) continue;
        for (const Said& other : said) {
            if (other.amount.kind == amount->kind && !is_same(other.amount, *amount)) {
                return std::pair{other.alternative, alternative};
            }
        }
        said.push_back({alternative, *amount});
    }
    return std::nullopt;
}

bool is_same_amount(const std::string& one, const std::string& another) {
    const auto a = amount_of(one);
    const auto b = amount_of(another);
    return a && b && a->kind == b->kind && is_same(*a, *b);
}

}  // namespace caveat::language
