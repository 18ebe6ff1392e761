//! A file comes in: first only looked at, then taken over. Its bytes are never kept.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use indicators::By;
use official_statistics::{EndDay, Form as FileForm, recognise};
use web::{Error, Form, Page, PageContext, Say, Upload};

use super::{HOME, id, plain, tabs};
use crate::acts::agencies::{self, Compared};
use crate::acts::kept;
use crate::acts::sets::{self as acts, Handed};
use crate::delivery::{Delivery, Refused};
use crate::home::{Counting, District};
use crate::store::sets;
use crate::words;

/// Bytes of a file at most; the whole country over twenty years, as an archive.
pub(crate) const MOST_BYTES: usize = 64 << 20;

/// The view of `/staff/cizinci/prevzit`.
#[derive(Template)]
#[template(path = "take.html")]
struct Take {
    page: PageContext,
    tabs: Vec<(String, String, bool)>,
    form: Form,
    settings: Form,
    mappings: Vec<(String, String)>,
    districts: Vec<(String, String)>,
    ends: Vec<(&'static str, String)>,
    report: Option<Report>,
    most: usize,
}

/// What came of a file.
struct Report {
    tone: &'static str,
    heading: String,
    facts: Vec<(String, String)>,
    lines: Vec<String>,
}

async fn view(page: PageContext, ground: &Ground, form: Form, report: Option<Report>) -> Result<Take, Error> {
    let t = page.t();
    let mappings = ground.store.rows(&sets::MAPPINGS, &[]).await.map_err(kept("list mappings"))?;
    let (home, counting) = (acts::home(ground).await?, acts::counting(ground).await?);
    let mut districts: Vec<(String, String)> =
        acts::districts(ground).await?.into_iter().map(|it| (it.code, it.name)).collect();
    districts.sort_by_cached_key(|(_, name)| web::collation_key(t.lang(), name));
    let end = match counting.end_day {
        EndDay::Included => "included",
        EndDay::Excluded => "excluded",
    };
    let mut settings = vec![("end", end.to_owned())];
    if let Some(district) = home.district {
        settings.extend([
            ("district", district.code.clone()),
            ("code", district.code),
            ("lau", district.lau),
            ("name", district.name),
        ]);
    }
    Ok(Take {
        tabs: tabs(t, "/prevzit"),
        settings: Form::from_pairs(settings),
        mappings: mappings.into_iter().map(|it| (it.id.to_string(), it.name)).collect(),
        districts,
        ends: ["included", "excluded"]
            .map(|key| (key, t.say(&format!("foreigners-end-{key}")).into_owned()))
            .into(),
        report,
        form,
        most: MOST_BYTES,
        page,
    })
}

/// `GET /staff/cizinci/prevzit`
pub(crate) async fn form(
    page: PageContext,
    Signed(_): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    Ok(Page(view(page, &ground, Form::empty(), None).await?).into_response())
}

/// `POST /staff/cizinci/prevzit`
pub(crate) async fn send(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut upload: Upload,
) -> Result<Response, Error> {
    let file = upload.require("file", "foreigners-file-expected");
    let day = upload.form.date("day", "foreigners-date-expected");
    let Some(file) = file.filter(|_| upload.form.is_valid()) else {
        let view = view(page, &ground, upload.form, None).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response());
    };
    let by = By::from(&who);
    let take = upload.form.chose("take", "yes");
    let bytes: Arc<[u8]> = Arc::from(&file.bytes[..]);
    let t = page.t().clone();
    let report = if recognise(&bytes).is_ok_and(|form| form == FileForm::Agencies) {
        let day = day.unwrap_or_else(|| ground.access.clock().today());
        let anyway = upload.form.chose("anyway", "yes");
        if take {
            agencies::take(&ground, by, bytes, day, anyway).await?.map(|it| of_register(&t, &it, true))
        } else {
            agencies::check(&ground, bytes).await?.map(|(_, it)| of_register(&t, &it, false))
        }
        .unwrap_or_else(|fault| of_refused(&t, &Refused::Fault(fault)))
    } else {
        let mapping = upload.form.text("mapping");
        let mapped = match (mapping.is_empty(), day) {
            (false, Some(day)) => Some((acts::mapping(&ground, id(mapping)?).await?.mapping, day)),
            _ => None,
        };
        let handed = Handed { name: file.name.clone(), bytes, mapped };
        if take {
            let taken = acts::take(&ground, by, &handed).await?;
            taken.map_or_else(
                |refused| of_refused(&t, &refused),
                |taken| {
                    let held = taken.released.iter().map(crate::stock::Released::held_back).sum();
                    of_delivery(&t, &ground, &taken.delivery, Some((held, taken.unreleased)))
                },
            )
        } else {
            let read = acts::check(&ground, &handed).await?;
            read.map_or_else(
                |refused| of_refused(&t, &refused),
                |found| of_delivery(&t, &ground, &found, None),
            )
        }
    };
    let status = if report.tone == "error" { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = view(page, &ground, upload.form, Some(report)).await?;
    Ok((status, Page(view)).into_response())
}

fn of_refused(t: &Say, refused: &Refused) -> Report {
    let (heading, lines) = words::refused(t, refused);
    Report { tone: "error", heading, facts: Vec::new(), lines }
}

fn of_delivery(t: &Say, ground: &Ground, found: &Delivery, taken: Option<(usize, usize)>) -> Report {
    let pair = |key: &str, value: String| (t.say(key).into_owned(), value);
    let mut facts = vec![
        pair("foreigners-set", t.say(&format!("foreigners-kind-{}", found.kind.key())).into_owned()),
        pair("foreigners-rows", t.number(found.rows)),
        pair("foreigners-sums", t.number(found.sums_checked)),
        pair("foreigners-unknown", t.number(found.unknown)),
    ];
    if let Some((held, unreleased)) = taken {
        facts.push(pair("foreigners-held", t.number(held)));
        facts.push(pair("foreigners-unreleased", t.number(unreleased)));
    }
    let stocks = found.stocks.iter().map(|stock| {
        let concept = words::concept(t, &ground.indicators, &stock.concept);
        t.with(
            "foreigners-stock",
            &[
                ("concept", &concept.as_str()),
                ("day", &t.date(&stock.day).as_str()),
                ("count", &t.number(stock.total()).as_str()),
            ],
        )
    });
    let people = found
        .inhabitants
        .iter()
        .map(|(day, count)| t.with2("foreigners-inhabitants", "day", t.date(day), "count", t.number(*count)));
    Report {
        tone: if taken.is_some() { "success" } else { "info" },
        heading: t
            .say(if taken.is_some() { "foreigners-taken" } else { "foreigners-looked-at" })
            .into_owned(),
        facts,
        lines: stocks.chain(people).collect(),
    }
}

fn of_register(t: &Say, found: &Compared, taken: bool) -> Report {
    let pair = |key: &str, count: usize| (t.say(key).into_owned(), t.number(count));
    let difference = &found.difference;
    let facts = vec![
        pair("foreigners-entries", found.entries),
        pair("foreigners-new", difference.new),
        pair("foreigners-same", difference.same),
        pair("foreigners-changed", difference.changed),
        pair("foreigners-vanished", difference.vanished.len()),
        pair("foreigners-quarantined", found.quarantined.len()),
    ];
    let mut lines = Vec::new();
    if found.first {
        lines.push(t.say("foreigners-history-begins").into_owned());
    }
    if found.suspicious {
        lines.push(t.with1("foreigners-suspicious", "count", difference.vanished.len()));
    }
    for (told, key) in [(found.tells.0, "foreigners-no-seats"), (found.tells.1, "foreigners-no-workplaces")] {
        if !told {
            lines.push(t.say(key).into_owned());
        }
    }
    lines.extend(found.quarantined.iter().take(20).map(|it| {
        let doubt = words::doubt(t, &it.doubt);
        t.with(
            "foreigners-held-entry",
            &[
                ("entry", &it.entry),
                ("name", &it.name.as_str()),
                ("ico", &it.ico.as_str()),
                ("doubt", &doubt.as_str()),
            ],
        )
    }));
    let heading = if taken { "foreigners-taken" } else { "foreigners-looked-at" };
    Report {
        tone: if taken { "success" } else { "info" },
        heading: t.say(heading).into_owned(),
        facts,
        lines,
    }
}

/// `POST /staff/cizinci/nastaveni`
pub(crate) async fn settle(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
    form: Form,
) -> Result<Response, Error> {
    let end_day = if form.text("end") == "excluded" { EndDay::Excluded } else { EndDay::Included };
    let listed = acts::districts(&ground).await?.into_iter().find(|it| it.code == form.text("district"));
    let typed = District {
        code: plain(form.text("code")),
        lau: plain(form.text("lau")),
        name: plain(form.text("name")),
    };
    let good = [&typed.code, &typed.lau]
        .into_iter()
        .all(|code| (1..=20).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let district = match listed {
        Some(listed) => Some(listed),
        None if good && (1..=100).contains(&typed.name.chars().count()) => Some(typed),
        None => acts::home(&ground).await?.district,
    };
    if district.is_none() {
        let mut refused = form;
        refused.refuse("code", "foreigners-district-expected");
        let mut view = view(page, &ground, Form::empty(), None).await?;
        view.settings = refused;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response());
    }
    acts::settle(&ground, By::from(&who), district.as_ref(), Counting { end_day }).await?;
    // Counts of agencies hang on the setting: the latest snapshot is counted again.
    if let Some(newest) = agencies::snapshots(&ground).await?.first()
        && let Some(told) = agencies::told(&ground, newest.day).await?
    {
        let home = acts::home(&ground).await?;
        crate::acts::figures::of_register(&ground, By::from(&who), &home, &told).await?;
    }
    Ok(Redirect::to(&format!("{HOME}/prevzit")).into_response())
}
