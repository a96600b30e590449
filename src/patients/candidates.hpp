#pragma once

// Answers worth trying, for all rules together: what lies just below, at and just above every
// limit, every code, every end of a range. Nothing is claimed of the answers between them;
// `rule_uses.hpp` does that for one rule.

#include "model/rule_set.hpp"
#include "patients/draft.hpp"
#include "values/dates.hpp"
#include "values/rational.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

namespace caveat::patients {

using model::ExprId;

/// A seeded source of choices, the same on every machine.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    /// 0 to count - 1; count > 0.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
    bool percent(std::size_t likely) { return below(100) < likely; }

  private:
    std::mt19937_64 engine_;
};

/// A test of one fact of the patient against a limit.
struct Boundary {
    ExprId test = model::none;
    std::uint32_t fact = 0;
    std::array<DraftAnswer, 3> around;  ///< just below, at, just above; some may not be allowed
    DraftAnswer limit;
};

class Candidates {
  public:
    Candidates(const model::RuleSet& rules, values::Day as_of);

    /// An answer to a fact, any kind.
    DraftAnswer pick(std::uint32_t fact, Dice& dice) const;
    [[nodiscard]] const std::vector<Boundary>& boundaries() const { return boundaries_; }

  private:
    struct Leaves;

    std::vector<DraftAnswer>& room(std::uint32_t fact, std::optional<std::uint32_t> field);
    void look_at(ExprId id);
    void compare(ExprId test, std::initializer_list<ExprId> sides);
    void gather(ExprId id, Leaves& leaves) const;
    void add_number(std::uint32_t fact, std::optional<std::uint32_t> field,
                    const values::Rational& base, ExprId test, bool is_alone);
    void add_since(ExprId since, const values::Rational& base, ExprId test, bool is_alone);
    void add_days(ExprId date, values::Day limit, ExprId test, bool is_alone);
    void add_declared(const facts::ValueType& type, std::vector<DraftAnswer>& answers) const;
    void add_codes(ExprId value, const facts::CodeSet& codes);
    void note_boundary(std::uint32_t fact, ExprId test, const DraftAnswer& below,
                       const DraftAnswer& limit, const DraftAnswer& above);

    const model::RuleSet& rules_;
    values::Day as_of_;
    std::vector<std::vector<DraftAnswer>> of_fact_;
    std::vector<std::vector<std::vector<DraftAnswer>>> of_field_;
    std::vector<std::size_t> most_records_;
    std::vector<Boundary> boundaries_;
};

}  // namespace caveat::patients
