// From lines, dots and words to SVG.

#include "page/drawing.hpp"

#include <caveat/report_text.hpp>
#include <caveat/styled_text.hpp>

#include "text/escapes.hpp"
#include "text/utf8.hpp"

#include <cmath>

namespace caveat::page {

namespace {

/// Tenths are fine enough, and no locale meddles with them.
std::string tenths_of(double at) {
    constexpr double tenths = 10;
    const auto scaled = static_cast<long long>(std::llround(at * tenths));
    const long long whole = scaled < 0 ? -scaled : scaled;
    std::string text = (scaled < 0 ? "-" : "") + std::to_string(whole / 10);
    if (whole % 10 != 0) text += '.' + std::to_string(whole % 10);
    return text;
}

std::string attribute(std::string_view name, double at) {
    return ' ' + std::string(name) + "=\"" + tenths_of(at) + '"';
}

}  // namespace

void Drawing::line(double x1, double y1, double x2, double y2, double thickness) {
    parts_ += "<path d=\"M" + tenths_of(x1) + ' ' + tenths_of(top_ + y1) + 'L' + tenths_of(x2) +
              ' ' + tenths_of(top_ + y2) + "\" stroke=\"currentColor\"" +
              attribute("stroke-width", thickness) + "/>";
}

void Drawing::dot(double x, double y, double radius) {
    parts_ += "<circle" + attribute("cx", x) + attribute("cy", top_ + y) + attribute("r", radius) +
              " fill=\"currentColor\"/>";
}

void Drawing::text(double x, double y, std::string_view words, std::string_view anchor,
                   bool is_bold) {
    parts_ += "<text" + attribute("x", x) + attribute("y", top_ + y) + " fill=\"currentColor\"";
    if (anchor != "start") parts_ += " text-anchor=\"" + std::string(anchor) + '"';
    if (is_bold) parts_ += " font-weight=\"bold\"";
    parts_ += '>' + text::in_markup(words) + "</text>";
}

std::string Drawing::inside(std::string_view words) const {
    return "<svg role=\"img\" viewBox=\"0 0 " + tenths_of(width) + ' ' + tenths_of(top_) +
           "\" aria-label=\"" + text::in_markup(words) + "\">" + parts_ + "</svg>\n";
}

std::string Drawing::alone(std::string_view title, std::string_view words, double wide) const {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"t d\" "
           "viewBox=\"0 0 " +
           tenths_of(wide) + ' ' + tenths_of(top_) +
           "\" color=\"#1b1b1b\" font-family=\"system-ui, sans-serif\"" +
           attribute("font-size", font_size) + ">\n<title id=\"t\">" + text::in_markup(title) +
           "</title>\n<desc id=\"d\">" + text::in_markup(words) +
           "</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n" + parts_ +
           "\n</svg>\n";
}

double Drawing::width_of(std::string_view words) {
    constexpr double column = 7.6;
    return column * static_cast<double>(columns_of(words));
}

std::string Drawing::cut_to(std::string_view words, double room) {
    if (width_of(words) <= room) return std::string(words);
    std::string kept;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t length = text::decode(words, at).length;
        std::string longer = kept + std::string(words.substr(at, length));
        if (width_of(longer + "…") > room) break;
        kept = std::move(longer);
        at += length;
    }
    return kept + "…";
}

std::string draw_ladder(const std::vector<Rung>& rungs, bool has_patient) {
    constexpr double left = 12;
    constexpr double right = 72;
    constexpr double step = 26;
    const auto counted = [](std::size_t count, const std::string& noun) {
        return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
    };
    Drawing drawing;
    std::string words;
    const double bottom = step * static_cast<double>(rungs.size());
    drawing.line(left, 4, left, bottom, 3);
    drawing.line(right, 4, right, bottom, 3);
    for (const Rung& rung : rungs) {
        const std::string verb(verb_words(rung.verb));
        std::string said = counted(rung.outcomes, "outcome") + ", " + counted(rung.rules, "rule");
        if (has_patient && rung.holding != 0) {
            said += "; " + std::to_string(rung.holding) + (rung.holding == 1 ? " holds" : " hold");
        }
        drawing.line(left, step / 2, right, step / 2, rung.outcomes == 0 ? 1 : 3);
        if (has_patient && rung.holding != 0) drawing.dot((left + right) / 2, step / 2, 7);
        drawing.text(right + 14, step / 2 + 5, verb, "start", true);
        drawing.text(right + 84, step / 2 + 5, said);
        drawing.go_down(step);
        words += (words.empty() ? "" : ". ") + verb + ": " + said;
    }
    drawing.go_down(4);
    return drawing.inside(words);
}

}  // namespace caveat::page
