// Turns the schema's JSON, and the reader's messages, into sets of words.

#include "schema/probes.hpp"

#include "support/golden.hpp"

#include <boost/test/unit_test.hpp>
#include <simdjson.h>

namespace schema_test {
namespace {

/// The schema, parsed; the values look into it.
const simdjson::dom::element& schema() {
    static simdjson::dom::parser parser;
    static const simdjson::dom::element root = parser.parse(
        simdjson::padded_string(caveat::testing::read_source_file("rules/caveat.schema.json")));
    return root;
}

}  // namespace

Words keys_of(const std::string& pointer) {
    Words keys;
    const simdjson::dom::object object = schema().at_pointer(pointer).get_object();
    for (const auto& [key, value] : object) keys.emplace(key);
    return keys;
}

Words texts_of(const std::string& pointer) {
    Words texts;
    const simdjson::dom::array array = schema().at_pointer(pointer).get_array();
    for (const simdjson::dom::element each : array) {
        texts.emplace(std::string_view(each.get_string()));
    }
    return texts;
}

std::string text_of(const std::string& pointer) {
    return std::string(std::string_view(schema().at_pointer(pointer).get_string()));
}

Words strict_definitions() {
    Words names;
    const simdjson::dom::object definitions = schema().at_pointer("/definitions").get_object();
    for (const auto& [name, part] : definitions) {
        bool may_have_others = true;
        const bool says_so = part["additionalProperties"].get(may_have_others) == simdjson::SUCCESS;
        if (says_so && !may_have_others) names.emplace(name);
    }
    return names;
}

Words quoted_in(std::string_view help) {
    Words found;
    std::size_t open = 0;
    while ((open = help.find('`', open)) != std::string_view::npos) {
        const std::size_t close = help.find('`', open + 1);
        BOOST_REQUIRE(close != std::string_view::npos);
        found.emplace(help.substr(open + 1, close - open - 1));
        open = close + 1;
    }
    return found;
}

std::string help_in(const std::vector<caveat::Diagnostic>& diagnostics, std::string_view code) {
    for (const caveat::Diagnostic& each : diagnostics) {
        if (each.code == code && each.message.find(unheard_of) != std::string::npos) {
            return each.help;
        }
    }
    BOOST_ERROR("nothing is reported as " << code);
    return {};
}

std::string listed(const Words& words) {
    std::string text;
    for (const std::string& each : words) text += each + '\n';
    return text;
}

}  // namespace schema_test
