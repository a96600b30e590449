#pragma once

// A digest that tells whether two long texts are the same, worked out as they come.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct XXH3_state_s;

namespace caveat::cli {

/// 128 bits of XXH3: against slips and edits, not against forgery.
class RunningDigest {
  public:
    RunningDigest();
    void add(std::string_view bytes);
    /// Of all that was added so far, as 32 hexadecimal digits.
    [[nodiscard]] std::string text() const;

  private:
    struct Release {
        void operator()(XXH3_state_s* state) const;
    };
    std::unique_ptr<XXH3_state_s, Release> state_;
};

/// 64 bits of XXH3.
std::uint64_t digest_of(std::string_view bytes);

}  // namespace caveat::cli
