// A direction and a number into the text of a rule file and of a profile. Entrance: grown.

#include "growth/grown.hpp"

#include <algorithm>

namespace caveat::tests {

namespace {

constexpr std::size_t chain = 20;
constexpr std::size_t items_of_a_score = 10;

class Writer {
  public:
    explicit Writer(std::size_t count) : count_(count) {}

    Grown made(Direction direction) {
        declare_fact("fever", "yes/no");
        switch (direction) {
            case Direction::rules:
                rules();
                break;
            case Direction::terms:
                terms();
                break;
            case Direction::gates:
                gates();
                break;
            case Direction::overrides:
                overrides();
                break;
            case Direction::records:
                records();
                break;
            case Direction::scores:
                scores();
                break;
            case Direction::findings:
                findings();
                break;
        }
        Grown grown;
        grown.rule = last_;
        grown.rules = file("1.0.0", "fever");
        if (direction == Direction::findings) rules_ = renamed(rules_);
        grown.later = file("1.0.1", "not fever");
        grown.patient = R"({"as_of": "2026-11-20", "facts": {"fever": true)" + answers_ + "}}";
        grown.blank = R"({"as_of": "2026-11-20", "facts": {)" + lists_ + "}}";
        return grown;
    }

  private:
    static std::string numbered(std::string_view word, std::size_t i) {
        return std::string(word) + ' ' + std::to_string(i);
    }

    void declare_fact(const std::string& name, const std::string& type) {
        facts_ += "  " + name + ": " + type + '\n';
    }
    void answer(std::size_t i, bool is_so) {
        answers_ += ", \"sign_" + std::to_string(i) + "\": " + (is_so ? "true" : "false");
    }
    void rule(const std::string& condition, const std::string& outcome = "refer to a doctor",
              const std::string& more = {}) {
        last_ = "rule-" + std::to_string(rule_count_++);
        rules_ += "  - {id: " + last_ + ", rule: " + condition + " → " + outcome + more + "}\n";
    }

    void rules() {
        for (std::size_t i = 0; i < count_; ++i) {
            declare_fact(numbered("sign", i), "yes/no");
            answer(i, i % 3 == 0);
            rule(numbered("sign", i) + " and fever");
        }
    }

    void terms() {
        for (std::size_t i = 0; i < chain; ++i) {
            declare_fact(numbered("sign", i), "yes/no");
            answer(i, i == 1);
        }
        for (std::size_t i = 0; i < count_; ++i) {
            const std::string own = numbered("sign", i % chain);
            terms_ += "  " + numbered("state", i) + ": " +
                      (i % chain == 0 ? own : numbered("state", i - 1) + " or " + own) + '\n';
            if (i % chain == chain - 1) rule(numbered("state", i) + " and fever");
        }
    }

    void gates() {
        for (std::size_t i = 0; i < count_; ++i) {
            const bool is_first = i % chain == 0;
            declare_fact(
                numbered("sign", i),
                is_first ? "yes/no" : "{type: yes/no, only if: " + numbered("sign", i - 1) + '}');
            answer(i, true);
            if (i % chain == chain - 1) rule(numbered("sign", i) + " and fever");
        }
    }

    void overrides() {
        for (std::size_t i = 0; i < count_; ++i) {
            declare_fact(numbered("sign", i), "yes/no");
            answer(i, true);
            rule(numbered("sign", i) + " and fever", "refer to a doctor",
                 i % chain == 0 ? "" : ", overrides: [rule-" + std::to_string(i - 1) + ']');
        }
        last_ = "rule-" + std::to_string((rule_count_ - 1) / chain * chain);  // lifted by most
    }

    void records() {
        declare_fact("visits",
                     "{type: records, each: visit, dated by: held, of: {held: date, eased: yes/no, "
                     "strength: {type: number, from: 0, to: 9}}}");
        rule("latest strength of visits >= 4 and fever");
        rule("at least 2 visits where (eased and strength >= 5) and fever");
        lists_ = "\"visits\": [";
        for (std::size_t i = 0; i < count_; ++i) {
            const auto two_digits = [](std::size_t number) {
                return (number < 10 ? "0" : "") + std::to_string(number);
            };
            lists_ += std::string(i == 0 ? "" : ", ") + R"({"held": ")" +
                      std::to_string(1980 + i / 336) + '-' + two_digits(i / 28 % 12 + 1) + '-' +
                      two_digits(i % 28 + 1) + R"(", "eased": )" + (i % 2 == 0 ? "true" : "false") +
                      R"(, "strength": )" + std::to_string(i % 10) + '}';
        }
        lists_ += ']';
        answers_ += ", " + lists_;
    }

    void scores() {
        for (std::size_t i = 0; i < count_; ++i) {
            std::string items;
            for (std::size_t j = 0; j < items_of_a_score; ++j) {
                const std::size_t item = i * items_of_a_score + j;
                declare_fact(numbered("sign", item), "yes/no");
                answer(item, item % 2 == 0);
                items += (items.empty() ? "" : ", ") + numbered("sign", item) + ": 1";
            }
            scores_ += "  " + numbered("score", i) + ": {points: [" + items + "]}\n";
            rule(numbered("score", i) + " >= 5 and fever");
        }
    }

    /// Of two rules each, one advises against what the other one suggests.
    void findings() {
        for (std::size_t i = 0; i < count_; i += 2) {
            declare_fact(numbered("sign", i), "yes/no");
            answer(i, i % 3 == 0);
            const std::string outcome = numbered("exercise", i);
            outcomes_ += "  avoid " + outcome + ": No.\n  suggest " + outcome + ": Yes.\n";
            rule(numbered("sign", i) + " and fever", "avoid " + outcome);
            rule(numbered("sign", i), "suggest " + outcome);
        }
    }

    static std::string renamed(std::string rules) {
        for (std::size_t at = 0; (at = rules.find("rule-", at)) != std::string::npos; ++at) {
            rules.replace(at, 4, "item");
        }
        return rules;
    }

    [[nodiscard]] std::string file(const std::string& version, const std::string& guard) const {
        std::string text = "caveat: 1\nid: grown\nversion: " + version + "\nfacts:\n" + facts_;
        if (!terms_.empty()) text += "terms:\n" + terms_;
        if (!scores_.empty()) text += "scores:\n" + scores_;
        text += "outcomes:\n  refer to a doctor: Go.\n" + outcomes_ + "rules:\n" + rules_;
        return text + "  - {id: other, rule: " + guard + " → refer to a doctor}\n";
    }

    std::size_t count_;
    std::size_t rule_count_ = 0;
    std::string facts_;
    std::string terms_;
    std::string scores_;
    std::string outcomes_;
    std::string rules_;
    std::string answers_;
    std::string lists_;
    std::string last_;
};

}  // namespace

Grown grown(Direction direction, std::size_t count) {
    return Writer(count).made(direction);
}

}  // namespace caveat::tests
