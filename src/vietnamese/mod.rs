//! Vietnamese numbers, dates, ordinals, years, names and text.
//!
//! This module depends on no other. Nothing here reads files, knows the dossier or panics,
//! and no floats are used: typed text is parsed exactly, or refused with an error whose
//! `Display` is a Vietnamese sentence saying what to type instead.
//!
//! | file | subject |
//! |---|---|
//! | `number` | exact decimals, read and printed as `8.945` and `98,5` |
//! | `words` | numbers and money in words: `hai mươi mốt`, `Bảy triệu đồng` |
//! | `percent` | percentages, and whether a stated one is right |
//! | `change` | change against an earlier or a planned figure |
//! | `unit` | units of money: đồng, triệu đồng, tỷ đồng |
//! | `magnitude` | magnitudes and measures: `nghìn lượt`, `ha` |
//! | `date`, `day` | dates with unknown parts: `…/8/2017`; a single day |
//! | `span`, `term` | from one date to another; a term of office |
//! | `weekday` | days of the week |
//! | `meeting` | time of a meeting: days and hours |
//! | `working_day` | days without weekends and public holidays |
//! | `name_order` | the order of people's names: An, Bình, Đạt |
//! | `ordinal` | `IX`, `9`, `thứ chín` |
//! | `lunar` | names of years: Quý Mão |
//! | `text` | letters: NFC, capitals, file names, final stops |
//! | `running` | running text, word by word |
//! | `sentence` | the numbers in a sentence, and the role of each |
//! | `syllable`, `tone_mark` | spelling of Vietnamese syllables; hòa or hoà |
//! | `slips` | typing errors: old fonts, look-alikes, `QĐ- TLĐ` |
//! | `bind` | no-break spaces in a running sentence |
//! | `proper` | names of people and places kept on one line |
//! | `phrase` | where the long name of an organisation may wrap |

mod bind;
mod change;
mod date;
mod day;
mod letter;
mod lunar;
pub(crate) mod magnitude;
mod meeting;
mod name_order;
mod number;
mod ordinal;
mod percent;
mod phrase;
mod proper;
mod running;
pub(crate) mod sentence;
mod slips;
mod span;
mod syllable;
mod term;
mod text;
mod tone_mark;
mod unit;
mod weekday;
mod words;
mod working_day;

pub use change::Change;
pub use date::{DateError, Grain, HalfDay, PartialDate};
pub use day::Day;
pub use meeting::{MeetingTime, MeetingTimeError};
pub use number::{Number, NumberError};
pub use ordinal::{Ordinal, OrdinalError};
pub use span::{Span, SpanError};
pub use term::{Term, TermError};
pub use text::{fold, nfc, slug};
pub use unit::MoneyUnit;

pub(crate) use bind::{NO_BREAK, bind, loosen, unbroken};
pub(crate) use lunar::{is_stem_and_branch, lunar_year_name, may_name_lunar_year};
pub(crate) use meeting::{HourOfDay, without_wrong_weekday};
pub(crate) use name_order::NameOrder;
pub(crate) use ordinal::roman;
pub(crate) use percent::{PercentFit, fit, percent_of, shown_percent};
pub(crate) use phrase::bound;
pub(crate) use proper::bind_names;
pub(crate) use running::Words;
pub(crate) use slips::{
    Slip, SlipKind, capital_slips, from_tcvn3, from_vni, legacy_slips, legacy_slips_beside,
    look_alike_slips, mangled_slips, misspelt_slips, symbol_slips,
};
pub(crate) use syllable::is_syllable;
pub(crate) use term::evenly_set;
pub(crate) use text::{
    Stop, capitalize_first, closes_itself, ended, first_stop, is_in_any_case, is_mark, is_word,
    lower, lower_first, strip_final_stop, unended, upper, without_marks,
};
pub(crate) use tone_mark::{placed_old, tone_placement};
pub(crate) use weekday::{weekday, weekday_name, weekday_of};
pub(crate) use words::{Four, NumberWords, Thousand, ZeroTen};
pub(crate) use working_day::working_days_after;
