// From the answers behind the entries of a score to groups that rest on the same ones: entries
// joined by shared answers and by answers that exclude each other, the regions of each, and the
// points of every combination of regions, by evaluating the tree above the answers. Entrances:
// EntryGroups::group, totals_of.

#include "model/entry_groups.hpp"

#include "model/entry_answers.hpp"
#include "model/evaluation.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>
#include <variant>

namespace caveat::model {

using values::Bound;
using values::Rational;

namespace {

/// In all, of one rule set: nodes evaluated.
constexpr std::size_t most_work = std::size_t{1} << 22;

}  // namespace

class EntryGroups::Builder {
  public:
    Builder(EntryGroups& groups, Score& score, const Values& nothing_known)
        : rules_(groups.rules_),
          tree_(groups.rules_.tree),
          equal_to_(groups.equal_to_),
          values_(groups.values_),
          work_(groups.work_),
          score_(score),
          nothing_known_(nothing_known),
          answers_(groups.rules_, equal_to_, score, nothing_known),
          linked_(linked_answers()) {}

    void run() {
        for (const std::vector<std::uint32_t>& joined : components()) {
            if (!make_group(joined)) leave_alone(joined);
        }
        std::sort(score_.alone.begin(), score_.alone.end());
    }

  private:
    // Entries that share answers, or whose answers exclude each other

    std::vector<std::vector<std::uint32_t>> components() {
        std::vector<std::uint32_t> leader(score_.entries.size());
        std::iota(leader.begin(), leader.end(), 0U);
        const auto find = [&](std::uint32_t entry) {
            while (leader[entry] != entry) entry = leader[entry] = leader[leader[entry]];
            return entry;
        };
        std::vector<std::uint32_t> first_user(answers_.all().size(), none);
        for (std::uint32_t entry = 0; entry < score_.entries.size(); ++entry) {
            for (const std::uint32_t answer : answers_.used_by(entry)) {
                std::uint32_t& user = first_user[linked_[answer]];
                if (user == none) user = entry;
                leader[find(entry)] = find(user);
            }
        }
        std::map<std::uint32_t, std::vector<std::uint32_t>> joined;
        for (std::uint32_t entry = 0; entry < leader.size(); ++entry) {
            joined[find(entry)].push_back(entry);
        }
        std::vector<std::vector<std::uint32_t>> all;
        for (auto& [first, entries] : joined) all.push_back(std::move(entries));
        std::sort(all.begin(), all.end());
        return all;
    }

    /// Of each answer, the first that it cannot be told apart from: itself, or, where a code that
    /// stands alone is looked at, the first code of the same fact.
    std::vector<std::uint32_t> linked_answers() const {
        std::map<std::uint32_t, std::vector<std::uint32_t>> codes;  // by fact
        std::vector<std::uint32_t> linked(answers_.all().size());
        std::iota(linked.begin(), linked.end(), 0U);
        for (const std::uint32_t index : linked) {
            const EntryAnswers::Asked& answer = answers_.all()[index];
            if (tree_[answer.value].kind != ValueKind::choices) continue;
            codes[std::get<FactValue>(tree_[answer.value].node).fact].push_back(index);
        }
        for (const auto& [fact, indices] : codes) {
            const facts::CodeSet& alone = rules_.catalogue[fact].type.exclusive;
            const bool has_exclusive = std::any_of(
                indices.begin(), indices.end(),
                [&](std::uint32_t index) { return alone.contains(answers_.all()[index].code); });
            if (!has_exclusive) continue;
            for (const std::uint32_t index : indices) linked[index] = indices.front();
        }
        return linked;
    }

    // Regions and points

    void leave_alone(const std::vector<std::uint32_t>& entries) {
        score_.alone.insert(score_.alone.end(), entries.begin(), entries.end());
    }

    bool make_group(const std::vector<std::uint32_t>& entries) {
        std::vector<std::uint32_t> used;
        for (const std::uint32_t entry : entries) {
            used.insert(used.end(), answers_.used_by(entry).begin(), answers_.used_by(entry).end());
        }
        std::sort(used.begin(), used.end());
        used.erase(std::unique(used.begin(), used.end()), used.end());
        std::set<std::uint32_t> apart;
        const bool is_shared = std::any_of(used.begin(), used.end(), [&](std::uint32_t answer) {
            return answers_.all()[answer].uses > 1 || !apart.insert(linked_[answer]).second;
        });
        if (!is_shared || used.size() > EntryGroup::most_answers) return false;
        EntryGroup group;
        group.entries = entries;
        std::size_t combinations = 1;
        std::vector<Rational> at;  // by region, of numbers: one that lies in it
        for (const std::uint32_t index : used) {
            SharedAnswer shared{answers_.all()[index].value, answers_.all()[index].code,
                                static_cast<std::uint32_t>(group.regions.size()), 0};
            add_regions(answers_.all()[index], group.regions, at);
            shared.region_count =
                static_cast<std::uint32_t>(group.regions.size()) - shared.first_region;
            combinations *= std::max<std::size_t>(shared.region_count, 1);
            if (shared.region_count == 0) return false;
            if (combinations > EntryGroup::most_combinations) return false;
            group.answers.push_back(shared);
        }
        std::vector<ExprId> nodes;
        for (const std::uint32_t entry : entries) {
            nodes.insert(nodes.end(), answers_.nodes_of(entry).begin(),
                         answers_.nodes_of(entry).end());
        }
        std::sort(nodes.begin(), nodes.end());
        nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
        work_ += combinations * (nodes.size() + used.size());
        if (work_ > most_work) return false;
        values_.fit(tree_);
        for (std::size_t cell = 0; cell < combinations; ++cell) {
            if (!add_points(group, used, nodes, at, cell)) return false;
        }
        score_.groups.push_back(std::move(group));
        return true;
    }

    void add_regions(const EntryAnswers::Asked& answer, std::vector<Region>& regions,
                     std::vector<Rational>& at) {
        const auto add = [&](Region region, const Rational& number = 0) {
            regions.push_back(region);
            at.push_back(number);
        };
        switch (tree_[answer.value].kind) {
            case ValueKind::number:
                return add_intervals(answer, regions, at);
            case ValueKind::choice: {
                // Codes that every test takes alike belong together.
                const facts::CodeSet all =
                    nothing_known_.choices_one[tree_[answer.value].slot].present;
                std::map<std::vector<bool>, facts::CodeSet> classes;
                for (std::size_t code = 0; code < facts::CodeSet::capacity; ++code) {
                    if (!all.contains(code)) continue;
                    std::vector<bool> pattern;
                    for (const facts::CodeSet& asked : answer.codes) {
                        pattern.push_back(asked.contains(code));
                    }
                    classes[pattern].insert(code);
                }
                for (const auto& [pattern, codes] : classes) add({{}, codes, false});
                return;
            }
            case ValueKind::truth:
            case ValueKind::yes_no:
            case ValueKind::choices:
                add({{}, {}, false});
                add({{}, {}, true});
                return;
            case ValueKind::date:
                return;
        }
    }

    void add_intervals(const EntryAnswers::Asked& answer, std::vector<Region>& regions,
                       std::vector<Rational>& at) {
        const values::Range& declared = nothing_known_.numbers[tree_[answer.value].slot];
        const Totals possible(declared, step_of(rules_, answer.value, declared));
        const auto add = [&](const Interval& interval) {
            const auto one = possible.one_in(interval);
            if (!one) return;
            regions.push_back({interval, {}, false});
            at.push_back(*one);
        };
        if (answer.is_each) {
            for (const Rational& each : possible.each()) add({each, each, true, true});
            return;
        }
        std::vector<EntryAnswers::Cut> cuts = answer.cuts;
        std::sort(cuts.begin(), cuts.end());
        cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
        Interval next{declared.low, declared.high, true, true};
        for (const EntryAnswers::Cut& cut : cuts) {
            Interval below = next;
            below.high = cut.at;
            below.high_is_included = cut.is_above;
            if (below.high > next.high) break;
            add(below);
            if (Bound(cut.at) < next.low) continue;
            next.low = cut.at;
            next.low_is_included = !cut.is_above;
        }
        add(next);
    }

    void set(std::uint32_t index, const Region& region, const Rational& at) {
        for (const ExprId value : answers_.all()[index].twins) {
            const Expr& expr = tree_[value];
            switch (expr.kind) {
                case ValueKind::truth:
                    values_.truths[expr.slot] = region.holds ? Truth::yes : Truth::no;
                    break;
                case ValueKind::yes_no:
                    values_.yes_no[expr.slot] = region.holds ? Truth::yes : Truth::no;
                    break;
                case ValueKind::number:
                    values_.numbers[expr.slot] = values::single(at);
                    break;
                case ValueKind::choice:
                    values_.choices_one[expr.slot] = nothing_known_.choices_one[expr.slot];
                    values_.choices_one[expr.slot].present = region.codes;
                    break;
                case ValueKind::choices: {
                    CodesValue& codes = values_.choices[expr.slot];
                    codes.all = nothing_known_.choices[expr.slot].all;
                    (region.holds ? codes.present : codes.absent)
                        .insert(answers_.all()[index].code);
                    break;
                }
                case ValueKind::date:
                    break;
            }
        }
    }

    bool add_points(EntryGroup& group, const std::vector<std::uint32_t>& used,
                    const std::vector<ExprId>& nodes, const std::vector<Rational>& at,
                    std::size_t cell) {
        for (const std::uint32_t index : used) {
            for (const ExprId value : answers_.all()[index].twins) {
                const Expr& expr = tree_[value];
                if (expr.kind == ValueKind::choices) values_.choices[expr.slot] = {};
            }
        }
        std::map<std::uint32_t, facts::CodeSet> present;  // by fact
        for (std::size_t i = 0; i < used.size(); ++i) {
            const SharedAnswer& shared = group.answers[i];
            const std::size_t region = shared.first_region + cell % shared.region_count;
            cell /= shared.region_count;
            set(used[i], group.regions[region], at[region]);
            const Expr& value = tree_[shared.value];
            if (value.kind != ValueKind::choices || !group.regions[region].holds) continue;
            present[std::get<FactValue>(value.node).fact].insert(shared.code);
        }
        group.never.push_back(std::any_of(present.begin(), present.end(), [&](const auto& of) {
            const facts::CodeSet& alone = rules_.catalogue[of.first].type.exclusive;
            return of.second.size() > 1 && of.second.meets(alone);
        }));
        Scratch scratch;
        Evaluation evaluation(rules_, {}, values_, scratch, nullptr);
        for (const ExprId id : nodes) evaluation.one(id);
        Rational sum = 0;
        for (const std::uint32_t entry : group.entries) {
            const values::Range points = evaluation.points_of(score_.entries[entry]);
            if (!points.is_single()) return false;
            const auto next = values::add(sum, points.low.value);
            if (!next) return false;
            sum = *next;
        }
        group.points.push_back(sum);
        return true;
    }

    const RuleSet& rules_;
    const Tree& tree_;
    const std::vector<ExprId>& equal_to_;
    Values& values_;
    std::size_t& work_;
    Score& score_;
    const Values& nothing_known_;

    EntryAnswers answers_;
    const std::vector<std::uint32_t> linked_;
};

EntryGroups::EntryGroups(RuleSet& rules, const std::vector<ExprId>& equal_to)
    : rules_(rules), equal_to_(equal_to) {}

void EntryGroups::group(Score& score, const Values& nothing_known) {
    Builder(*this, score, nothing_known).run();
}

Totals totals_of(const RuleSet& rules, const Score& score, const Values& nothing_known) {
    Totals all;
    for (const EntryGroup& group : score.groups) {
        std::vector<Rational> points;
        for (std::size_t i = 0; i < group.points.size(); ++i) {
            if (!group.never[i]) points.push_back(group.points[i]);
        }
        all.add(Totals(std::move(points)));
    }
    const auto truth = [&](ExprId id) { return nothing_known.truths[rules.tree[id].slot]; };
    for (std::size_t at = 0; at < score.alone.size(); ++at) {
        const ScoreEntry& entry = score.entries[score.alone[at]];
        if (entry.condition == none) {
            const values::Range& range = nothing_known.numbers[rules.tree[entry.number].slot];
            Totals points(range, step_of(rules, entry.number, range));
            if (entry.gates.count > 0) points.join(Totals({entry.not_asked}));
            all.add(points);
            continue;
        }
        // Of the rows of a table at most one counts.
        std::vector<Rational> points;
        const auto may_be_last = [&] {
            return at + 1 == score.alone.size() ||
                   score.entries[score.alone[at + 1]].item != entry.item;
        };
        const bool is_table = !may_be_last();
        for (;; ++at) {
            const ScoreEntry& row = score.entries[score.alone[at]];
            const Truth met = truth(row.condition);
            if (met != Truth::no) points.push_back(row.weight);
            const bool is_gated = std::holds_alternative<Gated>(rules.tree[row.condition].node);
            if (met != Truth::yes && (!is_table || is_gated)) points.emplace_back(0);
            if (may_be_last()) break;
        }
        if (!points.empty()) all.add(Totals(std::move(points)));
    }
    return all;
}

}  // namespace caveat::model
