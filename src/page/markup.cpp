// Texts into HTML.

#include "page/markup.hpp"

#include "text/escapes.hpp"

#include <algorithm>

namespace caveat::page {

Markup& Markup::text(std::string_view words) {
    // Letters of ASCII run one way: with nothing else among them there is nothing to keep apart.
    const bool is_ascii = std::all_of(words.begin(), words.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return is_ascii ? say(words) : raw("<bdi>").say(words).raw("</bdi>");
}

Markup& Markup::say(std::string_view words) {
    out_ += text::in_markup(words);
    return *this;
}

Markup& Markup::link(std::string_view target, std::string_view words) {
    return raw("<a href=\"#").raw(target).raw("\">").text(words).raw("</a>");
}

Markup& Markup::section(std::string_view id, std::string_view title) {
    raw("<section id=\"").raw(id).raw("\" aria-labelledby=\"h-").raw(id).raw("\"><h2 id=\"h-");
    return raw(id).raw("\">").say(title).raw("</h2>\n");
}

}  // namespace caveat::page
