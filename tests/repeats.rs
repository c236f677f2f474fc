//! Records that repeat an earlier one: left out or marked, whatever the number of workers.

mod support;

use serde_json::Value;
use support::Folder;

/// A page of its own words, the number in every sentence; `twist` changes one word of about 300.
fn page(number: usize, twist: &str) -> String {
    let words =
        ["harbour", "tide", "ledger", "rope", "quay", "lamp", "keel", "gull", "crate", "sail", "net", "oar"];
    let sentence = |at: usize| {
        let word = |step: usize| words[(at * step + number * 7 + number * number * step) % words.len()];
        format!(
            "The {} of pier {number} had a {}{at} and the {} {number}{at} of it. ",
            word(1),
            word(5),
            word(7)
        )
    };
    let text: String = (0..24).map(sentence).collect();
    format!("<h1>Pier {number}</h1><main><p>{text}{twist}</p></main>")
}

/// Pages 0 to 29; then each third again word for word, and each fifth with a word added.
fn corpus() -> Folder {
    let folder = Folder::new();
    for number in 0..30 {
        folder.put(&format!("in/a{number:02}.html"), page(number, "").as_bytes());
        if number % 3 == 0 {
            folder.put(&format!("in/b{number:02}.html"), page(number, "").replace(". ", ".\n").as_bytes());
        }
        if number % 5 == 0 {
            folder.put(&format!("in/c{number:02}.html"), page(number, "Indeed.").as_bytes());
        }
    }
    folder.put("in/z.html", b"");
    folder
}

fn ids(rows: &[Value]) -> Vec<String> {
    rows.iter().filter_map(|row| row["id"].as_str()).map(str::to_owned).collect()
}

#[test]
fn repeats_are_left_out() {
    let folder = corpus();
    let exact = folder.run(&["in", "--dedup", "exact", "--summary-json", "sum.json"]);
    let rows = exact.exits(0).says("10 repeats").rows();
    assert!(rows.len() == 37 && !ids(&rows).iter().any(|id| id.starts_with("in/b")), "{:?}", ids(&rows));
    let sum: Value = serde_json::from_slice(&folder.read("sum.json")).expect("JSON");
    assert_eq!((&sum["duplicates"], &sum["records"]), (&10.into(), &47.into()));
    let near = folder.run(&["in", "--dedup", "near"]);
    let rows = near.exits(0).says("16 repeats").rows();
    assert!(ids(&rows).iter().all(|id| id.starts_with("in/a") || id == "in/z.html"), "{:?}", ids(&rows));
    assert_eq!(rows.len(), 31, "pages of other words and empty ones stay");
}

#[test]
fn repeats_are_marked() {
    let folder = corpus();
    let run = folder.run(&["in", "--dedup", "near", "--mark-duplicates", "--fingerprints"]);
    let rows = run.exits(0).rows();
    assert_eq!(rows.len(), 47);
    for row in rows {
        let id = row["id"].as_str().expect("an id").to_owned();
        let original = id.replace("/b", "/a").replace("/c", "/a");
        let wanted = if original == id { Value::Null } else { original.into() };
        assert_eq!(row["duplicate_of"], wanted, "{id}");
        assert_eq!(row["fingerprints"]["exact"].as_str().map(str::len), Some(32));
    }
    folder
        .run(&["in", "--dedup", "near", "--mark-duplicates", "--format", "text"])
        .exits(2)
        .says("--mark-duplicates");
    folder.run(&["in", "--mark-duplicates"]).exits(2).says("--dedup");
}

#[test]
fn what_repeats_what_does_not_depend_on_the_workers() {
    let folder = corpus();
    for extra in [&[][..], &["--mark-duplicates"], &["--dedup-window", "7", "--mark-duplicates"]] {
        let run = |jobs: &str| {
            let arguments = [&["in", "-q", "--dedup", "near", "-j", jobs], extra].concat();
            folder.run(&arguments).exits(0).bytes().to_vec()
        };
        let wanted = run("1");
        for jobs in ["2", "5"] {
            assert!(run(jobs) == wanted, "{jobs} workers, {extra:?}");
        }
    }
}

#[test]
fn fingerprints_are_in_every_record_that_is_asked_for_them() {
    let folder = corpus();
    let plain = folder.run(&["in/a00.html"]).exits(0).json();
    assert!(plain.get("fingerprints").is_none() && plain.get("duplicate_of").is_none());
    let with = |name: &str| folder.run(&[name, "--fingerprints"]).exits(0).json()["fingerprints"].clone();
    assert_eq!(with("in/a00.html"), with("in/b00.html"), "white space does not count");
    assert_ne!(with("in/a00.html")["exact"], with("in/c00.html")["exact"]);
    let csv = folder.run(&["in/a00.html", "--fingerprints", "--format", "csv"]);
    csv.exits(0)
        .holds(csv.stdout().contains(with("in/a00.html")["exact"].as_str().expect("text")), "in CSV, too");
}
