#pragma once

// Public keys of clients (JWKS). For tokens*.cpp alone, which see cjose.

#include <cjose/cjose.h>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace caveat::service::signing {

struct JwkRelease {
    void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
};
using Jwk = std::unique_ptr<cjose_jwk_t, JwkRelease>;

struct PublicKey {
    Jwk key;
    std::string type;   ///< `EC`, `RSA`
    std::string curve;  ///< of EC
    std::string algorithm;
    std::size_t bits = 0;  ///< of RSA
    bool is_for_signatures = true;
};

/// By `kid`; two keys of one are both unusable.
using KeySet = std::multimap<std::string, PublicKey, std::less<>>;

/// Strict base64url without padding (RFC 7515, section 2).
std::optional<std::string> decoded(std::string_view words);

/// More than that is no set of keys.
inline constexpr std::size_t most_key_bytes = 1024U * 1024U;

/// The keys of a JWKS; nothing, and why, where it is none or has none that is of use here.
std::optional<KeySet> keys_of(const std::string& text, std::string& problem);

/// Whether the key can make signatures of this kind, and strong enough ones.
bool fits(const PublicKey& key, std::string_view algorithm);

}  // namespace caveat::service::signing
