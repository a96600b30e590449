#pragma once

// HTML, piece by piece. Whatever an author or a patient wrote reaches it as text alone.

#include <string>
#include <string_view>

namespace caveat::page {

class Markup {
  public:
    /// Our own markup, as it is.
    Markup& raw(std::string_view markup) {
        out_ += markup;
        return *this;
    }
    /// An author's words, kept apart (`<bdi>`) from what stands around them, whichever way they
    /// run. What nobody would see is shown by its number.
    Markup& text(std::string_view words);
    /// Our own words, and numbers.
    Markup& say(std::string_view words);
    /// A link to a place on the page.
    Markup& link(std::string_view target, std::string_view words);
    /// `<section …><h2>title</h2>`
    Markup& section(std::string_view id, std::string_view title);
    Markup& end_section() { return raw("</section>\n"); }
    Markup& add(const Markup& other) { return raw(other.out_); }

    [[nodiscard]] const std::string& html() const { return out_; }
    [[nodiscard]] bool is_empty() const { return out_.empty(); }

  private:
    std::string out_;
};

}  // namespace caveat::page
