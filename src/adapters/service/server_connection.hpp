#pragma once

// One connection: requests in, answers out, each within its time. For server.cpp alone, which is
// the one file that sees Beast and Asio.

#include "adapters/service/server.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <utility>

namespace caveat::service::wire {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Steady = std::chrono::steady_clock;
using Error = boost::system::error_code;
using Local = asio::local::stream_protocol;
using Seconds = std::chrono::seconds;

constexpr std::uint64_t most_body_bytes = 8U * 1024U * 1024U;
constexpr std::uint32_t most_header_bytes = 16U * 1024U;
constexpr int most_connections = 1024;
/// Requests that have come whole, and that no thread has begun to answer.
constexpr int most_waiting = 256;
constexpr Seconds time_for_header{5};
constexpr Seconds time_for_body{10};
/// Between two requests of one connection.
constexpr Seconds time_for_next{30};
constexpr Seconds time_for_answer{10};
constexpr Seconds time_to_finish{10};

/// What all connections share.
struct Shared {
    Shared(const Serving& given, unsigned cores) : serving(given), workers(cores) {}

    const Serving& serving;
    /// Who answers. Reading goes on meanwhile, so that it is known how many wait.
    asio::thread_pool workers;
    std::atomic<int> connections{0};
    std::atomic<int> waiting{0};
    std::atomic<bool> is_stopping{false};
    std::mutex log_mutex;

    void log(const Done& done, const Measured& measured) {
        const std::string line = log_line(done, measured);
        const std::lock_guard guard(log_mutex);
        serving.log << line << std::endl;
    }
};

/// Cancels what a socket waits for when the time is over. Its timer may have rung, and its handler
/// wait to be called, when it ends: then the socket may be gone.
class Deadline {
  public:
    template <class Socket>
    Deadline(Socket& socket, Seconds time) : timer_(socket.get_executor(), time) {
        timer_.async_wait([&socket, state = state_](const Error& error) {
            if (error || !state->is_live) return;
            state->is_over = true;
            Error ignored;
            socket.cancel(ignored);
        });
    }
    ~Deadline() {
        state_->is_live = false;
        timer_.cancel();
    }
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

    [[nodiscard]] bool is_over() const { return state_->is_over; }

  private:
    struct State {
        bool is_live = true;
        bool is_over = false;
    };
    std::shared_ptr<State> state_ = std::make_shared<State>();
    asio::steady_timer timer_;
};

inline std::string lower(std::string_view name) {
    std::string text(name);
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

/// A header that is there twice means nothing that can be relied on: both are joined, as HTTP says.
inline Request plain(http::request<http::string_body>&& message) {
    Request request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    for (const auto& field : message) {
        std::string& value = request.headers[lower(
            std::string_view(field.name_string().data(), field.name_string().size()))];
        if (!value.empty()) value += ", ";
        value.append(field.value().data(), field.value().size());
    }
    request.body = std::move(message.body());
    return request;
}

inline http::response<http::string_body> wired(Response&& response, bool keeps_alive,
                                               const std::string& id) {
    http::response<http::string_body> message;
    message.version(11);
    message.result(response.status);
    if (!response.type.empty()) message.set(http::field::content_type, response.type);
    for (const auto& [name, value] : response.headers) message.set(name, value);
    message.set("X-Request-Id", id);
    message.set("X-Content-Type-Options", "nosniff");
    message.keep_alive(keeps_alive);
    message.body() = std::move(response.body);
    message.prepare_payload();
    return message;
}

/// What to answer to a message that could not be read; nothing where nobody is there to read it.
inline std::optional<Response> answer_to(const Error& error, bool is_late) {
    if (is_late) return refusal(408, "timeout", "", "it came too slowly");
    if (error == http::error::header_limit) {
        return refusal(431, "too-long", "", "the headers have more than 16 KiB");
    }
    if (error == http::error::body_limit) {
        return refusal(413, "too-long", "", "the body has more than 8 MiB");
    }
    const bool is_gone =
        error == http::error::end_of_stream || error == http::error::partial_message ||
        error == asio::error::eof || error == asio::error::connection_reset ||
        error == asio::error::operation_aborted ||
        error.category() != http::make_error_code(http::error::bad_method).category();
    if (is_gone) return std::nullopt;
    return refusal(400, "structure", "", "this is no HTTP that can be read");
}

using Parser = http::request_parser<http::string_body>;

/// Whether the head says where the message ends, and to whom it is (RFC 9112, 3.2 and 6.3): what is
/// coded in another way than in chunks would be taken for the next request.
inline bool is_clear(const Parser& parser) {
    constexpr unsigned with_host = 11;
    const auto& head = parser.get();
    return (head.count(http::field::transfer_encoding) == 0 || parser.chunked()) &&
           (head.version() < with_host || head.count(http::field::host) == 1);
}

/// Whether the body comes once it is asked for.
inline bool waits_for_us(const Parser& parser) {
    return !parser.is_done() &&
           lower(std::string_view(parser.get()[http::field::expect].data(),
                                  parser.get()[http::field::expect].size())) == "100-continue";
}

template <class Stream>
asio::awaitable<void> ask_for_body(Stream& stream, Error& error) {
    http::response<http::empty_body> go_on(http::status::continue_, 11);
    co_await http::async_write(stream, go_on, asio::redirect_error(asio::use_awaitable, error));
}

template <class Stream, class Socket>
asio::awaitable<bool> send(Stream& stream, Socket& socket,
                           http::response<http::string_body> message) {
    const Deadline deadline(socket, time_for_answer);
    Error error;
    co_await http::async_write(stream, message, asio::redirect_error(asio::use_awaitable, error));
    co_return !error && message.keep_alive();
}

/// Takes what is still coming: else the connection breaks before the other side has read why.
template <class Stream, class Socket>
asio::awaitable<void> drain(Stream& stream, Socket& socket) {
    const Deadline deadline(socket, Seconds{2});
    Error error;
    socket.shutdown(asio::socket_base::shutdown_send, error);
    std::array<char, 8192> unread{};
    while (!error) {
        co_await stream.async_read_some(asio::buffer(unread),
                                        asio::redirect_error(asio::use_awaitable, error));
    }
}

inline Response busy(const std::string& what) {
    Response response = refusal(503, "throttled", "", what);
    response.headers.emplace_back("Retry-After", "5");
    return response;
}

/// What the service answers; nothing that goes wrong in it is the connection's.
inline asio::awaitable<Response> worked_out(const Request& request, Shared& shared, bool is_admin,
                                            Done& done) {
    Service& service = shared.serving.service;
    if (!is_admin) service.metrics().set_waiting(--shared.waiting);
    try {
        co_return is_admin ? service.answer_admin(request) : service.answer(request, done);
    } catch (const std::exception&) {
        co_return refusal(500, "exception", "", "this is our fault");
    }
}

/// The answer, once the requests that came before have theirs; where too many wait already, that.
/// Whoever runs the service does not wait.
inline asio::awaitable<Response> answer(const Request& request, Shared& shared, bool is_admin,
                                        Done& done) {
    if (is_admin) co_return co_await worked_out(request, shared, true, done);
    const int waiting = ++shared.waiting;
    shared.serving.service.metrics().set_waiting(waiting);
    if (waiting > most_waiting) {
        --shared.waiting;
        co_return busy("too many requests at once");
    }
    co_return co_await asio::co_spawn(shared.workers, worked_out(request, shared, false, done),
                                      asio::use_awaitable);
}

/// Requests of one connection, one after the other.
template <class Stream, class Socket>
asio::awaitable<void> converse(Stream& stream, Socket& socket, Shared& shared, bool is_admin) {
    boost::beast::flat_buffer buffer;
    bool is_first = true;
    for (bool goes_on = true; goes_on && !shared.is_stopping;) {
        Parser parser;
        parser.header_limit(most_header_bytes);
        parser.body_limit(most_body_bytes);
        Error error;
        bool is_late = false;
        if (!is_first && buffer.size() == 0) {
            const Deadline deadline(socket, time_for_next);
            co_await http::async_read_some(stream, buffer, parser,
                                           asio::redirect_error(asio::use_awaitable, error));
        }
        is_first = false;
        if (!error && !parser.is_header_done()) {
            const Deadline deadline(socket, time_for_header);
            co_await http::async_read_header(stream, buffer, parser,
                                             asio::redirect_error(asio::use_awaitable, error));
            is_late = deadline.is_over() && (buffer.size() != 0 || parser.got_some());
        }
        const auto began = Steady::now();
        if (!error && !is_clear(parser)) error = http::error::bad_transfer_encoding;
        if (!error) {
            const Deadline deadline(socket, time_for_body);
            if (waits_for_us(parser)) co_await ask_for_body(stream, error);
        }
        if (!error) {
            const Deadline deadline(socket, time_for_body);
            co_await http::async_read(stream, buffer, parser,
                                      asio::redirect_error(asio::use_awaitable, error));
            is_late = deadline.is_over();
        }
        const std::string id = shared.serving.new_id();
        Done done;
        Response response;
        bool keeps_alive = false;
        const bool is_head = parser.get().method() == http::verb::head;
        if (error) {
            auto refused = answer_to(error, is_late);
            if (!refused) co_return;
            response = std::move(*refused);
        } else {
            keeps_alive = parser.get().keep_alive() && !shared.is_stopping;
            const Request request = plain(parser.release());
            response = co_await answer(request, shared, is_admin, done);
        }
        Measured measured;
        measured.request = id;
        measured.status = response.status;
        measured.bytes = response.body.size();
        auto message = wired(std::move(response), keeps_alive, id);
        // Its length is told, and none of it is sent: it would be taken for the next answer.
        if (is_head) message.body().clear();
        goes_on = co_await send(stream, socket, std::move(message));
        if (error) co_await drain(stream, socket);
        if (is_admin) continue;
        measured.took =
            std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - began);
        shared.serving.service.metrics().add(done, measured.status,
                                             static_cast<double>(measured.took.count()) / 1e6);
        shared.log(done, measured);
    }
}

class Counted {
  public:
    explicit Counted(Shared& shared) : shared_(shared) { ++shared_.connections; }
    ~Counted() { --shared_.connections; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;

  private:
    Shared& shared_;
};

template <class Socket>
asio::awaitable<void> serve_plain(Socket socket, Shared& shared, bool is_admin) {
    const Counted counted(shared);
    if (shared.connections > most_connections) {
        auto message = wired(busy("too many connections at once"), false, shared.serving.new_id());
        co_await send(socket, socket, std::move(message));
        co_return;
    }
    co_await converse(socket, socket, shared, is_admin);
}

inline asio::awaitable<void> serve_tls(tcp::socket socket,
                                       std::shared_ptr<asio::ssl::context> context,
                                       Shared& shared) {
    const Counted counted(shared);
    if (shared.connections > most_connections) co_return;
    asio::ssl::stream<tcp::socket> stream(std::move(socket), *context);
    Error error;
    {
        const Deadline deadline(stream.lowest_layer(), time_for_header);
        co_await stream.async_handshake(asio::ssl::stream_base::server,
                                        asio::redirect_error(asio::use_awaitable, error));
    }
    if (error) co_return;
    co_await converse(stream, stream.lowest_layer(), shared, false);
    const Deadline deadline(stream.lowest_layer(), time_for_header);
    co_await stream.async_shutdown(asio::redirect_error(asio::use_awaitable, error));
}

}  // namespace caveat::service::wire
