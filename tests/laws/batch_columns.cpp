// From checked answers to columns of every type that can hold them.

#include "batch_columns.hpp"

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "facts/profile.hpp"
#include "values/units.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace caveat::testing {

namespace {

constexpr int most_scale = 6;

/// The number in the fact's own unit as so many of 10^-scale; nothing when it is no such number.
std::optional<std::int64_t> scaled(const values::Rational& number, const facts::ValueType& type,
                                   int scale) {
    const auto own = values::from_base(number, type.unit.value_or(values::Unit{}));
    const auto tenth = values::power(values::Rational(10), scale);
    const auto steps = own ? multiply(*own, *tenth) : std::nullopt;
    return steps ? values::to_int64(*steps) : std::nullopt;
}

}  // namespace

/// The answers to one fact or field, row by row.
struct Columns::Cells {
    const facts::ValueType* type = nullptr;
    std::vector<std::int64_t> integers;
    std::vector<std::uint64_t> masks;
    std::vector<double> reals;
    std::vector<bool> present;
    int scale = 0;
    std::size_t mask_words = 1;

    /// False when a column cannot say it.
    bool add(const facts::Value& value) {
        integers.push_back(0);
        reals.push_back(0);
        masks.resize(masks.size() + mask_words, 0);
        present.push_back(value.given == facts::Given::answered);
        // Nothing stands in for a wrong value, and a column would have none at all.
        if (value.given != facts::Given::answered) return value.given != facts::Given::wrong;
        switch (type->kind) {
            case FactKind::yes_no:
                integers.back() = value.truth == Truth::yes ? 1 : 0;
                return true;
            case FactKind::choice:
                integers.back() = value.code;
                return true;
            case FactKind::choices:
                for (std::size_t i = 0; i < mask_words; ++i) {
                    masks[masks.size() - mask_words + i] = value.present.word(i);
                }
                return keep(value.is_complete);
            case FactKind::date:
                integers.back() = value.dates.low;
                return keep(value.dates.is_single());
            case FactKind::number: {
                const auto steps = scaled(value.number, *type, scale);
                if (steps) integers.back() = *steps;
                const auto own =
                    values::from_base(value.number, type->unit.value_or(values::Unit{}));
                const auto decimal = own ? values::to_decimal(*own) : std::nullopt;
                if (decimal) reals.back() = std::stod(decimal->to_text());
                return keep(value.is_complete && steps && decimal &&
                            Decimal::from_double(reals.back()) == decimal);
            }
            case FactKind::records:
                break;
        }
        return keep(false);
    }
    bool keep(bool is_exact) {
        if (!is_exact) present.back() = false;
        return is_exact;
    }
};

Columns::Columns(const RuleSet& rules, std::span<const Profile> profiles, std::uint64_t seed)
    : rules_(rules), seed_(seed), batch_(rules, profiles.size()), is_exact_(profiles.size(), true) {
    std::vector<std::int32_t> days;
    std::vector<bool> has_day;
    for (const Profile& profile : profiles) {
        days.push_back(api::facts_of(profile).as_of.value_or(0));
        has_day.push_back(api::facts_of(profile).as_of.has_value());
    }
    const auto& kept = days_.emplace_back(std::move(days));
    batch_.as_of(kept, keep_bits(has_day));
    const facts::Catalogue& catalogue = api::loaded_of(rules).model.catalogue;
    std::vector<facts::Profile> whole;
    for (const Profile& profile : profiles) {
        whole.push_back(api::facts_of(profile));
        if (whole.back().values.empty()) {
            api::loaded_of(rules).model.packing.unpack(catalogue, whole.back());
        }
    }
    for (std::uint32_t fact = 0; fact < catalogue.size(); ++fact) {
        if (catalogue[fact].type.kind == FactKind::records) {
            add_records(fact, whole);
        } else {
            add_fact(fact, whole);
        }
    }
}

std::span<const std::uint64_t> Columns::keep_bits(const std::vector<bool>& bits) {
    std::vector<std::uint64_t>& words = bitmaps_.emplace_back(bits.size() / 64 + 1, 0);
    for (std::size_t i = 0; i < bits.size(); ++i) {
        words[i / 64] |= std::uint64_t{bits[i] ? 1U : 0U} << (i % 64);
    }
    return words;
}

void Columns::add_fact(std::uint32_t fact, std::span<const facts::Profile> profiles) {
    const facts::Fact& declared = api::loaded_of(rules_).model.catalogue[fact];
    Cells cells;
    cells.type = &declared.type;
    cells.mask_words = (declared.type.codes.size() + 63) / 64;
    cells.scale = declared.type.whole ? 0 : static_cast<int>(seed_ % (most_scale + 1));
    for (std::size_t row = 0; row < profiles.size(); ++row) {
        if (!cells.add(profiles[row].values[fact])) is_exact_[row] = false;
    }
    bind(cells, false, fact, {});
}

void Columns::add_records(std::uint32_t fact, std::span<const facts::Profile> profiles) {
    const facts::Fact& declared = api::loaded_of(rules_).model.catalogue[fact];
    std::vector<std::uint32_t> offsets{0};
    std::vector<bool> present;
    std::vector<bool> complete;
    std::vector<Cells> fields(declared.fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
        fields[i].type = &declared.fields[i].type;
        fields[i].mask_words = (declared.fields[i].type.codes.size() + 63) / 64;
        fields[i].scale =
            declared.fields[i].type.whole ? 0 : static_cast<int>(seed_ % (most_scale + 1));
    }
    for (std::size_t row = 0; row < profiles.size(); ++row) {
        const facts::Profile& profile = profiles[row];
        const facts::Value& list = profile.values[fact];
        if (list.given == facts::Given::wrong) is_exact_[row] = false;
        present.push_back(list.given == facts::Given::answered);
        complete.push_back(list.is_complete);
        const std::uint32_t count = present.back() ? list.record_count : 0;
        for (std::size_t i = 0; i < count * fields.size(); ++i) {
            const facts::Value& value = profile.record_values[list.first_value + i];
            if (!fields[i % fields.size()].add(value)) is_exact_[row] = false;
        }
        offsets.push_back(offsets.back() + count);
    }
    const auto& kept = uint32_.emplace_back(std::move(offsets));
    batch_.records(FactId{fact}, kept, keep_bits(present), keep_bits(complete));
    for (std::size_t i = 0; i < fields.size(); ++i) {
        bind(fields[i], true, fact, declared.fields[i].name);
    }
}

template <class T>
void Columns::give(const Cells& cells, bool is_field, std::uint32_t fact, std::string_view name,
                   int scale) {
    std::vector<T> values;
    for (const std::int64_t integer : cells.integers) values.push_back(static_cast<T>(integer));
    const ColumnOptions options{keep_bits(cells.present), scale};
    const auto set = [&](auto& kept) {
        kept.push_back(std::move(values));
        const std::span<const T> column = kept.back();
        if (is_field) {
            batch_.field(name, column, options);
        } else {
            batch_.set(FactId{fact}, column, options);
        }
    };
    if constexpr (std::is_same_v<T, std::int8_t>) set(int8_);
    if constexpr (std::is_same_v<T, std::int16_t>) set(int16_);
    if constexpr (std::is_same_v<T, std::int32_t>) set(int32_);
    if constexpr (std::is_same_v<T, std::int64_t>) set(int64_);
    if constexpr (std::is_same_v<T, std::uint8_t>) set(uint8_);
    if constexpr (std::is_same_v<T, std::uint16_t>) set(uint16_);
}

void Columns::bind(const Cells& cells, bool is_field, std::uint32_t fact, std::string_view name) {
    switch (cells.type->kind) {
        case FactKind::yes_no: {
            if (seed_ % 2 == 0) return give<std::uint8_t>(cells, is_field, fact, name, 0);
            std::vector<bool> bits;
            for (const std::int64_t integer : cells.integers) bits.push_back(integer == 1);
            const auto values = keep_bits(bits);
            const ColumnOptions options{keep_bits(cells.present), 0};
            if (is_field) {
                batch_.field_bits(name, values, options);
            } else {
                batch_.set_bits(FactId{fact}, values, options);
            }
            return;
        }
        case FactKind::choice:
            if (seed_ % 2 == 0) return give<std::uint8_t>(cells, is_field, fact, name, 0);
            return give<std::uint16_t>(cells, is_field, fact, name, 0);
        case FactKind::choices: {
            const auto& kept = masks_.emplace_back(cells.masks);
            const ColumnOptions options{keep_bits(cells.present), 0};
            if (is_field) {
                batch_.field_masks(name, std::span<const std::uint64_t>(kept), options);
            } else {
                batch_.set_masks(FactId{fact}, std::span<const std::uint64_t>(kept), options);
            }
            return;
        }
        case FactKind::date:
            if (seed_ % 3 == 0) return give<std::int64_t>(cells, is_field, fact, name, 0);
            return give<std::int32_t>(cells, is_field, fact, name, 0);
        case FactKind::number:
            return bind_numbers(cells, is_field, fact, name);
        case FactKind::records:
            break;
    }
}

/// The narrowest integers, wider ones, or doubles.
void Columns::bind_numbers(const Cells& cells, bool is_field, std::uint32_t fact,
                           std::string_view name) {
    if (seed_ % 5 == 0) {
        const auto& kept = reals_.emplace_back(cells.reals);
        const ColumnOptions options{keep_bits(cells.present), 0};
        if (is_field) {
            batch_.field(name, std::span<const double>(kept), options);
        } else {
            batch_.set(FactId{fact}, std::span<const double>(kept), options);
        }
        return;
    }
    const auto [low, high] = std::minmax_element(cells.integers.begin(), cells.integers.end());
    const auto fits = [&, least = low, most = high](auto limit) {
        using T = decltype(limit);
        return cells.integers.empty() ||
               (*least >= std::numeric_limits<T>::min() && *most <= std::numeric_limits<T>::max());
    };
    if (fits(std::int8_t{}) && seed_ % 5 == 1) {
        return give<std::int8_t>(cells, is_field, fact, name, cells.scale);
    }
    if (fits(std::uint8_t{}) && seed_ % 5 == 2) {
        return give<std::uint8_t>(cells, is_field, fact, name, cells.scale);
    }
    if (fits(std::int16_t{}) && seed_ % 5 < 3) {
        return give<std::int16_t>(cells, is_field, fact, name, cells.scale);
    }
    if (fits(std::int32_t{}) && seed_ % 5 < 4) {
        return give<std::int32_t>(cells, is_field, fact, name, cells.scale);
    }
    give<std::int64_t>(cells, is_field, fact, name, cells.scale);
}

}  // namespace caveat::testing
