//! Authorities entitled to give an award: BC073. The ranks in names, and the forms that a
//! rank can't give, are data of [`crate::law`].

use std::ops::Range;

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Award, Level, Organization, Text};
use crate::law::{AwardForm, AwardPowers, Rank, System};
use crate::vietnamese::{Day, Words};

use super::list::awards;
use crate::check::{Context, Findings, Rule};

pub(crate) const FORM: Rule = Rule {
    code: Code::AWARD_FORM,
    severity: Severity::Warning,
    citation: "Quy chế khen thưởng của tổ chức Công đoàn",
    run: form,
};

/// The rank of the dossier's own union, since a name such as `Công đoàn Trường …` doesn't
/// show it.
fn own_rank(own: &Organization, authority: &str) -> Option<(System, Rank)> {
    let named = |name: &Option<Text>| name.as_ref().is_some_and(|name| name.0 == authority);
    let rank = match own.level? {
        Level::Base | Level::MemberBase | Level::Section | Level::Team => Rank::Base,
        Level::Commune => Rank::Commune,
        _ => return None,
    };
    (named(&own.name) || named(&own.short_name)).then_some((System::Union, rank))
}

fn form(context: &Context<'_>, found: &mut Findings) {
    let powers = &context.library.law().awards;
    for (path, award) in awards(context.dossier) {
        let (Some(form), Some(authority)) = (&award.form, &award.authority) else { continue };
        let own = || own_rank(&context.dossier.organization, authority);
        // What no union gives, a union whose rank its name doesn't show gives neither.
        let union = authority.to_lowercase().starts_with("công đoàn");
        let nobody = |form: &AwardForm| {
            [Rank::National, Rank::Base].iter().all(|rank| form.is_beyond(System::Union, *rank))
        };
        let no_union = union && powers.form(form).is_some_and(nobody);
        let any = || no_union.then_some((System::Union, Rank::Base));
        let giver = powers.giver(authority).or_else(own).or_else(any);
        let Some((system, rank)) = giver else { continue };
        let Some(form) = powers.form(form).filter(|form| form.is_beyond(system, rank)) else {
            continue;
        };
        found.add(
            FORM.broken_at(
                path.key("authority"),
                format!("{} thường không do {} tặng", form.form, authority.0),
            )
            .with_citation(regulation(powers, system, day_of(award)))
            .with_related(path.key("form"), "hình thức")
            .with_hint(format!("{} do {}", form.form, form.given_by)),
        );
    }
    for (path, words) in
        context.printed_words().filter(|(path, _)| path.keys().next() != Some("awards"))
    {
        for (form, span) in told(powers, words) {
            let written = &words.text()[span.clone()];
            found.add(
                FORM.broken_at(
                    path.clone(),
                    format!("“{written}”: cấp này không tặng {}", form.form),
                )
                .with_span(span)
                .with_hint(format!("{} do {}", form.form, form.given_by)),
            );
        }
    }
}

/// The date of an award, as far as the dossier states it.
fn day_of(award: &Award) -> Option<Day> {
    let decided = award.decision.as_ref().and_then(|d| d.date?.earliest());
    decided.or_else(|| award.year.map(|year| Day::new(year.0, 12, 31)))
}

fn regulation(powers: &AwardPowers, system: System, day: Option<Day>) -> Option<String> {
    match system {
        System::Union => powers.regulation(day).map(str::to_owned),
        System::State => Some("Luật Thi đua, khen thưởng".to_owned()),
        System::Party => Some("Quy định thi hành Điều lệ Đảng".to_owned()),
    }
}

/// Awards attributed in a sentence to an authority that can't give them: `Bằng khen của Công
/// đoàn cơ sở`, `được Công đoàn cơ sở tặng Bằng khen`.
fn told<'p>(powers: &'p AwardPowers, words: &Words<'_>) -> Vec<(&'p AwardForm, Range<usize>)> {
    let mut found = Vec::new();
    for form in powers.forms() {
        let name = form.form.to_lowercase();
        let length = name.split(' ').count();
        for i in words.find(&name).filter(|i| !words.quoted(*i)) {
            let end = i + length;
            let behind = (words.lower(end) == "của" && words.joined(end - 1))
                .then(|| powers.giver_at(words, end + 1))
                .flatten()
                .map(|(giver, until)| (giver, i..until));
            let before = || given_before(powers, words, i).map(|(giver, from)| (giver, from..end));
            let Some((giver, range)) = behind.or_else(before) else { continue };
            if form.is_beyond(giver.system, giver.rank) {
                found.push((form, words.span(range)));
            }
        }
    }
    found
}

/// Words between the name of the giver and the award: `tặng 02`, `trao tặng`.
const GIVING: [&str; 4] = ["tặng", "trao", "thưởng", "cấp"];

/// The giver of the award that begins at a word: the nearest name before the verb, followed
/// only by the capitalised rest of the name.
fn given_before<'p>(
    powers: &'p AwardPowers,
    words: &Words<'_>,
    form: usize,
) -> Option<(&'p crate::law::Giver, usize)> {
    let mut verb = form;
    let passed = |k: usize| {
        GIVING.contains(&words.lower(k)) || words.lower(k).bytes().all(|b| b.is_ascii_digit())
    };
    while verb > 0 && words.gap(verb - 1).trim().is_empty() && passed(verb - 1) {
        verb -= 1;
    }
    let given = (verb..form).any(|k| GIVING.contains(&words.lower(k)));
    let clause = words.clause(form);
    // The longest names have a dozen words.
    let from = clause.start.max(verb.saturating_sub(14));
    (from..verb).filter(|_| given).rev().find_map(|k| {
        let (giver, end) = powers.giver_at(words, k)?;
        let name = |k: usize| words.written(k).starts_with(char::is_uppercase);
        let whole = end <= verb && (end..verb).all(name);
        let joined = (k..verb).all(|k| words.gap(k).chars().all(|c| c.is_whitespace() || c == '-'));
        (whole && joined && words.written(k).starts_with(char::is_uppercase)).then_some((giver, k))
    })
}
