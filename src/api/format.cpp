// A rule file in its one layout, and the proof that it still says the same.
// Entrances: format_rules, format_cases, format_file, layout_changes.

#include <caveat/format.hpp>

#include "api/file_text.hpp"
#include "language/layout.hpp"
#include "language/yaml_reader.hpp"
#include "text/diagnostics.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

namespace caveat {

namespace {

std::optional<language::YamlNode> read(std::string_view text, const Limits& limits,
                                       text::Diagnostics& diagnostics) {
    return language::read_yaml(text, {limits.nesting, limits.list_length, limits.text_bytes},
                               diagnostics);
}

Diagnostic changed() {
    return api::file_problem("format-changed",
                             "laying this file out would change more than its layout, so it was "
                             "left alone",
                             "please report this file: it shows a defect of the library");
}

/// The text laid out, when it says the same as before; `root` is what was read from `plain`.
std::optional<std::string> proven(std::string_view plain, const language::YamlNode& root,
                                  const language::YamlNode& original_root, const Limits& limits) {
    std::string text = language::lay_out(plain, root);
    text::Diagnostics problems;
    const auto again = read(text, limits, problems);
    if (!again || problems.has_errors() || text.size() > api::most_bytes(limits)) {
        return std::nullopt;
    }
    if (!language::same_values(original_root, *again) ||
        !language::same_content(plain, root, text, *again) ||
        language::lay_out(text, *again) != text) {
        return std::nullopt;
    }
    return text;
}

void format(Formatted& formatted, const Limits& limits) {
    text::Diagnostics problems;
    const auto original = read(formatted.source.text, limits, problems);
    if (!original || problems.has_errors()) {
        formatted.diagnostics = problems.take();
        return;
    }
    const std::string plain = language::with_plain_line_breaks(formatted.source.text);
    const auto root = read(plain, limits, problems);
    if (root && !problems.has_errors()) formatted.text = proven(plain, *root, *original, limits);
    if (!formatted.text) formatted.diagnostics.push_back(changed());
}

Formatted formatted_text(std::string_view text, std::string_view name, const Limits& limits,
                         bool is_rule_file) {
    Formatted formatted;
    formatted.source = {std::string(name), std::string(text)};
    if (text.size() > api::most_bytes(limits)) {
        formatted.source.text.clear();
        formatted.diagnostics.push_back(api::too_large(limits));
        return formatted;
    }
    if (is_rule_file) {
        Loaded loaded = load_text(text, name, limits);
        if (!loaded.rules) {
            std::erase_if(loaded.diagnostics,
                          [](const Diagnostic& each) { return each.severity != Severity::error; });
            formatted.diagnostics = std::move(loaded.diagnostics);
            return formatted;
        }
    }
    try {
        format(formatted, limits);
        if (is_rule_file && formatted.text && !load_text(*formatted.text, name, limits).rules) {
            formatted.text.reset();
            formatted.diagnostics.push_back(changed());
        }
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception&) {
        formatted.text.reset();
        formatted.diagnostics.push_back(changed());
    }
    return formatted;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return lines;
}

bool is_empty_line(std::string_view line) {
    return line.find_first_not_of(" \t") == std::string_view::npos;
}

}  // namespace

Formatted format_rules(std::string_view text, std::string_view name, const Limits& limits) {
    return formatted_text(text, name, limits, true);
}

Formatted format_cases(std::string_view text, std::string_view name, const Limits& limits) {
    return formatted_text(text, name, limits, false);
}

Formatted format_file(const std::string& path, const Limits& limits) {
    const api::FileText file = api::read_file(path, limits);
    if (file.problem) {
        Formatted formatted;
        formatted.source.name = path;
        formatted.diagnostics.push_back(*file.problem);
        return formatted;
    }
    const bool is_cases = path.ends_with(".cases.yaml") || path.ends_with(".cases.yml");
    return is_cases ? format_cases(file.text, path, limits) : format_rules(file.text, path, limits);
}

std::vector<LayoutChange> layout_changes(const Formatted& formatted) {
    std::vector<LayoutChange> changes;
    if (!formatted.has_changes()) return changes;
    const std::string plain = language::with_plain_line_breaks(formatted.source.text);
    const auto before = lines_of(plain);
    const auto after = lines_of(*formatted.text);
    std::size_t next = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        // Lines stay in order; only empty ones go.
        const bool is_left = next < after.size();
        if (is_left && before[i] == after[next]) {
            ++next;
            continue;
        }
        LayoutChange change;
        change.line = static_cast<std::uint32_t>(i + 1);
        change.before = before[i];
        const bool goes = is_empty_line(before[i]) && !(is_left && after[next].empty());
        if (!goes && is_left) change.after = after[next++];
        changes.push_back(std::move(change));
    }
    if (changes.empty()) {
        const std::string first(before.empty() ? std::string_view() : before.front());
        changes.push_back({1, first, first});
    }
    return changes;
}

std::string render(const Formatted& formatted) {
    std::string drawn;
    for (const Diagnostic& diagnostic : formatted.diagnostics) {
        drawn += render(diagnostic, formatted.source);
    }
    return drawn;
}

}  // namespace caveat
