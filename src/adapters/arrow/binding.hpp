#pragma once

// Memory for one batch, taken from a plan for a while.

#include "adapters/arrow/work.hpp"

#include <memory>

namespace caveat::arrow {

class BorrowedWork {
  public:
    explicit BorrowedWork(const Plan& plan);
    ~BorrowedWork();
    BorrowedWork(const BorrowedWork&) = delete;
    BorrowedWork& operator=(const BorrowedWork&) = delete;

    Work* operator->() const { return work_.get(); }
    Work& operator*() const { return *work_; }

  private:
    const Plan& plan_;
    std::unique_ptr<Work> work_;
};

}  // namespace caveat::arrow
