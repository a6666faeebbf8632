//! The command line: one file a command. `gridward help` lists them.

mod bench;
mod create_admin;
mod demo;
mod doctor;
mod import;
mod migrate;
mod openapi;
mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::app::{self, StartError};

/// Grid governance for a street office. 街道网格治理系统。
#[derive(Parser)]
#[command(name = "gridward", version, about, disable_help_subcommand = false)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve HTTP, fire timers, deliver messages. 启动服务。
    Serve(serve::Options),
    /// Bring the database up to date. 更新数据库结构。
    Migrate,
    /// Check chains, seals, cases, timers and files. 检查数据是否完好。
    Doctor(doctor::Options),
    /// Build the demonstration street in an empty database. 生成演示数据。
    Demo,
    /// Bring histories in from a CSV file. 导入历史案件。
    Import(import::Options),
    /// Measure: one JSON object a line for each figure that matches. 性能测量。
    Bench(bench::Options),
    /// Make the first administrator and print a code for the first log-in. 创建管理员。
    CreateAdmin(create_admin::Options),
    /// Print the OpenAPI document. 输出接口文档。
    Openapi,
}

/// Runs the command that the arguments name. What failed is told on standard error in one line.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gridward: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), StartError> {
    match command {
        Command::Serve(options) => serve::run(&load()?, &options),
        Command::Migrate => migrate::run(&load()?),
        Command::Doctor(options) => doctor::run(&load()?, &options),
        Command::Import(options) => import::run(&load()?, &options),
        Command::Bench(options) => bench::run(&options),
        Command::CreateAdmin(options) => create_admin::run(&load()?, options),
        Command::Demo => demo::run(&load()?),
        Command::Openapi => openapi::run(&app::load_config()?),
    }
}

/// The configuration, with the log started as it says.
fn load() -> Result<crate::config::Config, StartError> {
    let config = app::load_config()?;
    app::start_log(&config);
    Ok(config)
}
