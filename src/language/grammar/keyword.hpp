#pragma once

// The words that the grammar asks for, or a repair before it: each has a number, so that asking is
// one comparison.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace caveat::language {

namespace keywords {

inline constexpr auto all = std::to_array<std::string_view>(
    {"above",     "absent",    "after",     "age",       "ago",     "all",     "always",
     "and",       "any",       "are",       "at",        "average", "before",  "below",
     "better",    "between",   "bigger",    "both",      "but",     "contain", "contained",
     "contains",  "count",     "day",       "days",      "during",  "each",    "earlier",
     "earliest",  "eight",     "either",    "eleven",    "else",    "empty",   "equal",
     "equals",    "every",     "everybody", "everyone",  "exactly", "exclude", "excludes",
     "excluding", "false",     "fewer",     "five",      "four",    "from",    "greater",
     "has",       "have",      "higher",    "highest",   "if",      "in",      "include",
     "includes",  "including", "is",        "known",     "lack",    "lacks",   "larger",
     "last",      "later",     "latest",    "least",     "less",    "longer",  "lower",
     "lowest",    "max",       "mean",      "milder",    "min",     "missing", "month",
     "months",    "more",      "most",      "neither",   "nine",    "no",      "none",
     "nor",       "not",       "number",    "of",        "old",     "older",   "on",
     "one",       "only",      "or",        "otherwise", "out",     "over",    "past",
     "plus",      "point",     "points",    "present",   "pt",      "pts",     "round",
     "seven",     "shorter",   "since",     "six",       "smaller", "sum",     "ten",
     "than",      "the",       "then",      "though",    "three",   "to",      "total",
     "true",      "twelve",    "two",       "under",     "unknown", "unless",  "up",
     "week",      "weeks",     "when",      "where",     "with",    "within",  "without",
     "worse",     "xor",       "year",      "years",     "yes",     "yet",     "younger"});

/// Words that share a bucket stand in a chain.
struct Table {
    static constexpr std::size_t bucket_count = 512;

    std::array<std::uint8_t, bucket_count> first{};  ///< a word of the list, from 1; 0 for none
    std::array<std::uint8_t, all.size() + 1> next{};

    static constexpr std::size_t bucket(std::string_view word) {
        const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(word[at]); };
        const std::size_t size = word.size();
        return (size * 41U + byte(0) * 5U + byte(size / 2) * 67U + byte(size - 1) * 23U) %
               bucket_count;
    }

    consteval Table() {
        for (std::size_t i = 0; i < all.size(); ++i) {
            std::uint8_t& begin = first[bucket(all[i])];
            next[i + 1] = begin;
            begin = static_cast<std::uint8_t>(i + 1);
        }
    }
};
inline constexpr Table table;

/// The number of a word, from 1; 0 when it is none of the list.
constexpr std::uint8_t find(std::string_view word) {
    if (word.empty()) return 0;
    std::uint8_t number = table.first[Table::bucket(word)];
    while (number != 0 && all[number - 1U] != word) number = table.next[number];
    return number;
}

}  // namespace keywords

/// A word of the language, or one that authors bring along for it.
class Keyword {
  public:
    /// No such word.
    constexpr Keyword() = default;

    /// Of a word of the list; another does not compile.
    consteval Keyword(const char* word) : number_(keywords::find(word)) {
        if (number_ == 0) throw "add this word to the list";
    }

    /// What a word of a text is, folded.
    static constexpr Keyword of(std::string_view folded) {
        Keyword made;
        made.number_ = keywords::find(folded);
        return made;
    }

    template <std::size_t count>
    constexpr bool is_any(const std::array<Keyword, count>& of_these) const {
        return std::find(of_these.begin(), of_these.end(), *this) != of_these.end();
    }
    friend constexpr bool operator==(Keyword, Keyword) = default;

  private:
    std::uint8_t number_ = 0;
};

}  // namespace caveat::language
