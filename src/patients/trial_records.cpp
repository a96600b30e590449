// Lists of records that a rule can tell apart: the patient's with one thing changed, and such as
// are made of every kind of record. Entrance: `TrialMaker::lists`.

#include "explain/lazy_evaluation.hpp"
#include "explain/plain_forms.hpp"
#include "patients/trials.hpp"
#include "patients/written.hpp"

#include <algorithm>
#include <set>

namespace caveat::patients {

namespace {

using facts::Value;

/// Records that are put together field by field.
constexpr std::size_t most_records = 256;
/// Kinds of records, and lists made of them.
constexpr std::size_t most_kinds = 12;
constexpr std::size_t most_lists = 400;

bool is_group(const model::Node& node) {
    return std::holds_alternative<model::All>(node) || std::holds_alternative<model::Any>(node) ||
           std::holds_alternative<model::AtLeastOf>(node) ||
           std::holds_alternative<model::Not>(node) || std::holds_alternative<model::Gated>(node);
}

/// `first` of `count`: a list in which the answers between are left out evenly.
std::vector<Value> few_of(const Trials& trials, std::size_t most) {
    std::vector<Value> few;
    const std::size_t count = trials.answers.size();
    for (std::size_t i = 0; i < std::min(count, most); ++i) {
        few.push_back(trials.answers[i * count / std::min(count, most)].value);
    }
    return few;
}

}  // namespace

struct TrialMaker::Rows {
    std::size_t width = 0;  ///< fields of a record
    std::vector<Value> fields;
    [[nodiscard]] std::size_t count() const { return width == 0 ? 0 : fields.size() / width; }
    [[nodiscard]] const Value* row(std::size_t at) const { return fields.data() + at * width; }
    void add(const Value* row) { fields.insert(fields.end(), row, row + width); }
    [[nodiscard]] Trial list(std::string words) const {
        Trial trial;
        trial.value.given = facts::Given::answered;
        trial.value.record_count = static_cast<std::uint32_t>(count());
        trial.fields = fields;
        trial.replaced = Trial::all;
        trial.words = std::move(words);
        return trial;
    }
};

std::vector<Trials> TrialMaker::field_trials(std::uint32_t fact) const {
    const facts::Fact& list = rules_.catalogue[fact];
    std::vector<Trials> fields;
    for (std::uint32_t field = 0; field < list.fields.size(); ++field) {
        const facts::ValueType& type = list.fields[field].type;
        const AnswerUses& uses = uses_.of({fact, field});
        Trials trials = plain_trials(type, uses, {}, type.to_as_of || list.dated_by == field);
        const bool is_looked_at = uses.is_entangled || !uses.thresholds.empty() ||
                                  !uses.codes.empty() || !uses.days.empty() ||
                                  !uses.times.empty() || uses.is_counted ||
                                  type.kind == FactKind::yes_no;
        if (!is_looked_at && !trials.answers.empty()) {
            trials.answers = {trials.answers.back()};
            trials.is_complete = true;
        }
        fields.push_back(std::move(trials));
    }
    return fields;
}

/// One record of every kind that the tests inside `where` can tell apart.
TrialMaker::Rows TrialMaker::kinds_of_records(std::uint32_t fact, const std::vector<Trials>& fields,
                                              bool& is_complete) const {
    Rows all;
    all.width = fields.size();
    std::size_t product = 1;
    for (const Trials& field : fields) {
        is_complete = is_complete && field.is_complete;
        product =
            std::min(product * std::max<std::size_t>(field.answers.size(), 1), most_records + 1);
    }
    const std::size_t most_each = product <= most_records ? most_records : 3;
    is_complete = is_complete && product <= most_records;
    std::vector<std::vector<Value>> columns;
    std::size_t rows = 1;
    for (const Trials& field : fields) {
        columns.push_back(few_of(field, most_each));
        if (columns.back().empty()) columns.back().emplace_back();
        rows = std::min(rows * columns.back().size(), most_records);
    }
    for (std::size_t row = 0; row < rows; ++row) {
        std::size_t rest = row;
        for (const std::vector<Value>& column : columns) {
            all.fields.push_back(column[rest % column.size()]);
            rest /= column.size();
        }
    }
    // Their truths, test by test.
    facts::Profile only;
    only.clear(rules_.packing);
    only.as_of = profile_.as_of;
    only.put_records(fact, static_cast<std::uint32_t>(all.count()), true);
    for (std::uint32_t row = 0; row < all.count(); ++row) {
        for (std::uint32_t field = 0; field < all.width; ++field) {
            only.put(fact, row, field, all.row(row)[field]);
        }
    }
    explain::PlainForms forms(rules_);
    explain::LazyEvaluation known(rules_, forms);
    known.look_at(only, {}, {});
    known.evaluate_all();
    model::Evaluation evaluation = known.view().evaluation();
    const ListUses& uses = uses_.of_list(fact);
    Rows kinds;
    kinds.width = all.width;
    std::set<std::string> seen;
    for (std::uint32_t row = 0; row < all.count(); ++row) {
        std::string signature;
        for (const model::Where& where : uses.wheres) {
            if (where.body == model::none) continue;
            evaluation.membership(fact, where, row);
            for (model::ExprId id = where.first; id <= where.body; ++id) {
                const model::Expr& expr = rules_.tree[id];
                if (expr.kind != model::ValueKind::truth || is_group(expr.node)) continue;
                signature += static_cast<char>('0' + static_cast<int>(known.view().truth(id)));
            }
        }
        if (!seen.insert(signature).second) continue;
        if (kinds.count() == most_kinds) {
            is_complete = false;
            break;
        }
        kinds.add(all.row(row));
    }
    return kinds;
}

/// The patient's records with one removed, one added, or one field changed.
void TrialMaker::add_edits(std::uint32_t fact, const std::vector<Trials>& fields, const Rows& kinds,
                           Trials& found) const {
    const Value now = profile_.value(fact);
    if (now.given != facts::Given::answered) return;
    const facts::Fact& list = rules_.catalogue[fact];
    const std::size_t width = fields.size();
    const auto edited = [&](std::size_t at, std::size_t replaced, std::size_t count,
                            std::string words) -> Trial& {
        Trial& trial = found.answers.emplace_back();
        trial.value.given = facts::Given::answered;
        trial.value.record_count = static_cast<std::uint32_t>(count);
        // Where there may be more, there still may.
        trial.value.is_complete = now.is_complete;
        trial.at = at;
        trial.replaced = replaced;
        trial.words = std::move(words);
        return trial;
    };
    const auto with_field = [&](const Trial::Edit& edit) {
        const Value& value = fields[edit.field].answers[edit.answer].value;
        const facts::ValueType& type = list.fields[edit.field].type;
        Trial& trial = edited(edit.record * width + edit.field, 1, now.record_count,
                              edit_words(fact, edit, answer_words(type, value)));
        trial.fields = {value};
        trial.edit = edit;
    };
    if (!now.is_complete) {
        edited(0, 0, now.record_count, "were all that there are").value.is_complete = true;
    }
    bool is_full = false;
    for (std::uint32_t record = 0; record < now.record_count && !is_full; ++record) {
        for (std::uint32_t field = 0; field < width && !is_full; ++field) {
            const std::size_t answers = fields[field].answers.size();
            if (answers < 2) continue;
            is_full = found.answers.size() + answers > most_lists;  // all of a field, or none
            for (std::size_t answer = 0; answer < answers && !is_full; ++answer) {
                with_field({record, field, answer});
            }
        }
        is_full = is_full || found.answers.size() >= most_lists;
        if (is_full) break;
        edited(record * width, width, now.record_count - 1,
               "were without " + list.each + ' ' + std::to_string(record + 1));
    }
    for (std::size_t kind = 0; kind < kinds.count(); ++kind) {
        const Value* const row = kinds.row(kind);
        edited(now.record_count * width, 0, now.record_count + 1,
               "had one more " + list.each + record_words(fact, row))
            .fields.assign(row, row + width);
    }
}

/// Lists of so many records of each kind.
void TrialMaker::add_fresh(std::uint32_t fact, const Rows& kinds, Trials& found) const {
    const std::string& each = rules_.catalogue[fact].each;
    const auto most = static_cast<std::size_t>(uses_.of_list(fact).most_counted);
    std::size_t product = 1;
    for (std::size_t kind = 0; kind < kinds.count(); ++kind) {
        product = std::min(product * (most + 1), most_lists + 1);
    }
    const bool all = product <= most_lists;
    found.is_complete = found.is_complete && all;
    std::vector<std::size_t> counts(kinds.count(), 0);
    const auto add = [&] {
        Rows rows;
        rows.width = kinds.width;
        std::string words;
        for (std::size_t kind = 0; kind < counts.size(); ++kind) {
            for (std::size_t i = 0; i < counts[kind]; ++i) rows.add(kinds.row(kind));
            if (counts[kind] == 0) continue;
            words += words.empty() ? "were " : " and ";
            words +=
                std::to_string(counts[kind]) + " × " + each + record_words(fact, kinds.row(kind));
        }
        found.answers.push_back(rows.list(words.empty() ? "were none" : words));
    };
    if (!all) {
        add();
        constexpr std::size_t most_of_one = 20;
        for (std::size_t& count : counts) {
            for (count = 1; count <= std::min(most, most_of_one); ++count) add();
            count = 0;
        }
        return;
    }
    for (std::size_t i = 0; i < product; ++i) {
        std::size_t rest = i;
        for (std::size_t& count : counts) {
            count = rest % (most + 1);
            rest /= most + 1;
        }
        add();
    }
}

Trials TrialMaker::lists(std::uint32_t fact) const {
    Trials found;
    const std::vector<Trials> fields = field_trials(fact);
    found.is_complete = !uses_.of_list(fact).is_measured;
    const Rows kinds = kinds_of_records(fact, fields, found.is_complete);
    const bool is_complete = found.is_complete;
    add_edits(fact, fields, kinds, found);
    found.is_complete = is_complete;
    add_fresh(fact, kinds, found);
    return found;
}

std::string TrialMaker::edit_words(std::uint32_t fact, const Trial::Edit& edit,
                                   const std::string& answer) const {
    const facts::Fact& list = rules_.catalogue[fact];
    return "had " + list.fields[edit.field].name + ' ' + answer + " in " + list.each + ' ' +
           std::to_string(edit.record + 1);
}

std::string TrialMaker::record_words(std::uint32_t fact, const Value* fields) const {
    const facts::Fact& list = rules_.catalogue[fact];
    std::string words;
    for (std::uint32_t field = 0; field < list.fields.size(); ++field) {
        words += words.empty() ? " (" : ", ";
        words +=
            list.fields[field].name + ' ' + answer_words(list.fields[field].type, fields[field]);
    }
    return words.empty() ? words : words + ')';
}

}  // namespace caveat::patients
