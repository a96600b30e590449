#pragma once

// `serve.yaml`: what is served to whom, checked like a rule file.

#include <caveat/diagnostic.hpp>

#include "mapping/tables.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::mapping {

/// Where to listen: an address and a port, or a Unix socket.
struct Address {
    std::string host;
    std::uint16_t port = 0;
    std::string path;  ///< of a Unix socket; empty: an address

    /// Whether nobody but this machine can reach it.
    [[nodiscard]] bool is_local() const;
    /// `127.0.0.1:8080`
    [[nodiscard]] std::string text() const;
};

/// Where keys are fetched from.
struct HttpsAddress {
    std::string host;
    std::string port;
    std::string target;  ///< path and query
};

/// The parts of `https://host[:port]/path`; nothing for any other address, one with a name of a
/// user or a fragment in it among them.
std::optional<HttpsAddress> https_address(std::string_view url);

/// A record system that may call.
struct Client {
    std::string name;
    std::string issuer;
    std::string keys;  ///< a file; empty: they are fetched
    /// What its tokens may name as the address of their keys; it is compared, and never followed.
    std::string jku;
    std::vector<std::string> services;    ///< ids of rule sets; empty: all
    std::vector<std::string> algorithms;  ///< of signatures
    std::string keys_url{};  ///< where keys are fetched from; empty: they are read from a file
};

struct ServeConfig {
    std::string base_url;  ///< without a slash at its end
    Address listen;
    std::optional<Address> admin;
    std::string certificate;  ///< empty: whoever stands in front ends TLS
    std::string key;
    std::string timezone;            ///< empty: that of the machine
    std::vector<std::string> rules;  ///< paths, as they can be opened
    std::vector<Client> clients;     ///< none: everybody may call
    std::vector<std::string> origins;
    std::string store;  ///< empty: what is kept is kept in memory
    std::string form_link;
    std::string form_link_type = "absolute";
    Window keep_cards{90, values::CalendarUnit::days};
    bool keeps_comments = false;
    bool requires_cases = false;  ///< rules are served only while all their cases hold
    bool is_discovery_guarded = false;
};

struct ReadServe {
    std::optional<ServeConfig> config;  ///< nothing where there is an error
    std::vector<Diagnostic> diagnostics;
    Source source;
};

/// Reads and checks a service file; paths in it count from its folder. Never throws but
/// std::bad_alloc.
ReadServe read_serve(std::string_view text, const std::string& name);
/// The same of a file. path  UTF-8
ReadServe read_serve_file(const std::string& path);

}  // namespace caveat::mapping
