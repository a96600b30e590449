// Every number that is compared, and every score: drawn, and the same in words. Entrance:
// write_rails.

#include "page/rails.hpp"
#include "page/written_condition.hpp"

namespace caveat::page {

namespace {

void write_parameter(const Context& context, const language::ParameterEntry& parameter,
                     Markup& page) {
    page.raw(" (").text(parameter.name.text);
    if (parameter.why) page.raw(": ").text(parameter.why->text);
    if (parameter.source) {
        const auto known = context.find_source(parameter.source->text);
        page.raw(" ");
        if (known) page.link(context.place_of_source(*known), parameter.source->text);
    }
    page.raw(")");
}

void write_cuts(const Context& context, const Rail& rail, Markup& page) {
    if (rail.cuts.empty()) return;
    page.raw("<ul>");
    for (const Cut& cut : rail.cuts) {
        page.raw("<li><b>").say(cut.label).raw("</b> ").text(cut.words).raw(": ");
        write_list(cut.rules, page, [&](RuleId rule) { context.link(rule, page); });
        if (cut.parameter != nullptr) write_parameter(context, *cut.parameter, page);
        page.raw("</li>\n");
    }
    page.raw("</ul>\n");
}

void write_points(const language::PointsEntry& points, Markup& page) {
    page.raw("<li>").text(one_line(points.expression));
    if (points.weight) page.raw(": ").text(points.weight->text);
    if (points.not_asked) page.raw("; not asked: ").text(points.not_asked->text);
    if (!points.rows.empty()) {
        page.raw("<ul>");
        for (const language::TableRow& row : points.rows) {
            page.raw("<li>").text(row.when.text).raw(": ").text(row.points.text).raw("</li>");
        }
        page.raw("</ul>");
    }
    page.raw("</li>\n");
}

void write_score(const language::ScoreEntry& score, const Rail& rail, Markup& page) {
    if (!rail.bands.empty()) {
        page.raw("<p>Bands:</p><ul>");
        for (const Stretch& band : rail.bands) {
            page.raw("<li>").text(band.name).raw(": ").text(band.words).raw("</li>");
        }
        page.raw("</ul>\n");
    }
    page.raw("<details><summary>").say(std::to_string(score.points.size()));
    page.raw(score.points.size() == 1 ? " entry</summary><ul>" : " entries</summary><ul>");
    for (const language::PointsEntry& points : score.points) write_points(points, page);
    page.raw("</ul></details>\n");
    if (score.missing) page.raw("<p>missing: ").text(score.missing->text).raw("</p>\n");
    write_accepted(score.accepted, page);
}

}  // namespace

void write_rails(Context& context, Markup& page) {
    const std::vector<Rail> rails = rails_of(context, std::nullopt);
    if (rails.empty()) return;
    page.section("rails", "Where numbers are cut");
    for (const Rail& rail : rails) {
        page.raw(rail.score ? "<article id=\"" + context.place_of_score(*rail.score) + "\"><h3>"
                            : "<article><h3>");
        if (rail.fact) {
            page.link(context.place_of(*rail.fact), rail.name);
        } else {
            page.text(rail.name);
        }
        if (!rail.unit.empty()) page.raw(", ").text(rail.unit);
        page.raw("</h3>\n");
        Drawing drawing;
        draw(rail, drawing);
        page.raw(drawing.inside(in_words(rail)));
        write_cuts(context, rail, page);
        if (rail.score) write_score(context.document().scores[*rail.score], rail, page);
        page.raw("</article>\n");
    }
    page.end_section();
}

}  // namespace caveat::page
