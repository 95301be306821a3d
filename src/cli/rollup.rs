//! `rollup`: the units' figures into their superior's dossier, and who has
//! something to mend before.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use baocao::diagnostic::{Place, SourceKind};
use baocao::dossier::Dossier;
use baocao::file::folded;
use baocao::rollup::{self, Gravity, Refusal, Request, RollUp, Standing, Submission};
use baocao::roster::{self, BreakKind, Roster};
use baocao::sheet::{self, Reading, Remark};
use baocao::source::{self, Limits, Node};
use baocao::vietnamese::slug;
use baocao::{Loaded, Office};

use super::args;
use super::console::Console;
use super::files::{self, DossierFile};
use super::office;
use super::outcome::{Failure, Outcome};
use super::write::{self, Existing};

pub fn run(args: &args::Rollup, console: &mut Console) -> Result<Outcome, Failure> {
    let office = office::open(&args.office)?;
    let roster = office::roster(&args.roster, console)?;
    let target = DossierFile::new(args.into.clone());
    let yaml = target.read()?;
    let superior = office.load(&target.name, &yaml, &[]);
    let Some(dossier) = superior.dossier() else {
        console.tell_findings(&superior.diagnostics);
        return Err(Failure::new(format!("{}: hồ sơ chưa đọc được trọn vẹn", target.name)));
    };
    if let Some(output) = &args.output {
        refuse_foreign(&office, output, dossier)?;
    }
    let (files, failures) = units(args);
    failures.iter().for_each(|failure| console.failure(failure, false));
    if !failures.is_empty() {
        return Ok(Outcome::CouldNotRun);
    }
    let Came { submissions, remarks } = submissions(&office, &files, dossier)?;
    let request = Request {
        roster: &roster,
        catalog: office.catalog(),
        superior: dossier,
        leave_out: &args.leave_out,
    };
    let roll_up = rollup::roll_up(request, &submissions).map_err(|r| refused(&r, &target))?;
    if let Some(code) = &args.trace {
        let trace = rollup::trace(&roll_up, code.trim()).ok_or_else(|| no_code(&roll_up, code))?;
        console.say(trace.trim_end());
        return Ok(Outcome::Well);
    }
    remarks.iter().for_each(|remark| console.tell(&remark.to_string()));
    let astray = remarks.iter().filter(|remark| remark.is_error()).count();
    let wanting = astray + tell(&roll_up, console);
    if let Some(path) = &args.texts {
        not_an_input(path, args, &files)?;
        write::whole(path, rollup::texts(&roll_up, dossier).as_bytes(), Existing::Replace)?;
        console.say(&format!("Đã gom bài viết của các đơn vị vào {}.", path.display()));
    }
    if let Some(folder) = &args.slips {
        let slips = write_slips(&roll_up, dossier, &roster, folder)?;
        console.say(&format!("Đã ghi {slips} phiếu trả lại vào thư mục {}.", folder.display()));
    }
    console.say(&roll_up.summary());
    if wanting > 0 && !args.accept_missing {
        console.tell(&format!("Chưa ghi vào {}: còn chỗ cần sửa nêu trên", target.name));
        console.tell("Gợi ý: ghi mà không có các đơn vị này: --accept-missing; để từng đơn vị ra ngoài: --leave-out <MÃ>");
        return Ok(Outcome::Faulty);
    }
    let written = merged(&office, &roll_up, &target, &yaml)?;
    let text = source::with_mark(&yaml, &written.text);
    match &args.output {
        Some(output) => put_elsewhere(output, &text)?,
        None => write::edited(&target.path, &yaml, &text)?,
    }
    for kept in &written.kept {
        console.tell(&format!(
            "Cần xem lại: {} ghi tay là {}, các đơn vị cộng lại là {}; giữ số ghi tay",
            kept.title, kept.theirs, kept.ours
        ));
    }
    for stale in &written.stale {
        console.tell(&format!("Cần xem lại: {stale}"));
    }
    let shown = args.output.as_ref().unwrap_or(&target.path).display().to_string();
    console.say(&format!("Đã ghi số tổng hợp vào {shown}."));
    Ok(Outcome::Well)
}

/// Refuses another file to write into that is there and isn't the same
/// superior's dossier: it may be a unit's.
fn refuse_foreign(office: &Office, output: &Path, superior: &Dossier) -> Result<(), Failure> {
    let Ok(before) = std::fs::read(output) else { return Ok(()) };
    let shown = output.display().to_string();
    let own = &superior.organization;
    let loaded = office.load(&shown, &before, &[]);
    let same = loaded.dossier().is_some_and(|there| {
        let there = &there.organization;
        (there.code.as_deref(), there.name.as_deref()) == (own.code.as_deref(), own.name.as_deref())
    });
    if same || before.is_empty() {
        return Ok(());
    }
    let whose = own.name.as_deref().unwrap_or("công đoàn cấp trên");
    Err(Failure::new(format!(
        "{shown}: đã có tệp này và không phải hồ sơ của {whose}; không ghi đè"
    ))
    .hint("ghi tên tệp khác sau --output"))
}

/// Writes the superior's dossier into another file.
fn put_elsewhere(output: &Path, text: &[u8]) -> Result<(), Failure> {
    match std::fs::read(output) {
        Ok(before) => write::edited(output, &before, text),
        Err(_) => write::whole(output, text, Existing::Replace),
    }
}

/// The units' files: a folder may hold the roster and the superior's dossier as
/// well.
fn units(args: &args::Rollup) -> (Vec<DossierFile>, Vec<Failure>) {
    let real = |path: &PathBuf| std::fs::canonicalize(path).unwrap_or_else(|_| path.clone());
    let mut others: Vec<PathBuf> = vec![real(&args.roster), real(&args.into)];
    others.extend(args.output.as_ref().map(real));
    let (mut files, failures) = files::reports(&args.paths);
    files.retain(|file| !others.contains(&real(&file.path)));
    (files, failures)
}

/// Refuses to write over what is read.
fn not_an_input(path: &Path, args: &args::Rollup, files: &[DossierFile]) -> Result<(), Failure> {
    let Ok(real) = std::fs::canonicalize(path) else { return Ok(()) };
    let mut inputs = files.iter().map(|file| &file.path).chain([&args.roster, &args.into]);
    match inputs.any(|input| std::fs::canonicalize(input).is_ok_and(|input| input == real)) {
        true => Err(Failure::new(format!(
            "{}: là tệp đang được tổng hợp; không ghi đè",
            path.display()
        ))
        .hint("ghi tên tệp khác sau --texts")),
        false => Ok(()),
    }
}

/// What came in one file.
#[derive(Default)]
struct Came {
    submissions: Vec<Submission>,
    /// What is to be said about a sheet beside its units' rows.
    remarks: Vec<Remark>,
}

/// Reads and checks the units' dossiers and sheets, some at a time; in the
/// order of the files.
fn submissions(office: &Office, files: &[DossierFile], into: &Dossier) -> Result<Came, Failure> {
    let known = sheet::every(office.catalog(), &into.catalog);
    let period = into.period.as_ref();
    let read = |file: &DossierFile| -> Result<Came, Failure> {
        if !sheet::is_sheet(&file.name) {
            let submissions = vec![submission(office, file)?];
            return Ok(Came { submissions, remarks: Vec::new() });
        }
        // A sheet that can't be opened is a unit's affair: the others count.
        file.there()?;
        let reading = match sheet::open_file(&file.path) {
            Ok(grids) => sheet::read_for(&file.name, &grids, &known, period),
            Err(why) => Reading::refused(&file.name, why.to_string()),
        };
        let (submissions, remarks) = sheet::submissions(office, reading, period);
        Ok(Came { submissions, remarks })
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let lot = files.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let workers: Vec<_> = files
            .chunks(lot)
            .map(|files| {
                let work = move || files.iter().map(read).collect();
                (files, std::thread::Builder::new().spawn_scoped(scope, work))
            })
            .collect();
        let mut all = Came::default();
        for (files, worker) in workers {
            let read: Result<Vec<Came>, Failure> = match worker {
                Ok(worker) => worker
                    .join()
                    .unwrap_or_else(|_| Err(Failure::new("Có hồ sơ đơn vị làm chương trình dừng"))),
                // The system grants no thread: the same here.
                Err(_) => files.iter().map(read).collect(),
            };
            for came in read? {
                all.submissions.extend(came.submissions);
                all.remarks.extend(came.remarks);
            }
        }
        Ok(all)
    })
}

fn submission(office: &Office, file: &DossierFile) -> Result<Submission, Failure> {
    let loaded = office.load(&file.name, &file.read()?, &[]);
    let mut findings = loaded.diagnostics.clone();
    findings.extend(office.check(&loaded));
    let Loaded { reading, .. } = loaded;
    Ok(Submission {
        name: file.name.clone(),
        stem: file.stem.clone(),
        dossier: reading.map(|reading| reading.dossier),
        findings,
    })
}

fn refused(refusal: &Refusal, target: &DossierFile) -> Failure {
    match refusal {
        Refusal::NoPeriod => Failure::new(format!("{}: chưa ghi kỳ báo cáo", target.name))
            .hint("ghi period.type và period.year, hoặc period.from và period.to"),
        Refusal::NobodyDue => {
            Failure::new("Danh sách không có đơn vị nào phải báo cáo trong kỳ này")
                .hint("xem lại since, until, parent trong danh sách và period trong hồ sơ cấp trên")
        }
        Refusal::NoSuchUnit(codes) => {
            Failure::new(format!("`--leave-out`: danh sách không có mã {}", codes.join(", ")))
        }
    }
}

fn no_code(roll_up: &RollUp<'_>, code: &str) -> Failure {
    let codes: Vec<&str> = roll_up.rows.iter().map(|row| row.code).collect();
    Failure::new(format!("`--trace`: không tổng hợp chỉ tiêu nào có mã “{code}”"))
        .hint(format!("các mã: {}", codes.join(", ")))
}

/// Says who has what to mend; how many things keep the roll-up from being
/// written.
fn tell(roll_up: &RollUp<'_>, console: &mut Console) -> usize {
    let mut wanting = 0;
    let mut say = |label: &str, unit: &str, what: &str| {
        console.tell(&format!("{label}: {unit}: {what}"));
    };
    for outcome in roll_up.wanting() {
        let unit = called(outcome.unit);
        if outcome.standing.is_wanting() {
            wanting += 1;
            let mut what = outcome.standing.words();
            let first = match &outcome.standing {
                Standing::Faulty(found) => found.first(),
                _ => None,
            };
            let cell = first.and_then(|first| first.place.as_ref());
            let cell = cell.filter(|place| place.source.kind == SourceKind::Cell);
            if let Some(at) = cell.map(Place::origin).as_ref().or(outcome.file.as_ref()) {
                what += &format!(" ({at})");
            }
            if let Some(first) = first {
                what += &format!(": {}", first.message);
            }
            say("Cần sửa", &unit, &what);
        }
        for unread in &outcome.unread {
            wanting += 1;
            let at = unread.place.as_ref().map(Place::origin).unwrap_or_default();
            say("Cần sửa", &unit, &format!("{} ({at})", unread.message));
        }
        for fault in &outcome.faults {
            wanting += 1;
            say("Cần sửa", &unit, &fault.to_string());
        }
    }
    for stranger in &roll_up.strangers {
        wanting += 1;
        let name = if stranger.name.is_empty() { &stranger.file } else { &stranger.name };
        let what = match stranger.listed {
            true => "có trong danh sách nhưng không thuộc công đoàn cấp trên này",
            false => "không có trong danh sách đơn vị",
        };
        say("Cần sửa", name, &format!("{what} ({})", stranger.file));
    }
    for notice in &roll_up.notices {
        wanting += usize::from(notice.gravity == Gravity::Fault);
        say(notice.gravity.label(), &notice.about, &notice.message);
    }
    for outcome in &roll_up.units {
        let unit = called(outcome.unit);
        match &outcome.standing {
            Standing::LeftOut | Standing::Reported { late: true } => {
                say("Lưu ý", &unit, &outcome.standing.words());
            }
            _ => {}
        }
        for jump in &outcome.jumps {
            say("Cần xem lại", &unit, &format!("{}: {}", jump.title, jump.message));
        }
        for remark in &outcome.remarks {
            say("Cần xem lại", &unit, remark);
        }
    }
    for change in roll_up.breaks.iter().chain(roll_up.gone.iter().map(|(change, _)| change)) {
        let what = match change.kind {
            BreakKind::Began => "mới trong kỳ; không so sánh với cùng kỳ".to_owned(),
            BreakKind::Ended => "đã giải thể trong kỳ".to_owned(),
            BreakKind::MovedTo(parent) => format!("đã chuyển về {parent}; tính ở cấp đó"),
            BreakKind::MergedInto(heir) => format!("đã nhập vào {heir}; tính ở đơn vị đó"),
            BreakKind::Absorbed(code) => format!("nhận {code} nhập vào; không so sánh với cùng kỳ"),
        };
        say("Lưu ý", &called(change.unit), &what);
    }
    wanting
}

/// *CD03 Công đoàn cơ sở Công ty May Minh Họa*
fn called(unit: &roster::Unit) -> String {
    match unit.called() {
        name if name == unit.code() => name.to_owned(),
        name => format!("{} {name}", unit.code()),
    }
}

fn write_slips(
    roll_up: &RollUp<'_>,
    superior: &Dossier,
    roster: &Roster,
    folder: &Path,
) -> Result<usize, Failure> {
    let period = superior.period.as_ref().map(rollup::period_words).unwrap_or_default();
    let slips = rollup::slips(roll_up, &period, roster.deadline);
    let mut paths: Vec<(PathBuf, &rollup::Slip)> = Vec::with_capacity(slips.len());
    let mut taken: HashMap<String, &str> = HashMap::new();
    for slip in &slips {
        let name = slip_name(&slip.code)?;
        if let Some(other) = taken.insert(folded(&name), &slip.code) {
            return Err(Failure::new(format!(
                "`--slips`: mã {other} và {} trùng tên tệp {name}.txt: phiếu sẽ ghi đè lên nhau",
                slip.code
            ))
            .hint("sửa mã trong danh sách để khác nhau cả khi bỏ dấu, chữ hoa"));
        }
        paths.push((folder.join(format!("{name}.txt")), slip));
    }
    for (path, slip) in &paths {
        write::whole(path, slip.text.as_bytes(), Existing::Replace)?;
    }
    Ok(slips.len())
}

/// What a unit's slip is called. A code that names no file is refused before
/// anything is written.
fn slip_name(code: &str) -> Result<String, Failure> {
    let name = match files::unfit(code).is_none() && !code.starts_with('.') {
        true => code.to_owned(),
        false => slug(code),
    };
    match files::unfit(&name) {
        None => Ok(name),
        Some(why) => {
            Err(Failure::new(format!("`--slips`: mã {code:?} không đặt tên tệp được: {why}"))
                .hint("sửa mã trong danh sách thành chữ và số"))
        }
    }
}

/// The superior's dossier with the totals; read again before anybody sees it.
fn merged(
    office: &Office,
    roll_up: &RollUp<'_>,
    target: &DossierFile,
    yaml: &[u8],
) -> Result<rollup::Written, Failure> {
    let tree: Option<Node> = source::read_yaml(&target.name, yaml, Limits::default()).0;
    let failed = || {
        Failure::new(format!("{}: không ghi tự động được vào hồ sơ này", target.name))
            .hint("viết các khối membership, results mỗi khóa một dòng rồi chạy lại")
    };
    let written = rollup::write(roll_up, &tree.ok_or_else(failed)?).ok_or_else(failed)?;
    let again = office.load(&target.name, written.text.as_bytes(), &[]);
    if again.dossier().is_none() { Err(failed()) } else { Ok(written) }
}
