#pragma once

#include <caveat/diagnostic.hpp>

#include <string>
#include <vector>

namespace caveat::testing {

/// A file with the edits of a fix made in it.
std::string edited(std::string text, const Fix& fix);

/// What a help says to write, each text by itself. A text with `…`, or a key that ends in `:`, is a
/// form that the author fills in: it is no edit, and left out.
std::vector<std::string> texts_to_write(const std::string& help);

/// Of each text that the help says to write, a fix puts it into the file, in the order of the help.
/// returns what lacks one; empty when none does.
std::string without_fix(const Diagnostic& problem, const std::string& file);

}  // namespace caveat::testing
