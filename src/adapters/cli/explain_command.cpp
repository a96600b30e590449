// `caveat explain`: why one rule ended as it did for one patient, and what would change that.
// Entrance: `explain_rule`.

#include "adapters/cli/explain_command.hpp"

#include <caveat/authoring/explain.hpp>
#include <caveat/json.hpp>

#include "adapters/cli/input.hpp"
#include "adapters/cli/line_screener.hpp"
#include "adapters/cli/options.hpp"
#include "adapters/cli/shown.hpp"

#include <fstream>
#include <ostream>

namespace caveat::cli {

namespace {

std::optional<std::string> read_whole(const std::string& name, const Streams& streams) {
    if (name == "-") return read_all(streams.in);
    std::ifstream file(name, std::ios::binary);
    if (!file) return std::nullopt;
    return read_all(file);
}

}  // namespace

int explain_rule(const ExplainOptions& options, const Streams& streams) {
    looks_at(streams, options.rules);
    const Loaded loaded = load_file(options.rules);
    show(streams.err, streams.err_terminal, loaded.diagnostics, loaded.source);
    if (!loaded.rules) return unusable;
    const std::optional<RuleId> rule = loaded.rules->find_rule(options.rule);
    if (!rule) {
        streams.err << "error: no rule is called " << named(options.rule) << '\n';
        std::string meant;
        for (const std::string& id : loaded.rules->rules_like(options.rule)) {
            meant += (meant.empty() ? "" : ", ") + named(id);
        }
        if (!meant.empty()) streams.err << "  help: did you mean " << meant << "?\n";
        return unusable;
    }
    const std::optional<std::string> text = read_whole(options.profile, streams);
    if (!text) {
        return refuse(streams, "the profile " + named(options.profile) + " cannot be read");
    }
    ReadOptions reading;
    reading.default_as_of = day_or_today(options.as_of);
    reading.extra_facts = options.extra_facts;
    reading.most_bytes = most_profile_bytes;
    Screening screening;
    screen(read_profile(*loaded.rules, *text, reading), screening);
    const authoring::RuleExplanation explanation = authoring::explain_rule(screening, *rule);
    if (options.format == Format::text) {
        show(streams.out, streams.out_terminal,
             write_styled_text(explanation, screening, streams.out_terminal.page_width()));
    } else {
        streams.out << authoring::write_json(explanation, *loaded.rules);
    }
    return has_errors(screening) ? found_problems : done;
}

}  // namespace caveat::cli
