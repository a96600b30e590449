#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

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
        resize(0);
        make_room(other.size_);
        size_ = other.size_;
        std::copy_n(other.data(), size_, data());
        return *this;
    }
    Words& operator=(Words&& other) noexcept {
        if (this == &other) return *this;
        size_ = std::exchange(other.size_, 0);
        if (size_ <= inside) std::copy_n(other.few_.begin(), size_, few_.begin());
        many_.swap(other.many_);
        std::swap(room_, other.room_);
        return *this;
    }

    [[nodiscard]] std::uint64_t* data() { return size_ <= inside ? few_.data() : many_.get(); }
    [[nodiscard]] const std::uint64_t* data() const {
        return size_ <= inside ? few_.data() : many_.get();
    }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    std::uint64_t& operator[](std::size_t at) { return data()[at]; }
    const std::uint64_t& operator[](std::size_t at) const { return data()[at]; }

    /// Makes it this long; words that were not there are 0.
    void resize(std::size_t size) {
        make_room(size);
        const std::uint64_t* const before = data();
        const std::size_t kept = std::min<std::size_t>(size_, size);
        size_ = static_cast<std::uint32_t>(size);
        if (data() != before) std::copy_n(before, kept, data());
        std::fill(data() + kept, data() + size, 0);
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

    /// Room for so many beside the object, if they do not fit into it. What is there stays.
    void make_room(std::size_t size) {
        if (size <= inside || size <= room_) return;
        const std::size_t room = std::max(size, 2 * std::size_t{room_});
        auto wider = std::make_unique<std::uint64_t[]>(room);
        if (size_ > inside) std::copy_n(many_.get(), size_, wider.get());
        many_ = std::move(wider);
        room_ = static_cast<std::uint32_t>(room);
    }

    std::uint32_t size_ = 0;
    std::uint32_t room_ = 0;                 ///< words that `many_` has room for
    std::array<std::uint64_t, inside> few_;  ///< those from `size_` on have no meaning
    std::unique_ptr<std::uint64_t[]> many_;  ///< all of them, where they are more
};

}  // namespace caveat::facts
