#pragma once

// A JSON tree as text again, and two of them side by side.

#include "adapters/json/json_tree.hpp"
#include "adapters/json/json_writer.hpp"

#include <string>
#include <string_view>

namespace caveat::json {

/// The member of an object by its key, the first of several; nothing where there is none.
const Node* member(const JsonTree& tree, const Node& object, std::string_view key);

/// Writes a value: members in their order, numbers in their digits, each key as often as it stands.
void write(const JsonTree& tree, const Node& node, JsonWriter& json);
/// The same on one line.
std::string text_of(const JsonTree& tree, const Node& node);

/// Where two values first differ.
struct FirstDifference {
    std::string path;  ///< `report.rules[3].status`; empty: they are alike
    std::string before;
    std::string after;
};

/// Compares two values of trees of their own, but for the member at the path `apart_from`.
FirstDifference first_difference(const JsonTree& before_tree, const Node& before,
                                 const JsonTree& after_tree, const Node& after,
                                 std::string_view apart_from);

}  // namespace caveat::json
