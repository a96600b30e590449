// The n-th allocation fails, for every n: what comes back is the word that memory ran out, or what
// comes back otherwise, and nothing is leaked.

#include <caveat/batch.hpp>
#include <caveat/caveat.h>
#include <caveat/caveat.hpp>
#include <caveat/format.hpp>
#include <caveat/json.hpp>

#include "failing.hpp"
#include "support/arrow_arrays.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <new>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace caveat::tests {

namespace {

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

const std::filesystem::path rules_folder = std::filesystem::path(CAVEAT_SOURCE_DIR) / "rules";

/// Nothing where memory ran out.
using Outcome = std::optional<std::string>;

/// Fails each allocation in turn, `step` apart (1: all). CAVEAT_ALLOCATION_STEP=1 makes every one.
void fail_each(const std::string& what, std::int64_t step, const std::function<Outcome()>& work) {
    // What is made once for the whole process is made here.
    const Outcome expected = work();
    BOOST_TEST_REQUIRE(expected.has_value(), what);
    if (const char* const given = std::getenv("CAVEAT_ALLOCATION_STEP")) step = std::atoll(given);
    std::int64_t in_all = 0;
    {
        const FailingAllocation none(0);
        (void)work();
        in_all = none.asked();
    }
    std::int64_t refusals = 0;
    for (std::int64_t n = 1; n <= in_all; n += step) {
        std::int64_t live = 0;
        bool is_same = false;
        bool is_out_of_memory = false;
        {
            const FailingAllocation failing(n);
            {
                const Outcome outcome = work();
                is_out_of_memory = !outcome.has_value();
                is_same = outcome == expected;
            }
            live = failing.live();
        }
        refusals += is_out_of_memory ? 1 : 0;
        if (!is_same && !is_out_of_memory) BOOST_TEST(false, what << ": another result at " << n);
        if (live != 0) BOOST_TEST(false, what << ": " << live << " not given back at " << n);
    }
    BOOST_TEST_MESSAGE(what << ": " << in_all << " allocations, " << refusals << " refused");
    BOOST_TEST(refusals > 0, what);
}

/// What C gave so far; nothing once memory ran out, and a complaint where something came beside
/// that.
class InC {
  public:
    InC() = default;
    ~InC() {
        caveat_screening_free(screening);
        caveat_profile_free(profile);
        caveat_rules_free(rules);
    }
    InC(const InC&) = delete;
    InC& operator=(const InC&) = delete;

    /// Whether to go on.
    bool is_done(caveat_status status) {
        if (status == CAVEAT_OUT_OF_MEMORY) {
            outcome_.reset();
            return false;
        }
        if (status == CAVEAT_OK) return true;
        add(std::to_string(status));
        return false;
    }
    /// Takes a text that was handed out.
    bool is_done(caveat_status status, char* text) {
        if (status != CAVEAT_OK && text != nullptr) complain("a text beside no success");
        if (text != nullptr) add(text);
        caveat_string_free(text);
        return is_done(status);
    }
    void add(const char* words) {
        try {
            if (outcome_) *outcome_ += words;
        } catch (const std::bad_alloc&) {
            outcome_.reset();
        }
    }
    void add(const std::string& words) { add(words.c_str()); }
    void complain(const char* words) { complaint_ = words; }
    /// Takes it out, without memory.
    Outcome outcome() {
        if (complaint_ != nullptr) return Outcome(complaint_);
        return std::exchange(outcome_, std::nullopt);
    }

    caveat_rules* rules = nullptr;
    caveat_profile* profile = nullptr;
    caveat_screening* screening = nullptr;

  private:
    Outcome outcome_ = std::string();
    const char* complaint_ = nullptr;
};

/// Loads; the diagnostics are asked for too.
bool load_in_c(InC& c, const std::string& text) {
    caveat_diagnostics* diagnostics = nullptr;
    char* drawn = nullptr;
    const caveat_status status =
        caveat_load_text(text.data(), text.size(), "r.yaml", nullptr, &c.rules, &diagnostics);
    if ((status == CAVEAT_OK) != (c.rules != nullptr)) c.complain("rules beside no success");
    bool is_drawn = true;
    if (diagnostics != nullptr) {
        const caveat_status drawing = caveat_diagnostics_render(diagnostics, &drawn);
        is_drawn = c.is_done(drawing, drawn);
    }
    caveat_diagnostics_free(diagnostics);
    return c.is_done(status) && is_drawn;
}

/// One report from JSON.
Outcome in_c(const std::string& rules_text, const std::string& profile) {
    InC c;
    if (load_in_c(c, rules_text)) {
        char* report = nullptr;
        const caveat_status status =
            caveat_screen_json(c.rules, profile.data(), profile.size(), nullptr, &report, nullptr);
        (void)c.is_done(status, report);
    }
    return c.outcome();
}

/// A profile by calls, screened and asked about. `c` has rules.
void talk_in_c(InC& c) {
    const auto place = [&](const char* path) {
        caveat_place found{};
        (void)c.is_done(caveat_place_find(c.rules, path, std::strlen(path), &found));
        return found;
    };
    const auto set = [&](const char* path, caveat_answer answer) {
        answer.size = sizeof answer;
        return c.is_done(caveat_profile_set(c.profile, place(path), &answer));
    };
    caveat_answer yes{};
    yes.kind = CAVEAT_ANSWER_YES_NO;
    yes.yes = 1;
    caveat_answer number{};
    number.kind = CAVEAT_ANSWER_NUMBER;
    number.number.coefficient = 8;
    const caveat_text region{"lower back", 10};
    caveat_answer codes{};
    codes.kind = CAVEAT_ANSWER_CODES;
    codes.present = &region;
    codes.present_count = 1;
    if (!c.is_done(caveat_profile_new(c.rules, &c.profile)) ||
        !c.is_done(caveat_profile_patient(c.profile, "a patient with a long id", 24)) ||
        !c.is_done(caveat_profile_as_of(c.profile, "2026-11-20", 10)) || !set("back pain", yes) ||
        !set("pain nrs", number) || !set("pain regions", codes)) {
        return;
    }
    std::uint32_t record = 0;
    if (!c.is_done(caveat_profile_add_record(c.profile, place("sessions").fact, &record)) ||
        !set("sessions[0].spasm_eased", yes) || !c.is_done(caveat_screening_new(&c.screening)) ||
        !c.is_done(caveat_screen(c.profile, nullptr, c.screening))) {
        return;
    }
    caveat_screening_info info{};
    info.size = sizeof info;
    caveat_reason reason{};
    reason.size = sizeof reason;
    std::uint32_t questions = 0;
    if (!c.is_done(caveat_screening_get(c.screening, &info)) ||
        !c.is_done(caveat_screening_question_count(c.screening, &questions, nullptr))) {
        return;
    }
    for (std::uint32_t rule = 0; rule < info.rule_count; ++rule) {
        const caveat_status status = caveat_screening_reason(c.screening, rule, 0, &reason);
        if (status == CAVEAT_NOT_FOUND) continue;
        if (!c.is_done(status)) return;
        c.add(reason.text.data);
    }
    // A change after a look, and the look again.
    char* report = nullptr;
    if (!set("back pain", caveat_answer{}) ||
        !c.is_done(caveat_screen(c.profile, nullptr, c.screening))) {
        return;
    }
    const caveat_status written = caveat_screening_json(c.screening, nullptr, &report, nullptr);
    (void)c.is_done(written, report);
}

/// Everything that can be asked of one screening.
std::string all_of(const RuleSet& rules, const std::string& profile_text) {
    Screening screening;
    const Profile profile = read_profile(rules, profile_text);
    screen(profile, screening);
    std::string all = write_report(screening) + write_text(screening);
    Explanation explanation;
    explain_all(screening, explanation);
    for (std::uint32_t i = 0; i < rules.rule_count(); ++i) {
        for (const std::string& fact : unknown_facts(screening, {i})) all += fact;
    }
    Batch batch(rules, std::vector<Profile>{profile, profile});
    BatchScreening screened;
    screen(batch, 0, 2, screened);
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(allocation)

BOOST_AUTO_TEST_CASE(loading_and_screening_through_c) {
    constexpr std::int64_t step = 41;  // loading takes some ten thousand
    for (const auto* name :
         {"back-pain-massage", "blood-pressure", "neck-injury", "sacroiliac-joint", "start-back"}) {
        const std::string rules = text_of(rules_folder / (std::string(name) + ".yaml"));
        const std::string profile = R"({"patient": "p", "as_of": "2026-11-20", "facts": {}})";
        fail_each(name, step, [&] { return in_c(rules, profile); });
    }
}

BOOST_AUTO_TEST_CASE(a_conversation_through_c) {
    const std::string text = text_of(rules_folder / "back-pain-massage.yaml");
    caveat_rules* rules = nullptr;
    BOOST_REQUIRE_EQUAL(
        caveat_load_text(text.data(), text.size(), nullptr, nullptr, &rules, nullptr), CAVEAT_OK);
    fail_each("conversation", 1, [&] {
        InC c;
        c.rules = caveat_rules_retain(rules);
        talk_in_c(c);
        return c.outcome();
    });
    caveat_rules_free(rules);
}

BOOST_AUTO_TEST_CASE(record_batches_through_c) {
    const std::string text = text_of(rules_folder / "back-pain-massage.yaml");
    caveat_rules* rules = nullptr;
    BOOST_REQUIRE_EQUAL(
        caveat_load_text(text.data(), text.size(), nullptr, nullptr, &rules, nullptr), CAVEAT_OK);
    std::vector<testing::ArrowColumn> columns;
    columns.push_back(testing::bools_column("back pain", {true, false, {}}));
    columns.push_back(testing::numbers_column<std::int32_t>("pain nrs", "i", {8, 11, 2}));
    const testing::ArrowColumn batch = testing::record_batch(std::move(columns), 3);
    const testing::ReadSchema schema(batch);
    const testing::ReadArray array(batch);
    caveat_arrow_options options{};
    options.size = sizeof options;
    options.as_of = "2026-11-20";
    options.rules = CAVEAT_ARROW_RULES_LISTS;
    options.outcomes = options.questions = 1;
    options.report = CAVEAT_ARROW_REPORT_ALL;
    constexpr std::int64_t step = 13;
    fail_each("arrow", step, [&] {
        InC c;
        caveat_binding* binding = nullptr;
        ArrowSchema given{};
        ArrowArray out{};
        if (c.is_done(caveat_arrow_bind(rules, &schema.schema, &options, &binding, nullptr)) &&
            c.is_done(caveat_arrow_schema(binding, &given)) &&
            c.is_done(caveat_arrow_screen(binding, &array.array, 0, 3, &out, nullptr))) {
            c.add(std::to_string(out.length).c_str());
        }
        if (given.release != nullptr) given.release(&given);
        if (out.release != nullptr) out.release(&out);
        caveat_binding_free(binding);
        return c.outcome();
    });
    caveat_rules_free(rules);
}

BOOST_AUTO_TEST_CASE(a_stream_of_record_batches_through_c) {
    const std::string text = text_of(rules_folder / "start-back.yaml");
    caveat_rules* rules = nullptr;
    BOOST_REQUIRE_EQUAL(
        caveat_load_text(text.data(), text.size(), nullptr, nullptr, &rules, nullptr), CAVEAT_OK);
    std::vector<testing::ArrowColumn> columns;
    columns.push_back(testing::texts_column("patient", "u", {"a", "b"}));
    const testing::ArrowColumn batch = testing::record_batch(std::move(columns), 2);
    caveat_arrow_options options{};
    options.size = sizeof options;
    options.as_of = "2026-11-20";
    options.outcomes = 1;
    constexpr std::int64_t step = 7;
    fail_each("arrow stream", step, [&]() -> Outcome {
        InC c;
        ArrowArrayStream in{};
        ArrowArrayStream out{};
        try {
            testing::give_stream({batch, batch}, in);
        } catch (const std::bad_alloc&) {
            return std::nullopt;
        }
        const caveat_status status = caveat_arrow_stream(rules, &in, &options, &out, nullptr);
        if (in.release != nullptr) c.complain("a stream that was not taken");
        if ((out.release != nullptr) != (status == CAVEAT_OK)) c.complain("no stream, or too many");
        // Its producer had no memory.
        if (!c.is_done(status == CAVEAT_STREAM_FAILED ? CAVEAT_OUT_OF_MEMORY : status)) {
            return c.outcome();
        }
        int failed = 0;
        while (failed == 0) {
            ArrowArray next{};
            failed = out.get_next(&out, &next);
            if (next.release == nullptr) break;
            c.add(std::to_string(next.length).c_str());
            next.release(&next);
        }
        out.release(&out);
        if (failed == ENOMEM) (void)c.is_done(CAVEAT_OUT_OF_MEMORY);
        if (failed != 0 && failed != ENOMEM) c.complain("another failure");
        return c.outcome();
    });
    caveat_rules_free(rules);
}

BOOST_AUTO_TEST_CASE(the_contract_of_a_profile_through_c) {
    const std::string text = text_of(rules_folder / "back-pain-massage.yaml");
    caveat_rules* rules = nullptr;
    BOOST_REQUIRE_EQUAL(
        caveat_load_text(text.data(), text.size(), nullptr, nullptr, &rules, nullptr), CAVEAT_OK);
    for (const caveat_schema_form form :
         {CAVEAT_SCHEMA_JSON, CAVEAT_SCHEMA_TYPESCRIPT, CAVEAT_SCHEMA_PYTHON}) {
        fail_each("contract " + std::to_string(form), 1, [&] {
            InC c;
            char* written = nullptr;
            const caveat_status status = caveat_rules_schema(rules, form, &written, nullptr);
            (void)c.is_done(status, written);
            return c.outcome();
        });
    }
    caveat_rules_free(rules);
}

BOOST_AUTO_TEST_CASE(a_rule_file_with_mistakes_through_c) {
    std::string rules = text_of(rules_folder / "start-back.yaml");
    for (std::size_t at = rules.find(" >= "); at != std::string::npos;
         at = rules.find(" >= ", at)) {
        rules.replace(at, 4, " >> ");
    }
    constexpr std::int64_t step = 41;
    fail_each("mistakes", step, [&] { return in_c(rules, "{}"); });
}

BOOST_AUTO_TEST_CASE(screening_and_asking_everything_in_cpp) {
    const Loaded loaded = load_file((rules_folder / "back-pain-massage.yaml").string());
    BOOST_TEST_REQUIRE(loaded.rules.has_value());
    constexpr std::int64_t step = 3;
    const auto profiles = std::filesystem::path(CAVEAT_SOURCE_DIR) / "examples" / "profiles";
    for (const auto* name : {"09-session-history.json", "08-wrong-value.json"}) {
        const std::string profile = text_of(profiles / name);
        fail_each(name, step, [&]() -> Outcome {
            try {
                return all_of(*loaded.rules, profile);
            } catch (const std::bad_alloc&) {
                return std::nullopt;
            }
        });
    }
}

BOOST_AUTO_TEST_CASE(laying_out_a_rule_file) {
    const std::string rules = text_of(rules_folder / "start-back.yaml");
    constexpr std::int64_t step = 41;
    fail_each("format", step, [&]() -> Outcome {
        try {
            const Formatted formatted = format_rules(rules, "r.yaml");
            return formatted.text.value_or("");
        } catch (const std::bad_alloc&) {
            return std::nullopt;
        }
    });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::tests
