//! Makes the binary be built again when the web client was: its files are embedded (`src/web/client.rs`). The folder is made
//! when it is missing, because Cargo would otherwise take its absence for a change at every build.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=web/dist");
    if let Err(error) = std::fs::create_dir_all("web/dist") {
        println!("cargo:warning=web/dist: {error}");
    }
}
