// Requests of the workbench into calls of the workspace. Entrance: Workbench::call.

#include "adapters/workbench/workbench.hpp"

#include "adapters/json/json_tree.hpp"
#include "adapters/json/json_writer.hpp"
#include "adapters/json/tree_text.hpp"
#include "adapters/workbench/answers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <exception>
#include <new>
#include <optional>
#include <utility>

namespace caveat::workbench {

namespace {

using editing::FileEdits;
using editing::FilePlace;
using editing::OpenFile;
using editing::Problem;
using editing::Workspace;
using json::JsonWriter;
using json::Node;
using json::NodeKind;

constexpr std::size_t most_request_bytes = 64U * 1024U * 1024U;

std::optional<std::int64_t> whole(const Node* node) {
    if (node == nullptr || node->kind != NodeKind::number) return std::nullopt;
    std::int64_t value = 0;
    const char* const end = node->text.data() + node->text.size();
    const auto read = std::from_chars(node->text.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return value;
}

/// One request, answered.
class Call {
  public:
    Call(Workspace& workspace, const json::JsonTree& tree) : workspace_(workspace), tree_(tree) {}

    void answer(JsonWriter& json) {
        json_ = &json;
        const std::string call = text("call");
        uri_ = text("uri");
        struct Known {
            std::string_view name;
            void (Call::*make)();
            bool needs_file;
        };
        static constexpr std::array<Known, 17> known{{{"open", &Call::open, false},
                                                      {"change", &Call::change, true},
                                                      {"close", &Call::close, true},
                                                      {"findings", &Call::findings, true},
                                                      {"hover", &Call::hover, true},
                                                      {"definition", &Call::definition, true},
                                                      {"references", &Call::references, true},
                                                      {"highlight", &Call::highlight, true},
                                                      {"rename_from", &Call::rename_from, true},
                                                      {"rename", &Call::rename, true},
                                                      {"complete", &Call::complete, true},
                                                      {"format", &Call::format, true},
                                                      {"symbols", &Call::symbols, true},
                                                      {"tokens", &Call::tokens, true},
                                                      {"lenses", &Call::lenses, true},
                                                      {"folds", &Call::folds, true},
                                                      {"actions", &Call::actions, true}}};
        const auto* const found = std::find_if(
            known.begin(), known.end(), [&](const Known& each) { return each.name == call; });
        if (found == known.end())
            return refuse({"unknown-call", "there is no call `" + call + "`"});
        file_ = workspace_.find(uri_);
        if (found->needs_file && file_ == nullptr) {
            return refuse({"not-open", "`" + uri_ + "` is not open"});
        }
        (this->*found->make)();
    }

  private:
    // --- what was asked -------------------------------------------------------------

    [[nodiscard]] const Node* member(std::string_view key) const {
        return json::member(tree_, tree_.root(), key);
    }
    [[nodiscard]] std::string text(std::string_view key) const {
        const Node* const node = member(key);
        return node != nullptr && node->kind == NodeKind::text ? std::string(node->text)
                                                               : std::string();
    }
    /// A place of the file in bytes; the end of the text where it is beyond it or none was named.
    [[nodiscard]] std::size_t place(const Node* node) const {
        const auto units = whole(node);
        if (!units || *units < 0) return file_->text().size();
        return file_->places().byte_of(static_cast<std::size_t>(*units));
    }
    [[nodiscard]] std::size_t at() const { return place(member("at")); }

    // --- what is answered -----------------------------------------------------------

    void begin() {
        const OpenFile* const file = workspace_.find(uri_);
        json_->begin_object();
        json_->plain_key("v");
        json_->number(std::to_string(file != nullptr ? file->version() : 0));
    }
    JsonWriter& ok() {
        begin();
        json_->plain_key("ok");
        return *json_;
    }
    void refuse(const Problem& problem) {
        begin();
        json_->plain_key("problem");
        json_->begin_object();
        json_->plain_key("code");
        json_->text(problem.code);
        json_->plain_key("message");
        json_->text(problem.message);
        json_->end_object();
        json_->end_object();
    }
    void member_text(std::string_view key, std::string_view words) {
        json_->plain_key(key);
        json_->text(words);
    }
    void write(const FilePlace& place) {
        const OpenFile* const file = workspace_.find(place.uri);
        if (file == nullptr) return;
        json_->begin_object();
        member_text("uri", place.uri);
        write_span(*json_, *file, place.span);
        json_->end_object();
    }
    void write(const std::vector<FileEdits>& all) {
        json_->begin_list();
        for (const FileEdits& each : all) {
            const OpenFile* const file = workspace_.find(each.uri);
            for (const Edit& edit : each.edits) {
                json_->begin_object();
                member_text("uri", each.uri);
                write_span(*json_, *file, edit.span);
                member_text("text", edit.text);
                json_->end_object();
            }
        }
        json_->end_list();
    }
    void write_diagnostics(const std::vector<Diagnostic>& all) {
        json_->begin_list();
        for (const Diagnostic& each : all) write_diagnostic(*json_, *file_, each);
        json_->end_list();
    }

    void judge() {
        file_ = workspace_.find(uri_);
        const editing::Judged judged = workspace_.judge(*file_);
        ok().begin_object();
        json_->plain_key("diagnostics");
        write_diagnostics(judged.diagnostics);
        json_->plain_key("loads");
        json_->boolean(judged.loads);
        json_->plain_key("settled");
        json_->boolean(true);
        json_->end_object();
        json_->end_object();
    }

    void open() {
        if (uri_.empty()) return refuse({"wrong-form", "`open` needs a `uri` and a `text`"});
        workspace_.put(uri_, whole(member("v")).value_or(0), text("text"));
        judge();
    }

    void change() {
        std::vector<Edit> edits;
        const Node* const list = member("edits");
        if (list == nullptr || list->kind != NodeKind::list) {
            return refuse({"wrong-form", "`change` needs a list of `edits`"});
        }
        std::size_t last = 0;
        for (const Node* each = tree_.first(*list); each != nullptr; each = tree_.after(*each)) {
            if (each->kind != NodeKind::object) {
                return refuse({"wrong-form", "an edit is `{from, to, text}`"});
            }
            const Node* const from = json::member(tree_, *each, "from");
            const Node* const to = json::member(tree_, *each, "to");
            const Node* const words = json::member(tree_, *each, "text");
            const bool is_right =
                whole(from) && whole(to) && words != nullptr && words->kind == NodeKind::text;
            if (!is_right) return refuse({"wrong-form", "an edit is `{from, to, text}`"});
            const std::size_t begin = place(from);
            const std::size_t end = place(to);
            if (begin < last || end < begin) {
                return refuse({"wrong-form", "edits stand in order, and none over another"});
            }
            last = end;
            edits.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                             std::string(words->text)});
        }
        workspace_.put(uri_, whole(member("v")).value_or(file_->version() + 1),
                       editing::edited(file_->text(), edits));
        judge();
    }

    void close() {
        workspace_.close(uri_);
        ok().null();
        json_->end_object();
    }

    void findings() {
        const auto day = Date::from_text(text("as_of"));
        if (!day || !day->is_full()) {
            return refuse({"bad-date", "`as_of` is a day such as 2026-11-20"});
        }
        const auto found = editing::findings_of(*file_, *day);
        ok();
        write_diagnostics(found);
        json_->end_object();
    }

    void hover() {
        const auto named = editing::named_at(workspace_, *file_, at());
        if (!named) return none();
        ok().begin_object();
        write_span(*json_, *file_, named->span);
        json_->plain_key("runs");
        write_runs(*json_, editing::hover(*named));
        json_->end_object();
        json_->end_object();
    }
    void none() {
        ok().null();
        json_->end_object();
    }

    void definition() {
        const auto named = editing::named_at(workspace_, *file_, at());
        const auto place = named ? editing::definition(workspace_, *named) : std::nullopt;
        if (!place) return none();
        ok();
        write(*place);
        json_->end_object();
    }

    void references() { list_places(false); }
    void highlight() { list_places(true); }
    void list_places(bool is_here_alone) {
        const auto named = editing::named_at(workspace_, *file_, at());
        ok().begin_list();
        if (named) {
            for (const FilePlace& place : editing::references(workspace_, *named)) {
                if (!is_here_alone || place.uri == uri_) write(place);
            }
        }
        json_->end_list();
        json_->end_object();
    }

    void rename_from() {
        const auto found = editing::prepare_rename(workspace_, *file_, at());
        if (const auto* problem = std::get_if<Problem>(&found)) return refuse(*problem);
        const auto& renamable = std::get<editing::Renamable>(found);
        ok().begin_object();
        write_span(*json_, *file_, renamable.span);
        member_text("name", renamable.name);
        json_->end_object();
        json_->end_object();
    }

    void rename() {
        const auto made = editing::rename(workspace_, *file_, at(), text("name"));
        if (const auto* problem = std::get_if<Problem>(&made)) return refuse(*problem);
        ok();
        write(std::get<std::vector<FileEdits>>(made));
        json_->end_object();
    }

    void format() {
        const auto made = editing::format(*file_, workspace_.limits());
        if (const auto* problem = std::get_if<Problem>(&made)) return refuse(*problem);
        ok();
        write(std::vector<FileEdits>{{uri_, std::get<std::vector<Edit>>(made)}});
        json_->end_object();
    }

    void complete() {
        ok().begin_list();
        for (const editing::Offer& each : editing::offers(workspace_, *file_, at())) {
            json_->begin_object();
            member_text("kind", word_of(each.kind));
            member_text("label", each.label);
            member_text("detail", each.detail);
            write_span(*json_, *file_, each.replaced);
            member_text("text", each.text);
            json_->plain_key("snippet");
            json_->boolean(each.is_snippet);
            json_->end_object();
        }
        json_->end_list();
        json_->end_object();
    }

    void write(const std::vector<editing::Symbol>& all) {
        json_->begin_list();
        for (const editing::Symbol& each : all) {
            json_->begin_object();
            member_text("name", each.name);
            member_text("detail", each.detail);
            member_text("kind", each.kind ? word_of(*each.kind) : std::string_view("section"));
            write_span(*json_, *file_, each.whole);
            json_->plain_key("parts");
            write(each.parts);
            json_->end_object();
        }
        json_->end_list();
    }
    void symbols() {
        ok();
        write(editing::symbols(*file_));
        json_->end_object();
    }

    void tokens() {
        ok().begin_list();
        for (const editing::ColouredWord& each : editing::coloured_words(*file_)) {
            json_->begin_object();
            write_span(*json_, *file_, each.span);
            member_text("kind", word_of(each.kind));
            json_->plain_key("declares");
            json_->boolean(each.is_declaration);
            json_->end_object();
        }
        json_->end_list();
        json_->end_object();
    }

    void lenses() {
        ok().begin_list();
        for (const editing::Lens& each : editing::lenses(workspace_, *file_)) {
            json_->begin_object();
            write_span(*json_, *file_, each.span);
            member_text("rule", each.rule);
            json_->plain_key("cases");
            json_->number(std::to_string(each.cases));
            json_->end_object();
        }
        json_->end_list();
        json_->end_object();
    }

    void folds() {
        ok().begin_list();
        for (const editing::Fold& each : editing::folds(*file_)) {
            json_->begin_object();
            json_->plain_key("first");
            json_->number(std::to_string(each.first));
            json_->plain_key("last");
            json_->number(std::to_string(each.last));
            json_->end_object();
        }
        json_->end_list();
        json_->end_object();
    }

    void actions() {
        const Span span{static_cast<std::uint32_t>(place(member("from"))),
                        static_cast<std::uint32_t>(place(member("to")))};
        const editing::Judged judged = workspace_.judge(*file_);
        ok().begin_list();
        for (const editing::Action& each :
             editing::actions(*file_, span, judged.diagnostics, workspace_.limits())) {
            json_->begin_object();
            member_text("title", each.title);
            json_->plain_key("edits");
            write(std::vector<FileEdits>{{uri_, each.edits}});
            json_->plain_key("preferred");
            json_->boolean(each.is_preferred);
            json_->end_object();
        }
        json_->end_list();
        json_->end_object();
    }

    Workspace& workspace_;
    const json::JsonTree& tree_;
    JsonWriter* json_ = nullptr;
    std::string uri_;
    const OpenFile* file_ = nullptr;
};

std::string refused(const Problem& problem) {
    JsonWriter json(false);
    json.begin_object();
    json.plain_key("v");
    json.number("0");
    json.plain_key("problem");
    json.begin_object();
    json.plain_key("code");
    json.text(problem.code);
    json.plain_key("message");
    json.text(problem.message);
    json.end_object();
    json.end_object();
    return json.take();
}

}  // namespace

std::string Workbench::call(std::string_view request) {
    json::TreeLimits limits;
    limits.bytes = most_request_bytes;
    limits.what = "request";
    json::JsonTree tree;
    if (const auto problem = tree.read(request, limits)) {
        return refused({problem->code, problem->message});
    }
    if (tree.root().kind != NodeKind::object) {
        return refused({"wrong-form", "a request is an object with a `call`"});
    }
    try {
        JsonWriter json(false);
        Call(workspace_, tree).answer(json);
        return json.take();
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& unexpected) {
        return refused({"internal", unexpected.what()});
    }
}

}  // namespace caveat::workbench
