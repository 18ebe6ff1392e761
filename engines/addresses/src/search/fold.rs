//! Letters without case and accents, and the accents kept apart so that exact ones can rank first.
//!
//! `Ž` and `Z` + U+030C (decomposed Unicode) both become the letter `z` with the mark U+030C, so composed and
//! decomposed text compare equal without a normalisation table.

/// A word in the two forms that are compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Folded {
    /// Lower case without accents: `zizkov`.
    pub(crate) plain: String,
    /// Lower case, every accent a combining mark behind its letter.
    pub(crate) marked: String,
}

impl Folded {
    /// Whether the word was written with any accent.
    pub(crate) fn has_marks(&self) -> bool {
        self.plain.len() != self.marked.len()
    }

    /// Appends one character of input; marks without a letter are dropped.
    pub(crate) fn push(&mut self, c: char) {
        if is_mark(c) {
            if !self.plain.is_empty() {
                self.marked.push(c);
            }
            return;
        }
        if c.is_ascii() {
            self.plain.push(c.to_ascii_lowercase());
            self.marked.push(c.to_ascii_lowercase());
            return;
        }
        for lower in c.to_lowercase() {
            if is_mark(lower) {
                self.marked.push(lower);
                continue;
            }
            let (letters, mark) = take_apart(lower);
            match letters {
                "" => {
                    self.plain.push(lower);
                    self.marked.push(lower);
                }
                letters => {
                    self.plain.push_str(letters);
                    self.marked.push_str(letters);
                }
            }
            self.marked.extend(mark);
        }
    }
}

/// A combining accent.
pub(crate) fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Folds a whole text: what stays the same when folded again.
pub(crate) fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    text.chars().for_each(|c| folded.push(c));
    folded
}

const ACUTE: Option<char> = Some('\u{301}');
const CARON: Option<char> = Some('\u{30c}');
const RING: Option<char> = Some('\u{30a}');
const DIAERESIS: Option<char> = Some('\u{308}');
const CIRCUMFLEX: Option<char> = Some('\u{302}');
const STROKE: Option<char> = Some('\u{335}');

/// The letters and the accent of a lower-case letter used in Central Europe; `""` for others.
fn take_apart(c: char) -> (&'static str, Option<char>) {
    match c {
        'á' => ("a", ACUTE),
        'č' => ("c", CARON),
        'ď' => ("d", CARON),
        'é' => ("e", ACUTE),
        'ě' => ("e", CARON),
        'í' => ("i", ACUTE),
        'ň' => ("n", CARON),
        'ó' => ("o", ACUTE),
        'ř' => ("r", CARON),
        'š' => ("s", CARON),
        'ť' => ("t", CARON),
        'ú' => ("u", ACUTE),
        'ů' => ("u", RING),
        'ý' => ("y", ACUTE),
        'ž' => ("z", CARON),
        'ä' => ("a", DIAERESIS),
        'ë' => ("e", DIAERESIS),
        'ö' => ("o", DIAERESIS),
        'ü' => ("u", DIAERESIS),
        'â' => ("a", CIRCUMFLEX),
        'ô' => ("o", CIRCUMFLEX),
        'ľ' => ("l", CARON),
        'ĺ' => ("l", ACUTE),
        'ŕ' => ("r", ACUTE),
        'ć' => ("c", ACUTE),
        'ń' => ("n", ACUTE),
        'ś' => ("s", ACUTE),
        'ź' => ("z", ACUTE),
        'ż' => ("z", Some('\u{307}')),
        'ą' => ("a", Some('\u{328}')),
        'ę' => ("e", Some('\u{328}')),
        'ő' => ("o", Some('\u{30b}')),
        'ű' => ("u", Some('\u{30b}')),
        'à' => ("a", Some('\u{300}')),
        'è' => ("e", Some('\u{300}')),
        'ç' => ("c", Some('\u{327}')),
        'ł' => ("l", STROKE),
        'đ' => ("d", STROKE),
        'ø' => ("o", STROKE),
        'ß' => ("ss", STROKE),
        'æ' => ("ae", STROKE),
        'œ' => ("oe", STROKE),
        _ => ("", None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_text_fold_alike() {
        let check = |text: &str, plain: &str| assert_eq!(fold(text).plain, plain, "{text}");
        check("Žluťoučký KŮŇ", "zlutoucky kun");
        check("Z\u{30c}lut\u{30c}", "zlut");
        check("Straße", "strasse");
        assert_eq!(fold("Zˇ").plain, "zˇ", "a spacing caron is no accent");
        assert_eq!(fold("Ž").marked, fold("Z\u{30c}").marked);
        assert!(fold("Ž").has_marks() && !fold("Z").has_marks());
    }

    proptest::proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*") {
            let once = fold(&text).plain;
            proptest::prop_assert_eq!(&fold(&once).plain, &once);
        }
    }
}
