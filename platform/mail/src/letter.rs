//! A letter, before it has an id.

use lettre::Address;

/// Longest subject in characters; what is longer is cut with an ellipsis, since a title must never stop a letter.
const SUBJECT: usize = 200;
/// Longest text in characters.
const TEXT: usize = 100_000;

/// A plain letter to one person or one mailbox of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) thread: String,
}

/// Why something is no letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotALetter {
    /// The recipient is no e-mail address, or not one that every mail server takes (ASCII before the @).
    #[error("the recipient is not an e-mail address")]
    Recipient,
    /// The subject is empty, or has a line break or another control character in it.
    #[error("the subject is empty or holds a control character")]
    Subject,
    /// The text is empty, too long, or has a NUL character in it.
    #[error("the text is empty, too long or holds a NUL character")]
    Text,
    /// The name of the thread is not made of letters, digits and hyphens.
    #[error("the name of the thread may hold letters, digits and hyphens")]
    Thread,
}

impl Letter {
    /// A letter to `to` (`name@host`, nothing around it).
    ///
    /// # Errors
    /// What the mail server would refuse, and what would become a header of its own.
    pub fn new(to: &str, subject: &str, text: &str) -> Result<Letter, NotALetter> {
        let subject = subject.trim();
        if subject.is_empty() || subject.chars().any(is_control) {
            return Err(NotALetter::Subject);
        }
        if text.trim().is_empty() || text.contains('\0') || text.chars().count() > TEXT {
            return Err(NotALetter::Text);
        }
        let (to, subject, text) = (recipient(to)?, shortened(subject), text.replace("\r\n", "\n"));
        Ok(Letter { to, subject, text: text.replace('\r', "\n"), thread: String::new() })
    }

    /// Puts the letter into a thread, such as `case-17`: mail programs show the letters of one thread together.
    ///
    /// # Errors
    /// A name that is not made of ASCII letters, digits and hyphens, at most 60.
    pub fn in_thread(mut self, thread: &str) -> Result<Letter, NotALetter> {
        let fine = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        if thread.is_empty() || thread.len() > 60 || !thread.bytes().all(fine) {
            return Err(NotALetter::Thread);
        }
        thread.clone_into(&mut self.thread);
        Ok(self)
    }

    /// Whether `text` is an address that letters can be sent to; for forms that ask for one.
    #[must_use]
    pub fn is_address(text: &str) -> bool {
        recipient(text).is_ok()
    }
}

fn recipient(text: &str) -> Result<String, NotALetter> {
    let plain =
        text.len() <= 254 && text.bytes().all(|b| b.is_ascii_graphic() && !b"<>(),;:\\\"[]".contains(&b));
    let address: Address = if plain { text.parse().ok() } else { None }.ok_or(NotALetter::Recipient)?;
    Ok(address.to_string())
}

/// Control characters, and those that reorder what is read (bidirectional overrides).
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn shortened(subject: &str) -> String {
    if subject.chars().count() <= SUBJECT {
        return subject.to_owned();
    }
    let kept: String = subject.chars().take(SUBJECT - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nobody_writes_headers_of_their_own() {
        let check = |to: &str, subject: &str, text: &str, expected: Result<(), NotALetter>| {
            assert_eq!(Letter::new(to, subject, text).map(drop), expected, "{to:?} {subject:?}");
        };
        check("eva@mesto.example", "Případ č. 17", "Dobrý den", Ok(()));
        check("eva@mesto.example\r\nBcc: all@x.example", "s", "t", Err(NotALetter::Recipient));
        check("Eva <eva@mesto.example>", "s", "t", Err(NotALetter::Recipient));
        check("eva@mesto.example,jan@mesto.example", "s", "t", Err(NotALetter::Recipient));
        check("\"a b\"@mesto.example", "s", "t", Err(NotALetter::Recipient));
        check("evička@mesto.example", "s", "t", Err(NotALetter::Recipient));
        check("eva", "s", "t", Err(NotALetter::Recipient));
        check("", "s", "t", Err(NotALetter::Recipient));
        check("eva@mesto.example", "a\nBcc: all@x.example", "t", Err(NotALetter::Subject));
        check("eva@mesto.example", "a\u{202e}b", "t", Err(NotALetter::Subject));
        check("eva@mesto.example", "  ", "t", Err(NotALetter::Subject));
        check("eva@mesto.example", "s", "a\0b", Err(NotALetter::Text));
        check("eva@mesto.example", "s", " \n", Err(NotALetter::Text));
    }

    #[test]
    fn a_long_title_is_cut_and_never_stops_a_letter() {
        let letter = Letter::new("eva@mesto.example", &"ž".repeat(5000), "t").unwrap();
        assert_eq!(letter.subject.chars().count(), SUBJECT);
        assert!(letter.subject.ends_with('…'));
    }

    #[test]
    fn a_thread_is_a_plain_name() {
        let letter = Letter::new("eva@mesto.example", "s", "t").unwrap();
        assert!(letter.clone().in_thread("case-17").is_ok());
        for wrong in ["", "case 17", "case>17", "a\r\nb", "ž", &"a".repeat(61)] {
            assert_eq!(letter.clone().in_thread(wrong), Err(NotALetter::Thread), "{wrong:?}");
        }
    }

    proptest! {
        /// Whatever is taken has one line in its headers and an address that the SMTP library takes too.
        #[test]
        fn what_is_taken_can_be_sent(to in "\\PC{0,20}@?[a-z.\\r\\n<>\" ]{0,20}", subject in "(?s).{0,40}", text in "(?s).{0,40}") {
            if let Ok(letter) = Letter::new(&to, &subject, &text) {
                prop_assert!(letter.to.parse::<Address>().is_ok());
                prop_assert!(!letter.subject.contains(['\r', '\n']) && !letter.to.contains(['\r', '\n', ' ']));
            }
        }
    }
}
