#pragma once

// JSON as a tree, for what the command line writes itself and for profiles that it adds answers to.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::cli {

/// One value of JSON. What it holds of numbers is their digits, so none is lost on the way.
struct JsonValue {
    enum class Kind { literal, text, list, object };

    Kind kind = Kind::literal;
    std::string words = "null";     ///< of a literal as written; of a text without escapes
    std::vector<std::string> keys;  ///< of an object, one an item
    std::vector<JsonValue> items;   ///< of a list or an object

    static JsonValue literal(std::string_view words);
    static JsonValue boolean(bool value) { return literal(value ? "true" : "false"); }
    static JsonValue null() { return literal("null"); }
    static JsonValue text(std::string_view words);
    static JsonValue list() { return {Kind::list, {}, {}, {}}; }
    static JsonValue object() { return {Kind::object, {}, {}, {}}; }

    void add(JsonValue item) { items.push_back(std::move(item)); }
    void add(std::string_view key, JsonValue item);
    /// The last member of that name; null where there is none.
    [[nodiscard]] JsonValue* find(std::string_view key);
    [[nodiscard]] bool is_null() const { return kind == Kind::literal && words == "null"; }

    friend bool operator==(const JsonValue&, const JsonValue&) = default;
};

/// Nothing for what is not one value of JSON.
std::optional<JsonValue> read_json(std::string_view text);

/// One member a line, indented by two blanks, lists and objects of plain values on one line; ends
/// with a line break.
std::string write_json(const JsonValue& value);

}  // namespace caveat::cli
