#pragma once

// Reading one part of a rule file out of YAML: what every part has in common. A part that is not
// as it should be has been reported when a function returns nothing.

#include "language/document.hpp"
#include "language/yaml_reader.hpp"
#include "text/diagnostics.hpp"

#include <initializer_list>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::language {

using KeyList = std::initializer_list<std::string_view>;

/// The values of a mapping with fixed keys.
class KeyedValues {
  public:
    /// Reports keys that are not among `known`, with a suggestion; the value of a misspelt key
    /// counts as the one of the key that was meant. `what` names the mapping in messages, with its
    /// article: "a fact".
    KeyedValues(const YamlNode& mapping, std::string_view what, KeyList known,
                text::Diagnostics& diagnostics);

    /// The value under a key; null when it is absent.
    [[nodiscard]] const YamlNode* find(std::string_view key) const;
    [[nodiscard]] std::optional<Scalar> text(std::string_view key) const;
    [[nodiscard]] std::vector<Scalar> texts(std::string_view key) const;
    /// A text that somebody reads: warns when a comment behind it may have cut it short.
    [[nodiscard]] std::optional<Scalar> prose(std::string_view key) const;
    /// Reports an absent key at `place`, unless a key was lost that may have been it.
    void require(std::string_view key, Span place, std::string_view help) const;
    /// The same without help; null where the key is there.
    [[nodiscard]] Diagnostic* missing(std::string_view key, Span place) const;
    /// Whether a list or mapping stands under a key that nobody knows.
    [[nodiscard]] bool has_strange_section() const { return has_strange_section_; }

  private:
    void report_unknown(std::size_t pair, KeyList known);
    void report_for(const Scalar& key, const YamlNode& value, const std::vector<std::string>& keys);
    bool report_range(const Scalar& key, const std::string& name, const YamlNode& value);
    bool report_type(const Scalar& key, const std::string& name, const YamlNode& value);
    [[nodiscard]] std::vector<std::string> similar_keys(
        const std::string& name, const YamlNode& value,
        const std::vector<std::string>& known) const;

    const YamlNode& mapping_;
    std::vector<std::string> names_;  ///< canonical, of the mapping's keys
    std::string what_;
    text::Diagnostics& diagnostics_;
    std::vector<std::pair<std::string, const YamlNode*>> meant_;  ///< values of misspelt keys
    std::list<YamlNode> types_;  ///< of facts whose type stands as a key
    bool has_strange_section_ = false;
};

/// The node itself when it is a mapping (or list) with something in it. Reports anything else;
/// `what` is "a fact", `help` shows the right form.
const YamlNode* as_mapping(const YamlNode& node, std::string_view what, std::string_view help,
                           text::Diagnostics& diagnostics);
const YamlNode* as_list(const YamlNode& node, std::string_view what, std::string_view help,
                        text::Diagnostics& diagnostics);

/// The text that stands where a mapping may: `fever: yes/no` for `fever: {type: yes/no}`. Null when
/// none does, or when it is a key of the mapping that lacks its blank: `type:yes/no`.
const Scalar* short_form(const YamlNode& node, KeyList keys);

/// `name` is the key whose value this is.
std::optional<Scalar> as_text(const YamlNode& node, std::string_view name,
                              text::Diagnostics& diagnostics);
/// One text, or a list of texts.
std::vector<Scalar> as_texts(const YamlNode& node, std::string_view name,
                             text::Diagnostics& diagnostics);

/// A text, or a group such as `any of: […]`. What could not be read is a broken text.
Condition as_condition(const YamlNode& node, std::string_view name, text::Diagnostics& diagnostics);

/// What stands under `accept`: codes of findings that exist, each with a reason.
std::vector<Acceptance> read_accepted(const KeyedValues& values, text::Diagnostics& diagnostics);

/// The parts of a rule file that have a file each; what is broken in one, its entry says.
FactEntry read_fact(const YamlPair& pair, text::Diagnostics& diagnostics);
ScoreEntry read_score(const YamlPair& pair, text::Diagnostics& diagnostics);
std::optional<RuleEntry> read_rule(const YamlNode& node, text::Diagnostics& diagnostics);

/// From the key to the end of its value.
Span span_of(const YamlPair& pair);

/// Warns when a comment behind an expression, or a text that somebody reads, may have cut it short.
void warn_of_comment(const Scalar& text, text::Diagnostics& diagnostics);

/// A part of a text as a text of its own.
Scalar part_of(const Scalar& text, std::size_t begin, std::size_t end);

}  // namespace caveat::language
