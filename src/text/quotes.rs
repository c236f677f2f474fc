//! Lines of quoted mail: `> ` before each, `> >` or `>>` before what was quoted in the quotation.

/// White space before and between the marks.
const BLANKS: [char; 2] = [' ', '\t'];

/// Follows a dump line by line.
#[derive(Debug, Default)]
pub(super) struct Quotations {
    is_inside: bool,
}

impl Quotations {
    /// Whether the line's marks are those of a quotation; `rest` begins with the line below. One line alone may begin with
    /// the sign for any reason.
    pub fn hold(&mut self, line: &str, rest: &str) -> bool {
        self.is_inside = is_marked(line) && (self.is_inside || !is_prompt(line) && is_marked(rest));
        self.is_inside
    }
}

/// The line without its marks and the white space around them.
pub(super) fn unmarked(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>'])
}

/// How many marks stand before a line.
pub(super) fn depth(lead: &str) -> usize {
    lead.bytes().filter(|&byte| byte == b'>').count()
}

fn is_marked(text: &str) -> bool {
    let after = text.trim_start_matches(BLANKS).strip_prefix('>');
    after.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t', '>', '\n', '\r']))
}

/// Whether the line is of a session of a programming language and no quotation.
fn is_prompt(line: &str) -> bool {
    line.trim_start_matches(BLANKS).starts_with(">>>")
}

#[cfg(test)]
mod tests {
    use crate::text::parse;

    fn texts(dump: &str) -> Vec<String> {
        let page = parse(dump);
        page.paragraphs.iter().map(|it| page.text_of(it).to_owned()).collect()
    }

    #[test]
    fn quoted_lines_are_joined_at_one_depth() {
        let dump = "The ferry sails at nine and at ten, as the harbour office has told us today,\n\
                    and it comes back in the afternoon, when the tide allows it and the wind is\n\
                    no stronger than five.\n\
                    > > Does the ferry sail in the winter as well, and if so, from which of the two\n\
                    > > piers does it leave in the morning?\n\
                    > It sails the whole winter, but for January, and it leaves from the old pier\n\
                    > from April on, when the new one is closed so that its planks can be laid with\n\
                    > tar.\n\
                    >\n\
                    > Anna\n";
        let wanted = [
            "The ferry sails at nine and at ten, as the harbour office has told us today, and it comes back in the \
             afternoon, when the tide allows it and the wind is no stronger than five.",
            "Does the ferry sail in the winter as well, and if so, from which of the two piers does it leave in the \
             morning?",
            "It sails the whole winter, but for January, and it leaves from the old pier from April on, when the new \
             one is closed so that its planks can be laid with tar.",
            "Anna",
        ];
        assert_eq!(texts(dump), wanted);
        assert_eq!(texts(&dump.replace('\n', "\r\n")), wanted);
    }

    #[test]
    fn one_marked_line_or_a_session_is_no_quotation() {
        for dump in ["Home\n> News\nBoats", ">>>\n>>> tide()\n>>> boats(1)", ">News\n>Boats"] {
            assert_eq!(texts(dump).join("\n").matches('>').count(), dump.matches('>').count(), "{dump}");
        }
    }
}
