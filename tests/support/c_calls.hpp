#pragma once

// Profiles said to the C interface by calls alone, and the reports that it gives.

#include <caveat/caveat.h>
#include <caveat/profile.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace caveat::testing {

template <auto free_it>
struct Free {
    template <typename Handle>
    void operator()(Handle* handle) const {
        free_it(handle);
    }
};
using CRules = std::unique_ptr<caveat_rules, Free<caveat_rules_free>>;
using CProfile = std::unique_ptr<caveat_profile, Free<caveat_profile_free>>;
using CScreening = std::unique_ptr<caveat_screening, Free<caveat_screening_free>>;
using CText = std::unique_ptr<char, Free<caveat_string_free>>;

template <typename Struct>
Struct fresh() {
    Struct made{};
    made.size = sizeof made;
    return made;
}

inline caveat_text text_of(std::string_view words) {
    return {words.data(), words.size()};
}

inline std::string said(const caveat_text& text) {
    return {text.data, text.length};
}

/// Says by calls what an answer of C++ says; records apart.
class Said {
  public:
    explicit Said(const caveat::Answer& answer) { std::visit(*this, answer.value); }
    const caveat_answer& operator*() const { return out_; }

    void operator()(std::monostate) {}
    void operator()(NotKnown) { out_.kind = CAVEAT_ANSWER_NOT_KNOWN; }
    void operator()(bool yes) {
        out_.kind = CAVEAT_ANSWER_YES_NO;
        out_.yes = yes ? 1 : 0;
    }
    void operator()(const Decimal& number) {
        out_.kind = CAVEAT_ANSWER_NUMBER;
        out_.number = end(number);
    }
    void operator()(const caveat::Quantity& quantity) {
        (*this)(quantity.value);
        out_.unit = text_of(quantity.unit);
    }
    void operator()(const NumberWithin& limits) {
        out_.kind = CAVEAT_ANSWER_NUMBER_WITHIN;
        if (limits.from) out_.from = end(*limits.from);
        if (limits.above) out_.above = end(*limits.above);
        if (limits.to) out_.to = end(*limits.to);
        if (limits.below) out_.below = end(*limits.below);
        out_.unit = text_of(limits.unit);
    }
    void operator()(const NumberText& number) {
        out_.kind = CAVEAT_ANSWER_NUMBER_TEXT;
        out_.text = text_of(number.digits);
        out_.unit = text_of(number.unit);
    }
    void operator()(const Date& date) {
        out_.kind = CAVEAT_ANSWER_DATE;
        out_.date = {date.year, date.month, date.day};
    }
    void operator()(const std::string& text) {
        out_.kind = CAVEAT_ANSWER_CODE;
        out_.text = text_of(text);
    }
    void operator()(const Codes& codes) {
        out_.kind = CAVEAT_ANSWER_CODES;
        for (const std::string& code : codes.present) present_.push_back(text_of(code));
        for (const std::string& code : codes.absent) absent_.push_back(text_of(code));
        out_.present = present_.data();
        out_.present_count = present_.size();
        out_.absent = absent_.data();
        out_.absent_count = absent_.size();
        out_.is_complete = codes.is_complete ? 1 : 0;
    }
    void operator()(const Records& records) {
        out_.kind = CAVEAT_ANSWER_RECORDS;
        out_.is_complete = records.is_complete ? 1 : 0;
    }
    void operator()(const Unreadable& unreadable) {
        out_.kind = CAVEAT_ANSWER_UNREADABLE;
        out_.text = text_of(unreadable.what);
    }

  private:
    static caveat_decimal end(const Decimal& number) {
        return {number.coefficient, number.scale, 1};
    }

    std::vector<caveat_text> present_;
    std::vector<caveat_text> absent_;
    caveat_answer out_ = fresh<caveat_answer>();
};

inline bool set(caveat_profile* profile, const caveat_place& place, const caveat::Answer& answer) {
    return caveat_profile_set(profile, place, &*Said(answer)) == CAVEAT_OK;
}

inline bool set_records(caveat_profile* profile, const RuleSet& rules, FactId fact,
                        const Records& records) {
    const auto& fields = rules.fact(fact).fields;
    for (std::uint32_t at = 0; at < records.list.size(); ++at) {
        std::uint32_t record = 0;
        if (caveat_profile_add_record(profile, fact.index, &record) != CAVEAT_OK) return false;
        for (const auto& [name, answer] : records.list[at].fields) {
            const auto field = std::find_if(fields.begin(), fields.end(), [&](const auto& each) {
                return each.key == name || each.name == name;
            });
            if (field == fields.end()) return false;
            const auto index = static_cast<std::uint32_t>(field - fields.begin());
            if (!set(profile, {fact.index, record, index}, answer)) return false;
        }
    }
    return true;
}

/// The same profile by calls alone; null where a call fails.
inline CProfile by_calls(const caveat_rules* rules, const Profile& from) {
    caveat_profile* made = nullptr;
    if (caveat_profile_new(rules, &made) != CAVEAT_OK) return nullptr;
    CProfile profile(made);
    const std::string_view id = from.patient();
    if (!id.empty()) caveat_profile_patient(made, id.data(), id.size());
    const std::string day = from.as_of_text();
    if (!day.empty()) caveat_profile_as_of(made, day.data(), day.size());
    for (const caveat::Place& place : from.given()) {
        const caveat::Answer answer = from.answer(place);
        if (!set(made, {place.fact.index, CAVEAT_NONE, CAVEAT_NONE}, answer)) return nullptr;
        const auto* const records = std::get_if<Records>(&answer.value);
        if (records != nullptr && !set_records(made, from.rules(), place.fact, *records)) {
            return nullptr;
        }
    }
    return profile;
}

/// The report of a profile; or what went wrong.
inline std::string report_by(caveat_profile* profile, caveat_screening* screening) {
    char* report = nullptr;
    std::size_t length = 0;
    if (caveat_screen(profile, nullptr, screening) != CAVEAT_OK) return "not screened";
    if (caveat_screening_json(screening, nullptr, &report, &length) != CAVEAT_OK)
        return "no report";
    const CText owned(report);
    return {report, length};
}

inline std::string report_by_json(const caveat_rules* rules, const std::string& json,
                                  const caveat_screen_options* options = nullptr) {
    char* report = nullptr;
    std::size_t length = 0;
    if (caveat_screen_json(rules, json.data(), json.size(), options, &report, &length) !=
        CAVEAT_OK) {
        return "no report";
    }
    const CText owned(report);
    return {report, length};
}

}  // namespace caveat::testing
