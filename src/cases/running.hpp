#pragma once

// A case screened, and what it expected beside what came out.

#include <caveat/screen.hpp>

#include "cases/case_file.hpp"

#include <string>
#include <vector>

namespace caveat::cases {

/// One expectation that does not hold.
struct Failure {
    std::string subject;           ///< `fires: spasm-course`, `verdict`
    std::string expected;          ///< `fired or presumed`
    std::string actual;            ///< `not fired`
    std::vector<std::string> why;  ///< the engine's reasons, in sentences
    Span span;                     ///< of the expectation, in the file of the case
    friend bool operator==(const Failure&, const Failure&) = default;
};

/// What is wrong with a screened case; empty when all that it expects holds.
///
/// Precondition: `screening` is that of the case's profile and respondents.
std::vector<Failure> failures_of(const Case& one, const Screening& screening);

/// `fired`, `not fired` …
std::string_view words_of(Status status);
std::string_view words_of(Truth truth);

}  // namespace caveat::cases
