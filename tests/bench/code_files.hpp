#pragma once

#include "workload.hpp"

#include <fstream>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

/// What the writers of generated C++ share.
namespace bench {

std::string number(std::size_t value);

/// Opens a file of generated code. Throws std::runtime_error when it cannot be written.
std::ofstream open_code(const std::string& path);

/// The conditions that some predicate counts by.
std::vector<std::uint32_t> used_conditions(const Workload& workload);

/// A condition over values named `technique`, `eased` and `pain`, each between `before` and
/// `after`.
std::string condition_code(const Condition& asked, const std::string& before,
                           const std::string& after);

/// A rule over `part` of each of the predicates in `t`, without a branch. What is negated stands
/// between `before` and `after`.
std::string rule_as_bits(const Rule& rule, const std::string& part, const std::string& before,
                         const std::string& after);

/// How the functions look that many rules are cut into.
struct Form {
    std::string name;
    std::string parameters;
    std::string arguments;
    std::string result;  ///< empty, or the parameter that every function gives back
};

/// Writes the files `name`_0.cpp and so on, each with functions of so many rules, and returns the
/// names of all functions in order.
std::vector<std::string> write_functions(const Workload& workload, const std::string& folder,
                                         const Form& form,
                                         const std::function<std::string(std::size_t)>& write_rule);
void write_declarations(std::ostream& out, const Form& form,
                        const std::vector<std::string>& functions);
void write_calls(std::ostream& out, const Form& form, const std::vector<std::string>& functions);

void write_patient_code(const Workload& workload, const std::string& folder);
void write_column_code(const Workload& workload, const std::string& folder);

}  // namespace bench
