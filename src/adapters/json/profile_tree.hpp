#pragma once

// A profile out of the tree of its text.

#include <caveat/adapter.hpp>
#include <caveat/json.hpp>

#include "adapters/json/json_tree.hpp"

#include <string_view>

namespace caveat::json {

/// Reads the text as `tree` and hands each answer to the adapter, with whatever is wrong with it.
void read_tree(const RuleSet& rules, std::string_view text, const ReadOptions& options,
               JsonTree& tree, ProfileAdapter& adapter);

}  // namespace caveat::json
