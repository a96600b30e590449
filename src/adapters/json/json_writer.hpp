#pragma once

// Writes JSON: correct escapes, and the same bytes for the same calls.

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::json {

/// Adds a text as JSON writes it, quotes included. Bytes that are no UTF-8 become U+FFFD.
void append_quoted(std::string& out, std::string_view words);

/// Calls must nest as JSON does: `key` before each value within an object, and every `begin` with
/// its `end`. Members are added through a bare pointer into room made beforehand: a report is some
/// thousand small pieces.
class JsonWriter {
  public:
    /// is_pretty  one member a line, indented by two blanks; otherwise one line in all
    explicit JsonWriter(bool is_pretty) : is_pretty_(is_pretty) {}
    JsonWriter(const JsonWriter&) = delete;
    JsonWriter& operator=(const JsonWriter&) = delete;

    void begin_object(bool on_one_line = false) { begin('{', on_one_line); }
    void end_object() { end('}'); }
    void begin_list(bool on_one_line = false) { begin('[', on_one_line); }
    // A text would turn into `true` without a word.
    void begin_object(const char*) = delete;
    void begin_list(const char*) = delete;
    void end_list() { end(']'); }

    void key(std::string_view name) {
        before_item();
        put_quoted(name);
        after_key();
    }
    /// A key without anything to escape. A report has hundreds: on one line, room is made once for
    /// each.
    void plain_key(std::string_view name) {
        if (is_pretty_) separate();
        constexpr std::size_t around = 4;  // comma, quotes, colon
        make_room(name.size() + around);
        if (!is_pretty_ && needs_comma_) *at_++ = ',';
        *at_++ = '"';
        std::memcpy(at_, name.data(), name.size());
        at_ += name.size();
        *at_++ = '"';
        after_key();
    }
    void text(std::string_view value) {
        before_value();
        put_quoted(value);
        needs_comma_ = true;
    }
    /// Text without anything to escape.
    void plain_text(std::string_view value) {
        before_value();
        put_between_quotes(value);
        needs_comma_ = true;
    }
    /// A value that is JSON already.
    void literal(std::string_view words) {
        before_value();
        put(words);
        needs_comma_ = true;
    }
    /// A number as its digits.
    void number(std::string_view digits) { literal(digits); }
    void boolean(bool value) { literal(value ? "true" : "false"); }
    void null() { literal("null"); }

    std::string take();
    /// Adds what has been written, and a line break, to `out`, and begins anew in the same room.
    void finish(std::string& out);

  private:
    struct Level {
        bool is_on_one_line = false;
        bool is_empty = true;
    };

    void begin(char bracket, bool on_one_line) {
        before_value();
        put(bracket);
        needs_comma_ = false;
        if (is_pretty_) begin_level(on_one_line);
    }
    void end(char bracket) {
        if (is_pretty_) end_level();
        put(bracket);
        needs_comma_ = true;
    }
    void begin_level(bool on_one_line);
    void end_level();
    void before_value() {
        if (!has_key_) before_item();
        has_key_ = false;
    }
    /// What stands between the members of a list or object.
    void before_item() {
        if (is_pretty_) return separate();
        if (needs_comma_) put(',');
    }
    void after_key() {
        put(is_pretty_ ? std::string_view(": ") : std::string_view(":"));
        has_key_ = true;
        needs_comma_ = false;
    }
    void separate();
    void break_line();
    void put_quoted(std::string_view words);

    void make_room(std::size_t count) {
        if (static_cast<std::size_t>(end_ - at_) < count) grow(count);
    }
    void grow(std::size_t count);
    void put(char one) {
        make_room(1);
        *at_++ = one;
    }
    void put(std::string_view words) {
        if (words.empty()) return;  // it may point nowhere
        make_room(words.size());
        std::memcpy(at_, words.data(), words.size());
        at_ += words.size();
    }
    void put_between_quotes(std::string_view words) {
        put('"');
        put(words);
        put('"');
    }

    bool is_pretty_;
    bool has_key_ = false;
    bool needs_comma_ = false;
    std::string room_;  ///< written up to `at_`
    char* at_ = room_.data();
    char* end_ = room_.data();
    std::vector<Level> levels_;  ///< only of what is pretty
};

}  // namespace caveat::json
