//! Czech letters without their marks, for logins and for searching.

const MARKED: [(char, char); 15] = [
    ('á', 'a'),
    ('č', 'c'),
    ('ď', 'd'),
    ('é', 'e'),
    ('ě', 'e'),
    ('í', 'i'),
    ('ň', 'n'),
    ('ó', 'o'),
    ('ř', 'r'),
    ('š', 's'),
    ('ť', 't'),
    ('ú', 'u'),
    ('ů', 'u'),
    ('ý', 'y'),
    ('ž', 'z'),
];

/// A small letter without its mark; any other character as it is.
pub(crate) fn bare(letter: char) -> char {
    MARKED.iter().find(|(marked, _)| *marked == letter).map_or(letter, |(_, bare)| *bare)
}
