//! Output of a roll-up's findings and result, for a person or as lines of JSON.

use baocao::check::Review;
use baocao::diagnostic::{Diagnostic, brief};
use baocao::rollup::{Ranking, RollUp};

use super::super::args;
use super::super::console::Console;
use super::super::json::{self, RollUpLine};
use super::super::tally::Tally;

/// Prints and counts findings.
pub struct Teller<'a> {
    args: &'a args::Rollup,
    console: &'a mut Console,
    pub tally: Tally,
}

impl<'a> Teller<'a> {
    pub fn new(args: &'a args::Rollup, console: &'a mut Console) -> Self {
        Teller { args, console, tally: Tally::default() }
    }

    pub fn tell(&mut self, found: &Diagnostic) {
        self.tally.count(std::slice::from_ref(found));
        match self.args.json {
            true => self.console.say(&json::finding(&self.args.into.display().to_string(), found)),
            false => self.console.tell(&brief(found)),
        }
    }

    /// Prints the findings not acknowledged, and the number of the others.
    pub fn tell_review(&mut self, review: &Review) {
        review.findings.iter().for_each(|found| self.tell(found));
        if self.args.json {
            let into = self.args.into.display().to_string();
            for (found, by) in &review.acknowledged {
                self.console.say(&json::acknowledged(&into, found, by));
            }
        } else if !review.acknowledged.is_empty() {
            let count = review.acknowledged.len();
            self.console.say(&format!("{count} chỗ đã xem, không báo nữa (acknowledged)."));
        }
    }

    /// Prints additional results in words; in JSON the last lines contain them.
    pub fn say(&mut self, text: &str) {
        if !self.args.json {
            self.console.say(text);
        }
    }

    /// The units by their points, in JSON; in words their ends are said.
    pub fn ranked(&mut self, ranking: &Ranking) {
        if self.args.json {
            self.console.say(&json::ranking(ranking));
        }
    }

    /// Reports that nothing was written because of faults to correct.
    pub fn refused(&mut self, roll_up: &RollUp<'_>, target: &str) {
        if self.args.json {
            return self.end(roll_up, None);
        }
        self.console.tell(&format!("Chưa ghi vào {target}: còn chỗ cần sửa nêu trên"));
        self.console.tell("Gợi ý: ghi mà không có các đơn vị này: --accept-missing; để từng đơn vị ra ngoài: --leave-out <MÃ>");
    }

    /// Reports that the totals were written to a file.
    pub fn written(&mut self, roll_up: &RollUp<'_>, file: &str) {
        if self.args.json {
            return self.end(roll_up, Some(file));
        }
        self.console.say(&format!("Đã ghi số tổng hợp vào {file}."));
    }

    fn end(&mut self, roll_up: &RollUp<'_>, file: Option<&str>) {
        self.console.say(&json::roll_up(&RollUpLine::of(roll_up, file)));
        self.console.say(&json::summary(&self.tally));
    }
}
