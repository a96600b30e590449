// From checked answers to columns of every type that can hold them.

#include "batch_columns.hpp"

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "values/units.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <optional>
#include <string>

namespace caveat::testing {

namespace {

constexpr int most_scale = 6;
constexpr std::array<std::size_t, 5> offsets{0, 1, 7, 64, 65};
constexpr std::size_t word_bits = 64;

/// The number in the fact's own unit as so many of 10^-scale; nothing when it is no such number.
std::optional<std::int64_t> scaled(const values::Rational& number, const facts::ValueType& type,
                                   int scale) {
    const auto own = values::from_base(number, type.unit.value_or(values::Unit{}));
    const auto tenth = values::power(values::Rational(10), scale);
    const auto steps = own ? multiply(*own, *tenth) : std::nullopt;
    return steps ? values::to_int64(*steps) : std::nullopt;
}

}  // namespace

/// The answers to one fact or field, row by row; behind as many values that nobody may look at.
struct Columns::Values {
    std::vector<std::int64_t> integers;
    std::vector<facts::CodeSet> sets;
    std::vector<double> reals;
    std::vector<bool> present;
    int scale = 0;
    std::size_t rows = 0;

    explicit Values(std::size_t before)
        : integers(before, 111), sets(before), reals(before, 0.1), present(before, true) {}

    /// False when a column cannot say it; then the row has no value.
    bool add(const facts::Value& value, const facts::ValueType& type) {
        ++rows;
        integers.push_back(77);
        reals.push_back(7.25);
        sets.emplace_back();
        present.push_back(false);
        if (value.given != facts::Given::answered) return value.given == facts::Given::absent;
        if (!value.is_full(type.kind)) return false;
        present.back() = true;
        switch (type.kind) {
            case FactKind::yes_no:
                integers.back() = value.truth == Truth::yes ? 1 : 0;
                return true;
            case FactKind::choice:
                integers.back() = value.code;
                return true;
            case FactKind::choices:
                sets.back() = value.present;
                return true;
            case FactKind::date:
                integers.back() = value.dates.low;
                return true;
            case FactKind::number: {
                const auto steps = scaled(value.number, type, scale);
                const auto own =
                    values::from_base(value.number, type.unit.value_or(values::Unit{}));
                const auto decimal = own ? values::to_decimal(*own) : std::nullopt;
                if (steps) integers.back() = *steps;
                if (decimal) reals.back() = std::stod(decimal->to_text());
                const bool is_exact =
                    steps && decimal && Decimal::from_double(reals.back()) == decimal;
                if (!is_exact) present.back() = false;
                return is_exact;
            }
            case FactKind::records:
                break;
        }
        return false;
    }
};

Columns::Columns(const RuleSet& rules, std::span<const Profile> profiles, std::uint64_t seed)
    : rules_(rules),
      profiles_(profiles),
      seed_(seed),
      offset_(offsets[seed / 3 % offsets.size()]),
      batch_(rules, profiles.size()) {
    std::vector<std::int32_t> days(offset_, 7);
    std::vector<bool> has_day(offset_, true);
    const facts::Catalogue& catalogue = api::loaded_of(rules).model.catalogue;
    for (const Profile& profile : profiles) {
        whole_.push_back(api::facts_of(profile));
        days.push_back(whole_.back().as_of.value_or(0));
        has_day.push_back(whole_.back().as_of.has_value());
    }
    batch_.as_of({ColumnType::int32, keep(days), keep_bits(has_day), profiles.size(), offset_});
    for (std::uint32_t fact = 0; fact < catalogue.size(); ++fact) {
        if (catalogue[fact].type.kind == FactKind::records) {
            add_records(fact);
        } else {
            add_fact(fact);
        }
    }
    std::stable_sort(cells_.begin(), cells_.end(),
                     [](const Cell& a, const Cell& b) { return a.row < b.row; });
    for (Cell& cell : cells_) batch_.set_cell(cell.place, cell.row, std::move(cell.answer));
}

template <class T>
const void* Columns::keep(const std::vector<T>& values) {
    const std::size_t odd = seed_ % 4 == 3 ? 1 : 0;
    std::vector<char>& bytes = kept_.emplace_back(values.size() * sizeof(T) + odd + 1);
    if (!values.empty()) std::memcpy(bytes.data() + odd, values.data(), values.size() * sizeof(T));
    return bytes.data() + odd;
}

const std::uint8_t* Columns::keep_bits(const std::vector<bool>& bits) {
    std::vector<std::uint8_t> bytes(bits.size() / 8 + 1, 0);
    for (std::size_t i = 0; i < bits.size(); ++i) {
        if (bits[i]) bytes[i / 8] = static_cast<std::uint8_t>(bytes[i / 8] | 1U << (i % 8));
    }
    return static_cast<const std::uint8_t*>(keep(bytes));
}

/// What was said there; where that is not known any more, something as wrong.
void Columns::add_cell(std::size_t row, Place place, Place said) {
    Answer answer = profiles_[row].answer(said);
    if (std::holds_alternative<std::monostate>(answer.value)) {
        // What nobody said may be wrong all the same: in answers that contradict each other.
        const auto problems = profiles_[row].problems();
        const bool is_taken_out =
            std::any_of(problems.begin(), problems.end(),
                        [](const Diagnostic& each) { return each.code == "impossible"; });
        if (is_taken_out) return;
        answer = Unreadable{"a riddle"};
    }
    cells_.push_back({place, row, std::move(answer)});
}

void Columns::add_fact(std::uint32_t fact) {
    const facts::ValueType& type = api::loaded_of(rules_).model.catalogue[fact].type;
    Values values(offset_);
    values.scale = type.whole ? 0 : static_cast<int>(seed_ % (most_scale + 1));
    for (std::size_t row = 0; row < whole_.size(); ++row) {
        if (!values.add(whole_[row].value(fact), type)) {
            add_cell(row, FactId{fact}, FactId{fact});
        }
    }
    set(FactId{fact}, type, values);
}

void Columns::add_records(std::uint32_t fact) {
    const facts::Fact& declared = api::loaded_of(rules_).model.catalogue[fact];
    std::vector<std::int64_t> begins(offset_ + 1, 0);
    std::vector<bool> present(offset_, true);
    std::vector<bool> complete(offset_, true);
    std::vector<Values> fields;
    for (const facts::Field& field : declared.fields) {
        fields.emplace_back(offset_).scale =
            field.type.whole ? 0 : static_cast<int>(seed_ % (most_scale + 1));
    }
    for (std::size_t row = 0; row < whole_.size(); ++row) {
        const facts::Value list = whole_[row].value(fact);
        const bool is_given = list.given == facts::Given::answered;
        if (!is_given && list.given != facts::Given::absent) {
            add_cell(row, FactId{fact}, FactId{fact});
        }
        present.push_back(is_given);
        complete.push_back(list.is_complete);
        const std::uint32_t count = is_given ? list.record_count : 0;
        for (std::uint32_t record = 0; record < count; ++record) {
            for (std::uint32_t i = 0; i < fields.size(); ++i) {
                const bool is_said =
                    fields[i].add(whole_[row].value(fact, record, i), declared.fields[i].type);
                const Place place(FactId{fact}, record, i);
                if (!is_said) add_cell(row, place, place);
            }
        }
        begins.push_back(begins.back() + count);
    }
    ListColumn column;
    column.is_64 = seed_ % 2 == 0;
    const std::vector<std::int32_t> narrow(begins.begin(), begins.end());
    column.offsets = column.is_64 ? keep(begins) : keep(narrow);
    column.present = keep_bits(present);
    column.complete = keep_bits(complete);
    column.size = whole_.size();
    column.offset = offset_;
    batch_.set_list(FactId{fact}, column);
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
        set({FactId{fact}, {}, i}, declared.fields[i].type, fields[i]);
    }
}

Column Columns::laid_out(const std::vector<std::int64_t>& integers, ColumnType type) {
    Column column;
    column.type = type;
    column.offset = offset_;
    column.size = integers.size() - offset_;
    const auto as = [&](auto of) {
        std::vector<decltype(of)> values;
        for (const std::int64_t each : integers) values.push_back(static_cast<decltype(of)>(each));
        return keep(values);
    };
    switch (type) {
        case ColumnType::int8:
            column.values = as(std::int8_t{});
            break;
        case ColumnType::int16:
            column.values = as(std::int16_t{});
            break;
        case ColumnType::int32:
            column.values = as(std::int32_t{});
            break;
        case ColumnType::uint8:
            column.values = as(std::uint8_t{});
            break;
        case ColumnType::uint16:
            column.values = as(std::uint16_t{});
            break;
        case ColumnType::uint32:
            column.values = as(std::uint32_t{});
            break;
        case ColumnType::uint64:
            column.values = as(std::uint64_t{});
            break;
        default:
            column.values = as(std::int64_t{});
            break;
    }
    return column;
}

/// Complete lists of codes, in an order of their own.
void Columns::set_lists(Place place, const Values& values) {
    std::vector<std::int64_t> begins;
    std::vector<std::int64_t> items(offset_, 3);
    begins.push_back(0);
    for (const facts::CodeSet& set : values.sets) {
        for (std::size_t code = 0; code < 256; ++code) {
            if (set.contains(code)) items.push_back(static_cast<std::int64_t>(255 - code));
        }
        begins.push_back(static_cast<std::int64_t>(items.size() - offset_));
    }
    auto& codes = codes_.emplace_back();
    for (std::uint16_t code = 256; code-- > 0;) codes.push_back(code);
    ListColumn lists{keep(begins), nullptr, true, keep_bits(values.present)};
    lists.size = values.rows;
    lists.offset = offset_;
    Column column = laid_out(items, ColumnType::int16);
    column.codes = codes;
    batch_.set_codes(place, lists, column);
}

void Columns::set(Place place, const facts::ValueType& type, const Values& values) {
    const std::uint64_t turn = seed_ % 5;
    Column column;
    constexpr std::array widths{ColumnType::int64,  ColumnType::int32,  ColumnType::uint32,
                                ColumnType::uint64, ColumnType::uint16, ColumnType::int16,
                                ColumnType::uint8,  ColumnType::int8};
    switch (type.kind) {
        case FactKind::yes_no: {
            if (turn != 0) {
                column = laid_out(values.integers, widths[seed_ % widths.size()]);
                break;
            }
            std::vector<bool> bits;
            for (const std::int64_t integer : values.integers) bits.push_back(integer == 1);
            column = {ColumnType::bits, keep_bits(bits), nullptr, values.rows, offset_};
            break;
        }
        case FactKind::choice:
            column = laid_out(values.integers, turn < 3 ? ColumnType::uint8 : ColumnType::int32);
            if (turn % 2 == 0) break;
            for (std::uint16_t code = 0; code < 256; ++code) {
                if (code == 0) codes_.emplace_back();
                codes_.back().push_back(code);
            }
            column.codes = codes_.back();
            break;
        case FactKind::choices: {
            if (turn % 2 == 1) return set_lists(place, values);
            const std::size_t words = (type.codes.size() + word_bits - 1) / word_bits;
            std::vector<std::uint64_t> masks;
            for (const facts::CodeSet& set : values.sets) {
                for (std::size_t word = 0; word < words; ++word) masks.push_back(set.word(word));
            }
            column = {ColumnType::uint64, keep(masks), nullptr, values.rows * words, offset_};
            break;
        }
        case FactKind::date:
            column = laid_out(values.integers, turn == 0 ? ColumnType::int64 : ColumnType::int32);
            break;
        case FactKind::number: {
            if (turn == 0) {
                column = {ColumnType::float64, keep(values.reals), nullptr, values.rows, offset_};
                break;
            }
            const auto [low, high] =
                std::minmax_element(values.integers.begin() + static_cast<std::ptrdiff_t>(offset_),
                                    values.integers.end());
            const bool is_some = values.rows != 0;
            const auto fits = [&, least = low, most = high](std::int64_t from, std::int64_t to) {
                return !is_some || (*least >= from && *most <= to);
            };
            ColumnType width = ColumnType::int64;
            if (turn > 1 && fits(INT32_MIN, INT32_MAX)) width = ColumnType::int32;
            if (turn > 2 && fits(INT16_MIN, INT16_MAX)) width = ColumnType::int16;
            if (turn > 3 && fits(0, UINT16_MAX)) width = ColumnType::uint16;
            if (turn > 3 && fits(0, UINT8_MAX)) width = ColumnType::uint8;
            column = laid_out(values.integers, width);
            column.scale = values.scale;
            break;
        }
        case FactKind::records:
            return;
    }
    column.present = keep_bits(values.present);
    batch_.set(place, column);
}

}  // namespace caveat::testing
