#pragma once

// The one call of the workbench: a request as JSON in, its answer as JSON out.

#include "adapters/workbench/request.hpp"
#include "editing/workspace.hpp"

#include <string>
#include <string_view>

namespace caveat::workbench {

/// Files that are open, and what is asked about them. Nothing is thrown but std::bad_alloc.
class Workbench {
  public:
    /// `{"call":"open","uri":…,"v":1,"text":…}`. Every answer is one line: `{"v":1,"ok":…}`, or
    /// `{"v":1,"problem":{"code":…,"message":…}}`; `v` is the version of the file that was asked
    /// about, 0 where none was.
    ///
    ///     open {uri, v, text}       change {uri, v, edits: [{from, to, text}]}       close {uri}
    ///     findings {uri, as_of}     hover, definition, references, highlight, rename_from
    ///     {uri, at}                 rename {uri, at, name}     complete {uri, at}    format {uri}
    ///     symbols, tokens, lenses, folds {uri}
    ///     actions {uri, from, to, as_of, reason}: with `as_of`, answers to findings, too, for
    ///     that reason
    ///
    ///     facts {uri}               screen {PATIENT}           text {PATIENT, for, details}
    ///     explain {PATIENT, rule}   show {PATIENT, for}
    ///     cases {uri}               case {uri, name}           keep {PATIENT, name}
    ///     propose {uri, as_of, SEARCH}                         take {uri, yaml}
    ///     compare {old, new, as_of, SEARCH}
    ///
    /// Offsets are UTF-16 units. The edits of a change are places in the text before it, in order,
    /// none over another.
    ///
    /// A PATIENT is `uri, profile, as_of, respondents`: a profile as `read_profile` takes it, the
    /// day for one that names none, and a list of who can answer. While a rule file does not load,
    /// all of these answer by the rules that loaded last: `rules` says of which version those are.
    ///
    /// A SEARCH is `work, slice, token, stop`. It ends when its `work` is used up, and never by a
    /// clock. With a `slice` it does about that much of it, and answers with a `token` to go on
    /// with (null once it has ended) and what was found so far; the last answer of `propose` has
    /// the cases, and so has one that is asked to `stop`. One that is about a text that has changed
    /// since is refused (`stale`), and each new one takes the place of the one before.
    std::string call(std::string_view request);

  private:
    editing::Workspace workspace_;
    Memory memory_;
};

}  // namespace caveat::workbench
