#pragma once

// A file that somebody has open: its text, what loading says of it, and what can be read of it.

#include <caveat/rules.hpp>

#include "editing/occurrences.hpp"
#include "editing/reading.hpp"
#include "editing/text_places.hpp"
#include "language/yaml_again.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::editing {

/// A rule file, as it stands or as it last could be read, and where names stand in it.
struct Understood {
    std::shared_ptr<const RulesReading> reading;
    std::vector<Occurrence> occurrences;  ///< in `reading`
};

class OpenFile {
  public:
    OpenFile(std::string uri, std::int64_t version, std::string text, const Limits& limits);
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    void put(std::int64_t version, std::string text);

    [[nodiscard]] const std::string& uri() const { return uri_; }
    [[nodiscard]] std::int64_t version() const { return version_; }
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const TextPlaces& places() const { return places_; }
    /// `NAME.cases.yaml`
    [[nodiscard]] bool is_cases() const { return is_cases_; }

    /// Of a rule file: what loading gives.
    [[nodiscard]] const Loaded& loaded() const { return loaded_; }
    /// The rules of the last text that loaded.
    [[nodiscard]] const std::optional<RuleSet>& last_rules() const { return last_rules_; }
    [[nodiscard]] std::int64_t last_version() const { return last_version_; }

    /// Null where no text has been readable yet.
    [[nodiscard]] const Understood* understood() const;
    /// The place in `Understood::reading` of a place in the text, and back; nothing where it was
    /// typed since.
    ///@{
    [[nodiscard]] std::optional<std::uint32_t> place_read(std::size_t byte) const;
    [[nodiscard]] std::optional<Span> span_now(Span read) const;
    ///@}
    /// Of a file of cases; null where it is no YAML.
    [[nodiscard]] const CasesReading* cases() const;

  private:
    std::string uri_;
    std::int64_t version_;
    std::string text_;
    Limits limits_;
    bool is_cases_;
    TextPlaces places_;
    language::YamlFile yaml_;  ///< of a rule file
    Loaded loaded_;
    std::optional<RuleSet> last_rules_;
    std::int64_t last_version_ = 0;

    // Read when somebody asks, and not at every key.
    mutable bool is_read_ = false;
    mutable std::optional<Understood> understood_;
    mutable std::shared_ptr<const CasesReading> cases_;
    mutable std::size_t alike_before_ = 0;  ///< bytes that the text and what was read begin with
    mutable std::size_t alike_behind_ = 0;  ///< and end with
    void read() const;
    void judge();
};

}  // namespace caveat::editing
