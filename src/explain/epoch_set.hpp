#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace caveat::explain {

/// A mark for each of a number of things, all taken back at once at no cost.
///
/// Within one round a thing may be marked with 1, 2 … up to `levels`: what has a higher mark has
/// all the lower ones.
class EpochSet {
  public:
    explicit EpochSet(std::size_t size = 0, std::uint32_t levels = 1) : levels_(levels) {
        resize(size);
    }
    void resize(std::size_t size) { marks_.resize(size, 0); }

    /// Takes all marks back.
    void clear() {
        if (round_ > std::numeric_limits<std::uint32_t>::max() - 2 * levels_) {
            std::fill(marks_.begin(), marks_.end(), 0);
            round_ = 0;
        }
        round_ += levels_;
    }
    [[nodiscard]] bool has(std::size_t thing, std::uint32_t level = 1) const {
        return marks_[thing] >= round_ + level;
    }
    void set(std::size_t thing, std::uint32_t level = 1) { marks_[thing] = round_ + level; }
    /// Marks it; false if it had that mark already.
    bool add(std::size_t thing, std::uint32_t level = 1) {
        if (has(thing, level)) return false;
        set(thing, level);
        return true;
    }

  private:
    std::uint32_t levels_;
    std::uint32_t round_ = 0;
    std::vector<std::uint32_t> marks_;
};

}  // namespace caveat::explain
