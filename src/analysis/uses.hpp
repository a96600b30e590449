#pragma once

#include "facts/catalogue.hpp"
#include "language/sentences.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace caveat::analysis {

/// A declaration's position among all of them: facts first, then terms, parameters and scores.
using DeclaredId = std::size_t;

/// Who uses whom, by the names in every sentence of a rule file that loads.
class DeclaredUses {
  public:
    /// The file must outlive this.
    DeclaredUses(const language::RuleFile& file, const facts::Catalogue& catalogue);

    [[nodiscard]] DeclaredId fact(std::size_t index) const { return index; }
    [[nodiscard]] DeclaredId term(std::size_t index) const { return first_term_ + index; }
    [[nodiscard]] DeclaredId parameter(std::size_t index) const { return first_parameter_ + index; }

    [[nodiscard]] bool is_used(DeclaredId declared) const { return !used_by_[declared].empty(); }
    [[nodiscard]] bool outcome_is_used(std::size_t index) const { return outcome_is_used_[index]; }
    /// A fact that nothing uses, for which alone this one is asked. Nothing when a rule needs this
    /// one, or when only unused terms stand in between.
    [[nodiscard]] std::optional<std::size_t> asked_in_vain_for(DeclaredId fact) const;

  private:
    void use(DeclaredId user, const std::vector<const language::Entry*>& names);
    void use(DeclaredId user, language::NodeId sentence);
    void use(DeclaredId user, const std::optional<language::NodeId>& sentence);
    void use(DeclaredId user, const std::optional<language::Interval>& interval);
    void use(const std::vector<language::OutcomeUse>& outcomes);
    [[nodiscard]] std::optional<DeclaredId> declared(const language::Entry& entry) const;
    void read_facts();
    void read_terms();
    void read_scores();
    void read_rules(const facts::Catalogue& catalogue);
    void find_what_rules_need();

    const language::Document& document_;
    const language::Sentences& sentences_;
    DeclaredId first_term_, first_parameter_, first_score_;
    DeclaredId rules_;  ///< stands for whatever is used for certain
    std::vector<std::vector<DeclaredId>> used_by_;
    std::vector<std::vector<DeclaredId>> uses_;
    std::vector<bool> is_needed_;
    std::vector<bool> outcome_is_used_;
};

}  // namespace caveat::analysis
