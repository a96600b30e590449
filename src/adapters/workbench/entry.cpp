// The workbench behind three functions of C. Entrance: caveat_workbench_call.

#include "adapters/workbench/entry.hpp"

#include "adapters/workbench/workbench.hpp"

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <string_view>

struct caveat_workbench {
    caveat::workbench::Workbench bench;
};

caveat_workbench* caveat_workbench_new() {
    try {
        return new caveat_workbench;
    } catch (...) {
        return nullptr;
    }
}

void caveat_workbench_free(caveat_workbench* workbench) {
    delete workbench;
}

char* caveat_workbench_call(caveat_workbench* workbench, const char* request, std::size_t length,
                            std::size_t* answer_length) {
    *answer_length = 0;
    try {
        const std::string answer = workbench->bench.call(std::string_view(request, length));
        auto* const copy = static_cast<char*>(std::malloc(answer.size() + 1));
        if (copy == nullptr) return nullptr;
        std::memcpy(copy, answer.c_str(), answer.size() + 1);
        *answer_length = answer.size();
        return copy;
    } catch (...) {
        return nullptr;
    }
}
