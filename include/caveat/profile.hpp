#pragma once

#include <caveat/answer.hpp>
#include <caveat/diagnostic.hpp>
#include <caveat/export.hpp>
#include <caveat/rules.hpp>
#include <caveat/values.hpp>

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caveat {

namespace api {
struct Draft;
}
namespace facts {
struct Profile;
}

/// What a profile holds at a place.
enum class AnswerState : std::uint8_t {
    absent,     ///< nothing was said
    not_known,  ///< asked, and not known: it is not asked again
    wrong,      ///< what was said could not be used: it counts as unanswered, and is asked again
    answered,
};

/// The facts of one patient on one day, checked against the rule set that it was built for.
/// Immutable, cheap to copy (two counted references) and safe to share between threads; moving from
/// one leaves it as it was. Whatever was wrong with the answers is in `problems`; a wrong answer
/// counts as unanswered, never as a no.
class CAVEAT_EXPORT Profile {
  public:
    Profile(const Profile&) = default;
    Profile& operator=(const Profile&) = default;
    ~Profile() = default;

    /// The rule set that it was built for.
    [[nodiscard]] const RuleSet& rules() const { return rules_; }
    /// Empty when it was not given.
    [[nodiscard]] std::string_view patient() const;
    /// The day of the screening. Nothing when it was not given or is no full date.
    [[nodiscard]] std::optional<Date> as_of() const;
    /// The same as it was given, also where it is no full date; empty when it was not given.
    [[nodiscard]] std::string as_of_text() const;

    /// What was said of a place, as it was said; `state` tells whether it could be used. A number
    /// comes back in the unit of its fact where it has a decimal there, else in its own. Nothing
    /// recorded for a place of which nothing was said, or that the rule set does not have; of a
    /// record without a field, `Records` of that one.
    [[nodiscard]] Answer answer(Place place) const;
    /// Whether that could be used; `absent` for a place that the rule set does not have.
    [[nodiscard]] AnswerState state(Place place) const;
    /// Whether the fact has a usable answer (null and a wrong value are none).
    [[nodiscard]] bool is_answered(FactId fact) const;
    /// The facts of which something was said, whatever it was, in the order in which it was said.
    [[nodiscard]] std::vector<Place> given() const;

    /// What was wrong with the answers, in the order found. At most 200 errors, warnings and notes
    /// each; the rest is counted by one that closes them.
    [[nodiscard]] std::span<const Diagnostic> problems() const;
    /// False when nothing of it could be read: then it has no answer, and one problem says why.
    [[nodiscard]] bool is_readable() const;

  private:
    friend struct api::Access;
    friend class ProfileAdapter;
    Profile(const RuleSet& rules, std::shared_ptr<const facts::Profile> facts);

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

/// Builds a profile by calls, as in a conversation: **the last `set` of a place wins**, and `unset`
/// takes it back. Readers of other formats, where something given twice is a mistake, use
/// `ProfileAdapter` of <caveat/adapter.hpp>, which is faster too.
///
/// Nothing is checked before `build`. A name that the rule set does not know, a value of the wrong
/// kind, outside its range or not in its list is a problem of the profile then, with the path of
/// its place; no call throws but std::bad_alloc.
///
/// Limits: 10,000 records or codes in one list, 250,000 fields in all records together (more is a
/// problem `too-long`, and the list counts as unanswered); 200 problems are kept, the rest counted.
///
/// A builder can be used for one profile after the other, each thread with its own. One that was
/// moved from is as new for the same rule set.
class CAVEAT_EXPORT ProfileBuilder {
  public:
    /// Nothing is known yet.
    explicit ProfileBuilder(const RuleSet& rules);
    /// Goes on where a profile stands: all that was said, wrong answers included, with what was
    /// wrong; setting a place anew takes its problems away.
    explicit ProfileBuilder(const Profile& profile);
    /// The same for another rule set, or another version: answers are carried over by the keys of
    /// their facts, numbers in their units. A list of codes that was all there were leaves open
    /// those that only the other version has. What does not fit is a problem: `unknown-fact` for
    /// what the other does not have, and for what it does have and the one before left out.
    ProfileBuilder(const RuleSet& other_version, const Profile& profile);
    ~ProfileBuilder();
    ProfileBuilder(ProfileBuilder&&) noexcept;
    ProfileBuilder& operator=(ProfileBuilder&&) noexcept;
    ProfileBuilder(const ProfileBuilder&) = delete;
    ProfileBuilder& operator=(const ProfileBuilder&) = delete;

    /// The rule set that profiles are built for.
    [[nodiscard]] const RuleSet& rules() const { return rules_; }

    /// The id of the patient, for the report. One that is not UTF-8 is left out, and a problem.
    ProfileBuilder& patient(std::string_view id);
    /// The day of the screening: a full date. A partial one is a problem.
    ///@{
    ProfileBuilder& as_of(Date day);
    ProfileBuilder& as_of(std::string_view iso_date);
    ///@}
    /// How unknown facts and fields are reported; for one profile.
    ProfileBuilder& extra_facts(ExtraFacts reported_as);

    /// What somebody says of a fact, of one of its records (`Records` of that one), or of a field
    /// in a record that is there. An `Answer` of nothing takes the place back.
    ProfileBuilder& set(Place place, const Answer& answer);
    /// The same by name or path, in any spelling that rule files accept: `pain nrs`,
    /// `sessions[2].spasm_eased`.
    ProfileBuilder& set(std::string_view path, const Answer& answer);
    /// Codes are a `Codes`: compilers read `{"neck"}` in two ways, and `{"neck", "arm"}` as the two
    /// ends of one text.
    ProfileBuilder& set(Place place, std::initializer_list<std::string_view> codes) = delete;
    ProfileBuilder& set(std::string_view path,
                        std::initializer_list<std::string_view> codes) = delete;

    /// What another profile says of facts, with what was wrong in it, on top of what was said so
    /// far; its patient and its day are not looked at.
    ProfileBuilder& set(const Profile& more);

    /// As if nothing had been said of it, an unknown name included. A record goes, and those after
    /// it move up; with the last one goes a list that is complete, since an empty one says that
    /// there are none.
    ///@{
    ProfileBuilder& unset(Place place);
    ProfileBuilder& unset(std::string_view path);
    ///@}

    /// Adds an empty record to the list of a fact, and says which it is, from 0. Where nothing was
    /// said of the fact, that begins a list that is complete, as `Records{}` is.
    std::uint32_t add_record(FactId fact);

    /// The profile as set so far, with all its problems. The builder is empty afterwards.
    [[nodiscard]] Profile build();
    /// Forgets everything set so far.
    void clear();

  private:
    api::Draft& draft();
    void answers_of(const Profile& profile);

    RuleSet rules_;
    std::unique_ptr<api::Draft> draft_;  ///< made when it is first needed
};

}  // namespace caveat
