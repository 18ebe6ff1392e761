//! What becomes of a file: looked at, kept, stopped, approved, refused.

use axum::http::StatusCode;

use crate::city::{get, kept, pages_as, post, somebody, town, upload};

const STAFF: &str = "/staff/prestupky";
const HEAD: &str = "event_id;reported_at;occurred_from;occurred_to;lat;lon;discovery;category\n";

fn row(id: u32, day: u32, category: &str) -> String {
    format!("{id};2026-10-{day:02}T08:00;;;;;reported;{category}\n")
}

#[tokio::test]
async fn a_file_is_counted_only_after_a_yes_and_a_second_one_is_compared() {
    store::testing::each_engine(async |store| {
        let ground = town(store).await;
        let analyst = somebody(&ground, "simona.ukazkova", "odbor-bezpecnosti").await;
        let head = somebody(&ground, "radek.ukazkovy", "odbor-bezpecnosti").await;
        let (analyst, head) = (pages_as(&ground, &analyst), pages_as(&ground, &head));
        let nothing = get(&analyst, STAFF).await;
        assert_eq!(nothing.status, StatusCode::OK);

        let first = format!("{HEAD}{}{}{}", row(1, 1, "order"), row(2, 2, "traffic"), row(3, 3, "order"));
        let dry = upload(&analyst, "rijen.csv", first.as_bytes(), true).await;
        assert_eq!(
            (dry.status, kept(&ground.store, "select name from offence_import").await.len()),
            (StatusCode::OK, 0)
        );
        let taken = upload(&analyst, "rijen.csv", first.as_bytes(), false).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
        assert!(kept(&ground.store, "select external from offence_incident").await.is_empty());
        // Who takes a file over does not approve it alone.
        assert_ne!(
            post(&analyst, &taken.location, &[("decision", "published")]).await.status,
            StatusCode::SEE_OTHER
        );
        let yes = post(&head, &taken.location, &[("decision", "published")]).await;
        assert_eq!(yes.status, StatusCode::SEE_OTHER);
        assert_eq!(kept(&ground.store, "select external from offence_incident").await.len(), 3);
        let twice = upload(&analyst, "znovu.csv", first.as_bytes(), false).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);

        let second = format!("{HEAD}{}{}{}", row(1, 1, "order"), row(2, 2, "order"), row(4, 3, "order"));
        let taken = upload(&analyst, "rijen-2.csv", second.as_bytes(), false).await;
        post(&head, &taken.location, &[("decision", "published")]).await;
        let now = "select external from offence_incident where until_import is null order by external";
        assert_eq!(kept(&ground.store, now).await, ["1", "2", "4"]);
        assert_eq!(kept(&ground.store, "select external from offence_incident").await.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn what_has_changed_in_a_file_stops_it() {
    store::testing::each_engine(async |store| {
        let ground = town(store).await;
        let head = somebody(&ground, "radek.ukazkovy", "odbor-bezpecnosti").await;
        let pages = pages_as(&ground, &head);
        let first = format!("{HEAD}{}", row(1, 1, "order"));
        let taken = upload(&pages, "a.csv", first.as_bytes(), false).await;
        post(&pages, &taken.location, &[("decision", "published")]).await;
        let other = first.replace("category\n", "category;unit\n").replace("order\n", "neznama;x\n");
        let stopped = upload(&pages, "b.csv", other.as_bytes(), false).await;
        let page = get(&pages, &stopped.location).await.text;
        assert!(page.contains("Přibyly: unit") && page.contains("neznama"), "{page}");
        let no = post(&pages, &stopped.location, &[("decision", "refused")]).await;
        assert_eq!(no.status, StatusCode::SEE_OTHER);
        let again = post(&pages, &stopped.location, &[("decision", "published")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        for (name, bytes) in
            [("x.csv", &b"a;b\n1;2\n"[..]), ("y.zip", b"PK\x03\x04"), ("z.csv", b"event_id;\xff\xfe\x00")]
        {
            assert_eq!(
                upload(&pages, name, bytes, false).await.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{name}"
            );
        }
    })
    .await;
}
