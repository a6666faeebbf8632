//! What a file is by its content, never by its name.

use super::{PhotoFault, PhotoFormat};

/// Brands of the ISO container that hold HEIC or its sequences.
const HEIC_BRANDS: [&[u8]; 8] = [b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"];

/// Beginnings of files that people send by mistake.
const REFUSED: [(&[u8], &str); 8] = [
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP and Office"),
    (b"<svg", "SVG"),
    (b"<?xml", "XML and SVG"),
];

/// The format of a file that begins with these bytes.
pub(super) fn format(bytes: &[u8]) -> Result<PhotoFormat, PhotoFault> {
    if bytes.is_empty() {
        return Err(PhotoFault::Empty);
    }
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Ok(PhotoFormat::Jpeg);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(PhotoFormat::Png);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(PhotoFormat::WebP);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        let brand = bytes.get(8..12).unwrap_or_default();
        return Err(match brand {
            brand if HEIC_BRANDS.contains(&brand) => PhotoFault::Heic,
            b"avif" | b"avis" => PhotoFault::Unsupported("AVIF"),
            _ => PhotoFault::Unsupported("Video"),
        });
    }
    let known = REFUSED.iter().find(|(start, _)| bytes.starts_with(start));
    Err(known.map_or(PhotoFault::NotAPicture, |(_, name)| PhotoFault::Unsupported(name)))
}

/// Walks the segments of a JPEG to its end mark. Decoders fill up what is missing with grey and say nothing, so a photo that was
/// cut off in transfer would be kept as proof. What stands after the end mark (motion photos) is ignored.
pub(super) fn check_jpeg_end(bytes: &[u8]) -> Result<(), PhotoFault> {
    let mut at = 2;
    loop {
        let [mark, code] = pair(bytes, at)?;
        if mark != 0xFF {
            return Err(PhotoFault::Damaged);
        }
        match code {
            0xD9 => return Ok(()),
            // Fill bytes before a marker, and markers without a segment.
            0xFF => at += 1,
            0x01 | 0xD0..=0xD7 => at += 2,
            _ => {
                let length = usize::from(u16::from_be_bytes(pair(bytes, at + 2)?));
                if length < 2 {
                    return Err(PhotoFault::Damaged);
                }
                at += 2 + length;
                if code == 0xDA {
                    at = end_of_scan(bytes, at)?;
                }
            }
        }
    }
}

/// Where the next marker stands after the compressed data that begins at `at`.
fn end_of_scan(bytes: &[u8], at: usize) -> Result<usize, PhotoFault> {
    let data = bytes.get(at..).ok_or(PhotoFault::Truncated)?;
    let is_marker = |pair: &[u8]| matches!(pair, [0xFF, code] if !matches!(code, 0x00 | 0xD0..=0xD7 | 0xFF));
    data.windows(2).position(is_marker).map(|offset| at + offset).ok_or(PhotoFault::Truncated)
}

fn pair(bytes: &[u8], at: usize) -> Result<[u8; 2], PhotoFault> {
    let found = bytes.get(at..at + 2).and_then(|pair| pair.try_into().ok());
    found.ok_or(PhotoFault::Truncated)
}
