// Commands over grown rule sets. Entrance: Files::output_of.

#include "growth/tasks.hpp"

#include <caveat/rules.hpp>

#include "adapters/cli/cli.hpp"

#include <fstream>
#include <sstream>
#include <unistd.h>
#include <vector>

namespace caveat::tests {

namespace {

void write(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

Files::Files(Direction direction, std::size_t count)
    : folder_(std::filesystem::temp_directory_path() /
              ("caveat_growth." + std::to_string(getpid()))) {
    std::filesystem::create_directories(folder_);
    const Grown made = grown(direction, count);
    rule_ = made.rule;
    write(folder_ / "rules.yaml", made.rules);
    write(folder_ / "later.yaml", made.later);
    write(folder_ / "patient.json", made.patient);
    write(folder_ / "blank.json", made.blank);
}

Files::~Files() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::string Files::output_of(Task task) const {
    const std::string rules = (folder_ / "rules.yaml").string();
    const std::string later = (folder_ / "later.yaml").string();
    const std::string patient = (folder_ / "patient.json").string();
    const std::string blank = (folder_ / "blank.json").string();
    std::vector<std::string> words;
    switch (task) {
        case Task::load:
            return load_file(rules).rules ? "loaded 0" : "not loaded 2";
        case Task::check:
            words = {"check", rules, "--as-of", "2026-11-20"};
            break;
        case Task::screen:
            words = {"screen", rules, patient, "--why", "all", "--format", "json"};
            break;
        case Task::explain:
            words = {"explain", rules, rule_, patient};
            break;
        case Task::format:
            words = {"format", rules, "--stdout"};
            break;
        case Task::diff:
            words = {"diff", rules, later};
            break;
        case Task::propose:
            words = {"test", rules, "--propose", "--as-of", "2026-11-20"};
            break;
        case Task::ask:  // a person answers one after another, each as fast as the first ones
            words = {"ask", rules, "--profile", blank, "--max", "10"};
            break;
    }
    std::vector<const char*> raw{"caveat"};
    for (const std::string& word : words) raw.push_back(word.c_str());
    std::istringstream in("yes\nyes\nyes\nyes\nyes\nyes\nyes\nyes\nyes\nyes\n");
    std::ostringstream out;
    std::ostringstream err;
    const cli::Streams streams{in, out, err};
    const int status = cli::run(static_cast<int>(raw.size()), raw.data(), streams);
    return out.str() + err.str() + ' ' + std::to_string(status);
}

}  // namespace caveat::tests
