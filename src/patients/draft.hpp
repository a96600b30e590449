#pragma once

// A patient on paper: answers by position, that can be changed and tried.

#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/values.hpp>

#include "eval/second_look.hpp"
#include "facts/catalogue.hpp"
#include "facts/code_set.hpp"
#include "facts/packing.hpp"
#include "facts/profile.hpp"
#include "facts/profile_writer.hpp"
#include "model/rule_set.hpp"
#include "values/dates.hpp"

#include <cstdint>
#include <vector>

namespace caveat::patients {

/// The answer to one fact or field, to be varied and put on paper: by position, and in the unit of
/// the fact. What has a meaning depends on its kind.
struct DraftAnswer {
    bool is_given = false;
    bool is_yes = false;                            ///< yes/no
    bool is_complete = true;                        ///< choices, records
    std::uint32_t code = 0;                         ///< choice
    Decimal number;                                 ///< in the unit of the fact
    values::Day day = 0;                            ///< date
    facts::CodeSet present;                         ///< choices
    facts::CodeSet absent;                          ///< choices that are not complete
    std::vector<std::vector<DraftAnswer>> records;  ///< by record and field

    friend bool operator==(const DraftAnswer&, const DraftAnswer&) = default;
};

/// By fact.
using Draft = std::vector<DraftAnswer>;

/// What it takes to look at one patient: every fact, node and rule. Searches are bounded by it.
std::uint64_t work_of(const model::RuleSet& rules);

/// Turns drafts into profiles, one after the other.
class DraftReader {
  public:
    DraftReader(const RuleSet& rules, Date as_of);
    DraftReader(const DraftReader&) = delete;
    DraftReader& operator=(const DraftReader&) = delete;

    /// The profile, checked as every profile is: look at its problems.
    Profile profile(const Draft& draft);
    /// How many it made so far.
    [[nodiscard]] std::uint64_t made() const { return made_; }

  private:
    void give(const facts::FactOrField& place, const DraftAnswer& answer,
              const facts::ValueType& type);

    const RuleSet& rules_;
    const facts::Catalogue& catalogue_;
    Date as_of_;
    eval::SecondLook second_look_;
    facts::ProfileWriter writer_;
    std::uint64_t made_ = 0;
};

}  // namespace caveat::patients
