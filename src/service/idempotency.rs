//! Requests that may be repeated: the caller's own key, and a digest of what was asked under it.

/// A request that carries an `Idempotency-Key`. The same key with the same digest asks for the same effect, which happens
/// once; with another digest it is a mistake of the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestKey {
    /// The key, 1 to 128 visible ASCII characters.
    pub key: String,
    /// SHA-256 over method, path and body.
    pub digest: [u8; 32],
}
