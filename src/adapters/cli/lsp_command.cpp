// `caveat lsp`. One thread reads, so that a request can be cancelled while another is answered;
// one asks the solver about rules that were saved, in a process of its own; this one answers.
// Entrance: serve_editors.

#include "adapters/cli/lsp_command.hpp"

#include <caveat/authoring/check.hpp>
#include <caveat/proof.hpp>

#include "adapters/cli/process.hpp"
#include "adapters/lsp/server.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <cerrno>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <exception>
#include <fstream>
#include <istream>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <thread>
#include <unistd.h>
#include <utility>

namespace caveat::cli {

namespace {

/// Rules that were saved, or what was found out about them.
struct SavedRules {
    std::string uri;
    std::int64_t version = 0;
    std::string text;  ///< the rules; behind the solver, its findings as JSON
};

/// What the threads hand each other. It outlives the command where one of them still waits.
struct Inbox {
    std::mutex mutex;
    std::condition_variable changed;
    std::string bytes;  ///< from the client
    bool is_at_end = false;
    std::optional<SavedRules> saved;  ///< the latest; older ones are of no use
    std::deque<SavedRules> found;
    bool is_closing = false;
};

struct ClosePaper {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

void read_all_of(int descriptor, std::istream* in, const std::shared_ptr<Inbox>& inbox) {
    constexpr std::size_t piece = 65536;
    std::array<char, piece> room{};
    while (true) {
        std::ptrdiff_t count = 0;
        if (in != nullptr) {
            in->read(room.data(), static_cast<std::streamsize>(room.size()));
            count = static_cast<std::ptrdiff_t>(in->gcount());
        } else {
            do {
                count = ::read(descriptor, room.data(), room.size());
            } while (count < 0 && errno == EINTR);
        }
        const std::lock_guard lock(inbox->mutex);
        if (count <= 0) {
            inbox->is_at_end = true;
        } else {
            inbox->bytes.append(room.data(), static_cast<std::size_t>(count));
        }
        inbox->changed.notify_all();
        if (count <= 0 || inbox->is_closing) return;
    }
}

/// What the solver finds, as `caveat/check/1`; empty where it could not be asked.
std::string findings_by_solver(const SavedRules& saved, Date as_of, unsigned milliseconds) {
    Loaded loaded = load_text(saved.text, saved.uri);
    if (!loaded.rules) return {};
    const std::unique_ptr<std::FILE, ClosePaper> paper(std::tmpfile());
    if (!paper) return {};
    const auto ended = in_process_of_its_own([&] {
        try {
            proof::ProofOptions options;
            options.as_of = as_of;
            options.milliseconds = milliseconds;
            authoring::CheckedFile file = authoring::checked_file(std::move(loaded), saved.uri);
            file.checked = proof::check(*file.rules, options);
            const std::string json = authoring::write_json(file);
            const bool is_written =
                std::fwrite(json.data(), 1, json.size(), paper.get()) == json.size();
            return is_written && std::fflush(paper.get()) == 0 ? 0 : 1;
        } catch (const std::exception&) {
            return 1;
        }
    });
    if (!ended || ended->signal || ended->status != 0) return {};
    if (std::fseek(paper.get(), 0, SEEK_SET) != 0) return {};
    std::string json;
    std::array<char, 4096> room{};
    while (const std::size_t count = std::fread(room.data(), 1, room.size(), paper.get())) {
        json.append(room.data(), count);
    }
    return json;
}

void ask_solver(const std::shared_ptr<Inbox>& inbox, unsigned milliseconds) {
    std::unique_lock lock(inbox->mutex);
    while (true) {
        inbox->changed.wait(lock, [&] { return inbox->saved || inbox->is_closing; });
        if (inbox->is_closing) return;
        SavedRules saved = *std::exchange(inbox->saved, std::nullopt);
        lock.unlock();
        saved.text = findings_by_solver(saved, today(), milliseconds);
        lock.lock();
        if (!saved.text.empty()) inbox->found.push_back(std::move(saved));
        inbox->changed.notify_all();
    }
}

std::optional<std::string> bytes_of_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    // A little more than may be read, so that too much is seen.
    const std::size_t most = Limits{}.file_bytes + 1;
    std::string bytes(most, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(most));
    if (file.bad()) return std::nullopt;
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

}  // namespace

CLI::App* add_lsp(CLI::App& app, LspOptions& options) {
    CLI::App* const command =
        app.add_subcommand("lsp", "Help editors with rule files (Language Server Protocol)");
    command->add_flag("--stdio", options.is_stdio, "Over standard input and output, as always");
    return command;
}

int serve_editors(const LspOptions& options, const Streams& streams) {
    const auto inbox = std::make_shared<Inbox>();
    lsp::Surroundings surroundings;
    surroundings.send = [&](std::string_view frame) {
        streams.out << frame;
        streams.out.flush();
    };
    surroundings.today = today;
    surroundings.read_file = bytes_of_file;
    if (streams.may_fork) {
        surroundings.saved = [&](const std::string& uri, std::int64_t version,
                                 const std::string& text) {
            const std::lock_guard lock(inbox->mutex);
            inbox->saved = SavedRules{uri, version, text};
            inbox->changed.notify_all();
        };
        std::thread(ask_solver, inbox, options.solver_milliseconds).detach();
    }
    std::thread reader(read_all_of, streams.in_descriptor,
                       streams.in_descriptor < 0 ? &streams.in : nullptr, inbox);
    lsp::Server server(std::move(surroundings));
    bool has_work = false;
    while (!server.exit_status() && streams.out) {
        std::string bytes;
        std::deque<SavedRules> found;
        {
            std::unique_lock lock(inbox->mutex);
            const auto has_news = [&] {
                return !inbox->bytes.empty() || !inbox->found.empty() || inbox->is_at_end;
            };
            if (!has_work) inbox->changed.wait(lock, has_news);
            bytes.swap(inbox->bytes);
            found.swap(inbox->found);
            if (!has_work && bytes.empty() && found.empty() && inbox->is_at_end) break;
        }
        server.receive(bytes);
        for (const SavedRules& each : found) server.found(each.uri, each.version, each.text);
        has_work = server.work();
    }
    {
        const std::lock_guard lock(inbox->mutex);
        inbox->is_closing = true;
        inbox->changed.notify_all();
    }
    // A read that nobody ends ends with the process.
    streams.in_descriptor < 0 ? reader.join() : reader.detach();
    return server.exit_status().value_or(1);
}

}  // namespace caveat::cli
