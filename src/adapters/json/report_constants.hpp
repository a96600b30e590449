#pragma once

// What every report of a rule set says in the same words, as JSON.

#include <caveat/explain.hpp>
#include <caveat/rules.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace caveat::json {

// Members are JSON values, unless their names say otherwise.
struct RuleConstants {
    std::string id;
    std::string because;
    std::string sources;
};
struct OutcomeConstants {
    std::string id;
    Verb verb = Verb::inform;
    std::string name;
    std::string arguments;
    std::string say;
};
struct FactConstants {
    std::string quoted_key;
    std::string_view key;  ///< not JSON
    std::string ask;
    std::vector<FieldInfo> fields;  ///< not JSON
};

class ReportConstants {
  public:
    /// is_pretty  as `JsonWriter` takes it
    ReportConstants(const RuleSet& rules, bool is_pretty);

    /// Whether it is this very rule set, not only one that says the same.
    [[nodiscard]] bool are_of(const RuleSet& rules) const {
        return rules.text().data() == rules_.text().data();
    }
    [[nodiscard]] const RuleSet& rules() const { return rules_; }
    /// All rules, strictest first, then as in the file.
    [[nodiscard]] const std::vector<RuleId>& order() const { return order_; }
    [[nodiscard]] const std::string& rule_set() const { return rule_set_; }
    [[nodiscard]] const RuleConstants& rule(RuleId id) const { return of_rules_[id.index]; }
    [[nodiscard]] const OutcomeConstants& outcome(OutcomeId id) const {
        return of_outcomes_[id.index];
    }
    [[nodiscard]] const FactConstants& fact(FactId id) const { return of_facts_[id.index]; }
    /// `facts.sessions[2].spasm_eased`, not yet as JSON. Precondition: a field of a record.
    [[nodiscard]] std::string path_of(const Place& place) const;

  private:
    void add_rules(bool is_pretty);
    void add_outcomes(bool is_pretty);
    void add_facts();

    RuleSet rules_;
    std::vector<RuleId> order_;
    std::string rule_set_;
    std::vector<RuleConstants> of_rules_;
    std::vector<OutcomeConstants> of_outcomes_;
    std::vector<FactConstants> of_facts_;
};

}  // namespace caveat::json
