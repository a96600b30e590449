// A rule file as written becomes a checked rule set. Entrance: check. Every step reports and goes
// on, so that one run finds every mistake.

#include "check/check.hpp"

#include "check/compiler.hpp"
#include "check/contradictions.hpp"
#include "model/walk.hpp"

#include <utility>
#include <vector>

namespace caveat::check {

namespace {

void parse_terms(Context& context) {
    std::vector<bool> is_declared(context.document.terms.size());
    for (const language::Entry& entry : context.vocabulary.names.entries()) {
        if (entry.kind == language::NameKind::term) is_declared[entry.index] = true;
    }
    for (std::size_t i = 0; i < context.document.terms.size(); ++i) {
        Parsed parsed;
        if (!is_declared[i]) {  // reported; without its slots the condition means nothing
            parsed.root = parsed.syntax.add(Span{}, language::Broken{});
            context.terms.push_back(std::move(parsed));
            continue;
        }
        parsed.root =
            language::parse_condition(context.document.terms[i].condition, true,
                                      context.parse_context(context.term_slots[i]), parsed.syntax);
        context.terms.push_back(std::move(parsed));
    }
}

/// `applies to` guards every rule.
void guard_rules(Context& context, Compiler& compiler) {
    if (!context.document.applies_to) return;
    Parsed parsed;
    parsed.root = language::parse_condition(*context.document.applies_to, false,
                                            context.parse_context(), parsed.syntax);
    const model::ExprId guard = compiler.condition(parsed);
    if (guard == model::none) return;
    context.rules.applies_to = guard;
    for (model::Rule& rule : context.rules.rules) {
        if (rule.when == model::none) continue;
        const model::ExprId parts[] = {guard, rule.when};
        const model::Children children = context.rules.tree.add_children(parts);
        rule.when = context.rules.tree.add(model::All{children}, context.rules.tree[rule.when].span,
                                           model::ValueKind::truth, model::patient_scope);
    }
}

}  // namespace

std::optional<model::RuleSet> check(const language::Document& document, std::string_view source,
                                    const Limits& limits, text::Diagnostics& diagnostics) {
    if (document.lost_names) return std::nullopt;
    Context context{document, source, limits, diagnostics};
    declare(context);
    if (context.rules.catalogue.size() != document.facts.size()) return std::nullopt;
    language::check_names(context.vocabulary, limits.expression_depth, diagnostics);
    declare_score_shells(context);
    const std::vector<bool> bands_are_read = read_bands(context);  // tests ask for their order
    parse_terms(context);
    Compiler compiler(context);
    compiler.compile_all();
    compile_rules(context, compiler);
    compile_contradictions(context, compiler);
    guard_rules(context, compiler);
    const std::vector<model::Totals> totals = check_declared_ranges(context, bands_are_read);
    check_bands(context, bands_are_read, totals);
    if (diagnostics.has_errors()) return std::nullopt;
    model::list_reads(context.rules);
    context.rules.packing = facts::Packing(context.rules.catalogue);
    return std::move(context.rules);
}

}  // namespace caveat::check
