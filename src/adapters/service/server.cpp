// Listening, and stopping. Entrance: run.

#include "adapters/service/server.hpp"

#include "adapters/service/server_connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/strand.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <ostream>
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
