//! Filing an incident: the place is found, the case is opened, the reporter gets a receipt. A field report is never lost:
//! an unknown place or an impossible time is accepted and flagged for the desk.

mod place;
mod validate;

use jiff::{SignedDuration, Timestamp};
use rand::random;

use crate::domain::case::file::{Report, file, file_self_handled};
use crate::domain::case::parts::Attached;
use crate::domain::case::{Case, Event};
use crate::domain::codes::{CoordSys, Source};
use crate::domain::ids::{AreaId, CaseId, IncidentId, PersonId};
use crate::domain::number::TrackingCode;
use crate::domain::policy::Actor;
use crate::service::case::office::{Named, Office};
use crate::service::case::refused::refused;
use crate::service::case::write::{Given, Salted, open_case};
use crate::service::contact::{ContactChange, Details, save_of_case};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::idempotency::{self, RequestKey};
use crate::store::case::find_case;
use crate::store::incident::{self as store, IncidentRow};
use crate::store::person::find as find_person;
use crate::store::{Conn, DbTime, Lane, StoreError, Tx};

use place::Located;

/// Reports of strangers are counted over this time.
const FLOOD_WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// Seconds after which a stranger may try again when there were too many.
const FLOOD_RETRY: u32 = 600;

/// Where something was seen, as the reporter's device or finger says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GivenPlace {
    /// The datum.
    pub coord_sys: CoordSys,
    /// Longitude in that datum.
    pub lon: f64,
    /// Latitude in that datum.
    pub lat: f64,
    /// How exact the device claims to be, in metres.
    pub accuracy_m: Option<f64>,
}

/// What is filed.
#[derive(Debug, Clone, PartialEq)]
pub struct NewIncident {
    /// The category's code; none for "not sure".
    pub category: Option<String>,
    /// What the reporter says.
    pub text: String,
    /// The point.
    pub place: Option<GivenPlace>,
    /// The place in words.
    pub address: Option<String>,
    /// The grid, if the reporter names it.
    pub grid: Option<AreaId>,
    /// When it was seen; now if nothing is said.
    pub occurred_at: Option<Timestamp>,
    /// Photos that were uploaded before.
    pub attachments: Vec<Attached>,
    /// The public must not see who filed it.
    pub anonymous: bool,
    /// The id that the reporter's device gave it; filing the same one again answers with the first.
    pub client_ref: Option<uuid::Uuid>,
    /// Where it came from, when staff register it for somebody; else the reporter's role says.
    pub source: Option<Source>,
    /// The person for whom staff register it.
    pub on_behalf_of: Option<PersonId>,
    /// Its number in the system that passed it on.
    pub upstream_number: Option<String>,
    /// By when that system wants its answer.
    pub upstream_due_at: Option<Timestamp>,
    /// The reporter marks it as sensitive.
    pub sensitive: bool,
    /// The reporter agrees to be contacted by the handler.
    pub contact_agreed: bool,
    /// It complains about a neighbour.
    pub neighbour_complaint: bool,
    /// Seen and fixed on the spot, with proof from before and after.
    pub self_handled: bool,
}

/// What has become of a filing.
#[derive(Debug, Clone)]
pub struct FiledIncident {
    /// The incident.
    pub incident: IncidentRow,
    /// Its case.
    pub case: Case,
    /// Whether it was filed before and this is only its answer again.
    pub repeated: bool,
}

/// Files an incident and opens its case, in one transaction.
pub async fn file_incident(
    core: &Core,
    actor: Actor,
    new: NewIncident,
    key: Option<RequestKey>,
) -> Result<FiledIncident, ServiceError> {
    let filing = Filing::prepare(actor, new, key, core.clock.now())?;
    let rooms = core.clone();
    core.db.write(Lane::Interactive, move |tx| filing.write(&rooms, tx)).await
}

/// Files an incident for a resident without an account. Beyond what a street ever needs in an hour nothing is taken, so that a
/// flood from many addresses does not bury the desk.
pub async fn file_as_stranger(
    core: &Core,
    new: NewIncident,
    key: Option<RequestKey>,
) -> Result<FiledIncident, ServiceError> {
    let now = core.clock.now();
    let filing = Filing::prepare(Actor::default(), new, key, now)?;
    let rooms = core.clone();
    core.db
        .write(Lane::Interactive, move |tx| {
            let filed = filing.write(&rooms, tx)?;
            let most = rooms.office(tx)?.strangers_per_hour(now);
            let since = now.checked_sub(FLOOD_WINDOW).unwrap_or(Timestamp::MIN);
            if !filed.repeated && store::count_strangers(tx, since.into())? > most {
                return Err(ServiceError::TooMany { retry_after: FLOOD_RETRY });
            }
            Ok(filed)
        })
        .await
}

/// Files what somebody without an account tells the staff, with how that person can be reached. The person hears by it, and
/// whoever may see the reporter's contact finds it there.
pub async fn file_with_contact(
    core: &Core,
    actor: Actor,
    new: NewIncident,
    contact: &ContactChange,
    key: Option<RequestKey>,
) -> Result<FiledIncident, ServiceError> {
    let contact = validate::contact(&actor, &new, contact)?;
    let mut filing = Filing::prepare(actor, new, key, core.clock.now())?;
    filing.contact = contact;
    let rooms = core.clone();
    core.db.write(Lane::Interactive, move |tx| filing.write(&rooms, tx)).await
}

/// A filing that passed what can be checked without the database. The random parts are drawn once, since a transaction may
/// run twice and must write the same.
pub struct Filing {
    actor: Actor,
    new: NewIncident,
    source: Source,
    key: Option<RequestKey>,
    now: Timestamp,
    tracking_code: TrackingCode,
    words: Salted,
    /// How the reporter can be reached who has no account.
    contact: Details,
}

impl Filing {
    /// Checks what was sent.
    pub fn prepare(
        actor: Actor,
        new: NewIncident,
        key: Option<RequestKey>,
        now: Timestamp,
    ) -> Result<Self, ServiceError> {
        validate::check(&new)?;
        let source = validate::source(&actor, &new)?;
        let given = Given { body: Some(new.text.clone()), reply: None, address: new.address.clone() };
        let tracking_code = TrackingCode::from_random(random());
        Ok(Self {
            actor,
            new,
            source,
            key,
            now,
            tracking_code,
            words: given.salted(),
            contact: Details::new(),
        })
    }

    /// Writes it. An import calls this for many rows in one transaction.
    pub fn write(&self, core: &Core, tx: &mut Tx<'_>) -> Result<FiledIncident, ServiceError> {
        if let Some(earlier) = self.find_earlier(tx)? {
            return Ok(FiledIncident { repeated: true, ..earlier });
        }
        if let Some(person) = self.new.on_behalf_of
            && find_person(tx, person)?.is_none()
        {
            return Err(ServiceError::invalid("/on_behalf_of", "没有此人。", "There is no such person."));
        }
        let office = core.office(tx)?;
        let located = place::locate(&self.new, &office, self.now)?;
        let row = self.row(&located);
        let id = store::insert_incident(tx, &row)?;
        let events = self.decide(&office, &located, id)?;
        let case =
            open_case(tx, CaseId(id.0), located.point, events, &self.words, &office.calendar, self.now)?;
        if !self.contact.is_empty() {
            save_of_case(&core.access, tx, case.id, &self.contact)?;
        }
        if let Some(key) = &self.key {
            idempotency::record(tx, self.actor.person, key, 201, &format!("incident/{id}"), self.now)?;
        }
        Ok(FiledIncident { incident: row.stored(id), case, repeated: false })
    }

    /// The same filing, if it has come before: under the same key, with the device's own id, or under the same upstream
    /// number.
    fn find_earlier(&self, conn: &mut Conn) -> Result<Option<FiledIncident>, ServiceError> {
        if let Some(id) = idempotency::find(conn, self.actor.person, self.key.as_ref(), "incident")? {
            let row = store::find_incident(conn, IncidentId(id))?;
            return row.map(|row| filed(conn, row)).transpose();
        }
        if let Some(uuid) = self.new.client_ref
            && let Some(row) = store::find_by_client_uuid(conn, &uuid.to_string())?
        {
            // Somebody else's id is no key to his report.
            return if row.person_id == self.actor.person.map(|person| person.0) {
                filed(conn, row).map(Some)
            } else {
                Err(ServiceError::KeyReused)
            };
        }
        match &self.new.upstream_number {
            Some(number) => store::find_by_upstream(conn, self.source.code(), number)?
                .map(|row| filed(conn, row))
                .transpose(),
            None => Ok(None),
        }
    }

    fn row(&self, located: &Located) -> store::NewIncident {
        let new = &self.new;
        store::NewIncident {
            tracking_code: self.tracking_code.as_str().to_owned(),
            client_uuid: new.client_ref.map(|uuid| uuid.to_string()),
            person_id: self.actor.person.map(|person| person.0),
            source: self.source.code(),
            upstream_number: new.upstream_number.clone(),
            upstream_due_at: new.upstream_due_at.map(DbTime::from),
            anonymous: new.anonymous,
            category: new.category.clone(),
            coord_sys: new.place.map(|place| place.coord_sys.code()),
            given_lon: new.place.map(|place| place.lon),
            given_lat: new.place.map(|place| place.lat),
            accuracy_m: new.place.and_then(|place| place.accuracy_m),
            occurred_at: located.occurred_at.into(),
            recorded_at: self.now.into(),
        }
    }

    fn decide(&self, office: &Office, located: &Located, id: IncidentId) -> Result<Vec<Event>, ServiceError> {
        let new = &self.new;
        let stranger = !self.contact.is_empty();
        let on_behalf = new.on_behalf_of.is_some() || stranger;
        let reporter = new.on_behalf_of.or(self.actor.person).filter(|_| !stranger);
        let report = Report {
            incident: id,
            occurred_at: located.occurred_at,
            source: self.source,
            reporter,
            proxy_by: self.actor.person.filter(|_| on_behalf),
            areas: located.areas,
            unlocated: located.unlocated,
            time_doubtful: located.time_doubtful,
            category: new.category.clone(),
            sensitive: new.sensitive,
            contact_agreed: new.contact_agreed,
            promised_at: new.upstream_due_at,
            neighbour_complaint: new.neighbour_complaint,
            attachments: new.attachments.clone(),
            text: self.words.body_digest(),
        };
        let rules = office.rules();
        let ctx = office.ctx(&rules, &located.areas, self.now, Named::default());
        let decide = if new.self_handled { file_self_handled } else { file };
        decide(&report, &self.actor, &ctx).map_err(|refusal| refused(&refusal, Vec::new()))
    }
}

fn filed(conn: &mut Conn, incident: IncidentRow) -> Result<FiledIncident, ServiceError> {
    let stored = find_case(conn, CaseId(incident.id))?.ok_or_else(|| {
        ServiceError::from(StoreError::Corrupt(format!("incident {} has no case", incident.id)))
    })?;
    Ok(FiledIncident { incident, case: stored.case, repeated: true })
}
