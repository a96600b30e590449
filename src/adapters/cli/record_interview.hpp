#pragma once

// Asks for records one by one, and for their fields one by one.

#include <caveat/rules.hpp>

#include "adapters/cli/conversation.hpp"
#include "adapters/cli/gathered.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace caveat::cli {

class RecordInterview {
  public:
    /// All must outlive it.
    RecordInterview(Conversation& conversation, const Gathered& gathered, FactId fact,
                    const FactInfo& about, const std::function<void()>& say_why)
        : conversation_(conversation),
          gathered_(gathered),
          fact_(fact),
          about_(about),
          say_why_(say_why) {}

    /// Asks for all records, those that are there already aside. The answer is the whole list. A
    /// complete list that is entered anew stays what it is until the new one is complete too.
    ///
    /// so_far  what is known of the list; null if nothing
    Typed list(const JsonValue* so_far);

    /// Asks for the fields that are open in a list that is known.
    ///
    /// paths  as `Question::paths` gives them
    Typed open_fields(JsonValue so_far, const std::vector<std::string>& paths);
    /// Those of the paths of which nobody knows more than is known.
    [[nodiscard]] const std::vector<std::string>& not_known() const { return not_known_; }

  private:
    /// What is known of the field stays where nobody knows more.
    Typed field(JsonValue& record, std::size_t number, std::size_t field);
    /// Asks for the fields of the last record, from `field` on. False with a request to leave.
    bool fields(std::vector<JsonValue>& records, std::size_t first, Typed& leave);
    [[nodiscard]] JsonValue as_list(std::vector<JsonValue> records, bool is_complete) const;

    Conversation& conversation_;
    const Gathered& gathered_;
    const FactId fact_;
    const FactInfo& about_;
    const std::function<void()>& say_why_;
    std::vector<std::string> not_known_;
};

}  // namespace caveat::cli
