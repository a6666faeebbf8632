//! When things go wrong: the process is killed, the server of the database goes away, and strangers send what nobody should.

mod database;
mod disk;
mod hostile;
mod kill;
mod process;
mod wire;
