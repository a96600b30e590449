// Generated profiles to JSON. Entrance: `print_profile`.

#include "printer.hpp"

namespace caveat::testing {

namespace {

class ProfilePrinter {
  public:
    ProfilePrinter(const GeneratedRuleSet& rules, std::uint64_t seed)
        : rules_(rules), chance_(seed) {}

    std::string print(const GeneratedProfile& profile) {
        std::string facts;
        for (std::size_t i = 0; i < rules_.facts.size(); ++i) {
            add(facts, rules_.facts[i], profile.facts[i]);
        }
        std::string text = "{\"patient\": \"p1\"";
        if (profile.as_of) text += ", \"as_of\": \"" + iso(*profile.as_of) + "\"";
        return text + ", \"facts\": {" + facts + "}}";
    }

  private:
    void add(std::string& members, const Fact& fact, const Answer& answer) {
        if (answer.state == AnswerState::absent) return;
        members += (members.empty() ? "\"" : ", \"") + key_of(fact.name) + "\": ";
        members += answer.state == AnswerState::null ? "null" : value(fact, answer);
    }

    std::string value(const Fact& fact, const Answer& answer) {
        if (answer.unusable) return *answer.unusable;
        switch (fact.type) {
            case FactType::yes_no:
                return answer.truth ? "true" : "false";
            case FactType::number:
                return number(answer);
            case FactType::choice:
                return quoted(fact.codes[answer.code]);
            case FactType::choices:
                return choices(fact, answer);
            case FactType::date:
                return date(answer.date);
            case FactType::records:
                return records(fact, answer);
        }
        return "null";
    }

    static std::string quoted(const std::string& code) { return "\"" + key_of(code) + "\""; }

    std::string limits(const Answer& answer) {
        std::string members;
        if (answer.least) {
            members += answer.least_is_left_out ? "\"above\": " : "\"from\": ";
            members += decimal_text(*answer.least);
        }
        if (answer.least && answer.most) members += ", ";
        if (answer.most) {
            members += answer.most_is_left_out ? "\"below\": " : "\"to\": ";
            members += decimal_text(*answer.most);
        }
        return "{" + members + "}";
    }

    std::string number(const Answer& answer) {
        if (answer.least || answer.most) return limits(answer);
        std::string digits = decimal_text(answer.number);
        if (answer.number.is_whole() && chance_.percent(10)) digits += ".0";
        if (answer.unit.empty()) return digits;
        return "{\"value\": " + digits + ", \"unit\": \"" + unit(answer.unit) + "\"}";
    }

    /// Everyday spelling or UCUM's own.
    std::string unit(const std::string& unit) {
        if (chance_.percent(50)) return unit;
        if (unit == "days") return "d";
        if (unit == "weeks") return "wk";
        if (unit == "months") return "mo";
        if (unit == "years") return "a";
        if (unit == "°C") return "Cel";
        if (unit == "°F") return "[degF]";
        return unit;
    }

    static std::string date(const PartialDate& date) {
        const std::string full =
            iso(day_of(date.year, date.month == 0 ? 1 : date.month, date.day == 0 ? 1 : date.day));
        constexpr std::size_t year_length = 4;
        constexpr std::size_t month_length = 7;
        if (date.month == 0) return "\"" + full.substr(0, year_length) + "\"";
        if (date.day == 0) return "\"" + full.substr(0, month_length) + "\"";
        return "\"" + full + "\"";
    }

    std::string choices(const Fact& fact, const Answer& answer) {
        std::string present;
        for (std::size_t code : answer.present) {
            present += (present.empty() ? "" : ", ") + quoted(fact.codes[code]);
        }
        if (answer.has_unknown_code) {
            present += std::string(present.empty() ? "" : ", ") + "\"nobody_declared_this\"";
        }
        if (!answer.is_open) return "[" + present + "]";
        std::string absent;
        for (std::size_t code : answer.absent) {
            absent += (absent.empty() ? "" : ", ") + quoted(fact.codes[code]);
        }
        if (absent.empty() && chance_.percent(50)) return "{\"present\": [" + present + "]}";
        if (present.empty() && !absent.empty() && chance_.percent(50)) {
            return "{\"absent\": [" + absent + "]}";
        }
        return "{\"present\": [" + present + "], \"absent\": [" + absent + "]}";
    }

    std::string records(const Fact& fact, const Answer& answer) {
        std::string list;
        for (const Record& record : answer.records) {
            list += list.empty() ? "" : ", ";
            if (record.is_unreadable) {
                list += "\"not a record\"";
                continue;
            }
            std::string fields;
            for (std::size_t i = 0; i < fact.fields.size(); ++i) {
                add(fields, fact.fields[i], record.fields[i]);
            }
            list += "{" + fields + "}";
        }
        return answer.is_open ? "{\"present\": [" + list + "]}" : "[" + list + "]";
    }

    const GeneratedRuleSet& rules_;
    Chance chance_;
};

}  // namespace

std::string print_profile(const GeneratedRuleSet& rules, const GeneratedProfile& profile,
                          std::uint64_t seed) {
    return ProfilePrinter(rules, seed).print(profile);
}

}  // namespace caveat::testing
