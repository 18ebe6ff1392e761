//! Forms with files: whole, broken, too large, and any bytes at all.

use super::*;
use axum::http::header;
use proptest::prelude::*;

const BOUNDARY: &str = "----okrsek";

fn field(name: &str, text: &str) -> Vec<u8> {
    format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n").into_bytes()
}

fn file(name: &str, file_name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: image/jpeg\r\n\r\n"
    );
    [head.as_bytes(), bytes, b"\r\n"].concat()
}

fn end() -> Vec<u8> {
    format!("--{BOUNDARY}--\r\n").into_bytes()
}

async fn post_to(path: &str, kind: &str, body: Vec<u8>, announced: bool) -> (StatusCode, String) {
    let mut request = Request::post(path).header(header::CONTENT_TYPE, kind).header("accept-language", "cs");
    if announced {
        request = request.header(header::CONTENT_LENGTH, body.len());
    }
    let response = send(&site(settings()), request.body(Body::from(body)).unwrap()).await;
    let status = response.status();
    let body = to_bytes(response.into_body(), 1 << 22).await.unwrap();
    (status, String::from_utf8_lossy(&body).into_owned())
}

async fn upload(parts: &[Vec<u8>]) -> (StatusCode, String) {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    post_to("/soubory", &kind, parts.concat(), true).await
}

#[tokio::test]
async fn fields_and_files_arrive_apart() {
    let parts = [
        field("note", "Dvůr za domem"),
        file("photo", "C:\\fotky\\dvůr.jpg", &[0xff; 2_000_000]),
        file("other", "", b""),
        end(),
    ];
    let (status, body) = upload(&parts).await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, "note=Dvůr za domem photo=dvůr.jpg:2000000"));
}

#[tokio::test]
async fn a_form_without_files_may_come_as_ever() {
    let kind = "application/x-www-form-urlencoded";
    let (status, body) = post_to("/soubory", kind, b"note=a+b".to_vec(), true).await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, "note=a b"));
}

#[tokio::test]
async fn what_is_too_large_is_told_the_limit() {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let large = [file("photo", "a.jpg", &vec![1; FILES]), end()].concat();
    // A browser announces the length; somebody else may not.
    for announced in [true, false] {
        let (status, body) = post_to("/soubory", &kind, large.clone(), announced).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(body.contains("nejvýš 3 MB") && body.contains("Nic jsme nezměnili"), "{body}");
    }
    let (status, _) = post_to("/change", &kind, vec![0; (1 << 20) + 1], true).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE, "other routes keep the small limit");
}

#[tokio::test]
async fn text_keeps_the_small_limit() {
    let (status, _) = upload(&[field("note", &"á".repeat(1 << 20)), end()]).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn broken_forms_are_refused_and_said_to_be_broken() {
    let whole = file("photo", "a.jpg", b"1234");
    let cut: Vec<u8> = whole.iter().copied().take(whole.len() - 4).collect();
    let many: Vec<u8> = (0..300).flat_map(|_| field("note", "x")).collect();
    let headless = format!("--{BOUNDARY}\r\nnonsense\r\n\r\nx\r\n").into_bytes();
    for (what, parts) in [
        ("cut off", vec![cut]),
        ("without an end", vec![whole]),
        ("without a beginning", vec![b"only text".to_vec()]),
        ("too many parts", vec![many, end()]),
        ("a part without headers", vec![headless, end()]),
    ] {
        let (status, body) = upload(&parts).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{what}: {body}");
        assert!(body.contains("neúplný nebo poškozený"), "{what}");
    }
    for kind in ["multipart/form-data", "multipart/form-data; boundary=", "text/plain", "image/png"] {
        let (status, _) = post_to("/soubory", kind, b"x".to_vec(), true).await;
        assert!(status.is_client_error(), "{kind}: {status}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// No body takes the server down or makes it guess.
    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>, between in proptest::bool::ANY) {
        let body = if between { [file("photo", "a.jpg", &bytes), end()].concat() } else { bytes.clone() };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let (status, said) = runtime.block_on(upload(&[body]));
        prop_assert!(status == StatusCode::OK || status == StatusCode::BAD_REQUEST, "{}", status);
        if between && !bytes.is_empty() && status == StatusCode::OK {
            let expected = format!("a.jpg:{}", bytes.len());
            prop_assert!(said.contains(&expected), "{}", said);
        }
    }
}
