use super::*;
use std::num::NonZeroUsize;
use std::time::Duration;

/// Takes as long as a page asks for, and panics where one asks for that.
struct Slow;

impl Extract for Slow {
    fn extract(&mut self, page: &mut Page) -> Record {
        let text = String::from_utf8_lossy(&page.bytes).into_owned();
        assert!(text != "panic", "asked to");
        std::thread::sleep(Duration::from_micros(text.parse().unwrap_or(0)));
        let status = if text == "empty" { Status::Empty } else { Status::Ok };
        Record { id: page.id.clone(), status, body: text, ..Record::default() }
    }
}

fn page(id: impl ToString, text: &str) -> Item {
    Ok(Page { id: id.to_string(), bytes: text.as_bytes().to_vec(), ..Page::default() })
}

fn plan(workers: usize) -> Plan {
    Plan { workers: NonZeroUsize::new(workers).expect("workers"), ..Plan::default() }
}

fn run_slow(items: Vec<Item>, plan: &Plan, stop: &AtomicBool) -> (Vec<String>, Totals) {
    let render = |record: &Record| record.id.clone().into_bytes();
    let make = || Ok(Box::new(Slow) as Box<dyn Extract>);
    let mut written = Vec::new();
    let totals = run_with(items.into_iter(), &Workers::new(&make, &render), plan, stop, |done| {
        written.push(format!("{} {}", done.id, done.fault.map_or("", |_| "error")).trim().to_owned());
        Ok::<(), Error>(())
    });
    (written, totals.expect("nothing fails in writing"))
}

#[test]
fn the_order_is_that_of_the_input_for_any_number_of_workers() {
    let items = || (0..200).map(|number| page(number, &((number * 7919) % 400).to_string())).collect();
    let wanted: Vec<String> = (0..200).map(|number| number.to_string()).collect();
    for workers in [1, 2, 5] {
        let (written, totals) = run_slow(items(), &plan(workers), &AtomicBool::new(false));
        assert_eq!(written, wanted, "{workers} workers");
        assert_eq!(totals.records(), 200);
    }
    let unordered = Plan { is_ordered: false, ..plan(4) };
    let (mut written, _) = run_slow(items(), &unordered, &AtomicBool::new(false));
    written.sort_by_key(|id| id.parse::<u32>().unwrap_or(0));
    assert_eq!(written, wanted);
}

#[test]
fn a_panic_costs_one_page() {
    let items = vec![page("a", "1"), page("b", "panic"), page("c", "empty"), page("d", "1")];
    let (written, totals) = run_slow(items, &plan(1), &AtomicBool::new(false));
    assert_eq!(written, ["a", "b error", "c", "d"]);
    assert_eq!((totals.ok, totals.empty, totals.errors), (2, 1, 1));
}

/// The fault is injected once into extracting and once into rendering: both cost one record, which says so.
#[test]
fn a_panic_is_a_record_of_status_error() {
    let items = || vec![page("a", "1"), page("b", "panic"), page("c", "no ink"), page("d", "1")];
    let render = |record: &Record| {
        assert!(record.body != "no ink", "out of ink");
        serde_json::to_vec(record).expect("a record is JSON")
    };
    let make = || Ok(Box::new(Slow) as Box<dyn Extract>);
    let mut records = Vec::new();
    for workers in [1, 3] {
        records.clear();
        let workers = plan(workers);
        run_with(
            items().into_iter(),
            &Workers::new(&make, &render),
            &workers,
            &AtomicBool::new(false),
            |done| {
                records.push(serde_json::from_slice::<serde_json::Value>(&done.rendered).expect("JSON"));
                Ok::<(), Error>(())
            },
        )
        .expect("nothing fails in writing");
        let ids: Vec<&str> = records.iter().filter_map(|record| record["id"].as_str()).collect();
        assert_eq!(ids, ["a", "b", "c", "d"]);
        for (number, said) in [(1, "asked to"), (2, "out of ink")] {
            assert_eq!(records[number]["status"], "error");
            assert_eq!(records[number]["error"]["kind"], "internal");
            let message = records[number]["error"]["message"].as_str().expect("a message");
            assert!(message.contains(said), "{message}");
        }
        assert!(records[0]["status"] == "ok" && records[3]["status"] == "ok");
    }
}

#[test]
fn a_panic_of_the_reader_is_the_last_record() {
    let items = (0..10).map(|number| if number == 2 { panic!("at {number}") } else { page(number, "1") });
    let render = |_: &Record| Vec::new();
    let make = || Ok(Box::new(Slow) as Box<dyn Extract>);
    let mut faults = Vec::new();
    run_with(items, &Workers::new(&make, &render), &plan(2), &AtomicBool::new(false), |done| {
        faults.push(done.fault.map(|fault| fault.message));
        Ok::<(), Error>(())
    })
    .expect("nothing fails in writing");
    let last = "the reader failed, what follows is lost: at 2";
    assert_eq!(faults, [None, None, Some(last.to_owned())]);
}

#[test]
fn limit_and_shard_choose_records() {
    let items = || (0..10).map(|number| page(number, "0")).collect();
    let shard = |text: &str| text.parse().ok();
    #[rustfmt::skip]
    let rows = [
        (Plan { limit: Some(3), ..plan(2) }, vec!["0", "1", "2"]),
        (Plan { shard: shard("2/4"), ..plan(2) }, vec!["1", "5", "9"]),
        (Plan { shard: shard("2/4"), limit: Some(1), ..plan(2) }, vec!["1"]),
        (Plan { limit: Some(0), ..plan(2) }, vec![]),
    ];
    for (plan, wanted) in rows {
        assert_eq!(run_slow(items(), &plan, &AtomicBool::new(false)).0, wanted, "{plan:?}");
    }
}

#[test]
fn a_fault_in_writing_ends_the_batch() {
    let items = (0..10_000).map(|number| page(number, "1"));
    let render = |_: &Record| Vec::new();
    let make = || Ok(Box::new(Slow) as Box<dyn Extract>);
    let mut count = 0;
    let outcome = run_with(items, &Workers::new(&make, &render), &plan(2), &AtomicBool::new(false), |_| {
        count += 1;
        if count == 5 { Err(Error::new(ErrorKind::Internal, "disk full")) } else { Ok(()) }
    });
    assert_eq!(outcome.expect_err("a fault").to_string(), "disk full");
    assert_eq!(count, 5);
}

#[test]
fn a_stopped_batch_says_so() {
    let (written, totals) = run_slow(vec![page("a", "1")], &plan(1), &AtomicBool::new(true));
    assert!(written.is_empty() && totals.is_interrupted);
}
