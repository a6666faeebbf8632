//! Cursors of lists: opaque and signed. A cursor holds the sort key of the last item shown (a value and the immutable id
//! that breaks ties), so a list stays right while its items move; the signature binds it to the list it came from.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;

use crate::domain::words::Words;
use crate::web::problem::{Place, Problem, Slug};
use crate::web::query::PageRequest;

/// Half of HMAC-SHA256 is enough against forging and keeps links short (RFC 2104 §5).
const TAG_BYTES: usize = 16;

/// Signs and opens cursors.
pub struct Cursors {
    key: [u8; 32],
}

/// One page of a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Listing<T> {
    /// The items, in the order of the list.
    pub items: Vec<T>,
    /// The address of the next page; `null` on the last.
    #[schema(required = true)]
    pub next: Option<String>,
}

impl Cursors {
    /// Cursors signed with `key`.
    pub const fn new(key: [u8; 32]) -> Self {
        Self { key }
    }

    /// The position that the request's cursor holds; `None` on the first page.
    pub fn open<P: DeserializeOwned>(&self, page: &PageRequest) -> Result<Option<P>, Problem> {
        let Some(text) = &page.cursor else { return Ok(None) };
        self.opened(text, &page.list).map(Some).ok_or_else(|| {
            Problem::new(Slug::InvalidCursor).at(
                Place::Query,
                "/cursor",
                Words::fixed(
                    "请从第一页重新开始。",
                    "does not belong to this list: begin at its first page.",
                ),
            )
        })
    }

    fn opened<P: DeserializeOwned>(&self, text: &str, list: &str) -> Option<P> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (tag, position) = bytes.split_at_checked(TAG_BYTES)?;
        self.mac(list, position).verify_truncated_left(tag).ok()?;
        serde_json::from_slice(position).ok()
    }

    /// The address of the page after `position`.
    pub fn next_link<P: Serialize>(&self, page: &PageRequest, position: &P) -> Result<String, Problem> {
        let position = serde_json::to_vec(position).map_err(Problem::internal)?;
        let full = self.mac(&page.list, &position).finalize().into_bytes();
        let mut bytes = full.get(..TAG_BYTES).unwrap_or_default().to_vec();
        bytes.extend_from_slice(&position);
        let sep = if page.list.ends_with('?') { "" } else { "&" };
        Ok(format!("{}{sep}limit={}&cursor={}", page.list, page.limit, URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The page of `rows`, of which one more than the page holds was read to learn whether another follows.
    pub fn listing<R, P: Serialize, T>(
        &self,
        page: &PageRequest,
        mut rows: Vec<R>,
        position: impl Fn(&R) -> P,
        view: impl Fn(R) -> T,
    ) -> Result<Listing<T>, Problem> {
        let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = match rows.last() {
            Some(last) if more => Some(self.next_link(page, &position(last))?),
            _ => None,
        };
        Ok(Listing { items: rows.into_iter().map(view).collect(), next })
    }

    fn mac(&self, list: &str, position: &[u8]) -> Hmac<Sha256> {
        // HMAC takes a block of SHA-256 and fills a shorter key with zeros (RFC 2104 §2).
        let mut block = [0; 64];
        let (head, _) = block.split_at_mut(32);
        head.copy_from_slice(&self.key);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(list.as_bytes());
        mac.update(b"\n");
        mac.update(position);
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(list: &str, cursor: Option<String>) -> PageRequest {
        PageRequest { limit: 2, cursor, list: list.to_owned() }
    }

    fn cursor_of(link: &str) -> String {
        link.split("cursor=").nth(1).unwrap().to_owned()
    }

    #[test]
    fn a_cursor_comes_back_to_its_own_list_only() {
        let cursors = Cursors::new([7; 32]);
        let link = cursors.next_link(&page("/cases?", None), &("2026-01-01", 5)).unwrap();
        assert!(link.starts_with("/cases?limit=2&cursor="), "{link}");
        let cursor = cursor_of(&link);
        let open = |cursors: &Cursors, list: &str, cursor: &str| {
            cursors.open::<(String, i64)>(&page(list, Some(cursor.to_owned())))
        };
        assert_eq!(open(&cursors, "/cases?", &cursor).unwrap(), Some(("2026-01-01".to_owned(), 5)));
        assert!(open(&cursors, "/cases?state=closed", &cursor).is_err(), "another filter");
        assert!(open(&Cursors::new([8; 32]), "/cases?", &cursor).is_err(), "another key");
        for forged in ["", "x", "AAAA", "!!", &cursor[1..], &cursor.to_lowercase()] {
            assert!(open(&cursors, "/cases?", forged).is_err(), "{forged}");
        }
        assert_eq!(cursors.open::<i64>(&page("/cases?", None)).unwrap(), None);
    }

    #[test]
    fn a_page_tells_whether_another_follows() {
        let cursors = Cursors::new([7; 32]);
        let full = cursors.listing(&page("/x?a=1", None), vec![1, 2, 3], |r| *r, |r| r * 10).unwrap();
        assert_eq!(full.items, [10, 20]);
        let next = full.next.unwrap();
        assert!(next.starts_with("/x?a=1&limit=2&cursor="), "{next}");
        assert_eq!(cursors.open(&page("/x?a=1", Some(cursor_of(&next)))).unwrap(), Some(2));
        let last = cursors.listing(&page("/x?", None), vec![1, 2], |r| *r, |r| r).unwrap();
        assert_eq!(last.next, None);
    }
}
