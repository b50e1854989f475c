//! A new migration file must rebuild the crate: the compiler does not see what `migrate!` reads from a folder.
fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
