// Finds equal nodes and what a node needs. Entrances: representatives, add_needed.

#include "model/sharing.hpp"

#include "values/rational.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

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
        std::visit([&](const auto& node) { add(node); }, expr.node);
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

void add_needed(const model::RuleSet& rules, ExprId id, std::vector<ExprId>& needed) {
    const model::Tree& tree = rules.tree;
    const auto one = [&](ExprId child) {
        if (child != model::none) needed.push_back(child);
    };
    const auto run = [&](Children children) {
        for (const ExprId child : tree.children(children)) one(child);
    };
    const auto where = [&](const model::Where& condition) { one(condition.body); };
    std::visit(model::Overloaded{
                   [&](const model::FactValue& node) { one(node.fallback); },
                   [](const model::FieldValue&) {},
                   [](const model::NumberConstant&) {},
                   [](const model::DateConstant&) {},
                   [&](const model::Arithmetic& node) {
                       one(node.left);
                       one(node.right);
                   },
                   [&](const model::Extreme& node) { run(node.values); },
                   [&](const model::Rounded& node) { one(node.value); },
                   [&](const model::RecordCount& node) { where(node.where); },
                   [&](const model::CodeCount& node) { one(node.codes); },
                   [&](const model::Measure& node) { where(node.where); },
                   [&](const model::TimeSince& node) { one(node.date); },
                   [&](const model::ScoreValue& node) {
                       for (const model::ScoreEntry& entry : rules.scores[node.score].entries) {
                           one(entry.condition);
                           one(entry.number);
                           run(entry.gates);
                       }
                   },
                   [&](const model::All& node) { run(node.parts); },
                   [&](const model::Any& node) { run(node.parts); },
                   [&](const model::AtLeastOf& node) { run(node.parts); },
                   [&](const model::Not& node) { one(node.part); },
                   [&](const model::Gated& node) {
                       one(node.test);
                       run(node.gates);
                   },
                   [&](const model::YesNo& node) { one(node.value); },
                   [&](const model::Compare& node) {
                       one(node.left);
                       one(node.right);
                   },
                   [&](const model::Between& node) {
                       one(node.value);
                       one(node.low);
                       one(node.high);
                   },
                   [&](const model::InBand& node) { one(node.value); },
                   [&](const model::IsOneOf& node) { one(node.value); },
                   [&](const model::Includes& node) { one(node.value); },
                   [&](const model::IsEmpty& node) { one(node.value); },
                   [&](const model::DateTest& node) {
                       one(node.left);
                       one(node.right);
                   },
                   [&](const model::WithinLast& node) { one(node.date); },
                   [&](const model::MoreThanAgo& node) { one(node.date); },
                   [&](const model::RecordsAtLeast& node) { where(node.where); },
                   [&](const model::RecordsAtMost& node) { where(node.where); },
               },
               tree[id].node);
}

void add_facts_behind(const RuleSet& rules, ExprId root, std::vector<std::uint32_t>& facts) {
    const auto add = [&](std::uint32_t fact) {
        if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
    };
    std::unordered_set<ExprId> seen{root};
    std::vector<ExprId> open{root};
    std::vector<ExprId> needed;
    while (!open.empty()) {
        const ExprId id = open.back();
        open.pop_back();
        std::visit(model::Overloaded{
                       [&](const model::FactValue& node) { add(node.fact); },
                       [&](const model::RecordCount& node) { add(node.records); },
                       [&](const model::Measure& node) { add(node.records); },
                       [&](const model::RecordsAtLeast& node) { add(node.records); },
                       [&](const model::RecordsAtMost& node) { add(node.records); },
                       [](const auto&) {},
                   },
                   rules.tree[id].node);
        needed.clear();
        add_needed(rules, id, needed);
        for (const ExprId each : needed) {
            if (seen.insert(each).second) open.push_back(each);
        }
    }
}

}  // namespace caveat::model
