#pragma once

// What the typed tree means: every node from its children, one patient at a time. The evaluator
// proper, the checker (with nothing known) and explanations (with some facts hidden) share it.

#include "facts/profile.hpp"
#include "model/rule_set.hpp"
#include "model/truths.hpp"
#include "model/values.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace caveat::model {

/// Something to report that only shows while a patient is evaluated.
struct Incident {
    enum class Kind : std::uint8_t {
        conflict,      ///< the answer and the records that stand in for it say different things
        out_of_range,  ///< what the records give is not a value that the fact may have
        overflow,      ///< exact arithmetic left its limits; the value counts as unknown
    };
    Kind kind = Kind::conflict;
    std::uint32_t fact = 0;  ///< of conflict and out_of_range
    ExprId expr = none;      ///< of overflow
    friend bool operator==(const Incident&, const Incident&) = default;
};

/// The patient, or nobody: with no profile everything is unknown.
struct VisibleAnswers {
    const facts::Profile* profile = nullptr;
    /// One entry a fact: 0 = treat it as absent. Empty: nothing is hidden.
    std::span<const std::uint8_t> visible;

    [[nodiscard]] facts::Given given(std::uint32_t fact) const;
    /// Whether the list of records is answered, and there are no more than it has.
    [[nodiscard]] bool is_closed(std::uint32_t records) const;
    [[nodiscard]] facts::RecordList records(std::uint32_t fact) const;
    /// The answer, in `room` or where it stands.
    const facts::Value& value(std::uint32_t fact, facts::Value& room) const;
    [[nodiscard]] std::optional<values::Day> as_of() const;

  private:
    [[nodiscard]] bool is_visible(std::uint32_t fact) const {
        return profile != nullptr && (visible.empty() || visible[fact] != 0);
    }
};

/// Room for the records that a node counts; reused.
struct Scratch {
    struct Member {
        std::uint32_t record = 0;
        bool is_certain = true;
    };
    /// One end of a measure, the low one; the high one is that of the negated values, negated.
    struct Item {
        values::Bound low;
        bool is_certain = true;
    };
    std::vector<Member> members;
    std::vector<Item> lows;
    std::vector<Item> highs;  ///< mirrored
    std::vector<values::Bound> sorted;
    facts::Value answer;  ///< looked at last
};

class Evaluation {
  public:
    Evaluation(const RuleSet& rules, const VisibleAnswers& patient, Values& values,
               Scratch& scratch, std::vector<Incident>* incidents)
        : rules_(rules),
          patient_(patient),
          values_(values),
          scratch_(scratch),
          incidents_(incidents) {}

    /// From now on, a score that may be prorated is worth its prorated total.
    void presume_prorated() { presumes_prorated_ = true; }

    /// Every node that looks at the patient, in order. `values` must fit the tree.
    void all();
    /// One node whose children are up to date.
    void one(ExprId id);
    /// Whether the record counts: the truth of `where` for it. Leaves the values of the body's
    /// nodes as they are for this record.
    Truth membership(std::uint32_t records, const Where& where, std::uint32_t record);

    [[nodiscard]] Truth truth(ExprId id) const;

    // score_points.cpp

    /// What an entry adds by itself, whatever the others do.
    [[nodiscard]] values::Range points_of(const ScoreEntry& entry) const;
    /// What entries add up to, each by itself; of the rows of one table at most one counts.
    struct Sum {
        values::Range range;
        bool is_known = true;  ///< every part of it is one number
    };
    [[nodiscard]] Sum sum_of(const Score& score, std::span<const std::uint32_t> entries,
                             bool& overflow) const;
    /// What the entries of a group add up to, as far as their answers are known.
    [[nodiscard]] values::Range points_of(const Score& score, const EntryGroup& group,
                                          bool& overflow) const;
    /// The total scaled up from the items answered; nothing while it may not be.
    struct Prorated {
        values::Rational total;
        std::uint32_t answered = 0;
        std::uint32_t items = 0;
    };
    [[nodiscard]] std::optional<Prorated> prorated(const Score& score) const;

  private:
    [[nodiscard]] values::Range points_of_rows(const Score& score,
                                               std::span<const std::uint32_t> rows) const;
    [[nodiscard]] bool is_given_up(std::span<const std::uint32_t> facts) const;
    void set(const Expr& expr, const FactValue& node);
    void set(const Expr& expr, const FieldValue& node);
    void set(const Expr& expr, const NumberConstant& node);
    void set(const Expr& expr, const DateConstant& node);
    void set(const Expr& expr, const Arithmetic& node);
    void set(const Expr& expr, const Extreme& node);
    void set(const Expr& expr, const Rounded& node);
    void set(const Expr& expr, const RecordCount& node);
    void set(const Expr& expr, const CodeCount& node);
    void set(const Expr& expr, const Measure& node);
    void set(const Expr& expr, const TimeSince& node);
    void set(const Expr& expr, const ScoreValue& node);
    void set(const Expr& expr, const All& node);
    void set(const Expr& expr, const Any& node);
    void set(const Expr& expr, const AtLeastOf& node);
    void set(const Expr& expr, const Not& node);
    void set(const Expr& expr, const Gated& node);
    void set(const Expr& expr, const YesNo& node);
    void set(const Expr& expr, const Compare& node);
    void set(const Expr& expr, const Between& node);
    void set(const Expr& expr, const InBand& node);
    void set(const Expr& expr, const IsOneOf& node);
    void set(const Expr& expr, const Includes& node);
    void set(const Expr& expr, const IsEmpty& node);
    void set(const Expr& expr, const DateTest& node);
    void set(const Expr& expr, const WithinLast& node);
    void set(const Expr& expr, const MoreThanAgo& node);
    void set(const Expr& expr, const RecordsAtLeast& node);
    void set(const Expr& expr, const RecordsAtMost& node);

    void set_truth(const Expr& expr, Truth truth) { values_.truths[expr.slot] = truth; }
    void set_number(const Expr& expr, const values::Range& range, bool overflow);
    void report(Incident incident);

    [[nodiscard]] const values::Range& number(ExprId id) const;
    [[nodiscard]] const CodesValue& choice(ExprId id) const;
    [[nodiscard]] const CodesValue& choices(ExprId id) const;
    [[nodiscard]] const values::DateRange& date(ExprId id) const;
    [[nodiscard]] Truth yes_no(ExprId id) const;

    [[nodiscard]] values::DateRange declared_dates(const facts::ValueType& type) const;

    /// The value of one field of one record, or of a fact, as far as it is known.
    [[nodiscard]] Truth known_yes_no(const facts::Value& value) const;
    [[nodiscard]] values::Range known_number(const facts::Value& value,
                                             const facts::ValueType& type) const;
    [[nodiscard]] CodesValue known_choice(const facts::Value& value,
                                          const facts::ValueType& type) const;
    [[nodiscard]] CodesValue known_choices(const facts::Value& value,
                                           const facts::ValueType& type) const;
    [[nodiscard]] values::DateRange known_date(const facts::Value& value,
                                               const facts::ValueType& type) const;
    /// Whether what stands in for a fact says anything: a measure of no records does not.
    [[nodiscard]] bool says_something(ExprId fallback) const;

    void fact_yes_no(const Expr& expr, const FactValue& node, const facts::Value& value);
    void fact_number(const Expr& expr, const FactValue& node, const facts::Value& value);
    void fact_choice(const Expr& expr, const FactValue& node, const facts::Value& value);
    void fact_choices(const Expr& expr, const FactValue& node, const facts::Value& value);
    void fact_date(const Expr& expr, const FactValue& node, const facts::Value& value);

    struct Counted {
        std::int64_t certain = 0;
        std::int64_t possible = 0;
        bool is_open = false;
    };
    /// Counts the records of a list, and lists those that may count in `scratch_.members`.
    Counted count(std::uint32_t records, const Where& where);
    [[nodiscard]] static Truth reaches(const Counted& counted, std::int64_t least);

    void measure_number(const Expr& expr, const Measure& node, const Counted& counted);
    void measure_last(const Expr& expr, const Measure& node, const Counted& counted);
    values::Range range_of_field(const Measure& node, const Scratch::Member& member);

    const RuleSet& rules_;
    VisibleAnswers patient_;
    Values& values_;
    Scratch& scratch_;
    std::vector<Incident>* incidents_;
    static constexpr std::uint32_t nowhere = 0xFFFFFFFF;
    facts::RecordList list_;  ///< the one gone through last, of
    std::uint32_t list_of_ = nowhere;
    std::uint32_t record_ = nowhere;  ///< whose fields are looked at
    ExprId current_ = none;
    bool presumes_prorated_ = false;
};

}  // namespace caveat::model
