// Writes made-up profiles for the rule set for back pain, one a line, to standard output:
//
//     bench_cohort PROFILES SEED > cohort.ndjson
//
// Most questions are answered, some are not, and some patients have sessions behind them.

#include "workload.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>

namespace {

constexpr double unanswered_share = 0.08;
constexpr double has_sessions_share = 0.35;
constexpr std::uint32_t most_sessions = 6;

/// A question answered by yes or no, and how many say yes.
struct Sign {
    std::string_view name;
    double share;
};
constexpr std::array signs = {
    Sign{"back_pain", 0.9},
    Sign{"muscle_tension", 0.5},
    Sign{"stiffness", 0.45},
    Sign{"limited_range_of_motion", 0.35},
    Sign{"muscle_spasm", 0.25},
    Sign{"muscle_inflammation", 0.08},
    Sign{"muscle_strain", 0.2},
    Sign{"osteoarthritis_spine", 0.12},
    Sign{"arthritis", 0.15},
    Sign{"sciatica", 0.15},
    Sign{"fibromyalgia", 0.04},
    Sign{"other_medical_condition", 0.2},
    Sign{"sleep_problem", 0.4},
    Sign{"low_mood", 0.25},
    Sign{"anxiety", 0.25},
    Sign{"stress", 0.5},
    Sign{"poor_posture", 0.4},
    Sign{"sedentary_job", 0.5},
    Sign{"expects_cure", 0.3},
    Sign{"prefers_drug_free", 0.4},
    Sign{"doctor_consulted", 0.55},
    Sign{"medical_check_done", 0.4},
    Sign{"therapist_arthritis_experience", 0.6},
    Sign{"therapist_back_training", 0.8},
    Sign{"relief_temporary", 0.3},
};
constexpr std::array techniques = {"gentle", "neuromuscular", "deep_tissue", "other"};

class Writer {
  public:
    explicit Writer(std::uint64_t seed) : random_(seed) {}

    const std::string& profile(std::size_t number) {
        char head[96];
        std::snprintf(head, sizeof head,
                      "{\"patient\":\"p%07zu\",\"as_of\":\"2026-11-20\",\"facts\":{", number);
        line_ = head;
        separator_ = "";
        write_signs();
        write_pain();
        if (is_answered()) write_injury();
        write_plan();
        line_ += "}}\n";
        return line_;
    }

  private:
    bool is_answered() { return !random_.chance(unanswered_share); }
    /// A number that is likelier to be small.
    std::uint32_t small(std::uint32_t limit) {
        return std::min(random_.below(limit), random_.below(limit));
    }

    void add(std::string_view name, std::string_view value) {
        line_ += separator_;
        line_ += '"';
        line_ += name;
        line_ += "\":";
        line_ += value;
        separator_ = ",";
    }
    void add_number(std::string_view name, std::uint32_t value) {
        if (is_answered()) add(name, std::to_string(value));
    }
    template <class Codes>
    std::string one_of(const Codes& codes) {
        return "\"" +
               std::string(
                   std::data(codes)[random_.below(static_cast<std::uint32_t>(std::size(codes)))]) +
               "\"";
    }
    void add_choices(std::string_view name, std::initializer_list<const char*> codes,
                     double share) {
        if (!is_answered()) return;
        std::string list;
        for (const char* code : codes)
            if (random_.chance(share))
                list += (list.empty() ? "\"" : ",\"") + std::string(code) + "\"";
        add(name, "[" + list + "]");
    }
    static const char* yes_or_no(bool is_yes) { return is_yes ? "true" : "false"; }

    void write_signs() {
        for (const Sign& sign : signs)
            if (is_answered()) add(sign.name, yes_or_no(random_.chance(sign.share)));
    }

    void write_pain() {
        add_number("pain_nrs", random_.below(11));
        if (is_answered())
            add("pain_duration_weeks",
                std::to_string(small(60)) + (random_.chance(0.3) ? ".5" : ""));
        add_choices("pain_regions", {"neck", "upper_back", "mid_back", "lower_back"}, 0.4);
        if (is_answered())
            add("soreness_cause", one_of(std::initializer_list<const char*>{
                                      "exercise", "overuse", "injury", "other", "none"}));
    }

    void write_injury() {
        const bool is_injured = random_.chance(0.3);
        add("back_injury", yes_or_no(is_injured));
        if (!is_injured) return;
        add_number("days_since_back_injury", small(200));
        if (is_answered())
            add("injury_mechanism", one_of(std::initializer_list<const char*>{
                                        "lifting", "exercise", "fall", "vehicle", "other"}));
        if (is_answered()) add("restricted_mobility", yes_or_no(random_.chance(0.5)));
    }

    void write_plan() {
        add_choices("goals", {"pain_relief", "prevention", "relaxation", "fitness"}, 0.45);
        add_choices("other_therapies",
                    {"physical_therapy", "chiropractic", "back_exercises", "diet", "physician_care",
                     "medication", "other"},
                    0.2);
        if (is_answered()) add("planned_technique", one_of(techniques));
        if (random_.chance(has_sessions_share))
            write_sessions(1 + random_.below(most_sessions));
        else if (is_answered())
            add("sessions", "[]");
    }

    void write_sessions(std::uint32_t count) {
        std::string list;
        for (std::uint32_t i = 0; i < count; ++i) {
            char date[48];
            std::snprintf(date, sizeof date, "\"2026-%02u-%02u\"", 9 + random_.below(2),
                          1 + random_.below(28));
            list += std::string(i == 0 ? "" : ",") + "{\"date\":" + date +
                    ",\"technique\":" + one_of(techniques);
            if (is_answered())
                list += std::string(",\"muscle_relaxed\":") + yes_or_no(random_.chance(0.8));
            if (is_answered())
                list += std::string(",\"spasm_eased\":") + yes_or_no(random_.chance(0.4));
            list += "}";
        }
        add("sessions", "[" + list + "]");
        add_number("massage_sessions_completed", count);
    }

    bench::Random random_;
    std::string line_;
    const char* separator_ = "";
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("usage: bench_cohort PROFILES SEED > cohort.ndjson\n", stderr);
        return 2;
    }
    const std::size_t profiles = std::strtoull(argv[1], nullptr, 10);
    Writer writer(std::strtoull(argv[2], nullptr, 10));
    for (std::size_t i = 0; i < profiles; ++i) {
        const std::string& line = writer.profile(i);
        if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) return 1;
    }
    return std::fflush(stdout) == 0 ? 0 : 1;
}
