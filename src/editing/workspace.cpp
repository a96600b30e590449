// Open files, and which of them belong together. Entrances: Workspace, named_at, definition,
// references, edited, findings_of.

#include "editing/workspace.hpp"

#include <caveat/authoring/cases.hpp>
#include <caveat/authoring/check.hpp>

#include <algorithm>
#include <utility>

namespace caveat::editing {

namespace {

constexpr std::string_view cases_mark = ".cases";

/// Where `.yaml` or `.yml` begins; `npos` where it does not end so.
std::size_t end_of_stem(std::string_view uri) {
    for (const std::string_view end : {".yaml", ".yml"}) {
        if (uri.ends_with(end)) return uri.size() - end.size();
    }
    return std::string_view::npos;
}

}  // namespace

std::string rules_beside(std::string_view cases_uri) {
    const std::size_t stem = end_of_stem(cases_uri);
    if (stem == std::string_view::npos) return {};
    const std::string_view name = cases_uri.substr(0, stem);
    if (!name.ends_with(cases_mark)) return {};
    return std::string(name.substr(0, name.size() - cases_mark.size())) +
           std::string(cases_uri.substr(stem));
}

std::string cases_beside(std::string_view rules_uri) {
    const std::size_t stem = end_of_stem(rules_uri);
    if (stem == std::string_view::npos || rules_uri.substr(0, stem).ends_with(cases_mark)) {
        return {};
    }
    return std::string(rules_uri.substr(0, stem)) + std::string(cases_mark) +
           std::string(rules_uri.substr(stem));
}

void Workspace::put(const std::string& uri, std::int64_t version, std::string text) {
    const auto found = files_.find(uri);
    if (found != files_.end()) {
        found->second->put(version, std::move(text));
    } else {
        files_.emplace(uri, std::make_unique<OpenFile>(uri, version, std::move(text), limits_));
    }
}

void Workspace::close(const std::string& uri) {
    files_.erase(uri);
}

const OpenFile* Workspace::find(const std::string& uri) const {
    const auto found = files_.find(uri);
    return found == files_.end() ? nullptr : found->second.get();
}

std::vector<std::string> Workspace::uris() const {
    std::vector<std::string> all;
    for (const auto& [uri, file] : files_) all.push_back(uri);
    return all;
}

const OpenFile* Workspace::rules_of(const OpenFile& file) const {
    return file.is_cases() ? find(rules_beside(file.uri())) : &file;
}

const OpenFile* Workspace::cases_of(const OpenFile& file) const {
    return file.is_cases() ? &file : find(cases_beside(file.uri()));
}

Judged Workspace::judge(const OpenFile& file) const {
    if (!file.is_cases()) return {file.loaded().diagnostics, file.loaded().rules.has_value()};
    const OpenFile* const rules = rules_of(file);
    // Without its rules nothing can be said of a case; that is said where the rules are.
    if (rules == nullptr || !rules->last_rules()) return {{}, false};
    authoring::CaseFile cases =
        authoring::read_case_file(*rules->last_rules(), file.text(), file.uri());
    return {std::move(cases.diagnostics), cases.is_usable};
}

std::string edited(std::string_view text, const std::vector<Edit>& edits) {
    std::vector<const Edit*> in_order;
    for (const Edit& edit : edits) in_order.push_back(&edit);
    std::stable_sort(in_order.begin(), in_order.end(),
                     [](const Edit* a, const Edit* b) { return a->span.begin < b->span.begin; });
    std::string made;
    std::size_t at = 0;
    for (const Edit* edit : in_order) {
        const std::size_t begin = std::clamp<std::size_t>(edit->span.begin, at, text.size());
        made += text.substr(at, begin - at);
        made += edit->text;
        at = std::clamp<std::size_t>(edit->span.end, begin, text.size());
    }
    made += text.substr(at);
    return made;
}

std::vector<Diagnostic> findings_of(const OpenFile& file, Date as_of) {
    std::vector<Diagnostic> found;
    if (file.is_cases() || !file.loaded().rules) return found;
    const auto& said = file.loaded().diagnostics;
    for (authoring::Finding& each :
         authoring::check_as_written(*file.loaded().rules, as_of).findings) {
        // Loading warns of some of them itself.
        const bool is_said = std::any_of(said.begin(), said.end(), [&](const Diagnostic& known) {
            return known.code == each.diagnostic.code && known.span == each.diagnostic.span;
        });
        if (!is_said) found.push_back(std::move(each.diagnostic));
    }
    return found;
}

std::optional<Named> named_at(const Workspace& workspace, const OpenFile& file, std::size_t byte) {
    const OpenFile* const rules = workspace.rules_of(file);
    const Understood* const understood = rules != nullptr ? rules->understood() : nullptr;
    if (understood == nullptr) return std::nullopt;
    if (file.is_cases()) {
        if (file.cases() == nullptr) return std::nullopt;
        const auto all = occurrences_of(*file.cases(), *understood->reading);
        const Occurrence* const found = occurrence_at(all, static_cast<std::uint32_t>(byte));
        if (found == nullptr) return std::nullopt;
        return Named{*found, found->span, rules, understood};
    }
    const auto place = file.place_read(byte);
    if (!place) return std::nullopt;
    const Occurrence* const found = occurrence_at(understood->occurrences, *place);
    const auto span = found != nullptr ? file.span_now(found->span) : std::nullopt;
    if (!span) return std::nullopt;
    return Named{*found, *span, rules, understood};
}

std::optional<FilePlace> definition(const Workspace& /*workspace*/, const Named& named) {
    auto declared = declaration_of(named.understood->occurrences, named.occurrence.target);
    const auto& target = named.occurrence.target;
    // A rule without an id of its own is called by its words.
    if (!declared && target.kind == NamedThingKind::rule) {
        declared = named.understood->reading->document.rules[target.index].span;
    }
    const auto now = declared ? named.rules->span_now(*declared) : std::nullopt;
    if (!now) return std::nullopt;
    return FilePlace{named.rules->uri(), *now};
}

std::vector<FilePlace> references(const Workspace& workspace, const Named& named) {
    std::vector<FilePlace> places;
    const auto add = [&](const Occurrence& each, bool declared) {
        if (each.target != named.occurrence.target || each.is_declaration != declared) return;
        if (const auto span = named.rules->span_now(each.span)) {
            places.push_back({named.rules->uri(), *span});
        }
    };
    for (const Occurrence& each : named.understood->occurrences) add(each, true);
    for (const Occurrence& each : named.understood->occurrences) add(each, false);
    const OpenFile* const cases = workspace.cases_of(*named.rules);
    if (cases == nullptr || cases->cases() == nullptr) return places;
    for (const Occurrence& each : occurrences_of(*cases->cases(), *named.understood->reading)) {
        if (each.target == named.occurrence.target) places.push_back({cases->uri(), each.span});
    }
    return places;
}

}  // namespace caveat::editing
