#include "adapters/service/message.hpp"

#include "adapters/json/json_writer.hpp"

namespace caveat::service {

Response refusal(unsigned status, std::string_view code, std::string_view path,
                 std::string_view message) {
    json::JsonWriter out(false);
    out.begin_object();
    out.key("resourceType");
    out.text("OperationOutcome");
    out.key("issue");
    out.begin_list();
    out.begin_object();
    out.key("severity");
    out.text("error");
    out.key("code");
    out.text(code);
    out.key("diagnostics");
    out.text(message);
    if (!path.empty()) {
        out.key("expression");
        out.begin_list();
        out.text(path);
        out.end_list();
    }
    out.end_object();
    out.end_list();
    out.end_object();
    return {status, "application/fhir+json", out.take()};
}

std::string log_line(const Done& done, const Measured& measured) {
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(
        std::chrono::system_clock::now().time_since_epoch());
    json::JsonWriter out(false);
    const auto member = [&](std::string_view key, std::string_view text) {
        if (text.empty()) return;
        out.key(key);
        out.text(text);
    };
    const auto number = [&](std::string_view key, auto value) {
        out.key(key);
        out.number(std::to_string(value));
    };
    out.begin_object();
    number("time", now.count());
    member("request", measured.request);
    member("client", done.client);
    member("endpoint", done.endpoint);
    member("service", done.service);
    member("hook", done.hook);
    member("version", done.version);
    number("status", measured.status);
    number("bytes", measured.bytes);
    number("microseconds", measured.took.count());
    number("cards", done.cards);
    member("refused", done.refusal);
    out.end_object();
    std::string line = out.take();
    while (line.ends_with('\n')) line.pop_back();
    return line;
}

}  // namespace caveat::service
