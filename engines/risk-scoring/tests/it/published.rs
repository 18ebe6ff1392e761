//! Numbers of the notes: the published defaults of a Czech tool, modifiers, bounds, the shape of the scale.

use risk_scoring::soft_target::{
    Aspect, BadShift, Bands, Event, Full, Rating, Risk, Score, Scores, Shift, View, rank,
};

/// Id; availability, occurrence, complexity; life, object, finance, community; P, D, R; R as an event.
type Row = (&'static str, [i64; 7], [u16; 3], u16);

/// Published defaults of a Czech planning tool for public events, 26 of 44 rows.
const PUBLISHED: [Row; 26] = [
    ("S01", [6, 4, 6, 2, 2, 3, 4], [16, 11, 176], 144),
    ("S03", [7, 6, 7, 1, 3, 2, 3], [20, 9, 180], 120),
    ("S04", [7, 6, 7, 1, 3, 2, 3], [20, 9, 180], 120),
    ("S05", [4, 2, 6, 7, 2, 4, 7], [12, 20, 240], 216),
    ("S06", [2, 2, 3, 7, 2, 4, 7], [7, 20, 140], 126),
    ("S07", [5, 3, 6, 4, 6, 5, 5], [14, 20, 280], 196),
    ("S08", [2, 1, 2, 7, 6, 6, 7], [5, 26, 130], 100),
    ("S11", [3, 2, 2, 5, 2, 3, 5], [7, 15, 105], 91),
    ("S13", [6, 4, 5, 2, 2, 2, 3], [15, 9, 135], 105),
    ("S15", [4, 4, 7, 3, 3, 4, 3], [15, 13, 195], 150),
    ("S17", [4, 4, 7, 3, 3, 4, 3], [15, 13, 195], 150),
    ("S19", [6, 4, 5, 5, 2, 3, 5], [15, 15, 225], 195),
    ("S21", [7, 2, 7, 2, 2, 4, 5], [16, 13, 208], 176),
    ("S23", [6, 5, 6, 5, 1, 2, 3], [17, 11, 187], 170),
    ("S24", [7, 4, 6, 4, 1, 3, 4], [17, 12, 204], 187),
    ("S26", [7, 5, 7, 3, 1, 1, 3], [19, 8, 152], 133),
    ("S28", [3, 2, 2, 1, 3, 5, 5], [7, 14, 98], 77),
    ("S29", [7, 6, 7, 5, 1, 1, 2], [20, 9, 180], 160),
    ("S32", [3, 2, 4, 6, 5, 5, 5], [9, 21, 189], 144),
    ("S34", [6, 5, 5, 3, 1, 1, 4], [16, 9, 144], 128),
    ("S35", [5, 4, 5, 4, 3, 3, 5], [14, 15, 210], 168),
    ("S37", [6, 3, 5, 2, 2, 4, 5], [14, 13, 182], 154),
    ("S38", [7, 4, 6, 1, 1, 3, 5], [17, 10, 170], 153),
    ("S40", [6, 4, 6, 4, 5, 5, 4], [16, 18, 288], 208),
    ("S41", [4, 3, 6, 5, 3, 4, 4], [13, 16, 208], 169),
    ("S43", [5, 4, 5, 6, 1, 2, 4], [14, 13, 182], 168),
];

fn full(values: [i64; 7]) -> Rating<Full> {
    Scores::of(values).unwrap().rate().unwrap()
}

fn event(values: [i64; 7]) -> Rating<Event> {
    Scores::of(values).unwrap().rate().unwrap()
}

#[test]
fn the_published_defaults() {
    for (id, scores, [p, d, r], as_event) in PUBLISHED {
        let rated = full(scores);
        assert_eq!((rated.probability(), rated.damage(), rated.risk().value()), (p, d, r), "{id}");
        assert_eq!(event(scores).risk().value(), as_event, "{id} as an event");
    }
}

#[test]
fn the_five_worst_and_the_tie() {
    let ratings: Vec<_> = PUBLISHED.iter().map(|it| Some(full(it.1))).collect();
    let order: Vec<&str> = rank(&ratings, View::Risk).into_iter().map(|at| PUBLISHED[at].0).collect();
    assert_eq!(order[..5], ["S40", "S07", "S05", "S19", "S35"]);
    // R 180 and D 9 all three: life puts S29 (5) first, then the list.
    let tied: Vec<&str> = order.into_iter().filter(|it| ["S03", "S04", "S29"].contains(it)).collect();
    assert_eq!(tied, ["S29", "S03", "S04"]);
}

#[test]
fn a_product_hides_the_shape_and_the_other_views_show_it() {
    let ratings: Vec<_> = PUBLISHED.iter().map(|it| Some(full(it.1))).collect();
    let place = |view, id| rank(&ratings, view).iter().position(|at| PUBLISHED[*at].0 == id).unwrap();
    // A verbal conflict before a shooting and a planted explosive; not so by damage or by life.
    for grave in ["S06", "S08"] {
        assert!(place(View::Risk, "S03") < place(View::Risk, grave));
        assert!(place(View::Damage, grave) < place(View::Damage, "S03"));
        assert!(place(View::Life, grave) < place(View::Life, "S03"));
    }
}

#[track_caller]
fn shifted(shift: Shift, values: [i64; 7], cut: &[Aspect], sums: [u16; 3]) {
    let base = Scores::of([4, 2, 6, 7, 2, 4, 7]).unwrap();
    let (scores, was_cut) = shift.apply(&base).unwrap();
    assert_eq!((scores, was_cut.as_slice()), (Scores::of(values).unwrap(), cut));
    let rated = scores.rate::<Full>().unwrap();
    assert_eq!([rated.probability(), rated.damage(), rated.risk().value()], sums);
}

#[test]
fn variants_made_by_steps_stop_at_seven() {
    let none = Shift::default();
    shifted(none, [4, 2, 6, 7, 2, 4, 7], &[], [12, 20, 240]);
    // The tool lets community reach 9 and R 308; here it stops at 7, and says so.
    let podium = Shift { availability: 2, community: 2, ..none };
    shifted(podium, [6, 2, 6, 7, 2, 4, 7], &[Aspect::Community], [14, 20, 280]);
    let route = Shift { availability: -1, community: -1, ..none };
    shifted(route, [3, 2, 6, 7, 2, 4, 6], &[], [11, 19, 209]);
    let far = Shift { life: 4, ..none };
    assert_eq!(far.apply(&Scores::default()), Err(BadShift { aspect: Aspect::Life, steps: 4 }));
}

#[test]
fn the_least_and_the_worst() {
    let (least, worst) = (full([1; 7]), full([7; 7]));
    assert_eq!((least.probability(), least.damage(), least.risk().value()), (3, 4, 12));
    assert_eq!((worst.probability(), worst.damage(), worst.risk().value()), (21, 28, 588));
    assert_eq!((event([1; 7]).risk().value(), event([7; 7]).risk().value()), (9, 441));
    assert_eq!((Risk::<Full>::range(), Risk::<Event>::range()), ((12, 588), (9, 441)));
    assert_eq!((Rating::<Full>::probabilities(), Rating::<Full>::damages()), ((3, 21), (4, 28)));
    assert_eq!(Rating::<Event>::damages(), (3, 21));
}

#[test]
fn nothing_outside_the_scale_is_a_score() {
    for value in [0, 8, -1, 700] {
        assert_eq!(
            Score::new(value).unwrap_err().to_string(),
            format!("{value} is not a whole number from 1 to 7")
        );
    }
}

#[test]
fn what_is_missing_is_not_rated_and_the_event_mode_needs_no_object() {
    let whole = Scores::of([7, 3, 6, 5, 2, 3, 5]).unwrap();
    let without_finance = whole.with(Aspect::Finance, None);
    assert_eq!(without_finance.rate::<Full>().unwrap_err().missing, [Aspect::Finance]);
    let without_object = whole.with(Aspect::Object, None);
    assert_eq!(without_object.rate::<Full>().unwrap_err().missing, [Aspect::Object]);
    assert_eq!(without_object.rate::<Event>().unwrap().risk().value(), 16 * 13);
    assert_eq!(Scores::default().rate::<Event>().unwrap_err().missing.len(), 6);
    let rated = [Some(full([1; 7])), without_finance.rate().ok(), Some(full([2; 7]))];
    assert_eq!(rank(&rated, View::Risk), [2, 0]);
}

#[test]
fn bands_are_local_and_two_agreements_disagree() {
    // One tool, two screens: 180 is in the third band of one and in the second of the other.
    let chart = Bands::new("chart", vec![50, 150, 300]).unwrap();
    let paper = Bands::new("report", vec![100, 220, 400]).unwrap();
    let risk = full([7, 6, 7, 1, 3, 2, 3]).risk();
    assert_eq!((risk.value(), chart.band(risk), paper.band(risk)), (180, 2, 1));
    assert!(Bands::new(" ", vec![1]).is_err() && Bands::new("x", vec![2, 2]).is_err());
}

/// How many ways there are to each R.
fn distribution(damages: u32) -> Vec<u64> {
    let ways = |dice: u32| {
        (0..dice).fold(vec![1_u64], |sums, _| {
            let mut next = vec![0; sums.len() + 7];
            for (sum, count) in sums.iter().enumerate() {
                (1..=7).for_each(|face| next[sum + face] += count);
            }
            next
        })
    };
    let (p, d) = (ways(3), ways(damages));
    let mut all = vec![0; 21 * 28 + 1];
    for (x, a) in p.iter().enumerate().filter(|(_, it)| **it > 0) {
        for (y, b) in d.iter().enumerate().filter(|(_, it)| **it > 0) {
            all[x * y] += a * b;
        }
    }
    all
}

#[test]
fn the_shape_of_the_scale() {
    let all = distribution(4);
    let reachable = |all: &[u64]| all.iter().filter(|it| **it > 0).count();
    assert_eq!((reachable(&all), reachable(&distribution(3))), (218, 146));
    assert_eq!((all[13], all[587]), (0, 0));
    let total: u64 = all.iter().sum();
    let mean = all.iter().enumerate().map(|(r, count)| r as u64 * count).sum::<u64>() as f64 / total as f64;
    assert!((mean - 192.0).abs() < 1e-9);
    let quantile = |share: f64| {
        let mut seen = 0;
        all.iter().position(|count| {
            seen += count;
            seen as f64 >= share * total as f64
        })
    };
    assert_eq!([0.25, 0.5, 0.75, 0.9, 0.95].map(quantile), [136, 182, 240, 289, 324].map(Some));
    let from = |least: usize| 100.0 * all[least..].iter().sum::<u64>() as f64 / total as f64;
    assert_eq!((format!("{:.1}", from(300)), format!("{:.2}", from(401))), ("9.2".into(), "0.67".into()));
}
