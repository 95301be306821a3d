//! What the tests of finished papers share.
//!
//! Each test program uses another part of it, hence the allowance.
#![allow(dead_code)]

pub mod broken;
pub mod cases;
pub mod decree;
pub mod expected;
pub mod form;
pub mod pdf;
pub mod province;
pub mod sheet;
pub mod synthetic;
pub mod text;
