#pragma once

// A folder of files and a way to run the command line on them, for the tests of the stream.

#include "adapters/cli/cli.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace caveat::cli {

namespace fs = std::filesystem;

inline constexpr const char* stream_rules = R"(caveat: 1
id: small
version: 1.2.3
title: Small
screens: massage
facts:
  back pain: {type: yes/no, ask: "Does your back hurt?"}
  pain nrs: {type: number, whole: true, from: 0, to: 10}
  surgery date: {type: date, to: as of}
outcomes:
  avoid massage: {say: Do not massage.}
  refer to doctor: {say: See a doctor first.}
rules:
  - back pain → avoid massage
  - {id: severe, rule: pain nrs >= 7 → refer to doctor}
  - {id: surgery, rule: surgery date is within the last 6 weeks → avoid massage}
)";

/// A folder of files for one test, gone afterwards.
class Rig {
  public:
    explicit Rig(const std::string& name)
        : path_(quick_folder() / ("caveat_" + name + '_' + std::to_string(::getpid()))) {
        fs::remove_all(path_);
        fs::create_directories(path_);
        rules = write("rules.yaml", stream_rules);
    }
    ~Rig() { fs::remove_all(path_); }
    Rig(const Rig&) = delete;
    Rig& operator=(const Rig&) = delete;

    [[nodiscard]] std::string name_of(const std::string& name) const {
        return (path_ / name).string();
    }
    [[nodiscard]] std::string write(const std::string& name, const std::string& content) const {
        std::ofstream(path_ / name, std::ios::binary) << content;
        return name_of(name);
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ifstream file(path_ / name, std::ios::binary);
        std::stringstream text;
        text << file.rdbuf();
        return text.str();
    }

    std::string rules;

  private:
    /// In memory where the system has such a place: hundreds of runs are synced there in no time.
    static fs::path quick_folder() {
        const fs::path in_memory = "/dev/shm";
        std::error_code problem;
        const bool is_there =
            fs::is_directory(in_memory, problem) && ::access(in_memory.c_str(), W_OK) == 0;
        return is_there ? in_memory : fs::temp_directory_path();
    }

    fs::path path_;
};

struct Finished {
    int status = 0;
    std::string out;
    std::string err;
};

inline Finished run_with(const std::vector<std::string>& arguments, std::istream& in,
                         std::ostream& out, std::ostream& err, bool is_err_terminal = false) {
    std::vector<const char*> raw{"caveat"};
    for (const std::string& each : arguments) raw.push_back(each.c_str());
    Streams streams{in, out, err};
    streams.is_err_terminal = is_err_terminal;
    return {run(static_cast<int>(raw.size()), raw.data(), streams), {}, {}};
}

inline Finished run_with(const std::vector<std::string>& arguments, const std::string& input = {},
                         bool is_err_terminal = false) {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    Finished finished = run_with(arguments, in, out, err, is_err_terminal);
    finished.out = out.str();
    finished.err = err.str();
    return finished;
}

inline std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string each; std::getline(in, each);) lines.push_back(each);
    return lines;
}

inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// One profile of many, different from its neighbours.
inline std::string profile_line(int number) {
    std::string line =
        R"({"patient": "p)" + std::to_string(number) + R"(", "as_of": "2026-11-20", "facts": {)";
    line += number % 2 == 0 ? R"("back_pain": true)" : R"("back_pain": false)";
    if (number % 3 != 0) line += R"(, "pain_nrs": )" + std::to_string(number % 11);
    if (number % 7 == 0)
        line += R"(, "surgery_date": "2026-10-2)" + std::to_string(number % 10) + '"';
    return line + "}}";
}

inline std::string profile_lines(int count) {
    std::string lines;
    for (int i = 0; i < count; ++i) lines += profile_line(i) + '\n';
    return lines;
}

}  // namespace caveat::cli
