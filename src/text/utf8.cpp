// Bytes into code points, strictly, and the characters that a rule file may not contain.
// Entrances: first_invalid, decode, append, first_forbidden.

#include "text/utf8.hpp"

#include <utf8proc.h>

#include <array>
#include <cstring>

namespace caveat::text {
namespace {

constexpr std::uint32_t last_code_point = 0x10FFFF;

constexpr bool is_surrogate(std::uint32_t code_point) {
    return code_point >= 0xD800 && code_point <= 0xDFFF;
}

std::uint32_t byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

constexpr bool is_continuation(std::uint32_t byte) {
    return (byte & 0xC0u) == 0x80u;
}

/// Bytes of a sequence from its first byte; 0 when no sequence begins like that.
constexpr std::uint32_t sequence_length(std::uint32_t first) {
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return 2;
    if (first >= 0xE0 && first <= 0xEF) return 3;
    return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
}

/// Least code point for which a sequence of this length is the shortest form.
constexpr std::array<std::uint32_t, 5> least_of_length = {0, 0, 0x80, 0x800, 0x10000};

/// Length 0 when the sequence at `at` is broken.
CodePoint decode_strict(std::string_view text, std::size_t at) {
    const std::uint32_t first = byte_at(text, at);
    const std::uint32_t length = sequence_length(first);
    if (length == 1) return {first, 1};
    if (length == 0 || text.size() - at < length) return {};
    std::uint32_t value = first & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const std::uint32_t next = byte_at(text, at + i);
        if (!is_continuation(next)) return {};
        value = (value << 6u) | (next & 0x3Fu);
    }
    if (value < least_of_length[length] || is_surrogate(value) || value > last_code_point)
        return {};
    return {value, length};
}

/// Whether the eight bytes at `at` are all ASCII; most of a rule file is.
bool is_ascii_block(std::string_view text, std::size_t at) {
    if (text.size() - at < sizeof(std::uint64_t)) return false;
    std::uint64_t block = 0;
    std::memcpy(&block, text.data() + at, sizeof block);
    return (block & 0x8080808080808080u) == 0;
}

struct ForbiddenRange {
    std::uint32_t first;
    std::uint32_t last;
    const char* what;
};

constexpr const char* control = "a control character";
constexpr const char* blank = "an invisible blank";
constexpr const char* zero_width = "an invisible character";
constexpr const char* bidirectional = "a bidirectional control";
constexpr const char* line_separator = "an invisible line separator";
constexpr const char* noncharacter = "a code that is no character";

// Sorted. Sources: Unicode categories Cc, Zs, Zl, Zp; UAX #9 (bidirectional controls); UTR #36
// (characters that hide from the reader).
constexpr ForbiddenRange forbidden_ranges[] = {
    {0x00, 0x08, control},
    {0x0B, 0x0C, control},
    {0x0E, 0x1F, control},
    {0x7F, 0x9F, control},
    {0xA0, 0xA0, blank},
    {0xAD, 0xAD, zero_width},
    {0x34F, 0x34F, zero_width},
    {0x61C, 0x61C, bidirectional},
    {0x115F, 0x1160, blank},
    {0x1680, 0x1680, blank},
    {0x17B4, 0x17B5, zero_width},
    {0x180E, 0x180E, zero_width},
    {0x2000, 0x200A, blank},
    {0x200B, 0x200D, zero_width},
    {0x200E, 0x200F, bidirectional},
    {0x2028, 0x2029, line_separator},
    {0x202A, 0x202E, bidirectional},
    {0x202F, 0x202F, blank},
    {0x205F, 0x205F, blank},
    {0x2060, 0x2064, zero_width},
    {0x2065, 0x2065, noncharacter},
    {0x2066, 0x2069, bidirectional},
    {0x206A, 0x206F, zero_width},
    {0x2800, 0x2800, blank},
    {0x3000, 0x3000, blank},
    {0x3164, 0x3164, blank},
    {0xFDD0, 0xFDEF, noncharacter},
    {0xFEFF, 0xFEFF, "a byte-order mark inside the text"},
    {0xFFA0, 0xFFA0, blank},
    {0xFFF0, 0xFFFB, zero_width},
    {0xFFFE, 0xFFFF, noncharacter},
    {0xE0000, 0xE0FFF, zero_width},
};

const char* why_forbidden(std::uint32_t code_point) {
    if ((code_point & 0xFFFEu) == 0xFFFEu) return noncharacter;
    for (const ForbiddenRange& range : forbidden_ranges) {
        if (code_point < range.first) return nullptr;
        if (code_point <= range.last) return range.what;
    }
    return nullptr;
}

}  // namespace

std::optional<std::size_t> first_invalid(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        if (is_ascii_block(text, at)) {
            at += sizeof(std::uint64_t);
            continue;
        }
        const CodePoint code_point = decode_strict(text, at);
        if (code_point.length == 0) return at;
        at += code_point.length;
    }
    return std::nullopt;
}

CodePoint decode(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {};
    const CodePoint code_point = decode_strict(text, at);
    return code_point.length != 0 ? code_point : CodePoint{replacement_character, 1};
}

CodePoint decode_before(std::string_view text, std::size_t at) {
    at = at < text.size() ? at : text.size();
    if (at == 0) return {};
    for (std::size_t length = 1; length <= 4 && length <= at; ++length) {
        if (is_continuation(byte_at(text, at - length))) continue;
        const CodePoint code_point = decode_strict(text, at - length);
        if (code_point.length == length) return code_point;
        break;
    }
    return {replacement_character, 1};
}

void append(std::string& text, std::uint32_t code_point) {
    if (is_surrogate(code_point) || code_point > last_code_point) {
        code_point = replacement_character;
    }
    const auto push = [&text](std::uint32_t byte) { text.push_back(static_cast<char>(byte)); };
    const auto tail = [&push, code_point](std::uint32_t shift) {
        push(0x80u | ((code_point >> shift) & 0x3Fu));
    };
    if (code_point < 0x80) {
        push(code_point);
    } else if (code_point < 0x800) {
        push(0xC0u | (code_point >> 6u));
        tail(0);
    } else if (code_point < 0x10000) {
        push(0xE0u | (code_point >> 12u));
        tail(6);
        tail(0);
    } else {
        push(0xF0u | (code_point >> 18u));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::size_t code_point_count(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) {
        if (!is_continuation(static_cast<unsigned char>(c))) ++count;
    }
    return count;
}

int display_width(std::uint32_t code_point) {
    if (code_point < 0x7F) return code_point < 0x20 ? 0 : 1;
    return utf8proc_charwidth(static_cast<utf8proc_int32_t>(code_point));
}

std::optional<Forbidden> first_forbidden(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::uint32_t byte = byte_at(text, at);
        if ((byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t' || byte == '\r') {
            ++at;
            continue;
        }
        const CodePoint code_point = decode(text, at);
        if (const char* what = why_forbidden(code_point.value)) {
            return Forbidden{at, code_point.value, what};
        }
        at += code_point.length;
    }
    return std::nullopt;
}

}  // namespace caveat::text
