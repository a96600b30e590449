// Reads who may call a service. Entrance: read_clients.

#include "mapping/serve_reader.hpp"
#include "text/names.hpp"

#include <algorithm>

namespace caveat::mapping {

namespace {

using language::YamlNode;
using text::quoted;

const std::vector<std::string> algorithms_known{"ES384", "RS384", "ES256", "RS256", "RS512",
                                                "PS256", "PS384", "PS512", "ES512"};

class ClientReader {
  public:
    ClientReader(ServeContext& context, const YamlNode& node)
        : context_(context),
          values_(node, "a client", {"name", "issuer", "keys", "jku", "services", "algorithms"},
                  context.diagnostics),
          span_(node.pairs.empty() ? node.span : node.pairs.front().key.span) {}

    Client read() {
        client_.name = text("name", "write what logs call it: `name: main-ehr`");
        client_.issuer = text("issuer", "write the `iss` of its tokens");
        read_keys();
        if (const auto jku = values_.text("jku")) client_.jku = jku->text;
        for (const Scalar& each : values_.texts("services")) {
            if (text::folded(each.text) != "all") client_.services.push_back(each.text);
        }
        read_algorithms();
        return std::move(client_);
    }

  private:
    std::string text(std::string_view key, std::string_view help) {
        values_.require(key, span_, help);
        const auto found = values_.text(key);
        return found ? found->text : std::string();
    }

    void read_keys() {
        constexpr std::string_view help =
            "save its public keys (JWKS) as a file, and write `keys: main-ehr.jwks.json`";
        values_.require("keys", span_, help);
        const auto keys = values_.text("keys");
        if (!keys) return;
        if (keys->text.find("://") != std::string::npos) {
            context_
                .error("not-read", keys->span,
                       "keys are read from files, and not from " + quoted(keys->text))
                .help(std::string(help));
            return;
        }
        client_.keys = context_.path(keys->text);
    }

    /// A shared secret, or no signature at all, would let anybody in who has the public key.
    void read_algorithms() {
        for (const Scalar& each : values_.texts("algorithms")) {
            const bool is_known = std::find(algorithms_known.begin(), algorithms_known.end(),
                                            each.text) != algorithms_known.end();
            if (is_known) {
                client_.algorithms.push_back(each.text);
                continue;
            }
            context_
                .error("wrong-value", each.span,
                       quoted(each.text) + " is no algorithm that tokens may be signed by")
                .help(help_from_list(each.text, algorithms_known));
        }
        if (client_.algorithms.empty()) client_.algorithms = {"ES384", "RS384"};
    }

    ServeContext& context_;
    KeyedValues values_;
    Span span_;
    Client client_;
};

}  // namespace

bool ServeContext::yes_no(const KeyedValues& values, std::string_view key) {
    const auto word = values.text(key);
    if (!word) return false;
    const std::string folded = text::folded(word->text);
    if (folded == "yes" || folded == "no") return folded == "yes";
    error("wrong-value", word->span, quoted(key) + " is `yes` or `no`")
        .help("write `" + std::string(key) + ": yes`, or take the line out");
    return false;
}

std::optional<Window> ServeContext::window(const Scalar& written) {
    return read_window(diagnostics, written, "`keep cards: 90 d`");
}

std::vector<Client> read_clients(ServeContext& context, const YamlNode& node) {
    std::vector<Client> clients;
    const YamlNode* const list = language::as_list(
        node, "`clients`", "write `[{name: main-ehr, issuer: \"https://…\", keys: \"https://…\"}]`",
        context.diagnostics);
    if (list == nullptr) return clients;
    for (const YamlNode& each : list->items) {
        const YamlNode* const mapping = language::as_mapping(
            each, "a client",
            "write `{name: main-ehr, issuer: \"https://…\", keys: \"https://…\"}`",
            context.diagnostics);
        if (mapping == nullptr) continue;
        Client client = ClientReader(context, *mapping).read();
        const bool is_known = std::any_of(clients.begin(), clients.end(), [&](const Client& other) {
            return !client.issuer.empty() && other.issuer == client.issuer;
        });
        if (is_known) {
            context
                .error("duplicate-name", mapping->span,
                       "two clients have the issuer " + quoted(client.issuer))
                .help("a token says no more than its issuer: keep one of the two");
        }
        clients.push_back(std::move(client));
    }
    return clients;
}

}  // namespace caveat::mapping
