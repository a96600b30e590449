#pragma once

// What a `RuleSet` handle points to.

#include <caveat/rules.hpp>

#include "api/infos.hpp"
#include "eval/compiled.hpp"
#include "model/made_once.hpp"
#include "model/rule_set.hpp"

#include <memory>
#include <string>

namespace caveat::language {
struct Document;
struct RuleFile;
}  // namespace caveat::language

namespace caveat::api {

struct LoadedRules {
    LoadedRules(model::RuleSet checked, eval::Compiled runs, std::string text, std::string digest,
                std::shared_ptr<const language::Document> document = nullptr);
    LoadedRules(const LoadedRules&) = delete;
    LoadedRules& operator=(const LoadedRules&) = delete;

    model::RuleSet model;
    eval::Compiled compiled;  ///< of the model
    std::string source;       ///< the file's text: spans of the model look into it
    std::string sha256;       ///< of the file's bytes
    Infos infos;              ///< of the model and the text
    /// Where whoever loads the rules will ask for `file` at once; else null.
    std::shared_ptr<const language::Document> written;

    /// What the text says, for tools that ask what was written: read once more when the first of
    /// them asks, and then kept. Screening needs none of it, and it is larger than all the rest.
    /// May be asked from several threads.
    ///@{
    [[nodiscard]] std::shared_ptr<const language::RuleFile> shared_file() const;
    [[nodiscard]] const language::RuleFile& file() const { return *shared_file(); }
    ///@}

  private:
    mutable model::MadeOnce<std::shared_ptr<const language::RuleFile>> file_;
};

/// Rules that ask nothing and say nothing: whatever has not been filled yet stands on them.
const RuleSet& no_rules();

}  // namespace caveat::api
