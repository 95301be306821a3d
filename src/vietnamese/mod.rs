//! Vietnamese numbers, dates, ordinals, years, names and text.
//!
//! A leaf: every other module may use it, and it uses none of them. Nothing
//! here reads a file, knows a dossier or can panic, and no float is used: what
//! a person typed is read exactly, or refused with an error whose `Display` is
//! a Vietnamese sentence that says what to type instead.
//!
//! | file | subject |
//! |---|---|
//! | [`number`] | exact decimals, read and printed as `8.945` and `98,5` |
//! | [`words`] | numbers and money read out: `hai mươi mốt`, `Bảy triệu đồng` |
//! | [`percent`] | shares in percent, and whether a stated one is right |
//! | [`change`] | more or less than before, or than was planned |
//! | [`mod@unit`] | units of money: đồng, triệu đồng, tỷ đồng |
//! | `magnitude` | `nghìn lượt`, `ha`: what a bare number would lose |
//! | [`date`], [`day`] | dates of which parts may be unknown: `…/8/2017`; one day |
//! | [`span`], [`term`] | from one date to another; a term of office |
//! | [`meeting`] | when a meeting is held: days, the hour |
//! | [`ordinal`] | `IX`, `9`, `thứ chín` |
//! | [`lunar`] | names of years: Quý Mão |
//! | [`text`] | letters: NFC, capitals, file names, final stops |
//! | [`running`] | running text, word by word |
//! | [`syllable`], [`tone_mark`] | what a Vietnamese syllable looks like; hòa or hoà |
//! | [`slips`] | what a text hardly means: old fonts, look-alikes, `QĐ- TLĐ` |
//! | [`mod@bind`] | no-break spaces in a running sentence |
//! | [`proper`] | names of people and places kept on one line |
//! | [`phrase`] | where the long name of an organisation may wrap |

pub mod bind;
pub mod change;
pub mod date;
pub mod day;
mod letter;
pub mod lunar;
pub(crate) mod magnitude;
pub mod meeting;
pub mod name_order;
pub mod number;
pub mod ordinal;
pub mod percent;
pub mod phrase;
pub mod proper;
pub mod running;
pub mod slips;
pub mod span;
pub mod syllable;
pub mod term;
pub mod text;
pub mod tone_mark;
pub mod unit;
pub mod words;

pub use bind::{NO_BREAK, bind, loosen, unbroken};
pub use change::Change;
pub use date::{DateError, Grain, HalfDay, PartialDate};
pub use day::Day;
pub use lunar::{is_stem_and_branch, lunar_year_name, may_name_lunar_year};
pub use meeting::{MeetingTime, MeetingTimeError};
pub use name_order::NameOrder;
pub use number::{Number, NumberError};
pub use ordinal::{Ordinal, OrdinalError, roman};
pub use percent::{PercentFit, fit, percent_of, shown_percent, truncated_percent_of};
pub use phrase::{bound, phrases};
pub use proper::bind_names;
pub use running::Words;
pub use slips::{
    Slip, SlipKind, capital_slips, legacy_slips, legacy_slips_beside, look_alike_slips,
    mangled_slips, misspelt_slips, symbol_slips,
};
pub use span::{Span, SpanError};
pub use syllable::is_syllable;
pub use term::{Term, TermError, evenly_set};
pub use text::{
    Stop, capitalize_first, closes_itself, ended, first_stop, fold, is_in_any_case, is_mark,
    is_word, lower, lower_first, nfc, slug, strip_final_stop, unended, upper, without_marks,
};
pub use tone_mark::{TonePlacement, placed_old, tone_placement};
pub use unit::MoneyUnit;
pub use words::{Four, NumberWords, Thousand, ZeroTen};
