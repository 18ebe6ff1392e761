//! Cases that are counted only: there is nothing to type, whatever is sent.

use casework::{AttachTo, Audience, CaseError, Edit, MeasureKind, NewCase, NewMeasure, Place};
use store::testing::each_engine;

use crate::world::{FIRE_SERVICE, World, fields};

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, CaseError>) {
    let Err(CaseError::Refused(refusals)) = result else { panic!("{result:?}") };
    assert_eq!(refusals[0].code, "aggregate-only");
}

/// A person described in every place where a program of ours could send a text.
pub(crate) fn described() -> NewCase {
    NewCase {
        kind: "outreach".to_owned(),
        title: "Pan s modrou bundou".to_owned(),
        place: Place { text: "Za nádražím".to_owned(), address: Some(1), point: Some((49.7, 13.3)) },
        fields: fields(&[("need", "shelter")]),
        ..NewCase::default()
    }
}

#[tokio::test]
async fn nothing_can_be_told_of_a_person() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let (work, who) = (&world.work, world.coordinator(FIRE_SERVICE).await);
        let case = work.open(&who, described()).await.unwrap();
        assert_eq!((case.title.as_str(), &case.place), ("Terénní pomoc", &Place::default()));

        let title = Edit { title: Some("Pan s bundou".to_owned()), ..Edit::default() };
        refused(work.edit(&who, case.id, 1, title).await);
        let place = Place { text: "Za nádražím".to_owned(), ..Place::default() };
        refused(work.edit(&who, case.id, 1, Edit { place: Some(place), ..Edit::default() }).await);
        refused(work.comment(&who, case.id, Audience::OwnBody, "Pan s bundou").await);
        refused(work.finding(&who, case.id, None, "Pan s bundou").await);
        refused(work.attach(&who, case.id, AttachTo::default(), "a.txt", b"pan".to_vec()).await);
        let measure = NewMeasure {
            kind: MeasureKind::Technical,
            title: "Pan s bundou".to_owned(),
            text: String::new(),
            body: FIRE_SERVICE,
            unit: None,
            cost: None,
            funding: String::new(),
            due: None,
            order: false,
        };
        refused(work.measure(&who, case.id, measure).await);
        refused(work.transition(&who, case.id, 1, "help", "Pan s bundou").await);

        // What is chosen can be chosen differently, and the case goes its way.
        let chosen = Edit { fields: fields(&[("need", "work")]), ..Edit::default() };
        let version = work.edit(&who, case.id, 1, chosen).await.unwrap();
        work.transition(&who, case.id, version, "help", "").await.unwrap();
        assert!(!work.view(&who, case.id).await.unwrap().may.work);
    })
    .await;
}
