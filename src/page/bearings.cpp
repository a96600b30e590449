// From conditions to the facts that they look at. Entrance: bearings_of.

#include "page/bearings.hpp"

#include "model/walk.hpp"

namespace caveat::page {

namespace {

using model::ExprId;

class Marking {
  public:
    Marking(const model::RuleSet& rules, bool Bearing::* how, std::vector<Bearing>& bearings)
        : rules_(rules), how_(how), bearings_(bearings), is_seen_(rules.tree.size()) {}

    void from(ExprId root) {
        if (root != model::none) open_.push_back({root, how_});
        while (!open_.empty()) {
            const Open at = open_.back();
            open_.pop_back();
            look_at(at);
        }
    }

  private:
    struct Open {
        ExprId id;
        bool Bearing::* how;
    };

    void look_at(const Open& at) {
        if (is_seen_[at.id]) return;
        is_seen_[at.id] = true;
        const model::Node& node = rules_.tree[at.id].node;
        if (const auto fact = model::fact_of(node)) bearings_[*fact].*at.how = true;
        if (const auto* gated = std::get_if<model::Gated>(&node)) {
            for (const ExprId gate : rules_.tree.children(gated->gates)) {
                open_.push_back({gate, &Bearing::gates});
            }
            open_.push_back({gated->test, at.how});
            return;
        }
        model::for_each_child(rules_, at.id,
                              [&](ExprId child) { open_.push_back({child, at.how}); });
    }

    const model::RuleSet& rules_;
    bool Bearing::* how_;
    std::vector<Bearing>& bearings_;
    std::vector<bool> is_seen_;
    std::vector<Open> open_;
};

}  // namespace

std::vector<std::vector<Bearing>> bearings_of(const model::RuleSet& rules) {
    const std::vector<Bearing> nothing(rules.catalogue.size());
    std::vector<std::vector<Bearing>> made(rules.rules.size(), nothing);
    for (std::size_t i = 0; i < made.size(); ++i) {
        Marking(rules, &Bearing::makes, made[i]).from(rules.rules[i].when);
    }
    std::vector<std::vector<Bearing>> all = made;
    for (std::size_t i = 0; i < all.size(); ++i) {
        Marking(rules, &Bearing::lifts, all[i]).from(rules.rules[i].unless);
        for (const RuleId over : rules.rules[i].overridden_by) {
            const std::vector<Bearing>& lifter = made[over.index];
            for (std::size_t fact = 0; fact < lifter.size(); ++fact) {
                all[i][fact].join({false, lifter[fact].makes, lifter[fact].gates});
            }
        }
    }
    return all;
}

}  // namespace caveat::page
