//! Incidents: what somebody filed, as it came in. The words lie with the case's texts, the work with the case.

use diesel::prelude::*;

use super::dialect::fixed::fixed;
use super::schema::incidents;
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::codes::Source;
use crate::domain::ids::IncidentId;

/// An incident to be written.
#[derive(Debug, Clone, PartialEq, Insertable)]
#[diesel(table_name = incidents, treat_none_as_default_value = false)]
pub struct NewIncident {
    /// The code by which the reporter can follow it without an account.
    pub tracking_code: String,
    /// The id that an offline client gave it.
    pub client_uuid: Option<String>,
    /// Who filed it.
    pub person_id: Option<i64>,
    /// Where it came from.
    pub source: &'static str,
    /// Its number in the system that passed it on.
    pub upstream_number: Option<String>,
    /// By when that system wants its answer.
    pub upstream_due_at: Option<DbTime>,
    /// The public must not see who filed it.
    pub anonymous: bool,
    /// The category that the reporter chose.
    pub category: Option<String>,
    /// The datum of the given coordinates.
    pub coord_sys: Option<&'static str>,
    /// Longitude as given, in that datum.
    pub given_lon: Option<f64>,
    /// Latitude as given, in that datum.
    pub given_lat: Option<f64>,
    /// How exact the reporter's device claims to be, in metres.
    pub accuracy_m: Option<f64>,
    /// When it was seen.
    pub occurred_at: DbTime,
    /// When it was received.
    pub recorded_at: DbTime,
}

impl NewIncident {
    /// The row that this became.
    pub fn stored(self, id: IncidentId) -> IncidentRow {
        IncidentRow {
            id: id.0,
            tracking_code: self.tracking_code,
            client_uuid: self.client_uuid,
            person_id: self.person_id,
            source: self.source.to_owned(),
            upstream_number: self.upstream_number,
            upstream_due_at: self.upstream_due_at,
            anonymous: self.anonymous,
            category: self.category,
            coord_sys: self.coord_sys.map(str::to_owned),
            given_lon: self.given_lon,
            given_lat: self.given_lat,
            accuracy_m: self.accuracy_m,
            occurred_at: self.occurred_at,
            recorded_at: self.recorded_at,
        }
    }
}

/// An incident as stored.
#[derive(Debug, Clone, PartialEq, Queryable)]
pub struct IncidentRow {
    /// Its id, and that of its case.
    pub id: i64,
    /// The code by which the reporter can follow it.
    pub tracking_code: String,
    /// The id that an offline client gave it.
    pub client_uuid: Option<String>,
    /// Who filed it.
    pub person_id: Option<i64>,
    /// Where it came from.
    pub source: String,
    /// Its number in the system that passed it on.
    pub upstream_number: Option<String>,
    /// By when that system wants its answer.
    pub upstream_due_at: Option<DbTime>,
    /// The public must not see who filed it.
    pub anonymous: bool,
    /// The category that the reporter chose.
    pub category: Option<String>,
    /// The datum of the given coordinates.
    pub coord_sys: Option<String>,
    /// Longitude as given.
    pub given_lon: Option<f64>,
    /// Latitude as given.
    pub given_lat: Option<f64>,
    /// How exact the reporter's device claims to be, in metres.
    pub accuracy_m: Option<f64>,
    /// When it was seen.
    pub occurred_at: DbTime,
    /// When it was received.
    pub recorded_at: DbTime,
}

/// Writes an incident and answers its id, which its case will share.
pub fn insert_incident(tx: &mut Tx<'_>, new: &NewIncident) -> Result<IncidentId, StoreError> {
    let statement = diesel::insert_into(incidents::table).values(new).returning(incidents::id);
    Ok(IncidentId(fixed!(tx, get_result, statement)?))
}

/// An incident by its id.
pub fn find_incident(conn: &mut Conn, id: IncidentId) -> Result<Option<IncidentRow>, StoreError> {
    Ok(incidents::table.find(id.0).first(conn).optional()?)
}

/// The incident that an offline client has filed under its own id.
pub fn find_by_client_uuid(conn: &mut Conn, uuid: &str) -> Result<Option<IncidentRow>, StoreError> {
    Ok(incidents::table.filter(incidents::client_uuid.eq(uuid)).first(conn).optional()?)
}

/// The incident that carries a tracking code.
pub fn find_by_tracking_code(conn: &mut Conn, code: &str) -> Result<Option<IncidentRow>, StoreError> {
    Ok(incidents::table.filter(incidents::tracking_code.eq(code)).first(conn).optional()?)
}

/// How many residents without an account have reported since.
pub fn count_strangers(conn: &mut Conn, since: DbTime) -> Result<i64, StoreError> {
    Ok(incidents::table
        .filter(incidents::person_id.is_null())
        .filter(incidents::source.eq(Source::Resident.code()))
        .filter(incidents::recorded_at.gt(since))
        .count()
        .get_result(conn)?)
}

/// The incident that another system passed on under its number.
pub fn find_by_upstream(
    conn: &mut Conn,
    source: &str,
    number: &str,
) -> Result<Option<IncidentRow>, StoreError> {
    Ok(incidents::table
        .filter(incidents::source.eq(source))
        .filter(incidents::upstream_number.eq(number))
        .first(conn)
        .optional()?)
}
