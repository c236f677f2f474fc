//! Text dump → lines → paragraphs.
