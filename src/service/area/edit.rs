//! Changes of the tree: areas are opened, ended and split at a date, one by one or from a GeoJSON file. Nothing is changed in
//! place, so that history stays with the area of its day.

use jiff::Timestamp;
use serde_json::Value;

use super::load;
use crate::domain::area::ring::Repair;
use crate::domain::area::shape::Shape;
use crate::domain::area::{Area, AreaBook, AreaKind, AreaRefusal};
use crate::domain::codes::{CoordSys, Level, Right};
use crate::domain::ids::AreaId;
use crate::domain::policy::{Actor, ConfigPart, Subject, Target, permit};
use crate::domain::words::Words;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::service::idempotency::{self, RequestKey};
use crate::store::area as store;
use crate::store::{Conn, Lane, Tx, config_version};

/// Features one import may bring.
const MAX_FEATURES: usize = 5_000;

/// An area to be opened.
#[derive(Debug, Clone)]
pub struct AreaDraft {
    /// Its code.
    pub code: String,
    /// Its level.
    pub level: Level,
    /// The area above.
    pub parent: Option<AreaId>,
    /// Whether it is a campus, a park or the like.
    pub kind: AreaKind,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// Invented for a demonstration.
    pub fictitious: bool,
    /// From when.
    pub valid_from: Timestamp,
    /// A GeoJSON geometry and its datum.
    pub shape: Option<(Value, CoordSys)>,
}

fn fault(pointer: String, zh: String, en: String) -> FieldError {
    FieldError::new(pointer, Words::made(zh, en))
}

fn refusal(pointer: &str, why: &AreaRefusal) -> FieldError {
    let (field, zh) = match why {
        AreaRefusal::Unknown(id) => ("parent", format!("没有区域 {id}。")),
        AreaRefusal::Parent(_) => ("parent", "上级区域的层级不符。".to_owned()),
        AreaRefusal::Dedicated => ("kind", "只有网格可以是专属网格。".to_owned()),
        AreaRefusal::Code(code) => ("code", format!("代码 {code} 届时已被使用。")),
        AreaRefusal::ParentEnded(id) => ("parent", format!("区域 {id} 届时不存在。")),
        AreaRefusal::NotOpen(id) => ("at", format!("区域 {id} 届时不存在，不能终止。")),
        AreaRefusal::ChildOpen(id) => ("at", format!("下级区域 {id} 届时仍然存在。")),
    };
    fault(format!("{pointer}/{field}"), zh, why.to_string())
}

fn invalid(faults: Vec<FieldError>) -> ServiceError {
    ServiceError::Invalid(InvalidKind::Content, faults)
}

fn may_configure(book: &AreaBook, actor: &Actor, parent: Option<AreaId>) -> Result<(), ServiceError> {
    let areas = parent.map(|id| book.ancestors(id)).unwrap_or_default();
    let target = Target { areas, subject: Some(Subject::Config(ConfigPart::Areas)), ..Target::default() };
    permit(actor, Right::Configure, &target)?;
    Ok(())
}

/// The shape of a draft, or what is wrong with it.
fn draw(draft: &AreaDraft, pointer: &str, key: &str) -> Result<(Option<Shape>, Vec<Repair>), FieldError> {
    let Some((geometry, sys)) = &draft.shape else { return Ok((None, Vec::new())) };
    Shape::from_geojson(geometry, *sys).map(|(shape, repairs)| (Some(shape), repairs)).map_err(|why| {
        fault(format!("{pointer}/{key}"), format!("图形有误：{why}"), format!("is no usable shape: {why}"))
    })
}

/// Checks a draft against the tree and writes it; answers its id.
fn open(
    tx: &mut Tx<'_>,
    book: &AreaBook,
    draft: &AreaDraft,
    shape: Option<&Shape>,
    pointer: &str,
) -> Result<AreaId, FieldError> {
    for (field, text, most) in
        [("code", &draft.code, 64), ("name_zh", &draft.name_zh, 80), ("name_en", &draft.name_en, 120)]
    {
        let good = (1..=most).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        if !good || text.trim() != text {
            return Err(fault(
                format!("{pointer}/{field}"),
                format!("应为 1 至 {most} 个字符，首尾不留空格。"),
                format!("must have 1 to {most} characters and no space around them."),
            ));
        }
    }
    book.may_open(draft.level, draft.kind, draft.parent, &draft.code, draft.valid_from)
        .map_err(|why| refusal(pointer, &why))?;
    let area = Area {
        id: AreaId(0),
        code: draft.code.clone(),
        level: draft.level,
        parent: draft.parent,
        kind: draft.kind,
        name_zh: draft.name_zh.clone(),
        name_en: draft.name_en.clone(),
        fictitious: draft.fictitious,
        valid_from: draft.valid_from,
        valid_to: None,
    };
    let text = shape.map(|shape| shape.to_geojson().to_string());
    store::insert_area(tx, &area, text.as_deref())
        .map_err(|why| fault(pointer.to_owned(), "无法写入。".to_owned(), why.to_string()))
}

/// Opens an area.
pub async fn open_area(
    core: &Core,
    actor: &Actor,
    draft: AreaDraft,
    key: Option<RequestKey>,
) -> Result<AreaId, ServiceError> {
    let (shape, _) = draw(&draft, "", "geometry").map_err(|why| invalid(vec![why]))?;
    let (actor, now) = (actor.clone(), core.clock.now());
    core.db
        .write(Lane::Interactive, move |tx| {
            if let Some(id) = idempotency::find(tx, actor.person, key.as_ref(), "area")? {
                return Ok(AreaId(id));
            }
            let book = load(tx)?;
            may_configure(&book, &actor, draft.parent)?;
            let id = open(tx, &book, &draft, shape.as_ref(), "").map_err(|why| invalid(vec![why]))?;
            config_version::raise(tx)?;
            if let Some(key) = &key {
                idempotency::record(tx, actor.person, key, 201, &format!("area/{id}"), now)?;
            }
            Ok(id)
        })
        .await
}

/// Ends an area at an instant and opens its successors at the same one, under the same area and of the same level.
pub async fn split_area(
    core: &Core,
    actor: &Actor,
    id: AreaId,
    at: Timestamp,
    successors: Vec<AreaDraft>,
    key: Option<RequestKey>,
) -> Result<Vec<AreaId>, ServiceError> {
    let (actor, now) = (actor.clone(), core.clock.now());
    core.db
        .write(Lane::Interactive, move |tx| {
            if let Some(made) = ImportedAreas::made_before(tx, &actor, key.as_ref())? {
                return Ok(made.opened);
            }
            let book = load(tx)?;
            let area = book.find(id).ok_or(ServiceError::NotFound)?;
            may_configure(&book, &actor, Some(id))?;
            book.may_end(id, at).map_err(|why| invalid(vec![refusal("", &why)]))?;
            store::end_area(tx, id, at)?;
            let mut opened = Vec::new();
            for (index, draft) in successors.iter().enumerate() {
                let pointer = format!("/successors/{index}");
                let draft =
                    AreaDraft { level: area.level, parent: area.parent, valid_from: at, ..draft.clone() };
                let (shape, _) = draw(&draft, &pointer, "geometry").map_err(|why| invalid(vec![why]))?;
                let book = load(tx)?;
                let new = open(tx, &book, &draft, shape.as_ref(), &pointer);
                opened.push(new.map_err(|why| invalid(vec![why]))?);
            }
            config_version::raise(tx)?;
            let made = ImportedAreas { opened, repaired: Vec::new() };
            made.record(tx, &actor, key.as_ref(), 200, now)?;
            Ok(made.opened)
        })
        .await
}

/// What holds for the features of an import that do not say otherwise.
#[derive(Debug, Clone, Copy)]
pub struct ImportDefaults {
    /// The level.
    pub level: Level,
    /// The area above.
    pub parent: Option<AreaId>,
    /// The datum.
    pub coord_sys: CoordSys,
    /// From when.
    pub valid_from: Timestamp,
    /// Invented for a demonstration.
    pub fictitious: bool,
}

/// What an import has done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedAreas {
    /// The areas, in the order of the features.
    pub opened: Vec<AreaId>,
    /// The numbers of the features in whose shapes slips of drawing were repaired.
    pub repaired: Vec<usize>,
}

impl ImportedAreas {
    /// What a key has made before: `areas/` with the ids, `@` and the numbers of the repaired features.
    fn made_before(
        conn: &mut Conn,
        actor: &Actor,
        key: Option<&RequestKey>,
    ) -> Result<Option<Self>, ServiceError> {
        let Some(made) = idempotency::find_made(conn, actor.person, key, "areas")? else { return Ok(None) };
        let (opened, repaired) = made.split_once('@').unwrap_or((made.as_str(), ""));
        Ok(Some(Self {
            opened: opened.split(',').filter_map(|id| id.parse().ok()).map(AreaId).collect(),
            repaired: repaired.split(',').filter_map(|feature| feature.parse().ok()).collect(),
        }))
    }

    fn record(
        &self,
        tx: &mut Tx<'_>,
        actor: &Actor,
        key: Option<&RequestKey>,
        status: i64,
        now: Timestamp,
    ) -> Result<(), ServiceError> {
        let Some(key) = key else { return Ok(()) };
        let opened: Vec<String> = self.opened.iter().map(ToString::to_string).collect();
        let repaired: Vec<String> = self.repaired.iter().map(ToString::to_string).collect();
        let made = format!("areas/{}@{}", opened.join(","), repaired.join(","));
        idempotency::record(tx, actor.person, key, status, &made, now)
    }
}

/// Opens an area for each feature of a GeoJSON `FeatureCollection`, all of them or none. Properties that are read: `code`,
/// `name_zh` (or `name`), `name_en`, `level`, `parent` (the code of an area, which may come earlier in the same file), `kind`.
pub async fn import_areas(
    core: &Core,
    actor: &Actor,
    collection: Value,
    defaults: ImportDefaults,
    key: Option<RequestKey>,
) -> Result<ImportedAreas, ServiceError> {
    let features = collection.get("features").and_then(Value::as_array).cloned().unwrap_or_default();
    if features.is_empty() || features.len() > MAX_FEATURES {
        return Err(ServiceError::invalid(
            "/features",
            "应为 1 至 5000 个要素的 FeatureCollection。",
            "must be the 1 to 5000 features of a FeatureCollection.",
        ));
    }
    let (actor, now) = (actor.clone(), core.clock.now());
    core.db
        .write(Lane::Interactive, move |tx| {
            if let Some(made) = ImportedAreas::made_before(tx, &actor, key.as_ref())? {
                return Ok(made);
            }
            let mut faults = Vec::new();
            let mut done = ImportedAreas::default();
            let mut book = load(tx)?;
            may_configure(&book, &actor, defaults.parent)?;
            for (index, feature) in features.iter().enumerate() {
                match import_one(tx, &book, feature, &defaults, &format!("/features/{index}")) {
                    Ok((id, repairs)) => {
                        done.opened.push(id);
                        done.repaired.extend((!repairs.is_empty()).then_some(index));
                        book = load(tx)?;
                        may_configure(&book, &actor, Some(id))?;
                    }
                    Err(why) => faults.push(why),
                }
            }
            if !faults.is_empty() {
                return Err(invalid(faults));
            }
            config_version::raise(tx)?;
            done.record(tx, &actor, key.as_ref(), 201, now)?;
            Ok(done)
        })
        .await
}

fn import_one(
    tx: &mut Tx<'_>,
    book: &AreaBook,
    feature: &Value,
    defaults: &ImportDefaults,
    pointer: &str,
) -> Result<(AreaId, Vec<Repair>), FieldError> {
    let properties = format!("{pointer}/properties");
    let text = |name: &str| feature.get("properties").and_then(|all| all.get(name)).and_then(Value::as_str);
    let unknown = |name: &str| {
        let (zh, en) = ("不是有效的代码。".to_owned(), "is no code that is known.".to_owned());
        fault(format!("{properties}/{name}"), zh, en)
    };
    let level =
        text("level").map_or(Ok(defaults.level), |code| code.parse().map_err(|_| unknown("level")))?;
    let kind =
        text("kind").map_or(Ok(AreaKind::Ordinary), |code| code.parse().map_err(|_| unknown("kind")))?;
    let parent = match text("parent") {
        Some(code) => Some(book.find_by_code(code, defaults.valid_from).ok_or_else(|| unknown("parent"))?.id),
        None => defaults.parent,
    };
    let name_zh = text("name_zh").or_else(|| text("name")).or_else(|| text("Name")).unwrap_or_default();
    let draft = AreaDraft {
        code: text("code").unwrap_or(name_zh).to_owned(),
        level,
        parent,
        kind,
        name_zh: name_zh.to_owned(),
        name_en: text("name_en").unwrap_or(name_zh).to_owned(),
        fictitious: defaults.fictitious,
        valid_from: defaults.valid_from,
        shape: feature.get("geometry").filter(|it| !it.is_null()).map(|it| (it.clone(), defaults.coord_sys)),
    };
    let (shape, repairs) = draw(&draft, pointer, "geometry")?;
    let id = open(tx, book, &draft, shape.as_ref(), &properties)?;
    Ok((id, repairs))
}
