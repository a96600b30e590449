// The executable `caveat`. Everything it does is in `cli::run`.

#include "adapters/cli/cli.hpp"

#include <exception>
#include <iostream>

int main(int count, char** arguments) {
    std::ios::sync_with_stdio(false);
    try {
        return caveat::cli::run(count, arguments, {std::cin, std::cout, std::cerr});
    } catch (const std::exception& failure) {
        std::cerr << "caveat: " << failure.what() << '\n';
        return caveat::cli::unusable;
    }
}
