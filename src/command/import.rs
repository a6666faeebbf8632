//! `gridward import FILE --mapping M.toml`: brings histories in from a CSV file, plain or gzipped, in two passes: the first
//! learns which areas and bodies the rows name, the second replays them. Rows that cannot come in are listed with their line
//! and the reason; running it again brings in only what is new.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use csv::{ByteRecord, ReaderBuilder};
use flate2::read::MultiGzDecoder;
use indicatif::{ProgressBar, ProgressStyle};

use crate::app::{self, StartError};
use crate::config::Config;
use crate::domain::catalogue::Catalogue;
use crate::domain::codes::Lang;
use crate::domain::import::{ExternalCase, Mapping, Reader, RowFault};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::import::{Ground, RowOutcome, import_rows, prepare_ground};

/// Rows of one transaction.
const BATCH: usize = 250;

/// What to import, and how to read it.
#[derive(Args)]
pub(super) struct Options {
    /// A CSV file, plain or gzipped (.gz). CSV 文件，可为 gzip 压缩。
    file: PathBuf,
    /// The mapping file; those for three cities are in `mappings/`. 映射文件。
    #[arg(long)]
    mapping: PathBuf,
    /// Where to list the rows that cannot come in; `<FILE>.rejected.csv` in the present folder unless given. 未导入行清单。
    #[arg(long)]
    rejected: Option<PathBuf>,
}

/// What an import came to.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    imported: u64,
    known: u64,
    rejected: BTreeMap<&'static str, u64>,
}

type Failed = StartError;

pub(super) fn run(config: &Config, options: &Options) -> Result<(), Failed> {
    let core = app::open_core(config)?;
    let catalogue =
        core.db.read_blocking(|conn| core.catalogue(conn)).map_err(|e: ServiceError| failed(&e))?;
    let text =
        std::fs::read_to_string(&options.mapping).map_err(|error| file_error(&options.mapping, error))?;
    let mapping = Mapping::parse(&text, &catalogue).map_err(|e| failed(&e))?;
    let started = Instant::now();
    let ground = survey(&core, options, &mapping, &catalogue)?;
    let tally = Import { core: &core, options, ground: &ground, tally: Tally::default(), list: None }
        .run(&mapping, &catalogue)?;
    core.db.close();
    tell(&tally, started.elapsed().as_secs_f64());
    Ok(())
}

fn failed(error: &dyn std::fmt::Display) -> Failed {
    StartError::Command(error.to_string())
}

fn file_error(path: &Path, error: std::io::Error) -> Failed {
    StartError::File { path: path.display().to_string(), error }
}

/// The file, unzipped where its name says so, counted on a bar.
fn open(path: &Path, doing: &'static str) -> Result<(csv::Reader<Box<dyn Read>>, ProgressBar), Failed> {
    let file = File::open(path).map_err(|error| file_error(path, error))?;
    let bar = ProgressBar::new(file.metadata().map_or(0, |meta| meta.len()));
    let style = ProgressStyle::with_template("{msg} {wide_bar} {bytes}/{total_bytes} {eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(doing);
    let counted = BufReader::with_capacity(1 << 16, bar.wrap_read(file));
    let zipped = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"));
    let bytes: Box<dyn Read> =
        if zipped { Box::new(MultiGzDecoder::new(counted)) } else { Box::new(counted) };
    Ok((ReaderBuilder::new().has_headers(false).from_reader(bytes), bar))
}

/// Every row of the file under its head, understood or not.
fn each_row(
    options: &Options,
    doing: &'static str,
    (mapping, catalogue): (&Mapping, &Catalogue),
    core: &Core,
    mut take: impl FnMut(u64, Result<ExternalCase, RowFault>) -> Result<(), Failed>,
) -> Result<(), Failed> {
    let (mut rows, bar) = open(&options.file, doing)?;
    let mut record = ByteRecord::new();
    rows.read_byte_record(&mut record).map_err(|e| failed(&e))?;
    let mut reader = Reader::new(mapping, catalogue, &record, core.clock.now()).map_err(|e| failed(&e))?;
    let head_line = record.position().map_or(1, csv::Position::line);
    // Where lines end in CR LF the position of a record still stands on the line before it.
    let mut behind = None;
    loop {
        match rows.read_byte_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let line = record.position().map_or(0, csv::Position::line);
                let behind = *behind.get_or_insert(u64::from(line == head_line));
                take(line + behind, reader.read(line + behind, &record))?;
            }
            Err(error) if error.is_io_error() => return Err(failed(&error)),
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                take(line + behind.unwrap_or(0), Err(RowFault::NotCsv))?;
            }
        }
    }
    bar.finish_and_clear();
    Ok(())
}

/// The first pass: the areas and bodies that rows name.
fn survey(
    core: &Core,
    options: &Options,
    mapping: &Mapping,
    catalogue: &Catalogue,
) -> Result<Ground, Failed> {
    let (mut communities, mut departments) = (BTreeSet::new(), BTreeSet::new());
    each_row(options, "1/2", (mapping, catalogue), core, |_, row| {
        if let Ok(row) = row {
            communities.extend(row.community);
            departments.extend(row.department);
        }
        Ok(())
    })?;
    let lists = (communities.into_iter().collect(), departments.into_iter().collect());
    prepare_ground(core, mapping, lists.0, lists.1).map_err(|e| failed(&e))
}

/// The second pass.
struct Import<'a> {
    core: &'a Core,
    options: &'a Options,
    ground: &'a Ground,
    tally: Tally,
    /// The list of rejected rows, once there is one.
    list: Option<csv::Writer<File>>,
}

impl Import<'_> {
    fn run(mut self, mapping: &Mapping, catalogue: &Catalogue) -> Result<Tally, Failed> {
        let (core, options) = (self.core, self.options);
        let mut batch = Vec::with_capacity(BATCH);
        each_row(options, "2/2", (mapping, catalogue), core, |line, row| {
            match row {
                Ok(row) => batch.push(row),
                Err(fault) => self.reject(line, "", fault, None)?,
            }
            if batch.len() >= BATCH { self.flush(std::mem::take(&mut batch)) } else { Ok(()) }
        })?;
        self.flush(batch)?;
        if let Some(mut list) = self.list {
            list.flush()?;
        }
        Ok(self.tally)
    }

    fn flush(&mut self, batch: Vec<ExternalCase>) -> Result<(), Failed> {
        let names: Vec<(u64, String)> = batch.iter().map(|row| (row.line, row.number.clone())).collect();
        let outcomes = import_rows(self.core, self.ground, batch).map_err(|e| failed(&e))?;
        for ((line, number), outcome) in names.into_iter().zip(outcomes) {
            match outcome {
                RowOutcome::Imported => self.tally.imported += 1,
                RowOutcome::Known => self.tally.known += 1,
                RowOutcome::Rejected(fault, why) => self.reject(line, &number, fault, why)?,
            }
        }
        Ok(())
    }

    fn reject(
        &mut self,
        line: u64,
        number: &str,
        fault: RowFault,
        why: Option<String>,
    ) -> Result<(), Failed> {
        *self.tally.rejected.entry(fault.code()).or_default() += 1;
        if self.list.is_none() {
            let path = self.options.rejected.clone().unwrap_or_else(|| {
                let name = self.options.file.file_name().unwrap_or_default().to_string_lossy();
                PathBuf::from(format!("{name}.rejected.csv"))
            });
            let file = File::create(&path).map_err(|error| file_error(&path, error))?;
            let mut list = csv::Writer::from_writer(file);
            list.write_record(["line", "number", "code", "reason_zh", "reason_en"])
                .map_err(|e| failed(&e))?;
            self.list = Some(list);
        }
        let why = why.map_or_else(
            || fault.label(Lang::En).to_owned(),
            |why| format!("{}: {why}", fault.label(Lang::En)),
        );
        if let Some(list) = &mut self.list {
            let row = [&line.to_string(), number, fault.code(), fault.label(Lang::Zh), &why];
            list.write_record(row).map_err(|e| failed(&e))?;
        }
        Ok(())
    }
}

fn tell(tally: &Tally, seconds: f64) {
    let rejected: u64 = tally.rejected.values().sum();
    let rows = tally.imported + tally.known + rejected;
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = rows as f64 / seconds.max(0.001);
    println!("rows {rows}: imported {}, known before {}, rejected {rejected}", tally.imported, tally.known);
    for (code, count) in &tally.rejected {
        println!("  {code}: {count}");
    }
    println!("{seconds:.1} s, {rate:.0} rows/s");
}
