#pragma once

// The code of what is said of a mapping or a record, checked while it is compiled.

#include <caveat/codes.hpp>
#include <caveat/fhir_codes.hpp>

#include <string>
#include <string_view>

namespace caveat::mapping {

/// One of `caveat::codes` or `caveat::fhir_codes`; a literal that is neither does not compile.
class DiagnosticCode {
  public:
    // NOLINTNEXTLINE(google-explicit-constructor): a literal is a code
    consteval DiagnosticCode(const char* code) : DiagnosticCode(std::string_view(code)) {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    consteval DiagnosticCode(std::string_view code) : code_(code) {
        if (!codes::is_known(code) && !fhir_codes::is_known(code)) {
            throw "add the code to <caveat/fhir_codes.hpp>";
        }
    }

    [[nodiscard]] std::string text() const { return std::string(code_); }

  private:
    std::string_view code_;
};

}  // namespace caveat::mapping
