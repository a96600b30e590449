// Entrances: add_serve, run_serve.

#include "adapters/cli/serve_command.hpp"

#include <CLI/CLI.hpp>

#include <ostream>

#ifdef CAVEAT_SERVICE
#include <caveat/service.hpp>
#endif

namespace caveat::cli {

CLI::App* add_serve(CLI::App& app, ServeCommand& options) {
    CLI::App* const command =
        app.add_subcommand("serve", "Answer record systems by CDS Hooks, until it is told to stop");
    command->add_option("file", options.file, "What is served to whom: serve.yaml")
        ->required()
        ->type_name("FILE");
    command->add_flag("--check", options.only_check,
                      "Check the file, its rules and mappings, and serve nothing");
    return command;
}

#ifdef CAVEAT_SERVICE
int run_serve(const ServeCommand& options, const Streams& streams) {
    looks_at(streams, options.file);
    return serve({options.file, options.only_check}, streams.out, streams.err);
}
#else
int run_serve(const ServeCommand&, const Streams& streams) {
    return refuse(streams,
                  "this `caveat` was built without its service: build it with OpenSSL, cjose and "
                  "SQLite (`cmake/install-dependencies.sh`) and -DCAVEAT_SERVICE=ON");
}
#endif

}  // namespace caveat::cli
