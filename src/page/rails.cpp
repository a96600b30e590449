// From the tests of a rule set to the numbers in them. Entrance: rails_of.

#include "page/rails.hpp"

#include "explain/words.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace caveat::page {

namespace {

using model::ExprId;

/// A number of the rules: facts in their order, then what is computed, then scores.
using RailKey = std::tuple<int, std::uint32_t, std::uint32_t, std::string>;

std::string_view sign_of(model::Comparison comparison) {
    constexpr std::array<std::string_view, 5> signs{"= ", "< ", "≤ ", "> ", "≥ "};
    return signs[static_cast<std::size_t>(comparison)];
}

std::optional<double> end_of(const values::Bound& bound) {
    return bound.is_finite() ? std::optional(values::to_double(bound.value)) : std::nullopt;
}

class RailCollector {
  public:
    explicit RailCollector(const Context& context)
        : context_(context), model_(context.model()), tree_(context.model().tree) {}

    void look_at(RuleId rule) {
        rule_ = rule;
        std::vector<ExprId> open{model_.rules[rule.index].when, model_.rules[rule.index].unless};
        std::vector<bool> is_seen(tree_.size());
        while (!open.empty()) {
            const ExprId id = open.back();
            open.pop_back();
            if (id == model::none || is_seen[id]) continue;
            is_seen[id] = true;
            look_at_node(id);
            model::for_each_child(model_, id, [&](ExprId child) { open.push_back(child); });
        }
    }

    void add_score(std::uint32_t score) { (void)rail_of_score(score); }

    std::vector<Rail> take() {
        std::vector<Rail> rails;
        for (auto& [key, rail] : rails_) {
            if (rail.cuts.empty() && !rail.score) continue;
            finish(rail);
            rails.push_back(std::move(rail));
        }
        return rails;
    }

  private:
    void look_at_node(ExprId id) {
        const model::Node& node = tree_[id].node;
        if (const auto* test = std::get_if<model::Compare>(&node)) {
            compare(id, test->left, test->right, test->comparison);
            compare(id, test->right, test->left, model::mirrored(test->comparison));
        } else if (const auto* between = std::get_if<model::Between>(&node)) {
            compare(id, between->value, between->low, model::Comparison::greater_or_equal);
            compare(id, between->value, between->high, model::Comparison::less_or_equal);
        } else if (const auto* band = std::get_if<model::InBand>(&node)) {
            add_score(band->score);
        }
    }

    void compare(ExprId test, ExprId value, ExprId constant, model::Comparison comparison) {
        const values::Rational* const number = model::constant_number(tree_, constant);
        if (number == nullptr || model::is_number_constant(tree_, value)) return;
        Rail& rail = rail_of(value);
        std::string label(sign_of(comparison));
        label += explain::number_words(*number, tree_.unit(tree_[value].unit), false);
        std::string words = context_.words(tree_[test].span);
        for (Cut& each : rail.cuts) {
            if (each.label != label || each.words != words) continue;
            if (each.rules.back() != rule_) each.rules.push_back(rule_);
            return;
        }
        rail.cuts.push_back({values::to_double(*number),
                             std::move(label),
                             std::move(words),
                             context_.parameter_of(constant),
                             {rule_}});
    }

    Rail& rail_of(ExprId value) {
        if (const auto* score = std::get_if<model::ScoreValue>(&tree_[value].node)) {
            return rail_of_score(score->score);
        }
        const auto place = model::place_of(tree_[value].node);
        std::string words = explain::value_words(model_, value);
        RailKey key{1, 0, 0, words};
        if (place) key = {0, place->fact, place->field.value_or(0), {}};
        const auto [found, is_new] = rails_.try_emplace(std::move(key));
        Rail& rail = found->second;
        if (!is_new) return rail;
        rail.name = std::move(words);
        const values::Unit& unit = tree_.unit(tree_[value].unit);
        rail.unit = unit.symbol;
        if (place) {
            rail.fact = FactId{place->fact};
            set_ends(rail, model_.catalogue.type_at(*place).range, unit);
        }
        return rail;
    }

    Rail& rail_of_score(std::uint32_t index) {
        const auto [found, is_new] = rails_.try_emplace(RailKey{2, index, 0, {}});
        Rail& rail = found->second;
        if (!is_new) return rail;
        const model::Score& score = model_.scores[index];
        rail.name = score.name;
        rail.score = index;
        set_ends(rail, score.declared, values::Unit{});
        const auto& written = context_.document().scores[index].bands;
        for (std::size_t i = 0; i < score.bands.size(); ++i) {
            const model::Band& band = score.bands[i];
            rail.bands.push_back({band.name, i < written.size() ? written[i].interval.text : "",
                                  end_of(band.interval.low), end_of(band.interval.high)});
        }
        return rail;
    }

    static void set_ends(Rail& rail, const values::Range& range, const values::Unit& unit) {
        if (range.low.is_finite()) {
            rail.low = explain::number_words(range.low.value, unit, false);
            rail.from = values::to_double(range.low.value);
        }
        if (range.high.is_finite()) {
            rail.high = explain::number_words(range.high.value, unit, false);
            rail.to = values::to_double(range.high.value);
        }
    }

    /// Where there is no end, the line goes on a little; one that is far off would press all cut
    /// points into one spot, and is left out of the drawing.
    static void finish(Rail& rail) {
        std::stable_sort(rail.cuts.begin(), rail.cuts.end(),
                         [](const Cut& a, const Cut& b) { return a.at < b.at; });
        std::vector<double> places;
        for (const Cut& cut : rail.cuts) places.push_back(cut.at);
        for (const Stretch& band : rail.bands) {
            if (band.from) places.push_back(*band.from);
            if (band.to) places.push_back(*band.to);
        }
        if (places.empty()) places = {rail.low ? rail.from : 0};
        const auto [first, last] = std::minmax_element(places.begin(), places.end());
        const double room = *last > *first ? (*last - *first) / 4 : std::max(1.0, *last / 4);
        constexpr double most = 12;
        if (!rail.low || *first - rail.from > most * room) {
            rail.from = *first - room;
            rail.low.reset();
        }
        if (!rail.high || rail.to - *last > most * room) {
            rail.to = *last + room;
            rail.high.reset();
        }
        if (!(rail.to > rail.from)) rail.to = rail.from + 1;
    }

    const Context& context_;
    const model::RuleSet& model_;
    const model::Tree& tree_;
    RuleId rule_;
    std::map<RailKey, Rail> rails_;
};

}  // namespace

std::vector<Rail> rails_of(const Context& context, std::optional<RuleId> rule) {
    RailCollector collector(context);
    if (rule) {
        collector.look_at(*rule);
        return collector.take();
    }
    for (std::uint32_t i = 0; i < context.rules().rule_count(); ++i) collector.look_at(RuleId{i});
    for (std::uint32_t i = 0; i < context.rules().score_count(); ++i) collector.add_score(i);
    return collector.take();
}

}  // namespace caveat::page
