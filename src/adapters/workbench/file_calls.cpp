// Calls about the text of a file: what is wrong with it, and what editors ask. Entrance:
// answer_about_file.

#include "adapters/json/tree_text.hpp"
#include "adapters/workbench/answers.hpp"
#include "adapters/workbench/request.hpp"

#include <utility>
#include <variant>

namespace caveat::workbench {

namespace {

using editing::FileEdits;
using editing::FilePlace;
using editing::Problem;
using json::Node;
using json::NodeKind;

class FileCalls : public Request {
  public:
    explicit FileCalls(const Request& request) : Request(request) {}
    using Request::write;

    void write_diagnostics(const std::vector<Diagnostic>& all) {
        json().begin_list();
        for (const Diagnostic& each : all) write_diagnostic(json(), file(), each);
        json().end_list();
    }

    void judge() {
        look_again();
        const editing::Judged judged = workspace().judge(file());
        ok().begin_object();
        json().plain_key("diagnostics");
        write_diagnostics(judged.diagnostics);
        member_boolean("loads", judged.loads);
        member_boolean("settled", true);
        json().end_object();
        done();
    }

    void open() {
        if (uri().empty()) return refuse({"wrong-form", "`open` needs a `uri` and a `text`"});
        workspace().put(uri(), whole(member("v")).value_or(0), text("text"));
        judge();
    }

    void change() {
        std::vector<Edit> edits;
        const Node* const list = member("edits");
        if (list == nullptr || list->kind != NodeKind::list) {
            return refuse({"wrong-form", "`change` needs a list of `edits`"});
        }
        std::size_t last = 0;
        for (const Node* each = tree().first(*list); each != nullptr; each = tree().after(*each)) {
            if (each->kind != NodeKind::object) {
                return refuse({"wrong-form", "an edit is `{from, to, text}`"});
            }
            const Node* const from = json::member(tree(), *each, "from");
            const Node* const to = json::member(tree(), *each, "to");
            const Node* const words = json::member(tree(), *each, "text");
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
        workspace().put(uri(), whole(member("v")).value_or(file().version() + 1),
                        editing::edited(file().text(), edits));
        judge();
    }

    void close() {
        workspace().close(uri());
        memory().last_screened.erase(uri());
        none();
    }

    void findings() {
        std::optional<Date> day;
        if (!read_day(day, true)) return;
        const auto found = editing::findings_of(file(), *day);
        ok();
        write_diagnostics(found);
        done();
    }

    void hover() {
        const auto named = editing::named_at(workspace(), file(), at());
        if (!named) return none();
        ok().begin_object();
        write_span(json(), file(), named->span);
        json().plain_key("runs");
        write_runs(json(), editing::hover(*named));
        json().end_object();
        done();
    }
    void definition() {
        const auto named = editing::named_at(workspace(), file(), at());
        const auto place = named ? editing::definition(workspace(), *named) : std::nullopt;
        if (!place) return none();
        ok();
        write(*place);
        done();
    }

    void references() { list_places(false); }
    void highlight() { list_places(true); }
    void list_places(bool is_here_alone) {
        const auto named = editing::named_at(workspace(), file(), at());
        ok().begin_list();
        if (named) {
            for (const FilePlace& place : editing::references(workspace(), *named)) {
                if (!is_here_alone || place.uri == uri()) write(place);
            }
        }
        json().end_list();
        done();
    }

    void rename_from() {
        const auto found = editing::prepare_rename(workspace(), file(), at());
        if (const auto* problem = std::get_if<Problem>(&found)) return refuse(*problem);
        const auto& renamable = std::get<editing::Renamable>(found);
        ok().begin_object();
        write_span(json(), file(), renamable.span);
        member_text("name", renamable.name);
        json().end_object();
        done();
    }

    void rename() {
        const auto made = editing::rename(workspace(), file(), at(), text("name"));
        if (const auto* problem = std::get_if<Problem>(&made)) return refuse(*problem);
        ok();
        write(std::get<std::vector<FileEdits>>(made));
        done();
    }

    void format() {
        const auto made = editing::format(file(), workspace().limits());
        if (const auto* problem = std::get_if<Problem>(&made)) return refuse(*problem);
        ok();
        write(std::vector<FileEdits>{{uri(), std::get<std::vector<Edit>>(made)}});
        done();
    }

    void complete() {
        ok().begin_list();
        for (const editing::Offer& each : editing::offers(workspace(), file(), at())) {
            json().begin_object();
            member_text("kind", word_of(each.kind));
            member_text("label", each.label);
            member_text("detail", each.detail);
            write_span(json(), file(), each.replaced);
            member_text("text", each.text);
            json().plain_key("snippet");
            json().boolean(each.is_snippet);
            json().end_object();
        }
        json().end_list();
        done();
    }

    void write(const std::vector<editing::Symbol>& all) {
        json().begin_list();
        for (const editing::Symbol& each : all) {
            json().begin_object();
            member_text("name", each.name);
            member_text("detail", each.detail);
            member_text("kind", each.kind ? word_of(*each.kind) : std::string_view("section"));
            write_span(json(), file(), each.whole);
            json().plain_key("parts");
            write(each.parts);
            json().end_object();
        }
        json().end_list();
    }
    void symbols() {
        ok();
        write(editing::symbols(file()));
        done();
    }

    void tokens() {
        ok().begin_list();
        for (const editing::ColouredWord& each : editing::coloured_words(file())) {
            json().begin_object();
            write_span(json(), file(), each.span);
            member_text("kind", word_of(each.kind));
            json().plain_key("declares");
            json().boolean(each.is_declaration);
            json().end_object();
        }
        json().end_list();
        done();
    }

    void lenses() {
        ok().begin_list();
        for (const editing::Lens& each : editing::lenses(workspace(), file())) {
            json().begin_object();
            write_span(json(), file(), each.span);
            member_text("rule", each.rule);
            json().plain_key("cases");
            json().number(std::to_string(each.cases));
            json().end_object();
        }
        json().end_list();
        done();
    }

    void folds() {
        ok().begin_list();
        for (const editing::Fold& each : editing::folds(file())) {
            json().begin_object();
            json().plain_key("first");
            json().number(std::to_string(each.first));
            json().plain_key("last");
            json().number(std::to_string(each.last));
            json().end_object();
        }
        json().end_list();
        done();
    }

    void actions() {
        const Span span{static_cast<std::uint32_t>(place(member("from"))),
                        static_cast<std::uint32_t>(place(member("to")))};
        std::optional<Date> day;
        if (!read_day(day, false)) return;
        std::vector<Diagnostic> said = workspace().judge(file()).diagnostics;
        if (day) {
            for (Diagnostic& each : editing::findings_of(file(), *day)) {
                said.push_back(std::move(each));
            }
        }
        const std::string reason = text("reason");
        ok().begin_list();
        for (const editing::Action& each :
             editing::actions(file(), span, said, workspace().limits(), reason)) {
            json().begin_object();
            member_text("title", each.title);
            member_text("code", each.mends ? each.mends->code : std::string());
            json().plain_key("edits");
            write(std::vector<FileEdits>{{uri(), each.edits}});
            json().plain_key("preferred");
            json().boolean(each.is_preferred);
            json().end_object();
        }
        json().end_list();
        done();
    }
};

}  // namespace

bool answer_about_file(const Request& request) {
    static constexpr KnownCall<FileCalls> known[] = {{"open", &FileCalls::open, false},
                                                     {"change", &FileCalls::change},
                                                     {"close", &FileCalls::close},
                                                     {"findings", &FileCalls::findings},
                                                     {"hover", &FileCalls::hover},
                                                     {"definition", &FileCalls::definition},
                                                     {"references", &FileCalls::references},
                                                     {"highlight", &FileCalls::highlight},
                                                     {"rename_from", &FileCalls::rename_from},
                                                     {"rename", &FileCalls::rename},
                                                     {"complete", &FileCalls::complete},
                                                     {"format", &FileCalls::format},
                                                     {"symbols", &FileCalls::symbols},
                                                     {"tokens", &FileCalls::tokens},
                                                     {"lenses", &FileCalls::lenses},
                                                     {"folds", &FileCalls::folds},
                                                     {"actions", &FileCalls::actions}};
    return make_call(request, known);
}

}  // namespace caveat::workbench
