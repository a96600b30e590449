#pragma once

// One function a command; `cli.cpp` fills the options from the command line.

#include <caveat/report_text.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include "adapters/cli/cli.hpp"
#include "adapters/cli/options.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace caveat::cli {

enum class Format { text, json, ndjson };

struct ScreenOptions {
    std::string rules;
    std::vector<std::string> profiles;       ///< files, or `-` for standard input
    Date as_of;                              ///< for profiles that name no day
    std::optional<Respondents> respondents;  ///< as it suits the reader where not given
    ReaderWish reading;
    std::optional<Format> format;  ///< as it suits the input where not given
    std::optional<WhyOf> why;
    bool no_values = false;
    ExtraFacts extra_facts = ExtraFacts::problem;
    bool only_verdict = false;
    bool only_record = false;
    unsigned threads = 0;         ///< of a stream; 0 = all cores
    std::string output;           ///< a file for the reports; empty: standard output
    bool resume = false;          ///< goes on behind what `output` holds
    std::size_t block_bytes = 0;  ///< of a stream, for tests; 0 = as it suits
};

/// How long the solver may think about one question.
inline constexpr unsigned default_solver_milliseconds = 2000;

struct CheckOptions {
    std::vector<std::string> rules;
    Date as_of;
    unsigned solver_milliseconds = default_solver_milliseconds;
    std::string format;
};

struct FormatOptions {
    std::vector<std::string> files;
    bool only_check = false;  ///< says which lines would change, and changes nothing
    bool to_output = false;   ///< writes the text to the output, and no file
};

int screen_profiles(const ScreenOptions& options, const Streams& streams);
int check_rules(const CheckOptions& options, const Streams& streams);
int format_rule_files(const FormatOptions& options, const Streams& streams);

/// Today, by the clock and time zone of this machine.
Date today();

}  // namespace caveat::cli
