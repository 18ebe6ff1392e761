//! Who holds the public posts, kept by the bodies themselves.
//!
//! A post comes with the city and may name a holder. As soon as a body has recorded who holds the post of a
//! territory, what is recorded counts, day by day: the holder valid today, otherwise vacant, with a deputy or without.

use ::store::{Clock, Query, Row, Statement, StoreError, Value};

use chrono::NaiveDate;

use crate::store::layer;
use crate::{Atlas, Layer, Occupancy, Places, PlacesError, REVISION};

/// Somebody who holds the public post of a territory, or stands in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublicHolding {
    /// The layer.
    pub layer: Layer,
    /// Code of the territory.
    pub territory: String,
    /// Public name.
    pub name: String,
    /// A deputy rather than the holder.
    pub deputy: bool,
    /// First day, ISO date.
    pub valid_from: String,
    /// Last day, ISO date.
    pub valid_to: Option<String>,
}

impl PublicHolding {
    fn holds(&self, today: &str) -> bool {
        self.valid_from.as_str() <= today && self.valid_to.as_deref().is_none_or(|last| today <= last)
    }
}

pub(crate) const HOLDINGS: Query<PublicHolding> = Query::new(
    "post_holdings",
    "select layer, territory, name, deputy, valid_from, valid_to from post_holding
      order by layer, territory, valid_from, id",
    read,
);

pub(crate) const FORGET: Statement = Statement::new("forget_post_holdings", "delete from post_holding");

pub(crate) const SAVE: Statement = Statement::new(
    "save_post_holding",
    "insert into post_holding (id, layer, territory, name, deputy, valid_from, valid_to)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
);

fn read(r: &Row<'_>) -> Result<PublicHolding, StoreError> {
    Ok(PublicHolding {
        layer: layer(r, 0)?,
        territory: r.text(1)?,
        name: r.text(2)?,
        deputy: r.bool(3)?,
        valid_from: r.text(4)?,
        valid_to: r.opt_text(5)?,
    })
}

impl Places {
    /// Makes these the recorded holdings of all public posts; true when that changed anything. The revision rises in
    /// the same transaction, so that every process shows them.
    ///
    /// # Errors
    /// When the database refuses; nothing is changed then.
    pub async fn record_holdings(&self, holdings: &[PublicHolding]) -> Result<bool, PlacesError> {
        let sorted = |holdings: &[PublicHolding]| {
            let mut sorted = holdings.to_vec();
            sorted.sort();
            sorted
        };
        let mut tx = self.store.begin().await?;
        if sorted(&tx.rows(&HOLDINGS, &[]).await?) == sorted(holdings) {
            tx.rollback().await?;
            return Ok(false);
        }
        tx.execute(&FORGET, &[]).await?;
        let row = |holding: &PublicHolding| -> Vec<Value> {
            vec![
                self.store.new_id().into(),
                holding.layer.key().into(),
                holding.territory.as_str().into(),
                holding.name.as_str().into(),
                holding.deputy.into(),
                holding.valid_from.as_str().into(),
                holding.valid_to.clone().into(),
            ]
        };
        tx.execute_many(&SAVE, holdings.iter().map(row).collect()).await?;
        tx.bump(REVISION).await?;
        tx.commit().await?;
        self.refresh().await?;
        Ok(true)
    }
}

/// Today in the city, ISO date.
pub(crate) fn today() -> String {
    Clock::System.today().to_string()
}

impl Atlas {
    /// Puts the recorded holders of `today` into the posts, and notes since when they are these.
    pub(crate) fn seat(&mut self, holdings: &[PublicHolding], today: &str) {
        let ends = |holding: &PublicHolding| {
            let last: Option<NaiveDate> = holding.valid_to.as_ref()?.parse().ok();
            last?.succ_opt()
        };
        let begins = holdings.iter().filter_map(|holding| holding.valid_from.parse().ok());
        let turns = begins.chain(holdings.iter().filter_map(ends));
        self.holders_since = turns.filter(|day| day.to_string().as_str() <= today).max();
        let mut seen: Vec<(Layer, String)> = Vec::new();
        for post in &mut self.posts {
            let of =
                |holding: &&PublicHolding| holding.layer == post.layer && holding.territory == post.territory;
            let recorded: Vec<&PublicHolding> = holdings.iter().filter(of).collect();
            let place = (post.layer, post.territory.clone());
            // Where a city has several posts for one territory, the first is the one that bodies keep.
            if recorded.is_empty() || seen.contains(&place) {
                continue;
            }
            seen.push(place);
            let name = |deputy| {
                let now = |holding: &&&PublicHolding| holding.deputy == deputy && holding.holds(today);
                recorded.iter().find(now).map(|holding| holding.name.clone())
            };
            post.occupancy = name(false).map_or(Occupancy::Vacant, Occupancy::Held);
            post.deputy = name(true);
        }
    }
}
