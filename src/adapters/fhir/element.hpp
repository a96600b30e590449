#pragma once

// Elements of resources: looked up by name in the tree of a JSON text.

#include "adapters/json/json_tree.hpp"

#include <string_view>

namespace caveat::fhir {

using json::JsonTree;
using json::Node;
using json::NodeKind;

/// An element, or nothing. Asking nothing for a part of it gives nothing.
class Element {
  public:
    Element() = default;
    Element(const JsonTree& tree, const Node* node) : tree_(&tree), node_(node) {}

    [[nodiscard]] bool exists() const { return node_ != nullptr; }
    explicit operator bool() const { return exists(); }
    [[nodiscard]] const Node* node() const { return node_; }
    [[nodiscard]] const JsonTree& tree() const { return *tree_; }
    [[nodiscard]] bool is(NodeKind kind) const { return node_ != nullptr && node_->kind == kind; }

    /// The member of an object.
    [[nodiscard]] Element operator[](std::string_view name) const {
        if (!is(NodeKind::object)) return {};
        for (const Node* each = tree_->first(*node_); each != nullptr; each = tree_->after(*each)) {
            if (each->key == name) return {*tree_, each};
        }
        return {};
    }

    /// Whether several members of an object have the name: which of them is meant, nobody can tell.
    [[nodiscard]] bool has_twice(std::string_view name) const {
        if (!is(NodeKind::object)) return false;
        std::size_t count = 0;
        for (const Node* each = tree_->first(*node_); each != nullptr; each = tree_->after(*each)) {
            if (each->key == name) ++count;
        }
        return count > 1;
    }

    /// The text of a text; empty for anything else.
    [[nodiscard]] std::string_view text() const {
        return is(NodeKind::text) ? node_->text : std::string_view();
    }
    /// Whether it is `true`.
    [[nodiscard]] bool is_true() const { return is(NodeKind::boolean) && node_->is_true; }

    /// Calls `visit(Element)` for each entry of a list.
    template <class Visit>
    void each(Visit visit) const {
        if (!is(NodeKind::list)) return;
        for (const Node* one = tree_->first(*node_); one != nullptr; one = tree_->after(*one)) {
            visit(Element(*tree_, one));
        }
    }
    [[nodiscard]] Element first() const {
        return is(NodeKind::list) ? Element(*tree_, tree_->first(*node_)) : Element();
    }

  private:
    const JsonTree* tree_ = nullptr;
    const Node* node_ = nullptr;
};

}  // namespace caveat::fhir
