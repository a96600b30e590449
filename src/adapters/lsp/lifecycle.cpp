// Beginning, end, and the texts that the client has open. The rest of Request is in request.cpp.

#include <caveat/version.hpp>

#include "adapters/json/tree_text.hpp"
#include "adapters/lsp/request.hpp"

#include <utility>

namespace caveat::lsp {

using json::JsonWriter;
using json::NodeKind;

namespace {

/// What the colours of words are called, in the order of `editing::WordKind`.
constexpr std::string_view token_types =
    R"(["keyword","number","string","variable","enumMember","function","parameter","class","event","label","namespace"])";

}  // namespace

void Request::initialise() {
    if (server_.is_initialised_) return fail(invalid_request, "this server runs already");
    server_.is_initialised_ = true;
    const Node* const encodings =
        of(of(of(params_, "capabilities"), "general"), "positionEncodings");
    if (encodings != nullptr && encodings->kind == NodeKind::list) {
        for (const Node* each = message_.first(*encodings); each != nullptr;
             each = message_.after(*each)) {
            if (text(each) == "utf-8") server_.units_ = editing::Units::utf8;
        }
    }
    server_.reference_ = text(of(of(params_, "initializationOptions"), "reference"));
    reply([&](JsonWriter& json) {
        json.begin_object();
        json.plain_key("capabilities");
        json.begin_object();
        json.plain_key("positionEncoding");
        json.text(server_.units_ == editing::Units::utf8 ? "utf-8" : "utf-16");
        json.plain_key("textDocumentSync");
        json.literal(R"({"openClose":true,"change":2,"save":{"includeText":false}})");
        json.plain_key("completionProvider");
        json.literal(R"({"triggerCharacters":[" ",":","[","{"],"resolveProvider":true})");
        for (const char* name : {"hoverProvider", "definitionProvider", "referencesProvider",
                                 "documentHighlightProvider", "documentFormattingProvider",
                                 "documentSymbolProvider", "foldingRangeProvider"}) {
            json.plain_key(name);
            json.boolean(true);
        }
        json.plain_key("renameProvider");
        json.literal(R"({"prepareProvider":true})");
        json.plain_key("codeActionProvider");
        json.literal(R"({"codeActionKinds":["quickfix"]})");
        json.plain_key("codeLensProvider");
        json.literal(R"({"resolveProvider":false})");
        json.plain_key("semanticTokensProvider");
        json.literal(R"({"legend":{"tokenTypes":)" + std::string(token_types) +
                     R"(,"tokenModifiers":["declaration"]},"full":true})");
        json.end_object();
        json.plain_key("serverInfo");
        json.begin_object();
        json.plain_key("name");
        json.text("caveat");
        json.plain_key("version");
        json.text(CAVEAT_VERSION_STRING);
        json.end_object();
        json.end_object();
    });
}

void Request::shut_down() {
    server_.is_shut_down_ = true;
    reply_null();
}

void Request::leave() {
    server_.exit_status_ = server_.is_shut_down_ ? 0 : 1;
}

void Request::did_open() {
    const Node* const document = of(params_, "textDocument");
    const Node* const words = of(document, "text");
    if (uri().empty() || words == nullptr || words->kind != NodeKind::text) return;
    if (text(of(document, "languageId")) == "caveat") server_.called_caveat_.insert(uri());
    server_.open(uri(), number(of(document, "version")).value_or(0), text(words));
}

void Request::did_change() {
    if (file_ == nullptr || !server_.open_.contains(file_->uri())) return;
    const Node* const changes = of(params_, "contentChanges");
    if (changes == nullptr || changes->kind != NodeKind::list) return;
    const std::string name = file_->uri();
    const auto version = number(of(of(params_, "textDocument"), "version"));
    std::string now = file_->text();
    // Each is a change of what the one before has left.
    for (const Node* each = message_.first(*changes); each != nullptr;
         each = message_.after(*each)) {
        if (each->kind != NodeKind::object) continue;
        const Node* const words = of(each, "text");
        if (words == nullptr || words->kind != NodeKind::text) continue;
        const Node* const range = of(each, "range");
        if (range == nullptr || range->kind != NodeKind::object) {
            now = text(words);
            continue;
        }
        const editing::TextPlaces places(now);
        const auto byte_of = [&](const Node* position) {
            const auto line = number(of(position, "line"));
            const auto character = number(of(position, "character"));
            if (!line || !character) return now.size();
            return places.byte_of(editing::LinePlace{*line, *character}, server_.units_);
        };
        const std::size_t begin = byte_of(of(range, "start"));
        const std::size_t end = byte_of(of(range, "end"));
        if (end < begin) continue;
        now.replace(begin, end - begin, text(words));
    }
    server_.hints_.erase(name);
    server_.broken_bytes_.erase(name);
    server_.workspace_.put(name, version ? std::int64_t{*version} : file_->version() + 1,
                           std::move(now));
    server_.to_publish_.insert(name);
}

void Request::did_close() {
    const std::string name = uri();
    if (server_.open_.erase(name) == 0) return;
    server_.workspace_.close(name);
    server_.to_publish_.erase(name);
    server_.hints_.erase(name);
    server_.broken_bytes_.erase(name);
    server_.called_caveat_.erase(name);
    // Nothing is said any more of a file that is closed.
    JsonWriter json(false);
    begin_publishing(json, name);
    json.plain_key("diagnostics");
    json.begin_list();
    json.end_list();
    json.end_object();
    json.end_object();
    server_.send(json.take());
    // Whoever has the other file of the two open is asked with what is on the disk.
    const std::string rules = editing::rules_beside(name);
    const std::string other = rules.empty() ? editing::cases_beside(name) : rules;
    if (server_.open_.contains(other)) server_.read_companion(other);
}

void Request::did_save() {
    if (file_ == nullptr || !server_.open_.contains(file_->uri())) return;
    server_.read_companion(file_->uri());
    server_.to_publish_.insert(file_->uri());
    if (server_.surroundings_.saved && !file_->is_cases() && file_->loaded().rules) {
        server_.surroundings_.saved(file_->uri(), file_->version(), file_->text());
    }
}

void Request::files_changed() {
    for (const std::string& name : std::set<std::string>(server_.open_)) {
        server_.read_companion(name);
        server_.to_publish_.insert(name);
    }
}

}  // namespace caveat::lsp
