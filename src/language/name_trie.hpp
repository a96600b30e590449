#pragma once

// How declared names are found in a sentence: a tree of words, one step a word.

#include "language/grammar/token.hpp"
#include "language/phrase.hpp"
#include "language/vocabulary.hpp"
#include "text/skeleton.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace caveat::language {

/// What a slot of a phrase was given: tokens [begin, end) of the sentence.
struct SlotMatch {
    std::size_t begin = 0;
    std::size_t end = 0;
    const Entry* parameter = nullptr;  ///< null for a literal
};

/// A declared name or phrase found in a sentence.
struct NameMatch {
    const Entry* entry = nullptr;
    std::size_t end = 0;  ///< the token after the name
    std::vector<SlotMatch> slots;
    const Entry* rival = nullptr;  ///< another declaration that matches the same words
};

struct NameTable::Impl {
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    static constexpr std::uint32_t slot_word = 0;

    struct TrieNode {
        std::uint32_t entry = none;
        bool has_slot = false;
    };

    std::vector<Entry> entries;
    std::vector<std::vector<Spelling>> spellings;            ///< of each entry
    std::unordered_map<std::string, std::uint32_t> exact;    ///< canonical declaration → entry
    std::unordered_map<std::string, std::uint32_t> words;    ///< folded word → number, from 1
    std::unordered_map<std::uint64_t, std::uint32_t> edges;  ///< trie node and word → trie node
    std::unordered_map<std::string, Span> slot_names;
    std::vector<std::uint32_t> digit_words;    ///< words that are numbers
    std::unordered_set<std::string> rejected;  ///< canonical: declared in vain
    /// First words of phrases declared in vain: what they would match is not known.
    std::unordered_set<std::string> rejected_starts;
    std::vector<TrieNode> trie = {TrieNode{}};
    text::LookAlikes look_alikes;
    bool has_quoted = false;  ///< an entry is written in quotes

    std::uint32_t step(std::uint32_t node, std::uint32_t word) const;
    std::uint32_t word_number(const std::string& word) const;
    /// The entry that already matches something that `spelling` matches, or `none`.
    std::uint32_t clash(const Spelling& spelling) const;
    void insert(const Spelling& spelling, std::uint32_t entry);
};

/// The longest name or phrase that begins at token `begin`. Slots take a literal number or the name
/// of a parameter in `parameters`. `without` is passed over (a name must not explain itself).
std::optional<NameMatch> longest_match(const NameTable& table, const std::vector<Token>& tokens,
                                       std::size_t begin, const NameTable* parameters,
                                       const Entry* without = nullptr);

}  // namespace caveat::language
