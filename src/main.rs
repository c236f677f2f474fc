//! The `extract` command: saved web pages in, structured records out.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run(std::env::args_os())
}
