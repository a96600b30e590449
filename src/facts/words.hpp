#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace caveat::facts {

/// Words beside one another. The first ones live in the object itself, next to what leads to it:
/// most patients fit, and to look at one costs no further step in memory.
class Words {
  public:
    Words() = default;
    ~Words() = default;
    // Only the words in use are copied.
    Words(const Words& other) { *this = other; }
    Words(Words&& other) noexcept { *this = std::move(other); }
    Words& operator=(const Words& other) {
        if (this == &other) return *this;
        size_ = other.size_;
        if (size_ <= inside) std::copy_n(other.few_.begin(), size_, few_.begin());
        many_ = other.many_;
        return *this;
    }
    Words& operator=(Words&& other) noexcept {
        if (this == &other) return *this;
        size_ = std::exchange(other.size_, 0);
        if (size_ <= inside) std::copy_n(other.few_.begin(), size_, few_.begin());
        many_.swap(other.many_);
        return *this;
    }

    [[nodiscard]] std::uint64_t* data() { return size_ <= inside ? few_.data() : many_.data(); }
    [[nodiscard]] const std::uint64_t* data() const {
        return size_ <= inside ? few_.data() : many_.data();
    }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    std::uint64_t& operator[](std::size_t at) { return data()[at]; }
    const std::uint64_t& operator[](std::size_t at) const { return data()[at]; }

    /// Makes it this long; words that were not there are 0.
    void resize(std::size_t size) {
        if (size > inside) {
            if (size_ <= inside) many_.assign(few_.begin(), few_.begin() + size_);
            many_.resize(size, 0);
        } else {
            if (size_ > inside) std::copy_n(many_.begin(), size, few_.begin());
            if (size_ < size) std::fill(few_.begin() + size_, few_.begin() + size, 0);
        }
        size_ = static_cast<std::uint32_t>(size);
    }
    /// This many words, all 0.
    void clear(std::size_t size) {
        resize(0);
        resize(size);
    }

    friend bool operator==(const Words& a, const Words& b) {
        return a.size_ == b.size_ && std::equal(a.data(), a.data() + a.size_, b.data());
    }

  private:
    static constexpr std::size_t inside = 79;
    std::uint32_t size_ = 0;
    std::array<std::uint64_t, inside> few_;  ///< those from `size_` on have no meaning
    std::vector<std::uint64_t> many_;
};

}  // namespace caveat::facts
