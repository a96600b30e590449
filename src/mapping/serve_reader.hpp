#pragma once

// What the readers of the parts of a service file share.

#include "language/document_reader.hpp"
#include "mapping/context.hpp"
#include "mapping/serve_file.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::mapping {

using language::KeyedValues;
using language::Scalar;

struct ServeContext {
    text::Diagnostics& diagnostics;
    std::string folder;  ///< of the file, with a slash at its end; empty: the current one

    text::Details error(DiagnosticCode code, Span span, std::string message) {
        return report(diagnostics, Severity::error, code, span, std::move(message));
    }
    /// As it can be opened, of a path that counts from the folder of the file.
    [[nodiscard]] std::string path(const std::string& written) const {
        return written.starts_with('/') ? written : folder + written;
    }
    /// `no` where it is not written.
    bool yes_no(const KeyedValues& values, std::string_view key);
    std::optional<Window> window(const Scalar& written);
};

/// Who may call, and how it is known.
std::vector<Client> read_clients(ServeContext& context, const language::YamlNode& node);

}  // namespace caveat::mapping
