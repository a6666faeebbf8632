//! Every kind of tampering is named; an honest chain raises nothing.

use super::check::{ChainCheck, Fault, Head, SealedHead};
use super::seal::{Fold, Seal, SealCheck, SealKey};
use super::*;
use crate::domain::codes::Lang;

const CASE: CaseId = CaseId(7);

/// A row as an attacker finds it.
#[derive(Clone)]
struct Row {
    seq: i64,
    body: String,
    minute: i64,
    hash: Digest,
}

fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_760_000_000 + minute * 60).unwrap()
}

fn record(row: &Row) -> Record<'_> {
    Record {
        case: CASE,
        seq: row.seq,
        kind: "note",
        actor: Some(PersonId(3)),
        at: at(row.minute),
        recorded_at: at(row.minute),
        body: &row.body,
        cause: None,
    }
}

/// Six honest rows, one a minute.
fn rows() -> Vec<Row> {
    let mut last = Digest::GENESIS;
    (1..=6)
        .map(|seq| {
            let mut row = Row { seq, body: format!("{{\"n\":{seq}}}"), minute: seq, hash: Digest::GENESIS };
            row.hash = link(&last, &record(&row));
            last = row.hash;
            row
        })
        .collect()
}

fn head(rows: &[Row]) -> Head {
    rows.last().map(|row| Head { seq: row.seq, hash: row.hash }).unwrap()
}

fn check(rows: &[Row], own: Head, sealed: &[SealedHead]) -> Vec<Fault> {
    let mut check = ChainCheck::new(CASE, sealed);
    for row in rows {
        check.push(&record(row), row.hash);
    }
    check.finish(own)
}

/// What somebody without the key does to cover the traces: computes all hashes anew.
fn rehash(rows: &mut [Row]) {
    let mut last = Digest::GENESIS;
    for row in rows {
        row.hash = link(&last, &record(row));
        last = row.hash;
    }
}

#[test]
fn an_honest_chain_holds() {
    let rows = rows();
    let sealed = SealedHead { head: head(&rows[..4]), cut_at: at(4) };
    assert_eq!(check(&rows, head(&rows), &[sealed]), []);
}

#[test]
fn an_altered_row_is_named() {
    for index in 0..6 {
        let mut tampered = rows();
        tampered[index].body = "{\"n\":99}".into();
        let seq = tampered[index].seq;
        assert_eq!(check(&tampered, head(&rows()), &[]), [Fault::Altered { case: CASE, seq }]);
        let mut later = rows();
        later[index].minute += 1000;
        assert_eq!(check(&later, head(&rows()), &[]), [Fault::Altered { case: CASE, seq }]);
    }
}

#[test]
fn a_removed_row_is_named() {
    for index in 0..5 {
        let mut gap = rows();
        let gone = gap.remove(index);
        assert_eq!(check(&gap, head(&rows()), &[]), [Fault::Removed { case: CASE, seq: gone.seq }]);
    }
    // The same with the rest renumbered and the case's own head adjusted.
    for index in 0..4 {
        let mut renumbered = rows();
        let gone = renumbered.remove(index);
        renumbered.iter_mut().skip(index).for_each(|row| row.seq -= 1);
        let own = head(&renumbered);
        assert_eq!(check(&renumbered, own, &[]), [Fault::Removed { case: CASE, seq: gone.seq }], "{index}");
    }
}

#[test]
fn an_inserted_row_is_named() {
    for index in 1..6 {
        let mut tampered = rows();
        let mut forged = tampered[index].clone();
        forged.body = "{\"forged\":true}".into();
        forged.hash = link(&tampered[index - 1].hash, &record(&forged));
        let seq = forged.seq;
        tampered.iter_mut().skip(index).for_each(|row| row.seq += 1);
        tampered.insert(index, forged);
        let own = head(&tampered);
        assert_eq!(check(&tampered, own, &[]), [Fault::Inserted { case: CASE, seq }], "{index}");
    }
    // One more at the end, hashed as it should be, but the case's row does not know it.
    let mut longer = rows();
    longer.push(Row { seq: 7, body: String::new(), minute: 7, hash: Digest::GENESIS });
    rehash(&mut longer);
    assert_eq!(check(&longer, head(&rows()), &[]), [Fault::Inserted { case: CASE, seq: 7 }]);
    // The case's row was adjusted too, but the row claims a time that was sealed without it.
    let sealed = SealedHead { head: head(&rows()), cut_at: at(30) };
    assert_eq!(check(&longer, head(&longer), &[sealed]), [Fault::Inserted { case: CASE, seq: 7 }]);
}

#[test]
fn a_cut_tail_is_named() {
    let cut = rows()[..4].to_vec();
    let fault = Fault::TailCut { case: CASE, expected: 6, found: 4 };
    assert_eq!(check(&cut, head(&rows()), &[]), [fault]);
    // The case's own row was adjusted; the seal was not.
    let sealed = SealedHead { head: head(&rows()), cut_at: at(6) };
    assert_eq!(check(&cut, head(&cut), &[sealed]), [fault]);
    assert_eq!(check(&[], head(&rows()), &[]), [Fault::TailCut { case: CASE, expected: 6, found: 0 }]);
}

#[test]
fn a_chain_rewritten_as_a_whole_is_named_by_its_seal() {
    let mut tampered = rows();
    tampered[1].body = "{\"n\":99}".into();
    rehash(&mut tampered);
    let own = head(&tampered);
    assert_eq!(check(&tampered, own, &[]), [], "without a seal nothing shows");
    let sealed = SealedHead { head: head(&rows()[..4]), cut_at: at(4) };
    assert_eq!(check(&tampered, own, &[sealed]), [Fault::Rewritten { case: CASE, seq: 4 }]);
    assert_eq!(check(&tampered, head(&rows()), &[]), [Fault::Rewritten { case: CASE, seq: 6 }]);
}

#[test]
fn fields_cannot_be_shifted_into_each_other() {
    let rows = rows();
    let one = Record { kind: "ab", body: "c", ..record(&rows[0]) };
    let other = Record { kind: "a", body: "bc", ..record(&rows[0]) };
    assert_ne!(link(&Digest::GENESIS, &one), link(&Digest::GENESIS, &other));
}

fn sealed_days(key: &SealKey) -> Vec<(Seal, Vec<(CaseId, Head)>)> {
    let mut last = Digest::GENESIS;
    (1..=3)
        .map(|number| {
            let heads: Vec<(CaseId, Head)> = (1..=number)
                .map(|case| (CaseId(case), Head { seq: number, hash: Digest([9; 32]) }))
                .collect();
            let mut fold = Fold::new(&last, number, at(number * 1440));
            for (case, head) in &heads {
                fold.add(*case, head);
            }
            let seal = key.sign(number, at(number * 1440), fold);
            last = seal.root;
            (seal, heads)
        })
        .collect()
}

fn check_seals(key: &SealKey, days: &[(Seal, Vec<(CaseId, Head)>)]) -> Vec<Fault> {
    let public = key.public();
    let mut check = SealCheck::new(&public);
    for (seal, heads) in days {
        check.push(seal, heads.iter().copied());
    }
    check.finish()
}

#[test]
fn seals_vouch_for_each_other() {
    let key = SealKey::from_seed(&[5; 32]);
    let honest = sealed_days(&key);
    assert_eq!(check_seals(&key, &honest), []);

    let mut altered = honest.clone();
    altered[1].1[0].1.seq = 1;
    assert_eq!(check_seals(&key, &altered), [Fault::SealAltered { number: 2 }]);

    let mut dropped = honest.clone();
    dropped[2].1.pop();
    assert_eq!(check_seals(&key, &dropped), [Fault::SealAltered { number: 3 }]);

    let mut missing = honest.clone();
    missing.remove(1);
    assert_eq!(check_seals(&key, &missing), [Fault::SealMissing { number: 2 }]);

    let forged = sealed_days(&SealKey::from_seed(&[6; 32]));
    assert_eq!(check_seals(&key, &forged).len(), 3);
    let mut resigned = honest.clone();
    resigned[1].0.root = Digest([1; 32]);
    assert!(check_seals(&key, &resigned).contains(&Fault::SealForged { number: 2 }));
}

#[test]
fn faults_are_told_in_both_languages() {
    let fault = Fault::TailCut { case: CASE, expected: 6, found: 4 };
    assert_eq!(fault.describe(Lang::En), "case 7: the tail was cut, 6 rows expected, 4 found");
    assert_eq!(fault.describe(Lang::Zh), "案件 7 的末尾被截断：应有 6 条，现有 4 条");
}
