#include "adapters/service/tokens.hpp"

#include "adapters/service/hook_call.hpp"

#include <algorithm>
#include <charconv>
#include <cjose/cjose.h>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <utility>

namespace caveat::service {

/// What is kept of a client's keys.
namespace signing {

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

}  // namespace signing

namespace {

using json::JsonTree;
using json::Node;
using json::NodeKind;
using signing::KeySet;
using signing::PublicKey;

constexpr std::size_t most_token_bytes = 8192;
constexpr std::size_t most_tokens_held = 1'000'000;
constexpr std::size_t most_key_file_bytes = 1024U * 1024U;
constexpr std::int64_t skew = 60;
constexpr std::int64_t longest_life = 3600;

/// Digits in front, letters of a claim: `exp` as seconds.
std::optional<std::int64_t> seconds(const JsonTree& tree, const Node* claims,
                                    std::string_view name) {
    const Node* const found = member(tree, claims, name);
    if (found == nullptr || found->kind != NodeKind::number) return std::nullopt;
    std::int64_t number = 0;
    const char* const end = found->text.data() + found->text.size();
    const auto [at, problem] = std::from_chars(found->text.data(), end, number);
    // Fractions of a second do not matter.
    const bool is_number = problem == std::errc() && (at == end || *at == '.');
    constexpr std::int64_t most = 1'000'000'000'000;
    return is_number && number > -most && number < most ? std::optional(number) : std::nullopt;
}

std::string_view text(const JsonTree& tree, const Node* object, std::string_view name) {
    const Node* const found = member(tree, object, name);
    return found != nullptr && found->kind == NodeKind::text ? found->text : std::string_view();
}

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

struct JwsRelease {
    void operator()(cjose_jws_t* token) const { cjose_jws_release(token); }
};
using Jws = std::unique_ptr<cjose_jws_t, JwsRelease>;

/// Whether the key can make signatures of this kind, and strong enough ones.
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

std::optional<KeySet> keys_of(const std::string& file, std::string& problem) {
    std::ifstream stream(file, std::ios::binary);
    std::string words{std::istreambuf_iterator<char>(stream), {}};
    if (!stream.is_open() || words.empty() || words.size() > most_key_file_bytes) {
        problem = "the keys `" + file + "` cannot be read";
        return std::nullopt;
    }
    ReadJson read = read_json(words);
    const Node* const list = read.refused ? nullptr : member(read.tree, &read.tree.root(), "keys");
    if (list == nullptr || list->kind != NodeKind::list) {
        problem = "`" + file + "` is no set of keys: it has no list `keys`";
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
        problem = "`" + file + "` has no key with a `kid` that signatures can be checked by";
        return std::nullopt;
    }
    return keys;
}

/// Parts of a compact token.
struct Compact {
    std::string header;
    std::string claims;
};

std::optional<Compact> parts_of(std::string_view token) {
    const std::size_t first = token.find('.');
    if (first == std::string_view::npos) return std::nullopt;
    const std::size_t second = token.find('.', first + 1);
    if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos) {
        return std::nullopt;
    }
    auto header = decoded(token.substr(0, first));
    auto claims = decoded(token.substr(first + 1, second - first - 1));
    if (!header || !claims || !decoded(token.substr(second + 1))) return std::nullopt;
    return Compact{std::move(*header), std::move(*claims)};
}

}  // namespace

struct Tokens::Keys {
    const std::vector<mapping::Client>* clients = nullptr;
    std::vector<mapping::Client> own_clients;
    std::vector<signing::KeySet> keys;  ///< by client
    std::mutex mutex;
    std::map<std::pair<std::string, std::string>, std::int64_t> used;  ///< until when

    /// Whether this token comes for the first time; nothing where too many are held to tell.
    std::optional<bool> is_first(const std::string& issuer, std::string_view id, std::int64_t until,
                                 std::int64_t now) {
        const std::lock_guard guard(mutex);
        if (used.size() >= most_tokens_held) {
            std::erase_if(used, [&](const auto& each) { return each.second < now; });
        }
        if (used.size() >= most_tokens_held) return std::nullopt;
        const auto [found, is_new] = used.try_emplace({issuer, std::string(id)}, until);
        if (!is_new && found->second < now) {
            found->second = until;
            return true;
        }
        return is_new;
    }
};

Tokens::Tokens(std::unique_ptr<Keys> keys) : keys_(std::move(keys)) {}
Tokens::~Tokens() = default;

std::unique_ptr<Tokens> Tokens::load(const mapping::ServeConfig& config, std::string& problem) {
    auto keys = std::make_unique<Keys>();
    keys->own_clients = config.clients;
    for (const mapping::Client& each : keys->own_clients) {
        auto set = keys_of(each.keys, problem);
        if (!set) return nullptr;
        keys->keys.push_back(std::move(*set));
    }
    return std::unique_ptr<Tokens>(new Tokens(std::move(keys)));
}

namespace {

struct Claims {
    std::string issuer;
    std::string id;
    std::int64_t until = 0;
};

/// What is wrong with the claims, or empty.
std::string look_at_claims(const JsonTree& tree, const std::vector<std::string>& audiences,
                           std::int64_t now, Claims& claims) {
    const Node* const root = &tree.root();
    const Node* const audience = member(tree, root, "aud");
    const auto is_ours = [&](const Node& node) {
        return node.kind == NodeKind::text &&
               std::find(audiences.begin(), audiences.end(), node.text) != audiences.end();
    };
    bool is_meant = audience != nullptr && is_ours(*audience);
    if (audience != nullptr && audience->kind == NodeKind::list) {
        for (const Node* each = tree.first(*audience); each != nullptr; each = tree.after(*each)) {
            is_meant = is_meant || is_ours(*each);
        }
    }
    if (!is_meant) return "wrong-audience";
    const auto expires = seconds(tree, root, "exp");
    const auto issued = seconds(tree, root, "iat");
    claims.id = text(tree, root, "jti");
    if (!expires || !issued || claims.id.empty()) return "claim-missing";
    if (*expires + skew < now) return "expired";
    if (*issued - skew > now) return "from-the-future";
    if (*expires - *issued > longest_life || *expires <= *issued) return "lives-too-long";
    if (const Node* before = member(tree, root, "nbf"); before != nullptr) {
        const auto valid_from = seconds(tree, root, "nbf");
        if (!valid_from || *valid_from - skew > now) return "from-the-future";
    }
    claims.until = *expires + skew;
    return {};
}

}  // namespace

Caller Tokens::check(std::string_view authorization, const std::vector<std::string>& audiences,
                     std::int64_t now) {
    const auto refused = [](std::string why) { return Caller{nullptr, std::move(why), false}; };
    constexpr std::string_view scheme = "Bearer ";
    if (authorization.empty()) return refused("no-token");
    if (!authorization.starts_with(scheme)) return refused("no-bearer");
    const std::string token(authorization.substr(scheme.size()));
    if (token.size() > most_token_bytes) return refused("too-long");
    const auto parts = parts_of(token);
    if (!parts) return refused("not-a-token");
    const ReadJson header = read_json(parts->header);
    const ReadJson body = read_json(parts->claims);
    if (header.refused || body.refused) return refused("not-a-token");
    const Node* const head = &header.tree.root();

    Claims claims;
    claims.issuer = text(body.tree, &body.tree.root(), "iss");
    const auto& clients = keys_->own_clients;
    const auto client = std::find_if(clients.begin(), clients.end(), [&](const auto& each) {
        return each.issuer == claims.issuer;
    });
    if (client == clients.end()) return refused("unknown-issuer");

    const std::string_view algorithm = text(header.tree, head, "alg");
    if (std::find(client->algorithms.begin(), client->algorithms.end(), algorithm) ==
        client->algorithms.end()) {
        return refused("wrong-algorithm");
    }
    if (text(header.tree, head, "typ") != "JWT") return refused("wrong-type");
    if (member(header.tree, head, "crit") != nullptr) return refused("critical-header");
    const Node* const address = member(header.tree, head, "jku");
    if (address != nullptr && (address->kind != NodeKind::text || address->text != client->jku)) {
        return refused("foreign-keys");
    }
    const std::string_view kid = text(header.tree, head, "kid");
    const KeySet& set = keys_->keys[static_cast<std::size_t>(client - clients.begin())];
    if (kid.empty() || set.count(kid) != 1) return refused("unknown-key");
    const PublicKey& key = set.find(kid)->second;
    if (!fits(key, algorithm)) return refused("wrong-key");

    cjose_err error{};
    const Jws signature(cjose_jws_import(token.data(), token.size(), &error));
    if (!signature) return refused("not-a-token");
    if (!cjose_jws_verify(signature.get(), key.key.get(), &error)) return refused("bad-signature");

    if (std::string why = look_at_claims(body.tree, audiences, now, claims); !why.empty()) {
        return refused(std::move(why));
    }
    const auto is_first = keys_->is_first(claims.issuer, claims.id, claims.until, now);
    if (!is_first) return {nullptr, "too-many", true};
    if (!*is_first) return refused("used-before");
    return {&*client, {}, false};
}

}  // namespace caveat::service
