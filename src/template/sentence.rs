//! Standing phrases for what the dossier holds as structure: targets, cited
//! documents, movements.

use crate::dossier::{Every, Hedge, LegalRef, Movement, Programme, Quantity, Target};
use crate::vietnamese::{NO_BREAK, bind, strip_final_stop};

use super::wording::{self, event};

/// A target as a clause without a full stop: `hằng năm có trên 95% đoàn viên đạt
/// …, trong đó trên 30% đạt …`.
pub(super) fn target(target: &Target) -> String {
    let mut clause = String::new();
    let value = target.value.as_ref();
    let text = target.text.as_deref().unwrap_or_default();
    let (text, placed) = match value {
        Some(value) if text.contains("{{ value }}") || text.contains("{{value}}") => {
            let words = in_sentence(value);
            (text.replace("{{ value }}", &words).replace("{{value}}", &words), true)
        }
        _ => (text.to_owned(), false),
    };
    if let Some(year) = target.by {
        clause += &format!("đến năm{NO_BREAK}{} ", year.0);
    }
    match target.every {
        Some(Every::Year) => clause += "hằng năm ",
        Some(Every::HalfYear) => clause += "6 tháng một lần ",
        Some(Every::Quarter) => clause += "hằng quý ",
        Some(Every::Month) => clause += "hằng tháng ",
        Some(Every::Term) | None => {}
    }
    match value {
        Some(value) if !placed => {
            if !clause.is_empty() {
                clause += "có ";
            }
            clause += &in_sentence(value);
            clause.push(' ');
            clause += &text;
        }
        _ => clause += &text,
    }
    let mut clause = clause.trim().trim_end_matches(['.', ';']).to_owned();
    if let Some(note) = target.note.as_deref() {
        clause += &format!(" ({})", strip_final_stop(note));
    }
    for inner in &target.including {
        clause += ", trong đó ";
        clause += &self::target(inner);
    }
    clause
}

/// A target's text for a table in which its level stands in a column of its
/// own: `Có {{ value }} được công nhận` gives `Sáng kiến được công nhận`.
pub(super) fn target_title(target: &Target) -> String {
    let text = target.text.as_deref().unwrap_or_default().replace("{{value}}", "{{ value }}");
    let Some((before, after)) = text.split_once("{{ value }}") else {
        return strip_final_stop(&text).to_owned();
    };
    let before = before.trim().trim_end_matches("đạt").trim();
    let before = if before.eq_ignore_ascii_case("có") { "" } else { before };
    let after = after.trim();
    let unit = match &target.value {
        // A time at the end counts nothing: `xếp loại xuất sắc từ 4 năm trở lên`.
        Some(value) if value.percent || after.is_empty() && is_time(&value.unit) => "",
        Some(value) => event(&value.unit).map_or(value.unit.as_str(), |(noun, _)| noun),
        None => "",
    };
    let words: Vec<&str> = [before, unit, after].into_iter().filter(|w| !w.is_empty()).collect();
    strip_final_stop(&words.join(" ")).to_owned()
}

/// A target's level beside its title in a table: `ít nhất 01 cuộc` where the
/// title tells what takes place.
pub(super) fn target_level(target: &Target) -> Option<String> {
    let value = target.value.as_ref()?;
    let placed = target.text.as_deref().is_some_and(|text| text.contains("{{"));
    let unit = match event(&value.unit) {
        Some((_, classifier)) if placed => classifier.to_owned(),
        _ => value.unit.clone(),
    };
    Some(wording::quantity(&Quantity { unit, ..value.clone() }))
}

fn is_time(unit: &str) -> bool {
    ["năm", "quý", "tháng", "tuần", "ngày", "lần"].contains(&unit)
}

/// What a target came to, with the results of single years: `95,4% (2024: 93,2%;
/// 2025: 97,6%)`.
pub(super) fn target_result(target: &Target) -> Option<String> {
    let year = |(year, result): (&str, &Option<Quantity>)| {
        Some(format!("{year}:{NO_BREAK}{}", wording::quantity(result.as_ref()?)))
    };
    let years: Vec<String> = target.by_year.iter().filter_map(year).collect();
    let years = Some(years.join("; ")).filter(|years| !years.is_empty());
    match (target.result.as_ref().map(wording::quantity), years) {
        (Some(result), Some(years)) => Some(format!("{result} ({years})")),
        (result, years) => result.or(years),
    }
}

/// A level in running text: `từ 95% trở lên`, `trên 90%`.
fn in_sentence(value: &Quantity) -> String {
    let plain = value.hedge.is_none_or(|h| h != Hedge::OrMore && h != Hedge::OrLess);
    if plain { wording::quantity(value) } else { wording::quantity(value).replace(' ', "\u{a0}") }
}

/// A document as it is cited in a sentence: `Chỉ thị số 24 của …`.
pub(super) fn citation(cited: &LegalRef) -> String {
    if let Some(text) = &cited.text {
        return bind(text);
    }
    let mut out = cited.r#type.as_ref().map(|t| t.0.clone()).unwrap_or_default();
    if let Some(number) = &cited.number {
        out += &format!(" số{NO_BREAK}{}", number.0);
    }
    if let Some(date) = cited.date {
        out += &format!(" {}", date.0.sentence());
    }
    if let Some(issuer) = &cited.issuer {
        out += &format!(" của {}", issuer.0);
    }
    if let Some(subject) = &cited.subject {
        out += &format!(" {}", subject.0);
    }
    out.trim().to_owned()
}

/// `phong trào “Người tốt - việc tốt”, cuộc vận động …`.
pub(super) fn movements(list: &[Movement]) -> String {
    let names = list.iter().filter_map(|m| {
        let name = m.name.as_ref().map(|n| format!("“{}”", n.0));
        let theme = m.theme.as_ref().map(|t| format!("chủ đề “{}”", t.0));
        let words: Vec<String> =
            [m.kind.as_ref().map(|k| k.0.clone()), name, theme].into_iter().flatten().collect();
        (!words.is_empty()).then(|| words.join(" "))
    });
    names.collect::<Vec<_>>().join(", ")
}

/// `chương trình “…”, “…”`.
pub(super) fn programmes(list: &[Programme]) -> String {
    let names: Vec<_> =
        list.iter().filter_map(|p| p.name.as_ref()).map(|n| format!("“{}”", n.0)).collect();
    format!("chương trình {}", names.join(", "))
}
