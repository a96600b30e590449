// From what holds, is open or lifted to the lines of advice. Entrance: write_advice.

#include "api/report/advice.hpp"

#include <caveat/keys.hpp>

#include "api/report_words.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace caveat::api::report {

namespace {

constexpr std::size_t most_points = 3;

/// Outcomes of which the same is said, in the order in which they were met.
struct Group {
    std::string said;
    std::vector<std::string> stricter;  ///< with their verbs
    std::vector<std::string> suggested;
    std::vector<std::string> points;  ///< to inform of
};

class Groups {
  public:
    Group& with(const std::string& said) {
        for (Group& group : groups_) {
            if (group.said == said) return group;
        }
        groups_.push_back({said, {}, {}, {}});
        return groups_.back();
    }
    void add(const std::string& said, const OutcomeInfo& outcome) {
        Group& group = with(said);
        std::string name(outcome.name);
        std::vector<std::string>* names = &group.points;
        if (is_todo(outcome.verb)) {
            names = &group.stricter;
            name = name_of(outcome);
        } else if (outcome.verb == Verb::suggest) {
            names = &group.suggested;
        }
        if (std::find(names->begin(), names->end(), name) == names->end()) {
            names->push_back(std::move(name));
        }
    }
    [[nodiscard]] const std::vector<Group>& all() const { return groups_; }

  private:
    std::vector<Group> groups_;
};

std::string points_words(const std::vector<std::string>& points) {
    return points.size() > most_points ? counted(points.size(), "point") : joined(points, ", ");
}

class AdviceWriter {
  public:
    AdviceWriter(Content& content, const AdviceStyle& style, Page& page)
        : content_(content), rules_(content.rules()), style_(style), page_(page) {}

    void write() {
        if (style_.evidence != nullptr) {
            write_in_full();
        } else {
            write_in_short(Verb::suggest);
            write_in_short(Verb::inform);
        }
        write_open();
        write_lifted();
    }

  private:
    void head() {
        if (!std::exchange(has_heading_, true)) page_.heading("Advice");
    }
    void line(std::string_view group, bool is_first, const std::string& words) {
        head();
        page_.marked(2, group_mark(group, is_first, "-"), TextRole::plain, words);
    }

    void write_in_short(Verb verb) {
        Groups groups;
        groups.with({});  // what is certain comes first
        for (const Held& held : content_.held()) {
            if (held.outcome.verb != verb) continue;
            groups.add(waiting_words(content_, held.until, style_.numbers, style_.most_names),
                       held.outcome);
        }
        bool is_first = true;
        for (const Group& group : groups.all()) {
            const std::string words =
                verb == Verb::suggest ? joined(group.suggested, ", ") : points_words(group.points);
            if (words.empty()) continue;
            line(key(verb), std::exchange(is_first, false),
                 group.said.empty() ? words : group.said + ": " + words);
        }
    }

    void write_in_full() {
        const Held* before = nullptr;
        for (const Held& held : content_.held()) {
            if (is_todo(held.outcome.verb)) continue;
            const std::string until =
                waiting_words(content_, held.until, style_.numbers, style_.most_names);
            line(key(held.outcome.verb),
                 before == nullptr || before->outcome.verb != held.outcome.verb,
                 std::string(held.outcome.name) + (until.empty() ? until : " (" + until + ')'));
            before = &held;
            style_.evidence->write_behind(held, page_);
        }
    }

    void write_open() {
        Groups groups;
        for (const Undecidable& each : content_.undecidable()) {
            const RuleInfo rule = rules_.rule(each.rule);
            if (is_todo(rule.strictest)) continue;
            for (const OutcomeId id : rule.outcomes) {
                if (!holds(id))
                    groups.add(unhelpful_words(content_, each.unknown), rules_.outcome(id));
            }
        }
        bool is_first = true;
        for (const Group& group : groups.all()) {
            line("open", std::exchange(is_first, false),
                 joined(style_.evidence == nullptr ? parts_of(group) : all_of(group), "; ") + ": " +
                     group.said);
        }
    }

    static std::vector<std::string> all_of(const Group& group) {
        std::vector<std::string> names = group.stricter;
        names.insert(names.end(), group.suggested.begin(), group.suggested.end());
        names.insert(names.end(), group.points.begin(), group.points.end());
        return names;
    }

    void write_lifted() {
        if (style_.evidence != nullptr) return write_every_lifted();
        Groups groups;
        std::vector<std::string> by_several;
        for (const Lifted& lifted : content_.lifted()) {
            const std::string first(rules_.rule(lifted.by.front()).id);
            if (lifted.by.size() > 1) by_several.push_back(first);
            for (const OutcomeId id : rules_.rule(lifted.rule).outcomes) {
                if (!holds(id)) groups.add(first, rules_.outcome(id));
            }
        }
        bool is_first = true;
        for (const Group& group : groups.all()) {
            const bool has_others =
                std::find(by_several.begin(), by_several.end(), group.said) != by_several.end();
            line("lifted", std::exchange(is_first, false),
                 "by " + group.said + (has_others ? " and others: " : ": ") +
                     joined(parts_of(group), "; "));
        }
    }

    /// Of what does not hold, many suggestions are counted, too.
    static std::vector<std::string> parts_of(const Group& group) {
        std::vector<std::string> parts = group.stricter;
        const auto add = [&](const std::vector<std::string>& names, std::string_view noun,
                             std::string_view what) {
            if (names.empty()) return;
            parts.push_back(names.size() > most_points
                                ? counted(names.size(), noun) + std::string(what)
                                : joined(names, ", "));
        };
        add(group.suggested, "suggestion", "");
        add(group.points, "point", " to inform");
        return parts;
    }

    void write_every_lifted() {
        bool is_first = true;
        for (const Lifted& lifted : content_.lifted()) {
            const RuleInfo rule = rules_.rule(lifted.rule);
            std::vector<std::string> by;
            for (const RuleId each : lifted.by) by.emplace_back(rules_.rule(each).id);
            line("lifted", std::exchange(is_first, false),
                 outcome_list(rules_, rule) + " [" + std::string(rule.id) + "], by " +
                     joined(by, ", "));
        }
    }

    [[nodiscard]] bool holds(OutcomeId outcome) const {
        const auto outcomes = content_.screening().outcomes();
        return std::any_of(outcomes.begin(), outcomes.end(), [outcome](const OutcomeFound& found) {
            return found.outcome == outcome;
        });
    }

    Content& content_;
    const RuleSet& rules_;
    const AdviceStyle& style_;
    Page& page_;
    bool has_heading_ = false;
};

}  // namespace

void write_advice(Content& content, const AdviceStyle& style, Page& page) {
    AdviceWriter(content, style, page).write();
}

std::string outcome_list(const RuleSet& rules, const RuleInfo& rule) {
    std::vector<std::string> names;
    for (const OutcomeId id : rule.outcomes) names.push_back(name_of(rules.outcome(id)));
    return joined(names, ", ");
}

}  // namespace caveat::api::report
