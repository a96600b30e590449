#pragma once

// A rule set as a handle: counted, with all that it declares laid out for C once, at load.

#include <caveat/caveat.h>
#include <caveat/rules.hpp>

#include "adapters/c_api/keep.hpp"

#include <atomic>
#include <cstddef>
#include <utility>
#include <vector>

/// One holder at first. What it lends out never changes.
struct caveat_rules {
    explicit caveat_rules(const caveat::RuleSet& loaded);

    /// Codes of a fact or field.
    using Codes = std::vector<caveat_code_info>;
    struct Field {
        caveat_field_info info{};
        Codes codes;
    };
    struct Fact {
        caveat_fact_info info{};
        Codes codes;
        std::vector<Field> fields;
    };
    struct Outcome {
        caveat_outcome_info info{};
        std::vector<caveat_argument_info> arguments;
    };

    const caveat::RuleSet rules;
    caveat_rules_info info{};
    std::vector<Fact> facts;
    std::vector<caveat_rule_info> entries;
    std::vector<Outcome> outcomes;
    std::vector<caveat_score_info> scores;
    std::vector<caveat_source_info> sources;
    mutable std::atomic<std::size_t> holders{1};

  private:
    void lay_out_facts();
    void lay_out_rules();
    void lay_out_the_rest();
    Codes codes_of(const std::vector<std::string_view>& keys,
                   const std::vector<std::string_view>& labels);

    caveat::c_api::Keep keep_;
};

namespace caveat::c_api {

/// Holds a rule set for as long as it lives.
class HeldRules {
  public:
    HeldRules() = default;
    /// Takes over what the caller held.
    explicit HeldRules(caveat_rules* held) : held_(held) {}
    ~HeldRules() { caveat_rules_free(held_); }
    HeldRules(HeldRules&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
    HeldRules& operator=(HeldRules&& other) noexcept {
        std::swap(held_, other.held_);
        return *this;
    }
    HeldRules(const HeldRules&) = delete;
    HeldRules& operator=(const HeldRules&) = delete;

    [[nodiscard]] caveat_rules* get() const { return held_; }
    /// Hands it to somebody else.
    [[nodiscard]] caveat_rules* release() { return std::exchange(held_, nullptr); }

  private:
    caveat_rules* held_ = nullptr;
};

/// What the caller of C allows, where zero stands for our own bound.
Limits limits_in_cpp(const caveat_limits* given);

}  // namespace caveat::c_api
