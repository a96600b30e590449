// For every record batch and row, Arrow = JSON: the same report, problems and all, and columns that
// say what `screen` says. The answers of generated profiles are laid out as columns, as far as
// those can hold them; the same answers, as JSON, are what they are compared with.

#include <caveat/arrow.hpp>
#include <caveat/json.hpp>
#include <caveat/keys.hpp>

#include "engine.hpp"
#include "law.hpp"
#include "support/arrow_arrays.hpp"
#include "support/generator.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <chrono>
#include <map>
#include <string>
#include <vector>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(arrow_batches)

namespace {

constexpr int rule_sets = 250;
constexpr std::array<std::int64_t, 5> arrow_offsets{0, 1, 7, 64, 65};

/// One column while it grows: what was kept of each row, or nothing.
struct Grown {
    FactKind kind = FactKind::yes_no;
    std::uint64_t turn = 0;  ///< chooses the type
    ArrowShape shape;
    Optionals<bool> bools;
    Optionals<std::int64_t> integers;
    Optionals<std::string> texts;
    Optionals<std::int64_t> sizes;
    Optionals<std::string> items;
    int scale = 0;

    /// What a column of this type can hold of an answer: the rest is left out. Nothing: none of it.
    std::optional<caveat::Answer> add(const caveat::Answer& answer) {
        push();
        switch (kind) {
            case FactKind::yes_no:
                if (const auto* const yes = std::get_if<bool>(&answer.value)) {
                    bools.back() = *yes;
                    integers.back() = *yes ? 1 : 0;
                    return answer;
                }
                return std::nullopt;
            case FactKind::number:
                return number(answer);
            case FactKind::choice:
                if (const auto* const text = std::get_if<std::string>(&answer.value)) {
                    texts.back() = *text;
                    return answer;
                }
                return std::nullopt;
            case FactKind::choices: {
                const auto* const codes = std::get_if<caveat::Codes>(&answer.value);
                if (codes == nullptr || !codes->is_complete) return std::nullopt;
                sizes.back() = static_cast<std::int64_t>(codes->present.size());
                for (const std::string& code : codes->present) items.emplace_back(code);
                return answer;
            }
            case FactKind::date:
                return date(answer);
            case FactKind::records:
                break;
        }
        return std::nullopt;
    }
    void add_nothing() { push(); }

    [[nodiscard]] ArrowColumn finish(std::string name) const {
        constexpr std::array<const char*, 3> text_formats{"u", "U", "vu"};
        switch (kind) {
            case FactKind::yes_no:
                return turn % 2 == 0
                           ? bools_column(std::move(name), bools, shape)
                           : numbers_column<std::int64_t>(std::move(name), "l", integers, shape);
            case FactKind::number:
                if (turn % 2 == 0) {
                    return decimals_column(std::move(name), "d:38," + std::to_string(scale), 16,
                                           integers, shape);
                }
                return decimals_column(std::move(name), "d:18," + std::to_string(scale) + ",64", 8,
                                       integers, shape);
            case FactKind::choice:
                if (turn % 2 == 0) {
                    return dictionary_column(std::move(name), turn % 4 == 0 ? "i" : "S", texts,
                                             shape, turn % 7 * 20);
                }
                return texts_column(std::move(name), text_formats[turn % 3], texts, shape);
            case FactKind::choices:
                return lists_column(std::move(name), turn % 2 == 0 ? "+l" : "+vL", sizes,
                                    texts_column("item", text_formats[turn % 3], items), shape);
            case FactKind::date:
            case FactKind::records:
                break;
        }
        if (turn % 2 == 0)
            return texts_column(std::move(name), text_formats[turn % 3], texts, shape);
        return numbers_column<std::int32_t>(std::move(name), "tdD", days(), shape);
    }

  private:
    void push() {
        bools.emplace_back();
        integers.emplace_back();
        texts.emplace_back();
        sizes.emplace_back();
    }
    std::optional<caveat::Answer> number(const caveat::Answer& answer) {
        const auto* const decimal = std::get_if<Decimal>(&answer.value);
        if (decimal == nullptr || decimal->scale > scale) return std::nullopt;
        std::int64_t steps = decimal->coefficient;
        for (int i = decimal->scale; i < scale; ++i) {
            constexpr std::int64_t most = 10'000'000'000'000'000;
            if (steps > most || steps < -most) return std::nullopt;
            steps *= 10;
        }
        integers.back() = steps;
        return answer;
    }
    std::optional<caveat::Answer> date(const caveat::Answer& answer) {
        const auto* const day = std::get_if<Date>(&answer.value);
        const auto* const text = std::get_if<std::string>(&answer.value);
        if (turn % 2 == 0) {
            if (day != nullptr) texts.back() = day->to_text();
            if (text != nullptr) texts.back() = *text;
            return texts.back() ? std::optional(answer) : std::nullopt;
        }
        if (day == nullptr || !day->is_full() || !day->is_valid()) return std::nullopt;
        texts.back() = day->to_text();
        return answer;
    }
    [[nodiscard]] Optionals<std::int32_t> days() const {
        Optionals<std::int32_t> found;
        for (const auto& text : texts) {
            if (!text) {
                found.emplace_back();
                continue;
            }
            const std::chrono::year_month_day day{
                std::chrono::year(std::stoi(text->substr(0, 4))),
                std::chrono::month(static_cast<unsigned>(std::stoi(text->substr(5, 2)))),
                std::chrono::day(static_cast<unsigned>(std::stoi(text->substr(8, 2))))};
            found.emplace_back(
                static_cast<std::int32_t>(std::chrono::sys_days(day).time_since_epoch().count()));
        }
        return found;
    }
};

/// Generated patients, laid out.
class LaidOut {
  public:
    LaidOut(const RuleSet& rules, std::uint64_t seed) : rules_(rules), seed_(seed) {}

    void add(const Profile& profile, const std::string& patient) {
        ProfileBuilder builder(rules_);
        builder.patient(patient);
        patients_.emplace_back(patient);
        days_.emplace_back();
        if (const auto day = profile.as_of()) {
            builder.as_of(*day);
            days_.back() = day->to_text();
        }
        std::vector<FactId> not_known;
        for (const FactId fact : rules_.facts()) {
            const caveat::Answer answer = profile.answer(fact);
            if (std::holds_alternative<caveat::NotKnown>(answer.value)) not_known.push_back(fact);
            const auto kept = rules_.fact(fact).kind == FactKind::records ? records(fact, answer)
                                                                          : grown(fact).add(answer);
            if (kept) builder.set(fact, *kept);
        }
        not_known_sizes_.emplace_back(static_cast<std::int64_t>(not_known.size()));
        for (const FactId fact : not_known) {
            builder.set(fact, caveat::NotKnown{});
            not_known_.emplace_back(std::string(rules_.fact(fact).key));
        }
        expected_.push_back(write_profile(builder.build()));
    }

    [[nodiscard]] ArrowColumn batch() {
        std::vector<ArrowColumn> columns;
        columns.push_back(texts_column("patient", "u", patients_));
        columns.push_back(texts_column("as_of", "U", days_));
        for (const FactId fact : rules_.facts()) {
            const FactInfo& info = rules_.fact(fact);
            if (info.kind != FactKind::records) {
                columns.push_back(grown(fact).finish(std::string(info.key)));
                continue;
            }
            Lists& list = lists_[fact];
            list.sizes.resize(expected_.size());
            std::vector<ArrowColumn> fields;
            for (std::uint32_t i = 0; i < info.fields.size(); ++i) {
                fields.push_back(list.fields[i].finish(std::string(info.fields[i].key)));
            }
            const std::vector<bool> present(list.records, true);
            constexpr std::array<const char*, 4> formats{"+l", "+L", "+vl", "+vL"};
            columns.push_back(lists_column(std::string(info.key), formats[seed_ % 4], list.sizes,
                                           struct_column("item", std::move(fields), present),
                                           shape_of(fact.index)));
        }
        columns.push_back(lists_column("not_known", "+l", not_known_sizes_,
                                       texts_column("item", "u", not_known_)));
        return record_batch(std::move(columns), static_cast<std::int64_t>(expected_.size()));
    }
    /// The same row as JSON.
    [[nodiscard]] const std::string& json(std::size_t row) const { return expected_[row]; }

  private:
    struct Lists {
        Optionals<std::int64_t> sizes;
        std::vector<Grown> fields;
        std::size_t records = 0;
    };

    [[nodiscard]] ArrowShape shape_of(std::uint32_t index) const {
        ArrowShape shape;
        const std::uint64_t turn = seed_ + index;
        shape.offset = arrow_offsets[turn % arrow_offsets.size()];
        shape.child_offset = arrow_offsets[turn / 5 % arrow_offsets.size()];
        shape.alignment = turn % 3 == 0 ? 64 : turn % 3 == 1 ? 8 : 1;
        shape.has_validity = turn % 2 == 0;
        shape.counts_nulls = turn % 4 < 2;
        return shape;
    }
    [[nodiscard]] Grown begun(FactKind kind, const NumberLimits& limits,
                              std::uint32_t index) const {
        Grown made;
        made.kind = kind;
        made.turn = seed_ / 3 + index;
        made.shape = shape_of(index);
        made.scale = limits.is_whole ? 0 : static_cast<int>(seed_ % 5);
        return made;
    }
    Grown& grown(FactId fact) {
        const auto found = grown_.find(fact);
        if (found != grown_.end()) return found->second;
        const FactInfo& info = rules_.fact(fact);
        return grown_.emplace(fact, begun(info.kind, info.limits, fact.index)).first->second;
    }

    std::optional<caveat::Answer> records(FactId fact, const caveat::Answer& answer) {
        const FactInfo& info = rules_.fact(fact);
        Lists& list = lists_[fact];
        if (list.fields.empty()) {
            for (std::uint32_t i = 0; i < info.fields.size(); ++i) {
                list.fields.push_back(begun(info.fields[i].kind, info.fields[i].limits, i));
                // Short lists of records lie in the batch of all of them.
                list.fields.back().shape = {};
            }
        }
        list.sizes.emplace_back();
        const auto* const given = std::get_if<caveat::Records>(&answer.value);
        if (given == nullptr || !given->is_complete) return std::nullopt;
        list.sizes.back() = static_cast<std::int64_t>(given->list.size());
        caveat::Records kept;
        for (const caveat::Record& record : given->list) {
            ++list.records;
            caveat::Record& left = kept.list.emplace_back();
            for (std::uint32_t i = 0; i < info.fields.size(); ++i) {
                const caveat::Answer* said = nullptr;
                for (const auto& [name, value] : record.fields) {
                    const auto place = rules_.find_place(std::string(info.key) + "[0]." + name);
                    if (place && place->field == i) said = &value;
                }
                if (said == nullptr) {
                    list.fields[i].add_nothing();
                } else if (const auto one = list.fields[i].add(*said)) {
                    left.fields.emplace_back(info.fields[i].key, *one);
                }
            }
        }
        return caveat::Answer(std::move(kept));
    }

    RuleSet rules_;
    std::uint64_t seed_;
    std::map<FactId, Grown> grown_;
    std::map<FactId, Lists> lists_;
    Optionals<std::string> patients_;
    Optionals<std::string> days_;
    Optionals<std::int64_t> not_known_sizes_;
    Optionals<std::string> not_known_;
    std::vector<std::string> expected_;
};

std::string quoted_key(std::string_view key) {
    return '"' + std::string(key) + '"';
}

std::string same_as_json(std::uint64_t seed) {
    const GeneratedRuleSet generated = generate_rules(seed, {.contradictions = seed % 3 == 0});
    Engine engine(generated, seed);
    if (!engine.is_loaded()) return "does not load\n" + engine.text();
    const RuleSet& rules = engine.rules();
    LaidOut laid_out(rules, seed);
    ProfileOptions profiles;
    profiles.percent_wrong = 10;
    const std::size_t rows = seed % 3 == 0 ? 130 : 40;
    for (std::size_t row = 0; row < rows; ++row) {
        const GeneratedProfile profile =
            generate_profile(generated, seed * 500 + row % 50, profiles);
        laid_out.add(read_profile(rules, engine.json(profile)), "p" + std::to_string(row));
    }
    const ArrowColumn batch = laid_out.batch();
    ArrowOptions options;
    options.rules = ArrowRules::columns;
    options.report = ArrowReport::all;
    options.respondents = {.patient = true, .clinician = seed % 4 != 0};
    const ReadSchema schema(batch);
    ArrowBound bound = ArrowBinding::bind(rules, schema.schema, options);
    if (!bound.binding) {
        const bool needs_day = bound.diagnostics.front().code == "no-as-of";
        return needs_day ? "" : "does not bind: " + render(bound.diagnostics.front(), {});
    }
    const ReadArray in(batch);
    ReadArray out;
    const std::int64_t first = static_cast<std::int64_t>(seed % 3);
    const auto failure =
        bound.binding->screen(in.array, first, static_cast<std::int64_t>(rows) - first, out.array);
    if (failure) return "refused: " + failure->message;
    ReadSchema given;
    bound.binding->schema(given.schema);
    for (std::int64_t at = 0; at < out.array.length; ++at) {
        const auto row = static_cast<std::size_t>(first + at);
        const Profile profile = read_profile(rules, laid_out.json(row));
        const Screening alone = screen(profile, options.respondents);
        const auto value = [&](const char* column) {
            return arrow_value(given.schema, out.array, column, at);
        };
        std::string report = write_report(alone, {}, false);
        report.pop_back();
        std::int64_t errors = 0;
        std::int64_t warnings = 0;
        for (const Diagnostic& each : alone.problems()) {
            errors += each.severity == Severity::error ? 1 : 0;
            warnings += each.severity == Severity::warning ? 1 : 0;
        }
        std::string statuses = "{";
        for (const RuleId rule : rules.rules()) {
            statuses += (rule.index == 0 ? "" : ",") + quoted_key(rules.rule(rule).id) + ':' +
                        quoted_key(key(alone.status(rule)));
        }
        const std::array<std::pair<std::string, std::string>, 8> pairs{
            {{value("report"), '"' + report + '"'},
             {value("verdict"), quoted_key(key(alone.verdict()))},
             {value("at_least"), quoted_key(key(alone.at_least()))},
             {value("at_most"), quoted_key(key(alone.at_most()))},
             {value("complete"), alone.complete() ? "true" : "false"},
             {value("problems"), std::to_string(errors)},
             {value("warnings"), std::to_string(warnings)},
             {value("rules"), statuses + '}'}}};
        for (const auto& [found, expected] : pairs) {
            if (found == expected) continue;
            return "row " + std::to_string(row) + "\nexpected " + expected + "\nfound    " + found +
                   "\n" + engine.text() + "\n" + laid_out.json(row);
        }
    }
    return "";
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_record_batch_says_what_json_says) {
    hold(rule_sets, [](std::uint64_t seed) { return same_as_json(seed); });
    BOOST_TEST((arrow_live() == ArrowLive{}));
}

BOOST_AUTO_TEST_SUITE_END()
