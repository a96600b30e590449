#pragma once

// `caveat show`: a rule set as a page, or one rule as a drawing.

#include <caveat/profile.hpp>
#include <caveat/report_text.hpp>

#include "adapters/cli/cli.hpp"

#include <optional>
#include <string>

namespace CLI {  // NOLINT: the library's own name
class App;
}

namespace caveat::cli {

enum class ShownAs { html, svg };

struct ShowOptions {
    std::string rules;
    std::string profile;           ///< empty: the page is about nobody
    std::optional<Reader> reader;  ///< of the part about the patient; the clinician if not given
    std::string as_of;             ///< of a profile that names no day, and of reviews; empty: today
    std::string output;            ///< a file; empty: standard output
    std::string rule;              ///< of a drawing
    std::optional<ShownAs> format;
    bool has_policy = false;  ///< writes the header for servers to standard output
    ExtraFacts extra_facts = ExtraFacts::problem;
};

/// Adds the command, which fills the options.
CLI::App* add_show(CLI::App& app, ShowOptions& options);

/// `caveat show`: 0 = written, 1 = answers of the profile could not be used, 2 = a file or the
/// options are wrong.
int show_rules(const ShowOptions& options, const Streams& streams);

}  // namespace caveat::cli
