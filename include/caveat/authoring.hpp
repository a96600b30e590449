#pragma once

/// Everything that those who write rules need without a solver, which is apart in
/// `caveat/proof.hpp` (`caveat::proof`). The layout of rule files is in `caveat/format.hpp`,
/// which belongs to `caveat::caveat`.

#include <caveat/authoring/cases.hpp>
#include <caveat/authoring/check.hpp>
#include <caveat/authoring/coverage.hpp>
#include <caveat/authoring/diff.hpp>
#include <caveat/authoring/draft.hpp>
#include <caveat/authoring/explain.hpp>
#include <caveat/authoring/nearest.hpp>
#include <caveat/authoring/propose.hpp>
#include <caveat/authoring/show.hpp>
