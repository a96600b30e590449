// From the trace of a rule to a list that names the author's terms. A term is known by its place:
// whatever stands in its definition belongs to it. Entrance: checklist_of.

#include "page/checklist.hpp"

#include "explain/statement.hpp"
#include "explain/words.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <cctype>

namespace caveat::page {

namespace {

using explain::TraceLine;
using model::ExprId;

bool is_within(Span inner, Span outer) {
    return outer.begin <= inner.begin && inner.end <= outer.end;
}

std::string capitalised(std::string words) {
    if (!words.empty()) {
        words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
    }
    return words;
}

std::string group_words(const std::string& words) {
    return words == "only if" ? "All of, asked in this order" : capitalised(words);
}

class ChecklistMaker {
  public:
    ChecklistMaker(Context& context, RuleId rule)
        : context_(context),
          tree_(context.model().tree),
          has_patient_(context.patient() != nullptr),
          lines_(context.explainer().trace_lines(rule)) {
        // What may lift a rule stands elsewhere, with links.
        std::erase_if(lines_, [](const TraceLine& line) {
            return line.node == model::none && line.words.starts_with("lifted by ");
        });
    }

    std::vector<CheckItem> make() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const TraceLine& line = lines_[i];
            const auto term = line.node == model::none || line.depth == 0
                                  ? std::nullopt
                                  : context_.term_at(tree_[line.node].span);
            close(line.depth, term);
            if (term && (open_.empty() || open_.back().term != *term)) open(i, *term);
            if (is_one_test(i)) {
                add(line, CheckItem::Kind::test, context_.words(tree_[line.node].span));
                while (i + 1 < lines_.size() && lines_[i + 1].depth > line.depth) ++i;
            } else if (line.is_group) {
                add(line, CheckItem::Kind::group, group_words(line.words));
                items_.back().is_denied = false;  // what is denied stands at its parts
            } else {
                const bool is_test = line.node != model::none && is_condition(line.node);
                add(line, is_test ? CheckItem::Kind::test : CheckItem::Kind::note, line.words);
            }
        }
        return std::move(items_);
    }

  private:
    struct Open {
        std::uint32_t depth;  ///< of its first line
        std::size_t term;
    };

    [[nodiscard]] bool is_condition(ExprId node) const {
        return tree_[node].kind == model::ValueKind::truth;
    }

    void close(std::uint32_t depth, std::optional<std::size_t> term) {
        while (!open_.empty() && (open_.back().depth > depth ||
                                  (open_.back().depth == depth && open_.back().term != term))) {
            open_.pop_back();
        }
    }

    void open(std::size_t at, std::size_t term) {
        const language::TermEntry& entry = context_.document().terms[term];
        CheckItem item;
        item.kind = CheckItem::Kind::term;
        item.depth = lines_[at].depth + static_cast<std::uint32_t>(open_.size());
        item.words = entry.name.text;
        item.is_denied = is_denied(lines_[at], entry.condition.span);
        if (has_patient_) item.truth = truth_of(at, term);
        items_.push_back(std::move(item));
        open_.push_back({lines_[at].depth, term});
    }

    void add(const TraceLine& line, CheckItem::Kind kind, std::string words) {
        CheckItem item;
        item.kind = kind;
        item.depth = line.depth + static_cast<std::uint32_t>(open_.size());
        item.is_denied = line.is_denied;
        item.words = std::move(words);
        item.node = kind == CheckItem::Kind::test ? line.node : model::none;
        if (has_patient_) {
            item.truth = line.truth;
            item.known = line.known;
        }
        items_.push_back(std::move(item));
    }

    /// `exactly 2 sessions` is one test, made of two halves at the same place.
    [[nodiscard]] bool is_one_test(std::size_t at) const {
        const TraceLine& group = lines_[at];
        if (!group.is_group || group.depth == 0) return false;
        std::size_t parts = 0;
        for (std::size_t i = at + 1; i < lines_.size() && lines_[i].depth > group.depth; ++i) {
            if (lines_[i].depth != group.depth + 1) continue;
            const ExprId part = lines_[i].node;
            if (part == model::none || tree_[part].span != tree_[group.node].span) return false;
            ++parts;
        }
        return parts == 2;
    }

    /// Whether the rule asks for the opposite of a term: what is denied inside its definition is
    /// the term's own affair.
    [[nodiscard]] bool is_denied(const TraceLine& line, Span definition) const {
        ExprId at = line.outer;
        bool holds = line.outer_holds;
        while (at != model::none && !is_within(tree_[at].span, definition)) {
            const auto* denial = std::get_if<model::Not>(&tree_[at].node);
            if (denial == nullptr) break;
            holds = !holds;
            at = denial->part;
        }
        return !holds;
    }

    /// The truth of a term whose parts begin at a line: they may stand among the parts of the
    /// group around it.
    [[nodiscard]] std::optional<Truth> truth_of(std::size_t at, std::size_t term) const {
        const std::uint32_t depth = lines_[at].depth;
        std::size_t parts = 0;
        Truth least = Truth::yes;
        Truth most = Truth::no;
        for (std::size_t i = at; i < lines_.size() && lines_[i].depth >= depth; ++i) {
            if (lines_[i].depth != depth) continue;
            const ExprId part = lines_[i].node;
            if (part == model::none || context_.term_at(tree_[part].span) != term) break;
            least = std::min(least, lines_[i].truth);
            most = std::max(most, lines_[i].truth);
            ++parts;
        }
        if (parts == 1) return least;
        for (std::size_t i = at; i-- > 0;) {
            if (lines_[i].depth >= depth) continue;
            if (lines_[i].words == "all of" || lines_[i].words == "only if") return least;
            if (lines_[i].words == "any of") return most;
            break;
        }
        return std::nullopt;
    }

    Context& context_;
    const model::Tree& tree_;
    bool has_patient_;
    std::vector<TraceLine> lines_;
    std::vector<Open> open_;
    std::vector<CheckItem> items_;
};

}  // namespace

std::vector<CheckItem> checklist_of(Context& context, RuleId rule) {
    return ChecklistMaker(context, rule).make();
}

std::vector<NamedNumber> named_numbers(const Context& context, ExprId test) {
    const model::RuleSet& rules = context.model();
    std::vector<NamedNumber> numbers;
    const auto add = [&](ExprId constant) {
        const values::Rational* const value = model::constant_number(rules.tree, constant);
        const std::string name = context.words(rules.tree[constant].span);
        const bool is_name =
            !name.empty() &&
            name.size() < rules.tree[test].span.end - rules.tree[test].span.begin &&
            std::isalpha(static_cast<unsigned char>(name.front())) != 0;
        if (value == nullptr || !is_name) return;
        const values::Unit& unit = rules.tree.unit(rules.tree[constant].unit);
        numbers.push_back(
            {name + " is " + explain::number_words(*value, unit), context.parameter_of(constant)});
    };
    model::for_each_child(rules, test, [&](ExprId child) {
        if (model::is_number_constant(rules.tree, child)) add(child);
    });
    const auto term = context.term_at(rules.tree[test].span);
    const bool is_of_records =
        std::holds_alternative<model::RecordsAtLeast>(rules.tree[test].node) ||
        std::holds_alternative<model::RecordsAtMost>(rules.tree[test].node);
    const bool has_slots =
        term && context.document().terms[*term].name.text.find('{') != std::string::npos;
    if (is_of_records && has_slots) {
        numbers.push_back({"here: " + explain::state(rules, test, true, nullptr).without_value});
    }
    return numbers;
}

}  // namespace caveat::page
