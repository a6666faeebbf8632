//! What cameras write into photos (EXIF): time and place. Damaged fields are passed over, never a reason to lose a photo.

use std::io::Cursor;

use exif::{Exif, In, Rational, Reader, Tag, Value};
use jiff::civil::DateTime;
use jiff::tz::Offset;

use super::{CameraNotes, Taken};
use crate::domain::geo::Point;

/// Reads the camera's notes from a JPEG, PNG or WebP file; empty when there are none.
pub(super) fn read(bytes: &[u8]) -> CameraNotes {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    let read = reader.read_from_container(&mut Cursor::new(bytes));
    match read.or_else(|error| error.distill_partial_result(|_| ())) {
        Ok(exif) => CameraNotes { taken: taken(&exif), place: place(&exif) },
        Err(_) => CameraNotes::default(),
    }
}

fn ascii(exif: &Exif, tag: Tag) -> Option<&str> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(texts) => std::str::from_utf8(texts.first()?).ok().map(str::trim),
        _ => None,
    }
}

/// The time the shutter was released, else the time of the file.
fn taken(exif: &Exif) -> Option<Taken> {
    let pairs = [(Tag::DateTimeOriginal, Tag::OffsetTimeOriginal), (Tag::DateTime, Tag::OffsetTime)];
    pairs.into_iter().find_map(|(time, offset)| {
        let local = DateTime::strptime("%Y:%m:%d %H:%M:%S", ascii(exif, time)?).ok()?;
        Some(Taken { local, offset: ascii(exif, offset).and_then(parse_offset) })
    })
}

/// `+08:00`.
fn parse_offset(text: &str) -> Option<Offset> {
    let sign = match text.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
    Offset::from_seconds(sign * seconds).ok()
}

/// The place, which EXIF keeps in WGS-84. Zero degrees on both axes is what a camera without a fix writes.
fn place(exif: &Exif) -> Option<Point> {
    let lat = degrees(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, "S")?;
    let lon = degrees(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, "W")?;
    let no_fix = lat.abs() < 1e-9 && lon.abs() < 1e-9;
    if no_fix { None } else { Point::new(lon, lat).ok() }
}

fn degrees(exif: &Exif, tag: Tag, reference: Tag, negative: &str) -> Option<f64> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    let part = |index: usize| match parts.get(index) {
        Some(Rational { denom: 0, .. }) => None,
        Some(value) => Some(value.to_f64()),
        None => Some(0.0),
    };
    let value = part(0)? + part(1)? / 60.0 + part(2)? / 3600.0;
    let south_or_west = ascii(exif, reference).is_some_and(|text| text.eq_ignore_ascii_case(negative));
    Some(if south_or_west { -value } else { value })
}
