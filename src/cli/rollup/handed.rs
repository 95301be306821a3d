//! What an office hands on of a roll-up: lists, slips, reminders, the units' texts.

use std::path::Path;

use baocao::dossier::Dossier;
use baocao::rollup::{self, Place, PlainTable, RollUp, Sender};
use baocao::roster::Roster;
use baocao::{Loaded, Office, sheet};
use serde::Serialize;

use super::super::args;
use super::super::console::Console;
use super::super::json;
use super::super::outcome::{Failure, Outcome};
use super::super::write::{self, Existing};
use super::slips;
use super::teller::Teller;

/// A roll-up, and those for whom it is.
pub struct Desk<'d> {
    pub args: &'d args::Rollup,
    pub office: &'d Office,
    pub roll_up: &'d RollUp<'d>,
    pub dossier: &'d Dossier,
    pub roster: &'d Roster,
}

impl Desk<'_> {
    /// Shows the units behind one total, or writes them into a file.
    pub fn trace(&self, code: &str, console: &mut Console) -> Result<Outcome, Failure> {
        let trace = rollup::trace(self.roll_up, code).ok_or_else(|| self.no_code(code))?;
        if let Some(path) = &self.args.trace_file {
            self.write_list(path, "--trace-file", &trace.plain(), &trace)?;
        }
        match (self.args.json, &self.args.trace_file) {
            (true, _) => console.say(&json::trace(&trace)),
            (false, None) => console.say(trace.markdown().trim_end()),
            (false, Some(path)) => {
                let (title, path) = (&trace.title, path.display());
                console.say(&format!("Đã ghi số của từng đơn vị về {title} vào {path}."));
            }
        }
        Ok(Outcome::Well)
    }

    fn no_code(&self, code: &str) -> Failure {
        let codes: Vec<&str> = self.roll_up.rows.iter().map(|row| row.code).collect();
        Failure::new(format!("`--trace`: không tổng hợp chỉ tiêu nào có mã “{code}”"))
            .hint(format!("các mã: {}", codes.join(", ")))
    }

    /// Writes all that is asked for.
    pub fn hand_out(
        &self,
        superior: &Loaded,
        rules: Option<&rollup::OfficeRules>,
        teller: &mut Teller<'_>,
    ) -> Result<(), Failure> {
        let Desk { args, roll_up, dossier, .. } = self;
        if let Some(path) = &args.texts {
            self.write_text(path, &rollup::texts(roll_up, dossier))?;
            teller.say(&format!("Đã gom bài viết của các đơn vị vào {}.", path.display()));
        }
        if let Some(path) = &args.table {
            let table = rollup::Table::of(roll_up);
            self.write_list(path, "--table", &table.plain(), &table)?;
            teller.say(&format!("Đã ghi bảng số liệu các đơn vị vào {}.", path.display()));
        }
        if let Some(rules) = rules {
            self.rank(rules, teller)?;
        }
        let period = dossier.period.as_ref().map(rollup::period_words).unwrap_or_default();
        let sender = Sender {
            name: dossier.organization.name.as_deref(),
            contact: args.contact.as_deref(),
            period: &period,
            deadline: self.roster.deadline,
        };
        if let Some(folder) = &args.slips {
            let slips = rollup::slips(roll_up, &sender);
            slips::write(&slips, folder)?;
            let (count, folder) = (slips.len(), folder.display());
            teller.say(&format!("Đã ghi {count} phiếu trả lại vào thư mục {folder}."));
        }
        if let Some(path) = &args.reminder {
            self.write_text(path, &rollup::reminder(roll_up, &sender))?;
            teller.say(&format!("Đã ghi tin nhắn nhắc các đơn vị vào {}.", path.display()));
        }
        if let (Some(path), Some(reading)) = (&args.letter, &superior.reading) {
            self.letter(path, rollup::letter(roll_up, &reading.tree, &sender), teller)?;
        }
        Ok(())
    }

    /// The letter is a dossier that somebody goes on writing: one that is there stays.
    fn letter(
        &self,
        path: &Path,
        letter: Option<String>,
        teller: &mut Teller<'_>,
    ) -> Result<(), Failure> {
        let Some(letter) = letter else {
            teller.say("Không có đơn vị nào phải đôn đốc; chưa lập công văn.");
            return Ok(());
        };
        write::whole(path, letter.as_bytes(), Existing::Keep)?;
        let path = path.display();
        teller.say(&format!(
            "Đã ghi hồ sơ công văn đôn đốc vào {path}; xuất: baocao render {path} --paper cong-van"
        ));
        Ok(())
    }

    fn rank(&self, rules: &rollup::OfficeRules, teller: &mut Teller<'_>) -> Result<(), Failure> {
        let ranking = rules.ranking(self.roll_up);
        let Some(ranking) = ranking else {
            return match &self.args.ranking {
                None => Ok(()),
                Some(_) => Err(Failure::new("`--ranking`: quy định chưa có phần ranking")
                    .hint("ghi ranking với các criteria trong tệp của --rules")),
            };
        };
        if let Some(path) = &self.args.ranking {
            self.write_list(path, "--ranking", &ranking.plain(), &ranking)?;
            teller.say(&format!("Đã ghi bảng xếp hạng vào {}.", path.display()));
        }
        teller.ranked(&ranking);
        for lot in ranking.places.chunk_by(|a, b| a.among == b.among) {
            ends(lot).iter().for_each(|line| teller.say(line));
        }
        Ok(())
    }

    fn write_text(&self, path: &Path, text: &str) -> Result<(), Failure> {
        write::whole(path, text.as_bytes(), Existing::Replace)
    }

    /// Writes a list in the form that the file's name says.
    fn write_list(
        &self,
        path: &Path,
        option: &str,
        table: &PlainTable,
        values: &impl Serialize,
    ) -> Result<(), Failure> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let bytes = match ending.as_deref() {
            Some("xlsx") => sheet::plain_workbook(table)?,
            Some("csv") => sheet::plain_csv(table).into_bytes(),
            Some("docx") => rollup::plain_docx(self.office, self.dossier, table)?,
            Some("json") => {
                let mut json = serde_json::to_vec_pretty(values)
                    .map_err(|e| Failure::new(format!("Không ghi được {}: {e}", path.display())))?;
                json.push(b'\n');
                json
            }
            _ => {
                let path = path.display();
                let failure = Failure::new(format!("`{option}`: {path}: không rõ dạng tệp"));
                return Err(failure.hint("đặt tên tệp có đuôi .xlsx, .csv, .docx hoặc .json"));
            }
        };
        write::whole(path, &bytes, Existing::Replace)
    }
}

/// The first and the last of those that have a place, a line each.
fn ends(lot: &[Place]) -> Vec<String> {
    const SHOWN: usize = 5;
    let ranked: Vec<&Place> = lot.iter().filter(|place| place.rank.is_some()).collect();
    let one = |place: &&Place| {
        let prize = place.prize.as_ref().map(|prize| format!(", {prize}")).unwrap_or_default();
        format!("{} ({} điểm{prize})", place.code, place.total.shown())
    };
    let among = lot.first().and_then(|place| place.among).map(|kind| format!(" ({kind})"));
    let among = among.unwrap_or_default();
    let mut lines = Vec::new();
    if !ranked.is_empty() {
        let top: Vec<String> = ranked.iter().take(SHOWN).map(one).collect();
        lines.push(format!("Cao nhất{among}: {}.", top.join(", ")));
    }
    if ranked.len() > SHOWN {
        let behind = ranked.iter().skip(SHOWN.max(ranked.len() - SHOWN));
        let last: Vec<String> = behind.map(one).collect();
        lines.push(format!("Thấp nhất{among}: {}.", last.join(", ")));
    }
    let open = lot.len() - ranked.len();
    if open > 0 {
        lines.push(format!("Chưa xếp hạng được{among}: {open} đơn vị."));
    }
    lines
}
