#pragma once

// What the classes of the module hold.

#include <caveat/answer.hpp>
#include <caveat/profile.hpp>
#include <caveat/report_text.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "adapters/python/tools.hpp"

#include <memory>
#include <nanobind/nanobind.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::python {

/// A rule set and its tools.
struct Rules {
    explicit Rules(RuleSet set) : rules(std::move(set)), bench(std::make_shared<Bench>(rules)) {}

    RuleSet rules;
    std::shared_ptr<Bench> bench;
};

/// An answer that JSON has no form for.
struct Wrong {
    Place place;
    Answer answer;  ///< `Unreadable`, or a `NumberText` that is no number
};

/// What one call said: a profile, or what is other in it than in the one before.
struct Said {
    std::string text;            ///< a profile as JSON
    std::string as_of;           ///< the day of a profile that names none; empty: none
    bool extra_is_note = false;  ///< facts that nobody knows are a note
    std::vector<Wrong> wrong;
    std::vector<std::string> unknown;  ///< names of a change that no fact has
    std::vector<std::string> removed;  ///< names of facts of which nothing is said any more
};

/// A profile, and how it came about: what was wrong with a text is lost in any other text. Empty
/// where nothing is wrong, since then `write_profile` says it all.
struct Held {
    Profile profile;
    std::vector<std::shared_ptr<const Said>> said;
    bool extra_is_note = false;  ///< as of the first that was said
};

/// A screening, of a profile whose story it knows.
struct Screened {
    Screened(Held profile, std::shared_ptr<Bench> tools)
        : held(std::move(profile)), bench(std::move(tools)) {}

    Held held;
    std::shared_ptr<Bench> bench;
    Screening screening;
};

/// Each adds its part to the module.
///@{
void bind_rules(nanobind::module_& module);
void bind_profile(nanobind::module_& module);
void bind_screening(nanobind::module_& module);
void bind_store(nanobind::module_& module);
void bind_arrow(nanobind::module_& module);
///@}

/// The bytes of a `str` or `bytes`; they live as long as `kept`. Half of a surrogate pair becomes
/// bytes that are no UTF-8, for whoever reads them to find.
std::string_view bytes_of(nanobind::handle text, nanobind::object& kept);

/// The bounds that an object has as its attributes.
Limits limits_of(nanobind::handle given);

/// A day with year, month and day. Throws ValueError where a text is none.
Date full_day(std::string_view text);

/// Of which rules reasons are given, by its word. Throws ValueError where it is none.
WhyOf why_of(std::string_view word);

/// What is wrong with a name that no fact has.
Diagnostic unknown_name(const RuleSet& rules, std::string_view name);
/// Whether a profile has this problem, at the same place.
bool says(const Profile& profile, const Diagnostic& problem);

/// The profile that a text says.
Held read_text(const Rules& rules, std::shared_ptr<Said> said);
/// The profile that a mapping from facts to answers says.
Held read_facts(const Rules& rules, nanobind::handle facts, nanobind::handle patient,
                nanobind::handle as_of, bool extra_is_note);

}  // namespace caveat::python
