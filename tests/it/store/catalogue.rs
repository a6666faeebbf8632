//! The catalogue in the database: the built-in one arrives whole, and every version can be put together again.

use gridward::domain::catalogue::{Catalogue, Entry, Part, built_in, changes};
use gridward::store::catalogue::{
    NewCatalogueVersion, find_catalogue_version_at, get_catalogue_lists, insert_catalogue_version,
};
use gridward::store::{Db, Lane, StoreError};
use jiff::Timestamp;

use crate::support::both_engines;
use crate::support::database::TestDatabase;

fn lists_of(db: &Db, version: i64) -> gridward::domain::catalogue::Lists {
    db.read_blocking(|conn| get_catalogue_lists(conn, version)).unwrap()
}

fn version_at(db: &Db, at: &str) -> Option<i64> {
    let at: Timestamp = at.parse().unwrap();
    db.read_blocking(|conn| find_catalogue_version_at(conn, at)).unwrap().map(|version| version.id)
}

both_engines! {
    fn every_version_can_be_put_together_again(engine) {
        let database = TestDatabase::new(engine);
        let db = database.open();
        let first = built_in(1).unwrap();
        assert_eq!(&lists_of(&db, 1), first.lists());

        let mut lists = first.lists().clone();
        let mut row = lists.departments[3].clone();
        row.phone_note = "'); DROP TABLE units; --".into();
        lists.put(Entry::Department(row));
        assert!(lists.remove(Part::Condition, "01002/overflow"));
        let second = Catalogue::new(2, lists).unwrap();
        let difference = changes(first.lists(), second.lists());
        let version = NewCatalogueVersion {
            id: 2,
            effective_from: "2026-07-01T00:00:00Z".parse().unwrap(),
            created_at: "2026-06-01T00:00:00Z".parse().unwrap(),
            created_by: None,
            note: "夏季".into(),
        };
        db.write_blocking(Lane::Interactive, move |tx| {
            insert_catalogue_version(tx, &version, &difference)
        })
        .unwrap();

        assert_eq!(&lists_of(&db, 2), second.lists());
        assert_eq!(&lists_of(&db, 1), first.lists());
        assert_eq!(version_at(&db, "2026-06-30T23:59:59Z"), Some(1));
        assert_eq!(version_at(&db, "2026-07-01T00:00:00Z"), Some(2));
        assert_eq!(version_at(&db, "1969-01-01T00:00:00Z"), None);

        let again = NewCatalogueVersion {
            id: 2,
            effective_from: "2026-08-01T00:00:00Z".parse().unwrap(),
            created_at: "2026-06-01T00:00:00Z".parse().unwrap(),
            created_by: None,
            note: String::new(),
        };
        let lost = db.write_blocking(Lane::Interactive, move |tx| insert_catalogue_version(tx, &again, &[]));
        assert!(matches!(lost, Err(StoreError::Conflict(key)) if key.is("catalogue_versions", "id")));
    }
}
