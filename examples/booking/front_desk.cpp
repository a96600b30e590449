// Answers of one form into as many screenings as there are rule sets, and those into one verdict,
// one list of questions and one list of things to say.

#include "front_desk.hpp"

#include <caveat/report_text.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace booking {
namespace {

/// Why two facts of the same key cannot share an answer; empty when they can. Ranges may differ:
/// each rule set checks the answer against its own.
std::string difference(const caveat::FactInfo& one, const caveat::FactInfo& other) {
    if (one.kind != other.kind) return "takes another kind of answer";
    if (one.whom != other.whom) return "is asked of somebody else";
    if (one.unit != other.unit) return "is in another unit";
    if (std::set(one.codes.begin(), one.codes.end()) !=
        std::set(other.codes.begin(), other.codes.end())) {
        return "has other codes";
    }
    return one.fields == other.fields ? "" : "has other fields";
}

/// Puts one typed answer where it belongs. Whatever is wrong with it becomes a problem of the
/// profile: the library never takes a wrong answer for a "no".
void put(caveat::ProfileBuilder& builder, caveat::FactId fact, caveat::FactKind kind,
         const std::string& answer) {
    if (answer == "~") {
        builder.set(fact, caveat::NotKnown{});
        return;
    }
    switch (kind) {
        case caveat::FactKind::yes_no:
            if (answer == "yes" || answer == "no") {
                builder.set(fact, answer == "yes");
            } else {
                builder.set(fact, caveat::Unreadable{"`" + answer + "`"});
            }
            return;
        case caveat::FactKind::number: {
            const std::size_t blank = answer.find(' ');
            const std::string digits = answer.substr(0, blank);
            const std::string unit =
                blank == std::string::npos ? std::string() : answer.substr(blank + 1);
            if (const auto number = caveat::Decimal::from_text(digits)) {
                builder.set(fact, caveat::Quantity{*number, unit});
            } else {
                builder.set(fact, caveat::NumberText{digits, unit});
            }
            return;
        }
        case caveat::FactKind::choices:
            builder.set(fact, caveat::Codes{listed(answer)});
            return;
        case caveat::FactKind::choice:
        case caveat::FactKind::date:
            builder.set(fact, answer);
            return;
        case caveat::FactKind::records:
            if (answer.empty()) {
                builder.set(fact, caveat::Records{});
            } else {
                builder.set(fact, caveat::Unreadable{"a line of text"});
            }
            return;
    }
}

/// Adds what one set says, strictest first; the same words of another set are said once.
void add(std::vector<Message>& messages, Message message) {
    for (Message& known : messages) {
        if (known.words != message.words || known.verb != message.verb) continue;
        known.is_presumed = known.is_presumed && message.is_presumed;
        known.from.push_back(message.from.front());
        return;
    }
    const auto milder = std::find_if(messages.begin(), messages.end(), [&](const Message& known) {
        return known.verb < message.verb;
    });
    messages.insert(milder, std::move(message));
}

/// Whether `one` is asked before `other`: what decides more stands first.
bool decides_more(const SharedQuestion& one, const SharedQuestion& other) {
    if (one.strictest != other.strictest) return one.strictest > other.strictest;
    return one.rules > other.rules;
}

}  // namespace

FrontDesk::FrontDesk(std::vector<caveat::RuleSet> sets) : sets_(std::move(sets)) {
    join_facts();
}

std::size_t FrontDesk::declared() const {
    std::size_t count = 0;
    for (const caveat::RuleSet& set : sets_) count += set.fact_count();
    return count;
}

void FrontDesk::join_facts() {
    std::map<std::string, std::vector<Place>, std::less<>> by_key;
    for (std::size_t set = 0; set < sets_.size(); ++set) {
        keys_.emplace_back(sets_[set].fact_count());
        for (std::uint32_t i = 0; i < sets_[set].fact_count(); ++i) {
            by_key[std::string(sets_[set].fact({i}).key)].push_back({set, {i}});
        }
    }
    for (const auto& [key, places] : by_key) add_fact(key, places);
}

/// Places that can share an answer share a question; the others get one of their own.
void FrontDesk::add_fact(const std::string& key, const std::vector<Place>& places) {
    const auto set_of = [&](const Place& place) { return std::string(sets_[place.set].id()); };
    const auto declared = [&](const Place& place) { return sets_[place.set].fact(place.fact); };
    std::vector<std::vector<Place>> alike;
    for (const Place& place : places) {
        const auto same = std::find_if(alike.begin(), alike.end(), [&](const auto& group) {
            return difference(declared(group.front()), declared(place)).empty();
        });
        if (same != alike.end()) {
            if (declared(same->front()).ask != declared(place).ask) {
                worded_differently_.push_back("`" + key + "` in " + set_of(place) +
                                              " has other words than in " + set_of(same->front()));
            }
            same->push_back(place);
            continue;
        }
        if (!alike.empty()) {
            const Place& first = alike.front().front();
            cannot_be_merged_.push_back("`" + key + "` " +
                                        difference(declared(first), declared(place)) + " in " +
                                        set_of(place) + " than in " + set_of(first));
        }
        alike.push_back({place});
    }
    for (const std::vector<Place>& group : alike) {
        const std::string name = alike.size() == 1 ? key : set_of(group.front()) + "/" + key;
        for (const Place& place : group) keys_[place.set][place.fact.index] = name;
        places_.emplace(name, group);
    }
}

caveat::Profile FrontDesk::profile_for(std::size_t set, const Client& client) const {
    caveat::ProfileBuilder builder(sets_[set]);
    builder.patient(client.name).as_of(client.as_of);
    for (const auto& [key, answer] : client.answers) {
        const auto found = places_.find(key);
        if (found == places_.end()) continue;  // told once, by `collect_problems`
        for (const Place& place : found->second) {
            if (place.set != set) continue;
            put(builder, place.fact, sets_[set].fact(place.fact).kind, answer);
        }
    }
    return builder.build();
}

Assessment FrontDesk::assess(const Client& client) const {
    Assessment assessment;
    std::vector<std::vector<caveat::Question>> asked;
    std::vector<std::vector<caveat::Question>> deferred;
    constexpr caveat::Respondents at_the_desk{.patient = true, .clinician = false};
    for (std::size_t set = 0; set < sets_.size(); ++set) {
        caveat::Screening& screening = assessment.screenings.emplace_back();
        caveat::screen(profile_for(set, client), screening, at_the_desk);
        assessment.at_least = std::max(assessment.at_least, screening.at_least());
        assessment.verdict = std::max(assessment.verdict, screening.verdict());
        assessment.at_most = std::max(assessment.at_most, screening.at_most());
        asked.push_back(caveat::questions(screening));
        deferred.push_back(caveat::deferred_questions(screening));
    }
    assessment.to_ask = join(std::move(asked));
    assessment.handed_on = join(std::move(deferred));
    collect_messages(assessment);
    collect_problems(client, assessment);
    return assessment;
}

/// Each set has its questions in order, a question that opens others before those. So the queues
/// are merged from their heads: the head that decides most goes first, and leaves every queue.
std::vector<SharedQuestion> FrontDesk::join(
    std::vector<std::vector<caveat::Question>> asked) const {
    std::map<std::string, SharedQuestion, std::less<>> by_key;
    for (std::size_t set = 0; set < asked.size(); ++set) {
        for (const caveat::Question& question : asked[set]) {
            const std::string& key = keys_[set][question.fact.index];
            SharedQuestion& shared = by_key.try_emplace(key).first->second;
            if (shared.key.empty()) {
                shared.key = key;
                shared.ask = question.ask;  // in the words of the first set that asks
            }
            shared.strictest = std::max(shared.strictest, question.strictest);
            shared.rules += question.rules.size();
        }
    }
    std::vector<SharedQuestion> joined;
    std::set<std::string, std::less<>> done;
    std::vector<std::size_t> next(asked.size(), 0);
    while (true) {
        const SharedQuestion* best = nullptr;
        for (std::size_t set = 0; set < asked.size(); ++set) {
            const auto key_at = [&](std::size_t i) -> const std::string& {
                return keys_[set][asked[set][i].fact.index];
            };
            while (next[set] < asked[set].size() && done.contains(key_at(next[set]))) ++next[set];
            if (next[set] == asked[set].size()) continue;
            const SharedQuestion& head = by_key.find(key_at(next[set]))->second;
            if (best == nullptr || decides_more(head, *best)) best = &head;
        }
        if (best == nullptr) return joined;
        done.insert(best->key);
        joined.push_back(*best);
    }
}

void FrontDesk::collect_messages(Assessment& assessment) const {
    const bool somebody_must_look = assessment.verdict >= caveat::Verdict::refer_first;
    for (std::size_t set = 0; set < sets_.size(); ++set) {
        const caveat::Screening& screening = assessment.screenings[set];
        // What a set that objects says beside its objection, its author has weighed. The others
        // do not know of it, and their advice could be taken for a go-ahead.
        const bool waits = somebody_must_look && screening.verdict() < assessment.verdict;
        for (const caveat::OutcomeFound& found : screening.outcomes()) {
            const caveat::OutcomeInfo outcome = sets_[set].outcome(found.outcome);
            Message message{outcome.verb,
                            caveat::outcome_words(outcome),
                            found.certainty == caveat::Certainty::presumed,
                            {std::string(sets_[set].id())}};
            const bool is_advice = outcome.verb <= caveat::Verb::suggest;
            add(waits && is_advice ? assessment.for_later : assessment.messages,
                std::move(message));
        }
    }
}

void FrontDesk::collect_problems(const Client& client, Assessment& assessment) const {
    for (const auto& [key, answer] : client.answers) {
        if (places_.contains(key)) continue;
        std::string why = "no rule set has this fact";
        for (const auto& [name, places] : places_) {
            if (name.ends_with("/" + key)) why = "say for which rule set, as in `" + name + "`";
        }
        assessment.problems.push_back("`" + key + ": " + answer + "`: " + why);
    }
    for (const caveat::Screening& screening : assessment.screenings) {
        for (const caveat::Diagnostic& problem : screening.problems()) {
            std::string text =
                problem.path.empty() ? problem.message : problem.path + ": " + problem.message;
            if (std::find(assessment.problems.begin(), assessment.problems.end(), text) ==
                assessment.problems.end()) {
                assessment.problems.push_back(std::move(text));
            }
        }
    }
}

}  // namespace booking
