//! The twenty roles of a block.

use serde::Serialize;

/// What a block is on its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Role {
    /// The page's main title.
    Headline,
    /// The line under (or over) the headline that belongs to it.
    Dek,
    /// Who wrote it.
    Byline,
    /// When it was published or updated.
    Date,
    /// Main content.
    Body,
    /// Text of a picture in the main content.
    Caption,
    /// A reader's comment.
    Comment,
    /// Menus, pagination, tables of contents.
    Navigation,
    /// The path of sections to the page.
    Breadcrumb,
    /// Cookie, privacy and age notices.
    Consent,
    /// Sign-in and registration, paywall prompts.
    Login,
    /// Search boxes, filters, sorting.
    Search,
    /// Share bars, counters, social links of the page.
    Share,
    /// Teasers of other content.
    Related,
    /// Sign-up, donation and other promotion by the site.
    Newsletter,
    /// Advertising.
    Ad,
    /// Topic tags of the page.
    Tags,
    /// About the author.
    AuthorBio,
    /// Footer, copyright, legal notes.
    Footer,
    /// Controls and leftovers.
    #[default]
    Other,
}

impl Role {
    /// Every role, in the order of the model's classes.
    pub const ALL: [Role; 20] = [
        Role::Headline,
        Role::Dek,
        Role::Byline,
        Role::Date,
        Role::Body,
        Role::Caption,
        Role::Comment,
        Role::Navigation,
        Role::Breadcrumb,
        Role::Consent,
        Role::Login,
        Role::Search,
        Role::Share,
        Role::Related,
        Role::Newsletter,
        Role::Ad,
        Role::Tags,
        Role::AuthorBio,
        Role::Footer,
        Role::Other,
    ];

    /// The name as records show it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Headline => "headline",
            Role::Dek => "dek",
            Role::Byline => "byline",
            Role::Date => "date",
            Role::Body => "body",
            Role::Caption => "caption",
            Role::Comment => "comment",
            Role::Navigation => "navigation",
            Role::Breadcrumb => "breadcrumb",
            Role::Consent => "consent",
            Role::Login => "login",
            Role::Search => "search",
            Role::Share => "share",
            Role::Related => "related",
            Role::Newsletter => "newsletter",
            Role::Ad => "ad",
            Role::Tags => "tags",
            Role::AuthorBio => "author-bio",
            Role::Footer => "footer",
            Role::Other => "other",
        }
    }

    /// True for the roles of the content side.
    #[must_use]
    pub fn is_content(self) -> bool {
        (self as u8) <= Role::Comment as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_names_agree() {
        for (number, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role as usize, number);
            assert_eq!(serde_json::to_string(&role).expect("a string"), format!("\"{}\"", role.name()));
        }
        assert!(Role::Comment.is_content() && !Role::Navigation.is_content());
    }

    #[test]
    fn the_third_pass_names_the_roles_in_the_same_order() {
        let names = crate::features::third_names();
        for section in ["third", "third-page"] {
            let start =
                names.iter().position(|name| *name == format!("{section}.headline")).expect("a column");
            let roles = Role::ALL.map(|role| format!("{section}.{}", role.name()));
            assert_eq!(names.get(start..start + roles.len()), Some(roles.as_slice()));
        }
    }
}
