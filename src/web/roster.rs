//! `/duty-roster` (值班表) and `/stand-ins`: who is on duty where, and who stands in for whom.

use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use actix_web::web::Data;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::ids::{AreaId, PersonId, ShiftId, StandInId};
use crate::service::core::Core;
use crate::service::roster::{self as service, Shift, Span, StandIn};
use crate::web::body::Keyed;
use crate::web::cursor::{Cursors, Listing};
use crate::web::instant::Instant;
use crate::web::path::Path;
use crate::web::people::at;
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::query::{Paged, Paging};

/// What is shown of the roster unless more is asked for: two weeks.
const SHOWN: SignedDuration = SignedDuration::from_hours(24 * 14);

/// A shift on the duty roster.
#[derive(Serialize, ToSchema)]
pub struct ShiftView {
    id: ShiftId,
    area: AreaId,
    person: PersonId,
    valid_from: Instant,
    /// The first instant after it.
    valid_to: Instant,
    /// Who entered it.
    created_by: PersonId,
}

impl From<Shift> for ShiftView {
    fn from(shift: Shift) -> Self {
        let Shift { id, area, person, span, created_by } = shift;
        Self { id, area, person, valid_from: Instant(span.from), valid_to: Instant(span.to), created_by }
    }
}

/// A time in which one person stands in for another.
#[derive(Serialize, ToSchema)]
pub struct StandInView {
    id: StandInId,
    /// Who is away.
    person: PersonId,
    /// Who stands in, and hears what the other would hear.
    stand_in: PersonId,
    valid_from: Instant,
    /// The first instant after it.
    valid_to: Instant,
    /// Who entered it.
    created_by: PersonId,
}

impl From<StandIn> for StandInView {
    fn from(row: StandIn) -> Self {
        let StandIn { id, person, stand_in, span, created_by } = row;
        Self { id, person, stand_in, valid_from: Instant(span.from), valid_to: Instant(span.to), created_by }
    }
}

/// What is asked of the roster.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RosterQuery {
    /// In this area or below.
    area: Option<AreaId>,
    /// Shifts that end after this; now if nothing is said.
    from: Option<Instant>,
    /// Shifts that begin before this; two weeks later if nothing is said.
    to: Option<Instant>,
}

fn span_of(from: Option<Instant>, to: Option<Instant>, now: Timestamp) -> Span {
    let from = at(from).unwrap_or(now);
    Span { from, to: at(to).unwrap_or_else(|| from.checked_add(SHOWN).unwrap_or(Timestamp::MAX)) }
}

/// The duty roster, by id.
#[utoipa::path(get, path = "/api/v1/duty-roster", tag = "rules", params(RosterQuery, Paging),
    responses((status = 200, description = "A page", body = Listing<ShiftView>)))]
pub async fn list_shifts(
    core: Data<Core>,
    cursors: Data<Cursors>,
    _principal: Principal,
    query: Paged<RosterQuery>,
) -> Result<HttpResponse, Problem> {
    let Paged { filter, page } = query;
    let span = span_of(filter.from, filter.to, core.clock.now());
    let after = cursors.open(&page)?.unwrap_or(0);
    let rows = service::list_shifts(&core, filter.area, span, (after, page.limit + 1)).await?;
    Ok(HttpResponse::Ok().json(cursors.listing(&page, rows, |row| row.id.0, ShiftView::from)?))
}

/// A shift to be entered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewShift {
    area: AreaId,
    person: PersonId,
    valid_from: Instant,
    /// The first instant after it; within a year.
    valid_to: Instant,
}

/// Put somebody on duty.
#[utoipa::path(post, path = "/api/v1/duty-roster", tag = "rules", request_body = NewShift,
    responses((status = 201, description = "Entered", body = ShiftView)))]
pub async fn enter_shift(
    core: Data<Core>,
    principal: Principal,
    request: Keyed<NewShift>,
) -> Result<HttpResponse, Problem> {
    let NewShift { area, person, valid_from, valid_to } = request.body;
    let span = Span { from: valid_from.0, to: valid_to.0 };
    let row = service::enter_shift(&core, &principal.0, (area, person), span, request.key).await?;
    let place = format!("/api/v1/duty-roster/{}", row.id);
    Ok(HttpResponse::Created().insert_header((LOCATION, place)).json(ShiftView::from(row)))
}

/// End a shift; one that has not begun is struck.
#[utoipa::path(delete, path = "/api/v1/duty-roster/{id}", tag = "rules", params(("id" = ShiftId, Path)),
    responses((status = 204, description = "Ended")))]
pub async fn end_shift(
    core: Data<Core>,
    principal: Principal,
    id: Path<ShiftId>,
) -> Result<HttpResponse, Problem> {
    service::end_shift(&core, &principal.0, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The stand-ins that have not ended, by id.
#[utoipa::path(get, path = "/api/v1/stand-ins", tag = "rules", params(Paging),
    responses((status = 200, description = "A page", body = Listing<StandInView>)))]
pub async fn list_stand_ins(
    core: Data<Core>,
    cursors: Data<Cursors>,
    _principal: Principal,
    query: Paged<NoFilter>,
) -> Result<HttpResponse, Problem> {
    let after = cursors.open(&query.page)?.unwrap_or(0);
    let rows = service::list_stand_ins(&core, after, query.page.limit + 1).await?;
    Ok(HttpResponse::Ok().json(cursors.listing(&query.page, rows, |row| row.id.0, StandInView::from)?))
}

/// A list that takes no filter.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoFilter {}

/// A stand-in to be named.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStandIn {
    /// Who is away: oneself, unless one keeps the roster.
    person: PersonId,
    stand_in: PersonId,
    valid_from: Instant,
    /// The first instant after it; within a year.
    valid_to: Instant,
}

/// Name a stand-in.
#[utoipa::path(post, path = "/api/v1/stand-ins", tag = "rules", request_body = NewStandIn,
    responses((status = 201, description = "Named", body = StandInView)))]
pub async fn enter_stand_in(
    core: Data<Core>,
    principal: Principal,
    request: Keyed<NewStandIn>,
) -> Result<HttpResponse, Problem> {
    let NewStandIn { person, stand_in, valid_from, valid_to } = request.body;
    let span = Span { from: valid_from.0, to: valid_to.0 };
    let row = service::enter_stand_in(&core, &principal.0, (person, stand_in), span, request.key).await?;
    let place = format!("/api/v1/stand-ins/{}", row.id);
    Ok(HttpResponse::Created().insert_header((LOCATION, place)).json(StandInView::from(row)))
}

/// End a stand-in; one that has not begun is struck.
#[utoipa::path(delete, path = "/api/v1/stand-ins/{id}", tag = "rules", params(("id" = StandInId, Path)),
    responses((status = 204, description = "Ended")))]
pub async fn end_stand_in(
    core: Data<Core>,
    principal: Principal,
    id: Path<StandInId>,
) -> Result<HttpResponse, Problem> {
    service::end_stand_in(&core, &principal.0, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
