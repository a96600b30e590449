// Compares what two files say, apart from how they are laid out.
// Entrances: same_values, same_content.

#include "language/layout.hpp"
#include "language/layout_tokens.hpp"

#include <algorithm>
#include <vector>

namespace caveat::language {
namespace {

bool same(const Scalar& a, const Scalar& b) {
    return a.text == b.text && a.style == b.style;
}

bool same(const YamlNode& a, const YamlNode& b) {
    if (a.kind != b.kind || a.is_flow != b.is_flow) return false;
    switch (a.kind) {
        case YamlNode::Kind::null:
        case YamlNode::Kind::broken:
            return true;
        case YamlNode::Kind::text:
            return same(a.text, b.text);
        case YamlNode::Kind::list:
            return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(),
                              [](const YamlNode& x, const YamlNode& y) { return same(x, y); });
        case YamlNode::Kind::mapping:
            return std::equal(a.pairs.begin(), a.pairs.end(), b.pairs.begin(), b.pairs.end(),
                              [](const YamlPair& x, const YamlPair& y) {
                                  return same(x.key, y.key) && same(x.value, y.value);
                              });
    }
    return false;
}

/// Comments in order, and whether one blank alone parts them from a text, of which loading warns.
struct Comment {
    std::string_view text;
    bool is_close = false;
    friend bool operator==(const Comment&, const Comment&) = default;
};

std::vector<Comment> comments_of(std::string_view file, const YamlNode& root) {
    std::vector<Comment> comments;
    for (const LayoutToken& token : layout_tokens(file, root)) {
        if (token.piece != LayoutPiece::comment) continue;
        comments.push_back({file.substr(token.begin, token.end - token.begin), token.is_close});
    }
    return comments;
}

}  // namespace

bool same_values(const YamlNode& a, const YamlNode& b) {
    return same(a, b);
}

bool same_content(std::string_view file, const YamlNode& root, std::string_view other_file,
                  const YamlNode& other_root) {
    return same_values(root, other_root) &&
           comments_of(file, root) == comments_of(other_file, other_root);
}

}  // namespace caveat::language
