// Finds equal nodes. Entrance: representatives.

#include "model/sharing.hpp"

#include "model/walk.hpp"
#include "values/rational.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace caveat::model {

namespace {

/// A node as bytes: what it says, with its children replaced by those that they are equal to.
class Key {
  public:
    Key(const model::Tree& tree, const std::vector<ExprId>& equal_to, std::string& bytes)
        : tree_(tree), equal_to_(equal_to), bytes_(bytes) {}

    void write(ExprId id) {
        bytes_.clear();
        id_ = id;
        const model::Expr& expr = tree_[id];
        put(expr.node.index());
        put(static_cast<std::uint64_t>(expr.kind));
        put(expr.scope);
        put(expr.unit);
        model::visit([&](const AnyNode auto& node) { add(node); }, expr.node);
    }

  private:
    void put(std::uint64_t number) {
        bytes_.append(reinterpret_cast<const char*>(&number), sizeof number);
    }
    void number(std::int64_t value) { put(static_cast<std::uint64_t>(value)); }
    void child(ExprId id) { put(id == model::none ? id : equal_to_[id]); }
    void children(Children run) {
        put(run.count);
        for (const ExprId id : tree_.children(run)) child(id);
    }
    void where(const model::Where& where) { child(where.body); }
    void codes(const facts::CodeSet& codes) {
        for (std::size_t i = 0; i < facts::CodeSet::capacity / 64; ++i) put(codes.word(i));
    }
    void bound(const values::Bound& bound) {
        number(bound.infinity);
        if (!bound.is_finite()) return;
        const auto whole = [](const values::Int128& part) {
            return values::to_int64(values::Rational::from_lowest_terms(part, 1));
        };
        const auto numerator = whole(bound.value.numerator());
        const auto denominator = whole(bound.value.denominator());
        number(numerator && denominator ? *numerator : id_);
        number(numerator && denominator ? *denominator : -1);
    }

    void add(const model::FactValue& node) {
        put(node.fact);
        child(node.fallback);
    }
    void add(const model::FieldValue& node) {
        put(node.records);
        put(node.field);
    }
    void add(const model::NumberConstant& node) {
        bound(node.value.low);
        bound(node.value.high);
        put(node.value.whole ? 1 : 0);
    }
    void add(const model::DateConstant& node) {
        number(node.value.low);
        number(node.value.high);
    }
    void add(const model::Arithmetic& node) {
        put(static_cast<std::uint64_t>(node.op));
        child(node.left);
        child(node.right);
    }
    void add(const model::Extreme& node) {
        put(node.is_maximum ? 1 : 0);
        children(node.values);
    }
    void add(const model::Rounded& node) {
        child(node.value);
        number(node.places);
    }
    void add(const model::RecordCount& node) {
        put(node.records);
        where(node.where);
    }
    void add(const model::CodeCount& node) { child(node.codes); }
    void add(const model::Measure& node) {
        put(static_cast<std::uint64_t>(node.kind));
        put(node.records);
        put(node.field);
        where(node.where);
    }
    void add(const model::TimeSince& node) {
        put(static_cast<std::uint64_t>(node.unit));
        child(node.date);
    }
    void add(const model::ScoreValue& node) { put(node.score); }
    void add(const model::All& node) { children(node.parts); }
    void add(const model::Any& node) { children(node.parts); }
    void add(const model::AtLeastOf& node) {
        put(node.count);
        children(node.parts);
    }
    void add(const model::Not& node) { child(node.part); }
    void add(const model::Gated& node) {
        child(node.test);
        children(node.gates);
    }
    void add(const model::YesNo& node) { child(node.value); }
    void add(const model::Compare& node) {
        put(static_cast<std::uint64_t>(node.comparison));
        child(node.left);
        child(node.right);
    }
    void add(const model::Between& node) {
        child(node.value);
        child(node.low);
        child(node.high);
    }
    void add(const model::InBand& node) {
        child(node.value);
        put(node.score);
        put(node.band);
    }
    void add(const model::IsOneOf& node) {
        child(node.value);
        codes(node.codes);
    }
    void add(const model::Includes& node) {
        child(node.value);
        codes(node.codes);
        put(node.all ? 1 : 0);
    }
    void add(const model::IsEmpty& node) { child(node.value); }
    void add(const model::DateTest& node) {
        put(static_cast<std::uint64_t>(node.relation));
        child(node.left);
        child(node.right);
    }
    void add(const model::WithinLast& node) { ago(node); }
    void add(const model::MoreThanAgo& node) { ago(node); }
    template <class Node>
    void ago(const Node& node) {
        child(node.date);
        number(node.count);
        put(static_cast<std::uint64_t>(node.unit));
    }
    void add(const model::RecordsAtLeast& node) {
        put(node.records);
        number(node.count);
        where(node.where);
    }
    void add(const model::RecordsAtMost& node) {
        put(node.records);
        number(node.count);
        where(node.where);
    }

    const model::Tree& tree_;
    const std::vector<ExprId>& equal_to_;
    std::string& bytes_;
    ExprId id_ = 0;
};

}  // namespace

std::vector<ExprId> representatives(const model::Tree& tree) {
    const auto size = static_cast<ExprId>(tree.size());
    std::vector<ExprId> equal_to(size, model::none);
    std::unordered_map<std::string, ExprId> first;
    first.reserve(size);
    std::string bytes;
    Key key(tree, equal_to, bytes);
    for (ExprId id = 0; id < size; ++id) {
        key.write(id);
        equal_to[id] = first.try_emplace(bytes, id).first->second;
    }
    return equal_to;
}

}  // namespace caveat::model
