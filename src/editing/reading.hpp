#pragma once

// A rule file as far as it can be read, whether it loads or not: what editors ask about while
// somebody types.

#include <caveat/rules.hpp>

#include "language/sentences.hpp"
#include "language/yaml_reader.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::editing {

/// Every text of a YAML file, keys too, by place.
class Scalars {
  public:
    /// The nodes must outlive this.
    void add(const language::YamlNode& node);
    /// Once, when all are added.
    void sort();
    /// The text that a piece of the file lies in; null where it is none.
    [[nodiscard]] const language::Scalar* around(Span span) const;

  private:
    std::vector<const language::Scalar*> texts_;
};

struct RulesReading {
    RulesReading(std::string text, std::shared_ptr<const language::YamlNode> yaml,
                 std::shared_ptr<const language::RuleFile> written);

    std::string source;
    std::shared_ptr<const language::YamlNode> root;
    std::shared_ptr<const language::RuleFile> file;
    const language::Document& document;  ///< in `file`, as what follows
    const language::Vocabulary& vocabulary;
    const language::Sentences& sentences;
    Scalars scalars;
    std::vector<std::string> rule_ids;  ///< by rule, as written or made; empty: it has none
};

/// Nothing when the text is no YAML mapping at all. Spans look into `RulesReading::source`.
///
/// root   what the text was read to as YAML; may be null
/// rules  what it loads as, if it does: what is known of them is not read again
///@{
std::shared_ptr<const RulesReading> read_as_it_stands(std::string_view text, const Limits& limits);
std::shared_ptr<const RulesReading> read_as_it_stands(
    std::string_view text, const Limits& limits, std::shared_ptr<const language::YamlNode> root,
    const std::optional<RuleSet>& rules);
///@}

}  // namespace caveat::editing
