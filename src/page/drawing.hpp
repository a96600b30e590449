#pragma once

// Pictures (SVG) in one ink, the colour of the text around them, each with the same in words.

#include <caveat/rules.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::page {

/// Collects the parts of a picture; places are in units of its own width.
class Drawing {
  public:
    static constexpr double width = 400;
    static constexpr double font_size = 14;

    void line(double x1, double y1, double x2, double y2, double thickness);
    void dot(double x, double y, double radius);
    /// anchor  `start`, `middle` or `end`: which part of the words stands at `x`
    void text(double x, double y, std::string_view words, std::string_view anchor = "start",
              bool is_bold = false);
    /// What is drawn next is moved down by so much.
    void go_down(double height) { top_ += height; }
    [[nodiscard]] double height() const { return top_; }

    /// For the inside of a page.
    [[nodiscard]] std::string inside(std::string_view words) const;
    /// A file of its own, dark on white.
    [[nodiscard]] std::string alone(std::string_view title, std::string_view words,
                                    double wide) const;

    /// About how wide words come out.
    static double width_of(std::string_view words);
    /// Words that are no longer than that, with `…` at their end if they were.
    static std::string cut_to(std::string_view words, double room);

  private:
    double top_ = 0;
    std::string parts_;
};

/// What stands on one rung of the ladder.
struct Rung {
    Verb verb = Verb::inform;
    std::size_t outcomes = 0;
    std::size_t rules = 0;
    std::size_t holding = 0;  ///< outcomes that hold for the patient
};
std::string draw_ladder(const std::vector<Rung>& rungs, bool has_patient);

}  // namespace caveat::page
