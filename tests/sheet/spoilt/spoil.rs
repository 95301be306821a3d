//! Kinds of spoiling: which one a sheet gets, and what is done to single cells.

use super::files::Format;
use super::random::Random;
use super::table::{C, Sort, Table, Truth, text};
use super::{headings, whole};

/// Spoils a table; what was done.
pub fn spoil(table: &mut Table, format: Format, random: &mut Random) -> &'static str {
    let kind = match random.below(10) {
        0..=2 => whole::spoil(table, format, random),
        3..=5 => headings::spoil(table, random),
        _ => "",
    };
    let cells = if kind.is_empty() { random.between(1, 3) } else { usize::from(random.chance(40)) };
    // There a figure's cell stands in another column than its own.
    let is_moved = matches!(kind, "columns in another order" | "years below a heading");
    for _ in 0..cells {
        if !is_moved {
            cell(table, format, random);
        }
    }
    if kind.is_empty() { "cells" } else { kind }
}

/// Spoils one cell that could be read until now.
fn cell(table: &mut Table, format: Format, random: &mut Random) {
    let (unit, at) = (random.below(table.units.len()), random.below(table.heads.len()));
    let (typed, was) = (table.cells[unit][at].clone(), &table.truth[unit][at]);
    let is_merged = table.merged.iter().any(|[first, last, left, right]| {
        (*first..=*last).contains(&unit) && (*left..=*right).contains(&at)
    });
    if !was.readable || is_merged {
        return;
    }
    let wanted = was.right[0].clone();
    let (cell, truth) = match (table.heads[at].sort, typed) {
        (Sort::Count, C::Number(n)) => count(random, format, &n, &table.heads[at].unit),
        (Sort::Ratio, C::Text(ratio)) => ratio_cell(random, format, &ratio),
        // What its column is counted in was spoilt already.
        (Sort::Money, C::Number(n))
            if table.heads[at].unit == "triệu đồng" && is_million(&n, &wanted) =>
        {
            money(random, &n)
        }
        (Sort::Percent, C::Number(n)) => percent(random, format, &n),
        _ => return,
    };
    (table.cells[unit][at], table.truth[unit][at]) = (cell, truth);
}

fn is_million(typed: &str, wanted: &str) -> bool {
    wanted == format!("{} đồng", dong(typed))
}

/// Million đồng as đồng.
pub fn dong(million: &str) -> u64 {
    let (whole, tenth) = million.split_once('.').unwrap_or((million, "0"));
    whole.parse::<u64>().expect("a number") * 1_000_000
        + tenth.parse::<u64>().expect("a digit") * 100_000
}

/// `1030` as `1.030`.
pub fn grouped(number: &str, by: char) -> String {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(by);
        }
        out.push(digit);
    }
    let comma = if by == ',' { '.' } else { ',' };
    if part.is_empty() { out } else { format!("{out}{comma}{part}") }
}

fn count(random: &mut Random, format: Format, n: &str, unit: &str) -> (C, Truth) {
    let number: usize = n.parse().expect("a number");
    let n_ = &[n][..];
    if format.is_book() && random.chance(25) {
        return match random.below(6) {
            0 => (a_day(random), Truth::never()),
            1 => (C::Percent("0.5".to_owned()), Truth::never()),
            2 => (C::Noted(n.to_owned(), random.one(&["1", "*", "(2)"]).to_owned()), Truth::is(n)),
            3 => (C::Struck(n.to_owned()), Truth::never()),
            4 => (C::Mended((number + 88).to_string(), n.to_owned()), Truth::is(n)),
            _ => (C::Number(format!("-{n}")), Truth::never()),
        };
    }
    match random.below(12) {
        0 => {
            let words = [
                "nữ",
                "ước",
                "dự kiến",
                "kế hoạch",
                "chưa đủ",
                "không kể hưu trí",
                "hộ",
                "suất quà",
                "phần trăm",
                "(ước)",
                "(năm 2025)",
                "năm trước",
                "%",
                "triệu đồng",
                "giờ",
                "(kế hoạch)",
            ];
            (text(format!("{n} {}", random.one(&words))), Truth::never())
        }
        1 => (text(format!("{n} {unit}")), Truth::is(n)),
        2 => {
            let (word, scale) =
                [("nghìn", 1_000), ("k", 1_000), ("ngàn", 1_000), ("tr", 1_000_000)]
                    [random.below(4)];
            (text(format!("{n} {word}")), Truth::either(&[&(number * scale).to_string()]))
        }
        3 => {
            let groups = grouped(n, '.');
            let typed = match random.below(8) {
                0 => groups.replace('.', " ."),
                1 => groups.replace('.', ". "),
                2 => groups.replace('.', " ,"),
                3 => groups.replace('.', "\u{202f}"),
                4 => groups.replace('.', "'"),
                5 => groups.replace('.', ","),
                6 => format!("0{n}"),
                _ => return (text(groups), Truth::is(n)),
            };
            (text(typed), Truth::either(n_))
        }
        4 => match random.below(3) {
            0 => (text(format!("{n}\n{}", number / 2)), Truth::never()),
            // Three digits behind a blank would be a group.
            1 => (text(format!("{n} {}", number % 90 + 7)), Truth::never()),
            _ => (text(format!("{n}\n{unit}")), Truth::is(n)),
        },
        5 => {
            let more = number + 20;
            let typed = [
                format!("{n}-{more}"),
                format!("{n} – {more}"),
                format!("từ {n} đến {more}"),
                format!("{n}/{more}"),
                format!("{n} hoặc {more}"),
                format!("{n}; {more}"),
                format!("{n} ({more})"),
                format!("{n} => {more}"),
            ];
            (text(typed[random.below(typed.len())].clone()), Truth::never())
        }
        6 => {
            let hedge =
                [">", "≥", "≥ ", "trên ", "khoảng ", "~", "gần ", "hơn ", "tối thiểu ", "dưới "];
            (text(format!("{}{n}", random.one(&hedge))), Truth::either(&["~"]))
        }
        7 => {
            let marks = ["*", " (1)", "(*)", " [1]", "¹", " *)", "(a)", "+", "."];
            (text(format!("{n}{}", random.one(&marks))), Truth::either(n_))
        }
        8 => {
            let typed = [
                n.replace('0', "O"),
                n.replace('1', "l"),
                n.chars().map(wide).collect(),
                format!("\u{a0}{n}\u{a0}"),
                format!("\u{200b}{n}"),
                format!("'{n}"),
                format!("({n})"),
                format!("−{n}"),
            ];
            let at = random.below(typed.len());
            let truth = if at < 6 { Truth::either(n_) } else { Truth::never() };
            (text(typed[at].clone()), truth)
        }
        9 => {
            let (a, b) = (number - number / 3, number / 3);
            let typed =
                format!("{}{a}{}{b}", random.one(&["", "="]), random.one(&["+", " + ", " và "]));
            (text(typed), Truth::either(n_))
        }
        10 => {
            let (plain, tail) = [
                (true, " (tăng 2)"),
                (true, " (trong đó nữ 30)"),
                (false, " tăng 2"),
                (false, ", nữ 30"),
                (false, " (so với 2025 tăng 2)"),
                (false, " có mặt"),
            ][random.below(6)];
            let truth = if plain { Truth::is(n) } else { Truth::either(n_) };
            (text(format!("{n}{tail}")), truth)
        }
        _ => {
            let (typed, truth) = [
                ("chưa có", Truth::open()),
                ("đang tổng hợp", Truth::open()),
                ("-", Truth { right: vec!["0".to_owned()], ..Truth::default() }),
                ("không", Truth { right: vec!["0".to_owned()], ..Truth::default() }),
                ("khá đông", Truth::never()),
                ("x", Truth::never()),
                ("#REF!", Truth::never()),
                ("bốn trăm", Truth::either(&["400"])),
                ("như năm trước", Truth::never()),
                ("xem biểu 2", Truth::never()),
                ("bằng cùng kỳ", Truth::never()),
                ("1,03", Truth::either(&["1030"])),
                ("1.2.3", Truth::never()),
                ("12/10/2026", Truth::never()),
            ][random.below(14)]
            .clone();
            (text(typed), truth)
        }
    }
}

/// What a spreadsheet makes of `5/6`.
fn a_day(random: &mut Random) -> C {
    let part = |random: &mut Random| u8::try_from(random.between(1, 12)).expect("small");
    C::Day(part(random), part(random))
}

/// A digit as wide as a Chinese letter.
fn wide(digit: char) -> char {
    digit.to_digit(10).and_then(|d| char::from_u32(0xFF10 + d)).unwrap_or(digit)
}

fn ratio_cell(random: &mut Random, format: Format, ratio: &str) -> (C, Truth) {
    let (a, b) = ratio.split_once('/').expect("a ratio");
    let [part, whole] = [a, b].map(|n| n.parse::<usize>().expect("a number"));
    let tenths = (part * 1_000 + whole / 2) / whole;
    let percent = |tenths: usize| format!("{},{}%", tenths / 10, tenths % 10);
    if format.is_book() && random.chance(15) {
        return match random.below(2) {
            0 => (a_day(random), Truth::never()),
            _ => (C::Struck(ratio.to_owned()), Truth::never()),
        };
    }
    let is = |typed: String| (text(typed), Truth::is(ratio));
    let either = |typed: String| (text(typed), Truth::either(&[ratio]));
    let never = |typed: String| (text(typed), Truth::never());
    match random.below(20) {
        0 => is(format!("{a} / {b}")),
        1 => is(format!("{ratio} ({})", percent(tenths))),
        2 => never(format!("{ratio} ({})", percent(tenths - 70))),
        3 => never(format!("{ratio}/{}", whole + 4)),
        4 => never(format!("{ratio} ước")),
        5 => either(format!("{a} trên {b}")),
        6 => either(format!("{a} trong tổng số {b}")),
        7 => never(a.to_owned()),
        8 => never(format!("{}/{a}", whole + 3)),
        9 => either(format!("{a}\\{b}")),
        10 => either(format!("{a}:{b}")),
        11 => is(format!("{ratio} đơn vị")),
        12 => never(format!("{ratio} hộ")),
        13 => never(format!("{ratio}; {}/{whole}", part - 1)),
        14 => never(format!("{a}/0")),
        15 => never(percent(tenths)),
        16 => (text("x"), Truth::either(&["1/1"])),
        17 => never(format!("{ratio} (năm 2025)")),
        18 => either(format!("đạt {ratio}")),
        _ => never(format!("{ratio}\n{}/{whole}", part - 1)),
    }
}

fn money(random: &mut Random, n: &str) -> (C, Truth) {
    let all = dong(n);
    let right = format!("{all} đồng");
    let vi = grouped(n, '.');
    let full = grouped(&all.to_string(), '.');
    let (billion, rest) = (all / 1_000_000_000, all % 1_000_000_000 / 100_000);
    let is = |typed: String| (text(typed), Truth::is(right.clone()));
    let either = |typed: String| (text(typed), Truth::either(&[&right]));
    let never = |typed: String| (text(typed), Truth::never());
    match random.below(22) {
        0 => is(vi),
        1 => is(n.replace('.', ",")),
        2 => is(format!("{vi} triệu đồng")),
        3 => is(format!("{full} đồng")),
        4 => is(format!("{full}đ")),
        5 => either(format!("{full} ₫")),
        6 => is(format!("{vi} tr")),
        7 => either(format!("{} trieu dong", n.replace('.', ","))),
        8 => is(format!("{} nghìn đồng", grouped(&(all / 1_000).to_string(), '.'))),
        9 => either(format!("{billion} tỷ {},{} triệu", rest / 10, rest % 10)),
        10 => either(grouped(n, ',')),
        11 => never(format!("{vi} USD")),
        12 => never(format!("{vi} triệu đồng/người")),
        13 => (text(format!("khoảng {vi}")), Truth::either(&["~"])),
        14 => (C::Number(all.to_string()), Truth::either(&[&right])),
        15 => (text(full), Truth::either(&[&right])),
        16 => never(format!("{vi} (năm 2025)")),
        17 => never(format!("{vi}; {vi}")),
        18 => never(format!("{vi} lượt")),
        19 => never(format!("{vi} (ước)")),
        20 => either(format!("{vi} (tăng 12%)")),
        _ => (C::Number(format!("-{n}")), Truth::never()),
    }
}

fn percent(random: &mut Random, format: Format, n: &str) -> (C, Truth) {
    let vi = n.replace('.', ",");
    let right = format!("{vi}%");
    let share = format!("0.{}", n.replace('.', ""));
    if format.is_book() && random.chance(30) {
        return match random.below(3) {
            0 => (C::Percent(share), Truth::is(right)),
            1 => (C::Struck(n.to_owned()), Truth::never()),
            _ => (a_day(random), Truth::never()),
        };
    }
    let is = |typed: String| (text(typed), Truth::is(right.clone()));
    let never = |typed: String| (text(typed), Truth::never());
    match random.below(11) {
        0 => is(right.clone()),
        1 => is(format!("{vi} %")),
        2 => is(vi),
        3 => (text(format!("{n}%")), Truth::either(&[&right])),
        4 => (text(format!("{vi} phần trăm")), Truth::either(&[&right])),
        5 => (C::Number(share), Truth::either(&[&right])),
        6 => (text(format!(">{vi}%")), Truth::either(&["~"])),
        7 => never(format!("{vi}‰")),
        8 => never(format!("{vi}% (năm 2025)")),
        9 => never(format!("{vi}%-100%")),
        _ => never(format!("{vi} điểm")),
    }
}
