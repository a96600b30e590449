#pragma once

#include "check/context.hpp"

namespace caveat::check {

/// Puts every fact into the catalogue and its names into the vocabulary.
void declare_facts(Context& context);

}  // namespace caveat::check
