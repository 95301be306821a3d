//! Numbers that are names (tầng 3, Chỉ thị 05, Hòa Bình 2), dates, or the numbering of a
//! list. They count nothing and are made opaque.

use super::token::{Kind, Token};
use super::vocabulary::{EITHER, LABELS, STAND_INS, TIMES, one_of};
use crate::vietnamese::Number;

/// Makes every number that is only a name opaque.
pub(super) fn hide_labels(tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        let hidden = match tokens[at].kind {
            Kind::Number(number) | Kind::Doubtful(number) => is_label(tokens, at, number),
            Kind::Fraction(part, whole) => is_day(tokens, at, part, whole),
            _ => false,
        };
        if hidden {
            tokens[at].kind = Kind::Opaque;
        }
    }
}

fn word(tokens: &[Token], at: Option<usize>) -> &str {
    match at.and_then(|at| tokens.get(at)).map(|t| &t.kind) {
        Some(Kind::Word(word)) => word,
        _ => "",
    }
}

fn mark(tokens: &[Token], at: Option<usize>) -> Option<char> {
    match at.and_then(|at| tokens.get(at)).map(|t| &t.kind) {
        Some(Kind::Mark(mark)) => Some(*mark),
        _ => None,
    }
}

fn is_label(tokens: &[Token], at: usize, number: Number) -> bool {
    let before = |steps: usize| word(tokens, at.checked_sub(steps));
    let (one, two) = (before(1), before(2));
    let next = word(tokens, Some(at + 1));
    if is_item(tokens, at, number) || beside_another(tokens, at) {
        return true;
    }
    // A fraction is never a name: `diện tích mẫu 12,5 ha`.
    if !number.is_whole() && one != "số" {
        return false;
    }
    if one_of("nghìn ngàn triệu tỷ tỉ đồng", next) && !one_of("chí bộ", word(tokens, Some(at + 2)))
    {
        return false;
    }
    if one == "số" {
        return !one_of("tổng trong trên", two);
    }
    if one_of("tiêu", one) && two == "chỉ" {
        return one_of("đạt vượt là hoàn chưa về", next) || mark(tokens, Some(at + 1)) == Some(':');
    }
    // `tuổi 40`, `tuổi dưới 40`; but in `40 tuổi 592 người` the number counts.
    let aged = at.checked_sub(2).is_some_and(|i| matches!(tokens[i].kind, Kind::Number(_)));
    if one == "tuổi" && !aged || two == "tuổi" && one_of("dưới trên từ", one) {
        return true;
    }
    let verb = match one {
        "loại" => one_of("xếp phân giá", two),
        "kỳ" => two == "nhiệm",
        // Levels and grades have small numbers; a larger one is an amount issued.
        "cấp" => one_of("trợ cung phụ nâng", two) || number > Number::from(7_u32),
        _ => false,
    };
    if one_of(LABELS, one) && !verb && !one_of("mỗi từng các những nhiều mọi cả toàn", two)
    {
        let counts = !next.is_empty()
            && !one_of("có tại của đã ở trị và với gồm thuộc là đạt được thu nhận do", next)
            || matches!(tokens.get(at + 1).map(|t| &t.kind), Some(Kind::Mark('%')));
        return !(one_of(EITHER, one) && counts);
    }
    named(tokens, at)
}

/// Whether the number is part of a name: *May 10*, *Trung ương 4*. The first word of a
/// sentence is capitalised anyway, and a counted noun isn't a name.
fn named(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let word = word(tokens, Some(before));
    let inner = before
        .checked_sub(1)
        .is_some_and(|i| matches!(tokens[i].kind, Kind::Word(_) | Kind::Opaque));
    let ends = !matches!(tokens.get(at + 1).map(|t| &t.kind), Some(Kind::Word(next)) if
        !one_of("có tại của đã ở trị và với gồm thuộc là đạt được tổ", next))
        && mark(tokens, Some(at + 1)) != Some('%');
    let quarter = self::word(tokens, before.checked_sub(1)) == "quý";
    tokens[before].capital && !word.is_empty() && !quarter && inner && ends
}

/// Whether the number labels an item of a list: `(1)`, `1.`, `2)`.
fn is_item(tokens: &[Token], at: usize, number: Number) -> bool {
    // `1.2. Tuyên truyền`, `2.1 Chăm lo`: the number of a heading.
    if !number.is_whole() {
        let plain = matches!(tokens.get(at + 1).map(|t| &t.kind), None | Some(Kind::Word(_)));
        let unit = one_of("nghìn ngàn triệu tỷ tỉ đồng lần điểm tấn", word(tokens, Some(at + 1)));
        return at == 0 && plain && !unit;
    }
    if number > Number::from(20_u32) {
        return false;
    }
    let before = at.checked_sub(1).map(|i| &tokens[i].kind);
    let behind = mark(tokens, Some(at + 1));
    let opens = |at: Option<usize>| {
        at.is_none_or(|i| matches!(tokens[i].kind, Kind::Mark(':' | ';' | ',' | '.' | '\n')))
    };
    match before {
        None | Some(Kind::Mark('\n')) => matches!(behind, Some('.' | ')')),
        Some(Kind::Mark('(')) => {
            let outer = at.checked_sub(2);
            behind == Some(')') && (opens(outer) || word(tokens, outer) == "và")
        }
        _ => false,
    }
}

/// Whether the number is next to another one, as in phone numbers.
fn beside_another(tokens: &[Token], at: usize) -> bool {
    let bare = |at: Option<usize>| {
        matches!(
            at.and_then(|at| tokens.get(at)).map(|t| &t.kind),
            Some(Kind::Number(_) | Kind::Doubtful(_))
        )
    };
    let dialled = at.checked_sub(1).is_some_and(|i| {
        tokens[i].kind == Kind::Opaque
            && tokens[i].span.len() < 6
            && !matches!(word(tokens, i.checked_sub(1)), "năm" | "ngày" | "số" | "từ" | "đến")
            && word(tokens, Some(at + 1)).is_empty()
            && mark(tokens, Some(at + 1)) != Some('%')
    });
    bare(at.checked_sub(1)) || bare(Some(at + 1)) || dialled
}

/// Words that precede a day and month.
const DAYS: &str = "ngày sáng chiều tối trưa lễ dịp mừng tết niệm hôm trước sau đường và";

/// Whether `30/11` is a day and month: before anything that isn't counted. False if the
/// calendar has no such day (17/17), or with a percentage beside it.
fn is_day(tokens: &[Token], at: usize, part: Number, whole: Number) -> bool {
    let up_to = |number: Number, last: u32| {
        number.is_whole() && number >= Number::from(1_u32) && number <= Number::from(last)
    };
    let before = word(tokens, at.checked_sub(1));
    let next = word(tokens, Some(at + 1));
    let behind = mark(tokens, Some(at + 1));
    // 24/7 and 24/24 aren't counts, and a third of something is a share.
    if part == Number::from(24_u32) && (next.is_empty() || next == "giờ") {
        return true;
    }
    // `chiếm 1/4 số trẻ`: a share, and no day.
    let of_share = matches!(before, "chiếm" | "đương" | "bằng");
    if of_share && whole <= Number::from(10_u32) && part < whole {
        return false;
    }
    let third = whole <= Number::from(5_u32) && part < whole;
    if third
        && (one_of("số tổng", next) && word(tokens, Some(at + 2)) != "số"
            || one_of("tăng giảm khoảng hơn gần", before) && behind != Some('('))
    {
        return true;
    }
    if !(up_to(part, 31) && up_to(whole, 12)) {
        return false;
    }
    let counted = !next.is_empty() && !one_of(NOT_COUNTED, next);
    let share = behind == Some('(') && holds_percent(tokens, at + 2)
        || matches!(behind, Some('%' | '=' | '≈' | '→'));
    match before {
        "ngày" | "lễ" | "dịp" | "mừng" | "hôm" | "sáng" | "chiều" | "đường" => true,
        // In brackets or after its noun: *tổ (8/8)*, *có mặt 04/05*.
        _ if share => false,
        "từ" | "đến" => !counted || one_of("toàn các đơn công", next),
        _ if one_of(DAYS, before) => !counted,
        _ => !counted && part <= Number::from(31_u32) && !plain_share(tokens, at),
    }
}

/// Whether a percent stands from a token on, before the bracket closes.
fn holds_percent(tokens: &[Token], from: usize) -> bool {
    let inside = (from..tokens.len()).map(|i| mark(tokens, Some(i)));
    inside.take_while(|mark| *mark != Some(')')).any(|mark| mark == Some('%'))
}

/// Words that may follow a date.
const NOT_COUNTED: &str = "của và với đã đến để tại cho là có hằng hàng năm nay toàn các công tổ_chức \
    được trở về trước sau vào";

/// Whether a fraction can't be a date: alone in brackets, after a verb of counting, or too
/// large.
fn plain_share(tokens: &[Token], at: usize) -> bool {
    let bracket = mark(tokens, at.checked_sub(1)) == Some('(')
        && (mark(tokens, Some(at + 1)) == Some(')')
            || one_of(STAND_INS, word(tokens, Some(at + 1))));
    let said = one_of("mặt có đạt được là cử thành", word(tokens, at.checked_sub(1)));
    bracket || said
}

/// Whether a unit is one of time or age: *05 năm*, *48 tuổi*.
pub(super) fn is_time(unit: &str) -> bool {
    one_of(TIMES, unit)
}
