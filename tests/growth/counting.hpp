#pragma once

#include <cstdint>

namespace caveat::tests {

/// Bytes that this process has asked the allocator for so far, given back or not.
std::uint64_t bytes_asked();

}  // namespace caveat::tests
