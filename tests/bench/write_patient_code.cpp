// A workload into C++ over structs: as branches, and without. The entrance is `write_patient_code`.

#include "code_files.hpp"
#include "write_rules.hpp"

namespace bench {

namespace {

std::string hex(std::uint32_t mask) {
    return number(mask) + "U";
}

std::string test_of_patient(const Predicate& predicate) {
    const std::string reading = "p.reading[" + number(predicate.fact) + "]";
    const std::string low = std::to_string(predicate.low);
    const std::string high = std::to_string(predicate.high);
    const std::string kind = "p.kind[" + number(predicate.fact) + "]";
    const std::string findings = "p.findings[" + number(predicate.fact) + "]";
    const std::string count = "c[" + number(predicate.fact) + "]";
    switch (predicate.test) {
        case Test::reading_at_least:
            return reading + " >= " + low;
        case Test::reading_at_most:
            return reading + " <= " + high;
        case Test::reading_between:
            return "(" + reading + " >= " + low + " && " + reading + " <= " + high + ")";
        case Test::reading_equal:
            return reading + " == " + low;
        case Test::sign:
            return "p.sign[" + number(predicate.fact) + "]";
        case Test::kind_among:
            if (std::popcount(predicate.mask) == 1)
                return kind +
                       " == " + number(static_cast<std::size_t>(std::countr_zero(predicate.mask)));
            return "(" + hex(predicate.mask) + " >> " + kind + " & 1U) != 0";
        case Test::findings_any:
            return "(" + findings + " & " + hex(predicate.mask) + ") != 0";
        case Test::findings_all:
            return "(" + findings + " & " + hex(predicate.mask) + ") == " + hex(predicate.mask);
        case Test::at_least_sessions:
            return count + " >= " + low;
        case Test::no_session:
            break;
    }
    return count + " == 0";
}

void write_count_sessions(const Workload& workload, std::ostream& out) {
    out << "static Counts count_sessions(const Patient& p) {\n    Counts c{};\n"
        << "    for (std::uint32_t i = 0; i < p.sessions; ++i) {\n"
        << "        const Session& s = p.session[i];\n        static_cast<void>(s);\n";
    for (const std::uint32_t k : used_conditions(workload))
        out << "        c[" << k << "] += " << condition_code(workload.conditions[k], "s.", "")
            << ";\n";
    out << "    }\n    return c;\n}\n\n";
}

std::string rule_as_branch(const Workload& workload, const Rule& rule) {
    std::string text;
    for (const Clause& clause : rule.clauses) {
        std::string either;
        for (const Literal& literal : clause) {
            const std::string test = test_of_patient(workload.predicates[literal.predicate]);
            either += (either.empty() ? "" : " || ") +
                      (literal.is_negated ? "!(" + test + ")" : "(" + test + ")");
        }
        text += (text.empty() ? "" : " && ") + (clause.size() > 1 ? "(" + either + ")" : either);
    }
    return text;
}
void write_branches(const Workload& workload, const std::string& folder) {
    const Form form{"branches", "(const Patient& p, const Counts& c, std::uint32_t* out)",
                    "(p, c, out)", "out"};
    const auto functions = write_functions(workload, folder, form, [&](std::size_t rule) {
        return "if (" + rule_as_branch(workload, workload.rules[rule]) +
               ") *out++ = " + number(rule) + ";";
    });
    std::ofstream out = open_code(folder + "/branches.cpp");
    out << "#include \"generated.hpp\"\n\nnamespace bench {\n\n";
    write_declarations(out, form, functions);
    write_count_sessions(workload, out);
    out << "std::size_t generated_rule_count() { return " << workload.rules.size() << "; }\n\n"
        << "std::uint32_t* run_branches(const Patient& p, std::uint32_t* out) {\n"
        << "    const Counts c = count_sessions(p);\n";
    write_calls(out, form, functions);
    out << "    return out;\n}\n\n}  // namespace bench\n";
}

/// All tests into `t`. Both ends of a range are compared, so that nothing branches here.
void write_tests(const Workload& workload, std::ostream& out) {
    out << "    const Counts c = count_sessions(p);\n    static_cast<void>(c);\n"
        << "    std::uint8_t t[" << workload.predicates.size() << "];\n";
    for (std::size_t i = 0; i < workload.predicates.size(); ++i) {
        const Predicate& predicate = workload.predicates[i];
        std::string test = test_of_patient(predicate);
        if (predicate.test == Test::reading_between) {
            const std::string reading = "p.reading[" + number(predicate.fact) + "]";
            test = "int(" + reading + " >= " + std::to_string(predicate.low) + ") & int(" +
                   reading + " <= " + std::to_string(predicate.high) + ")";
        }
        out << "    t[" << i << "] = static_cast<std::uint8_t>(" << test << ");\n";
    }
}

/// Few rules: each is written to the list, which grows when it fired. Many: that would be more code
/// than the first cache holds, so each becomes a byte, and the list is made from the bytes.
void write_flat(const Workload& workload, const std::string& folder) {
    const bool is_small = workload.rules.size() <= rules_per_function;
    const Form form =
        is_small ? Form{"flat", "(const std::uint8_t* t, std::uint32_t* out)", "(t, out)", "out"}
                 : Form{"flat", "(const std::uint8_t* t, std::uint8_t* holds)", "(t, holds)", ""};
    const auto functions = write_functions(workload, folder, form, [&](std::size_t rule) {
        const std::string bits = rule_as_bits(workload.rules[rule], "", "(", " ^ 1)");
        return is_small ? "*out = " + number(rule) + "; out += " + bits + ";"
                        : "holds[" + number(rule) + "] = static_cast<std::uint8_t>(" + bits + ");";
    });
    std::ofstream out = open_code(folder + "/flat.cpp");
    out << "#include \"column_kernels.hpp\"\n#include \"generated.hpp\"\n\nnamespace bench {\n\n";
    write_declarations(out, form, functions);
    write_count_sessions(workload, out);
    out << "std::uint32_t* run_flat(const Patient& p, std::uint32_t* out) {\n";
    write_tests(workload, out);
    const std::size_t padded = (workload.rules.size() + 63) / 64 * 64;
    if (!is_small) out << "    static std::uint8_t holds[" << padded << "];\n";
    write_calls(out, form, functions);
    if (is_small)
        out << "    return out;\n";
    else
        out << "    return list_bytes(holds, " << padded
            << ", out, [](auto v) { return v != std::uint8_t{0}; });\n";
    out << "}\n\n}  // namespace bench\n";
}
}  // namespace

void write_patient_code(const Workload& workload, const std::string& folder) {
    write_branches(workload, folder);
    write_flat(workload, folder);
}

}  // namespace bench
