#pragma once

// Profiles turned into columns, as far as columns can hold them.

#include <caveat/batch.hpp>

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace caveat::testing {

class Columns {
  public:
    /// Columns of these profiles, which are all of one rule set and one day.
    Columns(const RuleSet& rules, std::span<const Profile> profiles, std::uint64_t seed);

    /// Whether the columns say all that the profile of this row does.
    [[nodiscard]] bool is_exact(std::size_t row) const { return is_exact_[row]; }
    [[nodiscard]] const Batch& batch() const { return batch_; }

  private:
    struct Cells;
    void add_fact(std::uint32_t fact, std::span<const facts::Profile> profiles);
    void add_records(std::uint32_t fact, std::span<const facts::Profile> profiles);
    void bind(const Cells& cells, bool is_field, std::uint32_t fact, std::string_view name);
    void bind_numbers(const Cells& cells, bool is_field, std::uint32_t fact, std::string_view name);
    template <class T>
    void give(const Cells& cells, bool is_field, std::uint32_t fact, std::string_view name,
              int scale);
    std::span<const std::uint64_t> keep_bits(const std::vector<bool>& bits);

    RuleSet rules_;
    std::uint64_t seed_;
    Batch batch_;
    std::vector<bool> is_exact_;
    // Columns stay where they are.
    std::deque<std::vector<std::uint64_t>> bitmaps_;
    std::deque<std::vector<std::int8_t>> int8_;
    std::deque<std::vector<std::int16_t>> int16_;
    std::deque<std::vector<std::int32_t>> int32_;
    std::deque<std::vector<std::int64_t>> int64_;
    std::deque<std::vector<std::uint8_t>> uint8_;
    std::deque<std::vector<std::uint16_t>> uint16_;
    std::deque<std::vector<std::uint32_t>> uint32_;
    std::deque<std::vector<double>> reals_;
    std::deque<std::vector<std::uint64_t>> masks_;
    std::deque<std::vector<std::int32_t>> days_;
};

}  // namespace caveat::testing
