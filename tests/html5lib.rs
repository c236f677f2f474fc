//! The html5lib-tests suites, through this tokenizer and through html5ever's own: ours must pass whatever that passes.
//!
//! `DEHUSK_HTML5LIB_TESTS` names a checkout of <https://github.com/html5lib/html5lib-tests>; without it, the tests say
//! that they were skipped.
#![allow(clippy::panic, clippy::string_slice, clippy::unwrap_used, reason = "a test fails by panicking")]

mod tokens;

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

use dehusk::dom::tokenizer::TokenizerOptions;
use dehusk::options::Limits;
use html5ever::tokenizer::states::{RawKind, State};
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{QualName, ns};
use serde_json::{Value, json};

use tokens::arena::Pair;
use tokens::tree::Tree;
use tokens::{Answers, Recorder, go_on, name, ours, theirs, tree_builder};

/// Swallows one start tag put in front of a page and answers it with the state a test begins in.
struct Opened<S> {
    inner: S,
    state: State,
    opened: Cell<bool>,
}

impl<S: TokenSink> TokenSink for Opened<S> {
    type Handle = S::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<S::Handle> {
        if self.opened.get() {
            return self.inner.process_token(token, line);
        }
        if !matches!(token, Token::ParseError(_)) {
            self.opened.set(true);
        }
        match self.state {
            State::RawData(kind) => TokenSinkResult::RawData(kind),
            State::Plaintext => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        }
    }

    fn end(&self) {
        self.inner.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.inner.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

fn opened<S>(inner: S, state: State) -> Opened<S> {
    Opened { inner, state, opened: Cell::new(false) }
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let Ok(root) = std::env::var("DEHUSK_HTML5LIB_TESTS") else {
        println!("skipped: DEHUSK_HTML5LIB_TESTS names no folder");
        return Vec::new();
    };
    let folder = Path::new(&root).join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder's entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|found| found == extension));
    files.sort();
    assert!(!files.is_empty(), "no .{extension} file in {}", folder.display());
    files
}

/// Passes and failures of both tokenizers over a suite.
#[derive(Default)]
struct Score {
    cases: u32,
    ours: u32,
    theirs: u32,
    worse: Vec<String>,
}

impl Score {
    fn add(&mut self, case: &str, ours: bool, theirs: bool) {
        self.cases += 1;
        self.ours += u32::from(ours);
        self.theirs += u32::from(theirs);
        if theirs && !ours {
            self.worse.push(case.to_owned());
        }
    }

    fn check(&self, suite: &str) {
        println!(
            "{suite}: {} cases, {} pass, {} with html5ever's tokenizer",
            self.cases, self.ours, self.theirs
        );
        assert!(self.worse.is_empty(), "html5ever passes what this does not: {:#?}", self.worse);
        assert!(self.cases > 1_000, "{suite}: only {} cases were read", self.cases);
    }
}

#[test]
fn tokenizer_suite() {
    let mut score = Score::default();
    let files = files("tokenizer", "test");
    for path in &files {
        let suite: Value = serde_json::from_str(&fs::read_to_string(path).expect("a suite")).expect("JSON");
        // A suite of xmlViolation tests is for tokenizers that make XML.
        for case in suite["tests"].as_array().into_iter().flatten() {
            tokenizer_case(path, case, &mut score);
        }
    }
    if !files.is_empty() {
        score.check("tokenizer");
    }
}

fn tokenizer_case(path: &Path, case: &Value, score: &mut Score) {
    let double = case["doubleEscaped"].as_bool().unwrap_or(false);
    let (Some(input), Some(output)) = (text_of(&case["input"], double), output_of(&case["output"], double))
    else {
        return;
    };
    let data_state = json!(["Data state"]);
    let states = if case["initialStates"].is_null() { &data_state } else { &case["initialStates"] };
    for state in states.as_array().into_iter().flatten() {
        let state = state.as_str().unwrap_or_default();
        let start_tag = case["lastStartTag"].as_str().unwrap_or("no-name");
        let (start, cdata) = start_of(state);
        let prefix = if cdata { "<x><![CDATA[".to_owned() } else { format!("<{start_tag}>") };
        let page = format!("{prefix}{input}");
        let sink = || opened(Recorder::new(Answers(go_on, cdata)), start);
        let ours = ours(&page, sink(), &TokenizerOptions::exact()).inner.into_tokens().0;
        let theirs = theirs(&page, sink()).inner.into_tokens().0;
        let label = format!("{}: {} ({state})", path.display(), case["description"]);
        score.add(&label, as_json(ours) == output, as_json(theirs) == output);
    }
}

fn start_of(state: &str) -> (State, bool) {
    match state {
        "PLAINTEXT state" => (State::Plaintext, false),
        "RCDATA state" => (State::RawData(RawKind::Rcdata), false),
        "RAWTEXT state" => (State::RawData(RawKind::Rawtext), false),
        "Script data state" => (State::RawData(RawKind::ScriptData), false),
        "CDATA section state" => (State::Data, true),
        "Data state" => (State::Data, false),
        other => panic!("unknown state {other}"),
    }
}

/// A string of the suite, its escapes resolved; `None` for lone surrogates, which no decoded page holds.
fn text_of(value: &Value, double_escaped: bool) -> Option<String> {
    let text = value.as_str()?;
    if !double_escaped {
        return Some(text.to_owned());
    }
    serde_json::from_str(&format!("\"{}\"", text.replace('"', "\\\"").replace('\n', "\\n"))).ok()
}

/// The expected tokens, adjacent text joined.
fn output_of(value: &Value, double_escaped: bool) -> Option<Vec<Value>> {
    let mut output: Vec<Value> = Vec::new();
    for token in value.as_array()? {
        let mut parts = Vec::new();
        for part in token.as_array()? {
            parts.push(if part.is_string() {
                Value::from(text_of(part, double_escaped)?)
            } else {
                part.clone()
            });
        }
        push_token(&mut output, Value::from(parts));
    }
    Some(output)
}

fn push_token(output: &mut Vec<Value>, token: Value) {
    if token[0] == "Character"
        && let Some(last) = output.last_mut().filter(|last| last[0] == "Character")
    {
        last[1] =
            Value::from(format!("{}{}", last[1].as_str().unwrap_or(""), token[1].as_str().unwrap_or("")));
        return;
    }
    output.push(token);
}

fn as_json(tokens: Vec<Token>) -> Vec<Value> {
    let mut output = Vec::new();
    for token in tokens {
        match token {
            Token::DoctypeToken(Doctype { name, public_id, system_id, force_quirks }) => {
                let text = |text: Option<html5ever::tendril::StrTendril>| text.map(|text| text.to_string());
                let parts = json!(["DOCTYPE", text(name), text(public_id), text(system_id), !force_quirks]);
                push_token(&mut output, parts);
            }
            Token::TagToken(tag) => push_token(&mut output, tag_as_json(&tag)),
            Token::CommentToken(text) => push_token(&mut output, json!(["Comment", &*text])),
            Token::CharacterTokens(text) => push_token(&mut output, json!(["Character", &*text])),
            Token::NullCharacterToken => push_token(&mut output, json!(["Character", "\0"])),
            Token::EOFToken | Token::ParseError(_) => {}
        }
    }
    output
}

fn tag_as_json(tag: &Tag) -> Value {
    if tag.kind == TagKind::EndTag {
        return json!(["EndTag", &*tag.name]);
    }
    let attributes: serde_json::Map<String, Value> = tag
        .attrs
        .iter()
        .map(|attribute| (attribute.name.local.to_string(), json!(&*attribute.value)))
        .collect();
    if tag.self_closing {
        json!(["StartTag", &*tag.name, attributes, true])
    } else {
        json!(["StartTag", &*tag.name, attributes])
    }
}

/// One case of a `.dat` file.
#[derive(Default)]
struct TreeCase {
    data: String,
    fragment: Option<String>,
    scripting: Option<bool>,
    document: String,
}

#[test]
fn tree_construction_suite() {
    let mut score = Score::default();
    let mut arenas = Pair::with_limits(&Limits::default());
    let mut compared = 0;
    let files = files("tree-construction", "dat");
    for path in &files {
        let text = String::from_utf8_lossy(&fs::read(path).expect("a suite")).into_owned();
        for case in format!("\n{}", text.trim_end()).split("\n#data\n").skip(1) {
            let case = tree_case(case);
            for scripting in [true, false] {
                if case.scripting.is_none_or(|only| only == scripting) {
                    run_tree_case(path, &case, scripting, &mut score);
                }
            }
            // Our own builder makes whole pages without scripting.
            if case.fragment.is_none() && case.scripting != Some(true) {
                arenas.compare(&case.data);
                compared += 1;
            }
        }
    }
    if !files.is_empty() {
        println!(
            "tree construction: our own builder's arena equals html5ever's in all {compared} cases it is for"
        );
        score.check("tree construction");
    }
}

fn tree_case(text: &str) -> TreeCase {
    let mut case = TreeCase::default();
    let (data, rest) = text.split_once("\n#errors").unwrap_or_else(|| text.split_at(0));
    case.data = data.to_owned();
    let (head, document) = rest.split_once("\n#document\n").unwrap_or((rest, ""));
    case.document = document.trim_end_matches('\n').to_owned();
    case.fragment = head.split_once("\n#document-fragment\n").map(|(_, context)| context.trim().to_owned());
    case.scripting = match (head.contains("\n#script-on"), head.contains("\n#script-off")) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    };
    case
}

fn run_tree_case(path: &Path, case: &TreeCase, scripting: bool, score: &mut Score) {
    let exact = TokenizerOptions::exact();
    let (ours, theirs) = match &case.fragment {
        None => {
            let ours = ours(&case.data, tree_builder(scripting), &exact).sink.dump(0, true);
            (ours, theirs(&case.data, tree_builder(scripting)).sink.dump(0, true))
        }
        Some(context) => {
            let page = format!("<{}>{}", context.rsplit(' ').next().unwrap_or_default(), case.data);
            let sink = || fragment_builder(context, scripting);
            (fragment_dump(ours(&page, sink(), &exact)), fragment_dump(theirs(&page, sink())))
        }
    };
    let pass = |dump: &str| dump.trim_end_matches('\n') == case.document;
    let label = format!("{}: {:?} scripting {scripting}\n{ours}", path.display(), case.data);
    score.add(&label, pass(&ours), pass(&theirs));
    assert_eq!(ours, theirs, "{}: {:?}: the trees differ", path.display(), case.data);
}

fn fragment_builder(context: &str, scripting_enabled: bool) -> Opened<TreeBuilder<u32, Tree>> {
    let namespace = match context.split_once(' ') {
        Some(("svg", _)) => ns!(svg),
        Some(("math", _)) => ns!(mathml),
        _ => ns!(html),
    };
    let local = name(context.rsplit(' ').next().unwrap_or_default());
    let tree = Tree::default();
    let is_form = &*local == "form";
    let element = tree.element(QualName::new(None, namespace, local));
    let options = TreeBuilderOpts { scripting_enabled, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new_for_fragment(tree, element, is_form.then_some(element), options);
    let state = builder.tokenizer_state_for_context_elem(scripting_enabled);
    opened(builder, state)
}

fn fragment_dump(builder: Opened<TreeBuilder<u32, Tree>>) -> String {
    let tree = &builder.inner.sink;
    tree.first_child(0).map_or_else(String::new, |root| tree.dump(root, true))
}
