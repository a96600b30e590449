#pragma once

// YAML of a file that somebody types in: of what was read before, all but the one entry that has
// changed.

#include "language/yaml_reader.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace caveat::language {

/// What `read_yaml` makes of `now`, where that is found by reading one entry of one section again.
/// returns null where the whole has to be read: more than an entry has changed, or something is
///         to be reported.
///
/// before  what `read_yaml` made of `was`, under the same limits: nothing was reported, and every
///         byte found
std::shared_ptr<YamlNode> read_entry_again(std::string_view was, const YamlNode& before,
                                           std::string_view now, const ReadLimits& limits);

/// A file that is read again after each key.
class YamlFile {
  public:
    /// As `read_yaml`, of its text as it stands now. returns null for nothing.
    const YamlNode* read(std::string_view text, const ReadLimits& limits,
                         text::Diagnostics& diagnostics);
    /// The last text, and what it was read to.
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const std::shared_ptr<const YamlNode>& root() const { return root_; }

  private:
    std::string text_;
    std::shared_ptr<const YamlNode> root_;
    bool is_sound_ = false;  ///< the next text may be read from what is known of this one
};

}  // namespace caveat::language
