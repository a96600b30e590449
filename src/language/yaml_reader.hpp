#pragma once

// YAML as this project accepts it: one document of texts, lists and mappings, every text with the
// place of each of its bytes. Behind this header alone stands yaml-cpp.

#include <caveat/diagnostic.hpp>

#include "language/document.hpp"
#include "text/diagnostics.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace caveat::language {

struct YamlPair;

/// One value of the file. What it holds depends on `kind`.
struct YamlNode {
    enum class Kind : std::uint8_t {
        null,  ///< nothing, `~` or `null`
        text,
        list,
        mapping,
        broken,  ///< reported already; whoever meets it stays silent
    };

    Kind kind = Kind::null;
    bool is_flow = false;  ///< written with `[ ]` or `{ }`
    Span span;
    Scalar text;                  ///< of a text
    std::vector<YamlNode> items;  ///< of a list
    std::vector<YamlPair> pairs;  ///< of a mapping, in order, keys unique
    bool lost_keys = false;       ///< of a mapping: some key was reported and left out
};

struct YamlPair {
    Scalar key;
    YamlNode value;
};

/// Reads one YAML document. Reports bytes that are no UTF-8, characters that nobody can see, YAML's
/// own errors, content that YAML would drop, a second document, duplicate keys, anchors, aliases,
/// tags, directives, merge keys, keys that are no texts, and what passes the limits.
/// found_every_byte  set, where there is a root, to whether every byte of every text has its place
/// returns nothing when the file could not be read to its end or holds nothing; otherwise the root,
///         where the parts that were reported are broken.
std::optional<YamlNode> read_yaml(std::string_view text, const ReadLimits& limits,
                                  text::Diagnostics& diagnostics, bool* found_every_byte = nullptr);

}  // namespace caveat::language
