#pragma once

#include <cstdint>

// Where the compiler has no 128-bit integer, or CAVEAT_NO_INT128 asks for it (tests do), the
// integers come from Boost. The inline namespaces keep the two apart for the linker.
#if !defined(__SIZEOF_INT128__) && !defined(CAVEAT_NO_INT128)
#define CAVEAT_NO_INT128
#endif

#ifdef CAVEAT_NO_INT128
#include <boost/multiprecision/cpp_int.hpp>
#endif

/// Signed integers of 128 bits with arithmetic that says when it overflows.
#ifdef CAVEAT_NO_INT128

namespace caveat::values::inline portable {

using Int128 = boost::multiprecision::int128_t;
using WideInt = boost::multiprecision::int512_t;

/// The greatest magnitude in use, 2^127 - 1; its negation is the least value in use.
inline Int128 greatest_int128() {
    return (Int128(1) << 126) + ((Int128(1) << 126) - 1);
}

inline bool narrow(const WideInt& exact, Int128& result) {
    const WideInt limit(greatest_int128());
    if (exact > limit || exact < -limit) return false;
    result = static_cast<Int128>(exact);
    return true;
}

/// Each stores the exact result and returns true, or returns false and leaves `result` alone.
inline bool add_checked(const Int128& a, const Int128& b, Int128& result) {
    return narrow(WideInt(a) + WideInt(b), result);
}
inline bool subtract_checked(const Int128& a, const Int128& b, Int128& result) {
    return narrow(WideInt(a) - WideInt(b), result);
}
inline bool multiply_checked(const Int128& a, const Int128& b, Int128& result) {
    return narrow(WideInt(a) * WideInt(b), result);
}

inline bool fits_int64(const Int128& a) {
    return a <= INT64_MAX && a >= INT64_MIN;
}

}  // namespace caveat::values::inline portable

#else

namespace caveat::values::inline native {

__extension__ typedef __int128 Int128;

/// The greatest magnitude in use, 2^127 - 1; its negation is the least value in use, so that
/// every value can be negated.
constexpr Int128 greatest_int128() {
    return ((Int128{1} << 126) - 1) + (Int128{1} << 126);
}

/// Each stores the exact result and returns true, or returns false and leaves `result` unspecified.
constexpr bool add_checked(Int128 a, Int128 b, Int128& result) {
    return !__builtin_add_overflow(a, b, &result) && result >= -greatest_int128();
}
constexpr bool subtract_checked(Int128 a, Int128 b, Int128& result) {
    return !__builtin_sub_overflow(a, b, &result) && result >= -greatest_int128();
}
constexpr bool multiply_checked(Int128 a, Int128 b, Int128& result) {
    return !__builtin_mul_overflow(a, b, &result) && result >= -greatest_int128();
}

constexpr bool fits_int64(Int128 a) {
    return a == static_cast<std::int64_t>(a);
}

}  // namespace caveat::values::inline native

#endif
