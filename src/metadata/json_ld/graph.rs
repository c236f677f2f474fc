//! The nodes of JSON-LD blocks: how they are reached, and which of them is the page's own.

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value};

use super::facts::{NodeRank, Standing};

/// Types by rank. What ends in one of the words of the second list is told by its ending.
const RANKS: &[(NodeRank, &[&str])] = &[
    (
        NodeRank::Article,
        &[
            "Article",
            "BlogPosting",
            "Report",
            "Recipe",
            "HowTo",
            "Question",
            "Review",
            "Review",
            "CriticReview",
            "CreativeWork",
            "Book",
            "Chapter",
            "Quotation",
            "TechArticle",
            "APIReference",
            "Dataset",
            "Answer",
            "Message",
            "Guide",
            "Essay",
        ],
    ),
    (
        NodeRank::Thing,
        &[
            "Product",
            "ProductGroup",
            "IndividualProduct",
            "ProductModel",
            "Vehicle",
            "Car",
            "Event",
            "Course",
            "JobPosting",
            "SoftwareApplication",
            "MobileApplication",
            "WebApplication",
            "SoftwareSourceCode",
            "Movie",
            "TVSeries",
            "TVEpisode",
            "Episode",
            "PodcastEpisode",
            "PodcastSeries",
            "MusicRecording",
            "MusicAlbum",
            "Place",
            "TouristAttraction",
            "Service",
            "Offer",
            "VideoGame",
            "Game",
            "Drug",
            "MedicalCondition",
            "Accommodation",
            "Apartment",
            "RealEstateListing",
            "Trip",
            "DefinedTerm",
        ],
    ),
    (
        NodeRank::Media,
        &[
            "VideoObject",
            "AudioObject",
            "ImageObject",
            "MediaObject",
            "Clip",
            "Photograph",
            "ImageGallery",
            "MediaGallery",
            "PodcastAudio",
        ],
    ),
    (
        NodeRank::Page,
        &[
            "WebPage",
            "CollectionPage",
            "ItemPage",
            "AboutPage",
            "ContactPage",
            "ProfilePage",
            "QAPage",
            "FAQPage",
            "SearchResultsPage",
            "CheckoutPage",
            "MedicalWebPage",
            "Blog",
            "BreadcrumbList",
            "ItemList",
        ],
    ),
    (
        NodeRank::Site,
        &[
            "WebSite",
            "Organization",
            "Corporation",
            "Person",
            "LocalBusiness",
            "Brand",
            "Periodical",
            "Newspaper",
        ],
    ),
];
const RANK_ENDINGS: &[(&str, NodeRank)] = &[
    ("Article", NodeRank::Article),
    ("BlogPosting", NodeRank::Article),
    ("ForumPosting", NodeRank::Article),
    ("MediaPosting", NodeRank::Article),
    ("Posting", NodeRank::Article),
    ("Event", NodeRank::Thing),
    ("Page", NodeRank::Page),
    ("Organization", NodeRank::Site),
    ("Business", NodeRank::Site),
];

/// Properties whose nodes are the page's own, or parts of the graph.
const INWARD: &[&str] = &["@graph", "mainEntity", "mainEntityOfPage", "@included"];
/// Properties whose nodes hold the page, or lead to it.
const CONTAINERS: &[&str] = &["isPartOf", "breadcrumb"];
/// Properties whose nodes are parts of what the page shows: walked for what they are, never taken for the page.
const PARTS: &[&str] = &["hasPart", "subjectOf", "workExample", "blogPost", "exampleOfWork"];
/// From so many nodes of one kind on, side by side and none with the page's address, a page lists them.
const LISTED_NODES: usize = 3;

/// The blocks of one page hold at most so many nodes; past that they are data, not metadata.
const MOST_NODES: usize = 20_000;

pub(super) type Node = Map<String, Value>;

/// How a node was reached.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Via {
    /// It stands at the top, in a graph, or as the page of another.
    Top,
    /// It is what `mainEntity` names: nothing else can be the page's own.
    Main,
    Container,
    Part,
}

/// A node that was reached.
pub(super) struct Visit<'v> {
    pub(super) node: &'v Node,
    pub(super) node_type: String,
    pub(super) rank: NodeRank,
    pub(super) standing: Standing,
    via: Via,
}

/// The nodes of a page's blocks by their `@id`.
pub(super) struct Graph<'v> {
    by_id: FxHashMap<&'v str, &'v Node>,
}

/// The property of a node, with or without a `schema:` prefix.
pub(super) fn get<'v>(node: &'v Node, key: &str) -> Option<&'v Value> {
    node.get(key).or_else(|| {
        if node.keys().any(|name| name.contains(':')) {
            node.iter().find(|(name, _)| bare_key(name) == key).map(|(_, value)| value)
        } else {
            None
        }
    })
}

fn bare_key(key: &str) -> &str {
    let key = key.strip_prefix("schema:").unwrap_or(key);
    key.strip_prefix("https://schema.org/").or_else(|| key.strip_prefix("http://schema.org/")).unwrap_or(key)
}

pub(super) fn one_or_many(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        one => std::slice::from_ref(one),
    }
}

/// The types of a node, without prefix.
pub(super) fn types(node: &Node) -> impl Iterator<Item = &str> {
    let values = node.get("@type").or_else(|| node.get("type")).map(one_or_many).unwrap_or_default();
    values.iter().filter_map(Value::as_str).map(|name| name.rsplit(['/', '#', ':']).next().unwrap_or(name))
}

pub(super) fn rank_of(name: &str) -> Option<NodeRank> {
    let exact = RANKS.iter().find(|(_, names)| names.contains(&name)).map(|(rank, _)| *rank);
    exact.or_else(|| RANK_ENDINGS.iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, rank)| *rank))
}

fn id_of(node: &Node) -> Option<&str> {
    node.get("@id").or_else(|| node.get("id")).and_then(Value::as_str)
}

impl<'v> Graph<'v> {
    /// Notes every node that has an `@id` and says something.
    pub(super) fn new(values: &'v [Value]) -> Self {
        let mut by_id: FxHashMap<&str, &Node> = FxHashMap::default();
        let mut open: Vec<&Value> = values.iter().rev().collect();
        let mut seen = 0;
        while let Some(value) = open.pop() {
            seen += 1;
            if seen > MOST_NODES {
                break;
            }
            match value {
                Value::Array(items) => open.extend(items.iter().rev()),
                Value::Object(node) => {
                    if let Some(id) = id_of(node).filter(|_| node.len() > 1) {
                        let known = by_id.entry(id).or_insert(node);
                        if known.len() < node.len() {
                            *known = node;
                        }
                    }
                    open.extend(node.values().filter(|value| value.is_object() || value.is_array()));
                }
                _ => {}
            }
        }
        Self { by_id }
    }

    /// The node that a reference means; a node that is more than a reference is itself.
    pub(super) fn resolve(&self, node: &'v Node) -> &'v Node {
        let only_reference = node.keys().all(|key| key.starts_with('@') || key == "id" || key == "type");
        id_of(node).filter(|_| only_reference).and_then(|id| self.by_id.get(id).copied()).unwrap_or(node)
    }

    /// Every node whose facts may be the page's, in the order they stand.
    pub(super) fn walk(&self, values: &'v [Value]) -> Vec<Visit<'v>> {
        let mut open: Vec<(&Value, Via)> = values.iter().rev().map(|value| (value, Via::Top)).collect();
        let mut out: Vec<Visit<'v>> = Vec::new();
        let mut entered: FxHashSet<*const Node> = FxHashSet::default();
        while let Some((value, via)) = open.pop() {
            if out.len() >= MOST_NODES {
                break;
            }
            let node = match value {
                Value::Array(items) => {
                    open.extend(items.iter().rev().map(|item| (item, via)));
                    continue;
                }
                Value::Object(node) => self.resolve(node),
                _ => continue,
            };
            if !entered.insert(std::ptr::from_ref(node)) {
                continue;
            }
            push_neighbours(node, via, &mut open);
            out.extend(visit(node, via));
        }
        out
    }
}

fn push_neighbours<'v>(node: &'v Node, via: Via, open: &mut Vec<(&'v Value, Via)>) {
    const LISTS: &[&str] = &["ItemList", "BreadcrumbList", "OfferCatalog", "DataFeed"];
    if types(node).any(|name| LISTS.contains(&name)) {
        return;
    }
    for (key, value) in node.iter().rev() {
        let key = bare_key(key);
        let next = match key {
            "mainEntity" if via == Via::Part => Via::Part,
            // A page with many questions or works as "main entity" is a list of them.
            "mainEntity" if one_or_many(value).len() > 1 => Via::Part,
            "mainEntity" => Via::Main,
            _ if INWARD.contains(&key) => via,
            _ if CONTAINERS.contains(&key) => Via::Container,
            _ if PARTS.contains(&key) => Via::Part,
            _ => continue,
        };
        open.push((value, next));
    }
}

/// The visit of a node that is of a kind we read; answers, comments and ratings are not.
fn visit(node: &Node, via: Via) -> Option<Visit<'_>> {
    const NEVER: &[&str] = &[
        "Comment",
        "Answer",
        "UserComments",
        "Rating",
        "AggregateRating",
        "WebPageElement",
        "SpeakableSpecification",
        "EntryPoint",
        "SearchAction",
        "Offer",
        "ImageObject",
        "UserReview",
    ];
    if types(node).any(|name| NEVER.contains(&name)) {
        return None;
    }
    let ranked = types(node).filter_map(|name| Some((rank_of(name)?, name))).min_by_key(|(rank, _)| *rank);
    let (rank, name) = ranked.unwrap_or((NodeRank::Untyped, types(node).next().unwrap_or_default()));
    let is_own = via != Via::Part && (rank > NodeRank::Media || via != Via::Container);
    let standing = if is_own { Standing::Page } else { Standing::Related };
    Some(Visit { node, node_type: name.to_owned(), rank, standing, via })
}

/// Decides which of the content nodes is the page's own.
pub(super) fn settle_main_entity(nodes: &mut [Visit<'_>], page_url: Option<&str>) {
    let is_content = |visit: &Visit<'_>| visit.rank <= NodeRank::Media && visit.standing != Standing::Related;
    let best_rank = nodes.iter().filter(|visit| is_content(visit)).map(|visit| visit.rank).min();
    let is_best = |visit: &Visit<'_>| Some(visit.rank) == best_rank;
    let addressed = |visit: &Visit<'_>| {
        page_url.is_some_and(|url| addresses(visit.node).any(|own| same_address(own, url)))
    };
    let says_much = |visit: &Visit<'_>| {
        ["headline", "datePublished", "author"].iter().filter(|key| get(visit.node, key).is_some()).count()
    };
    let sure = |visit: &Visit<'_>| addressed(visit) || visit.via == Via::Main;
    let rivals = nodes.iter().filter(|visit| is_content(visit) && is_best(visit)).count();
    let chosen = nodes
        .iter()
        .enumerate()
        .filter(|(_, visit)| is_content(visit) && (rivals < LISTED_NODES || sure(visit)))
        .max_by_key(|(index, visit)| {
            let place = std::cmp::Reverse(*index);
            (
                addressed(visit) && is_best(visit),
                visit.via == Via::Main,
                is_best(visit),
                says_much(visit),
                place,
            )
        });
    let chosen = chosen.map(|(index, _)| index);
    for (index, visit) in nodes.iter_mut().enumerate() {
        if Some(index) == chosen {
            visit.standing = Standing::MainEntity;
        } else if visit.rank <= NodeRank::Media {
            visit.standing = Standing::Related;
        }
    }
}

/// The addresses under which a node says it stands.
fn addresses(node: &Node) -> impl Iterator<Item = &str> {
    ["url", "@id", "mainEntityOfPage"].into_iter().filter_map(|key| get(node, key)).filter_map(|value| {
        match value {
            Value::String(address) => Some(address.as_str()),
            Value::Object(page) => id_of(page).or_else(|| get(page, "url").and_then(Value::as_str)),
            _ => None,
        }
    })
}

/// The same address but for scheme, "www.", fragment, query and a closing slash.
fn same_address(left: &str, right: &str) -> bool {
    fn core(address: &str) -> &str {
        let address = address.split(['#', '?']).next().unwrap_or_default();
        let address = address.split_once("://").map_or(address, |(_, rest)| rest);
        address.strip_prefix("www.").unwrap_or(address).trim_end_matches('/')
    }
    !core(left).is_empty() && core(left).eq_ignore_ascii_case(core(right))
}
