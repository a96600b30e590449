// A misspelt name and the names there are into those that may have been meant.
// Entrance: suggestions. The typing distance is optimal string alignment (Damerau-Levenshtein with
// no piece edited twice): L. Boytsov, "Indexing methods for approximate dictionary searching".

#include "text/suggest.hpp"

#include "text/diagnostics.hpp"
#include "text/names.hpp"
#include "text/opposites.hpp"
#include "text/skeleton.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <tuple>
#include <utility>

namespace caveat::text {
namespace {

constexpr std::size_t longest_name = 120;  ///< code points
constexpr std::size_t most_slips = 5;      ///< typing slips in one name, however long
constexpr std::size_t most_words = 2;      ///< words left out or added

/// How a name looks, taken apart once, so that comparing it is cheap.
struct Form {
    std::u32string letters;
    std::uint64_t letter_set = 0;  ///< which letters occur, 64 buckets
};

Form form_of(std::string_view name) {
    Form form;
    const std::string canonical = skeleton(canonical_name(name));
    for (std::size_t at = 0; at < canonical.size() && form.letters.size() <= longest_name;) {
        const CodePoint point = decode(canonical, at);
        at += point.length;
        form.letters += static_cast<char32_t>(point.value);
        form.letter_set |= std::uint64_t{1} << (point.value % 64);
    }
    return form;
}

std::vector<std::u32string_view> sorted_words(const Form& form) {
    std::vector<std::u32string_view> words;
    const std::u32string_view letters(form.letters);
    for (std::size_t begin = 0; begin < letters.size();) {
        const std::size_t end = std::min(letters.find(U' ', begin), letters.size());
        words.push_back(letters.substr(begin, end - begin));
        begin = end + 1;
    }
    std::sort(words.begin(), words.end());
    return words;
}

/// How many slips a name of this length may hold and still be recognised.
std::size_t slips_allowed(std::size_t length) {
    if (length < 2) return 0;
    return std::min(1 + length / 5, most_slips);
}

/// Slips between two texts, or more than `limit` when there are more. Only a band of the table
/// around its diagonal is filled.
std::size_t slips_between(std::u32string_view a, std::u32string_view b, std::size_t limit) {
    const std::size_t too_many = limit + 1;
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > limit) return too_many;
    using Row = std::array<std::uint8_t, longest_name + 2>;
    std::array<Row, 3> rows;
    for (Row& row : rows) row.fill(static_cast<std::uint8_t>(too_many));
    for (std::size_t j = 0; j <= std::min(b.size(), limit); ++j) {
        rows[0][j] = static_cast<std::uint8_t>(j);
    }
    std::size_t least_above = 0;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        Row& row = rows[i % 3];
        const Row& above = rows[(i + 2) % 3];
        const Row& two_above = rows[(i + 1) % 3];
        const std::size_t first = i > limit ? i - limit : 1;
        const std::size_t last = std::min(b.size(), i + limit);
        row[first - 1] = static_cast<std::uint8_t>(first == 1 ? std::min(i, too_many) : too_many);
        std::size_t least = row[first - 1];
        for (std::size_t j = first; j <= last; ++j) {
            const std::size_t replaced = above[j - 1] + std::size_t{a[i - 1] != b[j - 1]};
            const std::size_t skipped = std::min<std::size_t>(above[j], row[j - 1]) + 1;
            std::size_t slips = std::min({replaced, skipped, too_many});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                slips = std::min<std::size_t>(slips, two_above[j - 2] + std::size_t{1});
            }
            row[j] = static_cast<std::uint8_t>(slips);
            least = std::min(least, slips);
        }
        if (last < b.size()) row[last + 1] = static_cast<std::uint8_t>(too_many);
        // A swap reaches over one row, so two rows have to be beyond hope.
        if (least > limit && least_above > limit) return too_many;
        least_above = least;
    }
    return rows[a.size() % 3][b.size()];
}

std::size_t shared_prefix(std::u32string_view a, std::u32string_view b) {
    const auto differs = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return static_cast<std::size_t>(differs.first - a.begin());
}

std::size_t shared_suffix(std::u32string_view a, std::u32string_view b) {
    const auto differs = std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend());
    return static_cast<std::size_t>(differs.first - a.rbegin());
}

/// How unlikely it is that one name was meant by the other. Odd costs lie between the even ones
/// of typing slips.
enum Cost : std::size_t { same = 0, other_order = 1, slip = 2, words_missing = 3, hopeless = 1000 };

std::size_t typing_cost(const Form& a, const Form& b) {
    const std::size_t allowed = slips_allowed(a.letters.size());
    const auto differing = static_cast<std::size_t>(std::popcount(a.letter_set ^ b.letter_set));
    if (differing > 2 * allowed) return Cost::hopeless;
    // What both begin and end with is no part of any slip.
    const std::size_t begin = shared_prefix(a.letters, b.letters);
    std::u32string_view rest_a(a.letters);
    std::u32string_view rest_b(b.letters);
    rest_a.remove_prefix(begin);
    rest_b.remove_prefix(begin);
    const std::size_t end = shared_suffix(rest_a, rest_b);
    rest_a.remove_suffix(end);
    rest_b.remove_suffix(end);
    const std::size_t slips = slips_between(rest_a, rest_b, allowed);
    return slips > allowed ? std::size_t{Cost::hopeless} : slips * Cost::slip;
}

/// Names that share words: the same ones in another order, or all of the shorter name's.
std::size_t wording_cost(const Form& a, const Form& b) {
    const Form& shorter = a.letters.size() <= b.letters.size() ? a : b;
    const Form& longer = &shorter == &a ? b : a;
    if ((shorter.letter_set & ~longer.letter_set) != 0) return Cost::hopeless;
    const std::vector<std::u32string_view> fewer = sorted_words(shorter);
    const std::vector<std::u32string_view> more = sorted_words(longer);
    if (fewer.empty() || fewer.size() > more.size()) return Cost::hopeless;
    const std::size_t missing = more.size() - fewer.size();
    const bool is_part = missing <= most_words &&
                         std::includes(more.begin(), more.end(), fewer.begin(), fewer.end());
    if (!is_part) return Cost::hopeless;
    return missing == 0 ? std::size_t{Cost::other_order} : Cost::words_missing + missing;
}

/// Better candidates come first; the parts settle ties from left to right.
struct Rank {
    std::size_t cost = Cost::hopeless;
    std::size_t length_difference = 0;
    std::size_t unshared = 0;  ///< code points that are in neither the shared start nor the end
    std::size_t index = 0;

    auto key() const { return std::tuple(cost, unshared, length_difference); }
};

Rank rank_of(const Form& wrong, const Form& candidate, std::size_t index) {
    if (wrong.letters == candidate.letters) return {Cost::same, 0, 0, index};
    if (candidate.letters.size() > longest_name) return {};
    std::size_t cost = typing_cost(wrong, candidate);
    if (cost > Cost::slip) cost = std::min(cost, wording_cost(wrong, candidate));
    if (cost >= Cost::hopeless) return {};
    const std::size_t longer = std::max(wrong.letters.size(), candidate.letters.size());
    const std::size_t shorter = std::min(wrong.letters.size(), candidate.letters.size());
    const std::size_t shared =
        std::min(shorter, shared_prefix(wrong.letters, candidate.letters) +
                              shared_suffix(wrong.letters, candidate.letters));
    return {cost, longer - shorter, longer - shared, index};
}

/// A code without the quotes in which it is typed.
std::string_view unquoted(std::string_view name) {
    const bool is_quoted = name.size() > 1 && name.front() == '"' && name.back() == '"';
    return is_quoted ? name.substr(1, name.size() - 2) : name;
}

}  // namespace

std::vector<std::string> suggestions(std::string_view wrong,
                                     std::span<const std::string> candidates, std::size_t most) {
    const Form wrong_form = form_of(wrong.substr(0, 4 * longest_name + 4));
    if (wrong_form.letters.empty() || wrong_form.letters.size() > longest_name) return {};
    const std::string canonical = canonical_name(wrong);
    std::vector<Rank> ranks;
    for (std::size_t index = 0; index < candidates.size(); ++index) {
        if (candidates[index].size() > 4 * longest_name) continue;
        const Rank rank = rank_of(wrong_form, form_of(candidates[index]), index);
        if (rank.cost >= Cost::hopeless) continue;
        const bool is_same = rank.cost == Cost::same;
        if (is_same || !are_opposed(canonical, canonical_name(unquoted(candidates[index])))) {
            ranks.push_back(rank);
        }
    }
    std::sort(ranks.begin(), ranks.end(), [&candidates](const Rank& a, const Rank& b) {
        if (a.key() != b.key()) return a.key() < b.key();
        if (candidates[a.index] != candidates[b.index]) {
            return candidates[a.index] < candidates[b.index];
        }
        return a.index < b.index;
    });
    std::vector<std::string> result;
    for (const Rank& rank : ranks) {
        if (result.size() == most) break;
        const std::string& name = candidates[rank.index];
        if (std::find(result.begin(), result.end(), name) == result.end()) result.push_back(name);
    }
    return result;
}

std::string help_from(std::string_view wrong, const std::vector<std::string>& similar) {
    const std::string canonical = canonical_name(wrong);
    const std::string looks = skeleton(canonical);
    for (const std::string& name : similar) {
        const std::string other = canonical_name(name);
        if (other == canonical || skeleton(other) != looks) continue;
        return "write " + quoted(name) +
               ": what stands here looks like it, but has letters of another alphabet";
    }
    return did_you_mean(similar);
}

std::string help_for_name(std::string_view wrong, std::span<const std::string> candidates,
                          std::size_t most) {
    return help_from(wrong, suggestions(wrong, candidates, most));
}

void propose_from(Diagnostic& problem, std::string_view wrong,
                  const std::vector<std::string>& similar) {
    problem.help = help_from(wrong, similar);
    for (const std::string& name : similar) {
        // Such a sign would mean something where the name is put.
        if (name.find_first_of(":#{}[],\"'`&*?|<>=!%@\\\n\t") != std::string::npos) continue;
        problem.fixes.push_back({"write " + quoted(name), {{problem.span, name}}});
    }
}

void propose(Diagnostic& problem, std::string_view wrong, std::span<const std::string> candidates,
             std::size_t most) {
    propose_from(problem, wrong, suggestions(wrong, candidates, most));
}

}  // namespace caveat::text
