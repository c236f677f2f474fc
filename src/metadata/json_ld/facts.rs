//! What JSON-LD states of the page: a flat list of facts, each with the node it comes from.

use serde_json::Value;

use super::graph::{Graph, Node, Visit, get, one_or_many, rank_of, settle_main_entity, types};
use crate::metadata::entities::unescape;

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FactField {
    /// `headline`, or the name of a work or thing that is the page's subject.
    Headline,
    /// `alternativeHeadline`.
    AlternativeHeadline,
    /// The name of a web page, which often carries the site's name as `<title>` does.
    PageName,
    /// One author's name.
    Author(AuthorKind),
    /// `datePublished` (or `uploadDate`), as written.
    DatePublished,
    /// `dateCreated`, as written.
    DateCreated,
    /// `dateModified`, as written.
    DateModified,
    /// The name of the web site.
    SiteName,
    /// The publisher's name.
    Publisher,
    /// `description` or `abstract`.
    Description,
    /// The address of an image.
    Image,
    /// `articleSection`.
    Section,
    /// One keyword.
    Keyword,
    /// The name of a breadcrumb at this place, counted from 1 as written.
    BreadcrumbItem(u32),
    /// `articleBody` or `text`.
    ArticleBody,
    /// `license`.
    License,
    /// `inLanguage`.
    Language,
    /// The node's own address.
    Url,
    /// The name of a product.
    ProductName,
    /// The node's type, without prefix: what kind of page it is.
    PageType,
}

/// What an author is, as far as its node says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AuthorKind {
    /// A `Person`.
    Person,
    /// An `Organization` of any kind.
    Organization,
    /// A bare string, or a node without a type.
    Unknown,
}

/// What kind of node a fact comes from, the best evidence first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NodeRank {
    /// An article, posting, recipe or question.
    Article,
    /// A product, event, course or other thing a page can be about.
    Thing,
    /// A video, image or sound.
    Media,
    /// A web page.
    Page,
    /// A web site, organisation or person.
    Site,
    /// A node without a known type.
    Untyped,
}

/// How a node stands to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// What the page is about.
    MainEntity,
    /// The page or site itself, or a list of its own (breadcrumbs).
    Page,
    /// A part of what the page shows, or one of several nodes of which another is the page's own.
    Related,
}

/// One fact, as written (white space at its ends removed, HTML escapes read).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub field: FactField,
    /// The value as written; dates are not parsed, names not cleaned.
    pub value: String,
    /// The kind of node.
    pub rank: NodeRank,
    /// The node's first type as written, without prefix (`NewsArticle`).
    pub node_type: String,
    /// How the node stands to the page.
    pub standing: Standing,
    /// Which node it is: facts of one node share the number.
    pub node: u32,
}

/// The blocks of one page state at most so many facts; past that they are data, not metadata.
const MOST_FACTS: usize = 20_000;
/// A description of an author nests names in arrays and references; so many steps are followed.
const MOST_NAME_STEPS: usize = 64;

/// The facts of a page's JSON-LD blocks, in the order they stand.
///
/// Walks arrays, `@graph`, `mainEntity`, `mainEntityOfPage` and `hasPart`; resolves `@id` references inside the blocks.
/// Never enters comments, reviews, answers, members of an `ItemList` or other works that are merely mentioned: their
/// authors and dates are not the page's. Where several articles stand side by side, the one whose address is
/// `page_url` (or else the first of two) is [`Standing::MainEntity`] and the others are [`Standing::Related`]; three and
/// more without such an address are a list, and all related.
#[must_use]
pub fn facts(values: &[Value], page_url: Option<&str>) -> Vec<Fact> {
    let graph = Graph::new(values);
    let mut nodes = graph.walk(values);
    settle_main_entity(&mut nodes, page_url);
    let mut out = Vec::new();
    for (number, visit) in (0u32..).zip(&nodes) {
        if out.len() > MOST_FACTS {
            break;
        }
        let source = Source { graph: &graph, visit, number };
        source.facts(&mut out);
    }
    out
}

/// Fields that are plain strings, by the property that holds them.
const TEXT_PROPERTIES: &[(&str, FactField)] = &[
    ("headline", FactField::Headline),
    ("alternativeHeadline", FactField::AlternativeHeadline),
    ("datePublished", FactField::DatePublished),
    ("uploadDate", FactField::DatePublished),
    ("datePosted", FactField::DatePublished),
    ("dateCreated", FactField::DateCreated),
    ("dateModified", FactField::DateModified),
    ("description", FactField::Description),
    ("abstract", FactField::Description),
    ("articleSection", FactField::Section),
    ("articleBody", FactField::ArticleBody),
    ("license", FactField::License),
    ("inLanguage", FactField::Language),
    ("url", FactField::Url),
];
/// Properties that hold people or organisations who made the node.
const AUTHOR_PROPERTIES: &[&str] = &["author", "creator"];

struct Source<'s, 'v> {
    graph: &'s Graph<'v>,
    visit: &'s Visit<'v>,
    number: u32,
}

impl<'v> Source<'_, 'v> {
    fn facts(&self, out: &mut Vec<Fact>) {
        let node = self.visit.node;
        let is_breadcrumb = self.visit.node_type == "BreadcrumbList";
        if is_breadcrumb {
            return self.breadcrumb(out);
        }
        self.push(out, FactField::PageType, &self.visit.node_type);
        if self.visit.rank == NodeRank::Site {
            return self.site(out);
        }
        for (property, field) in TEXT_PROPERTIES {
            if let Some(value) = get(node, property) {
                self.texts(value, *field, out);
            }
        }
        self.name(out);
        for property in AUTHOR_PROPERTIES {
            if let Some(value) = get(node, property) {
                self.authors(value, out);
            }
        }
        if let Some(publisher) = get(node, "publisher").or_else(|| get(node, "sourceOrganization")) {
            for (name, _) in self.names(publisher) {
                self.push(out, FactField::Publisher, name);
            }
        }
        for property in ["image", "thumbnailUrl", "primaryImageOfPage"] {
            if let Some(value) = get(node, property) {
                self.images(value, out);
            }
        }
        self.keywords(out);
    }

    fn push(&self, out: &mut Vec<Fact>, field: FactField, value: &str) {
        // Strings are often escaped as HTML before they are written as JSON.
        let value = unescape(value);
        let value = value.trim();
        if value.is_empty() || out.len() > MOST_FACTS {
            return;
        }
        out.push(Fact {
            field,
            value: value.to_owned(),
            rank: self.visit.rank,
            node_type: self.visit.node_type.clone(),
            standing: self.visit.standing,
            node: self.number,
        });
    }

    fn site(&self, out: &mut Vec<Fact>) {
        let node = self.visit.node;
        let is_person = self.visit.node_type == "Person";
        let is_site = self.visit.node_type == "WebSite";
        let field = if is_site { FactField::SiteName } else { FactField::Publisher };
        if let Some(name) = get(node, "name").filter(|_| !is_person) {
            self.texts(name, field, out);
        }
        if let Some(publisher) = get(node, "publisher").filter(|_| is_site) {
            for (name, _) in self.names(publisher) {
                self.push(out, FactField::Publisher, name);
            }
        }
    }

    /// The node's name: a headline where it has no other, the page's or the product's name.
    fn name(&self, out: &mut Vec<Fact>) {
        let node = self.visit.node;
        let Some(name) = get(node, "name").or_else(|| get(node, "title")) else { return };
        let is_product =
            self.visit.node_type.starts_with("Product") || self.visit.node_type.ends_with("Product");
        let field = match self.visit.rank {
            _ if is_product => FactField::ProductName,
            NodeRank::Page => FactField::PageName,
            NodeRank::Article | NodeRank::Thing | NodeRank::Media if get(node, "headline").is_none() => {
                FactField::Headline
            }
            _ => return,
        };
        self.texts(name, field, out);
    }

    /// Every string of a value: a string, an array of them, `{"@value": …}`, or a node that has a name or an address.
    fn texts(&self, value: &Value, field: FactField, out: &mut Vec<Fact>) {
        for item in one_or_many(value) {
            match item {
                Value::String(text) => self.push(out, field, text),
                Value::Number(number) => self.push(out, field, &number.to_string()),
                Value::Object(node) => {
                    let text = ["@value", "name", "alternateName", "url", "@id"]
                        .iter()
                        .find_map(|key| node.get(*key)?.as_str());
                    self.push(out, field, text.unwrap_or_default());
                }
                _ => {}
            }
        }
    }

    fn authors(&self, value: &'v Value, out: &mut Vec<Fact>) {
        for (name, kind) in self.names(value) {
            self.push(out, FactField::Author(kind), name);
        }
    }

    /// Names of people and organisations, out of strings, nodes, arrays and references.
    fn names(&self, value: &'v Value) -> Vec<(&'v str, AuthorKind)> {
        let mut out = Vec::new();
        let mut open = vec![(value, AuthorKind::Unknown)];
        let mut steps = 0;
        while let Some((value, kind)) = open.pop() {
            steps += 1;
            if steps > MOST_NAME_STEPS {
                break;
            }
            match value {
                Value::String(name) => out.push((name.as_str(), kind)),
                Value::Array(items) => {
                    open.extend(items.iter().take(MOST_NAME_STEPS).rev().map(|item| (item, kind)))
                }
                Value::Object(node) => {
                    let node = self.graph.resolve(node);
                    let name = ["name", "legalName", "alternateName", "@value", "author", "@list"]
                        .iter()
                        .find_map(|key| get(node, key));
                    open.extend(name.map(|name| (name, kind_of(node))));
                }
                _ => {}
            }
        }
        out
    }

    fn images(&self, value: &'v Value, out: &mut Vec<Fact>) {
        for item in one_or_many(value) {
            match item {
                Value::String(address) => self.push(out, FactField::Image, address),
                Value::Object(node) => {
                    let node = self.graph.resolve(node);
                    let address = ["url", "contentUrl", "@id"].iter().find_map(|key| match get(node, key)? {
                        Value::Array(items) => items.first()?.as_str(),
                        one => one.as_str(),
                    });
                    self.push(out, FactField::Image, address.unwrap_or_default());
                }
                _ => {}
            }
        }
    }

    fn keywords(&self, out: &mut Vec<Fact>) {
        let Some(value) = get(self.visit.node, "keywords") else { return };
        for item in one_or_many(value) {
            match item {
                // A list of one is all of them in one, too.
                Value::String(text) if value.as_array().is_none_or(|items| items.len() == 1) => {
                    let mark = if text.contains(';') { ';' } else { ',' };
                    text.split(mark).for_each(|word| self.push(out, FactField::Keyword, word));
                }
                other => self.texts(other, FactField::Keyword, out),
            }
        }
    }

    fn breadcrumb(&self, out: &mut Vec<Fact>) {
        let Some(items) = get(self.visit.node, "itemListElement") else { return };
        for (index, item) in (1u32..).zip(one_or_many(items)) {
            let Value::Object(item) = item else { continue };
            let position = match get(item, "position") {
                Some(Value::Number(number)) => number.as_u64().and_then(|number| u32::try_from(number).ok()),
                Some(Value::String(text)) => text.trim().parse().ok(),
                _ => None,
            };
            let inner = get(item, "item").and_then(Value::as_object);
            let name = get(item, "name").and_then(Value::as_str).or_else(|| get(inner?, "name")?.as_str());
            self.push(out, FactField::BreadcrumbItem(position.unwrap_or(index)), name.unwrap_or_default());
        }
    }
}

fn kind_of(node: &Node) -> AuthorKind {
    if types(node).any(|name| name == "Person") {
        return AuthorKind::Person;
    }
    let organization =
        types(node).any(|name| rank_of(name) == Some(NodeRank::Site) || name.ends_with("Organization"));
    if organization { AuthorKind::Organization } else { AuthorKind::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// `Field=value` of the facts with this standing, without types and addresses.
    fn shown(value: Value, url: Option<&str>, standing: Standing) -> Vec<String> {
        facts(&[value], url)
            .into_iter()
            .filter(|fact| {
                fact.standing == standing && !matches!(fact.field, FactField::PageType | FactField::Url)
            })
            .map(|fact| format!("{:?}={}", fact.field, fact.value))
            .collect()
    }

    #[test]
    fn facts_of_the_main_entity() {
        for (value, want) in [
            (
                json!({"@type": "NewsArticle", "headline": "Rain", "author": {"@type": "Person", "name": "Jane Roe"}, "datePublished": "2025-10-29"}),
                vec!["Headline=Rain", "DatePublished=2025-10-29", "Author(Person)=Jane Roe"],
            ),
            (
                json!([{"@type": ["https://schema.org/Article", "x:Other"], "headline": "Rain", "author": ["Jane Roe", {"name": ["John Doe", "Ann Poe"]}]}]),
                vec![
                    "Headline=Rain",
                    "Author(Unknown)=Jane Roe",
                    "Author(Unknown)=John Doe",
                    "Author(Unknown)=Ann Poe",
                ],
            ),
            (
                json!({"@graph": [{"@type": "Article", "headline": "Rain", "author": {"@id": "#jane"}}, {"@type": "Person", "@id": "#jane", "name": "Jane Roe"}]}),
                vec!["Headline=Rain", "Author(Person)=Jane Roe"],
            ),
            (
                json!({"@type": "WebPage", "name": "Rain - Site", "mainEntity": {"@type": "Recipe", "name": "Soup", "author": {"@type": "Organization", "name": "Kitchen"}}}),
                vec!["Headline=Soup", "Author(Organization)=Kitchen"],
            ),
            (
                json!({"@type": "Article", "headline": "Rain", "comment": [{"@type": "Comment", "author": "Troll", "datePublished": "2020-01-01"}], "review": {"author": "Critic"}}),
                vec!["Headline=Rain"],
            ),
            (
                json!({"@type": "Product", "name": "Kettle", "keywords": "tea, water", "review": [{"@type": "Review", "author": "Buyer", "datePublished": "2020-01-01"}]}),
                vec!["ProductName=Kettle", "Keyword=tea", "Keyword=water"],
            ),
            (
                json!({"schema:headline": "&#82;ain", "@type": "schema:NewsArticle", "publisher": {"name": "The Daily"}, "image": [{"url": "a.jpg"}, "b.jpg"]}),
                vec!["Headline=Rain", "Publisher=The Daily", "Image=a.jpg", "Image=b.jpg"],
            ),
        ] {
            assert_eq!(shown(value.clone(), None, Standing::MainEntity), want, "{value}");
        }
    }

    #[test]
    fn several_articles_are_told_apart_by_the_address() {
        let two = json!([{"@type": "Article", "headline": "Other", "url": "https://example.org/other"}, {"@type": "Article", "headline": "Own", "mainEntityOfPage": {"@id": "http://www.example.org/own/"}}]);
        assert_eq!(
            shown(two.clone(), Some("https://example.org/own?x=1"), Standing::MainEntity),
            ["Headline=Own"]
        );
        assert_eq!(shown(two.clone(), None, Standing::MainEntity), ["Headline=Other"]);
        assert_eq!(shown(two, None, Standing::Related), ["Headline=Own"]);
        let article = |name: &str| json!({"@type": "BlogPosting", "headline": name});
        let list = json!([article("A"), article("B"), article("C")]);
        assert_eq!(shown(list, None, Standing::MainEntity), Vec::<String>::new());
    }

    #[test]
    fn lists_and_parts_are_not_the_page() {
        let list = json!({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": {"@type": "Article", "headline": "Listed", "author": "X"}}]});
        assert_eq!(shown(list, None, Standing::MainEntity), Vec::<String>::new());
        let parts = json!({"@type": "Blog", "name": "Blog", "blogPost": {"@type": "BlogPosting", "headline": "Part"}});
        assert_eq!(shown(parts.clone(), None, Standing::Related), ["Headline=Part"]);
        assert_eq!(shown(parts, None, Standing::Page), ["PageName=Blog"]);
    }

    #[test]
    fn breadcrumbs_and_site_names() {
        let value = json!({"@graph": [
            {"@type": "Article", "headline": "Rain", "isPartOf": {"@id": "#page"}},
            {"@type": "WebPage", "@id": "#page", "name": "Rain - Daily", "breadcrumb": {"@id": "#crumbs"}, "isPartOf": {"@id": "#site"}},
            {"@type": "WebSite", "@id": "#site", "name": "Daily"},
            {"@type": "BreadcrumbList", "@id": "#crumbs", "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": "Home"}, {"@type": "ListItem", "position": "2", "item": {"name": "World"}}]}
        ]});
        let mut got = shown(value, None, Standing::Page);
        got.sort();
        assert_eq!(
            got,
            ["BreadcrumbItem(1)=Home", "BreadcrumbItem(2)=World", "PageName=Rain - Daily", "SiteName=Daily"]
        );
    }

    #[test]
    fn circles_of_references_end() {
        let value = json!({"@graph": [
            {"@type": "Article", "@id": "#a", "headline": "Rain", "author": {"@id": "#b"}, "mainEntity": {"@id": "#a"}},
            {"@id": "#b", "name": {"@id": "#c"}}, {"@id": "#c", "name": {"@id": "#b"}}
        ]});
        assert_eq!(shown(value, None, Standing::MainEntity), ["Headline=Rain"]);
    }
}
