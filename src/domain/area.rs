//! The area tree district → street → community → grid, dated: an area is never changed in place, a split or a move ends it and
//! opens others, so that history stays with the area of its day. [`AreaBook`] holds the whole tree in memory with its shapes
//! behind an R-tree, and says in which grid a place lies.

pub mod ring;
pub mod shape;

use std::collections::HashMap;

use jiff::Timestamp;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::domain::area_path::AreaPath;
use crate::domain::codes::{Level, code_enum};
use crate::domain::geo::Point;
use crate::domain::ids::AreaId;
use shape::{Shape, Side};

/// An area as it is or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Its id; a successor after a split has another.
    pub id: AreaId,
    /// The official or local code, unique among the areas of one day.
    pub code: String,
    /// Its level in the tree.
    pub level: Level,
    /// The area above; none for a district.
    pub parent: Option<AreaId>,
    /// Whether a grid is a campus, a park or the like.
    pub kind: AreaKind,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// Whether the area was invented for a demonstration; then every page says so.
    pub fictitious: bool,
    /// First instant at which it exists.
    pub valid_from: Timestamp,
    /// First instant at which it exists no more.
    pub valid_to: Option<Timestamp>,
}

impl Area {
    /// Whether the area exists at an instant.
    pub fn exists_at(&self, at: Timestamp) -> bool {
        self.valid_from <= at && self.valid_to.is_none_or(|end| at < end)
    }
}

code_enum! {
    /// Whether a grid is an ordinary one or stands for itself: a campus, a park, a market. Where both claim a place, the
    /// dedicated one has it.
    pub enum AreaKind {
        Ordinary = "ordinary", "普通网格", "Ordinary";
        Dedicated = "dedicated", "专属网格", "Dedicated";
    }
}

/// Why an area cannot be opened, ended or drawn as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AreaRefusal {
    /// The named area is not known.
    #[error("area {0} is not known")]
    Unknown(AreaId),
    /// The parent's level does not fit, or a parent is missing or too much.
    #[error(
        "a {0} cannot stand there: a grid stands under a community or a street, a community under a street, a street under a district"
    )]
    Parent(Level),
    /// Only grids are dedicated.
    #[error("only a grid can be a dedicated area")]
    Dedicated,
    /// Another area has the code at that time.
    #[error("code {0} is taken at that time")]
    Code(String),
    /// The parent does not exist at the first instant.
    #[error("area {0} does not exist at that time")]
    ParentEnded(AreaId),
    /// An area that has ended cannot end again, nor before it began.
    #[error("area {0} does not exist at that time, so it cannot end then")]
    NotOpen(AreaId),
    /// Areas below still exist after the end.
    #[error("area {0} below still exists after that time")]
    ChildOpen(AreaId),
}

/// An area with its place in the tree.
#[derive(Debug)]
struct Node {
    area: Area,
    path: AreaPath,
    shape: Option<Shape>,
}

/// Part of an area's shape in the R-tree: the envelope, the area and which polygon.
type Leaf = GeomWithData<Rectangle<[f64; 2]>, (AreaId, usize)>;

/// Every area that is or was, with shapes. Immutable: a change makes a new book.
#[derive(Debug, Default)]
pub struct AreaBook {
    nodes: HashMap<AreaId, Node>,
    children: HashMap<Option<AreaId>, Vec<AreaId>>,
    tree: RTree<Leaf>,
}

impl AreaBook {
    /// Builds the book. Fails when a parent is unknown or of the wrong level, which the database's keys should rule out.
    pub fn new(areas: Vec<(Area, Option<Shape>)>) -> Result<Self, AreaRefusal> {
        let levels: HashMap<AreaId, (Level, Option<AreaId>)> =
            areas.iter().map(|(area, _)| (area.id, (area.level, area.parent))).collect();
        let mut nodes = HashMap::with_capacity(areas.len());
        let mut children: HashMap<Option<AreaId>, Vec<AreaId>> = HashMap::new();
        let mut leaves = Vec::new();
        for (area, shape) in areas {
            let parent_level = match area.parent {
                None => None,
                Some(parent) => Some(levels.get(&parent).ok_or(AreaRefusal::Unknown(parent))?.0),
            };
            if !fits(area.level, parent_level) {
                return Err(AreaRefusal::Parent(area.level));
            }
            let path = path_of(area.id, &levels);
            if let Some(shape) = &shape {
                leaves.extend(shape.envelopes().enumerate().map(|(part, (low, high))| {
                    GeomWithData::new(Rectangle::from_corners(low, high), (area.id, part))
                }));
            }
            children.entry(area.parent).or_default().push(area.id);
            nodes.insert(area.id, Node { area, path, shape });
        }
        for ids in children.values_mut() {
            ids.sort_unstable();
        }
        Ok(Self { nodes, children, tree: RTree::bulk_load(leaves) })
    }

    /// An area by id.
    pub fn find(&self, id: AreaId) -> Option<&Area> {
        self.nodes.get(&id).map(|node| &node.area)
    }

    /// The area that has a code at an instant.
    pub fn find_by_code(&self, code: &str, at: Timestamp) -> Option<&Area> {
        let mut known = self.nodes.values().map(|node| &node.area);
        known.find(|area| area.code == code && area.exists_at(at))
    }

    /// The shape of an area, if one was drawn.
    pub fn find_shape(&self, id: AreaId) -> Option<&Shape> {
        self.nodes.get(&id).and_then(|node| node.shape.as_ref())
    }

    /// The area and those above it. Empty for an unknown area.
    pub fn ancestors(&self, id: AreaId) -> AreaPath {
        self.nodes.get(&id).map(|node| node.path).unwrap_or_default()
    }

    /// Whether `area` is `root` or lies below it.
    pub fn is_within(&self, area: AreaId, root: AreaId) -> bool {
        self.ancestors(area).within(root)
    }

    /// The areas directly below one (or the districts), by id, whether they exist still or not.
    pub fn children(&self, parent: Option<AreaId>) -> &[AreaId] {
        self.children.get(&parent).map_or(&[], Vec::as_slice)
    }

    /// `root` and every area below it, a parent before its children.
    pub fn subtree(&self, root: AreaId) -> Vec<AreaId> {
        let mut found: Vec<AreaId> = self.find(root).map(|area| area.id).into_iter().collect();
        let mut next = 0;
        while let Some(&id) = found.get(next) {
            found.extend_from_slice(self.children(Some(id)));
            next += 1;
        }
        found
    }

    /// Every area, by id.
    pub fn all(&self) -> Vec<&Area> {
        let mut areas: Vec<&Area> = self.nodes.values().map(|node| &node.area).collect();
        areas.sort_unstable_by_key(|area| area.id);
        areas
    }

    /// The grid in which a place lies at an instant. Where several claim it: a dedicated grid (a campus, a park) before an
    /// ordinary one, one that holds the place inside before one that has it on its border, then the one that was opened first.
    pub fn locate(&self, point: Point, at: Timestamp) -> Option<AreaId> {
        self.locate_level(point, at, Level::Grid)
    }

    /// The lowest area with a shape in which a place lies: the grid, else the community, the street, the district.
    pub fn locate_lowest(&self, point: Point, at: Timestamp) -> Option<AreaId> {
        [Level::Grid, Level::Community, Level::Street, Level::District]
            .into_iter()
            .find_map(|level| self.locate_level(point, at, level))
    }

    fn locate_level(&self, point: Point, at: Timestamp, level: Level) -> Option<AreaId> {
        let near = |sign: f64| [point.lon + sign * ring::BORDER, point.lat + sign * ring::BORDER];
        let here = AABB::from_corners(near(-1.0), near(1.0));
        self.tree
            .locate_in_envelope_intersecting(here)
            .filter_map(|leaf| {
                let (id, part) = leaf.data;
                let node = self.nodes.get(&id)?;
                if node.area.level != level || !node.area.exists_at(at) {
                    return None;
                }
                let side = node.shape.as_ref()?.side_of_part(part, point);
                let ordinary = node.area.kind == AreaKind::Ordinary;
                (side != Side::Outside).then_some((ordinary, side == Side::Border, id))
            })
            .min()
            .map(|(_, _, id)| id)
    }

    /// Whether an area may be opened at `from`.
    pub fn may_open(
        &self,
        level: Level,
        kind: AreaKind,
        parent: Option<AreaId>,
        code: &str,
        from: Timestamp,
    ) -> Result<(), AreaRefusal> {
        if kind == AreaKind::Dedicated && level != Level::Grid {
            return Err(AreaRefusal::Dedicated);
        }
        let above = match parent {
            None => None,
            Some(id) => Some(self.find(id).ok_or(AreaRefusal::Unknown(id))?),
        };
        if !fits(level, above.map(|area| area.level)) {
            return Err(AreaRefusal::Parent(level));
        }
        if let Some(area) = above.filter(|area| !area.exists_at(from)) {
            return Err(AreaRefusal::ParentEnded(area.id));
        }
        let taken = |node: &Node| node.area.code == code && node.area.valid_to.is_none_or(|end| end > from);
        if self.nodes.values().any(taken) {
            return Err(AreaRefusal::Code(code.to_owned()));
        }
        Ok(())
    }

    /// Whether an area may end at an instant: it exists then, and nothing below it lives longer.
    pub fn may_end(&self, id: AreaId, at: Timestamp) -> Result<(), AreaRefusal> {
        let area = self.find(id).ok_or(AreaRefusal::Unknown(id))?;
        if area.valid_to.is_some() || area.valid_from >= at {
            return Err(AreaRefusal::NotOpen(id));
        }
        let outlives = |child: &&AreaId| {
            self.find(**child).is_some_and(|child| child.valid_to.is_none_or(|end| end > at))
        };
        match self.children(Some(id)).iter().find(outlives) {
            Some(&child) => Err(AreaRefusal::ChildOpen(child)),
            None => Ok(()),
        }
    }
}

/// Whether an area of a level may stand under one of another.
fn fits(level: Level, parent: Option<Level>) -> bool {
    matches!(
        (level, parent),
        (Level::District, None)
            | (Level::Street, Some(Level::District))
            | (Level::Community, Some(Level::Street))
            | (Level::Grid, Some(Level::Community | Level::Street))
    )
}

/// Walks up from an area; levels rise strictly, so the walk ends.
fn path_of(id: AreaId, levels: &HashMap<AreaId, (Level, Option<AreaId>)>) -> AreaPath {
    let mut path = AreaPath::default();
    let mut next = Some(id);
    let mut below = None;
    while let Some((id, &(level, parent))) = next.and_then(|id| levels.get(&id).map(|found| (id, found))) {
        if below.is_some_and(|below| level <= below) {
            break;
        }
        match level {
            Level::Grid => path.grid = Some(id),
            Level::Community => path.community = Some(id),
            Level::Street => path.street = Some(id),
            Level::District => path.district = Some(id),
        }
        below = Some(level);
        next = parent;
    }
    path
}

#[cfg(test)]
mod tests;
