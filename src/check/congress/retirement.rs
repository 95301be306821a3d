//! Whether a candidate can serve before retirement (tuổi tham gia): BC305.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Dossier, ElectedBody, Person};
use crate::vietnamese::{Day, fold};

use super::elections::{body, elections_of, is_appointed};
use crate::check::{Context, Findings, Rule};

pub(crate) const TIME_LEFT: Rule = Rule {
    code: Code::RETIREMENT,
    severity: Severity::Note,
    citation: "Bộ luật Lao động năm 2019, Điều 169; Nghị định 135/2020/NĐ-CP",
    run: time_left,
};

/// The months before retirement required of a first-time candidate, and of one who stands
/// again: a whole term, and half of one.
const MONTHS: (u32, u32) = (60, 30);

/// The retirement age in months: in 2021, the yearly increase, the final age.
struct Ages {
    first: u32,
    yearly: u32,
    last: u32,
}

const MEN: Ages = Ages { first: 60 * 12 + 3, yearly: 3, last: 62 * 12 };
const WOMEN: Ages = Ages { first: 55 * 12 + 4, yearly: 4, last: 60 * 12 };
const FROM: u16 = 2021;

impl Ages {
    fn in_year(&self, year: u16) -> u32 {
        let years = u32::from(year.saturating_sub(FROM));
        (self.first + years * self.yearly).min(self.last)
    }

    /// The month, counted from year 0, in which a person reaches the retirement age of that
    /// year.
    fn reached(&self, born: u32) -> u32 {
        let last = born + self.last;
        (FROM..FROM + 20)
            .map(|year| (year, born + self.in_year(year)))
            .find(|(year, month)| month / 12 <= u32::from(*year))
            .map_or(last, |(_, month)| month)
    }
}

fn month(day: Day) -> u32 {
    u32::from(day.year) * 12 + u32::from(day.month) - 1
}

fn time_left(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let date = dossier.congress.as_ref().and_then(|c| c.date);
    let Some(held) = date.and_then(|date| date.first().earliest()) else { return };
    let committees =
        elections_of(dossier, ElectedBody::Committee).filter(|(_, e)| !is_appointed(e));
    for (path, election) in committees {
        for (i, candidate) in election.candidates.iter().enumerate() {
            let Some(left) = months_left(dossier, candidate, held) else { continue };
            let (first, again) = MONTHS;
            let reelected = told(dossier, candidate, |p| p.reelected).map(|flag| flag.0);
            // If it isn't known whether a person was on the committee, half is required.
            let due = if reelected == Some(false) { first } else { again };
            if left >= due {
                continue;
            }
            let name = candidate.name.as_deref().unwrap_or_default();
            // Messages don't reveal anybody's age.
            let message =
                format!("{}: {name} còn chưa đủ {due} tháng đến tuổi nghỉ hưu", body(election));
            found.add(
                TIME_LEFT.broken_at(path.key("candidates").index(i).key("name"), message).with_hint(
                    format!(
                        "tham gia lần đầu còn ít nhất {first} tháng, tái cử {again} tháng; cấp trên đã đồng ý thì để nguyên"
                    ),
                ),
            );
        }
    }
}

/// The months from the congress to a person's retirement, if sex and month of birth are
/// stated.
fn months_left(dossier: &Dossier, person: &Person, held: Day) -> Option<u32> {
    let woman = told(dossier, person, |p| p.woman)?;
    let born = told(dossier, person, |p| p.birth_date.filter(|d| d.month().is_some()))?;
    let ages = if woman.0 { WOMEN } else { MEN };
    Some(ages.reached(month(born.earliest()?)).saturating_sub(month(held)))
}

/// A detail of a person: from the candidate's entry, else from a biography with the same
/// name.
fn told<T>(dossier: &Dossier, person: &Person, field: impl Fn(&Person) -> Option<T>) -> Option<T> {
    field(person).or_else(|| {
        let name = fold(person.name.as_deref()?);
        let bears = |p: &&Person| p.name.as_deref().is_some_and(|n| fold(n) == name);
        let mut same = dossier.people.iter().filter(bears);
        let one = same.next().filter(|_| same.next().is_none())?;
        field(one)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_rise_until_they_are_what_the_code_says() {
        let month_of = |ages: &Ages, year: u16, month: u8| {
            let reached = ages.reached(super::month(Day::new(year, month, 1)));
            (reached / 12, reached % 12 + 1)
        };
        // According to the decree's annex, a person born in January 1961 retires in April
        // 2021.
        assert_eq!(month_of(&MEN, 1961, 1), (2021, 4));
        assert_eq!(month_of(&MEN, 1961, 10), (2022, 4));
        assert_eq!(month_of(&MEN, 1980, 6), (2042, 6));
        assert_eq!(month_of(&WOMEN, 1966, 1), (2021, 5));
        assert_eq!(month_of(&WOMEN, 1975, 5), (2035, 5));
        assert_eq!(month_of(&WOMEN, 1970, 6), (2027, 10));
    }
}
