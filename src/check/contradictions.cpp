// What answers may not say together, and what is asked of everybody. Entrance:
// compile_contradictions.

#include "check/contradictions.hpp"

#include "text/suggest.hpp"

#include <algorithm>
#include <utility>

namespace caveat::check {

using text::quoted;
using text::with;

namespace {

void compile_impossible(Context& context, Compiler& compiler) {
    const auto& entries = context.document.impossible;
    if (entries.size() > context.limits.rules) {
        with(context.error("too-many-rules", entries[context.limits.rules].span,
                           "`impossible` has " + std::to_string(entries.size()) +
                               " entries; at most " + std::to_string(context.limits.rules) +
                               " are allowed"))
            .help("raise the limit `rules`, or split the rule set");
        return;
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!entries[i].when || !entries[i].say) continue;  // reported
        const model::ExprId when = compiler.condition(*context.sentences.impossible[i]);
        if (when == model::none) continue;
        context.rules.impossible.push_back({when, entries[i].say->text});
    }
}

void find_always_asked(Context& context) {
    std::vector<std::uint32_t>& asked = context.rules.always_ask;
    for (const language::Scalar& name : context.document.always_ask) {
        const auto fact = context.rules.catalogue.find(name.text);
        if (!fact) {
            Diagnostic& problem =
                context.error("unknown-name", name.span, "no fact is called " + quoted(name.text));
            text::propose(problem, name.text, context.rules.catalogue.names(), 1);
            if (problem.help.empty()) problem.help = "name facts that `facts` declares";
        } else if (std::find(asked.begin(), asked.end(), *fact) == asked.end()) {
            asked.push_back(*fact);
        }
    }
}

}  // namespace

void compile_contradictions(Context& context, Compiler& compiler) {
    compile_impossible(context, compiler);
    find_always_asked(context);
}

}  // namespace caveat::check
