#pragma once

#include <iosfwd>
#include <string>

/// Rule sets as a service for record systems: CDS Hooks over HTTP. Target `caveat::service`.
namespace caveat {

/// How to run a service.
struct ServeOptions {
    std::string file;         ///< `serve.yaml`
    bool only_check = false;  ///< say what is wrong with the files, and serve nothing
};

/// Serves until SIGTERM or SIGINT comes: no new requests are taken then, and those at hand are
/// answered. SIGHUP loads rules, mappings and value sets anew; where one of them has an error, the
/// old ones stay. The file itself, keys of clients and certificates are read at the start alone.
///
/// log       a line of JSON for each request, without anything of a patient
/// messages  what is wrong with files, and where the service listens
/// returns   0; 1 for warnings of a check; 2 where it cannot run
int serve(const ServeOptions& options, std::ostream& log, std::ostream& messages);

}  // namespace caveat
