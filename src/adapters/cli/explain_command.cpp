// `caveat explain`: why one rule ended as it did for one patient, and what would change that.
// Entrance: `explain_rule`.

#include "adapters/cli/explain_command.hpp"

#include <caveat/authoring/explain.hpp>
#include <caveat/json.hpp>
#include <caveat/keys.hpp>

#include "adapters/cli/input.hpp"
#include "adapters/cli/json_value.hpp"
#include "adapters/cli/line_screener.hpp"
#include "adapters/cli/options.hpp"
#include "adapters/cli/shown.hpp"

#include <fstream>
#include <ostream>

namespace caveat::cli {

namespace {

JsonValue json_of(const std::vector<authoring::TargetedChange>& changes, const RuleSet& rules) {
    JsonValue all = JsonValue::list();
    for (const authoring::TargetedChange& change : changes) {
        JsonValue one = JsonValue::object();
        one.add("target", JsonValue::text(key(change.target)));
        one.add("end", JsonValue::text(key(change.found.end)));
        one.add("excluded", JsonValue::literal(std::to_string(change.found.excluded)));
        JsonValue ways = JsonValue::list();
        for (const authoring::Way& way : change.found.ways) {
            JsonValue answers = JsonValue::list();
            for (const authoring::ChangedAnswer& changed : way.changes) {
                JsonValue answer = JsonValue::object();
                answer.add("fact", JsonValue::text(rules.fact(changed.fact).key));
                answer.add("now", JsonValue::text(changed.now));
                answer.add("wanted", JsonValue::text(changed.wanted));
                if (!changed.answer.empty()) {
                    answer.add("answer", JsonValue::literal(changed.answer));
                }
                answers.add(std::move(answer));
            }
            ways.add(std::move(answers));
        }
        one.add("ways", std::move(ways));
        all.add(std::move(one));
    }
    return all;
}

JsonValue json_of(const authoring::RuleExplanation& explanation, const RuleSet& rules) {
    const RuleInfo& about = rules.rule(explanation.rule);
    JsonValue all = JsonValue::object();
    all.add("schema", JsonValue::text("caveat/explanation/1"));
    all.add("rule", JsonValue::text(about.id));
    all.add("status", JsonValue::text(key(explanation.status)));
    std::string words;
    for (const std::string& line : explanation.lines) words += (words.empty() ? "" : "\n") + line;
    all.add("words", JsonValue::text(words));
    all.add("line", JsonValue::literal(std::to_string(about.line)));
    all.add("because", JsonValue::text(about.because));
    JsonValue trace = JsonValue::list();
    for (const TraceNode& node : explanation.trace) {
        JsonValue one = JsonValue::object();
        one.add("depth", JsonValue::literal(std::to_string(node.depth)));
        one.add("truth", JsonValue::text(key(node.truth)));
        one.add("text", JsonValue::text(node.text));
        trace.add(std::move(one));
    }
    all.add("trace", std::move(trace));
    JsonValue why = JsonValue::list();
    for (const Reason& reason : explanation.reasons) {
        why.add(JsonValue::text(reason.text));
    }
    all.add("why", std::move(why));
    const std::optional<Reason>& miss = explanation.near_miss;
    all.add("near_miss", miss ? JsonValue::text(miss->text) : JsonValue::null());
    JsonValue asks = JsonValue::list();
    for (const FactId fact : explanation.asks) {
        asks.add(JsonValue::text(rules.fact(fact).key));
    }
    all.add("asks", std::move(asks));
    all.add("changes", json_of(explanation.changes, rules));
    return all;
}

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
        streams.out << write_json(json_of(explanation, *loaded.rules));
    }
    return has_errors(screening) ? found_problems : done;
}

}  // namespace caveat::cli
