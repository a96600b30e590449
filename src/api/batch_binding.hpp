#pragma once

// What a `Batch` holds: its columns as the engine reads them, and what only their making and their
// profiles need to know.

#include <caveat/batch.hpp>

#include "eval/batch/table.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace caveat::api {

struct BatchBinding {
    /// How the column of a fact or field was read last: another of the same kind is read alike.
    struct Encoded {
        ColumnType given = ColumnType::none;  ///< what its owner calls the type
        eval::ColumnType type = eval::ColumnType::none;
        int scale = 0;
        bool is_mapped = false;
        std::string unit;
        eval::ColumnReading reading = eval::ColumnReading::none;  ///< that came of it
        std::size_t words = 1;                                    ///< values of a row
        [[nodiscard]] bool is_like(const eval::Column& column) const {
            return type == column.type && scale == column.scale && is_mapped == column.is_mapped &&
                   (column.unit ? column.unit->symbol == unit : unit.empty());
        }
        /// The same of a column that was read before anything was made of it.
        [[nodiscard]] bool is_like(const Column& column) const {
            return given == column.type && given != ColumnType::none && scale == column.scale &&
                   is_mapped == (column.codes.data() != nullptr) && column.unit.empty() &&
                   unit.empty();
        }
    };
    /// An answer that no column holds.
    struct Cell {
        std::size_t row = 0;
        Place place;
        Answer answer;
    };

    eval::Table table;
    std::vector<std::uint8_t> is_given;                     ///< by fact
    std::vector<std::vector<std::uint8_t>> is_field_given;  ///< by fact and field
    std::vector<Encoded> encoded;                           ///< by fact
    std::vector<std::vector<Encoded>> field_encoded;        ///< by fact and field
    std::vector<std::uint32_t> order;                       ///< facts in the order given
    std::vector<Cell> cells;                                ///< in the order of their rows
    std::vector<Profile> profiles;                          ///< of which the batch is made
    std::size_t most_records = 0;  ///< fields of all records that a row may have

    [[nodiscard]] std::span<const Cell> cells_of(std::size_t row) const {
        const auto less = [](const Cell& cell, std::size_t at) { return cell.row < at; };
        const auto first = std::lower_bound(cells.begin(), cells.end(), row, less);
        const auto last = std::lower_bound(first, cells.end(), row + 1, less);
        return {first, last};
    }
    /// Puts a column in the place of one that was read in the same way; false where none was, and
    /// where anything is to be said about it.
    bool put_again(const Place& place, const Column& given);
    /// Whether a row has more records than a profile may have, though no list is too long.
    [[nodiscard]] bool is_too_large(std::size_t row) const;

    /// Calls `visit(row)` for each row of [first, last) that is screened alone.
    template <class Visit>
    void for_each_alone(std::size_t first, std::size_t last, const Visit& visit) const {
        if (most_records != 0) {
            for (std::size_t row = first; row < last; ++row) {
                if (is_too_large(row) && cells_of(row).empty()) visit(row);
            }
        }
        const auto less = [](const Cell& cell, std::size_t at) { return cell.row < at; };
        auto cell = std::lower_bound(cells.begin(), cells.end(), first, less);
        while (cell != cells.end() && cell->row < last) {
            const std::size_t row = cell->row;
            visit(row);
            while (cell != cells.end() && cell->row == row) ++cell;
        }
    }
};

}  // namespace caveat::api
