//! Folding of Czech spelling: one place that decides which two writings are "the same name".
//!
//! | Question | Asked with | Example |
//! |---|---|---|
//! | the same word? | [`fold`] | `Č.` and `č.`, `Žižkova` and `ZIZKOVA` |
//! | the same name? | [`fold_name`] | `Veronské nám.` and `Veronské náměstí` |
//! | a slip of the pen? | [`distance`] | `Zahardní` is one swap from `Zahradní` |
//!
//! The first two decide what a line covers, so they only undo habits of writing; the third is used for hints alone.

/// The Latin letter under a Czech, Slovak or German accent; other characters are returned as they are.
fn bare(c: char) -> char {
    match c {
        'á' | 'ä' | 'à' | 'â' => 'a',
        'č' | 'ć' | 'ç' => 'c',
        'ď' => 'd',
        'é' | 'ě' | 'ë' | 'è' | 'ê' => 'e',
        'í' | 'î' => 'i',
        'ľ' | 'ĺ' | 'ł' => 'l',
        'ň' | 'ń' => 'n',
        'ó' | 'ö' | 'ô' | 'ő' => 'o',
        'ř' | 'ŕ' => 'r',
        'š' | 'ś' => 's',
        'ť' => 't',
        'ú' | 'ů' | 'ü' | 'ű' => 'u',
        'ý' => 'y',
        'ž' | 'ź' | 'ż' => 'z',
        other => other,
    }
}

/// Lower case, no accents, one space between words, no space after a dot (`Dr. E. Beneše` = `Dr.E.Beneše`).
///
/// - cost: one pass, one allocation
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_whitespace() || c == '\u{a0}' {
            if !out.is_empty() && !out.ends_with([' ', '.']) {
                out.push(' ');
            }
        } else if matches!(c, '–' | '—' | '‐' | '−') {
            out.push('-');
        } else {
            out.push(bare(c));
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// As [`fold`], with the abbreviations met in rule texts written out (`nám.`, `nábř.`, `čs.`, `sv.`, …),
/// so that a name and its abbreviation meet.
pub(crate) fn fold_name(text: &str) -> String {
    let folded = fold(text).replace('.', ". ");
    let words: Vec<&str> = folded
        .split_whitespace()
        .map(|word| match word {
            "nam." => "namesti",
            "nabr." | "nab." => "nabrezi",
            "tr." => "trida",
            "ul." => "ulice",
            "cs." => "ceskoslovenske",
            "gen." => "generala",
            "sv." => "svateho",
            "prof." => "profesora",
            "dr." => "doktora",
            "plk." => "plukovnika",
            "kpt." => "kapitana",
            other => other,
        })
        .collect();
    words.join(" ")
}

/// Edit distance of two strings (insert, delete, replace, swap of neighbours), given up above `limit`.
pub(crate) fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let width = b.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    let mut row: Vec<usize> = vec![0; width];
    for (i, ca) in a.iter().enumerate() {
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let mut best = (last[j + 1] + 1).min(row[j] + 1).min(last[j] + usize::from(ca != cb));
            if i > 0 && j > 0 && a.get(i - 1) == Some(cb) && b.get(j - 1) == Some(ca) {
                best = best.min(before[j - 1] + 1);
            }
            row[j + 1] = best;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last.last().copied().filter(|d| *d <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_that_meet() {
        for (a, b) in [
            ("náměstí Dr.Edvarda Beneše", "Náměstí Dr. Edvarda Beneše"),
            ("Veronské nám.", "Veronské náměstí"),
            ("Rašínovo nábř.", "Rašínovo nábřeží"),
            ("Čs. armády", "Československé armády"),
        ] {
            assert_eq!(fold_name(a), fold_name(b));
        }
        assert_ne!(fold_name("Jasná I"), fold_name("Jasná II"));
    }

    #[test]
    fn distances() {
        assert_eq!(distance("zahradni", "zahradni", 2), Some(0));
        assert_eq!(distance("zahardni", "zahradni", 2), Some(1));
        assert_eq!(distance("abc", "xyz", 2), None);
    }
}
