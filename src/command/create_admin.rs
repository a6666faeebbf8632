//! `gridward create-admin`: the first administrator, made by whoever owns the machine. It prints a one-time code for the first
//! log-in, so that no password stands in a shell's history.

use crate::app::{self, StartError};
use crate::config::Config;
use crate::domain::codes::Lang;
use crate::domain::ids::AreaId;
use crate::domain::words::Words;
use crate::service::admin::{AdminArea, create_admin};
use crate::service::error::ServiceError;

/// The options of `create-admin`.
#[derive(clap::Args)]
pub(super) struct Options {
    /// The login. 登录名。
    #[arg(long)]
    login: String,
    /// The name of the person. 姓名。
    #[arg(long)]
    name: String,
    /// The code of the area to administer; needed when there are several districts. 管理区域的代码。
    #[arg(long)]
    area: Option<String>,
    /// The name of the district, if the database has no area yet: it is made with the code of `--area`. 新建区的名称。
    #[arg(long, requires = "area")]
    new_district: Option<String>,
}

pub(super) fn run(config: &Config, options: Options) -> Result<(), StartError> {
    let core = app::open_core(config)?;
    let area = AdminArea { code: options.area, new_district: options.new_district };
    let (area, issued) =
        create_admin(&core, &options.name, &options.login, &area).map_err(|error| told(&error))?;
    core.db.close();
    let AreaId(id) = area;
    println!("administrator {} over area {id}", options.login);
    println!("one-time code for the first log-in, good until {}: {}", issued.expires_at, issued.code);
    println!("set a password with it: POST {}/api/v1/sessions/reset", config.base_url);
    Ok(())
}

fn told(error: &ServiceError) -> StartError {
    let text = |words: &Words| format!("{} {}", words.pick(Lang::Zh), words.pick(Lang::En));
    StartError::Command(match error {
        ServiceError::Invalid(_, faults) => {
            faults.iter().map(|f| format!("{}: {}", f.pointer, text(&f.words))).collect::<Vec<_>>().join("; ")
        }
        ServiceError::Conflict(words) => text(words),
        other => other.to_string(),
    })
}
