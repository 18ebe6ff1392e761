//! One SQL text for both engines: `?1` as written becomes `$1` for PostgreSQL.
//!
//! The reverse would be a trap: SQLite takes `$2` for a *name* and numbers names by first appearance, so
//! `select $2, $1` binds the values crosswise without a word. Texts with `$1` are therefore refused.

/// What makes a text mean different things on the two engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unportable {
    /// A `?` without its number.
    #[error("a ? without a number at byte {0}")]
    Unnumbered(usize),
    /// `$1` or a dollar-quoted text.
    #[error("a $ at byte {0}; write ?1")]
    Dollar(usize),
    /// A quote or block comment that never ends.
    #[error("a quote or comment that begins at byte {0} never ends")]
    Unclosed(usize),
}

/// Rewrites `?1` to `$1` outside of quotes and comments.
pub(crate) fn for_postgres(sql: &str) -> Result<String, Unportable> {
    let bytes = sql.as_bytes();
    let at = |i: usize| bytes.get(i).copied().unwrap_or(0);
    let mut out = String::with_capacity(sql.len());
    let mut copied = 0; // everything before is in `out`
    let mut i = 0;
    while i < bytes.len() {
        match at(i) {
            quote @ (b'\'' | b'"') => i = end_of_quote(bytes, i, quote).ok_or(Unportable::Unclosed(i))?,
            b'-' if at(i + 1) == b'-' => i = end_of_line(bytes, i),
            b'/' if at(i + 1) == b'*' => i = end_of_block(bytes, i).ok_or(Unportable::Unclosed(i))?,
            b'?' if at(i + 1).is_ascii_digit() => {
                out.push_str(sql.get(copied..i).unwrap_or_default());
                out.push('$');
                i += 1;
                copied = i;
            }
            b'?' => return Err(Unportable::Unnumbered(i)),
            b'$' => return Err(Unportable::Dollar(i)),
            _ => i += 1,
        }
    }
    out.push_str(sql.get(copied..).unwrap_or_default());
    Ok(out)
}

/// Writes a plain `insert into … values ($1, …)` for PostgreSQL so that one statement takes `rows` rows: the second row's
/// parameters follow the first's. `None` for any text where that might mean something else: with quotes or comments,
/// with anything after the values (`on conflict`), or with a query inside them.
pub(crate) fn many_rows(text: &str, rows: usize) -> Option<String> {
    let lower = text.to_ascii_lowercase(); // same length
    let strange = ["'", "\"", "--", "/*", "select"].iter().any(|word| lower.contains(word));
    if strange || !lower.trim_start().starts_with("insert into ") || lower.matches("values").count() != 1 {
        return None;
    }
    let head = text.get(..lower.find("values")? + "values".len())?;
    let group = text.get(head.len()..)?.trim();
    let closes = group.bytes().scan(0_i32, |depth, byte| {
        *depth += i32::from(byte == b'(') - i32::from(byte == b')');
        Some(*depth)
    });
    if !group.starts_with('(')
        || head.contains('$')
        || closes.take_while(|&d| d > 0).count() + 1 != group.len()
    {
        return None;
    }
    // "(" "1, " "2)": what follows each $ begins with the parameter's number.
    let mut pieces = group.split('$');
    let first = pieces.next()?;
    let parameters: Vec<(usize, &str)> = pieces
        .map(|piece| {
            let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
            Some((piece.get(..digits)?.parse().ok()?, piece.get(digits..)?))
        })
        .collect::<Option<_>>()?;
    let count = parameters.iter().map(|(number, _)| *number).max()?;
    if count.checked_mul(rows).is_none_or(|all| all > MOST_PARAMETERS) {
        return None;
    }
    let mut out = head.to_owned();
    for row in 0..rows {
        out.push_str(if row == 0 { " " } else { ", " });
        out.push_str(first);
        for (number, rest) in &parameters {
            out.push_str(&format!("${}{rest}", number + row * count));
        }
    }
    Some(out)
}

/// PostgreSQL's protocol counts parameters in 16 bits.
const MOST_PARAMETERS: usize = 32_767;

/// The byte after the closing quote; a doubled quote is a quote inside.
fn end_of_quote(bytes: &[u8], start: usize, quote: u8) -> Option<usize> {
    let mut i = start + 1;
    loop {
        if *bytes.get(i)? != quote {
            i += 1;
        } else if bytes.get(i + 1) == Some(&quote) {
            i += 2;
        } else {
            return Some(i + 1);
        }
    }
}

fn end_of_line(bytes: &[u8], start: usize) -> usize {
    bytes.iter().skip(start).position(|&b| b == b'\n').map_or(bytes.len(), |n| start + n)
}

/// The byte after `*/`. PostgreSQL nests block comments, SQLite does not; a nested one is so rare that we
/// read it as SQLite does and let PostgreSQL complain.
fn end_of_block(bytes: &[u8], start: usize) -> Option<usize> {
    bytes.get(start + 2..)?.windows(2).position(|w| w == b"*/").map(|n| start + 2 + n + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(portable: &str, expected: Result<&str, Unportable>) {
        assert_eq!(for_postgres(portable), expected.map(str::to_owned), "{portable}");
    }

    #[test]
    fn parameters_become_dollars() {
        check("select 1", Ok("select 1"));
        check("select ?1", Ok("select $1"));
        check("select ?2, ?1, ?12 where x=?1", Ok("select $2, $1, $12 where x=$1"));
        check("?1", Ok("$1"));
        check("", Ok(""));
        check("select 'žluťoučký', ?1 as \"kůň\"", Ok("select 'žluťoučký', $1 as \"kůň\""));
    }

    #[test]
    fn quotes_and_comments_are_left_alone() {
        check("select '?1', ?1", Ok("select '?1', $1"));
        check("select 'it''s ?1', ?1", Ok("select 'it''s ?1', $1"));
        check("select '''', ?1, ''", Ok("select '''', $1, ''"));
        check("select \"a?1\"\"$\", ?1", Ok("select \"a?1\"\"$\", $1"));
        check("select ?1 -- what? $5\n, ?2", Ok("select $1 -- what? $5\n, $2"));
        check("select ?1 -- the end?", Ok("select $1 -- the end?"));
        check("select /* ? '*/ ?1 /* */", Ok("select /* ? '*/ $1 /* */"));
        check("select 1 - -?1, 4 / ?2", Ok("select 1 - -$1, 4 / $2"));
        check("select '\\', ?1", Ok("select '\\', $1")); // a backslash is a letter like any other
    }

    #[test]
    fn what_would_differ_is_refused() {
        check("select ?", Err(Unportable::Unnumbered(7)));
        check("select ?a", Err(Unportable::Unnumbered(7)));
        check("select $1", Err(Unportable::Dollar(7)));
        check("select 'a", Err(Unportable::Unclosed(7)));
        check("select 'a''", Err(Unportable::Unclosed(7)));
        check("select /* a", Err(Unportable::Unclosed(7)));
        check("select /*/", Err(Unportable::Unclosed(7)));
    }

    #[test]
    fn a_plain_insert_takes_many_rows() {
        for (one, three) in [
            ("insert into t (a) values ($1)", Some("insert into t (a) values ($1), ($2), ($3)")),
            (
                "insert into t (a, b) values ($2, coalesce($1, 0))\n",
                Some(
                    "insert into t (a, b) values ($2, coalesce($1, 0)), ($4, coalesce($3, 0)), ($6, coalesce($5, 0))",
                ),
            ),
            ("insert into t (a) values ($1) on conflict (a) do nothing", None),
            ("insert into t (a) values ($1) returning (a)", None),
            ("insert into t (a) values ($1), ($2)", None),
            ("insert into t (a) values ('$1)', $1)", None),
            ("insert into t (a) values ((select max($1) from t))", None),
            ("insert into t (a) values (1)", None),
            ("insert into t (a) values", None),
            ("insert into t (a) values ($1))(", None),
            ("update t set a = $1", None),
            ("insert into t (a) values ($18446744073709551615)", None),
        ] {
            assert_eq!(many_rows(one, 3).as_deref(), three, "{one}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_quoted_text_comes_out_as_it_went_in(text in ".*") {
            let quoted = format!("select '{}', ?1", text.replace('\'', "''"));
            let expected = format!("select '{}', $1", text.replace('\'', "''"));
            proptest::prop_assert_eq!(for_postgres(&quoted), Ok(expected));
        }

        #[test]
        fn any_text_is_read_without_panic(text in ".*") {
            let _ = for_postgres(&text);
            let _ = many_rows(&format!("insert into t values {text}"), 2);
        }
    }
}
