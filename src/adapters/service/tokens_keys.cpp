// Entrances: keys_of, fits, decoded.

#include "adapters/service/tokens_keys.hpp"

#include "adapters/service/hook_call.hpp"

#include <cstdint>
#include <utility>

namespace caveat::service::signing {

namespace {

using json::JsonTree;
using json::Node;
using json::NodeKind;

std::string_view text(const JsonTree& tree, const Node* object, std::string_view name) {
    const Node* const found = member(tree, object, name);
    return found != nullptr && found->kind == NodeKind::text ? found->text : std::string_view();
}

}  // namespace

/// Strict base64url without padding (RFC 7515, section 2).
std::optional<std::string> decoded(std::string_view words) {
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : words) {
        std::uint32_t value = 0;
        if (c >= 'A' && c <= 'Z') {
            value = static_cast<std::uint32_t>(c - 'A');
        } else if (c >= 'a' && c <= 'z') {
            value = static_cast<std::uint32_t>(c - 'a') + 26;
        } else if (c >= '0' && c <= '9') {
            value = static_cast<std::uint32_t>(c - '0') + 52;
        } else if (c == '-' || c == '_') {
            value = c == '-' ? 62 : 63;
        } else {
            return std::nullopt;
        }
        bits = bits << 6U | value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xffU);
        }
    }
    if (words.size() % 4 == 1) return std::nullopt;
    return bytes;
}

bool fits(const PublicKey& key, std::string_view algorithm) {
    if (!key.is_for_signatures) return false;
    if (!key.algorithm.empty() && key.algorithm != algorithm) return false;
    if (algorithm.starts_with("ES")) {
        const std::string_view curve = algorithm == "ES256"   ? "P-256"
                                       : algorithm == "ES384" ? "P-384"
                                                              : "P-521";
        return key.type == "EC" && key.curve == curve;
    }
    return key.type == "RSA" && key.bits >= 2048;
}

std::optional<KeySet> keys_of(const std::string& text_of_keys, std::string& problem) {
    if (text_of_keys.size() > most_key_bytes) {
        problem = "it has more than 1 MiB";
        return std::nullopt;
    }
    const ReadJson read = read_json(text_of_keys);
    const Node* const list = read.refused ? nullptr : member(read.tree, &read.tree.root(), "keys");
    if (list == nullptr || list->kind != NodeKind::list) {
        problem = "it is no set of keys: it has no list `keys`";
        return std::nullopt;
    }
    KeySet keys;
    for (const Node* each = read.tree.first(*list); each != nullptr;
         each = read.tree.after(*each)) {
        const std::string_view kid = text(read.tree, each, "kid");
        // A secret that is shared would be as good as a key of ours.
        if (kid.empty() || text(read.tree, each, "kty") == "oct") continue;
        const std::string json = text_of(read.tree, *each);
        cjose_err error{};
        PublicKey key;
        key.key.reset(cjose_jwk_import(json.data(), json.size(), &error));
        if (!key.key) continue;
        key.type = text(read.tree, each, "kty");
        key.curve = text(read.tree, each, "crv");
        key.algorithm = text(read.tree, each, "alg");
        const auto modulus = decoded(text(read.tree, each, "n"));
        key.bits = modulus ? modulus->size() * 8 : 0;
        const std::string_view use = text(read.tree, each, "use");
        key.is_for_signatures = use.empty() || use == "sig";
        keys.emplace(std::string(kid), std::move(key));
    }
    if (keys.empty()) {
        problem = "it has no key with a `kid` that signatures can be checked by";
        return std::nullopt;
    }
    return keys;
}

}  // namespace caveat::service::signing
