//! Names that papers build from the dossier: of the congress, its committee, the term, the
//! period.

mod congress;
mod period;

use minijinja::Value;

use crate::dossier::{Congress, Dossier, ElectedBody, Election, PeriodType, TellersTitle};
use crate::usage::{Rank, Usage};
use crate::vietnamese::{NO_BREAK, bound, fold, lower_first, upper};

use super::values::unknown;

use congress::bare_name;

/// All names, for templates under `names`. A name that can't be built is unknown.
pub(super) fn build(dossier: &Dossier, usage: &Usage) -> Value {
    let names = Names { dossier, usage };
    let entries: Vec<(&str, Option<String>)> = vec![
        ("organization", names.organization()),
        ("short", names.short()),
        ("meeting", Some(names.meeting().to_owned())),
        ("attendees", Some(names.attendees().to_owned())),
        ("committee", Some(names.committee().to_owned())),
        ("subject", Some(names.subject().to_owned())),
        ("statute", Some(usage.words.statute.clone())),
        ("head", Some(usage.words.head.clone())),
        ("approve", Some(usage.words.approve.clone())),
        ("approver", names.approver()),
        ("review_title", Some(names.review_title().to_owned())),
        ("meeting_title", Some(names.meeting_title())),
        ("direction", Some(names.direction().to_owned())),
        ("review", names.review().map(str::to_owned)),
        ("congress", names.congress()),
        ("congress_full", names.congress_full()),
        ("congress_label", names.congress_label()),
        ("term", names.term()),
        ("old_term", Some(names.old_term())),
        ("old_congress", names.old_congress()),
        ("old_committee", names.old_committee()),
        ("old_committee_title", Some(names.old_committee_title())),
        ("new_committee", Some(names.new_committee())),
        ("new_committee_full", Some(names.of_new_term(names.committee()))),
        ("tellers", Some(names.tellers().to_owned())),
        ("period", names.period()),
        ("next_period", names.next_period()),
    ];
    Value::from_pairs(
        entries
            .into_iter()
            .map(|(key, name)| (key.to_owned(), name.map_or_else(unknown, Value::from))),
    )
}

/// The lines of the issuing body in a congress's letterhead: its own name, if the dossier
/// gives one, else the kind of congress before the union's name.
pub(super) fn congress_header(dossier: &Dossier, usage: &Usage) -> Vec<String> {
    let names = Names { dossier, usage };
    let title = upper(&names.congress_title());
    let congress = names.the_congress();
    let own = congress.and_then(|c| c.name.as_deref().map(|name| bare_name(name, c)));
    let lines = &dossier.organization.header_lines;
    let mut header: Vec<String> = match (own, lines.split_first()) {
        (Some(own), _) => vec![upper(own)],
        (None, Some((first, rest))) => std::iter::once(format!("{title} {}", upper(first)))
            .chain(rest.iter().map(|line| upper(line)))
            .collect(),
        (None, None) => names
            .organization()
            .map(|name| format!("{title} {}", upper(&name)))
            .into_iter()
            .collect(),
    };
    // Two lines, without the comma: one line is too narrow for both.
    header.extend(names.congress_label_parts().iter().map(|part| upper(part)));
    header.iter().map(|line| bound(line)).collect()
}

/// The lines for a meeting of the new committee, or of the inspectors, in a letterhead after
/// the congress.
pub(super) fn meeting_header(dossier: &Dossier, usage: &Usage, body: &str) -> Vec<String> {
    let names = Names { dossier, usage };
    let organization = &dossier.organization;
    let mut header = vec![bound(&upper(&format!("Hội nghị {body}")))];
    header.extend(self::header(organization.name.as_deref(), &organization.header_lines));
    // Two lines, without the comma: one line is too narrow for both.
    header.extend(names.new_term_parts().iter().map(|part| bound(&upper(part))));
    header
}

/// The lines of a body's name in a letterhead.
pub(super) fn header(name: Option<&str>, lines: &[crate::dossier::Text]) -> Vec<String> {
    if lines.is_empty() {
        name.map(|name| bound(&upper(name))).into_iter().collect()
    } else {
        lines.iter().map(|line| bound(&upper(line))).collect()
    }
}

/// Builder of the names of one dossier.
pub(super) struct Names<'a> {
    pub dossier: &'a Dossier,
    pub usage: &'a Usage,
}

impl Names<'_> {
    fn rank(&self) -> &Rank {
        self.usage.rank(self.dossier.organization.level)
    }

    /// The union's name; if unknown, a draft shows a hole and any other paper can't be made.
    fn organization(&self) -> Option<String> {
        let name = self.dossier.organization.name.as_ref();
        Some(name.map_or_else(|| "…".to_owned(), |n| n.0.clone()))
    }

    pub(super) fn short(&self) -> Option<String> {
        let short = self.dossier.organization.short_name.as_ref().map(|n| n.0.clone());
        short.or_else(|| self.organization())
    }

    /// The superior's body that confirms an election: `Ban Thường vụ Đảng ủy xã …`. A Party
    /// organisation (đảng bộ) acts through its committee (đảng ủy).
    fn approver(&self) -> Option<String> {
        let superior = self.dossier.organization.parent.as_ref()?.name.as_deref()?;
        let committee = superior.strip_prefix("Đảng bộ").map(|rest| format!("Đảng ủy{rest}"));
        Some(format!("Ban Thường vụ {}", committee.as_deref().unwrap_or(superior)))
    }

    /// What an election elects, by the organisation's own words for its committee and posts.
    pub(super) fn elects(&self, election: &Election) -> Option<ElectedBody> {
        let own = || {
            let body = fold(election.body.as_deref()?);
            let head = fold(&self.usage.words.head);
            let post = body.strip_prefix("phó ").unwrap_or(&body);
            match () {
                () if body.starts_with(&fold(&self.rank().committee)) => {
                    Some(ElectedBody::Committee)
                }
                () if post.starts_with(&head) => Some(ElectedBody::Officers),
                () => None,
            }
        };
        election.elects().or_else(own)
    }

    fn the_congress(&self) -> Option<&Congress> {
        self.dossier.congress.as_ref()
    }

    /// The term for a base union: the dossier's abbreviation if it has one, so that generated
    /// sentences don't mix both.
    pub(super) fn base_union(&self) -> &str {
        const FULL: &str = "công đoàn cơ sở";
        let mut abbreviations = self.dossier.abbreviations.iter();
        let short = abbreviations.find(|(_, full)| full.trim().to_lowercase() == FULL);
        short.map_or(FULL, |(short, _)| short)
    }

    /// The meeting that reviews a period's work, if the dossier has one.
    fn review(&self) -> Option<&'static str> {
        let name = self.dossier.event.as_ref()?.name.as_deref()?;
        ["Hội nghị tổng kết", "Hội nghị sơ kết"].into_iter().find(|kind| name.starts_with(kind))
    }

    /// The title of the part on the coming term: `Chỉ tiêu, phương hướng` if only targets are
    /// known.
    fn direction(&self) -> &'static str {
        let d = &self.dossier.direction;
        let told = d.goal.is_some()
            || d.orientation.is_some()
            || !d.tasks.is_empty()
            || !d.key_tasks.is_empty();
        match d.targets.is_empty() || told {
            true => "Mục tiêu, phương hướng, nhiệm vụ",
            false => "Chỉ tiêu, phương hướng",
        }
    }

    pub(super) fn term(&self) -> Option<String> {
        let term = self.the_congress()?.term?;
        Some(format!("nhiệm kỳ {}", term))
    }

    /// The reported span: `giai đoạn 2021 - 2023`, `nhiệm kỳ 2017 - 2022`, or `nhiệm kỳ qua`
    /// if the years aren't known; a new union reports on the time since its founding.
    fn old_term(&self) -> String {
        let previous = self.dossier.previous_term.as_ref();
        if let Some(span) = previous.and_then(|p| p.span) {
            return format!("giai đoạn {}", span);
        }
        if let Some(term) = previous.and_then(|p| p.term) {
            return format!("nhiệm kỳ {}", term);
        }
        let since = |p: &crate::dossier::Period| p.r#type == Some(PeriodType::SinceFounding);
        if self.dossier.period.as_ref().is_some_and(since) {
            return "từ khi thành lập".to_owned();
        }
        "nhiệm kỳ qua".to_owned()
    }

    /// `Đại hội lần thứ VIII`
    fn old_congress(&self) -> Option<String> {
        let ordinal = self.dossier.previous_term.as_ref()?.ordinal?;
        Some(format!("Đại hội lần thứ{NO_BREAK}{}", ordinal.roman()))
    }

    /// `Ban Chấp hành Công đoàn … khóa VIII`
    fn old_committee(&self) -> Option<String> {
        Some(self.old_committee_of(&format!(" {}", self.organization()?)))
    }

    /// The same where the union is clear from context: `Ban Chấp hành khóa VIII`.
    pub(super) fn old_committee_title(&self) -> String {
        self.old_committee_of("")
    }

    /// The name used by the dossier: `Ban Chấp hành lâm thời`.
    fn old_committee_of(&self, whose: &str) -> String {
        let previous = self.dossier.previous_term.as_ref();
        let own = previous.and_then(|p| p.committee.as_deref());
        if self.dossier.organization.is_team() {
            // A team has no committee: the team itself or its leaders report.
            return match own {
                Some(own) => format!("{own}{whose}"),
                None if whose.is_empty() => "Tổ công đoàn".to_owned(),
                None => whose.trim().to_owned(),
            };
        }
        let rank = self.rank();
        let name = own.unwrap_or(&rank.committee);
        let ordinal = previous.and_then(|p| p.ordinal).filter(|_| rank.committee_numbered);
        let term = previous.and_then(|p| p.term).filter(|_| !rank.committee_numbered);
        match (ordinal, term) {
            (Some(ordinal), _) => format!("{name}{whose} khóa{NO_BREAK}{}", ordinal.roman()),
            (None, Some(term)) => format!("{name}{whose} nhiệm kỳ {term}"),
            (None, None) => format!("{name}{whose}"),
        }
    }

    /// The subject of its reports: the dossier's wording, else the customary one.
    fn subject(&self) -> &str {
        let own = self.dossier.period.as_ref().and_then(|p| p.subject.as_deref());
        own.unwrap_or(&self.usage.words.subject)
    }

    /// The term for the groups in which members meet.
    pub(super) fn teams(&self) -> String {
        let own = self.usage.membership.get("teams").map(|teams| lower_first(teams));
        own.unwrap_or_else(|| "tổ công đoàn, công đoàn bộ phận".to_owned())
    }

    /// The leading body: the committee, or a team's leaders.
    pub(super) fn committee(&self) -> &str {
        match self.dossier.organization.is_team() {
            true => "Tổ trưởng, Tổ phó",
            false => &self.rank().committee,
        }
    }

    /// `Ban Chấp hành khóa IX, nhiệm kỳ 2023 - 2028`; for a team its leaders.
    pub(super) fn new_committee(&self) -> String {
        if self.dossier.organization.is_team() {
            let term = self.term().map(|term| format!(" {term}")).unwrap_or_default();
            return format!("{}{term}", self.committee());
        }
        let term = self.new_term().map(|term| format!(" {term}")).unwrap_or_default();
        format!("{}{term}", self.rank().committee)
    }

    /// `khóa IX, nhiệm kỳ 2023 - 2028`
    fn new_term(&self) -> Option<String> {
        let label = self.new_term_parts();
        (!label.is_empty()).then(|| label.join(", "))
    }

    fn new_term_parts(&self) -> Vec<String> {
        let congress = self.the_congress();
        let ordinal = congress.and_then(|c| c.committee_ordinal.or(c.ordinal));
        let ordinal = ordinal.filter(|_| self.rank().committee_numbered);
        let ordinal = ordinal.map(|o| format!("khóa{NO_BREAK}{}", o.roman()));
        ordinal.into_iter().chain(self.term()).collect()
    }

    /// A body of the union in the coming term: `Ban Chấp hành Công đoàn … khóa IX, nhiệm kỳ
    /// 2023 - 2028`.
    pub(super) fn of_new_term(&self, body: &str) -> String {
        let organization = self.organization().unwrap_or_default();
        let whole = [Some(without_overlap(body, &organization).to_owned()), Some(organization)];
        let whole = whole.into_iter().chain([self.new_term()]).flatten();
        whole.collect::<Vec<_>>().join(" ")
    }

    /// The term for those who run the elections.
    pub(super) fn tellers(&self) -> &'static str {
        let own = self.dossier.bodies.as_ref().and_then(|bodies| bodies.tellers_title);
        own.unwrap_or(TellersTitle::Tellers).word()
    }
}

/// A body without the words with which the name of the organisation behind it opens:
/// `Bí thư Chi bộ` before `Chi bộ thôn …` is `Bí thư`.
fn without_overlap<'a>(body: &'a str, organization: &str) -> &'a str {
    let starts = body.match_indices(' ').map(|(at, _)| (at, body[at..].trim_start()));
    let overlap = |(_, tail): &(usize, &str)| {
        let rest = organization.strip_prefix(tail);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    starts.into_iter().find(overlap).map_or(body, |(at, _)| &body[..at])
}

#[cfg(test)]
impl<'a> Names<'a> {
    /// The names of a dossier according to the built-in usage.
    pub(super) fn of_built_in(dossier: &'a Dossier) -> Self {
        use crate::built_in::TemplateFolder;
        use crate::usage::Usages;
        static USAGES: std::sync::OnceLock<Usages> = std::sync::OnceLock::new();
        let read = || Usages::read(&TemplateFolder::built_in()).expect("built in");
        Names { dossier, usage: USAGES.get_or_init(read).of(dossier) }
    }
}
