//! The sending times of an online form's answers: *30/11/2026 9:05:00*, *2026/11/30 8:05:01
//! CH GMT+7*. Rows may have been sorted, so their order isn't reliable.

use super::grid::Cell;
use super::heading::fold;

/// Year, month, day, hour, minute, second.
pub type Moment = [u32; 6];

/// The times of a form's rows; `None` if one of them can't be read.
pub fn moments(cells: &[&Cell]) -> Option<Vec<Moment>> {
    let typed: Vec<Typed> = cells.iter().map(|cell| Typed::of(cell)).collect::<Option<_>>()?;
    // 11/30: if the month comes second in one of them, it does in all.
    let is_month_first = typed.iter().any(|typed| !typed.year_first && typed.day[1] > 12);
    typed.iter().map(|typed| typed.moment(is_month_first)).collect()
}

struct Typed {
    year_first: bool,
    day: [u32; 3],
    time: [u32; 3],
}

impl Typed {
    fn of(cell: &Cell) -> Option<Typed> {
        let shown = match cell {
            Cell::Text(_) | Cell::Day(_) => fold(&cell.shown()),
            _ => return None,
        };
        let zone = shown.find("gmt").unwrap_or(shown.len());
        let shown = &shown[..zone];
        let mut numbers = shown
            .split(|c: char| !c.is_ascii_digit())
            .filter(|digits| !digits.is_empty())
            .map(|digits| digits.parse::<u32>().ok());
        let mut next = || numbers.next().unwrap_or(Some(0));
        let day = [next()?, next()?, next()?];
        let [hour, minute, second] = [next()?, next()?, next()?];
        let says = |words: [&str; 2]| shown.split(' ').any(|word| words.contains(&word));
        let hour = match () {
            () if says(["ch", "pm"]) => hour % 12 + 12,
            () if says(["sa", "am"]) => hour % 12,
            () => hour,
        };
        Some(Typed { year_first: day[0] > 31, day, time: [hour, minute, second] })
    }

    fn moment(&self, is_month_first: bool) -> Option<Moment> {
        let [a, b, c] = self.day;
        let (year, month, day) = match (self.year_first, is_month_first) {
            (true, _) => (a, b, c),
            (false, true) => (c, a, b),
            (false, false) => (c, b, a),
        };
        let [hour, minute, second] = self.time;
        let is_day = year > 1900 && (1..=12).contains(&month) && (1..=31).contains(&day);
        is_day.then_some([year, month, day, hour, minute, second])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str]) -> Option<Vec<Moment>> {
        let cells: Vec<Cell> = texts.iter().map(|text| Cell::Text((*text).to_owned())).collect();
        moments(&cells.iter().collect::<Vec<_>>())
    }

    #[test]
    fn moments_of_forms() {
        assert_eq!(read(&["30/11/2026 9:05:00"]), Some(vec![[2026, 11, 30, 9, 5, 0]]));
        assert_eq!(
            read(&["2026/11/30 8:05:01 CH GMT+7", "2026/11/30 9:05:01 SA GMT+7"]),
            Some(vec![[2026, 11, 30, 20, 5, 1], [2026, 11, 30, 9, 5, 1]])
        );
        assert_eq!(
            read(&["11/30/2026 12:01:00 AM", "12/1/2026 1:00:00 PM"]),
            Some(vec![[2026, 11, 30, 0, 1, 0], [2026, 12, 1, 13, 0, 0]])
        );
        assert_eq!(read(&["30/11/2026 9:05:00", "hôm qua"]), None);
        assert_eq!(read(&["30/11/2026", "11/30/2026"]), None);
    }
}
