//! Which document types mean [quirks](https://html.spec.whatwg.org/multipage/parsing.html#the-initial-insertion-mode).

use super::Doctype;

/// Beginnings of public identifiers, in lower case.
const PUBLIC_PREFIXES: &[&str] = &[
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//",
    "-//ietf//dtd html 2.0 level 2//",
    "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//",
    "-//ietf//dtd html 2.0 strict//",
    "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//",
    "-//ietf//dtd html 3.0//",
    "-//ietf//dtd html 3.2 final//",
    "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//",
    "-//ietf//dtd html level 0//",
    "-//ietf//dtd html level 1//",
    "-//ietf//dtd html level 2//",
    "-//ietf//dtd html level 3//",
    "-//ietf//dtd html strict level 0//",
    "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//",
    "-//ietf//dtd html strict level 3//",
    "-//ietf//dtd html strict//",
    "-//ietf//dtd html//",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//",
    "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//",
    "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//",
    "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//",
    "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//",
    "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//",
    "-//w3c//dtd html 3.2 final//",
    "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//",
    "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html 2.0//",
    "-//webtechs//dtd mozilla html//",
];

const PUBLIC_IDENTIFIERS: &[&str] =
    &["-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html"];

const SYSTEM_IDENTIFIER: &str = "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd";

/// These are quirky without a system identifier.
const HTML4_PREFIXES: &[&str] = &["-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//"];

/// Whether the page is in quirks mode; "limited quirks" are none for the tree.
pub(super) fn is_quirky(doctype: &Doctype) -> bool {
    if doctype.force_quirks || doctype.name.as_deref() != Some("html") {
        return true;
    }
    let lower = |text: &Option<String>| text.as_ref().map(|text| text.to_ascii_lowercase());
    let (public, system) = (lower(&doctype.public_id), lower(&doctype.system_id));
    if system.as_deref() == Some(SYSTEM_IDENTIFIER) {
        return true;
    }
    let Some(public) = public else { return false };
    let begins = |prefixes: &[&str]| prefixes.iter().any(|prefix| public.starts_with(prefix));
    PUBLIC_IDENTIFIERS.contains(&public.as_str())
        || begins(PUBLIC_PREFIXES)
        || system.is_none() && begins(HTML4_PREFIXES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_document_types_are_quirky() {
        #[rustfmt::skip]
        let rows = [
            (Some("html"), None, None, false), (None, None, None, true), (Some("math"), None, None, true),
            (Some("html"), None, Some("about:legacy-compat"), false),
            (Some("html"), Some("-//W3C//DTD HTML 4.01//EN"), None, false),
            (Some("html"), Some("-//W3C//DTD HTML 4.01 Transitional//EN"), None, true),
            (Some("html"), Some("-//W3C//DTD HTML 4.01 Transitional//EN"), Some("http://www.w3.org/TR/html4/loose.dtd"), false),
            (Some("html"), Some("-//W3C//DTD XHTML 1.0 Transitional//EN"), None, false),
            (Some("html"), Some("-//W3C//DTD HTML 3.2 Final//EN"), None, true), (Some("html"), Some("HTML"), None, true),
            (Some("html"), None, Some(SYSTEM_IDENTIFIER), true),
        ];
        for (name, public, system, wanted) in rows {
            let owned = |text: Option<&str>| text.map(str::to_owned);
            let doctype = Doctype {
                name: owned(name),
                public_id: owned(public),
                system_id: owned(system),
                force_quirks: false,
            };
            assert_eq!(is_quirky(&doctype), wanted, "{doctype:?}");
        }
    }
}
