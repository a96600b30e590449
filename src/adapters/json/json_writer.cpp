// Writes JSON text piece by piece. Entrance: `JsonWriter`.

#include "adapters/json/json_writer.hpp"

#include <simdjson.h>

#include <utility>

namespace caveat::json {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// Bytes of the UTF-8 sequence at `at`, or 0 when it is broken.
std::size_t sequence_length(std::string_view words, std::size_t at) {
    const auto first = static_cast<unsigned char>(words[at]);
    const std::size_t length = first < 0x80   ? 1
                               : first < 0xC2 ? 0
                               : first < 0xE0 ? 2
                               : first < 0xF0 ? 3
                               : first < 0xF5 ? 4
                                              : 0;
    if (length == 0 || at + length > words.size()) return 0;
    return simdjson::validate_utf8(words.data() + at, length) ? length : 0;
}

}  // namespace

void JsonWriter::key(std::string_view name) {
    separate();
    escape(name);
    out_ += ':';
    if (is_pretty_) out_ += ' ';
    has_key_ = true;
}

void JsonWriter::text(std::string_view value) {
    before_value();
    escape(value);
}

std::string JsonWriter::take() {
    out_ += '\n';
    return std::exchange(out_, {});
}

void JsonWriter::begin(char bracket, bool on_one_line) {
    before_value();
    out_ += bracket;
    const bool inside_line = !levels_.empty() && levels_.back().is_on_one_line;
    levels_.push_back({!is_pretty_ || on_one_line || inside_line, true});
}

void JsonWriter::end(char bracket) {
    const Level level = levels_.back();
    levels_.pop_back();
    if (!level.is_on_one_line && !level.is_empty) {
        out_ += '\n';
        out_.append(levels_.size() * 2, ' ');
    }
    out_ += bracket;
}

void JsonWriter::literal(std::string_view words) {
    before_value();
    out_ += words;
}

void JsonWriter::before_value() {
    if (!std::exchange(has_key_, false)) separate();
}

/// What stands between the members of a list or object.
void JsonWriter::separate() {
    if (levels_.empty()) return;
    Level& level = levels_.back();
    if (!std::exchange(level.is_empty, false)) {
        out_ += ',';
        if (is_pretty_ && level.is_on_one_line) out_ += ' ';
    }
    if (!level.is_on_one_line) {
        out_ += '\n';
        out_.append(levels_.size() * 2, ' ');
    }
}

void JsonWriter::escape(std::string_view words) {
    constexpr std::string_view digits = "0123456789abcdef";
    out_ += '"';
    for (std::size_t i = 0; i < words.size();) {
        const auto byte = static_cast<unsigned char>(words[i]);
        if (byte >= 0x80) {
            const std::size_t length = sequence_length(words, i);
            out_ += length == 0 ? replacement : words.substr(i, length);
            i += length == 0 ? 1 : length;
            continue;
        }
        ++i;
        switch (byte) {
            case '"':
                out_ += "\\\"";
                break;
            case '\\':
                out_ += "\\\\";
                break;
            case '\n':
                out_ += "\\n";
                break;
            case '\r':
                out_ += "\\r";
                break;
            case '\t':
                out_ += "\\t";
                break;
            default:
                if (byte >= 0x20 && byte != 0x7F) {
                    out_ += static_cast<char>(byte);
                } else {
                    out_ += "\\u00";
                    out_ += digits[byte >> 4U];
                    out_ += digits[byte & 0xFU];
                }
        }
    }
    out_ += '"';
}

}  // namespace caveat::json
