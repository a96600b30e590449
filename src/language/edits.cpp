// Words that are put into a text of the file, as YAML has to have them there.
// Entrance: edits_in.

#include "language/edits.hpp"

#include <algorithm>

namespace caveat::language {
namespace {

constexpr std::string_view flow_signs = ",[]{}";

/// The byte of the text that stands at this byte of the file.
std::size_t offset_in(const Scalar& text, std::uint32_t place) {
    const auto found = std::lower_bound(text.origin.begin(), text.origin.end(), place);
    return std::min(static_cast<std::size_t>(found - text.origin.begin()), text.text.size());
}

bool is_word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= '0' && byte <= '9') || ((byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z') ||
           byte >= 0x80U;
}

std::string with_each(std::string_view words, std::string_view signs, std::string_view before) {
    std::string escaped;
    for (const char c : words) {
        if (signs.find(c) != std::string_view::npos) escaped += before;
        escaped += c;
    }
    return escaped;
}

/// Whether YAML reads a plain text as it stands. Where `was` stood there may be signs that end a
/// text in `[ ]`: it is not in such.
bool is_plain(std::string_view text, std::string_view was) {
    if (text.empty()) return false;
    const bool begins_apart = text.size() == 1 || text[1] == ' ';
    const bool has_indicator =
        std::string_view("!&*|>@%`\"'#[]{},").find(text[0]) != std::string_view::npos ||
        (begins_apart && std::string_view("-?:").find(text[0]) != std::string_view::npos);
    const bool has_sign = text.find(": ") != std::string_view::npos || text.ends_with(':') ||
                          text.find(" #") != std::string_view::npos;
    const bool is_split = text.find_first_of(flow_signs) != std::string_view::npos &&
                          was.find_first_of(flow_signs) == std::string_view::npos;
    return !has_indicator && !has_sign && !is_split;
}

/// A plain text put in quotes, and `words` into it.
std::vector<Edit> quoted_whole(const Scalar& text, Span place, const std::string& words,
                               std::string_view whole) {
    const bool fits_double = whole.find_first_of("\"\\") == std::string_view::npos;
    if (!fits_double && whole.find('\'') != std::string_view::npos) return {};
    const std::string quote = fits_double ? "\"" : "'";
    const bool is_at_begin = place.begin == text.span.begin;
    const bool is_at_end = place.end == text.span.end;
    std::vector<Edit> edits;
    if (!is_at_begin) edits.push_back({{text.span.begin, text.span.begin}, quote});
    edits.push_back({place, (is_at_begin ? quote : "") + words + (is_at_end ? quote : "")});
    if (!is_at_end) edits.push_back({{text.span.end, text.span.end}, quote});
    return edits;
}

}  // namespace

std::vector<Edit> edits_in(const Scalar& text, Span place, std::string_view words) {
    const std::size_t begin = offset_in(text, place.begin);
    const std::size_t end = std::max(begin, offset_in(text, place.end));
    std::string put(words);
    if (!put.empty()) {
        const bool runs_in = begin > 0 && is_word_byte(text.text[begin - 1]);
        const bool runs_on = end < text.text.size() && is_word_byte(text.text[end]);
        if (runs_in && is_word_byte(put.front())) put.insert(0, 1, ' ');
        if (runs_on && is_word_byte(put.back())) put += ' ';
    }
    switch (text.style) {
        case ScalarStyle::double_quoted:
            return {{place, with_each(put, "\"\\", "\\")}};
        case ScalarStyle::single_quoted:
            return {{place, with_each(put, "'", "'")}};
        case ScalarStyle::literal:
        case ScalarStyle::folded:
            return {{place, std::move(put)}};
        case ScalarStyle::plain:
            break;
    }
    const std::string whole = text.text.substr(0, begin) + put + text.text.substr(end);
    if (is_plain(whole, text.text)) return {{place, std::move(put)}};
    return quoted_whole(text, place, put, whole);
}

std::vector<text::Proposal> proposals_in(const Scalar& text, const Diagnostic& problem,
                                         const std::vector<std::string>& meant) {
    std::vector<text::Proposal> proposals;
    for (const std::string& each : meant) {
        proposals.push_back({each, edits_in(text, problem.span, each)});
    }
    return proposals;
}

}  // namespace caveat::language
