//! Running the program, with programs of our own in its place: one that works, one that refuses, one that hangs.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use documents::{NotSet, Settings, Text, Typesetter};
use tempfile::TempDir;

use super::story::report;

/// A program that does this. It has no environment, so it names what it runs.
fn program(folder: &TempDir, does: &str) -> Typesetter {
    let path = folder.path().join("typesetter");
    std::fs::write(&path, format!("#!/bin/sh\n{does}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    Typesetter::find(&Settings { typesetter: path.display().to_string() }).unwrap()
}

async fn run(does: &str) -> Result<Vec<u8>, NotSet> {
    let folder = tempfile::tempdir().unwrap();
    program(&folder, does).within(Duration::from_secs(20)).pdf(&report()).await
}

#[tokio::test]
async fn what_it_gives_is_taken_when_it_is_a_pdf() {
    let pdf = run("printf '%%PDF-1.7 '; /bin/cat").await.unwrap();
    assert_eq!(pdf, format!("%PDF-1.7 {}", report().to_json()).into_bytes());
    let other = run("/bin/cat").await.unwrap_err();
    assert!(matches!(other, NotSet::Failed(_)), "{other}");
}

#[tokio::test]
async fn its_reason_arrives() {
    // It does not even read the report, which is longer than a pipe holds.
    let folder = tempfile::tempdir().unwrap();
    let mut long = report();
    long.push(Text::plain("x".repeat(1 << 20)));
    let refused =
        program(&folder, "echo 'typesetter: blocks[2]: no' >&2; exit 1").pdf(&long).await.unwrap_err();
    assert!(matches!(&refused, NotSet::Refused(words) if words == "typesetter: blocks[2]: no"), "{refused}");
    let died = run("kill -9 $$").await.unwrap_err();
    assert!(matches!(&died, NotSet::Failed(words) if words.contains("signal")), "{died}");
}

#[tokio::test]
async fn it_is_ended_when_it_takes_too_long_or_nobody_waits() {
    let folder = tempfile::tempdir().unwrap();
    let mark = folder.path().join("pid");
    let hangs = program(&folder, &format!("echo $$ > {}; exec /bin/sleep 600", mark.display()));
    let started = Instant::now();
    let late = hangs.clone().within(Duration::from_secs(1)).pdf(&report()).await.unwrap_err();
    assert!(matches!(late, NotSet::TooLong(_)) && started.elapsed() < Duration::from_secs(20), "{late}");
    gone(&mark).await;

    let (report, task) = (report(), hangs.clone());
    let task = tokio::spawn(async move { task.pdf(&report).await });
    tokio::time::sleep(Duration::from_secs(1)).await;
    task.abort();
    gone(&mark).await;
}

/// Waits until the process whose number stands there has ended.
async fn gone(mark: &Path) {
    let pid = std::fs::read_to_string(mark).unwrap();
    let status = format!("/proc/{}/status", pid.trim());
    for _ in 0..100 {
        let running = std::fs::read_to_string(&status).is_ok_and(|text| !text.contains("State:\tZ"));
        if !running {
            std::fs::remove_file(mark).unwrap();
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("process {pid} is still there");
}

#[tokio::test]
async fn nothing_is_started_for_a_report_with_flaws() {
    let folder = tempfile::tempdir().unwrap();
    let mut flawed = report();
    flawed.title.clear();
    let error = program(&folder, "exit 3").pdf(&flawed).await.unwrap_err();
    assert!(matches!(error, NotSet::Faults(_)), "{error}");
}

#[test]
fn a_program_that_is_not_there_is_not_found() {
    for typesetter in ["/nowhere/typesetter", "/", file!()] {
        assert!(Typesetter::find(&Settings { typesetter: typesetter.to_owned() }).is_none(), "{typesetter}");
    }
}
