#pragma once

// The frames of the Language Server Protocol: `Content-Length: 12`, an empty line, twelve bytes.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace caveat::lsp {

/// A body of more bytes is passed over.
inline constexpr std::size_t most_frame_bytes = 64U * 1024U * 1024U;

/// Cuts bytes, as they come, into the bodies of frames. What is no frame is passed over up to the
/// next line that begins one; however much of it there is, no more is kept than a line of it.
class FrameReader {
  public:
    void add(std::string_view bytes);
    /// The next body that is whole.
    [[nodiscard]] std::optional<std::string> next();
    /// How many frames were passed over as too long, since the last time somebody asked.
    [[nodiscard]] std::size_t take_too_long();

  private:
    bool read_header();

    std::string waiting_;
    std::size_t at_ = 0;                 ///< in `waiting_`: what lies before is done with
    std::optional<std::size_t> length_;  ///< that the header at hand has named
    bool is_in_body_ = false;
    std::size_t left_to_skip_ = 0;
    std::size_t too_long_ = 0;
};

/// A body with its header.
std::string framed(std::string_view body);

}  // namespace caveat::lsp
