// Bytes into bodies of messages, and back. Entrances: FrameReader, framed.

#include "adapters/lsp/frames.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace caveat::lsp {

namespace {

constexpr std::string_view length_name = "content-length:";
/// A longer line is no header.
constexpr std::size_t most_line_bytes = 4096;

/// The number that a header names; nothing where it is another header, or none. Where a frame was
/// cut off, the next one begins in the middle of a line.
std::optional<std::size_t> length_in(std::string_view line) {
    constexpr std::size_t most_header_bytes = 64;
    std::string end(line.substr(line.size() - std::min(line.size(), most_header_bytes)));
    std::transform(end.begin(), end.end(), end.begin(), [](char byte) {
        return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    });
    const std::size_t name = end.rfind(length_name);
    if (name == std::string::npos) return std::nullopt;
    std::string_view digits = std::string_view(end).substr(name + length_name.size());
    while (!digits.empty() && digits.front() == ' ') digits.remove_prefix(1);
    while (!digits.empty() && digits.back() == ' ') digits.remove_suffix(1);
    std::size_t length = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), length);
    if (digits.empty() || read.ec != std::errc() || read.ptr != digits.data() + digits.size()) {
        return std::nullopt;
    }
    return length;
}

}  // namespace

void FrameReader::add(std::string_view bytes) {
    const std::size_t skipped = std::min(left_to_skip_, bytes.size());
    left_to_skip_ -= skipped;
    bytes.remove_prefix(skipped);
    waiting_.erase(0, std::exchange(at_, 0));
    waiting_ += bytes;
}

/// One line of a header; false when it is not all there yet.
bool FrameReader::read_header() {
    const std::size_t end = waiting_.find('\n', at_);
    if (end == std::string::npos) {
        // What goes on for so long is no header; at its end a frame may begin.
        if (waiting_.size() - at_ > most_line_bytes) at_ = waiting_.size() - most_line_bytes;
        return false;
    }
    std::string_view line = std::string_view(waiting_).substr(at_, end - at_);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    at_ = end + 1;
    if (line.empty()) {
        is_in_body_ = length_.has_value();
    } else if (const auto length = length_in(line)) {
        length_ = length;
    }
    return true;
}

std::optional<std::string> FrameReader::next() {
    while (true) {
        if (!is_in_body_) {
            if (!read_header()) return std::nullopt;
            continue;
        }
        const std::size_t have = waiting_.size() - at_;
        if (*length_ > most_frame_bytes) {
            ++too_long_;
            const std::size_t skipped = std::min(have, *length_);
            left_to_skip_ = *length_ - skipped;
            at_ += skipped;
            is_in_body_ = false;
            length_.reset();
            continue;
        }
        if (have < *length_) return std::nullopt;
        std::string body = waiting_.substr(at_, *length_);
        at_ += *length_;
        is_in_body_ = false;
        length_.reset();
        return body;
    }
}

std::size_t FrameReader::take_too_long() {
    return std::exchange(too_long_, 0);
}

std::string framed(std::string_view body) {
    return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

}  // namespace caveat::lsp
