#pragma once

#include <cstddef>
#include <cstdint>

namespace caveat::tests {

/// While it lives, this thread's allocations are counted, and one of them fails.
class FailingAllocation {
  public:
    /// fails_at  the first is 1; 0 = none
    explicit FailingAllocation(std::int64_t fails_at);
    ~FailingAllocation();
    FailingAllocation(const FailingAllocation&) = delete;
    FailingAllocation& operator=(const FailingAllocation&) = delete;

    [[nodiscard]] bool has_failed() const;
    /// Allocations asked for so far.
    [[nodiscard]] std::int64_t asked() const;
    /// Those that nobody has given back.
    [[nodiscard]] std::int64_t live() const;
};

}  // namespace caveat::tests
