//! What stands around a paper's contents, as words: who issues it, its number and day,
//! who signs, where it is kept.

use crate::dossier::{
    AidList, Dossier, ElectedAt, Election, Envelope, Letter, Level, Status, TargetsAs,
};
use crate::paper::{Paper, PaperHead};
use crate::regime::Regime;
use crate::source::Segment;
use crate::usage::Usage;
use crate::vietnamese::{NO_BREAK, PartialDate, bound, upper};

use super::super::{names, sentence};

/// Who stands at the head of a congress's paper.
enum Head {
    Congress,
    /// A board of the congress, below it.
    Board(String),
    /// A meeting of this body, after the congress.
    Meeting(&'static str),
}

/// A paper with all that its surroundings follow from.
pub struct Form<'a> {
    pub dossier: &'a Dossier,
    pub usage: &'a Usage,
    pub regime: &'a Regime,
    pub paper: &'a Paper,
    pub envelope: &'a Envelope,
    pub status: Status,
    /// The number of rows in the table of figures.
    pub figure_rows: usize,
    /// The congress board that issues the paper.
    pub body: Option<String>,
}

impl Form<'_> {
    fn issued(&self) -> bool {
        self.status == Status::Issued
    }

    pub fn author(&self) -> String {
        self.dossier.organization.name.as_ref().map(|n| n.0.clone()).unwrap_or_default()
    }

    pub fn parent(&self) -> Vec<String> {
        if self.regime.wording.congress_issues {
            match self.head() {
                Head::Board(_) => return names::congress_header(self.dossier, self.usage),
                Head::Meeting(_) => return Vec::new(),
                // In the regimes of the Party and the Youth Union it stands below the
                // superior.
                Head::Congress => {}
            }
        }
        match &self.dossier.organization.parent {
            Some(parent) if self.regime.wording.has_parent => {
                names::header(parent.name.as_deref(), &parent.header_lines)
            }
            _ => Vec::new(),
        }
    }

    pub fn issuer(&self) -> Vec<String> {
        if self.regime.wording.congress_issues {
            return match self.head() {
                Head::Congress => names::congress_header(self.dossier, self.usage),
                Head::Board(body) => vec![bound(&upper(&body))],
                Head::Meeting(body) => names::meeting_header(self.dossier, self.usage, body),
            };
        }
        let organization = &self.dossier.organization;
        names::header(organization.name.as_deref(), &organization.header_lines)
    }

    /// Where the paper's item stands in a list of this name.
    fn item_of(&self, name: &str) -> Option<usize> {
        match self.paper.part.as_ref()?.path.segments() {
            [Segment::Key(list), Segment::Index(at)] if list == name => Some(*at),
            _ => None,
        }
    }

    /// The election that the paper is about, of those that go by the list of elections.
    pub fn election(&self) -> Option<&'_ Election> {
        self.dossier.elections.get(self.item_of("elections")?)
    }

    /// The list to be signed that the paper is.
    pub fn aid_list(&self) -> Option<&'_ AidList> {
        self.dossier.aid_lists.get(self.item_of("aid_lists")?)
    }

    /// The letter that the paper is.
    pub fn letter(&self) -> Option<&'_ Letter> {
        self.dossier.letters.get(self.item_of("letters")?)
    }

    /// The body that issues the paper of a meeting: the congress, one of its boards, or the
    /// committee that it elected.
    fn head(&self) -> Head {
        let election = self.election();
        if self.paper.head == Some(PaperHead::Committee)
            || election.is_some_and(Election::is_by_committee)
        {
            let inspectors = election.is_some_and(|e| e.at == Some(ElectedAt::Inspectors));
            return Head::Meeting(if inspectors {
                "Ủy ban Kiểm tra"
            } else {
                "Ban Chấp hành"
            });
        }
        match &self.body {
            Some(body) => Head::Board(body.clone()),
            None => Head::Congress,
        }
    }

    /// Whether one of the presidium signs the tellers' minutes beside them.
    pub fn presidium_countersigns(&self) -> bool {
        self.usage.election.as_ref().is_some_and(|election| election.presidium_countersigns)
    }

    fn symbol(&self) -> String {
        if let Some(symbol) = &self.envelope.symbol {
            return symbol.0.clone();
        }
        let own = self.dossier.organization.symbol.as_ref().map_or("…", |s| &s.0);
        // A letter (công văn) has no type.
        if self.paper.abbreviation.is_empty() {
            return own.to_owned();
        }
        format!("{}{}{own}", self.paper.abbreviation, self.regime.wording.symbol_mark())
    }

    /// `Số: 05/BC-CĐCS`; the number is blank until the paper is issued.
    pub fn number(&self) -> Option<String> {
        let wording = &self.regime.wording;
        if !wording.has_number {
            return None;
        }
        let number = match (&self.envelope.number, self.issued()) {
            (Some(number), true) => match number.0.parse::<u32>() {
                Ok(n) => format!("{n:0width$}", width = wording.number_digits),
                Err(_) => number.0.clone(),
            },
            (_, false) if self.status == Status::ForSignature => NO_BREAK.to_string().repeat(6),
            _ => "…".to_owned(),
        };
        let mark = wording.symbol_mark();
        let (kind, own) = match self.symbol().split_once(mark) {
            Some((kind, own)) => (kind.to_owned(), own.to_owned()),
            None => (self.symbol(), String::new()),
        };
        let mut pattern = wording.number_pattern.clone();
        if own.is_empty() {
            pattern = pattern.replace(&format!("{mark}{{symbol}}"), "");
        }
        let line =
            pattern.replace("{number}", &number).replace("{type}", &kind).replace("{symbol}", &own);
        Some(format!("{}{line}", wording.number_prefix).replace(' ', &NO_BREAK.to_string()))
    }

    /// The number as cited in an annex: `số 05/BC-CĐCS`.
    pub fn number_reference(&self) -> Option<String> {
        let line = self.number()?;
        let prefix = self.regime.wording.number_prefix.replace(' ', &NO_BREAK.to_string());
        Some(format!("số{NO_BREAK}{}", line.strip_prefix(&prefix).unwrap_or(&line)))
    }

    /// `Hà Nội, ngày 05 tháng 01 năm 2026`. Until a paper is issued its day
    /// stays blank, unless it is dated by the meeting.
    pub fn place_date(&self, date: Option<PartialDate>) -> Option<String> {
        if !self.regime.wording.has_place_date {
            return None;
        }
        let place = self.envelope.place.as_ref().or(self.dossier.organization.place.as_ref());
        let place = place.map_or("…", |p| &p.0);
        Some(format!("{place}, {}", self.date_line(date)))
    }

    /// `ngày 05 tháng 01 năm 2026`, for the letterhead and the annexes.
    pub fn date_line(&self, date: Option<PartialDate>) -> String {
        let fixed = self.paper.dated_by_event && self.envelope.date.is_none();
        let shown = match date {
            Some(date) if self.issued() || fixed => Some(date),
            Some(date) => PartialDate::of_day(None, date.month(), date.year()).ok(),
            None => PartialDate::of_day(None, None, self.likely_year()).ok(),
        };
        let line = shown.map_or_else(
            || format!("ngày{NO_BREAK}…{NO_BREAK}tháng{NO_BREAK}…{NO_BREAK}năm{NO_BREAK}…"),
            PartialDate::long,
        );
        match self.status {
            // A clean copy needs room for the pen instead of dots.
            Status::ForSignature => line.replace('…', &NO_BREAK.to_string().repeat(6)),
            _ => line,
        }
    }

    /// The year printed in a blank date: the meeting's, if known.
    fn likely_year(&self) -> Option<u16> {
        let congress = self.dossier.congress.as_ref().and_then(|c| c.date);
        let event = self.dossier.event.as_ref().and_then(|e| e.date);
        let meeting = if self.regime.wording.congress_issues { congress } else { event };
        meeting.and_then(|d| d.last().year())
    }

    /// `DỰ THẢO LẦN 2 (20/11/2025)`
    pub fn draft_mark(&self) -> Option<String> {
        if self.status != Status::Draft {
            return None;
        }
        let number = self.envelope.draft_number.or(self.dossier.draft_number);
        let date = self.envelope.draft_date.or(self.dossier.draft_date);
        let mut mark = "DỰ THẢO".to_owned();
        if let Some(number) = number {
            mark += &format!(" LẦN{NO_BREAK}{}", number.0);
        }
        if let Some(date) = date {
            mark += &format!(" ({})", date.short());
        }
        Some(mark)
    }

    pub fn archive(&self) -> String {
        match &self.envelope.archive {
            Some(archive) if archive.starts_with("Lưu") => archive.0.clone(),
            Some(archive) => format!("{}{}", self.regime.wording.archive_word, archive.0),
            None if self.is_base() => self.regime.wording.archive.clone(),
            None => self.regime.wording.archive_above.clone(),
        }
    }

    /// Whether it is a base body or a part of one; it is taken for one where its
    /// level isn't told.
    fn is_base(&self) -> bool {
        self.dossier.organization.level.is_none_or(Level::is_base)
    }

    pub fn bases(&self) -> Vec<String> {
        self.envelope.bases.iter().map(|base| legal_basis(&sentence::citation(base))).collect()
    }

    pub fn on_behalf(&self) -> Vec<String> {
        let own = self.envelope.signature.as_ref().map(|s| &s.on_behalf.0);
        match own {
            Some(lines) if !lines.is_empty() => lines.iter().map(|l| bound(l)).collect(),
            _ => {
                let own = &self.dossier.organization;
                let signs = &*self.usage.rank(own.level).signs;
                let body = match own.has_standing_committee.map(|f| f.0) {
                    // A team has no committee.
                    _ if own.is_team() => "Tổ công đoàn",
                    Some(true) => "Ban Thường vụ",
                    Some(false) => signs,
                    // Papers of a base body are its committee's; above that level the signer
                    // must be stated.
                    None if self.is_base() || self.status != Status::Draft => signs,
                    None => "Ban …",
                };
                vec![format!("{}{body}", self.regime.wording.on_behalf)]
            }
        }
    }

    pub fn post(&self) -> Option<String> {
        self.envelope.signature.as_ref()?.post.as_ref().map(|p| bound(p))
    }

    pub fn signer(&self) -> Option<String> {
        self.envelope.signature.as_ref()?.name.as_ref().map(|n| n.replace(' ', "\u{a0}"))
    }

    pub fn targets_as(&self) -> &'static str {
        self.envelope.targets_as.unwrap_or(TargetsAs::List).word()
    }

    /// Whether the paper is made after the meeting and may contain what was requested there.
    pub fn after_event(&self) -> bool {
        self.envelope.stage == Some(crate::dossier::Stage::After)
    }
}

/// A legal basis, beginning with the word *Căn cứ*.
fn legal_basis(citation: &str) -> String {
    let opened = ["Căn cứ", "Thực hiện", "Theo", "Xét", "Trên cơ sở"];
    if opened.iter().any(|word| citation.starts_with(word)) {
        citation.to_owned()
    } else {
        format!("Căn cứ {citation}")
    }
}
