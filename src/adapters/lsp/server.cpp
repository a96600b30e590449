// Messages of a client into answers. Entrances: Server::receive, Server::work, Server::found. What
// each request asks for is in request.cpp.

#include "adapters/lsp/server.hpp"

#include "adapters/json/json_tree.hpp"
#include "adapters/json/json_writer.hpp"
#include "adapters/json/tree_text.hpp"
#include "adapters/lsp/request.hpp"
#include "adapters/lsp/shapes.hpp"

#include <algorithm>
#include <charconv>
#include <exception>
#include <new>
#include <utility>

namespace caveat::lsp {

namespace {

using json::JsonWriter;
using json::Node;
using json::NodeKind;

constexpr std::size_t most_cancel_bytes = 512;

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

json::TreeLimits tree_limits() {
    json::TreeLimits limits;
    limits.bytes = most_frame_bytes;
    limits.what = "message";
    return limits;
}

std::string path_of(std::string_view uri) {
    constexpr std::string_view scheme = "file://";
    if (!uri.starts_with(scheme)) return {};
    uri.remove_prefix(scheme.size());
    const std::size_t slash = uri.find('/');
    if (slash == std::string_view::npos) return {};
    uri.remove_prefix(slash);
    std::string path;
    for (std::size_t at = 0; at < uri.size(); ++at) {
        const bool is_escape = uri[at] == '%' && at + 2 < uri.size() &&
                               digit_of(uri[at + 1]) >= 0 && digit_of(uri[at + 2]) >= 0;
        if (!is_escape) {
            path += uri[at];
            continue;
        }
        path += static_cast<char>(digit_of(uri[at + 1]) * 16 + digit_of(uri[at + 2]));
        at += 2;
    }
    return path;
}

Server::Server(Surroundings surroundings, const Limits& limits)
    : surroundings_(std::move(surroundings)), workspace_(limits) {}

void Server::send(std::string_view body) {
    if (body.ends_with('\n')) body.remove_suffix(1);
    surroundings_.send(framed(body));
}

void Server::say(std::string_view message) {
    JsonWriter json(false);
    constexpr int warning = 2;
    json.begin_object();
    json.plain_key("jsonrpc");
    json.text("2.0");
    json.plain_key("method");
    json.text("window/showMessage");
    json.plain_key("params");
    json.begin_object();
    json.plain_key("type");
    json.number(std::to_string(warning));
    json.plain_key("message");
    json.text(message);
    json.end_object();
    json.end_object();
    send(json.take());
}

void Server::receive(std::string_view bytes) {
    frames_.add(bytes);
    while (auto body = frames_.next()) {
        // A request is cancelled while it waits; the client is told when its turn comes.
        const bool may_cancel =
            body->size() < most_cancel_bytes && body->find("$/cancelRequest") != std::string::npos;
        if (may_cancel) {
            json::JsonTree tree;
            if (!tree.read(*body, tree_limits())) {
                const Node* const params = tree.root().kind == NodeKind::object
                                               ? json::member(tree, tree.root(), "params")
                                               : nullptr;
                const Node* const id = params != nullptr && params->kind == NodeKind::object
                                           ? json::member(tree, *params, "id")
                                           : nullptr;
                constexpr std::size_t most_cancelled = 1000;
                if (id != nullptr && cancelled_.size() < most_cancelled) {
                    cancelled_.insert(json::text_of(tree, *id));
                }
            }
        }
        waiting_.push_back(std::move(*body));
    }
    if (frames_.take_too_long() > 0) {
        say("caveat: a message of more than " + std::to_string(most_frame_bytes) +
            " bytes was passed over");
    }
}

bool Server::work() {
    if (waiting_.empty()) {
        publish_waiting();
        cancelled_.clear();
        return false;
    }
    const std::string body = std::move(waiting_.front());
    waiting_.pop_front();
    answer(body);
    return true;
}

void Server::answer(const std::string& body) {
    json::JsonTree tree;
    if (const auto problem = tree.read(body, tree_limits())) {
        return send(error_of("null", parse_error, problem->message));
    }
    try {
        Request(*this, tree).answer();
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& unexpected) {
        const Node* const id =
            tree.root().kind == NodeKind::object ? json::member(tree, tree.root(), "id") : nullptr;
        send(error_of(id != nullptr ? json::text_of(tree, *id) : "null", internal_error,
                      unexpected.what()));
    }
}

namespace {

/// Whether a line begins with the key `caveat`, as YAML lets one write it.
bool says_caveat(std::string_view text) {
    constexpr std::string_view key = "caveat";
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    for (std::size_t at = text.find(key); at < text.size(); at = text.find(key, at + 1)) {
        std::size_t begin = at;
        std::size_t end = at + key.size();
        const auto sign = [&](std::size_t place) {
            return place < text.size() ? text[place] : '\n';
        };
        if (begin > 0 && (text[begin - 1] == '"' || text[begin - 1] == '\'')) {
            if (sign(end) != text[--begin]) continue;
            ++end;
        }
        std::size_t brace = begin;
        while (brace > 0 && text[brace - 1] == ' ') --brace;
        if (brace > 0 && text[brace - 1] == '{') begin = brace - 1;
        while (sign(end) == ' ' || sign(end) == '\t') ++end;
        if ((begin == 0 || text[begin - 1] == '\n') && sign(end) == ':') return true;
    }
    return false;
}

}  // namespace

void Server::open(const std::string& uri, std::int64_t version, std::string text) {
    open_.insert(uri);
    hints_.erase(uri);
    broken_bytes_.erase(uri);
    // An editor shows bytes that are no UTF-8 as this character, and hands that over.
    if (text.find("\xEF\xBF\xBD") != std::string::npos && !path_of(uri).empty()) {
        const auto bytes = surroundings_.read_file(path_of(uri));
        if (bytes && !editing::is_utf8(*bytes)) {
            Diagnostic problem;
            problem.code = "not-utf8";
            problem.message = "the file on the disk is no UTF-8";
            problem.help = "save it with the encoding UTF-8";
            const std::size_t at = text.find("\xEF\xBF\xBD");
            problem.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 3)};
            broken_bytes_[uri] = {problem};
        }
    }
    workspace_.put(uri, version, std::move(text));
    read_companion(uri);
    to_publish_.insert(uri);
}

bool Server::is_about_rules(const OpenFile& file) const {
    return file.is_cases() || called_caveat_.contains(file.uri()) || says_caveat(file.text());
}

void Server::read_companion(const std::string& uri) {
    const OpenFile* const file = workspace_.find(uri);
    const std::string other =
        file->is_cases() ? editing::rules_beside(uri) : editing::cases_beside(uri);
    if (other.empty() || open_.contains(other)) return;
    const std::string path = path_of(other);
    auto bytes = path.empty() ? std::nullopt : surroundings_.read_file(path);
    if (!bytes) {
        workspace_.close(other);
        unreadable_.erase(other);
        return;
    }
    if (bytes->size() > workspace_.limits().file_bytes || !editing::is_utf8(*bytes)) {
        workspace_.close(other);
        if (!unreadable_.insert(other).second) return;
        say(path + (editing::is_utf8(*bytes)
                        ? ": the file is too large to be read"
                        : ": the file is no UTF-8: save it with the encoding UTF-8"));
        return;
    }
    unreadable_.erase(other);
    workspace_.put(other, 0, std::move(*bytes));
}

void Server::publish_waiting() {
    std::set<std::string> all = std::exchange(to_publish_, {});
    // What is said of cases depends on their rules.
    for (const std::string& uri : std::set<std::string>(all)) {
        const std::string cases = editing::cases_beside(uri);
        if (open_.contains(cases)) all.insert(cases);
    }
    for (const std::string& uri : all) publish(uri);
}

std::vector<Diagnostic> Server::findings_of(const OpenFile& file) const {
    const auto hints = hints_.find(file.uri());
    if (hints != hints_.end()) return hints->second;
    if (!is_about_rules(file)) return {};
    return editing::findings_of(file, surroundings_.today());
}

void Server::publish(const std::string& uri) {
    const OpenFile* const file = workspace_.find(uri);
    if (file == nullptr || !open_.contains(uri)) return;
    const bool is_ours = is_about_rules(*file);
    std::vector<Diagnostic> said;
    if (is_ours) {
        // While its first key is mistyped, it is a rule file all the same.
        called_caveat_.insert(uri);
        said = workspace_.judge(*file).diagnostics;
    }
    const auto broken = broken_bytes_.find(uri);
    if (broken != broken_bytes_.end()) {
        said.insert(said.begin(), broken->second.begin(), broken->second.end());
    }
    const std::vector<Diagnostic> findings = findings_of(*file);
    JsonWriter json(false);
    begin_publishing(json, uri);
    json.plain_key("version");
    json.number(std::to_string(file->version()));
    json.plain_key("diagnostics");
    json.begin_list();
    for (const Diagnostic& each : said)
        write_diagnostic(json, *file, units_, each, false, reference_);
    for (const Diagnostic& each : findings)
        write_diagnostic(json, *file, units_, each, true, reference_);
    json.end_list();
    json.end_object();
    json.end_object();
    send(json.take());
}

void Server::found(const std::string& uri, std::int64_t version, std::string_view check_json) {
    const OpenFile* const file = workspace_.find(uri);
    if (file == nullptr || file->version() != version || to_publish_.contains(uri)) return;
    json::JsonTree tree;
    if (tree.read(check_json, tree_limits()) || tree.root().kind != NodeKind::object) return;
    hints_[uri] = findings_in(tree);
    to_publish_.insert(uri);
    if (waiting_.empty()) publish_waiting();
}

}  // namespace caveat::lsp
