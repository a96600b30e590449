// Reads who may call a service. Entrance: read_clients.

#include "mapping/serve_reader.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <utility>

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
        read_services();
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
            "write where they are fetched from, `keys: \"https://ehr.example/jwks.json\"`, or a "
            "file "
            "with them, `keys: main-ehr.jwks.json`";
        values_.require("keys", span_, help);
        const auto keys = values_.text("keys");
        if (!keys) return;
        if (keys->text.find("://") == std::string::npos) {
            client_.keys = context_.path(keys->text);
            return;
        }
        if (!https_address(keys->text)) {
            context_
                .error("bad-address", keys->span, "keys are not fetched from " + quoted(keys->text))
                .help(std::string(help));
            return;
        }
        client_.keys_url = client_.jku = keys->text;
    }

    /// A list that names none would let the client call all of them.
    void read_services() {
        const YamlNode* const node = values_.find("services");
        if (node == nullptr) return;
        bool is_all = false;
        for (const Scalar& each : values_.texts("services")) {
            const bool is_word = text::folded(each.text) == "all";
            is_all = is_all || is_word;
            if (!is_word) client_.services.push_back(each.text);
        }
        const bool is_mixed = is_all && !client_.services.empty();
        if (is_mixed || (node->kind == YamlNode::Kind::list && node->items.empty())) {
            context_
                .error("wrong-value", node->span,
                       is_mixed ? "`all` stands beside services by name" : "no service stands here")
                .help("write `services: all`, or the ids of the rule sets that it may call");
        }
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

std::optional<HttpsAddress> https_address(std::string_view url) {
    constexpr std::string_view scheme = "https://";
    const bool is_plain = std::all_of(url.begin(), url.end(), [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7f;
    });
    if (!url.starts_with(scheme) || !is_plain || url.find('#') != std::string_view::npos) {
        return std::nullopt;
    }
    url.remove_prefix(scheme.size());
    const std::size_t end = std::min(url.find_first_of("/?"), url.size());
    const std::string_view host = url.substr(0, end);
    std::string target(url.substr(end));
    if (!target.starts_with('/')) target.insert(0, "/");
    if (host.find('@') != std::string_view::npos) return std::nullopt;
    // The colons of `[::1]` are no beginning of a port.
    const std::size_t bracket = host.find(']');
    const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
    std::string name(host.substr(0, colon));
    std::string port(colon == std::string_view::npos ? "443" : host.substr(colon + 1));
    if (name.starts_with('[')) name = name.substr(1, bracket - 1);
    const bool is_port = !port.empty() && port.size() <= 5 &&
                         port.find_first_not_of("0123456789") == std::string::npos &&
                         std::stoi(port) > 0 && std::stoi(port) < 65536;
    if (name.empty() || !is_port) return std::nullopt;
    return HttpsAddress{std::move(name), std::move(port), std::move(target)};
}

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
