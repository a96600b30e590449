// The arena of typed nodes: `Tree::add` gives each its id and its slot among those of its kind.

#include "model/tree.hpp"

#include <algorithm>
#include <utility>

namespace caveat::model {

Tree::Tree() : units_(1), names_(1), name_by_text_{{std::string(), 0}} {}

ExprId Tree::add(Node node, Span span, ValueKind kind, std::uint32_t scope, std::uint32_t unit) {
    const auto id = static_cast<ExprId>(nodes_.size());
    const std::uint32_t slot = counts_[static_cast<std::size_t>(kind)]++;
    nodes_.push_back(Expr{std::move(node), span, kind, slot, scope, unit});
    return id;
}

Children Tree::add_children(std::span<const ExprId> ids) {
    const Children run{static_cast<std::uint32_t>(children_.size()),
                       static_cast<std::uint32_t>(ids.size())};
    children_.insert(children_.end(), ids.begin(), ids.end());
    return run;
}

std::uint32_t Tree::unit_index(const values::Unit& unit) {
    const auto found = std::find(units_.begin(), units_.end(), unit);
    if (found != units_.end()) return static_cast<std::uint32_t>(found - units_.begin());
    units_.push_back(unit);
    return static_cast<std::uint32_t>(units_.size() - 1);
}

NameIndex Tree::name_index(const std::string& name) {
    const auto next = static_cast<NameIndex>(names_.size());
    const auto [found, is_new] = name_by_text_.try_emplace(name, next);
    if (is_new) names_.push_back(name);
    return found->second;
}

}  // namespace caveat::model
