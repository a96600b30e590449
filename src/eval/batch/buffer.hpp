#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>

namespace caveat::eval {

/// Memory that is only ever made larger, at the beginning of a cache line, and never filled: what
/// it holds after `need` is anybody's guess.
template <class T>
class Buffer {
  public:
    /// Space for so many; what was there before is lost when it has to grow.
    T* need(std::size_t count) {
        if (count > size_) {
            memory_.reset();
            size_ = 0;
            memory_.reset(static_cast<T*>(::operator new(count * sizeof(T), line)));
            size_ = count;
        }
        return memory_.get();
    }
    [[nodiscard]] T* data() const { return memory_.get(); }

  private:
    static constexpr std::align_val_t line{64};
    struct Free {
        void operator()(T* memory) const { ::operator delete(memory, line); }
    };
    std::unique_ptr<T, Free> memory_;
    std::size_t size_ = 0;
};

}  // namespace caveat::eval
