// What people type for a unit into the units that are meant: whole spellings first, then piece by
// piece. Nothing is proposed for being spelt alike: one letter is a thousandfold.
// Entrances: units_like, unit_help.

#include "values/unit_spellings.hpp"

#include "text/diagnostics.hpp"
#include "text/names.hpp"
#include "text/suggest.hpp"
#include "values/unit_atoms.hpp"
#include "values/unit_case.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

namespace caveat::values {
namespace {

using text::folded;

constexpr std::size_t longest_spelling = 60;  ///< bytes
constexpr std::size_t most_proposals = 3;

/// What people type, and the unit that it is. `meant` may be several, joined by `|`.
struct Spelling {
    std::string_view typed;
    std::string_view meant;
};

/// Whole units, as typed: here the case of a letter says what is meant.
constexpr Spelling exact_spellings[] = {
    {"C", "°C"},
    {"F", "°F"},
    {"mM", "mmol/L"},
    {"uM", "umol/L"},
    {"µM", "umol/L"},
    {"μM", "umol/L"},
    {"nM", "nmol/L"},
    {"pM", "pmol/L"},
    {"G/L", "10*9/L|g/L"},
    {"G/l", "10*9/L"},
    {"T/L", "10*12/L"},
    {"T/l", "10*12/L"},
    {"Gpt/L", "10*9/L"},
    {"Gpt/l", "10*9/L"},
    {"Tpt/L", "10*12/L"},
    {"Tpt/l", "10*12/L"},
    {"mL/min/1.73", "mL/min/1.73 m2"},
    {"ml/min/1.73", "mL/min/1.73 m2"},
};

/// Whole units in any case.
constexpr Spelling whole_spellings[] = {
    {"c", "°C"},
    {"f", "°F"},
    {"celsius", "°C"},
    {"centigrade", "°C"},
    {"fahrenheit", "°F"},
    {"degc", "°C"},
    {"deg c", "°C"},
    {"degf", "°F"},
    {"deg f", "°F"},
    {"degree c", "°C"},
    {"degrees c", "°C"},
    {"degree f", "°F"},
    {"degrees f", "°F"},
    {"degree celsius", "°C"},
    {"degrees celsius", "°C"},
    {"degree fahrenheit", "°F"},
    {"degrees fahrenheit", "°F"},
    {"degree", "deg|°C|°F"},
    {"degrees", "deg|°C|°F"},
    {"bpm", "/min"},
    {"mm hg", "mm[Hg]"},
    {"cm h2o", "cm[H2O]"},
    {"mg/100ml", "mg/dL"},
    {"mg/100 ml", "mg/dL"},
    {"beats/min", "/min"},
    {"beats/minute", "/min"},
    {"breaths/min", "/min"},
    {"breaths/minute", "/min"},
    {"times/min", "/min"},
    {"percent", "%"},
    {"per cent", "%"},
    {"pct", "%"},
    {"permille", "[ppth]"},
    {"per mille", "[ppth]"},
    {"promille", "[ppth]"},
    {"‰", "[ppth]"},
    {"％", "%"},
    {"℃", "°C"},
    {"℉", "°F"},
    {"ppm", "[ppm]"},
    {"parts/million", "[ppm]"},
    {"cells/ul", "/uL"},
    {"cells/µl", "/uL"},
    {"cells/mm3", "/mm3"},
    {"cells/l", "/L"},
};

/// One piece of a unit, as typed.
constexpr Spelling exact_pieces[] = {{"Cal", "kcal"}, {"CAL", ""}};

/// One piece of a unit in any case; an empty meaning is one that nobody can be sure of.
constexpr Spelling pieces[] = {
    {"cc", "mL"},
    {"cumm", "mm3"},
    {"cmm", "mm3"},
    {"kilo", "kg"},
    {"kilos", "kg"},
    {"gm", "g"},
    {"gms", "g"},
    {"mgm", "mg"},
    {"gram", "g"},
    {"grams", "g"},
    {"gramme", "g"},
    {"grammes", "g"},
    {"lb", "[lb_av]"},
    {"lbs", "[lb_av]"},
    {"pound", "[lb_av]"},
    {"pounds", "[lb_av]"},
    {"oz", "[oz_av]"},
    {"ounce", "[oz_av]"},
    {"ounces", "[oz_av]"},
    {"st", "[stone_av]"},
    {"stone", "[stone_av]"},
    {"stones", "[stone_av]"},
    {"in", "[in_i]"},
    {"inch", "[in_i]"},
    {"inches", "[in_i]"},
    {"ft", "[ft_i]"},
    {"foot", "[ft_i]"},
    {"feet", "[ft_i]"},
    {"metre", "m"},
    {"meter", "m"},
    {"litre", "L"},
    {"liter", "L"},
    {"mole", "mol"},
    {"joule", "J"},
    {"watt", "W"},
    {"volt", "V"},
    {"equivalent", "eq"},
    {"osmole", "osm"},
    {"pascal", "Pa"},
    {"calorie", ""},
    {"calories", ""},
    {"sec", "s"},
    {"secs", "s"},
    {"msec", "ms"},
    {"mins", "min"},
    {"hr", "h"},
    {"hrs", "h"},
    {"w", "wk"},
    {"wks", "wk"},
    {"mos", "mo"},
    {"mth", "mo"},
    {"mths", "mo"},
    {"y", "a"},
    {"yrs", "a"},
    {"iu", "[iU]"},
    {"miu", "m[iU]"},
    {"uiu", "u[iU]"},
    {"mmhg", "mm[Hg]"},
    {"cmh2o", "cm[H2O]"},
    {"mmh2o", "mm[H2O]"},
    {"hz", "Hz"},
    {"cel", "Cel"},
};

/// Counts of things in front of a volume: `K/uL`.
constexpr Spelling counts[] = {
    {"k", "10*3"},       {"thou", "10*3"},     {"thousand", "10*3"}, {"thousands", "10*3"},
    {"tsd", "10*3"},     {"m", "10*6"},        {"mil", "10*6"},      {"mio", "10*6"},
    {"million", "10*6"}, {"millions", "10*6"},
};

constexpr Spelling word_prefixes[] = {
    {"kilo", "k"},  {"hecto", "h"}, {"deci", "d"}, {"centi", "c"},
    {"milli", "m"}, {"micro", "u"}, {"nano", "n"}, {"pico", "p"},
};

const Spelling* find_in(std::span<const Spelling> table, std::string_view typed) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const Spelling& each) { return each.typed == typed; });
    return found == table.end() ? nullptr : &*found;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
}

/// Words for times with a slip of the fingers in them, where they can be one time only.
std::optional<std::string> mistyped_time(std::string_view piece) {
    constexpr std::size_t shortest = 4;
    if (piece.size() < shortest) return std::nullopt;
    const std::vector<std::string> times = {"second", "seconds", "minute", "minutes", "hour",
                                            "hours",  "day",     "days",   "week",    "weeks",
                                            "month",  "months",  "year",   "years"};
    const std::vector<std::string> near = text::suggestions(piece, times, times.size());
    if (near.empty()) return std::nullopt;
    const std::string* best = &near.front();
    for (const std::string& each : near) {
        if (!is_same_quantity(*find_unit(each), *find_unit(near.front()))) return std::nullopt;
        if (each.ends_with('s') == piece.ends_with('s') && !best->ends_with(piece.back())) {
            best = &each;
        }
    }
    return *best;
}

std::optional<std::string> known_piece(std::string_view piece);

/// `milligrams`, `mcg`: a prefix in words, or `mc` for micro.
std::optional<std::string> with_prefix_meant(std::string_view piece) {
    const std::string typed = folded(piece);
    for (const Spelling& prefix : word_prefixes) {
        if (!typed.starts_with(prefix.typed) || typed.size() == prefix.typed.size()) continue;
        const auto rest = known_piece(piece.substr(prefix.typed.size()));
        if (rest && find_unit(std::string(prefix.meant) + *rest)) {
            return std::string(prefix.meant) + *rest;
        }
    }
    if (typed.starts_with("mc") && typed.size() > 2) {
        const std::string micro = "u" + std::string(piece.substr(2));
        if (find_unit(micro)) return micro;
        return in_another_case(micro);
    }
    return std::nullopt;
}

/// One piece between `.` and `/`, without its exponent.
std::optional<std::string> known_piece(std::string_view piece) {
    if (piece.empty()) return std::nullopt;
    if (find_unit(piece)) return std::string(piece);
    const std::string typed = folded(piece);
    for (const Spelling* found : {find_in(exact_pieces, piece), find_in(pieces, typed)}) {
        if (found == nullptr) continue;
        if (found->meant.empty()) return std::nullopt;
        return std::string(found->meant);
    }
    if (auto meant = in_another_case(piece)) return meant;
    if (auto meant = with_prefix_meant(piece)) return meant;
    constexpr std::size_t shortest_plural = 3;
    if (typed.ends_with('s') && piece.size() >= shortest_plural) {
        if (auto meant = known_piece(piece.substr(0, piece.size() - 1))) return meant;
    }
    return std::nullopt;
}

std::optional<std::string> piece_meant(std::string_view piece) {
    const auto known = known_piece(piece);
    return known ? known : mistyped_time(piece);
}

/// The text as units are written, where only signs differ: `x10^9/L`, `mg per dL`, `kg/m^2`.
std::string with_usual_signs(std::string_view text) {
    std::string written(text);
    while (!written.empty() &&
           std::string_view(" .,;:").find(written.back()) != std::string_view::npos) {
        written.pop_back();
    }
    while (written.starts_with(' ')) written.erase(0, 1);
    replace_all(written, " per ", "/");
    if (written.starts_with("per ")) written.replace(0, 4, "/");
    replace_all(written, " / ", "/");
    for (const std::string_view times : {"x 10", "× 10", "x10", "×10", "X10", "*10"}) {
        if (written.starts_with(times)) written.replace(0, times.size(), "10");
    }
    for (const std::string_view power : {"10e", "10E", "10**"}) {
        if (written.starts_with(power)) written.replace(0, power.size(), "10*");
    }
    for (std::size_t at = 0; (at = written.find('^', at)) != std::string::npos;) {
        const bool is_ten = at >= 2 && written.compare(at - 2, 2, "10") == 0;
        written.replace(at, 1, is_ten ? "*" : "");
    }
    return written;
}

/// The digits of an exponent at the end of a piece, `²` and `³` included.
std::size_t exponent_begin(std::string_view piece) {
    for (const std::string_view raised : {"²", "³"}) {
        if (piece.ends_with(raised)) return piece.size() - raised.size();
    }
    std::size_t begin = piece.size();
    while (begin > 0 && piece[begin - 1] >= '0' && piece[begin - 1] <= '9') --begin;
    return begin;
}

/// Every piece of a compound as it is meant; empty when one of them is not known.
std::string compound_meant(std::string_view text) {
    std::string made;
    bool is_first = true;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find_first_of("./", begin), text.size());
        const std::string_view piece = text.substr(begin, end - begin);
        const std::size_t exponent = exponent_begin(piece);
        const Spelling* count = nullptr;
        if (is_first && end < text.size() && text[end] == '/') {
            count = find_in(counts, folded(piece));
            const auto volume = piece_meant(text.substr(end + 1));
            const auto unit = volume ? find_unit(*volume) : std::nullopt;
            const auto litre = find_unit("L");
            if (!unit || !litre || unit->dimension != litre->dimension) count = nullptr;
        }
        if (find_unit(piece) && count == nullptr) {
            made += piece;
        } else if (count != nullptr) {
            made += count->meant;
        } else if (!piece.empty() || !is_first) {
            const auto meant = piece_meant(piece.substr(0, exponent));
            if (!meant) return {};
            made += *meant;
            made += piece.substr(exponent);
        }
        if (end < text.size()) made += text[end];
        begin = end + 1;
        is_first = false;
    }
    return made;
}

/// Proposals parted by `|`, those alone that are units.
std::vector<std::string> parted(std::string_view meant, std::string_view typed) {
    std::vector<std::string> units;
    while (!meant.empty() && units.size() < most_proposals) {
        const std::size_t end = std::min(meant.find('|'), meant.size());
        const std::string_view each = meant.substr(0, end);
        if (each != typed && find_unit(each)) units.emplace_back(each);
        meant.remove_prefix(std::min(end + 1, meant.size()));
    }
    return units;
}

}  // namespace

std::vector<std::string> units_like(std::string_view text) {
    if (text.size() > longest_spelling) return {};
    if (const Spelling* found = find_in(whole_spellings, folded(text))) {
        return parted(found->meant, text);
    }
    const std::string written = with_usual_signs(text);
    const Spelling* found = find_in(exact_spellings, written);
    if (found == nullptr) found = find_in(whole_spellings, folded(written));
    if (found != nullptr) return parted(found->meant, text);
    if (written.find("1.73") != std::string::npos && find_unit(written)) {
        return parted(written, text);
    }
    return parted(compound_meant(written), text);
}

std::string unit_help(std::string_view text) {
    const std::vector<std::string> meant = units_like(text);
    if (!meant.empty()) return text::did_you_mean(meant);
    if (text == "K" || text == "°K") {
        return "a temperature is in `°C` or `°F`, thousands per volume are `10*3/uL`";
    }
    return "units are written as in UCUM: `kg`, `cm`, `mm[Hg]`, `wk`, `%`, `{beats}/min`";
}

}  // namespace caveat::values
