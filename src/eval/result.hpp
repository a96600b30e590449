#pragma once

// Everything that one screening found, kept for the questions and reasons that may be asked of it.

#include <caveat/profile.hpp>
#include <caveat/screen.hpp>

#include "eval/compiled.hpp"
#include "eval/machine.hpp"
#include "model/evaluation.hpp"
#include "model/made_once.hpp"
#include "model/rule_set.hpp"
#include "model/values.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace caveat::eval {

class OpenFacts;

/// Rules, in memory that stays.
struct RuleList {
    std::vector<RuleId> room;
    std::size_t count = 0;
    [[nodiscard]] std::span<const RuleId> rules() const { return {room.data(), count}; }
};

/// What one screening works in, kept from patient to patient. Nothing of it is a result.
struct ScreeningMemory {
    ScreeningMemory();
    ~ScreeningMemory();

    const Compiled* fitted = nullptr;  ///< what everything below has room for
    MachineMemory memory;
    std::vector<Truth> conditions;             ///< by condition; no but for those in `touched`
    std::vector<std::uint32_t> touched;        ///< conditions that are not no
    std::vector<std::uint64_t> due;            ///< complex rules to decide, a bit each
    std::vector<std::uint64_t> found_bits;     ///< rules that are not simply not fired, a bit each
    std::vector<std::uint64_t> presumed_bits;  ///< outcomes, by place in `outcome_order`
    std::vector<std::uint64_t> certain_bits;
    std::vector<std::uint64_t> unmarked_bits;  ///< where the outcomes of all others are put
    std::unique_ptr<OpenFacts> open_facts;     ///< to see what may be deferred
    model::Values values;                      ///< of nodes that deciding looked at
    model::Scratch scratch;
    /// Every prorated total taken for the total; of rule sets that prorate.
    model::Values presumed_values;
};

struct Result {
    std::optional<RuleSet> rule_set;  ///< keeps `rules` and `compiled` alive
    const model::RuleSet* rules = nullptr;
    const Compiled* compiled = nullptr;
    const facts::Profile* facts = nullptr;  ///< what was screened: the profile, or an empty one
    std::optional<Profile> profile;         ///< keeps `facts` alive
    Respondents respondents;

    std::vector<model::Incident> incidents;
    Truth applicable = Truth::yes;
    std::vector<Status> statuses;        ///< by RuleId
    std::vector<std::uint8_t> deferred;  ///< by RuleId
    /// By Status, in order of the file; not of those that did not fire.
    std::array<RuleList, 5> with_status;
    std::vector<OutcomeFound> outcomes;
    Verdict at_least = Verdict::proceed;
    Verdict verdict = Verdict::proceed;
    Verdict at_most = Verdict::proceed;
    bool is_complete = true;
    /// What this screening met; `is_merged` once the problems of the profile stand before it.
    std::vector<Diagnostic> problems;
    bool is_merged = false;

    ScreeningMemory work;

    /// The typed tree, for whoever asks why; see `tree_of`.
    struct Tree {
        model::Values values;
        model::Scratch scratch;
    };
    mutable model::MadeOnce<Tree> tree;
};

/// Every node of the typed tree for the patient screened: worked out by the first who asks, so that
/// a screening alone need not.
Result::Tree& tree_of(const Result& result);
const model::Values& values_of(const Result& result);

/// The score's total from the items that are answered, where that may stand for it.
std::optional<model::Evaluation::Prorated> prorated(const Result& result,
                                                    const model::Score& score);

}  // namespace caveat::eval
