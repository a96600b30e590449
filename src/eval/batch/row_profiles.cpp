// One row of a batch, answer by answer. Entrances: RowProfiles::at, RowProfiles::whole.

#include "eval/batch/row_profiles.hpp"

#include "eval/batch/reader.hpp"
#include "facts/late_dates.hpp"

#include <numeric>

namespace caveat::eval {

void HiddenAnswers::begin(std::size_t first, std::size_t rows) {
    first_ = first;
    words_ = words_for(rows);
    for (std::vector<std::uint64_t>& hidden : rows_of_) hidden.clear();
}

bool HiddenAnswers::hide(std::uint32_t fact, std::size_t row) {
    if (fact >= rows_of_.size()) rows_of_.resize(fact + 1);
    std::vector<std::uint64_t>& rows = rows_of_[fact];
    rows.resize(words_, 0);
    if (has_bit(rows.data(), row - first_)) return false;
    set_bit(rows.data(), row - first_, true);
    return true;
}

void RowProfiles::begin(const Table& table, std::size_t first, std::size_t rows) {
    table_ = &table;
    hidden_.begin(first, rows);
}

const facts::Profile& RowProfiles::at(std::size_t row, std::span<const std::uint32_t> wanted) {
    if (table_->is_of_profiles) return *table_->profiles[row];
    read(row, wanted, true);
    return profile_;
}

const facts::Profile& RowProfiles::whole(std::size_t row) {
    if (table_->is_of_profiles) return *table_->profiles[row];
    const std::size_t facts = table_->rules->catalogue.size();
    if (every_fact_.size() != facts) {
        every_fact_.resize(facts);
        std::iota(every_fact_.begin(), every_fact_.end(), 0U);
    }
    read(row, every_fact_, false);
    return profile_;
}

/// for_tree  values are kept as they are, for who reads them as values at once
void RowProfiles::read(std::size_t row, std::span<const std::uint32_t> wanted, bool for_tree) {
    profile_.clear(table_->rules->packing);
    profile_.as_of = table_->day_of(row);
    profile_.named.assign(wanted.begin(), wanted.end());
    for (const std::uint32_t index : wanted) {
        const facts::Fact& fact = table_->rules->catalogue[index];
        if (hidden_.has(index, row)) {
            profile_.facts().set_unanswered(index, facts::Given::wrong);
            continue;
        }
        const Column& column = table_->columns[index];
        if (fact.type.kind == FactKind::records) {
            read_list(row, index, for_tree);
        } else {
            if (column.type == ColumnType::none) continue;
            const facts::Value value = value_at(column, fact.type, row);
            for_tree ? profile_.put_aside(index, value) : profile_.put(index, value);
        }
        const bool is_usable =
            !profile_.as_of ||
            facts::end_at(*profile_.as_of, fact, index, profile_, [](const facts::LateDate&) {});
        if (!is_usable) profile_.facts().set_unanswered(index, facts::Given::wrong);
    }
}

void RowProfiles::read_list(std::size_t row, std::uint32_t index, bool for_tree) {
    const ListColumn& list = table_->lists[index];
    if (!list.is_present(row)) return;
    const auto place = list.find(row);
    if (!place) return profile_.facts().set_unanswered(index, facts::Given::wrong);
    const auto count = static_cast<std::uint32_t>(place->count);
    profile_.put_records(index, count, list.is_complete(row));
    const std::vector<facts::Field>& fields = table_->rules->catalogue[index].fields;
    for (std::uint32_t record = 0; record < count; ++record) {
        for (std::uint32_t field = 0; field < fields.size(); ++field) {
            const facts::Value value =
                value_at(list.fields[field], fields[field].type, place->first + record);
            if (for_tree) {
                profile_.put_aside(index, record, field, value);
            } else {
                profile_.put(index, record, field, value);
            }
        }
    }
}

}  // namespace caveat::eval
