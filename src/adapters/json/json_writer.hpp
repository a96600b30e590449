#pragma once

// Writes JSON: correct escapes, and the same bytes for the same calls.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::json {

/// Calls must nest as JSON does: `key` before each value within an object, and every `begin` with
/// its `end`.
class JsonWriter {
  public:
    /// is_pretty  one member a line, indented by two blanks; otherwise one line in all
    explicit JsonWriter(bool is_pretty) : is_pretty_(is_pretty) {}

    void begin_object(bool on_one_line = false) { begin('{', on_one_line); }
    void end_object() { end('}'); }
    void begin_list(bool on_one_line = false) { begin('[', on_one_line); }
    void end_list() { end(']'); }

    void key(std::string_view name);
    void text(std::string_view value);
    /// A number as its digits.
    void number(std::string_view digits) { literal(digits); }
    void boolean(bool value) { literal(value ? "true" : "false"); }
    void null() { literal("null"); }

    std::string take();

  private:
    struct Level {
        bool is_on_one_line = false;
        bool is_empty = true;
    };

    void begin(char bracket, bool on_one_line);
    void end(char bracket);
    void literal(std::string_view words);
    void before_value();
    void separate();
    void escape(std::string_view words);

    bool is_pretty_;
    bool has_key_ = false;
    std::string out_;
    std::vector<Level> levels_;
};

}  // namespace caveat::json
