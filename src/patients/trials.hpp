#pragma once

// Answers worth trying: of every kind that a rule can tell apart, one.

#include "facts/catalogue.hpp"
#include "facts/profile.hpp"
#include "model/rule_set.hpp"
#include "patients/rule_uses.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace caveat::patients {

/// One answer. Of records, `value` says how many there are. They are the patient's own, but that
/// `fields`, in rows, stand in place of so many of their fields: a list may be long, and is tried
/// in many ways.
struct Trial {
    facts::Value value;
    std::vector<facts::Value> fields;
    std::string words;        ///< of records: how they differ from those of the patient
    bool is_between = false;  ///< stands for all numbers between its neighbours
    /// Of records: the patient's own, with another answer to one field of one of them.
    struct Edit {
        std::uint32_t record = 0;
        std::uint32_t field = 0;
        std::size_t answer = 0;  ///< position among the trials of that field
    };
    std::optional<Edit> edit{};
    std::size_t at = 0;        ///< the first field of theirs that `fields` replace
    std::size_t replaced = 0;  ///< how many are; `all` for every one from there on
    static constexpr auto all = static_cast<std::size_t>(-1);
};

/// What lies between two neighbours of an ordered list is like one of them.
struct Trials {
    std::vector<Trial> answers;
    bool is_complete = true;  ///< every answer is like one of these
    bool is_ordered = false;  ///< numbers and days, in rising order
};

/// Makes the answers to try for the facts of one rule and one patient.
class TrialMaker {
  public:
    /// All must outlive it.
    TrialMaker(const model::RuleSet& rules, const RuleUses& uses, const facts::Profile& profile)
        : rules_(rules), uses_(uses), profile_(profile) {}

    [[nodiscard]] Trials trials(std::uint32_t fact) const;
    /// The answers to try for each field of a record.
    [[nodiscard]] std::vector<Trials> field_trials(std::uint32_t fact) const;
    /// `had systolic 160 or more in reading 1`
    [[nodiscard]] std::string edit_words(std::uint32_t fact, const Trial::Edit& edit,
                                         const std::string& answer) const;

  private:
    /// One list of records, made of rows of fields.
    struct Rows;

    [[nodiscard]] Trials plain_trials(const facts::ValueType& type, const AnswerUses& uses,
                                      const facts::Value& now, bool ends_today) const;
    [[nodiscard]] Trials numbers(const facts::ValueType& type, const AnswerUses& uses) const;
    [[nodiscard]] Trials days(const facts::ValueType& type, const AnswerUses& uses,
                              bool ends_today) const;
    // trial_records.cpp
    [[nodiscard]] Trials lists(std::uint32_t fact) const;
    [[nodiscard]] Rows kinds_of_records(std::uint32_t fact, const std::vector<Trials>& fields,
                                        bool& is_complete) const;
    void add_edits(std::uint32_t fact, const std::vector<Trials>& fields, const Rows& kinds,
                   Trials& found) const;
    void add_fresh(std::uint32_t fact, const Rows& kinds, Trials& found) const;
    [[nodiscard]] std::string record_words(std::uint32_t fact, const facts::Value* fields) const;

    const model::RuleSet& rules_;
    const RuleUses& uses_;
    const facts::Profile& profile_;
};

/// Every answer from one trial of an ordered list to another: `7 or more`. The trials beside the
/// run, if there are any, are those that do not do it.
std::string run_words(const facts::ValueType& type, const Trials& trials, std::size_t first,
                      std::size_t last);

}  // namespace caveat::patients
