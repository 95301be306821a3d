//! The programme (chương trình): points required before the vote (BC299), their hours
//! (BC300), and points for certain kinds of congress (BC301).

use crate::diagnostic::{Code, Severity};
use crate::dossier::{AgendaItem, AgendaKind, AttendedBy, Dossier};
use crate::source::Path;
use crate::vietnamese::{HourOfDay, fold};

use crate::check::{Context, Findings, Rule};

pub(crate) const ORDER: Rule =
    Rule { code: Code::AGENDA_ORDER, severity: Severity::Warning, citation: "", run: order };

pub(crate) const HOURS: Rule =
    Rule { code: Code::AGENDA_HOURS, severity: Severity::Warning, citation: "", run: hours };

pub(crate) const CREDENTIALS: Rule = Rule {
    code: Code::AGENDA_CREDENTIALS,
    severity: Severity::Warning,
    citation: "",
    run: credentials,
};

fn at(i: usize) -> Path {
    Path::root().key("agenda").index(i)
}

fn says(item: &AgendaItem, words: &[&str]) -> bool {
    let text = fold(item.item.as_deref().unwrap_or_default());
    words.iter().any(|word| text.contains(word))
}

fn votes(item: &AgendaItem) -> bool {
    item.kind == Some(AgendaKind::Ballot) || says(item, &["bỏ phiếu"])
}

/// What must be settled before voting, with the words that identify it.
const BEFORE_VOTE: [(&str, &[&str]); 3] = [
    ("trình đề án nhân sự", &["đề án nhân sự", "số lượng bầu", "biểu quyết số lượng"]),
    ("chốt danh sách bầu cử", &["danh sách bầu cử", "ứng cử, đề cử", "đề cử, ứng cử"]),
    ("bầu Ban Kiểm phiếu", &["bầu ban kiểm phiếu", "bầu ban bầu cử", "bầu tổ kiểm phiếu"]),
];

/// The scheme, the list and the board come before the first vote; its result after it. A
/// point that is missing isn't reported, since one point may combine several.
fn order(context: &Context<'_>, found: &mut Findings) {
    let agenda = &context.dossier.agenda;
    let Some(vote) = agenda.iter().position(votes) else { return };
    for (what, words) in BEFORE_VOTE {
        let first = agenda.iter().position(|item| says(item, words));
        if let Some(late) = first.filter(|first| *first > vote) {
            found.add(
                ORDER
                    .broken_at(at(late), format!("Chương trình: bỏ phiếu trước khi {what}"))
                    .with_related(at(vote), "bỏ phiếu")
                    .with_hint("đưa việc này lên trước khi bỏ phiếu"),
            );
        }
    }
    let result = agenda.iter().position(|item| says(item, &["kết quả kiểm phiếu", "kết quả bầu"]));
    if let Some(early) = result.filter(|result| *result < vote) {
        found.add(
            ORDER
                .broken_at(at(early), "Chương trình: công bố kết quả trước khi bỏ phiếu")
                .with_related(at(vote), "bỏ phiếu")
                .with_hint("đưa việc này xuống sau khi bỏ phiếu"),
        );
    }
}

/// The hours of points are in order within a session; the next session may be on another day.
fn hours(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let days = dossier.congress.as_ref().and_then(|c| c.date);
    let one_day = days.is_none_or(|date| date.first() == date.last());
    let hour = |text: &Option<crate::dossier::Text>| HourOfDay::parse(text.as_deref()?);
    let mut last: Option<(usize, HourOfDay)> = None;
    let mut session = None;
    for (i, item) in dossier.agenda.iter().enumerate() {
        let (from, to) = (hour(&item.from), hour(&item.to));
        if let (Some(from), Some(to)) = (from, to)
            && to <= from
        {
            let message =
                format!("Chương trình: từ {from} đến {to}, giờ kết thúc không sau giờ bắt đầu");
            found.add(
                HOURS
                    .broken_at(at(i).key("to"), message)
                    .with_related(at(i).key("from"), "bắt đầu")
                    .with_hint("sửa một trong hai giờ"),
            );
            continue;
        }
        if item.session.is_some() && item.session != session {
            session.clone_from(&item.session);
            last = None;
        }
        if let (Some((before, end)), Some(from)) = (last, from)
            && from < end
            && one_day
        {
            found.add(
                HOURS
                    .broken_at(
                        at(i).key("from"),
                        format!("Chương trình: bắt đầu {from}, khi việc trước đến {end} mới xong"),
                    )
                    .with_related(at(before), "việc trước")
                    .with_hint("sửa giờ, hoặc đổi thứ tự; phiên khác thì ghi session"),
            );
        }
        last = to.or(from).map(|end| (i, end)).or(last);
    }
}

/// If all members attend there are no delegates' credentials to verify.
fn credentials(context: &Context<'_>, found: &mut Findings) {
    let dossier = context.dossier;
    let attended = dossier.congress.as_ref().and_then(|c| c.attended_by);
    let named =
        dossier.agenda.iter().position(|item| says(item, &["thẩm tra", "tư cách đại biểu"]));
    match attended {
        Some(AttendedBy::Everyone) => {
            let board = dossier.bodies.as_ref().is_some_and(|b| !b.credentials.is_empty());
            let board = board.then(|| Path::root().key("bodies").key("credentials"));
            let Some(path) = named.map(at).or(board) else { return };
            found.add(
                CREDENTIALS
                    .broken_at(path, "Đại hội toàn thể không thẩm tra tư cách đại biểu")
                    .with_related(attended_by(), "toàn thể")
                    .with_hint("đổi thành báo cáo tình hình đoàn viên tham dự"),
            );
        }
        Some(AttendedBy::Delegates) if named.is_none() && is_of_reports(dossier) => found.add(
            CREDENTIALS
                .broken_at(
                    Path::root().key("agenda"),
                    "Chương trình Đại hội đại biểu chưa có báo cáo thẩm tra tư cách đại biểu",
                )
                .with_related(attended_by(), "đại biểu")
                .with_hint("thêm vào sau khi thông qua Chương trình, Quy chế làm việc"),
        ),
        _ => {}
    }
}

fn attended_by() -> Path {
    Path::root().key("congress").key("attended_by")
}

/// Whether the programme lists reports separately, so that a missing one can be reported.
fn is_of_reports(dossier: &Dossier) -> bool {
    let report =
        |item: &&AgendaItem| item.kind == Some(AgendaKind::Report) || says(item, &["báo cáo"]);
    dossier.agenda.iter().filter(report).count() > 1
}
