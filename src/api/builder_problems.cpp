// Says which places a profile does not have, and which problems a profile has by its answers alone.
// Entrances: lost_in_records, carried_over.

#include "api/builder_problems.hpp"

#include <caveat/codes.hpp>

#include "text/suggest.hpp"

#include <utility>
#include <variant>
#include <vector>

namespace caveat::api {

namespace {

/// The place that a problem is about, or the one around it.
std::optional<Place> place_of(const RuleSet& rules, std::string path) {
    while (!path.empty()) {
        if (auto place = rules.find_place(path)) return place;
        const std::size_t cut = path.find_last_of(".[");
        path.resize(cut == std::string::npos ? 0 : cut);
    }
    return std::nullopt;
}

/// Whether a problem is found again when the same answers are checked again. What only the text of
/// a profile has wrong is not, nor what was too much to keep.
bool comes_back(const Profile& profile, const Diagnostic& problem) {
    const std::string_view code = problem.code;
    if (code == codes::missing_as_of || code == codes::bad_as_of) return true;
    if (code == codes::unknown_fact || code == codes::unknown_field || code == codes::given_twice ||
        code == codes::unreadable_record) {
        return false;
    }
    const auto place = place_of(profile.rules(), problem.path);
    if (!place) return code == codes::impossible;
    const Place fact(place->fact);
    return profile.state(fact) != AnswerState::wrong ||
           !std::holds_alternative<std::monostate>(profile.answer(fact).value);
}

}  // namespace

Diagnostic misplaced(text::DiagnosticCode code, std::string path, std::string message,
                     std::string help) {
    Diagnostic found;
    found.code = code.text();
    found.path = std::move(path);
    found.message = std::move(message);
    found.help = std::move(help);
    return found;
}

std::optional<Diagnostic> lost_in_records(const RuleSet& rules, std::string_view path) {
    const std::size_t open = path.find('[');
    if (open == std::string_view::npos) return std::nullopt;
    const auto place = rules.find_place(path.substr(0, open));
    if (!place) return std::nullopt;
    const FactInfo& fact = rules.fact(place->fact);
    const std::string shown = text::quoted(fact.name);
    if (fact.kind != FactKind::records) {
        return misplaced("misplaced-record", rules.path(*place), shown + " has no records",
                         "set the fact itself; it was left out");
    }
    const std::size_t dot = path.find("].", open);
    const bool is_record =
        dot != std::string_view::npos && rules.find_place(path.substr(0, dot + 1));
    if (!is_record) {
        return misplaced("misplaced-record", rules.path(*place),
                         text::quoted(path) + " is no record of " + shown,
                         "write records as " + std::string(fact.key) + "[0]; it was left out");
    }
    std::vector<std::string> known;
    for (const FieldInfo& field : fact.fields) known.emplace_back(field.key);
    const std::string_view field = path.substr(dot + 2);
    std::string help = text::did_you_mean(text::suggestions(field, known));
    help += help.empty() ? "it was left out" : " it was left out";
    return misplaced("unknown-field", rules.path(*place),
                     shown + " have no field " + text::quoted(field), std::move(help));
}

std::optional<Diagnostic> carried_over(const RuleSet& to, const Profile& profile,
                                       const Diagnostic& problem) {
    if (comes_back(profile, problem)) return std::nullopt;
    Diagnostic carried = problem;
    if (problem.code == codes::too_many_errors || problem.code == codes::too_many_warnings ||
        problem.code == codes::too_many_notes) {
        carried.message = "before, there was more to say than a profile keeps";
        carried.help = "begin a new one to be told of it";
    } else if (problem.code == codes::unknown_fact || problem.code == codes::unknown_field) {
        // The other version may know what was left out.
        const auto place = to.find_place(problem.path);
        if (!place) return carried;
        carried.severity = Severity::error;
        carried.message = text::quoted(to.path(*place)) +
                          " was left out when it was said: the rules did not know it then";
        carried.help = "say it again";
        carried.arguments.clear();
    }
    return carried;
}

}  // namespace caveat::api
