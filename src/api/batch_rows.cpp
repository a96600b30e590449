// One row of a batch as a profile, as JSON would have given it. Entrances: Batch::profile,
// Batch::write_profile.

#include <caveat/adapter.hpp>
#include <caveat/batch.hpp>

#include "api/access.hpp"
#include "api/batch_binding.hpp"
#include "api/loaded_rules.hpp"
#include "facts/answer_back.hpp"
#include "facts/problems.hpp"
#include "facts/profile_writer.hpp"
#include "values/dates.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace caveat {

namespace {

/// What is said where a list of codes has nothing; JSON's word.
constexpr std::string_view no_item = "null";

/// Hands the answers of one row over.
class RowWriter {
  public:
    RowWriter(const api::BatchBinding& binding, std::size_t row, facts::ProfileWriter& writer)
        : table_(binding.table), row_(row), cells_(binding.cells_of(row)), writer_(writer) {}

    void write(std::uint32_t fact) {
        const api::BatchBinding::Cell* const cell = cell_at(FactId{fact});
        const bool is_null =
            cell != nullptr && std::holds_alternative<NotKnown>(cell->answer.value);
        const facts::FactOrField place{fact, {}};
        if (cell == nullptr || is_null) {
            if (table_.rules->catalogue[fact].type.kind == FactKind::records) {
                records(fact);
            } else {
                one(place, table_.columns[fact], type_at(place), row_);
            }
        }
        if (cell == nullptr) return;
        if (const auto* const list = std::get_if<Records>(&cell->answer.value)) {
            return given_records(place, *list);
        }
        given(place, cell->answer);
    }

  private:
    [[nodiscard]] const facts::ValueType& type_at(const facts::FactOrField& place) const {
        return table_.rules->catalogue.type_at(place);
    }
    [[nodiscard]] const api::BatchBinding::Cell* cell_at(Place place) const {
        const api::BatchBinding::Cell* found = nullptr;
        for (const api::BatchBinding::Cell& cell : cells_) {
            if (cell.place == place) found = &cell;
        }
        return found;
    }
    void given(const facts::FactOrField& place, const Answer& answer) {
        if (std::holds_alternative<std::monostate>(answer.value)) return;
        writer_.answer(place, facts::viewed(answer, views_));
    }
    void given_records(const facts::FactOrField& place, const Records& list) {
        writer_.records(place, list.is_complete);
        for (const Record& record : list.list) {
            writer_.record();
            for (const auto& [name, answer] : record.fields) {
                if (const auto field = writer_.field(name)) given(*field, answer);
            }
        }
    }

    void records(std::uint32_t fact) {
        const eval::ListColumn& list = table_.lists[fact];
        if (!list.is_present(row_)) return;
        const auto place = list.places.find(row_);
        if (!place) return writer_.answer({fact, {}}, facts::Unreadable{"a list without an end"});
        writer_.records({fact, {}}, list.is_complete(row_));
        const auto fields = static_cast<std::uint32_t>(list.fields.size());
        for (std::uint32_t record = 0; record < place->count; ++record) {
            // One more than may be says what is wrong.
            if (record > facts::most_list_entries) return;
            const auto* const whole = cell_at({FactId{fact}, record});
            if (whole != nullptr) {
                writer_.unreadable_record(std::get<Unreadable>(whole->answer.value).what);
                continue;
            }
            writer_.record();
            for (std::uint32_t field = 0; field < fields; ++field) {
                const facts::FactOrField at{fact, field};
                if (const auto* const cell = cell_at({FactId{fact}, record, field})) {
                    given(at, cell->answer);
                } else {
                    one(at, list.fields[field], type_at(at), place->first + record);
                }
            }
        }
    }

    void one(const facts::FactOrField& place, const eval::Column& column,
             const facts::ValueType& type, std::size_t at) {
        if (column.type == eval::ColumnType::none) return;
        const std::size_t value = column.offset + at;
        if (column.present != nullptr && !eval::has_bit(column.present, value)) return;
        if (type.kind == FactKind::number) return number(place, column, value);
        if (column.type == eval::ColumnType::listed) return listed(place, column, type, at);
        if (type.kind == FactKind::choices) return mask(place, column, type, value);
        const std::int64_t integer = eval::integer_at(column.type, column.values, value);
        if (type.kind == FactKind::choice) {
            const std::string_view code = code_at(column, type, integer);
            return writer_.answer(place, facts::Text{code});
        }
        if (type.kind == FactKind::yes_no && (integer == 0 || integer == 1)) {
            return writer_.answer(place, facts::YesNo{integer == 1});
        }
        const bool is_day = type.kind == FactKind::date && integer >= values::first_day &&
                            integer <= values::last_day;
        if (is_day) {
            const Date day = values::date_of(static_cast<values::Day>(integer));
            return writer_.answer(place, facts::DateValue{day});
        }
        digits_ = std::to_string(integer);
        if (type.kind == FactKind::date) return writer_.answer(place, facts::Text{digits_});
        writer_.answer(place, facts::NumberText{digits_, {}});
    }

    void number(const facts::FactOrField& place, const eval::Column& column, std::size_t value) {
        Answer number;
        if (column.type == eval::ColumnType::real) {
            number = eval::value_of<double>(column.values, value);
        } else if (column.type == eval::ColumnType::float32) {
            number = eval::value_of<float>(column.values, value);
        } else if (column.type == eval::ColumnType::uint64) {
            number = eval::value_of<std::uint64_t>(column.values, value);
        } else {
            number = eval::integer_at(column.type, column.values, value);
        }
        const std::string_view unit =
            column.unit ? std::string_view(column.unit->symbol) : std::string_view();
        const auto* const whole = std::get_if<Decimal>(&number.value);
        if (whole != nullptr && column.scale == 0) {
            return writer_.answer(place, facts::NumberValue{*whole, unit});
        }
        digits_ = whole != nullptr ? whole->to_text() : std::get<NumberText>(number.value).digits;
        put_point(column.scale);
        if (const auto decimal = Decimal::from_text(digits_)) {
            return writer_.answer(place, facts::NumberValue{*decimal, unit});
        }
        writer_.answer(place, facts::NumberText{digits_, unit});
    }

    /// Divides the digits of an integer by a power of ten.
    void put_point(int scale) {
        if (scale == 0) return;
        const bool is_negative = digits_.front() == '-';
        if (is_negative) digits_.erase(0, 1);
        const auto places = static_cast<std::size_t>(scale);
        if (digits_.size() <= places) digits_.insert(0, places + 1 - digits_.size(), '0');
        digits_.insert(digits_.size() - places, 1, '.');
        while (digits_.back() == '0') digits_.pop_back();
        if (digits_.back() == '.') digits_.pop_back();
        if (is_negative) digits_.insert(0, 1, '-');
    }

    /// The key of a code; where it is none, the number that stood for it.
    std::string_view code_at(const eval::Column& column, const facts::ValueType& type,
                             std::int64_t integer) {
        const std::int64_t code = column.is_mapped ? eval::code_of(column, integer) : integer;
        if (code >= 0 && code < static_cast<std::int64_t>(type.codes.size())) {
            return type.codes[static_cast<std::size_t>(code)].key;
        }
        return texts_.emplace_back(std::to_string(integer));
    }

    void listed(const facts::FactOrField& place, const eval::Column& column,
                const facts::ValueType& type, std::size_t at) {
        const auto items = column.places.find(at);
        if (!items) return writer_.answer(place, facts::Unreadable{"a list without an end"});
        codes_.clear();
        texts_.clear();
        texts_.reserve(facts::most_list_entries + 1);  // views look into it
        for (std::uint64_t item = 0; item < items->count; ++item) {
            if (item > facts::most_list_entries) break;
            const auto value = static_cast<std::size_t>(items->first + item) + column.item_offset;
            if (column.item_present != nullptr && !eval::has_bit(column.item_present, value)) {
                codes_.push_back(type.find_code(no_item) ? "null, no code" : no_item);
                continue;
            }
            const std::int64_t integer = eval::integer_at(column.item_type, column.values, value);
            codes_.push_back(code_at(column, type, integer));
        }
        writer_.answer(place, facts::CodeList{codes_, {}, true});
    }

    void mask(const facts::FactOrField& place, const eval::Column& column,
              const facts::ValueType& type, std::size_t value) {
        constexpr std::size_t word_bits = 64;
        codes_.clear();
        texts_.clear();
        texts_.reserve(type.codes.size() + word_bits);
        const bool is_wide = column.type == eval::ColumnType::mask64;
        const std::size_t words = is_wide ? eval::words_for(type.codes.size()) : 1;
        for (std::size_t word = 0; word < words; ++word) {
            std::uint64_t bits = 0;
            if (column.type == eval::ColumnType::mask8) {
                bits = eval::value_of<std::uint8_t>(column.values, value);
            } else if (column.type == eval::ColumnType::mask16) {
                bits = eval::value_of<std::uint16_t>(column.values, value);
            } else if (column.type == eval::ColumnType::mask32) {
                bits = eval::value_of<std::uint32_t>(column.values, value);
            } else {
                bits = eval::value_of<std::uint64_t>(column.values, value * words + word);
            }
            eval::for_each_bit(&bits, 1, [&](std::size_t bit) {
                const std::size_t code = word * word_bits + bit;
                codes_.push_back(code < type.codes.size()
                                     ? std::string_view(type.codes[code].key)
                                     : texts_.emplace_back(std::to_string(code)));
            });
        }
        writer_.answer(place, facts::CodeList{codes_, {}, true});
    }

    const eval::Table& table_;
    std::size_t row_;
    std::span<const api::BatchBinding::Cell> cells_;
    facts::ProfileWriter& writer_;
    std::string digits_;
    std::vector<std::string> texts_;
    std::vector<std::string_view> codes_;
    std::vector<std::string_view> views_;
};

}  // namespace

bool api::BatchBinding::is_too_large(std::size_t row) const {
    std::size_t values = 0;
    for (const std::uint32_t fact : order) {
        const eval::ListColumn& list = table.lists[fact];
        if (!list.is_present(row)) continue;
        if (const auto place = list.find(row)) values += place->count * list.fields.size();
    }
    return values > facts::most_record_values;
}

Profile Batch::profile(std::size_t row) const {
    if (row < binding_->profiles.size()) return binding_->profiles[row];
    ProfileAdapter adapter(rules_);
    write_profile(row, adapter);
    return adapter.build();
}

void Batch::write_profile(std::size_t row, ProfileAdapter& adapter) const {
    const eval::Table& table = binding_->table;
    if (row >= table.rows || table.is_of_profiles) return;
    if (const auto day = table.day_of(row)) {
        adapter.as_of(values::date_of(*day));
    }
    RowWriter writer(*binding_, row, api::Access::writer(adapter));
    for (const std::uint32_t fact : binding_->order) writer.write(fact);
}

}  // namespace caveat
