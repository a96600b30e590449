#pragma once

// What a fact is read from, and how it is said.

#include "adapters/arrow/plan.hpp"

#include <string>
#include <string_view>

namespace caveat::arrow {

/// Whether a fact of this kind, but for records, is read from such a column; notes in `bound` how.
bool fits(const Field& field, FactKind kind, BoundColumn& bound);
/// What a fact of this kind is read from, for people.
std::string_view takes(FactKind kind);
/// What a column is, for people: "a dictionary of texts".
std::string words_of(const Field& field);
/// What to do where it does not fit; `option` is how `ignore` calls it, in words.
std::string help_for(const Field& field, FactKind kind, const std::string& option);

}  // namespace caveat::arrow
