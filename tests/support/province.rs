//! A province made up from a seed: units with their reports, and beside each
//! report the plain integers that it was written from.

use std::fmt::Write as _;

/// Numbers without a pattern, the same for the same seed (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// Once in `n` times.
    pub fn once_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let j = self.below(i as u64 + 1) as usize;
            items.swap(i, j);
        }
    }
}

/// A base unit and what it truly counts; `None` is left empty in its report.
#[derive(Debug, Clone, Default)]
pub struct Base {
    pub code: String,
    pub ward: String,
    pub enterprise: bool,
    /// Absent: no report came.
    pub sent: bool,
    pub members: Option<u64>,
    pub members_before: Option<u64>,
    pub women: Option<u64>,
    pub visits: Option<u64>,
    /// In đồng.
    pub income: Option<u64>,
    pub conferences: Option<(u64, u64)>,
    pub movements: Vec<&'static str>,
    /// Individuals with a Bằng khen; `Err` is *nhiều*.
    pub certificates: Option<Result<u64, ()>>,
    pub gifts: Option<u64>,
    pub merged: bool,
}

const MOVEMENTS: [&str; 4] =
    ["Lao động giỏi", "Lao động sáng tạo", "Giỏi việc nước, đảm việc nhà", "Xanh, sạch, đẹp"];

/// A province of so many units in so many wards.
pub fn province(seed: u64, units: usize, wards: usize) -> Vec<Base> {
    let mut dice = Dice::new(seed);
    (0..units)
        .map(|n| {
            let known = |dice: &mut Dice, most: u64| (!dice.once_in(12)).then(|| dice.below(most));
            let members = known(&mut dice, 900);
            let whole = dice.below(3);
            Base {
                code: format!("CS{n:05}"),
                ward: format!("P{:03}", n % wards),
                enterprise: dice.below(3) > 0,
                sent: !dice.once_in(20),
                members,
                members_before: known(&mut dice, 900),
                women: members.map(|all| dice.below(all + 1)),
                visits: known(&mut dice, 60),
                income: known(&mut dice, 2_000_000_000),
                conferences: (!dice.once_in(9)).then(|| (dice.below(whole + 1), whole)),
                movements: MOVEMENTS.iter().filter(|_| dice.once_in(2)).copied().collect(),
                certificates: dice
                    .once_in(3)
                    .then(|| if dice.once_in(40) { Err(()) } else { Ok(dice.below(7)) }),
                gifts: dice.once_in(2).then(|| 1 + dice.below(50)),
                merged: dice.once_in(200),
            }
        })
        .collect()
}

/// Digits in groups of three, as a Vietnamese writes them; written here once
/// more, since what is tested must not test itself.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// An amount of money as somebody might write it.
fn money(dong: u64) -> String {
    let (millions, rest) = (dong / 1_000_000, dong % 1_000_000);
    match dong % 3 {
        0 => format!("{} đồng", grouped(dong)),
        1 => format!("{},{rest:06} triệu đồng", grouped(millions)),
        _ => format!("{},{:09} tỷ đồng", dong / 1_000_000_000, dong % 1_000_000_000),
    }
}

impl Base {
    pub fn yaml(&self) -> String {
        let count = |n: u64, unit: &str| match n {
            0 => "không".to_owned(),
            n => format!("{} {unit}", grouped(n)),
        };
        let mut y = format!(
            "kind: tổng kết\norganization:\n  code: {}\n  name: Công đoàn cơ sở {}\nperiod:\n  year: 2026\nmembership:\n",
            self.code, self.code
        );
        y += "  members:\n";
        if let Some(n) = self.members {
            let _ = writeln!(y, "    value: {}", count(n, "đoàn viên"));
        }
        if let Some(n) = self.members_before {
            let _ = writeln!(y, "    prior: {}", count(n, "đoàn viên"));
        }
        if let Some(n) = self.women {
            let _ = writeln!(y, "  women: {}", count(n, "đồng chí"));
        }
        y += "results:\n  - area: Chăm lo\n    figures:\n      khong_co_trong_danh_muc: 7 việc\n";
        if let Some(n) = self.visits {
            let _ = writeln!(y, "      tham_hoi: {}", count(n, "lượt"));
        }
        if let Some(n) = self.income {
            let _ = writeln!(y, "      thu_tai_chinh: {}", money(n));
        }
        if let Some((part, whole)) = self.conferences {
            let _ = writeln!(y, "      hoi_nghi_nld: {part}/{whole} đơn vị");
        }
        if !self.movements.is_empty() {
            let _ = writeln!(y, "      phong_trao: {}", self.movements.join("; "));
        }
        if let Some(n) = self.gifts {
            let _ = write!(
                y,
                "    support:\n      - occasion: Tết  Nguyên đán\n        quantity: {n} suất\n        amount: {} nghìn đồng\n",
                n * 500
            );
        }
        if let Some(n) = self.certificates {
            let n = n.map_or_else(|()| "nhiều".to_owned(), |n| count(n, "cá nhân"));
            let _ = write!(
                y,
                "awards:\n  - form: Bằng khen\n    authority: Liên đoàn Lao động tỉnh\n    individuals: {n}\n"
            );
        }
        y
    }
}

/// The roster of a province: its base units under their wards, the wards under
/// it. Units that were merged ended in June.
pub fn roster(units: &[Base], wards: usize) -> String {
    let mut y = "deadline: 25/11/2026\nunits:\n".to_owned();
    for n in 0..wards {
        let _ = write!(y, "  - code: P{n:03}\n    name: Công đoàn phường {n}\n    parent: TINH\n");
    }
    for (i, unit) in units.iter().enumerate() {
        let kind = if unit.enterprise { "doanh nghiệp" } else { "sự nghiệp" };
        let _ = write!(
            y,
            "  - code: {}\n    name: Công đoàn cơ sở {}\n    type: {kind}\n    parent: {}\n",
            unit.code, unit.code, unit.ward
        );
        if unit.merged {
            // The next unit of the same ward that goes on.
            let heir =
                units[i + 1..].iter().chain(units).find(|u| u.ward == unit.ward && !u.merged);
            let heir = heir.map_or("", |u| &u.code);
            let _ = write!(y, "    until: 30/6/2026\n    successor: {heir}\n");
        }
    }
    y
}
