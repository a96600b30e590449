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
    const std::size_t facts = table.rules->catalogue.size();
    if (profile_.values.size() != facts) profile_.values.assign(facts, {});
}

const facts::Profile& RowProfiles::at(std::size_t row, std::span<const std::uint32_t> wanted) {
    facts::Profile& profile = profile_;
    if (table_->is_of_profiles) {
        const facts::Profile& given = *table_->profiles[row];
        if (!given.values.empty() || table_->rules->catalogue.size() == 0) return given;
        profile = given;
        table_->rules->packing.unpack(table_->rules->catalogue, profile);
        return profile;
    }
    const facts::Catalogue& catalogue = table_->rules->catalogue;
    profile.as_of = table_->day_of(row);
    profile.values.resize(catalogue.size());
    profile.record_values.clear();
    for (const std::uint32_t index : wanted) {
        const facts::Fact& fact = catalogue[index];
        facts::Value& value = profile.values[index];
        if (fact.type.kind != FactKind::records) {
            value = value_at(table_->columns[index], fact.type, row);
        } else {
            value = {};
            const ListColumn& list = table_->lists[index];
            if (!list.is_present(row) || hidden_.has(index, row)) continue;
            const auto place = list.find(row);
            if (!place) {
                value.given = facts::Given::wrong;
                continue;
            }
            value.given = facts::Given::answered;
            value.is_complete = list.is_complete(row);
            value.first_value = static_cast<std::uint32_t>(profile.record_values.size());
            value.record_count = static_cast<std::uint32_t>(place->count);
            for (std::size_t at = place->first; at < place->first + place->count; ++at) {
                for (std::size_t field = 0; field < fact.fields.size(); ++field) {
                    profile.record_values.push_back(
                        value_at(list.fields[field], fact.fields[field].type, at));
                }
            }
        }
        const bool is_usable = !profile.as_of || facts::end_at(*profile.as_of, fact, profile, value,
                                                               [](const facts::LateDate&) {});
        if (!is_usable || hidden_.has(index, row)) {
            value = {};
            value.given = facts::Given::wrong;
        }
    }
    return profile;
}

const facts::Profile& RowProfiles::whole(std::size_t row) {
    const model::RuleSet& rules = *table_->rules;
    if (every_fact_.size() != rules.catalogue.size()) {
        every_fact_.resize(rules.catalogue.size());
        std::iota(every_fact_.begin(), every_fact_.end(), 0U);
    }
    const facts::Profile& profile = at(row, every_fact_);
    if (!table_->is_of_profiles) rules.packing.pack(rules.catalogue, profile_);
    return profile;
}

}  // namespace caveat::eval
