// HTTP and HTTPS. Entrance: run. The one file that includes Beast and Asio.

#include "adapters/service/server.hpp"

#include "adapters/json/json_writer.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <mutex>
#include <ostream>
#include <thread>
#include <utility>
#include <vector>

namespace caveat::service {

namespace {

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
constexpr Seconds time_for_header{5};
constexpr Seconds time_for_body{10};
constexpr Seconds time_for_answer{10};
constexpr Seconds time_to_finish{10};

/// What all connections share.
struct Shared {
    explicit Shared(const Serving& given) : serving(given) {}

    const Serving& serving;
    std::atomic<int> connections{0};
    std::atomic<bool> is_stopping{false};
    std::mutex log_mutex;

    void log(const Done& done, unsigned status, std::size_t bytes, std::int64_t microseconds,
             const std::string& id) {
        const auto now = std::chrono::duration_cast<Seconds>(
            std::chrono::system_clock::now().time_since_epoch());
        json::JsonWriter out(false);
        const auto member = [&](std::string_view key, std::string_view text) {
            if (text.empty()) return;
            out.key(key);
            out.text(text);
        };
        const auto number = [&](std::string_view key, auto value) {
            out.key(key);
            out.number(std::to_string(value));
        };
        out.begin_object();
        number("time", now.count());
        member("request", id);
        member("client", done.client);
        member("endpoint", done.endpoint);
        member("service", done.service);
        member("hook", done.hook);
        member("version", done.version);
        number("status", status);
        number("bytes", bytes);
        number("microseconds", microseconds);
        number("cards", done.cards);
        member("refused", done.refusal);
        out.end_object();
        const std::lock_guard guard(log_mutex);
        serving.log << out.take() << std::endl;
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

std::string lower(std::string_view name) {
    std::string text(name);
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

/// A header that is there twice means nothing that can be relied on: both are joined, as HTTP says.
Request plain(http::request<http::string_body>&& message) {
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

http::response<http::string_body> wired(Response&& response, bool keeps_alive,
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
std::optional<Response> answer_to(const Error& error, bool is_late) {
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

/// Requests of one connection, one after the other.
template <class Stream, class Socket>
asio::awaitable<void> converse(Stream& stream, Socket& socket, Shared& shared, bool is_admin) {
    boost::beast::flat_buffer buffer;
    for (bool goes_on = true; goes_on && !shared.is_stopping;) {
        http::request_parser<http::string_body> parser;
        parser.header_limit(most_header_bytes);
        parser.body_limit(most_body_bytes);
        Error error;
        bool is_late = false;
        bool has_begun = false;
        {
            const Deadline deadline(socket, time_for_header);
            co_await http::async_read_header(stream, buffer, parser,
                                             asio::redirect_error(asio::use_awaitable, error));
            has_begun = buffer.size() != 0 || parser.got_some();
            is_late = deadline.is_over() && has_begun;
        }
        const auto began = Steady::now();
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
        if (error) {
            auto refused = answer_to(error, is_late);
            if (!refused) co_return;
            response = std::move(*refused);
        } else {
            keeps_alive = parser.get().keep_alive() && !shared.is_stopping;
            const Request request = plain(parser.release());
            try {
                response = is_admin ? shared.serving.service.answer_admin(request)
                                    : shared.serving.service.answer(request, done);
            } catch (const std::exception&) {
                response = refusal(500, "exception", "", "this is our fault");
            }
        }
        const unsigned status = response.status;
        const std::size_t bytes = response.body.size();
        auto message = wired(std::move(response), keeps_alive, id);
        goes_on = co_await send(stream, socket, std::move(message));
        if (error) co_await drain(stream, socket);
        if (is_admin) continue;
        const auto took = Steady::now() - began;
        const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(took);
        shared.serving.service.metrics().add(done, status,
                                             static_cast<double>(microseconds.count()) / 1e6);
        shared.log(done, status, bytes, microseconds.count(), id);
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
        Response busy = refusal(503, "throttled", "", "too many connections at once");
        busy.headers.emplace_back("Retry-After", "5");
        auto message = wired(std::move(busy), false, shared.serving.new_id());
        co_await send(socket, socket, std::move(message));
        co_return;
    }
    co_await converse(socket, socket, shared, is_admin);
}

asio::awaitable<void> serve_tls(tcp::socket socket, asio::ssl::context& context, Shared& shared) {
    const Counted counted(shared);
    if (shared.connections > most_connections) co_return;
    asio::ssl::stream<tcp::socket> stream(std::move(socket), context);
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

/// Every connection has a strand of its own, so that its deadline and its reads do not meet.
template <class Protocol, class Serve>
asio::awaitable<void> accept(typename Protocol::acceptor& acceptor, asio::io_context& context,
                             Shared& shared, Serve serve) {
    while (!shared.is_stopping) {
        Error error;
        auto strand = asio::make_strand(context);
        auto socket = co_await acceptor.async_accept(
            strand, asio::redirect_error(asio::use_awaitable, error));
        if (error == asio::error::operation_aborted) co_return;
        if (error) {  // out of descriptors, perhaps: not at full speed
            asio::steady_timer pause(context, std::chrono::milliseconds(50));
            co_await pause.async_wait(asio::use_awaitable);
            continue;
        }
        asio::co_spawn(strand, serve(std::move(socket)), asio::detached);
    }
}

using Control = asio::strand<asio::io_context::executor_type>;

class Listener {
  public:
    Listener(const Serving& serving, asio::io_context& context)
        : serving_(serving),
          shared_(serving),
          context_(context),
          control_(asio::make_strand(context)) {}

    /// What accepts connections, and what stops it, do not run at once.
    [[nodiscard]] const Control& control() const { return control_; }

    bool start() {
        const mapping::ServeConfig& config = serving_.service.config();
        if (!config.certificate.empty() && !prepare_tls(config)) return false;
        if (!listen(config.listen, false)) return false;
        if (config.admin && !listen(*config.admin, true)) return false;
        serving_.messages << "listening on " << config.listen.text() << std::endl;
        return true;
    }

    void stop() {
        shared_.is_stopping = true;
        Error ignored;
        for (const auto& each : acceptors_) each->close(ignored);
        for (const auto& each : local_acceptors_) each->close(ignored);
    }
    [[nodiscard]] bool is_idle() const { return shared_.connections == 0; }

  private:
    bool fail(const std::string& what, const Error& error) {
        serving_.messages << "error: " << what << ": " << error.message() << std::endl;
        return false;
    }

    bool prepare_tls(const mapping::ServeConfig& config) {
        tls_.emplace(asio::ssl::context::tls_server);
        Error error;
        SSL_CTX_set_min_proto_version(tls_->native_handle(), TLS1_2_VERSION);
        tls_->use_certificate_chain_file(config.certificate, error);
        if (error) return fail("the certificate `" + config.certificate + "`", error);
        tls_->use_private_key_file(config.key, asio::ssl::context::pem, error);
        if (error) return fail("the key `" + config.key + "`", error);
        return true;
    }

    bool listen(const mapping::Address& address, bool is_admin) {
        return address.path.empty() ? listen_at(address, is_admin)
                                    : listen_locally(address, is_admin);
    }

    bool listen_at(const mapping::Address& address, bool is_admin) {
        Error error;
        const std::string host = address.host == "localhost" ? "127.0.0.1" : address.host;
        const auto ip = asio::ip::make_address(host, error);
        if (error) return fail(address.text(), error);
        const tcp::endpoint endpoint(ip, address.port);
        auto& acceptor = *acceptors_.emplace_back(std::make_unique<tcp::acceptor>(control_));
        acceptor.open(endpoint.protocol(), error);
        if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        if (!error) acceptor.bind(endpoint, error);
        if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error) return fail(address.text(), error);
        const bool is_secret = tls_.has_value() && !is_admin;
        asio::co_spawn(
            control_,
            accept<tcp>(acceptor, context_, shared_,
                        [this, is_admin, is_secret](tcp::socket socket) {
                            return is_secret ? serve_tls(std::move(socket), *tls_, shared_)
                                             : serve_plain(std::move(socket), shared_, is_admin);
                        }),
            asio::detached);
        return true;
    }

    bool listen_locally(const mapping::Address& address, bool is_admin) {
        Error error;
        std::remove(address.path.c_str());
        auto& acceptor =
            *local_acceptors_.emplace_back(std::make_unique<Local::acceptor>(control_));
        const Local::endpoint endpoint(address.path);
        acceptor.open(endpoint.protocol(), error);
        if (!error) acceptor.bind(endpoint, error);
        if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error) return fail(address.text(), error);
        asio::co_spawn(control_,
                       accept<Local>(acceptor, context_, shared_,
                                     [this, is_admin](Local::socket socket) {
                                         return serve_plain(std::move(socket), shared_, is_admin);
                                     }),
                       asio::detached);
        return true;
    }

    const Serving& serving_;
    Shared shared_;
    asio::io_context& context_;
    Control control_;
    std::optional<asio::ssl::context> tls_;
    std::vector<std::unique_ptr<tcp::acceptor>> acceptors_;
    std::vector<std::unique_ptr<Local::acceptor>> local_acceptors_;
};

/// SIGHUP loads anew; the first SIGTERM or SIGINT lets what is at hand be finished, a second one
/// does not wait.
asio::awaitable<void> obey_signals(asio::io_context& context, const Serving& serving,
                                   Listener& listener) {
    asio::signal_set signals(context, SIGHUP, SIGTERM, SIGINT);
    for (;;) {
        Error error;
        const int signal =
            co_await signals.async_wait(asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return;
        if (signal != SIGHUP) break;
        serving.reload();
    }
    serving.service.set_ready(false);
    listener.stop();
    signals.async_wait([&context](const Error& error, int) {
        if (!error) context.stop();
    });
    const auto end = Steady::now() + time_to_finish;
    while (!listener.is_idle() && Steady::now() < end) {
        asio::steady_timer pause(context, std::chrono::milliseconds(20));
        co_await pause.async_wait(asio::use_awaitable);
    }
    context.stop();
}

}  // namespace

bool run(const Serving& serving) {
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    asio::io_context context(static_cast<int>(cores));
    Listener listener(serving, context);
    if (!listener.start()) return false;
    asio::co_spawn(listener.control(), obey_signals(context, serving, listener), asio::detached);
    std::vector<std::thread> threads;
    for (unsigned i = 1; i < cores; ++i) threads.emplace_back([&] { context.run(); });
    context.run();
    for (std::thread& each : threads) each.join();
    return true;
}

}  // namespace caveat::service
