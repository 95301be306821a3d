//! A one-line summary of who reported and who didn't.

use super::{RollUp, UnitOutcome};

impl RollUp<'_> {
    /// *Đã nhận của 8/60 đơn vị: 3 tổng hợp được, 5 phải sửa (CS01, CS03).
    /// Chưa gửi 52: CS09–CS60.*
    pub fn summary(&self) -> String {
        use super::Standing::{LeftOut, Missing};
        let missing: Vec<&str> = self.codes(|unit| unit.standing == Missing);
        let left_out: Vec<&str> = self.codes(|unit| unit.standing == LeftOut);
        let wrong: Vec<&str> = self.codes(|unit| unit.standing != Missing && unit.has_to_mend());
        let all = self.units.len();
        let came = all - missing.len() - left_out.len();
        let mut line = format!("Đã nhận của {came}/{all} đơn vị");
        if came > 0 {
            line += &format!(": {} tổng hợp được", came - wrong.len());
        }
        if !wrong.is_empty() {
            line += &format!(", {} phải sửa ({})", wrong.len(), ranges(&wrong));
        }
        line += ".";
        for (what, codes) in [("Chưa gửi", missing), ("Để ngoài", left_out)] {
            if !codes.is_empty() {
                line += &format!(" {what} {}: {}.", codes.len(), ranges(&codes));
            }
        }
        line
    }

    fn codes(&self, is: impl Fn(&UnitOutcome<'_>) -> bool) -> Vec<&str> {
        self.units.iter().filter(|unit| is(unit)).map(|unit| unit.unit.code()).collect()
    }
}

/// *CS01, CS03, CS09–CS60*: consecutive codes as ranges; only the first of many.
fn ranges(codes: &[&str]) -> String {
    const SHOWN: usize = 20;
    let mut runs: Vec<(&str, &str, usize)> = Vec::new();
    for code in codes {
        match runs.last_mut() {
            Some((_, last, length)) if follows(last, code) => {
                (*last, *length) = (code, *length + 1)
            }
            _ => runs.push((code, code, 1)),
        }
    }
    let words = runs.iter().flat_map(|(first, last, length)| match length {
        1 => vec![(*first).to_owned()],
        2 => vec![(*first).to_owned(), (*last).to_owned()],
        _ => vec![format!("{first}–{last}")],
    });
    let words: Vec<String> = words.collect();
    let shown = words.get(..SHOWN).unwrap_or(&words).join(", ");
    if words.len() > SHOWN { shown + ", …" } else { shown }
}

/// Whether a code is the next number behind another: CS09, CS10.
fn follows(code: &str, next: &str) -> bool {
    let split = |code: &str| {
        let at = code.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (head, number) = code.split_at(at);
        Some((head.to_owned(), number.len(), number.parse::<u64>().ok()?))
    };
    let (Some(one), Some(two)) = (split(code), split(next)) else { return false };
    let wider = one.1 == two.1 || !code.ends_with(|c: char| c != '9') && one.1 + 1 == two.1;
    one.0 == two.0 && wider && one.2.checked_add(1) == Some(two.2)
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn runs_of_codes() {
        for (codes, want) in [
            (&["CS01", "CS03", "CS04"][..], "CS01, CS03, CS04"),
            (&["CS08", "CS09", "CS10", "CS11"], "CS08–CS11"),
            (&["1", "2", "3", "5"], "1–3, 5"),
            (&["A", "B", "C"], "A, B, C"),
            (&["CS1", "CS02", "CS03"], "CS1, CS02, CS03"),
            (&["9", "10", "11"], "9–11"),
        ] {
            assert_eq!(ranges(codes), want);
        }
    }
}
