#pragma once

// A seeded source of choices: the same seed gives the same rule sets and
// profiles on every machine.

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace caveat::testing {

class Chance {
  public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}

    /// 0 to count - 1. Precondition: count > 0.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }

    /// low to high, both included.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(below(static_cast<std::size_t>(high - low + 1)));
    }

    bool percent(std::size_t likely) { return below(100) < likely; }

    template <typename T>
    const T& pick(const std::vector<T>& from) {
        return from[below(from.size())];
    }

    /// Takes an element out of the vector.
    template <typename T>
    T take(std::vector<T>& from) {
        const std::size_t index = below(from.size());
        T taken = std::move(from[index]);
        from.erase(from.begin() + static_cast<std::ptrdiff_t>(index));
        return taken;
    }

    /// `count` different numbers below `all`, in rising order.
    std::vector<std::size_t> some_of(std::size_t all, std::size_t count) {
        std::vector<std::size_t> chosen;
        for (std::size_t i = 0; i < all; ++i) {
            if (below(all - i) < count - chosen.size()) chosen.push_back(i);
        }
        return chosen;
    }

    template <typename T>
    void shuffle(std::vector<T>& items) {
        for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
    }

  private:
    std::mt19937_64 engine_;
};

}  // namespace caveat::testing
