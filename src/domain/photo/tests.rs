//! Photos of every kind that people send, made here; and files that are none.

use super::*;
use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::{Rgb, Rgba, RgbaImage};

/// A picture whose left half is red and whose right half is blue.
fn picture(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 { Rgb([250, 10, 10]) } else { Rgb([10, 10, 250]) }
    }))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn ascii(text: &str) -> Value {
    Value::Ascii(vec![text.as_bytes().to_vec()])
}

fn dms(degrees: u32, minutes: u32, hundredths: u32) -> Value {
    let rational = |num, denom| Rational { num, denom };
    Value::Rational(vec![rational(degrees, 1), rational(minutes, 1), rational(hundredths, 100)])
}

/// A JPEG with camera notes in its first segment.
fn with_notes(jpeg: &[u8], fields: &[(Tag, Value)]) -> Vec<u8> {
    let fields: Vec<Field> = fields
        .iter()
        .map(|(tag, value)| Field { tag: *tag, ifd_num: In::PRIMARY, value: value.clone() })
        .collect();
    let mut writer = Writer::new();
    for field in &fields {
        writer.push_field(field);
    }
    let mut tiff = Cursor::new(Vec::new());
    writer.write(&mut tiff, false).unwrap();
    let tiff = tiff.into_inner();
    let length = u16::try_from(tiff.len() + 8).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, b"Exif\0\0", &tiff, &jpeg[2..]].concat()
}

#[test]
fn the_three_formats_are_prepared() {
    for (format, kind) in [
        (ImageFormat::Jpeg, PhotoFormat::Jpeg),
        (ImageFormat::Png, PhotoFormat::Png),
        (ImageFormat::WebP, PhotoFormat::WebP),
    ] {
        let photo = prepare(&encoded(&picture(1000, 500), format)).unwrap();
        assert_eq!((photo.format, photo.width, photo.height), (kind, 1000, 500));
        assert_eq!(photo.notes, CameraNotes::default());
        let thumbnail = image::load_from_memory(&photo.thumbnail).unwrap();
        assert_eq!((thumbnail.width(), thumbnail.height()), (400, 200));
        assert_eq!(look(&photo.jpeg), Ok(PhotoFormat::Jpeg));
    }
    let tiny = prepare(&encoded(&picture(1, 1), ImageFormat::Png)).unwrap();
    assert_eq!((tiny.width, tiny.height), (1, 1));
}

#[test]
fn notes_are_read_and_then_gone() {
    let jpeg = encoded(&picture(60, 40), ImageFormat::Jpeg);
    let noted = with_notes(
        &jpeg,
        &[
            (Tag::DateTimeOriginal, ascii("2025:09:01 07:40:05")),
            (Tag::OffsetTimeOriginal, ascii("+08:00")),
            (Tag::GPSLatitude, dms(36, 32, 2400)),
            (Tag::GPSLatitudeRef, ascii("N")),
            (Tag::GPSLongitude, dms(116, 48, 0)),
            (Tag::GPSLongitudeRef, ascii("E")),
            (Tag::Make, ascii("SECRETPHONE")),
        ],
    );
    let photo = prepare(&noted).unwrap();
    let taken = photo.notes.taken.unwrap();
    assert_eq!(taken.instant(&TimeZone::UTC), "2025-08-31T23:40:05Z".parse().ok());
    let place = photo.notes.place.unwrap();
    assert!((place.lat - 36.54).abs() < 1e-6 && (place.lon - 116.8).abs() < 1e-6, "{place:?}");
    for kept in [&photo.jpeg, &photo.thumbnail] {
        assert!(!kept.windows(4).any(|window| window == b"Exif"));
        assert!(!kept.windows(11).any(|window| window == b"SECRETPHONE"));
    }
}

#[test]
fn a_time_without_offset_is_local() {
    let jpeg = encoded(&picture(6, 4), ImageFormat::Jpeg);
    let noted = with_notes(&jpeg, &[(Tag::DateTime, ascii("2025:09:01 07:40:05"))]);
    let taken = prepare(&noted).unwrap().notes.taken.unwrap();
    assert_eq!(taken.offset, None);
    let shanghai = TimeZone::get("Asia/Shanghai").unwrap();
    assert_eq!(taken.instant(&shanghai), "2025-08-31T23:40:05Z".parse().ok());
}

#[test]
fn nonsense_in_notes_is_passed_over() {
    let jpeg = encoded(&picture(6, 4), ImageFormat::Jpeg);
    let zero = Value::Rational(vec![Rational { num: 0, denom: 1 }; 3]);
    let broken = Value::Rational(vec![Rational { num: 1, denom: 0 }; 3]);
    for (lat, time) in [
        (dms(200, 0, 0), "0000:00:00 00:00:00"),
        (broken, "yesterday"),
        (zero.clone(), "2025:13:01 07:40:05"),
    ] {
        let noted = with_notes(
            &jpeg,
            &[
                (Tag::DateTimeOriginal, ascii(time)),
                (Tag::GPSLatitude, lat),
                (Tag::GPSLongitude, zero.clone()),
            ],
        );
        assert_eq!(prepare(&noted).unwrap().notes, CameraNotes::default());
    }
    // A segment that claims to be notes and is not.
    let garbage = [&jpeg[..2], &[0xFF, 0xE1, 0, 12], b"Exif\0\0xxxx", &jpeg[2..]].concat();
    assert_eq!(prepare(&garbage).unwrap().notes, CameraNotes::default());
}

#[test]
fn a_photo_is_turned_upright() {
    let jpeg = encoded(&picture(60, 40), ImageFormat::Jpeg);
    // 6: the camera was held so that the picture must be turned right by a quarter; left becomes top.
    let photo = prepare(&with_notes(&jpeg, &[(Tag::Orientation, Value::Short(vec![6]))])).unwrap();
    assert_eq!((photo.width, photo.height), (40, 60));
    let upright = image::load_from_memory(&photo.jpeg).unwrap().into_rgb8();
    assert!(upright.get_pixel(20, 5).0[0] > 200, "red on top");
    assert!(upright.get_pixel(20, 55).0[2] > 200, "blue below");
    let odd = prepare(&with_notes(&jpeg, &[(Tag::Orientation, Value::Short(vec![99]))])).unwrap();
    assert_eq!((odd.width, odd.height), (60, 40));
}

#[test]
fn what_is_transparent_becomes_white() {
    let glass = DynamicImage::ImageRgba8(RgbaImage::from_pixel(8, 8, Rgba([0, 0, 0, 0])));
    let photo = prepare(&encoded(&glass, ImageFormat::Png)).unwrap();
    let kept = image::load_from_memory(&photo.jpeg).unwrap().into_rgb8();
    assert!(kept.get_pixel(4, 4).0.iter().all(|value| *value > 250));
}

#[test]
fn what_is_no_photo_is_refused_by_name() {
    for (bytes, fault) in [
        (&b""[..], PhotoFault::Empty),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", PhotoFault::Heic),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", PhotoFault::Heic),
        (b"\0\0\0\x18ftypavif\0\0\0\0", PhotoFault::Unsupported("AVIF")),
        (b"\0\0\0\x18ftypisom\0\0\0\0", PhotoFault::Unsupported("Video")),
        (b"GIF89a....", PhotoFault::Unsupported("GIF")),
        (b"%PDF-1.7", PhotoFault::Unsupported("PDF")),
        (b"<svg onload=alert(1)>", PhotoFault::Unsupported("SVG")),
        (b"MZ\x90\0 a program named photo.jpg", PhotoFault::NotAPicture),
        (b"<html><script>", PhotoFault::NotAPicture),
        (b"\xFF\xD8\xFF", PhotoFault::Truncated),
        (b"\xFF\xD8\xFF\xD9", PhotoFault::Damaged),
        (b"\xFF\xD8\xFF\xE0\0\x01", PhotoFault::Damaged),
        (b"\xFF\xD8\xFF\xE0\0\x04ab<script>", PhotoFault::Damaged),
        (b"\x89PNG\r\n\x1a\n", PhotoFault::Truncated),
    ] {
        assert_eq!(prepare(bytes).err(), Some(fault), "{}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(look(&vec![0xFF; MAX_BYTES + 1]), Err(PhotoFault::TooManyBytes));
    assert!(prepare(b"RIFF\x10\0\0\0WEBPVP8 ").is_err());
}

#[test]
fn a_photo_cut_off_in_transfer_is_refused() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = encoded(&picture(300, 200), format);
        for part in [2, 3, 10] {
            let fault = prepare(&whole[..whole.len() * (part - 1) / part]).unwrap_err();
            assert!(
                matches!(fault, PhotoFault::Truncated | PhotoFault::Damaged),
                "{format:?} {part}: {fault}"
            );
        }
    }
    // What follows the end mark does no harm: motion photos carry a film there.
    let mut film = encoded(&picture(30, 20), ImageFormat::Jpeg);
    film.extend_from_slice(b"\0\0\0\x18ftypmp42 a film");
    assert!(prepare(&film).is_ok());
}

/// The header of a PNG with a declared size, and data that would never fill it.
fn bomb(width: u32, height: u32, bits: u8) -> Vec<u8> {
    let mut png = encoded(&picture(2, 2), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    png[24] = bits;
    let mut crc = flate2::Crc::new();
    crc.update(&png[12..29]);
    png[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    png
}

#[test]
fn bombs_are_refused_before_they_are_decoded() {
    assert_eq!(
        prepare(&bomb(6000, 5000, 8)).err(),
        Some(PhotoFault::TooManyPixels { width: 6000, height: 5000 })
    );
    // Few enough pixels, but sixteen bits a channel: too much memory.
    let deep = prepare(&bomb(5000, 5000, 16)).err();
    assert_eq!(deep, Some(PhotoFault::TooManyPixels { width: 5000, height: 5000 }));
    for (width, height) in [(0, 10), (u32::MAX, u32::MAX), (2_000_000_000, 1)] {
        assert!(prepare(&bomb(width, height, 8)).is_err());
    }
    // A text chunk that unpacks to thousands of times its size is skipped, not unpacked without limit.
    let mut squeezed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::copy(&mut std::io::Read::take(std::io::repeat(b'a'), 30_000_000), &mut squeezed).unwrap();
    let data = [b"Comment\0\0".to_vec(), squeezed.finish().unwrap()].concat();
    let mut chunk = b"zTXt".to_vec();
    chunk.extend_from_slice(&data);
    let mut crc = flate2::Crc::new();
    crc.update(&chunk);
    let png = encoded(&picture(20, 20), ImageFormat::Png);
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    let stuffed = [&png[..33], &length, &chunk, &crc.sum().to_be_bytes(), &png[33..]].concat();
    assert!(prepare(&stuffed).is_ok_and(|photo| photo.width == 20));
}
