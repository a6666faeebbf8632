//! What runs beside the requests: pollers that ask the services what is due. No rule and no SQL here.

pub mod backfill;
pub mod feed;
pub mod housekeeping;
pub mod notices;
pub mod recounts;
pub mod rollups;
pub mod timers;

use std::time::Duration;

use tokio::sync::watch;

use crate::service::error::ServiceError;

/// How long a job waits after the database could not serve.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(5);

/// Tells the jobs when to stop, and waits until they have.
pub struct Jobs {
    stop: watch::Sender<bool>,
    running: Vec<tokio::task::JoinHandle<()>>,
}

/// What a job sees of the wish to stop.
pub type Stop = watch::Receiver<bool>;

/// Goes round until it is told to stop: at once again while a round answers that more is waiting, after a pause otherwise.
/// `failing` says in the log what cannot be done meanwhile.
async fn rounds(
    mut stop: Stop,
    pause: Duration,
    failing: &'static str,
    round: impl AsyncFn() -> Result<bool, ServiceError>,
) {
    loop {
        let wait = match round().await {
            Ok(true) => Duration::ZERO,
            Ok(false) => pause,
            Err(error) => {
                tracing::warn!(%error, "{failing}");
                PAUSE_AFTER_FAILURE
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stop.changed() => return,
        }
        if *stop.borrow() {
            return;
        }
    }
}

impl Jobs {
    /// No job yet.
    pub fn new() -> Self {
        Self { stop: watch::channel(false).0, running: Vec::new() }
    }

    /// Starts a job on the caller's runtime.
    pub fn start<J: Future<Output = ()> + 'static>(&mut self, job: impl FnOnce(Stop) -> J) {
        self.running.push(tokio::task::spawn_local(job(self.stop.subscribe())));
    }

    /// Lets every job finish what it has begun.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        for job in self.running {
            if job.await.is_err() {
                tracing::error!("a job ended badly");
            }
        }
    }
}

impl Default for Jobs {
    fn default() -> Self {
        Self::new()
    }
}
