// Listening, and stopping. Entrance: run.

#include "adapters/service/server.hpp"

#include "adapters/service/server_connection.hpp"
#include "adapters/service/server_fetch.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace caveat::service {

namespace {

using namespace wire;

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
    Listener(const Serving& serving, asio::io_context& context, Shared& shared)
        : serving_(serving),
          shared_(shared),
          context_(context),
          control_(asio::make_strand(context)) {}

    /// What accepts connections, and what stops it, do not run at once.
    [[nodiscard]] const Control& control() const { return control_; }

    bool start() {
        const mapping::ServeConfig& config = serving_.service.config();
        if (!config.certificate.empty() && !renew_tls()) return false;
        if (!listen(config.listen, false)) return false;
        if (config.admin && !listen(*config.admin, true)) return false;
        serving_.say("listening on " + config.listen.text());
        return true;
    }

    /// Reads certificate and key anew, for connections from now on; false where they cannot be
    /// used, and the old ones stay.
    bool renew_tls() {
        const mapping::ServeConfig& config = serving_.service.config();
        auto tls = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
        Error error;
        SSL_CTX_set_min_proto_version(tls->native_handle(), TLS1_2_VERSION);
        tls->use_certificate_chain_file(config.certificate, error);
        if (error) return fail("the certificate `" + config.certificate + "`", error);
        tls->use_private_key_file(config.key, asio::ssl::context::pem, error);
        if (error) return fail("the key `" + config.key + "`", error);
        tls_ = std::move(tls);
        return true;
    }
    [[nodiscard]] bool has_tls() const { return tls_ != nullptr; }

    void stop() {
        shared_.is_stopping = true;
        Error ignored;
        for (const auto& each : acceptors_) each->close(ignored);
        for (const auto& each : local_acceptors_) each->close(ignored);
    }
    [[nodiscard]] bool is_idle() const { return shared_.connections == 0; }

  private:
    bool fail(const std::string& what, const Error& error) {
        serving_.say("error: " + what + ": " + error.message());
        return false;
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
        const bool is_secret = has_tls() && !is_admin;
        asio::co_spawn(
            control_,
            accept<tcp>(acceptor, context_, shared_,
                        [this, is_admin, is_secret](tcp::socket socket) {
                            return is_secret ? serve_tls(std::move(socket), tls_, shared_)
                                             : serve_plain(std::move(socket), shared_, is_admin);
                        }),
            asio::detached);
        return true;
    }

    bool listen_locally(const mapping::Address& address, bool is_admin) {
        Error error;
        // What the last run left behind; nothing else is taken out of the way.
        std::error_code unseen;
        if (std::filesystem::is_socket(address.path, unseen)) {
            std::filesystem::remove(address.path, unseen);
        }
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
    Shared& shared_;
    asio::io_context& context_;
    Control control_;
    std::shared_ptr<asio::ssl::context> tls_;
    std::vector<std::unique_ptr<tcp::acceptor>> acceptors_;
    std::vector<std::unique_ptr<Local::acceptor>> local_acceptors_;
};

/// Loads and forgets beside the threads that answer, one at a time.
class Reloader {
  public:
    Reloader(const Serving& serving, Listener& listener) : serving_(serving), listener_(listener) {}

    asio::awaitable<void> reload() {
        const bool is_loaded = co_await asio::co_spawn(loader_, load(), asio::use_awaitable);
        if (listener_.has_tls() && !listener_.renew_tls()) serving_.service.keep_stale();
        serving_.say(is_loaded ? "loaded anew" : "error: the rules before these are served on");
    }

    /// Loads once what lies in the files differs from what was loaded, and has settled.
    asio::awaitable<void> watch() {
        if (!serving_.stamp) co_return;
        std::string loaded = serving_.stamp();
        std::string before = loaded;
        asio::steady_timer pause(co_await asio::this_coro::executor);
        for (;;) {
            pause.expires_after(Seconds{1});
            co_await pause.async_wait(asio::use_awaitable);
            std::string now = serving_.stamp();
            if (now != loaded && now == before) {
                loaded = now;
                co_await reload();
            }
            before = std::move(now);
        }
    }

    asio::awaitable<void> forget() {
        asio::steady_timer pause(co_await asio::this_coro::executor);
        for (;;) {
            asio::post(loader_, serving_.forget);
            pause.expires_after(Seconds{60});
            co_await pause.async_wait(asio::use_awaitable);
        }
    }

    void stop() { loader_.join(); }

  private:
    asio::awaitable<bool> load() { co_return serving_.reload(); }

    const Serving& serving_;
    Listener& listener_;
    asio::thread_pool loader_{1};
};

/// Fetches what the tokens want of keys.
asio::awaitable<void> fetch_keys(const Serving& serving) {
    Service& service = serving.service;
    if (service.tokens() == nullptr) co_return;
    for (const std::string& url : service.tokens()->to_fetch(service.now())) {
        const auto address = mapping::https_address(url);
        if (!address) continue;
        Fetched fetched = co_await fetch(*address);
        if (fetched.text) {
            fetched.problem = service.tokens()->take(url, *fetched.text, service.now());
        }
        if (!fetched.problem.empty()) {
            serving.say("warning: no keys from `" + url + "`: " + fetched.problem);
        }
    }
}

asio::awaitable<void> keep_keys(const Serving& serving) {
    asio::steady_timer pause(co_await asio::this_coro::executor);
    for (;;) {
        pause.expires_after(std::chrono::milliseconds(500));
        co_await pause.async_wait(asio::use_awaitable);
        co_await fetch_keys(serving);
    }
}

/// SIGHUP loads anew; the first SIGTERM or SIGINT lets what is at hand be finished, a second one
/// does not wait.
asio::awaitable<void> obey_signals(asio::signal_set& signals, asio::io_context& context,
                                   const Serving& serving, Listener& listener, Reloader& reloader) {
    for (;;) {
        Error error;
        const int signal =
            co_await signals.async_wait(asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return;
        if (signal != SIGHUP) break;
        co_await reloader.reload();
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
    {
        // Before anybody calls, so that the first who does is not refused.
        asio::io_context first(1);
        asio::co_spawn(first, fetch_keys(serving), asio::detached);
        first.run();
    }
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    // What connections look at outlives them: they end with the context.
    Shared shared(serving, cores);
    asio::io_context context(static_cast<int>(cores));
    Listener listener(serving, context, shared);
    Reloader reloader(serving, listener);
    // Whoever is told that it listens may send one: it waits here until it is looked at.
    asio::signal_set signals(context, SIGHUP, SIGTERM, SIGINT);
    if (!listener.start()) return false;
    asio::co_spawn(listener.control(), obey_signals(signals, context, serving, listener, reloader),
                   asio::detached);
    asio::co_spawn(listener.control(), keep_keys(serving), asio::detached);
    asio::co_spawn(listener.control(), reloader.watch(), asio::detached);
    asio::co_spawn(listener.control(), reloader.forget(), asio::detached);
    std::vector<std::thread> threads;
    for (unsigned i = 1; i < cores; ++i) threads.emplace_back([&] { context.run(); });
    context.run();
    for (std::thread& each : threads) each.join();
    reloader.stop();
    shared.workers.join();
    return true;
}

}  // namespace caveat::service
