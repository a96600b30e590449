#pragma once

// Profiles turned into a batch: columns for what columns can hold, cells for the rest.

#include <caveat/batch.hpp>

#include "facts/catalogue.hpp"
#include "facts/profile.hpp"

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

// The names of `support/generated.hpp` are others: these are said in full.
namespace caveat::testing {

class Columns {
  public:
    /// Columns of these profiles, which are all of one rule set. The seed chooses how they lie in
    /// memory.
    Columns(const RuleSet& rules, std::span<const Profile> profiles, std::uint64_t seed);

    [[nodiscard]] const Batch& batch() const { return batch_; }

  private:
    struct Values;
    struct Cell {
        caveat::Place place;
        std::size_t row = 0;
        caveat::Answer answer;
    };

    void add_fact(std::uint32_t fact);
    void add_records(std::uint32_t fact);
    void set(caveat::Place place, const facts::ValueType& type, const Values& values);
    void set_lists(caveat::Place place, const Values& values);
    void add_cell(std::size_t row, caveat::Place place, caveat::Place said);
    /// Keeps bytes at an address that nothing larger could stand at, if the seed says so.
    template <class T>
    const void* keep(const std::vector<T>& values);
    const std::uint8_t* keep_bits(const std::vector<bool>& bits);
    [[nodiscard]] Column laid_out(const std::vector<std::int64_t>& integers, ColumnType type);

    RuleSet rules_;
    std::span<const Profile> profiles_;
    std::vector<facts::Profile> whole_;
    std::uint64_t seed_;
    std::size_t offset_;  ///< values before the first row
    Batch batch_;
    std::vector<Cell> cells_;
    // What is lent stays where it is.
    std::deque<std::vector<char>> kept_;
    std::deque<std::vector<std::uint16_t>> codes_;
};

}  // namespace caveat::testing
