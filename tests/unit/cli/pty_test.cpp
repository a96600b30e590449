// The command line on a real terminal.

#include <caveat/styled_text.hpp>

#include "adapters/cli/cli.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <iostream>
#include <pty.h>
#include <sstream>
#include <string>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace caveat::cli {

BOOST_AUTO_TEST_SUITE(real_terminal)

namespace {

/// What a process does whose streams are all the terminal `side`. Never comes back.
[[noreturn]] void be_caveat(int side) {
    ::setsid();
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        ::dup2(side, descriptor);
    }
    Streams streams{std::cin, std::cout, std::cerr, STDIN_FILENO};
    const Environment environment{"", "xterm", ""};
    streams.is_in_terminal = ::isatty(STDIN_FILENO) == 1;
    streams.out_terminal = terminal_of(STDOUT_FILENO, environment);
    streams.err_terminal = terminal_of(STDERR_FILENO, environment);
    const char* const arguments[] = {"caveat", "ask",
                                     CAVEAT_SOURCE_DIR "/rules/back-pain-massage.yaml", "--as-of",
                                     "2026-11-20"};
    const int status = run(5, arguments, streams);
    std::cout.flush();
    std::cerr.flush();
    ::_exit(status);
}

/// Types lines at a terminal of so many columns, and returns what it showed.
std::string typed(const std::string& lines, unsigned short columns, int& status) {
    winsize size{24, columns, 0, 0};
    int ours = -1;
    int theirs = -1;
    BOOST_REQUIRE(::openpty(&ours, &theirs, nullptr, nullptr, &size) == 0);
    const pid_t child = ::fork();
    BOOST_REQUIRE(child >= 0);
    if (child == 0) {
        ::close(ours);
        be_caveat(theirs);
    }
    ::close(theirs);
    BOOST_REQUIRE(::write(ours, lines.data(), lines.size()) == static_cast<ssize_t>(lines.size()));
    std::string shown;
    char piece[4096];
    // Reading fails once nobody holds the other side.
    for (ssize_t count = 0; (count = ::read(ours, piece, sizeof piece)) > 0;) {
        shown.append(piece, static_cast<std::size_t>(count));
    }
    ::close(ours);
    int ended = 0;
    ::waitpid(child, &ended, 0);
    status = WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
    return shown;
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_interview_at_a_terminal_prompts_and_keeps_to_its_width) {
    int status = -1;
    const std::string shown = typed("no\nhelp\nback\nyes\nstop\n", 60, status);
    BOOST_TEST(status == 0);
    BOOST_TEST(shown.find("\x1b[1m1. ") != std::string::npos, shown);
    BOOST_TEST(shown.find("> ") != std::string::npos, shown);
    BOOST_TEST(shown.find("Stopped; what was answered is kept.") != std::string::npos, shown);
    BOOST_TEST(shown.find("\"facts\": {") != std::string::npos, shown);
    std::istringstream lines(shown);
    for (std::string line; std::getline(lines, line);) {
        std::string plain;
        for (std::size_t at = 0; at < line.size(); ++at) {
            if (line[at] == '\x1b') {
                at = std::min(line.find('m', at), line.size());
            } else if (line[at] != '\r') {
                plain += line[at];
            }
        }
        // What is typed is shown behind the prompt.
        BOOST_TEST(columns_of(plain) <= 62U, plain);
    }
}

BOOST_AUTO_TEST_CASE(the_end_of_the_input_at_a_terminal_ends_the_interview_in_good_order) {
    int status = -1;
    const std::string shown = typed("no\n\x04", 80, status);
    BOOST_TEST(status == 0);
    BOOST_TEST(shown.find("There was no further answer.") != std::string::npos, shown);
    BOOST_TEST(shown.find("\"facts\": {") != std::string::npos, shown);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::cli
