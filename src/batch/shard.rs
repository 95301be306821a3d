//! A shard of the units, the same on every machine.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind};

use super::Digest;

/// Shard `index` of `count`, written `2/8`; the first is 1.
///
/// A unit belongs to the shard whose index is 1 more than the remainder of its
/// id's hash by `count`. The hash is the first eight bytes of the SHA-256 of
/// the id in UTF-8 and NFC, as a big-endian number: neither the order of units
/// nor other units matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shard {
    index: u32,
    count: u32,
}

impl Shard {
    /// All units.
    pub const WHOLE: Shard = Shard { index: 1, count: 1 };

    /// Its index, from 1.
    pub fn index(self) -> u32 {
        self.index
    }

    /// The number of shards.
    pub fn count(self) -> u32 {
        self.count
    }

    /// Whether a unit is in this shard.
    pub fn has(self, id: &str) -> bool {
        Digest::of(id.as_bytes()).number() % u64::from(self.count) == u64::from(self.index - 1)
    }

    /// The suffix of this shard's manifest: `-2-of-8`, empty for the whole.
    pub(crate) fn suffix(self) -> String {
        match self {
            Shard::WHOLE => String::new(),
            Shard { index, count } => format!("-{index}-of-{count}"),
        }
    }
}

impl FromStr for Shard {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let refuse = |message| Error::new(ErrorKind::Text, message);
        let how = "ghi phần thứ mấy trên mấy phần, ví dụ 2/8";
        let wrong = || refuse(format!("“{text}” không đọc được; {how}"));
        let (index, count) = text.trim().split_once('/').ok_or_else(wrong)?;
        let number = |text: &str| text.parse::<u32>().ok().filter(|n| *n > 0);
        let (index, count) = number(index).zip(number(count)).ok_or_else(wrong)?;
        if index > count {
            let message = format!("“{text}”: chỉ có {count} phần, đánh số từ 1 đến {count}");
            return Err(refuse(message));
        }
        Ok(Shard { index, count })
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

impl serde::Serialize for Shard {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Shard {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_in_one_shard_of_about_even_ones() {
        for count in [1, 2, 3, 7, 16] {
            let shards: Vec<Shard> =
                (1..=count).map(|i| format!("{i}/{count}").parse().expect("a shard")).collect();
            let mut sizes = vec![0_usize; shards.len()];
            for unit in 0..3000 {
                let id = format!("pb-{unit:04}");
                let mine: Vec<usize> = (0..shards.len()).filter(|i| shards[*i].has(&id)).collect();
                assert_eq!(mine.len(), 1, "{id}");
                sizes[mine[0]] += 1;
            }
            let even = 3000 / shards.len();
            assert!(sizes.iter().all(|s| s.abs_diff(even) * 4 < even), "{sizes:?}");
        }
    }

    /// Published in docs/batch.md; a different hash would reassign the units of running jobs.
    #[test]
    fn the_hash_stays() {
        let of = |id: &str, count: u32| {
            (1..=count).find(|i| format!("{i}/{count}").parse::<Shard>().is_ok_and(|s| s.has(id)))
        };
        assert_eq!(
            of("abc", 1000),
            Some(u32::try_from(0xba78_16bf_8f01_cfea_u64 % 1000).unwrap() + 1)
        );
    }

    #[test]
    fn written_and_read() {
        for text in ["1/1", "3/8", "8/8"] {
            assert_eq!(text.parse::<Shard>().map(|s| s.to_string()).as_deref(), Ok(text));
        }
        for wrong in ["", "1", "0/4", "5/4", "1/0", "-1/4", "a/b", "1/4/2"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
