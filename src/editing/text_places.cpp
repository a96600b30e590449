// Bytes of a text into places of editors, and back. Entrance: TextPlaces.

#include "editing/text_places.hpp"

#include "text/utf8.hpp"

#include <algorithm>

namespace caveat::editing {

namespace {

constexpr std::uint32_t first_of_two_units = 0x10000;

std::size_t units_in(const text::CodePoint& point) {
    return point.value >= first_of_two_units ? 2 : 1;
}

}  // namespace

TextPlaces::TextPlaces(std::string_view text) : text_(text), lines_{LineStart{}} {
    std::size_t units = 0;
    for (std::size_t at = 0; at < text.size();) {
        const text::CodePoint point = text::decode(text, at);
        at += point.length;
        units += units_in(point);
        const bool is_half_of_break = point.value == '\r' && at < text.size() && text[at] == '\n';
        if ((point.value == '\n' || point.value == '\r') && !is_half_of_break) {
            lines_.push_back({at, units});
        }
    }
}

std::size_t TextPlaces::line_of(std::size_t byte) const {
    const auto behind =
        std::upper_bound(lines_.begin(), lines_.end(), byte,
                         [](std::size_t at, const LineStart& line) { return at < line.byte; });
    return static_cast<std::size_t>(behind - lines_.begin()) - 1;
}

std::size_t TextPlaces::line_begin(std::size_t line) const {
    return line < lines_.size() ? lines_[line].byte : text_.size();
}

std::uint32_t TextPlaces::units_of(std::size_t byte) const {
    byte = std::min(byte, text_.size());
    const LineStart& line = lines_[line_of(byte)];
    std::size_t units = line.units;
    for (std::size_t at = line.byte; at < byte;) {
        const text::CodePoint point = text::decode(text_, at);
        at += point.length;
        if (at <= byte) units += units_in(point);
    }
    return static_cast<std::uint32_t>(units);
}

std::size_t TextPlaces::byte_of(std::size_t units) const {
    const auto behind =
        std::upper_bound(lines_.begin(), lines_.end(), units,
                         [](std::size_t at, const LineStart& line) { return at < line.units; });
    const LineStart& line = *(behind - 1);
    std::size_t at = line.byte;
    std::size_t seen = line.units;
    while (at < text_.size()) {
        const text::CodePoint point = text::decode(text_, at);
        seen += units_in(point);
        if (seen > units) break;
        at += point.length;
    }
    return at;
}

LinePlace TextPlaces::place_of(std::size_t byte, Units counted) const {
    byte = std::min(byte, text_.size());
    const std::size_t line = line_of(byte);
    const std::size_t behind =
        counted == Units::utf8 ? byte - lines_[line].byte : units_of(byte) - lines_[line].units;
    return {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(behind)};
}

std::size_t TextPlaces::byte_of(LinePlace place, Units counted) const {
    if (place.line >= lines_.size()) return text_.size();
    std::size_t end = line_begin(place.line + std::size_t{1});
    const std::size_t begin = lines_[place.line].byte;
    while (end > begin && place.line + std::size_t{1} < lines_.size() &&
           (text_[end - 1] == '\n' || text_[end - 1] == '\r')) {
        --end;
    }
    std::size_t at = begin;
    std::size_t seen = 0;
    while (at < end) {
        const text::CodePoint point = text::decode(text_, at);
        seen += counted == Units::utf8 ? point.length : units_in(point);
        if (seen > place.character) break;
        at += point.length;
    }
    return at;
}

bool is_utf8(std::string_view bytes) {
    return !text::first_invalid(bytes).has_value();
}

}  // namespace caveat::editing
