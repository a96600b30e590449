// Writes the rules of one workload as C++, and as the rule file and the constructs of CLIPS that
// the comparison makes for itself, to look at:
//
//     bench_generate RULES FOLDER

#include "write_rules.hpp"

#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: bench_generate RULES FOLDER\n";
        return 2;
    }
    try {
        const auto rule_count = static_cast<std::size_t>(std::strtoull(argv[1], nullptr, 10));
        const std::string folder = argv[2];
        const bench::Workload workload = bench::make_workload(rule_count);
        bench::write_code(workload, folder);
        std::ofstream(folder + "/rules.yaml", std::ios::binary) << bench::rule_file(workload);
        std::ofstream(folder + "/sentences.yaml", std::ios::binary)
            << bench::sentence_file(rule_count);
        std::ofstream clips(folder + "/rules.clp", std::ios::binary);
        const bench::ClipsRules rules = bench::clips_rules(workload);
        clips << rules.patient_template << "\n";
        for (const std::string& rule : rules.rules) clips << rule << "\n";
    } catch (const std::exception& error) {
        std::cerr << "bench_generate: " << error.what() << "\n";
        return 1;
    }
}
