use super::*;
use axum::http::header;

#[tokio::test]
async fn a_burst_too_many_is_asked_to_wait() {
    let mut settings = settings();
    let rate = web::Rate { burst: 2, per_minute: 6 };
    settings.rates = Some(web::Rates { pages: rate, api: rate, suggest: rate });
    let site = site(settings);
    for left in ["1", "0"] {
        let (status, headers, _) = fetch(&site, "/sample", &[]).await;
        assert_eq!((status, headers["ratelimit-remaining"].to_str().unwrap()), (StatusCode::OK, left));
    }
    let (status, headers, body) = fetch(&site, "/sample", &[]).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(headers[header::RETRY_AFTER], "10");
    assert!(body.contains("112"), "even then the emergency number is there");
    let (status, ..) = fetch(&site, "/health", &[]).await;
    assert_eq!(status, StatusCode::OK);
    let (status, ..) = fetch(&site, "/api/v1/find?n=9", &[]).await;
    assert_eq!(status, StatusCode::OK, "the other class has its own bucket");
}

#[tokio::test]
async fn a_ten_kilobyte_query_gets_a_clear_answer() {
    let site = site(settings());
    let (status, _, body) = fetch(&site, &format!("/najit?n=6&q={}", "a".repeat(10_000)), &[]).await;
    assert_eq!(status, StatusCode::URI_TOO_LONG);
    assert!(body.contains("Dotaz je příliš dlouhý") && body.len() < 10_000);
}

#[tokio::test]
async fn a_body_too_large_is_refused_whether_announced_or_not() {
    let site = site(settings());
    for announced in [true, false] {
        let body = "name=".to_owned() + &"a".repeat(2 << 20);
        let mut request =
            Request::post("/change").header("content-type", "application/x-www-form-urlencoded");
        if announced {
            request = request.header("content-length", body.len());
        }
        let response = send(&site, request.body(Body::from(body)).unwrap()).await;
        assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    }
}

#[tokio::test]
async fn another_site_cannot_post_for_a_person() {
    let site = site(settings());
    let post = |headers: &[(&'static str, &'static str)]| {
        let mut request =
            Request::post("/change").header("content-type", "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Body::from("name=Jana")).unwrap()
    };
    assert_eq!(send(&site, post(&[("sec-fetch-site", "cross-site")])).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(
        send(&site, post(&[("origin", "https://evil.example")])).await.status(),
        StatusCode::FORBIDDEN
    );
    assert_eq!(send(&site, post(&[("sec-fetch-site", "same-origin")])).await.status(), StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_takes_too_long_is_given_up() {
    let (status, _, body) = fetch(&site(settings()), "/najit?n=5", &[]).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(body.contains("Teď to nestíháme"));
}

#[tokio::test]
async fn a_connection_ends_only_when_something_was_left_unread_and_then_it_is_said() {
    let site = site(settings());
    let post = |bytes: usize, from: &'static str| {
        let body = format!("name={}", "a".repeat(bytes));
        Request::post("/change")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("content-length", body.len())
            .header("sec-fetch-site", from)
            .body(Body::from(body))
            .unwrap()
    };
    for (what, request, status, closes) in [
        ("read by its handler", post(10, "same-origin"), StatusCode::OK, false),
        (
            "too large, read and thrown away",
            post(2 << 20, "same-origin"),
            StatusCode::PAYLOAD_TOO_LARGE,
            false,
        ),
        ("beyond measure", post(20 << 20, "same-origin"), StatusCode::PAYLOAD_TOO_LARGE, true),
        ("of a foreign page", post(10, "cross-site"), StatusCode::FORBIDDEN, true),
    ] {
        let response = send(&site, request).await;
        assert_eq!(response.status(), status, "{what}");
        assert_eq!(response.headers().get(header::CONNECTION).is_some(), closes, "{what}");
    }
}
