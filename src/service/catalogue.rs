//! The catalogue: read in any of its versions, edited row by row or by whole lists, each edit a new version that takes
//! effect at its date. Nothing is ever changed in place.

mod edit;

use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::catalogue::{Catalogue, Flaw};
use crate::domain::ids::PersonId;
use crate::domain::words::Words;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::store::catalogue::{self as store, CatalogueVersionRow};
use crate::store::{Conn, StoreError, config_version};

pub use edit::{
    CatalogueEdit, CatalogueImport, CatalogueReport, Changed, Editor, ListText, NewVersion, RemovedEntry,
    change_catalogue, import_catalogue,
};

/// The catalogue in effect, and those that will be.
pub struct CatalogueBook {
    /// Each with the instant from which it is in effect, in order.
    ahead: Vec<(Timestamp, Arc<Catalogue>)>,
}

impl CatalogueBook {
    fn at(&self, now: Timestamp) -> Option<&Arc<Catalogue>> {
        self.ahead.iter().rev().find(|(from, _)| *from <= now).map(|(_, catalogue)| catalogue)
    }
}

/// What is known about a version of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueVersion {
    /// Its number.
    pub id: i64,
    /// When it takes effect.
    pub effective_from: Timestamp,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who made it; none for the built-in one.
    pub created_by: Option<PersonId>,
    /// Why it was made.
    pub note: String,
}

impl From<CatalogueVersionRow> for CatalogueVersion {
    fn from(row: CatalogueVersionRow) -> Self {
        Self {
            id: row.id,
            effective_from: row.effective_from.at(),
            created_at: row.created_at.at(),
            created_by: row.created_by.map(PersonId),
            note: row.note,
        }
    }
}

/// A version of the catalogue with what is known about it.
#[derive(Debug, Clone)]
pub struct DatedCatalogue {
    /// The catalogue.
    pub catalogue: Arc<Catalogue>,
    /// When it was made, by whom and why, and from when on it is in effect.
    pub version: CatalogueVersion,
}

/// Which version of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one in effect at an instant.
    At(Timestamp),
    /// The one with this number.
    Version(i64),
}

impl Core {
    /// The catalogue in effect now. It is the same one for as long as the configuration does not change.
    pub fn catalogue(&self, conn: &mut Conn) -> Result<Arc<Catalogue>, ServiceError> {
        let version = config_version::get(conn)?;
        self.catalogue_at(version, conn)
    }

    /// The catalogue in effect now, by a version of the configuration that was just read.
    pub(in crate::service) fn catalogue_at(
        &self,
        version: i64,
        conn: &mut Conn,
    ) -> Result<Arc<Catalogue>, ServiceError> {
        let now = self.clock.now();
        let book = self.caches.catalogue.at(version, conn, |conn| load_book(conn, now))?;
        book.at(now).cloned().ok_or_else(|| missing().into())
    }
}

fn missing() -> StoreError {
    StoreError::Corrupt("the database has no catalogue: run `gridward migrate`".to_owned())
}

fn load(conn: &mut Conn, version: i64) -> Result<Arc<Catalogue>, ServiceError> {
    let lists = store::get_catalogue_lists(conn, version)?;
    Catalogue::new(version, lists).map(Arc::new).map_err(|flaws| corrupt(version, &flaws).into())
}

fn corrupt(version: i64, flaws: &[Flaw]) -> StoreError {
    let first = flaws.first().map(Flaw::to_string).unwrap_or_default();
    StoreError::Corrupt(format!("catalogue version {version}: {first}"))
}

fn load_book(conn: &mut Conn, now: Timestamp) -> Result<CatalogueBook, ServiceError> {
    let current = store::find_catalogue_version_at(conn, now)?.ok_or_else(missing)?;
    let later = store::list_catalogue_versions(conn, current.id)?;
    let ahead = [current].into_iter().chain(later).map(|v| Ok((v.effective_from.at(), load(conn, v.id)?)));
    Ok(CatalogueBook { ahead: ahead.collect::<Result<_, ServiceError>>()? })
}

/// One version of the catalogue.
pub async fn get_catalogue(core: &Core, which: Which) -> Result<DatedCatalogue, ServiceError> {
    let core = core.clone();
    core.db
        .clone()
        .read(move |conn| {
            let found = match which {
                Which::At(at) => store::find_catalogue_version_at(conn, at)?,
                Which::Version(id) => store::find_catalogue_version(conn, id)?,
            };
            let version = found.ok_or(ServiceError::NotFound)?;
            let current = core.catalogue(conn)?;
            let catalogue = if current.version() == version.id { current } else { load(conn, version.id)? };
            Ok(DatedCatalogue { catalogue, version: version.into() })
        })
        .await
}

/// Every version, the oldest first.
pub async fn list_versions(core: &Core) -> Result<Vec<CatalogueVersion>, ServiceError> {
    let rows = core.db.read(|conn| Ok::<_, ServiceError>(store::list_catalogue_versions(conn, 0)?)).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The flaws of an edit as faults of its request.
fn unsound(flaws: &[Flaw]) -> ServiceError {
    let field = |flaw: &Flaw| {
        let text = flaw.to_string();
        FieldError::new("", Words::made(format!("目录有误：{text}"), text))
    };
    ServiceError::Invalid(InvalidKind::Content, flaws.iter().take(100).map(field).collect())
}
