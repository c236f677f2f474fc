//! Inputs that were findings of the fuzz targets (`fuzz/`), and stay without one.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "../fuzz/src/lib.rs"]
mod bodies;

/// Every file under `fuzz/regressions/TARGET`, through the target and through all others.
#[test]
fn what_was_found_once_is_found_no_more() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/regressions");
    let mut count = 0;
    for (target, _) in bodies::TARGETS {
        let Ok(files) = std::fs::read_dir(folder.join(target)) else { continue };
        for file in files {
            let data = std::fs::read(file.unwrap().path()).unwrap();
            bodies::TARGETS.iter().for_each(|(_, body)| body(&data));
            count += 1;
        }
    }
    println!("{count} inputs");
}

/// The smallest inputs, and each of the project's own pages.
#[test]
fn ordinary_inputs_pass() {
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let pages = std::fs::read_dir(fixtures).unwrap().filter_map(|entry| {
        let folder = entry.unwrap().path();
        std::fs::read(folder.join("page.html")).or_else(|_| std::fs::read(folder.join("page.txt"))).ok()
    });
    let small = [&b""[..], b"\0", b"<", b"\xff", b"\x01<p>x"].map(<[u8]>::to_vec);
    for data in small.into_iter().chain(pages.step_by(7)) {
        bodies::TARGETS.iter().for_each(|(_, body)| body(&data));
    }
}
