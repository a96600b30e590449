// Weighs what the sources of a fact read. Entrances: answer_of, newest_of.

#include "adapters/fhir/answering.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace caveat::fhir {

namespace {

std::string dated_name(const RecordEvidence& evidence) {
    std::string words = "`" + std::string(evidence.resource->name) + "`";
    if (evidence.when) words += " (" + std::string(evidence.when->text) + ")";
    return words;
}

class Answering {
  public:
    Answering(Record& record, FactId fact)
        : record_(record),
          fact_(fact),
          info_(record.tables.rules.fact(fact)),
          sources_(record.tables.facts[fact.index].sources),
          path_("facts." + std::string(info_.key)) {}

    FactAnswer answer() {
        answer_.evidence = collect_evidence(record_, fact_);
        collect_form_answers(record_, fact_, answer_.evidence);
        sort_into_groups();
        switch (info_.kind) {
            case FactKind::choices:
                weigh_choices();
                break;
            case FactKind::records:
                list_records();
                break;
            default:
                weigh_value();
        }
        return std::move(answer_);
    }

  private:
    /// Dated answers count by the newest; everything else as it stands.
    void sort_into_groups() {
        for (RecordEvidence& each : answer_.evidence) {
            const bool is_dated = counts_by_date(*each.source);
            if (is_dated && each.reading != Reading::nothing) {
                dated_.push_back(&each);
            } else if (each.reading != Reading::nothing) {
                standing_.push_back(&each);
            }
        }
        if (dated_.empty()) return;
        newest_ = newest_of(record_, dated_, path_);
        const auto query = newest_.is_open ? std::nullopt : query_of_a_newer_one();
        if (query) {
            newest_ = {{}, true};
            record_.problems.warning(
                "incomplete-delivery", path_,
                "its newest answer is not known: the query `" + *query +
                    "` may have a newer one, and was not delivered whole",
                "deliver all its pages, `null` where nothing was found; or write the query so that "
                "the newest comes first (`_sort=-date`, of forms `_sort=-authored`)");
        }
        if (newest_.is_open) return;
        for (RecordEvidence* each : dated_) each->is_used = each->value == newest_.value;
    }

    /// The key of a query that may have brought a newer answer, and was not looked at to its end.
    [[nodiscard]] std::optional<std::string> query_of_a_newer_one() const {
        const mapping::Tables& tables = record_.tables;
        for (std::uint32_t q = 0; q < tables.queries.size(); ++q) {
            const auto reads = [&](const FactSource& source) {
                return counts_by_date(source) && tables.asks(source, q);
            };
            if (record_.has_newest(q)) continue;
            if (std::any_of(sources_.begin(), sources_.end(), reads) ||
                (tables.form.asks(fact_.index) && reads(tables.own_form))) {
                return tables.queries[q].key;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] bool counts_by_date(const FactSource& source) const {
        if (source.from == RecordType::form) return true;
        return info_.kind != FactKind::records &&
               (source.from == RecordType::observation || source.take == Take::date);
    }

    template <class Holds>
    [[nodiscard]] bool all_asked(const FactSource& source, Holds holds) const {
        for (std::uint32_t q = 0; q < record_.tables.queries.size(); ++q) {
            if (record_.tables.asks(source, q) && !holds(q)) return false;
        }
        return true;
    }

    [[nodiscard]] std::size_t count(Reading reading) const {
        return static_cast<std::size_t>(
            std::count_if(standing_.begin(), standing_.end(),
                          [&](const RecordEvidence* each) { return each->reading == reading; }));
    }

    /// Whether absence from every list is a statement.
    [[nodiscard]] bool is_closed_and_complete() const {
        return !sources_.empty() &&
               std::all_of(sources_.begin(), sources_.end(), [&](const FactSource& source) {
                   const bool is_list = source.from != RecordType::patient &&
                                        source.from != RecordType::observation &&
                                        source.from != RecordType::form &&
                                        !mapping::row_of(source.from).is_from_context;
                   bool is_closed = false;
                   const bool is_whole = all_asked(source, [&](std::uint32_t q) {
                       is_closed = is_closed || !record_.tables.queries[q].closed.empty();
                       return record_.is_complete(q);
                   });
                   return is_list && is_closed && is_whole;
               });
    }

    const RecordEvidence* first(Reading reading, std::size_t skip = 0) const {
        for (const std::vector<RecordEvidence*>* group : {&standing_, &dated_}) {
            for (const RecordEvidence* each : *group) {
                const bool counts =
                    each->reading == reading && (group == &standing_ || each->is_used);
                if (counts && skip-- == 0) return each;
            }
        }
        return nullptr;
    }

    void weigh_value() {
        const bool is_counted = std::any_of(sources_.begin(), sources_.end(), [](const auto& each) {
            return each.take == Take::count;
        });
        if (is_counted) return count_events();
        const bool newest_yes = newest_.value.kind != Value::Kind::none &&
                                newest_.value.kind != Value::Kind::not_known &&
                                !is_no(newest_.value);
        const std::size_t yes = count(Reading::yes) + (newest_yes ? 1 : 0);
        const std::size_t no = count(Reading::no) + (is_no(newest_.value) ? 1 : 0);
        const std::size_t may = count(Reading::may) + (newest_.is_open ? 1 : 0);
        const std::size_t unread = count(Reading::unread);
        if (yes != 0 && no != 0) return disagree();
        if (no != 0 && may != 0) return doubt();
        const bool is_yes_no = info_.kind == FactKind::yes_no;
        if (is_yes_no && (yes != 0 || no != 0)) {
            answer_.value = yes_value(yes != 0);
            return mark_used();
        }
        if (yes != 0) return agree(may != 0);
        if (may != 0 || unread != 0) return;
        if (is_yes_no && is_closed_and_complete()) {
            answer_.value = yes_value(false);
        } else if (newest_.value.kind == Value::Kind::not_known) {
            answer_.value = newest_.value;
        }
    }

    static bool is_no(const Value& value) {
        return value.kind == Value::Kind::yes_no && !value.yes;
    }

    void mark_used() {
        for (RecordEvidence* each : standing_) {
            each->is_used = each->reading == (is_no(answer_.value) ? Reading::no : Reading::yes);
        }
    }

    void disagree() {
        const RecordEvidence* const yes = first(Reading::yes);
        const RecordEvidence* const no = first(Reading::no);
        std::string message = "its sources disagree";
        if (yes != nullptr && no != nullptr) {
            message = dated_name(*yes) + " says yes, and " + dated_name(*no) + " says no";
        }
        record_.problems.error("sources-disagree", path_, std::move(message),
                               "it counts as not answered until the record is put right");
    }

    void doubt() {
        record_.problems.error("in-doubt", path_,
                               "it is denied in one place, and held possible in another",
                               "it counts as not answered until the record is put right");
    }

    /// Values of several must agree, and what may be so leaves them open.
    void agree(bool has_may) {
        std::vector<Value> values;
        for (const RecordEvidence* each : standing_) {
            if (each->reading == Reading::yes) values.push_back(each->value);
        }
        if (newest_.value.kind != Value::Kind::none &&
            newest_.value.kind != Value::Kind::not_known) {
            values.push_back(newest_.value);
        }
        const bool is_one = std::all_of(values.begin(), values.end(),
                                        [&](const Value& each) { return each == values.front(); });
        if (is_one && !has_may) {
            answer_.value = values.front();
            return mark_used();
        }
        if (newest_.is_open && is_one) return;
        record_.problems.error("several-values", path_,
                               is_one ? "something that may be about it leaves its value open"
                                      : "several resources give it different values",
                               "it counts as not answered");
    }

    /// Those that are no part of another one that counts.
    std::vector<Event> events() {
        Wholes wholes = wholes_of(record_, standing_);
        is_circular_ = wholes.is_circular;
        if (is_circular_) {
            record_.problems.warning("contradicts-itself", path_, "some are parts of each other",
                                     "how many they are stays open");
        }
        return std::move(wholes.events);
    }

    static void use(const std::vector<Event>& events) {
        for (const Event& event : events) {
            for (RecordEvidence* each : event) each->is_used = true;
        }
    }

    [[nodiscard]] bool is_list_whole() const {
        return is_closed_and_complete() && !is_circular_ && count(Reading::may) == 0 &&
               count(Reading::unread) == 0;
    }

    /// As a whole list has it; else as a form does.
    void count_events() {
        // A number that is taken from something else is no event.
        const bool is_mixed =
            std::any_of(standing_.begin(), standing_.end(), [](const RecordEvidence* each) {
                return each->reading == Reading::yes && each->source->take != Take::count;
            });
        if (is_mixed) {
            record_.problems.error("several-values", path_,
                                   "one source counts events, and another gives a number",
                                   "it counts as not answered");
            return;
        }
        const std::vector<Event> counted = events();
        const auto number = mapping::measured({record_.tables, fact_.index, {}},
                                              std::to_string(counted.size()), {}, {});
        const bool is_told = newest_.value.kind == Value::Kind::number;
        if (!is_list_whole() || !number) {
            if (is_told) answer_.value = newest_.value;
            return;
        }
        if (newest_.is_open) return;
        answer_.value.kind = Value::Kind::number;
        answer_.value.number = *number;
        if (is_told && !(answer_.value == newest_.value)) {
            answer_.value = {};
            record_.problems.error("several-values", path_,
                                   "the record counts others than a form says",
                                   "it counts as not answered");
            return;
        }
        use(counted);
    }

    void list_records() {
        const std::vector<Event> counted = events();
        use(counted);
        answer_.rows = read_rows(record_, fact_, counted);
        const bool is_told = newest_.value.kind == Value::Kind::rows;
        if (counted.empty() && is_told) {
            answer_.rows = newest_.value.rows;
            answer_.is_list_complete =
                newest_.value.is_whole && count(Reading::may) == 0 && count(Reading::unread) == 0;
            return;
        }
        answer_.is_list_complete = is_list_whole() && !newest_.is_open;
        if (!is_told) return;
        // Which of them are the same, nobody can tell: counted twice they would be too many.
        if (newest_.value.rows.size() != counted.size()) answer_.is_list_complete = false;
        for (RecordEvidence* each : dated_) each->is_used = false;
        record_.problems.warning("several-values", path_,
                                 "the record lists some, and so does a form",
                                 "those of the record are used");
    }

    /// Each code by itself: said to be so, said not to be so, or left open.
    void weigh_choices() {
        std::set<std::uint32_t> yes(newest_.value.codes.begin(), newest_.value.codes.end());
        std::set<std::uint32_t> no;
        for (std::uint32_t code = 0; newest_.value.is_whole && code < info_.codes.size(); ++code) {
            if (yes.count(code) == 0) no.insert(code);
        }
        std::set<std::uint32_t> open;
        bool is_all_open = newest_.is_open;
        for (RecordEvidence* each : standing_) {
            if (each->reading == Reading::yes) {
                yes.insert(each->value.codes.begin(), each->value.codes.end());
                each->is_used = true;
            } else if (each->reading == Reading::may) {
                const auto codes = codes_of(each->source->answers, each->resource->codings);
                open.insert(codes.begin(), codes.end());
                if (codes.empty()) is_all_open = true;
            } else {
                is_all_open = true;
            }
        }
        if (!is_all_open && dated_.empty() && is_closed_and_complete()) add_unlisted(yes, open, no);
        for (std::uint32_t code = 0; code < info_.codes.size(); ++code) {
            const bool is_so = yes.count(code) != 0;
            const bool is_denied = no.count(code) != 0;
            if (is_so && is_denied) {
                disagree();
            } else if (is_denied && open.count(code) != 0) {
                doubt();
            } else if (is_so || is_denied) {
                (is_so ? answer_.present : answer_.absent).push_back(code);
            }
        }
        if (newest_.value.kind == Value::Kind::not_known) answer_.value = newest_.value;
    }

    /// What a closed and complete list does not have, and every source could have told.
    void add_unlisted(const std::set<std::uint32_t>& yes, const std::set<std::uint32_t>& open,
                      std::set<std::uint32_t>& no) const {
        for (std::uint32_t code = 0; code < info_.codes.size(); ++code) {
            const bool is_mapped =
                std::all_of(sources_.begin(), sources_.end(), [&](const FactSource& source) {
                    return code < source.answers.codes.size() &&
                           !source.answers.codes[code].empty();
                });
            if (is_mapped && yes.count(code) == 0 && open.count(code) == 0) no.insert(code);
        }
    }

    Record& record_;
    FactId fact_;
    FactInfo info_;
    const std::vector<FactSource>& sources_;
    std::string path_;
    FactAnswer answer_;
    std::vector<RecordEvidence*> dated_;
    std::vector<RecordEvidence*> standing_;
    Newest newest_;
    bool is_circular_ = false;  ///< events are parts of each other
};

}  // namespace

Newest newest_of(Record& record, std::vector<RecordEvidence*>& dated, const std::string& path) {
    Latest latest;
    for (const RecordEvidence* each : dated) {
        if (each->when) latest.add(*each->when);
    }
    std::vector<const RecordEvidence*> newest;
    for (const RecordEvidence* each : dated) {
        if (!each->when || !latest.is_after(*each->when)) newest.push_back(each);
    }
    const auto is_open = [](const RecordEvidence* each) {
        return !each->when || each->reading == Reading::may || each->reading == Reading::unread ||
               each->value.kind == Value::Kind::none;
    };
    if (newest.empty() || std::any_of(newest.begin(), newest.end(), is_open)) {
        const auto odd = std::find_if(newest.begin(), newest.end(), is_open);
        record.problems.warning(
            "later-not-final", path,
            odd == newest.end() ? "which of its answers is the newest cannot be told"
                                : dated_name(**odd) + " is or may be newer, and cannot be used: " +
                                      std::string((*odd)->row),
            "an older answer is not brought back: ask again");
        return {{}, true};
    }
    const bool agree = std::all_of(newest.begin(), newest.end(), [&](const RecordEvidence* each) {
        return each->value == newest.front()->value;
    });
    if (agree) return {newest.front()->value, false};
    record.problems.error("several-values", path,
                          dated_name(*newest.front()) + " and " + dated_name(*newest.back()) +
                              " give different values, and neither is surely newer",
                          "it counts as not answered");
    return {{}, true};
}

FactAnswer answer_of(Record& record, FactId fact) {
    return Answering(record, fact).answer();
}

}  // namespace caveat::fhir
