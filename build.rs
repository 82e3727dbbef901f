//! Makes sure that the folder of built files exists, so that the server compiles before the browser's part was built.

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script its target in no other way")]
fn main() {
    // The browser's part holds none of these files: it is what makes one of the folders.
    if std::env::var_os("CARGO_CFG_TARGET_ARCH").is_some_and(|arch| arch == "wasm32") {
        println!("cargo::rerun-if-changed=build.rs");
        return;
    }
    println!("cargo::rerun-if-changed=site");
    println!("cargo::rerun-if-changed=content");
    println!("cargo::rerun-if-changed=style");
    println!("cargo::rerun-if-changed=public");
    if let Err(error) = std::fs::create_dir_all("site") {
        println!("cargo::warning=the folder site/ cannot be made: {error}");
    }
}
