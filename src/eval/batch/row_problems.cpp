#include "eval/batch/row_problems.hpp"

#include <algorithm>

namespace caveat::eval {

void RowProblems::begin(const Table& table, std::size_t first, std::size_t rows) {
    first_ = first;
    rows_ = rows;
    refused_.clear();
    const std::size_t words = strip_words_for(rows);
    std::fill_n(rows_with_.need(words), words, 0U);
    for (const program::AlwaysEvaluated& each : table.program->always_evaluated) {
        flag_always(table, each.records);
    }
    const model::RuleSet& rules = *table.rules;
    const bool needs_day = rules.catalogue.needs_as_of;
    std::optional<std::int32_t> last;
    if (rules.review_by) last = values::range_of(*rules.review_by).high;
    const auto is_flagged = [&](std::optional<std::int32_t> day) {
        return (needs_day && !day) || (last && day && *day > *last);
    };
    if (!table.is_of_profiles && table.as_of_days.type == ColumnType::none) {
        if (is_flagged(table.as_of)) fill_bits(rows, rows_with_.data());
        return;
    }
    for (std::size_t row = first; row < first + rows; ++row) {
        if (table.is_of_profiles && !table.profiles[row]->problems.empty()) flag(row);
        if (!needs_day && !last) continue;
        if (is_flagged(table.day_of(row))) flag(row);
    }
}

/// Rows in which this list is answered; all of them for none.
void RowProblems::flag_always(const Table& table, std::uint32_t records) {
    const bool is_column = records != program::none && !table.is_of_profiles;
    if (!is_column) return fill_bits(rows_, rows_with_.data());
    const ListColumn& list = table.lists[records];
    if (!list.is_given()) return;
    if (list.present == nullptr) return fill_bits(rows_, rows_with_.data());
    for (std::size_t row = first_; row < first_ + rows_; ++row) {
        if (list.is_present(row)) flag(row);
    }
}

void RowProblems::refuse(std::uint32_t fact, std::optional<std::uint32_t> field,
                         std::size_t first_row, std::uint64_t count) {
    for (Refused& known : refused_) {
        if (known.fact != fact || known.field != field) continue;
        known.count += count;
        return;
    }
    refused_.push_back({fact, field, first_row, count});
}

void RowProblems::refuse_row(std::uint32_t fact, std::optional<std::uint32_t> field,
                             std::size_t row) {
    refuse(fact, field, row, 1);
    flag(row);
}

void RowProblems::flag(const Chunk& chunk, const std::uint64_t* rows) {
    std::uint64_t* const to = rows_with_.data() + chunk.words_before;
    for (std::size_t word = 0; word < chunk.words; ++word) to[word] |= rows[word];
}

}  // namespace caveat::eval
