// From a rule and a patient to the fewest answers that would change what becomes of it. Entrance:
// `smallest_change`.

#include "analysis/change_search.hpp"
#include "patients/nearest_number.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace caveat::authoring {

using patients::nearest_that_works;

SmallestChange ChangeSearch::run() {
    if (reaches(what_if_.status())) return {SearchEnd::already_there, {}, 0};
    for (const std::uint32_t fact : facts_) what_if_.hide(fact);
    const bool is_possible = !rules_out(what_if_.status());
    for (const std::uint32_t fact : facts_) what_if_.restore(fact);
    if (!is_possible) return {SearchEnd::impossible, {}, facts_.size()};
    for (std::size_t size = 1; size <= facts_.size(); ++size) {
        is_sure_ = true;
        chosen_.clear();
        choose(0, size);
        if (!found_.ways.empty()) break;
        if (is_spent_) break;
        if (is_sure_ && found_.excluded + 1 == size) found_.excluded = size;
    }
    found_.end = end();
    return std::move(found_);
}

std::vector<std::uint32_t> ChangeSearch::open_ones_first() const {
    std::vector<std::uint32_t> facts = what_if_.facts();
    std::stable_partition(facts.begin(), facts.end(), [&](std::uint32_t fact) {
        return profile_.given(fact) != facts::Given::answered;
    });
    return facts;
}

std::size_t ChangeSearch::most_evaluations() const {
    constexpr std::size_t most_nodes = 20'000'000;
    std::size_t nodes = rules_.tree.size() + 1;
    for (std::uint32_t fact = 0; fact < rules_.catalogue.size(); ++fact) {
        nodes += profile_.record_count(fact) * rules_.catalogue[fact].fields.size();
    }
    return std::min(limits_.evaluations, most_nodes / nodes + 1);
}

SearchEnd ChangeSearch::end() const {
    if (!found_.ways.empty()) return SearchEnd::found;
    if (is_spent_) return SearchEnd::out_of_budget;
    return found_.excluded == facts_.size() ? SearchEnd::impossible : SearchEnd::not_among_tried;
}

void ChangeSearch::choose(std::size_t next, std::size_t size) {
    if (chosen_.size() == size) return try_chosen();
    for (; next + (size - chosen_.size()) <= facts_.size(); ++next) {
        if (is_over()) return;
        chosen_.push_back(next);
        choose(next + 1, size);
        chosen_.pop_back();
    }
}

void ChangeSearch::try_chosen() {
    if (what_if_.evaluations() >= most_evaluations_) is_spent_ = true;
    if (is_spent_) return;
    for (const std::size_t at : chosen_) what_if_.hide(facts_[at]);
    picked_.assign(chosen_.size(), 0);
    if (!rules_out(what_if_.status())) {
        const std::size_t ways = found_.ways.size();
        bool is_complete = true;
        for (const std::size_t at : chosen_) is_complete &= trials_of(at).is_complete;
        has_contradiction_ = false;
        refined_.clear();
        if (!try_answers(0) && !is_spent_) {
            // What an answer that contradicts the records makes unknown, a fitting one decides.
            if (!is_complete || has_contradiction_) is_sure_ = false;
        }
        if (found_.ways.size() > ways) describe(found_.ways.back());
    }
    for (const std::size_t at : chosen_) what_if_.restore(facts_[at]);
    what_if_.free_room();
}

const Trials& ChangeSearch::trials_of(std::size_t at) {
    std::optional<Trials>& trials = trials_[at];
    if (!trials) trials = maker_.trials(facts_[at]);
    return *trials;
}

bool ChangeSearch::is_same(std::size_t at, const Trial& trial) const {
    const std::uint32_t fact = facts_[at];
    const Value now = profile_.value(fact);
    if (now.given != facts::Given::answered) return false;
    switch (rules_.catalogue[fact].type.kind) {
        case FactKind::yes_no:
            return now.truth == trial.value.truth;
        case FactKind::number:
            return now.is_complete && now.number == trial.value.number;
        case FactKind::choice:
            return now.code == trial.value.code;
        case FactKind::choices:
            return now.is_complete && now.present == trial.value.present;
        case FactKind::date:
            return now.dates == trial.value.dates;
        case FactKind::records:
            break;
    }
    return false;
}

bool ChangeSearch::try_answers(std::size_t position) {
    const std::size_t at = chosen_[position];
    const std::vector<Trial>& answers = trials_of(at).answers;
    const WhatIf::Room room = what_if_.room();
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (what_if_.evaluations() >= most_evaluations_) is_spent_ = true;
        if (is_spent_) break;
        if (is_same(at, answers[i])) continue;
        what_if_.put(facts_[at], answers[i]);
        picked_[position] = i;
        const Status found = what_if_.status();
        const bool is_last = position + 1 == chosen_.size();
        const bool is_good = is_last ? reaches(found) && !contradicts()
                                     : !rules_out(found) && try_answers(position + 1);
        if (is_good) return is_last ? keep() : true;
        what_if_.free_room(room);
    }
    what_if_.hide(facts_[at]);
    return false;
}

bool ChangeSearch::contradicts() {
    std::vector<std::uint32_t> changed;
    for (const std::size_t at : chosen_) changed.push_back(facts_[at]);
    const bool found =
        what_if_.contradicts(changed) || !second_look_.contradictions(what_if_.profile()).empty();
    has_contradiction_ = has_contradiction_ || found;
    return found;
}

bool ChangeSearch::keep() {
    for (std::size_t i = 0; i < chosen_.size(); ++i) refine(i);
    auto facts = std::make_shared<facts::Profile>(what_if_.profile());
    std::erase_if(facts->problems, [&](const Diagnostic& problem) {
        return std::any_of(chosen_.begin(), chosen_.end(), [&](std::size_t at) {
            const std::string path = "facts." + rules_.catalogue[facts_[at]].key;
            const bool begins = problem.path.starts_with(path);
            return begins && (problem.path.size() == path.size() ||
                              problem.path[path.size()] == '.' || problem.path[path.size()] == '[');
        });
    });
    found_.ways.push_back({{}, api::Access::profile(rule_set_, std::move(facts))});
    return true;
}

void ChangeSearch::refine(std::size_t position) {
    const std::size_t at = chosen_[position];
    const std::uint32_t fact = facts_[at];
    const facts::Fact& about = rules_.catalogue[fact];
    const Value now = profile_.value(fact);
    if (now.given != facts::Given::answered) return;
    if (about.type.kind == FactKind::number && now.is_complete && !trials_of(at).is_complete) {
        Trial trial;
        trial.value = what_if_.profile().value(fact);
        trial.value = nearest_that_works(about.type, now, trial.value, [&](const Value& other) {
            trial.value = other;
            return works(fact, trial);
        });
        what_if_.put(fact, trial);
        refined_[fact] = trial.value;
    } else if (const Trial& picked = trials_of(at).answers[picked_[position]]; picked.edit) {
        refine_field(fact, picked);
    }
}

void ChangeSearch::refine_field(std::uint32_t fact, Trial trial) {
    const std::vector<facts::Field>& fields = rules_.catalogue[fact].fields;
    const Trial::Edit& edit = *trial.edit;
    const facts::ValueType& type = fields[edit.field].type;
    const Value now = profile_.value(fact, edit.record, edit.field);
    const bool can_move =
        type.kind == FactKind::number && now.given == facts::Given::answered && now.is_complete;
    if (!can_move) return;
    if (maker_.field_trials(fact)[edit.field].is_complete) return;
    const WhatIf::Room room = what_if_.room();
    Value& field = trial.fields.front();
    field = nearest_that_works(type, now, field, [&](const Value& other) {
        what_if_.free_room(room);
        field = other;
        return works(fact, trial);
    });
    what_if_.free_room(room);
    what_if_.put(fact, trial);
    refined_[fact] = what_if_.profile().value(fact);
    refined_field_ = field;
}

bool ChangeSearch::works(std::uint32_t fact, const Trial& trial) {
    what_if_.put(fact, trial);
    return reaches(what_if_.status()) && !contradicts();
}

SmallestChange smallest_change(const Screening& screening, RuleId rule, Target target,
                               const SearchLimits& limits) {
    if (rule.index >= screening.profile().rules().rule_count()) return {};
    return ChangeSearch(screening, rule, target, limits).run();
}

}  // namespace caveat::authoring
