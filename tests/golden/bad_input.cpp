// Files and profiles that want to hurt: each is refused with its own error, in a process of its own
// that may neither crash nor hang nor take much memory.

#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "support/golden.hpp"

#include <boost/test/unit_test.hpp>

#include <csignal>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

BOOST_AUTO_TEST_SUITE(bad_input)

namespace {

namespace files = std::filesystem;

constexpr long most_kibibytes = 200L * 1024L;
constexpr rlim_t most_cpu_seconds = 60;  // a hang, not slowness
constexpr std::size_t million = 1'000'000;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool measures_memory = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
constexpr bool measures_memory = false;
#else
constexpr bool measures_memory = true;
#endif
#else
constexpr bool measures_memory = true;
#endif

struct Outcome {
    bool ended = false;  ///< neither killed by a signal nor left by an exception
    std::string said;
    long kibibytes = 0;
};

/// Runs `work` in a child process. What it returns comes back through a pipe.
Outcome in_a_process(const std::function<std::string()>& work) {
    int ends[2] = {-1, -1};
    BOOST_REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    BOOST_REQUIRE(child >= 0);
    if (child == 0) {
        for (const int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL}) {
            std::signal(signal, SIG_DFL);
        }
        const rlimit time{most_cpu_seconds, most_cpu_seconds};
        setrlimit(RLIMIT_CPU, &time);
        int code = 1;
        try {
            const std::string said = work().substr(0, 4096);
            if (write(ends[1], said.data(), said.size()) == static_cast<ssize_t>(said.size())) {
                code = 0;
            }
        } catch (...) {
            code = 2;
        }
        _exit(code);
    }
    close(ends[1]);
    Outcome outcome;
    char piece[512];
    for (ssize_t count = 0; (count = read(ends[0], piece, sizeof piece)) > 0;) {
        outcome.said.append(piece, static_cast<std::size_t>(count));
    }
    close(ends[0]);
    int status = 0;
    rusage usage{};
    BOOST_REQUIRE(wait4(child, &status, 0, &usage) == child);
    outcome.ended = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    outcome.kibibytes = usage.ru_maxrss;
    return outcome;
}

/// The first code, and whether there is more; `ok` for a file that is loaded.
std::string summary(const caveat::Loaded& loaded) {
    if (loaded.rules) return "ok";
    if (loaded.diagnostics.empty()) return "nothing said";
    if (caveat::render(loaded).empty()) return "nothing drawn";
    return loaded.diagnostics.front().code;
}

std::string repeated(std::string_view part, std::size_t count) {
    std::string all;
    all.reserve(part.size() * count);
    for (std::size_t i = 0; i < count; ++i) all += part;
    return all;
}

const std::string head =
    "caveat: 1\nid: sample\nversion: 1.0.0\nfacts:\n  fever: {type: yes/no}\n"
    "  chills: {type: yes/no}\n  weight: {type: number, from: 1, to: 9}\n"
    "outcomes:\n  avoid massage:\n  suggest rest:\n";

std::string rule_when(const std::string& condition) {
    return head + "rules:\n  - id: one\n    then: avoid massage\n    when: " + condition + "\n";
}

std::string deeper_every_line(std::size_t lines) {
    std::string text;
    for (std::size_t i = 0; i < lines; ++i) text += std::string(i, ' ') + "a:\n";
    return text;
}

/// Every level ten times the one before.
std::string bomb_of_aliases() {
    std::string text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
    for (char level = 'b'; level <= 'z'; ++level) {
        text += std::string(1, level) + ": &" + level + " [";
        for (int i = 0; i < 10; ++i) text += std::string("*") + static_cast<char>(level - 1) + ", ";
        text += "]\n";
    }
    return text;
}

std::string counts_inside_counts(std::size_t depth) {
    std::string condition = "fever";
    for (std::size_t i = 0; i < depth; ++i) condition = "exactly 1 of (" + condition + "; chills)";
    return rule_when(condition);
}

std::string everybody_overrides(std::size_t rules) {
    std::string text = head + "rules:\n";
    for (std::size_t i = 0; i < rules; ++i) {
        const std::string number = std::to_string(i);
        text += "  - {id: a" + number + ", rule: fever → avoid massage, overrides: all suggest}\n";
        text += "  - {id: s" + number + ", rule: fever → suggest rest}\n";
    }
    return text;
}

std::string many_lists(std::size_t lists, std::size_t entries) {
    std::string text;
    for (std::size_t i = 0; i < lists; ++i) {
        text += "k" + std::to_string(i) + ":\n" + repeated("- a\n", entries);
    }
    return text;
}

std::string many_unknown_names(std::size_t count) {
    std::string text = head + "rules:\n";
    for (std::size_t i = 0; i < count; ++i) {
        text += "  - fewer " + std::to_string(i) + " → avoid massage\n";
    }
    return text;
}

std::string random_bytes(std::size_t count) {
    std::mt19937 engine(20261120);
    std::string bytes(count, '\0');
    for (char& byte : bytes) byte = static_cast<char>(engine() & 0xFFU);
    return bytes;
}

struct BadText {
    const char* name;
    std::function<std::string()> make;
    const char* said;
};

const std::vector<BadText>& bad_rule_files() {
    static const std::vector<BadText> all = {
        {"nothing", [] { return std::string(); }, "empty-file"},
        {"blanks", [] { return repeated(" \n", million); }, "empty-file"},
        {"one comma", [] { return std::string(","); }, "dropped-content"},
        {"random bytes", [] { return random_bytes(million); }, "not-utf8"},
        {"an executable",
         [] {
             return "\x7f"
                    "ELF" +
                    std::string(100, '\0');
         },
         "not-utf8"},
        {"UTF-16",
         [] {
             return std::string(
                 "\xff\xfe"
                 "c\0a\0v\0",
                 8);
         },
         "not-utf8"},
        {"a hundred megabytes", [] { return repeated("# nothing\n", 10 * million); },
         "file-too-large"},
        {"a million brackets", [] { return repeated("[", million); }, "nesting"},
        {"a million braces", [] { return repeated("{", million); }, "nesting"},
        {"a million mappings", [] { return repeated("{a: ", million); }, "nesting"},
        {"a million lists on a line", [] { return repeated("- ", million); }, "nesting"},
        {"a million keys of keys", [] { return repeated("? ", million); }, "complex-key"},
        {"a deeper line each time", [] { return deeper_every_line(3'900); }, "nesting"},
        {"a million parentheses", [] { return rule_when(repeated("(", million)); }, "text-length"},
        {"parentheses in a legal text", [] { return rule_when(repeated("(", 60'000)); },
         "expression-depth"},
        {"not not not", [] { return rule_when(repeated("not ", 16'000) + "fever"); }, "double-not"},
        {"not (not (not (", [] { return rule_when(repeated("not (", 10'000) + "fever"); },
         "expression-depth"},
        {"a long sum", [] { return rule_when(repeated("weight + ", 7'000) + "weight >= 7"); },
         "expression-depth"},
        {"min(min(min(", [] { return rule_when(repeated("min(", 15'000) + "weight"); },
         "expression-depth"},
        {"counts inside counts", [] { return counts_inside_counts(60); }, "ok"},
        {"a bomb of aliases", bomb_of_aliases, "anchor"},
        {"anchors on one line", [] { return repeated("&a ", 2 * million); }, "anchor"},
        {"a million commas", [] { return "[" + repeated(",", million); }, "list-length"},
        {"a million entries", [] { return "a:\n" + repeated("- a\n", million); }, "list-length"},
        {"many long lists", [] { return many_lists(20, 99'000); }, "too-many-values"},
        {"one key a million times", [] { return repeated("a: b\n", million); }, "duplicate-key"},
        {"a text of megabytes", [] { return "a: \"" + repeated("x", 8 * million) + "\"\n"; },
         "text-length"},
        {"a text of a million lines", [] { return "a:\n" + repeated("  x\n", million); },
         "text-length"},
        {"a block of a million lines", [] { return "a: |\n" + repeated("  x\n", million); },
         "text-length"},
        {"an open double quote", [] { return "a: \"" + repeated("\\\\", million); },
         "unclosed-quote"},
        {"an open single quote", [] { return "a: '" + repeated("''", million); }, "unclosed-quote"},
        {"tabs", [] { return "a:\n" + repeated("\t", million); }, "unknown-key"},
        {"colons", [] { return repeated(":", million); }, "bad-indentation"},
        {"many unknown names", [] { return many_unknown_names(50'000); }, "unknown-name"},
        {"everybody overrides everybody", [] { return everybody_overrides(20'000); },
         "too-many-overrides"},
    };
    return all;
}

/// YAML that the library alone would accept or drop in silence.
const std::vector<BadText>& accepted_by_others() {
    static const std::vector<BadText> all = {
        {"a second document", [] { return rule_when("fever") + "---\nrules: []\n"; },
         "second-document"},
        {"a document after the end", [] { return rule_when("fever") + "...\nid: other\n"; },
         "dropped-content"},
        {"a key twice", [] { return rule_when("fever") + "id: other\n"; }, "duplicate-key"},
        {"a merge key", [] { return rule_when("fever") + "<<: {title: x}\n"; }, "merge-key"},
        {"a directive", [] { return "%TAG ! tag:x,2026:\n---\n" + rule_when("fever"); },
         "directive"},
        {"a tag", [] { return rule_when("!!str fever"); }, "tag"},
        {"an anchor", [] { return rule_when("&f fever"); }, "anchor"},
        {"a list as a key", [] { return rule_when("fever") + "? [a, b]\n: c\n"; }, "complex-key"},
        {"an invisible blank", [] { return rule_when("not\u00a0fever"); }, "forbidden-character"},
        {"a line separator", [] { return rule_when("not\u2028fever"); }, "forbidden-character"},
        {"a lone escape", [] { return rule_when("\"fever\\u0000\""); }, "forbidden-character"},
    };
    return all;
}

void check_all(const std::vector<BadText>& texts,
               const std::function<std::string(const std::string&)>& read) {
    for (const BadText& bad : texts) {
        BOOST_TEST_CONTEXT(bad.name) {
            const Outcome outcome = in_a_process([&] { return read(bad.make()); });
            BOOST_TEST(outcome.ended);
            BOOST_TEST(outcome.said == bad.said);
            if (measures_memory) BOOST_TEST(outcome.kibibytes < most_kibibytes);
        }
    }
}

/// A file of the test's own, removed with it.
class ScratchFile {
  public:
    explicit ScratchFile(const std::string& name)
        : path_(files::temp_directory_path() /
                ("caveat-" + std::to_string(getpid()) + "-" + name)) {}
    ~ScratchFile() {
        std::error_code ignored;
        files::remove_all(path_, ignored);
    }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    [[nodiscard]] const files::path& path() const { return path_; }

  private:
    files::path path_;
};

std::string load_summary(const std::string& path) {
    const auto loaded = caveat::load_file(path);
    return summary(loaded) + ": " + loaded.diagnostics.front().message;
}

caveat::RuleSet rules_for_profiles() {
    const auto loaded = caveat::load_text(rule_when("fever and weight >= 7"));
    BOOST_REQUIRE_MESSAGE(loaded.rules, caveat::render(loaded));
    return *loaded.rules;
}

std::string read_and_screen(const std::string& json) {
    const auto rules = rules_for_profiles();
    const auto profile = caveat::read_profile(rules, json);
    caveat::Screening screening;
    caveat::screen(profile, screening);
    if (caveat::write_report(screening).empty()) return "no report";
    return profile.problems().empty() ? "ok" : profile.problems().front().code;
}

const std::vector<BadText>& bad_profiles() {
    static const std::vector<BadText> all = {
        {"nothing", [] { return std::string(); }, "invalid-json"},
        {"one comma", [] { return std::string(","); }, "invalid-json"},
        {"random bytes", [] { return random_bytes(million); }, "not-utf8"},
        {"a hundred megabytes", [] { return repeated(" ", 100 * million); }, "too-large"},
        {"a million brackets", [] { return repeated("[", million); }, "wrong-shape"},
        {"a million objects", [] { return repeated("{\"a\":", million); }, "invalid-json"},
        {"objects inside objects",
         [] { return repeated("{\"a\":", 1'000) + "1" + repeated("}", 1'000); }, "too-deep"},
        {"more values than may be",
         [] {
             return "{\"as_of\": \"2026-11-20\", \"facts\": {\"fever\": [1" +
                    repeated(",1", 2 * million) + "]}}";
         },
         "too-large"},
        {"closed brackets", [] { return repeated("[", million) + repeated("]", million); },
         "wrong-shape"},
        {"an open text", [] { return "{\"patient\": \"" + repeated("x", million); },
         "invalid-json"},
        {"a million entries", [] { return "[1" + repeated(",1", 2 * million) + "]"; },
         "wrong-shape"},
        {"a fact a million times",
         [] {
             return "{\"as_of\": \"2026-11-20\", \"facts\": {\"fever\": true" +
                    repeated(", \"fever\": true", 400'000) + "}}";
         },
         "given-twice"},
        {"many unknown facts",
         [] {
             std::string json = "{\"as_of\": \"2026-11-20\", \"facts\": {\"fever\": true";
             for (int i = 0; i < 100'000; ++i) json += ", \"fewer" + std::to_string(i) + "\": 1";
             return json + "}}";
         },
         "unknown-fact"},
        {"a million digits",
         [] {
             return "{\"as_of\": \"2026-11-20\", \"facts\": {\"weight\": " +
                    repeated("1", million) + "}}";
         },
         "too-many-digits"},
        {"a second profile", [] { return std::string("{\"facts\": {}} {\"facts\": {}}"); },
         "invalid-json"},
    };
    return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_rule_file_that_wants_to_hurt_is_refused_in_bounded_memory) {
    check_all(bad_rule_files(),
              [](const std::string& text) { return summary(caveat::load_text(text)); });
}

BOOST_AUTO_TEST_CASE(yaml_that_others_accept_is_an_error_here) {
    check_all(accepted_by_others(),
              [](const std::string& text) { return summary(caveat::load_text(text)); });
}

BOOST_AUTO_TEST_CASE(a_profile_that_wants_to_hurt_is_a_problem_in_bounded_memory) {
    check_all(bad_profiles(), read_and_screen);
}

BOOST_AUTO_TEST_CASE(a_path_that_is_no_rule_file_is_said_so) {
    BOOST_TEST(load_summary("no/such/file.yaml") == "file-not-found: there is no such file");
    const ScratchFile folder("folder");
    files::create_directory(folder.path());
    BOOST_TEST(load_summary(folder.path().string()) ==
               "file-unreadable: this is a folder, not a rule file");
    BOOST_TEST(load_summary("") == "file-not-found: there is no such file");
    const ScratchFile empty("empty.yaml");
    std::ofstream(empty.path()).close();
    BOOST_TEST(load_summary(empty.path().string()) == "empty-file: this file holds nothing");
    const std::string too_long_a_name(10'000, 'x');
    BOOST_TEST(caveat::load_file(too_long_a_name).diagnostics.front().code == "file-unreadable");
    const std::string with_zero("rules\0.yaml", 11);
    BOOST_TEST(caveat::load_file(with_zero).has_errors());
    BOOST_TEST(caveat::load_file("\xff\xfe.yaml").has_errors());
}

BOOST_AUTO_TEST_CASE(a_file_without_end_is_read_up_to_the_limit) {
    const ScratchFile huge("huge.yaml");
    std::ofstream(huge.path()).close();
    files::resize_file(huge.path(), 100 * million);  // takes no place on the disk
    const auto from = [](const std::string& path) {
        return in_a_process([path] { return summary(caveat::load_file(path)); });
    };
    const Outcome outcome = from(huge.path().string());
    BOOST_TEST(outcome.said == "file-too-large");
    if (measures_memory) BOOST_TEST(outcome.kibibytes < most_kibibytes);
    if (files::exists("/dev/zero")) BOOST_TEST(from("/dev/zero").said == "file-too-large");
}

BOOST_AUTO_TEST_CASE(a_file_at_the_limit_is_read_and_one_byte_more_is_not) {
    const std::string text = rule_when("fever");
    caveat::Limits limits;
    limits.file_bytes = text.size();
    BOOST_TEST(caveat::load_text(text, "rules.yaml", limits).rules.has_value());
    --limits.file_bytes;
    const auto refused = caveat::load_text(text, "rules.yaml", limits);
    BOOST_TEST(summary(refused) == "file-too-large");
    BOOST_TEST(refused.source.text.empty());  // not even copied
}

BOOST_AUTO_TEST_CASE(many_errors_are_closed_with_one) {
    const auto loaded = caveat::load_text(many_unknown_names(5'000));
    BOOST_TEST(loaded.diagnostics.size() == 201U);
    BOOST_TEST(loaded.diagnostics.back().code == "too-many-errors");
}

BOOST_AUTO_TEST_SUITE_END()
