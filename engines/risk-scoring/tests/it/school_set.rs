//! The constructed school of the notes: eight variants, profiles, what is left behind a checked entrance.

use risk_scoring::soft_target::{
    Aspect, Full, Lowering, Profile, Rating, Score, Scores, View, opinions, points, profile, rank, to_discuss,
};

/// Place, time, sub-scores, and the P, D, R of the notes.
type Row = (usize, usize, [i64; 7], [u16; 3]);

const VARIANTS: [Row; 8] = [
    (INSIDE, LESSONS, [7, 3, 6, 5, 2, 3, 5], [16, 15, 240]),
    (ENTRANCE, ARRIVAL, [7, 3, 7, 6, 1, 3, 5], [17, 15, 255]),
    (INSIDE, LESSONS, [4, 3, 5, 7, 3, 5, 7], [12, 22, 264]),
    (GROUNDS, ARRIVAL, [4, 2, 7, 6, 1, 4, 6], [13, 17, 221]),
    (INSIDE, NIGHT, [6, 5, 5, 1, 6, 6, 4], [16, 17, 272]),
    (INSIDE, LESSONS, [7, 7, 7, 1, 2, 2, 3], [21, 8, 168]),
    (FRONT, ARRIVAL, [5, 2, 7, 6, 2, 3, 6], [14, 17, 238]),
    (INSIDE, LESSONS, [7, 3, 5, 4, 3, 3, 6], [15, 16, 240]),
];
const INSIDE: usize = 0;
const ENTRANCE: usize = 1;
const FRONT: usize = 2;
const GROUNDS: usize = 3;
const LESSONS: usize = 0;
const ARRIVAL: usize = 1;
const NIGHT: usize = 2;

fn scores(at: usize) -> Scores {
    Scores::of(VARIANTS[at].2).unwrap()
}

fn ratings() -> Vec<Option<Rating<Full>>> {
    (0..8).map(|at| scores(at).rate().ok()).collect()
}

/// Numbers of the notes count from 1.
fn numbers(order: Vec<usize>) -> Vec<usize> {
    order.into_iter().map(|it| it + 1).collect()
}

fn by(cell: fn(&Row) -> usize, cells: usize) -> Profile {
    let of: Vec<[usize; 1]> = VARIANTS.iter().map(|it| [cell(it)]).collect();
    profile(cells, ratings().into_iter().zip(of.iter().map(|it| it.as_slice())))
}

#[test]
fn every_row() {
    for (at, rated) in ratings().into_iter().enumerate() {
        let rated = rated.unwrap();
        assert_eq!([rated.probability(), rated.damage(), rated.risk().value()], VARIANTS[at].3, "{}", at + 1);
    }
}

#[test]
fn the_ranking_and_the_floor_of_lives() {
    assert_eq!(numbers(rank(&ratings(), View::Risk)), [5, 3, 2, 8, 1, 7, 4, 6]);
    assert_eq!(numbers(to_discuss(&ratings(), Score::new(6).unwrap())), [3, 2, 7, 4]);
    assert_eq!(numbers(rank(&ratings(), View::Damage))[0], 3);
}

#[test]
fn where_and_when() {
    let places = by(|it| it.0, 4);
    assert_eq!((places.sums.as_slice(), places.total), ([1184, 255, 238, 221].as_slice(), 1898));
    assert_eq!(places.percent, [62, 13, 13, 12]);
    let exact: Vec<String> = (0..4).map(|it| format!("{:.2}", 100.0 * places.share(it).unwrap())).collect();
    assert_eq!(exact, ["62.38", "13.44", "12.54", "11.64"]);
    let times = by(|it| it.1, 3);
    assert_eq!(
        (times.sums.as_slice(), times.percent.as_slice()),
        ([912, 714, 272].as_slice(), [48, 38, 14].as_slice())
    );
}

#[test]
fn thirds_add_to_a_hundred_in_the_order_of_the_catalogue() {
    // R 200 = 10 × 20 three times: 34, 33, 33.
    let each: Rating<Full> = Scores::of([4, 3, 3, 5, 5, 5, 5]).unwrap().rate().unwrap();
    assert_eq!(each.risk().value(), 200);
    let of = [[0], [1], [2]];
    let thirds = profile(3, of.iter().map(|it| (Some(each), it.as_slice())));
    assert_eq!((thirds.sums, thirds.percent), (vec![200; 3], vec![34, 33, 33]));
}

#[test]
fn two_places_count_in_both_and_nothing_makes_no_share() {
    let one = ratings()[0];
    let both = profile(2, [(one, [0, 1].as_slice())]);
    assert_eq!((both.sums, both.total, both.percent), (vec![240, 240], 480, vec![50, 50]));
    let none = profile::<Full>(2, [(None, [0].as_slice())]);
    assert!(none.is_empty() && none.percent.is_empty() && none.share(0).is_none());
    let twice = profile(1, [(one, [0, 0, 7].as_slice())]);
    assert_eq!(twice.sums, [240]);
}

#[test]
fn behind_a_working_entrance_with_a_lobby() {
    let door = |complexity| Lowering { complexity: Score::new(complexity).ok(), ..Lowering::default() };
    let after = |at: usize, it: Lowering| {
        let (scores, moved) = it.apply(&scores(at));
        assert_eq!(moved, [Aspect::Complexity]);
        scores.rate::<Full>().unwrap()
    };
    let (first, third) = (after(0, door(4)), after(2, door(3)));
    assert_eq!((first.probability(), first.damage(), first.risk().value()), (14, 15, 210));
    assert_eq!((third.probability(), third.damage(), third.risk().value()), (10, 22, 220));
    let total = |all: Vec<Option<Rating<Full>>>| {
        all.iter().flatten().map(|it| i32::from(it.risk().value())).sum::<i32>()
    };
    let mut planned = ratings();
    (planned[0], planned[2]) = (Some(first), Some(third));
    assert_eq!((total(ratings()), total(planned)), (1898, 1824));
}

#[test]
fn points_that_fall_together_are_counted() {
    let ratings = [ratings()[0], ratings()[0], None, ratings()[5]];
    let points: Vec<_> =
        points(&ratings).into_iter().map(|it| (it.damage, it.probability, it.variants)).collect();
    assert_eq!(points, [(8, 21, vec![3]), (15, 16, vec![0, 1])]);
}

#[test]
fn raters_who_differ_should_talk() {
    let of = |complexity| Scores::of([7, 3, complexity, 5, 2, 3, 5]).unwrap();
    let found = opinions(&[of(3), of(6), of(4).with(Aspect::Life, None), of(5)]);
    let complexity = found.iter().find(|it| it.aspect == Aspect::Complexity).unwrap();
    assert!((complexity.median - 4.5).abs() < 1e-12 && complexity.spread == 3 && complexity.talk);
    let life = found.iter().find(|it| it.aspect == Aspect::Life).unwrap();
    assert_eq!((life.given.len(), life.spread, life.talk), (3, 0, false));
    assert!(opinions(&[Scores::default()]).is_empty());
}
