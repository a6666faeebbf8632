//! Two drawn pictures that stand for every photo of the demonstration: one before, one after. Many rows share their files.

use image::{ImageFormat, Rgb, RgbImage};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::domain::case::parts::Attached;
use crate::domain::case::words::ProofUse;
use crate::domain::chain::Digest;
use crate::domain::ids::PersonId;
use crate::domain::photo;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::attachment::{NewAttachment, insert};
use crate::store::files::Part;
use crate::store::{StoreError, Tx};

const WIDTH: u32 = 320;
const HEIGHT: u32 = 240;

/// A stored picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Picture {
    digest: Digest,
    bytes: i64,
}

/// Before and after.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pictures {
    before: Picture,
    after: Picture,
}

/// A road under a sky; `after` is clear, before there is a heap on it.
fn draw(after: bool) -> RgbImage {
    RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let heap = !after && y > 130 && y < 210 && x.abs_diff(160) < (y - 130) && (x * 7 + y * 3) % 11 < 8;
        match (heap, y) {
            (true, _) => Rgb([120, 84, 52]),
            (false, 0..=110) => Rgb([150, 190, 230]),
            (false, 111..=130) => Rgb([90, 140, 80]),
            (false, _) if x % 40 < 4 && y > 180 && y < 186 => Rgb([240, 240, 240]),
            (false, _) => Rgb([128, 128, 132]),
        }
    })
}

fn picture(core: &Core, after: bool) -> Result<Picture, ServiceError> {
    let fault = |error: String| ServiceError::Fault(error.into());
    let mut bytes = std::io::Cursor::new(Vec::new());
    draw(after).write_to(&mut bytes, ImageFormat::Jpeg).map_err(|e| fault(e.to_string()))?;
    let photo = photo::prepare(&bytes.into_inner()).map_err(|e| fault(format!("{e:?}")))?;
    let digest = Digest(Sha256::digest(&photo.jpeg).into());
    let put = |part, bytes: &[u8]| {
        core.files.put(digest, part, bytes).map_err(|e| StoreError::Unavailable(format!("files: {e}")))
    };
    put(Part::Whole, &photo.jpeg)?;
    put(Part::Thumbnail, &photo.thumbnail)?;
    Ok(Picture { digest, bytes: i64::try_from(photo.jpeg.len()).unwrap_or(i64::MAX) })
}

/// Puts both pictures on disk.
pub(super) fn keep(core: &Core) -> Result<Pictures, ServiceError> {
    Ok(Pictures { before: picture(core, false)?, after: picture(core, true)? })
}

impl Pictures {
    /// A loose photo of `uploader`.
    pub(super) fn take(
        self,
        tx: &mut Tx<'_>,
        r#use: ProofUse,
        uploader: PersonId,
        at: Timestamp,
    ) -> Result<Attached, ServiceError> {
        let Picture { digest, bytes } = if r#use == ProofUse::After { self.after } else { self.before };
        let new = NewAttachment {
            digest,
            width: WIDTH,
            height: HEIGHT,
            bytes,
            taken_at: None,
            place: None,
            uploader: Some(uploader),
            uploaded_at: at,
        };
        Ok(Attached { attachment: insert(tx, &new)?.id, r#use })
    }
}
