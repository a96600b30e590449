#pragma once

// Somebody who reads what is said and types an answer.

#include "adapters/cli/cli.hpp"

#include <functional>
#include <istream>
#include <optional>
#include <sstream>
#include <streambuf>
#include <string>
#include <vector>

namespace caveat::cli {

/// Each time a line is wanted, the person is shown what was said since the last one and gives a
/// line, or nothing for the end of the input.
class Person : public std::streambuf {
  public:
    using Answering = std::function<std::optional<std::string>(const std::string& said)>;
    Person(const std::ostringstream& said, Answering answering)
        : said_(said), answering_(std::move(answering)) {}

    std::size_t lines() const { return lines_; }

  protected:
    int_type underflow() override {
        const std::string all = said_.str();
        const std::optional<std::string> line = answering_(all.substr(heard_));
        heard_ = all.size();
        if (!line) return traits_type::eof();
        ++lines_;
        line_ = *line + '\n';
        setg(line_.data(), line_.data(), line_.data() + line_.size());
        return traits_type::to_int_type(line_.front());
    }

  private:
    const std::ostringstream& said_;
    Answering answering_;
    std::string line_;
    std::size_t heard_ = 0;
    std::size_t lines_ = 0;
};

struct Talked {
    int status = 0;
    std::string said;     ///< on standard error
    std::string profile;  ///< on standard output
    std::size_t lines = 0;
};

/// Runs a command with somebody at the other end.
inline Talked talk(const std::vector<std::string>& arguments, Person::Answering answering,
                   Terminal terminal = {}) {
    std::vector<const char*> raw{"caveat"};
    for (const std::string& each : arguments) raw.push_back(each.c_str());
    std::ostringstream out;
    std::ostringstream err;
    Person person(err, std::move(answering));
    std::istream in(&person);
    Streams streams{in, out, err};
    streams.is_in_terminal = terminal.is_there();
    streams.out_terminal = terminal;
    streams.err_terminal = terminal;
    Talked talked;
    talked.status = run(static_cast<int>(raw.size()), raw.data(), streams);
    talked.said = err.str();
    talked.profile = out.str();
    talked.lines = person.lines();
    return talked;
}

/// Answers in turn, then the end of the input.
inline Person::Answering in_turn(std::vector<std::string> lines) {
    return [lines = std::move(lines), next = std::size_t{0}](const std::string&) mutable {
        return next < lines.size() ? std::optional(lines[next++]) : std::nullopt;
    };
}

}  // namespace caveat::cli
