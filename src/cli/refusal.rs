//! The answer to a command line that isn't run: help, or a mistake in it, in Vietnamese.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args;
use super::console::Console;
use super::outcome::{Failure, Outcome};

/// An answer instead of running.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Requested help or version.
    Asked(String),
    /// Help, because too little was typed.
    Shown(String),
    Refused(Failure),
}

impl Answer {
    /// The answer to an error of clap.
    pub fn to(error: &clap::Error, words: &[OsString]) -> Self {
        let text = || error.render().ansi().to_string().trim_end().to_owned();
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Answer::Asked(text()),
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Answer::Shown(text()),
            _ => Answer::Refused(refusal(error, words)),
        }
    }

    pub fn give(self, console: &mut Console) -> Outcome {
        match self {
            Answer::Asked(text) => {
                console.say_styled(&text);
                Outcome::Well
            }
            Answer::Shown(text) => {
                console.tell_styled(&text);
                Outcome::CouldNotRun
            }
            Answer::Refused(failure) => {
                console.failure(&failure, false);
                Outcome::CouldNotRun
            }
        }
    }
}

/// One sentence for each kind of mistake.
fn refusal(error: &clap::Error, words: &[OsString]) -> Failure {
    use ContextKind as C;
    if let Some(option) = cut_by_blank(error, words) {
        return Failure::new(format!("Giá trị có dấu cách thì đặt trong ngoặc kép: {option}"))
            .hint(format!("xem cách dùng: {} --help", verb(words)));
    }
    let list = |kind| texts(error.get(kind));
    let one = |kind| list(kind).into_iter().next().unwrap_or_default();
    let option = || format!("`{}`", bare(&one(C::InvalidArg)));
    let message = match error.kind() {
        ErrorKind::InvalidValue if one(C::InvalidValue).is_empty() => {
            format!("Thiếu giá trị sau {}", option())
        }
        ErrorKind::InvalidValue => {
            format!("{}: không có “{}”", option(), one(C::InvalidValue))
        }
        ErrorKind::ValueValidation => {
            let cause = std::error::Error::source(error).map(ToString::to_string);
            format!("{}: {}", option(), cause.unwrap_or_else(|| one(C::InvalidValue)))
        }
        ErrorKind::UnknownArgument => format!("Không có tùy chọn {} ở đây", option()),
        ErrorKind::InvalidSubcommand => format!("Không có lệnh `{}`", one(C::InvalidSubcommand)),
        ErrorKind::NoEquals => format!("Thiếu dấu = sau {}", option()),
        ErrorKind::TooManyValues => {
            format!("{}: thừa giá trị “{}”", option(), one(C::InvalidValue))
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("Thiếu giá trị sau {}", option())
        }
        ErrorKind::ArgumentConflict => match one(C::PriorArg) {
            other if bare(&other) == bare(&one(C::InvalidArg)) || other.is_empty() => {
                format!("{} chỉ ghi một lần", option())
            }
            other => format!("{} và `{}` không dùng cùng nhau", option(), bare(&other)),
        },
        ErrorKind::MissingRequiredArgument => {
            let missing: Vec<String> = list(C::InvalidArg).iter().map(|arg| wanted(arg)).collect();
            format!("Thiếu {}", missing.join(", "))
        }
        ErrorKind::MissingSubcommand => "Thiếu tên lệnh".to_owned(),
        ErrorKind::InvalidUtf8 => "Có chữ không đọc được trong câu lệnh".to_owned(),
        _ => "Câu lệnh không đọc được".to_owned(),
    };
    let mut failure = Failure::new(message);
    for kind in [C::SuggestedArg, C::SuggestedSubcommand, C::SuggestedValue] {
        if let Some(near) = list(kind).first() {
            failure = failure.hint(format!("Có phải là `{}`?", bare(near)));
        }
    }
    if error.kind() == ErrorKind::InvalidSubcommand && failure.hints.is_empty() {
        let names: Vec<String> =
            args::command().get_subcommands().map(|v| v.get_name().to_owned()).collect();
        failure = failure.hint(format!("các lệnh: {}", names.join(", ")));
    }
    let typed = one(C::InvalidArg);
    if typed.starts_with(['–', '—']) {
        failure = failure.hint("tùy chọn mở đầu bằng hai dấu gạch nối --");
    }
    failure.hint(format!("xem cách dùng: {} --help", verb(words)))
}

/// Detects an option whose value has a blank and no quotation marks; returns it as it should
/// be typed: `--kind đại hội` → `--kind "đại hội"`.
fn cut_by_blank(error: &clap::Error, words: &[OsString]) -> Option<String> {
    use ContextKind as C;
    let words: Vec<&str> = words.iter().map(|word| word.to_str().unwrap_or_default()).collect();
    let one = |kind| texts(error.get(kind)).into_iter().next().unwrap_or_default();
    let is_option = |word: &str| word.starts_with("--") && !word.contains('=');
    let at = match error.kind() {
        // The word after the option's value.
        ErrorKind::UnknownArgument => words.iter().position(|w| *w == one(C::InvalidArg))?,
        ErrorKind::ValueValidation | ErrorKind::InvalidValue => {
            words.iter().position(|w| *w == one(C::InvalidValue))? + 1
        }
        _ => return None,
    };
    let (option, first) = (*words.get(at.checked_sub(2)?)?, *words.get(at - 1)?);
    let second = words.get(at).filter(|word| !word.starts_with('-'))?;
    // `.yaml` is a file after the option.
    let fits = is_option(option) && !first.starts_with('-') && !second.contains('.');
    fits.then(|| format!("{option} \"{first} {second}\""))
}

/// The verb as far as it was typed correctly.
fn verb(words: &[OsString]) -> String {
    let mut command = args::command();
    let mut path = "baocao".to_owned();
    for word in words.iter().skip(1).filter_map(|w| w.to_str()) {
        let Some(next) = command.find_subcommand(word).cloned() else { break };
        // As typed: verbs have Vietnamese names beside their English ones.
        path += &format!(" {word}");
        command = next;
    }
    path
}

fn texts(value: Option<&ContextValue>) -> Vec<String> {
    match value {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::Number(number)) => vec![number.to_string()],
        _ => Vec::new(),
    }
}

/// An argument as typed: `--paper` of `--paper <VĂN BẢN>`.
fn bare(arg: &str) -> &str {
    arg.split([' ', '=']).next().filter(|name| name.starts_with('-')).unwrap_or(arg)
}

/// The name of a missing argument: `hồ sơ` of `<HỒ SƠ>...`.
fn wanted(arg: &str) -> String {
    match arg.strip_prefix('<') {
        Some(rest) => rest.trim_end_matches('.').trim_end_matches('>').to_lowercase(),
        None => format!("`{}`", bare(arg)),
    }
}
