#pragma once

#include "workload.hpp"

#include <string>

/// The same rules in the words of each contender.
namespace bench {

/// A rule file of Caveat: every rule with id, because and source, its tests written out.
std::string rule_file(const Workload& workload);

/// A rule file of bare sentences, `reading 8 from 3 to 7 → suggest plan 2`, each a phrase with
/// other numbers. At most 10,000.
std::string sentence_file(std::size_t rule_count);

/// The names by which the rule file declares facts and codes.
std::string fact_name(std::size_t fact);
std::string code_name(std::size_t code);

/// Constructs of CLIPS: a template with a slot for each thing that the rules look at, then a
/// `defrule` for each rule, which calls `(fired N)`. A set of codes is a slot for each code, and a
/// count of sessions is a slot.
struct ClipsSlot {
    std::string name;
    bool is_number = false;
    std::uint32_t fact = 0;  ///< as `fact_name` counts
    std::uint32_t part = 0;  ///< of findings the code, of sessions the condition
};
struct ClipsRules {
    std::vector<ClipsSlot> slots;
    std::string patient_template;
    std::vector<std::string> rules;
};
ClipsRules clips_rules(const Workload& workload);

/// Writes the generated C++ of every kind into `folder`.
void write_code(const Workload& workload, const std::string& folder);

/// Rules in one file of generated code, and in one function.
inline constexpr std::size_t rules_per_file = 1000;
inline constexpr std::size_t rules_per_function = 250;

}  // namespace bench
