//! The program `autobolt`.

#![forbid(unsafe_code)]

#[tokio::main]
async fn main() -> std::process::ExitCode {
    autobolt_backend::cli::main().await
}
