// Turns `any of: […]` and its kin, and single sentences, into conditions.
// Entrance: as_condition.

#include "language/document_reader.hpp"
#include "text/names.hpp"
#include "text/suggest.hpp"

#include <utility>

namespace caveat::language {
namespace {

using text::quoted;
using text::with;

Condition broken_condition(Span span) {
    Scalar text;
    text.span = span;
    text.is_broken = true;
    return {span, std::move(text)};
}

/// `all of`, `at least 2 of` …; nothing for any other key.
std::optional<ConditionGroup> read_group_key(const Scalar& key) {
    const auto words = text::words(key.text);
    if (words.size() < 2 || words.back().folded != "of") return std::nullopt;
    ConditionGroup group;
    group.key = key;
    const std::string& first = words[0].folded;
    if (words.size() == 2) {
        if (first == "all") {
            group.kind = GroupKind::all_of;
        } else if (first == "any") {
            group.kind = GroupKind::any_of;
        } else if (first == "none") {
            group.kind = GroupKind::none_of;
        } else {
            return std::nullopt;
        }
        return group;
    }
    std::size_t count = 1;
    if (first == "at" && (words[1].folded == "least" || words[1].folded == "most")) {
        group.kind = words[1].folded == "least" ? GroupKind::at_least : GroupKind::at_most;
        count = 2;
    } else if (first == "exactly") {
        group.kind = GroupKind::exactly;
    } else {
        return std::nullopt;
    }
    if (words.size() <= count + 1) return std::nullopt;
    // Everything between, a stray sign included: the grammar judges it.
    const std::size_t begin = key.text.find_first_not_of(" \t", words[count - 1].span.end);
    std::size_t end = words.back().span.begin;
    while (end > begin && (key.text[end - 1] == ' ' || key.text[end - 1] == '\t')) --end;
    group.count = part_of(key, begin, end);
    return group;
}

void report_group_key(const Scalar& key, text::Diagnostics& diagnostics) {
    static const std::vector<std::string> known = {"all of",        "any of",       "none of",
                                                   "at least 2 of", "at most 2 of", "exactly 2 of"};
    Diagnostic& problem = diagnostics.error("unknown-group", key.span,
                                            quoted(key.text) + " is no group of conditions");
    text::propose(problem, key.text, known, 1);
    if (problem.help.empty()) {
        problem.help =
            "groups are `all of`, `any of`, `none of`, `at least N of`, `at most N of`, "
            "`exactly N of`; a condition with `: ` in it needs quotes";
    }
    with(problem).argument("key", key.text);
}

}  // namespace

Condition as_condition(const YamlNode& node, std::string_view name,
                       text::Diagnostics& diagnostics) {
    if (node.kind == YamlNode::Kind::text) {
        warn_of_comment(node.text, diagnostics);
        return {node.span, node.text};
    }
    const YamlNode* mapping = as_mapping(
        node, quoted(name), "write a condition, or a group such as `all of: […]`", diagnostics);
    if (mapping == nullptr) return broken_condition(node.span);
    if (mapping->pairs.size() != 1) {
        if (!mapping->pairs.empty() && !read_group_key(mapping->pairs.front().key)) {
            with(diagnostics.error(
                     "unknown-group", mapping->pairs.front().key.span,
                     quoted(mapping->pairs.front().key.text) + " begins no group of conditions"))
                .help("groups are `all of:`, `any of:` …; points and bands stand under `scores:`");
        } else if (mapping->pairs.empty()) {
            diagnostics.error("empty-group", node.span, "there is no condition here");
        } else {
            const Scalar& second = mapping->pairs[1].key;
            with(diagnostics.error("several-groups", second.span,
                                   "a second key beside " + quoted(mapping->pairs[0].key.text)))
                .help("put both groups into a list under `all of:` or `any of:`");
        }
        return broken_condition(node.span);
    }
    const auto& [key, value] = mapping->pairs.front();
    auto group = read_group_key(key);
    if (!group) {
        report_group_key(key, diagnostics);
        return broken_condition(node.span);
    }
    const YamlNode* list =
        as_list(value, quoted(key.text), "write a list of conditions", diagnostics);
    if (list == nullptr) return broken_condition(node.span);
    if (list->items.empty()) {
        with(diagnostics.error("empty-group", value.span, quoted(key.text) + " is empty"))
            .help("name at least one condition");
        return broken_condition(node.span);
    }
    group->is_flow = list->is_flow;
    for (const YamlNode& item : list->items) {
        group->parts.push_back(as_condition(item, "an entry of " + key.text, diagnostics));
    }
    return {node.span, std::make_unique<ConditionGroup>(std::move(*group))};
}

}  // namespace caveat::language
