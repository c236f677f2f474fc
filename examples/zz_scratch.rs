use dehusk::input::*;
fn main() {
    let args: Vec<_> = std::env::args_os().skip(1).collect();
    let list = std::env::var("ITEMS").is_ok();
    let start = std::time::Instant::now();
    let mut pages = Pages::new(args.iter().map(|a| Source::parse(a)).collect(), Options::default()).unwrap();
    let (mut html, mut text) = (0, 0);
    let mut bytes = 0u64;
    for item in pages.by_ref() {
        match item {
            Ok(p) => {
                match p.hints.kind {
                    Some(InputKind::Html) => html += 1,
                    _ => text += 1,
                }
                bytes += p.bytes.len() as u64;
                if list {
                    let mut h = flate2::Crc::new();
                    h.update(&p.bytes);
                    println!(
                        "{}\t{:?}\t{}\t{}\t{:?}\t{:?}\t{:?}",
                        p.id,
                        p.hints.kind,
                        p.bytes.len(),
                        h.sum(),
                        p.hints,
                        p.provenance,
                        p.warnings
                    );
                }
            }
            Err(f) => println!("ERR {} {:?} {}", f.id, f.provenance, f.error),
        }
    }
    eprintln!("html {html} text {text} bytes {bytes} {:?} {:.2?}", pages.counts(), start.elapsed());
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    eprintln!("{}", status.lines().find(|l| l.starts_with("VmHWM")).unwrap());
}
