#include "adapters/service/tokens.hpp"

#include "adapters/service/hook_call.hpp"
#include "adapters/service/tokens_keys.hpp"
#include "adapters/service/used_tokens.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <utility>

namespace caveat::service {

namespace {

using json::JsonTree;
using json::Node;
using json::NodeKind;
using signing::decoded;
using signing::KeySet;
using signing::PublicKey;

constexpr std::size_t most_token_bytes = 8192;
constexpr std::size_t most_tokens_held = 1'000'000;
constexpr std::int64_t skew = 60;
constexpr std::int64_t longest_life = 3600;
/// Fetched keys are fetched anew after so long; never within a minute of the last time; and serve
/// no longer than a day where nothing new comes.
constexpr std::int64_t seconds_until_fetched_anew = 3600;
constexpr std::int64_t seconds_between_fetches = 60;
constexpr std::int64_t seconds_that_keys_serve = 86'400;

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

struct JwsRelease {
    void operator()(cjose_jws_t* token) const { cjose_jws_release(token); }
};
using Jws = std::unique_ptr<cjose_jws_t, JwsRelease>;

struct Claims {
    std::string issuer;
    std::string id;
    std::int64_t until = 0;  ///< it can be used
};

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
    /// The keys of one file or address.
    struct Held {
        std::shared_ptr<const KeySet> keys;  ///< null until they were fetched
        bool is_fetched = false;             ///< from an address, and so may change
        bool is_wanted = true;               ///< a token named one that is not among them
        std::optional<std::int64_t> fetched_at{};
        std::optional<std::int64_t> tried_at{};
    };

    std::vector<mapping::Client> clients;
    std::mutex mutex;
    std::map<std::string, Held, std::less<>> held;  ///< by file or address
    UsedTokens used{most_tokens_held};

    static const std::string& place_of(const mapping::Client& client) {
        return client.keys_url.empty() ? client.keys : client.keys_url;
    }

    /// Those of a client, while they may be used.
    std::shared_ptr<const KeySet> of(const mapping::Client& client, std::int64_t now) {
        const std::lock_guard guard(mutex);
        const Held& found = held.at(place_of(client));
        const bool is_old = found.is_fetched && (!found.fetched_at ||
                                                 now - *found.fetched_at > seconds_that_keys_serve);
        return is_old ? nullptr : found.keys;
    }
    void want(const mapping::Client& client) {
        const std::lock_guard guard(mutex);
        held.at(place_of(client)).is_wanted = true;
    }

    std::optional<bool> is_first(const Claims& claims, std::int64_t now) {
        const std::lock_guard guard(mutex);
        return used.is_first(claims.issuer, claims.id, claims.until, now);
    }
};

Tokens::Tokens(std::unique_ptr<Keys> keys) : keys_(std::move(keys)) {}
Tokens::~Tokens() = default;

namespace {

/// The keys of every file; nothing, and why, where one cannot be used.
std::optional<std::map<std::string, std::shared_ptr<const KeySet>>> keys_of_files(
    const std::vector<mapping::Client>& clients, std::string& problem) {
    std::map<std::string, std::shared_ptr<const KeySet>> keys;
    for (const mapping::Client& each : clients) {
        if (!each.keys_url.empty() || keys.count(each.keys) != 0) continue;
        std::ifstream stream(each.keys, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(stream), {}};
        if (!stream.is_open() || text.empty()) {
            problem = "the keys `" + each.keys + "` cannot be read";
            return std::nullopt;
        }
        auto set = signing::keys_of(text, problem);
        if (!set) {
            problem = "the keys `" + each.keys + "` cannot be used: " + problem;
            return std::nullopt;
        }
        keys.emplace(each.keys, std::make_shared<const KeySet>(std::move(*set)));
    }
    return keys;
}

}  // namespace

std::unique_ptr<Tokens> Tokens::load(const mapping::ServeConfig& config, std::string& problem) {
    auto keys = std::make_unique<Keys>();
    keys->clients = config.clients;
    auto of_files = keys_of_files(keys->clients, problem);
    if (!of_files) return nullptr;
    for (auto& [file, set] : *of_files) keys->held[file] = {std::move(set), false, false};
    for (const mapping::Client& each : keys->clients) {
        if (!each.keys_url.empty()) keys->held[each.keys_url] = {nullptr, true, true};
    }
    return std::unique_ptr<Tokens>(new Tokens(std::move(keys)));
}

std::function<void()> Tokens::reload(std::string& problem) {
    auto of_files = keys_of_files(keys_->clients, problem);
    if (!of_files) return {};
    return [this, sets = std::move(*of_files)] {
        const std::lock_guard guard(keys_->mutex);
        for (const auto& [file, set] : sets) keys_->held[file].keys = set;
    };
}

std::vector<std::string> Tokens::to_fetch(std::int64_t now) {
    const std::lock_guard guard(keys_->mutex);
    std::vector<std::string> addresses;
    for (auto& [address, held] : keys_->held) {
        const bool is_due = held.is_wanted || !held.fetched_at ||
                            now - *held.fetched_at >= seconds_until_fetched_anew;
        const bool is_early = held.tried_at && now - *held.tried_at < seconds_between_fetches;
        if (!held.is_fetched || !is_due || is_early) continue;
        held.tried_at = now;
        held.is_wanted = false;
        addresses.push_back(address);
    }
    return addresses;
}

std::string Tokens::take(const std::string& address, const std::string& text, std::int64_t now) {
    std::string problem;
    auto set = signing::keys_of(text, problem);
    if (!set) return problem;
    const std::lock_guard guard(keys_->mutex);
    const auto found = keys_->held.find(address);
    if (found == keys_->held.end()) return {};
    found->second.keys = std::make_shared<const KeySet>(std::move(*set));
    found->second.fetched_at = now;
    return {};
}

namespace {

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
    const auto& clients = keys_->clients;
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
    const auto set = keys_->of(*client, now);
    if (kid.empty()) return refused("unknown-key");
    if (set == nullptr || set->count(kid) != 1) {
        if (set == nullptr || set->count(kid) == 0) keys_->want(*client);
        return refused(set == nullptr ? "no-keys" : "unknown-key");
    }
    const PublicKey& key = set->find(kid)->second;
    if (!signing::fits(key, algorithm)) return refused("wrong-key");

    cjose_err error{};
    const Jws signature(cjose_jws_import(token.data(), token.size(), &error));
    if (!signature) return refused("not-a-token");
    if (!cjose_jws_verify(signature.get(), key.key.get(), &error)) return refused("bad-signature");

    if (std::string why = look_at_claims(body.tree, audiences, now, claims); !why.empty()) {
        return refused(std::move(why));
    }
    const auto is_first = keys_->is_first(claims, now);
    if (!is_first) return {nullptr, "too-many", true};
    if (!*is_first) return refused("used-before");
    return {&*client, {}, false};
}

}  // namespace caveat::service
