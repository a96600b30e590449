// Rails as pictures and sentences. Entrances: draw, in_words.

#include "page/rails.hpp"

#include <algorithm>
#include <vector>

namespace caveat::page {

namespace {

/// Puts words side by side into rows, so that none lies on another: a row is as long as its last
/// words reach.
class Rows {
  public:
    static constexpr double gap = 6;

    /// The row in which words centred at `x` find room, from 0.
    std::size_t place(double x, double width) {
        std::size_t at = 0;
        while (at < reached_.size() && x - width / 2 < reached_[at] + gap) ++at;
        if (at == reached_.size()) reached_.push_back(0);
        reached_[at] = x + width / 2;
        return at;
    }
    [[nodiscard]] std::size_t count() const { return reached_.size(); }

  private:
    std::vector<double> reached_;
};

struct Label {
    double x = 0;
    std::string words;
    std::size_t row = 0;
};

/// Words do not leave the picture.
double kept_inside(double x, double width) {
    const double half = width / 2;
    return std::clamp(x, std::min(half, Drawing::width / 2),
                      std::max(Drawing::width - half, Drawing::width / 2));
}

class RailPainter {
  public:
    RailPainter(const Rail& rail, Drawing& drawing) : rail_(rail), drawing_(drawing) {}

    void paint() {
        const std::vector<Label> above = labels_of_cuts();
        drawing_.go_down(row * static_cast<double>(above_.count()) + 4);
        for (const Label& label : above) {
            drawing_.text(label.x, -10 - row * static_cast<double>(label.row), label.words,
                          "middle");
        }
        constexpr double middle = 6;
        drawing_.line(left, middle, right, middle, 2);
        draw_end(left, middle, rail_.low.has_value(), 1);
        draw_end(right, middle, rail_.high.has_value(), -1);
        for (const Cut& cut : rail_.cuts) tick(cut.at);
        for (const Stretch& band : rail_.bands) {
            if (band.from) tick(*band.from);
            if (band.to) tick(*band.to);
        }
        write_below(middle + 20);
    }

  private:
    static constexpr double left = 30;
    static constexpr double right = Drawing::width - left;
    static constexpr double row = 17;

    [[nodiscard]] double x_of(double at) const {
        const double share = (at - rail_.from) / (rail_.to - rail_.from);
        return left + (right - left) * std::clamp(share, 0.0, 1.0);
    }

    /// A stroke where the range ends, an arrow where the line goes on.
    ///
    /// inward  1 at the left end, -1 at the right one
    void draw_end(double x, double y, bool is_end, double inward) {
        constexpr double size = 6;
        if (is_end) {
            drawing_.line(x, y - size, x, y + size, 2);
        } else {
            drawing_.line(x + inward * size, y - size + 1, x, y, 2);
            drawing_.line(x + inward * size, y + size - 1, x, y, 2);
        }
    }

    void tick(double at) { drawing_.line(x_of(at), -3, x_of(at), 15, 3); }

    std::vector<Label> labels_of_cuts() {
        std::vector<Label> labels;
        const std::string* before = nullptr;
        for (const Cut& cut : rail_.cuts) {
            if (before != nullptr && *before == cut.label) continue;
            before = &cut.label;
            labels.push_back(placed(x_of(cut.at), cut.label, above_));
        }
        return labels;
    }

    static Label placed(double x, std::string_view words, Rows& rows) {
        Label label;
        label.words = Drawing::cut_to(words, Drawing::width - 2 * Rows::gap);
        const double width = Drawing::width_of(label.words);
        label.x = kept_inside(x, width);
        label.row = rows.place(label.x, width);
        return label;
    }

    void write_below(double y) {
        Rows rows;
        std::vector<Label> labels;
        if (rail_.low) labels.push_back(placed(left, *rail_.low, rows));
        for (const Stretch& band : rail_.bands) {
            const double from = x_of(band.from.value_or(rail_.from));
            const double to = x_of(band.to.value_or(rail_.to));
            labels.push_back(placed((from + to) / 2, band.name + ": " + band.words, rows));
        }
        if (rail_.high) labels.push_back(placed(right, *rail_.high, rows));
        for (const Label& label : labels) {
            drawing_.text(label.x, y + row * static_cast<double>(label.row), label.words, "middle");
        }
        drawing_.go_down(y + row * static_cast<double>(rows.count()) - 10);
    }

    const Rail& rail_;
    Drawing& drawing_;
    Rows above_;
};

}  // namespace

void draw(const Rail& rail, Drawing& drawing) {
    RailPainter(rail, drawing).paint();
}

std::string in_words(const Rail& rail) {
    std::string words = rail.name;
    if (rail.low || rail.high) words += ",";
    if (rail.low) words += (rail.high ? " " : " from ") + *rail.low;
    if (rail.high) words += " to " + *rail.high;
    if (!rail.unit.empty()) words += ' ' + rail.unit;
    std::string list;
    const std::string* before = nullptr;
    for (const Cut& cut : rail.cuts) {
        if (before != nullptr && *before == cut.label) continue;
        before = &cut.label;
        list += (list.empty() ? "; cut at " : ", ") + cut.label;
    }
    for (const Stretch& band : rail.bands) list += "; " + band.name + ": " + band.words;
    return words + list;
}

}  // namespace caveat::page
