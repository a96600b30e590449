// Everything that is said of one rule for one patient, as JSON. Entrance: write_json.

#include <caveat/authoring/explain.hpp>
#include <caveat/keys.hpp>

#include "text/escapes.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::authoring {

namespace {

using text::in_json;

/// Names and values, which are JSON already.
using Members = std::vector<std::pair<std::string_view, std::string>>;
using Items = std::vector<std::string>;

Items items_of(const Members& members) {
    Items items;
    for (const auto& [name, value] : members) items.push_back(in_json(name) + ": " + value);
    return items;
}

/// `[1, 2]`
std::string on_one_line(char open, const Items& items, char close) {
    std::string all(1, open);
    for (const std::string& item : items) all += (&item == items.data() ? "" : ", ") + item;
    return all + close;
}

/// An item a line, at `level` of the whole.
std::string on_lines(char open, const Items& items, char close, std::size_t level) {
    if (items.empty()) return {open, close};
    const std::string indent(2 * level, ' ');
    std::string all(1, open);
    for (const std::string& item : items) {
        all += (&item == items.data() ? "\n  " : ",\n  ") + indent + item;
    }
    return all + '\n' + indent + close;
}

std::string json_of(const std::vector<TraceNode>& trace) {
    Items nodes;
    for (const TraceNode& node : trace) {
        nodes.push_back(on_one_line('{',
                                    items_of({{"depth", std::to_string(node.depth)},
                                              {"truth", in_json(key(node.truth))},
                                              {"text", in_json(node.text)}}),
                                    '}'));
    }
    return on_lines('[', nodes, ']', 1);
}

std::string json_of(const Way& way, const RuleSet& rules) {
    Items answers;
    for (const ChangedAnswer& changed : way.changes) {
        Members answer{{"fact", in_json(rules.fact(changed.fact).key)},
                       {"now", in_json(changed.now)},
                       {"wanted", in_json(changed.wanted)}};
        if (!changed.answer.empty()) answer.emplace_back("answer", changed.answer);
        answers.push_back(on_one_line('{', items_of(answer), '}'));
    }
    return on_lines('[', answers, ']', 4);
}

std::string json_of(const std::vector<TargetedChange>& changes, const RuleSet& rules) {
    Items all;
    for (const TargetedChange& change : changes) {
        Items ways;
        for (const Way& way : change.found.ways) ways.push_back(json_of(way, rules));
        all.push_back(on_lines('{',
                               items_of({{"target", in_json(key(change.target))},
                                         {"end", in_json(key(change.found.end))},
                                         {"excluded", std::to_string(change.found.excluded)},
                                         {"ways", on_lines('[', ways, ']', 3)}}),
                               '}', 2));
    }
    return on_lines('[', all, ']', 1);
}

std::string joined(const std::vector<std::string>& lines) {
    std::string words;
    for (const std::string& line : lines) words += (&line == lines.data() ? "" : "\n") + line;
    return words;
}

}  // namespace

std::string write_json(const RuleExplanation& explanation, const RuleSet& rules) {
    const RuleInfo& about = rules.rule(explanation.rule);
    Items why;
    for (const Reason& reason : explanation.reasons) why.push_back(in_json(reason.text));
    Items asks;
    for (const FactId fact : explanation.asks) asks.push_back(in_json(rules.fact(fact).key));
    const std::optional<Reason>& miss = explanation.near_miss;
    return on_lines('{',
                    items_of({{"schema", in_json("caveat/explanation/1")},
                              {"rule", in_json(about.id)},
                              {"status", in_json(key(explanation.status))},
                              {"words", in_json(joined(explanation.lines))},
                              {"line", std::to_string(about.line)},
                              {"because", in_json(about.because)},
                              {"trace", json_of(explanation.trace)},
                              {"why", on_one_line('[', why, ']')},
                              {"near_miss", miss ? in_json(miss->text) : "null"},
                              {"asks", on_one_line('[', asks, ']')},
                              {"changes", json_of(explanation.changes, rules)}}),
                    '}', 0) +
           '\n';
}

}  // namespace caveat::authoring
