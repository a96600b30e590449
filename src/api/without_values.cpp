// Takes what the patient said out of a problem. Entrance: `without_values`.

#include <caveat/report_text.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace caveat {

Diagnostic without_values(const Diagnostic& problem) {
    const auto argument = [&problem](std::string_view name) -> const std::string* {
        for (const Argument& each : problem.arguments) {
            if (each.name == name) return &each.value;
        }
        return nullptr;
    };
    const std::string* const value = argument("value");
    if (value == nullptr) return problem;
    Diagnostic shown = problem;
    const std::string* const without = argument("without_value");
    shown.message = without != nullptr ? *without : problem.code;
    shown.help.clear();
    // An unknown name ends the path: it may be anything.
    if (shown.path == *value) {
        shown.path.clear();
    } else if (!value->empty() && shown.path.ends_with('.' + *value)) {
        shown.path.resize(shown.path.size() - value->size() - 1);
    }
    std::erase_if(shown.arguments, [](const Argument& each) {
        return each.name == "value" || each.name == "without_value";
    });
    return shown;
}

}  // namespace caveat
