//! What surrounds a paper's contents: letterhead, title, date, signature,
//! recipients, annexes, as templates see them under `paper`.

use minijinja::Value;

use crate::dossier::{
    AidList, Annex, Award, Dossier, ElectedAt, Election, Ending, Envelope, Kind, Level, Status,
    TargetsAs, Text, Walk,
};
use crate::error::Error;
use crate::paper::{ANNEX_ROWS, Paper, PaperHead};
use crate::prose::Names;
use crate::regime::Regime;
use crate::source::{Path, Segment};
use crate::usage::Usage;
use crate::vietnamese::{Day, NO_BREAK, PartialDate, bind, bound, roman, upper};

use super::MadeBy;
use super::awards::Awards;
use super::context::{self, Context};
use super::engine::literal;
use super::own_awards::{self, OwnAwards};
use super::people::{self, People};
use super::values::{known, unknown};
use super::votes::Votes;
use super::{
    agenda, aid, conclusions, council, elections, figures, meetings, members, membership, names,
    sentence, targets,
};

pub(super) struct Built {
    pub title: String,
    /// How a text refers to each of the annexes: `Phụ lục I kèm theo`.
    pub annexes: Vec<String>,
}

/// Rows of the table of figures that fit a report of two pages («mặc định»).
const FIGURE_ROWS: usize = 15;

pub(super) fn build(
    made_by: MadeBy<'_>,
    dossier: &Dossier,
    names: &Names<'_>,
    regime: &Regime,
    paper: &Paper,
    context: &mut Context,
) -> Result<Built, Error> {
    let MadeBy { engine, usage, .. } = made_by;
    let envelope = paper.envelope(dossier);
    let status = paper.status(dossier);
    let its_names = names::Names { dossier, usage };
    context.set("names", names::build(dossier, usage));
    let scope = match paper.prints("figures_or_annex") {
        true => figures::Scope::ForSuperior,
        false => figures::Scope::Everything,
    };
    let figure_rows = figures::rows(dossier, names, made_by, scope);
    let count = figure_rows.len();
    let board = paper.body.as_ref().map(|body| engine.text(body, &context.value())).transpose()?;
    let body = board.filter(|body| !body.is_empty());
    let form = Form {
        dossier,
        usage,
        regime,
        paper,
        envelope: &envelope,
        status,
        figure_rows: count,
        body,
    };

    let votes = Votes::of(&its_names);
    context.set("aid", aid::value(dossier, form.aid_list()));
    context.set("concluded", conclusions::value(dossier));
    context.set("vote", form.election().map_or_else(unknown, |election| votes.value(election)));
    // The type and the subject are texts of the descriptor about the dossier.
    let kind = match &envelope.title {
        Some(title) => title.0.clone(),
        None => engine.text(&paper.kind, &context.value())?,
    };
    let subject = match &envelope.subject {
        Some(subject) => subject.0.clone(),
        None => engine.text(&paper.subject, &context.value())?,
    };
    let title = if subject.is_empty() { kind.clone() } else { format!("{kind} {subject}") };
    let title = title.replace(NO_BREAK, " ");
    let date = paper.date(dossier);
    let congress = dossier.kind == Some(Kind::Congress);
    let reported = dossier.period.as_ref().and_then(|p| p.year_told()).filter(|_| !congress);
    let awards: Vec<&Award> = dossier.awards.iter().collect();
    let awards = Awards { list: &awards, reported };
    let in_areas = dossier.results.iter().flat_map(|area| &area.awards);
    let all: Vec<&Award> = dossier.awards.iter().chain(in_areas).collect();
    let all = Awards { list: &all, reported };
    let own_awards = OwnAwards::of(dossier);
    let named = sentence::named_recipients(awards);
    let mut award_rows = all.rows(false);
    award_rows.extend(envelope.awards_total.filter(|asked| asked.0).and_then(|_| all.total_row()));
    // A target without a year of its own is due by the end of what is planned.
    let whole = match its_names.term() {
        Some(_) => "cả nhiệm kỳ".to_owned(),
        None => its_names.next_period().unwrap_or_default(),
    };

    let mut entries: Vec<(&str, Value)> = vec![
        ("votes", votes.held(false)),
        ("meeting_votes", votes.held(true)),
        ("nominee_lists", people::lists(dossier, People::nominees)),
        ("elected_lists", people::lists(dossier, People::elected)),
        ("agenda", agenda::rows(&its_names, names)),
        ("bodies", meetings::bodies(dossier)),
        ("decisions", meetings::decisions(dossier)),
        ("absences", meetings::absences(dossier)),
        ("guests", meetings::guests(dossier)),
        ("delegate_rows", meetings::delegate_rows(dossier)),
        ("allotment_rows", meetings::allotment_rows(dossier)),
        ("task_rows", meetings::task_rows(dossier)),
        ("budget_rows", meetings::budget_rows(dossier)),
        ("chair", known(meetings::chair(dossier))),
        ("closed_at", known(meetings::closed_at(dossier))),
        ("meeting_until", known(meetings::meeting_until(dossier))),
        ("kind", kind.into()),
        ("subject", bound(&bind(&subject)).into()),
        ("title", title.clone().into()),
        ("author", form.author().into()),
        ("typst_date", Value::from_safe_string(typst_date(date))),
        ("numbering", Value::from_safe_string(numbering(&paper.numbering))),
        ("parent", Value::from(form.parent())),
        ("issuer", Value::from(form.issuer())),
        ("number", form.number().map_or_else(unknown, Value::from)),
        ("number_reference", form.number_reference().map_or_else(unknown, Value::from)),
        ("place_date", form.place_date(date).map_or_else(unknown, Value::from)),
        ("draft_mark", form.draft_mark().map_or_else(unknown, Value::from)),
        ("date_line", form.date_line(date).into()),
        ("has_recipients", regime.wording.has_recipients.into()),
        ("recipients", Value::from(texts(&envelope.recipients))),
        ("archive", form.archive().into()),
        ("addressee", Value::from(texts(&envelope.addressee.0))),
        ("bases", Value::from(form.bases())),
        ("on_behalf", Value::from(form.on_behalf())),
        ("post", form.post().map_or_else(unknown, Value::from)),
        ("signer", form.signer().map_or_else(unknown, Value::from)),
        ("presidium_line", format!("{}Đoàn Chủ tịch", regime.wording.on_behalf).into()),
        ("presidium", (envelope.ending == Some(Ending::Presidium)).into()),
        ("closing", optional(&envelope.closing)),
        ("targets_as", form.targets_as().into()),
        ("after_event", form.after_event().into()),
        ("figure_rows", Value::from(figure_rows)),
        ("named_recipients", named.map_or_else(unknown, Value::from)),
        ("awards_received", Value::from(awards.clauses(false))),
        ("awards_proposed", Value::from(awards.clauses(true))),
        ("award_rows", Value::from(award_rows)),
        ("proposed_rows", Value::from(awards.rows(true))),
        ("recipient_rows", Value::from(awards.recipient_rows())),
        ("award_review", council::value(dossier, reported)),
        ("event_until", known(meetings::event_until(dossier))),
        ("decision_rows", meetings::decision_rows(dossier)),
        ("emulation_rounds", meetings::emulation_rounds(dossier)),
        ("prizes", own_awards.prizes(reported)),
        ("certificates", own_awards.certificates(dossier.organization.name.as_deref()).into()),
        ("own_awards", Value::from(own_awards.clauses(reported))),
        ("own_award_rows", Value::from(own_awards.rows())),
        ("own_awards_listed", own_awards.are_listed().into()),
        ("authority", Value::from(own_awards::authority(dossier, usage))),
        ("recipients_named_all", awards.names_all().into()),
        (
            "target_rows",
            Value::from(targets::planned(
                &dossier.direction.targets,
                &Path::root().key("direction").key("targets"),
                &whole,
            )),
        ),
        (
            "previous_target_rows",
            Value::from(targets::previous(
                &dossier.previous_targets,
                &Path::root().key("previous_targets"),
            )),
        ),
        ("flow_rows", Value::from(members::flow(&dossier.membership.flow))),
        ("rating_rows", Value::from(members::ratings(&dossier.ratings))),
        ("membership_sentence", typst(membership::sentence(&its_names))),
        (
            "election_sentences",
            elections::sentences(&its_names).into_iter().map(Value::from_safe_string).collect(),
        ),
    ];
    let opening = envelope.opening.as_ref().map(|prose| {
        let path = Path::root().key("papers").key(paper.id.as_str()).key("opening");
        context::narrative_at(names, prose.item(), &path)
    });
    entries.push(("opening", opening.unwrap_or_else(unknown)));
    let annexes = form.annexes();
    let references = annexes.iter().filter(|(key, _)| *key != "annexes");
    let references: Vec<String> =
        references.filter_map(|(_, reference)| reference.as_str().map(str::to_owned)).collect();
    entries.extend(annexes);
    entries.push((
        "requested_by",
        dossier
            .period
            .as_ref()
            .and_then(|p| p.requested_by.as_ref())
            .map_or_else(unknown, |cited| sentence::citation(cited).into()),
    ));
    let entries = entries.into_iter().map(|(name, value)| (name.to_owned(), value));
    context.set("paper", Value::from_pairs(entries));
    Ok(Built { title, annexes: references })
}

/// Who stands at the head of a congress's paper.
enum Head {
    Congress,
    /// A board of the congress, under it.
    Board(String),
    /// A meeting of this body, after the congress.
    Meeting(&'static str),
}

struct Form<'a> {
    dossier: &'a Dossier,
    usage: &'a Usage,
    regime: &'a Regime,
    paper: &'a Paper,
    envelope: &'a Envelope,
    status: Status,
    /// Rows of the table of figures.
    figure_rows: usize,
    /// The board of the congress whose paper it is.
    body: Option<String>,
}

impl Form<'_> {
    fn issued(&self) -> bool {
        self.status == Status::Issued
    }

    fn author(&self) -> String {
        self.dossier.organization.name.as_ref().map(|n| n.0.clone()).unwrap_or_default()
    }

    fn parent(&self) -> Vec<String> {
        if self.regime.wording.congress_issues {
            match self.head() {
                Head::Board(_) => return names::congress_header(self.dossier, self.usage),
                Head::Meeting(_) => return Vec::new(),
                // Of the Party and the Youth Union it stands under the superior.
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

    fn issuer(&self) -> Vec<String> {
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

    /// The election that the paper is about, of those that go by the list of elections.
    fn election(&self) -> Option<&'_ Election> {
        let part = self.paper.part.as_ref()?;
        let [Segment::Key(list), Segment::Index(at)] = part.path.segments() else { return None };
        self.dossier.elections.get(*at).filter(|_| list == "elections")
    }

    /// The list to be signed that the paper is.
    fn aid_list(&self) -> Option<&'_ AidList> {
        let part = self.paper.part.as_ref()?;
        let [Segment::Key(list), Segment::Index(at)] = part.path.segments() else { return None };
        self.dossier.aid_lists.get(*at).filter(|_| list == "aid_lists")
    }

    /// The body whose paper a meeting's is: the congress itself, one of its boards, or the
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
    fn number(&self) -> Option<String> {
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

    /// The number as an annex cites it: `số 05/BC-CĐCS`.
    fn number_reference(&self) -> Option<String> {
        let line = self.number()?;
        let prefix = self.regime.wording.number_prefix.replace(' ', &NO_BREAK.to_string());
        Some(format!("số{NO_BREAK}{}", line.strip_prefix(&prefix).unwrap_or(&line)))
    }

    /// `Hà Nội, ngày 05 tháng 01 năm 2026`. Until a paper is issued its day
    /// stays blank, unless it is dated by the meeting.
    fn place_date(&self, date: Option<PartialDate>) -> Option<String> {
        if !self.regime.wording.has_place_date {
            return None;
        }
        let place = self.envelope.place.as_ref().or(self.dossier.organization.place.as_ref());
        let place = place.map_or("…", |p| &p.0);
        Some(format!("{place}, {}", self.date_line(date)))
    }

    /// `ngày 05 tháng 01 năm 2026`, as the letterhead and the annexes have it.
    fn date_line(&self, date: Option<PartialDate>) -> String {
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
            // On a clean copy the pen needs room, not dots.
            Status::ForSignature => line.replace('…', &NO_BREAK.to_string().repeat(6)),
            _ => line,
        }
    }

    /// The year printed in a blank date: the meeting's, where it is known.
    fn likely_year(&self) -> Option<u16> {
        let congress = self.dossier.congress.as_ref().and_then(|c| c.date);
        let event = self.dossier.event.as_ref().and_then(|e| e.date);
        let meeting = if self.regime.wording.congress_issues { congress } else { event };
        meeting.and_then(|d| d.last().year())
    }

    /// `DỰ THẢO LẦN 2 (20/11/2025)`
    fn draft_mark(&self) -> Option<String> {
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

    fn archive(&self) -> String {
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

    fn bases(&self) -> Vec<String> {
        self.envelope.bases.iter().map(|base| legal_basis(&sentence::citation(base))).collect()
    }

    fn on_behalf(&self) -> Vec<String> {
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
                    // A base body's papers are its committee's; above it,
                    // who signs is to be told.
                    None if self.is_base() || self.status != Status::Draft => signs,
                    None => "Ban …",
                };
                vec![format!("{}{body}", self.regime.wording.on_behalf)]
            }
        }
    }

    fn post(&self) -> Option<String> {
        self.envelope.signature.as_ref()?.post.as_ref().map(|p| bound(p))
    }

    fn signer(&self) -> Option<String> {
        self.envelope.signature.as_ref()?.name.as_ref().map(|n| n.replace(' ', "\u{a0}"))
    }

    fn targets_as(&self) -> &'static str {
        self.envelope.targets_as.unwrap_or(TargetsAs::List).word()
    }

    /// Whether the paper is made after the meeting and may hold what was asked
    /// for there.
    fn after_event(&self) -> bool {
        self.envelope.stage == Some(crate::dossier::Stage::After)
    }

    /// The annexes as templates see them: `annexes` in the order in which the
    /// text refers to them, and for each how the text refers to it, unknown where there is none.
    fn annexes(&self) -> Vec<(&'static str, Value)> {
        let kinds = [
            (Annex::Figures, "figures", "annex_figures"),
            (Annex::Awards, "awards", "annex_awards"),
            (Annex::Targets, "targets", "annex_targets"),
        ];
        let present: Vec<_> = kinds.iter().filter(|(annex, ..)| self.has_annex(*annex)).collect();
        let names: Vec<&str> = present.iter().map(|(_, name, _)| *name).collect();
        let mut entries = vec![("annexes", Value::from(names))];
        for (annex, _, key) in &kinds {
            let at = present.iter().position(|(a, ..)| a == annex);
            let reference = at.map(|i| match (present.len(), u16::try_from(i + 1)) {
                (2.., Ok(number)) => format!("Phụ lục{NO_BREAK}{} kèm theo", roman(number)),
                _ => "Phụ lục kèm theo".to_owned(),
            });
            entries.push((key, reference.map_or_else(unknown, Value::from)));
        }
        entries
    }

    /// Whether the paper carries an annex: as its envelope says, else where the
    /// table is long; never without anything to print.
    fn has_annex(&self, annex: Annex) -> bool {
        let rows = match annex {
            Annex::Awards => {
                let in_areas: usize = self.dossier.results.iter().map(|a| a.awards.len()).sum();
                self.dossier.awards.len() + in_areas
            }
            Annex::Targets => self.dossier.direction.targets.len(),
            Annex::Figures => self.figure_rows,
            Annex::None => 0,
        };
        let asked = &self.envelope.annexes;
        if rows == 0 || !asked.is_empty() {
            return rows > 0 && asked.contains(&annex);
        }
        match annex {
            Annex::Awards => self.paper.has_award_annex(self.dossier),
            Annex::Targets => {
                let printed = ["targets", "resolution.direction"];
                let table = self.envelope.targets_as == Some(TargetsAs::Table);
                printed.iter().any(|p| self.paper.prints(p)) && rows >= ANNEX_ROWS && !table
            }
            Annex::Figures => self.paper.prints("figures_or_annex") && rows > FIGURE_ROWS,
            Annex::None => false,
        }
    }
}

/// A legal basis (căn cứ) opens with a word that says it is one.
fn legal_basis(citation: &str) -> String {
    let opened = ["Căn cứ", "Thực hiện", "Theo", "Xét", "Trên cơ sở"];
    if opened.iter().any(|word| citation.starts_with(word)) {
        citation.to_owned()
    } else {
        format!("Căn cứ {citation}")
    }
}

/// A sentence that is Typst already.
fn typst(sentence: Option<String>) -> Value {
    sentence.map_or_else(unknown, Value::from_safe_string)
}

fn texts(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|t| t.0.clone()).collect()
}

fn optional(text: &Option<Text>) -> Value {
    text.as_ref().map_or_else(unknown, |t| Value::from(t.0.clone()))
}

/// A whole date as Typst code; `none` for another, which leaves the PDF's date
/// to the exporter.
fn typst_date(date: Option<PartialDate>) -> String {
    match date.and_then(PartialDate::whole) {
        Some(Day { year, month, day }) => {
            format!("datetime(year: {year}, month: {month}, day: {day})")
        }
        None => "none".to_owned(),
    }
}

fn numbering(labels: &[String]) -> String {
    let labels: String = labels.iter().map(|l| format!("{}, ", literal(l))).collect();
    format!("({labels})")
}
