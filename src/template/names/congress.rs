//! Names of the congress, or of the conference held in its place.

use crate::dossier::{AttendedBy, Congress, MeetingType};
use crate::vietnamese::{NO_BREAK, Ordinal, Term, is_in_any_case};

use super::Names;

impl Names<'_> {
    /// The attendees of the congress: delegates, or every member.
    pub(in crate::template) fn attendees(&self) -> &str {
        let congress = self.the_congress();
        let everyone = congress.is_none_or(|congress| {
            let plenary = matches!(
                congress.r#type,
                None | Some(MeetingType::Congress | MeetingType::PlenaryConference)
            );
            plenary && congress.attended_by != Some(AttendedBy::Delegates)
        });
        if everyone { &self.usage.words.member } else { "đại biểu" }
    }

    /// The term for the meeting: *Đại hội* or *Hội nghị*.
    pub(in crate::template) fn meeting(&self) -> &'static str {
        if self.is_congress() { "Đại hội" } else { "Hội nghị" }
    }

    /// Whether it is a congress and not a conference in its place.
    fn is_congress(&self) -> bool {
        let kind = self.the_congress().and_then(|c| c.r#type);
        kind.is_none_or(|kind| kind == MeetingType::Congress)
    }

    /// The same with its ordinal: for a conference with the attendees, *Hội nghị đại biểu lần
    /// thứ I*.
    pub(super) fn meeting_title(&self) -> String {
        if self.is_congress() { self.meeting().to_owned() } else { self.congress_title() }
    }

    /// The kind of congress, with which its name begins: `Đại hội đại biểu`.
    pub(super) fn congress_title(&self) -> String {
        let congress = self.the_congress();
        let attended = congress.and_then(|c| c.attended_by);
        match congress.and_then(|c| c.r#type) {
            Some(MeetingType::DelegateConference) => "Hội nghị đại biểu".to_owned(),
            Some(MeetingType::PlenaryConference) => "Hội nghị toàn thể".to_owned(),
            Some(MeetingType::ExtendedCommittee) => "Hội nghị Ban Chấp hành mở rộng".to_owned(),
            Some(MeetingType::Review) => "Hội nghị".to_owned(),
            None | Some(MeetingType::Congress) => match attended {
                Some(AttendedBy::Delegates) => "Đại hội đại biểu".to_owned(),
                Some(AttendedBy::Everyone) => self.rank().plenary.clone(),
                None => "Đại hội".to_owned(),
            },
        }
    }

    /// `Đại hội đại biểu Công đoàn …`
    pub(super) fn congress(&self) -> Option<String> {
        let congress = self.the_congress()?;
        if let Some(name) = congress.name.as_deref() {
            return Some(bare_name(name, congress).to_owned());
        }
        Some(format!("{} {}", self.congress_title(), self.organization()?))
    }

    /// `lần thứ IX, nhiệm kỳ 2023 - 2028`, without what the congress's own name contains
    /// already.
    pub(super) fn congress_label(&self) -> Option<String> {
        let label = self.congress_label_parts();
        (!label.is_empty()).then(|| label.join(", "))
    }

    pub(super) fn congress_label_parts(&self) -> Vec<String> {
        let Some(congress) = self.the_congress() else { return Vec::new() };
        let named = self.congress().unwrap_or_default().to_lowercase();
        let ordinal = congress.ordinal.filter(|_| !named.contains("lần thứ"));
        let ordinal = ordinal.map(|o| format!("lần thứ{NO_BREAK}{}", o.roman()));
        let term = self.term().filter(|_| !named.contains("nhiệm kỳ"));
        [ordinal, term].into_iter().flatten().collect()
    }

    /// `Đại hội Công đoàn … lần thứ IX, nhiệm kỳ 2023 - 2028`
    pub(super) fn congress_full(&self) -> Option<String> {
        let congress = self.congress()?;
        Some(match self.congress_label() {
            Some(label) if label.starts_with("lần thứ") => format!("{congress} {label}"),
            Some(label) => format!("{congress}, {label}"),
            None => congress,
        })
    }

    pub(in crate::template) fn upper_congress(&self) -> Option<String> {
        let upper = self.dossier.upper_congress.as_ref()?;
        let mut name = upper.name.as_ref()?.0.clone();
        if let Some(ordinal) = upper.ordinal {
            name += &format!(" lần thứ{NO_BREAK}{}", ordinal.roman());
        }
        if let Some(term) = upper.term {
            name += &format!(", nhiệm kỳ {}", term);
        }
        Some(name)
    }
}

/// A congress's own name without the ordinal and the term if they agree with the dossier's:
/// these have their own lines in a letterhead.
pub(super) fn bare_name<'a>(name: &'a str, congress: &Congress) -> &'a str {
    let mut bare = name.trim_end();
    if let Some((before, term)) = split_at_last(bare, "nhiệm kỳ")
        && congress.term.is_some_and(|known| Term::parse(term) == Ok(known))
    {
        bare = before;
    }
    if let Some((before, ordinal)) = split_at_last(bare, "lần thứ")
        && congress.ordinal.is_some_and(|known| Ordinal::parse(ordinal) == Ok(known))
    {
        bare = before;
    }
    bare
}

/// The text before and after the last occurrence of these words, in any case.
fn split_at_last<'a>(text: &'a str, words: &str) -> Option<(&'a str, &'a str)> {
    let starts = text.char_indices().map(|(at, _)| at).rev();
    starts.into_iter().find_map(|at| {
        let end = at + words.len();
        let found = text.get(at..end).is_some_and(|part| is_in_any_case(part, words));
        let before = text[..at].trim_end_matches([' ', NO_BREAK, ',', '-', '–']);
        (found && !before.is_empty()).then(|| (before, text[end..].trim()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_congress_is_named_without_its_ordinal_and_term() {
        let congress: Congress =
            serde_yaml::from_str("{ordinal: X, term: 2026-2031}").expect("a congress");
        for (name, bare) in [
            (
                "Đại hội Công đoàn Công ty Lam lần thứ X, nhiệm kỳ 2026 - 2031",
                "Đại hội Công đoàn Công ty Lam",
            ),
            ("ĐẠI HỘI CÔNG ĐOÀN LAM LẦN THỨ X", "ĐẠI HỘI CÔNG ĐOÀN LAM"),
            ("Đại hội Công đoàn Lam nhiệm kỳ 2026-2031", "Đại hội Công đoàn Lam"),
            // What differs from the dossier isn't cut off.
            ("Đại hội Công đoàn Lam lần thứ IX", "Đại hội Công đoàn Lam lần thứ IX"),
            ("Đại hội lần thứ X Công đoàn Lam", "Đại hội lần thứ X Công đoàn Lam"),
        ] {
            assert_eq!(bare_name(name, &congress), bare, "{name}");
        }
    }
}
