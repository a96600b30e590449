#pragma once

// Memory for what a handle lends out: texts with a zero byte behind them, and lists. It lives as
// long as the handle, or until that is filled anew.

#include <caveat/caveat.h>
#include <caveat/values.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace caveat::c_api {

/// A list as C sees it.
template <typename Item>
struct Lent {
    const Item* data = nullptr;
    std::size_t count = 0;
};

/// Gives room that never moves.
class Keep {
  public:
    caveat_text text(std::string_view words) {
        if (words.empty()) return {"", 0};
        auto* const copy = static_cast<char*>(room(words.size() + 1, 1));
        std::copy(words.begin(), words.end(), copy);
        copy[words.size()] = '\0';
        return {copy, words.size()};
    }

    template <typename Item>
    Lent<Item> list(std::span<const Item> items) {
        static_assert(std::is_trivially_copyable_v<Item>);
        if (items.empty()) return {};
        auto* const copy = static_cast<Item*>(room(items.size_bytes(), alignof(Item)));
        std::uninitialized_copy(items.begin(), items.end(), copy);
        return {copy, items.size()};
    }
    template <typename Item>
    Lent<Item> list(const std::vector<Item>& items) {
        return list(std::span<const Item>(items));
    }

    template <typename Texts>
    Lent<caveat_text> texts(const Texts& words) {
        std::vector<caveat_text> kept;
        kept.reserve(std::size(words));
        for (const auto& each : words) kept.push_back(text(each));
        return list(kept);
    }

    template <typename Ids>
    Lent<std::uint32_t> indices(const Ids& ids) {
        std::vector<std::uint32_t> kept;
        kept.reserve(std::size(ids));
        for (const auto& id : ids) kept.push_back(id.index);
        return list(kept);
    }

    void clear() {
        blocks_.clear();
        free_ = 0;
        at_ = nullptr;
    }

  private:
    void* room(std::size_t size, std::size_t alignment) {
        void* place = at_;
        if (place == nullptr || std::align(alignment, size, place, free_) == nullptr) {
            constexpr std::size_t usual = 4000;
            const std::size_t fresh = std::max(usual, size + alignment);
            blocks_.push_back(std::make_unique<std::byte[]>(fresh));
            place = blocks_.back().get();
            free_ = fresh;
            std::align(alignment, size, place, free_);
        }
        at_ = static_cast<std::byte*>(place) + size;
        free_ -= size;
        return place;
    }

    std::vector<std::unique_ptr<std::byte[]>> blocks_;
    std::byte* at_ = nullptr;
    std::size_t free_ = 0;
};

}  // namespace caveat::c_api
