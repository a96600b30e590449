// What an embedder's first program does, against the installed headers.

#include <caveat/values.hpp>
#include <caveat/version.hpp>

#include <cstdio>

int main() {
    const auto number = caveat::Decimal::from_text("38.40");
    if (!number || number->to_text() != "38.4") return 1;
    std::printf("caveat %s reads %s\n", CAVEAT_VERSION_STRING, number->to_text().c_str());
    return 0;
}
