//! `/attachments`: photos. Uploaded first, then named by a report or an action; seen by whoever may see the case.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, LOCATION, X_CONTENT_TYPE_OPTIONS};
use actix_web::web::Data;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::ids::AttachmentId;
use crate::service::attachment::{AttachmentRow, Part, keep_photo, read_photo};
use crate::service::core::Core;
use crate::web::instant::Instant;
use crate::web::path::Path;
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::upload::Uploaded;

/// Where a camera says that it was, in WGS-84.
#[derive(Debug, Serialize, ToSchema)]
pub struct CameraPlace {
    lon: f64,
    lat: f64,
}

/// A photo that was kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttachmentView {
    id: AttachmentId,
    /// Width in pixels, upright.
    width: u32,
    /// Height in pixels, upright.
    height: u32,
    /// Size of the kept copy.
    bytes: i64,
    /// When the camera says it was taken; the kept copy holds nothing of this.
    #[schema(required = true)]
    taken_at: Option<Instant>,
    /// Where the camera says it was taken.
    #[schema(required = true)]
    place: Option<CameraPlace>,
    uploaded_at: Instant,
    /// The address of the photo.
    url: String,
    /// The address of its thumbnail.
    thumbnail_url: String,
}

impl From<AttachmentRow> for AttachmentView {
    fn from(row: AttachmentRow) -> Self {
        let url = format!("/api/v1/attachments/{}", row.id);
        Self {
            id: row.id,
            width: row.photo.width,
            height: row.photo.height,
            bytes: row.photo.bytes,
            taken_at: row.photo.taken_at.map(Instant),
            place: row.photo.place.map(|place| CameraPlace { lon: place.lon, lat: place.lat }),
            uploaded_at: Instant(row.photo.uploaded_at),
            thumbnail_url: format!("{url}/thumbnail"),
            url,
        }
    }
}

/// Upload a photo: JPEG, PNG or WebP, at most 20 MB and 25 million pixels, as the whole body or as `file` of a form. Only a
/// clean copy is kept. It goes after a day unless a report or an action names it.
#[utoipa::path(post, path = "/api/v1/attachments", tag = "attachments",
    request_body(content((String = "image/jpeg"), (String = "image/png"), (String = "image/webp"))),
    responses((status = 201, description = "Kept", body = AttachmentView)))]
pub async fn upload_attachment(
    core: Data<Core>,
    principal: Principal,
    uploaded: Uploaded,
) -> Result<HttpResponse, Problem> {
    let row = keep_photo(&core, principal.0.person, uploaded.upload, uploaded.key).await?;
    let view = AttachmentView::from(row);
    Ok(HttpResponse::Created().insert_header((LOCATION, view.url.clone())).json(view))
}

/// A photo.
#[utoipa::path(get, path = "/api/v1/attachments/{id}", tag = "attachments", params(("id" = AttachmentId, Path)),
    responses((status = 200, description = "The photo", body = String, content_type = "image/jpeg")))]
pub async fn get_attachment(
    core: Data<Core>,
    principal: Principal,
    id: Path<AttachmentId>,
) -> Result<HttpResponse, Problem> {
    let (_, bytes) = read_photo(&core, &principal.actor(), id.0, Part::Whole).await?;
    Ok(picture(bytes))
}

/// The thumbnail of a photo: at most 400 pixels on a side.
#[utoipa::path(get, path = "/api/v1/attachments/{id}/thumbnail", tag = "attachments", params(("id" = AttachmentId, Path)),
    responses((status = 200, description = "The thumbnail", body = String, content_type = "image/jpeg")))]
pub async fn get_thumbnail(
    core: Data<Core>,
    principal: Principal,
    id: Path<AttachmentId>,
) -> Result<HttpResponse, Problem> {
    let (_, bytes) = read_photo(&core, &principal.actor(), id.0, Part::Thumbnail).await?;
    Ok(picture(bytes))
}

/// Who may see it can change, so nobody but the reader keeps it, and not for long.
pub(super) fn picture(bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("image/jpeg")
        .insert_header((CACHE_CONTROL, "private, max-age=300"))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(bytes)
}
