// Answers to forms of others, by the mapping. Entrance: read_foreign_form.

#include "adapters/fhir/answering.hpp"

#include <algorithm>
#include <tuple>

namespace caveat::fhir {

namespace {

struct Canonical {
    std::string_view url;
    std::string_view version;  ///< empty: any
};

Canonical canonical_of(std::string_view text) {
    const std::size_t bar = std::min(text.find('|'), text.size());
    return {text.substr(0, bar), text.substr(std::min(bar + 1, text.size()))};
}

class ForeignFormReader {
  public:
    ForeignFormReader(Record& record, FactId fact, const FactSource& source,
                      const Resource& resource)
        : record_(record),
          fact_(fact),
          info_(record.tables.rules.fact(fact)),
          source_(source),
          resource_(resource),
          path_(std::string(resource.name) + ".item[" + source.item + "]") {}

    std::optional<RecordEvidence> read() {
        const Canonical wanted = canonical_of(source_.questionnaire);
        const Canonical given = canonical_of(resource_.element["questionnaire"].text());
        if (resource_.is_void) return std::nullopt;
        // Which form it answers is not known where it does not say, or is not to be read on.
        const bool is_named = !given.url.empty();
        if (is_named && given.url != wanted.url && resource_.is_readable) return std::nullopt;
        RecordEvidence evidence;
        evidence.resource = &resource_;
        evidence.source = &source_;
        evidence.when = date_of_evidence(RecordType::form, resource_);
        std::tie(evidence.reading, evidence.row) =
            reading_of_form(record_, resource_, source_.also_counts);
        const bool is_another = !wanted.version.empty() && wanted.version != given.version;
        if ((is_another || !is_named) && evidence.reading == Reading::yes) {
            evidence.reading = Reading::may;
            evidence.row = is_named ? "another version of the form" : which_form_is_not_said;
        }
        if (evidence.reading != Reading::unread) {
            look_at(resource_.element["item"]);
            if (answers_.empty()) return std::nullopt;
            evidence.value = value();
        }
        look_at_window(record_, evidence);
        settle_form(record_, evidence);
        return evidence;
    }

  private:
    /// Items at any depth, below answers too.
    void look_at(Element items) {
        items.each([&](Element item) {
            const bool is_it = item["linkId"].text() == source_.item;
            if (is_it && item["answer"].first().exists()) ++answered_;
            item["answer"].each([&](Element answer) {
                if (is_it) answers_.push_back(answer);
                look_at(answer["item"]);
            });
            look_at(item["item"]);
        });
    }

    Value unusable(std::string message) {
        record_.problems.error("unusable-value", path_, std::move(message),
                               "it counts as not answered");
        return {};
    }

    Value value() {
        if (answered_ > 1) return unusable("it is answered twice");
        if (std::any_of(answers_.begin(), answers_.end(), is_not_known)) {
            if (answers_.size() > 1) return unusable("it is answered, and said not to be known");
            Value value;
            value.kind = Value::Kind::not_known;
            return value;
        }
        if (info_.kind == FactKind::choices) return chosen();
        if (answers_.size() > 1) return unusable("it has more than one answer");
        return one(answers_.front());
    }

    Value one(Element answer) {
        return read_value(
            record_, answer,
            {{record_.tables, fact_.index, {}}, source_.answers, source_.units, info_.kind, path_});
    }

    /// What was chosen; whether the others could have been, nobody knows.
    Value chosen() {
        Value value;
        value.kind = Value::Kind::codes;
        for (const Element& each : answers_) {
            const Value code = one(each);
            if (code.kind != Value::Kind::codes) return {};
            value.codes.insert(value.codes.end(), code.codes.begin(), code.codes.end());
        }
        std::sort(value.codes.begin(), value.codes.end());
        value.codes.erase(std::unique(value.codes.begin(), value.codes.end()), value.codes.end());
        return value;
    }

    Record& record_;
    FactId fact_;
    FactInfo info_;
    const FactSource& source_;
    const Resource& resource_;
    std::string path_;
    std::vector<Element> answers_;
    int answered_ = 0;
};

}  // namespace

std::optional<RecordEvidence> read_foreign_form(Record& record, FactId fact,
                                                const FactSource& source,
                                                const Resource& resource) {
    return ForeignFormReader(record, fact, source, resource).read();
}

}  // namespace caveat::fhir
