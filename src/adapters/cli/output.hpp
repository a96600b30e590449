#pragma once

// Where reports go: standard output, or a file. What could not be written is never lost without a
// word.

#include "adapters/cli/new_file.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <ostream>
#include <streambuf>
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

    /// Writes to a file from now on that takes its place in `finish`, when all is there. Returns
    /// why that is not possible.
    std::string open_whole(const std::string& name);
    /// Writes to a file as it comes, so that a killed run leaves what it had; with `keep`, behind
    /// what is in it, else from its beginning. A new file is for its owner alone, and nobody else
    /// writes to it meanwhile. Returns why that is not possible.
    std::string open_growing(const std::string& name, bool keep);

    /// Written at once: whoever reads along waits for each answer. False once it is of no use to go
    /// on.
    bool write(std::string_view words);

    /// Makes sure that a file opened is on the disk, and in its place. Called once, after the last
    /// word; `has_failed` tells whether it went well.
    void finish();

    /// Whether nobody reads any more, which is no failure: `caveat screen … | head`.
    [[nodiscard]] bool is_closed() const { return is_closed_; }
    /// Whether it could not be written, as on a full disk.
    [[nodiscard]] bool has_failed() const { return !failure_.empty(); }
    /// Why it could not be written, in the words of the system; empty where it could.
    [[nodiscard]] const std::string& failure() const { return failure_; }
    /// Of the file opened, or given.
    [[nodiscard]] int descriptor() const { return descriptor_; }

  private:
    std::ostream* out_ = nullptr;
    int descriptor_ = -1;
    bool owns_descriptor_ = false;
    std::optional<NewFile> whole_;
    bool is_closed_ = false;
    std::string failure_;
};

/// Text for an `Output`, gathered, so that an `std::ostream` can be made of one. A stream on it
/// goes bad when the output has failed; where nobody reads any more, it stays good.
class OutputBuffer : public std::streambuf {
  public:
    /// The output must outlive the buffer.
    explicit OutputBuffer(Output& output);

  protected:
    int_type overflow(int_type character) override;
    int sync() override;

  private:
    Output& output_;
    std::array<char, 16384> memory_{};
};

/// Which regular file a name or a descriptor stands for; nothing where it is none.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t number = 0;
    friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};
std::optional<FileIdentity> identity_of(const std::string& name);
std::optional<FileIdentity> identity_of(int descriptor);

/// Keeps other runs from writing to an open file, until the descriptor is closed. Returns why that
/// is not possible: mostly that another run is at it.
std::string keep_others_from(int descriptor);

/// How many bytes a file has.
std::optional<std::uint64_t> size_of(int descriptor);

/// Cuts the file off behind so many bytes, and goes on writing there.
bool cut_off(int descriptor, std::uint64_t bytes);

}  // namespace caveat::cli
