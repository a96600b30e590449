// A text into what editors ask about it. Entrance: OpenFile.

#include "editing/open_file.hpp"

#include "api/load.hpp"

#include <algorithm>
#include <utility>

namespace caveat::editing {

namespace {

bool names_cases(std::string_view uri) {
    return uri.ends_with(".cases.yaml") || uri.ends_with(".cases.yml");
}

}  // namespace

OpenFile::OpenFile(std::string uri, std::int64_t version, std::string text, const Limits& limits)
    : uri_(std::move(uri)),
      version_(version),
      text_(std::move(text)),
      limits_(limits),
      is_cases_(names_cases(uri_)),
      places_(text_) {
    judge();
}

void OpenFile::put(std::int64_t version, std::string text) {
    if (!understood_) read();  // it may be the last that can be
    version_ = version;
    text_ = std::move(text);
    places_ = TextPlaces(text_);
    judge();
}

void OpenFile::judge() {
    is_read_ = false;
    if (is_cases_) return;
    loaded_ = api::load_again(text_, uri_, limits_, yaml_);
    if (!loaded_.rules) return;
    last_rules_ = loaded_.rules;
    last_version_ = version_;
}

void OpenFile::read() const {
    if (std::exchange(is_read_, true) || text_.size() > limits_.file_bytes) return;
    if (is_cases_) {
        cases_ = read_cases_as_they_stand(text_, limits_);
        return;
    }
    if (auto reading = read_as_it_stands(yaml_.text(), limits_, yaml_.root(), loaded_.rules)) {
        auto occurrences = occurrences_of(*reading);
        understood_ = Understood{std::move(reading), std::move(occurrences)};
    }
    if (!understood_) return;
    const std::string& was = understood_->reading->source;
    const std::size_t most = std::min(was.size(), text_.size());
    alike_before_ = static_cast<std::size_t>(
        std::mismatch(was.begin(), was.begin() + static_cast<std::ptrdiff_t>(most), text_.begin())
            .first -
        was.begin());
    alike_behind_ = 0;
    while (alike_behind_ < most - alike_before_ &&
           was[was.size() - 1 - alike_behind_] == text_[text_.size() - 1 - alike_behind_]) {
        ++alike_behind_;
    }
}

const Understood* OpenFile::understood() const {
    read();
    return understood_ ? &*understood_ : nullptr;
}

const CasesReading* OpenFile::cases() const {
    read();
    return cases_.get();
}

std::optional<std::uint32_t> OpenFile::place_read(std::size_t byte) const {
    const Understood* const known = understood();
    if (known == nullptr || byte > text_.size()) return std::nullopt;
    if (byte <= alike_before_) return static_cast<std::uint32_t>(byte);
    const std::size_t from_end = text_.size() - byte;
    if (from_end > alike_behind_) return std::nullopt;
    return static_cast<std::uint32_t>(known->reading->source.size() - from_end);
}

std::optional<Span> OpenFile::span_now(Span read) const {
    const Understood* const known = understood();
    if (known == nullptr) return std::nullopt;
    const std::size_t was = known->reading->source.size();
    const bool is_before = read.end <= alike_before_;
    const bool is_behind = was - std::min<std::size_t>(read.begin, was) <= alike_behind_;
    if (is_before) return read;
    if (!is_behind) return std::nullopt;
    return Span{static_cast<std::uint32_t>(text_.size() - (was - read.begin)),
                static_cast<std::uint32_t>(text_.size() - (was - read.end))};
}

}  // namespace caveat::editing
