// Writes JSON text piece by piece. Entrance: `JsonWriter`.

#include "adapters/json/json_writer.hpp"

#include <cstdint>
#include <cstring>
#include <utility>

namespace caveat::json {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// Bytes of the UTF-8 sequence at `at`, or 0 when it is broken (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view words, std::size_t at) {
    const auto byte = [&](std::size_t place) {
        return place < words.size() ? static_cast<unsigned char>(words[place]) : 0U;
    };
    const unsigned first = byte(at);
    const std::size_t length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length == 0 || first > 0xF4) return 0;
    const unsigned least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (byte(at + 1) < least || byte(at + 1) > most) return 0;
    for (std::size_t next = 2; next < length; ++next) {
        if ((byte(at + next) & 0xC0U) != 0x80) return 0;
    }
    return length;
}

bool is_plain(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return code >= 0x20 && code < 0x7F && byte != '"' && byte != '\\';
}

/// Each byte of a word set to the same.
constexpr std::uint64_t eight(std::uint64_t byte) {
    return byte * 0x0101'0101'0101'0101U;
}

/// Whether all of eight bytes stand for themselves.
bool are_plain(const char* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    const auto has_zero = [](std::uint64_t of) { return (of - eight(1)) & ~of; };
    // The highest bit of a byte tells; where an earlier byte tells too, a later one may be wrong.
    const std::uint64_t others = word | (word - eight(0x20)) | has_zero(word ^ eight('"')) |
                                 has_zero(word ^ eight('\\')) | has_zero(word ^ eight(0x7F));
    return (others & eight(0x80)) == 0;
}

/// Where the first byte from `at` on stands that has to be looked at.
std::size_t end_of_plain(std::string_view words, std::size_t at) {
    while (at + sizeof(std::uint64_t) <= words.size() && are_plain(words.data() + at)) {
        at += sizeof(std::uint64_t);
    }
    while (at < words.size() && is_plain(words[at])) ++at;
    return at;
}

constexpr std::size_t longest_escape = 6;  ///< `\u001f`

/// Writes an ASCII character that cannot stand for itself; returns where it ends.
char* put_escaped(char* at, char byte) {
    constexpr std::string_view digits = "0123456789abcdef";
    constexpr std::string_view escaped = "\"\\\n\r\t";
    constexpr std::string_view letters = "\"\\nrt";
    *at++ = '\\';
    const std::size_t letter = escaped.find(byte);
    if (letter != std::string_view::npos) {
        *at++ = letters[letter];
        return at;
    }
    const auto code = static_cast<unsigned char>(byte);
    for (const char next : {'u', '0', '0', digits[code >> 4U], digits[code & 0xFU]}) *at++ = next;
    return at;
}

/// The code point of a whole sequence of two or three bytes.
std::uint32_t code_of(std::string_view sequence) {
    constexpr std::uint32_t rest = 0x3F;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(sequence[at]); };
    if (sequence.size() == 2) return (byte(0) & 0x1FU) << 6U | (byte(1) & rest);
    return (byte(0) & 0x0FU) << 12U | (byte(1) & rest) << 6U | (byte(2) & rest);
}

/// Whether a reader of the raw text would obey or not see this character: controls beyond ASCII,
/// directions, invisible blanks and joiners, byte order marks. As in `text::first_forbidden`.
bool is_hidden(std::string_view sequence) {
    constexpr std::pair<std::uint32_t, std::uint32_t> ranges[] = {
        {0x80, 0xA0},     {0xAD, 0xAD},     {0x61C, 0x61C},   {0x180E, 0x180E}, {0x2000, 0x200F},
        {0x2028, 0x202F}, {0x205F, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF0, 0xFFFB}, {0xFFFE, 0xFFFF}};
    if (sequence.size() > 3) return false;
    const std::uint32_t code = code_of(sequence);
    for (const auto& [first, last] : ranges) {
        if (code < first) return false;
        if (code <= last) return true;
    }
    return false;
}

/// Writes the escape of a character with at most 16 bits; returns where it ends.
char* put_code(char* at, std::uint32_t code) {
    constexpr std::string_view digits = "0123456789abcdef";
    *at++ = '\\';
    *at++ = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) *at++ = digits[code >> shift & 0xFU];
    return at;
}

/// Writes a text between quotes; returns where it ends. There must be room for every byte to take
/// the longest escape, and for the quotes.
char* put_text(char* at, std::string_view words) {
    *at++ = '"';
    for (std::size_t next = 0; next < words.size();) {
        const std::size_t end = end_of_plain(words, next);
        std::memcpy(at, words.data() + next, end - next);
        at += end - next;
        next = end;
        if (next == words.size()) break;
        if (static_cast<unsigned char>(words[next]) < 0x80) {
            at = put_escaped(at, words[next]);
            ++next;
            continue;
        }
        const std::size_t length = sequence_length(words, next);
        if (length != 0 && is_hidden(words.substr(next, length))) {
            at = put_code(at, code_of(words.substr(next, length)));
            next += length;
            continue;
        }
        const std::string_view sequence = length == 0 ? replacement : words.substr(next, length);
        std::memcpy(at, sequence.data(), sequence.size());
        at += sequence.size();
        next += length == 0 ? 1 : length;
    }
    *at++ = '"';
    return at;
}

constexpr std::size_t room_for(std::string_view words) {
    return longest_escape * words.size() + 2;
}

}  // namespace

void append_quoted(std::string& out, std::string_view words) {
    const std::size_t before = out.size();
    out.resize(before + room_for(words));
    const char* const end = put_text(out.data() + before, words);
    out.resize(static_cast<std::size_t>(end - out.data()));
}

void JsonWriter::put_quoted(std::string_view words) {
    make_room(room_for(words));
    at_ = put_text(at_, words);
}

void JsonWriter::grow(std::size_t count) {
    const auto written = static_cast<std::size_t>(at_ - room_.data());
    room_.resize(2 * written + count);
    at_ = room_.data() + written;
    end_ = room_.data() + room_.size();
}

void JsonWriter::finish(std::string& out) {
    put('\n');
    out.append(room_.data(), static_cast<std::size_t>(at_ - room_.data()));
    at_ = room_.data();
    needs_comma_ = false;
}

std::string JsonWriter::take() {
    std::string written;
    finish(written);
    return written;
}

void JsonWriter::begin_level(bool on_one_line) {
    const bool inside_line = !levels_.empty() && levels_.back().is_on_one_line;
    levels_.push_back({on_one_line || inside_line, true});
}

void JsonWriter::end_level() {
    const Level level = levels_.back();
    levels_.pop_back();
    if (!level.is_on_one_line && !level.is_empty) break_line();
}

void JsonWriter::break_line() {
    put('\n');
    for (std::size_t level = 0; level < levels_.size(); ++level) put("  ");
}

void JsonWriter::separate() {
    if (levels_.empty()) return;
    Level& level = levels_.back();
    if (!std::exchange(level.is_empty, false)) {
        put(',');
        if (level.is_on_one_line) put(' ');
    }
    if (!level.is_on_one_line) break_line();
}

}  // namespace caveat::json
