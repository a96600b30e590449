// A workload into constructs of CLIPS: every rule is one pattern over the slots of one fact, so
// that nothing is joined. The entrance is `clips_rules`.

#include "write_rules.hpp"

#include <algorithm>
#include <map>

namespace bench {

namespace {

constexpr std::size_t first_kind = reading_count + sign_count;
constexpr std::size_t first_findings = first_kind + kind_count;
constexpr std::size_t sessions_fact = fact_count - 1;

class Writer {
  public:
    explicit Writer(const Workload& workload) : workload_(workload) {
        for (const Predicate& predicate : workload.predicates) need(predicate);
        for (auto& [place, slot] : by_place_) {
            slot.second = rules_.slots.size();
            rules_.slots.push_back(slot.first);
        }
    }

    ClipsRules write() {
        rules_.patient_template = "(deftemplate patient";
        for (const ClipsSlot& slot : rules_.slots)
            rules_.patient_template += " (slot " + slot.name + ")";
        rules_.patient_template += ")";
        for (std::size_t i = 0; i < workload_.rules.size(); ++i) write_rule(i);
        return std::move(rules_);
    }

  private:
    using Place = std::pair<std::uint32_t, std::uint32_t>;  // fact, part

    void need(const Predicate& predicate) {
        for (const Place& place : places_of(predicate)) {
            auto name = fact_name(place.first);
            std::replace(name.begin(), name.end(), ' ', '-');
            if (place.first >= first_findings) name += "-" + std::to_string(place.second);
            const bool is_number = place.first < reading_count || place.first == sessions_fact;
            by_place_[place].first = {name, is_number, place.first, place.second};
        }
    }

    static std::vector<Place> places_of(const Predicate& predicate) {
        switch (predicate.test) {
            case Test::sign:
                return {{reading_count + predicate.fact, 0}};
            case Test::kind_among:
                return {{first_kind + predicate.fact, 0}};
            case Test::findings_any:
            case Test::findings_all: {
                std::vector<Place> places;
                for (std::uint32_t code = 0; predicate.mask >> code != 0; ++code)
                    if ((predicate.mask >> code & 1U) != 0)
                        places.emplace_back(first_findings + predicate.fact, code);
                return places;
            }
            case Test::at_least_sessions:
            case Test::no_session:
                return {{sessions_fact, predicate.fact}};
            default:
                return {{predicate.fact, 0}};
        }
    }

    std::vector<std::size_t> slots_of(const Predicate& predicate) const {
        std::vector<std::size_t> slots;
        for (const Place& place : places_of(predicate)) slots.push_back(by_place_.at(place).second);
        return slots;
    }

    static std::string variable(std::size_t slot) { return "?v" + std::to_string(slot); }

    /// The test as a call, its slots bound to variables.
    std::string call(const Literal& literal) const {
        const Predicate& predicate = workload_.predicates[literal.predicate];
        const std::vector<std::size_t> slots = slots_of(predicate);
        const std::string first = variable(slots.front());
        const auto number = [](std::int32_t value) { return std::to_string(value); };
        std::string text;
        switch (predicate.test) {
            case Test::reading_at_least:
            case Test::at_least_sessions:
                text = "(>= " + first + " " + number(predicate.low) + ")";
                break;
            case Test::reading_at_most:
                text = "(<= " + first + " " + number(predicate.high) + ")";
                break;
            case Test::reading_between:
                text = "(<= " + number(predicate.low) + " " + first + " " + number(predicate.high) +
                       ")";
                break;
            case Test::reading_equal:
                text = "(= " + first + " " + number(predicate.low) + ")";
                break;
            case Test::no_session:
                text = "(= " + first + " 0)";
                break;
            case Test::sign:
                text = "(eq " + first + " yes)";
                break;
            case Test::kind_among:
                text = joined("or", codes_equal(first, predicate.mask));
                break;
            case Test::findings_any:
            case Test::findings_all: {
                std::vector<std::string> parts;
                for (const std::size_t slot : slots)
                    parts.push_back("(eq " + variable(slot) + " yes)");
                text = joined(predicate.test == Test::findings_any ? "or" : "and", parts);
                break;
            }
        }
        return literal.is_negated ? "(not " + text + ")" : text;
    }

    static std::vector<std::string> codes_equal(const std::string& value, std::uint32_t mask) {
        std::vector<std::string> parts;
        for (std::uint32_t code = 0; mask >> code != 0; ++code)
            if ((mask >> code & 1U) != 0)
                parts.push_back("(eq " + value + " " + code_name(code) + ")");
        return parts;
    }

    /// A call of `and` or `or`, which want two arguments or more.
    static std::string joined(const std::string& word, const std::vector<std::string>& parts) {
        if (parts.size() == 1) return parts.front();
        std::string text = "(" + word;
        for (const std::string& part : parts) text += " " + part;
        return text + ")";
    }

    /// The test as a constraint of its one slot, constants where CLIPS can hash them. Nothing when
    /// it needs a call.
    std::string constraint(const Literal& literal) const {
        const Predicate& predicate = workload_.predicates[literal.predicate];
        if (predicate.test == Test::sign) return literal.is_negated ? "no" : "yes";
        if (predicate.test == Test::kind_among) {
            std::string text;
            for (std::uint32_t code = 0; predicate.mask >> code != 0; ++code) {
                if ((predicate.mask >> code & 1U) == 0) continue;
                if (!text.empty()) text += literal.is_negated ? "&" : "|";
                text += (literal.is_negated ? "~" : "") + code_name(code);
            }
            return text;
        }
        const bool is_equal =
            predicate.test == Test::reading_equal || predicate.test == Test::no_session;
        if (is_equal) {
            const std::int32_t value = predicate.test == Test::no_session ? 0 : predicate.low;
            return (literal.is_negated ? "~" : "") + std::to_string(value);
        }
        return {};
    }

    void write_rule(std::size_t index) {
        std::map<std::size_t, std::string> constraints;
        const auto bind = [&](std::size_t slot) {
            std::string& text = constraints[slot];
            if (text.empty()) text = variable(slot);
        };
        for (const Clause& clause : workload_.rules[index].clauses) {
            if (clause.size() == 1 && is_plain(clause.front(), constraints)) continue;
            std::string text = clause.size() == 1 ? "" : "(or";
            std::size_t last = 0;
            for (const Literal& literal : clause) {
                for (const std::size_t slot : slots_of(workload_.predicates[literal.predicate])) {
                    bind(slot);
                    last = std::max(last, slot);
                }
                text += (clause.size() == 1 ? "" : " ") + call(literal);
            }
            if (clause.size() > 1) text += ")";
            // The last slot it looks at: all variables are bound there.
            constraints[last] += "&:" + text;
        }
        std::string rule = "(defrule r" + std::to_string(index) + " (patient";
        for (const auto& [slot, text] : constraints)
            rule += " (" + rules_.slots[slot].name + " " + text + ")";
        rules_.rules.push_back(rule + ") => (fired " + std::to_string(index) + "))");
    }

    /// Adds a clause of one literal as constants, where that can be done.
    bool is_plain(const Literal& literal, std::map<std::size_t, std::string>& constraints) const {
        const Predicate& predicate = workload_.predicates[literal.predicate];
        const std::vector<std::size_t> slots = slots_of(predicate);
        const bool is_all = predicate.test == Test::findings_all && !literal.is_negated;
        const bool is_one = predicate.test == Test::findings_any && slots.size() == 1;
        if (is_all || is_one) {
            for (const std::size_t slot : slots)
                constraints[slot] = literal.is_negated ? "no" : "yes";
            return true;
        }
        const std::string text = constraint(literal);
        if (!text.empty()) constraints[slots.front()] = text;
        return !text.empty();
    }

    const Workload& workload_;
    ClipsRules rules_;
    std::map<Place, std::pair<ClipsSlot, std::size_t>> by_place_;
};

}  // namespace

ClipsRules clips_rules(const Workload& workload) {
    return Writer(workload).write();
}

}  // namespace bench
