//! Access tokens: JWT, HS256 and nothing else. `jsonwebtoken` asks for a provider of its cryptography; this one knows a single
//! algorithm, so that no token can talk the verifier into another. Times are checked against the injected clock.

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::signature::{self, Signer, Verifier};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::domain::account::{ACCESS_TTL, later};
use crate::domain::ids::{PersonId, SessionId};
use crate::service::error::ServiceError;

const ISSUER: &str = "gridward";
const AUDIENCE: &str = "gridward-api";

/// A token is well below this; more is not worth decoding.
const MAX_LENGTH: usize = 1024;

/// The clocks of two nodes may differ by this many seconds.
const SKEW: i64 = 5;

static PROVIDER: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| match algorithm {
        Algorithm::HS256 => Ok(Box::new(Hs256(mac(key.as_bytes())?))),
        _ => Err(ErrorKind::InvalidAlgorithm.into()),
    },
    verifier_factory: |algorithm, key| match algorithm {
        Algorithm::HS256 => Ok(Box::new(Hs256(mac(key.try_get_as_bytes()?)?))),
        _ => Err(ErrorKind::InvalidAlgorithm.into()),
    },
    key_utils: KeyUtils::new_unimplemented(),
};

fn mac(key: &[u8]) -> Result<Hmac<Sha256>, Error> {
    Hmac::<Sha256>::new_from_slice(key).map_err(|_| ErrorKind::InvalidKeyFormat.into())
}

/// HMAC-SHA256 under one key.
struct Hs256(Hmac<Sha256>);

impl Signer<Vec<u8>> for Hs256 {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        let mut mac = self.0.clone();
        mac.update(message);
        Ok(mac.finalize().into_bytes().to_vec())
    }
}

impl JwtSigner for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

impl Verifier<Vec<u8>> for Hs256 {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), signature::Error> {
        let mut mac = self.0.clone();
        mac.update(message);
        mac.verify_slice(signature).map_err(signature::Error::from_source)
    }
}

impl JwtVerifier for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

/// What a token says.
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: PersonId,
    sid: SessionId,
    iat: i64,
    exp: i64,
}

/// Whom a good token names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bearer {
    pub(super) person: PersonId,
    pub(super) session: SessionId,
    pub(super) expires_at: Timestamp,
}

/// Signs and verifies access tokens.
pub(super) struct Tokens {
    signing: EncodingKey,
    verifying: DecodingKey,
    validation: Validation,
}

impl Tokens {
    pub(super) fn new(key: &[u8]) -> Self {
        // A second installation in one process (tests) finds the same provider already there.
        let _ = PROVIDER.install_default();
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // The crate would ask the system's clock; `verify` asks ours.
        validation.validate_exp = false;
        Self { signing: EncodingKey::from_secret(key), verifying: DecodingKey::from_secret(key), validation }
    }

    pub(super) fn issue(
        &self,
        person: PersonId,
        session: SessionId,
        now: Timestamp,
    ) -> Result<String, ServiceError> {
        let claims = Claims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: person,
            sid: session,
            iat: now.as_second(),
            exp: later(now, ACCESS_TTL).as_second(),
        };
        encode(&Header::new(Algorithm::HS256), &claims, &self.signing)
            .map_err(|e| ServiceError::Fault(e.into()))
    }

    pub(super) fn verify(&self, token: &str, now: Timestamp) -> Option<Bearer> {
        if token.len() > MAX_LENGTH {
            return None;
        }
        let claims = decode::<Claims>(token, &self.verifying, &self.validation).ok()?.claims;
        let now = now.as_second();
        let timely = claims.exp > now
            && claims.iat <= now.saturating_add(SKEW)
            && claims.exp.checked_sub(claims.iat).is_some_and(|life| life <= ACCESS_TTL.as_secs());
        let expires_at = Timestamp::from_second(claims.exp).ok()?;
        timely.then_some(Bearer { person: claims.sub, session: claims.sid, expires_at })
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
    use jiff::SignedDuration;
    use serde_json::{Value, json};

    use super::*;

    const KEY: [u8; 32] = [3; 32];

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    fn forged(header: &Value, claims: &Value, key: &[u8]) -> String {
        let part = |value: &Value| B64.encode(value.to_string());
        let message = format!("{}.{}", part(header), part(claims));
        let signature = Hs256(mac(key).unwrap()).try_sign(message.as_bytes()).unwrap();
        format!("{message}.{}", B64.encode(signature))
    }

    fn claims() -> Value {
        let now = at(0).as_second();
        json!({"iss": "gridward", "aud": "gridward-api", "sub": "7", "sid": "9", "iat": now, "exp": now + 900})
    }

    fn with(name: &str, value: Value) -> Value {
        let mut changed = claims();
        changed[name] = value;
        changed
    }

    #[test]
    fn a_token_holds_for_a_quarter_of_an_hour() {
        let tokens = Tokens::new(&KEY);
        let token = tokens.issue(PersonId(7), SessionId(9), at(0)).unwrap();
        let expires_at = later(at(0), ACCESS_TTL);
        let bearer = Some(Bearer { person: PersonId(7), session: SessionId(9), expires_at });
        assert_eq!(tokens.verify(&token, at(0)), bearer);
        assert_eq!(tokens.verify(&token, at(899)), bearer);
        assert_eq!(tokens.verify(&token, at(900)), None);
        assert_eq!(tokens.verify(&token, at(-60)), None, "not before it was issued");
        assert_eq!(ACCESS_TTL, SignedDuration::from_mins(15));
    }

    #[test]
    fn forgeries_are_refused() {
        let tokens = Tokens::new(&KEY);
        let hs256 = json!({"alg": "HS256", "typ": "JWT"});
        assert!(tokens.verify(&forged(&hs256, &claims(), &KEY), at(1)).is_some(), "the forger's tool works");
        let now = at(0).as_second();
        let mut bad = vec![
            forged(&hs256, &claims(), &[4; 32]),
            forged(&json!({"alg": "HS512", "typ": "JWT"}), &claims(), &KEY),
            forged(&json!({"alg": "RS256"}), &claims(), &KEY),
            forged(&json!({"alg": "none"}), &claims(), &KEY),
            forged(&hs256, &with("iss", json!("elsewhere")), &KEY),
            forged(&hs256, &with("aud", json!("other")), &KEY),
            forged(&hs256, &with("exp", json!(now - 1)), &KEY),
            forged(&hs256, &with("exp", json!(now + 90_000)), &KEY),
            forged(&hs256, &with("exp", json!("soon")), &KEY),
            forged(&hs256, &with("iat", json!(now + 600)), &KEY),
            forged(&hs256, &with("iat", json!(i64::MIN)), &KEY),
            forged(&hs256, &with("sub", json!("-7")), &KEY),
            forged(&hs256, &with("sid", json!(9)), &KEY),
            String::new(),
            "a.b.c".to_owned(),
            "..".to_owned(),
            "x".repeat(100_000),
        ];
        for name in ["iss", "aud", "sub", "sid", "exp", "iat"] {
            let mut lacking = claims();
            lacking.as_object_mut().unwrap().remove(name);
            bad.push(forged(&hs256, &lacking, &KEY));
        }
        let good = forged(&hs256, &claims(), &KEY);
        let (message, _) = good.rsplit_once('.').unwrap();
        bad.push(format!("{message}."));
        bad.push(message.to_owned());
        for token in bad {
            assert_eq!(tokens.verify(&token, at(1)), None, "{token}");
        }
    }
}
