//! The programme (chương trình) and, from the same points, the chair's script (kịch bản điều
//! hành): the dossier's own points, else the usual order of a congress.

use minijinja::Value;

use crate::dossier::{AgendaItem, AgendaKind, AttendedBy, Dossier, Formation};
use crate::prose;

use super::names::Names;
use super::narrative;
use super::people::pairs;
use super::values::{known, unknown};

/// A point of the programme.
#[derive(Debug, Clone, Default, PartialEq)]
struct Point {
    session: Option<String>,
    time: Option<String>,
    what: String,
    kind: Option<AgendaKind>,
    presenter: Option<String>,
    note: Option<String>,
    /// The index of the dossier's point with the text of the script.
    script: Option<usize>,
}

/// The points for templates. Where the session changes, its name stands above the point.
pub(super) fn rows(of: &Names<'_>, names: &prose::Names<'_>) -> Value {
    let dossier = of.dossier;
    let points: Vec<Point> = match dossier.agenda.is_empty() {
        true => usual(of),
        false => (0..).zip(&dossier.agenda).map(|(at, item)| own(at, item)).collect(),
    };
    let mut session = None;
    let mut rows = Vec::new();
    for point in points {
        let opens = point.session.clone().filter(|name| session.as_ref() != Some(name));
        session = point.session.clone().or(session);
        rows.push(pairs(vec![
            ("above", known(opens)),
            ("time", known(point.time.clone())),
            ("what", point.what.clone().into()),
            ("presenter", known(point.presenter.clone())),
            ("note", known(point.note.clone())),
            ("kind", known(point.kind.map(AgendaKind::word))),
            ("script", script(dossier, names, &point)),
        ]));
    }
    Value::from(rows)
}

fn script(dossier: &Dossier, names: &prose::Names<'_>, point: &Point) -> Value {
    let own = || {
        let at = point.script?;
        let prose = dossier.agenda.get(at)?.script.as_ref()?;
        let path = crate::source::Path::root().key("agenda").index(at).key("script");
        Some(narrative::markup(&prose.0, names, &path))
    };
    own().unwrap_or_else(unknown)
}

fn own(at: usize, item: &AgendaItem) -> Point {
    let text = |text: &Option<crate::dossier::Text>| text.as_ref().map(|text| text.0.clone());
    let presenter: Vec<&str> = item.presenter.0.iter().map(|name| name.0.as_str()).collect();
    let time = match (text(&item.from), text(&item.to)) {
        (Some(from), Some(to)) => Some(format!("{from} - {to}")),
        (from, to) => from.or(to),
    };
    Point {
        session: text(&item.session),
        time,
        what: text(&item.item).unwrap_or_default(),
        kind: item.kind,
        presenter: (!presenter.is_empty()).then(|| presenter.join(", ")),
        note: text(&item.note),
        script: Some(at),
    }
}

/// The usual order (Hướng dẫn thi hành Điều lệ), without what isn't known to take place, such
/// as an election without a list.
fn usual(names: &Names<'_>) -> Vec<Point> {
    use AgendaKind as Kind;
    let meeting = names.meeting();
    let point = |what: &str, kind: Kind, presenter: &str| Point {
        what: what.replace("Đại hội", meeting),
        kind: Some(kind),
        presenter: Some(presenter.replace("Đại hội", meeting)),
        ..Point::default()
    };
    let delegates = names.has_delegates();
    let boards = if delegates { ", Ban Thẩm tra tư cách đại biểu" } else { "" };
    let mut points = vec![
        point("Chào cờ", Kind::Anthem, "Ban Tổ chức"),
        point("Tuyên bố lý do, giới thiệu đại biểu", Kind::Welcome, "Ban Tổ chức"),
        point(&format!("Bầu Đoàn Chủ tịch, Đoàn Thư ký{boards}"), Kind::HandVote, "Ban Tổ chức"),
        point(
            "Thông qua Chương trình, Quy chế làm việc của Đại hội",
            Kind::HandVote,
            "Đoàn Chủ tịch",
        ),
    ];
    points.push(match delegates {
        true => point(
            "Báo cáo thẩm tra tư cách đại biểu",
            Kind::Report,
            "Ban Thẩm tra tư cách đại biểu",
        ),
        false => {
            let what = format!("Báo cáo tình hình {} tham dự Đại hội", names.attendees());
            point(&what, Kind::Report, "Đoàn Chủ tịch")
        }
    });
    points.push(point("Diễn văn khai mạc", Kind::Speech, "Đoàn Chủ tịch"));
    points.extend(reports(names));
    points.push(point("Thảo luận các văn kiện", Kind::Discussion, "Đại biểu"));
    points.push(point("Phát biểu của đại biểu cấp trên", Kind::Speech, "Đại biểu cấp trên"));
    points.extend(elections(names, &point));
    points.push(point("Thông qua Nghị quyết Đại hội", Kind::HandVote, "Đoàn Thư ký"));
    points.push(point("Bế mạc", Kind::Closing, "Đoàn Chủ tịch"));
    points.push(point("Chào cờ", Kind::Anthem, "Ban Tổ chức"));
    points
}

/// The reports read before the discussion: those listed in the dossier, except the
/// credentials board's and the scheme for the elections, which have their own points.
fn reports(names: &Names<'_>) -> Vec<Point> {
    let listed = names.dossier.reports.iter().filter_map(|report| {
        let what = report.name.as_ref()?.0.clone();
        let lower = what.to_lowercase();
        let elsewhere = ["thẩm tra", "đề án"].iter().any(|word| lower.contains(word));
        let presenter: Vec<&str> = report.presenter.0.iter().map(|name| name.0.as_str()).collect();
        (!elsewhere).then(|| Point {
            what,
            kind: Some(AgendaKind::Report),
            presenter: Some(match presenter.is_empty() {
                true => "Đoàn Chủ tịch".to_owned(),
                false => presenter.join(", "),
            }),
            ..Point::default()
        })
    });
    let listed: Vec<Point> = listed.collect();
    if !listed.is_empty() {
        return listed;
    }
    let committee = names.old_committee_title();
    ["Báo cáo", "Báo cáo kiểm điểm"]
        .map(|report| Point {
            what: format!("{report} của {committee}"),
            kind: Some(AgendaKind::Report),
            presenter: Some("Đoàn Chủ tịch".to_owned()),
            ..Point::default()
        })
        .into()
}

/// The points before the elections, and the elections; an appointed committee is announced
/// instead.
fn elections(names: &Names<'_>, point: &dyn Fn(&str, AgendaKind, &str) -> Point) -> Vec<Point> {
    use AgendaKind as Kind;
    let dossier = names.dossier;
    let mut points = Vec::new();
    let (appointed, elected): (Vec<_>, Vec<_>) = dossier
        .elections
        .iter()
        .filter(|e| !e.is_by_committee() && e.round.is_none())
        .partition(|e| e.method == Some(Formation::Appointed));
    for election in appointed {
        let body = election.body.as_deref().unwrap_or(names.committee());
        let what = format!("Công bố quyết định chỉ định {body}");
        points.push(point(&what, Kind::Result, "Đại biểu cấp trên"));
    }
    if elected.is_empty() && !dossier.elections.is_empty() {
        return points;
    }
    let tellers = names.tellers();
    points.extend([
        point("Trình bày đề án nhân sự; biểu quyết số lượng", Kind::HandVote, "Đoàn Chủ tịch"),
        point("Ứng cử, đề cử; biểu quyết danh sách bầu cử", Kind::Nomination, "Đoàn Chủ tịch"),
        point(&format!("Bầu {tellers}; thông qua thể lệ bầu cử"), Kind::HandVote, "Đoàn Chủ tịch"),
    ]);
    let what = |election: &&crate::dossier::Election| {
        let delegates = election.to.is_some() || election.official.is_some();
        let upper = names.upper_congress().filter(|_| delegates);
        match upper {
            Some(upper) => format!("Bầu đoàn đại biểu dự {upper}"),
            None if election.elects_the_committee() => format!("Bầu {}", names.new_committee()),
            None => format!("Bầu {}", election.body.as_deref().unwrap_or("…")),
        }
    };
    match elected.is_empty() {
        true => {
            points.push(point(&format!("Bầu {}", names.new_committee()), Kind::Ballot, tellers))
        }
        false => points.extend(elected.iter().map(|e| point(&what(e), Kind::Ballot, tellers))),
    }
    let presented = format!("Công bố kết quả kiểm phiếu; {} ra mắt", names.committee());
    points.push(point(&presented, Kind::Result, tellers));
    points
}

impl Names<'_> {
    /// Whether the attendees are delegates (đại biểu).
    pub(super) fn has_delegates(&self) -> bool {
        let attended = self.dossier.congress.as_ref().and_then(|c| c.attended_by);
        attended == Some(AttendedBy::Delegates) || self.attendees() == "đại biểu"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(dossier: &Dossier) -> Value {
        rows(&Names::of_built_in(dossier), &prose::Names::of(dossier))
    }

    fn points(yaml: &str) -> Vec<String> {
        let dossier: Dossier = serde_yaml::from_str(yaml).expect(yaml);
        let rows = read(&dossier);
        let text = |row: Value| row.get_attr("what").expect("a point").to_string();
        rows.try_iter().expect("a list").map(|row| text(row).replace('\u{a0}', " ")).collect()
    }

    #[test]
    fn the_usual_order_knows_whose_congress_it_is() {
        let plenary = points(
            "{organization: {name: Công đoàn Lam}, congress: {attended_by: toàn thể, ordinal: II}, \
             elections: [{body: Ban Chấp hành}, {body: Chủ tịch, at: hội nghị ban chấp hành}]}",
        );
        let has = |points: &[String], what: &str| points.iter().any(|point| point.contains(what));
        assert!(has(&plenary, "tình hình đoàn viên") && !has(&plenary, "tư cách đại biểu"));
        assert!(has(&plenary, "Bầu Ban Chấp hành khóa II") && !has(&plenary, "Bầu Chủ tịch"));
        let place = |what: &str| plenary.iter().position(|point| point.contains(what));
        assert!(place("số lượng") < place("Bầu Ban Kiểm phiếu"));
        assert!(place("Bầu Ban Kiểm phiếu") < place("Bầu Ban Chấp hành khóa II"));

        let appointed = points(
            "{congress: {attended_by: đại biểu}, elections: [{body: Ban Chấp hành, method: chỉ định}], \
             reports: [{name: Báo cáo kiểm điểm, presenter: Lê Thị Lam}, {name: Đề án nhân sự}]}",
        );
        assert!(has(&appointed, "Công bố quyết định chỉ định Ban Chấp hành"));
        assert!(has(&appointed, "tư cách đại biểu") && !has(&appointed, "Ứng cử"));
        assert_eq!(appointed.iter().filter(|point| point.contains("Báo cáo")).count(), 2);
    }

    #[test]
    fn a_programme_of_its_own_is_kept() {
        let own = "{agenda: [{session: Phiên trù bị, from: 7h30, to: 8h00, item: Chào cờ}, \
                   {session: Phiên trù bị, item: Thông qua quy chế}, {session: Phiên chính thức, item: Khai mạc}]}";
        assert_eq!(points(own), ["Chào cờ", "Thông qua quy chế", "Khai mạc"]);
        let dossier: Dossier = serde_yaml::from_str(own).expect(own);
        let rows = read(&dossier);
        let known = |cell: &str| -> Vec<bool> {
            let rows = rows.try_iter().expect("a list");
            rows.map(|row| row.get_attr(cell).expect(cell).is_true()).collect()
        };
        assert_eq!(known("above"), [true, false, true]);
        assert_eq!(known("time"), [true, false, false]);
    }
}
