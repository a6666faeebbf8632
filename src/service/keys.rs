//! Keys. One master key lives in a file outside the database; every purpose gets a key of its own derived from it, so that
//! no key serves two ends. `docs/operations.md` says what is lost when the file is.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The master key, from which the others are derived.
#[derive(Clone)]
pub struct Keys {
    master: [u8; 32],
}

impl Keys {
    /// Keys under a master key of 32 random bytes.
    pub const fn new(master: [u8; 32]) -> Self {
        Self { master }
    }

    /// The key for a purpose: HMAC-SHA256 of the purpose under the master key.
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        // HMAC pads its key with zeros to the block; done here, so that there is nothing that can fail.
        let mut block = [0; 64];
        for (to, from) in block.iter_mut().zip(self.master) {
            *to = from;
        }
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(purpose.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

/// Never printed.
impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn purposes_get_different_keys() {
        let keys = Keys::new([7; 32]);
        assert_ne!(keys.derive("cursor"), keys.derive("contact"));
        assert_eq!(keys.derive("cursor"), Keys::new([7; 32]).derive("cursor"));
        assert_ne!(keys.derive("cursor"), Keys::new([8; 32]).derive("cursor"));
    }
}
