//! Uploads: a file as the whole body, or as the first file of a form. It streams into a temporary file and is never held in
//! memory as a whole while it arrives.

use actix_multipart::Multipart;
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;

use crate::domain::words::Words;
use crate::service::attachment::Upload;
use crate::service::core::Core;
use crate::service::idempotency::RequestKey;
use crate::web::body::{digest, idempotency_key, next_piece};
use crate::web::problem::{Place, Problem, Slug};

/// An upload that has arrived, and the key under which it may be repeated.
pub struct Uploaded {
    /// The file.
    pub upload: Upload,
    /// The key, if the client sent one.
    pub key: Option<RequestKey>,
}

impl FromRequest for Uploaded {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let key = idempotency_key(&request)?;
            let core =
                request.app_data::<Data<Core>>().ok_or_else(|| Problem::internal("the core is not wired"))?;
            let mut upload = Upload::begin(core)?;
            receive(&request, payload, &mut upload).await?;
            let key = key.map(|key| RequestKey { key, digest: digest(&request, &upload.digest()) });
            Ok(Self { upload, key })
        })
    }
}

async fn receive(request: &HttpRequest, mut payload: Payload, upload: &mut Upload) -> Result<(), Problem> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.to_ascii_lowercase();
    if kind.starts_with("multipart/form-data") {
        return receive_form(request, Multipart::new(request.headers(), payload), upload).await;
    }
    if !kind.starts_with("image/") && !kind.starts_with("application/octet-stream") {
        return Err(Problem::new(Slug::UnsupportedMediaType).detail(Words::fixed(
            "请以 image/jpeg、image/png、image/webp 或 multipart/form-data 发送。",
            "Send it as image/jpeg, image/png, image/webp or multipart/form-data.",
        )));
    }
    while let Some(chunk) = next_piece(request, &mut payload).await? {
        upload.add(&chunk.map_err(|_| Problem::new(Slug::BadRequest))?)?;
    }
    Ok(())
}

async fn receive_form(
    request: &HttpRequest,
    mut form: Multipart,
    upload: &mut Upload,
) -> Result<(), Problem> {
    let broken = || Problem::new(Slug::MalformedBody);
    while let Some(field) = next_piece(request, &mut form).await? {
        let mut field = field.map_err(|_| broken())?;
        if field.name() == Some("file") {
            while let Some(chunk) = next_piece(request, &mut field).await? {
                upload.add(&chunk.map_err(|_| broken())?)?;
            }
            return Ok(());
        }
    }
    Err(Problem::new(Slug::Invalid).at(
        Place::Body,
        "/file",
        Words::fixed("表单中没有名为 file 的文件。", "is missing: the form holds no file of that name."),
    ))
}
