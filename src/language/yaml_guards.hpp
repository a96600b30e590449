#pragma once

// What is checked beside the YAML library: before it sees the file, between two of the texts that
// it finds, and after it gave up.

#include "language/document.hpp"
#include "text/diagnostics.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace caveat::language {

/// Reports bytes that are no UTF-8 and characters that an author cannot see. `begin` lies after
/// the byte-order mark. returns whether there are none.
bool check_bytes(std::string_view file, std::size_t begin, text::Diagnostics& diagnostics);

/// Counts brackets without looking at quotes or comments, so that no file makes the YAML library
/// hold millions of them at once. returns whether their number is bearable.
bool check_brackets(std::string_view file, std::size_t begin, text::Diagnostics& diagnostics);

/// What stands between two texts.
struct Gap {
    bool is_sound = true;  ///< nothing was reported
    bool has_colon = false;
    std::optional<Span> mark_of_key;  ///< a `?`
};

/// Looks at the bytes [begin, end) which no text covers: only blanks, comments and YAML's own
/// indicators may stand there. Reports a tag, an anchor, a directive, or content left over.
Gap check_gap(std::string_view file, std::size_t begin, std::size_t end,
              text::Diagnostics& diagnostics);

/// Looks at what follows the document, from byte `begin`: blanks, comments and one `...`. Reports
/// a second document and content that YAML would drop.
void check_rest(std::string_view file, std::size_t begin, text::Diagnostics& diagnostics);

/// The place after blanks, line breaks and comments.
std::size_t skip_comments(std::string_view file, std::size_t begin);

/// Bytes of the word for nothing that stands alone at `begin`: `~`, `null`. 0 when none does, but
/// for example `nullify: …`, the line after an empty value. Inside of `{` or `[` what closes them,
/// or a comma, ends a word.
std::size_t null_length(std::string_view file, std::size_t begin, bool is_in_braces);

/// Whether a tab stands between the start of the line and byte `at`, with nothing but blanks
/// around.
std::optional<Span> tab_in_indentation(std::string_view file, std::size_t at);

/// Where the YAML library was when it gave up.
struct YamlFailure {
    std::string message;            ///< in the library's words
    std::size_t place = 0;          ///< a byte of the file
    bool is_in_flow = false;        ///< inside `[ ]` or `{ }`
    std::size_t container = 0;      ///< where the innermost list or mapping begins
    std::optional<Span> last_text;  ///< the text read last, keys included
    bool last_is_plain = false;
    bool is_key = false;      ///< a key was being read
    std::size_t covered = 0;  ///< the end of what was read
};

/// Looks at the line of the `{` or `[` at `open` for what its author left out: a comma before a
/// key, a quotation mark at the end of a text, the quotes around a text with ` #`. returns whether
/// it was reported.
bool report_slip_in_brackets(std::string_view file, std::size_t open,
                             text::Diagnostics& diagnostics);

/// `fever:{type: yes/no}` or `-{rule: …}` on the line of byte `at`. returns whether it was
/// reported.
bool report_missing_blank(std::string_view file, std::size_t at, text::Diagnostics& diagnostics);

/// Says what is wrong in words for the author of a rule file.
void report_failure(std::string_view file, const YamlFailure& failure,
                    text::Diagnostics& diagnostics);

}  // namespace caveat::language
