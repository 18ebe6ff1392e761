//! Lists of cases: keyset pages over `case_reach`, one walk for each lane the person sees.

use access::trail::Entry;
use access::{Action, Actor, Context, Kind, Reach, Scope, Subject, scope};
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use serde_json::json;
use store::{Id, Value};

use crate::standing::{CITY, EVERY_UNIT, WHOLE_BODY};
use crate::tables::lists::{self, Words};
use crate::{CaseError, CaseList, CaseRow, Casework, Count, Filter, Sort, act, search_words};

/// Counting stops here.
const COUNTED: i64 = 10_000;
/// And here when every case of the walk is asked for its words.
const WALKED: i64 = 1_000;
/// A word that fewer cases have is rare: it is quicker to begin with its cases than with the newest.
const RARE: i64 = 2_000;

/// The words of a filter, and how to look for them.
#[derive(Debug)]
pub(crate) struct Sought {
    how: Words,
    ranges: Vec<(i64, i64)>,
}

/// What a person sees of `case_reach`: a body and lanes of it; nothing when there are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lanes {
    pub(crate) body: Id,
    pub(crate) lanes: Vec<i64>,
    /// Whose watching and tasks a filter means.
    person: Option<Id>,
    now: i64,
}

impl Lanes {
    pub(crate) fn of(scope: &Scope) -> Lanes {
        let now = scope.now.timestamp_millis();
        let (body, lanes) = match scope.reach {
            Some(Reach::City) => (CITY, vec![WHOLE_BODY]),
            Some(Reach::Body) => (scope.body, vec![WHOLE_BODY]),
            Some(Reach::Unit) => {
                let units = scope.units.iter().map(|unit| unit.0);
                (scope.body, std::iter::once(EVERY_UNIT).chain(units).collect())
            }
            Some(Reach::Own) | None => (scope.body, Vec::new()),
        };
        Lanes { body, lanes, person: None, now }
    }

    /// The first three parameters of every list.
    pub(crate) fn head(&self, lane: i64) -> Vec<Value> {
        vec![self.body.into(), lane.into(), self.now.into()]
    }
}

impl Casework {
    /// How far the lists of a person go.
    pub(crate) fn lanes(&self, who: &Subject, action: Action) -> Lanes {
        let scope = scope(who, action, Kind::Case, &Context { now: self.access.clock().now() });
        Lanes { person: Some(who.person), ..Lanes::of(&scope) }
    }

    /// Cases that `who` may see. Leaves a row in the trail with the filter and the number of rows.
    ///
    /// # Errors
    /// The database.
    pub async fn list(&self, who: &Subject, filter: &Filter) -> Result<CaseList, CaseError> {
        let size = if filter.size == 0 { 50 } else { filter.size.min(200) };
        let lanes = self.lanes(who, Action::Read);
        let words = self.words(filter).await?;
        let mut rows = self.page(&lanes, filter, &words, size + 1).await?;
        let next =
            (rows.len() > size).then(|| rows.get(size - 1).map(|row| cursor(filter.sort, row))).flatten();
        rows.truncate(size);
        self.veil_personal(who, &mut rows);
        // The only page has been counted already.
        let count = match (&next, &filter.after) {
            (None, None) => Count { rows: i64::try_from(rows.len()).unwrap_or(COUNTED), or_more: false },
            _ => self.count(&lanes, filter, &words).await?,
        };
        let entry = Entry::of(Action::Read, Kind::Case).rows(rows.len()).detail(described(filter));
        // A list of the whole city is only ever seen in an emergency.
        let reason = who.emergency.as_ref().filter(|_| lanes.body == CITY).map(|it| it.reason.clone());
        let entry = entry.purpose(reason.unwrap_or_default());
        self.access.note(&Actor::from(who), entry).await?;
        Ok(CaseList { rows, next, count })
    }

    /// Takes away what rows of cases with personal data say of them, until a second factor has been shown: what a case
    /// does not open without, a list does not tell either.
    pub(crate) fn veil_personal<'a>(&self, who: &Subject, rows: impl IntoIterator<Item = &'a mut CaseRow>) {
        if self.sees_personal(who) {
            return;
        }
        for row in rows.into_iter().filter(|row| self.is_personal(&row.kind)) {
            row.title.clear();
            row.place.clear();
            row.point = None;
        }
    }

    pub(crate) fn sees_personal(&self, who: &Subject) -> bool {
        access::is_assured(who, &Context { now: self.access.clock().now() })
    }

    pub(crate) fn is_personal(&self, kind: &str) -> bool {
        self.types.get(kind).is_some_and(|kind| kind.personal)
    }

    /// At most `size` rows of a filter, after its cursor.
    pub(crate) async fn page(
        &self,
        lanes: &Lanes,
        filter: &Filter,
        words: &Sought,
        size: usize,
    ) -> Result<Vec<CaseRow>, CaseError> {
        let list = match filter.sort {
            Sort::Newest => &lists::NEWEST,
            Sort::Due => &lists::DUE,
            Sort::Changed => &lists::CHANGED,
        };
        let limit = i64::try_from(size).unwrap_or(i64::MAX);
        let mut rows = Vec::new();
        for lane in &lanes.lanes {
            let mut params = self.within(lanes, *lane, filter, words);
            params.extend(after(filter));
            params.push(limit.into());
            rows.extend(self.store.rows(list.with(words.how), &params).await?);
        }
        if lanes.lanes.len() > 1 {
            rows.sort_by_cached_key(|row| order(filter.sort, row));
            rows.dedup_by_key(|row| row.id);
            rows.truncate(size);
        }
        let today = self.access.clock().today();
        for row in &mut rows {
            row.overdue = super::inbox::is_overdue(row, today);
        }
        Ok(rows)
    }

    /// The words of a filter, the rarest first.
    pub(crate) async fn words(&self, filter: &Filter) -> Result<Sought, CaseError> {
        let mut counted = Vec::new();
        for (from, to) in search_words::ranges(&filter.find) {
            let params = [from.into(), to.into(), RARE.into()];
            let having = self.store.row(&lists::HAVING, &params).await?.unwrap_or(0);
            counted.push((having, from, to));
        }
        counted.sort_unstable();
        let how = match counted.first() {
            None => Words::None,
            Some((having, ..)) if *having < RARE => Words::Rare,
            Some(_) => Words::Common,
        };
        Ok(Sought { how, ranges: counted.into_iter().map(|(_, from, to)| (from, to)).collect() })
    }

    async fn count(&self, lanes: &Lanes, filter: &Filter, words: &Sought) -> Result<Count, CaseError> {
        let most = if words.how == Words::Common { WALKED } else { COUNTED };
        let mut ids = Vec::new();
        let mut rows = 0;
        for lane in &lanes.lanes {
            let mut params = self.within(lanes, *lane, filter, words);
            params.push((most + 1).into());
            if let [_] = lanes.lanes.as_slice() {
                rows = self.store.row(lists::COUNT.with(words.how), &params).await?.unwrap_or(0);
            } else {
                ids.extend(self.store.rows(lists::IDS.with(words.how), &params).await?);
            }
        }
        ids.sort_unstable();
        ids.dedup();
        rows += i64::try_from(ids.len()).unwrap_or(i64::MAX);
        Ok(Count { rows: rows.min(most), or_more: rows > most })
    }

    /// Parameters 1 to 13 of every list, and 14 to 19 of one with words.
    fn within(&self, lanes: &Lanes, lane: i64, filter: &Filter, words: &Sought) -> Vec<Value> {
        let today = self.access.clock().today();
        let mut params = lanes.head(lane);
        // What is overdue is open: closed cases have no deadline.
        params.extend([
            filter.open.into(),
            filter.kind.as_deref().map(act::plain).into(),
            filter.state.as_deref().map(act::plain).into(),
            filter.owner.into(),
            filter.overdue.then_some(today).into(),
        ]);
        params.push(filter.subject.into());
        params.push(lanes.person.filter(|_| filter.watched).into());
        params.push(lanes.person.filter(|_| filter.mine).into());
        params.push(filter.from.and_then(start).into());
        params.push(filter.to.and_then(|day| day.succ_opt()).and_then(start).into());
        for at in 0..if words.how == Words::None { 0 } else { search_words::QUERY_WORDS } {
            let range = words.ranges.get(at).copied();
            params.push(range.map(|(from, _)| from).into());
            params.push(range.map(|(_, to)| to).into());
        }
        params
    }
}

/// The instant at which a day begins in the city; the clocks change at two, so every day has a midnight.
fn start(day: NaiveDate) -> Option<DateTime<Utc>> {
    let zone = store::in_prague(DateTime::UNIX_EPOCH).timezone();
    let midnight = zone.from_local_datetime(&day.and_hms_opt(0, 0, 0)?).earliest()?;
    Some(midnight.with_timezone(&Utc))
}

/// Where a page ends, as [`Filter::after`] takes it.
pub(super) fn cursor(sort: Sort, row: &CaseRow) -> String {
    match sort {
        Sort::Newest => row.id.to_string(),
        Sort::Due => format!("{}_{}", due(row), row.id),
        Sort::Changed => format!("{}_{}", row.changed_at.timestamp_millis(), row.id),
    }
}

/// The cursor as parameters; one that cannot be read counts as none.
fn after(filter: &Filter) -> Vec<Value> {
    let text = filter.after.as_deref().unwrap_or_default();
    let pair = text.split_once('_').and_then(|(key, id)| Some((key, id.parse::<Id>().ok()?)));
    match filter.sort {
        Sort::Newest => vec![text.parse::<Id>().unwrap_or(Id(i64::MAX)).into()],
        Sort::Due => match pair {
            Some((day, id)) if day.parse::<chrono::NaiveDate>().is_ok() => vec![day.into(), id.into()],
            _ => vec!["".into(), 0_i64.into()],
        },
        Sort::Changed => match pair.and_then(|(at, id)| Some((at.parse::<i64>().ok()?, id))) {
            Some((at, id)) => vec![at.into(), id.into()],
            None => vec![i64::MAX.into(), i64::MAX.into()],
        },
    }
}

fn due(row: &CaseRow) -> String {
    row.due.map_or_else(|| lists::NEVER.to_owned(), |due| due.to_string())
}

/// The order of a list, for rows of several lanes.
fn order(sort: Sort, row: &CaseRow) -> (String, i64, i64) {
    match sort {
        Sort::Newest => (String::new(), 0, -row.id.0),
        Sort::Due => (due(row), 0, row.id.0),
        Sort::Changed => (String::new(), -row.changed_at.timestamp_millis(), -row.id.0),
    }
}

/// The filter, as the trail keeps it.
pub(crate) fn described(filter: &Filter) -> serde_json::Value {
    json!({
        "kind": filter.kind, "state": filter.state, "open": filter.open, "owner": filter.owner.map(|id| id.0),
        "overdue": filter.overdue, "subject": filter.subject.map(|id| id.0), "find": filter.find,
        "sort": match filter.sort { Sort::Newest => "newest", Sort::Due => "due", Sort::Changed => "changed" },
        "watched": filter.watched, "mine": filter.mine, "from": filter.from.map(|day| day.to_string()),
        "to": filter.to.map(|day| day.to_string()), "after": filter.after,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_from_a_mail_or_an_attacker_is_no_error() {
        for sort in [Sort::Newest, Sort::Due, Sort::Changed] {
            let none = after(&Filter { sort, ..Filter::default() });
            for text in ["", "x", "_", "2026-01-01_", "' or 1=1", "9_9_9", "ž_0000000000001"] {
                let filter = Filter { sort, after: Some(text.to_owned()), ..Filter::default() };
                assert_eq!(after(&filter), none, "{text}");
            }
        }
    }
}
