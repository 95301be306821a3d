//! Parts that don't add up to their whole (tổng, gồm, trong đó): BC342.

use super::numbers::{as_figure, near, terms, total};
use super::{Flaw, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::Number;
use crate::vietnamese::sentence::{Kinship, List, Measure, Opener, Role, Sentence, phrase_in};

pub(crate) const SUM: Rule = Rule {
    code: Code::SENTENCE_SUM,
    severity: Severity::Warning,
    citation: "",
    run: |context, found| tell(&SUM, context, found, flaws),
};

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    for list in s.lists() {
        out.extend(listed(s, &list));
    }
    for i in 0..s.figures.len() {
        if let Role::Total | Role::To = s.figures[i].role {
            out.extend(counted_up(s, i));
        }
    }
    for i in 0..s.figures.len() {
        out.extend(bracketed_total(s, i).or_else(|| more_than_all(s, i)));
    }
    out.extend(shares(s));
    out.extend(cumulative(s));
}

/// `27 buổi, gồm 14 …, 9 …, 5 …`
fn listed(s: &Sentence, list: &List) -> Option<Flaw> {
    let head = &s.figures[list.head];
    let whole = head.exact().or_else(|| {
        // `14/14 chỉ tiêu; trong đó …`
        head.ratio()
            .filter(|(part, whole)| part == whole && head.bound.is_none())
            .map(|(_, whole)| whole)
    })?;
    let parts: Vec<Number> = list.parts.iter().filter_map(|i| s.figures[*i].exact()).collect();
    if parts.len() != list.parts.len() || parts.is_empty() {
        return None;
    }
    if let Some(over) = list.parts.iter().find(|i| s.figures[**i].exact() > Some(whole)) {
        return greater(s, list, *over, whole);
    }
    let sum = total(&parts)?;
    let complementary = s.complementary(list);
    let exhaustive = match list.opener {
        Opener::OfWhich => complementary && !list.open,
        Opener::Consists | Opener::Colon | Opener::Bracket => {
            !list.open && (complementary || !s.overlapping(list))
        }
    };
    if parts.len() < 2 || !exhaustive || sum == whole {
        return None;
    }
    let kin = list.parts.iter().all(|i| s.kinship(head, &s.figures[*i]) == Kinship::Same);
    let measured = list.parts.iter().any(|i| s.is_measured(&s.figures[*i]));
    let divided = divided_by_name(s, list, sum > whole);
    let yearly = year_by_year(s, list);
    let sure = complementary || kin || divided || yearly || near(sum, whole) && !measured;
    let sure = sure
        && (list.opener != Opener::Bracket
            || complementary
            || divided
            || yearly
            || near(sum, whole));
    (sure && !left_out(s, list, sum, whole)).then(|| {
        let last = &s.figures[*list.parts.last().unwrap_or(&list.head)];
        let span = head.span.start..last.span.end;
        Flaw::new(
            span,
            format!("{} = {}, câu ghi {}", terms(&parts, head), head.shown(sum), s.named(head)),
            "sửa tổng hoặc một trong các số thành phần",
        )
    })
}

/// `21 cán bộ, giáo viên, nhân viên: 3 quản lý, 20 giáo viên, 6 nhân viên`: the whole is
/// named by its parts. If they add up to more, one may have another name.
fn divided_by_name(s: &Sentence, list: &List, more: bool) -> bool {
    let Some(first) = list.parts.first() else { return false };
    let whole = s.words(s.figures[list.head].tokens.end..s.figures[*first].whole.start);
    let named = list.parts.iter().filter(|part| {
        let noun = s.noun(&s.figures[**part]);
        !noun.is_empty() && phrase_in(&whole, &noun)
    });
    let named = named.count();
    named > 1 && (named == list.parts.len() || more && named + 1 == list.parts.len())
}

/// Whether each part is another year's, one after the other: `(năm 2022: 1; năm 2023: 2)`.
fn year_by_year(s: &Sentence, list: &List) -> bool {
    let years: Vec<u16> = list.parts.iter().filter_map(|i| s.year_before(*i)).collect();
    years.len() == list.parts.len() && years.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

/// Whether another number of the sentence states how many the list leaves out: `28 đảng viên
/// (2 miễn xếp loại): …`.
fn left_out(s: &Sentence, list: &List, sum: Number, whole: Number) -> bool {
    (0..s.figures.len()).filter(|i| *i != list.head && !list.parts.contains(i)).any(|i| {
        let other =
            s.figures[i].exact().filter(|_| s.figures[i].measure == s.figures[list.head].measure);
        other.and_then(|other| sum.checked_add(other)) == Some(whole)
    })
}

/// A part that exceeds its whole.
fn greater(s: &Sentence, list: &List, part: usize, whole: Number) -> Option<Flaw> {
    let head = &s.figures[list.head];
    let figure = &s.figures[part];
    let kin = s.kinship(head, figure);
    // A later number may have a verb of its own, and not be a part.
    let first = list.parts.first() == Some(&part) || s.complementary(list);
    let surely = first && list.opener != Opener::Colon && list.opener != Opener::Bracket;
    let same = kin == Kinship::Same || kin == Kinship::Open && surely;
    let other_count = phrase_in(&s.noun(figure), "lượt") && !phrase_in(&s.noun(head), "lượt");
    (same && surely && !other_count).then(|| {
        Flaw::new(
            figure.span.clone(),
            format!("Thành phần {} lớn hơn tổng {}", s.named(figure), s.named(head)),
            format!("sửa một trong hai số: phần không quá {}", as_figure(whole, head, s)),
        )
    })
}

/// Words that show that some were counted twice.
const TWICE: [&str; 5] = ["có người", "trùng", "kiêm", "hai hình thức", "đồng thời"];

/// `cả hai năm`, `cả hai đợt`: of which each has its own.
fn is_part_of_year(s: &Sentence, at: usize) -> bool {
    ["năm", "đợt", "quý", "học kỳ", "kỳ"].iter().any(|part| s.says_at(at, part))
}

/// `120 suất …, 45 suất … và 35 suất …, tổng cộng 210 suất`
fn counted_up(s: &Sentence, i: usize) -> Option<Flaw> {
    let head = &s.figures[i];
    let whole = head.exact()?;
    let lead = s.lead(i);
    let raised = head.role == Role::To;
    if raised && !(phrase_in(&lead, "nâng") && phrase_in(&lead, "lên")) || head.bracket.is_some()
    {
        return None;
    }
    let member = |j: &usize| {
        let f = &s.figures[*j];
        f.measure == head.measure
            && f.bracket.is_none()
            && matches!(f.role, Role::Plain | Role::Worth)
            && !["trong đó", "riêng", "vắng"].iter().any(|w| phrase_in(&s.lead(*j), w))
            // `Hiến máu ba đợt: …` is a heading.
            && s.mark(f.noun.end.max(f.tokens.end)) != Some(':')
    };
    let within: Vec<usize> = (0..i).filter(member).collect();
    let kin = |j: &usize| {
        let kin = s.kinship(&s.figures[*j], head);
        kin == Kinship::Same || kin == Kinship::Open
    };
    let parts: Vec<usize> = within.into_iter().filter(kin).collect();
    let numbers: Vec<Number> = parts.iter().filter_map(|j| s.figures[*j].exact()).collect();
    let both = (0..s.len()).any(|at| s.says_at(at, "cả hai") && !is_part_of_year(s, at + 2));
    let twice = both || TWICE.iter().any(|word| s.says(0..s.len(), word));
    let crossing = parts.iter().filter(|j| s.crosses(&s.label(**j), i)).count();
    // Men and women may be added up; women, young people and Party members not.
    if !raised && crossing > 0 && !(parts.len() == 2 && crossing == 2) {
        return None;
    }
    let of_which = (0..i).any(|j| phrase_in(&s.lead(j), "trong đó"));
    if parts.len() < 2
        || numbers.len() != parts.len()
        || twice
        || of_which
        || !apart_by_marks(s, &parts)
    {
        return None;
    }
    let sum = total(&numbers)?;
    // `tổng số` may begin something else; only a close sum is meant.
    if sum == whole || !near(sum, whole) || with_others(s, head.measure, i, whole) {
        return None;
    }
    Some(Flaw::new(
        head.span.clone(),
        format!("{} = {}, câu ghi {}", terms(&numbers, head), head.shown(sum), s.named(head)),
        "sửa tổng hoặc một trong các số thành phần",
    ))
}

/// `Trong số 34 đảng viên, nữ 36 đồng chí`
fn more_than_all(s: &Sentence, i: usize) -> Option<Flaw> {
    let head = &s.figures[i];
    let whole = head.exact().filter(|_| head.is_count() && head.bracket.is_none())?;
    let lead = s.lead(i);
    let within = ["trong số", "trong tổng số"].contains(&lead.as_str());
    let part = s.figures.get(i + 1).filter(|part| part.bracket.is_none())?;
    let of_it = s.kinship(head, part) == Kinship::Same
        || s.kinship(head, part) == Kinship::Open && !part.noun.is_empty();
    let told = part.exact().filter(|_| part.role == Role::Plain)?;
    let visits = phrase_in(&s.noun(part), "lượt");
    (within && of_it && !visits && told > whole && s.same_clause(i, i + 1)).then(|| {
        Flaw::new(
            part.span.clone(),
            format!("Thành phần {} lớn hơn tổng {}", s.named(part), s.named(head)),
            format!("sửa một trong hai số: phần không quá {}", as_figure(whole, head, s)),
        )
    })
}

/// `01 giải nhất, 02 giải nhì và 03 giải ba (6 giải)`: three and more of a kind, and how
/// many they are, alone in its brackets.
fn bracketed_total(s: &Sentence, i: usize) -> Option<Flaw> {
    let head = &s.figures[i];
    let whole = head.exact().filter(|_| head.is_count() && head.role == Role::Plain)?;
    let open = head.bracket.filter(|open| open + 1 == head.tokens.start)?;
    let alone = s.closing(open) == head.noun.end && !head.noun.is_empty();
    let parts: Vec<usize> = s.among(s.clause(i).start..open).collect();
    let alike = |j: &usize| {
        let f = &s.figures[*j];
        f.bracket.is_none() && f.role == Role::Plain && s.kinship(f, head) == Kinship::Same
    };
    let numbers: Vec<Number> = parts.iter().filter_map(|j| s.figures[*j].exact()).collect();
    let listed = parts.len() > 2 && numbers.len() == parts.len() && parts.iter().all(alike);
    let sum = total(&numbers).filter(|_| alone && listed && apart_by_marks(s, &parts))?;
    (sum != whole && near(sum, whole)).then(|| {
        Flaw::new(
            head.span.clone(),
            format!("{} = {}, câu ghi {}", terms(&numbers, head), head.shown(sum), s.named(head)),
            "sửa tổng hoặc một trong các số thành phần",
        )
    })
}

/// Whether commas or `và` separate the parts.
fn apart_by_marks(s: &Sentence, parts: &[usize]) -> bool {
    parts.windows(2).all(|pair| {
        let between = s.figures[pair[0]].tokens.end..s.figures[pair[1]].tokens.start;
        between.clone().any(|at| matches!(s.mark(at), Some(',' | ';' | ')')) || s.word(at) == "và")
    })
}

/// Whether some selection of the numbers before a total adds up to it.
fn with_others(s: &Sentence, measure: Measure, i: usize, whole: Number) -> bool {
    let all: Vec<Number> = (0..i)
        .filter(|j| s.figures[*j].measure == measure)
        .filter_map(|j| s.figures[j].number())
        .collect();
    let Ok(bits) = u32::try_from(all.len().min(10)) else { return false };
    (0..1_u32 << bits).any(|chosen| {
        let picked: Vec<Number> =
            all.iter().enumerate().filter(|(k, _)| chosen >> k & 1 == 1).map(|(_, n)| *n).collect();
        picked.len() > 1 && total(&picked) == Some(whole)
    })
}

/// Grades that divide a whole: `xuất sắc 41%, khá 46%, trung bình 23%`.
fn shares(s: &Sentence) -> Option<Flaw> {
    let graded: Vec<usize> = (0..s.figures.len())
        .filter(|i| s.figures[*i].is_percent() && s.figures[*i].bracket.is_none() && s.is_grade(*i))
        .collect();
    let shares: Vec<Number> = graded.iter().filter_map(|i| s.figures[*i].exact()).collect();
    let consecutive =
        graded.windows(2).all(|pair| pair[1] == pair[0] + 1 && s.same_clause(pair[0], pair[1]));
    if graded.len() < 3 || shares.len() != graded.len() || !consecutive {
        return None;
    }
    let sum = total(&shares)?;
    let room = Number::from(u32::try_from(graded.len()).ok()?);
    let over = sum.checked_sub(Number::HUNDRED)?;
    (over > room).then(|| {
        let span =
            s.figures[graded[0]].span.start..s.figures[*graded.last().unwrap_or(&0)].span.end;
        Flaw::new(
            span,
            format!("{} = {sum}%, quá 100%", terms(&shares, &s.figures[graded[0]])),
            "sửa một trong các tỷ lệ",
        )
    })
}

/// `năm 2025 hỗ trợ 21 nhà, lũy kế từ đầu nhiệm kỳ 19 nhà`
fn cumulative(s: &Sentence) -> Option<Flaw> {
    let told = |i: usize| {
        let lead = s.lead(i);
        ["lũy kế", "luỹ kế", "cộng dồn"].iter().any(|word| phrase_in(&lead, word))
    };
    // `lũy kế 9 tháng 19 hội viên`
    let of_time = |i: usize| s.figures[i].measure == Measure::Time;
    let i = (1..s.figures.len())
        .find(|i| !of_time(*i) && (told(*i) || of_time(i - 1) && told(i - 1)))?;
    let before = (0..i).rev().find(|j| s.figures[*j].measure != Measure::Time)?;
    let (flow, all) = (&s.figures[before], &s.figures[i]);
    let (part, whole) = (flow.exact()?, all.exact()?);
    let plain = flow.role == Role::Plain && matches!(all.role, Role::Plain | Role::Total);
    let same = s.kinship(flow, all) == Kinship::Same && s.same_clause(before, i);
    (plain && same && part > whole).then(|| {
        Flaw::new(
            all.span.clone(),
            format!("Lũy kế {} ít hơn {} trong kỳ", s.named(all), s.named(flow)),
            "sửa một trong hai số: lũy kế gồm cả số trong kỳ",
        )
    })
}
