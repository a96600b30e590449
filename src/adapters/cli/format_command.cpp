// `caveat format`: rule files in their one layout. Entrance: `format_rule_files`.

#include <caveat/format.hpp>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/fhir_command.hpp"
#include "adapters/cli/new_file.hpp"
#include "adapters/cli/shown.hpp"

#include <algorithm>
#include <ostream>

namespace caveat::cli {

namespace {

constexpr std::size_t most_lines_shown = 20;

std::string counted_lines(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " line" : " lines");
}

void show(const std::string& file, const std::vector<LayoutChange>& changes, std::ostream& out) {
    const std::size_t count = std::min(changes.size(), most_lines_shown);
    for (std::size_t i = 0; i < count; ++i) {
        const LayoutChange& change = changes[i];
        out << shown(file) << ':' << change.line << ":\n";
        if (change.after == change.before) {
            out << "  the line breaks, or the mark at the beginning of the file\n";
            continue;
        }
        out << "- " << change.before << '\n';
        if (change.after) out << "+ " << *change.after << '\n';
    }
    if (count < changes.size()) {
        out << shown(file) << ": and " << counted_lines(changes.size() - count) << " more\n";
    }
}

int check_layout(const std::string& file, const Formatted& formatted, const Streams& streams) {
    const std::vector<LayoutChange> changes = layout_changes(formatted);
    if (changes.empty()) return done;
    show(file, changes, streams.out);
    streams.out << shown(file) << ": " << counted_lines(changes.size())
                << " would change; write `caveat format " << shown(file) << "`\n";
    return found_problems;
}

int rewrite(const std::string& file, const Formatted& formatted, const Streams& streams) {
    if (!formatted.has_changes()) return done;
    const std::string reason = replace_file(file, *formatted.text);
    if (!reason.empty()) {
        streams.err << shown(file) << ": error: this file cannot be written: " << reason << '\n';
        return unusable;
    }
    streams.out << shown(file) << ": " << counted_lines(layout_changes(formatted).size())
                << " changed\n";
    return done;
}

}  // namespace

int format_rule_files(const FormatOptions& options, const Streams& streams) {
    int status = done;
    for (const std::string& file : options.files) {
        looks_at(streams, file);
        if (!rules_of_mapping(file).empty()) {
            streams.err << shown(file) << ": left as it is: a mapping has no layout of its own\n";
            continue;
        }
        const Formatted formatted = format_file(file);
        show(streams.err, streams.err_terminal, formatted.diagnostics, formatted.source);
        int own = done;
        if (!formatted.text) {
            own = unusable;
        } else if (options.to_output) {
            streams.out << *formatted.text;
        } else if (options.only_check) {
            own = check_layout(file, formatted, streams);
        } else {
            own = rewrite(file, formatted, streams);
        }
        status = std::max(status, own);
    }
    return status;
}

}  // namespace caveat::cli
