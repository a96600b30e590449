#pragma once

#include <caveat/arrow_abi.h>
#include <caveat/diagnostic.hpp>
#include <caveat/export.hpp>
#include <caveat/profile.hpp>
#include <caveat/report_text.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Patients as Arrow's record batches in, and what became of them as record batches out. Target
/// `caveat::arrow`.
namespace caveat {

/// Ends a stream from another thread: what is asked of it from then on is answered by `ECANCELED`.
/// Copies are one.
class CAVEAT_EXPORT ArrowCancel {
  public:
    ArrowCancel();
    /// Any thread.
    void set() const noexcept;
    /// Whether somebody did.
    [[nodiscard]] bool is_set() const noexcept;

  private:
    std::shared_ptr<std::atomic<bool>> is_set_;
};

/// How the rules are told of each patient.
enum class ArrowRules : std::uint8_t {
    none,
    lists,    ///< `fired`, `presumed`, `undecided`, `overridden`, `deferred`: lists of rule ids
    columns,  ///< `rules`: the status of each rule; of at most 4,096 rules
};

/// Of which patients there is a report.
enum class ArrowReport : std::uint8_t {
    none,
    all,
    not_proceed,  ///< whose `at_most` is stricter than `proceed`
    problems,     ///< whose profile or screening has a problem or a warning
};

/// What is read, and what is given out.
struct ArrowOptions {
    /// The day of the screening of those who have none; the library never reads the clock.
    std::optional<Date> as_of{};
    Respondents respondents{};  ///< who can answer now
    /// Fact, or `patient`, `as_of`, `not_known`, and the column in which it stands. A column is
    /// named as it is called; what stands in the struct `facts`, by its path: `facts.fever`.
    std::vector<std::pair<std::string, std::string>> columns{};
    /// Columns that are given out as they came in, in front of those of the screening. None may
    /// have the name of one of these, in capital letters or not.
    std::vector<std::string> passthrough{};
    /// Columns that are not looked at; of the struct `facts` and of records, by their paths:
    /// `facts.fever`, `sessions.eased`.
    std::vector<std::string> ignore{};
    ArrowRules rules = ArrowRules::none;     ///< how the rules are told
    bool outcomes = false;                   ///< what holds for each patient
    bool questions = false;                  ///< what is to be asked of each
    ArrowReport report = ArrowReport::none;  ///< `caveat/report/1`, the bytes of `write_report`
    WhyOf why = WhyOf::all;                  ///< in reports
    bool no_values = false;                  ///< in reports: nothing that the patient said
    bool plain_strings = false;              ///< words stand as themselves, not in dictionaries
    std::optional<ArrowCancel> cancel{};     ///< for streams
};

/// Why a batch could not be screened; nothing of it was used.
struct ArrowFailure {
    int error =
        0;  ///< an errno: `EINVAL` for a batch whose structure is wrong, `ECANCELED`, `ENOMEM`
    std::string message;  ///< names the place in the schema; or what the producer said
};

namespace arrow {
struct Plan;
}
struct ArrowBound;

/// A schema bound to a rule set: everything that the schema says is decided. Immutable; any number
/// of threads may use one at once.
///
/// The schema is a struct, as that of a record batch is. A column is a fact by its name, in any
/// spelling that rule files accept, or by the metadata `caveat:fact`; `patient` (text or integer),
/// `as_of` (date or text) and `not_known` (lists of the keys of facts that were asked, and are not
/// known) have these meanings unless the rule set has a fact of that name: then
/// `ArrowOptions::columns` must say which is meant. A struct called `facts` is opened.
///
/// yes/no   booleans; integers, 0 and 1
/// number   integers, floats, decimals; the metadata `caveat:unit` names another unit
/// choice   texts, or a dictionary of texts; never integers
/// choices  lists of those: complete; structs of the lists `present` and `absent`: open
/// date     dates; timestamps without a zone, at midnight; ISO texts, also in part
/// records  lists of structs: complete; a struct of the list `present`: open
///
/// What is null, or has no column, is not recorded. What is wrong with the answer of one patient is
/// a problem of that patient, as in JSON.
class CAVEAT_EXPORT ArrowBinding {
  public:
    /// Everything that is wrong with the schema, at once; the binding where nothing is. Only looked
    /// at during the call.
    static ArrowBound bind(const RuleSet& rules, const ArrowSchema& schema,
                           ArrowOptions options = {});
    /// The same of the schema of a stream; what is wrong may also be that its producer fails.
    static ArrowBound bind(const RuleSet& rules, ArrowArrayStream& stream,
                           ArrowOptions options = {});
    /// Cheap to copy: a counted reference.
    ArrowBinding(const ArrowBinding&) = default;
    ArrowBinding& operator=(const ArrowBinding&) = default;
    ~ArrowBinding() = default;

    /// The rule set that screens.
    [[nodiscard]] const RuleSet& rules() const;
    /// Facts without a column.
    [[nodiscard]] std::span<const FactId> missing() const;

    /// The schema of what `screen` gives; `out` is released by whoever takes it.
    void schema(ArrowSchema& out) const;

    /// Screens rows [first, first + rows) of a record batch of the schema, which is only borrowed.
    /// `out` has one row for each, and at most 65,536 of them, or fewer where their texts are long
    /// or their lists are views of the same items: its length says how many were done. Columns that
    /// are passed through lie in the memory of `borrowed` until `out` is released.
    ///
    /// returns why nothing was done; nothing where `out` was filled
    [[nodiscard]] std::optional<ArrowFailure> screen(const ArrowArray& borrowed, std::int64_t first,
                                                     std::int64_t rows, ArrowArray& out) const;
    /// The same of a record batch that `out` holds for as long as it lies in its memory.
    [[nodiscard]] std::optional<ArrowFailure> screen(const std::shared_ptr<const ArrowArray>& batch,
                                                     std::int64_t first, std::int64_t rows,
                                                     ArrowArray& out) const;
    /// Why no row of a record batch can be screened; nothing where its structure is sound. `screen`
    /// looks at its own rows alone: whoever cuts a batch into pieces asks this first.
    [[nodiscard]] std::optional<ArrowFailure> check(const ArrowArray& borrowed) const;

    /// The profile of one row, as JSON would have given it, problems and all.
    ///
    /// failure  why there is none
    [[nodiscard]] std::optional<Profile> profile(const ArrowArray& borrowed, std::int64_t row,
                                                 ArrowFailure& failure) const;

  private:
    friend struct ArrowBound;
    friend ArrowBound arrow_stream(const RuleSet&, ArrowArrayStream*, ArrowOptions,
                                   ArrowArrayStream*);
    explicit ArrowBinding(std::shared_ptr<const arrow::Plan> plan);
    std::shared_ptr<const arrow::Plan> plan_;
};

/// What binding a schema gives.
struct ArrowBound {
    std::optional<ArrowBinding> binding;  ///< nothing where there is an error
    /// What is wrong with the schema: `path` names the place in it.
    std::vector<Diagnostic> diagnostics;
};

/// Screens a stream: `out` gives batches as `ArrowBinding::screen` does, patient after patient, and
/// is used by one thread at a time. `in` is moved from whatever comes of it, and released with
/// `out`, or at once where its schema is not to be used; then `out` is left alone. Where its
/// producer fails, `out` fails likewise: with the same errno, and its words.
CAVEAT_EXPORT ArrowBound arrow_stream(const RuleSet& rules, ArrowArrayStream* in,
                                      ArrowOptions options, ArrowArrayStream* out);

/// What a rule set declares, for joins with what was screened.
enum class ArrowTable : std::uint8_t {
    rules,     ///< id, strictest, if_unknown, sentence, because, line, sources
    outcomes,  ///< id (with its arguments), outcome, verb, name, say, arguments
    facts,     ///< key, name, kind, unit, ask, whom
    codes,     ///< fact, field, code, label
    sources,   ///< id, title, author, says
};

/// A table as a stream of one batch.
CAVEAT_EXPORT void arrow_table(const RuleSet& rules, ArrowTable which, ArrowArrayStream* out);

}  // namespace caveat
