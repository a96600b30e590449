#pragma once

// The code of a diagnostic, checked while the library is compiled.

#include <caveat/codes.hpp>

#include <string>
#include <string_view>

namespace caveat::text {

/// One of `caveat::codes`. A literal that is none of them does not compile, so no diagnostic can
/// have a code that hosts cannot know.
class DiagnosticCode {
  public:
    // NOLINTNEXTLINE(google-explicit-constructor): a literal is a code
    consteval DiagnosticCode(const char* code) : DiagnosticCode(std::string_view(code)) {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    consteval DiagnosticCode(std::string_view code) : code_(code) {
        if (!codes::is_known(code)) throw "add the code to <caveat/codes.hpp>";
    }

    [[nodiscard]] constexpr std::string_view view() const { return code_; }
    [[nodiscard]] std::string text() const { return std::string(code_); }

  private:
    std::string_view code_;
};

}  // namespace caveat::text
