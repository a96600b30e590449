#pragma once

#include <caveat/explain.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "client.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace booking {

/// A fact of one of the rule sets.
struct Place {
    std::size_t set = 0;
    caveat::FactId fact;
};

/// One question for all rule sets that need its answer.
struct SharedQuestion {
    std::string key;  ///< how the form calls it
    std::string_view ask;
    caveat::Verb strictest = caveat::Verb::inform;  ///< at stake in any of the sets
    std::size_t rules = 0;                          ///< that it bears on, in all of them
};

/// What is said to the client, by one rule set or by several in the same words.
struct Message {
    caveat::Verb verb = caveat::Verb::inform;
    std::string words;
    bool is_presumed = false;       ///< by every set that says so
    std::vector<std::string> from;  ///< ids of the rule sets
};

/// All rule sets together, for one client.
struct Assessment {
    // The strictest of each: any rule set can stop a booking, none can clear what another stops.
    caveat::Verdict at_least = caveat::Verdict::not_applicable;
    caveat::Verdict verdict = caveat::Verdict::not_applicable;
    caveat::Verdict at_most = caveat::Verdict::not_applicable;
    std::vector<caveat::Screening> screenings;  ///< one a rule set, in their order
    std::vector<Message> messages;              ///< strictest first
    /// Advice of the milder rule sets while somebody must look first: not to be said now.
    std::vector<Message> for_later;
    std::vector<SharedQuestion> to_ask;     ///< of the client, best first
    std::vector<SharedQuestion> handed_on;  ///< what the therapist must check
    std::vector<std::string> problems;      ///< answers that cannot be used, and why
};

/// Several rule sets behind one form. Each is screened on its own, with the same answers.
class FrontDesk {
  public:
    explicit FrontDesk(std::vector<caveat::RuleSet> sets);

    [[nodiscard]] const std::vector<caveat::RuleSet>& sets() const { return sets_; }
    /// One sentence for every set that means something else by a key than the first one that has
    /// it. It is asked apart, as `set/key`: one answer for both would be wrong for one of them.
    [[nodiscard]] const std::vector<std::string>& cannot_be_merged() const {
        return cannot_be_merged_;
    }
    /// One sentence for every question that another set puts in other words. The first set's are
    /// used: somebody has to judge that they mean the same.
    [[nodiscard]] const std::vector<std::string>& worded_differently() const {
        return worded_differently_;
    }
    /// How many facts the sets declare, and how many questions are left of them.
    [[nodiscard]] std::size_t declared() const;
    [[nodiscard]] std::size_t shared() const { return places_.size(); }

    /// Screens a client at the desk: the therapist has seen nothing yet.
    [[nodiscard]] Assessment assess(const Client& client) const;

  private:
    void join_facts();
    void add_fact(const std::string& key, const std::vector<Place>& places);
    [[nodiscard]] caveat::Profile profile_for(std::size_t set, const Client& client) const;
    [[nodiscard]] std::vector<SharedQuestion> join(
        std::vector<std::vector<caveat::Question>> asked) const;
    void collect_messages(Assessment& assessment) const;
    void collect_problems(const Client& client, Assessment& assessment) const;

    std::vector<caveat::RuleSet> sets_;
    std::map<std::string, std::vector<Place>, std::less<>> places_;  ///< by key on the form
    std::vector<std::vector<std::string>> keys_;                     ///< by set and fact
    std::vector<std::string> cannot_be_merged_;
    std::vector<std::string> worded_differently_;
};

}  // namespace booking
