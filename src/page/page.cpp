// A rule set as one page. Entrances: write_page, content_security_policy.

#include <caveat/authoring/show.hpp>

#include "api/report/phrases.hpp"
#include "page/context.hpp"
#include "page/style.hpp"
#include "text/sha256.hpp"

#include <cstdint>
#include <vector>

namespace caveat::authoring {

namespace {

using namespace page;  // every section

/// RFC 4648, of the bytes behind hexadecimal digits.
std::string base64_of_hex(std::string_view hex) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr unsigned per_digit = 4;
    constexpr unsigned per_letter = 6;
    std::string text;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char c : hex) {
        bits = bits << per_digit | static_cast<std::uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
        held += per_digit;
        if (held < per_letter) continue;
        held -= per_letter;
        text += letters[bits >> held & 63U];
        bits &= (1U << held) - 1;
    }
    if (held != 0) text += letters[bits << (per_letter - held) & 63U];
    while (text.size() % 4 != 0) text += '=';
    return text;
}

std::string source_of(std::string_view text) {
    return "'sha256-" + base64_of_hex(text::sha256_hex(text)) + "'";
}

struct Section {
    std::string_view id;
    std::string_view title;
    void (*write)(Context&, Markup&);
};

std::vector<Section> sections_of(const PageOptions& options) {
    const Section patient{"patient", "Patient", write_patient};
    const Section cases{"cases", "Cases", write_cases};
    const Section file{"file", "File", write_file};
    if (options.patient != nullptr && options.reader != Reader::clinician) return {patient};
    if (options.only_cases) return {cases, file};
    return {patient,
            {"ladder", "Ladder", write_ladder},
            {"rules", "Rules", write_rules},
            {"matrix", "Facts and outcomes", write_matrix},
            {"rails", "Numbers", write_rails},
            {"lifts", "Lifts and conflicts", write_lifts},
            {"facts", "Facts", write_facts},
            {"sources", "Sources", write_sources},
            cases,
            file,
            {"index", "Index", write_index}};
}

void write_beginning(const RuleSet& rules, Markup& html) {
    std::string title(rules.title().empty() ? rules.id() : rules.title());
    if (title.empty()) title = "Rules without a name";
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    html.raw(content_security_policy()).raw("\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    html.say(title).raw("</title>\n<style>").raw(style).raw("</style>\n</head>\n<body>\n");
    html.raw("<a class=\"skip\" href=\"#main\">Skip to the content</a>\n");
}

void write_contents(const Markup& contents, Markup& html) {
    html.raw("<nav aria-label=\"Contents\"><details><summary>Contents</summary><ol>\n");
    html.add(contents).raw("</ol></details></nav>\n");
    html.raw(
        "<div id=\"tools\" role=\"search\" hidden><label for=\"search\">Find a rule, an outcome, "
        "a fact or a source</label> <input id=\"search\" type=\"search\" autocomplete=\"off\"> "
        "<button type=\"button\">Open everything</button> <output for=\"search\"></output>"
        "</div>\n");
}

void write_end(const RuleSet& rules, Markup& html) {
    html.raw("<footer><p>").text(api::report::rules_words(rules)).raw(", SHA-256 ");
    html.say(rules.sha256()).raw("</p></footer>\n<script>").raw(script);
    html.raw("</script>\n</body>\n</html>\n");
}

}  // namespace

std::string content_security_policy() {
    return "default-src 'none'; style-src " + source_of(style) + "; script-src " +
           source_of(script) + "; base-uri 'none'; form-action 'none'";
}

std::string write_page(const RuleSet& rules, const PageOptions& options) {
    Context context(rules, options);
    Markup contents;
    Markup body;
    for (const Section& section : sections_of(options)) {
        Markup written;
        section.write(context, written);
        if (written.is_empty()) continue;
        contents.raw("<li><a href=\"#").raw(section.id).raw("\">").say(section.title);
        contents.raw("</a></li>\n");
        body.add(written);
    }
    Markup html;
    write_beginning(rules, html);
    write_head(context, html);
    write_contents(contents, html);
    html.raw("<main id=\"main\" tabindex=\"-1\">\n").add(body).raw("</main>\n");
    write_end(rules, html);
    return html.html();
}

}  // namespace caveat::authoring
