// Digests by xxHash (https://xxhash.com).

#include "adapters/cli/running_digest.hpp"

#include <array>
#include <new>
#include <xxhash.h>

namespace caveat::cli {

RunningDigest::RunningDigest() : state_(XXH3_createState()) {
    if (!state_) throw std::bad_alloc();
    XXH3_128bits_reset(state_.get());
}

void RunningDigest::Release::operator()(XXH3_state_s* state) const {
    XXH3_freeState(state);
}

void RunningDigest::add(std::string_view bytes) {
    XXH3_128bits_update(state_.get(), bytes.data(), bytes.size());
}

std::string RunningDigest::text() const {
    constexpr std::string_view digits = "0123456789abcdef";
    constexpr unsigned half = 4;
    constexpr unsigned nibble = 15;
    XXH128_canonical_t bytes{};
    XXH128_canonicalFromHash(&bytes, XXH3_128bits_digest(state_.get()));
    std::string text;
    for (const unsigned char byte : bytes.digest) {
        text += digits[byte >> half];
        text += digits[byte & nibble];
    }
    return text;
}

std::uint64_t digest_of(std::string_view bytes) {
    return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace caveat::cli
