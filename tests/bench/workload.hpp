#pragma once

#include "patient.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// The same rules and the same patients for every contender, all from one seed.
namespace bench {

/// What the whole comparison is generated from.
inline constexpr std::uint64_t workload_seed = 20261120;

// --- what patients look like -------------------------------------------------

/// The greatest value of each reading; the smallest is 0.
inline constexpr std::array<std::int32_t, reading_count> reading_top = {
    10, 10, 10, 20, 20, 40, 50, 60, 100, 100, 100, 120, 250, 300, 500, 1000};
/// The readings before this one fit into 8 bits.
inline constexpr std::size_t first_wide_reading = 12;
inline constexpr std::array<std::uint32_t, kind_count> kind_codes = {4, 4, 5, 6, 8, 10};
inline constexpr std::array<std::uint32_t, findings_count> finding_codes = {6, 8, 8, 12, 16};
/// The findings before this one have at most 8 codes.
inline constexpr std::size_t first_wide_findings = 3;
inline constexpr std::uint32_t technique_codes = 5;
inline constexpr std::int32_t pain_top = 10;

// --- rules -------------------------------------------------------------------

/// What a session must be like to be counted; what is not asked for is negative.
struct Condition {
    std::int32_t technique = -1;
    std::int32_t pain_from = -1;
    bool eased = false;
    friend bool operator==(const Condition&, const Condition&) = default;
};

enum class Test : std::uint8_t {
    reading_at_least,  ///< low
    reading_at_most,   ///< high
    reading_between,   ///< low to high
    reading_equal,     ///< low
    sign,
    kind_among,         ///< mask
    findings_any,       ///< mask
    findings_all,       ///< mask
    at_least_sessions,  ///< low of those that meet condition `fact`
    no_session,
};

/// One test of one fact. `fact` counts from 0 among the facts of its sort.
struct Predicate {
    Test test = Test::sign;
    std::uint32_t fact = 0;
    std::int32_t low = 0;
    std::int32_t high = 0;
    std::uint32_t mask = 0;
    friend bool operator==(const Predicate&, const Predicate&) = default;
};

struct Literal {
    std::uint32_t predicate = 0;  ///< in `Workload::predicates`
    bool is_negated = false;
    friend bool operator==(const Literal&, const Literal&) = default;
};

/// Literals of which one is enough.
using Clause = std::vector<Literal>;

/// Clauses that must all hold.
struct Rule {
    std::vector<Clause> clauses;
    friend bool operator==(const Rule&, const Rule&) = default;
};

struct Workload {
    std::vector<Condition> conditions;
    std::vector<Predicate> predicates;  ///< those that some rule uses
    std::vector<Rule> rules;
};

/// `rule_count` different rules, each of two to four predicates from one pool.
Workload make_workload(std::size_t rule_count, std::uint64_t seed = workload_seed);

/// Patients of that kind; the same seed gives the same ones.
std::vector<Patient> make_patients(std::size_t count, std::uint64_t seed = workload_seed);

/// Which facts of which patient are left out, one bit a fact: readings, signs, kinds, findings,
/// sessions. A tenth of all.
std::vector<std::uint64_t> make_gaps(std::size_t count, std::uint64_t seed = workload_seed);

/// Patients as columns, with the memory that they lie in.
struct Table {
    Columns columns;
    std::size_t patients = 0;
    std::size_t chunks = 0;
    std::vector<std::shared_ptr<void>> memory;
};
Table make_table(const std::vector<Patient>& patients);

/// Numbers that look random and are the same with every standard library (splitmix64).
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }
    /// 0 to `limit` - 1.
    std::uint32_t below(std::uint32_t limit) {
        return static_cast<std::uint32_t>(((next() >> 32U) * limit) >> 32U);
    }
    bool chance(double share) { return static_cast<double>(next() >> 11U) * 0x1p-53 < share; }

  private:
    std::uint64_t state_;
};

}  // namespace bench
