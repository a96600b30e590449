#pragma once

#include <caveat/diagnostic.hpp>
#include <caveat/export.hpp>
#include <caveat/rules.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat {

/// A rule file in its one layout, or why it has none.
struct Formatted {
    std::optional<std::string> text;      ///< nothing when there is an error
    std::vector<Diagnostic> diagnostics;  ///< errors alone
    Source source;                        ///< the file as it was

    /// Whether the file looks different from how it should.
    [[nodiscard]] bool has_changes() const { return text && *text != source.text; }
};

/// Lays out a rule file: indentation, blanks, empty lines and line breaks, and nothing that means
/// something. Comments, order and line breaks stay; doing it again changes nothing.
///
/// A file that does not load gives the errors of loading it. Before a text is given back, both are
/// read and compared, values and comments; should they differ, that is the error `format-changed`.
/// A carriage return that is no part of a line break is the error `lone-return`.
CAVEAT_EXPORT Formatted format_rules(std::string_view text, std::string_view name = "rules.yaml",
                                     const Limits& limits = {});

/// The same for the cases of a rule file in a file of their own. Only their YAML is checked.
CAVEAT_EXPORT Formatted format_cases(std::string_view text,
                                     std::string_view name = "rules.cases.yaml",
                                     const Limits& limits = {});

/// The same for a file, which is left as it is. `path` is UTF-8; cases are known by its end,
/// `.cases.yaml` or `.cases.yml`.
CAVEAT_EXPORT Formatted format_file(const std::string& path, const Limits& limits = {});

/// A line that differs. Lines count from 1.
struct LayoutChange {
    std::uint32_t line = 0;  ///< in the file as it was; one behind its last for a line added there
    std::string before;      ///< the line as it was; empty for a line added
    std::optional<std::string> after;  ///< nothing where an empty line goes
    friend bool operator==(const LayoutChange&, const LayoutChange&) = default;
};

/// Which lines would change, in order. Nothing when `has_changes` is false; a single line 1 where
/// only the byte-order mark, the kind of line break or the last line break differs.
CAVEAT_EXPORT std::vector<LayoutChange> layout_changes(const Formatted& formatted);

/// Every diagnostic drawn as text, with the lines and carets that it points at.
CAVEAT_EXPORT std::string render(const Formatted& formatted);

}  // namespace caveat
