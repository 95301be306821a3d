//! The greatest and least of some numbers (cao nhất, thấp nhất), and ranks with their
//! points, that the numbers beside them contradict: BC389.

use super::{Flaw, tell};
use crate::check::Rule;
use crate::diagnostic::{Code, Severity};
use crate::vietnamese::Number;
use crate::vietnamese::sentence::{Kinship, Role, Sentence, ends};

pub(crate) const EXTREME: Rule = Rule {
    code: Code::SENTENCE_EXTREME,
    severity: Severity::Warning,
    citation: "",
    run: |context, found| tell(&EXTREME, context, found, flaws),
};

pub(super) fn flaws(s: &Sentence, out: &mut Vec<Flaw>) {
    for i in 0..s.figures.len() {
        out.extend(of_series(s, i));
    }
    out.extend(ranked(s));
}

/// Words for the greatest and the least, and whether they mean the greatest.
const EXTREMES: [(&str, bool); 6] = [
    ("cao nhất", true),
    ("nhiều nhất", true),
    ("lớn nhất", true),
    ("đông nhất", true),
    ("thấp nhất", false),
    ("nhỏ nhất", false),
];

/// Which extreme the words before a number call it, and of what: `năm thấp nhất là`.
fn extreme(lead: &str) -> Option<(&'static str, bool, &str)> {
    let verbs = ["", " là", " có", " đạt", " với", " chỉ có", " chỉ"];
    EXTREMES.into_iter().find_map(|(word, greatest)| {
        let called = verbs.iter().map(|verb| format!("{word}{verb}"));
        let called = called.filter(|called| ends(lead, called)).max_by_key(String::len)?;
        Some((word, greatest, lead.strip_suffix(&*called)?.trim_end()))
    })
}

/// `năm 2015 làm 36 phòng, năm 2016 làm 31 phòng, năm 2017 làm 29 phòng; thấp nhất là 31`:
/// three numbers and more, each of another year or part of it.
fn of_series(s: &Sentence, i: usize) -> Option<Flaw> {
    let figure = &s.figures[i];
    let told = figure.exact()?;
    let lead = s.lead(i);
    let (word, greatest, of) = extreme(&lead)?;
    // Of the years or quarters themselves: `hộ góp cao nhất` is of something else.
    let is_of_series = |j: &usize| {
        let f = &s.figures[*j];
        let unit = match s.part_before(*j) {
            Some((unit, _)) => Some(unit),
            None => s.year_before(*j).map(|_| "năm"),
        };
        let dated = unit.is_some_and(|unit| of.is_empty() || ends(of, unit));
        let alike = s.kinship(f, figure) != Kinship::Other && f.bracket == figure.bracket;
        dated && alike && f.role == Role::Plain && f.exact().is_some()
    };
    let series: Vec<usize> = (0..i).filter(is_of_series).collect();
    if series.len() < 3 {
        return None;
    }
    let beyond = series.iter().copied().find(|j| {
        let other = s.figures[*j].exact().unwrap_or(told);
        if greatest { other > told } else { other < told }
    })?;
    Some(Flaw::new(
        figure.span.clone(),
        format!("Câu ghi {word} là {}, nhưng có {}", s.named(figure), s.named(&s.figures[beyond])),
        "sửa một trong các con số",
    ))
}

/// The rank told before a number, from 1.
fn rank(lead: &str) -> Option<u8> {
    let verbs = [" với", " đạt", " được", " có", " là"];
    let lead = verbs.iter().find_map(|verb| lead.strip_suffix(verb)).unwrap_or(lead);
    const RANKS: [(&str, u8); 9] = [
        ("thứ nhất", 1),
        ("hạng nhất", 1),
        ("đứng đầu", 1),
        ("thứ hai", 2),
        ("thứ nhì", 2),
        ("hạng nhì", 2),
        ("hạng hai", 2),
        ("thứ ba", 3),
        ("hạng ba", 3),
    ];
    // `thứ nhất khối`, `thứ hai toàn đoàn` are of several tables.
    RANKS.iter().find(|(word, _)| ends(lead, word)).map(|(_, rank)| *rank)
}

/// `xếp thứ nhất với 94 điểm, đơn vị thứ hai 96 điểm`
fn ranked(s: &Sentence) -> Option<Flaw> {
    let points: Vec<(u8, usize, Number)> = (0..s.figures.len())
        .filter(|i| s.word(s.figures[*i].noun.start) == "điểm" && s.figures[*i].bracket.is_none())
        .filter_map(|i| Some((rank(&s.lead(i))?, i, s.figures[i].exact()?)))
        .collect();
    let reversed = points.windows(2).find(|pair| match pair {
        [(a, one, x), (b, two, y)] => {
            s.same_clause(*one, *two) && (a < b && x < y || b < a && y < x)
        }
        _ => false,
    })?;
    let [(a, one, _), (b, two, _)] = reversed else { return None };
    let (first, second) = if a < b { (one, two) } else { (two, one) };
    let typed = |i: &usize| s.named(&s.figures[*i]);
    Some(Flaw::new(
        s.figures[*two].span.clone(),
        format!(
            "Đơn vị xếp thứ {} có {}, ít hơn đơn vị xếp thứ {} có {}",
            a.min(b),
            typed(first),
            a.max(b),
            typed(second)
        ),
        "sửa hạng, hoặc một trong hai số điểm",
    ))
}
