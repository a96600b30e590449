#pragma once

// What is wrong with a schema, or with the options beside it.

#include <caveat/diagnostic.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::arrow {

inline std::string in_ticks(std::string_view name) {
    return '`' + std::string(name) + '`';
}

class SchemaProblems {
  public:
    explicit SchemaProblems(std::vector<Diagnostic>& found) : found_(found) {}

    /// path  of the column in the schema; empty: the schema as a whole
    void add(std::string_view code, std::string path, std::string message, std::string help) {
        Diagnostic& found = found_.emplace_back();
        found.code = code;
        found.path = path.empty() ? "schema" : "schema." + std::move(path);
        found.message = std::move(message);
        found.help = std::move(help);
    }

  private:
    std::vector<Diagnostic>& found_;
};

}  // namespace caveat::arrow
