//! Runs the model's passes over a page's table and decides what to keep.

use super::chain::Chain;
use super::lists;
use super::role::Role;
use super::verdict::{THRESHOLDS, Verdict};
use crate::blocks::Blocks;
use crate::dom::Dom;
use crate::error::{Error, ErrorKind, Result};
use crate::features::{
    DIMENSIONS, Feature, Lexicon, ROLE_COUNT, RoleLexicon, Said, Score, Table, Vocabulary, choice_names,
    declared, declared_second, declared_third, feature_names, role_word_names, second_names, third_names,
};
use crate::model::{Forest, Rows, Tiles, Weights, WordTable, logistic};
use crate::options::{Favor, InputKind};
use std::sync::LazyLock;

/// The weights that come with this build, made by `training/train.py`.
static EMBEDDED: &[u8] = include_bytes!("weights.bin");

/// Which of [`THRESHOLDS`] the page's type and expected word F1 are judged at; the gains of the others are counted from it.
const MIDDLE: usize = 4;

/// The second pass's own column that repeats the block's first-pass probability.
const OWN: usize = 0;

/// The third pass's first columns, which repeat what the passes before say.
const PASSES: usize = 3;

/// Reasons that are given for a block.
const REASONS: usize = 3;

/// What is asked of the model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Which way to lean in what is kept.
    pub favor: Favor,
    /// Whether the role of every block is to be told, beside which are comments: four times the work. Of text dumps it always is.
    pub roles: bool,
}

/// What made a model say what it said of a block: a number of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason {
    /// Whose number: the block's own, a neighbour's, a container's.
    pub section: &'static str,
    /// What was measured.
    pub feature: &'static Feature,
    /// The number.
    pub value: f32,
}

/// The models of one kind of source.
#[derive(Debug)]
struct Models {
    first: Forest,
    second: Forest,
    gain: Forest,
    expected: Forest,
    page_type: Forest,
    roles: Forest,
    /// The part of `roles` that tells most blocks from comments.
    screen: Forest,
    /// The part that tells most blocks from bylines.
    byline_screen: Forest,
    /// Main content once more when roles are known; HTML does without.
    third: Option<Forest>,
    /// Between the roles of neighbouring blocks.
    chain: Chain,
    role_lexicon: RoleLexicon,
    second_share: f32,
}

/// The roles of [`Models::screen`], in the order of its classes: comments, and what most other blocks outside the body are
/// or could pass for. Of 10,332 blocks outside the bodies of 50 pages these leave 858; related content in place of the rest
/// leaves 1,163, navigation 1,722.
const SCREEN: [Role; 2] = [Role::Comment, Role::Other];

/// The roles of [`Models::byline_screen`], in the order of its classes: bylines, and what most other blocks beside a headline are.
const BYLINE_SCREEN: [Role; 4] = [Role::Byline, Role::Body, Role::Navigation, Role::Related];

/// Chosen blocks are few where they are at most one in so many: of 2, 4 and 8 this takes the fewest instructions.
const FEW: usize = 4;

/// A block with a score so much above its score as what is looked for is none of it. Any number above rounding errors would do.
const SCREEN_MARGIN: f32 = 0.01;

/// The model, ready to run. Shared by all extractors.
#[derive(Debug)]
pub struct Classifier {
    lexicon: Lexicon,
    html: Models,
    text: Models,
}

/// Scratch numbers, kept from page to page.
#[derive(Debug, Default)]
pub struct Scratch {
    scores: Vec<f32>,
    chosen: Vec<usize>,
    rows: Vec<f32>,
    first: Tiles,
    second: Tiles,
    content: Tiles,
    words: Tiles,
    third: Tiles,
    /// Rows of all these that are few among many.
    few: Tiles,
    choices: Tiles,
}

impl Classifier {
    /// The classifier of the embedded weights, read once.
    ///
    /// # Errors
    ///
    /// If the weights do not fit this build.
    pub fn embedded() -> Result<&'static Classifier> {
        static SHARED: LazyLock<std::result::Result<Classifier, String>> = LazyLock::new(|| {
            Weights::read(EMBEDDED)
                .and_then(|weights| Classifier::new(&weights))
                .map_err(|error| error.to_string())
        });
        SHARED.as_ref().map_err(|message| Error::new(ErrorKind::Model, message.clone()))
    }

    /// A classifier of these weights.
    ///
    /// # Errors
    ///
    /// If they lack a forest or a setting, or name other features than this build computes.
    pub fn new(weights: &Weights) -> Result<Self> {
        let mut lexicon = lexicon_of(weights)?;
        Ok(Self {
            html: models(weights, "html", InputKind::Html, &mut lexicon)?,
            text: models(weights, "text", InputKind::Text, &mut lexicon)?,
            lexicon,
        })
    }

    /// The learned words, which the table needs.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Judges a page by its filled table; `dom` is `None` for a text dump.
    #[allow(clippy::too_many_arguments, reason = "the page's parts and the buffers, each of its own owner")]
    pub fn judge(
        &self,
        table: &mut Table,
        dom: Option<&Dom>,
        blocks: &Blocks,
        kind: InputKind,
        question: Question,
        scratch: &mut Scratch,
    ) -> Verdict {
        let models = self.models(kind);
        let mut verdict = Verdict { kind: Some(kind), ..Verdict::default() };
        if blocks.is_empty() {
            return verdict;
        }
        let all = &mut scratch.chosen;
        all.clear();
        all.extend(0..blocks.len());
        scratch.first.fill_parts(table.parts());
        let rows = Rows::default().beside(&scratch.first);
        verdict.first_pass = probabilities(&models.first, &rows, all, &mut scratch.scores);
        table.fill_second(blocks, kind, &verdict.first_pass);
        scratch.second.fill_parts(table.second_parts());
        let rows = rows.beside(&scratch.second);
        verdict.second_pass = probabilities(&models.second, &rows, all, &mut scratch.scores);
        let mix = |(first, second): (&f32, &f32)| {
            second * models.second_share + first * (1.0 - models.second_share)
        };
        verdict.content = verdict.first_pass.iter().zip(&verdict.second_pass).map(mix).collect();
        table.fill_role_words(dom, blocks, kind, &models.role_lexicon);
        scratch.content.fill(&verdict.content, 1);
        scratch.words.fill_parts(table.role_parts());
        let tells_all = question.roles || models.third.is_some();
        if tells_all {
            tell_roles(models, blocks, scratch, &mut verdict);
        }
        if let Some(third) = &models.third {
            let Verdict { first_pass, second_pass, content, role_probabilities, .. } = &verdict;
            table.fill_third(Said {
                first: first_pass,
                second: second_pass,
                content,
                roles: role_probabilities,
            });
            scratch.third.fill_parts(table.third_parts());
            let rows = Rows::default().beside(&scratch.third);
            verdict.content = probabilities(third, &rows, &scratch.chosen, &mut scratch.scores);
        }
        choose(models, table, blocks, kind, question.favor, scratch, &mut verdict);
        if !tells_all {
            scratch.chosen.retain(|&at| !verdict.kept[at]);
            screen(&models.screen, scratch);
            role_scores(&models.roles, scratch);
            verdict.comments = vec![false; blocks.len()];
            for (&at, scores) in scratch.chosen.iter().zip(scratch.scores.chunks(models.roles.classes())) {
                verdict.comments[at] = is_comment_outside_body(scores);
            }
        }
        verdict
    }

    /// Which of some of the blocks of the page that was judged last may be bylines, and the probability of each, whatever their
    /// neighbours are; `scratch` is that of the judgement.
    pub fn bylines(&self, kind: InputKind, among: &[usize], scratch: &mut Scratch) -> Vec<(usize, f32)> {
        let models = self.models(kind);
        scratch.chosen.clear();
        scratch.chosen.extend(among);
        screen(&models.byline_screen, scratch);
        role_scores(&models.roles, scratch);
        let scored = scratch.chosen.iter().zip(scratch.scores.chunks_mut(models.roles.classes()));
        scored.map(|(&at, scores)| (at, role_and_probability(Role::Byline as usize, scores).1)).collect()
    }

    /// The strongest reasons for a block's probability, in words, strongest first. `table` must still hold the page that
    /// was judged.
    #[must_use]
    pub fn reasons(&self, table: &Table, at: usize, verdict: &Verdict) -> Vec<String> {
        let describe =
            |reason: Reason| format!("{}: {} = {:.2}", reason.section, reason.feature.meaning, reason.value);
        let mut reasons = self.first_reasons(table, at, verdict, REASONS);
        if is_likely(&verdict.first_pass, at) != is_likely(&verdict.content, at) {
            // The roles have decided otherwise.
            let third = self.third_reasons(table, at, verdict, REASONS);
            reasons = if third.is_empty() { reasons } else { third };
        }
        reasons.into_iter().map(describe).collect()
    }

    /// The same as [`Classifier::reasons`] by number, at most `most` of them.
    #[must_use]
    pub fn first_reasons(&self, table: &Table, at: usize, verdict: &Verdict, most: usize) -> Vec<Reason> {
        let Some(kind) = verdict.kind else { return Vec::new() };
        let row = table.row(at);
        let is_content = is_likely(&verdict.first_pass, at);
        let columns = strongest(&self.models(kind).first, &row, 0, is_content, most);
        let names: Vec<_> = declared(kind).collect();
        columns.into_iter().map(|column| reason(names[column], row[column])).collect()
    }

    /// The strongest reasons of the second pass among the numbers that only it sees, the block's own first-pass probability
    /// apart, strongest first. `table` must still hold the page that was judged.
    #[must_use]
    pub fn second_reasons(&self, table: &Table, at: usize, verdict: &Verdict, most: usize) -> Vec<Reason> {
        let Some(kind) = verdict.kind else { return Vec::new() };
        let mut row = table.row(at);
        let first_columns = row.len();
        row.extend(table.second_row(at));
        let is_content = is_likely(&verdict.second_pass, at);
        let columns = strongest(&self.models(kind).second, &row, first_columns + OWN + 1, is_content, most);
        let names: Vec<_> = declared_second(kind).collect();
        let named = |column: usize| ("second", names[column - first_columns]);
        columns.into_iter().map(|column| reason(named(column), row[column])).collect()
    }

    /// The strongest reasons of the third pass among what roles say, strongest first; none for HTML. `table` must still hold the
    /// page that was judged.
    #[must_use]
    pub fn third_reasons(&self, table: &Table, at: usize, verdict: &Verdict, most: usize) -> Vec<Reason> {
        let third = verdict.kind.and_then(|kind| self.models(kind).third.as_ref());
        let Some(third) = third else { return Vec::new() };
        let row = table.third_row(at);
        let is_content = is_likely(&verdict.content, at);
        let columns = strongest(third, &row, PASSES, is_content, most);
        let declared: Vec<_> = declared_third().collect();
        columns.into_iter().map(|column| reason(declared[column], row[column])).collect()
    }

    fn models(&self, kind: InputKind) -> &Models {
        match kind {
            InputKind::Html => &self.html,
            InputKind::Text => &self.text,
        }
    }
}

/// Whether a block is rather main content than not.
fn is_likely(probabilities: &[f32], at: usize) -> bool {
    probabilities.get(at).is_some_and(|&probability| probability > 0.5)
}

fn reason((name, feature): (&'static str, &'static Feature), value: f32) -> Reason {
    Reason { section: name.split('.').next().unwrap_or_default(), feature, value }
}

/// The columns from `from` on that speak most for what the forest says of the row, strongest first.
fn strongest(forest: &Forest, row: &[f32], from: usize, is_content: bool, most: usize) -> Vec<usize> {
    let mut shares = vec![0.0; row.len()];
    forest.add_shares(row, &mut shares);
    let towards = |share: f32| if is_content { share } else { -share };
    let mut columns: Vec<usize> = (from..row.len()).filter(|&column| towards(shares[column]) > 0.0).collect();
    columns.sort_by(|&a, &b| towards(shares[b]).total_cmp(&towards(shares[a])));
    columns.truncate(most);
    columns
}

fn models(weights: &Weights, name: &str, kind: InputKind, lexicon: &mut Lexicon) -> Result<Models> {
    weights.check_features(name, feature_names(kind))?;
    weights.check_features(&format!("{name}-second"), &second_names(kind))?;
    weights.check_features(&format!("{name}-role-words"), &role_word_names(kind))?;
    weights.check_features(&format!("{name}-choice"), &choice_names(kind))?;
    if kind == InputKind::Text {
        weights.check_features(&format!("{name}-third"), &third_names())?;
    }
    let forest = |part: &str| weights.forest(&format!("{name}-{part}")).cloned();
    let roles = forest("roles")?;
    Ok(Models {
        screen: roles.of_classes(&SCREEN.map(|role| role as usize)),
        byline_screen: roles.of_classes(&BYLINE_SCREEN.map(|role| role as usize)),
        first: forest("first")?,
        second: forest("second")?,
        gain: forest("gain")?,
        expected: forest("expected")?,
        page_type: forest("page-type")?,
        third: (kind == InputKind::Text).then(|| forest("third")).transpose()?,
        roles,
        chain: chain_of(weights, name)?,
        role_lexicon: role_lexicon_of(weights, &["role", &format!("{name}-role")], lexicon)?,
        second_share: weights.setting(&format!("{name}-second-share"))?,
    })
}

const VOCABULARIES: [(Vocabulary, &str); 3] =
    [(Vocabulary::Class, "class"), (Vocabulary::Text, "text"), (Vocabulary::Phrase, "phrase")];

fn lexicon_of(weights: &Weights) -> Result<Lexicon> {
    let mut lexicon = Lexicon::default();
    for (vocabulary, name) in VOCABULARIES {
        for (word, numbers) in weights.words.get(name).into_iter().flat_map(WordTable::iter) {
            lexicon.insert(vocabulary, word, Score(exactly::<{ DIMENSIONS.len() }>(word, numbers)?));
        }
    }
    Ok(lexicon)
}

/// The words of these tables; where several have a word, the last counts.
fn role_lexicon_of(weights: &Weights, tables: &[&str], lexicon: &mut Lexicon) -> Result<RoleLexicon> {
    let mut roles = RoleLexicon::default();
    for table in tables {
        for (vocabulary, name) in VOCABULARIES {
            for (word, numbers) in
                weights.words.get(&format!("{table}-{name}")).into_iter().flat_map(WordTable::iter)
            {
                roles.insert(lexicon, vocabulary, word, exactly::<ROLE_COUNT>(word, numbers)?);
            }
        }
    }
    Ok(roles)
}

fn chain_of(weights: &Weights, name: &str) -> Result<Chain> {
    let table = weights.words.get(&format!("{name}-role-chain"));
    let mut chain = [[0.0; ROLE_COUNT]; ROLE_COUNT];
    for (row, role) in chain.iter_mut().zip(Role::ALL) {
        let numbers = table.and_then(|table| table.get(role.name())).unwrap_or_default();
        *row = exactly::<ROLE_COUNT>(role.name(), numbers)?;
    }
    Ok(Chain(chain))
}

fn exactly<const N: usize>(word: &str, numbers: &[f32]) -> Result<[f32; N]> {
    numbers.try_into().map_err(|_| {
        let message = format!("weights of the word {word:?} have {} numbers, not {N}", numbers.len());
        Error::new(ErrorKind::Model, message)
    })
}

fn probabilities(forest: &Forest, rows: &Rows<'_>, all: &[usize], scores: &mut Vec<f32>) -> Vec<f32> {
    scores.clear();
    scores.resize(all.len(), 0.0);
    forest.add_scores(rows, all, scores);
    scores.iter().map(|&score| logistic(score)).collect()
}

/// Chooses the threshold with the highest expected word F1, moved by `favor`, and judges the page at it.
fn choose(
    models: &Models,
    table: &Table,
    blocks: &Blocks,
    kind: InputKind,
    favor: Favor,
    scratch: &mut Scratch,
    verdict: &mut Verdict,
) {
    let Scratch { rows, choices, .. } = scratch;
    table.fill_choices(blocks, kind, &verdict.content, &THRESHOLDS, rows);
    choices.fill(rows, rows.len() / THRESHOLDS.len());
    let rows = Rows::default().beside(choices);
    let every: [usize; THRESHOLDS.len()] = std::array::from_fn(|at| at);
    let (mut gains, mut expected) = ([0.0; THRESHOLDS.len()], [0.0; THRESHOLDS.len()]);
    models.gain.add_scores(&rows, &every, &mut gains);
    models.expected.add_scores(&rows, &every, &mut expected);
    // At the middle as one forest says; from there on the mean of what both say.
    verdict.expected = std::array::from_fn(|at| f32::midpoint(gains[at] + expected[at], expected[MIDDLE]));
    let chosen = verdict.choice_for(favor);
    verdict.threshold = THRESHOLDS[chosen];
    verdict.confidence = verdict.expected[chosen].clamp(0.0, 1.0);
    verdict.kept = verdict.content.iter().map(|&probability| probability > verdict.threshold).collect();
    models.page_type.add_scores(&rows, &[MIDDLE], &mut verdict.page_types);
    softmax(&mut verdict.page_types);
}

fn softmax(scores: &mut [f32]) {
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - highest).exp();
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

/// Tells the role of every block, and which of them are comments.
fn tell_roles(models: &Models, blocks: &Blocks, scratch: &mut Scratch, verdict: &mut Verdict) {
    role_scores(&models.roles, scratch);
    let classes = models.roles.classes();
    verdict.comments = scratch.scores.chunks(classes).map(is_comment_outside_body).collect();
    let mut scores = scratch.scores.clone();
    lists::agree(blocks, &mut scores);
    let chosen = models.chain.likeliest(&scores);
    let scored = chosen.into_iter().zip(scratch.scores.chunks_mut(classes));
    verdict.roles = scored.map(|(role, scores)| role_and_probability(role, scores)).collect();
    verdict.role_probabilities.clone_from(&scratch.scores);
}

/// Leaves of the chosen blocks those that may be of the role that is the screen's first class.
fn screen(forest: &Forest, scratch: &mut Scratch) {
    role_scores(forest, scratch);
    let mut scores = scratch.scores.chunks(forest.classes());
    scratch.chosen.retain(|_| match scores.next() {
        Some([wanted, others @ ..]) => others.iter().all(|other| *other <= wanted + SCREEN_MARGIN),
        _ => true,
    });
}

/// Each chosen block's scores, class by class, in `scratch`.
fn role_scores(forest: &Forest, scratch: &mut Scratch) {
    let Scratch { scores, chosen, first, second, content, words, few, .. } = scratch;
    scores.clear();
    scores.resize(chosen.len() * forest.classes(), 0.0);
    if chosen.is_empty() {
        return;
    }
    let rows = Rows::default().beside(first).beside(second).beside(content).beside(words);
    if chosen.len() <= first.rows() / FEW {
        forest.add_scores_of_few(&rows, chosen, few, scores);
    } else {
        forest.add_scores(&rows, chosen, scores);
    }
}

/// Whether a block that is not part of the body is a reader's comment: no other role but [`Role::Body`] is likelier.
fn is_comment_outside_body(scores: &[f32]) -> bool {
    let comment = scores[Role::Comment as usize];
    scores.iter().enumerate().all(|(role, &score)| role == Role::Body as usize || score <= comment)
}

/// The role of this number, and its probability by the block's scores alone.
fn role_and_probability(role: usize, scores: &mut [f32]) -> (Role, f32) {
    softmax(scores);
    (Role::ALL.get(role).copied().unwrap_or_default(), scores.get(role).copied().unwrap_or_default())
}
