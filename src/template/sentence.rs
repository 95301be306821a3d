//! Fixed phrases for structured parts of the dossier: targets, cited documents, movements.

use crate::dossier::{
    Award, AwardState, Every, Hedge, LegalRef, Movement, Programme, Quantity, Recipient, Target,
};
use crate::vietnamese::{NO_BREAK, Number, bind, strip_final_stop, unbroken};

use super::awards::{Awards, Gift};
use super::wording::{self, event};

/// A target as a clause without a full stop: `hằng năm có trên 95% đoàn viên đạt
/// …, trong đó trên 30% đạt …`.
pub(super) fn target(target: &Target) -> String {
    let mut clause = String::new();
    let value = target.value.as_ref();
    let text = target.text.as_deref().unwrap_or_default();
    let (text, placed) = match (value, around_value(text)) {
        (Some(value), Some(_)) => {
            let words = in_sentence(value);
            (text.replace("{{ value }}", &words).replace("{{value}}", &words), true)
        }
        // A hole, for a draft; a clean paper isn't made with an unknown value.
        (None, Some(_)) => (text.replace("{{ value }}", "…").replace("{{value}}", "…"), false),
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

/// A target's text for a table with a separate column for its level: `Có {{ value }} được
/// công nhận` gives `Sáng kiến được công nhận`.
pub(super) fn target_title(target: &Target) -> String {
    let text = target.text.as_deref().unwrap_or_default();
    let Some((before, after)) = around_value(text) else {
        return strip_final_stop(text).to_owned();
    };
    let before = before.trim().trim_end_matches("đạt").trim();
    let before = if before.eq_ignore_ascii_case("có") { "" } else { before };
    let after = after.trim();
    let unit = match &target.value {
        Some(value) if value.percent || value.is_money() || wording::is_measure(&value.unit) => "",
        // A classifier or a time counts what the text itself names: `tổ chức đối thoại 4
        // cuộc`, `xếp loại xuất sắc từ 4 năm trở lên`.
        Some(value) if !before.is_empty() && (is_time(&value.unit) || is_bare(&value.unit)) => "",
        Some(value) => event(&value.unit).map_or(value.unit.as_str(), |(noun, _)| noun),
        None => "",
    };
    // A noun beside the level in the text isn't repeated.
    let unit = if before.to_lowercase().ends_with(&unit.to_lowercase()) { "" } else { unit };
    let words: Vec<&str> = [before, unit, after].into_iter().filter(|w| !w.is_empty()).collect();
    strip_final_stop(&words.join(" ")).to_owned()
}

/// A target's level beside its title in a table: `ít nhất 01 cuộc` if the title names what
/// takes place.
pub(super) fn target_level(target: &Target) -> Option<String> {
    let value = target.value.as_ref()?;
    let placed = target.text.as_deref().and_then(around_value);
    let unit = match event(&value.unit) {
        Some((_, classifier)) if placed.is_some() => classifier.to_owned(),
        _ => value.unit.clone(),
    };
    Some(wording::quantity(&Quantity { unit, ..value.clone() }))
}

/// The text before and after a target's value.
fn around_value(text: &str) -> Option<(&str, &str)> {
    text.split_once("{{ value }}").or_else(|| text.split_once("{{value}}"))
}

/// Whether a unit is a classifier without a noun: `cuộc`, `suất`.
fn is_bare(unit: &str) -> bool {
    wording::is_classifier(unit)
}

fn is_time(unit: &str) -> bool {
    ["năm", "quý", "tháng", "tuần", "ngày", "lần"].contains(&unit)
}

/// The result of a target, with those of single years: `95,4% (2024: 93,2%; 2025: 97,6%)`.
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

/// The named recipients of awards, one clause for each, or for all that got the same: `Tổ
/// công đoàn May 1 và đồng chí …, Ủy viên … được tặng Giấy khen của …`. Proposed awards are
/// left out.
pub(super) fn named_recipients(awards: Awards<'_>) -> Option<String> {
    struct Clause {
        who: Vec<String>,
        gifts: Vec<Gift>,
    }
    let mut clauses: Vec<Clause> = Vec::new();
    let proposed = Some(AwardState::Proposed);
    for award in awards.list.iter().filter(|award| award.state != proposed) {
        let others = clauses.len();
        for recipient in &award.including {
            let Some(who) = told(recipient) else { continue };
            let gift = gift(awards, award, recipient);
            let named = recipient.collective.is_some() || recipient.person.is_some();
            let alike = clauses[others..]
                .iter()
                .rposition(|clause| clause.gifts.as_slice() == std::slice::from_ref(&gift));
            let again = clauses.iter().position(|clause| named && clause.who == [&*who]);
            match (alike, again) {
                (Some(at), _) => clauses[others + at].who.push(who),
                (None, Some(at)) => clauses[at].gifts.push(gift),
                (None, None) => clauses.push(Clause { who: vec![who], gifts: vec![gift] }),
            }
        }
    }
    let told = |clause: &Clause| {
        let given = clause.gifts.iter().filter_map(|gift| match gift {
            Gift::Given(gift) => Some(gift.clone()),
            Gift::Done(..) => None,
        });
        let given: Vec<String> = given.collect();
        let given = Some(format!("tặng {}", enumerated(&given))).filter(|_| !given.is_empty());
        let done = clause.gifts.iter().filter_map(|gift| match gift {
            Gift::Given(_) => None,
            Gift::Done(doing, year) => Some(format!("{doing}{year}")),
        });
        let gifts: Vec<String> = given.into_iter().chain(done).collect();
        format!("{} được {}", enumerated(&clause.who), gifts.join(", được "))
    };
    let clauses: Vec<String> = clauses.iter().map(told).collect();
    (!clauses.is_empty()).then(|| clauses.join("; "))
}

/// A recipient's name, else their number.
fn told(recipient: &Recipient) -> Option<String> {
    if let Some(person) = &recipient.person {
        let post = recipient.post.as_ref().map(|post| format!(", {}", post.0));
        return Some(format!("đồng chí {}{}", unbroken(&person.0), post.unwrap_or_default()));
    }
    if let Some(collective) = &recipient.collective {
        return Some(collective.0.clone());
    }
    let counted = |count: &Option<Quantity>, noun: &str| {
        let count = count.as_ref()?;
        let noun = if count.unit.is_empty() { format!(" {noun}") } else { String::new() };
        Some(wording::quantity(count) + &noun)
    };
    let counts =
        [counted(&recipient.collectives, "tập thể"), counted(&recipient.individuals, "cá nhân")];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    (!counts.is_empty()).then(|| counts.join(", "))
}

/// What a recipient got, and from whom: `02 Bằng khen của …`, one for each reason.
fn gift(awards: Awards<'_>, award: &Award, recipient: &Recipient) -> Gift {
    let of = award.authority.as_ref().map(|of| of.0.as_str());
    match awards.gift(award, Some(recipient)) {
        Gift::Given(gift) => {
            let times = match recipient.reasons.len() {
                0 | 1 => String::new(),
                times => format!("{}{NO_BREAK}", Number::from(times as u64).padded()),
            };
            let of = of.map(|of| format!(" của {of}")).unwrap_or_default();
            Gift::Given(format!("{times}{gift}{of}"))
        }
        Gift::Done(doing, year) => {
            let of = of.map(|of| format!("{of} ")).unwrap_or_default();
            Gift::Done(of + &doing, year)
        }
    }
}

/// `a, b và c`
fn enumerated(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} và {last}", first.join(", ")),
    }
}

/// A document as cited in a sentence: `Chỉ thị số 24 của …`.
pub(super) fn citation(cited: &LegalRef) -> String {
    if let Some(text) = &cited.text {
        return bind(text);
    }
    let mut out = cited.r#type.as_ref().map(|t| t.0.clone()).unwrap_or_default();
    if let Some(number) = &cited.number {
        out += &format!(" số{NO_BREAK}{}", number.0);
    }
    if let Some(date) = cited.date {
        out += &format!(" {}", date.sentence());
    }
    if let Some(issuer) = &cited.issuer {
        out += &format!(" của {}", issuer.0);
    }
    if let Some(subject) = &cited.subject {
        out += &format!(" {}", subject.0);
    }
    out.trim().to_owned()
}

/// A cited document by type and number only: `Quyết định số 28/QĐ-CĐCS`.
pub(super) fn short_citation(cited: &LegalRef) -> String {
    if cited.text.is_some() {
        return citation(cited);
    }
    let bare = LegalRef { date: None, issuer: None, subject: None, ..cited.clone() };
    citation(&bare)
}

/// `phong trào “Người tốt - việc tốt”, cuộc vận động …`.
pub(super) fn movements(list: &[Movement]) -> String {
    let names = list.iter().filter_map(|m| {
        let name = m.name.as_ref().map(|n| format!("“{}”", n.0));
        let theme = m.theme.as_ref().map(|t| format!("với chủ đề “{}”", t.0));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Text;

    #[test]
    fn who_got_several_awards_is_named_once() {
        let text = |text: &str| Some(Text(text.to_owned()));
        let collective = |name| Recipient { collective: text(name), ..Recipient::default() };
        let person = |name| Recipient { person: text(name), ..Recipient::default() };
        let award = |form, authority, including: Vec<Recipient>| Award {
            form: text(form),
            authority: text(authority),
            including,
            ..Award::default()
        };
        let counted = Recipient { individuals: Quantity::parse("10").ok(), ..Recipient::default() };
        let mut awards = vec![
            award("Bằng khen", "Tổng Liên đoàn", vec![collective("Tổ 1")]),
            award("Bằng khen", "Thành phố", vec![collective("Tổ 1")]),
            award("Giấy khen", "Công đoàn phường", vec![collective("Tổ 2"), person("Lê Hà")]),
            award("Giấy khen", "Công ty", vec![counted]),
            Award {
                state: Some(AwardState::Proposed),
                ..award("Cờ", "Thành phố", vec![collective("Tổ 3")])
            },
        ];
        let told = |awards: &[Award]| {
            let list: Vec<&Award> = awards.iter().collect();
            named_recipients(Awards { list: &list, reported: None })
        };
        assert_eq!(
            told(&awards).as_deref(),
            Some(
                "Tổ 1 được tặng Bằng khen của Tổng Liên đoàn và Bằng khen của Thành phố; Tổ 2 \
                 và đồng chí Lê\u{a0}Hà được tặng Giấy khen của Công đoàn phường; 10 cá nhân \
                 được tặng Giấy khen của Công ty"
            )
        );
        awards.drain(..4);
        assert_eq!(told(&awards), None);
    }

    #[test]
    fn a_title_keeps_what_is_counted_and_leaves_measures_to_the_level() {
        let cells = |value: &str, text: &str| {
            let yaml = format!("value: {value}\ntext: \"{text}\"");
            let target: Target = serde_yaml::from_str(&yaml).expect(text);
            let level = target_level(&target).expect(value).replace(NO_BREAK, " ");
            format!("{} | {level}", target_title(&target))
        };
        for (value, text, expected) in [
            (
                "từ 900 tấn trở lên",
                "sản lượng mủ cao su {{ value }}",
                "sản lượng mủ cao su | từ 900 tấn trở lên",
            ),
            (
                "ít nhất 2 cuộc",
                "tổ chức đối thoại {{ value }} mỗi quý",
                "tổ chức đối thoại mỗi quý | ít nhất 02 cuộc",
            ),
            (
                "từ 8 triệu đồng/người/tháng trở lên",
                "thu nhập bình quân đạt {{ value }}",
                "thu nhập bình quân | từ 8 triệu đồng/người/tháng trở lên",
            ),
            ("50 triệu đồng", "quỹ tương trợ đạt {{ value }}", "quỹ tương trợ | 50 triệu đồng"),
            (
                "3 lần",
                "kiểm tra tài chính {{ value }} trong năm",
                "kiểm tra tài chính trong năm | 03 lần",
            ),
            ("4 km", "làm {{ value }} đường nội bộ", "làm đường nội bộ | 4 km"),
            (
                "7 sáng kiến",
                "có {{ value }} được công nhận",
                "sáng kiến được công nhận | 07 sáng kiến",
            ),
            ("20 đoàn viên", "kết nạp mới {{ value }}", "kết nạp mới đoàn viên | 20 đoàn viên"),
            (
                "20 đoàn viên",
                "phát triển đoàn viên {{ value }}",
                "phát triển đoàn viên | 20 đoàn viên",
            ),
            ("từ 95% trở lên", "{{ value }} tổ vững mạnh", "tổ vững mạnh | từ 95% trở lên"),
        ] {
            assert_eq!(cells(value, text), expected);
        }
    }
}
