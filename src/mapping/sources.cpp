// Reads where one fact comes from: which records, by which codes, how old, in which status.
// Entrance: read_fact.

#include "mapping/source_reader.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <utility>

namespace caveat::mapping {

using language::Scalar;
using language::YamlNode;
using text::quoted;

std::optional<FactSource> SourceReader::read(Span place) {
    place_ = place;
    source_.span = place;
    if (!read_type()) return std::nullopt;
    read_form();
    read_codes_of_source();
    read_query_key();
    if (fact_.type.kind == FactKind::records) {
        if (!read_records()) return std::nullopt;
    } else {
        if (!read_take()) return std::nullopt;
        read_values();
    }
    read_window();
    read_statuses();
    check_codes();
    return std::move(source_);
}

void SourceReader::read_form() {
    if (source_.from != RecordType::form) {
        for (const std::string_view key : {"questionnaire", "item"}) {
            refuse(key, "only a QuestionnaireResponse answers questions of a form", "take it out");
        }
        return;
    }
    constexpr std::string_view help =
        "write its address, `questionnaire: \"https://…\"`, and the linkId of the question, "
        "`item: q7`";
    for (const std::string_view key : {"questionnaire", "item", "within"}) {
        values_.require(key, place_,
                        key == "within" ? "write how old it may be, `within: 2 d`, or "
                                          "`within: always`"
                                        : help);
    }
    const auto form = values_.text("questionnaire");
    if (form && form->text.find(':') == std::string::npos) {
        context_.error("unknown-word", form->span, quoted(form->text) + " is no address of a form")
            .help(std::string(help));
    }
    if (form) source_.questionnaire = form->text;
    if (const auto item = values_.text("item")) source_.item = item->text;
}

void SourceReader::refuse(std::string_view key, const std::string& why, const std::string& help) {
    if (const YamlNode* node = values_.find(key)) {
        context_.error("misplaced-key", node->span, quoted(key) + " means nothing here: " + why)
            .help(help);
    }
}

bool SourceReader::read_type() {
    values_.require("from", place_, "write what it is read from, as in `from: Condition`");
    const auto from = values_.text("from");
    if (!from) return false;
    std::vector<std::string> names;
    for (const TypeRow& each : type_rows()) {
        names.emplace_back(each.from);
        if (text::canonical_name(each.from) != text::canonical_name(from->text)) continue;
        source_.from = each.type;
        source_.take = each.usual;
        return true;
    }
    context_.error("unknown-type", from->span, "nothing is read from " + quoted(from->text))
        .help(help_from_list(from->text, names));
    return false;
}

CodeTable SourceReader::codes(std::string_view key) {
    const YamlNode* const node = values_.find(key);
    return node == nullptr ? CodeTable() : read_codes(context_, *node, quoted(key));
}

void SourceReader::read_codes_of_source() {
    source_.exact = codes("coded as");
    source_.none_by = codes("none by");
    std::vector<Coding> kinds = codes("kinds").codings();
    for (const Scalar& name : values_.texts("kinds of")) {
        const std::string key = text::canonical_name(name.text);
        const auto found = context_.value_sets.find(key);
        if (found != context_.value_sets.end()) {
            for (Coding each : found->second) {
                each.span = name.span;
                kinds.push_back(std::move(each));
            }
        } else if (context_.broken_value_sets.count(key) == 0) {
            std::vector<std::string> names;
            for (const auto& each : context_.value_sets) names.push_back(each.first);
            context_
                .error("unknown-value-set", name.span,
                       "no value set is called " + quoted(name.text))
                .help(names.empty() ? "declare it: `value sets: {" + name.text + ": FILE}`"
                                    : help_from_list(name.text, names));
        }
    }
    source_.kinds = CodeTable(std::move(kinds));
    if (!is({RecordType::condition, RecordType::allergy})) {
        refuse("none by", "only a Condition or an AllergyIntolerance says that there is none",
               "take it out");
    }
}

void SourceReader::read_query_key() {
    const auto key = values_.text("query");
    if (!key) return;
    source_.query = context_.query(key->text);
    if (!source_.query) {
        std::vector<std::string> names;
        for (const Query& each : context_.tables.queries) names.push_back(each.key);
        context_.error("unknown-query", key->span, "no query is called " + quoted(key->text))
            .help(names.empty() ? "declare it under `queries`" : help_from_list(key->text, names));
    } else if (const Query& query = context_.tables.queries[*source_.query];
               query.resource != row().resource || row().is_from_context) {
        context_
            .error("unknown-query", key->span,
                   "the query " + quoted(key->text) + " brings no " + quoted(row().from))
            .help("name one that does, or take `query` out");
    }
}

void SourceReader::read_window() {
    const auto within = values_.text("within");
    const bool is_dated = source_.from != RecordType::patient && !row().is_from_context;
    if (!within) {
        if (source_.from == RecordType::observation) {
            values_.require("within", place_,
                            "write how old it may be, `within: 2 d`, or `within: always`");
        }
        return;
    }
    if (!is_dated) {
        return refuse("within", "what stands there is of today", "take it out");
    }
    if (text::folded(within->text) == "always") return;
    source_.within =
        mapping::read_window(context_.diagnostics, *within, "`within: 12 wk`, or `within: always`");
}

void SourceReader::read_statuses() {
    if (const auto ever = values_.text("ever")) {
        if (is({RecordType::condition, RecordType::allergy, RecordType::medication_request,
                RecordType::medication_statement})) {
            source_.ever = read_yes_no(context_, *ever, "ever").value_or(false);
        } else {
            refuse("ever", "what is read here is not over at some time", "take it out");
        }
    }
    for (const Scalar& status : values_.texts("also counts")) {
        const std::vector<std::string> open = open_statuses(source_.from);
        if (std::find(open.begin(), open.end(), status.text) != open.end()) {
            source_.also_counts.push_back(status.text);
            continue;
        }
        context_
            .error("unknown-status", status.span,
                   quoted(status.text) + " is no status of " + quoted(row().from) +
                       " that leaves it open")
            .help(open.empty() ? "take `also counts` out" : help_from_list(status.text, open));
    }
}

void SourceReader::check_codes() {
    if (source_.from == RecordType::patient || source_.from == RecordType::form) {
        for (const std::string_view key : {"coded as", "kinds", "kinds of"}) {
            refuse(key,
                   source_.from == RecordType::form ? "`item` says which question it is"
                                                    : "a patient has no code",
                   "take it out");
        }
        return;
    }
    const bool is_told =
        !source_.exact.empty() || !source_.kinds.empty() ||
        (source_.is_told_by_answers() && source_.from != RecordType::observation) ||
        (row().is_from_context && source_.take == Take::start);
    const bool was_tried =
        values_.find("coded as") != nullptr || values_.find("kinds") != nullptr ||
        values_.find("kinds of") != nullptr || values_.find("answers") != nullptr;
    if (!is_told && !was_tried) {
        context_
            .error(
                "missing-key", place_,
                "nothing says which " + quoted(row().resource) + " is about " + quoted(fact_.name))
            .help("write `coded as: {snomed: CODE}`, or `kinds` with codes of what is narrower");
    }
    if (const Coding* both = source_.kinds.shared_with(source_.exact)) {
        context_
            .error("coded-twice", both->span,
                   quoted(both->code) + " stands under `coded as` and under `kinds`")
            .help(
                "keep it where it belongs: a denial of what is `coded as` is a no, a denial of "
                "one of its kinds is none");
    }
    const Coding* both = source_.none_by.shared_with(source_.exact);
    if (both == nullptr) both = source_.none_by.shared_with(source_.kinds);
    if (both != nullptr) {
        context_.error("coded-twice", both->span, quoted(both->code) + " means both yes and none")
            .help("keep it in one of the two places");
    }
}

namespace {

void read_source(Context& context, std::uint32_t fact, const YamlNode& node, Span place) {
    const YamlNode* const mapping = language::as_mapping(
        node, "a source", "write `{from: Condition, coded as: {snomed: CODE}}`",
        context.diagnostics);
    if (mapping == nullptr) return;
    if (auto source = SourceReader(context, fact, *mapping).read(place)) {
        context.tables.facts[fact].sources.push_back(std::move(*source));
    }
}

}  // namespace

void read_fact(Context& context, std::uint32_t fact, const YamlNode& node, Span place) {
    if (node.kind != YamlNode::Kind::list) return read_source(context, fact, node, place);
    for (const YamlNode& item : node.items) {
        const Span at = item.kind == YamlNode::Kind::mapping && !item.pairs.empty()
                            ? item.pairs.front().key.span
                            : place;
        read_source(context, fact, item, at);
    }
    if (node.items.empty()) {
        context.error("missing-value", node.span, "no source stands here")
            .help("write where it comes from, or name the fact under `form only`");
    }
}

}  // namespace caveat::mapping
