// Drafts and checked values become answers by names and keys. Entrances: named_answers, answer_of.

#include "facts/answer_back.hpp"
#include "patients/written.hpp"
#include "values/dates.hpp"

namespace caveat::patients {

namespace {

/// The codes of a set in order of the file, each as `member` has it: its name or its key.
std::vector<std::string> codes_of(const facts::ValueType& type, const facts::CodeSet& set,
                                  std::string facts::Code::* member) {
    std::vector<std::string> codes;
    for (std::size_t code = 0; code < type.codes.size(); ++code) {
        if (set.contains(code)) codes.push_back(type.codes[code].*member);
    }
    return codes;
}

Answer named(const facts::ValueType& type, const DraftAnswer& draft) {
    switch (type.kind) {
        case FactKind::yes_no:
            return draft.is_yes;
        case FactKind::number:
            return Quantity{draft.number, type.unit ? type.unit->symbol : std::string()};
        case FactKind::choice:
            return type.codes[draft.code].name;
        case FactKind::choices:
            return Codes{codes_of(type, draft.present, &facts::Code::name),
                         codes_of(type, draft.absent, &facts::Code::name), draft.is_complete};
        case FactKind::date:
            return values::date_of(draft.day);
        case FactKind::records:
            break;
    }
    return {};
}

Records named_records(const facts::Fact& fact, const DraftAnswer& draft) {
    Records records;
    records.is_complete = draft.is_complete;
    for (const std::vector<DraftAnswer>& fields : draft.records) {
        Record& record = records.list.emplace_back();
        for (std::size_t field = 0; field < fields.size(); ++field) {
            if (!fields[field].is_given) continue;
            record.fields.emplace_back(fact.fields[field].name,
                                       named(fact.fields[field].type, fields[field]));
        }
    }
    return records;
}

}  // namespace

std::vector<KeyedAnswer> named_answers(const facts::Catalogue& catalogue, const Draft& draft) {
    std::vector<KeyedAnswer> answers;
    for (std::uint32_t i = 0; i < draft.size(); ++i) {
        if (!draft[i].is_given) continue;
        const facts::Fact& fact = catalogue[i];
        answers.emplace_back(fact.name, fact.type.kind == FactKind::records
                                            ? Answer(named_records(fact, draft[i]))
                                            : named(fact.type, draft[i]));
    }
    return answers;
}

std::optional<Answer> answer_of(const facts::ValueType& type, const facts::Value& value) {
    if (type.kind != FactKind::choices || value.is_complete) return facts::answer_of(value, type);
    return Codes{codes_of(type, value.present, &facts::Code::key),
                 codes_of(type, value.absent, &facts::Code::key), false};
}

}  // namespace caveat::patients
