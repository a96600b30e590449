#pragma once

// Names to positions, for lookups in the inner loop of a stream: a few nanoseconds each.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::facts {

/// A map from keys to positions that only grows.
class KeyTable {
  public:
    static constexpr std::uint32_t none = 0xffff'ffff;

    /// Keeps the first position of a key that is added twice.
    void add(std::string_view key, std::uint32_t position) {
        if (find(key) != none) return;
        entries_.push_back({std::string(key), position});
        if (entries_.size() * 2 > slots_.size()) {
            slots_.assign(slots_.empty() ? 8 : slots_.size() * 2, none);
            for (std::uint32_t i = 0; i < entries_.size(); ++i) place(i);
        } else {
            place(static_cast<std::uint32_t>(entries_.size() - 1));
        }
    }

    /// The position of exactly this key, or `none`.
    [[nodiscard]] std::uint32_t find(std::string_view key) const {
        if (slots_.empty()) return none;
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t at = hash(key) & mask;; at = (at + 1) & mask) {
            if (slots_[at] == none) return none;
            const Entry& entry = entries_[slots_[at]];
            if (entry.key == key) return entry.position;
        }
    }

  private:
    struct Entry {
        std::string key;
        std::uint32_t position = none;
    };

    /// Every byte counts: names that differ in one digit in the middle are common.
    static std::size_t hash(std::string_view key) {
        constexpr std::size_t step = sizeof(std::uint64_t);
        const char* at = key.data();
        std::size_t left = key.size();
        std::uint64_t mixed = left;
        if (left < step) {
            std::uint64_t bits = 0;
            for (; left != 0; --left) bits = bits << 8U | static_cast<unsigned char>(*at++);
            mixed = stirred(mixed ^ bits);
        } else {
            for (; left > step; left -= step, at += step) mixed = stirred(mixed ^ word(at));
            mixed = stirred(mixed ^ word(at + left - step));  // the last eight, some of them twice
        }
        return static_cast<std::size_t>(mixed);
    }
    static std::uint64_t stirred(std::uint64_t bits) {
        constexpr std::uint64_t odd = 0xff51'afd7'ed55'8ccdU;
        bits *= odd;
        return bits ^ (bits >> 32U);
    }
    static std::uint64_t word(const char* at) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, at, sizeof(bits));
        return bits;
    }

    void place(std::uint32_t entry) {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = hash(entries_[entry].key) & mask;
        while (slots_[at] != none) at = (at + 1) & mask;
        slots_[at] = entry;
    }

    std::vector<Entry> entries_;
    std::vector<std::uint32_t> slots_;  ///< positions in `entries_`; a power of two of them
};

}  // namespace caveat::facts
