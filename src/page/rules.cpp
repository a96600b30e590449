// Each rule as a checklist. Entrances: write_rules, write_checklist.

#include "model/walk.hpp"
#include "page/checklist.hpp"
#include "page/context.hpp"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace caveat::page {

namespace {

using model::ExprId;

/// The score that a test looks at.
std::optional<std::uint32_t> score_of(const model::RuleSet& rules, ExprId test) {
    std::optional<std::uint32_t> found;
    model::for_each_child(rules, test, [&](ExprId child) {
        const auto* score = std::get_if<model::ScoreValue>(&rules.tree[child].node);
        if (score != nullptr) found = score->score;
    });
    return found;
}

class ChecklistWriter {
  public:
    ChecklistWriter(Context& context, Markup& page) : context_(context), page_(page) {}

    void write(const std::vector<CheckItem>& items) {
        page_.raw("<ul class=\"checklist\">");
        for (std::size_t i = 0; i < items.size(); ++i) {
            close(items[i].depth);
            const bool has_parts = i + 1 < items.size() && items[i + 1].depth > items[i].depth;
            page_.raw("<li>");
            if (has_parts) {
                begin(items[i]);
            } else {
                write_item(items[i]);
                page_.raw("</li>");
            }
        }
        close(0);
        page_.raw("</ul>\n");
    }

  private:
    /// An item with parts: a group shows them at once, what stands behind words opens.
    void begin(const CheckItem& item) {
        const bool opens = item.kind != CheckItem::Kind::group;
        if (opens) page_.raw("<details><summary>");
        write_item(item, !opens);
        if (opens) page_.raw("</summary>");
        page_.raw("<ul>");
        open_.push_back({item.depth, opens});
    }

    void close(std::uint32_t depth) {
        while (!open_.empty() && open_.back().depth >= depth) {
            page_.raw(open_.back().opens ? "</ul></details></li>" : "</ul></li>");
            open_.pop_back();
        }
    }

    /// has_links  not inside a summary, which is a button already
    void write_item(const CheckItem& item, bool has_links = true) {
        if (item.truth) write_truth(*item.truth, page_);
        if (item.kind == CheckItem::Kind::group) {
            page_.raw("<span class=\"group\">").say(item.words).raw("</span>");
            return;
        }
        if (item.is_denied) page_.raw("<em>not</em> ");
        if (item.node == model::none) {
            page_.text(item.words);
        } else {
            write_test(item, has_links);
        }
        if (item.known.empty() || is_plain(item)) return;
        page_.raw("<span class=\"known\">").text(item.known).raw("</span>");
    }

    /// A question of yes or no, of which the mark says all.
    [[nodiscard]] bool is_plain(const CheckItem& item) const {
        return item.node != model::none &&
               std::holds_alternative<model::YesNo>(context_.model().tree[item.node].node);
    }

    void write_test(const CheckItem& item, bool has_links) {
        const model::RuleSet& rules = context_.model();
        std::vector<std::uint32_t> facts;
        const auto score = score_of(rules, item.node);
        if (!score) model::add_facts_behind(rules, item.node, facts);
        if (has_links && score) {
            page_.link(context_.place_of_score(*score), item.words);
        } else if (has_links && !facts.empty()) {
            page_.link(context_.place_of(FactId{facts.front()}), item.words);
        } else {
            page_.text(item.words);
        }
        for (const NamedNumber& number : named_numbers(context_, item.node)) {
            write_number(number, has_links);
        }
    }

    void write_number(const NamedNumber& number, bool has_links) {
        const bool opens = has_links && number.parameter != nullptr && number.parameter->why;
        page_.raw(opens ? " <details class=\"why\"><summary>" : " <span class=\"dim\">(");
        page_.text(number.words).raw(opens ? "</summary>" : ")</span>");
        if (!opens) return;
        page_.text(number.parameter->why->text);
        if (const auto& source = number.parameter->source) {
            const auto known = context_.find_source(source->text);
            page_.raw(" ");
            if (known) page_.link(context_.place_of_source(*known), source->text);
        }
        page_.raw("</details>");
    }

    struct Open {
        std::uint32_t depth;
        bool opens;
    };

    Context& context_;
    Markup& page_;
    std::vector<Open> open_;
};

void write_sources_of(Context& context, const RuleInfo& rule, Markup& page) {
    if (rule.sources.empty()) return;
    page.raw("<ul class=\"cited\">");
    for (const std::string& id : rule.sources) {
        page.raw("<li>");
        const auto known = context.find_source(id);
        if (known) {
            page.link(context.place_of_source(*known), id);
            const SourceInfo source =
                context.rules().source(SourceId{static_cast<std::uint32_t>(*known)});
            if (!source.says.empty()) page.raw(" ").text(source.says);
        } else {
            page.text(id);
        }
        page.raw("</li>");
    }
    page.raw("</ul>\n");
}

/// As the author wrote it: a rule by name is a link, `all suggest` stands for many.
void write_overrides(Context& context, const language::RuleEntry& entry, Markup& page) {
    if (entry.overrides.empty()) return;
    page.raw("<p>Lifts, when it holds: ");
    write_list(entry.overrides, page, [&](const language::Scalar& name) {
        const auto rule = context.rules().find_rule(name.text);
        if (rule) {
            context.link(*rule, page);
        } else {
            page.text(name.text);
        }
    });
    page.raw("</p>\n");
}

/// The rules that lift one, by position. Where many rules lift many others they are the same for
/// all of those, and are listed once.
using Lifters = std::map<std::vector<std::uint32_t>, RuleId>;

void write_lifters(Context& context, RuleId id, Lifters& known, Markup& page) {
    constexpr std::size_t most = 4;
    const RuleInfo rule = context.rules().rule(id);
    if (rule.overridden_by.empty()) return;
    const bool are_many = rule.overridden_by.size() > most;
    if (are_many) {
        std::vector<std::uint32_t> key;
        for (const RuleId lifter : rule.overridden_by) key.push_back(lifter.index);
        const auto [first, is_new] = known.emplace(std::move(key), id);
        if (!is_new) {
            page.raw("<p>Is lifted by the same rules as ");
            context.link(first->second, page);
            page.raw("</p>\n");
            return;
        }
    }
    if (are_many) {
        page.raw("<details><summary>Is lifted by ");
        page.say(std::to_string(rule.overridden_by.size())).raw(" rules</summary><p>");
    } else {
        page.raw("<p>Is lifted by: ");
    }
    write_list(rule.overridden_by, page, [&](RuleId lifter) { context.link(lifter, page); });
    page.raw(are_many ? "</p></details>\n" : "</p>\n");
}

std::string_view unknown_words(IfUnknown if_unknown) {
    switch (if_unknown) {
        case IfUnknown::presume:
            return "As long as an answer is missing it is presumed to hold.";
        case IfUnknown::ignore:
            return "As long as an answer is missing it is passed over, and nothing is asked for "
                   "it.";
        case IfUnknown::ask:
            break;
    }
    return {};
}

bool holds(const Context& context, RuleId rule) {
    if (context.patient() == nullptr) return false;
    const Status status = context.patient()->status(rule);
    return status == Status::fired || status == Status::presumed;
}

void write_rule(Context& context, RuleId id, Lifters& known, Markup& page) {
    const RuleInfo rule = context.rules().rule(id);
    const language::RuleEntry& entry = context.document().rules[id.index];
    page.raw("<article id=\"" + context.place_of(id) + "\"><h3>").text(rule.id);
    page.raw(" ");
    context.link_to_line(rule.span, page);
    page.raw("</h3>\n<p class=\"then\">→ ");
    write_list(rule.outcomes, page, [&](OutcomeId outcome) { context.link(outcome, page); });
    page.raw("</p>\n");
    write_status(context, id, page);
    write_checklist(context, id, page);
    // Of a rule that holds it stands with the patient.
    if (!holds(context, id)) write_nearest(context, id, page);
    if (const auto words = unknown_words(rule.if_unknown); !words.empty()) {
        page.raw("<p>").say(words).raw("</p>\n");
    }
    if (!rule.because.empty()) page.raw("<p class=\"because\">").text(rule.because).raw("</p>\n");
    write_sources_of(context, rule, page);
    write_overrides(context, entry, page);
    write_lifters(context, id, known, page);
    write_accepted(entry.accepted, page);
    page.raw("</article>\n");
}

}  // namespace

void write_checklist(Context& context, RuleId rule, Markup& page) {
    ChecklistWriter(context, page).write(checklist_of(context, rule));
}

void write_rules(Context& context, Markup& page) {
    if (context.rules().rule_count() == 0) return;
    page.section("rules", "Rules");
    if (const auto& applies = context.document().applies_to) {
        page.raw("<p>All of them apply only to: ").text(context.words(applies->span));
        page.raw("</p>\n");
    }
    Lifters known;
    for (const RuleId id : context.model().display_order) write_rule(context, id, known, page);
    page.end_section();
}

}  // namespace caveat::page
