// From checked answers to words side by side. Entrance: Packing::pack.

#include "facts/packing.hpp"

#include "values/rational.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

namespace caveat::facts {

using values::Rational;

namespace {

constexpr std::int64_t finest_grid = 1'000'000'000'000;

/// The denominator, or nothing when it is too fine for a grid.
std::optional<std::int64_t> denominator_of(const Rational& number) {
    const auto exact = values::to_int64(Rational::from_lowest_terms(number.denominator(), 1));
    if (!exact || *exact > finest_grid) return std::nullopt;
    return exact;
}

/// One answer as a word. Nothing when one word cannot hold it.
std::optional<std::uint64_t> word_of(const Value& value, const ValueType& type, std::int64_t grid) {
    switch (type.kind) {
        case FactKind::yes_no:
            return value.truth == Truth::yes ? 1 : 0;
        case FactKind::number: {
            if (!value.is_complete) return std::nullopt;
            const auto steps = multiply(value.number, Rational(grid));
            const auto whole = steps ? values::to_int64(*steps) : std::nullopt;
            if (!whole) return std::nullopt;
            return static_cast<std::uint64_t>(*whole);
        }
        case FactKind::choice:
            return value.code;
        case FactKind::choices: {
            if (!value.is_complete || type.codes.size() > Packing::bits) return std::nullopt;
            return value.present.word(0);
        }
        case FactKind::date:
            if (!value.dates.is_single()) return std::nullopt;
            return static_cast<std::uint64_t>(std::int64_t{value.dates.low});
        case FactKind::records:
            break;
    }
    return std::nullopt;
}

void put(Packing::Answers answers, std::size_t at, const Value& value, const ValueType& type,
         std::int64_t grid) {
    if (value.given != Given::answered) return;
    const auto word = word_of(value, type, grid);
    answers.set(at, word.value_or(0), word.has_value());
}

}  // namespace

std::int64_t grid_of(const ValueType& type) {
    constexpr std::int64_t decimals = 1000;
    if (type.kind != FactKind::number) return 1;
    const Rational factor = type.unit ? type.unit->factor : Rational(1);
    const auto step = type.whole ? std::optional(factor) : divide(factor, Rational(decimals));
    const auto of_step = step ? denominator_of(*step) : std::nullopt;
    const auto of_offset = denominator_of(type.unit ? type.unit->offset : Rational(0));
    if (!of_step || !of_offset) return 1;
    const std::int64_t grid = std::lcm(*of_step, *of_offset);
    return grid > 0 && grid <= finest_grid ? grid : 1;
}

Packing::Packing(const Catalogue& catalogue) : facts_(catalogue.size()) {
    for (const Fact& fact : catalogue.facts()) {
        fields_.push_back(static_cast<std::uint32_t>(fact.fields.size()));
        first_field_.push_back(static_cast<std::uint32_t>(field_grids_.size()));
        grids_.push_back(grid_of(fact.type));
        plain_.push_back(plain_type_of(fact.type, grids_.back(), false));
        for (std::uint32_t i = 0; i < fact.fields.size(); ++i) {
            const ValueType& type = fact.fields[i].type;
            field_grids_.push_back(grid_of(type));
            plain_fields_.push_back(plain_type_of(type, field_grids_.back(), fact.dated_by == i));
        }
    }
}

void Packing::pack(const Catalogue& catalogue, Profile& profile) const {
    profile.packed.clear(size());
    for (std::uint32_t fact = 0; fact < facts_; ++fact) {
        const Value& value = profile.values[fact];
        const Fact& declared = catalogue[fact];
        if (declared.type.kind != FactKind::records) {
            put({profile.packed.data(), facts_}, fact, value, declared.type, grids_[fact]);
            continue;
        }
        if (value.given != Given::answered) continue;
        const std::size_t first = profile.packed.size();
        const std::size_t count = declared.fields.size();
        profile.packed.resize(first + value.record_count * record_size(fact));
        for (std::uint32_t record = 0; record < value.record_count; ++record) {
            const Answers run(profile.packed.data() + first + record * record_size(fact), count);
            for (std::uint32_t field = 0; field < count; ++field) {
                put(run, field, profile.record_values[value.first_value + record * count + field],
                    declared.fields[field].type, grid(fact, field));
            }
        }
        Answers(profile.packed.data(), facts_)
            .set(fact, std::uint64_t{first} << 32U | value.record_count, value.is_complete);
    }
}

namespace {

Value value_of(std::uint64_t word, const ValueType& type, std::int64_t grid) {
    Value value;
    value.given = Given::answered;
    switch (type.kind) {
        case FactKind::yes_no:
            value.truth = truth_of(word == 1);
            break;
        case FactKind::number:
            // The grid is above 0.
            value.number =
                Rational::from(static_cast<std::int64_t>(word), grid).value_or(Rational{});
            break;
        case FactKind::choice:
            value.code = static_cast<std::uint32_t>(word);
            break;
        case FactKind::choices:
            value.present.set_word(0, word);
            value.absent = type.all_codes() - value.present;
            break;
        case FactKind::date:
            value.dates.low = static_cast<values::Day>(static_cast<std::int64_t>(word));
            value.dates.high = value.dates.low;
            break;
        case FactKind::records:
            break;
    }
    return value;
}

bool is_plain(const Value& value) {
    return value.given == Given::absent || value.given == Given::answered;
}

/// Whether some bit of a run of answers says that more is known than its word.
bool has_partly(const std::uint64_t* first, std::size_t count) {
    const std::size_t bit_words = Packing::words_for(count);
    return std::any_of(first + bit_words, first + 2 * bit_words,
                       [](std::uint64_t bits) { return bits != 0; });
}

}  // namespace

bool Packing::holds_all(const Profile& profile) const {
    if (!std::all_of(profile.values.begin(), profile.values.end(), is_plain) ||
        !std::all_of(profile.record_values.begin(), profile.record_values.end(), is_plain) ||
        has_partly(profile.packed.data(), facts_)) {
        return false;
    }
    for (std::uint32_t fact = 0; fact < facts_; ++fact) {
        const Value& list = profile.values[fact];
        if (fields_[fact] == 0 || list.record_count == 0) continue;
        const std::uint64_t first = profile.packed[words() + fact] >> 32U;
        for (std::uint32_t record = 0; record < list.record_count; ++record) {
            const std::uint64_t* row = profile.packed.data() + first + record * record_size(fact);
            if (has_partly(row, fields_[fact])) return false;
        }
    }
    return true;
}

namespace {

bool is_set(const std::uint64_t* run, std::size_t at) {
    return (run[at / Packing::bits] >> (at % Packing::bits) & 1U) != 0;
}

}  // namespace

/// The bits and words of one record; nothing where the list does not have it.
const std::uint64_t* Packing::row(const Profile& profile, std::uint32_t fact,
                                  std::uint32_t record) const {
    if (fields_[fact] == 0 || !is_set(profile.packed.data(), fact)) return nullptr;
    const std::uint64_t list = profile.packed[words() + fact];
    if (record >= (list & 0xffff'ffffU)) return nullptr;
    return profile.packed.data() + (list >> 32U) + record * record_size(fact);
}

bool Packing::is_known(const Profile& profile, std::uint32_t fact,
                       std::optional<std::uint32_t> record,
                       std::optional<std::uint32_t> field) const {
    if (!record) return is_set(profile.packed.data(), fact);
    const std::uint64_t* const fields = row(profile, fact, *record);
    return fields != nullptr && (!field || is_set(fields, *field));
}

Value Packing::value(const Catalogue& catalogue, const Profile& profile, std::uint32_t fact) const {
    if (!is_set(profile.packed.data(), fact)) return {};
    const std::uint64_t word = profile.packed[words() + fact];
    Value value = value_of(word, catalogue[fact].type, grids_[fact]);
    if (fields_[fact] != 0) value.record_count = static_cast<std::uint32_t>(word & 0xffff'ffffU);
    return value;
}

Value Packing::value(const Catalogue& catalogue, const Profile& profile, std::uint32_t fact,
                     std::uint32_t record, std::uint32_t field) const {
    const std::uint64_t* const fields = row(profile, fact, record);
    if (fields == nullptr || !is_set(fields, field)) return {};
    return value_of(fields[2 * words_for(fields_[fact]) + field],
                    catalogue[fact].fields[field].type, grid(fact, field));
}

void Packing::unpack(const Catalogue& catalogue, Profile& profile) const {
    const std::uint64_t* const packed = profile.packed.data();
    profile.values.assign(facts_, {});
    profile.record_values.clear();
    for (std::uint32_t fact = 0; fact < facts_; ++fact) {
        if (!is_set(packed, fact)) continue;
        const Fact& declared = catalogue[fact];
        const std::uint64_t word = packed[words() + fact];
        Value& value = profile.values[fact];
        value = value_of(word, declared.type, grids_[fact]);
        if (declared.type.kind != FactKind::records) continue;
        value.first_value = static_cast<std::uint32_t>(profile.record_values.size());
        value.record_count = static_cast<std::uint32_t>(word & 0xffff'ffffU);
        for (std::uint32_t record = 0; record < value.record_count; ++record) {
            const std::uint64_t* const run = packed + (word >> 32U) + record * record_size(fact);
            for (std::uint32_t field = 0; field < fields_[fact]; ++field) {
                Value& each = profile.record_values.emplace_back();
                if (!is_set(run, field)) continue;
                each = value_of(run[2 * words_for(fields_[fact]) + field],
                                declared.fields[field].type, grid(fact, field));
            }
        }
    }
}

}  // namespace caveat::facts
