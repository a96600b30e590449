// A rule set that is replaced while others screen with it.

#include <caveat/profile.hpp>
#include <caveat/screen.hpp>
#include <caveat/store.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <new>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace caveat::store_tests {

namespace {

namespace fs = std::filesystem;

/// Version `n` fires at a pain of `n` and more: what a screening says tells which it was.
std::string version(int n) {
    const std::string number = std::to_string(n);
    return "caveat: 1\nid: small\nversion: " + number +
           ".0.0\nfacts:\n  pain: {type: number, from: 0, to: 10}\n  fever: {type: yes/no}\n"
           "outcomes: {avoid massage: No., inform limit: It is.}\nrules:\n"
           "  - {id: strong, rule: pain >= " +
           number + " → avoid massage}\n  - {id: fever, rule: fever → inform limit}\n";
}

/// The same without its last rule, as a file looks that is half written: it loads.
std::string half(int n) {
    const std::string whole = version(n);
    return whole.substr(0, whole.find("  - {id: fever"));
}

RuleSet loaded(const std::string& text) {
    const Loaded result = load_text(text);
    BOOST_REQUIRE_MESSAGE(result.rules, render(result));
    return *result.rules;
}

class File {
  public:
    File() {
        static std::atomic<int> count{0};
        folder_ = fs::temp_directory_path() / ("caveat_store_" + std::to_string(++count));
        fs::create_directories(folder_);
    }
    ~File() { fs::remove_all(folder_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    [[nodiscard]] std::string path() const { return (folder_ / "rules.yaml").string(); }
    void write(std::string_view text) const { std::ofstream(path(), std::ios::binary) << text; }
    /// As it should be done: beside it, and renamed.
    void swap(std::string_view text) const {
        const std::string beside = (folder_ / "next.yaml").string();
        std::ofstream(beside, std::ios::binary) << text;
        fs::rename(beside, path());
    }
    void remove() const { fs::remove(path()); }

  private:
    fs::path folder_;
};

bool keeps_every_rule(const RuleSet& now, const RuleSet& next) {
    return next.rule_count() >= now.rule_count();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(store)

BOOST_AUTO_TEST_CASE(a_store_opens_a_file_or_says_why_not) {
    const File file;
    BOOST_TEST(!RuleStore::open(file.path()).store);
    BOOST_TEST(RuleStore::open(file.path()).diagnostics.front().code == "file-not-found");
    file.write("caveat: 1\nrules: [nonsense]\n");
    const OpenedStore broken = RuleStore::open(file.path());
    BOOST_TEST(!broken.store);
    BOOST_TEST(!broken.diagnostics.empty());
    file.write(version(1));
    const OpenedStore good = RuleStore::open(file.path());
    BOOST_REQUIRE(good.store);
    BOOST_TEST(good.store->current().version() == "1.0.0");
    BOOST_TEST(good.store->generation() == 1U);
}

BOOST_AUTO_TEST_CASE(a_reload_says_what_became_of_the_file) {
    const File file;
    file.write(version(1));
    const OpenedStore opened = RuleStore::open(file.path(), {.accept = keeps_every_rule});
    BOOST_REQUIRE(opened.store);
    RuleStore& store = *opened.store;
    BOOST_TEST((store.reload().outcome == ReloadOutcome::unchanged));
    file.swap(version(2));
    BOOST_TEST((store.reload().outcome == ReloadOutcome::swapped));
    BOOST_TEST(store.current().version() == "2.0.0");
    BOOST_TEST(store.generation() == 2U);
    file.swap("caveat: 1\nrules: [nonsense]\n");
    const Reloaded refused = store.reload();
    BOOST_TEST((refused.outcome == ReloadOutcome::refused));
    BOOST_TEST(!refused.diagnostics.empty());
    file.swap(half(3));
    const Reloaded fewer = store.reload();
    BOOST_TEST((fewer.outcome == ReloadOutcome::refused));
    BOOST_TEST(fewer.diagnostics.back().code == "not-accepted");
    file.remove();
    const Reloaded missing = store.reload();
    BOOST_TEST((missing.outcome == ReloadOutcome::unreadable));
    BOOST_TEST(missing.diagnostics.front().code == "file-not-found");
    BOOST_TEST(store.current().version() == "2.0.0");
    BOOST_TEST(store.generation() == 2U);
}

BOOST_AUTO_TEST_CASE(what_changed_is_adopted_when_two_looks_agree) {
    const File file;
    file.write(version(1));
    const OpenedStore opened = RuleStore::open(file.path());
    BOOST_REQUIRE(opened.store);
    RuleStore& store = *opened.store;
    BOOST_TEST((store.reload_if_changed().outcome == ReloadOutcome::unchanged));
    file.write(half(2));
    BOOST_TEST((store.reload_if_changed().outcome == ReloadOutcome::unsettled));
    file.write(version(2));
    BOOST_TEST((store.reload_if_changed().outcome == ReloadOutcome::unsettled));
    BOOST_TEST(store.current().version() == "1.0.0");
    BOOST_TEST((store.reload_if_changed().outcome == ReloadOutcome::swapped));
    BOOST_TEST(store.current().version() == "2.0.0");
    BOOST_TEST((store.reload_if_changed().outcome == ReloadOutcome::unchanged));
    file.write("nonsense");
    BOOST_TEST((store.reload_if_changed().outcome == ReloadOutcome::unsettled));
    BOOST_TEST((store.reload_if_changed().outcome == ReloadOutcome::refused));
    // It was said once.
    BOOST_TEST((store.reload_if_changed().outcome == ReloadOutcome::unchanged));
    file.remove();
    BOOST_TEST((store.reload_if_changed().outcome == ReloadOutcome::unreadable));
    BOOST_TEST(store.current().version() == "2.0.0");
}

BOOST_AUTO_TEST_CASE(a_version_that_could_not_be_decided_on_is_asked_about_again) {
    const File file;
    file.write(version(1));
    bool is_failing = true;
    const auto accept = [&](const RuleSet&, const RuleSet&) {
        if (is_failing) throw std::bad_alloc();
        return true;
    };
    const OpenedStore opened = RuleStore::open(file.path(), {.accept = accept});
    BOOST_REQUIRE(opened.store);
    file.swap(version(2));
    BOOST_TEST((opened.store->reload_if_changed().outcome == ReloadOutcome::unsettled));
    BOOST_CHECK_THROW((void)opened.store->reload_if_changed(), std::bad_alloc);
    BOOST_TEST(opened.store->current().version() == "1.0.0");
    is_failing = false;
    BOOST_TEST((opened.store->reload_if_changed().outcome == ReloadOutcome::swapped));
    BOOST_TEST(opened.store->current().version() == "2.0.0");
}

BOOST_AUTO_TEST_CASE(versions_are_found_and_rolled_back_as_far_as_they_are_kept) {
    RuleStore store(loaded(version(1)), {.keep = 3});
    BOOST_TEST((store.reload().outcome == ReloadOutcome::unreadable));
    BOOST_TEST(!store.roll_back());
    for (const int n : {2, 3, 4}) {
        BOOST_TEST((store.offer(loaded(version(n))).outcome == ReloadOutcome::swapped));
    }
    BOOST_TEST((store.offer(loaded(version(4))).outcome == ReloadOutcome::unchanged));
    BOOST_TEST(!store.find(sha256_of(version(1))));
    BOOST_TEST(store.find(sha256_of(version(2)))->version() == "2.0.0");
    BOOST_TEST(!store.find(""));
    BOOST_TEST(store.roll_back());
    BOOST_TEST(store.current().version() == "3.0.0");
    BOOST_TEST(store.roll_back());
    BOOST_TEST(store.current().version() == "2.0.0");
    BOOST_TEST(!store.roll_back());
    BOOST_TEST(store.find(sha256_of(version(4))).has_value());
    BOOST_TEST(store.generation() == 6U);
}

BOOST_AUTO_TEST_CASE(eight_threads_screen_while_one_reloads_ten_thousand_times) {
    const File file;
    file.write(version(1));
    const OpenedStore opened = RuleStore::open(file.path(), {.accept = keeps_every_rule});
    BOOST_REQUIRE(opened.store);
    RuleStore& store = *opened.store;
    constexpr int versions = 8;
    std::map<std::string, int, std::less<>> limit_of;  // by digest
    for (int n = 1; n <= versions; ++n) limit_of.emplace(sha256_of(version(n)), n);

    std::atomic<bool> is_over{false};
    std::atomic<std::uint64_t> screened{0};
    std::atomic<std::uint64_t> mixed{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread) {
        threads.emplace_back([&, thread] {
            RuleSet rules = store.current();
            std::uint64_t generation = 0;
            Screening screening;
            for (int turn = thread; !is_over.load(std::memory_order_relaxed); ++turn) {
                if (generation != store.generation()) {
                    generation = store.generation();
                    rules = store.current();
                }
                const int pain = turn % 11;
                screen(ProfileBuilder(rules).set("pain", pain).set("fever", false).build(),
                       screening);
                const auto known = limit_of.find(screening.rules().sha256());
                const bool has_fired = !screening.fired().empty();
                const bool is_whole =
                    known != limit_of.end() && screening.rules().rule_count() == 2 &&
                    has_fired == (pain >= known->second) && screening.statuses().size() == 2;
                if (!is_whole) ++mixed;
                ++screened;
                std::this_thread::yield();
            }
        });
    }
    std::map<ReloadOutcome, int> outcomes;
    for (int turn = 0; turn < 10'000; ++turn) {
        const int n = 1 + turn / 5 % versions;
        switch (turn % 5) {
            case 0:
                file.swap(version(n));
                break;
            case 1:
                file.write("caveat: 1\nfacts: {pain: {type: number}\n");
                break;
            case 2:
                file.write(half(n));
                break;
            case 3:
                file.remove();
                break;
            default:
                file.write(version(n % versions + 1));
                break;
        }
        const Reloaded reloaded = turn % 3 == 0 ? store.reload_if_changed() : store.reload();
        ++outcomes[reloaded.outcome];
    }
    is_over = true;
    for (std::thread& thread : threads) thread.join();
    BOOST_TEST(mixed.load() == 0U);
    BOOST_TEST(screened.load() > 0U);
    BOOST_TEST(outcomes[ReloadOutcome::swapped] > 500);
    BOOST_TEST(outcomes[ReloadOutcome::refused] > 500);
    BOOST_TEST(outcomes[ReloadOutcome::unsettled] > 500);
    BOOST_TEST(outcomes[ReloadOutcome::unreadable] == 2'000);
    BOOST_TEST(limit_of.contains(store.current().sha256()));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::store_tests
