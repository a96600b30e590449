#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

// Where the standard library cannot write floating-point numbers yet (libc++ before 14), or
// CAVEAT_NO_TO_CHARS asks for it (tests do), streams do it. The inline namespaces keep the two
// apart for the linker.
#if !defined(__cpp_lib_to_chars) && !defined(CAVEAT_NO_TO_CHARS)
#define CAVEAT_NO_TO_CHARS
#endif

#ifdef CAVEAT_NO_TO_CHARS
#include <sstream>
namespace caveat::values::inline by_streams {
#else
namespace caveat::values::inline by_to_chars {
#endif

/// Digits in scientific form, such as `3.84e+01`.
struct Digits {
    std::array<char, 40> buffer;  ///< of a double at most 24 characters
    std::size_t length = 0;

    [[nodiscard]] std::string_view view() const { return {buffer.data(), length}; }
};

/// The shortest decimal that reads back to the same float or double, which is finite.
template <class Number>
Digits shortest_digits(Number number) {
    Digits digits;
#ifdef CAVEAT_NO_TO_CHARS
    for (int places = 0; places < std::numeric_limits<Number>::max_digits10; ++places) {
        std::ostringstream written;
        written.imbue(std::locale::classic());
        written.precision(places);
        written << std::scientific << number;
        const std::string text = written.str();
        digits.length = text.copy(digits.buffer.data(), digits.buffer.size());
        std::istringstream reading(text);
        reading.imbue(std::locale::classic());
        Number read = 0;
        if (reading >> read && read == number) break;
    }
#else
    const auto written =
        std::to_chars(digits.buffer.data(), digits.buffer.data() + digits.buffer.size(), number,
                      std::chars_format::scientific);
    digits.length = static_cast<std::size_t>(written.ptr - digits.buffer.data());
#endif
    return digits;
}

#ifdef CAVEAT_NO_TO_CHARS
}  // namespace caveat::values::inline by_streams
#else
}  // namespace caveat::values::inline by_to_chars
#endif
