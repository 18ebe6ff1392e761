//! What every page of the workplace begins with: the source, the filter, the tabs; and how its parts are drawn.

use std::sync::Arc;

use ground::Ground;
use places::{Layer, Places};
use web::tables::{Cell, Column, Format, Table, TableQuery};
use web::{Error, Form, PageContext, Say};

use super::HOME;
use crate::acts::kept;
use crate::acts::memory::Memory;
use crate::events::Events;
use crate::filter::Filter;
use crate::incident::{Discovery, Source};
use crate::store::incidents;

/// What is looked at.
pub(crate) struct Look {
    pub(crate) events: Arc<Events>,
    pub(crate) filter: Filter,
    pub(crate) sources: Vec<Source>,
    pub(crate) form: Form,
}

/// Reads the address; none while nothing has been taken over.
pub(crate) async fn look(
    ground: &Ground,
    memory: &Memory,
    page: &PageContext,
) -> Result<Option<Look>, Error> {
    let sources = incidents::sources(&ground.store).await.map_err(kept("list sources"))?;
    let form = Form::from_encoded(page.query().as_bytes());
    let wanted = Source::from_key(form.text("source")).filter(|source| sources.contains(source));
    let Some(source) = wanted.or(sources.first().copied()) else { return Ok(None) };
    let events = memory.events(ground, source).await?;
    let filter = Filter::read(&form, &events, source, ground.access.clock().today());
    Ok(Some(Look { events, filter, sources, form }))
}

/// The filter as a form.
pub(crate) struct FilterView {
    pub(crate) form: Form,
    pub(crate) sources: Vec<(String, String)>,
    pub(crate) categories: Vec<(String, String)>,
    pub(crate) discoveries: Vec<(String, String)>,
    pub(crate) districts: Vec<(String, String)>,
    pub(crate) precincts: Vec<(String, String)>,
    pub(crate) choices: Vec<(String, String)>,
}

impl FilterView {
    /// `choices` are what this page alone lets choose, under the name `view`.
    pub(crate) fn new(t: &Say, ground: &Ground, look: &Look, choices: Vec<(String, String)>) -> FilterView {
        let filter = &look.filter;
        let language = t.lang().tag();
        let catalogue = &look.events.catalogue;
        let category = |(place, depth): (usize, usize)| {
            let node = catalogue.nodes.get(place)?;
            Some((node.code.clone(), format!("{}{}", "– ".repeat(depth), node.name(language))))
        };
        let atlas = Places::atlas(&ground.places);
        let territories = |layer| {
            let all = atlas.territories(layer).iter();
            all.map(|territory| (territory.code.clone(), territory.name.clone())).collect::<Vec<_>>()
        };
        let discovery = |one: Discovery| {
            (one.key().to_owned(), t.say(&format!("offences-discovery-{}", one.key())).into_owned())
        };
        let view = look.form.text("view").to_owned();
        let word = |value: &Option<String>| value.clone().unwrap_or_default();
        let form = Form::from_pairs([
            ("source".to_owned(), filter.source.key().to_owned()),
            ("category".to_owned(), word(&filter.category)),
            ("from".to_owned(), filter.from.to_string()),
            ("to".to_owned(), filter.to.to_string()),
            ("discovery".to_owned(), filter.discovery.map_or_else(String::new, |one| one.key().to_owned())),
            ("district".to_owned(), word(&filter.district)),
            ("precinct".to_owned(), word(&filter.precinct)),
            ("view".to_owned(), view),
        ]);
        FilterView {
            form,
            sources: look
                .sources
                .iter()
                .map(|source| (source.key().to_owned(), source_name(t, *source)))
                .collect(),
            categories: catalogue.in_order().into_iter().filter_map(category).collect(),
            discoveries: [Discovery::Reported, Discovery::Discovered].map(discovery).to_vec(),
            districts: territories(Layer::District),
            precincts: territories(Layer::MunicipalPrecinct),
            choices,
        }
    }
}

/// Name of a source.
pub(crate) fn source_name(t: &Say, source: Source) -> String {
    t.say(&format!("offences-source-{}", source.key())).into_owned()
}

/// A link to a part of the module; whether it is the part the page shows.
pub(crate) type Tab = (String, String, bool);

/// The parts of the module; `here` is the end of the path. The filter goes along.
pub(crate) fn tabs(t: &Say, look: Option<&Look>, here: &str) -> Vec<Tab> {
    let query = look.map_or_else(String::new, |look| format!("?{}", look.filter.query()));
    let tab = |(end, key, filtered): &(&str, &str, bool)| {
        let query = if *filtered { query.as_str() } else { "" };
        (format!("{HOME}{end}{query}"), t.say(key).into_owned(), *end == here)
    };
    [
        ("", "offences-tab-overview", true),
        ("/mapa", "offences-tab-map", true),
        ("/cas", "offences-tab-time", true),
        ("/uzemi", "offences-tab-territories", true),
        ("/shluky", "offences-tab-clusters", true),
        ("/udalosti", "offences-tab-events", true),
        ("/vystrahy", "offences-tab-alarms", false),
        ("/statistika", "offences-tab-statistics", false),
        ("/data", "offences-tab-data", false),
        ("/zverejneni", "offences-tab-release", false),
    ]
    .iter()
    .map(tab)
    .collect()
}

/// A part of a page: what it says, its picture, its table.
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) notes: Vec<String>,
    pub(crate) chart: String,
    pub(crate) map: String,
    /// Class of a sample and what it means.
    pub(crate) legend: Vec<(&'static str, String)>,
    pub(crate) table: Option<Table>,
}

impl Section {
    /// A part with a title.
    pub(crate) fn new(title: impl Into<String>) -> Section {
        Section {
            title: title.into(),
            notes: Vec::new(),
            chart: String::new(),
            map: String::new(),
            legend: Vec::new(),
            table: None,
        }
    }

    /// With something that must be known.
    pub(crate) fn note(mut self, note: impl Into<String>) -> Section {
        self.notes.push(note.into());
        self
    }

    /// With a table of all its rows.
    pub(crate) fn table(
        mut self,
        page: &PageContext,
        query: &TableQuery,
        columns: Vec<Column>,
        rows: Vec<Vec<Cell>>,
        formats: &'static [Format],
    ) -> Section {
        let count = rows.len();
        let table = Table::new(page, query, self.title.clone(), columns).files(formats);
        self.table = Some(table.rows(rows, count, count.max(1)));
        self
    }
}

/// A p-value behind its letter, `p = 0,012` or `p < 0,001`.
pub(crate) fn chance_said(t: &Say, p: f64) -> String {
    let said = t.probability(p);
    if said.starts_with('<') { format!("p {said}") } else { format!("p = {said}") }
}

/// The days of the filter in words, and when they end in time still being told, that too.
pub(crate) fn period(t: &Say, look: &Look) -> String {
    t.with2("offences-period", "from", t.date(&look.filter.from), "to", t.date(&look.filter.to))
}

/// What the counts of a source mean, and what must be known of them.
pub(crate) fn cautions(t: &Say, look: &Look) -> Vec<String> {
    let mut notes = vec![t.say(&format!("offences-note-{}", look.filter.source.key())).into_owned()];
    if look.filter.discovery != Some(Discovery::Reported) {
        notes.push(t.say("offences-note-discovered").into_owned());
    }
    if look.events.list.is_empty() {
        notes.push(t.say("offences-note-empty").into_owned());
    }
    notes
}
