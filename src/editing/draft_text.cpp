// Writes what was added to a document. Entrances: new_file, completed_file.

#include "editing/draft_text.hpp"

#include "text/escapes.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace caveat::editing {

using language::FactEntry;
using language::Scalar;
using text::in_yaml;

namespace {

constexpr std::string_view mark = "# guess: ";

/// A sentence as it stands where YAML leaves it alone, else in quotes.
std::string sentence_in_yaml(const std::string& text) {
    constexpr std::string_view indicators = "-?:,[]{}#&*!|>'\"%@`";
    const bool is_plain =
        !text.empty() && indicators.find(text.front()) == std::string_view::npos &&
        text.find(": ") == std::string::npos && text.back() != ':' &&
        text.find(" #") == std::string::npos && text.find_first_of("\t\r\n") == std::string::npos;
    return is_plain ? text : text::in_json(text);
}

/// What follows the name of a fact or field.
std::string type_of(const FactEntry& fact) {
    std::vector<std::string> parts;
    const auto add = [&](std::string_view key, const std::optional<Scalar>& value) {
        if (value) parts.push_back(std::string(key) + ": " + in_yaml(value->text));
    };
    parts.push_back("type: " + fact.type->text);
    add("each", fact.each);
    add("dated by", fact.dated_by);
    add("unit", fact.unit);
    if (fact.whole) parts.push_back("whole: " + fact.whole->text);
    if (fact.from) parts.push_back("from: " + fact.from->text);
    if (fact.to) parts.push_back("to: " + fact.to->text);
    std::string of;
    for (const language::CodeEntry& code : fact.codes) {
        of += (of.empty() ? "" : ", ") + in_yaml(code.name.text);
    }
    if (!fact.codes.empty()) parts.push_back("of: [" + of + "]");
    for (const FactEntry& field : fact.fields) {
        of += (of.empty() ? "" : ", ") + in_yaml(field.name.text) + ": " + type_of(field);
    }
    if (!fact.fields.empty()) parts.push_back("of: {" + of + "}");
    if (fact.ask) parts.push_back("ask: " + text::in_json(fact.ask->text));
    if (parts.size() == 1) return fact.type->text;
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "{" : ", ") + part;
    return text + "}";
}

/// One entry of a section with the comment that marks it.
struct Entry {
    std::string comment;
    std::string text;
};

std::vector<Entry> fact_entries(const language::Document& document, const Completion& added) {
    std::vector<Entry> entries;
    const std::size_t declared = document.facts.size() - added.guesses.size();
    for (std::size_t i = 0; i < added.guesses.size(); ++i) {
        const FactEntry& fact = document.facts[declared + i];
        entries.push_back(
            {std::string(mark) + added.guesses[i], in_yaml(fact.name.text) + ": " + type_of(fact)});
    }
    return entries;
}

std::vector<Entry> outcome_entries(const Completion& added) {
    std::vector<Entry> entries;
    for (const language::OutcomeEntry& each : added.outcomes) {
        entries.push_back({std::string(mark) + "say it as the patient should hear it",
                           in_yaml(each.name.text) + ": " + in_yaml(each.say->text)});
    }
    return entries;
}

std::string section(std::string_view key, const std::vector<Entry>& entries) {
    if (entries.empty()) return {};
    std::string text = "\n" + std::string(key) + ":\n";
    for (const Entry& entry : entries) text += "  " + entry.comment + "\n  " + entry.text + "\n";
    return text;
}

/// `back-pain` of `rules/back-pain.yaml`.
std::string id_of_file(std::string_view name) {
    name = name.substr(name.find_last_of("/\\") + 1);
    name = name.substr(0, name.find('.'));
    std::string id = text::is_name(name) ? text::canonical_name(name) : "draft";
    std::replace(id.begin(), id.end(), ' ', '-');
    return id;
}

std::string head(const language::Document& document, std::string_view name) {
    std::string text;
    if (!document.language_version) text += "caveat: 1\n";
    if (!document.id) {
        text +=
            std::string(mark) + "a short name of your own\nid: " + in_yaml(id_of_file(name)) + "\n";
    }
    if (!document.version)
        text += std::string(mark) + "raise it with every change\nversion: 0.1.0\n";
    return text;
}

/// Texts to be put into a file, by place.
class Insertions {
  public:
    explicit Insertions(std::string_view text) : text_(text) {}

    void add(std::size_t at, std::string words) { all_.push_back({at, std::move(words)}); }

    [[nodiscard]] std::size_t line_begin(std::size_t at) const {
        const std::size_t before = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
        return before == std::string_view::npos ? 0 : before + 1;
    }
    /// Behind the line in which a byte stands.
    [[nodiscard]] std::size_t line_end(std::size_t at) const {
        const std::size_t end = text_.find('\n', at);
        return end == std::string_view::npos ? text_.size() : end + 1;
    }
    [[nodiscard]] std::size_t column(std::size_t at) const { return at - line_begin(at); }
    [[nodiscard]] bool is_in_braces(std::size_t first_key) const {
        std::size_t at = first_key;
        while (at > 0 && std::string_view(" \t\r\n").find(text_[at - 1]) != std::string_view::npos)
            --at;
        return at > 0 && text_[at - 1] == '{';
    }

    /// Entries behind the last one of a section, [first_key, end) being what it holds.
    void add_entries(std::size_t first_key, std::size_t last_end,
                     const std::vector<Entry>& entries) {
        std::string words;
        if (is_in_braces(first_key)) {
            for (const Entry& entry : entries) {
                words += ",\n  " + entry.comment + "\n  " + entry.text;
            }
            add(last_end, std::move(words));
            return;
        }
        const std::string indent(column(first_key), ' ');
        const std::size_t at = line_end(last_end == 0 ? 0 : last_end - 1);
        if (at == text_.size() && !text_.ends_with('\n')) words += '\n';
        for (const Entry& entry : entries) {
            words += indent + entry.comment + "\n" + indent + entry.text + "\n";
        }
        add(at, std::move(words));
    }

    [[nodiscard]] std::string done() {
        std::stable_sort(all_.begin(), all_.end(),
                         [](const auto& a, const auto& b) { return a.at < b.at; });
        std::string whole;
        std::size_t at = 0;
        for (const Insertion& each : all_) {
            whole += text_.substr(at, each.at - at);
            whole += each.words;
            at = each.at;
        }
        return whole + std::string(text_.substr(at));
    }

  private:
    struct Insertion {
        std::size_t at;
        std::string words;
    };
    std::string_view text_;
    std::vector<Insertion> all_;
};

/// An id before the words of a rule, whatever its form.
void add_id(const language::RuleEntry& rule, std::string_view text, const std::string& id,
            Insertions& insertions) {
    const std::string written = "id: " + in_yaml(id);
    const std::size_t begin = rule.span.begin;
    if (rule.rule && rule.rule->span == rule.span) {  // a sentence alone becomes a mapping
        const std::string indent(insertions.column(begin), ' ');
        insertions.add(begin, written + "\n" + indent + "rule: ");
    } else if (text[begin] == '{') {
        insertions.add(begin + 1, written + ", ");
    } else {
        insertions.add(begin, written + "\n" + std::string(insertions.column(begin), ' '));
    }
}

}  // namespace

std::string new_file(const language::Document& document, const Completion& added,
                     std::string_view name) {
    std::string text =
        "# A draft. What was guessed is marked: put it right, then take out the mark.\n" +
        head(document, name) + section("facts", fact_entries(document, added)) +
        section("outcomes", outcome_entries(added)) + "\nrules:\n";
    for (const language::RuleEntry& rule : document.rules) {
        const std::string sentence = sentence_in_yaml(rule.rule->text);
        text += rule.id ? "  - id: " + in_yaml(rule.id->text) + "\n    rule: " + sentence + "\n"
                        : "  - " + sentence + "\n";
    }
    return text;
}

std::string completed_file(std::string_view text, const language::Document& document,
                           const Completion& added, std::string_view name) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    Insertions insertions(text);
    const std::size_t top = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    std::string begin = head(document, name);
    const std::size_t declared_facts = document.facts.size() - added.guesses.size();
    const std::size_t declared_outcomes = document.outcomes.size() - added.outcomes.size();
    if (declared_facts == 0) begin += section("facts", fact_entries(document, added));
    if (declared_outcomes == 0) begin += section("outcomes", outcome_entries(added));
    if (!begin.empty()) insertions.add(top, begin + "\n");
    if (declared_facts != 0 && !added.guesses.empty()) {
        insertions.add_entries(document.facts.front().name.span.begin,
                               document.facts[declared_facts - 1].span.end,
                               fact_entries(document, added));
    }
    if (declared_outcomes != 0 && !added.outcomes.empty()) {
        insertions.add_entries(document.outcomes.front().name.span.begin,
                               document.outcomes[declared_outcomes - 1].span.end,
                               outcome_entries(added));
    }
    for (const AddedId& each : added.ids) {
        add_id(document.rules[each.rule], text, each.id, insertions);
    }
    return insertions.done();
}

}  // namespace caveat::editing
