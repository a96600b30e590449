#pragma once

// The pieces of which a JSON Schema is made.

#include "adapters/json/contract.hpp"
#include "adapters/json/json_writer.hpp"
#include "adapters/json/schema_words.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace caveat::json {

class SchemaJson : public JsonWriter {
  public:
    SchemaJson() : JsonWriter(true) {}

    void member(std::string_view name, std::string_view value) {
        key(name);
        text(value);
    }
    void texts(const std::vector<std::string_view>& all) {
        begin_list(true);
        for (const std::string_view each : all) text(each);
        end_list();
    }
    /// `{"type": …}` on one line.
    void types(const std::vector<std::string_view>& all) {
        begin_object(true);
        key("type");
        if (all.size() == 1) {
            text(all.front());
        } else {
            texts(all);
        }
        end_object();
    }
    void nothing_else() {
        key("additionalProperties");
        boolean(false);
    }
    void null_type() { types({"null"}); }
    void reference(const std::string& name) {
        begin_object(true);
        member("$ref", "#/$defs/" + in_reference(name));
        end_object();
    }
    void any_of() {
        key("anyOf");
        begin_list();
    }

    void required(const std::vector<std::string_view>& keys) {
        begin_object(true);
        key("required");
        texts(keys);
        end_object();
    }

    /// The members of a list of what `name` defines.
    void list_of(const std::string& name) {
        member("type", "array");
        key("items");
        reference(name);
        key("maxItems");
        number(std::to_string(most_entries));
    }

    /// Defines a text that is as the expression says.
    void pattern(std::string_view name, std::string_view said, const std::string& expression) {
        key(name);
        begin_object();
        member("description", said);
        member("type", "string");
        member("pattern", expression);
        end_object();
    }
};

}  // namespace caveat::json
