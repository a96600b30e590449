#pragma once

// One reading of a column, and the ways of reading it.

#include "eval/batch/reader.hpp"
#include "facts/problems.hpp"

#include <cstdint>
#include <cstring>

namespace caveat::eval {

/// What one reading of a column works with.
struct ColumnPass {
    const Encoding& encoding;
    const Column& column;
    const facts::ValueType& type;
    const Stretch& stretch;
    const Kernels& kernels;
    ColumnBuffer& buffer;
    ColumnValues& loaded;

    /// The values of the stretch, brought to where they can be read.
    template <class T>
    [[nodiscard]] const T* values() const {
        const std::size_t first = (column.offset + stretch.first) * sizeof(T);
        const auto* const from = static_cast<const char*>(column.values) + first;
        if (reinterpret_cast<std::uintptr_t>(from) % alignof(T) == 0) {
            return reinterpret_cast<const T*>(from);
        }
        std::uint8_t* const copy = buffer.aligned(stretch.count * sizeof(T));
        if (stretch.count != 0) std::memcpy(copy, from, stretch.count * sizeof(T));
        return reinterpret_cast<const T*>(copy);
    }

    void flag(std::size_t at) {
        if (!loaded.has_flagged) std::fill_n(loaded.flagged, stretch.words(), 0U);
        set_bit(loaded.flagged, at, true);
        loaded.has_flagged = true;
    }
    /// The value of this row cannot be used.
    void refuse(std::size_t at) {
        if (loaded.refused++ == 0) loaded.first_refused = at;
        set_bit(loaded.known, at, false);
        loaded.all_known = false;
        flag(at);
    }
    /// The value of this row does not lie on the grid, or is wrong.
    void look_at(std::size_t at) {
        const facts::Value value = value_at(column, type, stretch.first + at);
        if (value.given != facts::Given::answered) return refuse(at);
        set_bit(loaded.known, at, false);
        set_bit(loaded.partly, at, true);
        loaded.all_known = false;
        loaded.has_partly = true;
        if (!value.is_complete) flag(at);
    }
    /// Refuses every known row for which `is_wrong(row)`.
    template <class Wrong>
    void refuse_where(const Wrong& is_wrong) {
        for_each_bit(loaded.known, stretch.words(), [&](std::size_t at) {
            if (is_wrong(at)) refuse(at);
        });
    }

    /// Looks at every known row for which `is_odd(row)`.
    template <class Odd>
    void look_where(const Odd& is_odd) {
        for_each_bit(loaded.known, stretch.words(), [&](std::size_t at) {
            if (is_odd(at)) look_at(at);
        });
    }

    /// Reads the column in the way that its encoding says.
    void read();

  private:
    void find_known();
    void read_bytes();
    void read_halves();
    template <class T, class Narrow>
    void narrow(Narrow kernel);
    template <class T>
    std::int64_t* widen();
    std::int64_t* widen_unsigned();
    template <class Real>
    std::int64_t* read_reals(double most_steps);
    std::int64_t* read_wide();
    void read_numbers();

    template <class Index>
    void map_codes();
    const std::uint8_t* byte_indices(std::size_t size);
    bool map_bytes();
    void read_mapped();
    template <class Index>
    void mask_lists(const std::uint64_t* bits, std::size_t entries, std::uint64_t* masks);
    bool mask_lists(std::uint64_t* masks);
    void read_lists();
    void read_masks_8();
    void read_sets();
};

}  // namespace caveat::eval
