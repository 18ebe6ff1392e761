//! A claim's life: written down, checked, published, overtaken by figures, withdrawn.

use access::Role;
use indicators::{
    Bound, By, Cell, ClaimState, Draft, IndicatorError, Indicators, Number, Precision, Refusal, Rule, Stated,
    Verdict, Words,
};
use store::{Id, Store};

use crate::world::*;

const CRIMES: &str = "crimes-registered";
const CITY: &str = "police-unit:0305";

fn draft() -> Draft {
    Draft {
        place: "situation".to_owned(),
        sentence: Words::new("Bylo jich {value}.", "There were {value}.", "Їх було {value}."),
        question: years(CRIMES, CITY, 2018, 2018),
        rule: Rule::Value(Stated {
            period: "2018".parse().unwrap(),
            bound: Bound::Equals,
            value: Number::count(4_942),
            precision: Precision::Exact,
        }),
    }
}

async fn published(world: &Indicators) -> Id {
    import(world, "PCR", vec![figure(CRIMES, CITY, "2018", 4_942)]).await;
    let id = world.draft_claim(program(), &draft()).await.unwrap();
    let view = world.check_claim(program(), id).await.unwrap();
    assert_eq!((view.claim.state, view.claim.verdict), (ClaimState::Checked, Some(Verdict::Holds)));
    world.publish_claim(program(), id, 1).await.unwrap();
    id
}

fn refusal<T: std::fmt::Debug>(result: Result<T, IndicatorError>) -> Refusal {
    match result {
        Err(IndicatorError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn a_published_claim_follows_its_figures() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        let id = published(&world).await;
        assert_eq!(world.published_claims(Some("situation")).await.unwrap().len(), 1);

        // Figures of something else arrive: looked at, nothing new.
        let other = import(&world, "CSU", vec![figure("population", CITY, "@2018-12-31", 1)]).await;
        assert!(other.claims.is_empty());
        assert_eq!(world.checks(id).await.unwrap().len(), 1, "the same figures are no new check");

        // A revision turns the verdict.
        let turned = import(&world, "PCR", vec![figure(CRIMES, CITY, "2018", 4_950)]).await;
        assert_eq!(turned.claims, [id]);
        let view = world.published_claim(id).await.unwrap().unwrap();
        assert!(view.claim.has_turned(), "the reader is told");
        assert_eq!(view.check.unwrap().outcome.verdict, Verdict::DoesNotHold);
        assert_eq!(refusal(world.publish_claim(program(), id, 1).await), Refusal::DoesNotHold);

        // And back: every turn is kept.
        import(&world, "PCR", vec![figure(CRIMES, CITY, "2018", 4_942)]).await;
        let view = world.published_claim(id).await.unwrap().unwrap();
        assert!(!view.claim.has_turned());
        let history: Vec<Verdict> =
            world.checks(id).await.unwrap().iter().map(|check| check.outcome.verdict).collect();
        assert_eq!(history, [Verdict::Holds, Verdict::DoesNotHold, Verdict::Holds]);

        world.withdraw_claim(program(), id, 1).await.unwrap();
        assert_eq!(world.published_claim(id).await.unwrap(), None);
        assert_eq!(refusal(world.withdraw_claim(program(), id, 1).await), Refusal::ClaimState);
    })
    .await;
}

#[tokio::test]
async fn a_page_shows_figures_that_another_process_took_over() {
    store::testing::each_database(async |database| {
        let here = world(database).await;
        let id = published(&here).await;
        let other = Store::open(database.url()).await.unwrap();
        let there = world(&other).await;
        // As if that process had died between the import and the check of claims.
        let revision = here.revision().await.unwrap();
        let mut silent = edition("PCR", vec![figure(CRIMES, CITY, "2018", 1)]);
        silent.figures[0].cell = Cell::count(4_000);
        there.import(program(), &silent).await.unwrap();
        assert!(here.revision().await.unwrap() > revision);
        let view = here.published_claim(id).await.unwrap().unwrap();
        assert_eq!(view.claim.verdict, Some(Verdict::DoesNotHold));
        assert!(here.recheck().await.unwrap().is_empty(), "looked at already");
    })
    .await;
}

#[tokio::test]
async fn a_changed_wording_is_checked_and_published_anew() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        let id = published(&world).await;
        let sentence = Words::new("Celkem {value}.", "In all {value}.", "Разом {value}.");
        let new = Draft { sentence, ..draft() };
        assert_eq!(refusal(world.change_claim(program(), id, 7, &new).await), Refusal::Conflict);
        world.change_claim(program(), id, 1, &new).await.unwrap();
        let view = world.claim(program(), id).await.unwrap();
        assert_eq!((view.claim.state, view.claim.version, view.check), (ClaimState::Drafted, 2, None));
        assert!(world.published_claims(None).await.unwrap().is_empty());
        assert_eq!(refusal(world.publish_claim(program(), id, 2).await), Refusal::NotChecked);
        world.check_claim(program(), id).await.unwrap();
        world.publish_claim(program(), id, 2).await.unwrap();
        let typed = Words::new("Bylo jich 5 tisíc.", "x", "x");
        let refused = refusal(world.draft_claim(program(), &Draft { sentence: typed, ..draft() }).await);
        assert_eq!(refused.code(), "indicators-sentence-typed-number");
    })
    .await;
}

#[tokio::test]
async fn who_prepares_a_claim_does_not_publish_it_alone() {
    store::testing::each_engine(async |store| {
        let world = world(&store).await;
        import(&world, "PCR", vec![figure(CRIMES, CITY, "2018", 4_942)]).await;
        let (analyst, head) = (somebody(Role::Analyst, BODY), somebody(Role::Head, BODY));
        let stranger = somebody(Role::Head, Id(9));
        let id = world.draft_claim(By::from(&analyst), &draft()).await.unwrap();
        world.check_claim(By::from(&analyst), id).await.unwrap();
        for who in [&analyst, &stranger] {
            let refused = world.publish_claim(By::from(who), id, 1).await;
            assert!(matches!(refused, Err(IndicatorError::Missing(_))), "{refused:?}");
        }
        let changed = world.change_claim(By::from(&stranger), id, 1, &draft()).await;
        assert!(matches!(changed, Err(IndicatorError::Missing(_))));
        world.publish_claim(By::from(&head), id, 1).await.unwrap();
        assert_eq!(world.claims(By::from(&head)).await.unwrap().len(), 1);
        let officer = somebody(Role::Officer, BODY);
        assert!(world.draft_claim(By::from(&officer), &draft()).await.is_err());
    })
    .await;
}
