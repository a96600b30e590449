// A rule file as written becomes a checked rule set. Entrances: check, as_written. Every step
// reports and goes on, so that one run finds every mistake.

#include "check/check.hpp"

#include "check/compiler.hpp"
#include "check/contradictions.hpp"
#include "model/walk.hpp"

#include <utility>
#include <vector>

namespace caveat::check {

namespace {

/// `applies to` guards every rule.
void guard_rules(Context& context, Compiler& compiler) {
    if (!context.sentences.applies_to) return;
    const model::ExprId guard = compiler.condition(*context.sentences.applies_to);
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
    Context context(document, source, limits, diagnostics);
    declare(context);
    if (context.rules.catalogue.size() != document.facts.size()) return std::nullopt;
    language::check_names(context.vocabulary, limits.expression_depth, diagnostics);
    declare_score_shells(context);
    context.sentences = language::read_definitions(document, limits.rules, context.parse_context());
    const std::vector<bool> bands_are_read = read_bands(context);  // tests ask for their order
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

std::shared_ptr<const language::RuleFile> as_written(
    std::shared_ptr<const language::Document> document, std::string_view source,
    const Limits& limits) {
    text::Diagnostics known;
    auto file = std::make_shared<language::RuleFile>();
    file->document = std::move(document);
    Context context(*file->document, source, limits, known);
    declare(context);
    file->vocabulary = std::move(context.vocabulary);
    file->sentences = language::read_sentences(
        *file->document, {&file->vocabulary, {}, limits.expression_depth, &known});
    return file;
}

}  // namespace caveat::check
