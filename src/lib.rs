//! **baocao** (báo cáo, "report") turns one structured YAML file about a union
//! congress or a period's work into every Vietnamese paper the occasion needs.
//!
//! # The flow
//!
//! ```text
//! source     bytes → one tree of texts, each knowing where it stood
//! dossier    the types, read from a tree: what the data means
//! prose      narrative → blocks with expressions
//! regime     what a paper must look like: data
//! usage      what is customary in a union, the Party, the Youth Union: data
//! law        what the law says, and from when to when: data
//! paper      which papers there are: data
//! template   dossier + prose + regime + paper → Typst source
//! library    regimes, papers, templates, catalogue of an office
//! check      rules over dossier + library → findings
//! word       papers in Word → dossiers; their form → findings
//! typeset    Typst source → laid-out pages
//! tree       Typst source → the parts of a paper by what they are
//! gate       laid-out pages → what a clean or issued paper mustn't hold
//! export     pages → PDF, PNG, SVG; tree → DOCX, HTML, TXT
//! compare    a Word file that came back + dossier → what was changed
//! rollup     the units' dossiers → their superior's
//! sheet      spreadsheets for the units, and from them → dossiers
//! batch      many dossiers → their papers and a manifest
//! ```
//!
//! [`diagnostic`], [`explain`], [`vietnamese`] and [`mod@file`] are leaves that every
//! step may use; a [`roster`] lists the units. An
//! [`Office`] holds what all dossiers share and leads one through the steps; what
//! can't be done is an [`Error`]:
//!
//! ```
//! use baocao::{Office, Options};
//!
//! let office = Office::new(&Options::default())?;
//! let yaml = "kind: tổng kết\norganization:\n  name: Công đoàn cơ sở Minh Họa\nperiod:\n  year: 2026\n";
//! let loaded = office.load("ho-so.yaml", yaml.as_bytes(), &[]);
//! let findings = office.check(&loaded);
//! assert!(findings.iter().all(|f| !f.is_error()));
//!
//! let dossier = loaded.dossier().expect("the file is whole");
//! let paper = office.papers().find("bao-cao-tong-ket").expect("a known paper");
//! let source = office.render(dossier, paper)?;
//! let pages = office.compile(&source)?;
//! assert!(pages.pdf(Default::default())?.starts_with(b"%PDF-1.7"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # From many threads
//!
//! An office is made once and shared: a server's threads call it as they like. What
//! follows answers a request that brings a dossier with the PDF of its first paper, or
//! with what is wrong, as JSON or in words:
//!
//! ```
//! use baocao::diagnostic::to_json;
//! use baocao::export::{Format, Standard};
//! use baocao::{Error, Office, Options, Unprinted, Wanted, Work};
//!
//! /// The HTTP status and the body.
//! fn answer(office: &Office, yaml: &[u8]) -> Result<(u16, Vec<u8>), Error> {
//!     let loaded = office.load("ho-so.yaml", yaml, &[]);
//!     let checked = Work::new(office, loaded, None, &Wanted::Given).check(office);
//!     let (Some(dossier), [paper, ..]) = (checked.dossier(), checked.papers()) else {
//!         let found: Vec<_> = checked.findings().iter().map(to_json).collect();
//!         return Ok((422, serde_json::to_vec(&found).unwrap_or_default()));
//!     };
//!     if let Some(refusal) = checked.refusal(office, dossier, paper) {
//!         return Ok((409, refusal.to_string().into()));
//!     }
//!     let rendered = office.render(dossier, paper)?;
//!     match office.print(&rendered, &[Format::Pdf], Standard::default()) {
//!         Ok(printed) => Ok((200, printed.files.into_iter().next().map_or(vec![], |f| f.bytes))),
//!         Err(Unprinted::Failed(error)) => Err(error),
//!         Err(unprinted) => Ok((409, unprinted.to_string().into())),
//!     }
//! }
//!
//! let office = Office::new(&Options::default())?;
//! let yaml = "kind: tổng kết\norganization:\n  name: Công đoàn cơ sở Minh Họa\nperiod:\n  year: 2026\n";
//! std::thread::scope(|scope| {
//!     let requests = [yaml, "kind: [tổng kết"].map(|yaml| {
//!         let office = &office;
//!         scope.spawn(move || answer(office, yaml.as_bytes()))
//!     });
//!     let statuses = requests.map(|request| request.join().expect("no panic").map(|(s, _)| s));
//!     assert_eq!(statuses, [Ok(200), Ok(422)]);
//! });
//! # Ok::<(), Error>(())
//! ```
//!
//! Text for people (messages, titles) is Vietnamese. Nothing here reads the
//! clock, the network or a system font; the same input gives the same bytes.

#![deny(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
#![cfg_attr(not(test), deny(clippy::too_many_lines))]

pub mod batch;
mod beside;
pub mod built_in;
pub mod check;
pub mod compare;
pub mod diagnostic;
pub mod dossier;
mod error;
pub mod explain;
pub mod export;
pub mod file;
mod form;
mod gate;
pub mod law;
mod library;
mod loaded;
mod memo;
mod office;
mod pages;
pub mod paper;
mod print;
mod proof;
mod prose;
pub mod regime;
pub mod rollup;
pub mod roster;
mod sequence;
pub mod sheet;
pub mod source;
mod template;
mod tree;
mod typeset;
pub mod usage;
pub mod vietnamese;
mod volume;
pub mod word;
mod work;

pub use beside::beside;
pub use error::{Error, ErrorKind};
pub use gate::{Fault, SigningPlace};
pub use library::Library;
pub use loaded::Loaded;
pub use office::{Office, Options};
pub use pages::Pages;
pub use print::Printed;
pub use proof::{Proof, Unprinted};
pub use template::Rendered;
pub use typeset::{TypesetError, TypesetFault};
pub use work::{Checked, Refusal, Wanted, Work};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
