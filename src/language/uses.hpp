#pragma once

#include "language/syntax.hpp"

#include <vector>

namespace caveat::language {

/// The declared names that a condition or number uses, in the order of their nodes: facts,
/// records, terms, parameters and scores. The fields of records, codes and bands belong to one of
/// those and are left out, as are names that stand for a slot.
std::vector<const Entry*> uses_of(const Syntax& syntax, NodeId root);

/// Those that arguments name: parameters.
std::vector<const Entry*> uses_of(const std::vector<SlotArgument>& arguments);

}  // namespace caveat::language
