//! Makes sure that the folder of built files exists, so that the server compiles before the browser's part was built.

fn main() {
    println!("cargo::rerun-if-changed=site");
    println!("cargo::rerun-if-changed=content");
    println!("cargo::rerun-if-changed=style");
    println!("cargo::rerun-if-changed=public");
    if let Err(error) = std::fs::create_dir_all("site") {
        println!("cargo::warning=the folder site/ cannot be made: {error}");
    }
}
