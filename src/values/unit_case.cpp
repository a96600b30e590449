// A unit whose letters are in the wrong case. Entrance: in_another_case.

#include "values/unit_case.hpp"

#include "text/names.hpp"
#include "values/unit_atoms.hpp"

#include <algorithm>
#include <vector>

namespace caveat::values {

namespace {

/// A symbol, and how it looks without regard to case.
struct FoldedSymbol {
    std::string_view symbol;
    std::string folded;
};

const std::vector<FoldedSymbol>& folded_atoms() {
    static const std::vector<FoldedSymbol> all = [] {
        std::vector<FoldedSymbol> made;
        for (const UnitAtom& atom : unit_atoms())
            made.push_back({atom.symbol, text::folded(atom.symbol)});
        return made;
    }();
    return all;
}

const std::vector<FoldedSymbol>& folded_prefixes() {
    static const std::vector<FoldedSymbol> all = [] {
        std::vector<FoldedSymbol> made;
        for (const UnitPrefix& prefix : unit_prefixes()) {
            // Nobody means hundreds or tens: `HG` is mercury.
            if (prefix.exponent == 2 || prefix.exponent == 1) continue;
            made.push_back({prefix.symbol, text::folded(prefix.symbol)});
        }
        return made;
    }();
    return all;
}

}  // namespace

bool is_same_quantity(const Unit& a, const Unit& b) {
    return is_same_kind(a, b) && a.factor == b.factor && a.offset == b.offset;
}

std::optional<std::string> in_another_case(std::string_view piece) {
    if (piece.size() < 2) return std::nullopt;
    const std::string wanted = text::folded(piece);
    const bool has_small_letter =
        std::any_of(piece.begin(), piece.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    std::vector<std::string> same_prefix;
    std::vector<std::string> others;
    const auto consider = [&](const std::string& symbol) {
        if (!find_unit(symbol)) return;
        const bool is_told_apart = has_small_letter && symbol.front() == piece.front();
        (is_told_apart ? same_prefix : others).push_back(symbol);
    };
    for (const FoldedSymbol& atom : folded_atoms()) {
        if (!wanted.ends_with(atom.folded)) continue;
        const std::string_view before =
            std::string_view(wanted).substr(0, wanted.size() - atom.folded.size());
        if (before.empty()) consider(std::string(atom.symbol));
        for (const FoldedSymbol& prefix : folded_prefixes()) {
            if (before != prefix.folded) continue;
            consider(std::string(prefix.symbol) + std::string(atom.symbol));
        }
    }
    const std::vector<std::string>& found = same_prefix.empty() ? others : same_prefix;
    if (found.empty()) return std::nullopt;
    for (const std::string& each : found) {
        if (!is_same_quantity(*find_unit(each), *find_unit(found.front()))) return std::nullopt;
    }
    return found.front();
}

}  // namespace caveat::values
