// A workload into a rule file of Caveat. The entrance is `rule_file`.

#include "write_rules.hpp"

#include <array>
#include <sstream>
#include <string_view>

namespace bench {

namespace {

constexpr std::size_t outcomes_per_verb = 4;
constexpr std::array<std::string_view, 6> outcome_names = {"avoid procedure", "refer to clinic",
                                                           "require check",   "caution about",
                                                           "suggest plan",    "inform on matter"};

std::string code_list(std::uint32_t mask) {
    std::string list;
    for (std::uint32_t code = 0; mask >> code != 0; ++code) {
        if ((mask >> code & 1U) == 0) continue;
        if (!list.empty()) list += ", ";
        list += code_name(code);
    }
    return list;
}

std::string condition_text(const Condition& condition) {
    std::string text;
    const auto add = [&text](const std::string& test) {
        text += (text.empty() ? "" : " and ") + test;
    };
    if (condition.technique >= 0)
        add("technique is " + code_name(static_cast<std::size_t>(condition.technique)));
    if (condition.eased) add("eased");
    if (condition.pain_from >= 0) add("pain >= " + std::to_string(condition.pain_from));
    return "(" + text + ")";
}

std::string predicate_text(const Workload& workload, const Predicate& predicate) {
    const bool is_single = std::popcount(predicate.mask) == 1;
    const auto reading = [&] { return fact_name(predicate.fact); };
    const auto findings = [&](const char* some) {
        return fact_name(reading_count + sign_count + kind_count + predicate.fact) + " include " +
               (is_single ? "" : some) + code_list(predicate.mask);
    };
    switch (predicate.test) {
        case Test::reading_at_least:
            return reading() + " >= " + std::to_string(predicate.low);
        case Test::reading_at_most:
            return reading() + " <= " + std::to_string(predicate.high);
        case Test::reading_between:
            return reading() + " is between " + std::to_string(predicate.low) + " and " +
                   std::to_string(predicate.high);
        case Test::reading_equal:
            return reading() + " = " + std::to_string(predicate.low);
        case Test::sign:
            return fact_name(reading_count + predicate.fact);
        case Test::kind_among:
            return fact_name(reading_count + sign_count + predicate.fact) +
                   (is_single ? " is " : " is one of ") + code_list(predicate.mask);
        case Test::findings_any:
            return findings("any of ");
        case Test::findings_all:
            return findings("all of ");
        case Test::at_least_sessions:
            return "at least " + std::to_string(predicate.low) +
                   (predicate.low == 1 ? " session where " : " sessions where ") +
                   condition_text(workload.conditions[predicate.fact]);
        case Test::no_session:
            break;
    }
    return "no session where " + condition_text(workload.conditions[predicate.fact]);
}

/// Every verdict occurs: a verb after the other.
std::string outcome_text(std::size_t rule) {
    const std::size_t outcome = rule % (outcome_names.size() * outcomes_per_verb);
    return std::string(outcome_names[outcome % outcome_names.size()]) + " " +
           std::to_string(outcome / outcome_names.size());
}

std::string literal_text(const Workload& workload, const Literal& literal) {
    return (literal.is_negated ? "not " : "") +
           predicate_text(workload, workload.predicates[literal.predicate]);
}

std::string sentence(const Workload& workload, std::size_t index) {
    std::string text;
    for (const Clause& clause : workload.rules[index].clauses) {
        if (!text.empty()) text += " and ";
        if (clause.size() > 1) text += "(";
        for (std::size_t i = 0; i < clause.size(); ++i)
            text += (i == 0 ? "" : " or ") + literal_text(workload, clause[i]);
        if (clause.size() > 1) text += ")";
    }
    return text + " → " + outcome_text(index);
}

void write_codes(std::ostream& out, std::size_t codes) {
    out << "of: [";
    for (std::size_t code = 0; code < codes; ++code)
        out << (code == 0 ? "" : ", ") << code_name(code);
    out << "]}\n";
}

void write_facts(std::ostream& out) {
    std::size_t fact = 0;
    for (const std::int32_t top : reading_top)
        out << "  " << fact_name(fact++) << ": {type: number, whole: true, from: 0, to: " << top
            << "}\n";
    for (std::size_t i = 0; i < sign_count; ++i)
        out << "  " << fact_name(fact++) << ": {type: yes/no}\n";
    for (const std::uint32_t codes : kind_codes) {
        out << "  " << fact_name(fact++) << ": {type: choice, ";
        write_codes(out, codes);
    }
    for (const std::uint32_t codes : finding_codes) {
        out << "  " << fact_name(fact++) << ": {type: choices, ";
        write_codes(out, codes);
    }
    out << "  " << fact_name(fact) << ":\n    type: records\n    each: session\n    of:\n"
        << "      technique: {type: choice, ";
    write_codes(out, technique_codes);
    out << "      eased: {type: yes/no}\n"
        << "      pain: {type: number, whole: true, from: 0, to: " << pain_top << "}\n";
}

void write_head(std::ostream& out) {
    out << "caveat: 1\nid: bench\nversion: 1.0.0\n"
        << "sources:\n  S1: {title: A guideline, says: What the rule rests on.}\nfacts:\n";
    write_facts(out);
    out << "outcomes:\n";
    for (const std::string_view name : outcome_names) {
        for (std::size_t i = 0; i < outcomes_per_verb; ++i)
            out << "  " << name << " " << i << ": {say: What to do.}\n";
    }
}

}  // namespace

std::string fact_name(std::size_t fact) {
    if (fact < reading_count) return "reading " + std::to_string(fact);
    fact -= reading_count;
    if (fact < sign_count) return "sign " + std::to_string(fact);
    fact -= sign_count;
    if (fact < kind_count) return "kind " + std::to_string(fact);
    fact -= kind_count;
    return fact < findings_count ? "findings " + std::to_string(fact) : "sessions";
}

std::string code_name(std::size_t code) {
    return "c" + std::to_string(code);
}

std::string rule_file(const Workload& workload) {
    std::ostringstream out;
    write_head(out);
    out << "rules:\n";
    for (std::size_t i = 0; i < workload.rules.size(); ++i)
        out << "  - id: rule-" << i << "\n    rule: " << sentence(workload, i)
            << "\n    because: The guideline says so for this group of patients.\n"
            << "    source: S1\n";
    return out.str();
}

std::string sentence_file(std::size_t rule_count) {
    constexpr std::size_t first_long = 8;  // these readings go to 100 and beyond
    constexpr std::size_t readings = reading_count - first_long;
    constexpr std::size_t starts = 40;
    std::ostringstream out;
    write_head(out);
    out << "terms:\n";
    for (std::size_t i = first_long; i < reading_count; ++i)
        out << "  " << fact_name(i) << " from {n} to {m}: " << fact_name(i)
            << " is between n and m\n";
    out << "rules:\n";
    for (std::size_t i = 0; i < rule_count; ++i) {
        const std::size_t low = 1 + i / readings % starts;
        const std::size_t width = 1 + i / (readings * starts);
        out << "  - " << fact_name(first_long + i % readings) << " from " << low << " to "
            << low + width << " → " << outcome_text(i) << "\n";
    }
    return out.str();
}

}  // namespace bench
