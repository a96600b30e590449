// A workload into C++ over columns, with one bitmap for each rule. The entrance is
// `write_column_code`.

#include "code_files.hpp"
#include "write_rules.hpp"

namespace bench {

namespace {

std::string column_test(std::size_t index, const Predicate& predicate) {
    const auto over = [index](const std::string& column, const std::string& type,
                              const std::string& test) {
        std::string text = test;
        for (std::size_t at = 0; (at = text.find('#', at)) != std::string::npos;)
            text.replace(at, 1, type);
        return "test_column(" + column + ", t[" + number(index) + "], [](auto v) { return " + text +
               "; })";
    };
    const bool is_wide = predicate.test <= Test::reading_equal
                             ? predicate.fact >= first_wide_reading
                             : predicate.fact >= first_wide_findings;
    const std::string fact = "[" + number(predicate.fact) + "] + first";
    const std::string reading = (is_wide ? "columns.reading16" : "columns.reading8") + fact;
    const std::string signed_type = is_wide ? "std::int16_t" : "std::int8_t";
    const std::string low = "#{" + std::to_string(predicate.low) + "}";
    const std::string high = "#{" + std::to_string(predicate.high) + "}";
    const std::string mask = "#{" + number(predicate.mask) + "}";
    const std::string findings = (is_wide ? "columns.findings16" : "columns.findings8") + fact;
    const std::string set_type = is_wide ? "std::uint16_t" : "std::uint8_t";
    const std::string count = "counts_" + number(predicate.fact);
    switch (predicate.test) {
        case Test::reading_at_least:
            return over(reading, signed_type, "v >= " + low);
        case Test::reading_at_most:
            return over(reading, signed_type, "v <= " + high);
        case Test::reading_between:
            return over(reading, signed_type, "(v >= " + low + ") & (v <= " + high + ")");
        case Test::reading_equal:
            return over(reading, signed_type, "v == " + low);
        case Test::sign:
            return over("columns.sign" + fact, "std::uint8_t", "v != #{0}");
        case Test::kind_among: {
            std::string text;
            for (std::uint32_t code = 0; predicate.mask >> code != 0; ++code)
                if ((predicate.mask >> code & 1U) != 0)
                    text += (text.empty() ? "" : " | ") + ("(v == #{" + number(code) + "})");
            return over("columns.kind" + fact, "std::uint8_t", text);
        }
        case Test::findings_any:
            return over(findings, set_type, "(v & " + mask + ") != #{0}");
        case Test::findings_all:
            return over(findings, set_type, "(v & " + mask + ") == " + mask);
        case Test::at_least_sessions:
            return over(count, "std::uint8_t", "v >= " + low);
        case Test::no_session:
            break;
    }
    return over(count, "std::uint8_t", "v == #{0}");
}

void write_column_counts(const Workload& workload, std::ostream& out) {
    const std::vector<std::uint32_t> used = used_conditions(workload);
    if (used.empty()) return;
    for (const std::uint32_t k : used)
        out << "    alignas(64) std::uint8_t counts_" << k << "[chunk_patients];\n";
    out << "    for (std::size_t line = 0; line < chunk_patients; line += line_patients) {\n"
        << "    const std::uint32_t* begin = columns.session_begin + first + line;\n"
        << "    const std::uint32_t sessions = begin[line_patients] - begin[0];\n"
        << "    const std::uint8_t* technique = columns.technique + begin[0];\n"
        << "    const std::uint8_t* eased = columns.eased + begin[0];\n"
        << "    const std::int8_t* pain = columns.pain + begin[0];\n"
        << "    static_cast<void>(technique);\n    static_cast<void>(eased);\n"
        << "    static_cast<void>(pain);\n"
        << "    alignas(64) std::uint8_t met[line_patients * most_sessions];\n"
        << "    for (std::uint32_t i = 0; i < sessions; ++i) {\n        met[i] = "
           "static_cast<std::uint8_t>(";
    for (std::size_t i = 0; i < used.size(); ++i)
        out << (i == 0 ? "" : " | ") << "("
            << condition_code(workload.conditions[used[i]], "", "[i]") << ") << " << i;
    out << ");\n    }\n    std::uint64_t counts[line_patients];\n"
        << "    count_sessions_of_line(begin, met, counts);\n"
        << "    for (std::size_t i = 0; i < line_patients; ++i) {\n";
    for (std::size_t i = 0; i < used.size(); ++i)
        out << "        counts_" << used[i]
            << "[line + i] = static_cast<std::uint8_t>(counts[i] >> " << 8 * i << "U);\n";
    out << "    }\n    }\n";
}

}  // namespace

void write_column_code(const Workload& workload, const std::string& folder) {
    const Form form{"columns", "(const Bits (*t)[chunk_lines], Bits* out, std::size_t stride)",
                    "(t, results, stride)", ""};
    const auto functions = write_functions(workload, folder, form, [&](std::size_t rule) {
        return "for (std::size_t i = 0; i < chunk_lines; ++i) out[" + number(rule) +
               " * stride + i] = " + rule_as_bits(workload.rules[rule], "[i]", "~", "") + ";";
    });
    std::ofstream out = open_code(folder + "/columns.cpp");
    out << "#include \"column_kernels.hpp\"\n#include \"generated.hpp\"\n\nnamespace bench {\n\n";
    write_declarations(out, form, functions);
    out << "void run_columns(const Columns& columns, std::size_t chunk, Bits* results, "
           "std::size_t stride) {\n"
        << "    const std::size_t first = chunk * chunk_patients;\n";
    write_column_counts(workload, out);
    out << "    Bits t[" << workload.predicates.size() << "][chunk_lines];\n";
    for (std::size_t i = 0; i < workload.predicates.size(); ++i)
        out << "    " << column_test(i, workload.predicates[i]) << ";\n";
    write_calls(out, form, functions);
    out << "}\n\n}  // namespace bench\n";
}

}  // namespace bench
