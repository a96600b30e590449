#pragma once

// The tests that rules are made of, as their author wrote them, and what a patient makes of each.

#include <caveat/screen.hpp>

#include "cases/vocabulary.hpp"
#include "model/evaluation.hpp"
#include "model/rule_set.hpp"
#include "model/values.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::cases {

using model::ExprId;

/// A set of truth values, or of statuses: a bit each.
using Bits = std::uint8_t;
constexpr Bits bit_of(Truth truth) {
    return static_cast<Bits>(1U << static_cast<unsigned>(truth));
}
constexpr Bits bit_of(Status status) {
    return static_cast<Bits>(1U << static_cast<unsigned>(status));
}

/// What one patient shows.
struct Shown {
    std::vector<Bits> truths;    ///< by condition: several where records differ, maybe none
    std::vector<Bits> statuses;  ///< by RuleId
    friend bool operator==(const Shown&, const Shown&) = default;
};

/// All conditions of a rule set, and the means to find what each is worth for a patient.
///
/// A condition is worth what the words say, whether the rule asks for them or for their opposite;
/// inside a `where` it has a truth for each record. It shows nothing while a gate of its facts is
/// not known to be open, since it is not used then.
class Conditions {
  public:
    /// source  the rule file, into which spans look; it must outlive this
    Conditions(const model::RuleSet& rules, std::string_view source);

    /// In order of the file.
    [[nodiscard]] const std::vector<Condition>& all() const { return conditions_; }
    /// A list of records and the condition that is asked of each.
    struct List {
        std::uint32_t records = 0;
        model::Where where;
    };
    /// A test as the tree has it: a phrase gives one for each choice of arguments.
    struct Use {
        ExprId node = model::none;  ///< of `rules()`
        std::uint32_t condition = 0;
        std::uint32_t list = no_list;  ///< of `lists()`: the test is asked of each record
        bool is_denied = false;        ///< what the words say is the opposite of the node
        model::Children gates;
        ExprId records_gate = model::none;
    };
    static constexpr std::uint32_t no_list = 0xffff'ffff;

    [[nodiscard]] const std::vector<Use>& uses() const { return uses_; }
    [[nodiscard]] const std::vector<List>& lists() const { return lists_; }
    [[nodiscard]] const model::RuleSet& rules() const { return rules_; }

    void look(const Screening& screening, Shown& shown);

  private:
    struct Pending {
        ExprId id = model::none;
        std::uint32_t list = no_list;
        model::Children gates = {};
        bool is_half = false;    ///< of an exact count or a row of points, which is the test
        bool is_denied = false;  ///< its own words deny it
    };

    void visit(const Pending& at, std::vector<Pending>& pending);
    void visit_group(const Pending& at, model::Children parts, std::vector<Pending>& pending);
    void note(const Pending& at);
    void visit_where(std::uint32_t records, const model::Where& where,
                     std::vector<Pending>& pending);
    void sort_by_place();
    void look_at(const Use& use, const model::Evaluation& evaluation, Shown& shown) const;

    const model::RuleSet& rules_;
    std::string_view source_;
    std::vector<Condition> conditions_;
    std::vector<Use> uses_;
    std::vector<List> lists_;
    std::vector<bool> is_visited_;
    model::Values values_;
    model::Scratch scratch_;
};

}  // namespace caveat::cases
