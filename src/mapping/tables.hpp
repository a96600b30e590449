#pragma once

// A mapping after it was checked: where each fact of a rule set comes from in a record.

#include <caveat/rules.hpp>

#include "mapping/code_table.hpp"
#include "mapping/record_types.hpp"
#include "model/tree.hpp"
#include "values/dates.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace caveat::mapping {

/// How old evidence may be.
struct Window {
    std::int64_t count = 0;
    values::CalendarUnit unit = values::CalendarUnit::days;
};

/// How a coded value becomes an answer.
struct Answers {
    std::vector<CodeTable> codes;  ///< by code of a choice; empty for any other kind
    CodeTable yes;                 ///< of a yes/no fact: what means yes
    CodeTable no;                  ///< and what means no
};

/// How a number is read whose unit is not UCUM.
struct Units {
    std::string unitless;  ///< the unit of a number without one; empty: that of the fact, or none
    std::vector<std::pair<std::string, std::string>> local;  ///< word of this record, unit
};

/// Where a field of a record comes from.
struct FieldSource {
    enum class Kind : std::uint8_t { none, date, code, observation };
    Kind kind = Kind::none;
    Answers answers;
    CodeTable observation;  ///< what an Observation beside the event is coded as
    Units units;
};

/// One source of a fact.
struct FactSource {
    RecordType from = RecordType::patient;
    Take take = Take::presence;
    CodeTable exact;    ///< `coded as`
    CodeTable kinds;    ///< `kinds` and `kinds of`
    CodeTable none_by;  ///< whose presence says none of it
    CodeTable component;
    std::string extension;      ///< the URL of the one whose value is taken
    std::string questionnaire;  ///< of a form of others: its address, with `|VERSION` or without
    std::string item;           ///< the linkId of the question there
    Answers answers;
    std::optional<Window> within;  ///< none: however old
    bool ever = false;
    std::vector<std::string> also_counts;
    Units units;
    std::optional<std::uint32_t> query;  ///< the only one it is read from
    std::vector<FieldSource> fields;     ///< of records, by field
    Span span;

    /// Whether a resource coded in this system can be told to be about the fact, or not.
    [[nodiscard]] bool understands(std::string_view system) const;
    /// Whether a code is wider than one of the fact's: what is coded so may be about it.
    [[nodiscard]] bool is_below(std::string_view system, std::string_view code) const;
    /// Whether it is about the fact by the codes of its answers, as no other codes are given.
    [[nodiscard]] bool is_told_by_answers() const {
        return exact.empty() && kinds.empty() && !answers.codes.empty();
    }
};

/// Where one fact comes from; no source: from forms alone.
struct FactMapping {
    std::vector<FactSource> sources;
};

/// What a record system is asked for.
struct Query {
    std::string key;       ///< under which its answer is delivered
    std::string resource;  ///< `Condition`
    std::string template_text;
    std::string closed;  ///< why what is not in it is not so; empty: it may be so all the same
    bool is_read = false;
    bool is_required = false;
    bool is_newest_first = false;  ///< sorted by date, backwards
    Span span;
};

/// Whether a search for such resources has its newest first, by its address.
bool asks_newest_first(std::string_view resource, std::string_view url);

/// A value set that was read, for the record of what an answer rests on.
struct ValueSetUsed {
    std::string name;
    std::string file;  ///< as it was opened
    std::string url;
    std::string version;
    std::string sha256;
};

/// What a fact may tell of who the patient is: the data that source attributes of decision support
/// have to name (45 CFR 170.315 (b)(11)(iv)(A)(5) to (13)), in their order.
enum class Personal : std::uint8_t {
    race,
    ethnicity,
    language,
    sexual_orientation,
    gender_identity,
    sex,
    date_of_birth,
    social_determinants,
    health_status,
};
inline constexpr std::array<std::string_view, 9> personal_words{
    "race",
    "ethnicity",
    "language",
    "sexual orientation",
    "gender identity",
    "sex",
    "date of birth",
    "social determinants",
    "health status",
};

/// What one fact tells of it.
struct FactPersonal {
    bool is_classified = false;  ///< else nobody has said
    std::bitset<personal_words.size()> tells;
};

/// A test on the answer to another question of a form; one of the four is there.
struct FormTest {
    std::uint32_t fact = 0;
    model::Comparison comparison = model::Comparison::equal;
    std::optional<bool> yes{};
    std::optional<std::uint32_t> code{};
    std::optional<Decimal> number{};  ///< in the unit of that fact
};
/// One of these has to hold.
using FormClause = std::vector<FormTest>;
/// Every clause has to hold; none: it is always asked.
struct FormGate {
    std::vector<FormClause> clauses{};
    bool is_written = true;  ///< else no form can say when it is asked, and it always is
};

/// How a form asks one fact or field, and reads it back.
struct FormQuestion {
    Answers answers;
    std::vector<Coding> options;  ///< by code of a choice
};

/// The form of a rule set.
struct Form {
    std::string id;
    std::string base;  ///< what addresses begin with
    std::string url;
    std::string version;
    std::vector<std::uint32_t> facts;               ///< that it asks, in the order of the file
    std::vector<FormQuestion> questions;            ///< by fact
    std::vector<std::vector<FormQuestion>> fields;  ///< by fact and field
    std::vector<FormGate> gates;                    ///< by fact

    [[nodiscard]] bool asks(std::uint32_t fact) const {
        return std::binary_search(facts.begin(), facts.end(), fact);
    }
};

/// A hook that a rule set answers.
struct Hook {
    std::string name;                ///< `appointment-book`
    Verb show_from = Verb::caution;  ///< milder outcomes have no card
    CodeTable only_for;              ///< what is booked or ordered; empty: whatever it is
    Span span{};
};

/// What the cards of an outcome say beside what the rules say.
struct OutcomeCard {
    std::string summary;  ///< empty: what the rule file says
    std::string order;    ///< the type of resource to create; empty: none
    Coding order_code;
    std::string priority;
    std::vector<Coding> override_reasons;
};

/// How a rule set answers an EHR.
struct Service {
    std::string title;
    std::string description;
    std::string usage;
    std::vector<Hook> hooks;
    std::vector<Coding> override_reasons;
    std::vector<OutcomeCard> outcomes;  ///< by outcome
};

/// Immutable, and safe to share between threads.
struct Tables {
    RuleSet rules;
    std::string canonical;
    std::string sha256;  ///< of the mapping's bytes
    std::vector<Query> queries;
    std::vector<FactMapping> facts;      ///< by fact
    std::vector<FactPersonal> personal;  ///< by fact
    std::vector<ValueSetUsed> value_sets;
    Form form;
    Service service;
    FactSource own_form;  ///< what a form that came back is read as, whatever it asks

    /// Whether a source reads what a query brings.
    [[nodiscard]] bool asks(const FactSource& source, std::uint32_t query) const;
};

}  // namespace caveat::mapping
