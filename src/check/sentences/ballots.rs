//! Ballots and seats in a sentence (phiếu phát ra, thu về; bầu từ danh sách): BC352.

use super::{Flaw, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::Number;
use crate::vietnamese::sentence::{Sentence, phrase_in};

pub(crate) const BALLOTS: Rule = Rule {
    code: Code::SENTENCE_BALLOTS,
    severity: Severity::Warning,
    citation: "",
    run: |context, found| tell(&BALLOTS, context, found, flaws),
};

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    out.extend(pair(s, "thu về", "phát ra", "phiếu thu về nhiều hơn phiếu phát ra"));
    out.extend(valid(s));
    out.extend(seats(s));
    out.extend(elected(s));
}

/// The only number introduced by a word, within one sentence.
fn told(s: &Sentence, word: &str) -> Option<(usize, Number)> {
    let mut all =
        (0..s.figures.len()).filter(|i| phrase_in(&s.lead(*i), word) && s.figures[*i].is_count());
    let one = all.next().filter(|_| all.next().is_none())?;
    Some((one, s.figures[one].exact()?))
}

fn pair(s: &Sentence, part: &str, whole: &str, what: &str) -> Option<Flaw> {
    let ((i, less), (_, more)) = (told(s, part)?, told(s, whole)?);
    (less > more).then(|| {
        Flaw::new(
            s.figures[i].span.clone(),
            format!("{less} > {more}: {what}"),
            "sửa một trong hai con số",
        )
    })
}

/// `thu về 147 phiếu, hợp lệ 145, không hợp lệ 03`, if no list states it.
fn valid(s: &Sentence) -> Option<Flaw> {
    let (i, back) = told(s, "thu về")?;
    let (_, void) = told(s, "không hợp lệ").or_else(|| behind(s, "không hợp lệ"))?;
    let mut good = (0..s.figures.len()).filter(|j| {
        let label = s.label(*j);
        phrase_in(&label, "hợp lệ") && !phrase_in(&label, "không hợp lệ") && *j != i
    });
    let good = good.next().filter(|_| good.next().is_none())?;
    let listed = s.lists().iter().any(|list| list.head == i && s.complementary(list));
    let valid = s.figures[good].exact()?;
    let sum = valid.checked_add(void)?;
    (!listed && sum != back).then(|| {
        Flaw::new(
            s.figures[i].span.clone(),
            format!("{valid} + {void} = {sum}, câu ghi thu về {back}"),
            "sửa số phiếu hợp lệ, không hợp lệ hoặc thu về",
        )
    })
}

fn behind(s: &Sentence, word: &str) -> Option<(usize, Number)> {
    let mut all = (0..s.figures.len()).filter(|i| phrase_in(&s.tail(*i), word));
    let one = all.next().filter(|_| all.next().is_none())?;
    Some((one, s.figures[one].exact()?))
}

/// `bầu 07 ủy viên từ danh sách 06 người`
fn seats(s: &Sentence) -> Option<Flaw> {
    let (list, people) = told(s, "danh sách")?;
    let seats = list.checked_sub(1)?;
    let number = s.figures[seats].exact()?;
    let elected = phrase_in(&s.lead(seats), "bầu") && s.figures[seats].is_count();
    (elected && number > people && s.same_clause(seats, list)).then(|| {
        Flaw::new(
            s.figures[seats].span.clone(),
            format!("Bầu {number} người, danh sách chỉ có {people}"),
            "sửa số được bầu hoặc số trong danh sách",
        )
    })
}

/// Two people with their votes: the one with more is elected first.
fn elected(s: &Sentence) -> Option<Flaw> {
    let votes: Vec<usize> =
        (0..s.figures.len()).filter(|i| s.figures[*i].ratio().is_some()).collect();
    let [a, b] = votes[..] else { return None };
    let clause = |i: usize| s.words(s.clause(i).start..s.figures[i].tokens.start);
    let lost = |i: usize| phrase_in(&clause(i), "không trúng cử");
    let won = |i: usize| phrase_in(&clause(i), "trúng cử") && !lost(i);
    let (loser, winner) = match (lost(a) && won(b), won(a) && lost(b)) {
        (true, _) => (a, b),
        (_, true) => (b, a),
        _ => return None,
    };
    let ((more, all), (less, same)) = (s.figures[loser].ratio()?, s.figures[winner].ratio()?);
    (all == same && more > less).then(|| {
        Flaw::new(
            s.figures[loser].span.clone(),
            format!("{more} phiếu không trúng cử, {less} phiếu lại trúng cử"),
            "sửa số phiếu, hoặc người trúng cử",
        )
    })
}
