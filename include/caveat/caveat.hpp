#pragma once

/// Everything an embedder needs to load rules, screen patients and ask for reasons. JSON is apart,
/// in `caveat/json.hpp`, because it is a library of its own (`caveat::json`).

#include <caveat/adapter.hpp>
#include <caveat/answer.hpp>
#include <caveat/batch.hpp>
#include <caveat/codes.hpp>
#include <caveat/diagnostic.hpp>
#include <caveat/explain.hpp>
#include <caveat/export.hpp>
#include <caveat/format.hpp>
#include <caveat/keys.hpp>
#include <caveat/profile.hpp>
#include <caveat/report_text.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/store.hpp>
#include <caveat/styled_text.hpp>
#include <caveat/values.hpp>
#include <caveat/version.hpp>
#include <caveat/visible_text.hpp>
