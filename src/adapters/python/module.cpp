// The module `caveat._caveat`: the library's own objects, and what they tell as plain values of
// Python. The classes that programs see are made of it in caveat/*.py.

#include "adapters/python/objects.hpp"

#include <nanobind/nanobind.h>

NB_MODULE(_caveat, module) {
    module.doc() = "The library inside `caveat`; use that.";
    // What is alive when the interpreter ends is freed with the process.
    nanobind::set_leak_warnings(false);
    caveat::python::bind_arrow(module);
    caveat::python::bind_profile(module);
    caveat::python::bind_rules(module);
    caveat::python::bind_screening(module);
    caveat::python::bind_store(module);
}
