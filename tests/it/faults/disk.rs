//! The disk fills up under load: what cannot be written is refused, what was written can be read, and when there is room again
//! everything goes on in the same process.

use gridward::store::Engine;
use image::{DynamicImage, ImageFormat};
use serde_json::Value;

use super::kill::{CLIENTS, Ledger};
use super::process::{Clients, House, Process, agent, file, log_in};

/// Room for nothing: every file of the database is longer.
const FULL: &str = "4096";

/// A photo that needs more room than there is.
fn photo() -> Vec<u8> {
    let noise = image::RgbImage::from_fn(200, 200, |x, y| {
        let mixed = (x * 7919 + y * 104_729) ^ (x * y);
        image::Rgb([mixed, mixed >> 3, mixed >> 5].map(|n| u8::try_from(n % 256).unwrap()))
    });
    let mut out = std::io::Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(noise).write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

fn upload(process: &Process, token: &str) -> (u16, Value) {
    let request = agent().post(format!("http://{}/api/v1/attachments", process.address));
    let request =
        request.header("authorization", format!("Bearer {token}")).header("content-type", "image/png");
    let mut reply = request.send(&photo()).unwrap();
    (reply.status().as_u16(), reply.body_mut().read_json().unwrap())
}

#[test]
fn a_disk_that_is_full_for_a_while_loses_nothing() {
    let house = House::build(Engine::Sqlite);
    let process = House::started(house.command_on_a_small_disk());
    let token = log_in(&process, "volunteer");
    let mut ledger = Ledger::default();
    let clients = Clients::start(CLIENTS, process.address, &token, 0);
    ledger.add(clients.acknowledged(20));
    process.limit_files(FULL);

    // Whatever was under way has been answered when the writer has refused this.
    let (status, told) = file(&agent(), process.address, &token, "no-room").unwrap();
    assert_eq!((status, &told["type"]), (503, &Value::from("/problems/unavailable")));
    let (status, told) = upload(&process, &token);
    assert_eq!((status, &told["type"]), (503, &Value::from("/problems/unavailable")));
    ledger.add(clients.so_far());
    ledger.is_kept(&process, &token);

    process.limit_files("unlimited");
    ledger.add(clients.acknowledged(40));
    assert_eq!(upload(&process, &token).0, 201);
    process.ask_to_stop();
    assert!(process.ended().success());
    ledger.add(clients.rest());
    let process = house.start();
    ledger.is_kept(&process, &token);
    ledger.settle(&process, &token);
    process.ask_to_stop();
    assert!(process.ended().success());
    ledger.is_all(&house);
    house.examine();
}
