#pragma once

#include <caveat/diagnostic.hpp>
#include <caveat/export.hpp>
#include <caveat/rules.hpp>
#include <caveat/values.hpp>

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caveat {

namespace eval {
class SecondLook;
}
namespace facts {
struct Profile;
class ProfileWriter;
}  // namespace facts

/// The facts of one patient on one day, checked against the rule set that it was built for.
/// Immutable and cheap to copy. Whatever was wrong with the answers is in `problems`; a wrong
/// answer counts as unanswered, never as a no.
class CAVEAT_EXPORT Profile {
  public:
    Profile(RuleSet rules, std::shared_ptr<const facts::Profile> facts);

    [[nodiscard]] const RuleSet& rules() const { return rules_; }
    [[nodiscard]] std::string_view patient() const;
    /// The day of the screening. Nothing when it was not given or is no full date.
    [[nodiscard]] std::optional<Date> as_of() const;
    /// Whether the fact has a usable answer (null and a wrong value are none).
    [[nodiscard]] bool is_answered(FactId fact) const;
    [[nodiscard]] std::span<const Diagnostic> problems() const;
    /// False when nothing of it could be read: then it has no answer, and one problem says why.
    [[nodiscard]] bool is_readable() const;

    /// For the library's own stages; its contents are no part of the interface.
    [[nodiscard]] const facts::Profile& facts() const { return *facts_; }

  private:
    friend class ProfileBuilder;

    RuleSet rules_;
    std::shared_ptr<const facts::Profile> facts_;
};

/// What becomes of facts, and fields of records, that the rule set does not know.
enum class ExtraFacts : std::uint8_t {
    problem,  ///< an error: most of them are misspelt
    /// A note, for profiles that know more than the rules ask; a warning where a name of the rule
    /// set is near, since then it may be misspelt all the same.
    note,
};

/// Builds a profile by calls. Facts are named by id (resolved once, fast) or by name. A name that
/// the rule set does not know, a value of the wrong kind, outside its range or not in its list
/// becomes a problem of the profile with the path of the fact; no call throws but std::bad_alloc.
/// Setting a fact twice is a problem, and the fact counts as unanswered.
///
/// Limits: 10,000 records or codes in one list, 250,000 fields in all records together (more is a
/// problem `too-long`, and the list counts as unanswered); 200 problems are kept, the rest counted.
///
/// A builder can be used for one profile after the other, each thread with its own. It uses the
/// memory of an earlier profile again once nobody holds that any more; profiles without a problem
/// then take no memory from the heap.
class CAVEAT_EXPORT ProfileBuilder {
  public:
    explicit ProfileBuilder(RuleSet rules);
    ~ProfileBuilder();
    ProfileBuilder(ProfileBuilder&&) noexcept;
    ProfileBuilder& operator=(ProfileBuilder&&) noexcept;
    ProfileBuilder(const ProfileBuilder&) = delete;
    ProfileBuilder& operator=(const ProfileBuilder&) = delete;

    ProfileBuilder& patient(std::string_view id);
    /// How unknown facts and fields that come after this call are reported; for one profile.
    ProfileBuilder& extra_facts(ExtraFacts reported_as);
    /// The day of the screening: a full date. A partial one is a problem.
    ProfileBuilder& as_of(Date day);
    ProfileBuilder& as_of(std::string_view iso_date);

    ProfileBuilder& set(FactId fact, bool answer);
    ProfileBuilder& set(FactId fact, int number);
    ProfileBuilder& set(FactId fact, std::int64_t number);
    /// Counts as the shortest decimal that reads back to the same double; NaN and infinities are
    /// problems.
    ProfileBuilder& set(FactId fact, double number);
    ProfileBuilder& set(FactId fact, Decimal number);
    ProfileBuilder& set(FactId fact, const Quantity& quantity);
    /// A number known in part. Limits on one side twice, or with no number between them, are a
    /// problem, and so is one beyond what the fact allows.
    ProfileBuilder& set(FactId fact, const NumberWithin& limits);
    ProfileBuilder& set(FactId fact, Date date);
    /// A code of a choice, or an ISO 8601 date of a date fact.
    ProfileBuilder& set(FactId fact, std::string_view code_or_date);
    ProfileBuilder& set(FactId fact, const char* code_or_date);
    ProfileBuilder& set(FactId fact, std::initializer_list<std::string_view>) = delete;
    /// The complete list of a choices fact: what is not in it is absent.
    ///
    /// `set` takes no list in braces: compilers read `{"neck"}` in two ways, and `{"neck", "arm"}`
    /// as the two ends of one text.
    ProfileBuilder& set_choices(FactId fact, std::span<const std::string_view> codes);
    ProfileBuilder& set_choices(FactId fact, std::initializer_list<std::string_view> codes);
    /// An open list: what is in neither stays unknown.
    ProfileBuilder& set_open(FactId fact, std::span<const std::string_view> present,
                             std::span<const std::string_view> absent);
    /// Asked, and not known: it is not asked again.
    ProfileBuilder& set_null(FactId fact);

    ProfileBuilder& set(std::string_view fact, bool answer);
    ProfileBuilder& set(std::string_view fact, int number);
    ProfileBuilder& set(std::string_view fact, std::int64_t number);
    ProfileBuilder& set(std::string_view fact, double number);
    ProfileBuilder& set(std::string_view fact, Decimal number);
    ProfileBuilder& set(std::string_view fact, const Quantity& quantity);
    ProfileBuilder& set(std::string_view fact, const NumberWithin& limits);
    ProfileBuilder& set(std::string_view fact, Date date);
    ProfileBuilder& set(std::string_view fact, std::string_view code_or_date);
    ProfileBuilder& set(std::string_view fact, const char* code_or_date);
    ProfileBuilder& set(std::string_view fact, std::initializer_list<std::string_view>) = delete;
    ProfileBuilder& set_choices(std::string_view fact, std::span<const std::string_view> codes);
    ProfileBuilder& set_choices(std::string_view fact,
                                std::initializer_list<std::string_view> codes);
    ProfileBuilder& set_open(std::string_view fact, std::span<const std::string_view> present,
                             std::span<const std::string_view> absent);
    ProfileBuilder& set_null(std::string_view fact);

    /// Opens a list of records: `is_complete` says whether these are all there are. Records added
    /// after this call belong to it; their fields are set by `field`.
    ProfileBuilder& records(FactId fact, bool is_complete);
    ProfileBuilder& records(std::string_view fact, bool is_complete);
    /// Adds an empty record to the list opened last. A field not set stays unknown.
    ProfileBuilder& record();
    ProfileBuilder& field(std::string_view name, bool answer);
    ProfileBuilder& field(std::string_view name, int number);
    ProfileBuilder& field(std::string_view name, std::int64_t number);
    ProfileBuilder& field(std::string_view name, double number);
    ProfileBuilder& field(std::string_view name, Decimal number);
    ProfileBuilder& field(std::string_view name, const Quantity& quantity);
    ProfileBuilder& field(std::string_view name, const NumberWithin& limits);
    ProfileBuilder& field(std::string_view name, Date date);
    ProfileBuilder& field(std::string_view name, std::string_view code_or_date);
    ProfileBuilder& field(std::string_view name, const char* code_or_date);
    ProfileBuilder& field(std::string_view name, std::initializer_list<std::string_view>) = delete;
    ProfileBuilder& field_choices(std::string_view name, std::span<const std::string_view> codes);
    ProfileBuilder& field_choices(std::string_view name,
                                  std::initializer_list<std::string_view> codes);
    ProfileBuilder& field_open(std::string_view name, std::span<const std::string_view> present,
                               std::span<const std::string_view> absent);
    ProfileBuilder& field_null(std::string_view name);

    /// A number as text (`38.4`), so that no digit is lost on the way; more than 18 digits, or no
    /// number at all, is a problem.
    ProfileBuilder& set_number(FactId fact, std::string_view text, std::string_view unit = {});
    ProfileBuilder& set_number(std::string_view fact, std::string_view text,
                               std::string_view unit = {});
    ProfileBuilder& field_number(std::string_view name, std::string_view text,
                                 std::string_view unit = {});
    /// An answer that could not be read: the fact counts as unanswered, and `what` ("a list", "an
    /// object without `value`") is named in the problem. For readers of other formats.
    ProfileBuilder& set_unreadable(FactId fact, std::string_view what);
    ProfileBuilder& set_unreadable(std::string_view fact, std::string_view what);
    ProfileBuilder& field_unreadable(std::string_view name, std::string_view what);
    /// Adds a record that could not be read: every field of it is unknown, and that is a problem.
    ProfileBuilder& record_unreadable(std::string_view what);
    /// A problem of the profile as a whole, found by a reader of another format.
    ProfileBuilder& problem(Diagnostic found);
    /// The whole profile cannot be read: every answer so far is dropped, and this problem alone is
    /// kept. A missing day of the screening is then no problem of its own.
    ProfileBuilder& unreadable(Diagnostic found);

    /// The profile as set so far, with all its problems. The builder is empty afterwards.
    [[nodiscard]] Profile build();
    /// The same into `profile`. Where that is one of the same rule set, it costs less than a new
    /// one: threads do not meet at the count of who holds the rule set.
    void build_into(Profile& profile);

    /// Whether a problem was found so far. What depends on the day of the screening is looked at by
    /// `build` only.
    [[nodiscard]] bool has_problems() const;
    /// Forgets everything set so far.
    void clear();

  private:
    std::shared_ptr<const facts::Profile> finish();

    RuleSet rules_;
    std::unique_ptr<eval::SecondLook> second_look_;
    std::unique_ptr<facts::ProfileWriter> writer_;
    /// Built earlier: one may be held by a screening while the next is built.
    std::array<std::shared_ptr<facts::Profile>, 2> built_;
};

}  // namespace caveat
