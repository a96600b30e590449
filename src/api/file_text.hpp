#pragma once

// Files as text, with a problem where there is none.

#include <caveat/diagnostic.hpp>
#include <caveat/rules.hpp>

#include "text/code.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace caveat::api {

/// The most bytes that a file may have under these limits, and that spans can count.
std::size_t most_bytes(const Limits& limits);

/// A problem of a file as a whole.
Diagnostic file_problem(text::DiagnosticCode code, std::string message, std::string help);
Diagnostic too_large(const Limits& limits);

struct FileText {
    std::string text;
    std::optional<Diagnostic> problem;  ///< why there is no text
};

/// The bytes of a file. path  UTF-8
FileText read_file(const std::string& path, const Limits& limits);

}  // namespace caveat::api
