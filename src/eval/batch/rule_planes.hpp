#pragma once

#include "eval/batch/buffer.hpp"
#include "eval/batch/chunk.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace caveat::eval {

struct Result;

/// How each rule ends in each row: planes of bits, one a rule. Rows count from the first one
/// screened. A rule in a group of the plan is open where it is presumed or undecided, whichever its
/// `if unknown` makes of it, and its plane is only written once some row is; one that may be lifted
/// has a plane for each.
class RulePlanes {
  public:
    void begin(const Table& table, std::size_t rows);

    [[nodiscard]] std::span<const std::uint64_t> rows_with(std::uint32_t rule, Status status);
    [[nodiscard]] Status status(std::uint32_t rule, std::size_t row) const;
    /// That of rows [0, count), at most all.
    void put_statuses(std::uint32_t rule, std::size_t count, Status* to);
    [[nodiscard]] std::span<const std::uint64_t> rows_deferred(std::uint32_t rule) const;

    // Where whoever decides them writes.
    [[nodiscard]] StripResults of_group(const BatchPlan::Group& group, std::size_t word) {
        return {plane(fired_, group.first_place) + word, plane(open_, group.first_place) + word,
                stride_, has_open_.data() + group.first_place, word};
    }
    [[nodiscard]] std::uint64_t* fired_of(std::uint32_t rule) const {
        return plane(fired_, table_->plan.places[rule]);
    }
    [[nodiscard]] std::uint64_t* open_of(std::uint32_t rule) const {
        return plane(open_, table_->plan.places[rule]);
    }
    /// Whether the plane of `open_of` is meant.
    [[nodiscard]] bool has_open(std::uint32_t rule) const {
        return has_open_[table_->plan.places[rule]] != 0;
    }
    void set_has_open(std::uint32_t rule) { has_open_[table_->plan.places[rule]] = 1; }
    /// Whether the rule may be lifted, and has a plane for `presumed` and `overridden`.
    [[nodiscard]] bool is_exempted(std::uint32_t rule) const {
        return table_->plan.exempted_place[rule] != program::none;
    }
    [[nodiscard]] std::uint64_t* presumed_of(std::uint32_t rule) const {
        return plane(presumed_, table_->plan.exempted_place[rule]);
    }
    [[nodiscard]] std::uint64_t* overridden_of(std::uint32_t rule) const {
        return plane(overridden_, table_->plan.exempted_place[rule]);
    }

    /// What the screening of one row alone gave, in the place of what was found here.
    void put(std::size_t row, const Result& alone);

    /// The rules that fired in rows [first, last), row after row.
    struct Fired {
        std::span<const std::uint64_t> offsets;
        std::span<const RuleId> rules;
    };
    [[nodiscard]] Fired fired(std::size_t first, std::size_t last);

  private:
    using Bits = Buffer<std::uint64_t>;

    [[nodiscard]] std::uint64_t* plane(const Bits& planes, std::size_t place) const {
        return planes.data() + place * stride_;
    }
    [[nodiscard]] std::size_t rule_count() const { return table_->rules->rules.size(); }
    [[nodiscard]] bool presumes(std::uint32_t rule) const {
        return table_->rules->rules[rule].if_unknown == IfUnknown::presume;
    }

    const Table* table_ = nullptr;
    std::size_t rows_ = 0;
    std::size_t stride_ = 0;  ///< words of a plane
    Bits fired_;
    Bits open_;
    std::vector<std::uint8_t> has_open_;  ///< by place in the plan
    Bits presumed_;
    Bits overridden_;
    Bits deferred_;
    bool has_deferred_ = false;
    Bits nothing_;
    Bits not_fired_;    ///< of the rule asked for last
    Bits status_bits_;  ///< the same: the two lower ones of its statuses

    std::vector<std::uint64_t> fired_offsets_;
    std::vector<RuleId> fired_rules_;
    Bits transposed_;
};

}  // namespace caveat::eval
