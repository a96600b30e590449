#pragma once

// The workbench by three functions of C: what a page calls in its core. The calls are those of
// `workbench::Workbench`. Not part of the C interface: it comes and goes with the page.

#include <cstddef>

extern "C" {

struct caveat_workbench;

/// Null where there is no memory.
caveat_workbench* caveat_workbench_new();
/// Takes null, too.
void caveat_workbench_free(caveat_workbench* workbench);
/// The answer, on one line with a zero behind it, to be freed by `free`; its length without the
/// zero in `answer_length`. Null where memory ran out: nobody knows how far the call came, and the
/// workbench can only be freed.
char* caveat_workbench_call(caveat_workbench* workbench, const char* request, std::size_t length,
                            std::size_t* answer_length);
}
