// Another name for something, in the rules and in their cases. Whether it may have that name is
// for loading to say: the changes are made, the file is loaded, and every name in it has to stand
// for what it stood for. Entrances: prepare_rename, rename.

#include <caveat/authoring/cases.hpp>

#include "editing/workspace.hpp"
#include "language/edits.hpp"
#include "language/phrase.hpp"
#include "text/diagnostics.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace caveat::editing {

namespace {

using language::Scalar;
using text::quoted;

Problem first_error(const std::vector<Diagnostic>& all, const std::string& otherwise) {
    for (const Diagnostic& each : all) {
        if (each.severity == Severity::error) return {each.code, each.message};
    }
    return {"refused", otherwise};
}

std::size_t errors_in(const std::vector<Diagnostic>& all) {
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(),
                      [](const Diagnostic& each) { return each.severity == Severity::error; }));
}

class Renaming {
  public:
    Renaming(const Workspace& workspace, const Named& named, std::string_view name)
        : workspace_(workspace),
          rules_(*named.rules),
          known_(*named.understood),
          target_(named.occurrence.target),
          name_(text::one_line(name)) {}

    Answer<std::vector<FileEdits>> make() {
        if (name_.empty()) return Problem{"bad-name", "a name has one word at least"};
        if (auto problem = read_phrase()) return *problem;
        name_rules_anew();
        for (const Occurrence& each : known_.occurrences) add(each, rules_edits_);
        const std::string text = edited(rules_.text(), rules_edits_);
        const Loaded loaded = load_text(text, rules_.uri(), workspace_.limits());
        if (!loaded.rules) return first_error(loaded.diagnostics, "it would not load");
        if (auto problem = other_meaning(text)) return *problem;
        std::vector<FileEdits> all;
        if (!rules_edits_.empty()) all.push_back({rules_.uri(), rules_edits_});
        const OpenFile* const cases = workspace_.cases_of(rules_);
        if (cases == nullptr) return all;
        if (auto problem = edit_cases(*cases, *loaded.rules)) return *problem;
        if (!cases_edits_.empty()) all.push_back({cases->uri(), cases_edits_});
        return all;
    }

  private:
    [[nodiscard]] bool may_be_phrase() const {
        return target_.kind == NamedThingKind::term || target_.kind == NamedThingKind::outcome;
    }

    /// Of a phrase, how it is written with what its slots are given.
    std::optional<Problem> read_phrase() {
        if (!may_be_phrase()) return std::nullopt;
        const auto declared = declaration_of(known_.occurrences, target_);
        if (!declared) return Problem{"no-name-here", "this is declared nowhere"};
        Scalar written;
        written.text = name_;
        written.origin.assign(name_.size() + 1, 0);
        text::Diagnostics problems;
        constexpr bool may_have_slots = true;
        phrase_ = language::read_phrase(written, may_have_slots, workspace_.limits().phrase_slots,
                                        problems);
        if (!phrase_) return first_error(problems.take(), quoted(name_) + " is no name");
        return read_order();
    }

    /// Which argument each slot gets: that of the slot of its name, wherever that stands now.
    std::optional<Problem> read_order() {
        std::vector<std::string> before;
        for (const Occurrence& each : known_.occurrences) {
            if (!each.is_declaration || each.target != target_) continue;
            text::Diagnostics problems;
            const auto phrase =
                language::read_phrase(*each.text, true, workspace_.limits().phrase_slots, problems);
            if (phrase) before = phrase->slots;
        }
        const std::vector<std::string>& slots = phrase_->slots;
        for (std::size_t i = 0; i < slots.size(); ++i) {
            const auto found = std::find(before.begin(), before.end(), slots[i]);
            order_.push_back(
                found == before.end() ? i : static_cast<std::size_t>(found - before.begin()));
        }
        for (std::size_t i = 0; i < slots.size(); ++i) {
            if (std::find(order_.begin(), order_.end(), i) == order_.end()) return other_reading();
        }
        return std::nullopt;
    }

    /// The words that stand for it in a sentence, where `arguments` are given to its slots.
    [[nodiscard]] std::string phrase_with(const std::vector<std::string>& arguments) const {
        // `1 session`, `2 sessions`: of several spellings the longest, but after a single one.
        const bool is_single = arguments.size() == 1 && arguments.front() == "1";
        std::string best;
        for (const language::Spelling& spelling : phrase_->spellings) {
            std::string words = language::spelled_out(spelling, arguments);
            const bool is_better =
                is_single ? words.size() < best.size() : words.size() > best.size();
            if (best.empty() || is_better) best = std::move(words);
        }
        return best;
    }

    [[nodiscard]] static std::string words_at(Span span, std::string_view source) {
        return std::string(source.substr(span.begin, span.end - span.begin));
    }

    [[nodiscard]] std::string new_words(const Occurrence& each, std::string_view source) const {
        const std::string was = words_at(each.span, source);
        if (each.is_declaration) return name_;
        if (may_be_phrase() &&
            (!phrase_->slots.empty() || !each.arguments.empty() || phrase_->spellings.size() > 1)) {
            std::vector<std::string> arguments;
            for (const std::size_t at : order_) {
                if (at < each.arguments.size()) {
                    arguments.push_back(words_at(each.arguments[at], source));
                }
            }
            return phrase_with(arguments);
        }
        const bool is_whole = each.span == each.text->span;
        if (target_.kind == NamedThingKind::code && !text::is_name(name_) && !is_whole) {
            return '"' + name_ + '"';
        }
        // As JSON has it where it was written so: `pain_nrs`.
        const bool has_key_form =
            was.find('_') != std::string::npos && was == text::json_key(text::canonical_name(was));
        const bool is_source = target_.kind == NamedThingKind::source;
        if (has_key_form && !is_source) return text::json_key(text::canonical_name(name_));
        return name_;
    }

    void add(const Occurrence& each, std::vector<Edit>& edits) const {
        const std::string_view source = source_of(edits);
        std::string words;
        if (each.target == target_) {
            words = new_words(each, source);
        } else if (each.target.kind == NamedThingKind::rule && !each.is_declaration) {
            const auto found = new_ids_.find(each.target.index);
            if (found == new_ids_.end()) return;
            words = found->second;
        } else {
            return;
        }
        // A text by itself, quotes included, or a piece of one.
        const bool is_whole = each.span == each.text->span;
        Span inside = each.span;
        const bool is_quoted = each.text->style == language::ScalarStyle::double_quoted ||
                               each.text->style == language::ScalarStyle::single_quoted;
        if (is_whole && is_quoted) inside = {each.span.begin + 1, each.span.end - 1};
        const bool needs_quotes = target_.kind == NamedThingKind::code && is_whole && !is_quoted &&
                                  each.target == target_ && !text::is_name(name_);
        if (needs_quotes) {
            edits.push_back({each.span, '"' + words + '"'});
            return;
        }
        for (Edit& edit : language::edits_in(*each.text, inside, words)) {
            edits.push_back(std::move(edit));
        }
    }
    [[nodiscard]] std::string_view source_of(const std::vector<Edit>& edits) const {
        return &edits == &rules_edits_ ? std::string_view(known_.reading->source)
                                       : std::string_view(cases_source_);
    }

    /// A rule without an id of its own is called by its words.
    void name_rules_anew() {
        const auto& document = known_.reading->document;
        for (std::uint32_t i = 0; i < document.rules.size(); ++i) {
            const auto& condition = known_.reading->sentences.rules[i].condition;
            if (document.rules[i].id || known_.reading->rule_ids[i].empty() || !condition) continue;
            const Span span = known_.reading->sentences.syntax.nodes[*condition].span;
            for (const Occurrence& each : known_.occurrences) {
                const bool is_in = each.span.begin >= span.begin && each.span.end <= span.end;
                if (each.target != target_ || !is_in) continue;
                std::string words =
                    known_.reading->source.substr(span.begin, span.end - span.begin);
                words.replace(each.span.begin - span.begin, each.span.end - each.span.begin,
                              new_words(each, known_.reading->source));
                std::string id = text::canonical_name(words);
                std::replace(id.begin(), id.end(), ' ', '-');
                if (id != known_.reading->rule_ids[i]) new_ids_[i] = std::move(id);
            }
        }
    }

    [[nodiscard]] Problem other_reading() const {
        return {"rename-changes-meaning",
                "with the name " + quoted(name_) + " a sentence would be read otherwise than now"};
    }

    /// Whether a name means something else in the file as it would be.
    [[nodiscard]] std::optional<Problem> other_meaning(const std::string& text) const {
        const auto after = read_as_it_stands(text, workspace_.limits());
        const Problem problem = other_reading();
        if (!after) return problem;
        const auto all = occurrences_of(*after);
        const auto& nodes = after->sentences.syntax.nodes;
        const auto& nodes_before = known_.reading->sentences.syntax.nodes;
        if (all.size() != known_.occurrences.size() || nodes.size() != nodes_before.size()) {
            return problem;
        }
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].target != known_.occurrences[i].target) return problem;
        }
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (nodes[i].content.index() != nodes_before[i].content.index()) return problem;
        }
        return std::nullopt;
    }

    std::optional<Problem> edit_cases(const OpenFile& cases, const RuleSet& rules) {
        if (cases.cases() == nullptr) return std::nullopt;
        cases_source_ = cases.cases()->source;
        for (const Occurrence& each : occurrences_of(*cases.cases(), *known_.reading)) {
            add(each, cases_edits_);
        }
        if (cases_edits_.empty()) return std::nullopt;
        const auto before =
            authoring::read_case_file(*rules_.loaded().rules, cases.text(), cases.uri());
        const auto after =
            authoring::read_case_file(rules, edited(cases.text(), cases_edits_), cases.uri());
        if (errors_in(after.diagnostics) <= errors_in(before.diagnostics)) return std::nullopt;
        return first_error(after.diagnostics, "the cases would not be read");
    }

    const Workspace& workspace_;
    const OpenFile& rules_;
    const Understood& known_;
    NamedThing target_;
    std::string name_;
    std::optional<language::Phrase> phrase_;
    std::vector<std::size_t>
        order_;  ///< of each slot of the phrase: which of the arguments it gets
    std::map<std::uint32_t, std::string> new_ids_;  ///< of rules that have none of their own
    std::vector<Edit> rules_edits_;
    std::vector<Edit> cases_edits_;
    std::string cases_source_;
};

/// What may be renamed at a place, or why nothing.
Answer<Named> renamed_at(const Workspace& workspace, const OpenFile& file, std::size_t byte) {
    const OpenFile* const rules = workspace.rules_of(file);
    if (rules == nullptr) return Problem{"not-open", "the rules of these cases are not open"};
    if (!rules->loaded().rules) {
        Problem problem = first_error(rules->loaded().diagnostics, "the rules do not load");
        problem.message = "first mend what is wrong: " + problem.message;
        return problem;
    }
    const auto named = named_at(workspace, file, byte);
    if (!named) return Problem{"no-name-here", "no declared name stands here"};
    if (!declaration_of(named->understood->occurrences, named->occurrence.target)) {
        return Problem{"no-id", "this rule is called by its words: give it an `id` first"};
    }
    return *named;
}

}  // namespace

Answer<Renamable> prepare_rename(const Workspace& workspace, const OpenFile& file,
                                 std::size_t byte) {
    const auto found = renamed_at(workspace, file, byte);
    if (const auto* problem = std::get_if<Problem>(&found)) return *problem;
    const Named& named = std::get<Named>(found);
    for (const Occurrence& each : named.understood->occurrences) {
        if (each.is_declaration && each.target == named.occurrence.target) {
            return Renamable{named.span, text::one_line(each.text->text)};
        }
    }
    return Problem{"no-name-here", "no declared name stands here"};
}

Answer<std::vector<FileEdits>> rename(const Workspace& workspace, const OpenFile& file,
                                      std::size_t byte, std::string_view name) {
    const auto found = renamed_at(workspace, file, byte);
    if (const auto* problem = std::get_if<Problem>(&found)) return *problem;
    return Renaming(workspace, std::get<Named>(found), name).make();
}

}  // namespace caveat::editing
