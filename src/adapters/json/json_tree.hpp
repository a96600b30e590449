#pragma once

// A JSON text as a flat tree, read whole before anything of it is used.

#include <caveat/diagnostic.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace caveat::json {

enum class NodeKind : std::uint8_t { null, boolean, number, text, list, object };

/// One value. Views live as long as the tree.
struct Node {
    NodeKind kind = NodeKind::null;
    bool is_true = false;   ///< of a boolean
    std::string_view key;   ///< within an object, unescaped
    std::string_view text;  ///< a text unescaped; a number, boolean or null as written
    std::uint32_t first_child = 0;
    std::uint32_t next = 0;  ///< the next sibling; 0 = none
};

/// Bounds on one JSON text, each with a problem of its own.
struct TreeLimits {
    std::size_t bytes = 8U * 1024U * 1024U;
    std::size_t depth = 64;  ///< lists and objects inside one another
    std::size_t values = 1'000'000;
    std::string_view what = "profile";  ///< what the text is, in messages
};

class JsonTree {
  public:
    JsonTree();
    ~JsonTree();
    JsonTree(JsonTree&&) noexcept;
    JsonTree& operator=(JsonTree&&) noexcept;

    [[nodiscard]] const Node& root() const { return nodes_.front(); }
    /// The first value of a list or object; nothing when it is empty.
    [[nodiscard]] const Node* first(const Node& parent) const { return at(parent.first_child); }
    [[nodiscard]] const Node* after(const Node& sibling) const { return at(sibling.next); }

    /// Reads exactly one JSON value with nothing but blanks around it (a byte-order mark in front
    /// is skipped). Every part is checked, used later or not: RFC 8259, UTF-8. returns the problem,
    /// and leaves the tree without a use, when the text is anything else or
    ///         beyond a limit. A duplicate key is no problem here.
    std::optional<Diagnostic> read(std::string_view text, const TreeLimits& limits);

  private:
    struct Texts;  // owns the bytes that the nodes look into

    [[nodiscard]] const Node* at(std::uint32_t index) const {
        return index == 0 ? nullptr : &nodes_[index];
    }

    std::vector<Node> nodes_;
    std::unique_ptr<Texts> texts_;
};

/// What a value is, with its article: "a number", "an object".
std::string_view name_of(const Node& node);

}  // namespace caveat::json
