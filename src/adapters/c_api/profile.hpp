#pragma once

// A profile as a handle: a conversation that goes on after it was looked at.

#include <caveat/caveat.h>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>

#include "adapters/c_api/keep.hpp"
#include "adapters/c_api/wall.hpp"

#include <cstdint>
#include <optional>
#include <unordered_map>

/// Either put together, or with changes on the way. A change begins where the profile stands.
struct caveat_profile {
    explicit caveat_profile(const caveat::RuleSet& rule_set);
    /// Goes on where that one stands.
    caveat_profile(const caveat::Profile& from, caveat::ExtraFacts extra);
    /// Answers carried over to another rule set.
    caveat_profile(const caveat::RuleSet& rule_set, const caveat::Profile& from,
                   caveat::ExtraFacts extra);

    /// Throws a Refusal while nobody knows what it holds.
    const caveat::Profile& built();
    /// Changes it: `work` takes a builder. Where it throws, nobody knows any more what it holds.
    template <typename Work>
    void change(const Work& work) {
        begin_change();
        is_lost = true;
        work(*builder_);
        is_lost = false;
    }
    void clear();

    /// Whether this rule set has the place, and this profile the record.
    [[nodiscard]] bool has(const caveat::Place& place) const;

    const caveat::RuleSet rules;
    const caveat::ExtraFacts extra_facts = caveat::ExtraFacts::problem;
    /// Of each fact with records how many there are: a builder cannot be asked.
    std::unordered_map<std::uint32_t, std::uint32_t> record_counts;
    bool is_lost = false;

    // What was lent since the last change.
    caveat::c_api::Keep keep;
    std::unordered_map<caveat::Place, caveat_answer> shown;
    std::optional<caveat::c_api::Lent<std::uint32_t>> given;

  private:
    void begin_change();
    void count_records(const caveat::Profile& from);

    std::optional<caveat::ProfileBuilder> builder_;  ///< while changes are on the way
    std::optional<caveat::Profile> built_;           ///< otherwise
};
