//! Two people changed the same record. Nobody's text is lost: what only one of them touched is kept as they left it,
//! and what both touched is put side by side for the second one to decide.

/// One field in three states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Versions {
    /// As it was when the form was opened.
    pub(crate) before: String,
    /// As the person at the screen wants it.
    pub(crate) mine: String,
    /// As somebody else has saved it meanwhile.
    pub(crate) theirs: String,
}

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// This text; at most one of the two had changed it.
    Settled(String),
    /// Both changed it; the person decides.
    Disputed,
}

impl Versions {
    /// Decides.
    pub(crate) fn verdict(&self) -> Verdict {
        if self.mine == self.theirs || self.mine == self.before {
            Verdict::Settled(self.theirs.clone())
        } else if self.theirs == self.before {
            Verdict::Settled(self.mine.clone())
        } else {
            Verdict::Disputed
        }
    }

    /// Both texts in one, theirs first, so that a person can merge by deleting.
    pub(crate) fn both(&self) -> String {
        if self.theirs.is_empty() || self.mine.contains(&self.theirs) {
            self.mine.clone()
        } else if self.mine.is_empty() || self.theirs.contains(&self.mine) {
            self.theirs.clone()
        } else {
            format!("{}\n\n{}", self.theirs, self.mine)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(before: &str, mine: &str, theirs: &str, expected: &str) {
        let versions =
            Versions { before: before.to_owned(), mine: mine.to_owned(), theirs: theirs.to_owned() };
        let said = match versions.verdict() {
            Verdict::Settled(text) => text,
            Verdict::Disputed => "?".to_owned(),
        };
        assert_eq!(said, expected);
    }

    #[test]
    fn one_change_is_kept_and_two_are_asked_about() {
        check("a", "a", "a", "a");
        check("a", "b", "a", "b");
        check("a", "a", "c", "c");
        check("a", "b", "b", "b");
        check("a", "b", "c", "?");
        check("a", "", "c", "?");
    }

    proptest! {
        #[test]
        fn no_text_is_lost(before: String, mine: String, theirs: String) {
            let versions = Versions { before: before.clone(), mine: mine.clone(), theirs: theirs.clone() };
            match versions.verdict() {
                // A text may only give way when its author did not touch it.
                Verdict::Settled(text) => {
                    prop_assert!(text == mine || mine == before);
                    prop_assert!(text == theirs || theirs == before);
                }
                Verdict::Disputed => {
                    let both = versions.both();
                    prop_assert!(both.contains(&mine) && both.contains(&theirs));
                }
            }
        }
    }
}
