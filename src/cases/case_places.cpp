// Shows a problem of a profile where its cause was written, as a mistake in a case. Entrance:
// CasePlaces.

#include "cases/case_places.hpp"

#include <caveat/codes.hpp>

#include "facts/problems.hpp"

#include <algorithm>
#include <string_view>

namespace caveat::cases {

namespace {

void replace(std::string& text, std::string_view old, std::string_view words) {
    const std::size_t at = text.find(old);
    if (at != std::string::npos) text.replace(at, old.size(), words);
}

}  // namespace

Diagnostic CasePlaces::shown(const Diagnostic& problem, Span place) {
    Diagnostic found = problem;
    found.span = place_of(problem, place);
    found.path.clear();
    // What would only warn about a patient is a mistake in an example, a note stays one.
    if (found.severity == Severity::warning) found.severity = Severity::error;
    // What becomes of a wrong answer in a screening is beside the point: here it is an error.
    for (const std::string_view rest :
         {facts::list_left_out, facts::left_out, std::string_view("it was left out"),
          std::string_view("both were left out"), std::string_view("every "),
          std::string_view("until then")}) {
        const std::size_t at = found.help.find(rest);
        if (at != std::string::npos) found.help.resize(at);
    }
    while (!found.help.empty() && (found.help.back() == ' ' || found.help.back() == ';')) {
        found.help.pop_back();
    }
    if (problem.code == codes::missing_as_of) found.help = "write `as of: 2026-11-20`";
    // What a case may have instead of JSON's words.
    replace(found.help, "write true or false", "write `yes` or `no`");
    replace(found.help, "write true for yes, false for no", "write `yes` or `no`");
    replace(found.help, "write true,", "write `yes`, in small letters and");
    replace(found.help, "write false,", "write `no`, in small letters and");
    replace(found.help, "null", "`~`");
    // A profile speaks of JSON; here it is YAML.
    replace(found.message, "the profile has no `as_of`", "the case has no `as of`");
    replace(found.message, "`as_of`", "`as of`");
    replace(found.message, "must be an object", "must be a mapping");
    // Names are suggested as JSON has them; a unit is written alike everywhere.
    if (problem.code.starts_with("unknown-") && problem.code != codes::unknown_unit) {
        std::replace(found.help.begin(), found.help.end(), '_', ' ');
    }
    return found;
}

Span CasePlaces::place_of(const Diagnostic& problem, Span place) {
    if (problem.code == codes::unknown_fact && unknown_shown_ < unknown_.size()) {
        return unknown_[unknown_shown_++];
    }
    std::string path = problem.path;
    while (!path.empty()) {
        const auto found = places_.find(path);
        if (found != places_.end() && path != "facts") return found->second;
        const std::size_t cut = path.find_last_of(".[");
        path.resize(cut == std::string::npos ? 0 : cut);
    }
    return place;
}

}  // namespace caveat::cases
