// One screening as a line for audits, and such a line against a screening of today.
// Entrances: write_record, replay.
//
// A replay writes the record anew from what it holds and compares the bytes, so whatever a report
// says is compared, in the very form in which it was kept.

#include <caveat/json.hpp>
#include <caveat/keys.hpp>
#include <caveat/version.hpp>

#include "adapters/json/json_tree.hpp"
#include "adapters/json/json_writer.hpp"
#include "adapters/json/tree_text.hpp"

#include <simdjson.h>

#include <utility>

namespace caveat {

namespace json {

namespace {

constexpr std::string_view digest_key = ",\"sha256\":\"";

/// A record is longer than any profile.
TreeLimits record_limits() {
    TreeLimits limits;
    limits.bytes = most_record_bytes;
    limits.values = 16'000'000;
    limits.depth += 8;  // profile and report stand inside it
    return limits;
}

std::string without_break(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

void text_or_null(JsonWriter& json, std::string_view key, std::string_view text) {
    json.key(key);
    text.empty() ? json.null() : json.text(text);
}

void write_options(JsonWriter& json, const RecordOptions& options, const Respondents& respondents) {
    json.begin_object();
    json.key("why");
    json.text(options.report.why == WhyOf::all ? "all" : "fired");
    json.key("no_values");
    json.boolean(options.report.no_values);
    json.key("respondents");
    json.begin_list();
    for (const Respondent whom : {Respondent::patient, Respondent::clinician}) {
        if (respondents.include(whom)) json.text(key(whom));
    }
    json.end_list();
    const auto& day = options.reading.default_as_of;
    text_or_null(json, "default_as_of", day ? day->to_text() : std::string());
    json.key("extra_facts");
    json.text(options.reading.extra_facts == ExtraFacts::note ? "note" : "problem");
    json.key("most_bytes");
    json.number(std::to_string(options.reading.most_bytes));
    json.end_object();
}

/// The profile as the record keeps it; false where nothing of it can be kept.
bool write_kept_profile(JsonWriter& json, const Profile& profile,
                        const std::optional<std::string_view>& text) {
    if (!text) {
        json.literal(write_profile(profile));
        return true;
    }
    JsonTree tree;
    if (!tree.read(*text, record_limits())) {
        json.literal(text_of(tree, tree.root()));
        return true;
    }
    if (!simdjson::validate_utf8(text->data(), text->size())) return false;
    json.text(*text);
    return true;
}

/// What a record says of how it came about.
struct Kept {
    RecordOptions options;
    Respondents respondents{false, false};
    std::string sha256;
    std::string engine;
    std::string id;
    std::optional<std::string> profile;
};

std::string text_at(const JsonTree& tree, const Node& object, std::string_view key) {
    const Node* const found = member(tree, object, key);
    return found != nullptr && found->kind == NodeKind::text ? std::string(found->text)
                                                             : std::string();
}

/// The most bytes that were read of the profile; nothing where the record does not say.
std::optional<std::size_t> count_at(const JsonTree& tree, const Node& object,
                                    std::string_view key) {
    const Node* const found = member(tree, object, key);
    if (found == nullptr || found->kind != NodeKind::number) return std::nullopt;
    const auto number = Decimal::from_text(found->text);
    if (!number || number->scale != 0 || number->coefficient < 0) return std::nullopt;
    return static_cast<std::size_t>(number->coefficient);
}

std::optional<Kept> kept_in(const JsonTree& tree) {
    const Node& root = tree.root();
    const Node* const options = member(tree, root, "options");
    const Node* const report = member(tree, root, "report");
    const Node* const set = report == nullptr ? nullptr : member(tree, *report, "rule_set");
    if (text_at(tree, root, "schema") != "caveat/record/1" || options == nullptr ||
        set == nullptr) {
        return std::nullopt;
    }
    Kept kept;
    kept.id = text_at(tree, root, "id");
    kept.sha256 = text_at(tree, *set, "sha256");
    kept.engine = text_at(tree, *report, "engine");
    kept.options.report.why = text_at(tree, *options, "why") == "fired" ? WhyOf::fired : WhyOf::all;
    const Node* const no_values = member(tree, *options, "no_values");
    kept.options.report.no_values = no_values != nullptr && no_values->is_true;
    kept.options.reading.default_as_of = Date::from_text(text_at(tree, *options, "default_as_of"));
    if (text_at(tree, *options, "extra_facts") == "note") {
        kept.options.reading.extra_facts = ExtraFacts::note;
    }
    const auto most_bytes = count_at(tree, *options, "most_bytes");
    if (!most_bytes) return std::nullopt;
    kept.options.reading.most_bytes = *most_bytes;
    if (const Node* const whom = member(tree, *options, "respondents")) {
        for (const Node* each = tree.first(*whom); each != nullptr; each = tree.after(*each)) {
            const auto respondent = respondent_of(each->text);
            if (respondent == Respondent::patient) kept.respondents.patient = true;
            if (respondent == Respondent::clinician) kept.respondents.clinician = true;
        }
    }
    if (const Node* const profile = member(tree, root, "profile")) {
        if (profile->kind == NodeKind::text) {
            kept.profile = std::string(profile->text);
        } else if (profile->kind == NodeKind::object) {
            kept.profile = text_of(tree, *profile);
        }
    }
    return kept;
}

/// Whether the bytes before the digest are those that it was made of.
bool is_as_written(std::string_view record) {
    const std::size_t at = record.rfind(digest_key);
    if (at == std::string_view::npos) return false;
    const std::string_view rest = record.substr(at + digest_key.size());
    return rest == sha256_of(record.substr(0, at)) + "\"}";
}

}  // namespace

}  // namespace json

std::string write_record(const Screening& screening, const RecordOptions& options) {
    json::JsonWriter json(false);
    json.begin_object();
    json.key("schema");
    json.text("caveat/record/1");
    json::text_or_null(json, "id", screening.profile().patient());
    json.key("options");
    json::write_options(json, options, screening.respondents());
    if (!options.report.no_values) {
        json::JsonWriter kept(false);
        if (json::write_kept_profile(kept, screening.profile(), options.profile_text)) {
            json.key("profile");
            json.literal(json::without_break(kept.take()));
        }
    }
    json.key("report");
    json.literal(json::without_break(write_report(screening, options.report, false)));
    json.end_object();
    std::string record = json::without_break(json.take());
    record.pop_back();  // the digest is the last member
    const std::string digest = sha256_of(record);
    record += json::digest_key;
    return record + digest + "\"}\n";
}

Replayed replay(std::string_view record, const RuleFinder& find,
                std::optional<std::string_view> profile) {
    while (!record.empty() && (record.back() == '\n' || record.back() == '\r')) {
        record.remove_suffix(1);
    }
    Replayed replayed;
    json::JsonTree before;
    const bool is_json = !before.read(record, json::record_limits());
    const std::optional<json::Kept> kept = is_json ? json::kept_in(before) : std::nullopt;
    if (!kept) {
        replayed.recorded = is_json                             ? "another kind of JSON"
                            : record.size() > most_record_bytes ? "longer than a record may be"
                                                                : "no JSON object";
        return replayed;
    }
    replayed.id = kept->id;
    const bool is_altered = !json::is_as_written(record);
    if (is_altered) replayed.outcome = ReplayOutcome::altered;
    const std::optional<RuleSet> rules = find(kept->sha256);
    if (!rules) {
        replayed.path = "report.rule_set.sha256";
        replayed.recorded = kept->sha256;
        if (!is_altered) replayed.outcome = ReplayOutcome::no_rules;
        return replayed;
    }
    if (kept->profile) profile = *kept->profile;
    if (!profile) {
        replayed.path = "profile";
        if (!is_altered) replayed.outcome = ReplayOutcome::no_profile;
        return replayed;
    }
    RecordOptions options = kept->options;
    options.profile_text = profile;
    const std::string now = write_record(
        screen(read_profile(*rules, *profile, options.reading), kept->respondents), options);
    if (std::string_view(now).substr(0, now.size() - 1) == record) {
        replayed.outcome = ReplayOutcome::same;
        return replayed;
    }
    json::JsonTree after;
    after.read(now, json::record_limits());
    const json::Node* const was = json::member(before, before.root(), "report");
    const json::Node* const is = json::member(after, after.root(), "report");
    const bool is_same_engine = kept->engine == CAVEAT_VERSION_STRING;
    const json::FirstDifference found =
        json::first_difference(before, *was, after, *is, is_same_engine ? "" : "engine");
    if (found.path.empty()) {
        if (!is_altered) {
            replayed.outcome =
                is_same_engine ? ReplayOutcome::different : ReplayOutcome::same_but_engine;
        }
        if (!is_same_engine) {
            replayed.path = "report.engine";
            replayed.recorded = kept->engine;
            replayed.now = CAVEAT_VERSION_STRING;
        }
        return replayed;
    }
    if (!is_altered) replayed.outcome = ReplayOutcome::different;
    replayed.path = "report." + found.path;
    replayed.recorded = found.before;
    replayed.now = found.after;
    return replayed;
}

std::string_view key(ReplayOutcome outcome) {
    switch (outcome) {
        case ReplayOutcome::same:
            return "same";
        case ReplayOutcome::same_but_engine:
            return "same_but_engine";
        case ReplayOutcome::different:
            return "different";
        case ReplayOutcome::altered:
            return "altered";
        case ReplayOutcome::no_rules:
            return "no_rules";
        case ReplayOutcome::no_profile:
            return "no_profile";
        case ReplayOutcome::unreadable:
            return "unreadable";
    }
    return {};
}

}  // namespace caveat
