//! Which addresses of a street or part bear a number. Rows of a run are sorted, so č.o. is a binary search;
//! č.p. is a scan of two bytes per address.

use super::candidates::Target;
use super::types::{Matched, NumberRead};
use crate::register::Register;
use crate::{HouseKind, HouseNumber, Orientation};

/// What a way of matching costs beside the name.
pub(crate) fn cost(matched: Matched) -> u32 {
    match matched {
        Matched::Name | Matched::Full | Matched::Orientation => 0,
        Matched::DescriptiveAlone => 2,
        Matched::NumberPrefix => 4,
        Matched::ReversedPair => 5,
        Matched::EvidenceAlone => 6,
        Matched::OtherLetter => 7,
        Matched::Nearest => 9,
    }
}

/// Whether a way of matching is an answer, not an offer.
pub(crate) fn answers(matched: Matched) -> bool {
    matches!(
        matched,
        Matched::Name
            | Matched::Full
            | Matched::Orientation
            | Matched::DescriptiveAlone
            | Matched::ReversedPair
    )
}

/// The rows of a target, run by run; a part keeps only its own.
pub(crate) fn for_each_row(register: &Register, target: Target, mut visit: impl FnMut(u32)) {
    match target {
        Target::Run(run) => register.run_rows(run).for_each(visit),
        Target::Part(part) => {
            for &run in register.part_runs(part) {
                register
                    .run_rows(run)
                    .filter(|&row| register.setting_of(row, run).part == part)
                    .for_each(&mut visit);
            }
        }
        Target::Town(_) => {}
    }
}

fn house(register: &Register, row: u32) -> HouseNumber {
    HouseNumber::unpack(register.rows.house[row as usize])
}

fn orientation(register: &Register, row: u32) -> Option<Orientation> {
    Orientation::unpack(register.rows.orientation[row as usize])
}

/// Rows that bear the number, best match first, at most `most` of each kind; offers only if nothing answers.
pub(crate) fn matching(
    register: &Register,
    target: Target,
    read: NumberRead,
    reversed: bool,
    most: usize,
) -> Vec<(u32, Matched)> {
    let mut found: Vec<(u32, Matched)> = Vec::new();
    let mut keep = |row, matched| found.push((row, matched));
    match read {
        NumberRead::Plain(wanted) => {
            by_orientation(register, target, wanted, &mut keep);
            if wanted.letter.is_none() {
                by_house(register, target, wanted.number, &mut |row, kind| {
                    let alone = orientation(register, row).is_some_and(|o| o != wanted);
                    if orientation(register, row) == Some(wanted) {
                        return;
                    }
                    match (kind, alone) {
                        (HouseKind::Evidence, _) => keep(row, Matched::EvidenceAlone),
                        (HouseKind::Descriptive, true) => keep(row, Matched::DescriptiveAlone),
                        (HouseKind::Descriptive, false) => keep(row, Matched::Full),
                    }
                });
            }
        }
        NumberRead::Orientation(wanted) => by_orientation(register, target, wanted, &mut keep),
        NumberRead::Pair(number, wanted) => for_each_row(register, target, |row| {
            let (h, o) = (house(register, row), orientation(register, row));
            let Some(o) = o else { return };
            if h.number == number && o == wanted {
                keep(row, if reversed { Matched::ReversedPair } else { Matched::Full });
            } else if h.number == wanted.number
                && o.number == number
                && wanted.letter.is_none()
                && o.letter.is_none()
            {
                keep(row, Matched::ReversedPair);
            } else if (h.number == number && o.number == wanted.number) && o.letter != wanted.letter {
                keep(row, Matched::OtherLetter);
            }
        }),
        NumberRead::Descriptive(number) | NumberRead::Evidence(number) => {
            let wanted = if matches!(read, NumberRead::Descriptive(_)) {
                HouseKind::Descriptive
            } else {
                HouseKind::Evidence
            };
            by_house(register, target, number, &mut |row, kind| {
                if kind == wanted {
                    keep(row, Matched::Full);
                }
            });
        }
        NumberRead::Entrances(first, second) => {
            by_orientation(register, target, first, &mut keep);
            by_orientation(register, target, second, &mut keep);
            found.retain(|&(_, matched)| matched == Matched::Orientation);
        }
    }
    found.sort_by_key(|&(row, matched)| (cost(matched), matched == Matched::Full, row));
    if let Some(&(_, first)) = found.first()
        && answers(first)
    {
        let reversed_only = first == Matched::ReversedPair;
        found.retain(|&(_, m)| answers(m) && (reversed_only || m != Matched::ReversedPair));
    }
    found.truncate(most);
    found
}

/// Exact č.o.; the same figure with another letter, or none, is an offer.
fn by_orientation(
    register: &Register,
    target: Target,
    wanted: Orientation,
    keep: &mut impl FnMut(u32, Matched),
) {
    let mut take = |row: u32| match orientation(register, row) {
        Some(o) if o == wanted => keep(row, Matched::Orientation),
        Some(o) if o.number == wanted.number => keep(row, Matched::OtherLetter),
        _ => {}
    };
    let Target::Run(run) = target else {
        // In a part, positions in streets mean nothing without the street.
        return;
    };
    let rows = register.run_rows(run);
    let column = &register.rows.orientation[rows.start as usize..rows.end as usize];
    let figure = |packed: u16| Orientation::unpack(packed).map_or(u16::MAX, |o| o.number);
    let first = column.partition_point(|&packed| figure(packed) < wanted.number);
    let same =
        column.iter().skip(first).take_while(|&&packed| packed != 0 && figure(packed) == wanted.number);
    (0..same.count() as u32).for_each(|i| take(rows.start + first as u32 + i));
}

fn by_house(register: &Register, target: Target, number: u16, keep: &mut impl FnMut(u32, HouseKind)) {
    let mut scan = |rows: std::ops::Range<u32>, part: Option<(u32, u32)>| {
        let column = &register.rows.house[rows.start as usize..rows.end as usize];
        for (i, &packed) in column.iter().enumerate() {
            if packed & 0x7fff == number {
                let row = rows.start + i as u32;
                if part.is_none_or(|(run, part)| register.setting_of(row, run).part == part) {
                    keep(row, HouseNumber::unpack(packed).kind);
                }
            }
        }
    };
    match target {
        Target::Run(run) => scan(register.run_rows(run), None),
        Target::Part(part) => {
            register.part_runs(part).iter().for_each(|&run| scan(register.run_rows(run), Some((run, part))));
        }
        Target::Town(_) => {}
    }
}

/// Rows whose number begins with the figures typed so far: č.o. before č.p., in number order.
pub(crate) fn beginning_with(register: &Register, target: Target, read: NumberRead, most: usize) -> Vec<u32> {
    let (number, street, houses) = match read {
        NumberRead::Plain(o) if o.letter.is_none() => (o.number, true, true),
        NumberRead::Orientation(o) if o.letter.is_none() => (o.number, true, false),
        NumberRead::Descriptive(n) | NumberRead::Evidence(n) => (n, false, true),
        _ => return Vec::new(),
    };
    let evidence = matches!(read, NumberRead::Evidence(_));
    let begins = |mut figure: u16| {
        while figure > number {
            figure /= 10;
        }
        figure == number && number != 0
    };
    let mut found: Vec<(u8, u64, u32)> = Vec::new();
    for_each_row(register, target, |row| {
        let (h, o) = (house(register, row), orientation(register, row));
        if let Some(o) = o.filter(|o| street && begins(o.number)) {
            found.push((u8::from(o.number != number), u64::from(o.number), row));
        } else if houses && (h.kind == HouseKind::Evidence) == evidence && begins(h.number) {
            found.push((if o.is_some() { 3 } else { 2 }, u64::from(h.number), row));
        }
    });
    found.sort_unstable();
    found.into_iter().take(most).map(|(_, _, row)| row).collect()
}

/// The rows with the nearest numbers of the system asked for.
pub(crate) fn nearest(register: &Register, target: Target, read: NumberRead, most: usize) -> Vec<u32> {
    let mut has_orientation = false;
    for_each_row(register, target, |row| has_orientation |= register.rows.orientation[row as usize] != 0);
    let mut found: Vec<(u16, u32)> = Vec::new();
    for_each_row(register, target, |row| {
        let (h, o) = (house(register, row), orientation(register, row));
        let (figure, wanted) = match read {
            NumberRead::Plain(w) | NumberRead::Orientation(w) | NumberRead::Entrances(w, _) => {
                let house = (h.kind == HouseKind::Descriptive
                    && (!has_orientation || matches!(target, Target::Part(_))))
                .then_some(h.number);
                (o.map(|o| o.number).filter(|_| matches!(target, Target::Run(_))).or(house), w.number)
            }
            NumberRead::Pair(number, w) => match o {
                Some(o) if o.number == w.number => (Some(w.number), w.number),
                _ => ((h.kind == HouseKind::Descriptive).then_some(h.number), number),
            },
            NumberRead::Descriptive(n) => ((h.kind == HouseKind::Descriptive).then_some(h.number), n),
            NumberRead::Evidence(n) => ((h.kind == HouseKind::Evidence).then_some(h.number), n),
        };
        if let Some(figure) = figure {
            found.push((figure.abs_diff(wanted), row));
        }
    });
    let keep = most.min(found.len());
    if keep > 0 && keep < found.len() {
        found.select_nth_unstable(keep - 1);
        found.truncate(keep);
    }
    found.sort_unstable();
    found.into_iter().map(|(_, row)| row).collect()
}
