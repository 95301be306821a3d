//! Names of awards that don't exist and are meant for one that does: BC386. Which these
//! are, [`crate::law`] says.

use std::ops::Range;

use crate::diagnostic::{Code, Severity};
use crate::law::AwardName;
use crate::source::Path;
use crate::vietnamese::Words;

use crate::check::{Context, Findings, Rule};

pub(crate) const NAME: Rule =
    Rule { code: Code::AWARD_NAME, severity: Severity::Warning, citation: "", run: name };

fn name(context: &Context<'_>, found: &mut Findings) {
    let powers = &context.library.law().awards;
    for (path, words) in context.printed_words() {
        for known in powers.names() {
            for range in misnamed(known, words, is_title(path)) {
                let span = words.span(range);
                let written = &words.text()[span.clone()];
                found.add(
                    NAME.broken_at(
                        path.clone(),
                        format!("“{written}” không phải tên hình thức khen"),
                    )
                    .with_span(span)
                    .with_hint(format!("Có phải là “{}”?", known.name)),
                );
            }
        }
    }
}

/// Whether a field holds the name of an award.
fn is_title(path: &Path) -> bool {
    let keys: Vec<&str> = path.keys().collect();
    matches!(keys[..], [.., "awards", "title"])
}

/// Where a text names an award wrongly.
fn misnamed(known: &AwardName, words: &Words<'_>, title: bool) -> Vec<Range<usize>> {
    let length = |phrase: &str| phrase.split(' ').count();
    let whole = known
        .wrong
        .iter()
        .flat_map(|wrong| words.find(wrong).map(move |i| i..i + length(wrong)).collect::<Vec<_>>());
    let mut all: Vec<Range<usize>> = whole.collect();
    let (Some(begins), Some(holds)) = (&known.begins, &known.holds) else { return all };
    let right = known.name.to_lowercase();
    for i in words.find(begins) {
        let before = i.saturating_sub(5)..i;
        if !title && !words.any(before, &["kỷ niệm chương", "kỉ niệm chương"]) {
            continue;
        }
        // The longest names have a dozen words; a mark ends them.
        let last = (i + 12).min(words.len());
        let end = (i..last).find(|k| !words.gap(*k).trim().is_empty()).map_or(last, |k| k + 1);
        let held = (i..end).find(|k| words.starts(*k, holds));
        if let Some(held) = held.filter(|_| !words.starts(i, &right)) {
            all.push(i..held + length(holds));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::built_in::TemplateFolder;
    use crate::law::Law;

    #[test]
    fn names_that_are_no_awards() {
        let law = Law::read(&TemplateFolder::built_in()).expect("read");
        let found = |text: &str| {
            let words = Words::of(text);
            law.awards.names().map(|known| misnamed(known, &words, false).len()).sum::<usize>()
        };
        for wrong in [
            "tặng Kỷ niệm chương “Vì sự nghiệp xây dựng Công đoàn cơ sở” cho 02 cá nhân",
            "tặng Kỷ niệm chương Vì sự nghiệp Công đoàn cho 02 cá nhân",
            "được tặng Huân chương Lao động hạng II năm 2019",
        ] {
            assert_eq!(found(wrong), 1, "{wrong}");
        }
        for right in [
            "tặng Kỷ niệm chương “Vì sự nghiệp xây dựng tổ chức Công đoàn” cho 02 cá nhân",
            "tặng Kỷ niệm chương Vì sự nghiệp xây dựng tổ chức Công đoàn",
            "phấn đấu vì sự nghiệp xây dựng Công đoàn vững mạnh",
            "Huân chương Lao động hạng Nhì",
            "Kỷ niệm chương “Vì sự nghiệp giáo dục”",
        ] {
            assert_eq!(found(right), 0, "{right}");
        }
    }
}
