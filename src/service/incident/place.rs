//! Where and when: the point to WGS-84, the point to a grid, the time to one that can be true.

use jiff::{SignedDuration, Timestamp};

use super::NewIncident;
use crate::domain::area_path::AreaPath;
use crate::domain::geo::{Point, to_wgs84};
use crate::domain::words::Words;
use crate::service::case::office::Office;
use crate::service::error::{FieldError, InvalidKind, ServiceError};

/// A device's clock may be ahead of ours by this much without being called impossible.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(10);
/// What was seen longer ago than this is more likely a wrong year than an old sight.
const TOO_OLD: SignedDuration = SignedDuration::from_hours(24 * 366);

/// Where and when something was seen, as far as it can be known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Located {
    /// The point in WGS-84.
    pub(super) point: Option<Point>,
    /// The areas of the place; those of the whole office where it is unknown.
    pub(super) areas: AreaPath,
    /// The place is still to be found (待定位).
    pub(super) unlocated: bool,
    /// When it was seen; the time of filing where the given one cannot be true.
    pub(super) occurred_at: Timestamp,
    /// The time is to be asked for (待核时间).
    pub(super) time_doubtful: bool,
}

/// Finds the grid of a report. A grid that is named is believed before the point, since a person standing at a border knows
/// better than a device; a point outside every grid still tells the community or the street where shapes exist.
pub(super) fn locate(new: &NewIncident, office: &Office, now: Timestamp) -> Result<Located, ServiceError> {
    let seen = new.occurred_at.unwrap_or(now);
    let time_doubtful = seen > now + CLOCK_SKEW || seen < now - TOO_OLD;
    let occurred_at = if time_doubtful { now } else { seen.min(now) };
    let point = new.place.map(|place| to_wgs84(place.coord_sys, place.lon, place.lat)).transpose().map_err(
        |bad| {
            let words = Words::made(format!("坐标无效：{bad}"), format!("Not a point on the earth: {bad}"));
            ServiceError::Invalid(InvalidKind::Content, vec![FieldError::new("/place", words)])
        },
    )?;
    let named = match new.grid {
        Some(grid) => match office.areas.find(grid).filter(|area| area.exists_at(occurred_at)) {
            Some(area) => Some(area.id),
            None => return Err(ServiceError::invalid("/grid", "没有这个网格。", "There is no such grid.")),
        },
        None => None,
    };
    let found = named.or_else(|| point.and_then(|point| office.areas.locate_lowest(point, occurred_at)));
    let areas = found.map_or_else(|| office.top(occurred_at), |area| office.areas.ancestors(area));
    let unlocated = areas.grid.is_none();
    Ok(Located { point, areas, unlocated, occurred_at, time_doubtful })
}
