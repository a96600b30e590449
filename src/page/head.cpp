// Whose rules these are, which version, until when, and what was changed. Entrance: write_head.

#include "language/yaml_reader.hpp"
#include "page/context.hpp"
#include "text/names.hpp"

#include <limits>
#include <tuple>

namespace caveat::page {

namespace {

using language::YamlNode;

bool is_after(const Date& a, const Date& b) {
    return std::tuple(a.year, a.month, a.day) > std::tuple(b.year, b.month, b.day);
}

void term(std::string_view name, std::string_view words, Markup& page) {
    if (words.empty()) return;
    page.raw("<dt>").say(name).raw("</dt><dd>").text(words).raw("</dd>\n");
}

void write_review(const Context& context, Markup& page) {
    const std::optional<Date> review = context.rules().review_by();
    if (!review) return;
    page.raw("<dt>review by</dt><dd>").say(review->to_text());
    if (is_after(context.options().as_of, *review)) {
        page.raw(" <strong class=\"bad\">overdue</strong>");
    }
    page.raw("</dd>\n");
}

/// Texts, in lists or below names, as they come.
void write_value(const YamlNode& node, Markup& page) {
    if (node.kind == YamlNode::Kind::text) {
        page.text(node.text.text);
        return;
    }
    if (node.items.empty() && node.pairs.empty()) return;
    page.raw("<ul>");
    for (const YamlNode& item : node.items) {
        page.raw("<li>");
        write_value(item, page);
        page.raw("</li>");
    }
    for (const language::YamlPair& pair : node.pairs) {
        page.raw("<li><b>").text(pair.key.text).raw("</b> ");
        write_value(pair.value, page);
        page.raw("</li>");
    }
    page.raw("</ul>");
}

/// What the document leaves aside, for nothing but readers needs it.
void write_changes(const Context& context, Markup& page) {
    constexpr std::size_t most = std::numeric_limits<std::int32_t>::max();
    text::Diagnostics known;
    const auto root = language::read_yaml(context.source(), {most, most, most}, known);
    if (!root) return;
    for (const language::YamlPair& pair : root->pairs) {
        if (text::canonical_name(pair.key.text) != "changes") continue;
        page.raw("<details><summary>Changes</summary>");
        write_value(pair.value, page);
        page.raw("</details>\n");
    }
}

}  // namespace

void write_head(Context& context, Markup& page) {
    const RuleSet& rules = context.rules();
    std::string_view title = rules.title().empty() ? rules.id() : rules.title();
    if (title.empty()) title = "Rules without a name";
    page.raw("<header>\n<h1>").text(title);
    page.raw("</h1>\n<dl class=\"facts\">\n");
    term("rules", rules.id(), page);
    term("version", rules.version(), page);
    term("about", rules.screens(), page);
    term("written for", rules.audience() == Respondent::patient ? "patients" : "clinicians", page);
    std::string authors;
    for (const std::string_view author : rules.authors()) {
        authors += (authors.empty() ? "" : ", ") + std::string(author);
    }
    term("authors", authors, page);
    const PublicationInfo& published = rules.published();
    const auto day = [](const std::optional<Date>& date) {
        return date ? date->to_text() : std::string();
    };
    term("developer", published.developer, page);
    term("funding", published.funding, page);
    term("released", day(published.released), page);
    term("revised", day(published.revised), page);
    term("intended use", published.intended_use, page);
    term("licence", published.licence, page);
    write_review(context, page);
    page.raw("<dt>SHA-256</dt><dd><code>").say(rules.sha256()).raw("</code></dd>\n</dl>\n");
    write_changes(context, page);
    page.raw("</header>\n");
}

}  // namespace caveat::page
