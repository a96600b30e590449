#pragma once

// Which unknown parts of a sum can still carry it across a threshold: an item worth 1 point cannot
// help towards 10 while the only other open item is worth 10.

#include "model/evaluation.hpp"
#include "model/rule_set.hpp"
#include "values/range.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace caveat::eval {

/// An unknown part of a sum, and what it may add.
struct Summand {
    model::ExprId node = model::none;          ///< the unknown value or condition
    const model::ScoreEntry* entry = nullptr;  ///< of an entry that is a number, with its gates
    /// Entries that are counted together; `node` is then none.
    const model::Score* score = nullptr;
    const model::EntryGroup* group = nullptr;
    values::Bound low{};
    values::Bound high{};
    values::Rational step{};               ///< between neighbours; 0 = every number between
    std::vector<values::Rational> each{};  ///< of a group: all that it may add, ascending
};

class Summands {
  public:
    Summands(const model::RuleSet& rules, const model::Values& values)
        : rules_(rules), values_(values) {}

    /// Takes a test on numbers apart. False when it is none of the kinds that can be decided part
    /// by part; every unknown part may then matter.
    bool take_apart(model::ExprId test);

    /// The parts that can still change the test, whatever the others turn out to be.
    const std::vector<Summand>& pivotal();

  private:
    /// A place on the number line that the sum may lie on one side of or the other.
    struct Cut {
        values::Rational at;
        bool includes_below = false;  ///< the number itself lies on the side below
    };
    /// Whole numbers from low to high, in steps of the grid.
    struct Run {
        std::int64_t low = 0;
        std::int64_t high = 0;
    };
    using Runs = std::vector<Run>;
    /// A part in steps of the grid.
    struct Stepped {
        std::int64_t last = 0;  ///< the most that it adds to its least
        std::int64_t step = 1;
        std::vector<std::int64_t> each;  ///< where not every step is taken
    };

    bool find_cuts(model::ExprId test);
    bool find_cuts(const model::Between& test);
    bool find_cuts(const model::InBand& test);
    bool add_cuts(model::Comparison comparison);
    bool add(model::ExprId id, const values::Rational& factor, int depth);
    bool add_score(const model::Score& score, const values::Rational& factor);
    bool add_entry(const model::ScoreEntry& entry, const values::Rational& factor);
    bool add_group(const model::Score& score, const model::EntryGroup& group,
                   const values::Rational& factor);
    bool add_part(Summand part, const values::Range& range, const values::Rational& factor);
    [[nodiscard]] std::optional<values::Rational> known(model::ExprId id) const;
    [[nodiscard]] Truth truth(model::ExprId id) const;

    bool find_on_grid();
    bool put_on_grid();
    static bool extend(Runs& runs, const Stepped& part);
    static bool meets(const Runs& some, const Runs& others, const Run& wanted);

    const model::RuleSet& rules_;
    const model::Values& values_;
    values::Rational constant_;  ///< what the known parts add up to
    std::vector<Summand> parts_;
    std::vector<Cut> cuts_;
    std::vector<Summand> pivotal_;
    std::vector<Stepped> stepped_;           ///< the parts, counted from their least
    std::vector<std::int64_t> first_above_;  ///< of each cut, counted from the least sum
    std::vector<Runs> before_;               ///< what the parts before each may add
};

}  // namespace caveat::eval
