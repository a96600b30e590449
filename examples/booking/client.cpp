// A form on paper, as lines of text, into answers by key.

#include "client.hpp"

#include <cstddef>
#include <istream>
#include <sstream>

namespace booking {

std::string trimmed(const std::string& text) {
    const char* blanks = " \t\r";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string::npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::vector<std::string> listed(const std::string& text) {
    std::vector<std::string> parts;
    if (trimmed(text).empty()) return parts;
    std::istringstream rest(text);
    for (std::string part; std::getline(rest, part, ',');) parts.push_back(trimmed(part));
    return parts;
}

Client read_client(std::istream& lines) {
    Client client;
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        line = trimmed(line);
        if (line.empty() || line.front() == '#') continue;
        const std::size_t colon = line.find(':');
        if (colon == std::string::npos) {
            client.answers.emplace_back("line " + std::to_string(number), line);
            continue;
        }
        const std::string key = trimmed(line.substr(0, colon));
        const std::string answer = trimmed(line.substr(colon + 1));
        if (key == "client") {
            client.name = answer;
        } else if (key == "as_of") {
            client.as_of = answer;
        } else {
            client.answers.emplace_back(key, answer);
        }
    }
    return client;
}

}  // namespace booking
