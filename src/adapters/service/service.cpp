// Which request gets which answer. Entrance: Service::answer.

#include "adapters/service/service.hpp"

#include "adapters/service/discovery.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::service {

namespace {

constexpr std::size_t most_body_bytes = 8U * 1024U * 1024U;

bool accepts_json(std::string_view accept) {
    if (accept.empty()) return true;
    return accept.find("*/*") != std::string_view::npos ||
           accept.find("application/*") != std::string_view::npos ||
           accept.find("json") != std::string_view::npos;
}

bool is_json(std::string_view type) {
    const std::string_view bare = type.substr(0, type.find_first_of("; "));
    return bare == "application/json" || bare == "application/fhir+json";
}

Response not_allowed(const std::string& allow) {
    Response response = refusal(405, "not-supported", "", "this is not asked in this way");
    response.headers.emplace_back("Allow", allow);
    return response;
}

Response not_found() {
    return refusal(404, "not-found", "", "there is nothing here");
}

}  // namespace

Service::Service(mapping::ServeConfig config, std::shared_ptr<const Served> served, Clock clock,
                 std::unique_ptr<Tokens> tokens, std::unique_ptr<Store> store)
    : config_(std::move(config)),
      clock_(std::move(clock)),
      tokens_(std::move(tokens)),
      store_(std::move(store)),
      served_(std::move(served)) {
    metrics_.set_reloaded(clock_.now(), true);
}

std::shared_ptr<const Served> Service::served() const {
    const std::lock_guard guard(mutex_);
    return served_;
}

void Service::swap(std::shared_ptr<const Served> served) {
    {
        const std::lock_guard guard(mutex_);
        served_ = std::move(served);
    }
    is_stale_ = false;
    metrics_.set_reloaded(clock_.now(), true);
}

void Service::keep_stale() {
    is_stale_ = true;
    metrics_.set_reloaded(clock_.now(), false);
}

Response Service::answer(const Request& request, Done& done) {
    Response response = route(request, done);
    // Pages of other origins may read what is answered to those that are listed, errors too.
    const std::string_view origin = request.header("origin");
    response.headers.emplace_back("Vary", "Origin");
    if (std::find(config_.origins.begin(), config_.origins.end(), origin) !=
        config_.origins.end()) {
        response.headers.emplace_back("Access-Control-Allow-Origin", std::string(origin));
    }
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

Response Service::route(const Request& request, Done& done) {
    done.endpoint = "other";
    if (request.method == "OPTIONS") {
        return {204,
                {},
                {},
                {{"Access-Control-Allow-Methods", "GET, POST"},
                 {"Access-Control-Allow-Headers", "Authorization, Content-Type"},
                 {"Access-Control-Max-Age", "600"}}};
    }
    const auto current = served();
    const std::string_view path = request.path();
    constexpr std::string_view services = "/cds-services";
    if (path == services) {
        done.endpoint = "discovery";
        if (request.method != "GET") return not_allowed("GET");
        if (auto refused = guard(request, done)) return std::move(*refused);
        return discovery(*current, config_);
    }
    constexpr std::string_view under = "/cds-services/";
    if (path.starts_with(under)) {
        std::string_view id = path.substr(under.size());
        constexpr std::string_view end = "/feedback";
        const bool is_feedback = id.ends_with(end);
        if (is_feedback) id.remove_suffix(end.size());
        const ServedRules* const rules = current->find(id);
        if (rules == nullptr) return not_found();
        done.endpoint = is_feedback ? "feedback" : "cards";
        done.service = rules->id;
        done.version = rules->rules.version();
        if (request.method != "POST") return not_allowed("POST");
        return post(request, *rules, is_feedback, done);
    }
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> pages{
        {{"/Questionnaire/", "form"}, {"/PlanDefinition/", "plan"}, {"/about/", "about"}}};
    for (const auto& [prefix, name] : pages) {
        if (!path.starts_with(prefix)) continue;
        if (auto refused = guard(request, done)) return std::move(*refused);
        const ServedRules* const rules = current->find(path.substr(prefix.size()));
        if (rules == nullptr) return not_found();
        done.endpoint = name;
        done.service = rules->id;
        if (request.method != "GET") return not_allowed("GET");
        if (done.endpoint == "about") return about_page(*rules);
        return {200, "application/fhir+json",
                done.endpoint == "plan" ? write_plan_definition(rules->mapping)
                                        : write_questionnaire(rules->mapping)};
    }
    return not_found();
}

std::optional<Response> Service::guard(const Request& request, Done& done) {
    if (!config_.is_discovery_guarded || !tokens_) return std::nullopt;
    const Caller caller =
        tokens_->check(request.header("authorization"),
                       {config_.base_url + std::string(request.path())}, clock_.now());
    if (caller.client == nullptr) return unauthorized(caller, done);
    done.client = caller.client->name;
    return std::nullopt;
}

Response Service::post(const Request& request, const ServedRules& rules, bool is_feedback,
                       Done& done) {
    if (tokens_) {
        const std::string own = config_.base_url + "/cds-services/" + rules.id;
        std::vector<std::string> audiences{own};
        if (is_feedback) audiences.push_back(own + "/feedback");
        const Caller caller =
            tokens_->check(request.header("authorization"), audiences, clock_.now());
        if (caller.client == nullptr) return unauthorized(caller, done);
        done.client = caller.client->name;
        const auto& allowed = caller.client->services;
        if (!allowed.empty() &&
            std::find(allowed.begin(), allowed.end(), rules.id) == allowed.end()) {
            return refusal(403, "forbidden", "", "this service is not for this client");
        }
    }
    if (!accepts_json(request.header("accept"))) {
        return refusal(406, "not-supported", "", "the answer would be JSON");
    }
    if (!request.header("content-encoding").empty() || !is_json(request.header("content-type"))) {
        return refusal(415, "not-supported", "", "the body has to be plain JSON");
    }
    if (request.body.size() > most_body_bytes) {
        return refusal(413, "too-long", "", "the body has more than 8 MiB");
    }
    return is_feedback ? take_feedback(request, done) : show_cards(request, rules, done);
}

Response Service::answer_admin(const Request& request) {
    const std::string_view path = request.path();
    const bool is_known = path == "/health/live" || path == "/health/ready" || path == "/metrics";
    if (!is_known) return not_found();
    if (request.method != "GET") return not_allowed("GET");
    if (path == "/metrics") {
        return {200, "text/plain; version=0.0.4; charset=utf-8", metrics_.text(clock_.now())};
    }
    if (path == "/health/ready") {
        if (!is_ready_) return {503, "text/plain", "stopping\n"};
        return {200, "text/plain", is_stale_ ? "ready, stale\n" : "ready\n"};
    }
    return {200, "text/plain", "live\n"};
}

}  // namespace caveat::service
