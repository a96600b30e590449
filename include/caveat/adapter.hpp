#pragma once

#include <caveat/diagnostic.hpp>
#include <caveat/export.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/values.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

/// For readers of other formats: the answers of one text, handed over as they are read.
namespace caveat {

namespace eval {
class SecondLook;
}
namespace facts {
class ProfileWriter;
}

/// Takes the answers of one text in their order, as views that need not outlive the call. A text is
/// evidence: what is given twice is a problem `given-twice`, and counts as unanswered; nobody can
/// know which was meant. Whoever builds a profile in a conversation uses `ProfileBuilder`.
///
/// A name that the rule set does not know, a value of the wrong kind, outside its range or not in
/// its list is a problem of the profile with the path of its place; no call throws but
/// std::bad_alloc.
///
/// It can be used for one profile after the other, each thread with its own, and uses the memory of
/// an earlier profile again once nobody holds that any more; profiles without a problem then take
/// no memory from the heap. An answer costs some nanoseconds.
class CAVEAT_EXPORT ProfileAdapter {
  public:
    /// For profiles of this rule set. Nothing is known yet.
    explicit ProfileAdapter(const RuleSet& rules);
    ~ProfileAdapter();
    ProfileAdapter(const ProfileAdapter&) = delete;
    ProfileAdapter& operator=(const ProfileAdapter&) = delete;

    /// The rule set that profiles are built for.
    [[nodiscard]] const RuleSet& rules() const { return rules_; }

    /// How unknown facts and fields that come after this call are reported; for one profile.
    void extra_facts(ExtraFacts reported_as);
    /// The id of the patient, as given. A second one is a problem, and the first is kept; one that
    /// is not UTF-8 is left out, and a problem.
    void patient(std::string_view id);
    /// The day of the screening: a full date. A partial one is a problem.
    ///@{
    void as_of(Date day);
    void as_of(std::string_view iso_date);
    ///@}

    /// The answer to a yes/no fact.
    void yes_no(FactId fact, bool yes);
    /// In the unit of the fact.
    void number(FactId fact, std::int64_t number);
    /// A number in JSON's grammar (`38.4`), so that no digit is lost on the way; more than 18
    /// digits, or no number at all, is a problem. An empty unit is that of the fact.
    void number(FactId fact, std::string_view digits, std::string_view unit = {});
    /// A number known in part. Limits on one side twice, or with no number between them, are a
    /// problem, and so is one beyond what the fact allows.
    void within(FactId fact, const NumberWithin& limits);
    /// A code of a choice, or an ISO 8601 date of a date fact.
    void text(FactId fact, std::string_view code_or_date);
    /// The complete list of a choices fact: what is not in it is absent.
    void codes(FactId fact, std::span<const std::string_view> codes);
    /// An open list: what is in neither stays unknown.
    void open_codes(FactId fact, std::span<const std::string_view> present,
                    std::span<const std::string_view> absent);
    /// Asked, and not known: it is not asked again.
    void not_known(FactId fact);
    /// An answer that could not be read; `what` is named in the problem: "a list", "an object
    /// without `value`".
    void unreadable(FactId fact, std::string_view what);
    /// An answer to a fact that the rule set does not have.
    void unknown_fact(std::string_view name);

    /// Opens a list of records: `is_complete` says whether these are all there are. Records added
    /// after this call belong to it; their fields are given next.
    void records(FactId fact, bool is_complete);
    /// Adds an empty record to the list opened last. A field not given stays unknown.
    void record();
    /// Adds a record that could not be read: every field of it is unknown, and that is a problem.
    void unreadable_record(std::string_view what);

    /// The answer to a field of the record added last, by its name: as that to a fact.
    ///@{
    void yes_no(std::string_view field, bool yes);
    void number(std::string_view field, std::string_view digits, std::string_view unit = {});
    void within(std::string_view field, const NumberWithin& limits);
    void text(std::string_view field, std::string_view code_or_date);
    void codes(std::string_view field, std::span<const std::string_view> codes);
    void open_codes(std::string_view field, std::span<const std::string_view> present,
                    std::span<const std::string_view> absent);
    void not_known(std::string_view field);
    void unreadable(std::string_view field, std::string_view what);
    ///@}

    /// A problem of the profile as a whole.
    void problem(Diagnostic found);
    /// The whole profile cannot be read: every answer so far is dropped, and this problem alone is
    /// kept. A missing day of the screening is then no problem of its own.
    void unreadable(Diagnostic found);

    /// The profile as given so far, with all its problems. The adapter is empty afterwards.
    [[nodiscard]] Profile build();
    /// The same into `profile`. Where that is one of the same rule set, it costs less than a new
    /// one: threads do not meet at the count of who holds the rule set.
    void build_into(Profile& profile);

    /// Whether a problem was found so far. What depends on the day of the screening is looked at by
    /// `build` only.
    [[nodiscard]] bool has_problems() const;
    /// Forgets everything given so far.
    void clear();

  private:
    friend struct api::Access;
    std::shared_ptr<const facts::Profile> finish();

    RuleSet rules_;
    std::unique_ptr<eval::SecondLook> second_look_;
    std::unique_ptr<facts::ProfileWriter> writer_;
    /// Built earlier: one may be held by a screening while the next is built.
    std::array<std::shared_ptr<facts::Profile>, 2> built_;
};

}  // namespace caveat
