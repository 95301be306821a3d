//! The parts around the text: issuing body, number and date, recipients, the signature.

use crate::dossier::OrganizationKind;
use crate::source::{Part, Value};
use crate::vietnamese::{PartialDate, capitalize_first, lower};

use super::super::parts::{Content, Parts, bare, flat, one_line};
use super::names;
use super::occasion::Occasion;
use super::prose::{Prose, comment, escaped};

type Fields = Vec<(String, Part)>;

fn text(key: &str, value: impl Into<String>) -> (String, Part) {
    (key.to_owned(), Part::text(value))
}

/// The union that issues the paper.
pub fn organization(parts: &Parts<'_>, texts: &[String]) -> Part {
    let head = &parts.letterhead;
    let issuer: Vec<String> = head.issuer.iter().map(|line| line.printed()).collect();
    let name = names::written(&names::union_of(&issuer.join(" ")), texts);
    let mut fields: Fields = Vec::new();
    fields.push((
        "name".to_owned(),
        if name.is_empty() { Part::default() } else { Part::text(name.clone()) },
    ));
    if let Some(short) = short_name(&name, texts) {
        fields.push(text("short_name", short));
    }
    if issuer.len() > 1 && !flat(&issuer[0]).starts_with("dai hoi") {
        fields.push(("header_lines".to_owned(), lines(&issuer)));
    }
    if let Some(number) = &head.number {
        // BC-CĐCS; the Party's and the Youth Union's way is BC/CB.
        let own = number.symbol.rsplit_once(['-', '/']);
        let own = own.map_or(number.symbol.as_str(), |(_, own)| own);
        fields.extend((!own.is_empty()).then(|| text("symbol", own)));
    }
    fields.extend(level(&flat(&name)).map(|level| text("level", level)));
    if let Some(date) = &head.date {
        fields.extend((!date.place.is_empty()).then(|| text("place", date.place.clone())));
    }
    if let Some(parent) = parent(parts, texts) {
        fields.push(("parent".to_owned(), parent));
    }
    Part { above: vec![String::new()], ..Part::new(Value::Map(fields)) }
}

/// The parent body: the letterhead's, else the first recipient that is one.
fn parent(parts: &Parts<'_>, texts: &[String]) -> Option<Part> {
    let lines: Vec<String> = parts.letterhead.parent.iter().map(|line| line.printed()).collect();
    if lines.is_empty() {
        let recipients = parts.closing.recipients.iter().map(|line| recipient(&line.printed()));
        let found = recipients
            .map(|r| r.split('(').next().unwrap_or_default().trim().to_owned())
            .find(|r| {
                let flat = flat(r);
                [
                    "cong doan xa",
                    "cong doan phuong",
                    "cong doan dac khu",
                    "cong doan nganh",
                    "lien doan lao dong",
                ]
                .iter()
                .any(|word| flat.starts_with(word))
            });
        return found.map(Part::text);
    }
    let name = names::written(&names::union_of(&lines.join(" ")), texts);
    if lines.len() == 1 {
        return Some(Part::text(name));
    }
    let fields = vec![text("name", name), ("header_lines".to_owned(), self::lines(&lines))];
    Some(Part::new(Value::Map(fields)))
}

fn lines(lines: &[String]) -> Part {
    Part::new(Value::List(lines.iter().map(|line| Part::text(line.as_str())).collect()))
}

/// The level shown by a union's name, if any.
fn level(name: &str) -> Option<&'static str> {
    const LEVELS: [(&str, &str); 17] = [
        ("to cong doan", "tổ"),
        ("cong doan bo phan", "bộ phận"),
        ("cong doan co so thanh vien", "cơ sở thành viên"),
        ("cong doan xa", "xã, phường, đặc khu"),
        ("cong doan phuong", "xã, phường, đặc khu"),
        ("cong doan dac khu", "xã, phường, đặc khu"),
        ("lien doan lao dong", "tỉnh, ngành trung ương và tương đương"),
        ("tong lien doan", "trung ương"),
        ("cong doan tap doan", "tập đoàn, tổng công ty"),
        ("cong doan tong cong ty", "tập đoàn, tổng công ty"),
        ("cong doan co so", "cơ sở"),
        ("cong doan cong ty", "cơ sở"),
        ("cong doan truong", "cơ sở"),
        ("cong doan benh vien", "cơ sở"),
        ("cong doan nha may", "cơ sở"),
        ("cong doan xi nghiep", "cơ sở"),
        ("cong doan trung tam", "cơ sở"),
    ];
    LEVELS.iter().find(|(start, _)| name.starts_with(start)).map(|(_, level)| *level)
}

/// What the text calls the union, where it does: *Công đoàn Công ty*.
fn short_name(name: &str, texts: &[String]) -> Option<String> {
    let rest = name.strip_prefix("Công đoàn cơ sở ").or_else(|| name.strip_prefix("Công đoàn "))?;
    let words: Vec<&str> = rest.split(' ').take(2).collect();
    let first = words.join(" ");
    let short = format!("Công đoàn {first}");
    let usual =
        ["Công ty", "Bệnh viện", "Nhà máy", "Xí nghiệp", "Trung tâm", "Cơ quan", "Nhà trường"];
    let used = texts.iter().any(|text| text.contains(&short));
    (usual.contains(&first.as_str()) && used && short != name).then_some(short)
}

/// A recipient without dash and closing mark.
fn recipient(line: &str) -> String {
    bare(&one_line(line)).trim_end_matches([';', '.', ',']).trim().to_owned()
}

/// The paper's name among those of its dossier.
pub fn paper(parts: &Parts<'_>, kind: Occasion) -> &'static str {
    use OrganizationKind::{Party, Youth};
    let title = parts.title.kind_text().map(|kind| flat(&kind)).unwrap_or_default();
    let whose = parts.letterhead.whose();
    let is_resolution = title.starts_with("nghi quyet");
    match (kind, whose) {
        (Occasion::Congress, Some(Party)) if is_resolution => return "party_resolution",
        (Occasion::Congress, Some(Party)) => return "party_political_report",
        (Occasion::Congress, Some(Youth)) if is_resolution => return "youth_resolution",
        (Occasion::Congress, Some(Youth)) => return "youth_congress_report",
        (_, Some(Party)) => return "party_annual_report",
        (_, Some(Youth)) => return "youth_annual_report",
        _ => {}
    }
    match kind {
        Occasion::Congress if title.starts_with("nghi quyet") => "resolution",
        Occasion::Congress => "congress_report",
        Occasion::YearReview if !parts.addressees.is_empty() => "unit_report",
        Occasion::YearReview => "annual_report",
        Occasion::HalfYearReview => "half_year_report",
    }
}

/// A kind of paper that is more than a word or two: *Báo cáo chính trị*. It is printed in
/// capitals, and stands in sentences in small letters.
fn title(parts: &Parts<'_>) -> Option<(String, Part)> {
    let title = parts.title.kind_text().filter(|title| title.split(' ').count() > 2)?;
    let is_upper = !title.chars().any(char::is_lowercase);
    Some(text("title", if is_upper { capitalize_first(&lower(&title)) } else { title }))
}

/// The envelope of the paper.
pub fn envelope(parts: &Parts<'_>, beyond: &mut Vec<String>) -> Part {
    let mut fields: Fields = Vec::new();
    fields.extend(title(parts));
    let subject = parts.title.subject_text();
    if !subject.is_empty() {
        fields.push(text("subject", escaped(&subject)));
    }
    if let Some(number) = &parts.letterhead.number {
        fields.push((
            "number".to_owned(),
            match &number.number {
                Some(number) => Part::text(number.as_str()),
                None => Part {
                    beside: Some("# để trống trong tệp Word".to_owned()),
                    ..Part::default()
                },
            },
        ));
        if !number.symbol.is_empty() && !is_usual(&number.symbol) {
            fields.push(text("symbol", number.symbol.clone()));
        }
    }
    if let Some(date) = date(parts) {
        fields.push(date);
    }
    let addressees: Vec<String> =
        parts.addressees.iter().map(|line| recipient(&line.printed())).collect();
    match addressees.as_slice() {
        [] => {}
        [one] => fields.push(text("addressee", one.as_str())),
        several => fields.push(("addressee".to_owned(), lines(several))),
    }
    fields.extend(opening(parts, beyond));
    if !parts.last.is_empty() {
        let last: Vec<String> = parts.last.iter().map(|passage| passage.text.clone()).collect();
        let last = last.join(" ");
        let mut prose = Prose::default();
        prose.phrases = super::figures::of(&last);
        let last = last.trim_end().trim_end_matches("./.").to_owned();
        let closing = Part { above: prose.offers(), ..Part::text(escaped(&last)) };
        fields.push(("closing".to_owned(), closing));
    }
    signature(parts, &mut fields);
    let recipients: Vec<String> =
        parts.closing.recipients.iter().map(|line| recipient(&line.printed())).collect();
    if !recipients.is_empty() {
        fields.push(("recipients".to_owned(), lines(&recipients)));
    }
    if let Some(archive) = &parts.closing.archive {
        let archive = recipient(&archive.printed());
        let archive = archive.trim_start_matches("Lưu").trim_start_matches([':', ' ']).to_owned();
        fields.extend((!archive.is_empty()).then(|| text("archive", archive)));
    }
    Part::new(Value::Map(fields))
}

/// Says that targets are printed as a table, as the file has them.
pub fn with_table_of_targets(envelope: &mut Part) {
    if let Value::Map(fields) = &mut envelope.value {
        fields.push(text("targets_as", "bảng"));
    }
}

/// Adds the annexes of the file that the dossier has data of.
pub fn add_annexes(envelope: &mut Part, annexes: &[&str]) {
    let is_first = |at: &usize| !annexes[..*at].contains(&annexes[*at]);
    let names: Vec<&str> = (0..annexes.len()).filter(is_first).map(|at| annexes[at]).collect();
    if let (Value::Map(fields), false) = (&mut envelope.value, names.is_empty()) {
        let names = names.into_iter().map(Part::text).collect();
        fields.push(("annexes".to_owned(), Part::new(Value::List(names))));
    }
}

/// Whether a symbol is in the default form of the Party and the Youth Union, BC/CB.
fn is_usual(symbol: &str) -> bool {
    let parts: Vec<&str> = symbol.split('/').collect();
    matches!(parts.as_slice(), ["BC" | "NQ", own] if !own.is_empty())
}

/// The date in the format of a dossier; a blank one stays unknown.
fn date(parts: &Parts<'_>) -> Option<(String, Part)> {
    let date = parts.letterhead.date.as_ref()?;
    let number = |text: &Option<String>| {
        text.as_ref()
            .and_then(|text| text.parse::<u32>().ok())
            .map_or("…".to_owned(), |n| n.to_string())
    };
    let year = date.year.as_ref()?;
    let written = format!("{}/{}/{year}", number(&date.day), number(&date.month));
    let is_blank = date.day.is_none() && date.month.is_none();
    // An invalid date is left for a person to correct.
    if is_blank || PartialDate::parse(&written).is_err() {
        let beside = Some(comment(&format!("trong tệp Word: {}", date.line.text)));
        return Some(("date".to_owned(), Part { beside, ..Part::default() }));
    }
    Some(text("date", written))
}

/// Legal bases, and the other contents before the first heading.
fn opening(parts: &Parts<'_>, beyond: &mut Vec<String>) -> Fields {
    let mut fields = Fields::new();
    let mut bases = Vec::new();
    let mut prose = Prose::default();
    for content in &parts.opening {
        match content {
            Content::Paragraph(passage) => {
                let flat = flat(&passage.text);
                let is_basis = flat.starts_with("can cu")
                    && passage.text.trim_end().ends_with([';', ',', '.'])
                    && passage.text.chars().count() < 400
                    && !flat.contains("bao cao nhu sau");
                let is_alone = parts.opening.len() == 1;
                if is_basis && !is_alone {
                    let basis = passage.text.trim_end_matches([';', ',', '.']);
                    bases.push(Part::text(basis));
                } else if !matches!(flat.trim_end_matches([':', ' ']), "quyet nghi" | "quyet dinh")
                {
                    prose.passage(passage);
                }
            }
            Content::Table(data) => prose.table(data),
        }
    }
    if !bases.is_empty() {
        fields.push(("bases".to_owned(), Part::new(Value::List(bases))));
    }
    beyond.append(&mut prose.beyond);
    if let Some(part) = prose.part() {
        fields.push(("opening".to_owned(), part));
    }
    fields
}

fn signature(parts: &Parts<'_>, fields: &mut Fields) {
    let Some(signer) = parts.closing.signers.last() else { return };
    let mut own: Fields = Vec::new();
    let mut behalf: Vec<String> = signer.on_behalf.iter().map(|line| line.printed()).collect();
    behalf.extend(signer.for_whom.iter().map(|line| line.printed()));
    match behalf.as_slice() {
        [] => {}
        [one] => own.push(text("on_behalf", one.as_str())),
        several => own.push(("on_behalf".to_owned(), lines(several))),
    }
    own.extend(signer.post.as_ref().map(|post| text("post", post.printed())));
    own.push((
        "name".to_owned(),
        match &signer.name {
            Some(name) => Part::text(name.printed()),
            None => Part::default(),
        },
    ));
    let mut above = Vec::new();
    for other in &parts.closing.signers[..parts.closing.signers.len() - 1] {
        let lines =
            other.on_behalf.iter().chain(&other.for_whom).chain(&other.post).chain(&other.name);
        let words: Vec<String> = lines.map(|line| line.printed()).collect();
        above.push(comment(&format!("Người ký khác: {}", words.join(", "))));
    }
    fields.push(("signature".to_owned(), Part { above, ..Part::new(Value::Map(own)) }));
}
