// What stands in a file, for lists, colours and folding. Entrances: symbols, coloured_words,
// lenses, folds, format.

#include <caveat/format.hpp>

#include "editing/workspace.hpp"
#include "language/grammar/token.hpp"
#include "text/diagnostics.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace caveat::editing {

namespace {

using language::Scalar;
using language::YamlNode;

/// Sections of a file, each with the symbols in it.
class Outline {
  public:
    explicit Outline(const OpenFile& file) : file_(file), known_(*file.understood()) {}

    std::vector<Symbol> sections() {
        for (const language::YamlPair& pair : known_.reading->root->pairs) {
            Symbol section;
            section.name = text::one_line(pair.key.text);
            fill(section, text::canonical_name(pair.key.text));
            place(section, {pair.key.span.begin, std::max(pair.key.span.end, pair.value.span.end)},
                  pair.key.span, made_);
        }
        return std::move(made_);
    }

  private:
    void place(Symbol symbol, Span whole, Span name, std::vector<Symbol>& into) {
        const auto whole_now = file_.span_now(whole);
        const auto name_now = file_.span_now(name);
        if (!whole_now || !name_now || symbol.name.empty()) return;
        symbol.whole = *whole_now;
        symbol.span = *name_now;
        // What lists show has to lie in what it is the name of.
        symbol.whole.begin = std::min(symbol.whole.begin, symbol.span.begin);
        symbol.whole.end = std::max(symbol.whole.end, symbol.span.end);
        into.push_back(std::move(symbol));
    }

    void add(Symbol& section, NamedThingKind kind, const Scalar& name, Span whole,
             std::string detail = {}) {
        Symbol symbol;
        symbol.name = text::one_line(name.text);
        symbol.detail = std::move(detail);
        symbol.kind = kind;
        place(std::move(symbol), whole, name.span, section.parts);
    }

    void fill(Symbol& section, const std::string& key) {
        const language::Document& document = known_.reading->document;
        if (key == "facts") {
            for (const auto& each : document.facts) {
                add(section, NamedThingKind::fact, each.name, each.span,
                    each.type ? text::one_line(each.type->text) : std::string());
            }
        } else if (key == "parameters") {
            for (const auto& each : document.parameters) {
                add(section, NamedThingKind::parameter, each.name, each.span,
                    each.value ? each.value->text : std::string());
            }
        } else if (key == "terms") {
            for (const auto& each : document.terms) {
                add(section, NamedThingKind::term, each.name,
                    {each.name.span.begin, each.condition.span.end});
            }
        } else if (key == "outcomes") {
            for (const auto& each : document.outcomes) {
                add(section, NamedThingKind::outcome, each.name, each.span);
            }
        } else if (key == "scores") {
            for (const auto& each : document.scores) {
                add(section, NamedThingKind::score, each.name, each.span);
            }
        } else if (key == "sources") {
            for (const auto& each : document.sources) {
                add(section, NamedThingKind::source, each.id, each.span,
                    each.title ? text::one_line(each.title->text) : std::string());
            }
        } else if (key == "rules") {
            for (std::size_t i = 0; i < document.rules.size(); ++i) {
                add_rule(section, document.rules[i], known_.reading->rule_ids[i]);
            }
        }
    }

    void add_rule(Symbol& section, const language::RuleEntry& rule, const std::string& id) {
        Symbol symbol;
        symbol.kind = NamedThingKind::rule;
        symbol.name = id;
        if (rule.rule) symbol.detail = text::one_line(rule.rule->text);
        if (symbol.name.empty()) std::swap(symbol.name, symbol.detail);
        const Span name = rule.id ? rule.id->span : rule.rule ? rule.rule->span : rule.span;
        place(std::move(symbol), rule.span, name, section.parts);
    }

    const OpenFile& file_;
    const Understood& known_;
    std::vector<Symbol> made_;
};

WordKind kind_of(NamedThingKind kind) {
    switch (kind) {
        case NamedThingKind::fact:
        case NamedThingKind::each:
        case NamedThingKind::field:
            return WordKind::fact;
        case NamedThingKind::code:
        case NamedThingKind::band:
            return WordKind::code;
        case NamedThingKind::term:
            return WordKind::term;
        case NamedThingKind::parameter:
            return WordKind::parameter;
        case NamedThingKind::score:
            return WordKind::score;
        case NamedThingKind::outcome:
            return WordKind::outcome;
        case NamedThingKind::rule:
            return WordKind::rule;
        case NamedThingKind::source:
            break;
    }
    return WordKind::source;
}

/// Names first; where a sentence has none, its keywords and numbers.
class Colouring {
  public:
    explicit Colouring(const OpenFile& file) : file_(file), known_(*file.understood()) {}

    std::vector<ColouredWord> words() {
        for (const Occurrence& each : known_.occurrences) {
            // What a phrase is given has a colour of its own.
            Span left = each.span;
            for (const Span& argument : each.arguments) {
                add({left.begin, argument.begin}, kind_of(each.target.kind), each.is_declaration);
                left.begin = argument.end;
            }
            add(left, kind_of(each.target.kind), each.is_declaration);
        }
        const language::Document& document = known_.reading->document;
        for (const auto& each : document.terms) sentence(each.condition);
        for (const auto& each : document.facts) {
            if (each.only_if) sentence(*each.only_if);
            if (each.otherwise) sentence(*each.otherwise);
        }
        for (const auto& each : document.scores) {
            for (const auto& points : each.points) sentence(points.expression);
        }
        for (const auto& each : document.impossible) {
            if (each.when) sentence(*each.when);
        }
        if (document.applies_to) sentence(*document.applies_to);
        for (const auto& each : document.rules) {
            if (each.rule) sentence(*each.rule);
            if (each.when) sentence(*each.when);
            if (each.unless) sentence(*each.unless);
        }
        return in_order();
    }

  private:
    void add(Span span, WordKind kind, bool is_declaration = false) {
        const std::string& source = known_.reading->source;
        // One for each line that it stands on, and none for blanks around it.
        std::size_t at = span.begin;
        while (at < span.end) {
            std::size_t end = std::min<std::size_t>(source.find_first_of("\r\n", at), span.end);
            std::size_t first = at;
            while (first < end && (source[first] == ' ' || source[first] == '\t')) ++first;
            std::size_t last = end;
            while (last > first && source[last - 1] == ' ') --last;
            const auto now = file_.span_now(
                {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)});
            if (last > first && now) made_.push_back({*now, kind, is_declaration});
            at = end + 1;
        }
    }

    void sentence(const language::Condition& condition) {
        if (const auto* text = std::get_if<Scalar>(&condition.content)) return sentence(*text);
        const auto& group = std::get<std::unique_ptr<language::ConditionGroup>>(condition.content);
        for (const language::Condition& part : group->parts) sentence(part);
    }

    void sentence(const Scalar& text) {
        for (const language::Token& token : language::tokenize(text.text)) {
            const Span span = text.span_of(token.begin, token.end);
            const bool is_keyword =
                (token.kind == language::TokenKind::word && token.keyword != language::Keyword()) ||
                token.kind == language::TokenKind::arrow;
            if (is_keyword) add(span, WordKind::keyword);
            const bool is_number = token.kind == language::TokenKind::number ||
                                   token.kind == language::TokenKind::date;
            if (is_number) add(span, WordKind::number);
            if (token.kind == language::TokenKind::quoted) add(span, WordKind::text);
        }
    }

    /// Of those that lie over each other, the first that was added.
    std::vector<ColouredWord> in_order() {
        std::stable_sort(made_.begin(), made_.end(),
                         [](const ColouredWord& a, const ColouredWord& b) {
                             return a.span.begin < b.span.begin;
                         });
        std::vector<ColouredWord> kept;
        for (const ColouredWord& each : made_) {
            if (kept.empty() || kept.back().span.end <= each.span.begin) kept.push_back(each);
        }
        return kept;
    }

    const OpenFile& file_;
    const Understood& known_;
    std::vector<ColouredWord> made_;
};

}  // namespace

std::vector<Symbol> symbols(const OpenFile& file) {
    if (file.understood() == nullptr) return {};
    return Outline(file).sections();
}

std::vector<ColouredWord> coloured_words(const OpenFile& file) {
    if (file.understood() == nullptr) return {};
    return Colouring(file).words();
}

std::vector<Lens> lenses(const Workspace& workspace, const OpenFile& file) {
    const Understood* const known = file.understood();
    std::vector<Lens> made;
    if (known == nullptr) return made;
    std::vector<std::size_t> counts(known->reading->document.rules.size());
    const OpenFile* const cases = workspace.cases_of(file);
    const auto count_in = [&](const YamlNode& root, const std::vector<Occurrence>& all) {
        for (const language::YamlPair& pair : root.pairs) {
            if (text::canonical_name(pair.key.text) != "cases") continue;
            for (const YamlNode& one : pair.value.items) {
                std::set<std::uint32_t> named;
                for (const Occurrence& each : all) {
                    const bool is_in =
                        each.span.begin >= one.span.begin && each.span.end <= one.span.end;
                    if (is_in && each.target.kind == NamedThingKind::rule) {
                        named.insert(each.target.index);
                    }
                }
                for (const std::uint32_t rule : named) ++counts[rule];
            }
        }
    };
    count_in(*known->reading->root, known->occurrences);
    if (cases != nullptr && cases->cases() != nullptr) {
        count_in(cases->cases()->root, occurrences_of(*cases->cases(), *known->reading));
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto span = file.span_now(known->reading->document.rules[i].span);
        if (span) made.push_back({*span, known->reading->rule_ids[i], counts[i]});
    }
    return made;
}

std::vector<Fold> folds(const OpenFile& file) {
    struct Open {
        std::uint32_t line;
        std::size_t indent;
    };
    std::vector<Fold> made;
    std::vector<Open> open;
    std::uint32_t last = 0;  // line with something on it
    const auto close_down_to = [&](std::size_t indent) {
        while (!open.empty() && open.back().indent >= indent) {
            if (last > open.back().line) made.push_back({open.back().line, last});
            open.pop_back();
        }
    };
    for (std::uint32_t line = 0; line < file.places().line_count(); ++line) {
        const std::size_t begin = file.places().line_begin(line);
        const std::size_t end = file.places().line_begin(line + std::size_t{1});
        const std::string_view words = std::string_view(file.text()).substr(begin, end - begin);
        const std::size_t first = words.find_first_not_of(" \t\r\n");
        if (first == std::string_view::npos || words[first] == '#') continue;
        close_down_to(first);
        // Sections and their entries; what is deeper folds with them.
        constexpr std::size_t most_open = 2;
        if (open.size() < most_open) open.push_back({line, first});
        last = line;
    }
    close_down_to(0);
    std::sort(made.begin(), made.end(), [](const Fold& a, const Fold& b) {
        return a.first != b.first ? a.first < b.first : a.last > b.last;
    });
    return made;
}

Answer<std::vector<Edit>> format(const OpenFile& file, const Limits& limits) {
    const Formatted made = file.is_cases() ? format_cases(file.text(), file.uri(), limits)
                                           : format_rules(file.text(), file.uri(), limits);
    if (!made.text) {
        if (made.diagnostics.empty()) return Problem{"refused", "this file has no layout"};
        return Problem{made.diagnostics.front().code, made.diagnostics.front().message};
    }
    if (!made.has_changes()) return std::vector<Edit>{};
    // What is alike at both ends stays, so that an editor keeps its place.
    const std::string& was = file.text();
    const std::string& is = *made.text;
    const std::size_t most = std::min(was.size(), is.size());
    const auto is_start = [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    };
    std::size_t before = 0;
    while (before < most && was[before] == is[before]) ++before;
    while (before > 0 && before < was.size() && !is_start(was[before])) --before;
    std::size_t behind = 0;
    while (behind < most - before && was[was.size() - 1 - behind] == is[is.size() - 1 - behind]) {
        ++behind;
    }
    while (behind > 0 && !is_start(was[was.size() - behind])) --behind;
    return std::vector<Edit>{
        {{static_cast<std::uint32_t>(before), static_cast<std::uint32_t>(was.size() - behind)},
         is.substr(before, is.size() - before - behind)}};
}

}  // namespace caveat::editing
