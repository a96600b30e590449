// Tokens: one that is good, and what is wrong with the others.

#include "adapters/service/tokens.hpp"

#include <boost/test/unit_test.hpp>

#include <cjose/cjose.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(tokens)

namespace {

constexpr std::int64_t now = 1'795'000'000;
const std::string audience = "https://cds.example/cds-services/back";

struct Key {
    cjose_jwk_t* jwk = nullptr;
    Key() = default;
    explicit Key(cjose_jwk_t* made, const std::string& kid) : jwk(made) {
        BOOST_REQUIRE(jwk != nullptr);
        BOOST_REQUIRE(cjose_jwk_set_kid(jwk, kid.data(), kid.size(), nullptr));
    }
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;
    ~Key() {
        if (jwk != nullptr) cjose_jwk_release(jwk);
    }
    [[nodiscard]] std::string json(bool is_private) const {
        char* const text = cjose_jwk_to_json(jwk, is_private, nullptr);
        std::string copy(text);
        free(text);
        return copy;
    }
};

std::string header_of(const std::string& algorithm, const std::string& kid,
                      const std::string& more = {}) {
    return R"({"alg":")" + algorithm + R"(","typ":"JWT","kid":")" + kid + "\"" + more + "}";
}

struct Written {
    std::string issuer = "https://ehr.example";
    std::string aud = "\"" + audience + "\"";
    std::int64_t issued = now - 10;
    std::int64_t expires = now + 290;
    std::string id = "\"1\"";
    std::string more{};

    [[nodiscard]] std::string json() const {
        std::string text = R"({"iss":")" + issuer + R"(","exp":)" + std::to_string(expires) +
                           R"(,"iat":)" + std::to_string(issued);
        if (!aud.empty()) text += R"(,"aud":)" + aud;
        if (!id.empty()) text += R"(,"jti":)" + id;
        return text + more + "}";
    }
};

std::string base64url(const std::string& bytes) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : bytes) {
        bits = bits << 8U | static_cast<unsigned char>(c);
        count += 8;
        while (count >= 6) {
            count -= 6;
            out += letters[bits >> count & 63U];
        }
    }
    if (count != 0) out += letters[bits << (6U - count) & 63U];
    return out;
}

/// Signed by cjose, which writes the header as it was given.
std::string signed_token(const Key& key, const std::string& header, const std::string& claims) {
    cjose_header_t* const made = cjose_header_new(nullptr);
    const auto set = [&](const char* name) {
        const std::string mark = std::string("\"") + name + "\":\"";
        const std::size_t at = header.find(mark);
        if (at == std::string::npos) return;
        const std::size_t begin = at + mark.size();
        const std::string value = header.substr(begin, header.find('"', begin) - begin);
        cjose_header_set(made, name, value.c_str(), nullptr);
    };
    for (const char* name : {"alg", "typ", "kid", "jku"}) set(name);
    if (header.find("\"crit\"") != std::string::npos) {
        cjose_header_set_raw(made, "crit", "[\"b64\"]", nullptr);
    }
    cjose_err error{};
    cjose_jws_t* const token = cjose_jws_sign(
        key.jwk, made, reinterpret_cast<const std::uint8_t*>(claims.data()), claims.size(), &error);
    BOOST_REQUIRE_MESSAGE(token != nullptr, header);
    const char* text = nullptr;
    BOOST_REQUIRE(cjose_jws_export(token, &text, nullptr));
    std::string copy(text);
    cjose_jws_release(token);
    cjose_header_release(made);
    return copy;
}

/// A client whose keys lie in a file, and somebody else's.
class Gate {
  public:
    Gate()
        : ec(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_384, nullptr), "ec"),
          p256(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, nullptr), "p256"),
          rsa(cjose_jwk_create_RSA_random(2048, nullptr, 0, nullptr), "rsa"),
          small(cjose_jwk_create_RSA_random(1024, nullptr, 0, nullptr), "small"),
          twice_a(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_384, nullptr), "twice"),
          twice_b(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_384, nullptr), "twice"),
          stranger(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_384, nullptr), "ec") {
        file_ = (std::filesystem::temp_directory_path() /
                 ("caveat-keys-" + std::to_string(std::rand()) + ".json"))
                    .string();
        std::ofstream out(file_);
        out << R"({"keys":[)";
        for (const Key* each : {&ec, &p256, &rsa, &small, &twice_a, &twice_b}) {
            out << each->json(false) << (each == &twice_b ? "" : ",");
        }
        out << "]}";
        out.close();
        mapping::ServeConfig config;
        config.clients.push_back({"main",
                                  "https://ehr.example",
                                  file_,
                                  "https://ehr.example/jwks.json",
                                  {},
                                  {"ES384", "RS384"}});
        std::string problem;
        tokens_ = service::Tokens::load(config, problem);
        BOOST_REQUIRE_MESSAGE(tokens_ != nullptr, problem);
    }
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;
    ~Gate() { std::filesystem::remove(file_); }

    /// Why it is refused; empty where it is good.
    std::string why(const std::string& token) {
        const service::Caller caller =
            tokens_->check("Bearer " + token, {audience, audience + "/feedback"}, now);
        BOOST_TEST((caller.client == nullptr) == !caller.refusal.empty());
        return caller.refusal;
    }
    std::string raw(const std::string& header) {
        return tokens_->check(header, {audience}, now).refusal;
    }

    Key ec;
    Key p256;
    Key rsa;
    Key small;
    Key twice_a;
    Key twice_b;
    Key stranger;

  private:
    std::string file_;
    std::unique_ptr<service::Tokens> tokens_;
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_good_token_is_good_once) {
    Gate gate;
    const std::string token = signed_token(gate.ec, header_of("ES384", "ec"), Written{}.json());
    BOOST_TEST(gate.why(token) == "");
    BOOST_TEST(gate.why(token) == "used-before");
    BOOST_TEST(gate.why(signed_token(gate.rsa, header_of("RS384", "rsa"),
                                     Written{.id = "\"2\""}.json())) == "");
    BOOST_TEST(gate.why(signed_token(
                   gate.ec, header_of("ES384", "ec", R"(,"jku":"https://ehr.example/jwks.json")"),
                   Written{.id = "\"3\""}.json())) == "");
    BOOST_TEST(
        gate.why(signed_token(
            gate.ec, header_of("ES384", "ec"),
            Written{.aud = R"(["x",")" + audience + "/feedback\"]", .id = "\"4\""}.json())) == "");
}

BOOST_AUTO_TEST_CASE(a_wrong_token_is_refused_for_what_is_wrong_with_it) {
    Gate gate;
    const auto with = [&](const Written& claims) {
        return gate.why(signed_token(gate.ec, header_of("ES384", "ec"), claims.json()));
    };
    const auto by = [&](const Key& key, const std::string& header) {
        return gate.why(signed_token(key, header, Written{}.json()));
    };
    BOOST_TEST(gate.raw("") == "no-token");
    BOOST_TEST(gate.raw("Basic YTpi") == "no-bearer");
    BOOST_TEST(gate.raw("bearer x.y.z") == "no-bearer");
    for (const std::string odd :
         {"", "x", "a.b", "a.b.c", "a.b.c.d", "e30.e30.", "!.!.!", "e30=.e30=.e30="}) {
        BOOST_TEST_CONTEXT(odd) {
            BOOST_TEST((gate.why(odd) == "not-a-token" || gate.why(odd) == "unknown-issuer"));
        }
    }
    BOOST_TEST(gate.why(std::string(9000, 'a')) == "too-long");
    // Claims.
    BOOST_TEST(with({.issuer = "https://evil.example"}) == "unknown-issuer");
    BOOST_TEST(with({.issuer = "https://ehr.example/"}) == "unknown-issuer");
    BOOST_TEST(with({.aud = "\"https://cds.example\""}) == "wrong-audience");
    BOOST_TEST(with({.aud = ""}) == "wrong-audience");
    BOOST_TEST(with({.aud = "[]"}) == "wrong-audience");
    BOOST_TEST(with({.aud = "1"}) == "wrong-audience");
    BOOST_TEST(with({.issued = now - 400, .expires = now - 100}) == "expired");
    BOOST_TEST(with({.issued = now + 100, .expires = now + 300}) == "from-the-future");
    BOOST_TEST(with({.issued = now - 10, .expires = now + 4000}) == "lives-too-long");
    BOOST_TEST(with({.issued = now, .expires = now}) == "lives-too-long");
    BOOST_TEST(with({.id = ""}) == "claim-missing");
    BOOST_TEST(with({.id = "1"}) == "claim-missing");
    BOOST_TEST(with({.more = ",\"nbf\":" + std::to_string(now + 1000)}) == "from-the-future");
    BOOST_TEST(with({.more = R"(,"iss":"https://evil.example")"}) == "not-a-token");
    // Signatures.
    BOOST_TEST(by(gate.stranger, header_of("ES384", "ec")) == "bad-signature");
    BOOST_TEST(by(gate.p256, header_of("ES256", "p256")) == "wrong-algorithm");
    BOOST_TEST(by(gate.rsa, header_of("PS384", "rsa")) == "wrong-algorithm");
    BOOST_TEST(by(gate.small, header_of("RS384", "small")) == "wrong-key");
    BOOST_TEST(by(gate.rsa, header_of("RS384", "ec")) == "wrong-key");
    BOOST_TEST(by(gate.ec, header_of("ES384", "nobody")) == "unknown-key");
    BOOST_TEST(by(gate.ec, header_of("ES384", "")) == "unknown-key");
    BOOST_TEST(by(gate.twice_a, header_of("ES384", "twice")) == "unknown-key");
    // Headers.
    BOOST_TEST(by(gate.ec, R"({"alg":"ES384","typ":"JOSE","kid":"ec"})") == "wrong-type");
    BOOST_TEST(by(gate.ec, R"({"alg":"ES384","kid":"ec"})") == "wrong-type");
    BOOST_TEST(by(gate.ec, header_of("ES384", "ec", R"(,"crit":["b64"])")) == "critical-header");
    BOOST_TEST(by(gate.ec, header_of("ES384", "ec", R"(,"jku":"https://evil.example/jwks")")) ==
               "foreign-keys");
    const auto unsigned_token = [&](const std::string& header) {
        return base64url(header) + "." + base64url(Written{}.json()) + ".AAAA";
    };
    for (const std::string algorithm : {"none", "None", "NONE", "HS256", "HS384", "HS512", ""}) {
        BOOST_TEST(gate.why(unsigned_token(header_of(algorithm, "ec"))) == "wrong-algorithm");
    }
    BOOST_TEST(gate.why(unsigned_token(R"({"alg":"ES384","alg":"none","typ":"JWT","kid":"ec"})")) ==
               "not-a-token");
    // A part of a good one changed.
    std::string token = signed_token(gate.ec, header_of("ES384", "ec"), Written{}.json());
    const std::size_t dot = token.find('.');
    const std::string other = token.substr(0, dot + 1) +
                              base64url(Written{.expires = now + 299}.json()) +
                              token.substr(token.rfind('.'));
    BOOST_TEST(gate.why(other) == "bad-signature");
}

BOOST_AUTO_TEST_CASE(keys_of_an_address_are_fetched_at_start_each_hour_and_never_twice_a_minute) {
    const std::string address = "https://ehr.example/jwks.json";
    const Key first(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_384, nullptr), "first");
    const Key second(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_384, nullptr), "second");
    mapping::ServeConfig config;
    mapping::Client client{"main", "https://ehr.example", {}, address, {}, {"ES384"}};
    client.keys_url = address;
    config.clients = {client};
    std::string problem;
    const auto tokens = service::Tokens::load(config, problem);
    BOOST_REQUIRE(tokens != nullptr);
    int count = 0;
    const auto why = [&](const Key& key, const std::string& kid, std::int64_t at) {
        Written claims{.issued = at - 10, .expires = at + 290};
        claims.id = "\"f" + std::to_string(++count) + "\"";
        return tokens
            ->check("Bearer " + signed_token(key, header_of("ES384", kid), claims.json()),
                    {audience}, at)
            .refusal;
    };
    const std::vector<std::string> one{address};
    const std::vector<std::string> none;
    const auto keys = [](const Key& key) { return R"({"keys":[)" + key.json(false) + "]}"; };

    BOOST_TEST(why(first, "first", now) == "no-keys");
    BOOST_TEST(tokens->to_fetch(now) == one);
    BOOST_TEST(tokens->to_fetch(now + 59) == none);
    BOOST_TEST(tokens->to_fetch(now + 60) == one, "nothing has come yet");
    BOOST_TEST(tokens->take(address, keys(first), now + 60).empty());
    BOOST_TEST(why(first, "first", now + 61) == "");
    BOOST_TEST(tokens->to_fetch(now + 3659) == none);

    // A storm of keys that nobody knows.
    std::size_t fetched = 0;
    for (std::int64_t at = now + 130; at < now + 130 + 180; ++at) {
        BOOST_TEST(why(second, "second", at) == "unknown-key");
        fetched += tokens->to_fetch(at).size();
    }
    BOOST_TEST(fetched == 3U);
    // What is no set of keys leaves the old ones.
    BOOST_TEST(!tokens->take(address, "<html>", now + 320).empty());
    BOOST_TEST(why(first, "first", now + 321) == "");
    BOOST_TEST(tokens->take(address, keys(second), now + 400).empty());
    BOOST_TEST(why(second, "second", now + 401) == "");
    BOOST_TEST(why(first, "first", now + 402) == "unknown-key");

    BOOST_TEST(tokens->to_fetch(now + 4000) == one, "an hour has gone");
    BOOST_TEST(why(second, "second", now + 400 + 86'400) == "");
    BOOST_TEST(why(second, "second", now + 401 + 86'400) == "no-keys");
}

BOOST_AUTO_TEST_CASE(key_files_are_loaded_anew_whole_or_not_at_all) {
    const Key first(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_384, nullptr), "first");
    const Key second(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_384, nullptr), "second");
    const std::string file =
        (std::filesystem::temp_directory_path() / "caveat-changing-keys.json").string();
    std::ofstream(file) << R"({"keys":[)" << first.json(false) << "]}";
    mapping::ServeConfig config;
    config.clients.push_back({"main", "https://ehr.example", file, {}, {}, {"ES384"}});
    std::string problem;
    const auto tokens = service::Tokens::load(config, problem);
    BOOST_REQUIRE(tokens != nullptr);
    int count = 0;
    const auto why = [&](const Key& key, const std::string& kid) {
        const Written claims{.id = "\"r" + std::to_string(++count) + "\""};
        return tokens
            ->check("Bearer " + signed_token(key, header_of("ES384", kid), claims.json()),
                    {audience}, now)
            .refusal;
    };
    std::ofstream(file) << "{";
    BOOST_TEST(!tokens->reload(problem));
    BOOST_TEST(!problem.empty());
    BOOST_TEST(why(first, "first") == "");
    std::ofstream(file) << R"({"keys":[)" << second.json(false) << "]}";
    const auto use = tokens->reload(problem);
    BOOST_REQUIRE(use);
    BOOST_TEST(why(first, "first") == "", "not before it is wanted");
    use();
    BOOST_TEST(why(first, "first") == "unknown-key");
    BOOST_TEST(why(second, "second") == "");
    std::filesystem::remove(file);
}

BOOST_AUTO_TEST_CASE(an_address_of_keys_has_a_host_a_port_and_a_target) {
    const auto parts = [](std::string_view url) {
        const auto found = mapping::https_address(url);
        return found ? found->host + " " + found->port + " " + found->target : std::string("-");
    };
    BOOST_TEST(parts("https://ehr.example/jwks.json?a=b") == "ehr.example 443 /jwks.json?a=b");
    BOOST_TEST(parts("https://ehr.example") == "ehr.example 443 /");
    BOOST_TEST(parts("https://ehr.example:8443?a") == "ehr.example 8443 /?a");
    BOOST_TEST(parts("https://[::1]:8443/a") == "::1 8443 /a");
    BOOST_TEST(parts("https://[::1]/a") == "::1 443 /a");
    for (const char* wrong :
         {"", "http://ehr.example/", "https://", "https:///a", "https://a@b.example/",
          "https://a.example/#b", "https://a.example:0/", "https://a.example:65536/",
          "https://a.example:12a/", "https://a.example/ b", "https://a.example/\r\nX: y"}) {
        BOOST_TEST(parts(wrong) == "-", wrong);
    }
}

BOOST_AUTO_TEST_CASE(keys_that_cannot_be_used_are_an_error_at_start) {
    const auto problem_of = [](const std::string& text) {
        const std::string file =
            (std::filesystem::temp_directory_path() / "caveat-bad-keys.json").string();
        std::ofstream(file) << text;
        mapping::ServeConfig config;
        config.clients.push_back({"main", "i", file, {}, {}, {"ES384"}});
        std::string problem;
        BOOST_TEST((service::Tokens::load(config, problem) == nullptr));
        std::filesystem::remove(file);
        return problem;
    };
    for (const std::string text : {"", "{", "{}", R"({"keys":[]})", R"({"keys":{}})",
                                   R"({"keys":[{"kty":"oct","k":"AAAA","kid":"a"}]})",
                                   R"({"keys":[{"kty":"EC","crv":"P-384","kid":"a"}]})"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(!problem_of(text).empty());
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
