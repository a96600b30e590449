// Requests about a text, answered by the workspace. Entrance: Request::answer. Lists are in
// lists.cpp, beginning and end in lifecycle.cpp.

#include "adapters/lsp/request.hpp"

#include "adapters/json/tree_text.hpp"
#include "adapters/workbench/answers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <variant>

namespace caveat::lsp {

using editing::Problem;
using json::JsonWriter;
using json::NodeKind;

Request::Request(Server& server, const json::JsonTree& message)
    : server_(server), message_(message) {
    const Node& root = message.root();
    if (root.kind != NodeKind::object) return;
    params_ = of(&root, "params");
    const Node* const id = of(&root, "id");
    const bool is_id =
        id != nullptr && (id->kind == NodeKind::number || id->kind == NodeKind::text);
    if (is_id) id_ = json::text_of(message, *id);
    file_ = server.workspace_.find(uri());
}

const json::Node* Request::of(const Node* object, std::string_view key) const {
    if (object == nullptr || object->kind != NodeKind::object) return nullptr;
    return json::member(message_, *object, key);
}

std::string Request::text(const Node* node) const {
    return node != nullptr && node->kind == NodeKind::text ? std::string(node->text)
                                                           : std::string();
}

std::optional<std::uint32_t> Request::number(const Node* node) const {
    if (node == nullptr || node->kind != NodeKind::number) return std::nullopt;
    std::uint32_t value = 0;
    const char* const end = node->text.data() + node->text.size();
    const auto read = std::from_chars(node->text.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return value;
}

std::size_t Request::byte_at(const OpenFile& file, const Node* position) const {
    const auto line = number(of(position, "line"));
    const auto character = number(of(position, "character"));
    if (!line || !character) return file.text().size();
    return file.places().byte_of(editing::LinePlace{*line, *character}, server_.units_);
}

std::string Request::uri() const {
    return text(of(of(params_, "textDocument"), "uri"));
}

std::size_t Request::here() const {
    return byte_at(*file_, of(params_, "position"));
}

void Request::reply(const Write& result) {
    if (id_.empty()) return;
    JsonWriter json(false);
    json.begin_object();
    json.plain_key("jsonrpc");
    json.text("2.0");
    json.plain_key("id");
    json.literal(id_);
    json.plain_key("result");
    result(json);
    json.end_object();
    server_.send(json.take());
}

void Request::reply_null() {
    reply([](JsonWriter& json) { json.null(); });
}

void Request::fail(int code, std::string_view message) {
    if (!id_.empty()) server_.send(error_of(id_, code, message));
}

void Request::answer() {
    struct Method {
        std::string_view name;
        void (Request::*answer)();
        bool needs_file = false;
    };
    static constexpr std::array<Method, 24> methods{
        {{"initialize", &Request::initialise},
         {"shutdown", &Request::shut_down},
         {"exit", &Request::leave},
         {"textDocument/didOpen", &Request::did_open},
         {"textDocument/didChange", &Request::did_change},
         {"textDocument/didClose", &Request::did_close},
         {"textDocument/didSave", &Request::did_save},
         {"workspace/didChangeWatchedFiles", &Request::files_changed},
         {"textDocument/hover", &Request::hover, true},
         {"textDocument/definition", &Request::definition, true},
         {"textDocument/references", &Request::references, true},
         {"textDocument/documentHighlight", &Request::highlight, true},
         {"textDocument/completion", &Request::completion, true},
         {"completionItem/resolve", &Request::resolve},
         {"textDocument/prepareRename", &Request::prepare_rename, true},
         {"textDocument/rename", &Request::rename, true},
         {"textDocument/formatting", &Request::formatting, true},
         {"textDocument/documentSymbol", &Request::symbols, true},
         {"textDocument/foldingRange", &Request::folding, true},
         {"textDocument/codeLens", &Request::lenses, true},
         {"textDocument/semanticTokens/full", &Request::colours, true},
         {"textDocument/codeAction", &Request::actions, true},
         {"initialized", nullptr},
         {"$/cancelRequest", nullptr}}};
    const Node& root = message_.root();
    const Node* const named = of(&root, "method");
    if (named == nullptr || named->kind != NodeKind::text) {
        // An answer to something that was asked of the client says nothing here.
        const bool is_answer = of(&root, "result") != nullptr || of(&root, "error") != nullptr;
        if (is_answer && !id_.empty()) return;
        return server_.send(
            error_of(id_.empty() ? "null" : id_, invalid_request, "a message has a `method`"));
    }
    const std::string method(named->text);
    if (method == "exit") return leave();
    if (!server_.is_initialised_ && method != "initialize") {
        return fail(not_initialised, "`initialize` comes first");
    }
    if (server_.is_shut_down_) return fail(invalid_request, "this server is shut down");
    if (!id_.empty() && server_.cancelled_.erase(id_) > 0) {
        return fail(request_cancelled, "cancelled");
    }
    const auto* const found = std::find_if(methods.begin(), methods.end(),
                                           [&](const Method& each) { return each.name == method; });
    if (found == methods.end()) return fail(unknown_method, "there is no `" + method + "` here");
    if (found->answer == nullptr) return;
    if (found->needs_file && file_ == nullptr) {
        return fail(invalid_params, "`" + uri() + "` is not open");
    }
    // What was changed before it was asked about is said before it is answered.
    if (found->needs_file) server_.publish_waiting();
    if (found->needs_file && !server_.is_about_rules(*file_)) return reply_null();
    (this->*found->answer)();
}

void Request::write_location(JsonWriter& json, const editing::FilePlace& place) const {
    const OpenFile* const file = server_.workspace_.find(place.uri);
    json.begin_object();
    json.plain_key("uri");
    json.text(place.uri);
    json.plain_key("range");
    write_range(json, *file, server_.units_, place.span);
    json.end_object();
}

void Request::hover() {
    const auto named = editing::named_at(server_.workspace_, *file_, here());
    if (!named) return reply_null();
    reply([&](JsonWriter& json) {
        json.begin_object();
        json.plain_key("contents");
        json.begin_object();
        json.plain_key("kind");
        json.text("plaintext");
        json.plain_key("value");
        json.text(editing::hover(*named).text);
        json.end_object();
        json.plain_key("range");
        write_range(json, *file_, server_.units_, named->span);
        json.end_object();
    });
}

void Request::definition() {
    const auto named = editing::named_at(server_.workspace_, *file_, here());
    const auto place = named ? editing::definition(server_.workspace_, *named) : std::nullopt;
    if (!place) return reply_null();
    reply([&](JsonWriter& json) { write_location(json, *place); });
}

void Request::references() {
    const auto named = editing::named_at(server_.workspace_, *file_, here());
    const Node* const wish = of(of(params_, "context"), "includeDeclaration");
    const bool with_declaration = wish == nullptr || wish->is_true;
    reply([&](JsonWriter& json) {
        json.begin_list();
        if (named) {
            const auto declared = editing::definition(server_.workspace_, *named);
            for (const auto& place : editing::references(server_.workspace_, *named)) {
                if (with_declaration || place != declared) write_location(json, place);
            }
        }
        json.end_list();
    });
}

void Request::highlight() {
    const auto named = editing::named_at(server_.workspace_, *file_, here());
    reply([&](JsonWriter& json) {
        json.begin_list();
        if (named) {
            for (const auto& place : editing::references(server_.workspace_, *named)) {
                if (place.uri != file_->uri()) continue;
                json.begin_object();
                json.plain_key("range");
                write_range(json, *file_, server_.units_, place.span);
                json.end_object();
            }
        }
        json.end_list();
    });
}

void Request::prepare_rename() {
    const auto found = editing::prepare_rename(server_.workspace_, *file_, here());
    if (const auto* problem = std::get_if<Problem>(&found)) {
        return fail(request_failed, problem->message);
    }
    const auto& renamable = std::get<editing::Renamable>(found);
    reply([&](JsonWriter& json) {
        json.begin_object();
        json.plain_key("range");
        write_range(json, *file_, server_.units_, renamable.span);
        json.plain_key("placeholder");
        json.text(renamable.name);
        json.end_object();
    });
}

void Request::rename() {
    const std::string cases = editing::cases_beside(
        file_->is_cases() ? editing::rules_beside(file_->uri()) : file_->uri());
    if (server_.unreadable_.contains(cases)) {
        return fail(request_failed,
                    "the cases beside these rules cannot be read, so the name "
                    "would stay in them: first save them as UTF-8");
    }
    const auto made =
        editing::rename(server_.workspace_, *file_, here(), text(of(params_, "newName")));
    if (const auto* problem = std::get_if<Problem>(&made)) {
        return fail(request_failed, problem->message);
    }
    reply([&](JsonWriter& json) {
        json.begin_object();
        json.plain_key("documentChanges");
        json.begin_list();
        for (const auto& each : std::get<std::vector<editing::FileEdits>>(made)) {
            const OpenFile* const file = server_.workspace_.find(each.uri);
            json.begin_object();
            json.plain_key("textDocument");
            json.begin_object();
            json.plain_key("uri");
            json.text(each.uri);
            json.plain_key("version");
            if (server_.open_.contains(each.uri)) {
                json.number(std::to_string(file->version()));
            } else {
                json.null();
            }
            json.end_object();
            json.plain_key("edits");
            write_edits(json, *file, server_.units_, each.edits);
            json.end_object();
        }
        json.end_list();
        json.end_object();
    });
}

void Request::formatting() {
    const auto made = editing::format(*file_, server_.workspace_.limits());
    if (const auto* problem = std::get_if<Problem>(&made)) {
        return fail(request_failed, problem->message);
    }
    reply([&](JsonWriter& json) {
        write_edits(json, *file_, server_.units_, std::get<std::vector<Edit>>(made));
    });
}

void Request::actions() {
    const Node* const range = of(params_, "range");
    const Span span{static_cast<std::uint32_t>(byte_at(*file_, of(range, "start"))),
                    static_cast<std::uint32_t>(byte_at(*file_, of(range, "end")))};
    std::vector<Diagnostic> said = server_.workspace_.judge(*file_).diagnostics;
    for (Diagnostic& each : server_.findings_of(*file_)) said.push_back(std::move(each));
    reply([&](JsonWriter& json) {
        json.begin_list();
        for (const editing::Action& each :
             editing::actions(*file_, span, said, server_.workspace_.limits())) {
            json.begin_object();
            json.plain_key("title");
            json.text(each.title);
            json.plain_key("kind");
            json.text("quickfix");
            if (each.mends) {
                json.plain_key("diagnostics");
                json.begin_list();
                write_diagnostic(json, *file_, server_.units_, *each.mends, false,
                                 server_.reference_);
                json.end_list();
            }
            json.plain_key("isPreferred");
            json.boolean(each.is_preferred);
            json.plain_key("edit");
            json.begin_object();
            json.plain_key("changes");
            json.begin_object();
            json.key(file_->uri());
            write_edits(json, *file_, server_.units_, each.edits);
            json.end_object();
            json.end_object();
            json.end_object();
        }
        json.end_list();
    });
}

}  // namespace caveat::lsp
