// What is asked, of whom and when. Entrance: write_facts.

#include "page/context.hpp"
#include "page/written_condition.hpp"

#include <algorithm>

namespace caveat::page {

namespace {

std::string_view word_of(FactKind kind) {
    switch (kind) {
        case FactKind::yes_no:
            return "yes or no";
        case FactKind::number:
            return "a number";
        case FactKind::choice:
            return "one of";
        case FactKind::choices:
            return "any of";
        case FactKind::date:
            return "a date";
        case FactKind::records:
            break;
    }
    return "a list, one entry a record";
}

std::string range_words(const NumberLimits& limits, std::string_view unit) {
    std::string words;
    if (limits.is_whole) words += ", whole";
    if (limits.from) words += ", from " + limits.from->to_text();
    if (limits.to) words += (limits.from ? " to " : ", up to ") + limits.to->to_text();
    if (!unit.empty()) words += ", in " + std::string(unit);
    return words;
}

void write_codes(const facts::ValueType& type, Markup& page) {
    if (type.codes.empty()) return;
    page.raw("<ul class=\"codes\">");
    for (const facts::Code& code : type.codes) {
        page.raw("<li>").text(code.name);
        if (code.label != code.name) page.raw(": ").text(code.label);
        for (const facts::Coding& coding : code.codings) {
            page.raw(" <code>").text(coding.system + ' ' + coding.code).raw("</code>");
        }
        page.raw("</li>");
    }
    page.raw("</ul>\n");
}

void write_fields(const FactInfo& fact, const facts::Fact& declared, Markup& page) {
    if (fact.fields.empty()) return;
    page.raw("<ul>");
    for (std::size_t i = 0; i < fact.fields.size(); ++i) {
        const FieldInfo& field = fact.fields[i];
        page.raw("<li>").text(field.name).raw(": ").say(word_of(field.kind));
        page.text(range_words(field.limits, field.unit));
        write_codes(declared.fields[i].type, page);
        page.raw("</li>");
    }
    page.raw("</ul>\n");
}

void write_fact(Context& context, FactId id, Markup& page) {
    const FactInfo fact = context.rules().fact(id);
    const language::FactEntry& entry = context.document().facts[id.index];
    page.raw("<article id=\"" + context.place_of(id) + "\"><h4>").text(fact.name);
    page.raw(" ");
    context.link_to_line(entry.name.span, page);
    page.raw("</h4>\n");
    if (!fact.ask.empty()) page.raw("<p>“").text(fact.ask).raw("”</p>\n");
    page.raw("<p>").say(word_of(fact.kind));
    page.text(range_words(fact.limits, fact.unit));
    page.raw(fact.whom == Respondent::clinician ? "; asked of the clinician" : "");
    const auto& always = context.model().always_ask;
    const bool is_always = std::find(always.begin(), always.end(), id.index) != always.end();
    page.raw(is_always ? "; always asked</p>\n" : "</p>\n");
    write_codes(context.model().catalogue[id.index].type, page);
    write_fields(fact, context.model().catalogue[id.index], page);
    if (entry.only_if) {
        page.raw("<p>Asked only if: ").text(one_line(*entry.only_if)).raw("</p>\n");
    }
    if (entry.otherwise) {
        page.raw("<p>Not answered, it is worked out: ").text(entry.otherwise->text);
        page.raw("</p>\n");
    }
    std::vector<RuleId> users;
    for (const RuleId rule : context.model().display_order) {
        const Bearing& bearing = context.bearings()[rule.index][id.index];
        if (bearing.makes || bearing.gates) users.push_back(rule);
    }
    if (!users.empty()) {
        page.raw("<details><summary>Rules that look at it: ").say(std::to_string(users.size()));
        page.raw("</summary><p>");
        write_list(users, page, [&](RuleId rule) { context.link(rule, page); });
        page.raw("</p></details>\n");
    }
    write_accepted(entry.accepted, page);
    page.raw("</article>\n");
}

}  // namespace

void write_facts(Context& context, Markup& page) {
    if (context.rules().fact_count() == 0) return;
    page.section("facts", "What is asked");
    const std::vector<std::string> titles = authoring::fact_sections(context.rules());
    for (std::uint32_t i = 0; i < context.rules().fact_count(); ++i) {
        if (i == 0 || !titles[i].empty()) {
            page.raw("<h3>").text(titles[i].empty() ? "Facts" : titles[i]).raw("</h3>\n");
        }
        write_fact(context, FactId{i}, page);
    }
    page.end_section();
}

}  // namespace caveat::page
