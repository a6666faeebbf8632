//! Photos: taken in, looked at under the same policy as their case, and swept when nobody used them.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;

use crate::domain::case::parts::Attached;
use crate::domain::case::words::ProofUse;
use crate::domain::chain::Digest;
use crate::domain::codes::{ActionCode, Right, Role};
use crate::domain::ids::{AttachmentId, CaseId, PersonId};
use crate::domain::photo::{self, MAX_BYTES, Photo, PhotoFault};
use crate::domain::policy::{Actor, CaseLink, Form, permit};
use crate::domain::words::Words;
use crate::service::case::act::{Act, Ask};
use crate::service::case::timeline::timeline;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::service::idempotency::{self, RequestKey};
pub use crate::store::attachment::AttachmentRow;
use crate::store::attachment::{self as store, NewAttachment};
use crate::store::case::find_case;
pub use crate::store::files::Part;
use crate::store::files::Temporary;
use crate::store::timeline::list_events_of;
use crate::store::{Conn, Lane, StoreError};

/// Loose photos one person may have at a time: more than any report needs.
const MAX_LOOSE: i64 = 100;
/// Photos that a reporter without an account, or a body through one link, may add to a case: as many as a report takes.
const MAX_OF_STRANGERS: usize = 9;
/// Uploads that may wait for the decoder.
const MAX_WAITING: usize = 32;
/// What was buried longer ago than this is destroyed.
const BURIED_FOR: SignedDuration = SignedDuration::from_hours(1);
/// Loose photos swept in one transaction.
const SWEEP: i64 = 50;
/// What a used key of an upload stands for.
const RESOURCE: &str = "attachment";

/// One photo is decoded at a time: a picture of the largest size takes 200 MB.
#[derive(Clone)]
pub struct PhotoTurn {
    turn: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
}

impl Default for PhotoTurn {
    fn default() -> Self {
        Self { turn: Arc::new(Semaphore::new(1)), waiting: Arc::default() }
    }
}

/// A place in the queue for the decoder, left when the value goes.
struct Place(Arc<AtomicUsize>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl PhotoTurn {
    fn queue(&self) -> Result<Place, ServiceError> {
        let before = self.waiting.fetch_add(1, Ordering::Relaxed);
        let place = Place(Arc::clone(&self.waiting));
        if before >= MAX_WAITING {
            return Err(StoreError::Unavailable("too many photos at once".to_owned()).into());
        }
        Ok(place)
    }
}

/// An upload under way, in a temporary file.
pub struct Upload {
    file: Temporary,
    hash: Sha256,
}

impl Upload {
    /// Begins.
    pub fn begin(core: &Core) -> Result<Self, ServiceError> {
        Ok(Self { file: core.files.temporary().map_err(unavailable)?, hash: Sha256::new() })
    }

    /// Appends; refuses what grows too large, before it fills the disk.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), ServiceError> {
        if self.file.len() + bytes.len() > MAX_BYTES {
            return Err(refused(PhotoFault::TooManyBytes));
        }
        self.hash.update(bytes);
        self.file.write(bytes).map_err(unavailable)
    }

    /// SHA-256 of what came, to bind an `Idempotency-Key` to.
    pub fn digest(&self) -> [u8; 32] {
        self.hash.clone().finalize().into()
    }
}

/// Disk full, or gone: the caller may come again.
#[expect(clippy::needless_pass_by_value, reason = "it stands in map_err")]
fn unavailable(error: io::Error) -> ServiceError {
    StoreError::Unavailable(format!("files: {error}")).into()
}

fn refused(fault: PhotoFault) -> ServiceError {
    let kind = if fault.is_too_large() { InvalidKind::ImageTooLarge } else { InvalidKind::NotAnImage };
    ServiceError::Invalid(kind, vec![FieldError::new("", fault.words())])
}

/// Keeps an uploaded photo: the clean copy and a thumbnail first, the row last. It is loose until an event names it.
pub async fn keep_photo(
    core: &Core,
    person: PersonId,
    upload: Upload,
    key: Option<RequestKey>,
) -> Result<AttachmentRow, ServiceError> {
    let known = key.clone();
    let earlier = core.db.read(move |conn| find_earlier(conn, person, known.as_ref())).await?;
    if let Some(row) = earlier {
        return Ok(row);
    }
    let zone = core.calendar()?.zone().clone();
    let now = core.clock.now();
    let new = store_files(core, upload, Some(person), zone, now).await?;
    core.db
        .write(Lane::Interactive, move |tx| {
            if let Some(row) = find_earlier(tx, person, key.as_ref())? {
                return Ok(row);
            }
            let row = store::insert(tx, &new)?;
            if let Some(key) = &key {
                idempotency::record(tx, Some(person), key, 201, &format!("{RESOURCE}/{}", row.id), now)?;
            }
            Ok(row)
        })
        .await
}

/// Keeps a photo that somebody without an account adds to the case that was opened to him: its reporter, or the body that has it.
/// It is bound at once, so that no photo of a stranger is ever loose; a case takes few of them.
pub async fn add_photo(
    core: &Core,
    actor: Actor,
    case: CaseId,
    upload: Upload,
    key: Option<RequestKey>,
) -> Result<(), ServiceError> {
    let zone = core.calendar()?.zone().clone();
    let now = core.clock.now();
    let new = store_files(core, upload, None, zone, now).await?;
    let (rooms, link) = (core.clone(), actor.link);
    let act = Act::prepare(core, actor, case, ActionCode::Supplement, Ask::default(), None, key)?;
    core.db
        .write(Lane::Interactive, move |tx| {
            if act.is_repeated(tx)? {
                return Ok(());
            }
            if count_added(tx, case, link)? >= MAX_OF_STRANGERS {
                return Err(ServiceError::Conflict(Words::fixed(
                    "这件事的照片已满 9 张。",
                    "It has nine photos already.",
                )));
            }
            let photo = store::insert(tx, &new)?;
            let r#use = if link.is_some() { ProofUse::After } else { ProofUse::Scene };
            act.clone().with_photo(Attached { attachment: photo.id, r#use }).write(&rooms, tx).map(|_| ())
        })
        .await
}

/// How many photos came to a case from its reporter without an account, or through a link.
fn count_added(conn: &mut Conn, case: CaseId, link: Option<CaseLink>) -> Result<usize, StoreError> {
    let added =
        list_events_of(conn, case, &["supplemented"])?.into_iter().filter(|(seq, event)| match link {
            Some(link) => event.role == Role::OutsideBody && *seq > link.no,
            None => event.by.is_none() && event.role != Role::OutsideBody,
        });
    Ok(added.map(|(_, event)| event.attachments.len()).sum())
}

/// What the key has made before. Also stops people who upload and never report.
fn find_earlier(
    conn: &mut Conn,
    person: PersonId,
    key: Option<&RequestKey>,
) -> Result<Option<AttachmentRow>, ServiceError> {
    if let Some(id) = idempotency::find(conn, Some(person), key, RESOURCE)? {
        return store::find(conn, AttachmentId(id))?.map(Some).ok_or(ServiceError::KeyReused);
    }
    if store::count_loose(conn, person)? >= MAX_LOOSE {
        return Err(ServiceError::TooMany { retry_after: 3600 });
    }
    Ok(None)
}

async fn store_files(
    core: &Core,
    upload: Upload,
    uploader: Option<PersonId>,
    zone: TimeZone,
    now: Timestamp,
) -> Result<NewAttachment, ServiceError> {
    let _place = core.photo_turn.queue()?;
    let turn = Arc::clone(&core.photo_turn.turn)
        .acquire_owned()
        .await
        .map_err(|closed| ServiceError::Fault(closed.into()))?;
    let files = Arc::clone(&core.files);
    let work = move || -> Result<NewAttachment, ServiceError> {
        // The turn goes with the work, not with a caller who may hang up.
        let _turn = turn;
        let photo = clean(&upload.file.read().map_err(unavailable)?)?;
        let digest = Digest(Sha256::digest(&photo.jpeg).into());
        files.put(digest, Part::Whole, &photo.jpeg).map_err(unavailable)?;
        files.put(digest, Part::Thumbnail, &photo.thumbnail).map_err(unavailable)?;
        Ok(NewAttachment {
            digest,
            width: photo.width,
            height: photo.height,
            bytes: i64::try_from(photo.jpeg.len()).unwrap_or(i64::MAX),
            taken_at: photo.notes.taken.and_then(|taken| taken.instant(&zone)),
            place: photo.notes.place,
            uploader,
            uploaded_at: now,
        })
    };
    tokio::task::spawn_blocking(work).await.map_err(|gone| ServiceError::Fault(gone.into()))?
}

/// Decoders meet hostile files; one that panics says no more than that this one is damaged.
fn clean(bytes: &[u8]) -> Result<Photo, ServiceError> {
    catch_unwind(AssertUnwindSafe(|| photo::prepare(bytes)))
        .unwrap_or(Err(PhotoFault::Damaged))
        .map_err(refused)
}

/// A photo, for whoever may see it: the uploader while it is loose, later whoever may read its case. Who sees only a receipt
/// sees the photos that he uploaded.
pub async fn get_photo(core: &Core, actor: &Actor, id: AttachmentId) -> Result<AttachmentRow, ServiceError> {
    let (actor, now) = (actor.clone(), core.clock.now());
    core.db
        .read_point(move |conn| {
            let row = store::find(conn, id)?.ok_or(ServiceError::NotFound)?;
            let own = actor.person.is_some() && row.photo.uploader == actor.person;
            let Some((case, _)) = row.bound else {
                return if own { Ok(row) } else { Err(ServiceError::NotFound) };
            };
            let stored = find_case(conn, case)?.ok_or(ServiceError::NotFound)?;
            let form =
                permit(&actor, Right::View, &stored.case.target_for(&actor, now)).map(|permit| permit.form);
            match form {
                Ok(Form::Ordinary | Form::Masked) => Ok(row),
                Ok(form @ Form::Body) if timeline(conn, &actor, &stored.case, form)?.shows(id) => Ok(row),
                Ok(_) if own => Ok(row),
                // Its id tells nothing to whoever may not see it.
                Ok(_) | Err(_) => Err(ServiceError::NotFound),
            }
        })
        .await
}

/// A photo's file, under the same policy.
pub async fn read_photo(
    core: &Core,
    actor: &Actor,
    id: AttachmentId,
    part: Part,
) -> Result<(AttachmentRow, Vec<u8>), ServiceError> {
    let row = get_photo(core, actor, id).await?;
    let (files, digest) = (Arc::clone(&core.files), row.photo.digest);
    let read = tokio::task::spawn_blocking(move || files.get(digest, part)).await;
    let bytes = read.map_err(|gone| ServiceError::Fault(gone.into()))?.map_err(unavailable)?;
    let missing = || ServiceError::Fault(format!("the file of attachment {id} is missing").into());
    Ok((row, bytes.ok_or_else(missing)?))
}

/// Sweeps photos that were uploaded before an instant and that nobody used, and destroys files that no row has needed for an hour.
/// Answers how many files went.
pub async fn sweep_photos(core: &Core, horizon: Timestamp) -> Result<usize, ServiceError> {
    let now = core.clock.now();
    loop {
        let free: Vec<Digest> = core
            .db
            .write(Lane::Background, move |tx| Ok::<_, ServiceError>(store::prune_loose(tx, horizon, SWEEP)?))
            .await?;
        for digest in &free {
            core.files.bury(*digest, now).map_err(unavailable)?;
        }
        if free.is_empty() {
            break;
        }
    }
    let mut gone = 0;
    for digest in core.files.list_buried(now - BURIED_FOR).map_err(unavailable)? {
        // Somebody may have uploaded the same photo meanwhile.
        let needed = core.db.read(move |conn| Ok::<_, ServiceError>(store::is_needed(conn, digest)?)).await?;
        if needed {
            core.files.restore(digest).map_err(unavailable)?;
        } else {
            core.files.destroy(digest).map_err(unavailable)?;
            gone += 1;
        }
    }
    Ok(gone)
}
