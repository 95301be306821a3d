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
//! | [`mod@unit`] | units of money: đồng, triệu đồng, tỷ đồng |
//! | [`date`] | dates of which parts may be unknown: `…/8/2017` |
//! | [`span`], [`term`] | from one date to another; a term of office |
//! | [`ordinal`] | `IX`, `9`, `thứ chín` |
//! | [`lunar`] | names of years, and the days they begin: Quý Mão, 22/01/2023 |
//! | [`text`] | letters: NFC, capitals, file names, final stops |
//! | [`mod@bind`] | no-break spaces in a running sentence |
//! | [`phrase`] | where the long name of an organisation may wrap |

pub mod bind;
pub mod date;
pub mod lunar;
pub mod number;
pub mod ordinal;
pub mod percent;
pub mod phrase;
pub mod span;
pub mod term;
pub mod text;
pub mod unit;
pub mod words;

pub use bind::{NO_BREAK, bind, loosen, unbroken};
pub use date::{DateError, Grain, HalfDay, PartialDate};
pub use lunar::{lunar_year, lunar_year_name, tet};
pub use number::{Number, NumberError};
pub use ordinal::{Ordinal, OrdinalError, roman};
pub use percent::{PercentFit, fit, percent_of, truncated_percent_of};
pub use phrase::{bound, phrases};
pub use span::{Span, SpanError};
pub use term::{Term, TermError};
pub use text::{capitalize_first, lower_first, nfc, slug, strip_final_stop, upper};
pub use unit::MoneyUnit;
pub use words::{Four, NumberWords, Thousand, ZeroTen};
