// What the service is held against: a Beast server with as many threads, which reads the same body
// whole and answers with bytes that were there before.
//
//   bench_plain_server PORT FILE     answers every request with the file's bytes, until it is ended

// clang-format off
#include <utility>  // which Boost 1.74 forgets
// clang-format on

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <utility>  // Boost 1.74 forgets it
#include <vector>

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

asio::awaitable<void> converse(tcp::socket socket, const std::string& answer) {
    boost::beast::flat_buffer buffer;
    boost::system::error_code error;
    for (;;) {
        http::request_parser<http::string_body> parser;
        parser.body_limit(8U * 1024U * 1024U);
        co_await http::async_read(socket, buffer, parser,
                                  asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return;
        http::response<http::string_body> message(http::status::ok, 11);
        message.set(http::field::content_type, "application/json");
        message.keep_alive(parser.get().keep_alive());
        message.body() = answer;
        message.prepare_payload();
        co_await http::async_write(socket, message,
                                   asio::redirect_error(asio::use_awaitable, error));
        if (error || !message.keep_alive()) co_return;
    }
}

asio::awaitable<void> accept(tcp::acceptor& acceptor, asio::io_context& context,
                             const std::string& answer) {
    for (;;) {
        auto strand = asio::make_strand(context);
        tcp::socket socket = co_await acceptor.async_accept(strand, asio::use_awaitable);
        asio::co_spawn(strand, converse(std::move(socket), answer), asio::detached);
    }
}

}  // namespace

int main(int count, char** words) {
    if (count != 3) {
        std::fprintf(stderr, "usage: %s PORT FILE\n", words[0]);
        return 2;
    }
    std::ifstream file(words[2], std::ios::binary);
    const std::string answer(std::istreambuf_iterator<char>(file), {});
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    asio::io_context context(static_cast<int>(cores));
    tcp::acceptor acceptor(context, {asio::ip::make_address("127.0.0.1"),
                                     static_cast<std::uint16_t>(std::atoi(words[1]))});
    asio::co_spawn(context, accept(acceptor, context, answer), asio::detached);
    std::vector<std::thread> threads;
    for (unsigned i = 1; i < cores; ++i) threads.emplace_back([&] { context.run(); });
    context.run();
    for (std::thread& each : threads) each.join();
}
