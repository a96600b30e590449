#pragma once

// What the entries of a score look at.

#include "model/rule_set.hpp"
#include "model/values.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace caveat::model {

/// The answers behind the entries of a score: the values that their conditions test and their
/// numbers are made of. What is none of those is an answer as a whole.
class EntryAnswers {
  public:
    /// A place between numbers: just below one, or just above it.
    struct Cut {
        values::Rational at;
        bool is_above = false;
        friend auto operator<=>(const Cut&, const Cut&) = default;
    };

    /// What is looked at, and how.
    struct Asked {
        ExprId value = none;
        std::uint32_t code = 0;
        std::size_t uses = 0;
        bool is_each = false;               ///< of a number: the value itself is needed
        std::vector<Cut> cuts;              ///< of a number
        std::vector<facts::CodeSet> codes;  ///< of a choice: what is asked of it
        std::vector<ExprId> twins;          ///< all nodes that are it
    };

    /// equal_to       of every node in the tree, the first that means the same
    /// nothing_known  the value of every node before the score's own, of nobody in particular
    EntryAnswers(const RuleSet& rules, const std::vector<ExprId>& equal_to, const Score& score,
                 const Values& nothing_known);

    [[nodiscard]] const std::vector<Asked>& all() const { return answers_; }
    /// Of an entry, the answers that it looks at, one for each place.
    [[nodiscard]] const std::vector<std::uint32_t>& used_by(std::uint32_t entry) const {
        return used_[entry];
    }
    /// Of an entry, what has to be evaluated once its answers are known.
    [[nodiscard]] const std::vector<ExprId>& nodes_of(std::uint32_t entry) const {
        return nodes_[entry];
    }

  private:
    void find_answers(const ScoreEntry& entry);
    Asked& use(ExprId value, std::uint32_t code = 0);
    void visit(ExprId root);
    bool visit_test(ExprId id);
    bool visit_band(const InBand& test);
    [[nodiscard]] bool is_fact(ExprId value) const;
    bool visit_yes_no(const YesNo& test);
    bool visit_codes(ExprId value, const facts::CodeSet& codes);
    bool visit_compare(const Compare& test);
    bool visit_between(const Between& test);
    void number(ExprId value, const std::vector<Cut>& cuts);
    bool is_enumerable(ExprId id);
    void leaves(ExprId id);
    bool push_parts(ExprId id, std::vector<ExprId>& open);
    [[nodiscard]] const facts::CodeSet& all_codes(ExprId choices) const;

    const RuleSet& rules_;
    const Tree& tree_;
    const std::vector<ExprId>& equal_to_;
    const Values& nothing_known_;
    std::vector<Asked> answers_;
    std::map<std::pair<ExprId, std::uint32_t>, std::uint32_t> answer_by_key_;
    std::vector<std::vector<std::uint32_t>> used_;  ///< by entry: answers
    std::vector<std::vector<ExprId>> nodes_;        ///< by entry: what is evaluated
};

}  // namespace caveat::model
