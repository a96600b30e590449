#pragma once

#include <caveat/export.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// JSON as a tree, for programs that add answers to a profile that somebody else wrote and lose
/// nothing of it. Target `caveat::json`.
namespace caveat {

/// One value of JSON. What it holds of numbers is their digits, so none is lost on the way.
struct CAVEAT_EXPORT JsonValue {
    /// What a value is.
    enum class Kind { literal, text, list, object };

    Kind kind = Kind::literal;      ///< a literal is a number, `true`, `false` or `null`
    std::string words = "null";     ///< of a literal as written; of a text without escapes
    std::vector<std::string> keys;  ///< of an object, one an item
    std::vector<JsonValue> items;   ///< of a list or an object

    /// A number, `true`, `false` or `null`, as JSON writes it.
    static JsonValue literal(std::string_view words);
    static JsonValue boolean(bool value);           ///< yes or no
    static JsonValue null();                        ///< not known
    static JsonValue text(std::string_view words);  ///< without quotes and escapes
    static JsonValue list();                        ///< an empty one
    static JsonValue object();                      ///< an empty one

    void add(JsonValue item);                        ///< one more item of a list
    void add(std::string_view key, JsonValue item);  ///< one more member of an object
    /// The last member of that name; null where there is none.
    [[nodiscard]] JsonValue* find(std::string_view key);
    [[nodiscard]] bool is_null() const;  ///< whether it is `null`

    friend bool operator==(const JsonValue&, const JsonValue&) = default;
};

/// Reads exactly one object, as strictly as `read_profile` reads a profile but at any length: not
/// more than 64 deep, nor of more than a million values. Nothing for anything else.
CAVEAT_EXPORT std::optional<JsonValue> read_json(std::string_view text);

/// One member a line, indented by two blanks, lists and objects of plain values on one line; ends
/// with a line break.
CAVEAT_EXPORT std::string write_json(const JsonValue& value);

}  // namespace caveat
