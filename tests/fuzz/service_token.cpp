// Any bytes as a token, and as a set of keys: a token that nobody has signed is refused with a
// reason, and what is no set of keys leaves the old ones.

#include "adapters/service/tokens.hpp"

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

namespace {

const std::string address = "https://ehr.example/jwks.json";
constexpr std::int64_t now = 1'795'000'000;

/// The public half of a key whose other half nobody has kept.
constexpr const char* keys =
    R"({"keys":[{"kty":"EC","crv":"P-384","kid":"k","use":"sig",)"
    R"("x":"FbdgZE7fPCCq0kI-2Qg468_us3YezkpjVWlWaF81S2E6OQL-1IorHn4TtLrcc7-q",)"
    R"("y":"Mu9BRDJaO62ax0Rc_v_bVUJM2teXd9nPuRmB8FSU3JlzPOHG5sXcv6P9dReiieCl"}]})";

std::unique_ptr<caveat::service::Tokens> gate() {
    caveat::mapping::ServeConfig config;
    caveat::mapping::Client client{"main", "https://ehr.example", {}, address, {}, {"ES384"}};
    client.keys_url = address;
    config.clients = {client};
    std::string problem;
    auto tokens = caveat::service::Tokens::load(config, problem);
    if (!tokens || !tokens->take(address, keys, now).empty()) std::abort();
    return tokens;
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer chose the name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const auto tokens = gate();
    const std::string text(reinterpret_cast<const char*>(bytes), size);
    const caveat::service::Caller caller =
        tokens->check("Bearer " + text, {"https://cds.example/cds-services/back"}, now);
    if (caller.client != nullptr || caller.refusal.empty()) std::abort();
    const auto others = gate();
    others->take(address, text, now);
    return 0;
}
