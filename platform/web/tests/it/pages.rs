use super::*;
use axum::http::header;

/// The page without what changes with every build.
fn steady(page: &str) -> String {
    let hashed = |part: &str| match part.split_once('"') {
        Some((file, rest)) => {
            let (name, ending) = file.rsplit_once('.').unwrap_or((file, ""));
            let name = name.rsplit_once('-').map_or(name, |(name, _)| name);
            format!("/assets/{name}-….{ending}\"{rest}")
        }
        None => part.to_owned(),
    };
    let mut parts = page.split("/assets/");
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.map(hashed).collect::<String>()
}

#[tokio::test]
async fn the_frame_in_three_languages() {
    let site = site(settings());
    for lang in ["cs", "en", "uk"] {
        let (status, headers, body) =
            fetch(&site, "/sample?q=a%20b&sort=name", &[("accept-language", lang)]).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers[header::CONTENT_LANGUAGE], lang);
        insta::assert_snapshot!(format!("sample_{lang}"), steady(&body));
    }
}

#[tokio::test]
async fn no_page_holds_code_or_style() {
    let site = site(settings());
    for path in ["/sample", "/staff", "/about", "/accessibility", "/nowhere"] {
        let (_, _, body) = fetch(&site, path, &[]).await;
        for forbidden in [" style=", "<style", "javascript:", " onclick=", " onload=", "http://", "https://"]
        {
            assert!(!body.contains(forbidden), "{path} holds {forbidden}");
        }
        assert_eq!(body.matches("<h1").count(), 1, "{path} has one h1");
        assert!(body.find("tel:112").unwrap() < body.find("<header").unwrap());
    }
}

#[tokio::test]
async fn the_workplace_says_who_acts_for_whom() {
    let site = site(settings());
    let (status, _, body) = fetch(&site, "/staff", &[("accept-language", "cs")]).await;
    assert_eq!(status, StatusCode::OK);
    insta::assert_snapshot!("workplace_cs", steady(&body));
    for (lang, body_name) in [("en", "Safety Department"), ("uk", "Департамент безпеки")] {
        let (_, _, body) = fetch(&site, "/staff", &[("accept-language", lang)]).await;
        assert!(body.contains(body_name), "{lang}");
        // 15:30 UTC in November is half past four in the city.
        assert!(body.contains("16:30"), "the emergency ends by the clocks of the city");
    }
}

#[tokio::test]
async fn only_the_workplace_loads_what_is_for_it() {
    let site = site(settings());
    let (_, _, portal) = fetch(&site, "/sample", &[]).await;
    let (_, _, work) = fetch(&site, "/staff", &[]).await;
    for name in ["staff.css", "staff.js"] {
        let href = web::assets::href(name);
        assert!(work.contains(&href) && !portal.contains(&href), "{name}");
    }
    assert!(portal.contains("href=\"/staff\"") && !portal.contains("/odhlaseni"));
    assert!(work.contains("action=\"/odhlaseni\"") && work.contains("tel:112"));
}

#[tokio::test]
async fn a_chosen_language_is_kept() {
    let site = site(settings());
    let (_, headers, body) = fetch(&site, "/sample?q=x&lang=uk", &[]).await;
    assert_eq!(
        headers[header::SET_COOKIE],
        "lang=uk; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly; Secure"
    );
    assert!(body.contains("<html lang=\"uk\">") && body.contains("href=\"/sample?q=x&#38;lang=en\""));
    let (_, headers, body) = fetch(&site, "/sample", &[("cookie", "lang=uk")]).await;
    assert!(body.contains("<html lang=\"uk\">") && !headers.contains_key(header::SET_COOKIE));
}

#[tokio::test]
async fn every_answer_is_armoured() {
    let site = site(settings());
    for path in ["/sample", "/nowhere", "/api/v1/find?n=0", "/health", "/assets/nothing.js"] {
        let (_, headers, _) = fetch(&site, path, &[]).await;
        for name in [
            "content-security-policy",
            "strict-transport-security",
            "x-content-type-options",
            "referrer-policy",
            "permissions-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "x-request-id",
        ] {
            assert!(headers.contains_key(name), "{path} lacks {name}");
        }
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(!policy.contains("unsafe") && !policy.contains("blob") && !policy.contains("http"));
    }
}

#[tokio::test]
async fn errors_for_people_and_for_programs() {
    let site = site(settings());
    let table = [(0, 422), (1, 404), (2, 403), (3, 500), (4, 500), (9, 200)];
    for (n, status) in table {
        let (page_status, headers, page) = fetch(&site, &format!("/najit?n={n}"), &[]).await;
        let (api_status, api_headers, api) = fetch(&site, &format!("/api/v1/find?n={n}"), &[]).await;
        assert_eq!((page_status.as_u16(), api_status.as_u16()), (status, status), "{n}");
        if status == 200 {
            continue;
        }
        assert_eq!(headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
        assert_eq!(api_headers[header::CONTENT_TYPE], "application/problem+json");
        assert!(!page.contains("secret") && !api.contains("secret"), "causes stay in the log");
        let problem: serde_json::Value = serde_json::from_str(&api).unwrap();
        assert_eq!(problem["status"], status);
    }
    let (_, _, api) = fetch(&site, "/api/v1/find?n=0", &[("accept-language", "en")]).await;
    let mut problem: serde_json::Value = serde_json::from_str(&api).unwrap();
    problem["request"] = "…".into();
    insta::assert_snapshot!("problem_en", serde_json::to_string_pretty(&problem).unwrap());
}

#[tokio::test]
async fn what_axum_itself_refuses_gets_the_same_form() {
    let site = site(settings());
    let (status, _, body) = fetch(&site, "/najit?n=many", &[]).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(body.contains("Požadavku nerozumíme"));
    let (_, _, problem) = fetch(&site, "/api/v1/find?n=many", &[]).await;
    assert!(problem.contains("about:blank") && problem.contains("invalid digit"), "{problem}");
    let (status, headers, _) = fetch(&site, "/change", &[("accept", "application/json")]).await;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(headers[header::ALLOW], "POST");
    assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json");
}

#[tokio::test]
async fn files_are_packed_and_kept_for_ever() {
    let site = site(settings());
    let css = web::assets::href("app.css");
    let (status, headers, _) = fetch(&site, &css, &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers[header::CONTENT_ENCODING], "br");
    assert_eq!(headers[header::CONTENT_TYPE], "text/css; charset=utf-8");
    assert!(headers[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
    let tag = headers[header::ETAG].to_str().unwrap().to_owned();
    let (status, _, body) = fetch(&site, &css, &[("if-none-match", &tag)]).await;
    assert_eq!((status, body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    let (_, headers, body) = fetch(&site, &css, &[]).await;
    assert!(!headers.contains_key(header::CONTENT_ENCODING) && body.contains("emergency"));
}

#[tokio::test]
async fn pages_are_packed_and_told_apart_by_language() {
    let (_, headers, _) = fetch(&site(settings()), "/sample", &[("accept-encoding", "gzip")]).await;
    assert_eq!(headers[header::CONTENT_ENCODING], "gzip");
    let vary: Vec<_> = headers.get_all(header::VARY).iter().filter_map(|value| value.to_str().ok()).collect();
    assert!(vary.contains(&"accept-language, cookie") && vary.contains(&"accept-encoding"), "{vary:?}");
}

#[tokio::test]
async fn health_and_metrics_tell_how_we_are() {
    let site = site(settings());
    let (status, _, body) = fetch(&site, "/health", &[]).await;
    assert_eq!(status, StatusCode::OK);
    assert!(body.starts_with("{\"status\":\"ok\",\"checks\":[{\"name\":\"register\",\"ok\":true"));
    fetch(&site, "/najit?n=9", &[]).await;
    fetch(&site, "/nowhere/at/all", &[]).await;
    let (_, _, metrics) = fetch(&site, "/metrics", &[]).await;
    assert!(metrics.contains("http_requests_total{route=\"/najit\",method=\"GET\",status=\"200\"} 1"));
    assert!(metrics.contains("route=\"unmatched\",method=\"GET\",status=\"404\"} 1"));
}

#[tokio::test]
async fn a_link_on_our_page_never_leads_to_another_host() {
    let site = site(settings());
    for path in ["//evil.example/x", "/\\evil.example/x", "/////evil.example"] {
        let (status, _, body) = fetch(&site, path, &[]).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert!(body.contains("href=\"/evil.example"), "{path}");
    }
}

#[tokio::test]
async fn what_an_address_holds_is_shown_as_text() {
    let site = site(settings());
    let (_, _, body) = fetch(&site, "/sample?q=%3Cscript%3E&x='onload='&%00=%E2%80%AE", &[]).await;
    assert!(!body.contains("<script>") && !body.contains("='onload='"));
}
