#pragma once

#include "text/diagnostics.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace caveat::text {

/// A canonical name with letters of other scripts put in Latin where they look like Latin ones, in
/// either case: two names with one skeleton look alike. For comparing only.
std::string skeleton(std::string_view canonical);

/// Names of one scope, each with a number, among which those that look alike are found.
class LookAlikes {
  public:
    /// Adds a canonical name. returns the number of one that looks like it without being it; then
    /// nothing is added.
    std::optional<std::uint32_t> add(const std::string& canonical, std::uint32_t number);

  private:
    struct Name {
        std::string canonical;
        std::uint32_t number = 0;
    };
    std::unordered_map<std::string, Name> by_skeleton_;
};

/// Of a name that looks like one declared before.
void report_look_alike(Span span, std::string_view written, Span other, Diagnostics& diagnostics);

}  // namespace caveat::text
