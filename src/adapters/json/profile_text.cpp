// A profile as the text that gives it again. Entrance: write_profile.

#include <caveat/json.hpp>

#include "adapters/json/json_tree.hpp"
#include "adapters/json/json_writer.hpp"

#include <variant>

namespace caveat {

namespace json {

namespace {

/// Whether JSON can have these digits as a number.
bool is_number(const std::string& digits) {
    JsonTree tree;
    if (tree.read("{\"n\":" + digits + '}', {})) return false;
    // Digits that are more than a number must not become a fact of their own.
    const Node* const only = tree.first(tree.root());
    return only->kind == NodeKind::number && only->text == digits && tree.after(*only) == nullptr;
}

class AnswerText {
  public:
    explicit AnswerText(JsonWriter& json) : json_(json) {}

    void operator()(std::monostate) { json_.null(); }
    void operator()(const NotKnown&) { json_.null(); }
    void operator()(bool yes) { json_.boolean(yes); }
    void operator()(const Decimal& number) { json_.number(number.to_text()); }
    void operator()(const Quantity& quantity) { number(quantity.value.to_text(), quantity.unit); }
    void operator()(const NumberWithin& limits) {
        json_.begin_object(true);
        const auto add = [&](std::string_view key, const std::optional<Decimal>& end) {
            if (!end) return;
            json_.key(key);
            json_.number(end->to_text());
        };
        add("from", limits.from);
        add("above", limits.above);
        add("to", limits.to);
        add("below", limits.below);
        unit(limits.unit);
        json_.end_object();
    }
    void operator()(const NumberText& text) {
        // Digits that are none would be a code or a date as a text.
        is_number(text.digits) ? number(text.digits, text.unit) : (*this)(Unreadable{});
    }
    void operator()(const Date& date) { json_.text(date.to_text()); }
    void operator()(const std::string& text) { json_.text(text); }
    void operator()(const Codes& codes) {
        // A whole list that names absent ones was wrong in part, and is known in part.
        if (codes.is_complete && codes.absent.empty()) return list(codes.present);
        json_.begin_object(true);
        json_.key("present");
        list(codes.present);
        json_.key("absent");
        list(codes.absent);
        json_.end_object();
    }
    void operator()(const Records& records) {
        if (!records.is_complete) {
            json_.begin_object();
            json_.key("present");
        }
        json_.begin_list();
        for (const Record& record : records.list) {
            json_.begin_object();
            for (const auto& [field, answer] : record.fields) {
                json_.key(field);
                std::visit(*this, answer.value);
            }
            json_.end_object();
        }
        json_.end_list();
        if (!records.is_complete) json_.end_object();
    }
    /// Nothing that JSON has is what it was; an empty object is as wrong for every fact.
    void operator()(const Unreadable&) {
        json_.begin_object(true);
        json_.end_object();
    }

  private:
    void number(const std::string& digits, const std::string& in) {
        if (in.empty()) return json_.number(digits);
        json_.begin_object(true);
        json_.key("value");
        json_.number(digits);
        unit(in);
        json_.end_object();
    }
    void unit(const std::string& in) {
        if (in.empty()) return;
        json_.key("unit");
        json_.text(in);
    }
    void list(const std::vector<std::string>& codes) {
        json_.begin_list(true);
        for (const std::string& code : codes) json_.text(code);
        json_.end_list();
    }

    JsonWriter& json_;
};

}  // namespace

}  // namespace json

std::string write_profile(const Profile& profile) {
    // As an object it would be the profile of somebody of whom nothing is known yet.
    if (!profile.is_readable()) return "\"unreadable\"";
    json::JsonWriter json(false);
    json.begin_object();
    if (!profile.patient().empty()) {
        json.key("patient");
        json.text(profile.patient());
    }
    if (const std::string day = profile.as_of_text(); !day.empty()) {
        json.key("as_of");
        json.text(day);
    }
    json.key("facts");
    json.begin_object();
    for (const Place& place : profile.given()) {
        const Answer answer = profile.answer(place);
        if (std::holds_alternative<std::monostate>(answer.value)) continue;
        const FactInfo& fact = profile.rules().fact(place.fact);
        json.key(fact.key);
        // A list of codes would be read as one of records.
        const bool is_other_list =
            fact.kind == FactKind::records && std::holds_alternative<Codes>(answer.value);
        json::AnswerText text(json);
        is_other_list ? text(Unreadable{}) : std::visit(text, answer.value);
    }
    json.end_object();
    json.end_object();
    std::string text = json.take();
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

}  // namespace caveat
