// Sentences on how many records count: `2 sessions where technique is neuromuscular, at least 2`.

#include "explain/record_count.hpp"
#include "explain/wording.hpp"

#include <string>

namespace caveat::explain {

namespace {

/// The words for one kind of record.
struct Noun {
    std::string_view one;
    std::string_view many;

    [[nodiscard]] std::string_view of(std::int64_t count) const { return count == 1 ? one : many; }
};

/// `no session`, `1 session`, `3 or more sessions`, `1 to 3 sessions`, `at most 2 sessions`.
std::string counted_words(const Counted& counted, const Noun& noun) {
    const std::string low = std::to_string(counted.low);
    const std::string high = std::to_string(counted.high);
    if (counted.is_open) return put({low, " or more ", noun.many});
    if (counted.low < counted.high) {
        if (counted.low == 0) return put({"at most ", high, " ", noun.of(counted.high)});
        return put({low, " to ", high, " ", noun.of(counted.high)});
    }
    if (counted.low == 0) return put({"no ", noun.one});
    return put({low, " ", noun.of(counted.low)});
}

/// What is asked of the number: at least, at most, fewer than, more than `limit`.
std::string_view limit_words(bool is_at_most, bool holds) {
    if (is_at_most) return holds ? "at most " : "more than ";
    return holds ? "at least " : "fewer than ";
}

}  // namespace

void Wording::records(std::uint32_t fact_index, const model::Where& where, std::int64_t limit,
                      bool is_at_most) {
    const facts::Fact& fact = rules.catalogue[fact_index];
    const Noun noun{fact.each.empty() ? fact.name : fact.each, fact.name};
    const std::string which = where_words(rules, where);
    const std::string number = std::to_string(limit);
    // Any and none read better without a number.
    const bool is_any = is_at_most ? limit == 0 : limit == 1;
    const bool is_some = holds != is_at_most;
    said.op = is_at_most ? Operator::at_most_records : Operator::at_least_records;
    said.subject = fact.name + which;
    said.threshold = number;
    said.predicate = limit_words(is_at_most, holds);
    said.predicate += number;
    if (is_any) {
        said.without_value = put({is_some ? "any " : "no ", noun.one, which});
    } else {
        said.without_value = put({said.predicate, " ", noun.of(limit), which});
    }
    if (is_need) {
        said.need_without_value = is_any && is_some ? put({"needs at least 1 ", noun.one, which})
                                                    : put({"needs ", said.without_value});
    }
    if (view == nullptr) return;

    const Counted counted = count_records(*view, fact_index, where);
    if (!counted.is_open && counted.low == counted.high) said.value = std::to_string(counted.low);
    said.spoken = counted_words(counted, noun);
    said.text = put({said.spoken, which});
    if (!is_any) said.text += put({", ", said.predicate});
    if (!is_need) return;
    const std::string needed = is_any                 ? (is_some ? "at least 1" : "none")
                               : !is_at_most && holds ? number
                                                      : said.predicate;
    said.need = put({said.spoken, " so far", which, ", needs ", needed});
}

}  // namespace caveat::explain
