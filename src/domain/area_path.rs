//! The way from a place up to its district: what access, settings and statistics ask of an area, without the tree itself.

use crate::domain::codes::Level;
use crate::domain::ids::AreaId;

/// The areas a place lies in, as of one day. Levels are missing where a place is not located, or where the path belongs to an
/// area above the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
pub struct AreaPath {
    /// The grid.
    pub grid: Option<AreaId>,
    /// The community or village.
    pub community: Option<AreaId>,
    /// The street.
    pub street: Option<AreaId>,
    /// The district.
    pub district: Option<AreaId>,
}

impl AreaPath {
    /// Whether the place lies in `area` or below it.
    pub fn within(&self, area: AreaId) -> bool {
        self.ids().any(|id| id == area)
    }

    /// The ids from the grid up to the district.
    pub fn ids(&self) -> impl Iterator<Item = AreaId> {
        [self.grid, self.community, self.street, self.district].into_iter().flatten()
    }

    /// The area of one level.
    pub const fn at(&self, level: Level) -> Option<AreaId> {
        match level {
            Level::Grid => self.grid,
            Level::Community => self.community,
            Level::Street => self.street,
            Level::District => self.district,
        }
    }

    /// The level of the area that the path leads up from.
    pub const fn lowest_level(&self) -> Level {
        match (self.grid, self.community, self.street) {
            (Some(_), _, _) => Level::Grid,
            (None, Some(_), _) => Level::Community,
            (None, None, Some(_)) => Level::Street,
            (None, None, None) => Level::District,
        }
    }

    /// A place that lies in no known street: every desk looks after it until somebody moves the pin.
    pub const fn is_unlocated(&self) -> bool {
        self.street.is_none() && self.community.is_none() && self.grid.is_none()
    }
}
