// One front door: a new client is screened with several rule sets at once, as a booking desk does.
//
//   booking_example rules/back-pain-massage.yaml rules/serious-back-pain.yaml … -- CLIENT...
//
// Each rule set keeps its own meaning and is screened on its own. What they have in common is
// made here: one form, in which each fact stands once; one list of questions, what decides most
// first; and one verdict, the strictest.

#include <caveat/report_text.hpp>

#include "front_desk.hpp"

#include <fstream>
#include <iostream>
#include <optional>
#include <string_view>
#include <utility>

namespace {

constexpr std::size_t most_questions = 8;  ///< shown at once; a form shows them all

std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts) all += (all.empty() ? "" : ", ") + part;
    return all;
}

void print(const char* title, const std::vector<booking::Message>& messages) {
    if (messages.empty()) return;
    std::cout << title << '\n';
    for (const booking::Message& message : messages) {
        std::cout << "  " << caveat::verb_words(message.verb) << ": " << message.words
                  << (message.is_presumed ? " (presumed)" : "") << " [" << joined(message.from)
                  << "]\n";
    }
}

void print(const char* title, const std::vector<booking::SharedQuestion>& questions) {
    if (questions.empty()) return;
    std::cout << title << '\n';
    for (std::size_t i = 0; i < questions.size() && i < most_questions; ++i) {
        std::cout << "  " << questions[i].ask << " [" << questions[i].key << ": "
                  << caveat::verb_words(questions[i].strictest) << "]\n";
    }
    if (questions.size() > most_questions) {
        std::cout << "  … and " << questions.size() - most_questions << " more\n";
    }
}

void print(const booking::FrontDesk& desk, const booking::Client& client,
           const booking::Assessment& found) {
    std::cout << "\n== " << client.name << ", " << client.as_of << ": "
              << caveat::verdict_words(found.verdict);
    if (found.at_least != found.verdict) {
        std::cout << "; certain so far: " << caveat::verdict_words(found.at_least);
    }
    if (found.at_most != found.verdict) {
        std::cout << "; answers may make it: " << caveat::verdict_words(found.at_most);
    }
    std::cout << '\n';
    for (std::size_t set = 0; set < desk.sets().size(); ++set) {
        const caveat::Screening& screening = found.screenings[set];
        std::cout << "  " << desk.sets()[set].id() << " (" << desk.sets()[set].screens()
                  << "): " << caveat::verdict_words(screening.verdict()) << '\n';
    }
    print("Say now", found.messages);
    if (!found.for_later.empty()) {
        std::cout << "Not now, since somebody must look first: " << found.for_later.size()
                  << (found.for_later.size() == 1 ? " piece" : " pieces") << " of advice\n";
    }
    print("Ask", found.to_ask);
    print("For the therapist to check", found.handed_on);
    if (!found.problems.empty()) std::cout << "Not usable\n";
    for (const std::string& problem : found.problems) std::cout << "  " << problem << '\n';
}

std::optional<caveat::RuleSet> loaded(const std::string& path) {
    caveat::Loaded loaded = caveat::load_file(path);
    std::cerr << caveat::render(loaded);
    return std::move(loaded.rules);
}

}  // namespace

int main(int count, char** arguments) {
    std::vector<caveat::RuleSet> sets;
    int i = 1;
    for (; i < count && std::string_view(arguments[i]) != "--"; ++i) {
        std::optional<caveat::RuleSet> set = loaded(arguments[i]);
        if (!set) return 2;
        sets.push_back(*std::move(set));
    }
    if (sets.empty() || i + 1 >= count) {
        std::cerr << "usage: booking_example RULES... -- CLIENT...\n";
        return 2;
    }
    const booking::FrontDesk desk(std::move(sets));
    std::cout << desk.sets().size() << " rule sets with " << desk.declared() << " facts, "
              << desk.shared() << " of them different\n";
    for (const std::string& sentence : desk.cannot_be_merged()) {
        std::cout << "Cannot be merged, so it is asked for each: " << sentence << '\n';
    }
    for (const std::string& sentence : desk.worded_differently()) {
        std::cout << "Merged, but see that both mean the same: " << sentence << '\n';
    }
    for (++i; i < count; ++i) {
        std::ifstream file(arguments[i]);
        if (!file) {
            std::cerr << arguments[i] << ": cannot be read\n";
            return 2;
        }
        const booking::Client client = booking::read_client(file);
        print(desk, client, desk.assess(client));
    }
    return 0;
}
