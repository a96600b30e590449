#pragma once

// What the schema and the types of a profile say alike, in words.

#include <caveat/rules.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace caveat::json {

/// The most records, or codes, of one list of a profile.
inline constexpr std::size_t most_entries = 10'000;

/// `back-pain-massage 1.0.0`; what it is called where it has no id.
std::string name_of(const RuleSet& rules);

/// Which rule set exactly: its title, and the hash of its file.
std::string origin_of(const RuleSet& rules);

/// A text between double quotes: the escapes of JSON are those of TypeScript and Python too.
std::string in_quotes(std::string_view text);

/// The question of a fact, who is asked and when, and what its type does not say, on one line.
std::string said_of(const FactInfo& fact);
/// The same of a field, which has no question.
std::string said_of(const FieldInfo& field);

}  // namespace caveat::json
