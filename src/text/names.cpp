// Names as their authors write them into the one form in which they are compared.
// Entrances: canonical_name for whole names, word_at and joint_length for readers of text.

#include "text/names.hpp"

#include "text/utf8.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <new>

namespace caveat::text {
namespace {

constexpr bool is_ascii_letter(std::uint32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_ascii_digit(std::uint32_t c) {
    return c >= '0' && c <= '9';
}
constexpr bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

utf8proc_category_t category_of(std::uint32_t code_point) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
}

bool is_mark(std::uint32_t code_point) {
    if (code_point < 0x300) return false;
    const utf8proc_category_t category = category_of(code_point);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC;
}

/// A letter or digit: what a word may begin with.
bool begins_word(std::string_view text, std::size_t at) {
    const CodePoint point = decode(text, at);
    return point.length != 0 && is_word_code_point(point.value) && !is_mark(point.value);
}

bool is_word_at(std::string_view text, std::size_t at) {
    const CodePoint point = decode(text, at);
    return point.length != 0 && is_word_code_point(point.value);
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string folded_ascii(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

std::string with_straight_apostrophes(std::string_view text) {
    constexpr std::string_view curly = "’";
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const bool is_curly = text.substr(at, curly.size()) == curly;
        result += is_curly ? '\'' : text[at];
        at += is_curly ? curly.size() : 1;
    }
    return result;
}

}  // namespace

bool is_letter(std::uint32_t code_point) {
    if (code_point < 0x80) return is_ascii_letter(code_point);
    switch (category_of(code_point)) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
            return true;
        default:
            return false;
    }
}

bool is_word_code_point(std::uint32_t code_point) {
    if (code_point < 0x80) return is_ascii_letter(code_point) || is_ascii_digit(code_point);
    return is_letter(code_point) || category_of(code_point) == UTF8PROC_CATEGORY_ND ||
           is_mark(code_point);
}

std::string folded(std::string_view text) {
    if (is_ascii(text)) return folded_ascii(text);
    // Broken UTF-8 only comes from profiles, where it is reported; here it must merely be stable.
    utf8proc_uint8_t* mapped = nullptr;
    const utf8proc_ssize_t length = utf8proc_map(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()), &mapped,
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
    const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owner(mapped, &std::free);
    // A name that is folded otherwise than where it is declared would be another name.
    if (length == UTF8PROC_ERROR_NOMEM) throw std::bad_alloc();
    if (length < 0) return folded_ascii(text);
    return with_straight_apostrophes(
        {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)});
}

std::string canonical_name(std::string_view text) {
    const std::string all = folded(text);
    std::string result;
    result.reserve(all.size());
    bool after_blank = false;
    bool after_word = false;
    for (std::size_t at = 0; at < all.size();) {
        const CodePoint point = decode(all, at);
        const std::size_t next = at + point.length;
        const bool joins = (point.value == '-' || point.value == '_') && after_word &&
                           !after_blank && is_word_at(all, next);
        if (joins || is_blank(all[at])) {
            after_blank = true;
        } else {
            if (after_blank && !result.empty()) result += ' ';
            result.append(all, at, point.length);
            after_blank = false;
            after_word = is_word_code_point(point.value);
        }
        at = next;
    }
    return result;
}

std::string json_key(std::string_view canonical) {
    std::string result(canonical);
    std::replace(result.begin(), result.end(), ' ', '_');
    return result;
}

std::size_t word_length(std::string_view text, std::size_t at) {
    if (!begins_word(text, at)) return 0;
    std::size_t end = at;
    while (end < text.size()) {
        const CodePoint point = decode(text, end);
        const std::size_t next = end + point.length;
        const bool continues = is_word_code_point(point.value) ||
                               (is_apostrophe(point.value) && begins_word(text, next));
        if (!continues) break;
        end = next;
    }
    return end - at;
}

std::size_t joint_length(std::string_view text, std::size_t at) {
    const CodePoint before = decode_before(text, at);
    if (at >= text.size() || before.length == 0 || !is_word_code_point(before.value)) return 0;
    std::size_t end = at;
    if (text[at] == '-' || text[at] == '_') {
        ++end;
    } else {
        while (end < text.size() && is_blank(text[end])) ++end;
    }
    return end != at && begins_word(text, end) ? end - at : 0;
}

std::optional<Word> word_at(std::string_view text, std::size_t at) {
    const std::size_t length = word_length(text, at);
    if (length == 0) return std::nullopt;
    const std::string_view written = text.substr(at, length);
    return Word{written,
                {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + length)},
                folded(written)};
}

std::vector<Word> words(std::string_view text) {
    std::vector<Word> result;
    for (std::size_t at = 0; at < text.size();) {
        if (std::optional<Word> word = word_at(text, at)) {
            at = word->span.end;
            result.push_back(*std::move(word));
        } else {
            at += decode(text, at).length;
        }
    }
    return result;
}

std::string_view typographic_quote(std::string_view text) {
    static constexpr std::array<std::string_view, 7> marks = {"“", "”", "„", "‘", "’", "«", "»"};
    for (const std::string_view mark : marks) {
        if (text.starts_with(mark)) return mark;
    }
    return {};
}

std::optional<std::string_view> between_typographic_quotes(std::string_view text) {
    const std::size_t open = typographic_quote(text).size();
    const std::size_t close = decode_before(text, text.size()).length;
    if (open == 0 || text.size() < open + close) return std::nullopt;
    if (typographic_quote(text.substr(text.size() - close)).empty()) return std::nullopt;
    return text.substr(open, text.size() - open - close);
}

bool is_name(std::string_view text) {
    if (!is_letter(decode(text).value)) return false;
    std::size_t at = 0;
    while (true) {
        const std::size_t length = word_length(text, at);
        if (length == 0) return false;
        at += length;
        if (at == text.size()) return true;
        const std::size_t joint = joint_length(text, at);
        if (joint == 0) return false;
        at += joint;
    }
}

}  // namespace caveat::text
