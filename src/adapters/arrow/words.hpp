#pragma once

// The words of what is given out, in the order of their numbers: schema and values agree on them.

#include "adapters/arrow/arrays.hpp"
#include "adapters/arrow/plan.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace caveat::arrow {

using Words = std::vector<std::string>;

Words verdict_keys();
Words truth_keys();
Words status_keys();
Words verb_keys();
Words certainty_keys();
Words respondent_keys();
Words rule_ids(const RuleSet& rules);
Words fact_keys(const RuleSet& rules);
/// Outcomes with their arguments, `suggest_n_sessions(n=4)`, mildest first, then in the order of
/// the file.
struct OutcomeWords {
    Words words;
    std::vector<std::uint32_t> place;  ///< by OutcomeId
};
OutcomeWords outcome_words_of(const RuleSet& rules);
std::string outcome_id(const OutcomeInfo& outcome);

Field text_field(std::string name, bool is_nullable = false, bool is_large = false);
Field plain_field(std::string name, std::string format, bool is_nullable = false);
/// A dictionary of words with indices of 8 or 32 bits; plain words where the options say so.
Field word_field(std::string name, bool is_plain, bool is_wide, bool is_ordered);
Field list_field(std::string name, Field items);
Field struct_field(std::string name, std::vector<Field> children);

/// Numbers of words as an array of their field.
OwnedArray words_array(const std::vector<std::uint32_t>& numbers, const Words& words, bool is_plain,
                       bool is_wide);
/// The words by themselves, as a dictionary has them.
OwnedArray entries_of(const Words& words);
/// The same of bytes, as a dictionary.
OwnedArray words_array(Bytes numbers, const Words& words);

}  // namespace caveat::arrow
