#pragma once

// What is worked out when it is first asked for.

#include <atomic>
#include <memory>

namespace caveat::model {

/// A `T` that the first who asks makes. Several threads may ask at once: each then makes one, and
/// all of them get the same one. There is nothing to wait for, and nothing that an exception on its
/// way out could leave locked.
template <typename T>
class MadeOnce {
  public:
    MadeOnce() = default;
    MadeOnce(const MadeOnce&) = delete;
    MadeOnce& operator=(const MadeOnce&) = delete;
    ~MadeOnce() {
        delete made_.load();
        delete spare_.load();
    }

    /// make  gets a T to fill: a new one, or one that was forgotten, with what is in it
    template <typename Make>
    T& get(Make make) {
        if (T* const there = made_.load(std::memory_order_acquire)) return *there;
        std::unique_ptr<T> mine(spare_.exchange(nullptr, std::memory_order_acq_rel));
        if (!mine) mine = std::make_unique<T>();
        make(*mine);
        T* first = nullptr;
        if (made_.compare_exchange_strong(first, mine.get(), std::memory_order_acq_rel)) {
            first = mine.release();
        }
        return *first;
    }
    /// Who asks next makes it anew, in the same memory. Nobody may be asking.
    void forget() {
        T* const was = made_.load(std::memory_order_relaxed);
        if (was == nullptr) return;
        made_.store(nullptr, std::memory_order_relaxed);
        delete spare_.load(std::memory_order_relaxed);
        spare_.store(was, std::memory_order_relaxed);
    }

  private:
    std::atomic<T*> made_ = nullptr;
    std::atomic<T*> spare_ = nullptr;
};

}  // namespace caveat::model
