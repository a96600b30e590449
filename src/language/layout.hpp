#pragma once

// How a rule file looks: one layout, whatever its author typed. Nothing that means something
// changes, and `same_content` proves it of each file anew.
//
//   indentation    two blanks a level; lists stand two blanks inside what they belong to, and so
//                  do the further lines of a text and of what stands in brackets
//   blanks         one behind `:`, `-` and `,`; none inside brackets, before `:` and `,`, or at the
//                  end of a line. Values below each other in one column stay so
//   empty lines    where they are, one at most in a row; none at the beginning or end of the file
//   comments       a comment on a line of its own is indented like what follows it; one behind a
//                  text stands two blanks behind it, and comments below each other stay so. One
//                  blank stays one blank: loading warns of it, since it may have cut a sentence
//   line breaks    LF, one at the end of the file; no byte-order mark
//
// Which texts are quoted, which lists stand in brackets and where lines break stays as it is.

#include "language/yaml_reader.hpp"

#include <string>
#include <string_view>

namespace caveat::language {

/// The file with LF for CR LF and CR, and without a byte-order mark.
std::string with_plain_line_breaks(std::string_view file);

/// The file in that layout.
///
/// file  has plain line breaks
/// root  what `read_yaml` gave for it, without reporting an error
std::string lay_out(std::string_view file, const YamlNode& root);

/// Whether two trees hold the same values in the same order, form and style.
bool same_values(const YamlNode& a, const YamlNode& b);

/// Whether two files say the same: the same values and the same comments.
bool same_content(std::string_view file, const YamlNode& root, std::string_view other_file,
                  const YamlNode& other_root);

}  // namespace caveat::language
