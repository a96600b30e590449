#pragma once

// A list of problems as a handle.

#include <caveat/caveat.h>
#include <caveat/diagnostic.hpp>

#include <cstdint>
#include <memory>
#include <vector>

/// Problems, and the text that they point into. Never changes once it is made.
struct caveat_diagnostics {
    caveat_diagnostics(std::vector<caveat::Diagnostic> found, caveat::Source text);

    /// Where a problem begins, as editors count.
    struct Spot {
        std::uint32_t line = 0;
        std::uint32_t column = 0;
    };

    std::vector<caveat::Diagnostic> list;
    caveat::Source source;
    std::vector<Spot> spots;  ///< one a problem
};

namespace caveat::c_api {

using OwnedDiagnostics = std::unique_ptr<caveat_diagnostics>;

}  // namespace caveat::c_api
