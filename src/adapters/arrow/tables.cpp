// What a rule set declares, as tables. Entrance: arrow_table.

#include <caveat/keys.hpp>

#include "adapters/arrow/words.hpp"

#include <cerrno>
#include <new>
#include <utility>

namespace caveat {

namespace arrow {

namespace {

/// Columns of texts and numbers, put together side by side.
class Table {
  public:
    explicit Table(std::vector<std::string> names) : names_(std::move(names)) {
        texts_.resize(names_.size());
    }

    void row(std::initializer_list<std::string_view> texts) {
        std::size_t at = 0;
        for (const std::string_view text : texts) texts_[at++].add(text);
        ++rows_;
    }
    /// A column of its own, behind the texts.
    void add(Field field, OwnedArray array) {
        more_fields_.push_back(std::move(field));
        more_.push_back(std::move(array));
    }

    void finish(Field& schema, OwnedArray& array) {
        std::vector<Field> fields;
        std::vector<OwnedArray> columns;
        for (std::size_t i = 0; i < names_.size(); ++i) {
            fields.push_back(text_field(names_[i]));
            columns.push_back(texts_[i].finish());
        }
        for (std::size_t i = 0; i < more_.size(); ++i) {
            fields.push_back(std::move(more_fields_[i]));
            columns.push_back(std::move(more_[i]));
        }
        schema = struct_field("", std::move(fields));
        array = struct_array(rows_, std::move(columns));
    }

  private:
    std::vector<std::string> names_;
    std::vector<TextColumn> texts_;
    std::vector<Field> more_fields_;
    std::vector<OwnedArray> more_;
    std::size_t rows_ = 0;
};

Table rules_table(const RuleSet& rules) {
    Table table({"id", "strictest", "if_unknown", "sentence", "because"});
    std::vector<std::int32_t> lines;
    std::vector<std::int32_t> ends{0};
    TextColumn sources;
    for (const RuleId id : rules.rules()) {
        const RuleInfo& rule = rules.rule(id);
        table.row(
            {rule.id, key(rule.strictest), key(rule.if_unknown), rule.sentence, rule.because});
        lines.push_back(static_cast<std::int32_t>(rule.line));
        for (const std::string& source : rule.sources) sources.add(source);
        ends.push_back(ends.back() + static_cast<std::int32_t>(rule.sources.size()));
    }
    table.add(plain_field("line", "i"), numbers_array(lines));
    table.add(list_field("sources", text_field("item")), list_array(ends, sources.finish()));
    return table;
}

Table outcomes_table(const RuleSet& rules) {
    Table table({"id", "outcome", "verb", "name", "say"});
    std::vector<std::int32_t> ends{0};
    TextColumn names;
    TextColumn values;
    std::size_t count = 0;
    for (const OutcomeId id : rules.outcomes()) {
        const OutcomeInfo& outcome = rules.outcome(id);
        table.row({outcome_id(outcome), outcome.id, key(outcome.verb), outcome.name, outcome.say});
        for (const OutcomeArgument& each : outcome.arguments) {
            names.add(each.name);
            values.add(each.value.to_text());
            ++count;
        }
        ends.push_back(static_cast<std::int32_t>(count));
    }
    std::vector<Field> fields;
    fields.push_back(text_field("name"));
    fields.push_back(text_field("value"));
    std::vector<OwnedArray> parts;
    parts.push_back(names.finish());
    parts.push_back(values.finish());
    table.add(list_field("arguments", struct_field("item", std::move(fields))),
              list_array(ends, struct_array(count, std::move(parts))));
    return table;
}

Table facts_table(const RuleSet& rules) {
    Table table({"key", "name", "kind", "unit", "ask", "whom"});
    for (const FactId id : rules.facts()) {
        const FactInfo& fact = rules.fact(id);
        table.row({fact.key, fact.name, key(fact.kind), fact.unit, fact.ask, key(fact.whom)});
    }
    return table;
}

/// Of facts, and of the fields of their records.
Table codes_table(const RuleSet& rules) {
    Table table({"fact", "field", "code", "label"});
    for (const FactId id : rules.facts()) {
        const FactInfo& fact = rules.fact(id);
        for (std::size_t i = 0; i < fact.codes.size(); ++i) {
            table.row({fact.key, "", fact.codes[i], fact.labels[i]});
        }
        for (const FieldInfo& field : fact.fields) {
            for (std::size_t i = 0; i < field.codes.size(); ++i) {
                table.row({fact.key, field.key, field.codes[i], field.labels[i]});
            }
        }
    }
    return table;
}

Table sources_table(const RuleSet& rules) {
    Table table({"id", "title", "author", "says"});
    for (const SourceId id : rules.sources()) {
        const SourceInfo& source = rules.source(id);
        table.row({source.id, source.title, source.author, source.says});
    }
    return table;
}

Table table_of(const RuleSet& rules, ArrowTable which) {
    switch (which) {
        case ArrowTable::rules:
            return rules_table(rules);
        case ArrowTable::outcomes:
            return outcomes_table(rules);
        case ArrowTable::facts:
            return facts_table(rules);
        case ArrowTable::codes:
            return codes_table(rules);
        case ArrowTable::sources:
            break;
    }
    return sources_table(rules);
}

/// A stream of one batch.
struct OneBatch {
    Field schema;
    OwnedArray array;
};

OneBatch& one_batch(ArrowArrayStream* stream) {
    return *static_cast<OneBatch*>(stream->private_data);
}

int table_schema(ArrowArrayStream* stream, ArrowSchema* out) noexcept {
    try {
        write_schema(one_batch(stream).schema, *out);
        return 0;
    } catch (...) {
        return ENOMEM;
    }
}

int table_next(ArrowArrayStream* stream, ArrowArray* out) noexcept {
    *out = one_batch(stream).array.hand_over();
    return 0;
}

const char* table_error(ArrowArrayStream*) noexcept {
    return nullptr;
}

void release_table(ArrowArrayStream* stream) noexcept {
    delete &one_batch(stream);
    stream->release = nullptr;
}

}  // namespace

}  // namespace arrow

void arrow_table(const RuleSet& rules, ArrowTable which, ArrowArrayStream* out) {
    auto batch = std::make_unique<arrow::OneBatch>();
    arrow::table_of(rules, which).finish(batch->schema, batch->array);
    *out = {arrow::table_schema, arrow::table_next, arrow::table_error, arrow::release_table,
            batch.release()};
}

}  // namespace caveat
