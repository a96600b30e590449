#pragma once

// Scores over yes/no facts and one number, written by hand.

#include "worth.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace caveat::testing {

inline model::ScoreEntry points(ExprId condition, std::int64_t weight) {
    model::ScoreEntry entry;
    entry.condition = condition;
    entry.weight = weight;
    return entry;
}

inline model::ScoreEntry number_entry(ExprId number) {
    model::ScoreEntry entry;
    entry.number = number;
    return entry;
}

/// A score over the facts of a book, its groups found as they are at load.
struct Scored : HandMade {
    ExprId total = none;

    [[nodiscard]] const model::Score& made() const { return rules.scores.front(); }
    /// Entries `first` to the last are the rows of one table.
    void add(std::vector<model::ScoreEntry> entries, std::uint32_t first_row = none) {
        total = score("total", std::move(entries));
        for (model::ScoreEntry& entry : rules.scores.front().entries) {
            if (entry.item >= first_row) entry.item = first_row;
        }
        finish();
    }
    [[nodiscard]] std::string worth(const Answers& answers) const {
        return Worth(*this, answers).of(total);
    }
};

}  // namespace caveat::testing
