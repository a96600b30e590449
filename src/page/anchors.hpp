#pragma once

// Where links of a page lead.

#include <string>
#include <string_view>
#include <unordered_set>

namespace caveat::page {

/// Gives each thing on a page a place of its own, in letters that need no escape.
class Anchors {
  public:
    /// `rule-severe-pain` for the rule `severe pain`; another one of that spelling gets a number.
    std::string add(std::string_view kind, std::string_view name);

  private:
    std::unordered_set<std::string> taken_;
};

}  // namespace caveat::page
