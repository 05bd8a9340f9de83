//! A picture from anybody: what it is and how large, read from its bytes and never from what is said of it.

use crate::limits;

/// The kinds of pictures that are taken. None of them can carry a script, as an SVG can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    WebP,
}

/// A picture that can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// What it is.
    pub kind: Kind,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The whole of it.
    pub bytes: Vec<u8>,
}

/// Why bytes are no picture that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadImage {
    /// There are no bytes.
    Nothing,
    /// They are none of the kinds.
    Kind,
    /// There are more than [`limits::LOGO_BYTES_MAX`] of them.
    Bytes,
    /// It is wider or higher than [`limits::LOGO_PIXELS_MAX`], or has no size at all.
    Pixels,
}

impl Kind {
    /// What an answer that holds it says that it is.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
        }
    }
}

impl Image {
    /// The picture that the bytes are.
    ///
    /// # Errors
    /// [`BadImage`].
    pub fn read(bytes: Vec<u8>) -> Result<Self, BadImage> {
        if bytes.is_empty() {
            return Err(BadImage::Nothing);
        }
        if bytes.len() > limits::LOGO_BYTES_MAX {
            return Err(BadImage::Bytes);
        }
        let (kind, size) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            (Kind::Png, png(&bytes))
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            (Kind::Jpeg, jpeg(&bytes))
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            (Kind::WebP, webp(&bytes))
        } else {
            return Err(BadImage::Kind);
        };
        let (width, height) = size.ok_or(BadImage::Kind)?;
        let fits = |length: u32| (1..=limits::LOGO_PIXELS_MAX).contains(&length);
        if !fits(width) || !fits(height) {
            return Err(BadImage::Pixels);
        }
        Ok(Self {
            kind,
            width,
            height,
            bytes,
        })
    }
}

/// The size in the header, which is the first chunk.
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    (bytes.get(12..16)? == b"IHDR").then_some(())?;
    let length = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    Some((length(16)?, length(20)?))
}

/// The size in the first frame header, past the segments before it.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let length = |at: usize| {
        let bytes = bytes.get(at..at + 2)?.try_into().ok()?;
        Some(u16::from_be_bytes(bytes))
    };
    let mut at = 2;
    loop {
        (*bytes.get(at)? == 0xff).then_some(())?;
        match *bytes.get(at + 1)? {
            // Filling between segments.
            0xff => at += 1,
            // The frame headers are these, without the tables that lie between them.
            0xc0..=0xcf if ![0xc4, 0xc8, 0xcc].contains(&bytes[at + 1]) => {
                return Some((length(at + 7)?.into(), length(at + 5)?.into()));
            }
            // Without a frame before its scan it is no picture.
            0xd8..=0xda => return None,
            _ => at += 2 + usize::from(length(at + 2)?),
        }
    }
}

/// The size in the first chunk, which is one of three.
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    let part = |at: usize| bytes.get(at).copied().map(u32::from);
    let pair = |at: usize| Some(part(at)? | part(at + 1)? << 8);
    match bytes.get(12..16)? {
        b"VP8 " => Some((pair(26)? & 0x3fff, pair(28)? & 0x3fff)),
        b"VP8L" => {
            let bits = pair(21)? | pair(23)? << 16;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => {
            let length = |at: usize| Some((pair(at)? | part(at + 2)? << 16) + 1);
            Some((length(24)?, length(27)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{BadImage, Image, Kind};
    use crate::limits;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    }

    fn size(bytes: &[u8]) -> Result<(Kind, u32, u32), BadImage> {
        let image = Image::read(bytes.to_vec())?;
        Ok((image.kind, image.width, image.height))
    }

    #[test]
    fn a_picture_is_what_its_bytes_are() {
        assert_eq!(size(&png(320, 80)), Ok((Kind::Png, 320, 80)));
        let jpeg =
            b"\xff\xd8\xff\xe0\0\x04JF\xff\xff\xc4\0\x03x\xff\xc2\0\x0b\x08\0\x50\x01\x40\x01";
        assert_eq!(size(jpeg), Ok((Kind::Jpeg, 320, 80)));
        let lossy = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0xxx\x9d\x01\x2a\x40\x01\x50\0";
        assert_eq!(size(lossy), Ok((Kind::WebP, 320, 80)));
        let bits: u32 = 0x13f | 0x4f << 14;
        let lossless = [
            &b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f"[..],
            &bits.to_le_bytes(),
        ]
        .concat();
        assert_eq!(size(&lossless), Ok((Kind::WebP, 320, 80)));
        let extended = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x3f\x01\0\x4f\0\0";
        assert_eq!(size(extended), Ok((Kind::WebP, 320, 80)));
    }

    #[test]
    fn what_can_carry_a_script_or_is_cut_off_is_no_picture() {
        for hostile in [
            &b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"[..],
            b"<?xml version=\"1.0\"?><svg/>",
            b"GIF89a<script>",
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff",
            b"\xff\xd8\xff\xe0\xff\xff",
            b"\xff\xd8\xff\xda\0\x02",
            b"RIFF\0\0\0\0WEBPVP8X",
            b"RIFF\0\0\0\0WAVEfmt ",
        ] {
            assert_eq!(size(hostile), Err(BadImage::Kind), "{hostile:?}");
        }
    }

    #[test]
    fn a_picture_has_bounds() {
        let most = limits::LOGO_PIXELS_MAX;
        assert!(size(&png(most, most)).is_ok());
        assert_eq!(size(b""), Err(BadImage::Nothing));
        for (width, height) in [(0, 1), (1, 0), (most + 1, 1), (1, u32::MAX)] {
            assert_eq!(size(&png(width, height)), Err(BadImage::Pixels));
        }
        let mut long = png(1, 1);
        long.resize(limits::LOGO_BYTES_MAX + 1, 0);
        assert_eq!(size(&long), Err(BadImage::Bytes));
    }
}
