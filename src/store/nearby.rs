//! Cases about a place: what may already be known when somebody is about to report, and the latest of a neighbourhood.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::cases;
use super::{Conn, DbTime, StoreError};
use crate::domain::case::Case;
use crate::domain::geo::{BoundingBox, Point};
use crate::domain::ids::AreaId;

/// Open ordinary cases of some categories within a box, filed since, with their places; the newest first, at most `limit`.
/// Sealed ones are never among them. What a person may hear of is for the caller to ask.
pub fn list_open_near(
    conn: &mut Conn,
    within: &BoundingBox,
    categories: &[String],
    since: Timestamp,
    limit: i64,
) -> Result<Vec<(Case, Point)>, StoreError> {
    let (min, max) = (within.min, within.max);
    let rows: Vec<(String, Option<f64>, Option<f64>)> = cases::table
        .filter(cases::holder_kind.is_not_null())
        .filter(cases::sensitive.eq(false))
        .filter(cases::lat.between(min.lat, max.lat))
        .filter(cases::lon.between(min.lon, max.lon))
        .filter(cases::category.eq_any(categories.to_vec()))
        .filter(cases::filed_at.ge(DbTime::from(since)))
        .order(cases::id.desc())
        .limit(limit)
        .select((cases::detail, cases::lon, cases::lat))
        .load(conn)?;
    rows.into_iter()
        .filter_map(|(detail, lon, lat)| Some((detail, Point { lon: lon?, lat: lat? })))
        .map(|(detail, place)| Ok((read(&detail)?, place)))
        .collect()
}

/// The latest ordinary cases of a community, the newest first, at most `limit`. What may be told of them is for the caller to ask.
pub fn list_latest_of(conn: &mut Conn, community: AreaId, limit: i64) -> Result<Vec<Case>, StoreError> {
    let rows: Vec<String> = cases::table
        .filter(cases::community_id.eq(community.0))
        .filter(cases::sensitive.eq(false))
        .order(cases::id.desc())
        .limit(limit)
        .select(cases::detail)
        .load(conn)?;
    rows.iter().map(|detail| read(detail)).collect()
}

fn read(detail: &str) -> Result<Case, StoreError> {
    serde_json::from_str(detail).map_err(|error| StoreError::Corrupt(error.to_string()))
}
