#pragma once

// One request and its answer, without a wire between them.

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::service {

struct Request {
    std::string method;
    std::string target;                          ///< as sent: path and query
    std::map<std::string, std::string> headers;  ///< by name in lower case
    std::string body;

    /// Empty for a header that is not there.
    [[nodiscard]] std::string_view header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string_view() : std::string_view(found->second);
    }
    [[nodiscard]] std::string_view path() const {
        return std::string_view(target).substr(0, target.find('?'));
    }
};

struct Response {
    unsigned status = 200;
    std::string type;  ///< of the body; empty where there is none
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers{};
};

/// What was wrong with a request: an OperationOutcome. It names places, and never a value.
///
/// code  of FHIR's issue types: `invalid`, `required`, `not-found`
Response refusal(unsigned status, std::string_view code, std::string_view path,
                 std::string_view message);

/// What is done of a request, so that a log and a metric can say so without knowing the patient.
struct Done {
    std::string client;    ///< of the service file; empty: nobody's name is known
    std::string service;   ///< id of the rule set; empty for any other path
    std::string hook;      ///< one that is served; empty for anything else
    std::string endpoint;  ///< `cards`, `feedback`, `discovery`, `form`, `about`, `other`
    std::string version;   ///< of the rule set
    std::string refusal;   ///< why a token was refused
    std::size_t cards = 0;
    std::vector<std::string> outcomes{};  ///< ids of the outcomes that were shown
};

/// What the wire knows of a request.
struct Measured {
    std::string request;  ///< its id
    unsigned status = 0;
    std::size_t bytes = 0;
    std::chrono::microseconds took{0};
};

/// A line of a log, without its end: nothing that a request said of a patient is in it.
std::string log_line(const Done& done, const Measured& measured);

}  // namespace caveat::service
