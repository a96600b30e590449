#pragma once

#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

namespace booking {

/// What a new client told the desk, as the form of a booking system holds it.
struct Client {
    std::string name;
    std::string as_of;  ///< the day of the booking, ISO 8601
    /// Key of a fact and what was answered, as typed; in the order of the form. An empty answer
    /// to a list is "none of these", `~` is "asked, and not known".
    std::vector<std::pair<std::string, std::string>> answers;
};

/// Reads lines `key: answer`. `client` and `as_of` are about the form itself, `#` begins a remark,
/// and a line that is none of these is kept under its number, so that nothing is lost in silence.
Client read_client(std::istream& lines);

/// The text without blanks at either end.
std::string trimmed(const std::string& text);

/// A list as typed, `swollen, warm`; empty for an empty text.
std::vector<std::string> listed(const std::string& text);

}  // namespace booking
