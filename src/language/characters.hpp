#pragma once

// The characters that lay a file out, and spans of it.

#include <caveat/diagnostic.hpp>

#include <cstddef>
#include <cstdint>

namespace caveat::language {

constexpr bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

constexpr bool is_break(char c) {
    return c == '\n' || c == '\r';
}

constexpr bool is_space(char c) {
    return is_blank(c) || is_break(c);
}

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr Span span_at(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace caveat::language
