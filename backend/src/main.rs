//! The program `autobolt`.

#[tokio::main]
async fn main() -> std::process::ExitCode {
    autobolt_backend::cli::main().await
}
