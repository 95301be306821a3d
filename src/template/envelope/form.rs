//! The parts around a paper's contents, in words: issuing body, number and date, signer,
//! place of the file copy.

use crate::dossier::{
    AidList, CertificatePaper, Dossier, ElectedAt, Election, Envelope, Letter, Level, Millimetres,
    Scope, Secrecy, Signature, Status, TargetsAs, Urgency,
};
use crate::paper::{Paper, PaperHead};
use crate::regime::Regime;
use crate::source::Segment;
use crate::usage::Usage;
use crate::vietnamese::{NO_BREAK, PartialDate, bound, upper};

use minijinja::Value;

use super::super::values::known;
use super::super::{names, sentence};

/// The body in the letterhead of a congress's paper.
enum Head {
    Congress,
    /// A board of the congress, below it.
    Board(String),
    /// A meeting of this body, after the congress.
    Meeting(&'static str),
}

/// A paper with everything that its form depends on.
pub struct Form<'a> {
    pub dossier: &'a Dossier,
    /// The scope of the dossier that the paper prints.
    pub scope: Scope,
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

    /// The election that the paper is about, if it is made per election.
    pub fn election(&self) -> Option<&'_ Election> {
        self.dossier.elections.get(self.item_of("elections")?)
    }

    /// The aid list that the paper prints.
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

    /// Its symbol (ký hiệu): `BC-CĐCS`.
    pub fn symbol(&self) -> String {
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

    /// Who gets the paper (nơi nhận): as it is typed, else the superior, the Party committee
    /// and the units; of a congress's paper only those that are typed.
    pub fn recipients(&self) -> Vec<String> {
        let typed = &self.envelope.recipients;
        let has_own = self.regime.wording.has_recipients && typed.is_empty();
        if !has_own {
            return typed.iter().map(|line| line.0.clone()).collect();
        }
        let own = &self.dossier.organization;
        let parent = own.parent.as_ref().and_then(|body| {
            let name = body.name.as_ref()?;
            Some(body.short_name.as_ref().unwrap_or(name))
        });
        let above = match self.envelope.addressee.0.is_empty() {
            false => Some("Như trên".to_owned()),
            true => parent.map(|name| format!("{} (để b/c)", name.0)),
        };
        let party = own.party_lead.as_ref().map(|name| format!("{} (để b/c)", name.0));
        let units = own.units.as_ref().map(|name| format!("{} (để t/h)", name.0));
        [above, party, units].into_iter().flatten().collect()
    }

    /// The bodies and people that get the paper, without what for.
    pub fn readers(&self) -> Vec<String> {
        let addressed = self.envelope.addressee.0.iter().map(|body| body.0.clone());
        let listed = self.recipients().into_iter().filter(|line| {
            let line = line.to_lowercase();
            !line.starts_with("như ") && !line.starts_with("lưu")
        });
        let named = addressed.chain(listed).map(|line| {
            let name = line.split(" (").next().unwrap_or_default();
            name.trim().trim_end_matches([';', '.', ',']).to_owned()
        });
        named.filter(|name| !name.is_empty()).collect()
    }

    /// Whether the organisation is a base body or part of one; assumed if its level isn't
    /// stated.
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

    /// Who signs to the left of the signer: `on_behalf`, `post` and `name` of each.
    pub fn cosigners(&self) -> Vec<Value> {
        let one = |signature: &Signature| {
            let lines: Vec<String> = signature.on_behalf.0.iter().map(|line| bound(line)).collect();
            let post = signature.post.as_ref().map(|post| bound(post));
            let name = signature.name.as_ref().map(|name| name.replace(' ', "\u{a0}"));
            Value::from_pairs([
                ("on_behalf", Value::from(lines)),
                ("post", known(post)),
                ("name", known(name)),
            ])
        };
        self.envelope.cosigners.iter().map(one).collect()
    }

    /// How far the words of a certificate are moved on a bought form, right and down, in
    /// millimetres, as Typst.
    pub fn shift(&self) -> String {
        let certificate = self.dossier.certificate.as_ref();
        let by = |of: fn(&CertificatePaper) -> Option<Millimetres>| {
            let length = certificate.and_then(of).map(|length| length.0.decimal());
            length.map_or_else(|| "0".to_owned(), |length| length.to_string())
        };
        format!("({}, {})", by(|c| c.shift_right), by(|c| c.shift_down))
    }

    /// The marks of secrecy and urgency under the number, each a `word` with the `width` of
    /// its box by the regime's names.
    pub fn stamps(&self) -> Vec<Value> {
        let secrecy = self.envelope.secrecy.map(|secrecy| match secrecy {
            Secrecy::Secret => (secrecy.word(), "short"),
            Secrecy::HighlySecret => (secrecy.word(), "middle"),
            Secrecy::TopSecret => (secrecy.word(), "long"),
        });
        let urgency = self.envelope.urgency.map(|urgency| match urgency {
            Urgency::Urgent => (urgency.word(), "short"),
            Urgency::Flash => (urgency.word(), "middle"),
            Urgency::VeryUrgent => (urgency.word(), "long"),
        });
        let stamp = |(word, width)| Value::from_pairs([("word", word), ("width", width)]);
        secrecy.into_iter().chain(urgency).map(stamp).collect()
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
