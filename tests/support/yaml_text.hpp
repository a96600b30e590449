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
    bool is_quoted = false;      ///< needs quotation marks to mean what it means
    std::vector<Yaml> items;
    struct Entry;
    std::vector<Entry> entries;

    static Yaml scalar(std::string text);
    static Yaml expression(std::string text);
    static Yaml quoted(std::string text);
    static Yaml sequence(std::vector<Yaml> items);
    static Yaml mapping();
    Yaml& add(const std::string& key, Yaml value);
};

// Outside the struct: an entry needs the tree to be complete.
struct Yaml::Entry {
    Yaml first;
    Yaml second;
};

inline Yaml Yaml::scalar(std::string text) {
    return {Kind::scalar, std::move(text), false, false, {}, {}};
}
inline Yaml Yaml::expression(std::string text) {
    return {Kind::scalar, std::move(text), true, false, {}, {}};
}
inline Yaml Yaml::quoted(std::string text) {
    return {Kind::scalar, std::move(text), false, true, {}, {}};
}
inline Yaml Yaml::sequence(std::vector<Yaml> items) {
    return {Kind::sequence, {}, false, false, std::move(items), {}};
}
inline Yaml Yaml::mapping() {
    return {Kind::mapping, {}, false, false, {}, {}};
}
inline Yaml& Yaml::add(const std::string& key, Yaml value) {
    entries.push_back({scalar(key), std::move(value)});
    return *this;
}

/// The text of a document. Scalars come plain, quoted, folded or literal;
/// collections in block or flow style; every choice is correct YAML.
std::string print_yaml(const Yaml& document, Chance& chance);

}  // namespace caveat::testing
