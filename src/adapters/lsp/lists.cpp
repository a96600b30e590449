// What is offered at a place, and what stands in a file: lists of the protocol. The rest of Request
// is in request.cpp.

#include "adapters/json/tree_text.hpp"
#include "adapters/lsp/request.hpp"

#include <array>
#include <optional>

namespace caveat::lsp {

using json::JsonWriter;

namespace {

/// What the protocol calls it.
int item_kind(editing::OfferKind kind) {
    constexpr std::array<int, 13> kinds{
        6,   // fact: Variable
        20,  // code: EnumMember
        3,   // term: Function
        15,  // phrase: Snippet
        21,  // parameter: Constant
        7,   // score: Class
        20,  // band
        23,  // outcome: Event
        10,  // key: Property
        14,  // word: Keyword
        11,  // unit: Unit
        18,  // source: Reference
        18,  // rule
    };
    return kinds[static_cast<std::size_t>(kind)];
}

int symbol_kind(const std::optional<editing::NamedThingKind>& kind) {
    constexpr int section = 3;  // Namespace
    if (!kind) return section;
    switch (*kind) {
        case editing::NamedThingKind::fact:
        case editing::NamedThingKind::each:
            return 13;  // Variable
        case editing::NamedThingKind::field:
            return 8;
        case editing::NamedThingKind::code:
        case editing::NamedThingKind::band:
            return 22;
        case editing::NamedThingKind::term:
            return 12;  // Function
        case editing::NamedThingKind::parameter:
            return 14;  // Constant
        case editing::NamedThingKind::score:
            return 5;  // Class
        case editing::NamedThingKind::outcome:
            return 24;  // Event
        case editing::NamedThingKind::rule:
            return 6;  // Method
        case editing::NamedThingKind::source:
            break;
    }
    return 18;  // Array: a list of what was read
}

}  // namespace

void Request::completion() {
    const auto all = editing::offers(server_.workspace_, *file_, here());
    reply([&](JsonWriter& json) {
        json.begin_object();
        json.plain_key("isIncomplete");
        // Names have several words: what is offered changes with each.
        json.boolean(true);
        json.plain_key("items");
        json.begin_list();
        for (const editing::Offer& each : all) {
            json.begin_object();
            json.plain_key("label");
            json.text(each.label);
            json.plain_key("kind");
            json.number(std::to_string(item_kind(each.kind)));
            if (!each.detail.empty()) {
                json.plain_key("detail");
                json.text(each.detail);
            }
            json.plain_key("filterText");
            json.text(each.text);
            if (each.is_snippet) {
                json.plain_key("insertTextFormat");
                json.number("2");
            }
            json.plain_key("textEdit");
            json.begin_object();
            json.plain_key("range");
            write_range(json, *file_, server_.units_, each.replaced);
            json.plain_key("newText");
            json.text(each.text);
            json.end_object();
            json.end_object();
        }
        json.end_list();
        json.end_object();
    });
}

/// Everything is in the item already.
void Request::resolve() {
    if (params_ == nullptr) return fail(invalid_params, "an item is missing");
    reply([&](JsonWriter& json) { json::write(message_, *params_, json); });
}

void Request::write_symbols(JsonWriter& json, const std::vector<editing::Symbol>& all) const {
    json.begin_list();
    for (const editing::Symbol& each : all) {
        json.begin_object();
        json.plain_key("name");
        json.text(each.name);
        json.plain_key("detail");
        json.text(each.detail);
        json.plain_key("kind");
        json.number(std::to_string(symbol_kind(each.kind)));
        json.plain_key("range");
        write_range(json, *file_, server_.units_, each.whole);
        json.plain_key("selectionRange");
        write_range(json, *file_, server_.units_, each.span);
        json.plain_key("children");
        write_symbols(json, each.parts);
        json.end_object();
    }
    json.end_list();
}

void Request::symbols() {
    const auto all = editing::symbols(*file_);
    reply([&](JsonWriter& json) { write_symbols(json, all); });
}

void Request::folding() {
    reply([&](JsonWriter& json) {
        json.begin_list();
        for (const editing::Fold& each : editing::folds(*file_)) {
            json.begin_object();
            json.plain_key("startLine");
            json.number(std::to_string(each.first));
            json.plain_key("endLine");
            json.number(std::to_string(each.last));
            json.end_object();
        }
        json.end_list();
    });
}

void Request::lenses() {
    reply([&](JsonWriter& json) {
        json.begin_list();
        for (const editing::Lens& each : editing::lenses(server_.workspace_, *file_)) {
            json.begin_object();
            json.plain_key("range");
            write_range(json, *file_, server_.units_, {each.span.begin, each.span.begin});
            json.plain_key("command");
            json.begin_object();
            json.plain_key("title");
            json.text(each.cases == 0   ? "no case"
                      : each.cases == 1 ? "1 case"
                                        : std::to_string(each.cases) + " cases");
            // No command: it is there to be read.
            json.plain_key("command");
            json.text("");
            json.end_object();
            json.end_object();
        }
        json.end_list();
    });
}

void Request::colours() {
    reply([&](JsonWriter& json) {
        json.begin_object();
        json.plain_key("data");
        json.begin_list();
        editing::LinePlace last;
        for (const editing::ColouredWord& each : editing::coloured_words(*file_)) {
            const auto from = file_->places().place_of(each.span.begin, server_.units_);
            const auto to = file_->places().place_of(each.span.end, server_.units_);
            if (to.line != from.line) continue;
            const std::uint32_t lines = from.line - last.line;
            const std::uint32_t behind =
                lines == 0 ? from.character - last.character : from.character;
            for (const std::uint32_t value :
                 {lines, behind, to.character - from.character,
                  static_cast<std::uint32_t>(each.kind), each.is_declaration ? 1U : 0U}) {
                json.number(std::to_string(value));
            }
            last = from;
        }
        json.end_list();
        json.end_object();
    });
}

}  // namespace caveat::lsp
