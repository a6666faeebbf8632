//! Numbers people read out and type: the case number (made from the id, with a check digit) and the tracking code (random, with a
//! check character). Readers forgive case, spaces, dashes, full width and letters that look like digits.

use std::fmt;
use std::str::FromStr;

use crate::domain::ids::CaseId;

/// Text that is no number of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadNumber {
    /// Not of the form, e.g. a letter too many.
    #[error("this is not of the form of our numbers")]
    Form,
    /// The form is right and the check is not: a slip in copying.
    #[error("the number does not check: a character was mistyped or two were swapped")]
    Check,
}

/// Damm's totally anti-symmetric quasigroup of order ten (H. M. Damm, 2004). Row: the interim digit, column: the next digit.
/// It finds every wrong digit and every swap of neighbours, the check digit included; leading zeros do not matter.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// Folds digits through the quasigroup; `None` when something else than a digit is met.
fn damm(digits: &str) -> Option<u8> {
    digits.bytes().try_fold(0u8, |interim, byte| {
        let digit = byte.checked_sub(b'0')?;
        DAMM.get(usize::from(interim))?.get(usize::from(digit)).copied()
    })
}

/// What a person typed, with everything folded away that is not part of a number: white space, dashes, width and case.
fn plain(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, '-' | '_' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        })
        .map(|c| c.to_ascii_uppercase())
}

/// The number of a case as it stands on receipts: `GW-000123-4`. Made from the id, so numbers have gaps and need no counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaseNumber(pub CaseId);

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let base = format!("{:06}", self.0.0);
        write!(f, "GW-{base}-{}", damm(&base).unwrap_or_default())
    }
}

impl FromStr for CaseNumber {
    type Err = BadNumber;

    /// Reads a number with or without its prefix, dashes or leading zeros.
    fn from_str(text: &str) -> Result<Self, BadNumber> {
        let typed: String = plain(text).collect();
        let rest = typed.strip_prefix("GW").unwrap_or(&typed);
        let digits: String = rest
            .chars()
            .map(|c| match c {
                'O' | 'Q' | 'D' => '0',
                'I' | 'L' => '1',
                'S' => '5',
                'B' => '8',
                'Z' => '2',
                _ => c,
            })
            .collect();
        if digits.len() < 2 || digits.len() > 20 {
            return Err(BadNumber::Form);
        }
        if damm(&digits).ok_or(BadNumber::Form)? != 0 {
            return Err(BadNumber::Check);
        }
        let base = digits.get(..digits.len() - 1).ok_or(BadNumber::Form)?;
        match base.parse() {
            Ok(id) if id > 0 => Ok(Self(CaseId(id))),
            _ => Err(BadNumber::Form),
        }
    }
}

/// The 31 characters of a tracking code: no I, L, O, S or U, which are read as 1, 1, 0, 5 and V. A prime number of characters lets
/// one weighted sum find every wrong character and every swap.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKMNPQRTVWXYZ";
/// Random characters of a tracking code: 31^13 is more than 2^64.
const RANDOM_CHARS: usize = 13;

/// The random code with which a resident follows a case without an account: 64 bits and a check character. Kept without dashes,
/// shown in groups: `K7QW2-90XRM-4TFA`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TrackingCode(String);

impl TrackingCode {
    /// Makes a code of sixteen random bytes, which must come from a cryptographic source.
    pub fn from_random(random: [u8; 16]) -> Self {
        let mut rest = u128::from_le_bytes(random);
        let mut values = Vec::with_capacity(RANDOM_CHARS + 1);
        for _ in 0..RANDOM_CHARS {
            values.push((rest % 31) as usize);
            rest /= 31;
        }
        values.push((31 - weighted_sum(&values)) % 31);
        let text = values.iter().filter_map(|&value| ALPHABET.get(value)).map(|&byte| char::from(byte));
        Self(text.collect())
    }

    /// The code without dashes, as it is stored and looked up.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The sum of the values with the weights 14, 13, … so that the check character, last, has weight 1; modulo 31.
fn weighted_sum(values: &[usize]) -> usize {
    values.iter().zip((1..=RANDOM_CHARS + 1).rev()).map(|(value, weight)| value * weight).sum::<usize>() % 31
}

impl fmt::Display for TrackingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, c) in self.0.chars().enumerate() {
            if index == 5 || index == 10 {
                f.write_str("-")?;
            }
            write!(f, "{c}")?;
        }
        Ok(())
    }
}

impl FromStr for TrackingCode {
    type Err = BadNumber;

    fn from_str(text: &str) -> Result<Self, BadNumber> {
        let code: String = plain(text)
            .map(|c| match c {
                'O' => '0',
                'I' | 'L' => '1',
                'S' => '5',
                'U' => 'V',
                _ => c,
            })
            .collect();
        let values: Option<Vec<usize>> =
            code.chars().map(|c| ALPHABET.iter().position(|&known| char::from(known) == c)).collect();
        match values {
            Some(values) if values.len() == RANDOM_CHARS + 1 => {
                if weighted_sum(&values) == 0 {
                    Ok(Self(code))
                } else {
                    Err(BadNumber::Check)
                }
            }
            _ => Err(BadNumber::Form),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_numbers_are_written_and_read() {
        let number = CaseNumber(CaseId(572));
        assert_eq!(number.to_string(), "GW-000572-4");
        for typed in [
            "GW-000572-4",
            "gw 000572 4",
            "gw5724",
            "5724",
            "ＧＷ－０００５７２－４",
            "GW–OOO572–4",
            "GW-000S72-4",
        ] {
            assert_eq!(typed.parse(), Ok(number), "{typed}");
        }
        for typed in ["", "GW", "4", "GW-000572-x", "XX-000572-4", "GW-000000-0", "99999999999999999999999"] {
            assert_eq!(typed.parse::<CaseNumber>(), Err(BadNumber::Form), "{typed}");
        }
        assert_eq!("GW-000572-5".parse::<CaseNumber>(), Err(BadNumber::Check));
    }

    #[test]
    fn tracking_codes_are_written_and_read() {
        let code = TrackingCode::from_random([7; 16]);
        let shown = code.to_string();
        assert_eq!(shown.len(), 16);
        assert_eq!(shown.parse(), Ok(code.clone()));
        assert_eq!(
            shown.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l").parse(),
            Ok(code)
        );
        assert_eq!("K7QW2".parse::<TrackingCode>(), Err(BadNumber::Form));
        assert_eq!("".parse::<TrackingCode>(), Err(BadNumber::Form));
    }

    #[test]
    fn a_tracking_code_holds_sixty_bits() {
        // 31^13 codes, all reachable: the last random character differs when only the highest of the kept digits does.
        assert!(13.0 * 31f64.log2() > 64.0);
        let high = (31u128.pow(12) * 3).to_le_bytes();
        assert_ne!(TrackingCode::from_random(high), TrackingCode::from_random([0; 16]));
    }

    proptest! {
        #[test]
        fn case_numbers_round_trip(id in 1i64..=i64::MAX) {
            prop_assert_eq!(CaseNumber(CaseId(id)).to_string().parse(), Ok(CaseNumber(CaseId(id))));
        }

        #[test]
        fn a_slip_in_a_case_number_is_found(id in 1i64..100_000_000) {
            let digits: Vec<char> = CaseNumber(CaseId(id)).to_string().chars().filter(char::is_ascii_digit).collect();
            for at in 0..digits.len() {
                for other in '0'..='9' {
                    let mut typed = digits.clone();
                    typed[at] = other;
                    let read = typed.iter().collect::<String>().parse::<CaseNumber>();
                    prop_assert_eq!(read.is_ok(), other == digits[at]);
                }
                if at > 0 && digits[at] != digits[at - 1] {
                    let mut typed = digits.clone();
                    typed.swap(at, at - 1);
                    prop_assert!(typed.iter().collect::<String>().parse::<CaseNumber>().is_err());
                }
            }
        }

        #[test]
        fn a_slip_in_a_tracking_code_is_found(random in any::<[u8; 16]>()) {
            let code = TrackingCode::from_random(random);
            prop_assert_eq!(code.to_string().parse(), Ok(code.clone()));
            let chars: Vec<char> = code.as_str().chars().collect();
            for at in 0..chars.len() {
                for &other in ALPHABET {
                    let mut typed = chars.clone();
                    typed[at] = char::from(other);
                    let read = typed.iter().collect::<String>().parse::<TrackingCode>();
                    prop_assert_eq!(read.is_ok(), typed == chars);
                }
                for with in 0..at {
                    let mut typed = chars.clone();
                    typed.swap(at, with);
                    let read = typed.iter().collect::<String>().parse::<TrackingCode>();
                    prop_assert_eq!(read.is_ok(), typed == chars);
                }
            }
        }
    }
}
