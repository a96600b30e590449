#pragma once

// A made-up patient: answers by the keys of facts, so that any rule set can be asked about the same
// patient.

#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/values.hpp>

#include <optional>
#include <string>
#include <vector>

namespace caveat::patients {

struct KeyedAnswer;
struct Record;

/// One answer. Only the members of its kind have a meaning.
struct Answer {
    FactKind kind = FactKind::yes_no;
    bool yes = false;
    Decimal number;                    ///< in the unit
    std::string unit;                  ///< of a number; empty: that of the fact
    std::string code;                  ///< of a choice
    Date date;                         ///< may be partly known
    bool is_complete = true;           ///< choices, records: there are no more
    std::vector<std::string> present;  ///< choices
    std::vector<std::string> absent;   ///< choices, when not complete
    std::vector<Record> records;

    friend bool operator==(const Answer&, const Answer&);
};

/// What is answered of one record; a field that is not named is unknown.
struct Record {
    std::vector<KeyedAnswer> fields;
    friend bool operator==(const Record&, const Record&);
};

struct KeyedAnswer {
    std::string key;
    Answer answer;
    friend bool operator==(const KeyedAnswer&, const KeyedAnswer&);
};

struct Patient {
    std::optional<Date> as_of;
    std::vector<KeyedAnswer> facts;  ///< in the order of the rule file

    friend bool operator==(const Patient&, const Patient&) = default;
};

/// The patient as a profile for a rule set. A fact that it does not have is a problem of the
/// profile, as it would be for anybody.
Profile profile_of(const RuleSet& rules, const Patient& patient);

}  // namespace caveat::patients
