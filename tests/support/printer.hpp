#pragma once

// Generated trees as the texts that the engine reads.

#include "chance.hpp"
#include "generated.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace caveat::testing {

/// The rule file of a rule set. Equivalent spellings are chosen by `seed`; none
/// changes the meaning.
std::string print_rules(const GeneratedRuleSet& rules, std::uint64_t seed);

/// The profile as JSON, spellings chosen by `seed`.
std::string print_profile(const GeneratedRuleSet& rules, const GeneratedProfile& profile,
                          std::uint64_t seed);

/// One condition or number as the sentence of an expression. `records` is the
/// fact whose fields are seen; `slots` are those of the phrase being declared.
std::string print_condition(const GeneratedRuleSet& rules, const Condition& condition,
                            std::uint64_t seed);
std::string print_number(const GeneratedRuleSet& rules, const Number& number, std::uint64_t seed);

/// A decimal with as few digits as it needs. Precondition: it is one.
std::string decimal_text(const Rational& value);

/// Whether a code is more than a name, so that it stands in quotes wherever it is written.
bool needs_quotes(std::string_view code);

/// A name as JSON and ids write it: `lower_back`; a code that needs quotes is its own key.
std::string key_of(std::string_view name);

}  // namespace caveat::testing
