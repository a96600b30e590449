#pragma once

// What a record is made of, kept for the next one: a reader that is warm takes no memory for each
// resource.

#include "adapters/json/json_tree.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace caveat::fhir {

class RecordMemory {
  public:
    /// Everything that was handed out is void.
    void forget() {
        trees_used_ = 0;
        if (blocks_.size() > 1) {
            // As one block the next time.
            std::size_t all = 0;
            for (const Block& each : blocks_) all += each.size;
            blocks_.clear();
            blocks_.push_back(made(all));
        }
        used_ = 0;
    }

    /// One to read into, whose views live until the record is forgotten.
    json::JsonTree& next_tree() {
        if (trees_used_ == trees_.size()) trees_.push_back(std::make_unique<json::JsonTree>());
        return *trees_[trees_used_++];
    }

    /// Room for so many, each made anew.
    template <class T>
    std::span<T> room(std::size_t count) {
        static_assert(std::is_trivially_destructible_v<T>);
        if (count == 0) return {};
        // NOLINTNEXTLINE(bugprone-sizeof-expression): pointers too
        T* const first = static_cast<T*>(bytes(count * sizeof(T)));
        std::uninitialized_value_construct_n(first, count);
        return {first, count};
    }

    /// The texts one behind the other.
    std::string_view joined(std::initializer_list<std::string_view> parts) {
        std::size_t size = 0;
        for (const std::string_view part : parts) size += part.size();
        if (size == 0) return {};
        char* const begin = static_cast<char*>(bytes(size));
        char* at = begin;
        for (const std::string_view part : parts) {
            if (!part.empty()) std::memcpy(at, part.data(), part.size());
            at += part.size();
        }
        return {begin, size};
    }

  private:
    struct Block {
        std::unique_ptr<std::byte[]> room;
        std::size_t size = 0;
    };
    static Block made(std::size_t size) {
        return {std::unique_ptr<std::byte[]>(new std::byte[size]), size};
    }

    void* bytes(std::size_t size) {
        constexpr std::size_t least = 4096;
        constexpr std::size_t step = alignof(std::max_align_t);
        used_ = (used_ + step - 1) / step * step;
        if (blocks_.empty() || size > blocks_.back().size - std::min(used_, blocks_.back().size)) {
            const std::size_t before = blocks_.empty() ? 0 : blocks_.back().size;
            blocks_.push_back(made(std::max({least, 2 * before, size})));
            used_ = 0;
        }
        std::byte* const at = blocks_.back().room.get() + used_;
        used_ += size;
        return at;
    }

    std::vector<std::unique_ptr<json::JsonTree>> trees_;
    std::size_t trees_used_ = 0;
    std::vector<Block> blocks_;
    std::size_t used_ = 0;  ///< of the last block
};

}  // namespace caveat::fhir
