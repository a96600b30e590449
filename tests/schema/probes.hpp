#pragma once

// What the schema for editors offers, and what the reader says that it knows.

#include <caveat/diagnostic.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace schema_test {

using Words = std::set<std::string>;

/// A key or word that resembles no other, so that the help lists all there are.
constexpr std::string_view unheard_of = "zzzzzzzz";

/// Where the unheard-of word is written.
struct Probe {
    std::string_view place;  ///< of the mapping or the word in the schema, as a JSON pointer
    std::string_view text;   ///< what a file needs to come to it
};

/// The keys of the object, or the texts of the array, at a JSON pointer into the schema.
Words keys_of(const std::string& pointer);
Words texts_of(const std::string& pointer);
std::string text_of(const std::string& pointer);

/// The definitions in the schema that allow no keys but their own.
Words strict_definitions();

/// What stands between backticks.
Words quoted_in(std::string_view help);

/// The help of the error with this code that names the unheard-of word. Fails the running test
/// when there is none.
std::string help_in(const std::vector<caveat::Diagnostic>& diagnostics, std::string_view code);

/// One word a line, for comparing.
std::string listed(const Words& words);

}  // namespace schema_test
