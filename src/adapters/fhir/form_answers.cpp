// Answers to the form of the rules, as somebody sent them back. Entrances: find_forms,
// collect_form_answers.

#include "adapters/fhir/absence.hpp"
#include "adapters/fhir/answering.hpp"
#include "mapping/form.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace caveat::fhir {

namespace {

/// Every linkId of the form.
std::set<std::string, std::less<>> links_of(const mapping::Tables& tables) {
    std::set<std::string, std::less<>> links;
    for (const std::uint32_t index : tables.form.facts) {
        const FactInfo& fact = tables.rules.fact(FactId{index});
        links.emplace(fact.key);
        for (const FieldInfo& field : fact.fields) links.insert(mapping::link_of(fact, field));
        if (fact.kind == FactKind::records) links.insert(mapping::link_of_all(fact));
    }
    return links;
}

class FormFinder {
  public:
    FormFinder(Record& record, const Resource& resource) : record_(record) {
        form_.resource = &resource;
    }

    void find() {
        const Element& element = form_.resource->element;
        const std::string_view questionnaire = element["questionnaire"].text();
        const std::size_t bar = std::min(questionnaire.find('|'), questionnaire.size());
        if (form_.resource->is_void) return;
        // Which form it answers is not known where it does not say, or is not to be read on.
        const bool is_named = !questionnaire.empty();
        const bool is_another = is_named && questionnaire.substr(0, bar) != record_.tables.form.url;
        if (is_another && form_.resource->is_readable) return;
        const std::string_view version =
            questionnaire.substr(std::min(bar + 1, questionnaire.size()));
        const bool is_ours = is_named && version == record_.tables.form.version;
        std::tie(form_.reading, form_.row) = reading_of_form(record_, *form_.resource, {});
        if (!is_ours && form_.reading == Reading::yes) {
            form_.reading = Reading::may;
            form_.row = is_named ? "another version of the form" : which_form_is_not_said;
        }
        links_ = links_of(record_.tables);
        if (form_.resource->is_readable) look_at_items(element["item"], is_ours);
        record_.forms.push_back(std::move(form_));
    }

  private:
    /// Groups only hold questions together, but for the records of a list, which are looked at as
    /// such.
    void look_at_items(Element items, bool is_ours) {
        items.each([&](Element item) {
            const std::string_view link = item["linkId"].text();
            const auto known = links_.find(link);
            if (known != links_.end()) {
                form_.items[link].push_back(item);
            } else if (!link.starts_with(mapping::group_mark) && is_ours &&
                       !std::exchange(has_unknown_, true)) {
                record_.problems.error("unknown-item", std::string(form_.resource->name) + ".item",
                                       "the form asks nothing under this linkId",
                                       "it was not used; send the form back as it was asked");
            }
            if (!is_list_of_records(link)) look_at_items(item["item"], is_ours);
            item["answer"].each([&](Element answer) { look_at_items(answer["item"], is_ours); });
        });
    }

    [[nodiscard]] bool is_list_of_records(std::string_view link) const {
        const RuleSet& rules = record_.tables.rules;
        const auto& asked = record_.tables.form.facts;
        return std::any_of(asked.begin(), asked.end(), [&](std::uint32_t index) {
            const FactInfo& fact = rules.fact(FactId{index});
            return fact.kind == FactKind::records && fact.key == link;
        });
    }

    Record& record_;
    GivenForm form_;
    std::set<std::string, std::less<>> links_;
    bool has_unknown_ = false;  ///< and it was said
};

class FormReader {
  public:
    FormReader(Record& record, FactId fact, const GivenForm& form)
        : record_(record), fact_(fact), info_(record.tables.rules.fact(fact)), form_(form) {}

    /// Nothing where the form has no answer to this.
    std::optional<RecordEvidence> read() {
        const bool is_records = info_.kind == FactKind::records;
        Value value;
        if (form_.reading != Reading::unread) {
            if (is_records ? !has_records() : !is_answered(form_.items, info_.key)) {
                return std::nullopt;
            }
            value = is_records ? records() : answer(form_.items, info_.key, info_.kind, {});
        }
        RecordEvidence evidence;
        evidence.resource = form_.resource;
        evidence.source = &record_.tables.own_form;
        evidence.reading = form_.reading;
        evidence.row = form_.row;
        evidence.when = date_of_evidence(RecordType::form, *form_.resource);
        evidence.value = std::move(value);
        look_at_window(record_, evidence);
        settle_form(record_, evidence);
        return evidence;
    }

  private:
    using Items = std::map<std::string_view, std::vector<Element>>;

    static bool is_answered(const Items& items, std::string_view link) {
        const auto found = items.find(link);
        return found != items.end() &&
               std::any_of(found->second.begin(), found->second.end(),
                           [](const Element& item) { return item["answer"].first().exists(); });
    }

    Value problem(std::string_view link, mapping::DiagnosticCode code, std::string message) {
        record_.problems.error(
            code, std::string(form_.resource->name) + ".item[" + std::string(link) + "]",
            std::move(message), "it counts as not answered");
        return {};
    }

    [[nodiscard]] const mapping::FormQuestion& question(std::optional<std::uint32_t> field) const {
        const mapping::Form& form = record_.tables.form;
        return field ? form.fields[fact_.index][*field] : form.questions[fact_.index];
    }

    /// The answers under one linkId.
    Value answer(const Items& items, std::string_view link, FactKind kind,
                 std::optional<std::uint32_t> field) {
        std::vector<Element> answers;
        const auto found = items.find(link);
        if (found == items.end()) return {};
        for (const Element& item : found->second) {
            item["answer"].each([&](Element each) { answers.push_back(each); });
        }
        if (found->second.size() > 1)
            return problem(link, "unusable-value", "it stands there twice");
        if (answers.empty()) return {};
        if (std::any_of(answers.begin(), answers.end(), is_not_known)) {
            if (answers.size() > 1) {
                return problem(link, "unusable-value", "it is answered, and said not to be known");
            }
            Value value;
            value.kind = Value::Kind::not_known;
            return value;
        }
        if (kind == FactKind::choices) return choices(answers, link, field);
        if (answers.size() > 1)
            return problem(link, "unusable-value", "it has more than one answer");
        if (!has_type_of(answers.front(), kind)) {
            return problem(link, "unusable-value",
                           "its answer is of another type than the question");
        }
        const std::string_view unit = field ? info_.fields[*field].unit : info_.unit;
        const mapping::Units units{std::string(unit), {}};
        return read_value(record_, answers.front(),
                          {{record_.tables, fact_.index, field},
                           question(field).answers,
                           units,
                           kind,
                           std::string(form_.resource->name) + ".item[" + std::string(link) + "]"});
    }

    static bool has_type_of(const Element& answer, FactKind kind) {
        if (kind == FactKind::number) {
            return answer["valueInteger"] || answer["valueDecimal"] || answer["valueQuantity"];
        }
        return kind == FactKind::date ? answer["valueDate"].exists()
                                      : answer["valueCoding"].exists();
    }

    /// A coding, and nothing that speaks against it.
    static bool is_one_coding(const Element& answer) {
        const JsonTree& tree = answer.tree();
        const bool is_alone = [&] {
            std::size_t values = 0;
            for (const Node* each = tree.first(*answer.node()); each != nullptr;
                 each = tree.after(*each)) {
                if (each->key.starts_with("value") || each->key.starts_with("_value")) ++values;
            }
            return values == 1;
        }();
        const Element coding = answer["valueCoding"];
        return is_alone && coding && reason_of_absence(coding).empty();
    }

    /// Those that were chosen are all there are: whoever chose saw the others.
    Value choices(const std::vector<Element>& answers, std::string_view link,
                  std::optional<std::uint32_t> field) {
        Value value;
        value.kind = Value::Kind::codes;
        value.is_whole = true;
        for (const Element& each : answers) {
            if (!is_one_coding(each)) {
                return problem(link, "unusable-value",
                               "its answer is of another type than the question");
            }
            const Element coding = each["valueCoding"];
            if (mapping::is_none(record_.tables.form, coding["system"].text(),
                                 coding["code"].text())) {
                if (answers.size() == 1) return value;
                return problem(link, "unusable-value", "none of these is chosen beside others");
            }
            const CodingView given{coding["system"].text(), coding["code"].text()};
            const auto codes = codes_of(question(field).answers, {&given, 1});
            if (codes.size() != 1) {
                return problem(link, "unmapped-code", "the question has no such answer");
            }
            value.codes.push_back(codes.front());
        }
        std::sort(value.codes.begin(), value.codes.end());
        value.codes.erase(std::unique(value.codes.begin(), value.codes.end()), value.codes.end());
        return value;
    }

    [[nodiscard]] bool has_records() const {
        const bool has_field_alone =
            std::any_of(info_.fields.begin(), info_.fields.end(), [&](const FieldInfo& field) {
                return is_answered(form_.items, mapping::link_of(info_, field));
            });
        return has_field_alone || form_.items.count(info_.key) != 0 ||
               is_answered(form_.items, mapping::link_of_all(info_));
    }

    Value records() {
        Value value;
        value.kind = Value::Kind::rows;
        const auto found = form_.items.find(info_.key);
        bool is_each_read = true;
        if (found != form_.items.end()) {
            for (const Element& group : found->second) {
                is_each_read = add_row(group, value.rows) && is_each_read;
            }
        }
        for (const FieldInfo& field : info_.fields) {
            const std::string link = mapping::link_of(info_, field);
            if (!is_answered(form_.items, link)) continue;
            stands_elsewhere(link);
            is_each_read = false;
        }
        const Value all = answer(form_.items, mapping::link_of_all(info_), FactKind::yes_no, {});
        value.is_whole = is_each_read && all.kind == Value::Kind::yes_no && all.yes;
        // Neither a record nor that there is none.
        if (value.rows.empty() && !value.is_whole) value.kind = Value::Kind::none;
        return value;
    }

    /// A group without an answer is a line that was left empty. False where it has answers, and
    /// none of them is one of a record.
    bool add_row(Element group, std::vector<Row>& rows) {
        Items items;
        bool is_as_asked = !group["answer"].first().exists();
        group["item"].each([&](Element item) {
            const std::string_view link = item["linkId"].text();
            items[link].push_back(item);
            is_as_asked = is_as_asked && has_field(link) && !has_item_below(item);
        });
        if (!is_as_asked) stands_elsewhere(info_.key);
        Row row;
        bool is_empty = true;
        for (std::uint32_t field = 0; field < info_.fields.size(); ++field) {
            const std::string link = mapping::link_of(info_, info_.fields[field]);
            is_empty = is_empty && !is_answered(items, link);
            row.push_back(answer(items, link, info_.fields[field].kind, field));
        }
        if (is_empty) return !has_answer_within(group);
        rows.push_back(std::move(row));
        return true;
    }

    [[nodiscard]] bool has_field(std::string_view link) const {
        return std::any_of(info_.fields.begin(), info_.fields.end(), [&](const FieldInfo& field) {
            return mapping::link_of(info_, field) == link;
        });
    }
    static bool has_item_below(Element item) {
        bool has = item["item"].first().exists();
        item["answer"].each([&](Element answer) { has = has || answer["item"].first().exists(); });
        return has;
    }
    /// At any depth.
    static bool has_answer_within(Element item) {
        bool has = item["answer"].first().exists();
        item["item"].each([&](Element inner) { has = has || has_answer_within(inner); });
        return has;
    }
    /// Of another version of the form, nobody expects that it is as this one.
    void stands_elsewhere(std::string_view link) {
        if (form_.reading != Reading::yes) return;
        problem(link, "unknown-item",
                "not all of it stands where the form asks it: the fields of a record in a group of "
                "their own");
    }

    Record& record_;
    FactId fact_;
    FactInfo info_;
    const GivenForm& form_;
};

}  // namespace

std::pair<Reading, std::string_view> reading_of_form(Record& record, const Resource& resource,
                                                     const std::vector<std::string>& also_counts) {
    if (!resource.is_readable) return {Reading::unread, "not to be read on"};
    const std::string_view status = resource.element["status"].text();
    const auto rows = mapping::row_of(RecordType::form).statuses;
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&](const auto& each) { return each.status == status; });
    if (row == rows.end()) {
        record.problems.error("unknown-status", std::string(resource.name) + ".status",
                              "R4 has no such status here",
                              "it was not read on: what it may be about stays open");
        return {Reading::unread, "a status that is not known"};
    }
    const bool counts =
        std::find(also_counts.begin(), also_counts.end(), status) != also_counts.end();
    return {counts ? Reading::yes : row->reading, record.memory.joined({"status ", status})};
}

void settle_form(Record& record, RecordEvidence& evidence) {
    if (evidence.reading != Reading::yes) return;
    if (evidence.value.kind == Value::Kind::none) {
        evidence.reading = Reading::may;
        evidence.add(record, ", without an answer that can be used");
    } else if (evidence.value.kind == Value::Kind::yes_no && !evidence.value.yes) {
        evidence.reading = Reading::no;
    }
}

bool is_not_known(const Element& answer) {
    const Element coding = answer["valueCoding"];
    return coding["system"].text() == mapping::absent_system &&
           coding["code"].text() == mapping::not_known_code;
}

void find_forms(Record& record) {
    for (const Resource& resource : record.of_type("QuestionnaireResponse")) {
        if (resource.is_left_out) continue;
        FormFinder(record, resource).find();
    }
}

void collect_form_answers(Record& record, FactId fact, std::vector<RecordEvidence>& evidence) {
    if (!record.tables.form.asks(fact.index)) return;
    for (const GivenForm& form : record.forms) {
        if (auto found = FormReader(record, fact, form).read()) {
            evidence.push_back(std::move(*found));
        }
    }
}

}  // namespace caveat::fhir
