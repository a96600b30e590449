#pragma once

// Bytes as they come: from a file descriptor, or from a stream of the C++ library.

#include <cstddef>
#include <istream>
#include <optional>

namespace caveat::cli {

/// Where a command reads from. It never waits for more than the first byte: whoever feeds it line
/// by line is answered line by line.
class ByteSource {
  public:
    /// The stream must outlive the source.
    explicit ByteSource(std::istream& in) : in_(&in) {}
    /// An open file descriptor, which stays the caller's.
    explicit ByteSource(int descriptor) : descriptor_(descriptor) {}

    /// Waits until there is something, and takes what there is, at most `most` bytes (1 or more).
    /// 0 at the end; nothing when it cannot be read.
    std::optional<std::size_t> read(char* to, std::size_t most);

    /// Whether `read` would return without waiting.
    [[nodiscard]] bool has_more_at_once() const;

  private:
    std::istream* in_ = nullptr;
    int descriptor_ = -1;
};

struct Streams;

/// What is given to the command: `-` as the name of a file.
ByteSource standard_input(const Streams& streams);

/// A file opened for reading, and closed.
class InputFile {
  public:
    explicit InputFile(const char* name);
    ~InputFile();
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;

    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
    [[nodiscard]] int descriptor() const { return descriptor_; }

  private:
    int descriptor_ = -1;
};

/// How many bytes are still to be read. Nothing where that is not known, as with a pipe.
std::optional<std::size_t> bytes_left(int descriptor);

}  // namespace caveat::cli
