//! Photos as rows: what is known of each, which case it belongs to, and which file may go.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::attachment::attachments::{self, dsl};
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::chain::Digest;
use crate::domain::geo::Point;
use crate::domain::ids::{AttachmentId, CaseId, PersonId};

/// A photo as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct AttachmentRow {
    /// The id.
    pub id: AttachmentId,
    /// What it is made of.
    pub photo: NewAttachment,
    /// The case and the event that it is bound to; none while it is loose.
    pub bound: Option<(CaseId, i64)>,
}

/// What a new photo is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAttachment {
    /// SHA-256 of the clean copy: the address of the file.
    pub digest: Digest,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Size of the clean copy in bytes.
    pub bytes: i64,
    /// When the camera says it was taken.
    pub taken_at: Option<Timestamp>,
    /// Where the camera says it was taken.
    pub place: Option<Point>,
    /// Who uploaded it.
    pub uploader: Option<PersonId>,
    /// When.
    pub uploaded_at: Timestamp,
}

#[derive(Queryable)]
struct Columns {
    id: i64,
    digest: Vec<u8>,
    width: i64,
    height: i64,
    bytes: i64,
    taken_at: Option<DbTime>,
    lon: Option<f64>,
    lat: Option<f64>,
    uploader_id: Option<i64>,
    uploaded_at: DbTime,
    case_id: Option<i64>,
    seq: Option<i64>,
}

fn row(columns: &Columns) -> Result<AttachmentRow, StoreError> {
    let corrupt = |what: &str| StoreError::Corrupt(format!("attachment {}: {what}", columns.id));
    let side = |value: i64| u32::try_from(value).map_err(|_| corrupt("size"));
    let place = match (columns.lon, columns.lat) {
        (Some(lon), Some(lat)) => Some(Point::new(lon, lat).map_err(|_| corrupt("place"))?),
        _ => None,
    };
    let photo = NewAttachment {
        digest: Digest::from_slice(&columns.digest).ok_or_else(|| corrupt("digest"))?,
        width: side(columns.width)?,
        height: side(columns.height)?,
        bytes: columns.bytes,
        taken_at: columns.taken_at.map(DbTime::at),
        place,
        uploader: columns.uploader_id.map(PersonId),
        uploaded_at: columns.uploaded_at.at(),
    };
    let bound = columns.case_id.map(CaseId).zip(columns.seq);
    Ok(AttachmentRow { id: AttachmentId(columns.id), photo, bound })
}

/// Enters a photo whose file is on disk already; it is loose.
pub fn insert(tx: &mut Tx<'_>, new: &NewAttachment) -> Result<AttachmentRow, StoreError> {
    let columns: Columns = diesel::insert_into(attachments::table)
        .values((
            dsl::digest.eq(new.digest.0.to_vec()),
            dsl::width.eq(i64::from(new.width)),
            dsl::height.eq(i64::from(new.height)),
            dsl::bytes.eq(new.bytes),
            dsl::taken_at.eq(new.taken_at.map(DbTime::from)),
            dsl::lon.eq(new.place.map(|place| place.lon)),
            dsl::lat.eq(new.place.map(|place| place.lat)),
            dsl::uploader_id.eq(new.uploader.map(|person| person.0)),
            dsl::uploaded_at.eq(DbTime::from(new.uploaded_at)),
        ))
        .returning(attachments::all_columns)
        .get_result(&mut **tx)?;
    row(&columns)
}

/// A photo by id.
pub fn find(conn: &mut Conn, id: AttachmentId) -> Result<Option<AttachmentRow>, StoreError> {
    dsl::attachments.find(id.0).get_result::<Columns>(conn).optional()?.as_ref().map(row).transpose()
}

/// Binds loose photos of `uploader` to an event of a case; those of nobody are bound by nobody, which is a reporter without an
/// account. Answers the places in the list of those that could not be bound: unknown, somebody else's, or bound before; the
/// caller then refuses the whole request.
pub fn bind_to_event(
    tx: &mut Tx<'_>,
    photos: &[AttachmentId],
    uploader: Option<PersonId>,
    case: CaseId,
    seq: i64,
) -> Result<Vec<usize>, StoreError> {
    let mut missed = Vec::new();
    for (index, photo) in photos.iter().enumerate() {
        let loose = dsl::attachments.find(photo.0).filter(dsl::case_id.is_null());
        let owner: Option<Option<i64>> = loose.select(dsl::uploader_id).get_result(&mut **tx).optional()?;
        let own = owner == Some(uploader.map(|person| person.0));
        let changes = (dsl::case_id.eq(case.0), dsl::seq.eq(seq));
        if !own || diesel::update(loose).set(changes).execute(&mut **tx)? == 0 {
            missed.push(index);
        }
    }
    Ok(missed)
}

/// The photos of a case, in the order of their events.
pub fn list_of_case(conn: &mut Conn, case: CaseId) -> Result<Vec<AttachmentRow>, StoreError> {
    let rows: Vec<Columns> =
        dsl::attachments.filter(dsl::case_id.eq(case.0)).order((dsl::seq, dsl::id)).load(conn)?;
    rows.iter().map(row).collect()
}

/// How many loose photos a person has.
pub fn count_loose(conn: &mut Conn, uploader: PersonId) -> Result<i64, StoreError> {
    Ok(dsl::attachments
        .filter(dsl::case_id.is_null())
        .filter(dsl::uploader_id.eq(uploader.0))
        .count()
        .get_result(conn)?)
}

/// Deletes loose photos from before `horizon`, at most `limit`; answers the files that no row needs any more.
pub fn prune_loose(tx: &mut Tx<'_>, horizon: Timestamp, limit: i64) -> Result<Vec<Digest>, StoreError> {
    let loose: Vec<i64> = dsl::attachments
        .filter(dsl::case_id.is_null())
        .filter(dsl::uploaded_at.lt(DbTime::from(horizon)))
        .order(dsl::uploaded_at)
        .limit(limit)
        .select(dsl::id)
        .load(&mut **tx)?;
    let mut free = Vec::new();
    for id in loose {
        free.extend(erase(tx, AttachmentId(id))?);
    }
    Ok(free)
}

/// Deletes a photo's row; answers its file if no other row needs it.
pub fn erase(tx: &mut Tx<'_>, id: AttachmentId) -> Result<Option<Digest>, StoreError> {
    let digest: Option<Vec<u8>> =
        dsl::attachments.find(id.0).select(dsl::digest).get_result(&mut **tx).optional()?;
    let Some(digest) = digest.as_deref().and_then(Digest::from_slice) else { return Ok(None) };
    diesel::delete(dsl::attachments.find(id.0)).execute(&mut **tx)?;
    Ok((!is_needed(tx, digest)?).then_some(digest))
}

/// Whether any row needs a file.
pub fn is_needed(conn: &mut Conn, digest: Digest) -> Result<bool, StoreError> {
    let rows = dsl::attachments.filter(dsl::digest.eq(digest.0.to_vec()));
    Ok(diesel::select(diesel::dsl::exists(rows)).get_result(conn)?)
}

/// Ids and files above `after`, by id: for the check that every file is there.
pub fn list_files(
    conn: &mut Conn,
    after: AttachmentId,
    limit: i64,
) -> Result<Vec<(AttachmentId, Digest)>, StoreError> {
    let rows: Vec<(i64, Vec<u8>)> = dsl::attachments
        .filter(dsl::id.gt(after.0))
        .order(dsl::id)
        .limit(limit)
        .select((dsl::id, dsl::digest))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, digest)| Some((AttachmentId(id), Digest::from_slice(&digest)?)))
        .collect())
}
