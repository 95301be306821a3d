//! All, or none, beside a contradicting number (tất cả, 100%, không có): BC349.

use super::{Flaw, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::Number;
use crate::vietnamese::sentence::{Role, Sentence, ends, phrase_in};

pub(crate) const UNIVERSAL: Rule = Rule {
    code: Code::SENTENCE_UNIVERSAL,
    severity: Severity::Warning,
    citation: "",
    run: |context, found| tell(&UNIVERSAL, context, found, flaws),
};

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    for i in 0..s.figures.len() {
        out.extend(all(s, i).or_else(|| but(s, i)).or_else(|| except(s, i)));
    }
    out.extend(none(s));
    out.extend(unpunished(s));
}

/// `Tất cả các tổ đều tổ chức (11/12 tổ)`
fn all(s: &Sentence, i: usize) -> Option<Flaw> {
    let figure = &s.figures[i];
    let (part, whole) = figure.ratio().filter(|(part, whole)| part < whole)?;
    let lead = s.lead(i);
    if let Some(said) = ["tất cả", "toàn bộ", "toàn thể", "cả"].into_iter().find(|w| ends(&lead, w))
    {
        return Some(some(s, i, said, part, whole));
    }
    // `dự đầy đủ, 46/50 người`
    let comma = figure.whole.start.checked_sub(1).filter(|at| s.mark(*at) == Some(','));
    if let Some(comma) = comma {
        let start = (0..comma).rev().find(|at| s.mark(*at).is_some()).map_or(0, |at| at + 1);
        let before = s.words(start..comma);
        if let Some(said) = ["đầy đủ", "đông đủ"].into_iter().find(|w| ends(&before, w))
        {
            return Some(some(s, i, said, part, whole));
        }
    }
    let open = figure.bracket.filter(|_| s.opens_bracket(i))?;
    let start = (0..open).rev().find(|at| s.mark(*at).is_some()).map_or(0, |at| at + 1);
    let before = start..open;
    let said =
        ["tất cả", "toàn bộ", "toàn thể"].into_iter().find(|word| s.says(before.clone(), word))?;
    let but = ["gần", "hầu hết", "trừ"].iter().any(|word| s.says(before.clone(), word));
    let counted = !s.among(before).is_empty();
    (!but && !counted).then(|| some(s, i, said, part, whole))
}

fn some(s: &Sentence, i: usize, said: &str, part: Number, whole: Number) -> Flaw {
    let figure = &s.figures[i];
    let (a, b) = (figure.shown(part), figure.shown(whole));
    Flaw::new(
        figure.span.clone(),
        format!("Câu ghi “{said}”, nhưng chỉ {a}/{b}"),
        format!("bỏ “{said}”, hoặc sửa con số"),
    )
}

/// `100% chi đoàn …, còn 02 chi đoàn chưa …`
fn but(s: &Sentence, i: usize) -> Option<Flaw> {
    let figure = &s.figures[i];
    let left = figure.exact().filter(|n| *n > Number::ZERO && figure.is_count())?;
    let lacking = figure.role == Role::Rest && phrase_in(&s.tail(i), "chưa");
    let before = i.checked_sub(1)?;
    let percent = &s.figures[before];
    let whole = percent.exact() == Some(Number::HUNDRED)
        && percent.is_percent()
        && percent.role == Role::Share;
    let noun = s.words(percent.noun.clone());
    let own = s.noun(figure);
    let same = !own.is_empty() && noun.trim_start_matches("số ").starts_with(&own);
    (lacking && whole && same && s.same_clause(before, i)).then(|| {
        Flaw::new(
            figure.span.clone(),
            format!("Câu ghi 100%, nhưng còn {left} {own} chưa"),
            "sửa tỷ lệ, hoặc bỏ phần còn lại",
        )
    })
}

/// `cả 13/13 chuyền đạt năng suất, trừ chuyền 7`
fn except(s: &Sentence, i: usize) -> Option<Flaw> {
    let figure = &s.figures[i];
    let (part, whole) = figure.ratio().filter(|(part, whole)| part == whole)?;
    let lead = s.lead(i);
    let said = ["cả", "tất cả", "toàn bộ"].into_iter().find(|word| ends(&lead, word))?;
    let clause = figure.tokens.end..s.clause(i).end;
    let but = ["trừ", "ngoại trừ", "chỉ trừ"];
    let at = clause.clone().find(|at| {
        let word = but.iter().find(|word| s.says_at(at + 1, word));
        // `trừ điểm tổ 5` takes points away.
        let one_of_them = word.is_some_and(|word| {
            let next = s.word(at + 1 + word.split(' ').count());
            !next.is_empty() && next == s.word(figure.noun.start)
        });
        s.mark(*at) == Some(',') && one_of_them
    })?;
    let end = (at + 1..clause.end).find(|k| s.mark(*k).is_some()).unwrap_or(clause.end);
    let left = s.text(at + 1..end.min(at + 11)).to_owned();
    Some(Flaw::new(
        figure.span.clone(),
        format!("Câu ghi {said} {}/{}, rồi lại “{left}”", figure.shown(part), figure.shown(whole)),
        format!("sửa con số, hoặc bỏ “{said}”"),
    ))
}

/// `Không có đơn vị yếu kém; …, 01 đơn vị yếu`
fn none(s: &Sentence) -> Option<Flaw> {
    let at = (0..s.len()).find(|at| s.says_at(*at, "không có"))?;
    let end = (at..s.len()).find(|i| s.mark(*i).is_some()).unwrap_or(s.len());
    let denied = s.words(at + 2..end);
    let counted = |i: &usize| {
        let f = &s.figures[*i];
        let told = s.tail(*i);
        let behind = f.tokens.start > end || f.tokens.end <= at;
        let three = told.split(' ').count() >= 3;
        behind
            && three
            && f.is_count()
            && f.role == Role::Plain
            && f.exact().is_some_and(|n| n > Number::ZERO)
            && (begins(&denied, &told) || begins(&told, &denied))
            && denied.split(' ').count() >= 3
    };
    let i = (0..s.figures.len()).find(counted)?;
    Some(Flaw::new(
        s.figures[i].span.clone(),
        format!("Câu ghi không có {denied}, nhưng có {}", s.text(s.figures[i].whole.clone())),
        "bỏ một trong hai",
    ))
}

/// Whether a text begins with another, comparing whole words.
fn begins(text: &str, start: &str) -> bool {
    text.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Words for a punishment.
const PUNISHED: [&str; 6] =
    ["kỷ luật", "kỉ luật", "khiển trách", "cảnh cáo", "cách chức", "khai trừ"];

/// `100% không vi phạm kỷ luật; xử lý kỷ luật 01 đoàn viên`, `không có đảng viên vi phạm;
/// khiển trách 01 đảng viên`
fn unpunished(s: &Sentence) -> Option<Flaw> {
    let says = |phrase: &str| s.says(0..s.len(), phrase);
    let whole = s.figures.iter().any(|f| f.is_percent() && f.exact() == Some(Number::HUNDRED));
    let clean = whole && says("không vi phạm");
    let nobody = ["đoàn viên", "đảng viên", "cán bộ", "ai", "trường hợp nào", "trường hợp"];
    // `không có đảng viên vi phạm phải khai trừ` says less.
    let none = nobody.iter().find_map(|who| {
        let denied = format!("không có {who} vi phạm");
        let at = (0..s.len()).find(|at| s.says_at(*at, &denied))?;
        let end = at + denied.split(' ').count();
        let end = if s.says_at(end, "kỷ luật") { end + 2 } else { end };
        (end >= s.len() || s.mark(end).is_some()).then_some(denied)
    });
    let said = match (clean, none) {
        (_, Some(none)) => none,
        (true, None) => "100% không vi phạm".to_owned(),
        _ => return None,
    };
    let punished = |i: &usize| {
        let lead = s.lead(*i);
        PUNISHED.iter().any(|word| ends(&lead, word))
            && s.figures[*i].is_count()
            && s.figures[*i].exact().is_some_and(|n| n > Number::ZERO)
    };
    let i = (0..s.figures.len()).find(punished)?;
    Some(Flaw::new(
        s.figures[i].span.clone(),
        format!("Câu ghi {said}, nhưng có {} bị kỷ luật", s.named(&s.figures[i])),
        "sửa lời, hoặc con số",
    ))
}
