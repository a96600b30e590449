// Answers of a row that contradict each other count as unanswered, as in a profile of their own.
// Entrance: BatchRun::drop_contradictions.

#include "eval/batch/run.hpp"

namespace caveat::eval {

/// All are looked for in the columns as they were given: what one takes out, another still sees.
void BatchRun::drop_contradictions() {
    const std::vector<Looked>& impossible = table_->compiled->impossible;
    hidden_.clear();
    if (impossible.empty()) return;
    values_.fit(table_->rules->tree);
    std::vector<std::pair<std::uint32_t, std::size_t>> found;  // fact and row
    for (const Looked& looked : impossible) {
        for (std::size_t row = 0; row < chunk_.rows; ++row) {
            const facts::Profile& profile = profile_at(chunk_.first + row, looked.reads);
            model::Evaluation evaluation(*table_->rules, {&profile, {}}, values_, scratch_,
                                         nullptr);
            for (const model::ExprId node : looked.nodes) evaluation.one(node);
            if (evaluation.truth(looked.root) != Truth::yes) continue;
            for (const std::uint32_t fact : looked.facts) found.emplace_back(fact, row);
        }
    }
    if (found.empty()) return;
    hidden_.resize(table_->rules->catalogue.size());
    for (const auto& [fact, row] : found) {
        std::vector<std::uint64_t>& rows = hidden_[fact];
        rows.resize(chunk_.words, 0);
        if (has_bit(rows.data(), row)) continue;
        set_bit(rows.data(), row, true);
        hide(fact, row);
    }
}

void BatchRun::hide(std::uint32_t fact, std::size_t row) {
    const bool is_given =
        table_->columns[fact].type != ColumnType::none || table_->lists[fact].is_given();
    if (is_given) refuse_row(fact, {}, chunk_.first + row);
    if (table_->encodings[fact].reading == Reading::none) return;
    ColumnValues& loaded = loaded_[fact];
    set_bit(loaded.known, row, false);
    if (loaded.has_partly) set_bit(loaded.partly, row, false);
    loaded.all_known = false;
}

bool BatchRun::is_hidden(std::uint32_t fact, std::size_t row) const {
    return !hidden_.empty() && !hidden_[fact].empty() &&
           has_bit(hidden_[fact].data(), row - chunk_.first);
}

}  // namespace caveat::eval
