// The page of a rule set: who stands behind it, what it rests on and what it looks at; nothing of a
// patient. Entrance: about_page.

#include "adapters/service/discovery.hpp"
#include "mapping/tables.hpp"
#include "text/escapes.hpp"

#include <string>
#include <vector>

namespace caveat::service {

namespace {

using text::in_markup;

std::string row(std::string_view name, const std::vector<std::string>& lines) {
    std::string words;
    for (const std::string& each : lines) {
        if (!words.empty()) words += "<br>";
        words += in_markup(each);
    }
    return "<tr><th scope=\"row\">" + in_markup(name) + "</th><td>" + words + "</td></tr>\n";
}

std::string row(std::string_view name, std::string_view value) {
    return value.empty() ? std::string() : row(name, std::vector{std::string(value)});
}

}  // namespace

Response about_page(const ServedRules& rules) {
    const RuleSet& set = rules.rules;
    const std::string title = in_markup(set.title().empty() ? rules.id : set.title());
    std::string page = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>" +
                       title + "</title>\n<h1>" + title + "</h1>\n<table>\n";
    page += row("Rule set", set.id()) + row("Version", set.version());
    page += row("Screens", set.screens());
    page += row("To be reviewed by", set.review_by() ? set.review_by()->to_text() : std::string());
    page += row("SHA-256 of the rules", set.sha256());
    page += row("SHA-256 of the mapping", rules.mapping.sha256());
    for (const mapping::ValueSetUsed& each : rules.mapping.tables().value_sets) {
        page += row("Value set " + each.name, each.url + " " + each.version + " " + each.sha256);
    }
    page += "</table>\n<h2>Source attributes</h2>\n<table>\n";
    const SourceAttributes all = source_attributes(rules.mapping);
    for (const SourceAttribute& each : all.attributes) page += row(each.name, each.lines);
    page += "</table>\n";
    if (!all.not_classified.empty()) {
        page +=
            "<h2>Not classified</h2>\n<p>Nobody has said whether these tell any of "
            "that:</p>\n<ul>\n";
        for (const FactId fact : all.not_classified) {
            page += "<li>" + in_markup(set.fact(fact).name) + "</li>\n";
        }
        page += "</ul>\n";
    }
    return {200, "text/html; charset=utf-8", page + "</html>\n"};
}

}  // namespace caveat::service
