#include "cases/propose.hpp"
namespace caveat::cases {
Proposals propose(const TestRun&, const ProposeOptions&) {
    return {};
}
}  // namespace caveat::cases
