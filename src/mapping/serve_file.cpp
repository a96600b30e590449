// Entrances: read_serve, read_serve_file.

#include "mapping/serve_file.hpp"

#include "api/file_text.hpp"
#include "mapping/serve_reader.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace caveat::mapping {

namespace {

using language::YamlNode;
using text::quoted;

constexpr std::string_view unix_mark = "unix:";

class ServeReader {
  public:
    ServeReader(const std::string& name, text::Diagnostics& diagnostics)
        : context_{diagnostics, folder_of(name)} {}

    void read(const YamlNode& root) {
        const KeyedValues values(root, "a service",
                                 {"serve", "base url", "listen", "admin", "tls", "timezone",
                                  "rules", "clients", "authentication", "origins", "store",
                                  "form link", "keep cards", "keep comments", "discovery", "cases"},
                                 context_.diagnostics);
        top_ = root.pairs.empty() ? root.span : root.pairs.front().key.span;
        read_head(values);
        read_addresses(values);
        read_base_url(values);
        for (const Scalar& each : values.texts("rules")) {
            config_.rules.push_back(context_.path(each.text));
        }
        values.require("rules", top_, "write the rule files: `rules: [back-pain-massage.yaml]`");
        read_tls(values);
        read_access(values);
        read_rest(values);
    }

    ServeConfig take() { return std::move(config_); }

  private:
    static std::string folder_of(const std::string& path) {
        const std::size_t slash = path.rfind('/');
        return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
    }

    void read_head(const KeyedValues& values) {
        values.require("serve", top_, "begin with `serve: 1`");
        if (const auto version = values.text("serve"); version && version->text != "1") {
            context_
                .error("unknown-version", version->span,
                       "the version " + quoted(version->text) + " of services is not known here")
                .help("write `serve: 1`");
        }
    }

    std::optional<Address> address(const Scalar& written) {
        Address made;
        const std::string& text = written.text;
        if (text.starts_with(unix_mark) && text.size() > unix_mark.size()) {
            made.path = text.substr(unix_mark.size());
            return made;
        }
        const std::size_t colon = text.rfind(':');
        unsigned port = 0;
        if (colon != std::string::npos && colon > 0) {
            const char* const begin = text.data() + colon + 1;
            const char* const end = text.data() + text.size();
            const auto [at, problem] = std::from_chars(begin, end, port);
            if (problem == std::errc() && at == end && port > 0 && port < 65536) {
                made.host = text.substr(0, colon);
                if (made.host.starts_with('[') && made.host.ends_with(']')) {
                    made.host = made.host.substr(1, made.host.size() - 2);
                }
                made.port = static_cast<std::uint16_t>(port);
                return made;
            }
        }
        context_.error("bad-address", written.span, quoted(text) + " is nowhere to listen")
            .help("write an address and a port, as in `127.0.0.1:8080`, or `unix:/run/x.sock`");
        return std::nullopt;
    }

    void read_addresses(const KeyedValues& values) {
        values.require("listen", top_, "write where to listen: `listen: 127.0.0.1:8080`");
        const auto listen = values.text("listen");
        if (listen) {
            if (auto made = address(*listen)) {
                config_.listen = std::move(*made);
                listen_span_ = listen->span;
            }
        }
        if (const auto admin = values.text("admin")) {
            config_.admin = address(*admin);
            if (config_.admin && !config_.admin->is_local()) {
                context_
                    .error("unguarded", admin->span,
                           "anybody could read " + quoted("admin") + " at " + quoted(admin->text))
                    .help("listen for it on this machine alone, as in `127.0.0.1:9090`");
            }
        }
    }

    void read_base_url(const KeyedValues& values) {
        const auto base = values.text("base url");
        if (!base) {
            config_.base_url = "http://" + config_.listen.text();
            if (listen_span_.end != 0 && !config_.listen.is_local()) {
                values.require("base url", top_,
                               "write how clients reach it: `base url: \"https://cds.example\"`");
            }
            return;
        }
        const bool is_url = base->text.starts_with("https://") || base->text.starts_with("http://");
        if (!is_url || base->text.find_first_of(" ?#") != std::string::npos) {
            context_.error("bad-address", base->span, quoted(base->text) + " is no base of URLs")
                .help("write it as clients have it, as in `https://cds.clinic.example`");
            return;
        }
        config_.base_url = base->text;
        while (config_.base_url.ends_with('/')) config_.base_url.pop_back();
    }

    void read_tls(const KeyedValues& values) {
        const YamlNode* const node = values.find("tls");
        if (node == nullptr) {
            if (listen_span_.end != 0 && !config_.listen.is_local()) {
                context_
                    .error("unguarded", listen_span_,
                           "without `tls` anybody on the way could read what is sent to " +
                               quoted(config_.listen.text()))
                    .help(
                        "write `tls: {certificate: cds.pem, key: cds.key}`, or listen on "
                        "`127.0.0.1` where a proxy ends TLS");
            }
            return;
        }
        const YamlNode* const mapping = language::as_mapping(
            *node, "`tls`", "write `{certificate: cds.pem, key: cds.key}`", context_.diagnostics);
        if (mapping == nullptr) return;
        const KeyedValues tls(*mapping, "`tls`", {"certificate", "key"}, context_.diagnostics);
        tls.require("certificate", node->span, "write the file: `certificate: cds.pem`");
        tls.require("key", node->span, "write the file: `key: cds.key`");
        if (const auto file = tls.text("certificate"))
            config_.certificate = context_.path(file->text);
        if (const auto file = tls.text("key")) config_.key = context_.path(file->text);
    }

    void read_access(const KeyedValues& values) {
        if (const YamlNode* node = values.find("clients")) {
            config_.clients = read_clients(context_, *node);
        }
        const auto authentication = values.text("authentication");
        if (!authentication) {
            values.require("clients", top_,
                           "write who may call, or `authentication: none` on `127.0.0.1`");
            return;
        }
        if (text::folded(authentication->text) != "none") {
            context_
                .error("wrong-value", authentication->span,
                       "`authentication` is `none`, or not written")
                .help("write who may call under `clients`, and take the line out");
        } else if (values.find("clients") != nullptr) {
            context_
                .error("wrong-value", authentication->span,
                       "`clients` says who may call, and `authentication: none` that all may")
                .help("keep one of the two");
        } else if (listen_span_.end != 0 && !config_.listen.is_local()) {
            context_
                .error("unguarded", authentication->span,
                       "anybody who reaches " + quoted(config_.listen.text()) + " could ask")
                .help("write who may call under `clients`, or listen on `127.0.0.1`");
        }
    }

    void read_rest(const KeyedValues& values) {
        if (const auto zone = values.text("timezone")) {
            const bool is_name = zone->text.find("..") == std::string::npos &&
                                 !zone->text.starts_with('/') && !zone->text.empty();
            if (is_name) config_.timezone = zone->text;
            if (!is_name) {
                context_.error("wrong-value", zone->span, quoted(zone->text) + " is no time zone")
                    .help("write its name, as in `Europe/Berlin`");
            }
        }
        for (const Scalar& origin : values.texts("origins")) read_origin(origin);
        if (const auto store = values.text("store")) config_.store = context_.path(store->text);
        if (const YamlNode* node = values.find("form link")) read_form_link(*node);
        if (const auto keep = values.text("keep cards")) {
            if (const auto window = context_.window(*keep)) config_.keep_cards = *window;
        }
        config_.keeps_comments = context_.yes_no(values, "keep comments");
        if (const auto cases = values.text("cases")) {
            config_.requires_cases = text::folded(cases->text) == "required";
            if (!config_.requires_cases) {
                context_.error("wrong-value", cases->span, "`cases` is `required`, or not written")
                    .help("take the line out: then rules are served whatever their cases say");
            }
        }
        if (const auto discovery = values.text("discovery")) {
            config_.is_discovery_guarded = text::folded(discovery->text) == "authenticated";
            if (!config_.is_discovery_guarded) {
                context_
                    .error("wrong-value", discovery->span,
                           "`discovery` is `authenticated`, or not written")
                    .help("take the line out: then everybody may see what is served");
            } else if (values.find("clients") == nullptr) {
                context_
                    .error("wrong-value", discovery->span,
                           "`discovery` asks for a token, and there is nobody to have one")
                    .help("write who may call under `clients`, or take the line out");
            }
        }
    }

    void read_origin(const Scalar& origin) {
        const bool is_url =
            origin.text.starts_with("https://") || origin.text.starts_with("http://");
        const std::size_t host = origin.text.find("://");
        if (is_url && origin.text.find_first_of("/ *", host + 3) == std::string::npos) {
            config_.origins.push_back(origin.text);
            return;
        }
        context_.error("bad-address", origin.span, quoted(origin.text) + " is no origin of pages")
            .help(
                "write scheme and host, as in `https://ehr.example`; each by itself, without `*`");
    }

    void read_form_link(const YamlNode& node) {
        const YamlNode* const mapping = language::as_mapping(
            node, "`form link`", "write `{type: smart, url: \"https://…\"}`", context_.diagnostics);
        if (mapping == nullptr) return;
        const KeyedValues link(*mapping, "`form link`", {"type", "url"}, context_.diagnostics);
        link.require("url", node.span, "write where the form is: `url: \"https://…\"`");
        if (const auto url = link.text("url")) config_.form_link = url->text;
        const auto type = link.text("type");
        if (!type) return;
        if (type->text != "smart" && type->text != "absolute") {
            context_.error("wrong-value", type->span, quoted(type->text) + " is no type of links")
                .help("write `smart` or `absolute`");
            return;
        }
        config_.form_link_type = type->text;
    }

    ServeContext context_;
    ServeConfig config_;
    Span top_;
    Span listen_span_{};
};

}  // namespace

bool Address::is_local() const {
    return !path.empty() || host == "127.0.0.1" || host == "::1" || host == "localhost";
}

std::string Address::text() const {
    if (!path.empty()) return std::string(unix_mark) + path;
    const bool is_long = host.find(':') != std::string::npos;
    return (is_long ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

ReadServe read_serve(std::string_view text, const std::string& name) {
    ReadServe read{{}, {}, {name, std::string(text)}};
    text::Diagnostics diagnostics;
    const auto root = language::read_yaml(read.source.text, {}, diagnostics);
    if (root && root->kind == YamlNode::Kind::mapping) {
        ServeReader reader(name, diagnostics);
        reader.read(*root);
        if (!diagnostics.has_errors()) read.config = reader.take();
    } else if (!diagnostics.has_errors()) {
        report(diagnostics, Severity::error, "not-a-mapping", root ? root->span : Span{0, 0},
               "this says nothing of a service")
            .help("it begins with `serve: 1`");
    }
    read.diagnostics = diagnostics.take();
    return read;
}

ReadServe read_serve_file(const std::string& path) {
    api::FileText file = api::read_file(path, {});
    if (file.problem) return {{}, {*file.problem}, {path, {}}};
    return read_serve(file.text, path);
}

}  // namespace caveat::mapping
