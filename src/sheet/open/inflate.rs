//! DEFLATE (RFC 1951) → bytes, never more than asked for.
//!
//! What a packed part weighs is known only by unpacking it: the size that an
//! archive states may be a lie, and a kilobyte can hold a megabyte. So sheets
//! are unpacked here, up to a limit, before any reader sees them.

use super::Refusal;

/// Unpacks what stands at the beginning of `packed`, at most `most` bytes.
pub fn inflate(packed: &[u8], most: usize) -> Result<Vec<u8>, Refusal> {
    let mut bits = Bits { bytes: packed, at: 0, held: 0, count: 0 };
    let mut out = Vec::new();
    loop {
        let last = bits.take(1)? == 1;
        match bits.take(2)? {
            0 => stored(&mut bits, &mut out, most)?,
            1 => {
                let (literals, distances) = fixed();
                block(&mut bits, &literals, &distances, &mut out, most)?;
            }
            2 => {
                let (literals, distances) = dynamic(&mut bits)?;
                block(&mut bits, &literals, &distances, &mut out, most)?;
            }
            _ => return Err(Refusal::Broken),
        }
        if last {
            return Ok(out);
        }
    }
}

/// Bits from the lowest of each byte.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    held: u64,
    count: u32,
}

impl Bits<'_> {
    /// Fills up to more bits than any code has; behind the end with zeros.
    fn fill(&mut self) {
        while self.count <= 48 {
            let byte = self.bytes.get(self.at).copied().unwrap_or(0);
            self.held |= u64::from(byte) << self.count;
            self.at += 1;
            self.count += 8;
        }
    }

    fn drop(&mut self, bits: u32) -> Result<(), Refusal> {
        self.held >>= bits;
        self.count -= bits;
        // All that is held lies behind the end: the zeros aren't data.
        let held = (self.count / 8) as usize;
        if self.at > self.bytes.len() + held { Err(Refusal::Broken) } else { Ok(()) }
    }

    fn take(&mut self, bits: u32) -> Result<usize, Refusal> {
        self.fill();
        let value = (self.held & ((1 << bits) - 1)) as usize;
        self.drop(bits)?;
        Ok(value)
    }

    /// Goes to the next whole byte.
    fn align(&mut self) -> Result<(), Refusal> {
        self.drop(self.count % 8)
    }
}

const LONGEST: usize = 15;
/// Codes up to this length are found by one look.
const LOOK: u32 = 9;

/// A canonical Huffman code.
struct Code {
    /// How many codes there are of each length.
    counts: [u16; LONGEST + 1],
    /// The symbols in the order of their codes.
    symbols: Vec<u16>,
    /// By the next bits: a symbol and its length; no length where it is longer.
    looks: Vec<(u16, u8)>,
}

impl Code {
    fn new(lengths: &[u8]) -> Result<Code, Refusal> {
        let mut counts = [0_u16; LONGEST + 1];
        lengths.iter().for_each(|length| counts[usize::from(*length)] += 1);
        counts[0] = 0;
        let (mut left, mut offsets, mut firsts) = (1_i32, [0_usize; 17], [0_u32; 17]);
        for length in 1..=LONGEST {
            left = left * 2 - i32::from(counts[length]);
            if left < 0 {
                return Err(Refusal::Broken);
            }
            offsets[length + 1] = offsets[length] + usize::from(counts[length]);
            firsts[length + 1] = (firsts[length] + u32::from(counts[length])) << 1;
        }
        let mut symbols = vec![0; lengths.len()];
        let mut looks = vec![(0, 0); 1 << LOOK];
        for (symbol, length) in lengths.iter().enumerate().filter(|(_, length)| **length > 0) {
            let (symbol, bits) = (symbol as u16, usize::from(*length));
            symbols[offsets[bits]] = symbol;
            offsets[bits] += 1;
            let code = firsts[bits];
            firsts[bits] += 1;
            let bits = bits as u32;
            if bits <= LOOK {
                // Codes are sent from their highest bit.
                let first = code.reverse_bits() >> (32 - bits);
                for look in (first as usize..1 << LOOK).step_by(1 << bits) {
                    looks[look] = (symbol, *length);
                }
            }
        }
        Ok(Code { counts, symbols, looks })
    }

    fn next(&self, bits: &mut Bits<'_>) -> Result<usize, Refusal> {
        bits.fill();
        let (symbol, length) = self.looks[(bits.held & ((1 << LOOK) - 1)) as usize];
        if length > 0 {
            bits.drop(u32::from(length))?;
            return Ok(usize::from(symbol));
        }
        let (mut code, mut first, mut index) = (0_usize, 0_usize, 0_usize);
        for length in 1..=LONGEST {
            code |= (bits.held >> (length - 1) & 1) as usize;
            let count = usize::from(self.counts[length]);
            if code < first + count {
                bits.drop(length as u32)?;
                return Ok(usize::from(self.symbols[index + code - first]));
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        Err(Refusal::Broken)
    }
}

fn stored(bits: &mut Bits<'_>, out: &mut Vec<u8>, most: usize) -> Result<(), Refusal> {
    bits.align()?;
    let (length, check) = (bits.take(16)?, bits.take(16)?);
    if length != !check & 0xFFFF {
        return Err(Refusal::Broken);
    }
    if out.len() + length > most {
        return Err(Refusal::TooLarge);
    }
    for _ in 0..length {
        out.push(bits.take(8)? as u8);
    }
    Ok(())
}

fn fixed() -> (Code, Code) {
    let mut lengths = [8_u8; 288];
    lengths[144..256].fill(9);
    lengths[256..280].fill(7);
    let code = |lengths: &[u8]| {
        Code::new(lengths).unwrap_or_else(|_| unreachable!("the fixed codes are codes"))
    };
    (code(&lengths), code(&[5; 30]))
}

/// In which order the lengths of the code for lengths come.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

fn dynamic(bits: &mut Bits<'_>) -> Result<(Code, Code), Refusal> {
    let (literals, distances) = (bits.take(5)? + 257, bits.take(5)? + 1);
    let mut short = [0_u8; 19];
    for at in ORDER.iter().take(bits.take(4)? + 4) {
        short[*at] = bits.take(3)? as u8;
    }
    let short = Code::new(&short)?;
    let mut lengths: Vec<u8> = Vec::with_capacity(literals + distances);
    while lengths.len() < literals + distances {
        let (length, times) = match short.next(bits)? {
            16 => (*lengths.last().ok_or(Refusal::Broken)?, 3 + bits.take(2)?),
            17 => (0, 3 + bits.take(3)?),
            18 => (0, 11 + bits.take(7)?),
            length => (length as u8, 1),
        };
        lengths.extend(std::iter::repeat_n(length, times));
    }
    if lengths.len() > literals + distances {
        return Err(Refusal::Broken);
    }
    Ok((Code::new(&lengths[..literals])?, Code::new(&lengths[literals..])?))
}

#[rustfmt::skip]
const LENGTHS: [(usize, u32); 29] = [
    (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0), (10, 0), (11, 1), (13, 1), (15, 1), (17, 1),
    (19, 2), (23, 2), (27, 2), (31, 2), (35, 3), (43, 3), (51, 3), (59, 3), (67, 4), (83, 4), (99, 4),
    (115, 4), (131, 5), (163, 5), (195, 5), (227, 5), (258, 0),
];

#[rustfmt::skip]
const DISTANCES: [(usize, u32); 30] = [
    (1, 0), (2, 0), (3, 0), (4, 0), (5, 1), (7, 1), (9, 2), (13, 2), (17, 3), (25, 3), (33, 4), (49, 4),
    (65, 5), (97, 5), (129, 6), (193, 6), (257, 7), (385, 7), (513, 8), (769, 8), (1025, 9), (1537, 9),
    (2049, 10), (3073, 10), (4097, 11), (6145, 11), (8193, 12), (12289, 12), (16385, 13), (24577, 13),
];

fn block(
    bits: &mut Bits<'_>,
    literals: &Code,
    distances: &Code,
    out: &mut Vec<u8>,
    most: usize,
) -> Result<(), Refusal> {
    loop {
        let symbol = literals.next(bits)?;
        let length = match symbol {
            256 => return Ok(()),
            0..256 if out.len() < most => {
                out.push(symbol as u8);
                continue;
            }
            0..256 => return Err(Refusal::TooLarge),
            _ => {
                let (base, extra) = LENGTHS.get(symbol - 257).ok_or(Refusal::Broken)?;
                base + bits.take(*extra)?
            }
        };
        let (base, extra) = DISTANCES.get(distances.next(bits)?).ok_or(Refusal::Broken)?;
        let distance = base + bits.take(*extra)?;
        let start = out.len().checked_sub(distance).ok_or(Refusal::Broken)?;
        if out.len() + length > most {
            return Err(Refusal::TooLarge);
        }
        // What is copied may reach into what is being copied.
        for at in start..start + length {
            out.push(out[at]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What zlib made of twelve times "công đoàn " at its best.
    #[test]
    fn unpacks() {
        let text = "công đoàn ".repeat(12);
        let packed =
            b"\x4b\x3e\xbc\x25\x2f\x5d\xe1\xc8\xc4\xfc\xc3\x0b\xf2\x14\x92\x07\x17\x07\x00";
        assert_eq!(inflate(packed, 1000), Ok(text.clone().into_bytes()));
        assert_eq!(inflate(packed, 100), Err(Refusal::TooLarge));
        assert_eq!(inflate(&packed[..12], 1000), Err(Refusal::Broken));
        let mut stored = vec![1, 4, 0, 0xFB, 0xFF];
        stored.extend(b"tinh");
        assert_eq!(inflate(&stored, 10), Ok(b"tinh".to_vec()));
        assert_eq!(inflate(&stored[..7], 10), Err(Refusal::Broken));
        assert_eq!(inflate(b"", 10), Err(Refusal::Broken));
    }
}
