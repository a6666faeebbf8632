//! `gridward doctor`: prints the configuration (without secrets) and whatever does not hold, one plain line each. Ends with
//! failure when there is a fault.

use crate::app::{self, StartError};
use crate::config::Config;
use crate::domain::codes::Lang;
use crate::service::doctor::examine;

/// The options of `doctor`.
#[derive(clap::Args)]
pub(super) struct Options {
    /// Speak English. 以英文输出。
    #[arg(long)]
    english: bool,
    /// Count every number of the reports anew from the events and compare. 由案件记录重新计算全部统计并核对。
    #[arg(long)]
    deep: bool,
}

#[expect(clippy::print_stdout, reason = "the report is for the person at the terminal")]
pub(super) fn run(config: &Config, options: &Options) -> Result<(), StartError> {
    let lang = if options.english { Lang::En } else { Lang::Zh };
    let core = app::open_core(config)?;
    println!("{config:?}");
    let report = examine(&core, options.deep).map_err(|error| StartError::Command(error.to_string()))?;
    core.db.close();
    for fault in &report.faults {
        println!("{} {}", lang.pick("错误：", "FAULT:"), fault.pick(lang));
    }
    for remark in &report.remarks {
        println!("{} {}", lang.pick("注意：", "note:"), remark.pick(lang));
    }
    let (cases, events, files, faults) = (report.cases, report.events, report.files, report.faults.len());
    println!("{cases} cases, {events} events, {files} files, {faults} faults");
    if faults == 0 { Ok(()) } else { Err(StartError::Command(format!("{faults} faults"))) }
}
