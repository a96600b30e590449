// Puts texts, lists and mappings together, and refuses keys that are none. Entrance: YamlTree.

#include "language/yaml_tree.hpp"

#include <caveat/codes.hpp>

#include "language/characters.hpp"
#include "language/yaml_guards.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <utility>

namespace caveat::language {
namespace {

using text::quoted;
using text::with;

/// Values of one file, however deep they stand: what a tree of them may cost in memory.
constexpr std::size_t most_values = 400'000;

/// How a text is written that commas have cut: `problem` marks all of it.
void propose_quotes(Diagnostic& problem, std::string_view meant) {
    constexpr std::size_t most_bytes = 100;
    const bool has_mark = meant.find('"') != std::string_view::npos;
    const char quote = has_mark ? '\'' : '"';
    const bool is_short = meant.size() <= most_bytes &&
                          meant.find_first_of("\\\n") == std::string_view::npos &&
                          meant.find(quote) == std::string_view::npos;
    const auto inner = text::between_typographic_quotes(meant);
    const std::string text(inner.value_or(meant));
    const std::string mark(1, inner ? '"' : quote);
    const std::string whole = mark + (is_short ? text : "…") + mark;
    problem.fixes.clear();
    problem.help = inner ? "the quotation marks are `\"`: " : "put the whole text in quotes: ";
    with(problem).write(whole);
}

}  // namespace

/// A bracket that is never closed on its line is no key.
void YamlTree::report_open_bracket(std::size_t begin) {
    const std::string_view open = file_.substr(begin, 1);
    if (open != "{" && open != "[") return;
    if (report_slip_in_brackets(file_, begin, diagnostics_)) throw StopReading{};
    const std::size_t end = std::min(file_.find_first_of("\r\n", begin), file_.size());
    if (file_.substr(begin, end - begin).find_first_of("]}") != std::string_view::npos) return;
    with(diagnostics_.error("unclosed-bracket", span_at(begin, begin + 1),
                            "this `" + std::string(open) + "` is never closed"))
        .help(open == "{" ? "close it with `}`" : "close it with `]`");
    throw StopReading{};
}

void YamlTree::check_place(std::size_t begin) {
    if (frames_.size() >= limits_.nesting) {
        diagnostics_.error(
            "nesting", span_at(begin, begin + 1),
            "lists and mappings are nested more than " + std::to_string(limits_.nesting) + " deep");
        throw StopReading{};
    }
    if (awaits_key()) {
        report_open_bracket(begin);
        with(diagnostics_.error("complex-key", span_at(begin, begin + 1),
                                "a key must be a text, not a list or mapping"))
            .help("to begin a text with `[` or `{`, put the text in quotes");
        throw StopReading{};
    }
}

void YamlTree::open(YamlNode node) {
    frames_.emplace_back();
    frames_.back().node = std::move(node);
}

void YamlTree::report_kept_back() {
    for (Diagnostic& each : kept_back_) diagnostics_.add(std::move(each));
    kept_back_.clear();
}

void YamlTree::close(std::size_t end) {
    YamlNode node = std::move(frames_.back().node);
    frames_.pop_back();
    node.span.end = static_cast<std::uint32_t>(std::max<std::size_t>(node.span.begin + 1U, end));
    add(std::move(node));
}

void YamlTree::add(YamlNode node) {
    if (frames_.empty()) {
        root_ = std::move(node);
        return;
    }
    Frame& frame = frames_.back();
    if (++value_count_ > most_values) {
        with(diagnostics_.error("too-many-values", node.span,
                                "the file has more than " + std::to_string(most_values) +
                                    " keys and list entries"))
            .help("split the rule set");
        throw StopReading{};
    }
    if (++frame.count > limits_.list_length) {
        diagnostics_.error(
            "list-length", node.span,
            "a list or mapping has more than " + std::to_string(limits_.list_length) + " entries");
        throw StopReading{};
    }
    if (frame.node.kind == YamlNode::Kind::list) {
        frame.node.items.push_back(std::move(node));
        return;
    }
    if (!frame.key_is_broken) frame.node.pairs.push_back({std::move(*frame.key), std::move(node)});
    frame.key.reset();
}

void YamlTree::add_key(const Scalar& key, bool is_broken) {
    Frame& frame = frames_.back();
    frame.key = key;
    frame.key_is_broken = is_broken;
    frame.node.lost_keys = frame.node.lost_keys || is_broken;
    if (is_broken) return;
    if (key.text == "<<" && key.style == ScalarStyle::plain) {
        with(diagnostics_.error("merge-key", key.span, "YAML merge keys (`<<`) are not allowed"))
            .help("write the keys out in each place");
        frame.key_is_broken = true;
        frame.node.lost_keys = true;
        return;
    }
    const auto [first, is_new] = frame.keys.emplace(text::canonical_name(key.text), key.span);
    if (is_new) return;
    with(diagnostics_.error("duplicate-key", key.span, quoted(key.text) + " stands here twice"))
        .label(first->second, "the first one is here");
    frame.key_is_broken = true;
}

void YamlTree::report_missing_colon() {
    Frame& frame = frames_.back();
    const Scalar& key = *frame.key;
    frame.key_is_broken = true;
    frame.node.lost_keys = true;
    const auto& pairs = frame.node.pairs;
    Diagnostic missing;
    missing.span = key.span;
    if (frame.node.is_flow && !pairs.empty() && pairs.back().value.kind == YamlNode::Kind::text &&
        pairs.back().value.text.style == ScalarStyle::plain) {
        Scalar& cut = frame.node.pairs.back().value.text;
        const std::string_view meant = file_.substr(cut.span.begin, key.span.end - cut.span.begin);
        // Every further comma adds to the same text.
        if (cut.is_broken && !kept_back_.empty()) {
            kept_back_.back().span.end = key.span.end;
            propose_quotes(kept_back_.back(), meant);
            return;
        }
        cut.is_broken = true;
        missing.span.begin = cut.span.begin;
        missing.code = codes::text_needs_quotes;
        missing.message = "a comma ends a text inside `{ }` that is not in quotes";
        propose_quotes(missing, meant);
    } else if (const std::size_t colon = key.text.find(':');
               key.style == ScalarStyle::plain && colon < key.text.size() - 1) {
        missing.span = key.span_of(colon, colon + 1);
        missing.code = codes::missing_blank;
        missing.message = "a blank is missing behind `:`";
        const std::string meant = key.text.substr(0, colon) + ": " + key.text.substr(colon + 1);
        with(missing).write({{meant, {{key.span, meant}}}});
    } else {
        missing.code = codes::missing_colon;
        missing.message = quoted(key.text) + " has no `:` after it";
        missing.help =
            frame.node.is_flow
                ? "an entry is `key: value`"
                : "a line is `key: value`; or indent this line as part of the text above";
    }
    if (frame.node.is_flow) {
        kept_back_.push_back(std::move(missing));
    } else {
        diagnostics_.add(std::move(missing));
    }
}

}  // namespace caveat::language
