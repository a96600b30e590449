// What the rules rest on. Entrance: write_sources.

#include "page/context.hpp"

namespace caveat::page {

void write_sources(Context& context, Markup& page) {
    const RuleSet& rules = context.rules();
    if (rules.source_count() == 0) return;
    std::vector<std::vector<RuleId>> cited_by(rules.source_count());
    for (const RuleId rule : context.model().display_order) {
        for (const std::string& source : rules.rule(rule).sources) {
            if (const auto known = context.find_source(source)) cited_by[*known].push_back(rule);
        }
    }
    page.section("sources", "What the rules rest on");
    page.raw("<ul class=\"cards\">\n");
    for (std::size_t i = 0; i < rules.source_count(); ++i) {
        const SourceInfo source = rules.source(SourceId{static_cast<std::uint32_t>(i)});
        page.raw("<li class=\"card\" id=\"" + context.place_of_source(i) + "\"><strong>");
        page.text(source.id).raw("</strong> ").text(source.title);
        if (!source.author.empty()) page.raw(" (").text(source.author).raw(")");
        if (!source.says.empty()) page.raw("<p>").text(source.says).raw("</p>");
        if (!cited_by[i].empty()) {
            page.raw("<p class=\"dim\">Cited by ");
            write_list(cited_by[i], page, [&](RuleId rule) { context.link(rule, page); });
            page.raw("</p>");
        }
        write_accepted(context.document().sources[i].accepted, page);
        page.raw("</li>\n");
    }
    page.raw("</ul>\n").end_section();
}

}  // namespace caveat::page
