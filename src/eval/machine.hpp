#pragma once

// What the sources of a program say of one patient, each looked at once and only if asked for.

#include "eval/compiled.hpp"
#include "facts/profile.hpp"
#include "model/evaluation.hpp"

#include <cstdint>
#include <limits>
#include <vector>

namespace caveat::eval {

/// How many records may meet a condition; `high` is `no_end` while the list is open.
struct CountRange {
    static constexpr std::int64_t no_end = std::numeric_limits<std::int64_t>::max();
    std::int64_t low = 0;
    std::int64_t high = no_end;
    bool is_partly = false;  ///< a field is known in part: the typed tree has to count
};

/// Memory of a machine, kept from patient to patient. Rounds say for whom an entry was filled.
struct MachineMemory {
    std::uint32_t round = 0;
    std::vector<std::uint32_t> states;  ///< by group
    /// By group. Of late ones: state and `is_open` are filled. Of facts: known in part.
    std::vector<std::uint32_t> group_round;
    std::vector<std::uint8_t> is_open;   ///< by group, of late ones: ask each literal
    std::vector<std::uint32_t> unknown;  ///< early groups without an answer
    std::size_t unknown_count = 0;
    std::vector<std::uint32_t> partly;       ///< early groups with an answer known in part
    std::vector<Truth> truths;               ///< by literal
    std::vector<std::uint32_t> truth_round;  ///< by literal
    std::vector<CountRange> counts;          ///< by count
    std::vector<std::uint32_t> count_round;  ///< by count
    std::vector<std::uint32_t> node_round;   ///< by node of the tree
    std::vector<std::uint32_t> order_round;  ///< by order
    /// What the records of a list pass, a word each; `possible` is the same where all is known.
    struct RecordBits {
        std::vector<std::uint64_t> passed;
        std::vector<std::uint64_t> possible;
        bool is_known = true;    ///< the list is complete, and so is every field looked at
        bool is_partly = false;  ///< some field is known in part
    };
    std::vector<RecordBits> records;  ///< by list
    std::vector<std::uint32_t> records_round;

    /// Makes room for a program. Nothing of an earlier one is left.
    void fit(const Compiled& compiled, const model::RuleSet& rules);
};

class Machine {
  public:
    Machine(const Compiled& compiled, const model::RuleSet& rules, const facts::Profile& profile,
            MachineMemory& memory, model::Evaluation& evaluation)
        : program_(compiled.program),
          blocks_(compiled.blocks),
          rules_(rules),
          packed_(profile.packed.data()),
          partly_(rules.packing.partly()),
          words_(rules.packing.words()),
          memory_(memory),
          evaluation_(evaluation) {}

    /// The state of every group of facts; those without one are listed as unknown or partly known.
    void look_at_facts();
    /// The state of a group of any other source. False when its tests have to be asked one by one.
    bool look_at(std::uint32_t group);
    /// One test, whatever it looks at.
    Truth truth(std::uint32_t literal);
    /// Evaluates what may meet something that has to be reported.
    void evaluate_always();

  private:
    [[nodiscard]] bool is_known(std::uint32_t fact) const {
        return (packed_[fact / 64] >> (fact % 64) & 1U) != 0;
    }
    [[nodiscard]] bool is_partly(std::uint32_t fact) const {
        return (packed_[partly_ + fact / 64] >> (fact % 64) & 1U) != 0;
    }
    [[nodiscard]] std::uint64_t word(std::uint32_t fact) const { return packed_[words_ + fact]; }
    [[nodiscard]] std::uint32_t rank(const program::Group& group, std::int64_t value) const;
    void set_partly_apart();
    void look_at_count(std::uint32_t group);
    Truth find_truth(const program::Literal& literal);
    Truth fact_truth(const program::Literal& literal, std::uint32_t fact);
    Truth derived_truth(std::uint32_t index);
    /// What the typed tree says.
    Truth tree_truth(const program::Literal& literal);
    void evaluate(std::uint32_t subtree);
    const CountRange& count(std::uint32_t index);
    CountRange find_count(const program::Count& count);
    void look_at_records(std::uint32_t tests);
    void look_at_record(const program::RecordTests& tests, const std::uint64_t* record,
                        std::size_t fields, MachineMemory::RecordBits& bits);

    const program::Program& program_;
    const program::Blocks& blocks_;
    const model::RuleSet& rules_;
    const std::uint64_t* packed_;
    std::size_t partly_;
    std::size_t words_;
    MachineMemory& memory_;
    model::Evaluation& evaluation_;
};

}  // namespace caveat::eval
