#pragma once

// YAML as a small tree, and its text in one of many equivalent spellings.

#include "chance.hpp"

#include <string>
#include <utility>
#include <vector>

namespace caveat::testing {

struct Yaml {
    enum class Kind { scalar, sequence, mapping };
    Kind kind = Kind::scalar;
    std::string text;
    bool is_expression = false;  ///< may be broken into lines at `and`, `or`, `unless`
    std::vector<Yaml> items;
    std::vector<std::pair<Yaml, Yaml>> entries;

    static Yaml scalar(std::string text) { return {Kind::scalar, std::move(text), false, {}, {}}; }
    static Yaml expression(std::string text) {
        return {Kind::scalar, std::move(text), true, {}, {}};
    }
    static Yaml sequence(std::vector<Yaml> items) {
        return {Kind::sequence, {}, false, std::move(items), {}};
    }
    static Yaml mapping() { return {Kind::mapping, {}, false, {}, {}}; }
    Yaml& add(const std::string& key, Yaml value) {
        entries.emplace_back(scalar(key), std::move(value));
        return *this;
    }
};

/// The text of a document. Scalars come plain, quoted, folded or literal;
/// collections in block or flow style; every choice is correct YAML.
std::string print_yaml(const Yaml& document, Chance& chance);

}  // namespace caveat::testing
