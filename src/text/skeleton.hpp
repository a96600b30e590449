#pragma once

#include <string>
#include <string_view>

namespace caveat::text {

/// A canonical name with letters of other scripts put in Latin where they look like Latin ones, in
/// either case: two names with one skeleton look alike. For comparing only.
std::string skeleton(std::string_view canonical);

}  // namespace caveat::text
