//! A roll-up in shards: the submissions in one shard of the units' files are written to a
//! file (`--shard`, `--partial`), and the files of all shards are merged (`--merge`), with
//! the result of a single run.
//!
//! The file of a shard is lines of JSON: the first states the request and the list of files
//! that it is a shard of; each of the others contains the submissions of one file. Shards
//! don't depend on the roster, so that it may change meanwhile.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use baocao::Office;
use baocao::batch::{Digest, Settings, Shard};
use baocao::diagnostic::Diagnostic;
use baocao::file::{Existing, LARGEST, Staging, because, fill_whole};
use baocao::rollup::{Asked, Sent};

use super::super::files::DossierFile;
use super::super::outcome::Failure;
use super::came::{Came, read_all};

/// The first line of a file; within one format version fields are only added.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Head {
    r#type: String,
    format: u32,
    shard: Shard,
    /// Hash of the period, the indicators, the rules and the program's version.
    asked: Digest,
    /// Hash of the names of all files and their number.
    list: Digest,
    files: usize,
    /// The number of them in this shard, to detect a truncated file.
    here: usize,
    /// Files skipped as copies of others.
    copies: Vec<Diagnostic>,
}

/// The submissions of one file.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    /// Its index in the list of all files.
    at: usize,
    sent: Vec<Sent>,
    of_sheets: Vec<Diagnostic>,
}

const TYPE: &str = "rollup-partial";
const FORMAT: u32 = 1;
/// The number of files in memory at a time.
const BLOCK: usize = 256;
const MOST_NAMED: usize = 10;

/// Reads one shard of the files and writes their submissions; returns the number of files.
pub fn write(
    path: &Path,
    shard: Shard,
    (office, asked): (&Office, &Asked<'_>),
    (files, copies): (&[DossierFile], Vec<Diagnostic>),
) -> Result<usize, Failure> {
    let own: Vec<(usize, &DossierFile)> =
        files.iter().enumerate().filter(|(_, file)| shard.has(&file.name)).collect();
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let head = Head {
        r#type: TYPE.to_owned(),
        format: FORMAT,
        shard,
        asked: asked_for(office, asked),
        list: Digest::of(names.join("\n").as_bytes()),
        files: files.len(),
        here: own.len(),
        copies,
    };
    let mut refused = None;
    let written = fill_whole(path, Existing::Replace, Staging::Beside, |out| {
        out.write_all(&line(&head)?)?;
        for block in own.chunks(BLOCK) {
            let files: Vec<&DossierFile> = block.iter().map(|(_, file)| *file).collect();
            let came = read_all(office, &files, asked).map_err(|failure| {
                refused = Some(failure);
                std::io::Error::other("a file that can't be read")
            })?;
            for ((at, _), Came { sent, of_sheets }) in block.iter().zip(came) {
                out.write_all(&line(&Line { at: *at, sent, of_sheets })?)?;
            }
        }
        Ok(())
    });
    match refused {
        Some(failure) => Err(failure),
        None => Ok(written.map(|()| own.len())?),
    }
}

/// A hash of what a shard's figures depend on besides its files.
fn asked_for(office: &Office, asked: &Asked<'_>) -> Digest {
    let settings = Settings::new(office).digest();
    let superior = asked.superior();
    let period = serde_json::to_string(&superior.period).unwrap_or_default();
    let rows = asked.rows.iter().map(|row| (row.code, row.indicator)).collect::<Vec<_>>();
    let rows = serde_json::to_string(&rows).unwrap_or_default();
    Digest::of(format!("{settings}\n{period}\n{rows}").as_bytes())
}

fn line(value: &impl Serialize) -> std::io::Result<Vec<u8>> {
    let mut json = serde_json::to_vec(value)?;
    json.push(b'\n');
    Ok(json)
}

/// The submissions of all shards' files, in the order of a single run.
pub struct Merged {
    pub came: Came,
    /// Files that are copies of others.
    pub copies: Vec<Diagnostic>,
}

/// Reads the files of all shards and compares them; fails unless they fit together.
pub fn read(
    paths: &[PathBuf],
    (office, asked): (&Office, &Asked<'_>),
    with_texts: bool,
) -> Result<Merged, Failure> {
    let wanted = asked_for(office, asked);
    let mut first: Option<Head> = None;
    let mut shards: HashMap<Shard, String> = HashMap::new();
    let mut lines: Vec<Line> = Vec::new();
    for path in paths {
        let shown = path.display().to_string();
        let head = read_part(path, &shown, with_texts, &mut lines)?;
        if head.asked != wanted {
            let failure = Failure::new(format!(
                "{shown}: làm cho kỳ báo cáo, danh mục chỉ tiêu, mẫu hoặc phiên bản khác"
            ));
            return Err(failure.hint("chạy lại phần này với cùng hồ sơ cấp trên (--into)"));
        }
        if let Some(twin) = shards.insert(head.shard, shown.clone()) {
            return Err(Failure::new(format!("{shown} và {twin} cùng là phần {}", head.shard)));
        }
        let first = first.get_or_insert_with(|| head.clone());
        let same = first.list == head.list && first.shard.count() == head.shard.count();
        if !same {
            let failure = Failure::new(format!(
                "{shown}: khác phần đầu tiên về danh sách tệp hoặc số phần chia"
            ));
            return Err(failure.hint("chạy lại mọi phần trên cùng một danh sách tệp (--list)"));
        }
    }
    let Some(head) = first else { return Err(Failure::new("Không có phần tổng hợp nào")) };
    complete(&head, &shards, &mut lines)?;
    let mut came = Came::default();
    for Line { sent, of_sheets, .. } in lines {
        came.append(Came { sent, of_sheets });
    }
    came.sent.iter_mut().for_each(Sent::share_names);
    Ok(Merged { came, copies: head.copies })
}

/// Checks that every shard and every file is there once; sorts the lines.
fn complete(
    head: &Head,
    shards: &HashMap<Shard, String>,
    lines: &mut [Line],
) -> Result<(), Failure> {
    let count = head.shard.count();
    let missing: Vec<String> = (1..=count)
        .map(|index| format!("{index}/{count}"))
        .filter(|shard| shard.parse().is_ok_and(|shard: Shard| !shards.contains_key(&shard)))
        .take(MOST_NAMED)
        .collect();
    if !missing.is_empty() {
        return Err(Failure::new(format!("Thiếu phần {}", missing.join(", "))));
    }
    lines.sort_by_key(|line| line.at);
    let whole = lines.len() == head.files && lines.iter().enumerate().all(|(i, l)| l.at == i);
    match whole {
        true => Ok(()),
        false => Err(Failure::new("Các phần không có mỗi tệp đúng một lần; chạy lại mọi phần")),
    }
}

/// Reads the file of one shard, appending its lines.
fn read_part(
    path: &Path,
    shown: &str,
    with_texts: bool,
    lines: &mut Vec<Line>,
) -> Result<Head, Failure> {
    let failed =
        |e: std::io::Error| Failure::new(format!("Không đọc được {shown}: {}", because(&e)));
    if !path.is_file() {
        return Err(Failure::new(format!("Không đọc được {shown}: không có tệp này")));
    }
    let mut reader = BufReader::new(File::open(path).map_err(failed)?);
    let (mut bytes, before) = (Vec::new(), lines.len());
    let mut head: Option<Head> = None;
    for number in 1_usize.. {
        bytes.clear();
        let length = (&mut reader).take(LARGEST).read_until(b'\n', &mut bytes).map_err(failed)?;
        if length == 0 {
            break;
        }
        let strange = || {
            let what = format!("{shown}, dòng {number}: không phải phần tổng hợp của lệnh rollup");
            Failure::new(what).hint("chạy lại phần này: --shard … --partial …")
        };
        if head.is_none() {
            let own: Head = serde_json::from_slice(&bytes).map_err(|_| strange())?;
            if (own.r#type.as_str(), own.format) != (TYPE, FORMAT) {
                return Err(strange());
            }
            head = Some(own);
            continue;
        }
        let mut line: Line = serde_json::from_slice(&bytes).map_err(|_| strange())?;
        if !with_texts {
            line.sent.iter_mut().for_each(Sent::drop_texts);
        }
        lines.push(line);
    }
    match head {
        None => Err(Failure::new(format!("{shown}: tệp trống, không phải phần tổng hợp"))),
        Some(head) if head.here != lines.len() - before => {
            let failure = Failure::new(format!("{shown}: tệp bị cắt cụt"));
            Err(failure.hint("chép lại, hoặc chạy lại phần này"))
        }
        Some(head) => Ok(head),
    }
}
