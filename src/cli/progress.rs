//! Progress of a long run: a line updated in place on a terminal, an occasional plain line
//! elsewhere.

use std::time::{Duration, Instant};

use super::console::Console;

pub struct Progress {
    total: usize,
    done: usize,
    /// The number of units that took work, from which the speed is computed.
    worked: usize,
    failed: usize,
    start: Instant,
    shown: Instant,
    watched: bool,
    silent: bool,
    /// The width of the line on the terminal.
    width: usize,
}

/// The interval of updates, and that of plain lines.
const WATCHED: Duration = Duration::from_millis(100);
const UNWATCHED: Duration = Duration::from_secs(10);

impl Progress {
    pub fn new(total: usize, silent: bool, console: &Console) -> Self {
        let now = Instant::now();
        let watched = console.is_watched();
        Progress {
            total,
            done: 0,
            worked: 0,
            failed: 0,
            start: now,
            shown: now,
            watched,
            silent,
            width: 0,
        }
    }

    /// Counts one more unit.
    pub fn step(&mut self, worked: bool, failed: bool, console: &mut Console) {
        self.done += 1;
        self.worked += usize::from(worked);
        self.failed += usize::from(failed);
        let pause = if self.watched { WATCHED } else { UNWATCHED };
        if self.silent || self.shown.elapsed() < pause {
            return;
        }
        self.shown = Instant::now();
        let line = line(self.done, self.total, self.worked, self.failed, self.start.elapsed());
        if self.watched {
            let line = within(&line, console.columns().saturating_sub(1));
            let width = line.chars().count();
            // In a window that was made narrower, the rest of a longer line can't be erased
            // without a line break.
            let padded = self.width.max(width).min(console.columns().saturating_sub(1));
            console.show(&format!("{line:padded$}"));
            self.width = width;
        } else {
            console.tell(&line);
        }
    }

    /// Prints a message; the progress line is shown again below it.
    pub fn tell(&mut self, text: &str, console: &mut Console) {
        self.clear(console);
        console.tell(text);
    }

    /// Erases the line.
    pub fn clear(&mut self, console: &mut Console) {
        if self.width > 0 {
            console.wipe(self.width);
            self.width = 0;
        }
    }
}

/// As many whole parts of the line as fit the columns: a wrapped line can't be replaced by
/// the next one.
fn within(line: &str, columns: usize) -> String {
    let mut shown = line;
    while shown.chars().count() > columns {
        match shown.rsplit_once(" · ") {
            Some((before, _)) => shown = before,
            None => return shown.chars().take(columns).collect(),
        }
    }
    shown.to_owned()
}

/// *120/3000 đơn vị · 58,1 đơn vị/giây · còn 0:50 · 3 chưa xuất được*
fn line(done: usize, total: usize, worked: usize, failed: usize, time: Duration) -> String {
    let mut parts = vec![format!("{done}/{total} đơn vị")];
    let pace = worked as f64 / time.as_secs_f64().max(0.001);
    if worked > 0 {
        parts.push(format!("{pace:.1} đơn vị/giây").replace('.', ","));
        let left = ((total - done.min(total)) as f64 / pace).ceil() as u64;
        let (minutes, seconds) = (left / 60, left % 60);
        parts.push(match minutes / 60 {
            0 => format!("còn {minutes}:{seconds:02}"),
            hours => format!("còn {hours}:{:02}:{seconds:02}", minutes % 60),
        });
    }
    if failed > 0 {
        parts.push(format!("{failed} chưa xuất được"));
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_narrow_windows() {
        let line = "1200/3000 đơn vị · 50,0 đơn vị/giây · còn 0:36";
        for (columns, want) in [
            (46, line),
            (45, "1200/3000 đơn vị · 50,0 đơn vị/giây"),
            (20, "1200/3000 đơn vị"),
            (9, "1200/3000"),
            (0, ""),
        ] {
            assert_eq!(within(line, columns), want);
        }
    }

    #[test]
    fn lines() {
        let second = Duration::from_secs(1);
        assert_eq!(line(0, 60, 0, 0, second), "0/60 đơn vị");
        assert_eq!(
            line(1200, 3000, 500, 3, 10 * second),
            "1200/3000 đơn vị · 50,0 đơn vị/giây · còn 0:36 · 3 chưa xuất được"
        );
        assert_eq!(
            line(10, 100_010, 10, 0, second),
            "10/100010 đơn vị · 10,0 đơn vị/giây · còn 2:46:40"
        );
    }
}
