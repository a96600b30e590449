#pragma once

// A Python mapping from facts to answers as the JSON text that says the same, so that there is one
// reader for both: the same answers, the same problems in the same words.

#include "adapters/python/objects.hpp"

#include <cstddef>
#include <cstdint>
#include <nanobind/nanobind.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::python {

/// Writes it. An answer that JSON has no form for stands as `{}`, which no fact takes either, and
/// is listed beside the text.
class FactsText {
  public:
    explicit FactsText(const RuleSet& rules) : rules_(rules) {}

    /// The members of a mapping as an object. Throws TypeError where a name is no text.
    void facts(nanobind::handle mapping);
    /// `"key":"text"`, and a comma before it where one is needed.
    void member(std::string_view key, std::string_view text);
    void raw(std::string_view json) { text_ += json; }

    std::string text_{};
    std::vector<Wrong> wrong_{};
    std::vector<std::string> unknown_{};  ///< names that no fact has

  private:
    /// Where an answer stands.
    struct Where {
        std::optional<FactId> fact;           ///< nothing: of no fact
        std::optional<std::uint32_t> record;  ///< in the list of a fact
        std::string_view field{};             ///< of that record; empty: the record itself
        std::string_view within{};  ///< "a list", "an object" where only a part is looked at
        std::size_t depth = 0;
    };

    void answer(nanobind::handle value, const Where& where);
    void value(nanobind::handle value, const Where& where);
    void integer(nanobind::handle value, const Where& where);
    void floating(double number, const Where& where);
    void list(nanobind::handle list, const Where& where);
    void object(nanobind::handle mapping, const Where& where);
    void simplified(nanobind::handle value, const Where& where);
    void not_to_be_read(Answer answer, std::string_view what, const Where& where);
    void quoted(std::string_view words);
    [[nodiscard]] bool is_list_of_records(const Where& where) const;
    [[nodiscard]] bool is_full() const;

    const RuleSet& rules_;
};

}  // namespace caveat::python
