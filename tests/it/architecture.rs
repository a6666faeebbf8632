//! The rooms and the arrows of `docs/architecture.md`: a file may import only what its room allows.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms it may import besides itself.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("service", &["store", "domain"]),
    ("notify", &["domain"]),
    ("jobs", &["service", "notify", "domain"]),
    ("web", &["service", "domain"]),
];

/// Files that wire the rooms and may import anything.
const WIRING: &[&str] = &["main", "lib", "app", "command"];

/// What a room's files must not even name.
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("domain", &["diesel::", "actix_web", "actix_multipart", "std::fs", "std::net", "tokio::", "reqwest"]),
    ("service", &["diesel::", "actix_web", "actix_multipart", "diesel_migrations"]),
    ("web", &["diesel::"]),
    ("notify", &["diesel::", "actix_web"]),
    ("jobs", &["diesel::", "actix_web"]),
    ("store", &["actix_web"]),
];

/// The ceiling of a file; its design is telling something when it wants more.
const LINES: usize = 500;

fn source_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            source_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    source_files(&root, &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// The room of `src/…`: its first path segment.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The rooms that a text imports by `crate::room`.
fn imported(text: &str) -> Vec<&str> {
    text.split("crate::")
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap())
        .filter(|name| ARROWS.iter().any(|(room, _)| room == name))
        .collect()
}

#[test]
fn every_import_follows_an_arrow() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let room = room(&file);
        if WIRING.contains(&room) {
            continue;
        }
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == room) else {
            if imported(&text).iter().any(|target| *target != "domain") && room != "config" {
                wrong.push(format!("{file} belongs to no room"));
            }
            continue;
        };
        for target in imported(&text) {
            if target != room && !allowed.contains(&target) {
                wrong.push(format!("{file} imports {target}"));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that docs/architecture.md does not draw:\n{}", wrong.join("\n"));
}

#[test]
fn no_room_holds_what_it_must_not() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some((_, names)) = FORBIDDEN.iter().find(|(name, _)| *name == room(&file)) else { continue };
        wrong.extend(
            names.iter().filter(|name| text.contains(*name)).map(|name| format!("{file} names {name}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_lives_there_and_stays_readable() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        if !text.starts_with("//!") {
            wrong.push(format!("{file} does not begin with //!"));
        }
        let lines = text.lines().count();
        if lines > LINES {
            wrong.push(format!("{file} has {lines} lines"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_dialect_and_the_opening_of_connections_name_an_engine() {
    let allowed = |file: &str| {
        file == "store/dialect.rs"
            || file.starts_with("store/db")
            || file == "store/time.rs"
            || file == "store/migrate.rs"
            || file.starts_with("store/dialect/")
    };
    let wrong: Vec<String> = sources()
        .into_iter()
        .filter(|(file, text)| {
            !allowed(file) && (text.contains("Conn::Sqlite") || text.contains("Conn::Postgres"))
        })
        .map(|(file, _)| file)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?} branch on the engine: that belongs to store/dialect.rs");
}

/// The document of the API has one schema a name: of two types the later would silently stand for both.
#[test]
fn no_two_schemas_of_the_document_share_a_name() {
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in sources() {
        let mut described = false;
        for line in text.lines().map(str::trim_start) {
            described |= line.starts_with("#[derive(") && line.contains("ToSchema");
            let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            let kind = words.iter().position(|word| matches!(*word, "struct" | "enum"));
            if let Some(name) = kind.filter(|_| !line.starts_with("//")).and_then(|at| words.get(at + 1)) {
                if described {
                    homes.entry((*name).to_owned()).or_default().push(file.clone());
                }
                described = false;
            }
        }
    }
    assert!(homes.len() > 150, "few types are described: {}", homes.len());
    homes.retain(|_, files| files.len() > 1);
    assert!(homes.is_empty(), "{homes:#?}");
}
