// What the writers of generated C++ share: names, files and functions of so many rules each, so
// that compiling takes no longer than their number asks for. The entrance is `write_code`.

#include "code_files.hpp"

#include "write_rules.hpp"

#include <algorithm>
#include <stdexcept>

namespace bench {

std::string number(std::size_t value) {
    return std::to_string(value);
}

std::ofstream open_code(const std::string& path) {
    std::ofstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot write " + path);
    file << "// Generated: the rules of one workload.\n";
    return file;
}

std::vector<std::uint32_t> used_conditions(const Workload& workload) {
    std::vector<std::uint32_t> used;
    for (const Predicate& predicate : workload.predicates) {
        const bool counts =
            predicate.test == Test::at_least_sessions || predicate.test == Test::no_session;
        if (counts && std::find(used.begin(), used.end(), predicate.fact) == used.end())
            used.push_back(predicate.fact);
    }
    std::sort(used.begin(), used.end());
    return used;
}

std::string condition_code(const Condition& asked, const std::string& before,
                           const std::string& after) {
    std::string text;
    const auto add = [&text](const std::string& test) {
        text += (text.empty() ? "(" : " & (") + test + ")";
    };
    if (asked.technique >= 0)
        add(before + "technique" + after + " == " + std::to_string(asked.technique));
    if (asked.eased) add(before + "eased" + after + " != 0");
    if (asked.pain_from >= 0)
        add(before + "pain" + after + " >= " + std::to_string(asked.pain_from));
    return text;
}

std::string rule_as_bits(const Rule& rule, const std::string& part, const std::string& before,
                         const std::string& after) {
    std::string text;
    for (const Clause& clause : rule.clauses) {
        std::string either;
        for (const Literal& literal : clause) {
            const std::string test = "t[" + number(literal.predicate) + "]" + part;
            either +=
                (either.empty() ? "" : " | ") + (literal.is_negated ? before + test + after : test);
        }
        text += (text.empty() ? "" : " & ") + (clause.size() > 1 ? "(" + either + ")" : either);
    }
    return text;
}

std::vector<std::string> write_functions(
    const Workload& workload, const std::string& folder, const Form& form,
    const std::function<std::string(std::size_t)>& write_rule) {
    std::vector<std::string> functions;
    const std::size_t rules = workload.rules.size();
    for (std::size_t file = 0; file * rules_per_file < rules; ++file) {
        std::ofstream out = open_code(folder + "/" + form.name + "_" + number(file) + ".cpp");
        out << "#include \"generated.hpp\"\n\nnamespace bench {\n\n";
        const std::size_t end = std::min(rules, (file + 1) * rules_per_file);
        for (std::size_t rule = file * rules_per_file; rule < end;) {
            const std::string name = form.name + "_from_" + number(rule);
            functions.push_back(name);
            const std::string head =
                (form.result.empty() ? "void " : "std::uint32_t* ") + name + form.parameters;
            out << head << ";\n" << head << " {\n";
            const std::size_t function_end = std::min(end, rule + rules_per_function);
            for (; rule < function_end; ++rule) out << "    " << write_rule(rule) << "\n";
            if (!form.result.empty()) out << "    return " << form.result << ";\n";
            out << "}\n\n";
        }
        out << "}  // namespace bench\n";
    }
    return functions;
}

void write_calls(std::ostream& out, const Form& form, const std::vector<std::string>& functions) {
    for (const std::string& function : functions) {
        if (form.result.empty())
            out << "    " << function << form.arguments << ";\n";
        else
            out << "    " << form.result << " = " << function << form.arguments << ";\n";
    }
}

void write_declarations(std::ostream& out, const Form& form,
                        const std::vector<std::string>& functions) {
    for (const std::string& function : functions)
        out << (form.result.empty() ? "void " : "std::uint32_t* ") << function << form.parameters
            << ";\n";
    out << "\n";
}

void write_code(const Workload& workload, const std::string& folder) {
    write_patient_code(workload, folder);
    write_column_code(workload, folder);
}

}  // namespace bench
