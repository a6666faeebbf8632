//! Rows that wait for each other within a transaction: whoever reads finds them, a refusal is told by its key, and nothing of a
//! refused transaction stays.

use gridward::domain::ids::PersonId;
use gridward::store::idempotency::{UsedKey, find_used_key, insert_used_key};
use gridward::store::{Lane, StoreError};

use crate::support::both_engines;
use crate::support::database::TestDatabase;

fn used(n: usize) -> UsedKey {
    let at: jiff::Timestamp = "2026-03-10T02:00:00Z".parse().unwrap();
    UsedKey {
        person_id: 7,
        key: format!("key-{n}"),
        body_hash: vec![7; 32],
        status: 201,
        resource: format!("incident/{n}"),
        created_at: at.into(),
    }
}

both_engines! {
    fn rows_that_wait_are_found_and_more_of_them_than_one_statement_takes(engine) {
        let database = TestDatabase::new(engine);
        let db = database.open();
        let seen = db.write_blocking(Lane::Interactive, move |tx| {
            for n in 0..60 {
                insert_used_key(tx, used(n))?;
            }
            let mut seen = 0;
            for n in 0..60 {
                seen += usize::from(find_used_key(tx, Some(PersonId(7)), &format!("key-{n}"))?.is_some());
            }
            insert_used_key(tx, used(60))?;
            Ok::<_, StoreError>(seen)
        }).unwrap();
        assert_eq!(seen, 60);
        let last = db.read_blocking(|conn| find_used_key(conn, Some(PersonId(7)), "key-60")).unwrap();
        assert_eq!(last, Some(used(60)));
    }

    fn a_row_that_is_refused_takes_the_transaction_along(engine) {
        let database = TestDatabase::new(engine);
        let db = database.open();
        // Refused at the end of the transaction, by a read within it, and as one of many.
        for (rows, reads) in [(2, false), (2, true), (40, false)] {
            let refused = db.write_blocking(Lane::Interactive, move |tx| {
                for n in 0..rows {
                    insert_used_key(tx, used(n % (rows - 1)))?;
                }
                if reads {
                    find_used_key(tx, Some(PersonId(7)), "another")?;
                }
                Ok::<_, StoreError>(())
            });
            let taken = |key: &gridward::store::Key| key.is("idempotency_keys", "person_id,key");
            assert!(matches!(&refused, Err(StoreError::Conflict(key)) if taken(key)), "{refused:?}");
            let first = db.read_blocking(|conn| find_used_key(conn, Some(PersonId(7)), "key-0")).unwrap();
            assert_eq!(first, None);
        }
    }
}
