// Answers requests to the workbench, one a line of standard input, one a line of standard output:
// what the same core says as WebAssembly is held against it. An empty line begins a new workbench.

#include "adapters/workbench/entry.hpp"

#include <cstdlib>
#include <iostream>
#include <string>

int main() {
    std::ios::sync_with_stdio(false);
    caveat_workbench* bench = caveat_workbench_new();
    for (std::string request; std::getline(std::cin, request);) {
        if (request.empty()) {
            caveat_workbench_free(bench);
            bench = caveat_workbench_new();
            continue;
        }
        std::size_t length = 0;
        char* const answer = caveat_workbench_call(bench, request.data(), request.size(), &length);
        if (answer == nullptr) return EXIT_FAILURE;
        std::cout.write(answer, static_cast<std::streamsize>(length));
        std::free(answer);
    }
    caveat_workbench_free(bench);
    return std::cout.flush() ? EXIT_SUCCESS : EXIT_FAILURE;
}
