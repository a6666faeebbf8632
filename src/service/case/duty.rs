//! Work that waits for somebody in particular: looks that an actor may take or has taken, offers that stand to him, and
//! what he is to decide.

use jiff::Timestamp;

use super::act::named;
use super::see::form_for;
use crate::domain::case::parts::EVENTS_PER_CASE;
use crate::domain::case::{Case, offered_actions};
use crate::domain::codes::{ActionCode, Right, Role, State};
use crate::domain::ids::{AreaId, CaseId, CheckId, OfferId, PersonId};
use crate::domain::policy::{Actor, may_somewhere};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::idempotency::{self, RequestKey};
use crate::store::case::{StoredCase, find_case};
use crate::store::person::list_names;
use crate::store::recipient::{Where, list_holders};
use crate::store::{Conn, duty, grant, request};

/// Rows looked at for one list; more is no list that anybody reads.
const LIMIT: i64 = 500;

const CHECKING: [State; 2] = [State::PreChecking, State::PostChecking];

/// The looks that the actor has taken, and those that are his to take.
pub async fn list_checks(core: &Core, actor: Actor) -> Result<Vec<StoredCase>, ServiceError> {
    let rooms = core.clone();
    core.db.read(move |conn| checks(&rooms, conn, &actor)).await
}

fn checks(core: &Core, conn: &mut Conn, actor: &Actor) -> Result<Vec<StoredCase>, ServiceError> {
    let now = core.clock.now();
    let Some(person) = actor.person else { return Ok(Vec::new()) };
    let areas = core.areas(conn)?;
    let duty = |role| matches!(role, Role::GridMember | Role::Volunteer);
    let mut communities: Vec<AreaId> = Vec::new();
    for grant in actor.grants.iter().filter(|g| duty(g.role)) {
        let below = areas.subtree(grant.area).into_iter().filter_map(|id| areas.ancestors(id).community);
        communities.extend(below);
    }
    communities.sort_unstable();
    communities.dedup();
    let mut found = duty::list_held(conn, &CHECKING, person, LIMIT)?;
    let open = duty::list_in_areas(conn, &CHECKING, &communities, LIMIT)?;
    found.extend(
        open.into_iter().filter(|s| s.case.is_check_for(actor, now) && is_visible(actor, &s.case, now)),
    );
    Ok(found)
}

/// A check or an offer tells of an ordinary case to whom it is put; of a sealed one only to who may look anyway.
fn is_visible(actor: &Actor, case: &Case, now: Timestamp) -> bool {
    !case.sensitive || form_for(actor, case, now).is_ok()
}

/// The offers that stand to the actor, by name or as a member of a team.
pub async fn list_offers(core: &Core, actor: Actor) -> Result<Vec<StoredCase>, ServiceError> {
    let now = core.clock.now();
    core.db
        .read(move |conn| {
            let mut offered = duty::list_offered(conn, LIMIT)?;
            offered.retain(|s| {
                let target = s.case.target_for(&actor, now);
                actor.person.is_some_and(|p| target.offered_to.contains(&p))
                    && is_visible(&actor, &s.case, now)
            });
            Ok(offered)
        })
        .await
}

/// What the actor is to decide: the request's code and its case. Second returns are among them for the leader.
pub async fn list_requests(core: &Core, actor: Actor) -> Result<Vec<(String, StoredCase)>, ServiceError> {
    let rooms = core.clone();
    core.db
        .read(move |conn| {
            let now = rooms.clock.now();
            let office = rooms.office(conn)?;
            let rules = office.rules();
            let mut mine = Vec::new();
            for (kind, stored) in request::list_requested(conn, None, LIMIT)? {
                let ctx = office.ctx(
                    &rules,
                    &stored.case.areas,
                    now,
                    named(conn, &stored.case, None, &office, now)?,
                );
                let decides =
                    offered_actions(&stored.case, &actor, &ctx).into_iter().any(|offer| {
                        match offer.request {
                            Some(request) => request.code() == kind,
                            None => offer.action == ActionCode::Arbitrate && kind == request::ARBITRATE,
                        }
                    });
                if decides && is_visible(&actor, &stored.case, now) {
                    mine.push((kind, stored));
                }
            }
            Ok(mine)
        })
        .await
}

/// The colleagues to whom the actor may hand work over: those of his units and desks, by name.
pub async fn list_colleagues(core: &Core, actor: Actor) -> Result<Vec<(PersonId, String)>, ServiceError> {
    may_somewhere(&actor, Right::HandOver)?;
    let now = core.clock.now();
    core.db
        .read(move |conn| {
            let mut near = Vec::new();
            for own in &actor.grants {
                let areas = [own.area];
                let place = own.unit.map_or(Where::Areas(&areas), Where::Unit);
                near.extend(list_holders(conn, Role::ALL, &place, now)?);
            }
            let mut beside: Vec<PersonId> = grant::list_of_people(conn, &near)?
                .into_iter()
                .filter(|row| row.dated.holds_at(now) && Some(row.person) != actor.person)
                .filter(|row| actor.grants.iter().any(|own| own.is_beside(&row.dated.grant)))
                .map(|row| row.person)
                .collect();
            beside.sort_unstable();
            beside.dedup();
            Ok(list_names(conn, &beside)?)
        })
        .await
}

/// The case whose open check order this is; none when it was done or withdrawn.
pub async fn find_check(
    core: &Core,
    actor: &Actor,
    id: CheckId,
    key: Option<&RequestKey>,
) -> Result<StoredCase, ServiceError> {
    let no = id.0 % EVENTS_PER_CASE;
    let stands = move |case: &Case| case.check.as_ref().is_some_and(|check| check.no == no);
    find_duty(core, actor, CaseId(id.0 / EVENTS_PER_CASE), key, stands).await
}

/// The case whose standing offer this is; none when it was taken, declined or has lapsed.
pub async fn find_offer(
    core: &Core,
    actor: &Actor,
    id: OfferId,
    key: Option<&RequestKey>,
) -> Result<StoredCase, ServiceError> {
    let no = id.0 % EVENTS_PER_CASE;
    let stands = move |case: &Case| case.offer.as_ref().is_some_and(|offer| offer.no == no);
    find_duty(core, actor, CaseId(id.0 / EVENTS_PER_CASE), key, stands).await
}

/// The case of a check or an offer, whose ids hold their case and its event number. A request that is repeated under its key
/// finds it too, although its first run has ended the order or offer.
async fn find_duty(
    core: &Core,
    actor: &Actor,
    case: CaseId,
    key: Option<&RequestKey>,
    stands: impl Fn(&Case) -> bool + Send + 'static,
) -> Result<StoredCase, ServiceError> {
    let (person, key) = (actor.person, key.cloned());
    core.db
        .read(move |conn| {
            let repeated = idempotency::find(conn, person, key.as_ref(), "case")?.is_some();
            let stored = find_case(conn, case)?.filter(|stored| repeated || stands(&stored.case));
            stored.ok_or(ServiceError::NotFound)
        })
        .await
}
