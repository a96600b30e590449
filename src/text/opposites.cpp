// Two names into whether one of them denies the other: by a word that it has alone, or by how a
// word begins. Entrance: are_opposed.

#include "text/opposites.hpp"

#include "text/slips.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

namespace caveat::text {
namespace {

using Words = std::vector<std::string_view>;

/// Words that turn a name into its opposite, or take away that it is so today.
constexpr auto denials = std::to_array<std::string_view>(
    {"absence", "absent",    "cannot",   "ceased",    "cured",  "cancel",   "denied",
     "denies",  "deny",      "denying",  "ended",     "ex",     "except",   "excepting",
     "exclude", "excluded",  "excludes", "excluding", "former", "formerly", "free",
     "gone",    "lack",      "lacking",  "lacks",     "minus",  "negative", "neither",
     "never",   "no",        "non",      "none",      "nor",    "not",      "omit",
     "outside", "recovered", "resolved", "ruled",     "skip",   "stop",     "stopped",
     "stops",   "unless",    "unlike",   "unlikely",  "without"});

/// So long that one slip makes no other word of it: `never` is like `fever`.
constexpr std::size_t long_denial = 6;

/// What turns a word round in front of it.
constexpr auto denying_beginnings = std::to_array<std::string_view>(
    {"a", "an", "anti", "dis", "il", "im", "in", "ir", "non", "un"});
constexpr std::size_t shortest_turned = 4;

/// Beginnings of words that say the opposite of one another.
constexpr auto opposed_beginnings =
    std::to_array<std::pair<std::string_view, std::string_view>>({{"ab", "ad"},
                                                                  {"brady", "tachy"},
                                                                  {"ex", "in"},
                                                                  {"hypo", "hyper"},
                                                                  {"macro", "micro"},
                                                                  {"over", "under"},
                                                                  {"pre", "post"},
                                                                  {"uni", "bi"},
                                                                  {"infra", "supra"},
                                                                  {"endo", "exo"},
                                                                  {"intra", "extra"}});

Words words_of(std::string_view name) {
    Words words;
    for (std::size_t begin = 0; begin < name.size();) {
        const std::size_t end = std::min(name.find(' ', begin), name.size());
        if (end > begin) words.push_back(name.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

/// The words of `all` that are not among `others`, each as often as it has no partner there.
Words without(const Words& all, Words others) {
    Words left;
    for (const std::string_view word : all) {
        const auto partner = std::find(others.begin(), others.end(), word);
        if (partner == others.end()) {
            left.push_back(word);
        } else {
            others.erase(partner);
        }
    }
    return left;
}

/// `isn't`, `dont`, `without`, and a longer one with a slip.
bool denies(std::string_view word) {
    const bool is_short_form = word.ends_with("n't") || word == "isnt" || word == "arent" ||
                               word == "dont" || word == "doesnt" || word == "didnt" ||
                               word == "hasnt" || word == "havent" || word == "wasnt" ||
                               word == "werent" || word == "cant";
    return is_short_form ||
           std::any_of(denials.begin(), denials.end(), [&](std::string_view denial) {
               return word == denial || (denial.size() >= long_denial && slips(word, denial) == 1);
           });
}

bool is_turned(std::string_view word, std::string_view other) {
    if (other.size() < shortest_turned) return false;
    const bool begins_with_vowel = std::string_view("aeiou").find(other.front()) != other.npos;
    return std::any_of(
        denying_beginnings.begin(), denying_beginnings.end(), [&](std::string_view beginning) {
            // `aage` is a slip.
            if (!word.starts_with(beginning) || (beginning == "a" && begins_with_vowel)) {
                return false;
            }
            return slips(word.substr(beginning.size()), other) + beginning.size() <=
                   slips(word, other);
        });
}

/// `exclude` and `include`
bool begin_opposed(std::string_view word, std::string_view other) {
    return std::any_of(
        opposed_beginnings.begin(), opposed_beginnings.end(), [&](const auto& beginnings) {
            const auto& [one, another] = beginnings;
            if (!word.starts_with(one) || !other.starts_with(another)) return false;
            const std::string_view rest = word.substr(one.size());
            return rest.size() >= shortest_turned && slips(rest, other.substr(another.size())) <= 1;
        });
}

bool are_opposed_words(std::string_view a, std::string_view b) {
    return is_turned(a, b) || is_turned(b, a) || begin_opposed(a, b) || begin_opposed(b, a);
}

}  // namespace

bool are_opposed(std::string_view a, std::string_view b) {
    const Words all_a = words_of(a);
    const Words all_b = words_of(b);
    Words only_a = without(all_a, all_b);
    Words only_b = without(all_b, all_a);
    if (only_a.size() == only_b.size()) {
        for (std::size_t i = 0; i < only_a.size(); ++i) {
            if (are_opposed_words(only_a[i], only_b[i])) return true;
        }
    }
    // No denial is one slip long; `on response` is `no response`.
    if (slips(a, b) <= 1) return false;
    for (auto word = only_a.begin(); word != only_a.end();) {
        const auto partner =
            std::find_if(only_b.begin(), only_b.end(),
                         [&](std::string_view other) { return slips(*word, other) == 1; });
        if (partner == only_b.end()) {
            ++word;
        } else {
            only_b.erase(partner);
            word = only_a.erase(word);
        }
    }
    const auto denied = [](const Words& words) {
        return std::count_if(words.begin(), words.end(), denies) % 2 != 0;
    };
    return denied(only_a) != denied(only_b);
}

}  // namespace caveat::text
