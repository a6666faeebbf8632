//! Photos: what a file really is, whether it is small enough to be looked at, what its camera wrote into it, and a clean copy
//! without any of that. Only the clean copy is kept: a photo from a phone says where somebody lives.

mod camera;
mod sniff;

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, RgbImage};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

use crate::domain::geo::Point;
use crate::domain::words::Words;

/// Largest file that is accepted, in bytes.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// Largest picture that is decoded, in pixels. A phone takes twelve million; a bomb declares billions.
pub const MAX_PIXELS: u64 = 25_000_000;
/// Memory one decoded picture may take, in bytes: 25 million pixels of four bytes, and what a decoder needs beside.
const MAX_DECODED: u64 = 112 * 1024 * 1024;
/// Longer side of a thumbnail, in pixels.
const THUMBNAIL_SIDE: u32 = 400;
/// JPEG quality of the kept copy and of the thumbnail.
const QUALITY: (u8, u8) = (85, 72);

/// Why a file is not accepted as a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhotoFault {
    /// Nothing was sent.
    #[error("the file is empty")]
    Empty,
    /// The file is larger than [`MAX_BYTES`].
    #[error("the file is larger than {} MB", MAX_BYTES / 1024 / 1024)]
    TooManyBytes,
    /// The picture is larger than [`MAX_PIXELS`], or would take more memory than such a picture may.
    #[error("the picture is {width} × {height} pixels; at most {} million are accepted", MAX_PIXELS / 1_000_000)]
    TooManyPixels {
        /// Declared width.
        width: u32,
        /// Declared height.
        height: u32,
    },
    /// HEIC, the iPhone's own format, which no browser shows: the client converts it.
    #[error(
        "HEIC pictures are not accepted; send it as JPEG (iPhone: Settings, Camera, Formats, Most Compatible)"
    )]
    Heic,
    /// A known file format that is not accepted.
    #[error("{0} files are not accepted; send a JPEG, PNG or WebP picture")]
    Unsupported(&'static str),
    /// The content is no picture, whatever its name says.
    #[error("the file is not a picture")]
    NotAPicture,
    /// The file ends too early.
    #[error("the picture is cut off; it was not transferred completely")]
    Truncated,
    /// The content cannot be decoded.
    #[error("the picture is damaged")]
    Damaged,
}

impl PhotoFault {
    /// Whether the picture is only too large, and sound otherwise.
    pub const fn is_too_large(&self) -> bool {
        matches!(self, Self::TooManyBytes | Self::TooManyPixels { .. })
    }

    /// The reason for people.
    pub fn words(&self) -> Words {
        let zh = match self {
            Self::Empty => "文件是空的。".to_owned(),
            Self::TooManyBytes => format!("文件超过 {} MB。", MAX_BYTES / 1024 / 1024),
            Self::TooManyPixels { width, height } => {
                format!("图片为 {width} × {height} 像素，最多接受 {} 万像素。", MAX_PIXELS / 10_000)
            }
            Self::Heic => {
                "不接受 HEIC 图片，请以 JPEG 发送（iPhone：设置 → 相机 → 格式 → 兼容性最佳）。".to_owned()
            }
            Self::Unsupported(name) => format!("不接受 {name} 文件，请发送 JPEG、PNG 或 WebP 图片。"),
            Self::NotAPicture => "该文件不是图片。".to_owned(),
            Self::Truncated => "图片不完整，传输中断，请重新发送。".to_owned(),
            Self::Damaged => "图片已损坏。".to_owned(),
        };
        Words::made(zh, self.to_string())
    }
}

/// The formats that are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
}

/// When a photo was taken, as its camera said it: by the camera's wall clock, sometimes with an offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Wall clock.
    pub local: DateTime,
    /// Offset from UTC, where the camera wrote one.
    pub offset: Option<Offset>,
}

impl Taken {
    /// The instant; a time without offset is read in `zone`. `None` outside the years that can be told.
    pub fn instant(&self, zone: &TimeZone) -> Option<Timestamp> {
        match self.offset {
            Some(offset) => offset.to_timestamp(self.local).ok(),
            None => zone.to_timestamp(self.local).ok(),
        }
    }
}

/// What the camera wrote into a photo. A claim, not a proof: clocks are wrong and fields can be written by anybody.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CameraNotes {
    /// When it was taken.
    pub taken: Option<Taken>,
    /// Where it was taken.
    pub place: Option<Point>,
}

/// A photo ready to be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Photo {
    /// What was sent.
    pub format: PhotoFormat,
    /// Width of the kept copy, upright.
    pub width: u32,
    /// Height of the kept copy, upright.
    pub height: u32,
    /// The clean copy: JPEG, upright, without any metadata.
    pub jpeg: Vec<u8>,
    /// A small JPEG, at most 400 pixels on a side.
    pub thumbnail: Vec<u8>,
    /// What the camera had written.
    pub notes: CameraNotes,
}

/// Looks at the first bytes and the length only, before anything is stored: what is surely no photo is refused here.
pub fn look(bytes: &[u8]) -> Result<PhotoFormat, PhotoFault> {
    if bytes.len() > MAX_BYTES {
        return Err(PhotoFault::TooManyBytes);
    }
    sniff::format(bytes)
}

/// Makes the clean copy. Takes up to 200 MB of memory and a second of time on a picture of the largest size, so the caller lets
/// one run at a time, away from the threads that answer requests.
pub fn prepare(bytes: &[u8]) -> Result<Photo, PhotoFault> {
    let format = look(bytes)?;
    if format == PhotoFormat::Jpeg {
        sniff::check_jpeg_end(bytes)?;
    }
    let notes = camera::read(bytes);
    let upright = flatten(decode(bytes, format)?);
    let (width, height) = upright.dimensions();
    let picture = DynamicImage::ImageRgb8(upright);
    let thumbnail = encode(&small(&picture), QUALITY.1)?;
    let jpeg = encode(&picture, QUALITY.0)?;
    Ok(Photo { format, width, height, jpeg, thumbnail, notes })
}

/// Decodes after the declared size was found acceptable, and turns the picture upright.
fn decode(bytes: &[u8], format: PhotoFormat) -> Result<DynamicImage, PhotoFault> {
    let format = match format {
        PhotoFormat::Jpeg => ImageFormat::Jpeg,
        PhotoFormat::Png => ImageFormat::Png,
        PhotoFormat::WebP => ImageFormat::WebP,
    };
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(MAX_DECODED);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| fault(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS || decoder.total_bytes() > MAX_DECODED {
        return Err(PhotoFault::TooManyPixels { width, height });
    }
    let orientation = decoder.orientation().map_err(|error| fault(&error))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| fault(&error))?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn fault(error: &image::ImageError) -> PhotoFault {
    match error {
        image::ImageError::IoError(io) if io.kind() == std::io::ErrorKind::UnexpectedEof => {
            PhotoFault::Truncated
        }
        image::ImageError::Unsupported(_) => PhotoFault::Unsupported("pictures of this kind of"),
        _ => PhotoFault::Damaged,
    }
}

/// Three bytes a pixel; what is transparent becomes white, as on paper.
fn flatten(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let rgba = picture.into_rgba8();
    let (width, height) = rgba.dimensions();
    let mut rgb = RgbImage::new(width, height);
    for (to, from) in rgb.pixels_mut().zip(rgba.pixels()) {
        let [r, g, b, alpha] = from.0.map(u32::from);
        let over_white =
            |value: u32| u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX);
        to.0 = [over_white(r), over_white(g), over_white(b)];
    }
    rgb
}

fn small(picture: &DynamicImage) -> DynamicImage {
    if picture.width().max(picture.height()) <= THUMBNAIL_SIDE {
        return picture.clone();
    }
    picture.thumbnail(THUMBNAIL_SIDE, THUMBNAIL_SIDE)
}

fn encode(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, PhotoFault> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, quality).encode_image(picture).map_err(|error| fault(&error))?;
    Ok(out)
}

#[cfg(test)]
mod tests;
