// The allocator of this executable, with one allocation that fails. glibc keeps its own under names
// of their own, and lets a program put others in front.

#include "failing.hpp"

#include <cerrno>

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void __libc_free(void* memory);
}

namespace caveat::tests {

namespace {

struct State {
    std::int64_t fails_at = 0;
    std::int64_t asked = 0;
    std::int64_t live = 0;
    bool is_watching = false;
};
thread_local constinit State state;

bool is_refused() {
    return state.is_watching && ++state.asked == state.fails_at;
}
void* counted(void* memory) {
    if (state.is_watching && memory != nullptr) ++state.live;
    return memory;
}
void* refused() {
    errno = ENOMEM;
    return nullptr;
}

}  // namespace

FailingAllocation::FailingAllocation(std::int64_t fails_at) {
    state = {fails_at, 0, 0, true};
}
FailingAllocation::~FailingAllocation() {
    state.is_watching = false;
}
bool FailingAllocation::has_failed() const {
    return state.fails_at != 0 && state.asked >= state.fails_at;
}
std::int64_t FailingAllocation::asked() const {
    return state.asked;
}
std::int64_t FailingAllocation::live() const {
    return state.live;
}

}  // namespace caveat::tests

using namespace caveat::tests;

extern "C" {
void* malloc(std::size_t size) {
    return is_refused() ? refused() : counted(__libc_malloc(size));
}
void* calloc(std::size_t count, std::size_t size) {
    return is_refused() ? refused() : counted(__libc_calloc(count, size));
}
void* realloc(void* memory, std::size_t size) {
    if (is_refused()) return refused();
    void* const moved = __libc_realloc(memory, size);
    return memory == nullptr ? counted(moved) : moved;
}
void* memalign(std::size_t alignment, std::size_t size) {
    return is_refused() ? refused() : counted(__libc_memalign(alignment, size));
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
    return memalign(alignment, size);
}
int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
    *memory = memalign(alignment, size);
    return *memory == nullptr ? ENOMEM : 0;
}
void free(void* memory) {
    if (state.is_watching && memory != nullptr) --state.live;
    __libc_free(memory);
}
}
