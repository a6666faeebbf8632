//! Residents without an account: they report, follow what they reported by its code, act on it as its reporter, and learn what
//! the neighbourhood knows already. Whoever shows a code is the reporter of that case, and nobody anywhere else.

use crate::domain::area::Area;
use crate::domain::area_path::AreaPath;
use crate::domain::case::known::{is_known, is_news};
use crate::domain::case::{ActionOffer, Case};
use crate::domain::codes::{CoordSys, Level, State};
use crate::domain::geo::to_wgs84;
use crate::domain::ids::CaseId;
use crate::domain::number::TrackingCode;
use crate::domain::policy::Actor;
use crate::service::case::office::Office;
use crate::service::case::see::{SeenCase, offers, see};
use crate::service::case::timeline::{Timeline, timeline};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::idempotency::RequestKey;
use crate::service::incident::{FiledIncident, NewIncident, file_as_stranger};
use crate::store::Conn;
use crate::store::case::find_case;
use crate::store::incident::find_by_tracking_code;
use crate::store::nearby::list_latest_of;

/// Cases of a neighbourhood that are looked at for news: the latest.
const LOOKED_AT: i64 = 300;
/// News that are told.
const NEWS: usize = 30;

/// A case in front of whoever holds its code.
#[derive(Debug, Clone)]
pub struct Followed {
    /// The case, as its reporter sees it.
    pub seen: SeenCase,
    /// What happened, in public words.
    pub timeline: Timeline,
    /// What the reporter may do now.
    pub actions: Vec<ActionOffer>,
    /// Where it lies: the community and the grid, as far as they are known.
    pub place: Vec<Area>,
    /// The case that goes on for it, if it was merged and the public may know of that one.
    pub parent: Option<KnownCase>,
}

/// A case of which the public may know.
#[derive(Debug, Clone)]
pub struct KnownCase {
    /// The case; its words and its exact place stay here.
    pub case: Case,
    /// The name of the category's group, Chinese and English.
    pub group: Option<(String, String)>,
    /// The community and the grid.
    pub place: Vec<Area>,
}

/// A grid as a notice board shows it.
#[derive(Debug, Clone)]
pub struct PublicGrid {
    /// The grid.
    pub grid: Area,
    /// The areas above it, the nearest first.
    pub above: Vec<Area>,
    /// The address at which it can be reported into.
    pub url: String,
}

/// Reports something. A grid is named by the code that stands on its notice board.
pub async fn report(
    core: &Core,
    mut new: NewIncident,
    grid: Option<String>,
    key: Option<RequestKey>,
) -> Result<FiledIncident, ServiceError> {
    if let Some(code) = grid {
        let unknown = || ServiceError::invalid("/grid", "没有这个网格。", "There is no such grid.");
        new.grid = Some(find_grid(core, code).await?.ok_or_else(unknown)?.grid.id);
    }
    file_as_stranger(core, new, key).await
}

/// The case that a tracking code stands for.
pub async fn find_reported(core: &Core, tracking: TrackingCode) -> Result<CaseId, ServiceError> {
    core.db
        .read_point(move |conn| {
            let row = find_by_tracking_code(conn, tracking.as_str())?.ok_or(ServiceError::NotFound)?;
            Ok(CaseId(row.id))
        })
        .await
}

/// Shows a case to whoever holds its code.
pub async fn follow(core: &Core, case: CaseId) -> Result<Followed, ServiceError> {
    let rooms = core.clone();
    core.db
        .read(move |conn| {
            let actor = Actor::by_receipt(case);
            let seen = see(&rooms, conn, &actor, case)?;
            let office = rooms.office(conn)?;
            let actions = offers(&rooms, conn, &actor, &seen.stored.case)?;
            let timeline = timeline(conn, &actor, &seen.stored.case, seen.form)?;
            let merged = Some(&seen.stored.case).filter(|case| case.state == State::Merged);
            let parent = match merged.and_then(|case| case.former.as_ref()) {
                Some(former) => find_case(conn, former.into)?.map(|stored| stored.case).filter(is_known),
                None => None,
            };
            let parent = parent.map(|case| known(case, &office));
            Ok(Followed { place: place(&seen.stored.case.areas, &office), seen, timeline, actions, parent })
        })
        .await
}

/// What the public may know of a case by its number.
pub async fn get_known(core: &Core, case: CaseId) -> Result<KnownCase, ServiceError> {
    let rooms = core.clone();
    core.db
        .read_point(move |conn| {
            let stored = find_case(conn, case)?.filter(|stored| is_known(&stored.case));
            let case = stored.ok_or(ServiceError::NotFound)?.case;
            Ok(known(case, &rooms.office(conn)?))
        })
        .await
}

/// What is known around a place: the community in which it lies, its latest cases first.
pub async fn list_news(
    core: &Core,
    sys: CoordSys,
    lon: f64,
    lat: f64,
) -> Result<Vec<KnownCase>, ServiceError> {
    let now = core.clock.now();
    let point = to_wgs84(sys, lon, lat)
        .map_err(|_| ServiceError::invalid("/lon", "坐标超出范围。", "is out of range."))?;
    let rooms = core.clone();
    core.db
        .read(move |conn| {
            let office = rooms.office(conn)?;
            let area = office.areas.locate_lowest(point, now);
            let community = area.and_then(|area| office.areas.ancestors(area).community);
            let Some(community) = community else { return Ok(Vec::new()) };
            let latest = list_latest_of(conn, community, LOOKED_AT)?;
            let news = latest.into_iter().filter(|case| is_news(case, now)).take(NEWS);
            Ok(news.map(|case| known(case, &office)).collect())
        })
        .await
}

/// Of the cases those of which the public may know.
pub async fn of_neighbourhood(
    core: &Core,
    cases: impl Iterator<Item = Case>,
) -> Result<Vec<KnownCase>, ServiceError> {
    let (rooms, cases) = (core.clone(), cases.filter(is_known).collect::<Vec<_>>());
    core.db
        .read_point(move |conn| {
            let office = rooms.office(conn)?;
            Ok(cases.iter().map(|case| known(case.clone(), &office)).collect())
        })
        .await
}

/// The grid whose code stands on a notice board.
pub async fn get_grid(core: &Core, board: String) -> Result<PublicGrid, ServiceError> {
    find_grid(core, board).await?.ok_or(ServiceError::NotFound)
}

async fn find_grid(core: &Core, board: String) -> Result<Option<PublicGrid>, ServiceError> {
    let rooms = core.clone();
    core.db
        .read_point(move |conn: &mut Conn| {
            let office = rooms.office(conn)?;
            let found = office.areas.find_by_code(&board, rooms.clock.now());
            Ok(found.filter(|area| area.level == Level::Grid).map(|grid| {
                let path = office.areas.ancestors(grid.id);
                let above = path.ids().filter(|id| *id != grid.id);
                let base = &rooms.notices.base_url;
                PublicGrid {
                    grid: grid.clone(),
                    above: above.filter_map(|id| office.areas.find(id).cloned()).collect(),
                    url: format!("{base}/public/report?grid={}", escaped(&grid.code)),
                }
            }))
        })
        .await
}

/// A code as part of a query string.
fn escaped(code: &str) -> String {
    form_urlencoded::byte_serialize(code.as_bytes()).collect()
}

fn known(case: Case, office: &Office) -> KnownCase {
    let category = case.category.as_ref().and_then(|code| office.catalogue.category(code));
    let group = category.map(|category| (category.group_zh.clone(), category.group_en.clone()));
    KnownCase { place: place(&case.areas, office), group, case }
}

/// The community and the grid: near enough to recognise a matter by, too coarse to find a door.
fn place(areas: &AreaPath, office: &Office) -> Vec<Area> {
    let parts = [areas.community, areas.grid];
    parts.into_iter().flatten().filter_map(|id| office.areas.find(id).cloned()).collect()
}
