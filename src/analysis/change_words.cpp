// Says what a change of answers is, each number as far as it may be moved. Entrance:
// ChangeSearch::describe.

#include "analysis/change_search.hpp"
#include "patients/written.hpp"

#include <algorithm>
#include <utility>

namespace caveat::authoring {

using patients::answer_words;
using patients::run_words;

Trial ChangeSearch::answer_at(std::size_t at, std::size_t pick) {
    Trial answer = trials_of(at).answers[pick];
    const auto refined = refined_.find(facts_[at]);
    if (refined != refined_.end() && !answer.edit) answer.value = refined->second;
    return answer;
}

void ChangeSearch::describe(Way& way) {
    const std::vector<std::size_t> picked = picked_;
    std::vector<std::pair<std::size_t, std::size_t>> runs;
    for (const std::size_t pick : picked) runs.emplace_back(pick, pick);
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
        const auto [low, high] = run_around(chosen_[i], picked[i]);
        while (runs[i].second + 1 < high) {
            ++runs[i].second;
            if (holds_within(runs, i, runs[i].second)) continue;
            --runs[i].second;
            break;
        }
        while (runs[i].first > low) {
            --runs[i].first;
            if (holds_within(runs, i, runs[i].first)) continue;
            ++runs[i].first;
            break;
        }
    }
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
        const std::uint32_t fact = facts_[chosen_[i]];
        const facts::ValueType& type = rules_.catalogue[fact].type;
        const Trials& trials = trials_of(chosen_[i]);
        const Trial trial = answer_at(chosen_[i], picked[i]);
        ChangedAnswer changed;
        changed.fact = FactId{fact};
        changed.now = answer_words(type, profile_.value(fact));
        const bool is_run = trials.is_ordered && trials.is_complete;
        changed.wanted = trial.edit                       ? words_of_edit(fact, trials, runs[i])
                         : type.kind == FactKind::records ? trial.words
                         : is_run ? run_words(type, trials, runs[i].first, runs[i].second)
                                  : answer_words(type, trial.value);
        const auto answer = patients::answer_of(type, trial.value);
        if (answer) changed.answer = patients::json_of(*answer);
        way.changes.push_back(std::move(changed));
    }
    std::sort(
        way.changes.begin(), way.changes.end(),
        [](const ChangedAnswer& a, const ChangedAnswer& b) { return a.fact.index < b.fact.index; });
}

std::pair<std::size_t, std::size_t> ChangeSearch::run_around(std::size_t at, std::size_t pick) {
    const Trials& trials = trials_of(at);
    const auto& edit = trials.answers[pick].edit;
    if (edit && !refined_.contains(facts_[at])) {
        const Trials field = maker_.field_trials(facts_[at])[edit->field];
        if (!field.is_ordered || !field.is_complete) return {pick, pick + 1};
        const std::size_t first = pick - edit->answer;
        return {first, std::min(first + field.answers.size(), trials.answers.size())};
    }
    if (!trials.is_ordered || !trials.is_complete) return {pick, pick + 1};
    return {0, trials.answers.size()};
}

std::string ChangeSearch::words_of_edit(std::uint32_t fact, const Trials& trials,
                                        const std::pair<std::size_t, std::size_t>& run) {
    const Trial::Edit& first = *trials.answers[run.first].edit;
    const Trial::Edit& last = *trials.answers[run.second].edit;
    const facts::ValueType& type = rules_.catalogue[fact].fields[first.field].type;
    const auto refined = refined_.find(fact);
    if (refined != refined_.end()) {
        return maker_.edit_words(fact, first, answer_words(type, refined_field_));
    }
    const Trials field = maker_.field_trials(fact)[first.field];
    const std::string words = first.answer == last.answer
                                  ? answer_words(type, field.answers[first.answer].value)
                                  : run_words(type, field, first.answer, last.answer);
    return maker_.edit_words(fact, first, words);
}

bool ChangeSearch::holds_within(const std::vector<std::pair<std::size_t, std::size_t>>& runs,
                                std::size_t fixed, std::size_t only) {
    constexpr std::size_t most = 2000;
    std::size_t product = 1;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (i != fixed) product *= runs[i].second - runs[i].first + 1;
        if (product > most) return false;
    }
    for (std::size_t n = 0; n < product; ++n) {
        std::size_t rest = n;
        what_if_.free_room();
        for (std::size_t i = 0; i < runs.size(); ++i) {
            std::size_t pick = only;
            if (i != fixed) {
                const std::size_t count = runs[i].second - runs[i].first + 1;
                pick = runs[i].first + rest % count;
                rest /= count;
            }
            what_if_.put(facts_[chosen_[i]], answer_at(chosen_[i], pick));
        }
        if (!reaches(what_if_.status()) || contradicts()) return false;
    }
    return true;
}

}  // namespace caveat::authoring
