#pragma once

// Where reports go: standard output, or a file that a killed run can go on with.

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace caveat::cli {

/// Takes reports in order. Once something could not be written, nothing more is.
class Output {
  public:
    /// The stream must outlive the output.
    explicit Output(std::ostream& out) : out_(&out) {}
    /// An open file descriptor, which stays the caller's.
    explicit Output(int descriptor) : descriptor_(descriptor) {}
    ~Output();
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    /// Writes to a file from now on; with `keep`, behind what is in it, else from its beginning.
    /// Returns why that is not possible.
    std::string open(const std::string& name, bool keep);

    /// Written at once: whoever reads along waits for each answer. False once it is of no use to go
    /// on.
    bool write(std::string_view words);

    /// Whether nobody reads any more, which is no failure: `caveat screen … | head`.
    [[nodiscard]] bool is_closed() const { return is_closed_; }
    /// Whether it could not be written, as on a full disk.
    [[nodiscard]] bool has_failed() const { return has_failed_; }
    /// Of the file opened.
    [[nodiscard]] int descriptor() const { return descriptor_; }

  private:
    std::ostream* out_ = nullptr;
    int descriptor_ = -1;
    bool owns_descriptor_ = false;
    bool is_closed_ = false;
    bool has_failed_ = false;
};

/// What an earlier run left in an output.
struct EarlierLines {
    std::uint64_t count = 0;    ///< whole lines
    std::uint64_t bytes = 0;    ///< of those lines
    std::string last;           ///< the last of them, with its line break
    bool has_problems = false;  ///< one of them is about a profile with problems
};

/// Reads the whole lines at the beginning of a file. Nothing when it cannot be read.
///
/// mark  what a line holds that is about a profile with problems, and no other
std::optional<EarlierLines> read_earlier(int descriptor, std::string_view mark);

/// One line of a file, counted from 0, with its line break.
std::optional<std::string> read_line_at(int descriptor, std::uint64_t number);

/// Cuts the file off behind so many bytes, and goes on writing there.
bool cut_off(int descriptor, std::uint64_t bytes);

}  // namespace caveat::cli
