// What is read of a request, and the frame of its answer. Entrance: Request.

#include "adapters/workbench/request.hpp"

#include "adapters/json/tree_text.hpp"
#include "adapters/workbench/answers.hpp"

#include <charconv>
#include <system_error>

namespace caveat::workbench {

using editing::OpenFile;
using json::Node;
using json::NodeKind;

namespace {

/// Who can answer; nothing where it is no list of `patient` and `clinician`.
std::optional<Respondents> respondents_in(const json::JsonTree& tree, const Node* list,
                                          Respondents usual) {
    if (list == nullptr) return usual;
    if (list->kind != NodeKind::list) return std::nullopt;
    Respondents can{.patient = false, .clinician = false};
    for (const Node* each = tree.first(*list); each != nullptr; each = tree.after(*each)) {
        const bool is_text = each->kind == NodeKind::text;
        if (is_text && each->text == "patient") {
            can.patient = true;
        } else if (is_text && each->text == "clinician") {
            can.clinician = true;
        } else {
            return std::nullopt;
        }
    }
    return can;
}

}  // namespace

std::optional<std::int64_t> whole(const Node* node) {
    if (node == nullptr || node->kind != NodeKind::number) return std::nullopt;
    std::int64_t value = 0;
    const char* const end = node->text.data() + node->text.size();
    const auto read = std::from_chars(node->text.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return value;
}

Request::Request(editing::Workspace& workspace, Memory& memory, const json::JsonTree& tree,
                 json::JsonWriter& json)
    : workspace_(workspace),
      memory_(memory),
      tree_(tree),
      json_(json),
      name_(text("call")),
      uri_(text("uri")),
      file_(workspace.find(uri_)) {}

bool Request::has_file() {
    if (file_ == nullptr) refuse({"not-open", "`" + uri_ + "` is not open"});
    return file_ != nullptr;
}

const Node* Request::member(std::string_view key) const {
    return json::member(tree_, tree_.root(), key);
}

std::string Request::text(std::string_view key) const {
    const Node* const node = member(key);
    return node != nullptr && node->kind == NodeKind::text ? std::string(node->text)
                                                           : std::string();
}

std::size_t Request::place(const Node* node) const {
    const auto units = whole(node);
    if (!units || *units < 0) return file_->text().size();
    return file_->places().byte_of(static_cast<std::size_t>(*units));
}

const OpenFile* Request::rule_file() {
    const OpenFile* const rules = file_->is_cases() ? workspace_.rules_of(*file_) : file_;
    if (rules == nullptr) {
        refuse({"not-open", "`" + editing::rules_beside(uri_) + "` is not open"});
        return nullptr;
    }
    if (rules->last_rules()) return rules;
    refuse({"no-rules", "`" + rules->uri() + "` has not loaded yet"});
    return nullptr;
}

bool Request::read_day(std::optional<Date>& day, bool is_needed) {
    const bool is_missing = member("as_of") == nullptr;
    day = Date::from_text(text("as_of"));
    const bool is_right = day && day->is_full();
    if (is_right || (is_missing && !is_needed)) return true;
    refuse({"bad-date", "`as_of` is a day such as 2026-11-20"});
    return false;
}

bool Request::screen_patient(const RuleSet& rules, Screening& screening, Respondents usual) {
    ReadOptions reading;
    if (!read_day(reading.default_as_of, false)) return false;
    const auto can = respondents_in(tree_, member("respondents"), usual);
    if (!can) {
        refuse({"wrong-form", "`respondents` is a list of `patient` and `clinician`"});
        return false;
    }
    const Node* const profile = member("profile");
    std::string given = R"({"facts":{}})";
    if (profile != nullptr) {
        given =
            profile->kind == NodeKind::text ? std::string(profile->text) : text_of(tree_, *profile);
    }
    screen(read_profile(rules, given, reading), screening, *can);
    return true;
}

void Request::begin() {
    const OpenFile* const file = workspace_.find(uri_);
    json_.begin_object();
    json_.plain_key("v");
    json_.number(std::to_string(file != nullptr ? file->version() : 0));
}

json::JsonWriter& Request::ok() {
    begin();
    json_.plain_key("ok");
    return json_;
}

void Request::none() {
    ok().null();
    done();
}

void Request::refuse(const editing::Problem& problem) {
    begin();
    json_.plain_key("problem");
    json_.begin_object();
    member_text("code", problem.code);
    member_text("message", problem.message);
    json_.end_object();
    json_.end_object();
}

void Request::member_text(std::string_view key, std::string_view words) {
    json_.plain_key(key);
    json_.text(words);
}

void Request::member_count(std::string_view key, std::uint64_t count) {
    json_.plain_key(key);
    json_.number(std::to_string(count));
}

void Request::member_boolean(std::string_view key, bool value) {
    json_.plain_key(key);
    json_.boolean(value);
}

void Request::member_json(std::string_view key, std::string_view written) {
    json_.plain_key(key);
    json::JsonTree whole_text;
    json::TreeLimits limits;
    limits.bytes = written.size();
    limits.values = written.size() + 1;
    limits.what = key;
    if (whole_text.read(written, limits)) return json_.null();
    json::write(whole_text, whole_text.root(), json_);
}

void Request::member_rules(const OpenFile& rules) {
    json_.plain_key("rules");
    json_.begin_object();
    member_text("uri", rules.uri());
    json_.plain_key("v");
    json_.number(std::to_string(rules.last_version()));
    member_boolean("is_current", rules.loaded().rules.has_value());
    json_.end_object();
}

void Request::write(const editing::FilePlace& place) {
    const OpenFile* const file = workspace_.find(place.uri);
    if (file == nullptr) return;
    json_.begin_object();
    member_text("uri", place.uri);
    write_span(json_, *file, place.span);
    json_.end_object();
}

void Request::write(const std::vector<editing::FileEdits>& all) {
    json_.begin_list();
    for (const editing::FileEdits& each : all) {
        const OpenFile* const file = workspace_.find(each.uri);
        for (const Edit& edit : each.edits) {
            json_.begin_object();
            member_text("uri", each.uri);
            write_span(json_, *file, edit.span);
            member_text("text", edit.text);
            json_.end_object();
        }
    }
    json_.end_list();
}

}  // namespace caveat::workbench
