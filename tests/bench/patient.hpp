#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

/// One patient as a hand-written program would hold it, and the same patients as columns. Generated
/// code sees this file alone.
namespace bench {

inline constexpr std::size_t reading_count = 16;   ///< whole numbers
inline constexpr std::size_t sign_count = 12;      ///< yes or no
inline constexpr std::size_t kind_count = 6;       ///< one code
inline constexpr std::size_t findings_count = 5;   ///< a set of codes
inline constexpr std::size_t fact_count = 40;      ///< these, and the sessions
inline constexpr std::size_t most_sessions = 8;    ///< of one patient
inline constexpr std::size_t most_conditions = 8;  ///< by which sessions are counted
static_assert(reading_count + sign_count + kind_count + findings_count + 1 == fact_count);

struct Session {
    std::uint8_t technique = 0;
    bool eased = false;
    std::int32_t pain = 0;
};

struct Patient {
    std::array<std::int32_t, reading_count> reading{};
    std::array<bool, sign_count> sign{};
    std::array<std::uint8_t, kind_count> kind{};
    std::array<std::uint64_t, findings_count> findings{};
    std::array<Session, most_sessions> session{};
    std::uint32_t sessions = 0;
};

/// How many sessions meet each condition that the rules count by.
using Counts = std::array<std::int32_t, most_conditions>;

/// A yes or no for each of so many patients: one cache line.
inline constexpr std::size_t line_patients = 512;
using Bits = std::uint64_t __attribute__((vector_size(line_patients / 8)));

/// Columns are worked through in chunks of this many patients, and each rule writes so many lines
/// side by side.
inline constexpr std::size_t chunk_lines = 4;
inline constexpr std::size_t chunk_patients = chunk_lines * line_patients;

/// Columns of the narrowest integers that hold the values, each padded to whole chunks. Only the
/// columns that a fact needs are filled: a reading is in `reading8` or in `reading16`.
struct Columns {
    std::array<const std::int8_t*, reading_count> reading8{};
    std::array<const std::int16_t*, reading_count> reading16{};
    std::array<const std::uint8_t*, sign_count> sign{};
    std::array<const std::uint8_t*, kind_count> kind{};
    std::array<const std::uint8_t*, findings_count> findings8{};
    std::array<const std::uint16_t*, findings_count> findings16{};
    const std::uint32_t* session_begin = nullptr;  ///< of each patient, and one more
    const std::uint8_t* technique = nullptr;       ///< one for each session
    const std::uint8_t* eased = nullptr;
    const std::int8_t* pain = nullptr;
};

}  // namespace bench
