// JSON from the adapter's tree into one that can be added to, and through its writer back to text.
// Entrances: read_json, write_json.

#include <caveat/json_value.hpp>

#include "adapters/json/json_tree.hpp"
#include "adapters/json/json_writer.hpp"

#include <algorithm>
#include <utility>

namespace caveat {

namespace {

JsonValue json_value_of(const json::JsonTree& tree, const json::Node& node) {
    switch (node.kind) {
        case json::NodeKind::null:
        case json::NodeKind::boolean:
        case json::NodeKind::number:
            return JsonValue::literal(node.text);
        case json::NodeKind::text:
            return JsonValue::text(node.text);
        case json::NodeKind::list:
        case json::NodeKind::object:
            break;
    }
    const bool is_object = node.kind == json::NodeKind::object;
    JsonValue value = is_object ? JsonValue::object() : JsonValue::list();
    for (const json::Node* item = tree.first(node); item != nullptr; item = tree.after(*item)) {
        if (is_object) value.keys.emplace_back(item->key);
        value.items.push_back(json_value_of(tree, *item));
    }
    return value;
}

bool is_plain_value(const JsonValue& value) {
    return value.kind == JsonValue::Kind::literal || value.kind == JsonValue::Kind::text;
}

void write_value(const JsonValue& value, json::JsonWriter& writer, bool is_whole) {
    if (value.kind == JsonValue::Kind::literal) return writer.literal(value.words);
    if (value.kind == JsonValue::Kind::text) return writer.text(value.words);
    const bool is_object = value.kind == JsonValue::Kind::object;
    const bool on_one_line =
        !is_whole && std::all_of(value.items.begin(), value.items.end(), is_plain_value);
    is_object ? writer.begin_object(on_one_line) : writer.begin_list(on_one_line);
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (is_object) writer.key(value.keys[i]);
        write_value(value.items[i], writer, false);
    }
    is_object ? writer.end_object() : writer.end_list();
}

}  // namespace

JsonValue JsonValue::literal(std::string_view words) {
    return {Kind::literal, std::string(words), {}, {}};
}

JsonValue JsonValue::boolean(bool value) {
    return literal(value ? "true" : "false");
}

JsonValue JsonValue::null() {
    return literal("null");
}

JsonValue JsonValue::text(std::string_view words) {
    return {Kind::text, std::string(words), {}, {}};
}

JsonValue JsonValue::list() {
    return {Kind::list, {}, {}, {}};
}

JsonValue JsonValue::object() {
    return {Kind::object, {}, {}, {}};
}

bool JsonValue::is_null() const {
    return kind == Kind::literal && words == "null";
}

void JsonValue::add(JsonValue item) {
    items.push_back(std::move(item));
}

void JsonValue::add(std::string_view key, JsonValue item) {
    keys.emplace_back(key);
    items.push_back(std::move(item));
}

JsonValue* JsonValue::find(std::string_view key) {
    for (std::size_t i = keys.size(); i-- > 0;) {
        if (keys[i] == key) return &items[i];
    }
    return nullptr;
}

std::optional<JsonValue> read_json(std::string_view text) {
    json::TreeLimits limits;
    limits.bytes = std::max(limits.bytes, text.size());
    json::JsonTree tree;
    if (tree.read(text, limits)) return std::nullopt;
    return json_value_of(tree, tree.root());
}

std::string write_json(const JsonValue& value) {
    json::JsonWriter writer(true);
    write_value(value, writer, true);
    return writer.take();
}

}  // namespace caveat
