// The guide for authors of rules, tried as it stands. Each page is read from top to bottom:
//
//   ```yaml   a whole file (`caveat: 1`), which is then the file of the page, or lines that are
//             added to its sections. It must load without a word, unless a ```text block follows:
//             then that is what is said about it, and the file of the page stays as it was.
//   ```json   the patient of the page.
//   ```sh     a command. Where a ```text block follows, it is what the command shows; elsewhere it
//             must succeed.
//   table     below `<!-- each is … -->`: every piece of code in its last column is tried in the
//             file of the page.
//
// The page of a rule set, NAME.md beside NAME.yaml, begins with that file as the file of the page.
//
// CAVEAT_UPDATE_GOLDEN=1 writes the ```text blocks anew; then read each one as an author would.

#include <caveat/json.hpp>
#include <caveat/rules.hpp>

#include "adapters/cli/cli.hpp"
#include "support/golden.hpp"
#include "support/markdown.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace {

namespace files = std::filesystem;
using caveat::testing::Piece;

constexpr const char* profile_file = "patient.json";

/// A folder of its own to run commands in, so that what they show names files as authors do.
class WorkingFolder {
  public:
    WorkingFolder()
        : before_(files::current_path()),
          folder_(files::temp_directory_path() / ("caveat-guide-" + std::to_string(getpid()))) {
        files::create_directories(folder_);
        files::current_path(folder_);
    }
    ~WorkingFolder() {
        std::error_code ignored;
        files::current_path(before_, ignored);
        files::remove_all(folder_, ignored);
    }
    WorkingFolder(const WorkingFolder&) = delete;
    WorkingFolder& operator=(const WorkingFolder&) = delete;

  private:
    files::path before_;
    files::path folder_;
};

void write_file(const files::path& path, std::string_view text) {
    std::ofstream(path, std::ios::binary) << text;
}

struct Ran {
    int status = 0;
    std::string shown;  ///< at a terminal
};

Ran run_command(const std::string& line) {
    std::istringstream in(line);
    std::vector<std::string> words;
    for (std::string word; in >> std::quoted(word);) words.push_back(word);
    // On whatever day the tests run, a page speaks of the same one.
    if (words.at(1) == "check") words.insert(words.end(), {"--as-of", "2026-11-20"});
    std::vector<const char*> arguments;
    for (const std::string& word : words) arguments.push_back(word.c_str());
    std::istringstream nothing;
    std::ostringstream out;
    std::ostringstream err;
    const int status =
        caveat::cli::run(static_cast<int>(arguments.size()), arguments.data(), {nothing, out, err});
    return {status, err.str() + out.str()};
}

// --- adding lines to the sections of a file ----------------------------------

struct Section {
    std::string key;   ///< `facts`; empty for what stands before the first key
    std::string text;  ///< all its lines
};

std::vector<Section> sections_of(std::string_view text) {
    std::vector<Section> sections;
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        const bool begins = !line.empty() && line.find_first_of(" #-") != 0;
        if (begins || sections.empty()) {
            sections.push_back({begins ? line.substr(0, line.find(':')) : "", ""});
        }
        sections.back().text += line + "\n";
    }
    return sections;
}

void drop_blank_end(std::string& text) {
    while (text.ends_with("\n\n")) text.pop_back();
}

/// The file with each section of `addition` behind the section of the same name.
std::string with_added(const std::string& file, std::string_view addition) {
    std::vector<Section> sections = sections_of(file);
    for (const Section& added : sections_of(addition)) {
        const auto same = std::find_if(sections.begin(), sections.end(),
                                       [&](const Section& each) { return each.key == added.key; });
        if (same == sections.end()) {
            sections.push_back(added);
            continue;
        }
        drop_blank_end(same->text);
        same->text += added.text.substr(added.text.find('\n') + 1);
    }
    std::string text;
    for (const Section& section : sections) text += section.text;
    return text;
}

std::string in_quotes(std::string_view text) {
    std::string quoted = "'";
    for (const char letter : text) quoted += letter == '\'' ? "''" : std::string(1, letter);
    return quoted + "'";
}

/// What to add to the file so that a piece of code from a table of that kind is tried.
std::string trial(std::string_view note, const std::vector<std::string>& row,
                  const std::string& code) {
    static const std::string rule = "rules:\n  - id: tried\n    ";
    static const std::string harmless = "rule: back pain → inform long sitting\n";
    if (note == "each is a condition") {
        return rule + "when: " + in_quotes(code) + "\n    then: inform long sitting\n";
    }
    if (note == "each is a rule") return rule + "rule: " + in_quotes(code) + "\n";
    if (note == "each is a key of a rule") return rule + harmless + "    " + code + "\n";
    if (note == "each is an entry") {
        return caveat::testing::code_spans(row.at(1)).at(0) + ":\n  " + code + "\n";
    }
    return {};
}

// --- a page ------------------------------------------------------------------

class Page {
  public:
    explicit Page(std::string path)
        : path_(std::move(path)), text_(caveat::testing::read_source_file(path_)) {}
    /// The page of a rule set, which commands call by its own name.
    Page(std::string path, const std::string& rule_set) : Page(std::move(path)) {
        rule_file_ = rule_set;
        file_ = caveat::testing::read_source_file("rules/" + rule_set);
    }

    void read_through() {
        const WorkingFolder folder;
        const std::vector<Piece> pieces = caveat::testing::pieces_of(text_);
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const bool answered = i + 1 < pieces.size() && pieces[i + 1].language == "text";
            BOOST_TEST_CONTEXT(path_ << ", line " << pieces[i].line) {
                look_at(pieces[i], answered);
            }
        }
        if (!corrections_.empty()) write_corrected();
    }

    [[nodiscard]] std::size_t tried(const std::string& language) const {
        const auto count = tried_.find(language);
        return count == tried_.end() ? 0 : count->second;
    }

  private:
    void look_at(const Piece& piece, bool answered) {
        ++tried_[piece.language];
        if (piece.language == "yaml") return take_rules(piece, answered);
        if (piece.language == "json") take_profile(piece);
        if (piece.language == "sh") return take_command(piece, answered);
        if (piece.language == "table" && !piece.note.empty()) return try_rows(piece);
        if (piece.language == "text") compare(piece);
    }

    void take_rules(const Piece& piece, bool answered) {
        const bool is_whole = piece.text.starts_with("caveat:");
        const std::string changed = is_whole ? piece.text : with_added(file_, piece.text);
        const std::string said = caveat::render(caveat::load_text(changed, rule_file_));
        if (answered) {
            BOOST_CHECK_MESSAGE(!said.empty(), "nothing is said about it");
            answer_ = said;
            return;
        }
        BOOST_CHECK_MESSAGE(said.empty(), said);
        if (said.empty()) file_ = changed;
    }

    void take_profile(const Piece& piece) {
        const caveat::Loaded loaded = caveat::load_text(file_, rule_file_);
        BOOST_REQUIRE_MESSAGE(loaded.rules, "there is no rule file for this patient");
        for (const auto& problem : caveat::read_profile(*loaded.rules, piece.text).problems()) {
            BOOST_ERROR(problem.message);
        }
        profile_ = piece.text;
    }

    void take_command(const Piece& piece, bool answered) {
        write_file(rule_file_, file_);
        write_file(profile_file, profile_);
        const Ran ran = run_command(piece.text);
        answer_ = ran.shown;
        BOOST_CHECK_MESSAGE(answered || ran.status == caveat::cli::done, ran.shown);
    }

    void try_rows(const Piece& table) {
        for (const std::vector<std::string>& row : table.rows) {
            for (const std::string& code : caveat::testing::code_spans(row.back())) {
                const std::string addition = trial(table.note, row, code);
                BOOST_CHECK_MESSAGE(!addition.empty(), "no table is tried as: " << table.note);
                const std::string said =
                    caveat::render(caveat::load_text(with_added(file_, addition), rule_file_));
                BOOST_CHECK_MESSAGE(said.empty(), code << "\n" << said);
                ++tried_["row"];
            }
        }
    }

    void compare(const Piece& shown) {
        if (shown.text == answer_) return;
        if (std::getenv("CAVEAT_UPDATE_GOLDEN") != nullptr) {
            corrections_.push_back({shown.begin, shown.text.size(), answer_});
            return;
        }
        BOOST_ERROR("the page shows:\n" << shown.text << "it is:\n" << answer_);
    }

    void write_corrected() {
        std::string corrected = text_;
        for (auto each = corrections_.rbegin(); each != corrections_.rend(); ++each) {
            corrected.replace(each->begin, each->length, each->text);
        }
        write_file(files::path(CAVEAT_SOURCE_DIR) / path_, corrected);
    }

    struct Correction {
        std::size_t begin;
        std::size_t length;
        std::string text;
    };

    std::string path_;
    std::string text_;
    std::string rule_file_ = "my-rules.yaml";
    std::string file_;     ///< the rule file of the page, as far as it has been read
    std::string profile_;  ///< the patient of the page
    std::string answer_;   ///< what the last block or command gave
    std::map<std::string, std::size_t> tried_;
    std::vector<Correction> corrections_;
};

std::vector<files::path> pages() {
    std::vector<files::path> found;
    const files::path folder = files::path(CAVEAT_SOURCE_DIR) / "rules";
    for (const files::directory_entry& entry : files::directory_iterator(folder)) {
        if (entry.path().extension() == ".md") found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_example_in_the_guide_is_as_it_says) {
    Page page("rules/README.md");
    page.read_through();
    BOOST_TEST_MESSAGE(page.tried("yaml") << " examples, " << page.tried("text") << " answers, "
                                          << page.tried("row") << " sentences");
    BOOST_TEST(page.tried("yaml") >= 39U);
    BOOST_TEST(page.tried("text") >= 25U);
    BOOST_TEST(page.tried("row") >= 60U);
}

BOOST_AUTO_TEST_CASE(every_example_in_the_reference_is_as_it_says) {
    Page page("rules/REFERENCE.md");
    page.read_through();
    BOOST_TEST(page.tried("yaml") >= 6U);
    BOOST_TEST(page.tried("row") >= 35U);
}

BOOST_AUTO_TEST_CASE(every_page_of_a_rule_set_shows_what_it_does) {
    std::size_t count = 0;
    for (const files::path& path : pages()) {
        const std::string rule_set = path.stem().string() + ".yaml";
        if (!files::exists(path.parent_path() / rule_set)) continue;
        Page page("rules/" + path.filename().string(), rule_set);
        page.read_through();
        BOOST_CHECK_MESSAGE(page.tried("text") > 0, path << " shows nothing");
        ++count;
    }
    BOOST_TEST(count >= 4U);
}

BOOST_AUTO_TEST_CASE(the_guide_links_to_files_and_sections_that_exist) {
    const files::path folder = files::path(CAVEAT_SOURCE_DIR) / "rules";
    for (const files::path& path : pages()) {
        const std::string page = path.filename().string();
        const std::string text = caveat::testing::read_source_file("rules/" + page);
        for (const std::string& link : caveat::testing::links_of(text)) {
            const std::size_t hash = link.find('#');
            const std::string file = hash == 0 ? page : link.substr(0, hash);
            BOOST_CHECK_MESSAGE(files::exists(folder / file), page << " links to " << link);
            if (hash == std::string::npos) continue;
            const std::string target = caveat::testing::read_source_file("rules/" + file);
            BOOST_CHECK_MESSAGE(caveat::testing::anchors_of(target).contains(link.substr(hash + 1)),
                                page << " links to " << link);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_rule_set_to_learn_from_loads_in_silence_and_says_why_and_where_from) {
    std::set<std::string> names;
    const files::path folder = files::path(CAVEAT_SOURCE_DIR) / "rules";
    for (const files::directory_entry& entry : files::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".yaml") || name.ends_with(".cases.yaml") ||
            name.ends_with(".fhir.yaml")) {
            continue;
        }
        const caveat::Loaded loaded = caveat::load_file(entry.path().string());
        BOOST_CHECK_MESSAGE(caveat::render(loaded).empty(), caveat::render(loaded));
        BOOST_REQUIRE_MESSAGE(loaded.rules, name);
        names.insert(name);
        BOOST_CHECK_MESSAGE(loaded.rules->review_by(), name << " is never reviewed");
        for (std::uint32_t i = 0; i < loaded.rules->rule_count(); ++i) {
            const auto rule = loaded.rules->rule(caveat::RuleId{i});
            BOOST_CHECK_MESSAGE(!rule.because.empty(), name << ": " << rule.id << " has no reason");
            BOOST_CHECK_MESSAGE(!rule.sources.empty(), name << ": " << rule.id << " has no source");
        }
    }
    BOOST_TEST(names.size() >= 5U);
}

BOOST_AUTO_TEST_CASE(the_examples_of_every_rule_set_hold_and_show_every_rule_and_test) {
    const files::path folder = files::path(CAVEAT_SOURCE_DIR) / "rules";
    std::size_t count = 0;
    for (const files::directory_entry& entry : files::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".yaml") || name.ends_with(".cases.yaml") ||
            name.ends_with(".fhir.yaml")) {
            continue;
        }
        const Ran ran = run_command("caveat test " + entry.path().string() + " --require 100");
        BOOST_CHECK_MESSAGE(ran.status == caveat::cli::done, ran.shown);
        ++count;
    }
    BOOST_TEST(count >= 5U);
}
