// What is said about a piece of a file into what an author can have done about it.
// Entrance: actions.

#include "editing/workspace.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace caveat::editing {

namespace {

using Problems = std::multiset<std::string>;

Problems errors_of(const std::vector<Diagnostic>& all) {
    Problems codes;
    for (const Diagnostic& each : all) {
        if (each.severity == Severity::error) codes.insert(each.code);
    }
    return codes;
}

class Actions {
  public:
    Actions(const OpenFile& file, const Limits& limits, std::string_view reason)
        : file_(file), limits_(limits), reason_(reason) {}

    void mend(const Diagnostic& problem) {
        for (std::size_t i = 0; i < problem.fixes.size(); ++i) {
            made_.push_back({problem.fixes[i].title, problem.fixes[i].edits, problem,
                             problem.fixes.size() == 1});
        }
        if (problem.code == "missing-id") give_id(problem);
        std::vector<Edit> answer = acceptance(file_, problem, reason_, limits_);
        if (answer.empty()) return;
        made_.push_back({"accept `" + problem.code + "` here", std::move(answer), problem, false});
    }

    std::vector<Action> take() { return std::move(made_); }

  private:
    /// `- pain >= 7 → …` becomes `- id: pain-7` with `rule: …` below it.
    void give_id(const Diagnostic& problem) {
        const Understood* const known = file_.understood();
        if (known == nullptr || known->reading->source != file_.text()) return;
        for (const language::RuleEntry& rule : known->reading->document.rules) {
            const bool is_it = rule.rule && rule.rule->span == problem.span && !rule.id;
            if (!is_it) continue;
            const std::string id = free_id(*known->reading, rule.rule->text);
            Action action{"give it the id `" + id + "`", {}, problem, true};
            const Span place = rule.rule->span;
            const std::string& text = file_.text();
            const std::size_t line = text.rfind('\n', place.begin) + 1;
            const std::size_t column = place.begin - line;
            const bool is_bare = rule.span == place;
            if (is_bare) {
                const std::string indent(column, ' ');
                std::string body = text.substr(place.begin, place.end - place.begin);
                // What goes on below has to stand farther in than its key.
                for (std::size_t at = body.find('\n'); at != std::string::npos;
                     at = body.find('\n', at + 1)) {
                    body.insert(at + 1, "  ");
                }
                action.edits = {{place, "id: " + id + "\n" + indent + "rule: " + body}};
            } else if (text[rule.span.begin] == '{') {
                const std::uint32_t at = rule.span.begin + 1;
                action.edits = {{{at, at}, "id: " + id + ", "}};
            } else {
                const std::size_t begin = text.rfind('\n', rule.span.begin) + 1;
                const std::string indent(rule.span.begin - begin, ' ');
                action.edits = {{{rule.span.begin, rule.span.begin}, "id: " + id + "\n" + indent}};
            }
            if (mends(action)) made_.push_back(std::move(action));
            return;
        }
    }

    /// The first words of the sentence, and a number where another rule is called so.
    static std::string free_id(const RulesReading& reading, std::string_view sentence) {
        constexpr std::size_t most_words = 4;
        std::string id;
        std::size_t count = 0;
        for (const text::Word& word : text::words(sentence)) {
            if (count++ == most_words) break;
            id += (id.empty() ? "" : "-") + word.folded;
        }
        if (id.empty()) id = "rule";
        const auto is_taken = [&](const std::string& name) {
            return std::any_of(reading.rule_ids.begin(), reading.rule_ids.end(),
                               [&](const std::string& each) {
                                   return text::canonical_name(each) == text::canonical_name(name);
                               });
        };
        if (!is_taken(id)) return id;
        std::size_t number = 2;
        while (is_taken(id + "-" + std::to_string(number))) ++number;
        return id + "-" + std::to_string(number);
    }

    [[nodiscard]] bool mends(const Action& action) const {
        const Loaded after = load_text(edited(file_.text(), action.edits), file_.uri(), limits_);
        Problems expected = errors_of(file_.loaded().diagnostics);
        const auto found = expected.find(action.mends->code);
        if (found == expected.end()) return false;
        expected.erase(found);
        const Problems left = errors_of(after.diagnostics);
        return std::includes(expected.begin(), expected.end(), left.begin(), left.end());
    }

    const OpenFile& file_;
    const Limits& limits_;
    std::string_view reason_;
    std::vector<Action> made_;
};

}  // namespace

std::vector<Action> actions(const OpenFile& file, Span place, const std::vector<Diagnostic>& said,
                            const Limits& limits, std::string_view reason) {
    Actions found(file, limits, reason);
    for (const Diagnostic& each : said) {
        if (each.span.begin <= place.end && each.span.end >= place.begin) found.mend(each);
    }
    return found.take();
}

}  // namespace caveat::editing
