#pragma once

// Fetches keys over HTTPS. For server.cpp alone, which is the one file that sees Beast and Asio.

#include "adapters/service/server_connection.hpp"
#include "mapping/serve_file.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/this_coro.hpp>

#include <openssl/ssl.h>
#include <optional>
#include <string>

namespace caveat::service::wire {

constexpr std::uint64_t most_fetched_bytes = 1024U * 1024U;
constexpr Seconds time_to_fetch{5};

/// What a fetch gave: the text, or why there is none.
struct Fetched {
    std::optional<std::string> text;
    std::string problem;
};

/// One GET over TLS whose certificate is checked, within its time. It follows no redirect, and
/// sends nothing of anybody.
inline asio::awaitable<Fetched> fetch(mapping::HttpsAddress address) {
    Error error;
    const auto failed = [&](const char* what) {
        return Fetched{std::nullopt, std::string(what) + ": " + error.message()};
    };
    asio::ssl::context tls(asio::ssl::context::tls_client);
    SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_2_VERSION);
    tls.set_default_verify_paths(error);
    if (error) co_return failed("the certificates of this machine");
    const auto executor = co_await asio::this_coro::executor;
    tcp::resolver resolver(executor);
    const auto endpoints = co_await resolver.async_resolve(
        address.host, address.port, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return failed("its name");
    asio::ssl::stream<tcp::socket> stream(executor, tls);
    stream.set_verify_mode(asio::ssl::verify_peer);
    stream.set_verify_callback(asio::ssl::host_name_verification(address.host));
    if (SSL_set_tlsext_host_name(stream.native_handle(), address.host.c_str()) != 1) {
        co_return Fetched{std::nullopt, "its name cannot be asked for"};
    }
    const Deadline deadline(stream.lowest_layer(), time_to_fetch);
    co_await asio::async_connect(stream.lowest_layer(), endpoints,
                                 asio::redirect_error(asio::use_awaitable, error));
    if (deadline.is_over()) co_return Fetched{std::nullopt, "it took too long"};
    if (error) co_return failed("no connection");
    co_await stream.async_handshake(asio::ssl::stream_base::client,
                                    asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return failed("TLS");
    http::request<http::empty_body> request(http::verb::get, address.target, 11);
    request.set(http::field::host, address.host);
    request.set(http::field::accept, "application/json");
    request.set(http::field::connection, "close");
    co_await http::async_write(stream, request, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return failed("asking");
    boost::beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.header_limit(most_header_bytes);
    parser.body_limit(most_fetched_bytes);
    co_await http::async_read(stream, buffer, parser,
                              asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return failed(deadline.is_over() ? "it took too long" : "its answer");
    if (parser.get().result() != http::status::ok) {
        co_return Fetched{std::nullopt, "status " + std::to_string(parser.get().result_int())};
    }
    co_return Fetched{std::move(parser.get().body()), {}};
}

}  // namespace caveat::service::wire
