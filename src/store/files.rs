//! Files beside the database: photos, under the digest of their content. A file is on disk, and its folder too, before any row
//! names it. What is needed no longer is buried for an hour first, because another upload of the same photo may just be on its
//! way to naming it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;

use crate::domain::chain::Digest;

/// Which of the two files of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The clean copy.
    Whole,
    /// The thumbnail.
    Thumbnail,
}

/// Where files are kept. Object storage can stand in for the disk.
pub trait Files: Send + Sync {
    /// Stores a part; durable when it returns. Storing what is there already is no error.
    fn put(&self, digest: Digest, part: Part, bytes: &[u8]) -> io::Result<()>;
    /// Reads a part; none when it is not there.
    fn get(&self, digest: Digest, part: Part) -> io::Result<Option<Vec<u8>>>;
    /// Puts a photo aside at `now`, to be destroyed later.
    fn bury(&self, digest: Digest, now: Timestamp) -> io::Result<()>;
    /// The photos put aside before `horizon`.
    fn list_buried(&self, horizon: Timestamp) -> io::Result<Vec<Digest>>;
    /// Brings a photo back that was put aside.
    fn restore(&self, digest: Digest) -> io::Result<()>;
    /// Destroys a photo that was put aside.
    fn destroy(&self, digest: Digest) -> io::Result<()>;
    /// Every photo that is kept, in no order.
    fn list(&self) -> io::Result<Vec<Digest>>;
    /// A file for an upload under way, which goes when the value does.
    fn temporary(&self) -> io::Result<Temporary>;
}

/// An upload under way.
#[derive(Debug)]
pub struct Temporary {
    path: PathBuf,
    file: File,
    length: usize,
}

impl Temporary {
    /// Appends.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.length += bytes.len();
        self.file.write_all(bytes)
    }

    /// Bytes so far.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether nothing came yet.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// All of it.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        fs::read(&self.path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.path) {
            tracing::warn!(%error, "an upload's temporary file stays behind");
        }
    }
}

/// Files on disk: `ab/abcdef….jpg` and `….small.jpg`; `aside/MICROSECONDS-abcdef…` for what was buried; `incoming/` for uploads.
#[derive(Debug)]
pub struct DiskFiles {
    root: PathBuf,
    process: String,
    next: AtomicU64,
}

impl DiskFiles {
    /// Opens the folder and makes what is missing in it. Uploads that an earlier process left behind are removed. `process` tells
    /// this process from others that share the folder.
    pub fn open(root: &Path, process: &str) -> io::Result<Self> {
        for folder in ["incoming", "aside"] {
            fs::create_dir_all(root.join(folder))?;
        }
        sync_folder(root)?;
        Ok(Self { root: root.to_owned(), process: process.to_owned(), next: AtomicU64::new(0) })
    }

    fn path(&self, digest: Digest, part: Part) -> PathBuf {
        let name = digest.to_string();
        let end = match part {
            Part::Whole => "jpg",
            Part::Thumbnail => "small.jpg",
        };
        self.root.join(name.get(..2).unwrap_or_default()).join(format!("{name}.{end}"))
    }

    fn incoming(&self) -> PathBuf {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        self.root.join("incoming").join(format!("{}-{number}", self.process))
    }

    /// What was buried of a photo: when, and the folder.
    fn buried(&self) -> io::Result<Vec<(i64, Digest, PathBuf)>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(self.root.join("aside"))? {
            let entry = entry?;
            let name = entry.file_name();
            let parsed = name.to_str().and_then(|name| name.split_once('-'));
            if let Some((at, digest)) = parsed.and_then(|(at, hex)| Some((at.parse().ok()?, parse(hex)?))) {
                found.push((at, digest, entry.path()));
            }
        }
        Ok(found)
    }

    fn buried_of(&self, digest: Digest) -> io::Result<Vec<PathBuf>> {
        let all = self.buried()?;
        Ok(all.into_iter().filter(|(_, of, _)| *of == digest).map(|(_, _, path)| path).collect())
    }
}

impl Files for DiskFiles {
    fn put(&self, digest: Digest, part: Part, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(digest, part);
        if path.exists() {
            return Ok(());
        }
        let temporary = self.incoming();
        let mut file = OpenOptions::new().write(true).create_new(true).open(&temporary)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        if let Err(error) = written {
            // The error of the write is what the caller must hear.
            let _ = fs::remove_file(&temporary);
            return Err(error);
        }
        let folder = path.parent().unwrap_or(&self.root);
        if !folder.exists() {
            fs::create_dir_all(folder)?;
            sync_folder(&self.root)?;
        }
        fs::rename(&temporary, &path)?;
        sync_folder(folder)
    }

    fn get(&self, digest: Digest, part: Part) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.path(digest, part)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn bury(&self, digest: Digest, now: Timestamp) -> io::Result<()> {
        let grave = self.root.join("aside").join(format!("{}-{digest}", now.as_microsecond()));
        fs::create_dir_all(&grave)?;
        for part in [Part::Whole, Part::Thumbnail] {
            let path = self.path(digest, part);
            if let Some(name) = path.file_name().filter(|_| path.exists()) {
                fs::rename(&path, grave.join(name))?;
            }
        }
        Ok(())
    }

    fn list_buried(&self, horizon: Timestamp) -> io::Result<Vec<Digest>> {
        let old = |(at, digest, _): (i64, Digest, PathBuf)| (at < horizon.as_microsecond()).then_some(digest);
        Ok(self.buried()?.into_iter().filter_map(old).collect())
    }

    fn restore(&self, digest: Digest) -> io::Result<()> {
        for grave in self.buried_of(digest)? {
            for part in [Part::Whole, Part::Thumbnail] {
                let path = self.path(digest, part);
                if let Some(from) = path.file_name().map(|name| grave.join(name)).filter(|from| from.exists())
                {
                    fs::rename(from, &path)?;
                }
            }
            fs::remove_dir(grave)?;
        }
        Ok(())
    }

    fn destroy(&self, digest: Digest) -> io::Result<()> {
        self.buried_of(digest)?.into_iter().try_for_each(fs::remove_dir_all)
    }

    fn list(&self) -> io::Result<Vec<Digest>> {
        let mut found = Vec::new();
        for folder in fs::read_dir(&self.root)? {
            let folder = folder?;
            if folder.file_name().len() != 2 {
                continue;
            }
            for file in fs::read_dir(folder.path())? {
                let name = file?.file_name();
                let hex = name.to_str().and_then(|name| name.strip_suffix(".jpg"));
                found.extend(hex.and_then(parse));
            }
        }
        Ok(found)
    }

    fn temporary(&self) -> io::Result<Temporary> {
        let path = self.incoming();
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        Ok(Temporary { path, file, length: 0 })
    }
}

/// A rename is durable once its folder is.
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Sixty-four hexadecimal digits.
fn parse(hex: &str) -> Option<Digest> {
    if hex.len() != 64 || !hex.is_ascii() {
        return None;
    }
    let mut bytes = [0; 32];
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(index * 2..index * 2 + 2)?, 16).ok()?;
    }
    Some(Digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_file_lives_is_buried_comes_back_and_goes() {
        let home = tempfile::tempdir().unwrap();
        let files = DiskFiles::open(home.path(), "a").unwrap();
        let digest = Digest([0xAB; 32]);
        assert_eq!(files.get(digest, Part::Whole).unwrap(), None);
        files.put(digest, Part::Whole, b"whole").unwrap();
        files.put(digest, Part::Thumbnail, b"small").unwrap();
        files.put(digest, Part::Whole, b"whole").unwrap();
        assert_eq!(files.get(digest, Part::Whole).unwrap().as_deref(), Some(&b"whole"[..]));
        assert_eq!(files.list().unwrap(), [digest]);

        files.bury(digest, at(100)).unwrap();
        assert_eq!(files.get(digest, Part::Whole).unwrap(), None);
        assert_eq!(files.list_buried(at(100)).unwrap(), []);
        assert_eq!(files.list_buried(at(101)).unwrap(), [digest]);
        files.restore(digest).unwrap();
        assert_eq!(files.get(digest, Part::Thumbnail).unwrap().as_deref(), Some(&b"small"[..]));
        assert_eq!(files.list_buried(at(101)).unwrap(), []);

        files.bury(digest, at(100)).unwrap();
        files.destroy(digest).unwrap();
        files.restore(digest).unwrap();
        assert_eq!(files.get(digest, Part::Whole).unwrap(), None);
        assert_eq!(files.list().unwrap(), []);
    }

    #[test]
    fn an_upload_leaves_nothing_behind() {
        let home = tempfile::tempdir().unwrap();
        let files = DiskFiles::open(home.path(), "a").unwrap();
        let mut upload = files.temporary().unwrap();
        assert!(upload.is_empty());
        upload.write(b"one ").unwrap();
        upload.write(b"two").unwrap();
        assert_eq!((upload.len(), upload.read().unwrap()), (7, b"one two".to_vec()));
        drop(upload);
        assert_eq!(fs::read_dir(home.path().join("incoming")).unwrap().count(), 0);
    }

    #[test]
    fn names_that_are_no_digests_are_passed_over() {
        let home = tempfile::tempdir().unwrap();
        let files = DiskFiles::open(home.path(), "a").unwrap();
        fs::create_dir(home.path().join("zz")).unwrap();
        fs::write(home.path().join("zz/readme.jpg"), b"").unwrap();
        fs::create_dir(home.path().join("aside/nonsense")).unwrap();
        assert_eq!(files.list().unwrap(), []);
        assert_eq!(files.list_buried(at(1)).unwrap(), []);
    }
}
