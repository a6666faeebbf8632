//! Who files a story's report, what it says and where it lies.

use jiff::{SignedDuration, Timestamp};

use super::dice::Dice;
use super::play::Stage;
use super::plot::{Course, Plot};
use super::theme::Theme;
use crate::domain::case::file::Report;
use crate::domain::codes::{CoordSys, Source};
use crate::domain::geo::Point;
use crate::domain::ids::{AreaId, IncidentId, PersonId};
use crate::service::case::write::Given;
use crate::service::history::{UNWRITTEN, tracking_code};
use crate::store::incident::NewIncident;

/// A place: in words, on the map, and its grid. A few reporters name no point.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    pub(super) words: String,
    pub(super) point: Option<Point>,
    pub(super) grid: Option<AreaId>,
}

/// A report ready to be filed.
pub(super) struct FiledReport {
    /// Who types it in.
    pub(super) by: PersonId,
    pub(super) report: Report,
    pub(super) given: Given,
    pub(super) incident: NewIncident,
}

/// A spot in the plot's grid, well inside whatever its crooked corners.
pub(super) fn spot(stage: &Stage<'_>, plot: &Plot, theme: &Theme, dice: &mut Dice) -> Spot {
    let grid = stage.street.grids.get(plot.grid);
    let community = grid.and_then(|grid| stage.street.communities.get(grid.community));
    let words = format!("{}{}", community.map_or("", |c| c.name.as_str()), theme.spot(dice));
    let (east, north) = (dice.fraction() - 0.5, dice.fraction() - 0.5);
    let located = plot.halt.is_some() || plot.course == Course::OnTheSpot || !plot.seed.is_multiple_of(41);
    let grid = grid.filter(|_| located);
    let point = grid.and_then(|g| Point::new(g.middle.0 + east * 0.003, g.middle.1 + north * 0.0024).ok());
    Spot { words, point, grid: grid.map(|grid| grid.area) }
}

/// Who typed it in, through which way it came, and who reports it.
fn reporter(stage: &Stage<'_>, plot: &Plot, dice: &mut Dice) -> (PersonId, Source, PersonId) {
    let cast = stage.cast;
    let member = cast.members.get(plot.grid).copied().unwrap_or(PersonId(0));
    // What is shown today is the business of the resident who can log in.
    let shown = cast.residents.first().filter(|_| plot.halt.is_some());
    let resident = shown.or_else(|| dice.pick(&cast.residents)).copied().unwrap_or(member);
    let volunteer = cast.volunteers.get(plot.grid).and_then(|list| dice.pick(list)).copied();
    match (plot.source, volunteer) {
        (Source::Volunteer, Some(volunteer)) => (volunteer, Source::Volunteer, volunteer),
        (Source::Resident, _) => (resident, Source::Resident, resident),
        (Source::Hotline12345, _) => {
            let clerk = cast.acceptors.first().copied().unwrap_or(member);
            (clerk, Source::Hotline12345, resident)
        }
        _ => (member, Source::GridMember, member),
    }
}

/// The report of a plot at `filed_at`, seen some minutes before.
pub(super) fn report(
    stage: &Stage<'_>,
    plot: &Plot,
    theme: &Theme,
    spot: &Spot,
    dice: &mut Dice,
    filed_at: Timestamp,
) -> FiledReport {
    let (by, source, person) = reporter(stage, plot, dice);
    let category = (plot.knows_category || source != Source::Resident).then(|| theme.category.clone());
    let occurred_at = filed_at - SignedDuration::from_mins(dice.between(1, 50));
    let hotline = source == Source::Hotline12345;
    let promised = hotline.then(|| filed_at + SignedDuration::from_hours(24 * 5));
    let areas = &stage.office.areas;
    let report = Report {
        incident: IncidentId(UNWRITTEN.0),
        occurred_at,
        source,
        reporter: Some(person),
        proxy_by: (by != person).then_some(by),
        areas: spot.grid.map_or_else(|| stage.office.top(filed_at), |grid| areas.ancestors(grid)),
        unlocated: spot.grid.is_none(),
        time_doubtful: false,
        category: category.clone(),
        sensitive: false,
        contact_agreed: dice.percent(80),
        promised_at: promised,
        neighbour_complaint: theme.is_about_neighbours(),
        attachments: Vec::new(),
        text: None,
    };
    let body = theme.seen(dice).replace("{p}", &spot.words);
    let incident = NewIncident {
        tracking_code: tracking_code(),
        client_uuid: None,
        person_id: Some(person.0),
        source: source.code(),
        upstream_number: hotline.then(|| format!("DEMO-{:016X}-{}", plot.seed, filed_at.as_second())),
        upstream_due_at: promised.map(Into::into),
        anonymous: dice.percent(12),
        category,
        coord_sys: spot.point.map(|_| CoordSys::Wgs84.code()),
        given_lon: spot.point.map(|point| point.lon),
        given_lat: spot.point.map(|point| point.lat),
        accuracy_m: spot.point.map(|_| 8.0),
        occurred_at: occurred_at.into(),
        recorded_at: filed_at.into(),
    };
    let given = Given { body: Some(body), reply: None, address: Some(spot.words.clone()) };
    FiledReport { by, report, given, incident }
}
