// The allocator of this executable, which counts. glibc keeps its own under names of their own, and
// lets a program put others in front.

#include "growth/counting.hpp"

#include <atomic>
#include <cerrno>
#include <cstddef>

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
}

namespace caveat::tests {

namespace {

constinit std::atomic<std::uint64_t> asked{0};

/// Returns the size itself.
std::size_t counted(std::size_t size) {
    asked.fetch_add(size, std::memory_order_relaxed);
    return size;
}

}  // namespace

std::uint64_t bytes_asked() {
    return asked.load(std::memory_order_relaxed);
}

}  // namespace caveat::tests

using caveat::tests::counted;

extern "C" {
void* malloc(std::size_t size) {
    return __libc_malloc(counted(size));
}
void* calloc(std::size_t count, std::size_t size) {
    counted(count * size);
    return __libc_calloc(count, size);
}
void* realloc(void* memory, std::size_t size) {
    return __libc_realloc(memory, counted(size));
}
void* memalign(std::size_t alignment, std::size_t size) {
    return __libc_memalign(alignment, counted(size));
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
    return memalign(alignment, size);
}
int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
    *memory = memalign(alignment, size);
    return *memory == nullptr ? ENOMEM : 0;
}
}
