// A patient on the screen, or cases that were proposed, become cases of the file. Entrances:
// keep_case, keep_proposals.

#include <caveat/authoring/cases.hpp>

#include "editing/workspace.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace caveat::editing {

namespace {

constexpr std::string_view usual_indent = "  ";

/// The cases as they stand in a file.
struct CaseList {
    const language::YamlPair* pair = nullptr;  ///< null: the file has no `cases`
    bool is_last = true;                       ///< nothing stands behind them
};

CaseList list_in(const CasesReading& reading) {
    const auto& pairs = reading.root.pairs;
    const auto found = std::find_if(pairs.begin(), pairs.end(), [](const language::YamlPair& each) {
        return each.key.text == "cases";
    });
    if (found == pairs.end()) return {};
    return {&*found, found + 1 == pairs.end()};
}

/// What stands before the `-` of the first case.
std::string indent_of(std::string_view text, const CaseList& list) {
    if (list.pair->value.items.empty()) return std::string(usual_indent);
    const std::size_t item = list.pair->value.items.front().span.begin;
    const std::size_t line = text.rfind('\n', item) + 1;
    const std::size_t first = text.find_first_not_of(' ', line);
    return std::string(text.substr(line, first - line));
}

/// An entry as `write_case` writes it, with another indent.
std::string indented(const std::string& entry, const std::string& indent) {
    std::string out;
    for (std::size_t at = 0; at < entry.size();) {
        const std::size_t end = entry.find('\n', at) + 1;
        out += indent + entry.substr(at + usual_indent.size(), end - at - usual_indent.size());
        at = end;
    }
    return out;
}

/// Where the entry comes: behind the last case, or right below `cases:` where something follows.
Edit addition(const std::string& text, const CasesReading& reading, const std::string& entry) {
    const auto at = [](std::size_t byte) { return static_cast<std::uint32_t>(byte); };
    const CaseList list = list_in(reading);
    const std::string line_break = text.empty() || text.ends_with('\n') ? "" : "\n";
    if (list.pair == nullptr) {
        return {{at(text.size()), at(text.size())}, line_break + "cases:\n" + entry};
    }
    const std::string placed = indented(entry, indent_of(text, list));
    if (list.pair->value.items.empty()) {
        const std::size_t key_end = list.pair->key.span.end;
        const std::size_t end = std::min(text.find('\n', key_end), text.size());
        const std::size_t comment = std::min(text.find('#', key_end), end);
        const std::string kept = comment < end ? " " + text.substr(comment, end - comment) : "";
        const bool has_break = end < text.size();
        return {{at(key_end), at(end + (has_break ? 1U : 0U))}, ":" + kept + "\n" + placed};
    }
    if (list.is_last) return {{at(text.size()), at(text.size())}, line_break + placed};
    const std::size_t below = text.find('\n', list.pair->key.span.end) + 1;
    return {{at(below), at(below)}, placed};
}

std::string free_name(const authoring::CaseFile& file, std::string_view wished) {
    std::set<std::string, std::less<>> taken;
    for (const authoring::Case& each : file.cases) taken.insert(each.name);
    std::string name(wished);
    for (int i = 2; taken.contains(name); ++i) {
        name = std::string(wished) + " (" + std::to_string(i) + ")";
    }
    return name;
}

/// The cases of the file with more behind them, if they can still be read then.
///
/// entries  of so many cases, as `write_case` writes them
/// new_file  what a file that is none yet would hold
Answer<KeptCase> added(const Workspace& workspace, const OpenFile& rules, KeptCase kept,
                       const std::string& entries, std::size_t count, std::string new_file) {
    const RuleSet& set = *rules.last_rules();
    const OpenFile* const file = workspace.cases_of(rules);
    const std::string before = kept.is_new ? std::string() : file->text();
    if (kept.is_new) {
        kept.edits = {{{0, 0}, std::move(new_file)}};
    } else if (const CasesReading* const reading = file->cases()) {
        kept.edits = {addition(before, *reading, entries)};
    } else {
        return Problem{"unreadable-cases", "`" + kept.uri + "` cannot be read as it stands"};
    }
    const authoring::CaseFile was = authoring::read_case_file(set, before, kept.uri);
    const authoring::CaseFile after =
        authoring::read_case_file(set, edited(before, kept.edits), kept.uri);
    const bool is_there = after.cases.size() == (kept.is_new ? 0 : was.cases.size()) + count &&
                          (after.is_usable || !was.is_usable) &&
                          (kept.name.empty() || std::any_of(after.cases.begin(), after.cases.end(),
                                                            [&](const authoring::Case& each) {
                                                                return each.name == kept.name;
                                                            }));
    if (is_there) return kept;
    return Problem{"unreadable-cases", "`" + kept.uri + "` has errors: mend them first"};
}

}  // namespace

Answer<KeptCase> keep_case(const Workspace& workspace, const OpenFile& rules,
                           const Screening& screening, std::string_view name) {
    if (name.empty()) return Problem{"no-name", "a case has a name that says what it shows"};
    for (const Diagnostic& each : screening.profile().problems()) {
        if (each.severity == Severity::error) {
            return Problem{"wrong-answers", "this patient is no case yet: " + each.message};
        }
    }
    KeptCase kept;
    kept.uri = cases_beside(rules.uri());
    const OpenFile* const file = workspace.cases_of(rules);
    kept.is_new = file == nullptr;
    kept.name =
        kept.is_new
            ? std::string(name)
            : free_name(authoring::read_case_file(screening.rules(), file->text(), kept.uri), name);
    const std::string entry = authoring::write_case(screening, kept.name);
    return added(workspace, rules, std::move(kept), entry, 1, "cases:\n" + entry);
}

Answer<KeptCase> keep_proposals(const Workspace& workspace, const OpenFile& rules,
                                std::string_view yaml) {
    constexpr std::string_view head = "\ncases:\n";
    const std::size_t list = yaml.find(head);
    KeptCase kept;
    kept.uri = cases_beside(rules.uri());
    kept.is_new = workspace.cases_of(rules) == nullptr;
    const std::size_t count =
        authoring::read_case_file(*rules.last_rules(), yaml, kept.uri).cases.size();
    if (list == yaml.npos || count == 0) return Problem{"no-cases", "there is no case to take"};
    return added(workspace, rules, std::move(kept), std::string(yaml.substr(list + head.size())),
                 count, std::string(yaml));
}

}  // namespace caveat::editing
