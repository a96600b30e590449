#pragma once

// Golden files: the exact text that a stage gives for a known input, kept beside the tests.

#include <string>
#include <string_view>

namespace caveat::testing {

/// The whole text of a file below the repository; a failed test and "" when it cannot be read.
std::string read_source_file(std::string_view path_in_repository);

/// Compares `actual` with tests/golden/`path`, byte for byte, and fails the running test with the
/// first line that differs. With CAVEAT_UPDATE_GOLDEN=1 in the environment the file is written
/// instead, and nothing fails.
void check_golden(std::string_view path, std::string_view actual);

}  // namespace caveat::testing
