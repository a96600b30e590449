#pragma once

// The tree of a file while it is built: which lists and mappings are open, and which key awaits its
// value.

#include "language/yaml_reader.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace caveat::language {

/// Thrown where reading on is pointless; the reason has been reported.
struct StopReading {};

/// Takes texts, lists and mappings in the order of the file. Reports keys that are no keys, keys
/// that stand twice or lack their colon, and what passes the limits (with `StopReading`).
class YamlTree {
  public:
    YamlTree(std::string_view file, const ReadLimits& limits, text::Diagnostics& diagnostics)
        : file_(file), limits_(limits), diagnostics_(diagnostics) {}

    /// The innermost list or mapping that is open; null where none is.
    [[nodiscard]] const YamlNode* innermost() const {
        return frames_.empty() ? nullptr : &frames_.back().node;
    }
    [[nodiscard]] bool is_in_flow() const { return !frames_.empty() && innermost()->is_flow; }
    /// Whether a key must come next.
    [[nodiscard]] bool awaits_key() const {
        return !frames_.empty() && innermost()->kind == YamlNode::Kind::mapping && !key();
    }
    /// The key that awaits its value; null where none does.
    [[nodiscard]] const Scalar* key() const {
        return frames_.empty() || !frames_.back().key ? nullptr : &*frames_.back().key;
    }
    /// Whether that key was reported.
    [[nodiscard]] bool key_is_broken() const { return frames_.back().key_is_broken; }

    /// Reports a list or mapping that may not begin at this byte, and stops.
    void check_place(std::size_t begin);
    void open(YamlNode node);
    /// Reports what was kept back about the innermost list or mapping, whose brackets are closed.
    void report_kept_back();
    /// Closes it and adds it to the one around it.
    void close(std::size_t end);

    void add(YamlNode node);
    /// A broken key is reported; its value is left out.
    void add_key(const Scalar& key, bool is_broken);
    /// The key at hand has no colon: in `{ }` mostly the rest of a text that a comma has split.
    void report_missing_colon();

    std::optional<YamlNode> take_root() { return std::move(root_); }

  private:
    struct Frame {
        YamlNode node;
        std::optional<Scalar> key;  ///< of a mapping, while its value is awaited
        bool key_is_broken = false;
        std::unordered_map<std::string, Span> keys;
        std::size_t count = 0;  ///< of entries, the ones left out included
    };

    void report_open_bracket(std::size_t begin);

    std::string_view file_;
    const ReadLimits& limits_;
    text::Diagnostics& diagnostics_;
    std::vector<Frame> frames_;
    std::optional<YamlNode> root_;
    std::size_t value_count_ = 0;
    /// Said once the brackets are closed: what breaks them says more.
    std::vector<Diagnostic> kept_back_;
};

}  // namespace caveat::language
