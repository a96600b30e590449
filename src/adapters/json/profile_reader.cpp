// Turns a JSON text into a checked profile; a reader of many tries the short way first.
// Entrances: `read_profile`, `ProfileReader`.

#include <caveat/adapter.hpp>
#include <caveat/json.hpp>

#include "adapters/json/json_tree.hpp"
#include "adapters/json/plain_reader.hpp"
#include "adapters/json/profile_tree.hpp"

#include <cstring>
#include <vector>

namespace caveat {

Profile read_profile(const RuleSet& rules, std::string_view json, const ReadOptions& options) {
    json::JsonTree tree;
    ProfileAdapter adapter(rules);
    json::read_tree(rules, json, options, tree, adapter);
    return adapter.build();
}

struct ProfileReader::Tools {
    RuleSet rules;
    ReadOptions options;
    ProfileAdapter adapter;
    json::PlainReader plain;
    std::vector<char> copy;
    Profile profile;

    Tools(const RuleSet& all_rules, const ReadOptions& all_options)
        : rules(all_rules),
          options(all_options),
          adapter(rules),
          plain(rules),
          profile(adapter.build()) {}

    std::string_view padded(std::string_view text, std::size_t readable_after) {
        if (readable_after >= padding() || text.size() > json::PlainReader::most_bytes) return text;
        if (copy.size() < text.size() + padding()) copy.resize(text.size() + padding());
        if (!text.empty()) std::memcpy(copy.data(), text.data(), text.size());
        return {copy.data(), text.size()};
    }
};

ProfileReader::ProfileReader(const RuleSet& rules, const ReadOptions& options)
    : rules_(rules), options_(options) {}
ProfileReader::~ProfileReader() = default;
ProfileReader::ProfileReader(ProfileReader&&) noexcept = default;
ProfileReader& ProfileReader::operator=(ProfileReader&&) noexcept = default;

ProfileReader::Tools& ProfileReader::tools() {
    if (!tools_) tools_ = std::make_unique<Tools>(rules_, options_);
    return *tools_;
}

std::size_t ProfileReader::padding() {
    return json::PlainReader::padding();
}

const Profile& ProfileReader::read(std::string_view json, std::size_t readable_after) {
    Tools& tools = this->tools();
    if (!tools.plain.read(tools.padded(json, readable_after), tools.options, tools.adapter)) {
        tools.adapter.clear();
        json::JsonTree tree;  // not kept: one long text must not hold its memory for ever
        json::read_tree(tools.rules, json, tools.options, tree, tools.adapter);
    }
    tools.adapter.build_into(tools.profile);
    return tools.profile;
}

}  // namespace caveat
