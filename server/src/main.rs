//! The program `riskbild`.

use clap::Parser;
use server::cli::Cli;
use server::commands::{self, Stopped};
use std::io::Write;
use std::process::ExitCode;

/// Bytes of a thread's stack. The database parses queries and the pages nest views deeper than the default holds.
const STACK: usize = 10 << 20;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build();
    let done = match runtime {
        // On a thread of the runtime, whose stack is the large one.
        Ok(runtime) => runtime.block_on(async {
            let work = tokio::spawn(commands::run(cli)).await;
            work.unwrap_or_else(|_| Err(Stopped::not_done("a fault of ours; the log says where")))
        }),
        Err(error) => Err(Stopped::not_done(error.to_string())),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stopped { code, message }) => {
            // Nothing is left to tell it to when this fails.
            let _ = writeln!(std::io::stderr(), "riskbild: {message}");
            ExitCode::from(code)
        }
    }
}
