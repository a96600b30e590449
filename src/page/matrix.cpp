// Which fact bears on which outcome: facts as rows, outcomes as columns by strictness, all points
// to inform of in one; on a narrow screen each row is a list. Entrance: write_matrix.

#include "page/context.hpp"

#include <string>
#include <vector>

namespace caveat::page {

namespace {

struct Column {
    Verb verb = Verb::inform;
    std::vector<OutcomeId> outcomes;             ///< one, but of points to inform of all
    std::vector<std::vector<Bearing>> bearings;  ///< by outcome, by fact
};

std::vector<Column> matrix_columns(const Context& context) {
    const model::RuleSet& model = context.model();
    const std::vector<Bearing> nothing(model.catalogue.size());
    std::vector<std::vector<Bearing>> by_outcome(model.outcomes.size(), nothing);
    for (std::size_t rule = 0; rule < model.rules.size(); ++rule) {
        for (const OutcomeId outcome : model.rules[rule].outcomes) {
            for (std::size_t fact = 0; fact < nothing.size(); ++fact) {
                by_outcome[outcome.index][fact].join(context.bearings()[rule][fact]);
            }
        }
    }
    std::vector<Column> columns;
    for (const OutcomeId id : model.outcome_order) {
        const Verb verb = model.outcomes[id.index].verb;
        if (verb != Verb::inform || columns.empty() || columns.back().verb != Verb::inform) {
            columns.push_back({verb, {}, {}});
        }
        columns.back().outcomes.push_back(id);
        columns.back().bearings.push_back(std::move(by_outcome[id.index]));
    }
    return columns;
}

std::string letters_of(const Bearing& bearing) {
    std::string letters;
    const auto add = [&](bool is_there, std::string_view letter) {
        if (is_there) letters += (letters.empty() ? "" : " ") + std::string(letter);
    };
    add(bearing.makes, "●M");
    add(bearing.lifts, "○L");
    add(bearing.gates, "△G");
    return letters;
}

/// The points to inform of that a fact may make hold, opened by their number; which ones it may
/// lift is a number alone, for most lift all.
void write_points(const Context& context, const Column& column, std::uint32_t fact, Markup& page) {
    Markup list;
    std::size_t made = 0;
    std::size_t lifted = 0;
    bool gates = false;
    for (std::size_t i = 0; i < column.outcomes.size(); ++i) {
        const Bearing& bearing = column.bearings[i][fact];
        lifted += bearing.lifts ? 1U : 0U;
        gates = gates || bearing.gates;
        if (!bearing.makes) continue;
        ++made;
        list.raw("<li>").link(context.place_of(column.outcomes[i]),
                              context.model().outcomes[column.outcomes[i].index].name);
        list.raw("</li>");
    }
    if (made != 0) {
        page.raw("<details><summary>●M " + std::to_string(made) + "</summary><ul>").add(list);
        page.raw("</ul></details>");
    }
    if (lifted != 0) page.raw(" ○L " + std::to_string(lifted));
    if (gates) page.raw(" △G");
}

/// Beside its letters a cell says its outcome, for narrow screens, where it stands in a list.
void write_cell(const Context& context, const Column& column, std::uint32_t fact, Markup& page) {
    Markup inside;
    std::string name = "inform of points";
    if (column.verb == Verb::inform) {
        write_points(context, column, fact, inside);
    } else {
        const OutcomeInfo outcome = context.rules().outcome(column.outcomes.front());
        name = std::string(verb_words(outcome.verb)) + ' ' + std::string(outcome.name);
        inside.raw(letters_of(column.bearings.front()[fact]));
    }
    if (inside.is_empty()) {
        page.raw("<td>");
    } else {
        page.raw("<td data-of=\"").say(name).raw("\">").add(inside);
    }
    page.raw("</td>");
}

void write_table(const Context& context, const std::vector<Column>& columns, Markup& page) {
    page.raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" ");
    page.raw("aria-label=\"Table of facts and outcomes\"><table class=\"matrix\">");
    page.raw("<thead><tr><th scope=\"col\">fact</th>");
    for (const Column& column : columns) {
        page.raw("<th scope=\"col\">");
        if (column.verb == Verb::inform) {
            write_verb(column.verb, page);
            page.raw(" <a href=\"#rung-inform\">any point</a>");
        } else {
            context.link(column.outcomes.front(), page);
        }
        page.raw("</th>");
    }
    page.raw("</tr></thead>\n<tbody>\n");
    const std::vector<std::string> titles = authoring::fact_sections(context.rules());
    const std::string span = std::to_string(columns.size() + 1);
    for (std::uint32_t fact = 0; fact < context.rules().fact_count(); ++fact) {
        if (!titles[fact].empty()) {
            page.raw("<tr><th class=\"group\" scope=\"colgroup\" colspan=\"" + span + "\">");
            page.text(titles[fact]).raw("</th></tr>\n");
        }
        page.raw("<tr><th scope=\"row\">");
        context.link(FactId{fact}, page);
        page.raw("</th>");
        for (const Column& column : columns) write_cell(context, column, fact, page);
        page.raw("</tr>\n");
    }
    page.raw("</tbody></table></div>\n");
}

}  // namespace

void write_matrix(Context& context, Markup& page) {
    if (context.rules().fact_count() == 0) return;
    const std::vector<Column> columns = matrix_columns(context);
    page.section("matrix", "Which answer bears on what");
    page.raw(
        "<p>●M: it may make the outcome hold. ○L: it may lift it. △G: it tells whether another "
        "question is asked.</p>\n");
    write_table(context, columns, page);
    page.end_section();
}

}  // namespace caveat::page
