//! The variables under `paper`, grouped by subject.

use minijinja::Value;

use crate::dossier::{Award, Dossier, Ending, Kind, Scope, ScopedDossier, Text};
use crate::prose::Names;
use crate::source::Path;
use crate::vietnamese::{Day, PartialDate, bind, bound};

use super::super::awards::Awards;
use super::super::engine::literal;
use super::super::own_awards::{self, OwnAwards};
use super::super::people::{self, People};
use super::super::values::{known, text_of, unknown};
use super::super::votes::Votes;
use super::super::{
    agenda, council, elections, meetings, members, membership, names, origin, sentence, targets,
};
use super::Called;
use super::form::Form;

/// Names and values of variables.
pub type Entries = Vec<(&'static str, Value)>;

/// The head of the first page, and the settings of the whole document.
pub fn head(form: &Form<'_>, called: &Called) -> Entries {
    let date = form.paper.date(form.dossier);
    vec![
        ("kind", called.kind.as_str().into()),
        ("subject", bound(&bind(&called.subject)).into()),
        ("title", called.title().into()),
        ("author", form.author().into()),
        ("typst_date", Value::from_safe_string(typst_date(date))),
        ("numbering", Value::from_safe_string(numbering(form))),
        ("parent", Value::from(form.parent())),
        ("issuer", Value::from(form.issuer())),
        ("number", form.number().map_or_else(unknown, Value::from)),
        ("number_reference", form.number_reference().map_or_else(unknown, Value::from)),
        ("place_date", form.place_date(date).map_or_else(unknown, Value::from)),
        ("stamps", form.stamps().into()),
        ("draft_mark", form.draft_mark().map_or_else(unknown, Value::from)),
        ("date_line", form.date_line(date).into()),
        ("addressee", Value::from(texts(&form.envelope.addressee.0))),
        ("bases", Value::from(form.bases())),
    ]
}

/// The parts after the contents: signature and recipients.
pub fn end(form: &Form<'_>) -> Entries {
    let wording = &form.regime.wording;
    let envelope = form.envelope;
    vec![
        ("has_recipients", wording.has_recipients.into()),
        ("recipients", Value::from(form.recipients())),
        ("archive", form.archive().into()),
        ("on_behalf", Value::from(form.on_behalf())),
        ("post", form.post().map_or_else(unknown, Value::from)),
        ("signer", form.signer().map_or_else(unknown, Value::from)),
        ("behalf", wording.on_behalf.as_str().into()),
        ("by_person", wording.personal_signature.into()),
        ("presidium_countersigns", form.presidium_countersigns().into()),
        ("cosigners", form.cosigners().into()),
        ("presidium", (envelope.ending == Some(Ending::Presidium)).into()),
        ("closing", optional(&envelope.closing)),
        ("targets_as", form.targets_as().into()),
        ("after_event", form.after_event().into()),
    ]
}

/// The meeting and its decisions, except elections.
pub fn meeting(dossier: &Dossier, its_names: &names::Names<'_>, names: &Names<'_>) -> Entries {
    let first_meeting = dossier.first_meeting.as_ref().and_then(|m| m.attendance.as_ref());
    vec![
        ("agenda", agenda::rows(its_names, names)),
        ("bodies", meetings::bodies(dossier)),
        ("decisions", meetings::decisions(dossier)),
        ("quorate", known(meetings::quorate(dossier))),
        ("absences", meetings::absences(dossier.attendance.as_ref())),
        ("guests", meetings::guests(dossier.attendance.as_ref())),
        ("meeting_absences", meetings::absences(first_meeting)),
        ("meeting_guests", meetings::guests(first_meeting)),
        ("delegate_rows", meetings::delegate_rows(dossier)),
        ("allotment_rows", meetings::allotment_rows(dossier)),
        ("task_rows", meetings::task_rows(dossier)),
        ("budget_rows", meetings::budget_rows(dossier)),
        ("chair", known(meetings::chair(its_names))),
        ("closed_at", known(meetings::closed_at(dossier))),
        ("meeting_until", known(meetings::meeting_until(dossier))),
        ("event_until", known(meetings::event_until(dossier))),
        ("decision_rows", meetings::decision_rows(dossier)),
        ("emulation_rounds", meetings::emulation_rounds(dossier)),
    ]
}

/// Votes, nominees and elected persons.
pub fn elected(its_names: &names::Names<'_>, votes: &Votes<'_>) -> Entries {
    let sentences = elections::sentences(its_names).into_iter().map(Value::from_safe_string);
    let lists = people::lists(its_names, People::elected);
    vec![
        ("votes", votes.held(false)),
        ("meeting_votes", votes.held(true)),
        ("nominee_lists", people::lists(its_names, People::nominees)),
        ("elected_count", people::elected_count(&lists)),
        ("elected_lists", lists),
        ("election_sentences", sentences.collect()),
    ]
}

/// Awards, received and proposed: the dossier's, those of its areas of work, and those the
/// organisation gives.
pub fn awarded(form: &Form<'_>) -> Entries {
    let Form { dossier, usage, .. } = *form;
    let of_year = match form.scope {
        Scope::Year => true,
        Scope::Term => false,
        Scope::Both => dossier.kind != Some(Kind::Congress),
    };
    let year = dossier.period.as_ref().and_then(|p| p.year_told());
    let reported = year.filter(|_| of_year);
    let awards: Vec<&Award> = dossier.awards.iter().collect();
    let awards = Awards { list: &awards, reported };
    let in_areas = dossier.results.iter().flat_map(|area| &area.awards);
    let all: Vec<&Award> = dossier.awards.iter().chain(in_areas).collect();
    let all = Awards { list: &all, reported };
    let mut rows = all.rows(false);
    let is_total_asked = form.envelope.awards_total.is_some_and(|asked| asked.0);
    rows.extend(is_total_asked.then(|| all.total_row()).flatten());
    let own = OwnAwards::of(dossier);
    let named = sentence::named_recipients(awards);
    let root = Path::root();
    vec![
        (
            "named_recipients",
            named.map_or_else(unknown, |named| text_of(named, root.key("awards"))),
        ),
        ("awards_received", Value::from(awards.clauses(false))),
        ("awards_proposed", Value::from(awards.clauses(true))),
        ("award_rows", Value::from(rows)),
        ("proposed_rows", Value::from(awards.rows(true))),
        ("recipient_rows", Value::from(awards.recipient_rows())),
        ("recipients_named_all", awards.names_all().into()),
        ("shift", Value::from_safe_string(form.shift())),
        ("award_review", council::value(dossier, reported)),
        ("prizes", own.prizes(reported)),
        ("certificates", own.certificates(dossier.organization.name.as_deref()).into()),
        ("own_awards", Value::from(own.clauses(reported))),
        ("own_award_rows", Value::from(own.rows())),
        ("own_awards_listed", own.are_listed().into()),
        ("authority", Value::from(own_awards::authority(dossier, usage))),
    ]
}

/// Figures: members, ratings, previous and new targets.
pub fn counted(scoped: &ScopedDossier<'_>, its_names: &names::Names<'_>) -> Entries {
    let dossier = &*scoped.dossier;
    // A target without a year is due by the end of the planned period.
    let term = its_names.term().filter(|_| scoped.scope != Scope::Year);
    let planned_for = term.clone().or_else(|| its_names.next_period());
    let whole = match term {
        Some(_) => "cả nhiệm kỳ".to_owned(),
        None => planned_for.clone().unwrap_or_default(),
    };
    let root = Path::root();
    let targets = root.key("direction").key("targets");
    let planned = targets::planned(&dossier.direction.targets, (&targets, &scoped.kept), &whole);
    let previous = root.key("previous_targets");
    let previous = targets::previous(&dossier.previous_targets, (&previous, &scoped.kept));
    vec![
        ("targets_for", known(planned_for)),
        ("target_rows", Value::from(planned)),
        ("previous_target_rows", Value::from(previous)),
        ("flow_rows", Value::from(members::flow(&dossier.membership.flow))),
        ("rating_rows", Value::from(members::ratings(&dossier.ratings))),
        ("membership_sentence", typst(membership_sentence(its_names))),
    ]
}

/// The paper that requested this one.
pub fn requested_by(dossier: &Dossier) -> Value {
    let cited = dossier.period.as_ref().and_then(|period| period.requested_by.as_ref());
    cited.map_or_else(unknown, |cited| sentence::citation(cited).into())
}

/// The sentence on the members, which is printed from their figures.
fn membership_sentence(its_names: &names::Names<'_>) -> Option<String> {
    let membership = Path::root().key("membership");
    Some(origin::marked(Some(&membership), membership::sentence(its_names)?))
}

/// Wraps a sentence that is already Typst.
fn typst(sentence: Option<String>) -> Value {
    sentence.map_or_else(unknown, Value::from_safe_string)
}

fn texts(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|t| t.0.clone()).collect()
}

fn optional(text: &Option<Text>) -> Value {
    text.as_ref().map_or_else(unknown, |t| Value::from(t.0.clone()))
}

/// A complete date as Typst code; `none` for an incomplete one, so that the exporter decides
/// the PDF's date.
fn typst_date(date: Option<PartialDate>) -> String {
    match date.and_then(PartialDate::whole) {
        Some(Day { year, month, day }) => {
            format!("datetime(year: {year}, month: {month}, day: {day})")
        }
        None => "none".to_owned(),
    }
}

/// The labels of the headings as Typst code: the paper's, but for how the regime writes
/// Roman numbers, `I-` in the Party.
fn numbering(form: &Form<'_>) -> String {
    let is_roman = |label: &&String| label.starts_with('I');
    let own = form.regime.measures.headings.numbering.iter().find(is_roman);
    let of_regime = |label: &String| match own {
        Some(own) if label.as_str() == "I." => literal(own),
        _ => literal(label),
    };
    let labels = form.paper.numbering.iter().map(|label| of_regime(label) + ", ");
    format!("({})", labels.collect::<String>())
}
