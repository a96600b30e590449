#include "adapters/cli/input.hpp"
#include "adapters/cli/line_blocks.hpp"
#include "adapters/cli/progress.hpp"
#include "stream_rig.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace caveat::cli {

BOOST_AUTO_TEST_SUITE(stream)

namespace {

/// Every line of every block, without its line break.
std::vector<std::string> lines_through(const std::string& text, std::size_t block_bytes) {
    std::istringstream in(text);
    LineBlocks blocks(ByteSource(in), block_bytes);
    std::vector<std::string> all;
    Block block;
    while (blocks.next(block)) {
        std::string_view lines = block.lines();
        while (!lines.empty()) all.emplace_back(take_line(lines));
    }
    return all;
}

/// A pair of buffers between a test and a run, where each side waits for the other.
class Dialogue {
  public:
    /// What the run reads: one piece at a time, each asked for when it is needed.
    class In : public std::streambuf {
      public:
        explicit In(Dialogue& dialogue) : dialogue_(dialogue) {}

      protected:
        int_type underflow() override {
            std::unique_lock lock(dialogue_.mutex_);
            dialogue_.changed_.wait(
                lock, [this] { return !dialogue_.given_.empty() || dialogue_.is_over_; });
            if (dialogue_.given_.empty()) return traits_type::eof();
            piece_.swap(dialogue_.given_);
            dialogue_.given_.clear();
            setg(piece_.data(), piece_.data(), piece_.data() + piece_.size());
            return traits_type::to_int_type(piece_.front());
        }

      private:
        Dialogue& dialogue_;
        std::string piece_;
    };
    /// What the run writes.
    class Out : public std::streambuf {
      public:
        explicit Out(Dialogue& dialogue) : dialogue_(dialogue) {}

      protected:
        std::streamsize xsputn(const char* words, std::streamsize count) override {
            const std::lock_guard lock(dialogue_.mutex_);
            dialogue_.taken_.append(words, static_cast<std::size_t>(count));
            dialogue_.changed_.notify_all();
            return count;
        }
        int_type overflow(int_type c) override { return c; }

      private:
        Dialogue& dialogue_;
    };

    /// Gives a line, and waits for the answer.
    std::string ask(const std::string& line) {
        std::unique_lock lock(mutex_);
        given_ = line;
        changed_.notify_all();
        changed_.wait(lock, [this] { return taken_.find('\n') != std::string::npos; });
        std::string answer;
        answer.swap(taken_);
        return answer;
    }
    void end() {
        const std::lock_guard lock(mutex_);
        is_over_ = true;
        changed_.notify_all();
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::string given_;
    std::string taken_;
    bool is_over_ = false;
};

}  // namespace

BOOST_AUTO_TEST_CASE(blocks_of_any_size_hold_the_same_lines) {
    const std::vector<std::string> lines{"one", "", "two and more", "three", "", "last"};
    for (const char* const end : {"\n", "\r\n"}) {
        std::string text;
        for (const std::string& each : lines) text += each + end;
        for (std::size_t size = 1; size < 40; ++size) {
            BOOST_TEST(lines_through(text, size) == lines, boost::test_tools::per_element());
            const std::string cut = text.substr(0, text.size() - std::string_view(end).size());
            BOOST_TEST(lines_through(cut, size) == lines, boost::test_tools::per_element());
        }
    }
    BOOST_TEST(lines_through("", 8).empty());
    BOOST_TEST(lines_through("\n", 8).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_line_beyond_the_limit_is_cut_and_the_next_one_is_whole) {
    constexpr std::size_t block_bytes = 256U * 1024U;
    for (const std::size_t beyond : {1U, 2U, 3U, 100U, 300'000U}) {
        const std::string text =
            "first\n" + std::string(most_profile_bytes + beyond, 'x') + "\nnext\n";
        const auto lines = lines_through(text, block_bytes);
        BOOST_REQUIRE_EQUAL(lines.size(), 3U);
        BOOST_TEST(lines[1].size() > most_profile_bytes);
        BOOST_TEST(lines[1].size() <= most_profile_bytes + block_bytes);
        BOOST_TEST(lines[2] == "next");
    }
    const auto whole = lines_through(std::string(most_profile_bytes, 'x') + "\r\nnext", 4096);
    BOOST_REQUIRE_EQUAL(whole.size(), 2U);
    BOOST_TEST(whole[0].size() == most_profile_bytes);
}

BOOST_AUTO_TEST_CASE(a_verdict_is_one_short_line) {
    const Rig rig("verdict");
    const std::string severe =
        R"({"patient": "a \"b\" é", "as_of": "2026-11-20", "facts": {"pain_nrs": 8}})";
    const Finished ran =
        run_with({"screen", rig.rules, "--format", "ndjson", "--only", "verdict"},
                 severe + "\n" + R"({"as_of": "2026-11-20", "facts": {"pain_nrs": 80}})" + "\n");
    BOOST_TEST(ran.out ==
               R"({"patient":"a \"b\" é","as_of":"2026-11-20","verdict":"refer_first",)"
               R"("at_least":"refer_first","at_most":"do_not_proceed","complete":false})"
               "\n"
               R"({"patient":null,"as_of":"2026-11-20","verdict":"proceed","at_least":"proceed",)"
               R"("at_most":"do_not_proceed","complete":false,"problems":1})"
               "\n");
    BOOST_TEST(ran.status == found_problems);
}

BOOST_AUTO_TEST_CASE(a_verdict_says_what_the_report_says) {
    const Rig rig("verdict_words");
    const std::string input = profile_lines(60);
    const auto verdicts = lines_of(
        run_with({"screen", rig.rules, "-", "--format", "ndjson", "--only", "verdict"}, input).out);
    const auto reports =
        lines_of(run_with({"screen", rig.rules, "-", "--format", "ndjson"}, input).out);
    BOOST_REQUIRE_EQUAL(verdicts.size(), reports.size());
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        const std::size_t begin = verdicts[i].find("\"verdict\"");
        const std::string bounds = verdicts[i].substr(begin, verdicts[i].size() - begin - 1);
        BOOST_TEST(has(reports[i], bounds), bounds);
    }
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_stream_can_give_a_verdict_too) {
    const Rig rig("verdict_file");
    const std::string profile = rig.write("p.json", profile_line(2));
    const Finished ran = run_with({"screen", rig.rules, profile, "--only", "verdict"});
    BOOST_TEST(ran.out.starts_with(R"({"patient":"p2")"), ran.out);
    BOOST_TEST(lines_of(ran.out).size() == 1U);
    BOOST_TEST(
        run_with({"screen", rig.rules, profile, "--only", "verdict", "--format", "text"}).status ==
        unusable);
}

BOOST_AUTO_TEST_CASE(any_number_of_threads_gives_the_same_lines) {
    const Rig rig("threads");
    std::string input = "\xEF\xBB\xBF" + profile_lines(3000);
    input.insert(input.find("\n", input.size() / 2) + 1,
                 "{\"broken\": \n\n[]\n" + profile_line(1) + "\r\n");
    input += profile_line(4);  // and no line break
    for (const char* const only : {"--only=verdict", "--why=all"}) {
        const Finished one =
            run_with({"screen", rig.rules, "--format", "ndjson", only, "--threads", "1"}, input);
        BOOST_TEST(one.status == found_problems);
        BOOST_TEST(lines_of(one.out).size() == 3005U);
        for (const char* const threads : {"2", "3", "8"}) {
            const Finished many = run_with(
                {"screen", rig.rules, "--format", "ndjson", only, "--threads", threads}, input);
            BOOST_TEST((many.out == one.out));
            BOOST_TEST(many.status == one.status);
        }
    }
    BOOST_TEST(run_with({"screen", rig.rules, "--format", "ndjson", "--threads", "0"}).status ==
               unusable);
}

BOOST_AUTO_TEST_CASE(each_line_is_answered_before_the_next_is_asked_for) {
    const Rig rig("dialogue");
    for (const char* const threads : {"1", "2", "4"}) {
        Dialogue dialogue;
        Dialogue::In in_buffer(dialogue);
        Dialogue::Out out_buffer(dialogue);
        std::istream in(&in_buffer);
        std::ostream out(&out_buffer);
        std::ostringstream err;
        std::thread run([&] {
            run_with({"screen", rig.rules, "-", "--format", "ndjson", "--threads", threads}, in,
                     out, err);
        });
        for (int i = 0; i < 5; ++i) {
            const std::string answer = dialogue.ask(profile_line(i) + "\n");
            BOOST_TEST(has(answer, "\"patient\":\"p" + std::to_string(i) + "\""), answer);
        }
        dialogue.end();
        run.join();
    }
}

BOOST_AUTO_TEST_CASE(progress_is_shown_where_somebody_watches_and_nowhere_else) {
    const Rig rig("progress");
    const std::string input = profile_lines(3);
    const std::vector<std::string> arguments{"screen", rig.rules, "-", "--format", "ndjson"};
    BOOST_TEST(run_with(arguments, input).err == "");
    const Finished watched = run_with(arguments, input, true);
    BOOST_TEST(watched.err.starts_with("\r3 patients"), watched.err);
    BOOST_TEST(watched.out == run_with(arguments, input).out);
}

BOOST_AUTO_TEST_CASE(progress_says_what_is_known) {
    using Seconds = std::chrono::duration<double>;
    BOOST_TEST(progress_words({0, 0, {}}, Seconds(0)) == "0 patients");
    BOOST_TEST(progress_words({1, 10, {}}, Seconds(1)) == "1 patient, 1 a second");
    BOOST_TEST(progress_words({500, 1000, 4000}, Seconds(2)) ==
               "500 patients, 250 a second, 0:06 left");
    BOOST_TEST(progress_words({500, 1000, 1'000'000}, Seconds(20)) ==
               "500 patients, 25 a second, 5:33:00 left");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::cli
